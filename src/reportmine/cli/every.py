"""The command line with all its commands, in the order of the help."""

from __future__ import annotations

# isort: off
from . import extract, outline, explain, view, review, diff, audit, series, batch, concepts, schema, rules  # noqa: F401

# isort: on
from .app import app as app

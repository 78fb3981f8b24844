"""The command line with all its commands, in the order of the help."""

from __future__ import annotations

from .app import app as app
from .app import take

for _module in (
    "extract",
    "outline",
    "explain",
    "view",
    "review",
    "diff",
    "audit",
    "series",
    "batch",
    "concepts",
    "schema",
    "rules",
):
    take(_module)

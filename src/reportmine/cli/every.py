"""The command line with all its commands, in the order of the help."""

from __future__ import annotations

from .app import app as app
from .app import called, take

_ORDER = (
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
)

for _module in _ORDER:
    take(_module)
app.registered_commands.sort(key=lambda one: _ORDER.index(called(one)))  # one may have been taken before

"""Who is told how far OCR is, which takes seconds for each page. Light: every run of a command sets it."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

PROGRESS: ContextVar[Callable[[int, int], None] | None] = ContextVar("PROGRESS", default=None)
"""Is told how many pages of how many are done."""

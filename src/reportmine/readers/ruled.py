"""Run a reader that reads by the pattern files, and tell which of a user's rules took it too long."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ..dataclass import replace
from ..rules.matching import late
from ..rules.rule import RuleSet
from .document import Document, Limits

Read = Callable[[bytes, Limits, RuleSet], Document]


def reader_of(module: str) -> Read:
    """The reader of a module. Raises ModuleNotFoundError where what it needs is not installed."""
    read: Read = import_module(f".{module}", __package__).read
    return read


def read(module: str, data: bytes, limits: Limits, rules: RuleSet) -> Document:
    """What the reader makes of the data by a rule set. Raises Unreadable, and ModuleNotFoundError."""
    reader, mine = reader_of(module), rules.fresh()
    document = reader(data, limits, mine)
    return replace(document, notices=(*document.notices, *late(mine))) if late(mine) else document

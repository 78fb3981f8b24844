"""What people see of names and values of the records: in English the names themselves, in other languages
the words of the pages (assets/labels.toml, assets/compared.toml)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..tongue import language, tr

if TYPE_CHECKING:
    from .html.messages import Part


def term(part: str, name: str, file: str = "labels.toml") -> str:
    """The word for a name or value; itself where there is none."""
    if language() == "en":
        return name
    from .html.labels import labels, said  # not for English

    return said(labels(language(), file), part, name)


field = partial(term, "field")

OWN = (
    *("more", "change", "name", "kinds", "names", "id", "stage", "file", "right", "asked", "share"),
    *("found", "left out", "whole record", "outcome", "target", "verdict", "arithmetic"),
    *("start", "end", "reading", "Chinese name", "endings"),
    *("figures", "targets", "claims", "sections", "dropped", "indicator", "unread", "none"),
)
"""Words of the catalogue: heads that are of no field and of no page, and parts of what is shown."""
_SAME = {
    "at": "place",
    "figure": "text",
    "trend": "course",
    "old": "before",
    "new": "after",
    "actual": "actual",
}
_PARTS = (("labels.toml", "field"), ("compared.toml", "panel"), ("compared.toml", "pairs"))


def head(name: str) -> str:
    """The head of a column; itself where it has no word."""
    if language() == "en":
        return name
    from .html.labels import labels  # not for English

    if name in OWN:
        return tr(name)
    words = (labels(language(), file)[part] for file, part in _PARTS)
    known = (found[same] for found in words if (same := _SAME.get(name, name)) in found)
    return next(known, name)


_VALUES = frozenset(
    ("kind", "role", "direction", "status", "aggregation", "budget", "flags")
)  # with words of their own


def value(name: str, said: object) -> object:
    """What a field holds, in words where it is one of few values."""
    if language() == "en" or name not in _VALUES or not said:
        return said
    if isinstance(said, tuple):
        return tuple(term("flag", str(one)) for one in said)
    return term(name, str(said))


def compared(part: str, name: str) -> str:
    """The same of what stands in pages of several reports."""
    return term(part, name, "compared.toml")


def message(part: Part, said: str) -> str:
    """What the program says in its records or to the user, by a line of assets/messages.toml."""
    if language() == "en":
        return said
    from .html.messages import told  # not for English

    return told(language(), part, said)

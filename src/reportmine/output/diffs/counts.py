"""How many figures, targets, claims and sections there are of each kind, and in which sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ...compare.sifting import LEFT
from ...dataclass import dataclass
from ...records import Diff, RowChange
from .view import ORDER, OUTCOMES, VERDICTS, Heading, View, counted, sections
from .words import OPEN

SECTIONS = ("kept", "renamed", "moved", "merged", "added", "removed")


@dataclass(frozen=True)
class Count:
    """The rows under one heading by what became of them."""

    heading: Heading
    rows: dict[RowChange, int]


def totals(found: Diff) -> Iterator[tuple[str, str]]:
    """Of each part of a diff that has anything, its name, and how many there are of each kind in it."""
    whole = not any(one.code in LEFT for one in found.warnings)
    parts = {
        "figures": _said(ORDER, (row.change for row in found.rows)) or ("none" if whole else ""),
        "targets": _said(OUTCOMES, (one.outcome for one in found.targets)),
        "claims": _said([one or OPEN for one in VERDICTS], (one.verdict or OPEN for one in found.restated)),
        "sections": _said(SECTIONS, (one.change for one in found.sections)),
    }
    yield from ((name, said) for name, said in parts.items() if said)


def _said(order: Iterable[str], kinds: Iterable[str]) -> str:
    found = Counter(kinds)
    return ", ".join(f"{found[kind]} {kind}" for kind in order if found[kind])


def by_section(view: View, *, upper: bool) -> list[Count]:
    """The rows of each section; with `upper` of the outermost ones, with what is in them."""
    outline = view.outline
    held: dict[str, list[RowChange]] = {}
    for key, rows in sections(view).items():
        held.setdefault(outline.upper(key) if upper else key, []).extend(row.change for row in rows)
    return [Count(outline.title(key), counted(changes)) for key, changes in held.items()]


def hidden(view: View) -> Iterator[str]:
    """What is not shown, and by which option: a line for each."""
    yield from (one.message for one in view.found.warnings if one.code in LEFT)
    said = " and ".join(f"{count} {change}" for change, count in view.folded.items())
    if said and view.what == "all":
        yield f"{said} figures are only counted; --all shows them"

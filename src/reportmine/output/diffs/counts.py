"""How many figures, targets, claims and sections there are of each kind, and in which sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ...compare.sifting import LEFT
from ...dataclass import dataclass
from ...records import Diff, RowChange
from ...tongue import language, tr
from ..terms import compared, message
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
        "figures": _said("change", ORDER, (row.change for row in found.rows))
        or (tr("none") if whole else ""),
        "targets": _said("verdict", OUTCOMES, (one.outcome for one in found.targets)),
        "claims": _said(
            "verdict", [one or OPEN for one in VERDICTS], (one.verdict or OPEN for one in found.restated)
        ),
        "sections": _said("section", SECTIONS, (one.change for one in found.sections)),
    }
    yield from ((tr(name), said) for name, said in parts.items() if said)


def _said(part: str, order: Iterable[str], kinds: Iterable[str]) -> str:
    found = Counter(kinds)
    return tr(", ").join(many(found[kind], part, kind) for kind in order if found[kind])


def many(count: int, part: str, kind: str) -> str:
    """How many there are of a kind."""
    return tr("{n} {kind}").format(n=count, kind=became(part, kind))


def became(part: str, kind: str) -> str:
    """The word for what became of a row, a target, a claim or a section."""
    return compared(part, "none" if kind == OPEN and language() != "en" else kind)


def by_section(view: View, *, upper: bool) -> list[Count]:
    """The rows of each section; with `upper` of the outermost ones, with what is in them."""
    outline = view.outline
    held: dict[str, list[RowChange]] = {}
    for key, rows in sections(view).items():
        held.setdefault(outline.upper(key) if upper else key, []).extend(row.change for row in rows)
    return [Count(outline.title(key), counted(changes)) for key, changes in held.items()]


def hidden(view: View) -> Iterator[str]:
    """What is not shown, and by which option: a line for each."""
    yield from (message("warning", one.message) for one in view.found.warnings if one.code in LEFT)
    said = tr(" and ").join(many(count, "change", change) for change, count in view.folded.items())
    if said and view.what == "all":
        yield tr("{said} figures are only counted; --all shows them").format(said=said)

"""What became of the sections, as a part of the page of two reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...records import Section, SectionChange, SectionVerdict
from ..diffs.words import title
from .labels import Labels
from .safe import escaped

SECTIONS = "sections"
"""The name of the part."""
ORDER: tuple[SectionVerdict, ...] = ("renamed", "merged", "moved", "added", "removed", "kept")
"""What a reader looks for first."""
_COLOURS = {
    "renamed": "changed",
    "merged": "changed",
    "moved": "near",
    "added": "added",
    "removed": "removed",
}


def table(found: Sequence[SectionChange], words: Labels) -> Iterator[str]:
    """The table of the sections, in pieces; nothing where there are none."""
    if not found:
        return
    say = words["pairs"]
    yield f'<div class="part heads" id="p-{SECTIONS}"><table><caption><span class="{SECTIONS}">'
    yield f"{words['change'][SECTIONS]}</span> {len(found)}</caption><thead><tr>"
    yield from (f"<th scope=col>{say[name]}" for name in ("before", "after", "became"))
    yield "<tbody>\n"
    lines = sorted(enumerate(found, 1), key=lambda one: ORDER.index(one[1].change))
    yield from (_line(at, one, words) for at, one in lines)
    yield "</table></div>\n"


def _line(at: int, one: SectionChange, words: Labels) -> str:
    sides = [(side, section) for side, section in (("o", one.old), ("n", one.new)) if section is not None]
    lit = escaped(" ".join(f"{side}s{section.id}" for side, section in sides))
    inside = escaped("\t".join(f"{side}{section.id}" for side, section in sides))
    sign = _COLOURS.get(one.change, "same")
    cells = (
        f"<td lang=zh>{_link('o', one.old)}",
        f"<td lang=zh>{_link('n', one.new)}",
        f'<td><span class="{sign}">{words["section"][one.change]}</span>',
    )
    return f'<tr id="s{at}" data-p="{SECTIONS}" data-f="{lit}" data-s="{inside}">{"".join(cells)}\n'


def _link(side: str, section: Section | None) -> str:
    if section is None:
        return ""
    return f'<a href="#{side}s{escaped(section.id)}">{escaped(title(section) or section.id)}</a>'

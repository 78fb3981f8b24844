"""What `diff` is given: its two reports, the part that is asked for, and the view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .declared import Misused
from .inputs import Reading, in_store, one_stored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..output.diffs.places import Lines, Places
    from ..records import Diff, Notice, Report
    from .corrected import Amend


class Given(NamedTuple):
    """A report, with the lines of its text where that was read just now."""

    report: Report
    lines: Lines | None


def given(name: str, read: Reading, patterns: tuple[Path, ...], year: int | None, amend: Amend) -> Given:
    """A report from what a name means: a text, JSON, or a file of a store; on that year, where one is said.

    Raises InputError for what cannot be read, and for a report already read that is of another year.
    """
    from ..compare.reading import read_report
    from ..output.diffs.places import lines

    if in_store(name):
        return Given(amend(read_report(one_stored(name), year=year), None), None)
    text = read(name)
    report = amend(read_report(text, patterns=patterns, year=year), text)
    # a report from JSON is of another text than the JSON itself
    here = report.source.sha256 == text.source.sha256 and not report.source.pages
    return Given(report, lines(text.raw) if here else None)


def places(old: Given, new: Given) -> Places:
    """Where the figures of both stand."""
    from ..output.diffs.places import Places

    return Places(old.lines, new.lines)


def parts_of(only: Sequence[str] | None) -> frozenset[str]:
    """The parts that --only names."""
    from ..compare.sifting import PARTS

    names = [name.strip() for said in only or () for name in said.split(",")]
    for name in names:
        if name not in PARTS:
            raise Misused(f"takes {', '.join(PARTS)}.", param_hint="--only")
    return frozenset(names)


def wished_view(pages: Mapping[str, bool], details: Mapping[str, bool]) -> str | None:
    """An option that asks for a view, where one is given.

    `pages` are the options that show something else than the whole diff: one at most, and then none of
    `details`, which say how the whole is shown. Both are options with whether they are given.
    """
    page, detail = ([option for option, said in options.items() if said] for options in (pages, details))
    if len(page) > 1 or (page and detail):
        one, other = (*page, *detail)[:2]
        raise Misused(f"and {other} cannot go together.", param_hint=one)
    return next(iter((*page, *detail)), None)


def told(found: Diff, shown: bool) -> list[Notice]:
    """The warnings for standard error: a view says itself what it leaves out."""
    from ..compare.sifting import LEFT

    return [one for one in found.warnings if not (shown and one.code in LEFT)]

"""What a reader should know before two reports are compared: whose they are, and of which years."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Notice, Report
from .partial import partial


def consecutive(old: Report, new: Report) -> bool:
    """Whether the new report is on the year after that of the old one."""
    return old.year is not None and new.year is not None and new.year - old.year == 1


def cautions(old: Report, new: Report) -> list[Notice]:
    """The warnings of a diff, each with a stable code and, where there is one, its remedy."""
    said = [*_bodies(old, new), *_years(old, new)]
    found = [Notice(code=code, message=message, start=None, end=None) for code, message in said]
    return [*partial((old, new), "what seems added or removed may only be left out"), *found]


def _bodies(old: Report, new: Report) -> Iterator[tuple[str, str]]:
    if old.source.sha256 == new.source.sha256:
        yield "same-report", "the two reports are the same text"
    for name in ("region", "issuer"):
        one, other = getattr(old, name), getattr(new, name)
        if one and other and one != other:
            yield f"other-{name}", f"the reports are of different bodies: {one} and {other}"
            break


def _years(old: Report, new: Report) -> Iterator[tuple[str, str]]:
    """What keeps targets and claims, which are of single years, from being held against the other report."""
    if old.source.sha256 == new.source.sha256:
        return
    for side, report in (("old", old), ("new", new)):
        if report.year is None:
            yield (
                "unknown-year",
                f"{report.source.name} does not say which year it is on, so targets may stay open and no "
                f"claim of change is checked; say it with --{side}-year",
            )
    if old.year is None or new.year is None or consecutive(old, new):
        return
    if old.year > new.year:
        yield "order", f"the old report is on {old.year}, the new one on {new.year}"
        return
    years = f"both reports are on {old.year}"
    if old.year != new.year:
        years = f"the reports are on {old.year} and {new.year}, which do not follow each other"
    yield (
        "not-consecutive",
        f"{years}, so targets stay open and no claim of change is checked; where a year is read wrongly, say "
        "it with --old-year or --new-year",
    )

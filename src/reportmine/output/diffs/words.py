"""How a diff says what it has: a figure, a difference, a heading, which reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ...metrics.precision import tidy
from ...records import Diff, DiffRow, Indicator, Restated, Section, Side
from ...text.fold import fold
from ...text.numerals import parse
from ...tongue import tr
from ..export import short
from ..terms import message

_MANY = 1000  # a number of so much is told in its magnitude
OPEN = "no verdict"  # of a claim that has none


def heading(found: Diff) -> str:
    """Which report is compared with which."""
    return " → ".join(side.title or side.source.name for side in (found.old, found.new))


def facts(found: Diff) -> str:
    """Whose the reports are and of which years: 云汀市人民政府 · 2024 → 2025."""
    issuers = dict.fromkeys(side.issuer for side in (found.old, found.new) if side.issuer)
    years = " → ".join(tr("year unknown") if side.year is None else str(side.year) for side in _sides(found))
    return " · ".join(filter(None, (" → ".join(issuers), years)))


def _sides(found: Diff) -> tuple[Side, Side]:
    return found.old, found.new


def label(row: DiffRow) -> str:
    """What a row is of, and whether it is planned."""
    one = row.new or row.old
    return metric(one) + (tr(" (target)") if one is not None and one.status == "target" else "")


def metric(one: Indicator | None) -> str:
    """The label of a figure's row."""
    return "" if one is None else one.metric or one.text


def written(one: Indicator | None) -> str:
    """A figure as the report writes it, with its relation, and ↓ for a fall, where it is not in the words."""
    if one is None:
        return ""
    fall = "↓" if one.role == "change" and one.direction == "down" else ""
    return fall + ("" if one.relation == "=" or _told_in(one) else one.relation) + "".join(one.text.split())


def _told_in(one: Indicator) -> bool:
    """Whether the figure as written has its relation in it, as 420余条 does: a number with a word within."""
    plain = fold("".join(one.text.split())).removesuffix(fold(one.unit or ""))
    if parse(plain) is not None:
        return False
    without = (plain[:at] + plain[at + 1 :] for at, sign in enumerate(plain) if not sign.isdecimal())
    return any(parse(rest) is not None for rest in without)


def in_words(one: Indicator) -> bool:
    """Whether a figure is written without a digit: 一半, 三分之一, which say less exactly what is meant."""
    return not any(character.isdecimal() for character in one.text)


def aimed(one: Indicator) -> str:
    """The label of a target, with a mark where it is put in words."""
    return metric(one) + (tr(" (in words)") if in_words(one) else "")


def number(value: Decimal | None) -> str:
    """A difference with its sign, as people say it."""
    return "" if value is None else ("+" if value > 0 else "") + short(value)


def computed(one: Restated) -> str:
    """What two levels give for a claim, in its unit, with the digits that are of use: +5.37%."""
    held = one.computed if abs(one.computed) >= _MANY else tidy(one.computed, 2)
    return number(held) + (one.claim.unit or "")


def difference(row: DiffRow) -> str:
    """The difference of a row, with its percent change: +112.3亿 (+4.7%), +1.2个百分点; of a rank ↑2.

    ≈ or a bound where the figures are inexact; where rounding may put it off, or one is a range, from the
    least to the most it may be.
    """
    if row.change == "same":
        return ""
    sign = "" if row.difference_relation in (None, "=") else row.difference_relation
    span = ""
    if row.difference_low is not None and row.difference_high is not None:
        span = f"{number(row.difference_low)}…{number(row.difference_high)}"
    share = span if row.difference is not None else ""
    if row.percent_low is not None and row.percent_high is not None:
        share = f"{row.percent_low:+.1f}…{row.percent_high:+.1f}%"
    elif row.percent is not None:
        share = f"{'' if sign == '≈' else sign}{'+' if row.percent > 0 else ''}{row.percent:.1f}%"
    if row.difference == 0:
        return f"≈{number(row.difference)}" if sign else ""  # of ≥5% and 5% nothing more is to be said
    if row.difference is not None and row.new is not None and row.new.kind == "rank":
        return f"{'↑' if row.difference < 0 else '↓'}{short(abs(row.difference))}"  # the first is the best
    said = span if row.difference is None else sign + number(row.difference)
    return (said + _unit(row) if said else "") + (f" ({share})" if share else "")


def _unit(row: DiffRow) -> str:
    """The unit of a difference, where the figures beside it do not both show it."""
    units = {one.unit for one in (row.old, row.new) if one is not None}
    return row.difference_unit or "" if units != {row.difference_unit} else ""


def note(row: DiffRow) -> str:
    """What speaks for and against a row that is not sure to be one metric."""
    if row.change not in ("near", "ambiguous"):
        return ""
    others = (
        tr("{figure} at {n}").format(figure=f"{metric(one)} {written(one)}", n=one.start)
        for one in row.candidates
    )
    return tr("; ").join((*said(row.evidence), *others))


def said(evidence: Iterable[str]) -> Iterator[str]:
    """Evidence in the language that is spoken."""
    return (message("evidence", one) for one in evidence)


def title(section: Section | None) -> str:
    """A heading with its number: （二）激发经营主体活力."""
    return "" if section is None else f"{section.marker or ''}{section.title}"

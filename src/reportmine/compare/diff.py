"""Two reports side by side: what changed, what is new, what was dropped, which targets were met."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from ..figures.signed import signed, with_sign
from ..metrics.conversions import Units, convert
from ..metrics.keys import Metric, reader_of
from ..metrics.precision import rounded, step
from ..records import Diff, DiffRow, Indicator, Report, Side
from ..rules.files import load as load_rules
from ..rules.matching import late
from ..rules.rule import RuleSet
from ..text.text import Text
from .alignment import MERGE, Alignment, align
from .beside import Beside
from .cautions import cautions, consecutive
from .claims import claims
from .differing import Difference, differing
from .sections import section_changes
from .steps import with_steps
from .targets import targets


def diff(
    old: Report | Text | str | Path, new: Report | Text | str | Path, *, patterns: Sequence[Path] = ()
) -> Diff:
    """Compare two reports. A string is the text itself, a Path a file: a text, or a report as JSON.

    Raises InputError for a file that cannot be read, PatternError for a pattern file that is wrong.
    """
    from .reading import read_report

    first, second = (read_report(one, patterns=patterns) for one in (old, new))
    return compare(first, second, load_rules(tuple(patterns)))


def compare(first: Report, second: Report, rules: RuleSet) -> Diff:
    """Compare two reports already read, by a rule set already loaded."""
    rules = rules.fresh()
    reader = reader_of(rules)
    beside = Beside.of(first, second, rules)
    before, after = (with_steps(one, reader, beside.said) for one in (first, second))
    found = align(before, after)
    pairs = [pair for pair in found.pairs if pair.likeness.score >= MERGE]
    return Diff(
        old=_side(first),
        new=_side(second),
        rows=tuple(_rows(before, after, found, reader.units, beside)),
        targets=tuple(targets(first, second, before, after, rules, reader.units)),
        # a claim compares with the year before, so only that year's report can be held against it
        restated=tuple(claims(before, after, pairs, (first, second), rules, reader))
        if consecutive(first, second)
        else (),
        sections=tuple(section_changes(first, second, before, after, pairs, reader)),
        warnings=(*cautions(first, second), *late(rules)),
    )


def _side(report: Report) -> Side:
    return Side(source=report.source, title=report.title, issuer=report.issuer, year=report.year)


def _rows(
    old: Sequence[Metric], new: Sequence[Metric], found: Alignment, scale: Units, beside: Beside
) -> list[DiffRow]:
    """Every figure of both reports, each in one row."""
    paired = {pair.new: pair for pair in found.pairs}
    taken = {pair.old for pair in found.pairs}
    rows: list[DiffRow] = []
    for n, metric in enumerate(new):
        if n in paired:
            pair = paired[n]
            before = old[pair.old]
            said = (*pair.likeness.evidence, *beside.unlike(before, metric))
            row = _pair(before.figure, metric.figure, pair.likeness.score, said, scale)
            amount = row.difference is None or row.difference  # that a range leaves open too
            rows.append(_no_amount(row) if amount and beside.running(before, metric) else row)
        elif n in found.tied_new:
            rows.append(_tied(None, metric.figure, [old[o].figure for o in found.tied_new[n]]))
        else:
            rows.append(DiffRow(change="added", old=None, new=metric.figure, score=None))
    for o, metric in enumerate(old):
        if o in found.tied_old:
            rows.append(_tied(metric.figure, None, [new[n].figure for n in found.tied_old[o]]))
        elif o not in taken:
            rows.append(DiffRow(change="removed", old=metric.figure, new=None, score=None))
    return rows


def _no_amount(row: DiffRow) -> DiffRow:
    """A row of how long something has been so: a year more of it is no change of what it is told of."""
    said = (*row.evidence, "for how long it has been so, which is no amount of it")
    return row.model_copy(update={**Difference(None, None).fields, "evidence": said})


def _tied(old: Indicator | None, new: Indicator | None, others: Sequence[Indicator]) -> DiffRow:
    said = (
        f"{len(others)} figures of the other report fit equally well"
        if len(others) > 1
        else "one figure of the other report fits, and others fit it equally well"
    )
    return DiffRow(
        change="ambiguous", old=old, new=new, candidates=tuple(others), score=None, evidence=(said,)
    )


def _inexact(made: Difference) -> str:
    """What the difference of figures that are not exact is worth."""
    if made.relation == "=":
        return "both ends of the range differ by as much"
    if made.amount is not None:
        return "no exact difference"
    if made.span is not None:
        return "from the least to the most it may be, by the ends of a range"
    return "no difference to be told of a range and a bound"


def _pair(before: Indicator, after: Indicator, score: float, said: Sequence[str], scale: Units) -> DiffRow:
    factor, between = scale.factor(before.unit, after.unit), scale.between(before.unit, after.unit)
    assert factor is not None  # figures of other units are never paired
    assert between is not None
    evidence = list(said)
    was, now = convert(signed(before), factor), signed(after)
    top = None if before.value_max is None else convert(with_sign(before, before.value_max), factor)
    same = (was, top, before.relation) == (
        now,
        None if after.value_max is None else with_sign(after, after.value_max),
        after.relation,
    )
    if before.unit != after.unit:
        evidence.append(f"unit {before.unit} → {after.unit}")
    inexact = [f"{one.relation.strip('=')}{one.text}" for one in (before, after) if rounded(one)]
    change = "same" if same else "changed"
    made = differing(before, after, between)
    if inexact and not same:
        evidence.append(f"{_inexact(made)}: {', '.join(inexact)}")
    elif made.span is not None:
        coarser = before if convert(step(before), factor) >= step(after) else after
        evidence.append(f"no more exact than {coarser.text}")
    return DiffRow(
        change=change if score >= MERGE else "near",
        old=before,
        new=after,
        **made.fields,
        score=Decimal(str(score)),
        evidence=tuple(evidence),
    )

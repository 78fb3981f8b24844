"""Parts that make a whole, by their names: three industries and the product, exports, imports and trade.

`pattern` is what the whole is called, `parts` what each of its parts is, over names without what says only
where and when. Rates of parts make a hundred (`makes`). All parts must be there, near each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..metrics.arithmetic import Amount, total
from ..metrics.keys import Metric
from ..metrics.precision import Interval, rounded, tidy
from ..records import Finding, FindingVerdict, Indicator
from ..rules.rule import Rule
from ..text.fold import fold
from .amounts import RATES
from .expressions import times
from .expressions import whole as all_of
from .seen import Seen
from .verdicts import PLUS, amount, joined, judged, unclear

NEAR = 14  # figures after a whole among which its parts are sought
HUNDRED = Decimal(100)


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """Each whole with its parts that the rule knows; or parts alone that make a hundred."""
    names = [_name(metric, seen) for metric in seen.prose]
    whole = rule.data.get("pattern", rule.data["parts"][0])
    for at, metric in enumerate(seen.prose):
        if not all_of(rule, whole, names[at]) or not _counts(metric.figure):
            continue
        rates = "pattern" not in rule.data
        found = _parts(rule, whole, at, names, seen, rates=rates)
        if found is None or any(_other(one, rule) for one in found):
            continue
        yield from _hundred(rule, found) if rates else _sum(rule, at, found, seen)


def _name(metric: Metric, seen: Seen) -> str:
    one = metric.figure
    return seen.reader.trim(one.item) if one.item else ""


def _counts(one: Indicator) -> bool:
    return one.role == "level" and one.aggregation != "average" and one.value_max is None


def _other(one: Indicator, rule: Rule) -> bool:
    """Whether the sentence of a figure says that it is of something less: 限额以上."""
    return times(rule, "apart", fold(one.sentence)) > 0


def _parts(
    rule: Rule, whole: str, at: int, names: Sequence[str], seen: Seen, *, rates: bool
) -> list[Indicator] | None:
    """The nearest figure of each part after the whole and before the next whole; None without all.

    Rates have no whole: the first of them stands at the place itself.
    """
    first = seen.prose[at].figure
    if (first.kind in RATES) is not rates:
        return None
    wanted = rule.data["parts"]
    found: dict[int, Indicator] = {}
    for n in range(at if rates else at + 1, min(at + NEAR + 1, len(names))):
        one = seen.prose[n].figure
        if n > at and all_of(rule, whole, names[n]) and _counts(one) and one.kind == first.kind:
            break
        if not _like(one, first):
            continue
        for number, pattern in enumerate(wanted):
            if number not in found and all_of(rule, pattern, names[n]):
                found[number] = one
                break
    return [found[number] for number in sorted(found)] if len(found) == len(wanted) else None


def _like(one: Indicator, whole: Indicator) -> bool:
    """Whether a figure may be a part: of the same section, time, status and kind, a level."""
    same = (one.section, one.period, one.status, one.kind) == (
        *(whole.section, whole.period, whole.status, whole.kind),
    )
    return same and _counts(one)


def _sum(rule: Rule, at: int, parts: Sequence[Indicator], seen: Seen) -> Iterator[Finding]:
    whole = seen.prose[at].figure
    amounts = [amount(one, seen, whole.unit) for one in parts]
    if any(one is None for one in amounts):
        return
    computed = total(one for one in amounts if one is not None)
    found = judged(rule.id, whole, computed, parts, joined([one.text for one in parts], PLUS))
    if found.verdict == "contradicts" and _may_be_of_another(at, parts, seen):
        found = unclear(found)
    yield found


def _may_be_of_another(at: int, parts: Sequence[Indicator], seen: Seen) -> bool:
    """Whether a figure between whole and parts is larger than each of them: it may be their whole."""
    whole, last = seen.prose[at].figure, max(one.id for one in parts)
    most = max(one.value for one in parts)
    own = {one.id for one in parts}
    return any(
        whole.id < one.id < last and one.id not in own and _like(one, whole) and one.value > most
        for one in (metric.figure for metric in seen.prose[at + 1 : at + NEAR + 1])
    )


def _hundred(rule: Rule, parts: Sequence[Indicator]) -> Iterator[Finding]:
    """Shares that must make a hundred: the last of them is held against the rest."""
    if any(one.unit != "%" for one in parts):
        return
    made = hundred([Amount.of(one).value for one in parts], parts)
    verdict, low, high = made
    line = joined([one.text for one in parts], PLUS)
    yield Finding(
        rule=rule.id,
        verdict=verdict,
        claim=parts[-1],
        figures=tuple(parts[:-1]),
        said=parts[-1].text,
        computed=tidy(HUNDRED - sum(one.value for one in parts[:-1])),
        low=low,
        high=high,
        arithmetic=f"{line} = {tidy(sum((one.value for one in parts), Decimal(0)))}%",
        note=None,
    )


def hundred(
    values: Sequence[Decimal], figures: Sequence[Indicator] = (), places: int | None = None
) -> tuple[FindingVerdict, Decimal, Decimal]:
    """How shares lie to a hundred, with what the last may be between by the digits of all.

    Each may be off by a unit of its last digit: reports cut off as well as round.
    """
    exponents = [one.as_tuple().exponent for one in values]
    digits = [
        places if places is not None else -exponent for exponent in exponents if isinstance(exponent, int)
    ]
    slack = sum((Decimal(1).scaleb(-max(0, one)) for one in digits), Decimal(0))
    made = sum(values, Decimal(0))
    last = values[-1] + HUNDRED - made
    span = Interval(last - slack, last + slack)
    if made == HUNDRED:
        verdict: FindingVerdict = "agrees"
    elif abs(made - HUNDRED) <= slack:
        verdict = "rounding"
    else:
        verdict = "unclear" if any(map(rounded, figures)) else "contradicts"
    return verdict, tidy(span.low), tidy(span.high)

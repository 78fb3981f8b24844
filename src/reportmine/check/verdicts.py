"""How a figure lies to what the others make of it, and the finding that says so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..metrics.arithmetic import Amount, verdict
from ..metrics.precision import rounded, step, tidy
from ..records import Finding, FindingVerdict, Indicator
from ..text import numerals
from .amounts import RATES
from .seen import Seen

PLUS, MINUS, TIMES, OVER = "+", "−", "×", "÷"
SLIPS = tuple(Decimal(10) ** power for power in (3, 4, 8))  # between 亿, 万 and 1, and thousands
SLIP = Decimal("0.02")  # how near to such a power a quotient is for the unit to be in doubt


def amount(one: Indicator, seen: Seen, unit: str | None) -> Amount | None:
    """A figure in a unit; None where its own does not convert."""
    if one.unit == unit:
        return seen.amount(one)
    factor = seen.reader.units.factor(one.unit, unit)
    return None if factor is None else seen.amount(one).times(factor)


def judged(rule: str, said: Indicator, computed: Amount, others: Sequence[Indicator], line: str) -> Finding:
    """The finding on a figure: `computed` is what the others give, in its unit and direction, by the
    arithmetic of `line`."""
    return Finding(
        rule=rule,
        verdict=lies(said, computed, others),
        claim=said,
        figures=tuple(others),
        said=said.text,
        computed=tidy(computed.value),
        low=tidy(computed.span.low),
        high=tidy(computed.span.high),
        arithmetic=f"{_one_line(line)} = {written(computed.value, said.unit)}; stated {_one_line(said.text)}",
        note=_slip(said.value, computed.value),
    )


def lies(said: Indicator, computed: Amount, others: Sequence[Indicator]) -> FindingVerdict:
    """How a figure lies to what was computed.

    It contradicts only what is off by more than a unit of its last digit (reports cut off as well as round),
    and only where no figure says itself that it is not exact.
    """
    found = verdict(said, computed)
    if found != "contradicts":
        return found
    off = step(said) if said.kind in RATES or step(said) != 1 else Decimal(0)
    if Amount.of(said).widened(off).span.meets(computed.span):
        return "rounding"
    return "unclear" if any(map(rounded, (said, *others))) else "contradicts"


def unclear(found: Finding) -> Finding:
    """The finding without its accusation."""
    return found.model_copy(update={"verdict": "unclear"})


def _slip(said: Decimal, computed: Decimal) -> str | None:
    """What is said where a figure is a thousand or ten thousand times too large or small."""
    if not said or not computed:
        return None
    quotient = abs(computed / said)
    for power in SLIPS:
        for whole in (power, 1 / power):
            if abs(quotient / whole - 1) <= SLIP:
                return f"off by a factor of {power:,f}: a unit may be wrong"
    return None


def written(value: Decimal, unit: str | None = None) -> str:
    """A computed value as people write it: 2498.7亿元, 50.74%."""
    size, name = numerals.short(value)
    return f"{tidy(size if name else value)}{name}{unit or ''}"


def joined(texts: Sequence[str], sign: str) -> str:
    """Figures as written, with a sign of arithmetic between them."""
    return f" {sign} ".join(texts)


def _one_line(text: str) -> str:
    """A text without the broken lines of its source."""
    return text.replace("\n", "").replace("\r", "").replace("\t", "")

"""Units of one dimension reconciled: 斤 and 吨, 亩 and 公顷, 件 and 起."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from ..dataclass import dataclass
from ..rules.rule import RuleSet
from ..text.fold import fold


@dataclass(frozen=True)
class Units:
    """Which units can be converted into which: by unit, its bases, each with how many of it the unit is."""

    scales: Mapping[str, Mapping[str, Fraction]]

    def factor(self, one: str | None, other: str | None) -> Fraction | None:
        """How many `other` one `one` is; None for units that do not convert."""
        a, b = _plain(one), _plain(other)
        if a == b:
            return Fraction(1)
        left, right = self.scales.get(a, {}), self.scales.get(b, {})
        for base, scale in left.items():
            if base in right:
                return scale / right[base]
        return None

    def kinds(self, unit: str | None) -> frozenset[str]:
        """The bases a unit converts into; itself, where it converts into none."""
        plain = _plain(unit)
        return frozenset(self.scales.get(plain, (plain,)))


def convert(value: Decimal, factor: Fraction) -> Decimal:
    """A value in another unit."""
    return value * factor.numerator / factor.denominator


def _plain(unit: str | None) -> str:
    return fold(unit or "").replace("（", "(").replace("）", ")")


def units(rules: RuleSet) -> Units:
    """The conversions of a rule set."""
    return rules.once("conversions", _units)


def _units(rules: RuleSet) -> Units:
    scales: dict[str, dict[str, Fraction]] = {}
    for rule in rules.stage("conversions"):
        base = rule.data["base"]
        for unit, factor in {base: 1, **rule.data["factors"]}.items():
            # 666.666… of a 亩 is meant as a third, not as its decimals
            exact = Fraction(factor if isinstance(factor, int) else str(factor)).limit_denominator(10**7)
            scales.setdefault(_plain(unit), {}).setdefault(base, exact)
    return Units(scales)

"""Units of one dimension reconciled: 斤 and 吨, 亩 and 公顷, 件 and 起."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..dataclass import dataclass, field
from ..rules.rule import RuleSet
from ..text.fold import fold


@dataclass(frozen=True)
class Units:
    """Which units can be converted into which: by unit, its bases, each with how many of it the unit is."""

    scales: Mapping[str, Mapping[str, Fraction]]
    points: Mapping[str, str] = field(default_factory=dict)
    """The unit of what two shares of a unit differ by: of two % so many 个百分点."""

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

    def between(self, one: str | None, other: str | None) -> Between | None:
        """In which unit two figures differ, the first before the other; None for units that do not convert.

        It is the other's, but for shares: those differ by points, and a 成 counts for ten of them.
        """
        factor = self.factor(one, other)
        if factor is None:
            return None
        a, b = _plain(one), _plain(other)
        if a == b and a in self.points:
            return Between(self.points[a], Fraction(1), Fraction(1))
        left, right = self.scales.get(a, {}), self.scales.get(b, {})
        for base, scale in left.items():
            if base in right and base in self.points:
                return Between(self.points[base], scale, right[base])
        return Between(other, factor, Fraction(1))

    def whole(self, unit: str | None) -> str | None:
        """The unit that a course of figures is told in: of shares in 成 their base, else the unit itself."""
        plain = _plain(unit)
        bases = self.scales.get(plain, {})
        told = next((base for base in bases if base in self.points), None)
        return unit if told is None or plain in self.points else told

    def kinds(self, unit: str | None) -> frozenset[str]:
        """The bases a unit converts into; itself, where it converts into none."""
        plain = _plain(unit)
        return frozenset(self.scales.get(plain, (plain,)))


class Between(NamedTuple):
    """The unit of a difference, and how many of it one of the old and one of the new figure's unit is."""

    unit: str | None
    old: Fraction
    new: Fraction


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
    points: dict[str, str] = {}
    for rule in rules.stage("conversions"):
        base = rule.data["base"]
        points |= {_plain(unit): name for unit, name in rule.data.get("points", {}).items()}
        for unit, factor in {base: 1, **rule.data["factors"]}.items():
            # 666.666… of a 亩 is meant as a third, not as its decimals
            exact = Fraction(factor if isinstance(factor, int) else str(factor)).limit_denominator(10**7)
            scales.setdefault(_plain(unit), {}).setdefault(base, exact)
    return Units(scales, points)

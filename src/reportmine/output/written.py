"""A value as the text has it: 230.58 and 亿元, where the record says 23058000000 and 元."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ..expression import expression
from ..text import numerals
from ..text.fold import fold

if TYPE_CHECKING:
    from ..records import Indicator

_DIGITS = expression(r"\d[\d,]*(?:\.\d+)?")
_SMALL = {name: size for name, size in numerals.MAGNITUDES.items() if size < numerals.LARGE[-1][0]}
# what a value may be of the number that stands for it: 10,000,000 is a 千万
_SIZES: dict[Decimal, str] = {
    Decimal(size * large): small + name
    for small, size in (("", 1), *_SMALL.items())
    for large, name in ((1, ""), *numerals.LARGE)
}


class Written(NamedTuple):
    """A value in its unit as written."""

    value: Decimal
    value_max: Decimal | None
    unit: str | None
    """With its magnitude: 亿元, 万户; None for none."""


def written(figure: Indicator) -> Written:
    """The value in the magnitude of the text, or of the header that gives its unit.

    Of one in words, or in two magnitudes (1亿2000万元), in the largest that people say.
    """
    size, magnitude = _magnitude(figure)
    top = figure.value_max
    unit = magnitude + (figure.unit or "") or None
    return Written(figure.value / size, None if top is None else top / size, unit)


def _magnitude(figure: Indicator) -> tuple[Decimal, str]:
    found = _DIGITS.search(fold(figure.text))
    number = Decimal(found[0].replace(",", "")) if found else Decimal(0)
    size = abs(figure.value) / number if number else Decimal(0)
    if size in _SIZES:
        return size, _SIZES[size]
    said, name = numerals.short(figure.value)
    return (figure.value / said if name else Decimal(1)), name

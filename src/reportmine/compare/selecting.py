"""The part of a panel that is asked for: by concept, place, time, status and confidence, in one unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fnmatch import fnmatchcase
from fractions import Fraction

from ..dataclass import dataclass
from ..expression import expression
from ..metrics.conversions import Units, convert
from ..metrics.precision import tidy
from ..records import Point, Series
from ..text import numerals
from ..text.fold import fold
from .points import PLACES

ALIKE = 45  # of a hundred: what is less like a name is not offered for it
SHOWN = 5  # names that an error offers


class SelectionError(ValueError):
    """What is asked for is not there: the option, and a line that says what is."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


@dataclass(frozen=True)
class Selection:
    """What is asked of a panel; what is empty asks nothing."""

    concepts: tuple[str, ...] = ()
    """ids as the points have them; * stands for any part of one: gdp*"""
    regions: tuple[str, ...] = ()
    """places by name, by the beginning of the name, or by code"""
    periods: tuple[str, ...] = ()
    """as the points have their years: 2025, 2021-2025"""
    min_confidence: float | None = None
    units: tuple[str, ...] = ()
    """with their magnitudes: 亿元, 万人, each for the values that convert into it; others stay as they are"""
    status: str | None = None


_DASH = expression("[-—–~]+")
_UNIT = expression(r"(?<=\d)[^\W\d_]$")  # the word for years after the last
EVERYTHING = Selection()


def select(found: Series, wish: Selection, scale: Units) -> Series:
    """The points that are asked for, in the unit asked for. Raises SelectionError for names none has."""
    points = found.points
    for option, names, held, fits in (
        ("--concept", wish.concepts, _concepts, is_concept),
        ("--region", wish.regions, _places, _is_place),
        ("--period", tuple(map(_period, wish.periods)), _years, str.__eq__),
    ):
        if names:
            known = {name for one in found.points for name in held(one) if name is not None}
            asked = set().union(*(meant(option, name, known, fits) for name in names))
            points = tuple(one for one in points if not asked.isdisjoint(held(one)))
    if wish.min_confidence is not None:
        points = tuple(one for one in points if sure(one.confidence, wish.min_confidence))
    if wish.status is not None:
        points = tuple(one for one in points if one.status == wish.status)
    if wish.units:
        points = _in_units(points, wish.units, scale)
    return found.model_copy(update={"points": points})


def meant(option: str, name: str, known: set[str], fits: Callable[[str, str], bool]) -> set[str]:
    """The names of figures that a name asks for; one that no figure has is an error."""
    hits = {one for one in known if fits(one, name)}
    if not hits:
        from rapidfuzz.process import extract as nearest  # which takes long to import

        least = ALIKE if option == "--concept" else 0  # of places and times there are few
        near = [hit for hit, *_ in nearest(name, sorted(known), limit=SHOWN, score_cutoff=least)]
        offer = f"; there are {', '.join(near)}" if near else ""
        raise SelectionError(option, f"no figure of these reports has {name}{offer}.")
    return hits


def sure(confidence: float | None, least: float) -> bool:
    """Whether a reading is as sure as asked for; one of an older version, which does not say, is."""
    return confidence is None or confidence >= least


def is_concept(one: str, name: str) -> bool:
    """Whether an id is meant by one, in small letters or not, with * for any part."""
    return fnmatchcase(one.casefold(), name.casefold())


def _concepts(one: Point) -> tuple[str | None, ...]:
    return (one.concept,)


def _years(one: Point) -> tuple[str | None, ...]:
    return (one.year,)


def _period(said: str) -> str:
    """A time as the points have it: 2025年 and 2021—2025年 too."""
    return _UNIT.sub("", _DASH.sub("-", fold("".join(said.split()))))


def _places(one: Point) -> tuple[str | None, ...]:
    if one.place is not None:
        return one.place, one.place_code
    return one.region, one.region_code


def _is_place(one: str, name: str) -> bool:
    # 浙江 is 浙江省; a code is whole
    return one == name or (not name.isdecimal() and fold(one).startswith(fold(name)))


def _in_units(points: tuple[Point, ...], units: tuple[str, ...], scale: Units) -> tuple[Point, ...]:
    """The values that convert, each in the unit that it converts into."""
    held = {one.unit for one in points}
    sizes = {unit: _magnitude(unit, held, scale) for unit in units}
    into: dict[str | None, tuple[str, Fraction]] = {}
    for own in sorted(held, key=str):
        factors = ((unit, size, scale.factor(own, base)) for unit, (size, base) in sizes.items())
        fitting = [(unit, factor / Fraction(size)) for unit, size, factor in factors if factor is not None]
        if len(fitting) > 1:
            both = " and ".join(unit for unit, _ in fitting[:2])
            raise SelectionError("--unit", f"{both} are for the same values ({own}); give one of them.")
        into.update((own, one) for one in fitting)
    return tuple(_in_unit(one, *into[one.unit]) if one.unit in into else one for one in points)


def _in_unit(one: Point, unit: str, factor: Fraction) -> Point:
    """A value in another unit, of which one of its own is `factor`."""
    top = None if one.value_max is None else tidy(convert(one.value_max, factor), PLACES)
    value = tidy(convert(one.value, factor), PLACES)
    return one.model_copy(update={"value": value, "value_max": top, "unit": unit})


def _magnitude(unit: str, held: set[str | None], scale: Units) -> tuple[Decimal, str]:
    """A unit as how many of which unit that the values convert into: 亿元 is 100,000,000 元."""
    for end in range(len(unit)):
        size = numerals.parse(f"1{fold(unit[:end])}")
        base = unit[end:]
        if size is not None and any(scale.factor(one, base) is not None for one in held):
            return size, base
    units = ", ".join(sorted(one for one in held if one)[:SHOWN])
    raise SelectionError("--unit", f"no value here converts into {unit}; their units are {units}.")

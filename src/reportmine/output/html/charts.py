"""A metric over the years as SVG: a dot for each value, and no line over a year without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from ...records import Point
from .safe import escaped

WIDTH, HEIGHT = 300, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 14, 14, 22, 24  # around the drawing
_SMALL, _LOW = 96, 24  # a sparkline
_MOST_NAMES = 8  # years that are written under a chart
_RADIUS = Decimal(4)
_TENTH = Decimal("0.1")

Numbered = tuple[int, Point]
"""A value with its number on the page."""


def year_of(one: Point) -> int | None:
    """The one whole year that a value is of; None for what is of several, of a part, or of no known one.

    An average or a sum of several years is of none of them.
    """
    said = one.year
    if said is None or one.aggregation is not None or len(said) != len("2025") or not said.isdecimal():
        return None
    return int(said)


def lines(points: Sequence[Point]) -> Iterator[list[tuple[int, Decimal]]]:
    """The stretches that a line may join: actual values of years that follow each other, for each place.

    Where statements of one year differ, no line goes through it.
    """
    held: dict[tuple[str | None, str | None, str | None], dict[int, set[Decimal]]] = {}
    for one in points:
        year = year_of(one)
        if year is not None and one.status == "actual":
            whose = (one.region, one.place, one.issuer if one.region is None else None)
            held.setdefault(whose, {}).setdefault(year, set()).add(one.value)
    for years in held.values():
        yield from _stretches(
            {year: next(iter(values)) for year, values in years.items() if len(values) == 1}
        )


def _stretches(values: Mapping[int, Decimal]) -> Iterator[list[tuple[int, Decimal]]]:
    stretch: list[tuple[int, Decimal]] = []
    for year in sorted(values):
        if stretch and year != stretch[-1][0] + 1:
            yield stretch
            stretch = []
        stretch.append((year, values[year]))
    if stretch:
        yield stretch


class _Scale:
    """Years and values as places in a drawing, in tenths of a pixel."""

    def __init__(self, points: Sequence[Point], box: tuple[int, int, int, int]) -> None:
        years = [year for year in map(year_of, points) if year is not None]
        values = [value for one in points for value in (one.value, one.value_max) if value is not None]
        self.first, self.last = min(years), max(years)
        self.low, self.high = min(values), max(values)
        self.left, self.top, self.right, self.bottom = map(Decimal, box)

    def x(self, year: int) -> Decimal:
        return self._at(Decimal(year - self.first), Decimal(self.last - self.first), self.left, self.right)

    def y(self, value: Decimal) -> Decimal:
        return self._at(value - self.low, self.high - self.low, self.bottom, self.top)

    @staticmethod
    def _at(part: Decimal, whole: Decimal, start: Decimal, end: Decimal) -> Decimal:
        share = part / whole if whole else Decimal("0.5")
        return (start + share * (end - start)).quantize(_TENTH)


def chart(points: Sequence[Numbered], name: str, told: Callable[[Point], str]) -> Iterator[str]:
    """The chart of a metric: `points` are of whole years, `told` what a value says of itself."""
    bare = [one for _, one in points]
    scale = _Scale(bare, (_LEFT, _TOP, WIDTH - _RIGHT, HEIGHT - _BOTTOM))
    yield f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{escaped(name)}">'
    yield from _years(scale)
    yield from _lines(bare, scale)
    for number, one in points:
        year = year_of(one)
        if year is not None:
            yield _dot(number, one, scale.x(year), scale, told(one))
    yield "</svg>"


def _years(scale: _Scale) -> Iterator[str]:
    """The axis: each year a tick, and as many names as there is room for, the first and the last always."""
    years = range(scale.first, scale.last + 1)
    step = -(-len(years) // _MOST_NAMES)
    y = HEIGHT - _BOTTOM + 6
    yield f'<path class="axis" d="M{_LEFT - 6} {y}H{WIDTH - _RIGHT + 6}'
    yield from (f"M{scale.x(year)} {y}v3" for year in years[:: max(1, step)])
    yield '"/>'
    for year in years:
        if (scale.last - year) % step == 0:
            yield f'<text x="{scale.x(year)}" y="{HEIGHT - 3}" text-anchor="middle">{year}</text>'


def _lines(points: Sequence[Point], scale: _Scale) -> Iterator[str]:
    for stretch in lines(points):
        if len(stretch) > 1:
            yield f'<path class="line" d="{_path(stretch, scale)}"/>'


def _path(stretch: Sequence[tuple[int, Decimal]], scale: _Scale) -> str:
    return "M" + "L".join(f"{scale.x(year)} {scale.y(value)}" for year, value in stretch)


def _dot(number: int, one: Point, x: Decimal, scale: _Scale, told: str) -> str:
    """A value: its mark, what it says, and the way to its line in the table."""
    y = scale.y(one.value)
    kinds = " ".join(filter(None, (one.status, "conflict" if "conflict" in one.flags else "")))
    span = f'<path class="span" d="M{x} {y}V{scale.y(one.value_max)}"/>' if one.value_max is not None else ""
    if "conflict" in one.flags:
        side = _RADIUS * 2
        mark = f'<rect x="{x - _RADIUS}" y="{y - _RADIUS}" width="{side}" height="{side}"/>'
    else:
        mark = f'<circle cx="{x}" cy="{y}" r="{_RADIUS}"/>'
    said = escaped(told)
    return f'<a href="#v{number}" class="{kinds}" aria-label="{said}"><title>{said}</title>{span}{mark}</a>'


def sparkline(points: Sequence[Point]) -> str:
    """The course of a metric, small: a picture beside the numbers, which say all that it does."""
    scale = _Scale(points, (4, 4, _SMALL - 4, _LOW - 4))
    told = [f'<svg class="spark" viewBox="0 0 {_SMALL} {_LOW}" aria-hidden="true">']
    for stretch in lines(points):
        told += [f'<path class="line" d="{_path(stretch, scale)}"/>'] if len(stretch) > 1 else []
    seen = dict.fromkeys((year_of(one), one.value, one.status) for one in points)
    for year, value, status in seen:
        if year is not None:
            told.append(f'<circle class="{status}" cx="{scale.x(year)}" cy="{scale.y(value)}" r="2"/>')
    return "".join([*told, "</svg>"])

"""The code of a place by GB/T 2260: six digits for a province, a prefecture or a county.

The places and their codes since 1980 are in a file that is read when a place is first asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..rules.folder import own_text
from ..text.fold import fold

FILE = "about/divisions.tsv"
LONGEST = 60  # characters; the name of a place is no longer
MOST = 40_000  # characters of a hint that are looked at
COUNTY = 3  # level
BARE = 2  # liberties of a name without the word for its kind
CLEAR = 2  # times as often as the next one must a superior be named for a hint to decide


class Division(NamedTuple):
    """A place while it had this code under this name."""

    code: str
    name: str
    since: int
    until: int | None  # None: in force

    @property
    def level(self) -> int:
        """1 province, 2 prefecture, 3 county."""
        return 1 if self.code.endswith("0000") else 2 if self.code.endswith("00") else 3

    @property
    def stem(self) -> str:
        """The digits that all places in it begin with."""
        return self.code[: 2 * self.level]

    def holds(self, year: int) -> bool:
        """Whether the code was in force at the end of a year."""
        return self.since <= year and (self.until is None or year <= self.until)


class _Way(NamedTuple):
    """A place as a name was read, with how many liberties, and where the name ends."""

    place: Division
    freedom: int
    end: int


Names = dict[str, list[tuple[Division, int]]]  # what a place may be called → it, and how freely that is said


def code(region: str, *hints: str, year: int | None = None) -> str | None:
    """The code of a place; None where there is none such, or where several are and no hint decides.

    A name is read from superior to inferior: 云南省昆明市呈贡区, 昆明市呈贡区, 云南呈贡区. Hints are texts,
    the most telling first, in which the superiors of the place may be named. With `year`, a code that
    was in force then is preferred to the present one, else the present one to a former.
    """
    name = "".join(fold(region).split())
    if not name or len(name) > LONGEST:
        return None
    found = [way for way in _ways(_names(name), name) if way.end == len(name)]
    if not found:
        return None
    closest = min(way.freedom for way in found)
    places = {way.place.code: way.place for way in found if way.freedom == closest}
    if closest >= BARE:  # the bare name of a province and of a city in it: the greater
        top = min(one.level for one in places.values())
        places = {key: one for key, one in places.items() if one.level == top}
    chosen = _in_force(list(places.values()), year)
    return _decided(chosen, name, hints)


def leading(text: str, *, bare: bool = False) -> str | None:
    """The longest name of a place that a text begins with: 昆明市呈贡区 of 昆明市呈贡区统计局.

    Only names with the word for their kind, 北京市 or 恩施州; with `bare`, 北京 too.
    """
    name = fold(text[:LONGEST])
    ends = [way.end for way in _ways(_names(name), name) if bare or way.freedom < BARE]
    return text[: max(ends)] if ends else None


def same(one: str, other: str) -> bool:
    """Whether two names are of one place: 恩施州 and 恩施土家族苗族自治州; both must be known."""
    codes = {code(name) for name in (one, other)}
    return len(codes) == 1 and None not in codes


def in_full(short: str) -> str | None:
    """The name in full of the province or the prefecture that is called so in short: 荆州 is 荆州市."""
    known = [place for place, far in _names(short).get(short, ()) if far == BARE and place.level < COUNTY]
    named = {place.name for place in _in_force(known, None) if place.level == min(one.level for one in known)}
    return named.pop() if len(named) == 1 else None


def told(text: str, ending: str, *, least: int, clear: float) -> str | None:
    """The place whose name ends so and that a text names most, if often enough and by far.

    Provinces and prefectures are named in short too; counties only in full.
    """
    counted: Counter[str] = Counter()
    for word, ways in _names(text).items():
        known = [place for place, far in ways if far < BARE or place.level < COUNTY]
        names = {place.name for place in known if place.name.endswith(ending)}
        if len(names) == 1 and (times := text.count(word)):
            (name,) = names
            counted[name] = max(times, counted[name])
    ranked = sorted(((times, name) for name, times in counted.items()), reverse=True)
    if not ranked or ranked[0][0] < least or (len(ranked) > 1 and ranked[0][0] < clear * ranked[1][0]):
        return None
    return ranked[0][1]


def _ways(named: Names, name: str) -> Iterator[_Way]:
    """Every way in which the beginning of a name is one of places, each within the one before."""
    todo: list[tuple[int, str, int, int]] = [(0, "", 0, 0)]
    seen = set(todo)
    while todo:
        at, stem, level, freedom = todo.pop()
        for end in range(len(name), at + 1, -1):
            for place, far in named.get(name[at:end], ()):
                if place.level <= level or not place.code.startswith(stem):
                    continue
                if place.level == COUNTY and far == BARE and not level:
                    continue  # the bare name of a county says too little
                yield _Way(place, freedom + far, end)
                if (step := (end, place.stem, place.level, freedom + far)) not in seen:
                    seen.add(step)
                    todo.append(step)


def _in_force(places: list[Division], year: int | None) -> list[Division]:
    """Those in force in the year; else now; else the last that were."""
    then = [one for one in places if year is not None and one.holds(year)]
    if then or len(places) < 2:
        return then or places
    now = [one for one in places if one.until is None]
    if now:
        return now
    last = max(one.until or 0 for one in places)
    return [one for one in places if one.until == last]


def _decided(places: list[Division], name: str, hints: Sequence[str]) -> str | None:
    """The one place, or the one that the first telling hint names a superior of."""
    if len(places) == 1:
        return places[0].code
    above = {one.code: _superiors(one) for one in places}
    called = _called({code for codes in above.values() for code in codes})
    for hint in hints:
        text = fold(hint[:MOST]).replace(name, "\n")
        ranked = sorted(
            (
                (sum(text.count(word) for one in codes for word in called.get(one, ())), code)
                for code, codes in above.items()
            ),
            reverse=True,
        )
        if ranked[0][0] >= CLEAR * ranked[1][0] and ranked[0][0]:
            return ranked[0][1]
    return None


def _superiors(place: Division) -> set[str]:
    """The codes of the province and the prefecture that a place lies in."""
    return {place.code[:2] + "0000", place.code[:4] + "00"} - {place.code}


def _called(codes: set[str]) -> dict[str, set[str]]:
    """What the places with these codes are and were called in short."""
    called: dict[str, set[str]] = {}
    for line in _lines():
        if line[:6] in codes:
            place, short = _division(line)
            called.setdefault(place.code, set()).add(short or place.name)
    return called


def _names(text: str) -> Names:
    """All places whose names may stand in a text: their first two characters do."""
    named: Names = {}
    lines, beginnings = _lines(), _beginnings()
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    for at in sorted(at for pair in pairs for at in beginnings.get(pair, ())):
        place, short = _division(lines[at])
        spellings = {short: BARE, short + place.name[-1]: 1, place.name: 0} if short else {place.name: 0}
        for word, freedom in spellings.items():
            named.setdefault(word, []).append((place, freedom))
    return named


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, list[int]]:
    """The numbers of the lines by the first two characters of the name."""
    found: dict[str, list[int]] = {}
    for at, line in enumerate(_lines()):
        found.setdefault(line[7:9], []).append(at)
    return found


@lru_cache(maxsize=4096)
def _division(line: str) -> tuple[Division, str]:
    """A place and its short name, "" where it has none: the file has those that are not plain."""
    code, name, since, until, short = [*line.split("\t"), "", ""][:5]
    place = Division(code, name, int(since), int(until) if until else None)
    return place, short or (name[:-1] if len(name) > 2 else "")


@lru_cache(maxsize=1)
def _lines() -> tuple[str, ...]:
    """The lines of the file: code, name, first year, last year, short name."""
    return tuple(line for line in own_text(FILE).splitlines() if line[:1] not in ("#", ""))

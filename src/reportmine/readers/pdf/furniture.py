"""What a PDF repeats on its pages and no reader counts as text: running heads, page numbers, watermarks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from ...expression import expression
from ...rules import matching
from ...rules.rule import Rule, RuleSet
from ...text.fold import fold
from .lines import Line

MARGIN = 0.15  # of the height of a page, at its head and at its foot
REPEATED = 3  # pages that say the same at the same place
OUTERMOST = 4  # lines at the head or foot that may be furniture
PLACE = 6.0  # points by which the same place may differ
APART = 1.15  # times the usual distance between lines: what parts furniture from the text
WATERMARK = 1.5  # times the usual size
_DIGITS = expression(r"[0-9]+")


def without_furniture(pages: Sequence[Sequence[Line]], rules: RuleSet) -> list[list[Line]]:
    """The lines of each page without running heads and feet, page numbers and watermarks."""
    numbers = _page_numbers(pages, rules.stage("pdf"))
    repeated = _running(pages, numbers) | _large(pages)
    dropped = numbers | repeated
    return [[line for line in page if id(line) not in dropped] for page in pages]


def slanted(texts: Sequence[tuple[str, float]], usual: float) -> list[str]:
    """Of each page's slanted text (with its size) what is no watermark: not repeated, and not large."""
    counted = Counter(text for text, _ in texts if text)
    return ["" if counted[text] > 1 or size > WATERMARK * usual else text for text, size in texts]


def _ends(page: Sequence[Line]) -> Iterable[list[Line]]:
    """The lines in the margin zones of a page, outermost first: at its head, at its foot."""
    upright = [line for line in page if not line.turned and not line.table]
    across = sorted(upright, key=lambda line: line.y)
    for lines, foot in ((across[::-1], False), (across, True)):
        yield [
            line
            for line in lines[:OUTERMOST]
            if (line.y <= MARGIN * line.height if foot else line.y >= (1 - MARGIN) * line.height)
        ]


def _page_numbers(pages: Sequence[Sequence[Line]], rules: Sequence[Rule]) -> set[int]:
    """The lines that hold a page number, if the numbers go with the pages."""
    found: list[tuple[Line, int, bool]] = []  # line, its number less the page's, whether it is set off
    for page in pages:
        for end in _ends(page):
            for line in end[:2]:
                if (said := _number(line, rules)) is not None:
                    found.append((line, said[0] - line.page, said[1]))
                    break
    shifts = Counter(shift for _, shift, _ in found)
    sure = {shift for shift, count in shifts.items() if count > 1}
    return {
        id(line)
        for line, shift, marked in found
        if shift in sure or marked or (len(pages) == 1 and not shift)
    }


def _number(line: Line, rules: Sequence[Rule]) -> tuple[int, bool] | None:
    """The page number that is all a line says, and whether signs or words set it off."""
    text = fold(line.text).strip()
    for rule in rules:
        if (hit := matching.match(rule, text)) is not None and hit.end() == len(text):
            page = matching.group(hit, "page")
            if page is not None and len(page) < 6:
                return int(page), page != text
    return None


def _running(pages: Sequence[Sequence[Line]], numbers: set[int]) -> set[int]:
    """The lines set apart from the text at a page's head or foot that many pages have at the same place."""
    places: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for page in pages:
        pitch = _pitch(page)
        for end in _ends(page):
            rest = [line for line in end if id(line) not in numbers]
            for line in _set_apart(rest, page, pitch):
                places[_DIGITS.sub("#", fold(line.text)), round(line.y / PLACE)].append(line)
    many = set()
    for (text, place), lines in places.items():
        near = [*places.get((text, place - 1), ()), *lines, *places.get((text, place + 1), ())]
        if len({line.page for line in near}) >= REPEATED:
            many |= {id(line) for line in lines}
    return many


def _set_apart(end: Sequence[Line], page: Sequence[Line], pitch: float) -> Sequence[Line]:
    """The outer lines up to the last that a wider gap parts from the next line inwards."""
    if not end:
        return ()
    inwards = sorted((line.y for line in page), reverse=end[0].y > end[0].height / 2)
    kept = 0
    for count, line in enumerate(end, 1):
        beyond = [y for y in inwards if abs(y - end[0].y) > abs(line.y - end[0].y) + 1]
        if not beyond or abs(beyond[0] - line.y) >= APART * pitch:
            kept = count
    return end[:kept]


def _pitch(page: Sequence[Line]) -> float:
    """The usual distance between the lines of a page."""
    heights = sorted({round(line.y, 1) for line in page})
    return median(b - a for a, b in pairwise(heights)) if len(heights) > 2 else 0.0


def _large(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Lines in large letters that most pages have at the same place: a watermark."""
    every = [line for page in pages for line in page if not line.table]
    if not every:
        return set()
    usual = median(line.size for line in every)
    places: dict[tuple[str, int, int], list[Line]] = defaultdict(list)
    for line in every:
        if line.size >= WATERMARK * usual:
            places[line.text, round(line.y / PLACE), round(line.left / PLACE)].append(line)
    return {
        id(line)
        for lines in places.values()
        if len(lines) >= max(REPEATED, 0.6 * len(pages))
        for line in lines
    }

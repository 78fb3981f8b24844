"""Automatic numbering of a Word document: the marker that Word shows before a paragraph."""

from __future__ import annotations

import unicodedata
from xml.etree.ElementTree import Element

from ...dataclass import dataclass, field
from ...expression import expression
from ..list_numbers import number
from ..markup import find, switched_on, value, whole
from .styles import Style, Styles

LEVELS = 9
MOST_MARKER = 60  # characters of a marker's pattern; Word's longest is shorter
MOST_LINKS = 5  # from a list to the list style it takes its levels from

_PLACE = expression(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    """Restarts after this level (from 1) or one above it; 0 is never, None after any above."""
    legal: bool = False
    style: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: the levels it counts with, and whose count it shares."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class _Count:
    """How far an abstract list has been counted."""

    values: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """Counts paragraphs in the order of the document, and says each one's marker."""

    def __init__(self, root: Element | None = None, styles: Styles | None = None) -> None:
        """From the root of numbering.xml."""
        self._styles = styles or Styles()
        self._abstract: dict[str, Element] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}  # abstract list → the list style that it takes its levels from
        self._defining: dict[str, str] = {}  # list style → the abstract list with its levels
        self._nums: dict[int, Element] = {}
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[str, _Count] = {}
        self._begun: set[tuple[int, int]] = set()
        for element in root if root is not None else ():
            if element.tag == "w:abstractNum":
                self._abstract_list(element)
            elif element.tag == "w:num" and (name := whole(element.get("w:numId"))) is not None:
                self._nums.setdefault(name, element)

    def _abstract_list(self, element: Element) -> None:
        name = element.get("w:abstractNumId", "")
        if name in self._abstract:
            return
        self._abstract[name] = element
        if (link := value(element, "w:numStyleLink")) is not None:
            self._links[name] = link
        if (style := value(element, "w:styleLink")) is not None:
            self._defining.setdefault(style, name)

    def marker(self, direct: tuple[int | None, int | None], style: Style) -> str:
        """The next marker, with a blank where one must part it from the text; "" for none.

        direct: the list and the level that the paragraph itself names.
        """
        name = direct[0] if direct[0] is not None else style.numbering
        if not name or (counted := self._list(name)) is None:
            return ""
        at = self._place(direct, style, counted)
        level = counted.levels.get(at)
        if level is None:
            return ""
        values = self._advance(name, counted, at)
        if level.form == "bullet" or level.hidden:
            return ""
        shown = _PLACE.sub(lambda match: _shown(counted, values, int(match[1]) - 1, level.legal), level.text)
        if not any(sign.isalnum() for sign in shown):
            return ""  # a bullet by another name
        return shown.strip() + _blank(shown.strip(), level.suffix)

    @staticmethod
    def _place(direct: tuple[int | None, int | None], style: Style, counted: _List) -> int:
        """The level: as said, or the one that is bound to the style."""
        if direct[1] is not None:
            return direct[1]
        if direct[0] is not None:
            return 0
        bound = {level.style: at for at, level in counted.levels.items() if level.style is not None}
        if style.chain and style.chain[0] in bound:
            return bound[style.chain[0]]
        if style.level is not None:
            return style.level
        return next((bound[name] for name in style.chain if name in bound), 0)

    def _advance(self, name: int, counted: _List, at: int) -> list[int | None]:
        values = self._counts.setdefault(counted.abstract, _Count()).values
        before = values[at]
        if before is None or (at in counted.starts and (name, at) not in self._begun):
            values[at] = counted.starts.get(at, counted.levels[at].start)
        else:
            values[at] = before + 1
        self._begun.add((name, at))
        for deeper in range(at + 1, LEVELS):
            restart = counted.levels[deeper].restart if deeper in counted.levels else None
            if restart is None or at < restart:
                values[deeper] = None
        return values

    def _list(self, name: int) -> _List | None:
        if name not in self._lists:
            self._lists[name] = self._read(name)
        return self._lists[name]

    def _read(self, name: int) -> _List | None:
        num = self._nums.get(name)
        if num is None or (abstract := self._linked(num)) is None:
            return None
        if abstract not in self._levels:
            self._levels[abstract] = dict(_levels(self._abstract[abstract]))
        levels = dict(self._levels[abstract])
        starts: dict[int, int] = {}
        for override in num.iter("w:lvlOverride"):
            at = whole(override.get("w:ilvl"), -1) or 0
            if not 0 <= at < LEVELS:
                continue
            levels.update((at, level) for _, level in _levels(override))
            start = find(override, "w:startOverride")
            if start is not None:
                starts[at] = whole(start.get("w:val"), 1) or 0
        return _List(abstract, levels, starts)

    def _linked(self, num: Element) -> str | None:
        """The abstract list that has the levels, the links through list styles followed."""
        for _ in range(MOST_LINKS):
            name = value(num, "w:abstractNumId") or ""
            if name not in self._abstract:
                return None
            if name not in self._links:
                return name
            link = self._links[name]
            following = self._nums.get(self._styles.get(link).numbering or 0)
            if following is None or following is num:
                return self._defining.get(link)
            num = following
        return None


def _levels(parent: Element) -> list[tuple[int, Level]]:
    found = []
    for element in parent.iter("w:lvl"):
        at = whole(element.get("w:ilvl"), -1)
        if at is not None and 0 <= at < LEVELS:
            found.append((at, _level(element)))
    return found


def _level(element: Element) -> Level:
    legal, vanish = find(element, "w:isLgl"), find(element, "w:rPr/w:vanish")
    return Level(
        start=whole(value(element, "w:start"), 1) or 0,
        form=_form(element),
        text=(value(element, "w:lvlText") or "")[:MOST_MARKER],
        suffix=value(element, "w:suff") or "tab",
        restart=whole(value(element, "w:lvlRestart")),
        legal=legal is not None and switched_on(legal.attrib),
        style=value(element, "w:pStyle"),
        hidden=vanish is not None and switched_on(vanish.attrib),
    )


def _form(element: Element) -> str:
    """The format; one that is written as an example ("001, 002, …") as zero and its width."""
    found = next(element.iter("w:numFmt"), None)
    if found is None:
        return "decimal"
    form = found.get("w:val", "decimal")
    if form == "custom":
        example = found.get("w:format", "").partition(",")[0].strip()
        return f"0{len(example)}" if example.isdigit() and len(example) < LEVELS else "decimal"
    return form


def _shown(counted: _List, values: list[int | None], at: int, legal: bool) -> str:
    """The number of a level as a marker shows it; a level that has not been counted shows its start."""
    level = counted.levels.get(at, Level())
    reached = values[at]
    count = level.start if reached is None else reached
    if legal:
        return str(count)
    if level.form == "bullet":
        return ""
    if level.form.startswith("0"):
        return str(count).zfill(int(level.form[1:]))
    return number(count, level.form)


def _blank(shown: str, suffix: str) -> str:
    """A blank after a marker that ends in a letter or digit, where Word has a tab or a blank."""
    if suffix == "nothing":
        return ""
    return " " if unicodedata.category(shown[-1]) in ("Nd", "Lu", "Ll", "Lo") else ""


def joined(marker: str, text: str) -> str:
    """A marker before its text: never so that two numbers become one, as 1. and 2024."""
    if marker and marker[-1] in ".．0123456789" and text[:1].isdigit():
        return f"{marker} {text}"
    return marker + text

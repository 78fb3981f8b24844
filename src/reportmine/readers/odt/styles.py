"""What the styles of an OpenDocument text say of numbers, and of what is hidden, struck out or raised."""

from __future__ import annotations

from ...dataclass import dataclass, field
from ..list_numbers import number
from ..markup import scan, whole

LEVELS = 10
MOST_LINKS = 5  # from a style to the one that it is based on
_FORMS = {  # formats of numbers, by the example that stands for each
    **{"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"},
    **{"１, ２, ３, ...": "decimalFullWidth", "①, ②, ③, ...": "decimalEnclosedCircle"},
    **{"一, 二, 三, ...": "chineseCounting", "壹, 贰, 叁, ...": "chineseLegalSimplified"},
    **{"壹, 貳, 參, ...": "ideographLegalTraditional", "甲, 乙, 丙, ...": "ideographTraditional"},
    **{"子, 丑, 寅, ...": "ideographZodiac", "": "none"},
}
OUTLINE = "\0outline"  # the list of the headings


@dataclass(slots=True)
class Level:
    """A level of a list."""

    form: str = "none"
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    """How many levels, from this one upwards, the number shows."""


@dataclass(slots=True)
class Style:
    """What matters of a style of a paragraph or of words."""

    parent: str | None = None
    list: str | None = None
    hidden: bool = False
    struck: bool = False
    raised: bool = False


@dataclass(slots=True)
class Styles:
    """All styles by name; takes the events of a part (see `scan`)."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    """Of sections that are not shown."""
    _list: dict[int, Level] | None = None
    _style: Style | None = None
    _name: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name in ("text:list-style", "text:outline-style"):
            called = OUTLINE if name == "text:outline-style" else attributes.get("style:name", "")
            self._list = self.lists.setdefault(called, {})
        elif name in ("text:list-level-style-number", "text:outline-level-style"):
            self._level(attributes)
        elif name == "style:style":
            self._name = attributes.get("style:name", "")
            parent, list = (attributes.get(f"style:{one}-name") for one in ("parent-style", "list-style"))
            self._style = self.styles[self._name] = Style(parent, list)
        elif name == "style:text-properties" and self._style is not None:
            one = self._style
            one.hidden |= attributes.get("text:display") == "none"
            one.struck |= attributes.get("style:text-line-through-style", "none") != "none"
            one.raised |= attributes.get("style:text-position", "").startswith(("super", "3", "5"))
        elif name == "style:section-properties" and attributes.get("text:display") == "none":
            self.hidden.add(self._name)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "style:style":
            self._style = None

    def data(self, text: str) -> None:
        """Text, of which styles have none."""

    def _level(self, attributes: dict[str, str]) -> None:
        place = whole(attributes.get("text:level"), 0) or 0
        if self._list is not None and 0 < place <= LEVELS:
            self._list[place] = Level(
                _FORMS.get(attributes.get("style:num-format", ""), "decimal"),
                attributes.get("style:num-prefix", "")[:20],
                attributes.get("style:num-suffix", "")[:20],
                whole(attributes.get("text:start-value"), 1) or 1,
                min(max(whole(attributes.get("text:display-levels"), 1) or 1, 1), place),
            )

    def of(self, name: str | None) -> Style:
        """A style with what it takes from those that it is based on."""
        found, seen = Style(), 0
        while name is not None and name in self.styles and seen < MOST_LINKS:
            one = self.styles[name]
            found = Style(
                None,
                found.list if found.list is not None else one.list,
                found.hidden or one.hidden,
                found.struck or one.struck,
                found.raised or one.raised,
            )
            name, seen = one.parent, seen + 1
        return found


def styles(parts: dict[str, bytes]) -> Styles:
    """The styles of the parts of a document. Raises Unreadable."""
    found = Styles()
    for name, data in parts.items():
        scan(data, name, found)
    return found


class Counts:
    """Counts the items of lists in the order of the text, and says the marker of each."""

    def __init__(self, lists: dict[str, dict[int, Level]]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}

    def restart(self, name: str) -> None:
        """A list begins anew."""
        self._counts.pop(name, None)

    def marker(self, name: str, place: int, start: int | None = None) -> str:
        """The marker of the next item of a level (from 1); `start` is a number that the item itself says."""
        levels = self._lists.get(name, {})
        level = levels.get(place)
        if level is None:
            return ""
        counts = self._counts.setdefault(name, {})
        counts[place] = start if start is not None else counts.get(place, level.start - 1) + 1
        for below in [one for one in counts if one > place]:
            del counts[below]
        if level.form == "none":
            return level.prefix + level.suffix if level.prefix.strip() else ""
        numbers = []
        for one in range(place - level.shown + 1, place + 1):
            above = levels.get(one, Level())
            numbers.append(number(counts.get(one, above.start), above.form))
        return level.prefix + ".".join(filter(None, numbers)) + level.suffix

"""Styles of a Word document: what a paragraph or a run has from its style and the styles that is based on."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ...dataclass import dataclass
from ..markup import find, switched_on, value, whole

MOST_BASED = 50  # styles one upon the other; Word allows some ten


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, what it is based on included."""

    name: str = ""
    """In lower case, as Word compares them; the built-in ones are English in every Word."""
    numbering: int | None = None
    level: int | None = None
    hidden: bool = False
    chain: tuple[str, ...] = ()
    """Its id, and those it is based on, the nearest first."""


@dataclass(frozen=True, slots=True)
class _Own:
    """What a style says itself."""

    name: str
    numbering: int | None
    level: int | None
    hidden: bool | None
    based: str | None


PLAIN = Style()


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element | None = None) -> None:
        """From the root of styles.xml."""
        self._elements: dict[str, Element] = {}
        self._own: dict[str, _Own] = {}
        self._known: dict[str, Style] = {}
        self._default: str | None = None
        for element in root.iter("w:style") if root is not None else ():
            name = element.get("w:styleId", "")
            self._elements.setdefault(name, element)
            if element.get("w:type") == "paragraph" and element.get("w:default", "0") in ("1", "true", "on"):
                self._default = name

    def paragraph(self, name: str | None) -> Style:
        """A paragraph's style; the default one where it names none."""
        return self.get(self._default if name is None else name)

    def get(self, name: str | None) -> Style:
        """A style by its id; one that says nothing if there is none."""
        if name is None or name not in self._elements:
            return PLAIN
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, name: str) -> Style:
        chain: list[str] = []
        numbering = level = hidden = None
        at: str | None = name
        while at in self._elements and at not in chain and len(chain) < MOST_BASED:
            chain.append(at)
            own = self._said(at)
            numbering = own.numbering if numbering is None else numbering
            level = own.level if level is None else level
            hidden = own.hidden if hidden is None else hidden
            at = own.based
        return Style(self._said(name).name, numbering, level, bool(hidden), tuple(chain))

    def _said(self, name: str) -> _Own:
        """What a style says itself; each element is looked through once."""
        if name not in self._own:
            element = self._elements[name]
            vanish = find(element, "w:rPr/w:vanish")
            self._own[name] = _Own(
                name=(value(element, "w:name") or "").lower(),
                numbering=whole(value(element, "w:pPr/w:numPr/w:numId")),
                level=whole(value(element, "w:pPr/w:numPr/w:ilvl")),
                hidden=None if vanish is None else switched_on(vanish.attrib),
                based=value(element, "w:basedOn"),
            )
        return self._own[name]

"""XML of Office files as events, and as small trees: nothing declared in it is believed, nothing is fetched.

Events instead of a tree: memory does not grow with the document, and no nesting can exhaust the stack.
"""

from __future__ import annotations

from typing import Protocol
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from .document import Unreadable

MOST_ELEMENTS = 2_000_000  # of one part; 64 MB that Word wrote have some 1,500,000
MOST_DEEP = 1000
MOST_NAMES = 5000  # different ones; documents have some hundred
MOST_MARKUP = 8_000_000  # bytes of one tag: all its attributes come at once
CHUNK = 1_000_000  # bytes

_OPEN = (  # of OpenDocument
    *((name, name) for name in ("office", "style", "text", "table")),
    *(("drawing", "draw"), ("xsl-fo-compatible", "fo"), ("svg-compatible", "svg")),
)
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.microsoft.com/office/word/2003/wordml": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties": "ep",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    "http://purl.org/dc/elements/1.1/": "dc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xlink": "xlink",
    **{f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": short for name, short in _OPEN},
    "http://www.ofdspec.org/2016": "ofd",
    "http://www.ofdspec.org": "ofd",
}
REMEDY = "get it again, or open it in its program and save it anew"


class Events(Protocol):
    """What takes the events of `scan`. Names are prefixed as customary: w:p, mc:Choice; "" if unknown."""

    def start(self, name: str, attributes: dict[str, str]) -> object:
        """An element begins."""

    def end(self, name: str) -> object:
        """An element ends."""

    def data(self, text: str) -> object:
        """Text, or a part of it."""


def scan(data: bytes, part: str, events: Events) -> None:
    """Gives the events of a part. Raises Unreadable for damaged, over-deep, over-large or declaring XML."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    bounded = _Bounded(part, events)
    parser.StartElementHandler = bounded.start
    parser.EndElementHandler = bounded.end
    parser.CharacterDataHandler = events.data
    parser.StartDoctypeDeclHandler = bounded.doctype
    try:
        for at in range(0, len(data), CHUNK):
            parser.Parse(data[at : at + CHUNK], False)
            if at - parser.CurrentByteIndex > MOST_MARKUP:
                raise Unreadable(f"has a tag or comment of several MB in {part}", REMEDY)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable(f"has damaged XML in {part} ({error})", REMEDY) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"has {part} in an unknown encoding", REMEDY) from None


class _Bounded:
    """Passes the events of a part on under their short names, as long as it stays within bounds."""

    __slots__ = ("_count", "_depth", "_events", "_names", "_part")

    def __init__(self, part: str, events: Events) -> None:
        self._part = part
        self._events = events
        self._names = _Names(part)
        self._depth = self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MOST_DEEP:
            raise Unreadable(f"nests the elements of {self._part} more than {MOST_DEEP:,} deep", REMEDY)
        if self._count > MOST_ELEMENTS:
            raise Unreadable(
                f"has more than {MOST_ELEMENTS:,} elements in {self._part}", "split it into several documents"
            )
        names = self._names
        self._events.start(names[name], {names[key]: value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self._events.end(self._names[name])

    def doctype(self, *_: object) -> None:
        raise Unreadable(f"declares a document type in {self._part}, which no document does", REMEDY)


class _Names(dict[str, str]):
    """The short names of a part, each told once: what is known already costs one look."""

    def __init__(self, part: str) -> None:
        self._part = part

    def __missing__(self, name: str) -> str:
        known = self[name] = _short(name)
        if len(self) > MOST_NAMES:
            raise Unreadable(f"uses more than {MOST_NAMES:,} names in {self._part}", REMEDY)
        return known


def tree(data: bytes, part: str) -> Element:
    """A small part as a tree. Raises Unreadable as `scan` does."""
    builder = _Builder()
    scan(data, part, builder)
    return builder.close()


class _Builder(TreeBuilder):
    def start(self, name: str, attributes: dict[str, str]) -> Element:
        return super().start(name or "unknown", attributes)

    def end(self, name: str) -> Element:
        return super().end(name or "unknown")


def _short(name: str) -> str:
    space, _, local = name.rpartition(" ")
    if not space:
        return local
    prefix = _PREFIXES.get(space)
    return f"{prefix}:{local}" if prefix else ""


def find(element: Element, path: str) -> Element | None:
    """The first child at a path such as w:pPr/w:numPr."""
    at: Element | None = element
    for name in path.split("/"):
        at = next((child for child in at if child.tag == name), None) if at is not None else None
    return at


def value(element: Element, path: str) -> str | None:
    """The w:val of the first child at a path."""
    found = find(element, path)
    return None if found is None else found.get("w:val")


def switched_on(attributes: dict[str, str]) -> bool:
    """Whether a property such as w:vanish holds: by being there, unless it says no."""
    return attributes.get("w:val", "1") not in ("0", "false", "off")


def whole(text: str | None, default: int | None = None) -> int | None:
    """A whole number of an attribute; the default for anything else."""
    if text is None or len(text) > 9:
        return default
    try:
        return int(text)
    except ValueError:
        return default

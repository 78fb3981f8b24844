"""The parts of an OFD file: its documents, their pages in order, and the templates that pages stand on."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from ...dataclass import dataclass
from ..archive import Archive
from ..document import Limits, Unreadable
from ..markup import REMEDY, tree

MOST_PAGES = 20_000
POINTS = 72 / 25.4  # of a millimetre
_ROOT = "OFD.xml"
_RESOURCES = ("ofd:DocumentRes", "ofd:PublicRes")
_PAPER = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Part:
    """A page: its content and those of its templates, and its box in millimetres."""

    layers: tuple[tuple[str, bytes], ...]
    """Names and XML, in the order in which they are drawn."""
    box: tuple[float, float, float, float]
    """Left, top, width, height."""
    resources: tuple[str, ...] = ()
    """The members that say which files its pictures are."""


class File:
    """An OFD file, opened."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises Unreadable: no OFD file, encrypted, damaged."""
        self._archive = Archive(data, limits)
        if not self._archive.has(_ROOT):
            raise Unreadable("is no OFD document", "leave out --type ofd")
        if any(name.endswith(("encryptions.xml", "encryptentries.dat")) for name in self._archive.names):
            raise Unreadable("is encrypted", "save a copy without a password")
        root = self._tree(_ROOT)
        self._documents = [place for one in root.iter("ofd:DocRoot") if (place := _said(one))]
        self.title = next(filter(None, map(_said, root.iter("ofd:Title"))), None)
        self._templates: dict[str, bytes] = {}
        self._media: dict[str, dict[str, str]] = {}

    def pages(self) -> Iterator[Part]:
        """The pages of all documents, one after another. Raises Unreadable."""
        count = 0
        for name in self._documents:
            place = self._placed("", name)
            document = self._tree(place)
            paper = _box(document) or _PAPER
            templates = {
                one.get("ID", ""): self._placed(place, one.get("BaseLoc", ""))
                for one in document.iter("ofd:TemplatePage")
            }
            named = [one for tag in _RESOURCES for one in document.iter(tag)]
            resources = tuple(self._placed(place, _said(one)) for one in named if _said(one))
            for pages in document.iter("ofd:Pages"):
                for one in pages:
                    count += 1
                    if count > MOST_PAGES:
                        raise Unreadable(f"has more than {MOST_PAGES:,} pages", "split it into several files")
                    yield self._page(self._placed(place, one.get("BaseLoc", "")), templates, paper, resources)

    def picture(self, part: Part, identity: str) -> bytes | None:
        """The file of a picture on a page, by its id; None where there is none. Raises Unreadable."""
        for resource in part.resources:
            if resource not in self._media:
                self._media[resource] = self._listed(resource) if self._archive.has(resource) else {}
            name = self._media[resource].get(identity, "")
            if name and self._archive.has(name):
                return self._content(name)
        return None

    def _listed(self, resource: str) -> dict[str, str]:
        """The files of a list of resources, by their ids."""
        root = self._tree(resource)
        base = self._placed(resource, root.get("BaseLoc", "") + "/")
        found = {}
        for one in root.iter("ofd:MultiMedia"):
            for file in one.iter("ofd:MediaFile"):
                found[one.get("ID", "")] = self._placed(f"{base}/-", _said(file))
        return found

    def _page(
        self,
        name: str,
        templates: dict[str, str],
        paper: tuple[float, float, float, float],
        resources: tuple[str, ...],
    ) -> Part:
        data = self._content(name)
        root = tree(data, name)
        used = [templates.get(one.get("TemplateID", ""), "") for one in root.iter("ofd:Template")]
        under = [(one, self._template(one)) for one in used if self._archive.has(one)]
        own = [self._placed(name, said) for one in root.iter("ofd:PageRes") if (said := _said(one))]
        return Part((*under, (name, data)), _box(root) or paper, (*own, *resources))

    def _template(self, name: str) -> bytes:
        if name not in self._templates:
            self._templates[name] = self._content(name)
        return self._templates[name]

    def _tree(self, name: str) -> Element:
        return tree(self._content(name), name)

    def _content(self, name: str) -> bytes:
        found = self._archive.unpack(name)
        if not found:
            raise Unreadable(f"is damaged: {name[-80:]} is missing", REMEDY)
        return found[name]

    @staticmethod
    def _placed(source: str, place: str) -> str:
        """Where a place is that a part names: beside the part, or from the root."""
        place = place.replace("\\", "/")
        return normpath(join("/", dirname(source), place)).lstrip("/")


def _said(one: Element) -> str:
    return (one.text or "").strip()


def _box(root: Element) -> tuple[float, float, float, float] | None:
    """The box of the paper that a document or a page says, if it says one that can be."""
    for one in root.iter("ofd:PhysicalBox"):
        found = numbers(_said(one))
        if len(found) == 4 and 1 < found[2] < 10_000 and 1 < found[3] < 10_000:
            return found[0], found[1], found[2], found[3]
    return None


def numbers(said: str, most: int = 100_000) -> list[float]:
    """The numbers of a list; nothing where one is none."""
    try:
        found = [float(one) for one in said.split()[:most]]
    except ValueError:
        return []
    return found if all(abs(one) < 1e7 for one in found) else []

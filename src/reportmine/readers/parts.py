"""A package of Office: parts in a ZIP file, and how they refer to each other."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from .archive import Archive
from .document import Limits
from .markup import tree

_Relation = tuple[str, str, str]  # id, the last word of the type, the part it points to


class Parts(Archive):
    """A package, opened."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises Unreadable for what is no ZIP file, or none to be opened."""
        super().__init__(data, limits)
        self._relations: dict[str, list[_Relation]] = {}
        self._targets: dict[str, dict[str, str]] = {}

    def related(self, source: str) -> dict[str, str]:
        """Parts that a part ("" for the package) refers to: the last word of the relation's type → name.

        What points outside the package is left out; so is a second relation of one type.
        """
        found: dict[str, str] = {}
        for _, kind, target in self._related(source):
            found.setdefault(kind, target)
        return found

    def target(self, source: str, name: str) -> str | None:
        """The part that a relation of a part, by its id, points to."""
        if source not in self._targets:
            self._targets[source] = {}
            for key, _, target in self._related(source):
                self._targets[source].setdefault(key, target)
        return self._targets[source].get(name)

    def _related(self, source: str) -> list[_Relation]:
        """The relations of a part to others of the package, read once: a part may ask for each by its id."""
        if source not in self._relations:
            relations = join(dirname(source), "_rels", source.rpartition("/")[2] + ".rels")
            self._relations[source] = found = []
            for data in self.unpack(relations).values():
                for relation in tree(data, relations).iter("rel:Relationship"):
                    place = relation.get("Target", "").replace("\\", "/")
                    target = normpath(join("/", dirname(source), place))
                    kind = relation.get("Type", "").rpartition("/")[2]
                    if relation.get("TargetMode") != "External" and self.has(target):
                        found.append((relation.get("Id", ""), kind, target.lstrip("/")))
        return self._relations[source]

"""Pictures of a Word document that may hold figures: charts and tables as images.

The principle: what stands in the text, is as large as a chart and is shown once belongs to the report. Seals
and lines are smaller; what lies behind the text is its background.
"""

from __future__ import annotations

import re

from ...expression import expression
from ..found import large
from .runs import Runs
from .state import Drawing

EMU = 12700  # of a point
_STYLED = expression(
    r"(?:^|;)\s*+(width|height|z-index)\s*+:\s*+(-?\d{1,12}(?:\.\d{1,12})?)\s*+([a-z]{0,2})", re.I
)
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0}
_LINKS = ("r:embed", "r:link", "r:id", "r:href", "o:relid", "o:href", "src")


class Pictures(Runs):
    """Handles drawings and what they show."""

    def _drawing(self, attributes: dict[str, str]) -> None:
        """w:drawing, w:pict, w:object: a picture, a shape, or several."""
        self._drawings.append(Drawing(behind=self._is_hidden(), objects=self._objects()))

    def _drawing_ends(self) -> None:
        one = self._drawings.pop()
        if one.link and not one.behind and self._objects() == one.objects and large(*one.size):
            self._found.shown[one.link] = self._found.shown.get(one.link, 0) + 1

    def _objects(self) -> int:
        """Embedded objects so far; their pictures are told with them."""
        return self._found.unread.get("embedded object", 0)

    def _anchor(self, attributes: dict[str, str]) -> None:
        if self._drawings:
            self._drawings[-1].behind |= attributes.get("behindDoc") in ("1", "true")

    def _extent(self, attributes: dict[str, str]) -> None:
        if self._drawings:
            sides = (attributes.get("cx", ""), attributes.get("cy", ""))
            width, height = (
                int(side) / EMU if re.fullmatch(r"[0-9]{1,12}", side) else None for side in sides
            )
            self._drawings[-1].size = width, height

    def _shape(self, attributes: dict[str, str]) -> None:
        """A shape as older versions write it; within a group the group's size counts."""
        if not self._drawings or "style" not in attributes:
            return
        one = self._drawings[-1]
        said = {
            name.lower(): (float(n), unit.lower()) for name, n, unit in _STYLED.findall(attributes["style"])
        }
        one.behind |= said.get("z-index", (0.0, ""))[0] < 0
        if one.size == (None, None):
            sizes = (said.get(side) for side in ("width", "height"))
            width, height = (size and size[0] * _POINTS.get(size[1], 1.0) for size in sizes)
            one.size = width, height

    def _picture(self, attributes: dict[str, str]) -> None:
        self._found.pictures += 1
        link = next((attributes[name] for name in _LINKS if attributes.get(name)), "")
        if link and self._drawings and self._path[-1] != "a:blipFill":  # there, one that fills a shape
            self._drawings[-1].link = link

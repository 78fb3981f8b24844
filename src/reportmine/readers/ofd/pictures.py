"""Pages of OFD that are pictures: each with its pictures and where they lie, for OCR."""

from __future__ import annotations

from collections.abc import Iterator

from ...dataclass import dataclass
from ..document import Limits, Unreadable
from ..markup import tree
from .document import File, Part, numbers

MOST_PICTURES = 200  # of one page: scans are cut into a few stripes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a file, and its box on the page in millimetres from the left and the top."""

    data: bytes
    box: tuple[float, float, float, float]
    """Left, top, right, foot."""


class Pictures:
    """The pages of a file, each by its number from 1."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises Unreadable."""
        self._file = File(data, limits)
        self._parts = list(self._file.pages())
        self._last: tuple[tuple[str, ...], str, bytes | None] = (), "", None

    def __len__(self) -> int:
        return len(self._parts)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in millimetres."""
        return self._parts[number - 1].box[2:]

    def on(self, number: int) -> Iterator[Picture]:
        """The pictures of a page, in the order in which they are drawn. Raises Unreadable."""
        part = self._parts[number - 1]
        count = 0
        for name, xml in part.layers:
            for one in tree(xml, name).iter("ofd:ImageObject"):
                count += 1
                if count > MOST_PICTURES:
                    raise Unreadable(
                        f"has more than {MOST_PICTURES} pictures on page {number}", "export it as PDF"
                    )
                data = self._picture(part, one.get("ResourceID", ""))
                box = _box(one.get("Boundary", ""), one.get("CTM", ""), part.box)
                if data is not None and box is not None and one.get("Visible") != "false":
                    yield Picture(data, box)

    def _picture(self, part: Part, identity: str) -> bytes | None:
        if self._last[:2] != (part.resources, identity):  # the ground of all pages is unpacked once
            self._last = part.resources, identity, self._file.picture(part, identity)
        return self._last[2]


def _box(
    boundary: str, matrix: str, page: tuple[float, float, float, float]
) -> tuple[float, float, float, float] | None:
    """Where the unit square of a picture lies on the page; None for nowhere."""
    left, top, width, height = (numbers(boundary) + [0.0] * 4)[:4]
    a, b, c, d, e, f = said if len(said := numbers(matrix)) == 6 else (width, 0.0, 0.0, height, 0.0, 0.0)
    across, down = (e, a + e, c + e, a + c + e), (f, b + f, d + f, b + d + f)
    left, top = left - page[0], top - page[1]
    box = left + min(across), top + min(down), left + max(across), top + max(down)
    inside = box[0] < page[2] and box[1] < page[3] and box[2] > 0 and box[3] > 0
    return box if inside and box[2] > box[0] and box[3] > box[1] else None

"""Where the reading of a part stands: what is open, and what has been found."""

from __future__ import annotations

from collections.abc import Callable

from ...dataclass import dataclass
from ..found import Found
from ..tables import Block, CellDraft, RowDraft, TableDraft
from .numbering import Numbering
from .story import Paragraph, Run, Story
from .styles import Styles


@dataclass(slots=True)
class Drawing:
    """A w:drawing, w:pict or w:object."""

    behind: bool
    """Whether it lies behind the text, or is hidden."""
    objects: int
    """Embedded objects before it."""
    size: tuple[float | None, float | None] = (None, None)
    """Width and height in points."""
    link: str = ""
    """Where its picture is, if it has one."""


class State:
    """What the handlers of events share."""

    def __init__(
        self, styles: Styles, numbering: Numbering, put: Callable[[Block], None], found: Found
    ) -> None:
        self._styles, self._numbering, self._found = styles, numbering, found
        self._path = [""] * 3
        self._skipped = 0  # elements open, from the one that is skipped
        self._stories = [Story(put)]
        self._runs: list[Run] = []
        self._words: list[str] = []
        self._preserve = False
        self._tables: list[TableDraft] = []
        self._rows: list[RowDraft] = []
        self._cells: list[CellDraft] = []
        self._controls: list[bool] = []  # content controls: whether each is a table of contents
        self._alternatives: list[bool] = []  # whether one has been taken
        self._drawings: list[Drawing] = []
        self._count = 0
        self.notes: dict[str, list[Block]] = {}
        """What the notes of a part of notes hold, by id."""

    def _here(self, *path: str) -> bool:
        return tuple(self._path[-len(path) :]) == path

    def _open(self) -> Paragraph:
        """The paragraph that is open; one that leads nowhere if none is."""
        paragraphs = self._stories[-1].paragraphs
        return paragraphs[-1] if paragraphs else Paragraph()

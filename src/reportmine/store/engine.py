"""What reads the files for a run: processes here, or a cluster. The run counts what comes back (owed.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ..dataclass import dataclass
from .journal import Part
from .plan import Piece
from .work import Task


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of some files: rows that are here, or a part that is staged in the store.

    Files of which nothing is said are lost, `why` being what is known of it.
    """

    tasks: tuple[Task, ...]
    pieces: tuple[Piece, ...] = ()
    part: Part | None = None
    why: str = ""


class EngineError(Exception):
    """What reads the files cannot be reached, or does not read: where, why, and what to do about it."""


class Engine(Protocol):
    """Takes files, and gives an answer for each at some time; it may lose, double and reorder them."""

    @property
    def free(self) -> bool:
        """Whether a file can be taken now; asking twice may give two answers."""

    @property
    def busy(self) -> bool:
        """Whether answers may come still; one that is not busy has lost what it has not answered."""

    def give(self, task: Task, alone: bool) -> None:
        """Takes a file; `alone` is one that was lost before and must not be lost with others again."""

    def flush(self) -> None:
        """No more files come for now: what was put aside to be read together is read."""

    def done(self, wait: float) -> Iterator[Answer]:
        """What has come since; waits so many seconds for something. Raises EngineError."""

    def end(self) -> None:
        """Ends all reading; raises nothing."""

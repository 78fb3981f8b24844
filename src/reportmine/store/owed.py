"""The files that a run owes an answer for: each is answered once, or given again, or told as lost."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from .work import Task

TIMES = 3  # that a file is given to be read at most


class Owed:
    """Files by key: those that wait to be given, and those that an engine has.

    What an engine does with a file is not believed but counted here, so that an answer that is lost, or comes
    twice, or for another file, changes neither what the store holds nor whether the run is done.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, Task] = {}  # the first is the next one
        self._given: dict[str, Task] = {}
        self._times: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._waiting) + len(self._given)

    @property
    def waiting(self) -> bool:
        """Whether one is to be given."""
        return bool(self._waiting)

    @property
    def given(self) -> tuple[Task, ...]:
        """Those that an engine has."""
        return tuple(self._given.values())

    def owe(self, task: Task) -> None:
        """Takes a file in, to be given."""
        self._waiting[task.key] = task

    def next(self) -> tuple[Task, bool]:
        """The file to be given now, and whether it was given before."""
        (key,) = islice(self._waiting, 1)
        task = self._given[key] = self._waiting.pop(key)
        self._times[key] = self._times.get(key, 0) + 1
        return task, self._times[key] > 1

    def owes(self, keys: Iterable[str]) -> bool:
        """Whether each of these is owed still, and none is named twice."""
        named = list(keys)
        return len(named) == len(set(named)) and all(
            key in self._given or key in self._waiting for key in named
        )

    def settle(self, key: str) -> bool:
        """Takes an answer for a file; False where none is owed, and then the answer counts for nothing."""
        owed = self._given.pop(key, None) or self._waiting.pop(key, None)
        self._times.pop(key, None)
        return owed is not None

    def missed(self, task: Task) -> bool:
        """An engine gave no answer for a file that it had: it waits to be given again.

        True where it was given as often as it may be; it is owed still, and to be settled as lost.
        """
        if task.key not in self._given:  # an answer came another way, or it waits already
            return False
        if self._times[task.key] >= TIMES:
            return True
        self._waiting[task.key] = self._given.pop(task.key)
        return False

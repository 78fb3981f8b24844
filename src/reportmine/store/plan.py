"""What is to be done about a file: nothing where the store holds these bytes read in this way."""

from __future__ import annotations

import hashlib

from ..dataclass import dataclass, field
from ..readers.document import Limits
from . import work
from .items import Item, Unavailable
from .journal import Entry, State
from .keys import Options, key, unread_key
from .parts import Tables
from .work import Task

Piece = tuple[Entry, Tables]


@dataclass
class Plan:
    """Decides file by file; `names` gathers further names of files that the store holds or will hold."""

    state: State
    options: Options
    timeout: float
    force: bool = False
    names: dict[str, str] = field(default_factory=dict)
    unchanged: int = 0
    _given: set[str] = field(default_factory=set)  # keys of this run

    def decide(self, item: Item) -> Task | Piece | None:
        """A file to read, one that cannot be had, or None where nothing is to be read."""
        try:
            data = item.fetch(Limits(self.options.max_size))
        except Unavailable as error:
            return self._unavailable(item.name, error)
        made = key(data, item.name, self.options)
        if made in self._given or (not self.force and self._holds(made)):
            if self.state.names.get(item.name) != made:
                self.names[item.name] = made
            self.unchanged += 1
            return None
        self._given.add(made)
        return Task(item.name, data, item.uri, hashlib.sha256(data).hexdigest(), made)

    def _holds(self, made: str) -> bool:
        """Whether the store holds it, and trying again would change nothing."""
        found = self.state.entries.get(made)
        if found is None or found[1].code in (work.ABSENT, work.LOST):
            return False
        bound = found[1].bound
        return bound is None or bound >= self.timeout

    def _unavailable(self, name: str, error: Unavailable) -> Piece | None:
        made = Entry(unread_key(name, self.options), name, None, code=error.code, message=error.message)
        held = self.state.of(name)
        if held is not None and (held.key, held.code, held.message) == (made.key, made.code, made.message):
            self.unchanged += 1
            return None
        return made, {"errors": work.failure(name, None, error.code, error.message)}


def entry_of(task: Task, result: work.Result, timeout: float) -> Entry:
    """The entry of a file that was read, in so many seconds at most."""
    bound = timeout if result.code == "timeout" else None
    told = result.reports, result.figures, result.code, result.message, bound
    return Entry(task.key, task.name, task.sha256, *told)

"""One file to read, whatever it comes from: a disk, an archive, an address."""

from __future__ import annotations

from collections.abc import Callable

from ..dataclass import dataclass
from ..readers.document import Limits

ARCHIVES = frozenset({".zip"})


class Unavailable(Exception):
    """The bytes of a file cannot be had: a stable code, and the problem with its remedy."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


Fetch = Callable[[Limits], bytes]


@dataclass(frozen=True, slots=True)
class Item:
    """One file to read: its name in the store, how its bytes are had (raises Unavailable), its URI."""

    name: str
    fetch: Fetch
    uri: str | None = None


def refused(name: str, error: Unavailable) -> Item:
    """A file whose bytes cannot be had, as is known already."""

    def fetch(limits: Limits) -> bytes:
        raise Unavailable(error.code, error.message)

    return Item(name, fetch)

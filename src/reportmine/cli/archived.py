"""Zip archives among the files of a command: each of their members is a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..output.target import plain
from .inputs import Reading
from .manners import say

if TYPE_CHECKING:
    from ..store.items import Item
    from ..text.text import Text

SUFFIX = ".zip"


def opened(
    names: Sequence[str], max_size: int | None, quiet: bool
) -> tuple[list[str], Callable[[Reading], Reading]]:
    """The names with the members of archives in the place of these, and what has these read too."""
    if not any(name.lower().endswith(SUFFIX) for name in names):
        return list(names), lambda read: read
    items: dict[str, Item] = {}
    found: list[str] = []
    for name in names:
        members = _members(name, max_size, quiet) if name.lower().endswith(SUFFIX) else None
        for item in members or ():
            items[item.name] = item
        found += [name] if members is None else [item.name for item in members]

    def within(read: Reading) -> Reading:
        return lambda name: _read(items[name], read, max_size) if name in items else read(name)

    return found, within


def _members(name: str, max_size: int | None, quiet: bool) -> list[Item] | None:
    """The members of an archive; None for what is none, which its reader refuses."""
    from ..store.archives import Members
    from ..store.items import Unavailable, refused
    from ..store.sources import named

    path = Path(name)
    try:
        if not path.is_file():
            return None
    except (OSError, ValueError):
        return None
    members = Members(path, named(path), _bytes(max_size))
    found = list(members.items())
    if members.passed and not quiet:
        say(f"{plain(name)}: warning: {members.passed} file(s) in it are of kinds that are not read")
    if not found:
        told = "is an archive without a file that is read; unpack it and look what it holds"
        found = [refused(members.name, Unavailable("bad-archive", told))]
    return found


def _read(item: Item, read: Reading, max_size: int | None) -> Text:
    from ..readers.document import Limits
    from ..readers.source import InputError
    from ..store.items import Unavailable

    try:
        data = item.fetch(Limits(_bytes(max_size)))
    except Unavailable as error:
        problem, _, remedy = error.message.partition("; ")
        raise InputError(item.name, problem, remedy) from None
    return cast(Any, read)(data, name=item.name)  # type: ignore[no-any-return]


def _bytes(max_size: int | None) -> int:
    from ..readers.document import MAX_SIZE, MEGABYTE

    return MAX_SIZE if max_size is None else max_size * MEGABYTE

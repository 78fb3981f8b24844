"""The style, the script and the words of a page, as they stand in it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read(name: str) -> str:
    """A file of this folder, its lines ended by "\\n" on every system: a hash is taken of them."""
    return (files(__package__) / name).read_text("utf-8").replace("\r\n", "\n")

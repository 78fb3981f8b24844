"""Lines of a help in which Chinese stands: a character takes two columns, and a line may end after any."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..output.widths import columns

# what no line begins with stays with what is before it, and what none ends with with what comes after
_UNIT = re.compile(r"[“‘（《「\[(]*(?:[!-~]+|[^ ])[，。；：、！？”’）》」…]*")


def padded(text: str, width: int) -> str:
    """The text, filled with blanks up to so many columns."""
    return text + " " * (width - columns(text))


def lines(text: str, width: int) -> Iterator[str]:
    """The text in lines of at most so many columns, as far as its words allow."""
    line, end = "", 0
    for unit in _UNIT.finditer(text):
        between = " " if line and unit.start() > end else ""
        if line and columns(line + between + unit[0]) > width:
            yield line
            line, between = "", ""
        line += between + unit[0]
        end = unit.end()
    yield line

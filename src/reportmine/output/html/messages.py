"""What the program says in its records and to its user, in another language: by assets/messages.toml.

Records and errors say it in English, which programs read. A line is a pattern of such a message; what it
holds in braces is taken over, or told by the lines of another part.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Literal, get_args

from ...dataclass import dataclass
from ...expression import expression
from .assets import read

Part = Literal["evidence", "warning", "line", "usage", "step", "typer"]
PARTS: tuple[Part, ...] = get_args(Part)
"""The parts whose lines are whole messages."""
_HOLE = expression(r"\{(\w+)(?::(\w+)(\*?))?\}")
_JOINT = expression(r", | and |[()（）]")
_JOIN = "、"
_LONGEST = 2000  # characters of a message that is looked at: names that a report gives may be of any length


@dataclass(frozen=True, slots=True)
class _Line:
    """A message and what it is in another language; `holes` name the parts of what is in braces."""

    pattern: re.Pattern[str]
    told: str
    holes: Mapping[str, tuple[str, bool]]


def told(language: str, part: Part, message: str) -> str:
    """A message in a language ("en", "zh").

    Of evidence, a warning, a line on standard error, why a call is refused, a step of an explanation.

    The message itself where no line has it, as all of English.
    """
    known = language in _spoken() and len(message) <= _LONGEST
    return (_in(language, part, message) if known else None) or message


@lru_cache(maxsize=4096)
def _in(language: str, part: str, message: str) -> str | None:
    for line in _lines(language, part):
        hit = line.pattern.fullmatch(message)
        if hit is None:
            continue
        held = {name: _held(language, line.holes.get(name), text) for name, text in hit.groupdict().items()}
        said = {name: text for name, text in held.items() if text is not None}
        if len(said) == len(held):
            return line.told.format_map(said)
    return None


def _held(language: str, hole: tuple[str, bool] | None, text: str) -> str | None:
    """What stands in braces, in the language; None where its part has no line for it."""
    if hole is None:
        return text
    part, is_list = hole
    if not is_list:
        return _in(language, part, text)
    said = [_in(language, part, one) for one in _things(text)]
    return None if None in said else _JOIN.join(filter(None, said))


def _things(text: str) -> Iterator[str]:
    """The things of a list; what is in brackets is of one thing."""
    depth = start = 0
    for hit in _JOINT.finditer(text):
        if hit[0] in "()（）":
            depth += 1 if hit[0] in "(（" else -1
        elif not depth:
            yield text[start : hit.start()]
            start = hit.end()
    yield text[start:]


@cache
def _spoken() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    found: dict[str, Any] = tomllib.loads(read("messages.toml"))
    return found


@cache
def _lines(language: str, part: str) -> tuple[_Line, ...]:
    return tuple(_line(said, other) for said, other in _spoken()[language][part].items())


def _line(said: str, other: str) -> _Line:
    pattern, at, holes = "", 0, {}
    for hole in _HOLE.finditer(said):
        pattern += re.escape(said[at : hole.start()]) + f"(?P<{hole[1]}>.+?)"
        at = hole.end()
        if hole[2]:
            holes[hole[1]] = (hole[2], bool(hole[3]))
    return _Line(re.compile(pattern + re.escape(said[at:]), re.S), other, holes)

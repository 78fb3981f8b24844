"""Commands without typer: a plain call, read by what the command declares; all else is left to typer.

What is taken here is taken as typer would, which a test holds to. A help, an error or a rare way of writing
(`-fcsv`, `--`) is not taken.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

from .declared import STRAIGHT, Argument, Ended, Misused, Option, Parameter, parameters
from .manners import DONE, INTERRUPTED, careful, version

COMMANDS = ("extract", "outline", "diff")
SHELL = "_REPORTMINE_COMPLETE"  # set where a shell asks typer what a word may go on with


class Unusual(Exception):
    """Left to typer."""


def run(arguments: Sequence[str]) -> int | None:
    """Run what is asked for; its exit code, or None where typer is to see to it, and nothing was done yet."""
    try:
        command, said = _asked(arguments)
        careful(command)(**said)
    except (Unusual, Misused):  # the same mistake is found again, and typer tells of it
        return None
    except Ended as ended:
        return ended.code
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


def _asked(arguments: Sequence[str]) -> tuple[Callable[..., None], dict[str, Any]]:
    """The command with what is said to it. Raises Unusual."""
    if list(arguments) == ["--version"]:
        return version, {}
    if not arguments or arguments[0] not in COMMANDS or SHELL in os.environ or os.name == "nt":
        raise Unusual  # on Windows typer itself expands patterns of files
    import_module(f".{arguments[0]}", __package__)
    command = STRAIGHT[arguments[0]].run
    return command, read(command, arguments[1:])


def read(command: Callable[..., None], arguments: Sequence[str]) -> dict[str, Any]:
    """What arguments say to a command, by its parameters. Raises Unusual."""
    known = parameters(command)
    options = {name: one for one in known if isinstance(one.declared, Option) for name in one.declared.names}
    places = [one for one in known if isinstance(one.declared, Argument)]
    given: dict[str, list[Any]] = {}
    rest = iter(arguments)
    for word in rest:
        if _is_option(word):
            one, value = _option(word, rest, options)
        else:
            free = (place for place in places if place.repeats or place.name not in given)
            one = next(free, None) or _unusual()
            value = _value(word, one)
        given.setdefault(one.name, []).append(value)
    return {one.name: _together(given.get(one.name), one) for one in known}


def _unusual() -> Any:
    raise Unusual


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"


def _option(word: str, rest: Iterator[str], options: Mapping[str, Parameter]) -> tuple[Parameter, Any]:
    """The option that a word names, and its value."""
    name, sign, value = word.partition("=") if word.startswith("--") else (word, "", "")
    one = options.get(name) or _unusual()
    if one.type is bool:
        return one, sign == "" or _unusual()
    if not sign:
        value = next(rest, "")
    return one, _unusual() if _is_option(value) else _value(value, one)


def _value(said: str, one: Parameter) -> Any:
    """A word as the type that is declared."""
    if not said:
        raise Unusual
    if one.type in (str, Path):
        return one.type(said)
    if issubclass(one.type, Enum):
        return next((member for member in one.type if member.value == said), None) or _unusual()
    return _number(said, one)


def _number(said: str, one: Parameter) -> int | float:
    digits = said.replace(".", "", 1) if one.type is float else said
    if not (digits.isascii() and digits.isdecimal()):
        raise Unusual
    value: int | float = one.type(said)
    low, high = (one.declared.min, one.declared.max) if isinstance(one.declared, Option) else (None, None)
    if (low is not None and value < low) or (high is not None and value > high):
        raise Unusual
    return value


def _together(given: list[Any] | None, one: Parameter) -> Any:
    """All that is given of a parameter; its default where nothing is."""
    if given is None:
        return _unusual() if one.needed else one.default
    if one.repeats:
        return given
    return given[0] if len(given) == 1 else _unusual()

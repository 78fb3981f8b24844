"""Regular expressions from their compiled form: to compile one takes a hundred times as long as to load it.

The form is kept in `patterns/expressions.json`, which tools/compile_patterns.py writes. It is of one version
of the regex package; under another, and for what is not in it, the expression is compiled as anywhere.
"""

from __future__ import annotations

import importlib
import json
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import regex

from .folder import patterns_folder

engine: Any = importlib.import_module("regex._regex")
FILE = "expressions.json"
_WORD = "I"  # codes of the engine are words of 32 bits

Made = dict[str, list[Any]]

asked: dict[str, tuple[str, int]] = {}
"""All expressions that were asked for in this process."""


def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """The compiled regular expression.

    Raises:
        regex.error: it is no regular expression.
    """
    key = _key(pattern, flags)
    asked[key] = pattern, flags
    form = _forms().get(key)
    if form is None:
        return regex.compile(pattern, flags)
    try:
        return _loaded(pattern, form)
    except (RuntimeError, ValueError, TypeError):  # damaged
        return regex.compile(pattern, flags)


def _loaded(pattern: str, form: list[Any]) -> regex.Pattern[str]:
    code, groups, offset, chars, char_flags, count, flags = form
    words = array(_WORD)
    words.frombytes(b64decode(code))
    names = {number: name for name, number in groups.items()}
    made: regex.Pattern[str] = engine.compile(
        pattern, flags, words.tolist(), groups, names, {}, {}, offset, tuple(chars), char_flags, count
    )
    return made


def forms(wanted: Iterable[tuple[str, int]]) -> Made:
    """The compiled forms of expressions, as JSON can hold them; of those that name no list of words."""
    made: Made = {}
    for pattern, flags in sorted(set(wanted)):
        found = _recorded(pattern, flags)
        if found is not None:
            _, whole, code, groups, _, _, named, offset, chars, char_flags, count = found
            if not named:
                held = b64encode(array(_WORD, code).tobytes()).decode()
                made[_key(pattern, flags)] = [
                    held, dict(groups), offset, list(chars), char_flags, count, int(whole)
                ]  # fmt: skip
    return made


def _recorded(pattern: str, flags: int) -> tuple[Any, ...] | None:
    """What the regex package hands to its engine for an expression."""
    main: Any = importlib.import_module("regex._main")
    caught: list[tuple[Any, ...]] = []

    class Recorder:
        def __getattr__(self, name: str) -> Any:
            return getattr(engine, name)

        def compile(self, *given: Any) -> Any:
            caught.append(given)
            return engine.compile(*given)

    kept = main._regex
    main._regex = Recorder()
    try:
        regex.purge()
        regex.compile(pattern, flags)
    finally:
        main._regex = kept
    return caught[-1] if caught else None


def _key(pattern: str, flags: int) -> str:
    return f"{int(flags)} {pattern}"


@cache
def _forms() -> Made:
    """The forms in the file; none where it is missing, damaged or of another version of the regex package."""
    return read(patterns_folder() / FILE)


def read(place: Path) -> Made:
    """The forms that a file holds for the regex package that is installed."""
    try:
        held = json.loads(place.read_bytes())
        return dict(held["forms"]) if held["regex"] == version() else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def version() -> str:
    """What a compiled form depends on: the regex package and the width of its codes."""
    return f"{regex.__version__} {engine.MAGIC} {engine.CODE_SIZE} {sys.byteorder}"

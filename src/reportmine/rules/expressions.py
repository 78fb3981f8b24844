"""Regular expressions from their compiled form: to compile one takes a hundred times as long as to load it.

The form is kept in `patterns/expressions.json`, which tools/compile_patterns.py writes. It is of one version
of the regex package; under another, and for what is not in it, the expression is compiled as anywhere. What
is compiled needs the engine of the package alone, and not the compiler, which takes longer to import.
"""

from __future__ import annotations

import importlib
import json
import sys
from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..expression import Later
from .folder import patterns_folder

if TYPE_CHECKING:
    import regex

V1, MULTILINE, IGNORECASE = 0x100, 0x8, 0x2  # flags as the regex package has them
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
    form = _forms().get(_spelled(key))
    if form is not None:
        try:
            return _loaded(pattern, json.loads(form.decode()))
        except (RuntimeError, ValueError, TypeError):  # damaged
            pass
    import regex  # with its compiler

    return regex.compile(pattern, flags)


def later(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """The regular expression of a module, compiled when it is first used."""
    asked[_key(pattern, flags)] = pattern, flags
    return cast("regex.Pattern[str]", Later(pattern, flags, compiled))


def _loaded(pattern: str, form: list[Any]) -> regex.Pattern[str]:
    code, groups, offset, chars, char_flags, count, flags = form
    words = array(_WORD)
    words.frombytes(a2b_base64(code))
    names = {number: name for name, number in groups.items()}
    made: regex.Pattern[str] = engine().compile(
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
                held = b2a_base64(array(_WORD, code).tobytes(), newline=False).decode()
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
            return getattr(engine(), name)

        def compile(self, *given: Any) -> Any:
            caught.append(given)
            return engine().compile(*given)

    import regex

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
def _forms() -> dict[bytes, bytes]:
    """The forms in the file, each as it is written there: a run asks for few. Otherwise as `read`."""
    try:
        first, _, *lines = (patterns_folder() / FILE).read_bytes().split(b"\n")
    except (OSError, ValueError):
        return {}
    if first != b'{"regex": ' + json.dumps(version()).encode() + b",":
        return {}
    parted = (line.rpartition(b'": ["') for line in lines)  # a form begins with its code
    return {key: b'["' + form.removesuffix(b",") for key, _, form in parted}


def _spelled(key: str) -> bytes:
    """How the file begins the line of an expression."""
    return json.dumps(key, ensure_ascii=False)[:-1].encode()


def read(place: Path) -> Made:
    """The forms that a file holds for the regex package that is installed."""
    try:
        held = json.loads(place.read_bytes())
        return dict(held["forms"]) if held["regex"] == version() else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def version() -> str:
    """What a compiled form depends on: the regex package and the width of its codes."""
    return f"{_release()} {engine().MAGIC} {engine().CODE_SIZE} {sys.byteorder}"


@cache
def engine() -> Any:
    """The engine of the regex package, without the package around it where that is not imported yet."""
    name = "regex._regex"
    if name in sys.modules:
        return sys.modules[name]
    spec = PathFinder.find_spec(name, [str(_package())])
    if spec is None or spec.loader is None:
        return importlib.import_module(name)
    made = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def _package() -> Path:
    """The folder of the regex package."""
    spec = find_spec("regex")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("No module named 'regex'", name="regex")
    return Path(spec.origin).parent


def _release() -> str:
    """The version of the regex package, which stands in its text; "" where it does not."""
    try:
        text = (_package() / "_main.py").read_text("utf-8")
    except OSError:
        return ""
    return text.partition('\n__version__ = "')[2].partition('"')[0]

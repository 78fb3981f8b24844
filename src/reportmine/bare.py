"""What records are built on in a run of the command line that only writes what it has read itself.

To import pydantic and build its models takes a command longer than to read a report. `records.py` declares
each record once; in the library its base is pydantic's BaseModel, which checks every field. A process that
runs one command and ends may choose the stand-ins here before any record is imported: the same classes,
fields and methods, unchecked. That they are filled and written as pydantic would is held by tests.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from json.encoder import encode_basestring as _quoted
from types import ModuleType, NoneType
from typing import Any, ClassVar

_permitted = False
_chosen = False


def permit() -> None:
    """This process runs one command and ends: nobody else sees its records. Called by the entry point."""
    global _permitted
    _permitted = True


def choose() -> None:
    """Records are only written in this run. Without effect where that is not permitted, or too late."""
    global _chosen
    _chosen = _permitted and f"{__package__}.records" not in sys.modules


def chosen() -> bool:
    """Whether records are bare in this process."""
    return _chosen


def json_number(value: Decimal) -> int | float:
    """The JSON number for a decimal; exact, because no value has more than 15 significant digits."""
    return int(value) if value == value.to_integral_value() else float(value)


class FieldInfo:
    """A field of a bare record: its default, and whether it has one."""

    __slots__ = ("default", "required")

    def __init__(self, default: Any = ..., **_: Any) -> None:
        self.default, self.required = default, default is ...


Field = FieldInfo


def unchecked(*_: Any, **__: Any) -> None:
    """In place of what only a model with checks needs."""


ConfigDict = PlainSerializer = unchecked


class BaseModel:
    """The part of pydantic's BaseModel that a run which only writes asks for."""

    model_fields: ClassVar[dict[str, FieldInfo]] = {}
    _defaults: ClassVar[dict[str, Any]] = {}
    _keys: ClassVar[list[tuple[str, str]]] = []  # each as JSON has it, with the name

    def __init_subclass__(cls) -> None:
        fields = dict(cls.model_fields)
        for name in cls.__annotations__:
            said = cls.__dict__.get(name, ...)
            fields[name] = said if isinstance(said, FieldInfo) else FieldInfo(said)
            if said is not ...:
                delattr(cls, name)
        cls.model_fields = fields
        cls._keys = [(f'"{name}": ', name) for name in fields]
        cls._defaults = {name: one.default for name, one in fields.items() if not one.required}

    def __init__(self, **said: Any) -> None:
        self.__dict__.update(self._defaults)
        self.__dict__.update(said)
        if self.__dict__.keys() != self.model_fields.keys():
            raise TypeError(f"{type(self).__name__} has not the fields {', '.join(said)}")

    def __setattr__(self, name: str, _: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__[name] for name in self.model_fields))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self.model_fields)
        return f"{type(self).__name__}({said})"

    @classmethod
    def model_validate_json(cls, said: str) -> Any:
        """The record that JSON holds, checked by pydantic's model and then bare.

        Raises pydantic's ValidationError.
        """
        return _bared(getattr(_checked(), cls.__name__).model_validate_json(said))

    def model_copy(self, *, update: dict[str, Any]) -> Any:
        """The record with other values of some fields."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.__dict__.update(update)
        return made

    def model_dump(self, *, mode: str = "python") -> dict[str, Any]:
        """The fields and their values: for `mode` "json" as JSON has them."""
        inner = _plain if mode == "json" else _dumped
        return {name: inner(self.__dict__[name]) for name in self.model_fields}

    def model_dump_json(self, *, indent: int) -> str:
        """The record as JSON, the same bytes as pydantic's; `indent` blanks a level."""
        return _written(self, "\n", " " * indent)


def _records() -> ModuleType:
    return sys.modules[f"{__package__}.records"]


@cache
def _checked() -> ModuleType:
    """`records` once more, on pydantic's BaseModel."""
    global _chosen
    spec = spec_from_file_location(f"{__package__}.checked", _records().__file__)
    assert spec is not None and spec.loader is not None
    made = sys.modules[spec.name] = module_from_spec(spec)
    _chosen = False
    try:
        spec.loader.exec_module(made)
    finally:
        _chosen = True
    return made


def _bared(value: Any) -> Any:
    """A checked record, and what is in it, as bare ones."""
    if isinstance(value, _checked().Record):
        fields = {name: _bared(getattr(value, name)) for name in type(value).model_fields}
        return getattr(_records(), type(value).__name__)(**fields)
    return tuple(map(_bared, value)) if isinstance(value, tuple) else value


def _dumped(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump()
    return tuple(map(_dumped, value)) if isinstance(value, tuple) else value


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Decimal):
        return json_number(value)
    return list(map(_plain, value)) if isinstance(value, tuple) else value


def _written(value: Any, line: str, step: str) -> str:
    """A value as JSON; `line` is a new line with the blanks before what encloses the value."""
    kind = type(value)
    if kind in _SIMPLE:
        return _SIMPLE[kind](value)
    inside = line + step
    if kind is tuple:
        pieces = [_written(one, inside, step) for one in value]
        return f"[{inside}{f',{inside}'.join(pieces)}{line}]" if pieces else "[]"
    pieces = []
    for key, name in value._keys:
        one = value.__dict__[name]
        simple = _SIMPLE.get(type(one))  # most are, and are asked for at once
        pieces.append(key + (_written(one, inside, step) if simple is None else simple(one)))
    return f"{{{inside}{f',{inside}'.join(pieces)}{line}}}"


def _float(value: float) -> str:
    """A float as pydantic writes it: its exponent without zeros, and none down to 0.00001."""
    said = repr(value)
    digits, small, power = said.partition("e-")
    if not small:
        return said
    return f"{Decimal(said):f}" if power == "05" else f"{digits}e-{int(power)}"


def _decimal(value: Decimal) -> str:
    number = json_number(value)
    return str(number) if isinstance(number, int) else _float(number)


_SIMPLE: dict[type, Callable[[Any], str]] = {
    NoneType: lambda _: "null",
    str: _quoted,
    int: str,
    Decimal: _decimal,
    float: _float,
    bool: lambda value: "true" if value else "false",
}

"""Dataclasses in a tenth of the time to make: a run makes a hundred of them before it reads a word.

The standard library inspects, writes and compiles six methods for each class when it is made. Here one method
is made, that which takes the values, and only when the first value is given; the others are shared by all
classes. What a class does is the same: `dataclasses.fields`, `asdict` and `replace` take it, and the standard
module is not imported before one of them is used.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True
    ) -> Any:
        """As `dataclasses.dataclass`, for classes whose fields are given by place or name."""

        def make(cls: type) -> type:
            return _made(cls, frozen, slots, eq)

        return make if cls is None else make(cls)

    def field(
        *, default: Any = ..., default_factory: Any = ..., repr: bool = True, compare: bool = True
    ) -> Any:
        """As `dataclasses.field`, for a field of a class that is made here."""
        return _Said(default, default_factory, repr, compare)

    def replace(one: Any, /, **changes: Any) -> Any:
        """As `dataclasses.replace`."""
        cls, take = one.__class__, changes.pop
        values = [take(name) if name in changes else getattr(one, name) for name in cls.__match_args__]
        return cls(*values, **changes)


class _Said:
    """What is said of a field; `...` where nothing is."""

    __slots__ = ("compare", "default", "factory", "repr")

    def __init__(self, default: Any, factory: Any = ..., repr: bool = True, compare: bool = True) -> None:
        self.default, self.factory, self.repr, self.compare = default, factory, repr, compare


Fields = dict[str, _Said]


def _made(cls: Any, frozen: bool, slots: bool, eq: bool) -> type:
    """The class with its methods, but for those that it has itself."""
    fields: Fields = {}
    for base in reversed(cls.__mro__[1:]):
        fields |= base.__dict__.get("_said_of_fields", {})
    for name in cls.__annotations__:
        said = cls.__dict__.get(name, ...)
        fields[name] = one = said if isinstance(said, _Said) else _Said(said)
        if said is one and one.default is ...:
            delattr(cls, name)
        elif said is one:
            setattr(cls, name, one.default)
    methods = _methods(fields, frozen, slots, eq)
    if slots:
        cls = _with_slots(cls, fields, methods)
    else:
        for name, method in methods.items():
            if name not in cls.__dict__:
                setattr(cls, name, method)
    if "__init__" not in cls.__dict__:
        cls.__init__ = _first_init(cls, fields, frozen, slots)
    return cls  # type: ignore[no-any-return]


def _with_slots(cls: Any, fields: Fields, methods: dict[str, Any]) -> Any:
    """The class anew, its fields in slots, with the methods that it has not: to set each takes longer."""
    held = methods | {
        key: value for key, value in cls.__dict__.items() if key not in ("__dict__", "__weakref__")
    }
    inherited = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    for name in fields:
        held.pop(name, None)
    held["__slots__"] = tuple(name for name in fields if name not in inherited)
    made = type(cls)(cls.__name__, cls.__bases__, held)
    made.__qualname__ = cls.__qualname__
    return made


def _methods(fields: Fields, frozen: bool, slots: bool, eq: bool) -> dict[str, Any]:
    values = _values([name for name, one in fields.items() if one.compare])
    methods: dict[str, Any] = {
        "__repr__": _repr([name for name, one in fields.items() if one.repr]),
        "__match_args__": tuple(fields),
        "__dataclass_fields__": _Standard(fields),
        "_said_of_fields": fields,
    }
    if eq:
        methods["__eq__"] = _eq(values)
        methods["__hash__"] = (lambda self: hash(values(self))) if frozen else None
    if frozen:
        methods |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete}
    if frozen and slots:
        methods |= {"__getstate__": _state, "__setstate__": _put_back}
    return methods


def _first_init(cls: Any, fields: Fields, frozen: bool, slots: bool) -> Any:
    """What takes the values of the first object of a class, and puts the method in its place that does so."""

    def __init__(self: Any, /, *given: Any, **named: Any) -> None:
        if cls.__init__ is __init__:
            cls.__init__ = _init(cls, fields, frozen, slots)
        cls.__init__(self, *given, **named)

    return __init__


def _init(cls: Any, fields: Fields, frozen: bool, slots: bool) -> Any:
    """The method that takes the values, the only one that is made for the class."""
    made_of = {name: one.factory for name, one in fields.items() if one.factory is not ...}
    given: dict[str, Any] = {"fill": _fill(made_of)}
    if frozen and slots:  # while it takes its values, an object is of a class whose objects can be set
        held = {"__slots__": cls.__slots__}
        given |= {"become": _become, "Open": type(cls)(cls.__name__, cls.__bases__, held), "Closed": cls}
    code = _code(len(fields), frozen, slots, bool(made_of))
    names = {f"_{number}": name for number, name in enumerate(fields)}
    made = _Function(
        code.replace(
            co_varnames=("self", *fields, *code.co_varnames[len(fields) + 1 :]),
            co_names=tuple(names.get(name, name) for name in code.co_names),
            co_consts=tuple(names.get(one, one) for one in code.co_consts),
        ),
        given,
        "__init__",
        tuple(one.default for one in fields.values() if one.default is not ... or one.factory is not ...),
    )
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


_Function: Any = type(lambda: None)
_become = object.__dict__["__class__"].__set__


def _fill(made_of: dict[str, Callable[[], Any]]) -> Callable[[Any], None]:
    """What makes the values of an object that were not given."""

    def fill(self: Any) -> None:
        for name, make in made_of.items():
            if getattr(self, name) is ...:
                object.__setattr__(self, name, make())

    return fill


@cache
def _code(count: int, frozen: bool, slots: bool, filled: bool) -> Any:
    """That of the method for so many fields, without their names: to compile it takes long."""
    names = [f"_{number}" for number in range(count)]
    does = [f"self.{name} = {name}" for name in names]
    if frozen and slots:
        does = ["become(self, Open)", *does, "self.__class__ = Closed"]
    elif frozen:
        does = ["held = self.__dict__", *(f"held['{name}'] = {name}" for name in names)]
    does += ["fill(self)"] if filled else []
    made: dict[str, Any] = {}
    exec(f"def __init__({', '.join(('self', *names))}):\n " + "\n ".join(does or ["pass"]), made)
    return made["__init__"].__code__


class _Standard:
    """The fields as the standard module asks for them, made when it does."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def __get__(self, _: Any, cls: type) -> Any:
        from dataclasses import MISSING, make_dataclass
        from dataclasses import field as standard

        def given(value: Any) -> Any:
            return MISSING if value is ... else value

        fields = [
            (name, "typing.Any", standard(
                default=given(one.default), default_factory=given(one.factory),
                repr=one.repr, compare=one.compare, kw_only=False,
            ))
            for name, one in self._fields.items()
        ]  # fmt: skip
        made: Any = make_dataclass(cls.__name__, fields, init=False)
        cls.__dataclass_fields__ = made.__dataclass_fields__  # type: ignore[attr-defined]
        return made.__dataclass_fields__


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of fields, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, Any], Any]:
    def __eq__(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _repr(names: list[str]) -> Callable[[Any], str]:
    def __repr__(self: Any) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({said})"

    return __repr__


def _refuse_set(self: Any, name: str, value: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: Any, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name in self.__match_args__)


def _put_back(self: Any, state: tuple[Any, ...]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)

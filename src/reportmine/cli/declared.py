"""How commands say what they take: once, in their signatures, for typer and for the straight path alike.

Light: what only runs a command imports no typer.
"""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from ..dataclass import dataclass

Function = TypeVar("Function", bound=Callable[..., None])


Complete = Literal["rules", "concepts"]
"""What a shell may complete a value from: the ids of rules, those of concepts."""


class Option:
    """An option of a command, beside the type of what it takes: `Annotated[int, Option("--at", ...)]`."""

    def __init__(
        self,
        *names: str,
        help: str,
        metavar: str | None = None,
        min: float | None = None,
        max: float | None = None,
        complete: Complete | None = None,
    ) -> None:
        self.names, self.help, self.metavar, self.min, self.max = names, help, metavar, min, max
        self.complete = complete


@dataclass(frozen=True, slots=True)
class Argument:
    """What a command takes without a name."""

    help: str
    metavar: str
    complete: Complete | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A command as declared."""

    run: Callable[..., None]
    epilog: str


class Misused(Exception):
    """What is asked for cannot be: the option or argument, and why. Ends as a usage error."""

    def __init__(self, message: str, *, param_hint: str) -> None:
        super().__init__(message)
        self.message, self.param_hint = message, param_hint


class Ended(Exception):
    """The command ends with this exit code; all has been said."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)
        self.code = code


STRAIGHT: dict[str, Command] = {}
"""The commands whose modules are imported that can be run without typer, by name."""


def straight(*, epilog: str) -> Callable[[Function], Function]:
    """Declares a command that can be run without typer; `app.take` adds it to typer's."""

    def declare(function: Function) -> Function:
        STRAIGHT[function.__name__] = Command(function, epilog)
        return function

    return declare


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a command takes under one name."""

    name: str
    hint: Any
    """Its type as written, `list[Path] | None`."""
    declared: Option | Argument | None
    default: Any
    needed: bool

    @property
    def repeats(self) -> bool:
        """Whether it may be given more than once."""
        return get_origin(self._kind) is list

    @property
    def type(self) -> Any:
        """The type of one value."""
        return get_args(self._kind)[0] if self.repeats else self._kind

    @property
    def _kind(self) -> Any:
        """The type of what is given, if anything is."""
        return (
            next((one for one in get_args(self.hint) if one is not NoneType), self.hint)
            if (get_origin(self.hint) is UnionType)
            else self.hint
        )


def parameters(function: Callable[..., None]) -> list[Parameter]:
    """What a command takes, in the order of its signature. To import `inspect` for it would take 4 ms."""
    code, bare = function.__code__, function.__defaults__ or ()
    defaults: dict[str, Any] = dict(function.__kwdefaults__ or {})
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    defaults |= zip(names[code.co_argcount - len(bare) : code.co_argcount], bare, strict=True)
    return [_parameter(name, _hint(function, name), defaults) for name in names]


def _hint(function: Callable[..., None], name: str) -> Any:
    """A type as written, which stands in the module of the function as text."""
    said = function.__annotations__[name]
    if not isinstance(said, str):
        return said
    named = function.__globals__.get(said)  # most have a name, which takes no compiling
    return eval(said, function.__globals__) if named is None else named


def _parameter(name: str, hint: Any, defaults: dict[str, Any]) -> Parameter:
    declared = None
    if get_origin(hint) is Annotated:
        hint, declared = hint.__origin__, hint.__metadata__[0]
    return Parameter(name, hint, declared, defaults.get(name), name not in defaults)

"""The command line in typer: help, errors, and commands from what they declare (see `declared`)."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.models import CommandInfo

from .anywhere import LANG, NO_PAGER
from .completing import completion
from .declared import STRAIGHT, Argument, Ended, Function, Misused, Option, Parameter, parameters
from .manners import careful, version

if TYPE_CHECKING:
    from enum import StrEnum as Language
else:
    from enum import StrEnum

    from ..tongue import LANGUAGES

    Language = StrEnum("Language", [(one, one) for one in LANGUAGES])

# without rich_markup_mode=None and pretty_exceptions_enable=False, help and errors import rich
app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 an example of a rule failed, a correction could not be applied, or with "
    "--exit-code diff found differences or audit contradictions; "
    "2 usage error, or a wrong pattern or corrections file; "
    "3 input that could not be read.",
)


rules_app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="List, show and test the rules that do the reading.",
)


def command(
    name: str | None = None, *, epilog: str, under: typer.Typer = app
) -> Callable[[Function], Function]:
    """Adds a function to typer's commands: careful of what can go wrong, with the options it declares."""

    def add(function: Function) -> Function:
        under.command(name, epilog=epilog)(typed(careful(function), function))
        return function

    return add


def take(module: str) -> None:
    """Import the module of a command; where it declares one that needs no typer, add that, once."""
    import_module(f".{module}", __package__)
    one = STRAIGHT.get(module)
    if one is not None and module not in map(called, app.registered_commands):
        command(epilog=one.epilog)(one.run)


def called(one: CommandInfo) -> str:
    """The name of a command of typer's."""
    return one.name or (one.callback.__name__ if one.callback else "")


def typed(run: Callable[..., None], function: Callable[..., None]) -> Callable[..., None]:
    """`run` as typer takes it: with what `function` declares, and typer's own ways to end."""

    @functools.wraps(function)
    def command(**said: Any) -> None:
        try:
            run(**said)
        except Ended as ended:
            raise typer.Exit(ended.code) from None
        except Misused as error:
            raise typer.BadParameter(error.message, param_hint=error.param_hint) from None

    del command.__wrapped__  # or typer would look there
    hints = {one.name: _hint(one) for one in parameters(function)}
    known = inspect.signature(function).parameters.values()
    signature = inspect.Signature([one.replace(annotation=hints[one.name]) for one in known])
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = hints
    return command


def _hint(one: Parameter) -> Any:
    """The type of a parameter, with what is declared of it in typer's words."""
    said = one.declared
    if isinstance(said, Option):
        names, metavar, help = said.names, said.metavar, said.help
        return Annotated[
            one.hint,
            typer.Option(
                *names,
                metavar=metavar,
                min=said.min,
                max=said.max,
                help=help,
                autocompletion=completion(said.complete),
            ),
        ]
    if isinstance(said, Argument):
        return Annotated[one.hint, _argument(said)]
    return one.hint


def _argument(said: Argument) -> Any:
    return typer.Argument(metavar=said.metavar, help=said.help, autocompletion=completion(said.complete))


def _version(wanted: bool) -> None:
    if wanted:
        typed(careful(version), version)()
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    lang: Annotated[
        Language | None,
        typer.Option(
            LANG,
            help="Language of help, messages, tables and pages. May stand anywhere. By default that of the "
            "terminal.",
        ),
    ] = None,
    no_pager: Annotated[
        bool, typer.Option(NO_PAGER, help="Do not show long tables a page at a time. May stand anywhere.")
    ] = False,
) -> None:
    """Extract figures with their meaning, and the section tree, from Chinese government reports."""


app.add_typer(rules_app, name="rules")

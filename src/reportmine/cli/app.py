"""The command line. Each command is one public function of the library; what it needs is imported in it."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import __version__
from ..output.target import show
from .manners import careful

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


@careful
def _version(wanted: bool) -> None:
    if wanted:
        show([f"reportmine {__version__}\n"])
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Extract figures with their meaning, and the section tree, from Chinese government reports."""


app.add_typer(rules_app, name="rules")

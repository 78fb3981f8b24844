"""Help and errors of the command line in another language than English, which is typer's own.

The help is laid out here, for typer counts a Chinese character as one column. What typer says itself is told
by lines of assets/messages.toml, as every other message is.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from types import MethodType
from typing import Any

import typer

from ..output.terms import message
from ..tongue import tr
from .manners import USAGE
from .wrapping import lines, padded

_WIDEST = 80  # columns of a help
_NAMES = 32  # columns of the names of options, above which their help stands below
_LIST = re.compile(r" <(?:list\[)?(?:str|file|path)\]?>$")  # what typer says of any argument
_EXTRA = re.compile(r"\s*\[([^\[\]]+)\]$")


def run(app: typer.Typer, arguments: Sequence[str]) -> int:
    """Run the command line; its exit code."""
    command = typer.main.get_command(app)
    _teach(command)
    try:
        ended = command.main(list(arguments), "reportmine", standalone_mode=False)
    except Exception as error:  # typer does not name the class of its errors
        if not hasattr(error, "format_message"):
            raise
        _tell(error)
        return int(getattr(error, "exit_code", USAGE))
    return ended if isinstance(ended, int) else 0


def _tell(error: Any) -> None:
    """An error as typer shows it: how the command is called, where its help is, what is wrong."""
    said, context = error.format_message(), getattr(error, "ctx", None)
    if said.startswith(tr("Usage: ")):  # the help itself
        print(said, file=sys.stderr)
        return
    if context is not None:
        print(context.get_usage(), file=sys.stderr)
        help = tr("Try '{command} {option}' for help.")
        print(help.format(command=context.command_path, option="-h") + "\n", file=sys.stderr)
    print(tr("Error: {message}").format(message=message("typer", said)), file=sys.stderr)


def _teach(command: Any) -> None:
    """Have a command with all in it give its usage and its help in the language."""
    command.get_usage = MethodType(_usage, command)
    command.get_help = MethodType(_help, command)
    for one in getattr(command, "commands", {}).values():
        _teach(one)


def _usage(command: Any, context: Any) -> str:
    pieces = " ".join(command.collect_usage_pieces(context))
    pieces = pieces.replace("[OPTIONS]", tr("[OPTIONS]"))
    pieces = pieces.replace("COMMAND [ARGS]...", tr("COMMAND [ARGS]..."))
    return f"{tr('Usage: ')}{context.command_path} {pieces}"


def _help(command: Any, context: Any) -> str:
    width = max(20, min(context.terminal_width or _columns(), _WIDEST))
    return "\n".join(_parts(command, context, width)).rstrip()


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _parts(command: Any, context: Any, width: int) -> Iterator[str]:
    yield from lines(_usage(command, context), width)
    for paragraph in paragraphs(command.help):
        yield ""
        yield from _told(paragraph, width)
    shown = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
    for title, kind in ((tr("Arguments:"), "argument"), (tr("Options:"), "option")):
        records = (one.get_help_record(context) for one in shown if one.param_type_name == kind)
        yield from _table(
            title, [(_LIST.sub("", name), _option(said)) for name, said in filter(None, records)], width
        )
    inner = getattr(command, "commands", {})
    yield from _table(tr("Commands:"), [(name, _first(one)) for name, one in inner.items()], width)
    for paragraph in paragraphs(command.epilog):
        yield ""
        yield from _told(paragraph, width)


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a help, each in one line; one of examples, which begins with \\b, as it is."""
    pieces = re.split(r"\n\s*\n", inspect.cleandoc(text or ""))
    return [one if "\b" in one else " ".join(one.split()) for one in pieces if one.strip()]


def _told(paragraph: str, width: int) -> Iterator[str]:
    if "\b" in paragraph:
        yield from (f"  {line}" for line in paragraph.replace("\b", "").strip("\n").splitlines())
    else:
        yield from (f"  {line}" for line in lines(tr(paragraph), width - 2))


def _first(command: Any) -> str:
    """What a command does, in a word: the first sentence of its help."""
    first = next(iter(paragraphs(command.help)), "")
    return tr(first).partition("。")[0]


def _option(said: str) -> str:
    """The help of an option, with what typer says of it: whether it is needed, its default and bounds."""
    found = _EXTRA.search(said)
    if found is None or tr(said) != said:
        return tr(said)
    extras = (message("typer", one) for one in found[1].split("; "))
    return tr(said[: found.start()]) + "".join(f"（{one}）" for one in extras)


def _table(title: str, rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    if not rows:
        return
    yield from ("", title)
    wide = min(max(len(name) for name, _ in rows), _NAMES) + 2
    for name, said in rows:
        first = f"  {padded(name, wide)}"
        if len(name) > _NAMES:
            yield f"  {name}"
            first = " " * (wide + 2)
        for line in lines(said, width - wide - 2):
            yield first + line
            first = " " * (wide + 2)

#!/usr/bin/env python3
"""Write the man page, docs/reportmine.1, from what the commands declare.

python tools/build_man.py            # rewrite it
python tools/build_man.py --check    # change nothing; exit 1 where it is out of date
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "docs" / "reportmine.1"
_SPECIAL = re.compile(r"^[.']", re.MULTILINE)


def page() -> str:
    """The man page, as troff of the man macros."""
    import typer

    import reportmine
    from reportmine.cli.every import app

    command = typer.main.get_command(app)
    context = _context(command, "reportmine", None)
    lines = [f'.TH REPORTMINE 1 "" "reportmine {reportmine.__version__}" "User commands"']
    lines += [".SH NAME", "reportmine \\- figures with their meaning, out of Chinese government reports"]
    lines += [".SH SYNOPSIS", *_synopsis(command, context), ".SH DESCRIPTION"]
    lines += _paragraphs(command.help)
    lines += [".SH OPTIONS", *_options(command, context), ".SH COMMANDS"]
    for name, inner in command.commands.items():  # type: ignore[attr-defined]
        lines += _command(inner, _context(inner, name, context))
    codes = next(one for one in _plain(command.epilog) if one.startswith("Exit codes: "))
    lines += [".SH EXIT STATUS", *_told(codes.removeprefix("Exit codes: "))]
    lines += [".SH ENVIRONMENT"]
    for name, said in _ENVIRONMENT.items():
        lines += [".TP", f".B {name}", *_told(said)]
    return "\n".join(lines) + "\n"


_ENVIRONMENT = {
    "LC_ALL, LC_MESSAGES, LANG": "The first that is set says the language, where --lang does not: Chinese "
    "where it begins with zh, else English.",
    "PAGER": "What shows tables that are longer than the terminal; by default less. Empty or cat: nothing.",
    "NO_COLOR": "Where it is set, nothing is coloured.",
    "COLUMNS": "The width of tables.",
}


def _escaped(text: str) -> str:
    """A text that troff shows as it is."""
    return _SPECIAL.sub(r"\\&\g<0>", text.replace("\\", "\\e").replace("-", "\\-"))


def _plain(text: str | None) -> list[str]:
    from reportmine.cli.translated import paragraphs

    return paragraphs(text)


def _told(text: str) -> Iterator[str]:
    yield _escaped(text)


def _paragraphs(text: str | None) -> Iterator[str]:
    """The paragraphs of a help; examples as they stand."""
    for number, one in enumerate(_plain(text)):
        if number:
            yield ".PP"
        if "\b" in one:
            yield from (
                ".nf",
                ".RS",
                *(_escaped(line) for line in one.replace("\b", "").strip().splitlines()),
            )
            yield from (".RE", ".fi")
        else:
            yield from _told(one)


def _context(command: Any, name: str, parent: Any) -> Any:
    import typer

    return typer.Context(command, info_name=name, parent=parent, **command.context_settings)


def _synopsis(command: Any, context: Any) -> Iterator[str]:
    pieces = " ".join(command.collect_usage_pieces(context))
    yield f".B {_escaped(context.command_path)}"
    yield _escaped(pieces)


def _options(command: Any, context: Any) -> Iterator[str]:
    for one in command.get_params(context):
        record = None if getattr(one, "hidden", False) else one.get_help_record(context)
        if record is not None:
            yield from (".TP", f".B {_escaped(record[0])}", *_told(" ".join(record[1].split())))


def _command(command: Any, context: Any) -> Iterator[str]:
    yield f'.SS "{_escaped(context.command_path)}"'
    yield from _synopsis(command, context)
    yield ".PP"
    yield from _paragraphs(command.help)
    yield from _options(command, context)
    if command.epilog:
        yield ".PP"
        yield from _paragraphs(command.epilog)
    for name, inner in getattr(command, "commands", {}).items():
        yield from _command(inner, _context(inner, name, context))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--check", action="store_true", help="only say whether it is out of date")
    args = asked.parse_args(argv)
    made = page()
    current = PLACE.is_file() and PLACE.read_text(encoding="utf-8") == made
    if args.check:
        return 0 if current else 1
    PLACE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Bring the gettext catalogues up to date with what the program says, and compile them.

    python tools/build_catalogue.py            # rewrite reportmine.po and reportmine.mo of each language
    python tools/build_catalogue.py --check    # change nothing; exit 1 where they are wanting

Messages are the help of every command and option, a paragraph a message, and what stands in `tr("...")`. New
ones come into the .po without a translation, those that the program no longer has are dropped. The .po are
written by people; the .mo are what gettext reads, and are kept beside them.
"""

from __future__ import annotations

import argparse
import ast
import re
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "reportmine"
LANGUAGES = ("zh",)
HEAD = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "MIME-Version: 1.0\n"
    "Language: {language}\n"
)
_PAIR = re.compile(r'^msgid (?P<id>".*"(?:\n".*")*)\nmsgstr (?P<str>".*"(?:\n".*")*)$', re.MULTILINE)
_CALL = "tr"  # what tells a message


def po(language: str) -> Path:
    """The catalogue of a language, as people write it."""
    return SOURCE / "locale" / language / "LC_MESSAGES" / "reportmine.po"


def messages() -> dict[str, str]:
    """What the program says: message → where it is said."""
    found = dict(_help())
    for path in sorted(SOURCE.rglob("*.py")):
        for said in _called(ast.parse(path.read_text("utf-8"))):
            found.setdefault(said, path.relative_to(ROOT).as_posix())
    from reportmine.output import terms
    from reportmine.review.writing import HEAD

    for said in terms.OWN:
        found.setdefault(said, "src/reportmine/output/terms.py")
    found.setdefault(HEAD, "src/reportmine/review/writing.py")
    return found


def _called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == _CALL:
            for one in ast.walk(node.args[0]):
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield one.value


def _help() -> Iterator[tuple[str, str]]:
    """The paragraphs of every help, with the command that it is of."""
    import typer

    from reportmine.cli.every import app

    yield from _of_command(typer.main.get_command(app), "reportmine")


def _of_command(command: Any, path: str) -> Iterator[tuple[str, str]]:
    import typer

    from reportmine.cli.translated import paragraphs

    for text in (command.help, command.epilog):
        yield from ((one, path) for one in paragraphs(text) if "\b" not in one)
    for one in command.get_params(typer.Context(command)):
        if one.help and not getattr(one, "hidden", False):
            yield " ".join(one.help.split()), f"{path} {max(one.opts, key=len)}"
    for name, inner in getattr(command, "commands", {}).items():
        yield from _of_command(inner, f"{path} {name}")


def read(path: Path) -> dict[str, str]:
    """The translations of a .po, as this tool writes them."""
    if not path.is_file():
        return {}
    found = (
        (_text(pair["id"]), _text(pair["str"])) for pair in _PAIR.finditer(path.read_text(encoding="utf-8"))
    )
    return {said: other for said, other in found if said}


def _text(quoted: str) -> str:
    return "".join(ast.literal_eval(line) for line in quoted.splitlines())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def written(language: str, said: Mapping[str, str], known: Mapping[str, str]) -> str:
    """A .po with all messages, those of one place together."""
    head = "\n".join(_quoted(line + "\n") for line in HEAD.format(language=language).splitlines())
    parts = [f'msgid ""\nmsgstr ""\n{head}\n']
    for message, place in said.items():
        parts.append(f"#: {place}\nmsgid {_quoted(message)}\nmsgstr {_quoted(known.get(message, ''))}\n")
    return "\n".join(parts)


def compiled(language: str, known: Mapping[str, str]) -> bytes:
    """A .mo: the sorted messages and their translations, with a table of the places of each."""
    pairs = {"": HEAD.format(language=language)} | {said: other for said, other in known.items() if other}
    entries = sorted((said.encode(), other.encode()) for said, other in pairs.items())
    count, start = len(entries), 28
    at = start + 16 * count
    tables: list[bytes] = []
    texts = b""
    for column in (0, 1):
        for entry in entries:
            tables.append(struct.pack("<II", len(entry[column]), at + len(texts)))
            texts += entry[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, start, start + 8 * count, 0, start + 16 * count)
    return head + b"".join(tables) + texts


def lacking(known: Mapping[str, str], said: Mapping[str, str]) -> list[str]:
    """Messages without a translation."""
    return [message for message in said if not known.get(message)]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--check", action="store_true", help="only say what is out of date")
    args = asked.parse_args(argv)
    said, wrong = messages(), 0
    for language in LANGUAGES:
        place = po(language)
        known = {message: other for message, other in read(place).items() if message in said}
        made = {
            place: written(language, said, known).encode(),
            place.with_suffix(".mo"): compiled(language, known),
        }
        for path, data in made.items():
            if not path.is_file() or path.read_bytes() != data:
                if args.check:
                    print(f"{path.relative_to(ROOT)} is out of date: run python tools/build_catalogue.py")
                    wrong = 1
                else:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(data)
        for message in lacking(known, said):
            print(f"{language}: not translated: {message}", file=sys.stderr)
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())

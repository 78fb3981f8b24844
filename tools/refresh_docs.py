"""Run the examples of the documentation, and write what they print into it.

    python tools/refresh_docs.py            # rewrite the outputs, the field tables and docs/table.svg
    python tools/refresh_docs.py --check    # change nothing; exit 1 and say where they are out of date

Two kinds of example are run, in README.md, README.zh-CN.md, CONTRIBUTING.md, docs/*.md and, as on a Chinese
terminal, docs/zh/*.md:

* a fenced `console` or `sh` block that begins with `$ reportmine`: each `$ ` line (with the `> ` lines that
  continue it) is a command, what follows it is what it prints, standard error included;
* a fenced `python` block that is followed by a fenced `text` block, which is what it prints.

The examples of one document run one after the other in one folder, which holds `samples` and the files that
the document shows: a fenced block after `<!-- file: NAME -->` is the content of that file.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "samples/yunting-2025.txt"
EARLIER = "samples/yunting-2024.txt"
WRONG = "行政审批事项由203项压减至100项，压减57.7%。"  # for the fields of an audit
PAGES = "samples/yunting-2025.pdf"
WIDTH = 100  # columns of the terminal that the examples imagine
OPTIONAL = ("jq",)  # programs that an example may use and a machine may lack

_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"<!-- file: (?P<name>[\w./-]+) -->\n+$")
_FIELD = re.compile(r"^\| `(?P<name>\w+)` \| (?P<meaning>.*?) \|(?P<example>.*)\|$", re.MULTILINE)


class Failed(Exception):
    """A command of an example did not end well."""


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, its content, and where the content stands in the document."""

    language: str
    body: str
    start: int
    end: int
    file: str | None


@dataclass(frozen=True)
class Step:
    """One command of an example and what the document says it prints."""

    document: str
    line: int
    command: str
    shown: str
    start: int  # of what is shown
    end: int
    python: bool = False

    @property
    def missing(self) -> str | None:
        """A program that the command uses and this machine lacks."""
        words = set(re.findall(r"\w+", self.command))
        return next((one for one in OPTIONAL if one in words and shutil.which(one) is None), None)


def documents() -> list[Path]:
    """All documents whose examples are run."""
    named = [ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [path for path in (*named, *sorted((ROOT / "docs").rglob("*.md"))) if path.is_file()]


def fences(text: str) -> list[Fence]:
    """The fenced blocks of a document, in order."""
    found = []
    for match in _FENCE.finditer(text):
        named = _FILE.search(text, 0, match.start())
        name = named["name"] if named and named.end() == match.start() else None
        found.append(Fence(match["language"], match["body"], match.start("body"), match.end("body"), name))
    return found


def steps(path: Path) -> list[Step]:
    """The commands of a document's examples, in order."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT).as_posix()
    found: list[Step] = []
    blocks = fences(text)
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.language in ("console", "sh") and block.body.startswith("$ reportmine"):
            found += _commands(name, text, block)
        elif block.language == "python" and after is not None and after.language == "text":
            line = text.count("\n", 0, block.start)
            found.append(Step(name, line, block.body, after.body, after.start, after.end, python=True))
    return found


def _commands(name: str, text: str, block: Fence) -> Iterator[Step]:
    command, shown, at = "", "", block.start
    begun = start = block.start
    for line in block.body.splitlines(keepends=True):
        if line.startswith("$ "):
            if command:
                yield Step(name, text.count("\n", 0, begun) + 1, command, shown, start, at)
            command, shown, begun, start = line[2:], "", at, at + len(line)
        elif line.startswith(("> ", ">\n")) and not shown:
            command += line[2:] if line.startswith("> ") else "\n"
            start = at + len(line)
        else:
            shown += line
        at += len(line)
    yield Step(name, text.count("\n", 0, begun) + 1, command, shown, start, at)


_MAKES = re.compile(r"reportmine batch .*?-o (\w+)", re.DOTALL)


def before(step: Step, all_steps: Iterable[Step]) -> list[Step]:
    """The earlier steps of its document that make the store which a step names."""
    words = set(re.findall(r"\w+", step.command))
    earlier = (one for one in all_steps if one.document == step.document and one.line < step.line)
    return [one for one in earlier if (made := _MAKES.search(one.command)) and made[1] in words]


class Folder:
    """The folder in which the examples of one document run: a `with` block long."""

    def __init__(self, path: Path) -> None:
        self.document = path

    def __enter__(self) -> Folder:
        self.place = Path(tempfile.mkdtemp(prefix="reportmine-docs-"))
        self.work, programs = self.place / "work", self.place / "programs"
        self.work.mkdir()
        programs.mkdir()
        shutil.copytree(ROOT / "samples", self.work / "samples")
        for block in fences(self.document.read_text(encoding="utf-8")):
            if block.file:
                shown = self.work / block.file
                shown.parent.mkdir(parents=True, exist_ok=True)
                shown.write_text(block.body, encoding="utf-8")
        # the command and the interpreter under test, by the names that a reader types
        python = shlex.quote(sys.executable)
        for name, line in (("reportmine", f"{python} -m reportmine"), ("python3", python)):
            program = programs / name
            program.write_text(f'#!/bin/sh\nexec {line} "$@"\n', encoding="utf-8")
            program.chmod(0o755)
        chinese = self.document.parent.name == "zh"
        kept = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "TERM", "LINES")}
        path = os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)])
        source = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
        self.environment = {
            **kept,
            "PATH": path,
            "PYTHONPATH": source,
            "PYTHONUTF8": "1",
            "COLUMNS": str(WIDTH),
            # bash complains of a locale that the machine lacks where LC_ALL names it
            **({"LC_ALL": "", "LC_MESSAGES": "zh_CN.UTF-8"} if chinese else {"LC_ALL": "C.UTF-8"}),
            "NO_COLOR": "1",
        }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.place, ignore_errors=True)

    def run(self, step: Step) -> str:
        """What the command prints. Raises Failed."""
        argv = [sys.executable, "-c"] if step.python else ["bash", "-o", "pipefail", "-c"]
        done = subprocess.run(
            [*argv, step.command],
            cwd=self.work,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
        )
        printed = done.stdout.decode()
        if done.returncode:
            raise Failed(f"{step.document}:{step.line}: exit code {done.returncode}\n{step.command}{printed}")
        return printed


def agrees(shown: str, printed: str) -> bool:
    """Whether the document shows what was printed."""
    return shown.rstrip() == printed.rstrip()


def with_outputs(path: Path) -> str:
    """The document with what its examples print today. Raises Failed."""
    text = path.read_text(encoding="utf-8")
    changes = []
    with Folder(path) as folder:
        for step in steps(path):
            if step.missing is None:
                printed = folder.run(step)
                if not agrees(step.shown, printed):
                    changes.append((step.start, step.end, printed.rstrip() + "\n"))
    for start, end, printed in reversed(changes):
        text = text[:start] + printed + text[end:]
    return text


def with_fields(text: str) -> str:
    """docs/fields.md with its tables: the meanings as the records describe them, and a real reading."""
    from reportmine import records

    seen = _readings()
    head, *parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    for number, part in enumerate(parts):
        name = part[3:].split(maxsplit=1)[0]
        rows = list(_FIELD.finditer(part))
        if name in seen and rows:
            model: type[records.Record] = getattr(records, name)
            lines = []
            for field, about in model.model_fields.items():
                meaning = (about.description or "").replace("<", "&lt;")
                example = _example(getattr(seen[name], field), records.Record)
                lines.append(f"| `{field}` | {meaning} | {example} |")
            table = "\n".join(lines)
            parts[number] = part[: rows[0].start()] + table + part[rows[-1].end() :]
    return head + "".join(parts)


def _readings() -> dict[str, Any]:
    """A record of each kind, by the name of its model."""
    from reportmine import audit, diff, explain, extract, load, series

    text = load(ROOT / SAMPLE, name=SAMPLE)
    report = extract(text)
    figure = next(one for one in report.indicators if one.basis and one.direction and one.value > 10000)
    page = "<html>2025年办理案件12件。</html>".encode()
    before = extract(load(ROOT / EARLIER, name=EARLIER))
    changes, panel, checked = diff(before, report), series([before, report]), audit(WRONG)
    return {
        "Diff": changes,
        "Side": changes.new,
        "DiffRow": next(row for row in changes.rows if row.change == "changed" and row.percent),
        "TargetOutcome": changes.targets[0],
        "Restated": changes.restated[0],
        "SectionChange": changes.sections[0],
        "Audit": checked,
        "Finding": checked.findings[-1],
        "Series": panel,
        "Point": next(point for point in panel.points if point.concept == "gdp"),
        "Report": report,
        "Source": report.source,
        "Page": load(ROOT / PAGES).source.pages[1],
        "Section": next(one for one in report.sections if one.level == 2),
        "Indicator": figure,
        "Unread": next(one for one in report.unread if one.reason == "name"),
        "Notice": load(page, type="text").notices[0],
        "Explanation": explain(text, figure.start),
    }


def _example(value: object, record: type) -> str:
    """A value as the cell of a table."""
    if isinstance(value, record):
        return f"{type(value).__name__}: see there"
    if isinstance(value, tuple) and value and isinstance(value[0], record):
        return f"a list of {len(value)}: see {type(value[0]).__name__}"
    if isinstance(value, Decimal):
        return f"`{value}`"
    if isinstance(value, str) and value.startswith("file:"):
        return f'`"file:///…/{SAMPLE}"`'
    shown = json.dumps(value, ensure_ascii=False)
    return "`" + (shown if len(shown) < 120 else shown[:110] + " …").replace("|", "\\|") + "`"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Run the examples of the documentation.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where out of date")
    check = parser.parse_args().check
    import make_picture

    stale = []
    for path in documents():
        old = path.read_text(encoding="utf-8")
        try:
            new = with_outputs(path)
        except Failed as error:
            print(error, file=sys.stderr)
            return 1
        if path.name == "fields.md":
            new = with_fields(new)
        if new != old:
            stale.append(path)
            if not check:
                path.write_text(new, encoding="utf-8")
    if not make_picture.is_current():
        stale.append(make_picture.PICTURE)
        if not check:
            make_picture.write()
    for path in stale:
        print(("out of date: " if check else "rewritten: ") + path.relative_to(ROOT).as_posix())
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Look for input that breaks a law: any text, table, page, document or bytes must be read or refused.

    fuzz.py --target text --seconds 60       one target: text, slices, tables, html, docx, pdf, bytes, rest
    fuzz.py --seconds 20                     each of them for so long
    fuzz.py --target text --runs 1000000 --seed 7
    fuzz.py --target pdf --input FILE        once more with an input that failed

With atheris (`pip install atheris`) the inputs follow the coverage of the code; without it, or with
`--plain`, they are random. Both are bytes that choose from a grammar of pieces, so that an input is short and
can be read. What fails is saved to --folder, with the program's exit code 1; so is the input that was
at work when the process itself ended, or one input took longer than --longest seconds.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / part) for part in ("src", "tests", "tests/readers")]

T = TypeVar("T")
MEMORY = 4 << 30  # bytes the process may take, where the platform limits it
CHECKED = 16  # of so many texts one is read again, after another one


class Choices:
    """Bytes as decisions; when they are at an end, every decision is the first."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def __bool__(self) -> bool:
        return self._at < len(self._data)

    def number(self, below: int) -> int:
        """A number from 0."""
        size = 1 if below <= 256 else 3
        value = int.from_bytes(self.take(size), "little")
        return value % below

    def take(self, size: int) -> bytes:
        """So many bytes, or those that are left."""
        self._at += size
        return self._data[self._at - size : self._at]

    def one(self, things: Sequence[T]) -> T:
        """One of these."""
        return things[self.number(len(things))]


# ---- the laws ---------------------------------------------------------------------------------------


class Laws:
    """What must hold of anything that is read. Raises AssertionError."""

    def __init__(self) -> None:
        import reportmine.pipeline
        from reportmine.readers.document import Unreadable
        from reportmine.readers.source import InputError, from_string
        from reportmine.records import Report
        from reportmine.rules.files import load

        self._lawful = import_module("support").lawful
        self._report, self._rules = Report, load()
        self._extract, self._from_string = reportmine.pipeline.extract_with, from_string
        self.refusals = (Unreadable, InputError)
        self._count = 0
        self._before: Any = from_string("")

    def text(self, text: Any) -> Any:
        """A text, or the Text of a file: its report, checked."""
        source = self._from_string(text) if isinstance(text, str) else text
        report = self._extract(source, self._rules)
        self._lawful(report, source)
        written = report.model_dump_json()
        assert self._report.model_validate_json(written) == report, "it is another after JSON"
        self._count += 1
        if self._count % CHECKED == 0:
            self._extract(self._before, self._rules)
            assert self._extract(source, self._rules) == report, "it depends on what was read before"
        self._before = source
        return report

    def document(self, document: Any) -> None:
        """What a reader gives: its tables and pages stand in the text, and the text obeys the laws."""
        length = len(document.text)
        for grid in document.grids:
            assert 0 <= grid.start <= grid.end <= length
            for cell in grid.cells:
                assert grid.start <= cell.start <= cell.end <= grid.end
                assert not set(document.text[cell.start : cell.end]) & {"\n", "\t"}
                assert min(cell.row, cell.column) >= 0 and min(cell.rows, cell.columns) >= 1
        last = 0
        for page in document.pages:
            assert last <= page.start <= page.end <= length
            last = page.end
        for notice in document.notices:
            assert notice.start is None or 0 <= notice.start <= (notice.end or notice.start) <= length
        text = self._from_string(document.text)
        assert len(text.raw) == length
        self.text(replace(text, grids=document.grids, hints=document.hints))

    def read(self, read: Callable[..., Any], data: bytes) -> None:
        """A reader on a file: a document, or one line that says why not."""
        from reportmine.readers.document import Limits

        try:
            document = read(data, Limits(1_000_000), self._rules)
        except self.refusals as error:
            self.refused(error)
        else:
            self.document(document)

    def refused(self, error: Any) -> None:
        """A refusal says what is wrong and what to do, in one line."""
        assert error.problem and error.remedy and "\n" not in str(error), repr(str(error))


# ---- texts ------------------------------------------------------------------------------------------

ODD = (
    "\u200b\u200d\u2060\ufeff\u00ad\u202e\u2028\u0085\x00\x0b\x1b\t\ud800\udfff\U0001f600\U00020000"
    "²½Ⅳ①٣৩፩𝟙〇零壹贰拾佰仟萬億％‰￥$€℃㎡㎞①⑴⒈㈠１２．，"
)


def _pieces() -> tuple[str, ...]:
    return (*import_module("test_laws").PIECES, *ODD)


PIECES: tuple[str, ...] = ()


def text_of(choices: Choices, most: int = 1000) -> str:
    """A text of the grammar's pieces and, now and then, of any character."""
    made: list[str] = []
    while choices and len(made) < most:
        chosen = choices.number(256)
        if chosen >= 254:
            made.append(chr(choices.number(0x110000)))
        else:
            made.append(PIECES[chosen % len(PIECES)])
    return "".join(made)


REAL = (ROOT / "samples", ROOT.parent / "shared" / "corpus", ROOT.parent / "shared" / "gold")
LONGEST_SLICE = 10  # characters


def _real() -> str:
    """The texts of real reports at hand, one after another."""
    files = (path for folder in REAL for path in sorted(folder.glob("*.txt")))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def slices(laws: Laws) -> Callable[[bytes], None]:
    """Texts of slices of real ones, cut anywhere, with figures and marks between: half a sentence of each."""
    real, figures = _real(), import_module("test_laws").QUANTITIES

    def run(data: bytes) -> None:
        choices, made = Choices(data), list[str]()
        while choices:
            chosen = choices.number(4)
            if chosen == 3:
                made.append(choices.one(PIECES))
            elif chosen == 2:
                made.append(choices.one(figures))
            else:
                at = choices.number(1 << 24) % len(real)
                made.append(real[at : at + 1 + choices.number(LONGEST_SLICE)])
        laws.text("".join(made))

    return run


def cell_of(choices: Choices) -> str:
    """What stands in a cell: a few pieces, a number, nothing."""
    kind = choices.number(8)
    if kind < 2:
        return ""
    if kind < 5:
        digits = str(choices.number(100_000) / choices.one((1, 10, 1000, 1, 0.001)))
        return choices.one(("", "-", "＋", "约", "(")) + digits + choices.one(("", "%", "万元", ")", "—"))
    return "".join(PIECES[choices.number(256) % len(PIECES)] for _ in range(1 + choices.number(4)))


def rows_of(choices: Choices) -> list[list[str]]:
    """Rows of cells."""
    width = 1 + choices.number(7)
    return [
        [cell_of(choices) for _ in range(width + choices.number(4) // 3)]
        for _ in range(2 + choices.number(8))
    ]


def texts(laws: Laws) -> Callable[[bytes], None]:
    """Any text."""
    return lambda data: void(laws.text(text_of(Choices(data))))


def tables(laws: Laws) -> Callable[[bytes], None]:
    """Tables drawn with blanks, tabs and lines, and tables of a format, with spans."""
    from reportmine.readers.document import Composer, RawCell

    def run(data: bytes) -> None:
        choices = Choices(data)
        way = choices.number(5)
        rows = rows_of(choices)
        before = text_of(Choices(choices.take(choices.number(8))))
        if way < 3:
            mark = choices.one(("\t", "  ", "   ", "│", "|", " ", "\u3000"))
            wide = choices.number(16)
            lines = (mark.join(cell.replace("\n", "").ljust(wide) for cell in row) for row in rows)
            void(laws.text(before + "\n" + "\n".join(lines) + "\n" + text_of(choices, 8)))
            return
        composer = Composer()
        composer.paragraph(before)
        composer.table(
            [
                [
                    RawCell(cell, choices.number(5) - 1, choices.number(5) - 1, choices.number(4) == 3)
                    for cell in row
                ]
                for row in rows
            ]
        )
        composer.paragraph(text_of(choices, 8))
        laws.document(composer.document())

    return run


# ---- files ------------------------------------------------------------------------------------------

TAGS = (
    *("html", "head", "body", "div", "p", "span", "br", "h1", "h2", "table", "thead", "tbody", "tr", "td"),
    *(
        "th",
        "caption",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "a",
        "b",
        "font",
        "img",
        "script",
        "style",
        "title",
    ),
    *("pre", "article", "form", "input", "iframe", "svg", "math", "template", "select", "option", "meta"),
)
ATTRIBUTES = (
    *(
        'class="content"',
        'id="zoom"',
        'class="nav"',
        'style="display:none"',
        'href="x"',
        "hidden",
        'colspan="3"',
    ),
    *(
        'rowspan="2"',
        'colspan="999999999"',
        'rowspan="0"',
        'start="5"',
        'type="a"',
        'align="center"',
        'name="x"',
    ),
    *('content="text/html; charset=gbk"', 'http-equiv="Content-Type"', 'class="article-content"', "=", '"'),
)
MARKS = (
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&nbsp;",
    "&#12;",
    "&#xD800;",
    "&lt;",
    "<",
    ">",
    "</",
    "<!doctype html>",
)


def page_of(choices: Choices) -> str:
    """A page of tags that may be closed or not, and text."""
    made = []
    while choices:
        kind = choices.number(8)
        tag = choices.one(TAGS)
        if kind < 3:
            attributes = "".join(" " + choices.one(ATTRIBUTES) for _ in range(choices.number(3)))
            made.append(f"<{tag}{attributes}>")
        elif kind < 5:
            made.append(f"</{tag}>")
        elif kind < 6:
            made.append(choices.one(MARKS))
        else:
            made.append(text_of(Choices(choices.take(1 + choices.number(6)))))
    return "".join(made)


def html(laws: Laws) -> Callable[[bytes], None]:
    """Pages, in several encodings, some with bytes changed."""
    from reportmine.readers.html import read as reader

    def run(data: bytes) -> None:
        choices = Choices(data)
        encoding = choices.one(("utf-8", "utf-8", "gb18030", "utf-16", "big5"))
        changes = choices.take(6) if choices.number(4) == 3 else b""
        laws.read(reader.read, changed(page_of(choices).encode(encoding, "replace"), Choices(changes)))

    return run


WORD = (
    *("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:pPr", "w:rPr", "w:tcPr", "w:trPr", "w:numPr", "w:br"),
    *(
        "w:tab",
        "w:del",
        "w:ins",
        "w:hyperlink",
        "w:sdt",
        "w:sdtContent",
        "w:fldChar",
        "w:instrText",
        "w:drawing",
    ),
    *(
        "w:txbxContent",
        "w:footnoteReference",
        "mc:AlternateContent",
        "mc:Choice",
        "mc:Fallback",
        "w:moveFrom",
    ),
    *("w:ilvl", "w:numId", "w:pStyle", "w:vanish", "w:gridSpan", "w:vMerge", "w:tblHeader", "w:sym", "w:cr"),
    *(
        "w:lvl",
        "w:abstractNum",
        "w:num",
        "w:lvlText",
        "w:numFmt",
        "w:start",
        "w:style",
        "w:outlineLvl",
        "w:ind",
    ),
)
VALUES = (
    "0",
    "1",
    "2",
    "3",
    "-1",
    "99",
    "999999999",
    "restart",
    "continue",
    "begin",
    "separate",
    "end",
    "decimal",
)
MORE_VALUES = ("chineseCounting", "%1、", "（%2）", "x", "", "on", "lowerRoman", "ideographDigital", "bullet")
NAMES = (
    "w:val",
    "w:fldCharType",
    "w:id",
    "w:styleId",
    "w:abstractNumId",
    "w:numId",
    "w:ilvl",
    "w:char",
    "w:left",
)
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def markup_of(choices: Choices, root: str) -> str:
    """The XML of a part, well formed."""
    made, opened = [f"<w:{root} {SPACES}>"], [f"w:{root}"]
    while choices:
        kind = choices.number(8)
        if kind < 3:
            name = choices.one(WORD)
            attribute = f' {choices.one(NAMES)}="{choices.one((*VALUES, *MORE_VALUES))}"'
            closed = choices.number(3) == 0
            made.append(f"<{name}{attribute}{'/' if closed else ''}>")
            if not closed:
                opened.append(name)
        elif kind < 5 and len(opened) > 2:
            made.append(f"</{opened.pop()}>")
        else:
            inner = text_of(Choices(choices.take(1 + choices.number(6))))
            plain = "".join(sign for sign in inner if sign >= " " and not "\ud800" <= sign <= "\udfff")
            plain = plain.replace("\ufffe", "").replace("\uffff", "").replace("<", "&lt;")
            made.append(f"<w:p><w:r><w:t>{plain}</w:t></w:r></w:p>" if len(opened) < 3 else plain)
    made += [f"</{name}>" for name in reversed(opened)]
    return "".join(made)


def docx(laws: Laws) -> Callable[[bytes], None]:
    """Word documents of any elements in each other, with numbering and styles; some with bytes changed."""
    from reportmine.readers.docx import read as reader

    packed = import_module("hostile").docx

    def run(data: bytes) -> None:
        choices = Choices(data)
        changes = choices.take(8) if choices.number(4) == 3 else b""
        numbering = choices.take(choices.number(60))
        styles = choices.take(choices.number(30))
        document = markup_of(choices, "document").replace(">", "><w:body>", 1)
        members = {
            "word/document.xml": document[: -len("</w:document>")] + "</w:body></w:document>",
            "word/numbering.xml": markup_of(Choices(numbering), "numbering"),
            "word/styles.xml": markup_of(Choices(styles), "styles"),
        }
        last = min(choices.number(12), 2)
        if changes:
            name = list(members)[last]
            broken = changed(members[name].encode(), Choices(changes)).decode("utf-8", "replace")
            members[name] = broken
        laws.read(reader.read, packed(members.pop("word/document.xml"), **members))

    return run


def changed(data: bytes, choices: Choices) -> bytes:
    """The bytes with as many changes as are chosen."""
    made = bytearray(data)
    while choices and made:
        at = choices.number(1 << 24) % len(made)
        kind = choices.number(6)
        if kind == 0:
            made[at] = choices.number(256)
        elif kind == 1:
            made[at] ^= 1 << choices.number(8)
        elif kind == 2:
            del made[at : at + 1 + choices.number(256)]
        elif kind == 3:
            made[at:at] = made[at // 2 : at // 2 + choices.number(256)]
        elif kind == 4:
            made[at:at] = choices.take(4)
        else:
            made[at : at + 2] = str(choices.number(1 << 24)).encode()
    return bytes(made)


def pdf(laws: Laws) -> Callable[[bytes], None]:
    """PDFs with bytes changed, in this process. None has forms that draw each other without end."""
    from reportmine.readers.pdf import read as reader

    hostile = import_module("hostile")
    bases = [
        hostile.plain_pdf(),
        hostile.encrypted_pdf(),
        hostile.circle_pdf(),
        *_drawn(),
    ]

    def run(data: bytes) -> None:
        choices = Choices(data)
        laws.read(reader.read, changed(choices.one(bases), choices))

    return run


def _drawn() -> Iterator[bytes]:
    """A sample as a PDF, where what draws it is installed."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from render_pdf import render
    except ImportError:
        return
    sample = (ROOT / "samples" / "yunting-2025.txt").read_text(encoding="utf-8")
    yield render(sample[:600])


HEADS = (
    *(
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf",
        b"\x1f\x8b",
    ),
    *(
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"<html>",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; ",
    ),
    *(
        b"Content-Type: text/html\n\n",
        b"boundary=x\n\n--x\n",
        b"\n--x\n",
        b"<!-- ",
        b"{",
        b"",
        b"",
        b"",
        b"\0\0",
    ),
)
SUFFIXES = ("", ".txt", ".html", ".docx", ".pdf", ".mhtml", ".json")


def any_bytes(laws: Laws) -> Callable[[bytes], None]:
    """Any bytes as a file of any name, in any encoding or none."""
    from reportmine import load
    from reportmine.readers import isolated

    setattr(isolated, "_started", lambda *_: None)  # a process for each input would take all the time  # noqa: B010

    def run(data: bytes) -> None:
        choices = Choices(data)
        head, name = choices.one(HEADS), "a" + choices.one(SUFFIXES)
        encoding = choices.one(("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5", "utf-32", ""))
        changes = choices.take(4) if choices.number(3) == 2 else b""
        rest = choices.take(1 << 20)
        body = text_of(Choices(rest)).encode(encoding, "replace") if encoding else rest
        try:
            text = load(changed(head + body, Choices(changes)), name=name, max_size=1_000_000)
        except laws.refusals as error:
            laws.refused(error)
        else:
            assert text.source.length == len(text.raw)
            laws.text(text)

    return run


def rest(laws: Laws) -> Callable[[bytes], None]:
    """Two texts compared, joined, outlined and explained."""
    from reportmine import diff, explain, outline, series
    from reportmine.records import Diff, Series

    def run(data: bytes) -> None:
        choices = Choices(data)
        at = choices.number(1 << 24)
        new = text_of(Choices(choices.take(choices.number(60))))
        old = text_of(choices)
        if choices.number(2):
            old = new + old
        first, second = laws.text(old), laws.text(new)
        found = diff(first, second)
        assert Diff.model_validate_json(found.model_dump_json()) == found, "it is another after JSON"
        used = [one.new.id for one in found.rows if one.new]
        assert sorted(used) == list(range(1, len(second.indicators) + 1)), "a figure has not one row"
        joined = series([first, second], targets=True)
        assert Series.model_validate_json(joined.model_dump_json()) == joined, "it is another after JSON"
        assert outline(new) == second.sections
        if new:
            told = explain(new, at % len(new))
            assert told.offset == at % len(new)
            assert told.model_validate_json(told.model_dump_json()) == told

    return run


def void(_: object) -> None:
    """Nothing."""


TARGETS: dict[str, tuple[Callable[[Laws], Callable[[bytes], None]], int, int]] = {
    "text": (texts, 5, 60),
    "slices": (slices, 5, 40),
    "tables": (tables, 20, 240),
    "html": (html, 20, 240),
    "docx": (docx, 20, 300),
    "pdf": (pdf, 1, 60),
    "bytes": (any_bytes, 4, 100),
    "rest": (rest, 10, 120),
}


# ---- the runs ---------------------------------------------------------------------------------------


class Session:
    """The runs of one target, and what came of them."""

    def __init__(self, name: str, options: argparse.Namespace) -> None:
        self.name, self._options = name, options
        self._folder = Path(options.folder)
        self._current = Path(options.alone).open("w+b", 0)  # noqa: SIM115
        self.count = 0
        self._begun = time.monotonic()
        self._run: Callable[[bytes], None] = void

    def set_up(self) -> None:
        """Load what is tried. With atheris, it is instrumented at this moment."""
        global PIECES
        PIECES = _pieces()
        make, _, _ = TARGETS[self.name]
        self._run = make(Laws())
        self._run(b"")
        self._begun = time.monotonic()

    def over(self) -> bool:
        """Whether there were runs enough."""
        runs, seconds = self._options.runs, self._options.seconds
        spent = time.monotonic() - self._begun
        return (runs and self.count >= runs) or (seconds and spent >= seconds) or not (runs or seconds)

    def one(self, data: bytes) -> bool:
        """Try one input; whether it held."""
        self._current.seek(0)
        self._current.write(data)
        self._current.truncate()
        if not self.count % 64:  # in C, nothing else would end it
            faulthandler.dump_traceback_later(self._options.longest, exit=True)
        self.count += 1
        try:
            self._run(data)
        except Exception:
            self.failed(data, traceback.format_exc())
            return False
        return True

    def failed(self, data: bytes, said: str) -> None:
        """Save an input that broke a law."""
        self._folder.mkdir(parents=True, exist_ok=True)
        place = self._folder / f"{self.name}-{hashlib.sha256(data).hexdigest()[:12]}"
        place.write_bytes(data)
        print(said, file=sys.stderr)
        print(
            f"{self.name}: FAILED, see it again with: --target {self.name} --input {place}", file=sys.stderr
        )
        if self.name == "text":
            print(f"{self.name}: {text_of(Choices(data))!r}", file=sys.stderr)

    def told(self) -> None:
        """Say what was done."""
        faulthandler.cancel_dump_traceback_later()
        spent = time.monotonic() - self._begun
        engine = "plain" if self._options.plain else "atheris"
        rate = self.count / max(spent, 1e-9)
        print(f"{self.name:8}{self.count:>12,} executions {rate:>9,.0f}/s  {engine}", flush=True)


def plainly(session: Session, seed: int) -> bool:
    """Random inputs; whether all held."""
    session.set_up()
    _, least, most = TARGETS[session.name]
    chance = random.Random(seed)
    held = True
    while held and not session.over():
        held = session.one(chance.randbytes(chance.randint(least, most)))
    session.told()
    return held


def by_coverage(session: Session, seed: int) -> bool:
    """Inputs that follow the coverage. Ends the process."""
    atheris = import_module("atheris")

    with atheris.instrument_imports(include=["reportmine"]):
        session.set_up()
    _, least, most = TARGETS[session.name]

    def run(data: bytes) -> None:
        held = session.one(data)
        if not held or session.over():
            session.told()
            os._exit(0 if held else 1)

    with tempfile.TemporaryDirectory() as folder:
        chance = random.Random(seed)
        for number in range(64):
            (Path(folder) / str(number)).write_bytes(chance.randbytes(chance.randint(least, most)))
        arguments = [f"-seed={seed + 1}", f"-max_len={most}", "-verbosity=0", "-rss_limit_mb=0", "-timeout=0"]
        atheris.Setup([sys.argv[0], *arguments, folder], run)
        atheris.Fuzz()
    return True


def limit_memory() -> None:
    """No more memory than MEMORY, so that what fills it is found."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def apart(name: str, arguments: Sequence[str], folder: Path) -> bool:
    """One target in a process of its own, which what is tried may end; whether all held."""
    with tempfile.TemporaryDirectory() as place:
        current = Path(place) / "current"
        command = [sys.executable, __file__, *arguments, "--target", name, "--alone", str(current)]
        code = subprocess.run(command).returncode
        if code not in (0, 1) and current.exists():
            folder.mkdir(parents=True, exist_ok=True)
            saved = folder / f"{name}-ended"
            saved.write_bytes(current.read_bytes())
            print(f"{name}: the process ended with {code} at the input {saved}", file=sys.stderr)
    return code == 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--target", choices=[*TARGETS], help="this one; all of them, one by one, without it")
    parser.add_argument("--runs", type=int, default=0, help="end after so many executions")
    parser.add_argument("--seconds", type=float, default=0, help="end after so long")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--plain", action="store_true", help="random inputs, though atheris is installed")
    parser.add_argument("--longest", type=float, default=60, help="seconds that 64 inputs may take together")
    parser.add_argument("--folder", type=Path, default="fuzz-failures", help="where what fails is saved")
    parser.add_argument("--input", type=Path, help="try this input only")
    parser.add_argument("--alone", help=argparse.SUPPRESS)  # the file for the input at work
    arguments = list(sys.argv[1:] if argv is None else argv)
    options = parser.parse_args(arguments)
    if not (options.runs or options.seconds or options.input):
        parser.error("say how much: --runs, --seconds or --input")
    if not options.alone:
        names = [options.target] if options.target else list(TARGETS)
        held = [apart(name, arguments, options.folder) for name in names]
        return 0 if all(held) else 1
    limit_memory()
    options.plain = options.plain or options.input is not None or find_spec("atheris") is None
    session = Session(options.target, options)
    if options.input:
        session.set_up()
        return 0 if session.one(options.input.read_bytes()) else 1
    return 0 if (plainly if options.plain else by_coverage)(session, options.seed) else 1


if __name__ == "__main__":
    sys.exit(main())

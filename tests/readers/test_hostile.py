"""Hostile input, as a user meets it: a result or one clear line, and never much time, memory or a stray file.

The limits are generous. They guard against what never ends and what fills the machine; they measure nothing.
"""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import hostile
import pytest
import writers
from conftest import REPORT, Run, environment, interruptible
from hostile import GIGABYTE, body, docx
from support import formula

from reportmine import InputError, extract, load
from reportmine.readers import isolated
from reportmine.readers.document import Document, Limits, Unreadable
from reportmine.records import Notice, Page
from reportmine.rules.files import load as load_rules
from reportmine.text.grids import Cell, Grid
from reportmine.text.text import Hints

INPUT = 3
LONGEST = 90  # seconds, on a busy machine too
MOST = 3 * GIGABYTE // 2
LITTLE = GIGABYTE // 2  # more than Python, the libraries and their reserved room need
posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


@pytest.fixture
def within(run: Run) -> Callable[..., Any]:
    """Run the command with so much memory and time at most."""

    def within(*args: str | Path, memory: int = MOST, **more: Any) -> Any:
        def confine() -> None:
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

        confined = {"preexec_fn": confine} if sys.platform == "linux" else {}
        return run(*args, timeout=LONGEST, **confined, **more)

    return within


def refused(done: Any, name: str) -> str:
    """What the one line about the file says; no data, no traceback."""
    line: str = done.stderr.decode()
    assert (done.returncode, done.stdout, line.count("\n")) == (INPUT, b"", 1), line
    assert line.startswith(f"reportmine: {name}: ")
    assert "; " in line
    return line.removeprefix(f"reportmine: {name}: ")


def figures(done: Any) -> list[str]:
    """The figures that came out."""
    assert done.returncode == 0, done.stderr.decode()
    return [one["text"] for one in json.loads(done.stdout)["indicators"]]


# ---- files that are refused -------------------------------------------------------------------------

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.docx": (hostile.zip_bomb, "unpacks to 5,368.7 MB, more than the limit"),
    "lying-bomb.docx": (lambda: hostile.zip_bomb(said=1000), "is damaged: word/document.xml"),
    "members.docx": (hostile.many_members, "is an archive of more than 10,000 members"),
    "laughs.docx": (lambda: docx(body("&a9;", before=hostile.laughs())), "declares a document type"),
    "external.docx": (lambda: docx(body("&e;", before=hostile.external())), "declares a document type"),
    "encrypted.docx": (hostile.encrypted_docx, "is an encrypted office document; save a copy without"),
    "encrypted.pdf": (hostile.encrypted_pdf, "is encrypted; save a copy without"),
    "cut.pdf": (hostile.cut_pdf, "is damaged; "),
    "noise.pdf": (hostile.noise_pdf, "is damaged; "),
    "circle.pdf": (hostile.circle_pdf, "is damaged; "),
    "bomb.pdf": (hostile.flate_bomb_pdf, "unpacks to "),
    "bomb.xlsx": (lambda: writers.xlsx({"a": hostile.blanks()}), "unpacks to 100"),
    "bomb.ods": (lambda: hostile.open_file("spreadsheet", hostile.blanks()), "unpacks to 100"),
    "bomb.odt": (lambda: hostile.open_file("text", hostile.blanks()), "unpacks to 100"),
    "bomb.ofd": (lambda: writers.ofd_pages([hostile.blanks()]), "unpacks to 100"),
    "laughs.xlsx": (lambda: writers.xlsx({"a": hostile.laughing("<x>&a9;</x>")}), "declares a document type"),
    "laughs.odt": (lambda: hostile.open_file("text", hostile.laughing("<x>&a9;</x>")), "declares a document"),
    "laughs.ofd": (lambda: writers.ofd_pages([hostile.laughing("<x>&a9;</x>")]), "declares a document type"),
    "encrypted.xlsx": (hostile.encrypted_docx, "is an encrypted office document; save a copy without"),
    "encrypted.ods": (hostile.encrypted_open, "is encrypted; save a copy without"),
    "encrypted.ofd": (lambda: writers.ofd_pages([], {"Encryptions.xml": ""}), "is encrypted; save a copy"),
    "encrypted.doc": (lambda: writers.doc(0x0100), "is encrypted; save a copy without"),
    "vast.xlsx": (hostile.vast_xlsx, "has sheets of more than 2,000,000 cells"),
    "vast.ods": (hostile.vast_ods, "has sheets of more than 500,000 cells"),
    "deep.rtf": (lambda: b"{\\rtf1" + b"{" * 1_000_000, "nests its groups more than 1,000 deep"),
    "deep.odt": (lambda: hostile.open_file("text", "<a>" * 5000), "nests the elements of content.xml"),
    "cut.rtf": (lambda: writers.rtf_report(REPORT)[:-1], "is cut short or damaged"),
    "cut.xlsx": (
        lambda: writers.xlsx({"a": writers.sheet_xml([["a", 1.0]])})[:-30],
        "is cut short or damaged",
    ),
    "circle.doc": (hostile.circle_doc, "is cut short or damaged (a circle of sectors)"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_line(within: Callable[..., Any], tmp_path: Path, name: str) -> None:
    make, problem = REFUSED[name]
    (tmp_path / name).write_bytes(make())
    assert refused(within("extract", name, memory=LITTLE), name).startswith(problem)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(find_spec("python_calamine") is None, reason="needs python-calamine")
@pytest.mark.parametrize("make", [hostile.vast_xls, hostile.circle_xls, hostile.noise_xls])
def test_old_workbooks_end(within: Callable[..., Any], tmp_path: Path, make: Callable[[], bytes]) -> None:
    """What they make of their library happens in a process of its own."""
    (tmp_path / "a.xls").write_bytes(make())
    done = within("extract", "a.xls", "--max-size", "8")
    if done.returncode:
        assert "; " in refused(done, "a.xls")
    else:
        assert len(figures(done)) <= 2


def test_merged_cells_and_hidden_columns_without_end(within: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(hostile.merged_xlsx())
    assert figures(within("extract", "a.xlsx", "-q")) == []  # the merged cells cover them


def test_rows_that_share_their_cells(within: Callable[..., Any], tmp_path: Path) -> None:
    """Rich text in which each of many rows has a thousand cells, said once."""
    cells = "".join(f"\\cellx{100 * n}" for n in range(1, 1001))
    (tmp_path / "a.rtf").write_bytes(writers.rtf(f"\\trowd{cells}\\intbl " + "12\\cell\\row " * 20_000))
    within("extract", "a.rtf", "-q", "-o", "out.json")


def test_pages_that_share_a_large_template(within: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.ofd").write_bytes(hostile.templates_ofd())
    said = refused(within("extract", "a.ofd", "--max-size", "5"), "a.ofd")
    assert said.startswith("unpacks to 5.") and "--max-size" in said


def test_a_macro_is_not_run(within: Callable[..., Any], tmp_path: Path) -> None:
    data = writers.xlsx({"a": writers.sheet_xml([["a", "b"], ["c", 12.0]])}, more={"xl/vbaProject.bin": "x"})
    (tmp_path / "a.xlsm").write_bytes(data)
    assert figures(within("extract", "a.xlsm", "-q")) == ["12"]


@pytest.mark.parametrize("make", [hostile.forms_pdf, hostile.repeated_pdf])
def test_pages_that_multiply(within: Callable[..., Any], tmp_path: Path, make: Callable[[], bytes]) -> None:
    (tmp_path / "a.pdf").write_bytes(make())
    said = refused(within("extract", "a.pdf"), "a.pdf")
    # where the platform limits no memory, they take their time instead
    assert "takes more memory than 1,524 MB" in said or "needs more than 64 s" in said
    assert "print it to a new PDF" in said


def test_pages_without_end(within: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(hostile.slow_pdf())
    said = refused(within("extract", "a.pdf", "--max-size", "8"), "a.pdf")
    assert said.startswith("needs more than 10 s to read; print it to a new PDF")


@pytest.mark.parametrize("command", ["outline", "explain", "diff", "series"])
def test_every_command_refuses(within: Callable[..., Any], tmp_path: Path, command: str) -> None:
    (tmp_path / "a.docx").write_bytes(hostile.zip_bomb())
    (tmp_path / "b.txt").write_text(REPORT, encoding="utf-8")
    more = {"explain": ["--at", "0"], "diff": ["b.txt"]}.get(command, [])
    assert "unpacks to" in refused(within(command, "a.docx", *more), "a.docx")


# ---- archives, markup -------------------------------------------------------------------------------


def test_no_entity_brings_in_a_file(within: Callable[..., Any], tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("密码8341567号。", encoding="utf-8")
    kind = hostile.external(secret.as_uri())
    (tmp_path / "a.docx").write_bytes(docx(body("&e;", before=kind)))
    page = f"<!DOCTYPE html>{kind}<html><body><h1>年度报告</h1><p>全市办理案件12件。&e;</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    for name in ("a.docx", "a.html"):
        done = within("extract", name, "--text", "out")
        text = (tmp_path / "out").read_bytes() if (tmp_path / "out").exists() else b""
        assert b"8341567" not in done.stdout + done.stderr + text


def test_names_in_an_archive_lead_nowhere(within: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    outside = tmp_path / "absolute.txt"
    names = ("../../up.txt", "..\\..\\back.txt", str(outside), "word/../../../dots.txt", "C:\\x.txt")
    data = docx(body("全市办理案件12件。"), **dict.fromkeys(names, "全市办理案件99件。"))
    (folder / "a.docx").write_bytes(data)
    assert figures(within("extract", "a.docx", cwd=folder)) == ["12件"]
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b", "a.docx"]


def test_elements_nested_without_end(within: Callable[..., Any], tmp_path: Path) -> None:
    depth = 100_000
    page = f"<html><body>{'<div>' * depth}<p>全市办理案件12件。</p>{'</div>' * depth}</body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert figures(within("extract", "a.html")) == ["12件"]


# ---- size -------------------------------------------------------------------------------------------


def test_a_large_file_is_refused_unread(within: Callable[..., Any], tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as out:
        out.truncate(200_000_000)
    said = refused(within("extract", "a.txt", memory=LITTLE), "a.txt")
    assert said == "is 200.0 MB, more than the limit of 64 MB; raise the limit with --max-size 200\n"


PIPED = "import sys\nfor _ in range(200): sys.stdout.buffer.write(b'GDP 5.3%\\n' * 111_111)"


def test_a_large_standard_input_is_refused(within: Callable[..., Any]) -> None:
    command = [sys.executable, "-c", PIPED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as source:
        assert source.stdout is not None
        done = within("extract", "-", memory=LITTLE, stdin=source.stdout)
        source.stdout.close()
        source.kill()
    assert refused(done, "standard input").startswith("is more than the limit of 64 MB")


def test_a_text_of_more_than_a_quarter_of_the_limit_is_refused(within: Callable[..., Any]) -> None:
    done = within("extract", "-", "--max-size", "1", input=b"GDP 5.3%\n" * 40_000)
    assert refused(done, "standard input").startswith("holds text of 0.4 MB, more than the limit of 0.25 MB")


# ---- characters -------------------------------------------------------------------------------------

HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202d\u202e\u2066\u2069"


@pytest.mark.parametrize("sign", HIDDEN, ids=lambda sign: f"U+{ord(sign):04X}")
@pytest.mark.parametrize("written", ["1{}267件", "{}1267件", "1267{}件", "1,{}267件", "１{}２６７件"])
def test_what_is_not_seen_changes_no_figure(written: str, sign: str) -> None:
    text = f"全市办理案件{written.format(sign)}，比上年增长5{sign}.3%。"
    first, second = extract(text).indicators
    assert (str(first.value), first.unit, first.item) == ("1267", "件", "案件")
    assert (str(second.value), second.unit, second.basis) == ("5.3", "%", "比上年")
    for one in (first, second):
        assert text[one.start : one.end] == one.text


OBEYED = set("\x1b\x07\x9b\x90\x9c\u202e\u2066\u200f\x7f\b\r\u2028")  # by a terminal
STEERING = "\x1b]0;申\x07\x1b[2J\x9b31m\x90q\x9c\u202e\u2066\u200f\x7f\b"


@pytest.mark.parametrize("view", [("extract", "table"), ("outline", "tree"), ("explain", "text")])
def test_no_view_is_steered(run: Run, tmp_path: Path, view: tuple[str, str]) -> None:
    command, format = view
    text = (
        REPORT.replace("法治", f"法{STEERING}治").replace("行政", f"行{STEERING}政").replace("完", STEERING)
    )
    name = f"re{STEERING}\n\u2028port.txt"
    (tmp_path / name).write_text(text, encoding="utf-8")
    more = ["--at", str(text.index("4148"))] if command == "explain" else []
    done = run(command, name, "-f", format, *more)
    assert done.returncode == 0
    shown = done.stdout.decode() + done.stderr.decode()
    assert "4148" in shown or command == "outline"
    assert not OBEYED & set(shown)


@pytest.mark.parametrize("command", ["extract", "outline", "series"])
def test_no_error_is_steered(run: Run, tmp_path: Path, command: str) -> None:
    name = f"no{STEERING}\r\nreportmine: all is well\n\u2028.txt"
    (tmp_path / name).touch()
    for one in (name, "ab" + name):  # empty; not there
        line = run(command, one).stderr.decode()
        assert len(line.splitlines()) == 1
        assert not OBEYED & set(line)


def test_no_message_of_a_file_is_steered(run: Run, tmp_path: Path) -> None:
    """What a file calls its own parts is told in messages too."""
    broken = docx(body("甲")[:-9])
    (tmp_path / "a.docx").write_bytes(broken)
    (tmp_path / "a.json").write_text(json.dumps({"source": 1, "indicators": [], "schema_version": STEERING}))
    done = run("series", "a.docx", "a.json")
    assert (done.returncode, len(done.stderr.decode().splitlines())) == (INPUT, 2)
    assert b"\x1b" not in done.stderr


FORMULAS = ("=1+1", "@SUM(A1:A9)", "+cmd|' /C calc'!A0", "-2+3", "＝1+1", "\t=1+1")


def _sheets() -> Iterator[tuple[str, bytes]]:
    rows = [("指标", "单位", "2024年"), *((formula, formula, "12") for formula in FORMULAS)]
    yield "a.txt", ("\n".join("\t".join(row) for row in rows) + "\n=1+1办理案件12件。\n").encode()
    cells = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows)
    yield (
        "a.html",
        f"<html><body><h1>年度报告</h1><table>{cells}</table><p>@办理3件。</p></body></html>".encode(),
    )
    yield "a.docx", docx(hostile.table(*rows))


@pytest.mark.parametrize(("name", "data"), [*_sheets()], ids=["text", "html", "docx"])
def test_no_cell_is_a_formula(run: Run, tmp_path: Path, name: str, data: bytes) -> None:
    named = f"={name}"
    (tmp_path / named).write_bytes(data)
    done = run("extract", named, "-f", "csv", "--excel", "-q")
    assert done.returncode == 0, done.stderr.decode()
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"), newline="")))
    assert rows
    numbers = {"year", "id", "start", "end", "value", "value_max"}
    for row in rows:
        assert row["file"] == f"'={name}"
        for column, cell in row.items():
            assert column in numbers or not formula(cell), (column, cell)


def test_a_pattern_without_end(within: Callable[..., Any], tmp_path: Path) -> None:
    rule = """stage = "unread"
[[rule]]
id = "mine.endless"
name = "without end"
why = "it tries every way to cut a row"
reason = "code"
pattern = '''(?:项|编|项编|.)+[XY]'''
"""
    (tmp_path / "mine.toml").write_text(rule, encoding="utf-8")
    text = f"2024年，全市办理案件1267件。\n项目{'项编' * 400}7号获批。\n清理规章24部。\n"
    done = within("extract", "-", "--patterns", "mine.toml", input=text.encode())
    found = figures(done)
    assert found[0] == "1267件" and found[-1] == "24部"
    assert "warning: rule mine.endless took too long" in done.stderr.decode()


# ---- many files, and an end before the end ----------------------------------------------------------


@pytest.mark.parametrize("command", ["extract", "series"])
def test_a_run_goes_on_past_bad_files(within: Callable[..., Any], tmp_path: Path, command: str) -> None:
    bad = ("bomb.docx", "external.docx", "circle.pdf", "noise.pdf", "encrypted.pdf")
    for name in bad:
        (tmp_path / name).write_bytes(REFUSED[name][0]())
    for number in range(3):
        (tmp_path / f"good-{number}.txt").write_text(REPORT.replace("4148", f"414{number}"), encoding="utf-8")
    names = ["good-0.txt", *bad[:3], "good-1.txt", *bad[3:], "none.txt", "good-2.txt"]
    done = within(command, *names, "-f", "csv", "-q", "-o", "out.csv")
    assert (done.returncode, done.stdout) == (INPUT, b"")
    lines = done.stderr.decode().splitlines()
    assert [line.split(": ")[1] for line in lines] == [*bad, "none.txt"]
    rows = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8", newline="")))
    column = {"extract": "file", "series": "report"}[command]
    assert {row[column] for row in rows} == {"good-0.txt", "good-1.txt", "good-2.txt"}
    assert not list(tmp_path.glob(".*"))


def _at_work(folder: Path, *args: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reportmine", *args]
    return subprocess.Popen(
        command,
        env=environment(),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=interruptible,
    )


def _until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")


@posix
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("text", [False, True])
def test_an_interrupt_leaves_no_half_file(
    tmp_path: Path, sent: signal.Signals, code: int, text: bool
) -> None:
    """The first reports are written to the temporary file when the signal comes."""
    count = 1 if text else 200
    for number in range(count):
        (tmp_path / f"{number:03}.txt").write_text(REPORT * (3000 if text else 20), encoding="utf-8")
    inputs = sorted(path.name for path in tmp_path.iterdir())
    (tmp_path / "out.json").write_text("before")
    more = ["--text", "text"] if text else []
    child = _at_work(tmp_path, "extract", *inputs, "-q", "-o", "out.json", *more)
    _until(lambda: (tmp_path / "text").exists() if text else bool(list(tmp_path.glob(".*.part"))))
    child.send_signal(sent)
    _, errors = child.communicate(timeout=LONGEST)
    assert (child.returncode, errors.strip()) == (code, b"")
    assert (tmp_path / "out.json").read_text() == "before"
    left = {path.name for path in tmp_path.iterdir()} - {*inputs, "out.json"}
    assert left <= {"text"}
    if text:
        assert (tmp_path / "text").read_text(encoding="utf-8") == REPORT * 3000


def _ids(children: Path) -> list[str]:
    return children.read_text().split() if children.exists() else []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_the_reader_too(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    (tmp_path / "a.pdf").write_bytes(hostile.slow_pdf())
    child = _at_work(tmp_path, "extract", "a.pdf", "-o", "out.json")
    children = Path(f"/proc/{child.pid}/task/{child.pid}/children")
    _until(lambda: any(b"isolated" in Path(f"/proc/{one}/cmdline").read_bytes() for one in _ids(children)))
    time.sleep(0.2)  # so that it is at work
    (reader,) = _ids(children)
    child.send_signal(sent)
    _, errors = child.communicate(timeout=LONGEST)
    assert (child.returncode, errors.strip()) == (code, b"")
    assert not Path(f"/proc/{reader}").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


# ---- the process of a reader ------------------------------------------------------------------------

WHOLE = Document(
    "a\tb\n\udc80😀\0",
    "utf-8",
    (Grid(0, 3, (Cell(0, 1, 0, 0, header=True), Cell(2, 3, 0, 1, columns=2, indent=4)), merged=False),),
    (Page(number=1, start=0, end=3), Page(number=2, start=3, end=3)),
    Hints("标题", None, "2024年"),
    (Notice(code="x", message="y", start=0, end=1), Notice(code="x", message="y", start=None, end=None)),
)


def _answered(document: dict[str, Any]) -> Document:
    said = json.dumps({"document": document}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return isolated._understood(said, Limits())


def test_a_document_survives_its_json() -> None:
    assert _answered(isolated._form(WHOLE)) == WHOLE


def test_the_process_gives_what_the_reader_gives() -> None:
    from reportmine.readers.pdf import read as pdf

    data = hostile.plain_pdf()
    assert isolated.read("pdf.read", data, Limits(), load_rules()) == pdf.read(data, Limits(), load_rules())
    assert load(data, name="a.pdf").raw == "Hello 12\n"


@pytest.mark.parametrize(
    "change",
    [
        {"text": 5},
        {"text": "a"},
        {"encoding": ["utf-8"]},
        {"pages": [{"number": 1, "start": 0, "end": 99}]},
        {"pages": [{"number": 1, "start": 3, "end": 1}]},
        {"pages": [{"number": "1", "start": 0, "end": 1}]},
        {"pages": [{"number": 1, "start": 0, "end": 1, "more": 1}]},
        {"notices": [{"code": 1, "message": "", "start": None, "end": None}]},
        {"notices": [{"code": "", "message": "", "start": 1, "end": None}]},
        {"grids": [{"start": 0, "end": 1, "cells": [{"start": 0, "end": 99, "row": 0, "column": 0}]}]},
        {"grids": [{"start": -1, "end": 1, "cells": [], "merged": True}]},
        {"hints": {"title": 5}},
        {"hints": {"other": "x"}},
        {"hints": None},
    ],
)
def test_an_answer_is_checked(change: dict[str, Any]) -> None:
    with pytest.raises(Unreadable, match="makes its reader crash"):
        _answered({**isolated._form(WHOLE), **change})


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (b"", "makes its reader crash"),
        (b"\xff", "makes its reader crash"),
        (b"[" * 100_000, "makes its reader crash"),
        (b"[]", "makes its reader crash"),
        (b'{"document": {}}', "makes its reader crash"),
        (b'{"unreadable": "x"}', "makes its reader crash"),
        (b'{"memory": true}', "takes more memory than 1,524 MB"),
        (b'{"failed": "KeyError"}', "cannot be read .the reader failed: KeyError"),
        (b'{"unreadable": ["is a scan", "use OCR"]}', "is a scan; use OCR"),
    ],
)
def test_what_a_process_may_answer(answer: bytes, problem: str) -> None:
    with pytest.raises(Unreadable, match=problem):
        isolated._understood(answer, Limits())


def _instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the process do this in place of its own work."""
    monkeypatch.setattr(isolated, "_CHILD", code)


@posix
@pytest.mark.parametrize(
    "code",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "import os; os.abort()",
        "raise SystemExit(1)",
        "import sys; sys.stdin.buffer.read(); print('{')",
        "import sys; sys.stdout.write('x' * 30_000_000)",
    ],
)
def test_a_crash_is_one_refusal(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    _instead(monkeypatch, code)
    with pytest.raises(InputError, match="makes its reader crash"):
        load(hostile.plain_pdf(), max_size=1_000_000)


@pytest.mark.parametrize(
    "code",
    [
        "import time; time.sleep(99)",
        "import sys, time; sys.stdin.buffer.read(); sys.stdout.close(); time.sleep(99)",
    ],
)
def test_what_only_waits_is_ended(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    _instead(monkeypatch, code)
    monkeypatch.setattr(isolated, "seconds", lambda limits: 1)
    with pytest.raises(InputError, match="needs more than 1 s to read"):
        load(hostile.plain_pdf() + b" " * 1_000_000)


CONFINED = """
import sys; sys.path[:] = __import__("json").loads(sys.argv.pop(1))
import resource
from reportmine.readers.isolated import confine, memory, seconds
from reportmine.readers.document import Limits
confine(memory(Limits(1)), seconds(Limits(1)))
for act in (lambda: open("stray", "wb", 0).write(b"x"), lambda: bytearray(800_000_000)):
    try:
        act()
    except (OSError, MemoryError) as error:
        print(type(error).__name__)
print(*resource.getrlimit(resource.RLIMIT_NPROC), *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")
def test_the_process_is_confined(tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-c", CONFINED, json.dumps(sys.path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60)
    said = done.stdout.decode().split()
    assert said == ["OSError", "MemoryError", "0", "0", "0", "0"], done.stderr
    assert (tmp_path / "stray").read_bytes() == b""


def test_without_a_process_it_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **more: object) -> None:
        raise OSError("no process")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert load(hostile.plain_pdf()).raw == "Hello 12\n"


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    said = b'{"missing": "pypdfium2"}'
    monkeypatch.setattr(isolated, "_answer", lambda *args: (said, False))
    monkeypatch.setattr(isolated, "_started", lambda *args: subprocess.Popen([sys.executable, "-c", ""]))
    with pytest.raises(InputError, match=r"pypdfium2 is not installed.*pip install 'reportmine\[pdf\]'"):
        load(hostile.plain_pdf())

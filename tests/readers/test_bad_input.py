"""Input that is not as it should be: read with a word about it, or refused with the remedy."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import REPORT, Run

INPUT = 3


def _refused(done: Any, name: str, problem: str) -> None:
    """One line that names the file, what is wrong and a remedy; no data, no traceback."""
    assert done.returncode == INPUT
    assert done.stdout == b""
    line = done.stderr.decode()
    assert line.startswith(f"reportmine: {name}: {problem}")
    assert "; " in line
    assert line.count("\n") == 1


def _zipped(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, text)
    return out.getvalue()


def _extracted(done: Any) -> Any:
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def extract(run: Run, tmp_path: Path) -> Any:
    """Extract a file of these bytes; the report as JSON, its offsets checked against the text."""

    def extract(data: bytes, text: str) -> Any:
        (tmp_path / "a.txt").write_bytes(data)
        made = _extracted(run("extract", "a.txt", "-q"))
        assert made["source"]["length"] == len(text)
        for one in made["indicators"] + made["unread"]:
            assert text[one["start"] : one["end"]] == one["text"]
        return made

    return extract


@pytest.mark.parametrize("command", ["extract", "outline", "explain"])
def test_refusals_are_one_line_in_every_command(run: Run, tmp_path: Path, command: str) -> None:
    more = ["--at", "0"] if command == "explain" else []
    (tmp_path / "empty.txt").touch()
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "cut.docx").write_bytes(b"PK\x03\x04" + bytes(500))
    (tmp_path / "report.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    (tmp_path / "archive.zip").write_bytes(_zipped("report.txt", REPORT))
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    (tmp_path / "book.epub").write_bytes(book.getvalue())
    (tmp_path / "slides.pptx").write_bytes(_zipped("ppt/presentation.xml", "<x/>"))
    _refused(run(command, "book.epub", *more), "book.epub", "is an electronic book (EPUB)")
    _refused(run(command, "slides.pptx", *more), "slides.pptx", "is a slide show (PPTX)")
    (tmp_path / "program").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(500))
    _refused(run(command, "none.txt", *more), "none.txt", "does not exist")
    _refused(run(command, ".", *more), ".", "is a folder")
    _refused(run(command, "empty.txt", *more), "empty.txt", "is empty")
    _refused(run(command, "report.pdf", *more), "report.pdf", "is damaged")
    _refused(run(command, "cut.docx", *more), "cut.docx", "is cut short or damaged")
    _refused(run(command, "report.doc", *more), "report.doc", "is cut short or damaged")
    if command != "extract":  # which reads what is in it
        _refused(run(command, "archive.zip", *more), "archive.zip", "is a ZIP archive, not a document")
    _refused(run(command, "program", *more), "program", "is binary")
    _refused(run(command, "-", *more), "standard input", "is empty")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(run: Run, report: Path) -> None:
    report.chmod(0)
    _refused(run("extract", "report.txt"), "report.txt", "may not be read")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-8-sig"])
def test_other_encodings_give_the_same_figures(extract: Any, encoding: str) -> None:
    plain = extract(REPORT.encode(), REPORT)
    assert extract(REPORT.encode(encoding), REPORT)["indicators"] == plain["indicators"]


def test_broken_utf8(extract: Any) -> None:
    made = extract(
        REPORT.replace("收", "\0").encode().replace(b"\0", b"\xe6\x94"), REPORT.replace("收", "\ufffd")
    )
    assert "replaced-characters" in [notice["code"] for notice in made["warnings"]]
    assert made["indicators"]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\r\n\n", "\u2028"])
def test_line_ends(extract: Any, ends: str) -> None:
    text = REPORT.replace("\n", ends)
    assert len(extract(text.encode(), text)["indicators"]) == len(
        extract(REPORT.encode(), REPORT)["indicators"]
    )


def test_mixed_line_ends(extract: Any) -> None:
    text = REPORT.replace("\n", "\r\n", 2).replace("。\n", "。\r")
    assert extract(text.encode(), text)["indicators"]


def test_nuls(extract: Any) -> None:
    text = REPORT.replace("，", "，\0")
    assert extract(text.encode(), text)["indicators"]


def test_one_line_of_ten_megabytes(extract: Any) -> None:
    text = "全市办理案件1267件，" + "深入推进法治政府建设，" * 310_000 + "增长5.3%。"
    assert len(text.encode()) > 10_000_000
    assert extract(text.encode(), text)["indicators"]


@pytest.mark.parametrize("sign", ["7", "一", "、", "万", "（", "“", "，", " ", "%"])
@pytest.mark.parametrize("frame", ["{}", "全市办理案件{}件。"])
def test_a_hundred_thousand_in_a_row(extract: Any, sign: str, frame: str) -> None:
    text = frame.format(sign * 100_000)
    if text.strip():
        extract(text.encode(), text)


@pytest.mark.parametrize("words", ["1.", "1、", "百分之", "一是", "亿元", "增长5%、"])
def test_ten_thousand_in_a_row(extract: Any, words: str) -> None:
    text = words * 10_000
    extract(text.encode(), text)


def test_a_numeral_too_large_for_sense(extract: Any) -> None:
    text = (
        "全市办理案件9" + "0" * 400 + "件，收入九亿亿亿亿亿亿亿亿亿亿元，1" + "万" * 50 + "人。增长1e999%。"
    )
    made = extract(text.encode(), text)
    assert all(abs(one["value"]) < 1e30 for one in made["indicators"])


@pytest.mark.parametrize("text", ["全市办理案件1267件。", "1267", "件", "。", "a", "\ufffd", "第一章"])
def test_no_heading_or_no_figure(extract: Any, text: str) -> None:
    extract(text.encode(), text)


def test_no_heading(extract: Any) -> None:
    made = extract("全市办理案件1267件。".encode(), "全市办理案件1267件。")
    assert made["sections"] == []
    assert [one["section"] for one in made["indicators"]] == [None]


def test_no_figure(extract: Any) -> None:
    text = "深入推进法治政府建设。"
    made = extract(text.encode(), text)
    assert (made["indicators"], made["unread"]) == ([], [])


def test_no_figure_in_every_format(run: Run) -> None:
    for format, lines in (("csv", 1), ("jsonl", 0)):
        done = run("extract", "-f", format, input="推进法治。".encode())
        assert (done.returncode, done.stdout.count(b"\n")) == (0, lines)
    assert run("extract", "-f", "table", input="推进法治。".encode()).returncode == 0
    assert run("outline", "-f", "tree", input="推进法治。".encode()).returncode == 0

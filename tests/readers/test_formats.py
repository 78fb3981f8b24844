"""The same report as web page, Word document, PDF and old text gives the same figures and sections."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import writers
from conftest import Run
from support import ROOT, lawful

import reportmine
from reportmine import Indicator, Report, extract

sys.path.insert(0, str(ROOT / "tools"))

import render_docx
import render_html
import render_pdf

SAMPLES = ("yunting-2024", "yunting-2025")
LEAST = 0.98  # of the records agree, field by field

# what a figure says; where it stands differs
FIELDS = (
    *(
        "text",
        "value",
        "value_max",
        "unit",
        "relation",
        "kind",
        "item",
        "action",
        "actor",
        "role",
        "direction",
    ),
    *("basis", "whole", "period", "status", "metric", "concept", "table", "flags"),
)


def _written(name: str) -> str:
    return (ROOT / "samples" / f"{name}.txt").read_text("utf-8")


def _page(name: str) -> bytes:
    title, _, text = _written(name).partition("\n")
    return render_html.render(title, text)


def _column(name: str) -> writers.Rows:
    """A paragraph a row, as some fill in the forms of offices."""
    return [[line] for line in _written(name).splitlines() if line.strip()]


FORMATS: dict[str, Callable[[str], bytes]] = {
    "xlsx": lambda name: writers.xlsx({"Sheet1": writers.sheet_xml(_column(name))}),
    "ods": lambda name: writers.open_document("spreadsheet", writers.open_table(_column(name))),
    "xls": lambda name: writers.xls({"Sheet1": _column(name)}),
    "odt": lambda name: writers.odt(_written(name)),
    "ofd": lambda name: writers.ofd(_written(name)),
    "rtf": lambda name: writers.rtf_report(_written(name)),
    "rtf in Unicode": lambda name: writers.rtf_report(_written(name), "unicode"),
    "html": _page,
    "docx": lambda name: render_docx.render(_written(name)),
    "pdf": lambda name: render_pdf.render(_written(name)),
    "text": lambda name: _written(name).encode("gb18030"),
}


def _said(one: Indicator, titles: dict[str | None, str]) -> tuple[Any, ...]:
    return (*(getattr(one, field) for field in FIELDS), titles.get(one.section))


def _outline(report: Report) -> list[tuple[Any, ...]]:
    return [(one.id, one.level, one.marker, one.number, one.title) for one in report.sections]


def _titles(report: Report) -> dict[str | None, str]:
    return {one.id: one.title for one in report.sections}


@pytest.fixture(scope="module")
def plain() -> dict[str, Report]:
    return {name: extract(ROOT / "samples" / f"{name}.txt") for name in SAMPLES}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report(plain: dict[str, Report], name: str, format: str) -> None:
    if format == "xls":
        pytest.importorskip("python_calamine")
    text = reportmine.load(FORMATS[format](name))
    assert text.source.reader == format.partition(" ")[0]
    report = extract(text)
    lawful(report, text)
    want = [_said(one, _titles(plain[name])) for one in plain[name].indicators]
    got = [_said(one, _titles(report)) for one in report.indicators]
    left = list(got)
    agree = 0
    for one in want:
        if one in left:
            left.remove(one)
            agree += 1
    score = 2 * agree / (len(want) + len(got))
    assert score >= LEAST, [one[:8] for one in want if one not in got][:5]
    assert _outline(report) == _outline(plain[name])
    assert (report.title, report.year, report.region) == (
        plain[name].title,
        plain[name].year,
        plain[name].region,
    )


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("format", ["html", "docx", "pdf"])
def test_the_rendered_samples_are_those_of_the_texts(name: str, format: str) -> None:
    """By what is read: the bytes change with the libraries that write them."""
    shipped = reportmine.load(ROOT / "samples" / f"{name}.{format}")
    made = reportmine.load(FORMATS[format](name))
    assert (shipped.raw, shipped.grids) == (made.raw, made.grids), f"run tools/render_{format}.py again"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_pages_of_a_pdf(name: str) -> None:
    text = reportmine.load(FORMATS["pdf"](name))
    pages = text.source.pages
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert len(pages) > 2
    for one in extract(text).indicators:
        assert any(page.start <= one.start < page.end for page in pages)


def test_a_missing_library_is_named_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    monkeypatch.setitem(sys.modules, "selectolax", None)
    for module in [one for one in sys.modules if one.startswith("reportmine.readers.html")]:
        monkeypatch.delitem(sys.modules, module)
    with pytest.raises(reportmine.InputError) as error:
        reportmine.load(b"<html><body><p>1267</p></body></html>", name="page.html")
    assert "pip install 'reportmine[html]'" in str(error.value)
    assert "selectolax" in str(error.value)


def test_the_type_overrides_content_and_suffix(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><p>全市办理案件1267件。</p></body></html>", "utf-8")
    assert reportmine.load(path).raw.strip() == "全市办理案件1267件。"
    as_text = reportmine.load(path, type="text")
    assert as_text.raw.startswith("<html>")
    assert [notice.code for notice in as_text.notices] == ["html"]
    with pytest.raises(reportmine.InputError, match=r"page\.html"):
        reportmine.load(path, type="pdf")


def test_the_size_is_limited() -> None:
    with pytest.raises(reportmine.InputError, match=r"holds text of 0\.4 MB.*--max-size 2"):
        reportmine.load("案件1267件。".encode() * 22_000, max_size=1_000_000)
    with pytest.raises(reportmine.InputError, match=r"is 1\.\d MB, more than the limit.*--max-size 2"):
        reportmine.load("案件1267件。".encode() * 66_000, max_size=1_000_000)


# ---- the command ------------------------------------------------------------------------------------


def test_every_format_in_one_command(run: Run) -> None:
    samples = ROOT / "samples"
    names = [samples / f"yunting-2025.{suffix}" for suffix in ("txt", "html", "docx", "pdf")]
    done = run("extract", *names, samples / "yunting-2025-gb18030.text", "-f", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    reports = [Report.model_validate(one) for one in json.loads(done.stdout)]
    assert [one.source.reader for one in reports] == ["text", "html", "docx", "pdf", "text"]
    assert [one.source.encoding for one in reports] == ["utf-8", "utf-8", None, None, "gb18030"]
    assert len({len(one.indicators) for one in reports}) == 1


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
def test_standard_input_may_be_any_format(run: Run, suffix: str) -> None:
    data = (ROOT / "samples" / f"yunting-2025.{suffix}").read_bytes()
    done = run("extract", "-", "-f", "json", input=data)
    assert done.returncode == 0
    assert json.loads(done.stdout)["source"]["reader"] == suffix


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
def test_the_text_that_the_offsets_index_is_written(run: Run, tmp_path: Path, suffix: str) -> None:
    source = ROOT / "samples" / f"yunting-2025.{suffix}"
    done = run("extract", source, "--text", "text.txt", "-o", "report.json")
    assert (done.returncode, done.stdout) == (0, b"")
    text = (tmp_path / "text.txt").read_bytes().decode("utf-8")
    made = json.loads((tmp_path / "report.json").read_bytes())
    assert made["source"]["length"] == len(text)
    for one in made["indicators"] + made["unread"]:
        assert text[one["start"] : one["end"]] == one["text"]


def test_a_row_says_on_which_page_it_stands(run: Run) -> None:
    done = run("extract", ROOT / "samples" / "yunting-2025.pdf", "-f", "csv")
    pages = [int(row["page"]) for row in csv.DictReader(io.StringIO(done.stdout.decode()))]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (1, max(pages))
    assert max(pages) > 2


def test_the_text_of_several_files_is_a_usage_error(run: Run, report: Path) -> None:
    done = run("extract", report, report, "--text", "text.txt")
    assert done.returncode == 2
    assert b"takes the text of one file" in done.stderr


def test_the_text_may_not_be_written_over_the_input(run: Run, report: Path) -> None:
    before = report.read_bytes()
    assert run("extract", report, "--text", report).returncode == 2
    assert report.read_bytes() == before


def test_other_commands_read_every_format(run: Run) -> None:
    page, paper = (ROOT / "samples" / f"yunting-{name}" for name in ("2024.html", "2025.pdf"))
    plain = run("diff", *(ROOT / "samples" / f"yunting-{year}.txt" for year in (2024, 2025)))
    mixed = run("diff", page, paper)
    rows = [
        [(row["change"], (row["new"] or row["old"])["text"]) for row in json.loads(done.stdout)["rows"]]
        for done in (plain, mixed)
    ]
    assert rows[0] == rows[1]
    assert b"\xe4\xb8\x80\xe3\x80\x81" in run("outline", paper, "-f", "tree").stdout
    assert run("series", page, paper, "-f", "csv").returncode == 0
    assert run("explain", page, "--at", "200").returncode == 0

"""The same report as web page, Word document, PDF and old text gives the same figures and sections."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, lawful

import reportmine
from reportmine import Indicator, Report, extract

sys.path.insert(0, str(ROOT / "tools"))

import render_docx  # noqa: E402
import render_html  # noqa: E402
import render_pdf  # noqa: E402

SAMPLES = ("yunting-2024", "yunting-2025")
LEAST = 0.98  # of the records agree, field by field

# what a figure says; where it stands differs
FIELDS = (
    *("text", "value", "value_max", "unit", "relation", "kind", "item", "action", "actor", "role", "direction"),
    *("basis", "whole", "period", "status", "metric", "concept", "table", "flags"),
)


def _written(name: str) -> str:
    return (ROOT / "samples" / f"{name}.txt").read_text("utf-8")


def _page(name: str) -> bytes:
    title, _, text = _written(name).partition("\n")
    return render_html.render(title, text)


FORMATS: dict[str, Callable[[str], bytes]] = {
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
    text = reportmine.load(FORMATS[format](name))
    assert text.source.reader == format
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
    with pytest.raises(reportmine.InputError, match="page.html"):
        reportmine.load(path, type="pdf")


def test_the_size_is_limited() -> None:
    with pytest.raises(reportmine.InputError, match=r"holds text of 0\.4 MB.*--max-size 2"):
        reportmine.load("案件1267件。".encode() * 22_000, max_size=1_000_000)
    with pytest.raises(reportmine.InputError, match=r"is 1\.\d MB, more than the limit.*--max-size 2"):
        reportmine.load("案件1267件。".encode() * 66_000, max_size=1_000_000)

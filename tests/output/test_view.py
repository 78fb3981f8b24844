"""Pages: nothing of the report is lost, nothing of it runs, and every place can be linked to."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
import views
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, SHARED

from reportmine import InputError, extract, load, records, to_html
from reportmine.output.html.assets import read
from reportmine.output.html.blocks import blocks
from reportmine.output.html.labels import languages
from reportmine.output.html.layers import Layer, Span, inline
from reportmine.output.html.safe import escaped, json_data
from reportmine.output.html.sureness import CERTAIN, REVIEW, level
from reportmine.records import Report
from reportmine.rules import files as rules
from reportmine.text.grids import Cell, Grid
from reportmine.text.text import Text

PAGES = sorted((ROOT / "tests" / "data" / "pages").glob("*.*"))
SAMPLES = sorted(
    path for path in (ROOT / "samples").glob("*.*") if path.suffix not in (".md", ".json", ".jsonl")
)
TEXTS = sorted((SHARED / "corpus").glob("*.txt"))
FILES = [path for path in sorted((SHARED / "files").glob("*.*")) if path.suffix in (".html", ".docx", ".pdf")]
MOST = 600_000  # bytes of the page of a report of 20,000 characters


def _page(path: Path, language: str = "en") -> tuple[str, Report, Text]:
    text = load(path)
    report = extract(text)
    return to_html(report, text, language), report, text


def _lawful(page: str, report: Report, text: Text) -> None:
    """What holds for the page of any report."""
    assert views.text_of(page) == views.shown(text.raw)
    tree = views.parsed(page)
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []
    wanted = [f"f{one.id}" for one in report.indicators] + [f"r{one.id}" for one in report.indicators]
    wanted += [f"s{one.id}" for one in report.sections]
    first = {(one.start, one.end): f"u{at}" for at, one in reversed([*enumerate(report.unread, 1)])}
    wanted += first.values()  # one mark for a place
    assert [name for name in wanted if name not in ids] == []
    links = {node.attributes["href"] or "" for node in tree.css("[href]")}
    assert [one for one in links if not one.startswith("#") or one[1:] not in ids] == []
    _safe(page)


def _safe(page: str) -> None:
    """Only our own script and style are in a page, and its policy lets nothing else work."""
    tree = views.parsed(page)
    assert [node.attributes["type"] for node in tree.css("script[type]")] == ["application/json"] * 2
    (script,), (style,) = tree.css("script:not([type])"), tree.css("style")
    (policy,) = tree.css("meta[http-equiv]")
    told = dict(part.split(" ", 1) for part in (policy.attributes["content"] or "").split("; "))
    assert told == {
        "default-src": "'none'",
        "script-src": f"'sha256-{_hash(script.text())}'",
        "style-src": f"'sha256-{_hash(style.text())}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert script.text() == read("page.js") + read("review.js")
    assert style.text() == read("page.css") + read("review.css")
    known = {"html", "head", "meta", "title", "style", "body", "nav", "details", "summary", "ol", "li", "a"}
    known |= {
        "main",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "span",
        "label",
        "input",
        "article",
    }
    known |= {
        "b",
        "i",
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "aside",
        "section",
        "em",
    }
    root = tree.root
    assert root is not None
    for node in root.traverse():
        assert node.tag in known | {"script"}, node.tag
        wrong = [
            name for name in node.attributes if name.startswith("on") or name in ("style", "src", "srcset")
        ]
        assert wrong == [], node.html


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_page_of_each_sample_is_lawful(path: Path, language: str) -> None:
    _lawful(*_page(path, language))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_page_of_each_web_page_is_lawful(path: Path) -> None:
    _lawful(*_page(path))


@pytest.mark.skipif(not TEXTS, reason="needs ../shared")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_the_page_of_each_text_of_the_corpus_is_lawful_and_small(path: Path) -> None:
    page, report, text = _page(path)
    _lawful(page, report, text)
    assert len(page.encode()) <= MOST * max(1, len(text.raw) / 20_000)


@pytest.mark.skipif(not FILES, reason="needs ../shared")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_page_of_each_file_is_lawful(path: Path) -> None:
    try:
        load(path)
    except InputError:
        pytest.skip("is refused")
    page, report, text = _page(path)
    _lawful(page, report, text)
    assert len(page.encode()) <= MOST or len(text.raw) > 20_000


def test_a_hostile_report_is_data() -> None:
    report, text = views.hostile()
    assert len(report.indicators) > 40 and len(report.sections) > 4
    page = to_html(report, text)
    _lawful(page, report, text)
    told = views.report_of(page, text.raw)
    assert told["indicators"] == report.model_dump(mode="json")["indicators"]


@pytest.mark.parametrize("raw", views.ODD)
def test_every_character_stays(raw: str) -> None:
    report, text = views.read(raw)
    _lawful(to_html(report, text), report, text)


def test_the_data_are_the_report() -> None:
    for path in (ROOT / "samples" / "yunting-2025.pdf", ROOT / "samples" / "disclosure.html"):
        page, report, text = _page(path)
        assert views.report_of(page, text.raw) == report.model_dump(mode="json")


SIGNS = st.text(alphabet="一二a1 \t\n\r\0<>&\"'/\ud800\U00020000-件", max_size=60)
PLACES = st.tuples(st.integers(0, 60), st.integers(0, 60))


@given(SIGNS, st.lists(st.lists(PLACES, max_size=8), max_size=3), PLACES)
@settings(deadline=None, max_examples=300)
def test_spans_of_any_kind_keep_the_text(
    raw: str, layers: list[list[tuple[int, int]]], part: tuple[int, int]
) -> None:
    made = [
        Layer(
            (Span(a, b, f'<b id="l{at}-{a}-{b}">', "<b>", "</b>") for a, b in {*spans}),
            len(raw),
        )
        for at, spans in enumerate(layers)
    ]
    start, end = sorted(min(at, len(raw)) for at in part)
    html = "".join(
        f"<p>{''.join(inline(raw, a, b, made))}</p>" for a, b in ((0, start), (start, end), (end, len(raw)))
    )
    page = f"<!DOCTYPE html><article>{html}</article>"
    assert views.text_of(page) == views.shown(raw)
    ids = [node.attributes["id"] for node in views.parsed(page).css("[id]")]
    assert len(ids) == len(set(ids))


@given(SIGNS, st.lists(st.tuples(PLACES, st.lists(st.tuples(PLACES, PLACES), max_size=6)), max_size=3))
@settings(deadline=None, max_examples=300)
def test_tables_of_any_kind_keep_the_text(
    raw: str, found: list[tuple[tuple[int, int], list[tuple[tuple[int, int], tuple[int, int]]]]]
) -> None:
    grids = tuple(
        Grid(
            a,
            b,
            tuple(Cell(c, d, row % 5, column, rows=row, columns=column) for (c, d), (row, column) in cells),
        )
        for (a, b), cells in found
    )
    cut = list(blocks(raw, grids))
    assert "".join(raw[one.start : one.end] for one in cut) == raw
    text = Text(load(b"1", name="x").source.model_copy(update={"length": len(raw)}), raw, grids=grids)
    page = to_html(Report(source=text.source), text)
    assert views.text_of(page) == views.shown(raw)


def test_a_table_is_a_table() -> None:
    page, _, _ = _page(ROOT / "samples" / "disclosure.html")
    tree = views.parsed(page)
    rows = tree.css("article table tr")
    assert ["".join(cell.text().split()) for cell in rows[2].css("th, td")] == ["规章", "3", "1", "14"]
    assert tree.css("article td[colspan], article th[colspan]") != []


def test_pages_of_a_pdf_are_told() -> None:
    page, report, _ = _page(ROOT / "samples" / "yunting-2025.pdf", "zh")
    told = [node.attributes["data-page"] for node in views.parsed(page).css("[data-page]")]
    assert told == [f"第{one.number}页" for one in report.source.pages]


def test_how_sure_a_figure_is_stands_in_words() -> None:
    page, report, _ = _page(ROOT / "samples" / "yunting-2025.txt")
    tree = views.parsed(page)
    for one in report.indicators:
        (mark,) = tree.css(f"#f{one.id}")
        (row,) = tree.css(f"#r{one.id}")
        assert (mark.attributes["class"] or "").split() == [one.kind, level(one)]
        assert (mark.attributes["title"] or "").endswith(f" · {level(one)}")
        assert level(one) in row.text()
        assert (level(one) == "doubtful") is ("review" in one.flags)
    levels = {level(one.model_copy(update={"confidence": sure})) for sure in (CERTAIN, REVIEW, 0.0, None)}
    assert levels == {"certain", "likely", "doubtful", "unknown"}


def test_the_levels_are_those_of_the_script() -> None:
    assert f">= {CERTAIN} ?" in read("page.js") and f">= {REVIEW} ?" in read("page.js")


def test_a_report_of_another_text_is_refused() -> None:
    text = load("办理案件12件。".encode())
    with pytest.raises(ValueError, match="was not read from this text"):
        to_html(extract(load("办理案件13件。".encode())), text)
    with pytest.raises(ValueError, match="'xx' is no language of a page; they are en, zh"):
        to_html(extract(text), text, "xx")


# words, script, style


def test_languages_have_the_same_words() -> None:
    told = languages()
    assert list(told) == ["en", "zh"]
    shape = {part: list(names) for part, names in told["en"].items()}
    assert {part: list(names) for part, names in told["zh"].items()} == shape
    words = [word for parts in told.values() for names in parts.values() for word in names.values()]
    assert [word for word in words if not word or re.search("[<>&\"']", word)] == []


@pytest.mark.parametrize("part", ["kind", "role", "direction", "status", "aggregation"])
def test_each_value_of_a_closed_field_has_a_word(part: str) -> None:
    assert tuple(languages()["en"][part]) == get_args(getattr(records, part.title()))


def test_each_reason_has_a_word() -> None:
    reasons = {str(rule.data["reason"]) for rule in rules.load().stage("unread")}
    assert reasons - set(languages()["en"]["reason"]) == set()


def test_script_and_style_need_nothing() -> None:
    for name in ("page.js", "page.css", "review.js", "review.css"):
        text = read(name)
        assert re.findall(r"https?:|//www|url\(|@import|</|<!--|innerHTML|eval\(|Function\(", text) == [], (
            name
        )


@pytest.mark.parametrize("raw", ["<>&\"'", "</script>", "\u2028\0\ud800]]>", "<!--"])
def test_what_is_escaped_comes_back(raw: str) -> None:
    tree = views.parsed(
        f'<p title="{escaped(raw)}">{escaped(raw)}</p><script id="data">{json_data(raw)}</script>'
    )
    (node,) = tree.css("p")
    assert node.text() == node.attributes["title"] == views.shown(raw)
    assert "<" not in json_data(raw)


# the command


@pytest.fixture
def here(tmp_path: Path, report: Path) -> Path:
    (tmp_path / "b.txt").write_text(views.BODY, "utf-8")
    (tmp_path / "b.html").write_text(f"<html><body><p>{views.BODY * 3}</p></body></html>", "utf-8")
    return tmp_path


def _said(done: Any) -> str:
    return " ".join(done.stderr.decode().split())


def test_one_page_goes_to_a_pipe_or_a_file(here: Path, run: Run) -> None:
    piped = run("view", "report.txt", "--lang", "en")
    assert piped.returncode == 0
    assert run("view", "report.txt", "-o", "page.html", "--lang", "en").stdout == b""
    assert (here / "page.html").read_bytes() == piped.stdout
    text = load("report.txt" if Path("report.txt").exists() else here / "report.txt")
    assert views.text_of(piped.stdout.decode()) == text.raw


def test_several_pages_go_into_a_folder_and_over_no_input(here: Path, run: Run) -> None:
    assert run("view", "report.txt", "b.txt", "b.html", "-o", "pages").returncode == 0
    assert sorted(one.name for one in (here / "pages").iterdir()) == ["b.html", "b.html.html", "report.html"]
    before = (here / "b.html").read_bytes()
    assert run("view", "b.txt", "b.html", "-o", ".").returncode == 0
    assert (here / "b.html").read_bytes() == before
    assert {"b.txt.html", "b.html.html"} <= {one.name for one in here.iterdir()}


@pytest.mark.parametrize(
    ("env", "tongue"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_TW.UTF-8"}, "zh-CN"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "en"),
    ],
)
def test_the_language_is_that_of_the_terminal(here: Path, run: Run, env: dict[str, str], tongue: str) -> None:
    assert f'<html lang="{tongue}">' in run("view", "report.txt", env=env).stdout.decode()
    assert '<html lang="zh-CN">' in run("view", "report.txt", "--lang", "zh", env=env).stdout.decode()


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["report.txt", "b.txt", "report.txt"], 2, "the pages need a folder: -o FOLDER, or --open to see it"),
        (["report.txt", "b.txt", "report.txt", "-o", "-"], 2, "there are several pages; name a folder"),
        (["report.txt", "b.txt", "report.txt", "-o", "b.html"], 2, "there are several pages; name a folder"),
        (["report.txt", "-o", "page.pdf"], 2, "the suffixes are .html, .htm"),
        (["report.txt", "-o", "-", "--open"], 2, "needs a file: -o page.html"),
        (["b.html", "-o", "b.html"], 2, "b.html is an input too"),
        (["report.txt", "-o", "no/page.html"], 2, "make its folder first"),
        (["report.txt", "b.txt", "-o", "no/pages"], 2, "make its folder first"),
        (["report.txt", "-o", "n" * 300 + ".html"], 2, "give it a shorter name"),
        (["none.txt", "-o", "page.html"], 3, "none.txt: does not exist"),
        (["report.txt", "--lang", "fr"], 2, "'fr' is not one of 'en', 'zh'"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    here: Path, run: Run, args: list[str], code: int, says: str
) -> None:
    done = run("view", *args)
    assert done.returncode == code and done.stdout == b""
    assert says in _said(done)


@pytest.mark.parametrize("several", [False, True])
def test_the_json_of_a_report_has_no_text_to_show(here: Path, run: Run, several: bool) -> None:
    names = ["report.txt", *(["b.txt"] if several else [])]
    assert run("extract", *names, "-o", "r.json", "-q").returncode == 0
    done = run("view", "r.json", "report.txt", "-o", "pages")
    assert done.returncode == 3
    assert "r.json: is JSON, without the text that the figures stand in; give the file that it was" in _said(
        done
    )
    assert [one.name for one in (here / "pages").iterdir()] == ["report.html"]


def test_what_the_command_says_of_a_report_goes_before_its_text(here: Path, run: Run) -> None:
    page = run(
        "view", "b.txt", "--year", "2021", "--region", "云川市", "--issuer", "<b>云川市政府</b>"
    ).stdout.decode()
    assert views.parsed(page).css_first(".facts").text().startswith("<b>云川市政府</b> · 云川市 · 2021")


def test_extract_names_the_command_that_writes_pages(here: Path, run: Run) -> None:
    done = run("extract", "report.txt", "-o", "page.html")
    assert done.returncode == 2 and "`reportmine view` writes pages" in _said(done)


def test_a_page_is_shown(here: Path, run: Run) -> None:
    (here / "browser").write_text('#!/bin/sh\ncp "${1#file://}" seen.html\n', "utf-8")
    (here / "browser").chmod(0o755)
    env = {"BROWSER": f"{here}/browser %s", "TMPDIR": str(here)}
    assert run("view", "report.txt", "--open", env=env).returncode == 0
    assert views.text_of((here / "seen.html").read_text("utf-8")) == (here / "report.txt").read_text("utf-8")
    done = run("view", "report.txt", "--open", "-o", "page.html", env={"BROWSER": f"{here}/none", "PATH": ""})
    assert done.returncode == 0 and (here / "page.html").exists()

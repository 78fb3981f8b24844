"""Pages of several reports: lawful, safe, and honest about what they draw."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import views
from conftest import Run
from support import ROOT, SHARED

from reportmine import diff, diff_to_html, extract, load, series, series_to_html
from reportmine.compare.sifting import Wish, sift
from reportmine.output.html.assets import read
from reportmine.output.html.charts import lines, year_of
from reportmine.output.html.labels import languages
from reportmine.records import Point, Series

SAMPLES = [ROOT / "samples" / f"yunting-{year}.txt" for year in (2024, 2025)]
PAIRS = [path.parent for path in sorted((SHARED / "pairs").glob("*/old.txt"))]
MOST = 1_200_000  # bytes of the page of two reports of 20,000 characters


def _pair(language: str = "en") -> str:
    texts = [load(path) for path in SAMPLES]
    old, new = ((extract(text), text) for text in texts)
    return diff_to_html(diff(old[0], new[0]), old, new, language)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _safe(page: str) -> None:
    """Only our own script and style are in a page, its policy lets nothing else work, and its links lead."""
    tree = views.parsed(page)
    (script,), (style,) = tree.css("script:not([type])"), tree.css("style")
    (policy,) = tree.css("meta[http-equiv]")
    told = dict(part.split(" ", 1) for part in (policy.attributes["content"] or "").split("; "))
    assert told["default-src"] == "'none'"
    assert told["script-src"] == _hash(script.text()) and told["style-src"] == _hash(style.text())
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []
    links = {node.attributes["href"] or "" for node in tree.css("[href]")}
    assert [one for one in links if not one.startswith("#") or one[1:] not in ids] == []
    assert tree.root is not None
    for node in tree.root.traverse():
        wrong = [name for name in node.attributes if name.startswith("on") or name in ("style", "src")]
        assert wrong == [], node.html
        assert node.tag not in ("img", "base", "iframe", "object", "embed", "form")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_both_texts_are_whole_and_the_page_is_safe(language: str) -> None:
    page = _pair(language)
    _safe(page)
    tree = views.parsed(page)
    for place, path in zip(("old", "new"), SAMPLES, strict=True):
        (article,) = tree.css(f"article#{place}")
        assert article.text() == load(path).raw
    assert len(page.encode()) <= MOST


@pytest.mark.skipif(not PAIRS, reason="needs ../shared")
@pytest.mark.parametrize("folder", PAIRS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_of_two_real_reports_is_safe_whole_and_small(folder: Path, language: str) -> None:
    texts = [load(folder / name) for name in ("old.txt", "new.txt")]
    old, new = ((extract(text), text) for text in texts)
    page = diff_to_html(diff(old[0], new[0]), old, new, language)
    _safe(page)
    assert [node.text() for node in views.parsed(page).css("article")] == [text.raw for text in texts]
    assert len(page.encode()) <= MOST * max(1, sum(len(text.raw) for text in texts) / 40_000)


def test_every_row_target_and_claim_has_a_line_and_pairs_lead_to_each_other() -> None:
    tree = views.parsed(_pair())
    found = diff(*SAMPLES)
    for sign, held in (("r", found.rows), ("t", found.targets), ("c", found.restated)):
        assert len(tree.css(f"tr[id^={sign}]")) == len(held)
    assert tree.css("tr[id]")[0].attributes["data-p"] == "changed"
    for row in found.rows:
        if row.old is not None and row.new is not None:
            assert tree.css(f'#of{row.old.id}[href="#nf{row.new.id}"], #of{row.old.id}.targets') != []


def test_every_section_of_a_diff_has_a_line_that_leads_to_its_headings() -> None:
    tree = views.parsed(_pair())
    found = diff(*SAMPLES).sections
    ids = {node.attributes["id"] for node in tree.css("article [id]")}
    lines = {node.attributes["id"]: node for node in tree.css("#p-sections tr[id]")}
    assert len(found) == len(lines) > 3
    for at, one in enumerate(found, 1):
        line = lines[f"s{at}"]
        wanted = [f"{side}s{part.id}" for side, part in (("o", one.old), ("n", one.new)) if part is not None]
        assert (line.attributes["data-f"] or "").split(" ") == wanted and set(wanted) <= ids
        assert [node.attributes["href"] for node in line.css("a")] == [f"#{name}" for name in wanted]
        assert line.css("td")[-1].text().strip() == one.change
    first = tree.css("#p-sections tr[id]")[0]
    assert first.css("td")[-1].text().strip() != "kept"


def test_a_page_of_sections_alone_has_both_texts_and_no_figures() -> None:
    texts = [load(path) for path in SAMPLES]
    old, new = ((extract(text), text) for text in texts)
    page = diff_to_html(sift(diff(old[0], new[0]), Wish(parts=frozenset({"sections"}))), old, new)
    _safe(page)
    tree = views.parsed(page)
    assert [node.attributes["id"] for node in tree.css(".part")] == ["p-sections"]
    assert tree.css("article a") == [] and tree.css("article [id^=os]") != []
    assert [node.text() for node in tree.css("article")] == [text.raw for text in texts]


def test_the_example_of_the_library_makes_three_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "view.md").read_text("utf-8"), re.S)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    exec(compile(code, "view.md", "exec"), {})
    for name in ("report", "changes", "panel"):
        assert views.parsed((tmp_path / f"{name}.html").read_text("utf-8")).css("main h1") != []


def test_hostile_reports_are_data() -> None:
    report, text = views.hostile()
    page = diff_to_html(diff(report, report), (report, text), (report, text))
    _safe(page)
    found = series([report], targets=True)
    attack = "".join(views.ATTACKS)
    update = dict.fromkeys(("report", "region", "metric", "concept", "unit", "sentence", "place"), attack)
    found = Series(points=tuple(one.model_copy(update=update) for one in found.points))
    _safe(series_to_html(found, least=1))


def test_a_diff_of_other_texts_is_refused() -> None:
    text = load("办理案件12件。".encode())
    one = (extract(text), text)
    with pytest.raises(ValueError, match="the diff is not of"):
        diff_to_html(diff(*SAMPLES), one, one)


def test_a_language_that_no_page_speaks_is_refused() -> None:
    text = load("办理案件12件。".encode())
    one = (extract(text), text)
    for made in (
        lambda: diff_to_html(diff(one[0], one[0]), one, one, "xx"),
        lambda: series_to_html(Series(), "xx"),
    ):
        with pytest.raises(ValueError, match="'xx' is no language of a page"):
            made()


def _point(year: str | None, value: int, **update: object) -> Point:
    first = series(SAMPLES).points[0]
    held = {"year": year, "value": Decimal(value), "aggregation": None, "status": "actual", "value_max": None}
    return first.model_copy(update={**held, **update})


def test_a_line_goes_over_no_gap_no_target_no_sum_and_no_contradiction() -> None:
    years = [_point(str(year), year) for year in (2018, 2019, 2021, 2022)]
    assert [[year for year, _ in one] for one in lines(years)] == [[2018, 2019], [2021, 2022]]
    assert list(lines([_point("2020", 1, status="target"), _point("2021-2025", 1)])) == []
    assert year_of(_point("2025", 1, aggregation="sum")) is None
    assert [year_of(_point(said, 1)) for said in ("2025-Q1", "2021-2025", None)] == [None] * 3
    torn = [_point("2020", 1), _point("2021", 2), _point("2021", 3), _point("2022", 4)]
    assert [len(one) for one in lines(torn)] == [1, 1]


def test_a_panel_has_each_value_and_says_what_it_leaves_out() -> None:
    found = series(SAMPLES, targets=True)
    page = series_to_html(found, least=1)
    _safe(page)
    dated = {one.series for one in found.points if year_of(one) is not None}
    tree = views.parsed(page)
    assert len(tree.css("tr[id^=v]")) == sum(one.series in dated for one in found.points)
    assert len(tree.css("svg a")) == sum(year_of(one) is not None for one in found.points)
    assert "(fewer than 2): " in series_to_html(found)
    assert "(fewer than 3): " in series_to_html(found, least=3)


def test_languages_have_the_same_words() -> None:
    told = languages("compared.toml")
    shape = {part: list(names) for part, names in told["en"].items()}
    assert {part: list(names) for part, names in told["zh"].items()} == shape
    words = [word for parts in told.values() for names in parts.values() for word in names.values()]
    assert [word for word in words if not word or re.search("[<>&\"']", word)] == []


@pytest.mark.parametrize("name", ["pairs.js", "panel.js", "several.css", "pairs.css", "panel.css"])
def test_script_and_style_need_nothing(name: str) -> None:
    assert re.findall(r"https?:|url\(|@import|</|<!--|innerHTML|eval\(|Function\(", read(name)) == []


@pytest.fixture
def here(tmp_path: Path, report: Path) -> Path:
    (tmp_path / "b.txt").write_text(views.BODY, "utf-8")
    return tmp_path


def test_two_files_are_compared_on_one_page_and_apart_in_a_folder(here: Path, run: Run) -> None:
    piped = run("view", "report.txt", "b.txt", "--lang", "en")
    assert piped.returncode == 0 and b'id="new"' in piped.stdout
    assert run("view", "report.txt", "b.txt", "--lang", "en", "-o", "c.html").returncode == 0
    assert (here / "c.html").read_bytes() == piped.stdout
    assert run("view", "report.txt", "b.txt", "-o", "pages").returncode == 0
    assert sorted(one.name for one in (here / "pages").iterdir()) == ["b.html", "report.html"]
    assert run("view", "report.txt", "b.txt", "--only", "sections", "-o", "o.html").returncode == 0
    assert 'id="p-changed"' not in (here / "o.html").read_text("utf-8")
    made = run("view", "--series", "report.txt", "b.txt", "--min", "1", "-o", "s.html")
    assert made.returncode == 0 and "<svg" in (here / "s.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["report.txt", "b.txt", "--year", "2024", "-o", "c.html"], 2, "is for the page of one report"),
        (["report.txt", "--concept", "gdp", "-o", "c.html"], 2, "is for OLD and NEW on one page or --series"),
        (["report.txt", "b.txt", "--concept", "none", "-o", "c.html"], 2, "no figure of these reports has"),
        (["--series", "report.txt", "--region", "none", "-o", "c.html"], 2, "no figure of these reports has"),
        (["report.txt", "none.txt", "-o", "c.html"], 3, "none.txt: does not exist"),
        (["report.txt", "--region", "a", "--region", "b", "-o", "c.html"], 2, "is one place"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    here: Path, run: Run, args: list[str], code: int, says: str
) -> None:
    done = run("view", *args)
    told = " ".join(re.sub("[│╭╰─╮╯]", " ", done.stderr.decode()).split())
    assert done.returncode == code and done.stdout == b"" and says in told
    assert not (here / "c.html").exists()

"""Pages of several reports in a browser: figures light, filters and links work and nothing else runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import views
from support import ROOT
from test_view_browser import browser, pytestmark  # noqa: F401

from reportmine import Diff, diff, diff_to_html, extract, load, series, series_to_html

SAMPLES = [ROOT / "samples" / f"yunting-{year}.txt" for year in (2024, 2025)]
Opened = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:  # noqa: F811
    """Open a page; whatever it complains of or fetches fails the test."""
    contexts: list[Any] = []
    heard: list[str] = []

    def open(html: str, place: str = "", width: int = 1440, **options: Any) -> Any:
        file = tmp_path / "page.html"
        file.write_text(html, "utf-8")
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.on("console", lambda said: heard.append(said.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda asked: heard.append(asked.url) if asked.url != file.as_uri() else None)
        page.goto(file.as_uri() + place)
        return page

    yield open
    for one in contexts:
        one.close()
    assert heard == []


@pytest.fixture(scope="module")
def pair() -> tuple[Diff, str]:
    texts = [load(path) for path in SAMPLES]
    old, new = ((extract(text), text) for text in texts)
    found = diff(old[0], new[0])
    return found, diff_to_html(found, old, new)


def _lit(page: Any, name: str) -> bool:
    return "on" in (page.locator(f"#{name}").get_attribute("class") or "").split()


def _seen(page: Any, name: str) -> bool:
    """Whether a figure is inside its pane."""
    return bool(
        page.evaluate(
            """(name) => {
                const one = document.getElementById(name).getBoundingClientRect();
                const pane = document.getElementById(name).closest("article").getBoundingClientRect();
                return one.top >= pane.top && one.bottom <= pane.bottom;
            }""",
            name,
        )
    )


@pytest.mark.parametrize("width", [1440, 800, 360])
def test_a_link_lights_both_figures_of_a_pair(opened: Opened, pair: tuple[Diff, str], width: int) -> None:
    row = [one for one in pair[0].rows if one.change == "changed"][-1]
    assert row.old is not None and row.new is not None
    page = opened(pair[1], f"#nf{row.new.id}", width)
    assert _lit(page, f"of{row.old.id}") and _lit(page, f"nf{row.new.id}")
    assert _seen(page, f"of{row.old.id}") and _seen(page, f"nf{row.new.id}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hover_and_focus_light_a_pair_and_a_click_keeps_it(opened: Opened, pair: tuple[Diff, str]) -> None:
    row = next(one for one in pair[0].rows if one.change == "changed")
    assert row.old is not None and row.new is not None
    old, new = f"of{row.old.id}", f"nf{row.new.id}"
    page = opened(pair[1])
    page.hover(f"#{old}")
    assert _lit(page, new) and _seen(page, new)
    page.hover("h1")
    assert not _lit(page, new)
    page.keyboard.press("Tab")
    page.focus(f"#{new}")
    assert _lit(page, old)
    page.click(f"#{old}")
    page.hover("h1")
    assert _lit(page, new) and page.url.endswith(f"#{old}")
    page.keyboard.press("Escape")
    assert not _lit(page, new) and "#" not in page.url


def test_a_line_of_a_section_lights_its_headings(opened: Opened, pair: tuple[Diff, str]) -> None:
    page = opened(pair[1])
    at, one = [(at, one) for at, one in enumerate(pair[0].sections, 1) if one.old and one.new][-1]
    assert one.old is not None and one.new is not None
    page.locator(f"#s{at} td").last.click()
    for name in (f"os{one.old.id}", f"ns{one.new.id}"):
        page.wait_for_selector(f"[id='{name}'].on", state="attached")
        assert _seen(page, name)
    assert one.new.title in page.locator("#told").inner_text()


def _until(found: Any, count: int) -> None:
    """Wait for a number of elements, by no script in words: the policy of the page refuses one."""
    from playwright.sync_api import expect

    expect(found).to_have_count(count)


def test_filters_leave_the_lines_that_are_asked_for(opened: Opened, pair: tuple[Diff, str]) -> None:
    page = opened(pair[1])
    page.locator("select[name=part]").select_option("targets")
    shown = page.locator("tr[id]:not([hidden])")
    _until(shown, len(pair[0].targets))
    assert shown.count() == len(pair[0].targets)
    page.locator(".state button").click()
    _until(shown, page.locator("tr[id]").count())
    assert shown.count() == page.locator("tr[id]").count()


@pytest.fixture(scope="module")
def pages() -> dict[tuple[str, str], str]:
    """The pages of two and of several reports, in both languages."""
    texts = [load(path) for path in SAMPLES]
    old, new = ((extract(text), text) for text in texts)
    found, table = diff(old[0], new[0]), series(SAMPLES, targets=True)
    made = {}
    for language in ("en", "zh"):
        made["pair", language] = diff_to_html(found, old, new, language)
        made["series", language] = series_to_html(table, language)
    return made


@pytest.mark.parametrize("kind", ["pair", "series"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [1440, 800, 360])
def test_a_page_fits_its_window_and_tears_no_word(
    opened: Opened, pages: dict[tuple[str, str], str], kind: str, language: str, width: int
) -> None:
    page = opened(pages[kind, language], "#r1", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(views.TORN) == []
    assert page.evaluate(views.CLIPPED) == []


@pytest.mark.parametrize("kind", ["pair", "series"])
def test_a_chinese_page_says_nothing_in_english(
    opened: Opened, pages: dict[tuple[str, str], str], kind: str
) -> None:
    reports = [extract(path) for path in SAMPLES]
    known = {one.concept for report in reports for one in report.indicators if one.concept}
    known |= {word for path in SAMPLES for word in views.WORD.findall(f"{path} {path.read_text('utf-8')}")}
    page = opened(pages[kind, "zh"])
    assert views.foreign(page.evaluate(views.OWN), known) == []
    for one in page.locator("article a[id], td a").all()[::40]:
        one.evaluate("one => one.focus()")
        assert views.foreign(page.evaluate(views.OWN), known) == []


@pytest.mark.parametrize("kind", ["pair", "series"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
def test_words_stand_out_from_what_is_behind_them(
    opened: Opened, pages: dict[tuple[str, str], str], kind: str, scheme: str, width: int
) -> None:
    page = opened(pages[kind, "en"], "#r1", width, color_scheme=scheme)
    for one in page.locator("summary").all():
        one.evaluate("one => { one.parentElement.open = true; }")
    assert page.evaluate(views.WEAK) == []


@pytest.mark.parametrize("kind", ["pair", "series"])
@pytest.mark.parametrize("width", [1440, 800, 360])
def test_nothing_covers_what_has_the_focus(
    opened: Opened, pages: dict[tuple[str, str], str], kind: str, width: int
) -> None:
    page = opened(pages[kind, "zh"], "", width)
    for place in ("article a", "td a") if kind == "pair" else ("td a", "summary"):
        page.locator(place).first.focus()
        for _ in range(20):
            page.keyboard.press("Tab")
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            if page.evaluate("!document.activeElement.closest('svg')"):  # dots of one value lie on each other
                assert page.evaluate(views.COVERED) is None


@pytest.mark.parametrize("kind", ["pair", "series"])
def test_what_has_the_focus_is_seen(opened: Opened, pages: dict[tuple[str, str], str], kind: str) -> None:
    page = opened(pages[kind, "en"])
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(views.OUTLINED) is None
    for place in ("td a", "article a, svg a", "select"):
        page.locator(place).last.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.evaluate(views.OUTLINED) is None


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_of_hostile_reports_runs(opened: Opened, scripts: bool) -> None:
    report, text = views.hostile()
    found = diff(report, report)
    for html in (
        diff_to_html(found, (report, text), (report, text)),
        series_to_html(series([report], targets=True), least=1),
    ):
        page = opened(html, java_script_enabled=scripts)
        assert page.locator("main").inner_text()
        if scripts:
            assert page.evaluate("window.ran") is None
            assert page.evaluate("document.querySelectorAll('img, base, iframe, object, embed').length") == 0
        page.context.close()


def test_a_dot_leads_to_its_value(opened: Opened) -> None:
    page = opened(series_to_html(series(SAMPLES, targets=True)))
    dot = page.locator("svg a").first
    place = dot.get_attribute("href")
    dot.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{place}.on")
    assert page.locator(f"{place} q").is_visible()
    page.locator("input[type=search]").fill("no such metric")
    _until(page.locator(".card:not([hidden])"), 0)

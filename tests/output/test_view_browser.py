"""Pages in a browser: what a reader does with them, and that nothing of a report runs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import views
from support import ROOT

from reportmine import Report, extract, load, to_html
from reportmine.output.export import csv_lines
from reportmine.text.text import Text

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and find_spec("playwright")), reason="needs Chromium and playwright"),
]
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]
WIDE, MIDDLE, NARROW = (
    {"width": 1440, "height": 900},
    {"width": 800, "height": 900},
    {"width": 360, "height": 740},
)

Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium; skips where it does not start."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        except Error as error:
            pytest.skip(f"Chromium does not start: {str(error).splitlines()[0]}")
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    """Open the page of a report; whatever it complains of, asks for or fetches fails the test."""
    contexts: list[Any] = []
    heard: list[str] = []

    def open(report: Report, text: Text, place: str = "", language: str = "en", **options: Any) -> Any:
        file = tmp_path / "page.html"
        file.write_text(to_html(report, text, language), "utf-8")
        contexts.append(browser.new_context(**{"viewport": WIDE, **options}))
        page = contexts[-1].new_page()
        page.on("console", lambda said: heard.append(said.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda asked: heard.append(asked.url) if asked.url != page_url else None)
        page_url = file.as_uri()
        page.goto(page_url + place)
        return page

    open.heard = heard  # type: ignore[attr-defined]
    yield open
    for one in contexts:
        one.close()
    assert [one for one in heard if not one.startswith("blob:")] == []


@pytest.fixture(scope="module")
def sample() -> tuple[Report, Text]:
    """A report on two pages, with sentences, headings and a date."""
    text = load(ROOT / "samples" / "yunting-2025.pdf", name="yunting-2025.pdf")
    return extract(text), text


def _record(page: Any) -> dict[str, str]:
    """What the panel says."""
    names, values = (page.locator(f"#record {tag}").all_inner_texts() for tag in ("dt", "dd"))
    return dict(zip(names, values, strict=True))


def _in_view(page: Any, place: str) -> bool:
    """Whether an element stands where it can be seen: in the window, with nothing over it."""
    return bool(
        page.evaluate(
            """(place) => {
                const one = document.querySelector(place), box = one.getClientRects()[0];
                const top = document.elementFromPoint(box.left + 3, box.top + box.height / 2);
                return one === top || one.contains(top);
            }""",
            place,
        )
    )


# nothing runs


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_of_a_hostile_report_runs(opened: Opened, scripts: bool) -> None:
    report, text = views.hostile()
    page = opened(report, text, java_script_enabled=scripts)
    if scripts:
        for one in (1, len(report.indicators) // 2, len(report.indicators)):
            page.evaluate(f"location.hash = 'f{one}'")
            page.wait_for_selector("#record strong")
            assert _record(page)["metric"] == " ".join("".join(views.ATTACKS).split())
        page.locator("#unread").check()
        page.evaluate("location.hash = 'u1'")
        page.wait_for_selector("#record >> text=Not a figure")
        for name in ("section", "concept", "flags", "kind"):
            page.locator(f"select[name={name}]").select_option(index=1)
        page.wait_for_timeout(200)
        assert page.evaluate("window.ran") is None
        assert page.evaluate("document.getElementById('text').textContent") == views.shown(text.raw)
        assert page.evaluate("document.querySelectorAll('img, svg, base, iframe, object, embed').length") == 0
    assert page.url.split("#")[0].endswith("page.html")


def test_the_policy_stops_what_is_not_ours(
    opened: Opened, sample: tuple[Report, Text], tmp_path: Path
) -> None:
    page = opened(*sample)
    ran = page.evaluate(
        """() => new Promise((done) => {
            const stopped = [];
            const note = (one) => stopped.push(one.effectiveDirective);
            document.addEventListener("securitypolicyviolation", note);
            const script = document.createElement("script");
            script.textContent = "window.ran = 1";
            document.body.append(script);
            const held = document.createElement("div");
            held.innerHTML = "<img src='x.png' onerror='window.ran = 2'>";
            document.body.append(held);
            setTimeout(() => done([window.ran ?? null, stopped.sort()]), 300);
        })"""
    )
    opened.heard.clear()  # type: ignore[attr-defined]  # here it should complain
    assert ran[0] is None and {"img-src", "script-src-elem"} <= set(ran[1])


def test_a_browser_has_every_character(opened: Opened) -> None:
    pages = sorted((ROOT / "tests" / "data" / "pages").glob("*.*"))
    found = [views.read(raw) for raw in views.ODD] + [(extract(text), text) for text in map(load, pages)]
    assert len(found) > 20
    for report, text in found:
        page = opened(report, text)
        assert page.evaluate("document.getElementById('text').textContent") == views.shown(text.raw)
        assert page.locator("tr[id]").count() == len(report.indicators)
        page.context.close()


# what a reader does


def test_hover_and_focus_show_a_record_and_a_click_keeps_it(
    opened: Opened, sample: tuple[Report, Text]
) -> None:
    report, text = sample
    page = opened(report, text)
    one, other = report.indicators[0], report.indicators[2]
    page.hover(f"#f{one.id}")
    assert page.locator("#record strong").inner_text() == one.text
    told = _record(page)
    assert (told["metric"], told["period"], told["page"]) == (one.metric, one.period, "1")
    assert told["place"] == f"{one.start}–{one.end}" and told["sentence"] == one.sentence
    page.hover("h1")
    assert page.locator("#record strong").count() == 0
    page.focus(f"#f{other.id}")
    assert page.locator("#record strong").inner_text() == other.text
    page.click(f"#f{one.id}")
    assert page.url.endswith(f"#f{one.id}")
    page.hover("h1")
    assert page.locator("#record .said").inner_text().split() == [one.text, "kept", "×"]
    page.keyboard.press("Escape")
    assert page.locator("#record strong").count() == 0 and "#" not in page.url
    page.click(f"#f{one.id}")
    page.click(f"#f{one.id}")
    assert "#" not in page.url


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=lambda size: str(size["width"]))
def test_a_deep_link_opens_the_record_and_leaves_the_figure_in_sight(
    opened: Opened, sample: tuple[Report, Text], size: dict[str, int]
) -> None:
    report, text = sample
    for one in (report.indicators[-1], report.indicators[66]):
        page = opened(report, text, f"#f{one.id}", viewport=size)
        assert page.locator("#record strong").inner_text() == one.text
        assert _in_view(page, f"#f{one.id}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.evaluate(views.TORN) == page.evaluate(views.CLIPPED) == []


def test_the_keyboard_goes_from_figure_to_figure(opened: Opened, sample: tuple[Report, Text]) -> None:
    report, text = sample
    page = opened(report, text)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#f1")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "f2"
    page.keyboard.press("Enter")
    assert page.url.endswith("#f2")
    page.get_by_role("button", name="Next figure").click()
    assert page.url.endswith("#f3")
    assert page.locator("#record strong").inner_text() == report.indicators[2].text


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=lambda size: str(size["width"]))
def test_nothing_covers_what_has_the_focus(
    opened: Opened, sample: tuple[Report, Text], size: dict[str, int]
) -> None:
    page = opened(*sample, viewport=size)
    for place in ("#f1", "#f60", "#r1 a"):
        page.locator(place).focus()
        for _ in range(20):
            page.keyboard.press("Tab")
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            assert page.evaluate(views.COVERED) is None


def test_the_keyboard_goes_into_the_record_of_a_kept_figure_and_back(
    opened: Opened, sample: tuple[Report, Text]
) -> None:
    page = opened(*sample)
    focused = "document.activeElement.id || document.activeElement.textContent"
    page.focus("#f5")
    page.keyboard.press("Enter")
    page.wait_for_selector("#record .pin")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Copy row"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == "f5"
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == "f5" and "#" not in page.url
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "f6"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: str(size["width"]))
def test_what_has_the_focus_is_seen(
    opened: Opened, sample: tuple[Report, Text], size: dict[str, int]
) -> None:
    page = opened(*sample, viewport=size)
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(views.OUTLINED) is None
    for place in ("#f9", "#f9", "select[name=kind]", "#r9 a", "button >> text=CSV"):
        page.locator(place).first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.evaluate(views.OUTLINED) is None


def _left(page: Any) -> list[int]:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found = page.evaluate(
        "[...document.querySelectorAll('tr[id]')].filter((one) => !one.hidden).map((one) => one.id)"
    )
    return [int(one[1:]) for one in found]


@pytest.mark.parametrize(
    ("name", "value", "holds"),
    [
        ("status", "=target", lambda one: one.status == "target"),
        ("confidence", "doubtful", lambda one: "review" in one.flags),
        ("flags", "=inherited-item", lambda one: "inherited-item" in one.flags),
        ("flags", "-", lambda one: not one.flags),
        ("concept", "=gdp", lambda one: one.concept == "gdp"),
        ("kind", "=money", lambda one: one.kind == "money"),
        ("section", "=3", lambda one: (one.section or "").split(".")[0] == "3"),
        ("section", "-", lambda one: one.section is None),
    ],
)
def test_each_filter_leaves_what_it_says(
    opened: Opened, sample: tuple[Report, Text], name: str, value: str, holds: Callable[[Any], bool]
) -> None:
    report, text = sample
    page = opened(report, text)
    page.locator(f"select[name={name}]").select_option(value)
    wanted = [one.id for one in report.indicators if holds(one)]
    assert 0 < len(wanted) < len(report.indicators)
    assert _left(page) == wanted
    assert page.get_by_role("status").inner_text() == f"{len(wanted)} shown"
    assert page.locator("article a.off").count() >= len(report.indicators) - len(wanted)
    page.get_by_role("button", name="Show all").click()
    assert len(_left(page)) == len(report.indicators)


def test_words_are_searched_and_a_row_leads_to_its_place(opened: Opened, sample: tuple[Report, Text]) -> None:
    report, text = sample
    page = opened(report, text)
    page.get_by_label("Search figures").fill("欧洲 投资")
    left = _left(page)
    assert (
        left
        == [one.id for one in report.indicators if "欧洲" in one.sentence and "投资" in one.sentence]
        != []
    )
    row = page.locator(f"#r{left[-1]}")
    row.locator("td").nth(1).click()
    assert page.url.endswith(f"#f{left[-1]}") and _in_view(page, f"#f{left[-1]}")
    assert page.locator("#record strong").inner_text() == report.indicators[left[-1] - 1].text


def test_numerals_that_are_no_figures_are_shown_on_demand(
    opened: Opened, sample: tuple[Report, Text]
) -> None:
    report, text = sample
    page = opened(report, text)
    at = next(at for at, one in enumerate(report.unread, 1) if one.reason == "name")
    page.locator(f"#u{at}").scroll_into_view_if_needed()
    page.hover(f"#u{at}")
    assert page.locator("#record strong").count() == 0
    page.evaluate("document.getElementById('unread').click()")
    page.focus(f"#u{at}")
    told = _record(page)
    assert (told["reason"], told["rule"]) == ("name", report.unread[at - 1].rule)


def test_what_is_downloaded_is_what_extract_writes(opened: Opened, sample: tuple[Report, Text]) -> None:
    for report, text in (sample, views.hostile()):
        page = opened(report, text)
        given = {}
        for name in ("CSV", "JSON"):
            with page.expect_download() as waiting:
                page.get_by_role("button", name=f"Download {name}").click()
            given[name] = Path(waiting.value.path()).read_bytes().decode()
        assert waiting.value.suggested_filename.endswith(".json")
        assert json.loads(given["JSON"]) == report.model_dump(mode="json")
        assert given["CSV"] == "".join(csv_lines([report], excel=True))


def test_numbers_are_written_without_exponents(opened: Opened) -> None:
    text = load("办理案件12件，办理信访13件，办理投诉14件。".encode())
    report = extract(text)
    values = ("0.000000000123", "1234567890000000000000000", "0.5")
    figures = [
        one.model_copy(update={"value": Decimal(value)})
        for one, value in zip(report.indicators, values, strict=True)
    ]
    report = report.model_copy(update={"indicators": tuple(figures)})
    page = opened(report, text)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    assert Path(waiting.value.path()).read_bytes().decode() == "".join(csv_lines([report], excel=True))


def test_a_row_is_copied_with_tabs_between_its_cells(opened: Opened, sample: tuple[Report, Text]) -> None:
    report, text = sample
    page = opened(report, text, "#f66", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy row").click()
    page.wait_for_selector("text=Copied")
    cells = page.evaluate("navigator.clipboard.readText()").split("\t")
    assert cells[:1] + cells[5:8] == ["yunting-2025.pdf", "66", "3.64万户", str(report.indicators[65].start)]


def test_a_chinese_page_says_nothing_in_english(opened: Opened, sample: tuple[Report, Text]) -> None:
    report, text = sample
    figures = {str(one) for each in report.indicators for one in (each.concept, *each.rules)}
    known = {
        *figures,
        *(str(one.rule) for one in report.unread),
        *views.WORD.findall(text.raw),
        "yunting-2025.pdf",
    }
    page = opened(report, text, language="zh")
    page.get_by_role("button", name="核对").click()
    marked = [f"f{one.id}" for one in report.indicators]
    marked += [name for at in range(len(report.unread)) if page.locator(f"#{(name := f'u{at + 1}')}").count()]
    for name in marked:
        page.evaluate(f"location.hash = '{name}'")
        page.wait_for_selector(f"#{name}.on", state="attached")
        assert views.foreign(page.evaluate(views.OWN), known) == []


def test_a_phone_shows_the_record_below_and_closes_it(opened: Opened, sample: tuple[Report, Text]) -> None:
    page = opened(*sample, viewport=NARROW, has_touch=True, language="zh")
    assert page.locator("#record").is_hidden()
    page.tap("#f1")
    page.wait_for_selector("#record .said")
    assert _in_view(page, "#f1")
    page.get_by_role("button", name="关闭").tap()
    assert page.locator("#record").is_hidden()
    page.tap("summary")
    page.tap("nav a[href='#s3.2']")
    assert _in_view(page, "[id='s3.2']") and page.locator("nav ol").first.is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: str(size["width"]))
def test_words_stand_out_from_what_is_behind_them(
    opened: Opened, sample: tuple[Report, Text], scheme: str, size: dict[str, int]
) -> None:
    page = opened(*sample, "#f66", viewport=size, color_scheme=scheme)
    page.locator("#unread").evaluate("one => one.click()")
    assert page.evaluate(views.WEAK) == []


def test_every_control_has_a_name_and_headings_follow_each_other(
    opened: Opened, sample: tuple[Report, Text]
) -> None:
    page = opened(*sample, "#f66")
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select")]
            .filter((one) => !(one.labels?.length || one.textContent.trim() || one.ariaLabel))
            .map((one) => one.outerHTML)"""
    )
    assert nameless == []
    assert page.get_by_role("heading", level=1).count() == 1
    for name in ("main", "navigation", "complementary", "search"):
        assert page.get_by_role(name).count() == 1, name
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("document.getElementById('text').lang") == "zh"


def test_without_scripts_the_text_and_the_table_are_there(
    opened: Opened, sample: tuple[Report, Text]
) -> None:
    report, text = sample
    for size in (WIDE, NARROW):
        page = opened(report, text, "#f66", java_script_enabled=False, viewport=size)
        assert page.locator("#f66").is_visible() and page.locator("#r66").is_visible()
        assert page.locator("nav ol").first.is_visible()
        assert page.locator("tr[id]").count() == len(report.indicators)
        page.locator("#unread").check()


def test_on_paper_there_are_the_text_and_the_table(opened: Opened, sample: tuple[Report, Text]) -> None:
    page = opened(*sample, "#f66")
    page.emulate_media(media="print")
    for place in ("nav", "#record", "#review", ".filters", ".state", ".tools"):
        found = page.locator(place).all()
        assert found and all(one.is_hidden() for one in found), place
    for place in ("h1", "#f1", "#f169", "#r1", "#r169"):
        assert page.locator(place).is_visible(), place


def test_places_count_characters_beyond_the_first_plane(opened: Opened) -> None:
    text = load("𠀀𠀁市办理案件1267件，𠀂𠀃比上年增长5.3%。".encode())
    report = extract(text)
    page = opened(report, text, "#f2")
    assert page.locator("#record strong").inner_text() == "5.3%"
    assert _record(page)["sentence"] == report.indicators[1].sentence

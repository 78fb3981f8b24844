"""The review of a page in a browser: what is marked there is what the command line applies and scores."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import views
from conftest import Run
from support import ROOT, lawful
from test_view_browser import browser, opened, pytestmark  # noqa: F401

from reportmine import Report, correct, extract, load
from reportmine.metrics.concepts import concepts, headline
from reportmine.review.reading import read
from reportmine.review.worth import by_worth
from reportmine.rules.files import load as load_rules
from reportmine.text.text import Text

Opened = Callable[..., Any]
SAMPLE = ROOT / "samples" / "yunting-2025.txt"


@pytest.fixture
def sample() -> tuple[Report, Text]:
    text = load(SAMPLE)
    return extract(text), text


def _begin(page: Any) -> None:
    page.get_by_role("button", name="Review", exact=True).click()
    page.mouse.move(2, 2)  # what lies under the pointer is shown


def _show(page: Any, id: int) -> None:
    page.evaluate(f"location.hash = 'f{id}'")
    page.wait_for_selector(f"#r{id}.on", state="attached")


def _said(page: Any) -> str:
    return str(page.locator("#review [role=status]").inner_text())


def _select(page: Any, start: int, end: int) -> None:
    """Select characters of the text, as a pointer does."""
    page.evaluate(
        """([start, end]) => {
            const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let at = 0, begun = false;
            while (walk.nextNode()) {
                const node = walk.currentNode, signs = Array.from(node.data);
                const units = (n) => signs.slice(0, n).join("").length;
                if (!begun && start < at + signs.length) range.setStart(node, units(start - at));
                begun ||= start < at + signs.length;
                if (end <= at + signs.length) { range.setEnd(node, units(end - at)); break; }
                at += signs.length;
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        [start, end],
    )


def _exported(page: Any, tmp_path: Path) -> Path:
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download corrections").click()
    place = tmp_path / "corrections.toml"
    caught.value.save_as(place)
    assert caught.value.suggested_filename == "yunting-2025.corrections.toml"
    return place


def test_what_is_marked_is_applied_and_scored(
    opened: Opened,  # noqa: F811
    sample: tuple[Report, Text],
    tmp_path: Path,
    run: Run,
) -> None:
    report, text = sample
    page = opened(report, text)
    _begin(page)
    assert _said(page).startswith(f"0 of {len(report.indicators)} checked")
    right, wrong, none = report.indicators[56], report.indicators[57], report.indicators[58]
    _show(page, right.id)
    page.keyboard.press("r")
    _show(page, wrong.id)
    page.locator("#record input[name=item]").fill('税"收\\')
    page.locator("#record input[name=value]").fill("-04.80")
    page.locator("#record select[name=role]").select_option("level")
    page.locator("#record input[name=period]").fill("soon")
    page.keyboard.press("Tab")
    assert page.locator("#record input[name=period]:invalid").count() == 1
    _show(page, none.id)
    page.get_by_role("button", name="Not a figure").click()
    date = next(one for one in report.unread if one.reason == "date")
    _select(page, date.start, date.end)
    page.get_by_role("button", name="Add missed figure").click()
    page.locator("#review input[name=value]").fill("2025")
    page.locator("#review select[name=kind]").select_option("count")
    page.locator("#review input[name=item]").fill("补充")
    page.keyboard.press("Tab")
    assert _said(page) == (
        f"3 of {len(report.indicators)} checked · Right 1 · Wrong 1 · Not a figure 1 · Missed 1"
    )
    assert page.locator(f"#r{right.id}[data-said=right]").count() == 1
    assert page.locator(f"#f{none.id}[data-said=not_a_figure]").count() == 1
    place = _exported(page, tmp_path)

    after = correct(report, text, [place])
    lawful(after, text)
    found = {(one.start, one.end): one for one in after.indicators}
    assert found[right.start, right.end].flags[-1] == "confirmed"
    mended = found[wrong.start, wrong.end]
    assert (mended.item, str(mended.value), mended.role, mended.direction) == (
        '税"收\\',
        "-4.80",
        "level",
        None,
    )
    assert mended.flags[-1] == "corrected" and mended.confidence == 1
    assert (none.start, none.end) not in found
    assert [one.reason for one in after.unread if one.start == none.start] == ["not-a-figure"]
    added = found[date.start, date.end]
    assert (added.value, added.item, added.kind, added.flags) == (2025, "补充", "count", ("corrected",))

    done = run("extract", SAMPLE, "--corrections", place, "-q")
    assert done.returncode == 0 and done.stderr == b""
    assert len(json.loads(done.stdout)["indicators"]) == len(report.indicators)
    scored = run("review", "score", SAMPLE, "--corrections", place, "-q")
    counts = json.loads(scored.stdout)["all"]["fields"]
    assert {name: (one["right"], one["asked"]) for name, one in counts.items()} == {
        "found": (2, 3),
        "left_out": (0, 1),
        **dict.fromkeys(("reading", "item", "role", "record"), (1, 2)),
        **dict.fromkeys(("action", "actor", "period", "status"), (2, 2)),
    }


def test_the_review_goes_by_worth_and_is_kept(opened: Opened, sample: tuple[Report, Text]) -> None:  # noqa: F811
    report, text = sample
    order = [one.id for one in by_worth(report.indicators, headline(concepts(load_rules(()))))]
    page = opened(report, text)
    _begin(page)
    page.keyboard.press("n")
    page.wait_for_selector(f"#r{order[0]}.on", state="attached")
    page.keyboard.press("w")
    page.keyboard.press("n")
    page.wait_for_selector(f"#r{order[1]}.on", state="attached")
    page.keyboard.press("r")
    page.keyboard.press("u")
    page.get_by_role("button", name="By worth").click()
    shown = page.eval_on_selector_all(".rows tr[id]", "rows => rows.map((one) => Number(one.id.slice(1)))")
    assert shown == order
    page.get_by_role("button", name="By worth").click()
    shown = page.eval_on_selector_all(".rows tr[id]", "rows => rows.map((one) => Number(one.id.slice(1)))")
    assert shown == sorted(order)
    _select(page, report.unread[0].start, report.unread[0].end)
    page.get_by_role("button", name="Add missed figure").click()
    page.reload()
    _begin(page)
    assert _said(page).startswith("1 of ") and "Wrong 1" in _said(page) and _said(page).endswith("Missed 1")


def test_what_is_kept_is_not_trusted(
    opened: Opened,  # noqa: F811
    sample: tuple[Report, Text],
    tmp_path: Path,
) -> None:
    report, text = sample
    page = opened(report, text)
    one = report.indicators[0]
    for held in (
        "{",
        "[]",
        "7",
        '{"figures": [[1]], "missed": [{"start": 0, "end": 1e9, "text": ""}]}',
        json.dumps({"figures": [[one.start, one.end, "wrong", {"kind": "<b>", "value": "x", "item": 3}]]}),
    ):
        page.evaluate(f"localStorage.setItem('reportmine.review.{report.source.sha256}', {json.dumps(held)})")
        page.reload()
        _begin(page)
        (sheet,) = read(_exported(page, tmp_path))
        assert not any(entry.correct for entry in sheet.entries)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_review_of_a_hostile_report_runs_nothing(
    opened: Opened,  # noqa: F811
    tmp_path: Path,
    scripts: bool,
) -> None:
    report, text = views.hostile()
    page = opened(report, text, java_script_enabled=scripts)
    if not scripts:
        assert page.get_by_role("button", name="Review", exact=True).count() == 0
        return
    _begin(page)
    for one in report.indicators[:3]:
        _show(page, one.id)
        page.keyboard.press("r")
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download corrections").click()
    place = tmp_path / "c.toml"
    caught.value.save_as(place)
    (sheet,) = read(place) if all(one.period is None for one in report.indicators[:3]) else _no_period(place)
    assert sheet.name == report.source.name and len(sheet.entries) == 3
    assert sheet.entries[0].read["item"] == report.indicators[0].item
    assert page.evaluate("window.ran") is None


def _no_period(place: Path) -> Any:
    """The file without what no reading gives: attacks for periods and ids."""
    kept = [
        line for line in place.read_text("utf-8").splitlines() if not line.startswith(("period", "concept"))
    ]
    place.write_text("\n".join(kept), "utf-8")
    return read(place)

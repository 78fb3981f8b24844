"""Real texts and files, judged by a person who read them before the tool's output was seen.

`data/meta-facts.csv` holds what he wrote: ` | ` stands between answers that are right alike, `-` and an empty
cell for none. Dates and the region's code are of texts only.
"""

from __future__ import annotations

import csv
from functools import cache

import pytest
from support import ROOT, SHARED

from reportmine import InputError, load
from reportmine.about import meta
from reportmine.rules.files import load as load_rules
from reportmine.structure import chrome, sections

JUDGED = ("title", "issuer", "region", "year")
DATED = ("region_code", "published", "signed")
with (ROOT / "tests" / "data" / "meta-facts.csv").open(encoding="utf-8", newline="") as table:
    ROWS = [row for row in csv.DictReader(table) if (SHARED / row["folder"] / row["file"]).is_file()]
FLOOR = 0.97
MISSED = {  # what is not found, and why; a warning says each
    ("changdu-2025-statistical-bulletin.pdf", "title"): "stands in a picture only",
    ("huangshi-2025-budget-execution.html", "title"): "stands outside the article",
    ("jiangsu-nanjing-2026-budget-report.pdf", "issuer"): "its line is drawn with a font without letters",
}
pytestmark = pytest.mark.skipif(not ROWS, reason="no texts beside the checkout")


@cache
def _about(folder: str, file: str) -> tuple[dict[str, str], frozenset[str]] | None:
    """What the tool says of a file, and the words of its warnings; None for a file it refuses."""
    try:
        text = load(SHARED / folder / file)
    except InputError:
        return None
    rules = load_rules(())
    hidden = chrome.spans(text, rules)
    found = meta.about(text, sections.read(text, rules, hidden), hidden, rules)
    said = {name: str(getattr(found.facts, name) or "") for name in (*JUDGED, *DATED)}
    return said, frozenset(word for one in found.notices for word in one.code.split("-"))


def _right(written: str, said: str) -> bool:
    return said in {one.strip() if one.strip() != "-" else "" for one in written.split(" | ")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_each_fact_is_right_or_warned_of(row: dict[str, str]) -> None:
    if (about := _about(row["folder"], row["file"])) is None:
        pytest.skip("a file that is refused says nothing")
    said, warned = about
    wrong = {name: said[name] for name in JUDGED if not _right(row[name], said[name])}
    assert wrong.keys() <= warned, wrong
    assert {(row["file"], name) for name in wrong} <= MISSED.keys(), wrong
    if row["folder"] == "corpus":
        assert {name: said[name] for name in DATED} == {name: row[name] for name in DATED}


def test_nearly_all_facts_are_right() -> None:
    pairs = [(row, about) for row in ROWS if (about := _about(row["folder"], row["file"])) is not None]
    right = [_right(row[name], said[name]) for row, (said, _) in pairs for name in JUDGED]
    assert sum(right) >= FLOOR * len(right)


def test_every_text_is_judged() -> None:
    """The corpus cannot grow without a reader of the new texts."""
    for folder in ("corpus", "files"):
        lying = {path.name for path in (SHARED / folder).iterdir() if path.suffix != ".md"}
        assert lying == {row["file"] for row in ROWS if row["folder"] == folder}

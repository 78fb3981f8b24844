"""Whole reports: no error, and every law of offsets. The samples, and ../shared/corpus where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT, SHARED, lawful

from reportmine import Report, extract, load, outline

EXCERPT = 1000  # characters; a shorter text may have no heading

TEXTS = sorted([*(ROOT / "samples").glob("*.txt"), *(SHARED / "corpus").glob("*.txt")])


@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_a_whole_report(path: Path) -> None:
    text = load(path)
    assert text.raw == path.read_bytes().decode("utf-8-sig")
    report = extract(text)
    lawful(report, text)
    # the verdicts alone: texts are held out, and pytest would print what it compares
    verdicts = {
        "has figures": len(report.indicators) > 0,
        "has sections": len(report.sections) > 0 or len(text.raw) < EXCERPT,
        "outline gives the same sections": outline(text) == report.sections,
        "comes back from JSON": Report.model_validate_json(report.model_dump_json()) == report,
    }
    assert [said for said, holds in verdicts.items() if not holds] == []


def test_reading_is_the_same_the_second_time() -> None:
    path = ROOT / "samples" / "yunting-2025.txt"
    assert extract(path) == extract(path)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_change_nothing_but_offsets(ends: str) -> None:
    path = ROOT / "samples" / "yunting-2024.txt"
    plain = path.read_text(encoding="utf-8")
    names = {"text", "value", "value_max", "unit", "relation", "item", "action", "role", "section", "period"}
    one, other = (extract(text) for text in (plain, plain.replace("\n", ends)))
    assert [figure.model_dump(include=names) for figure in one.indicators] == [
        figure.model_dump(include=names) for figure in other.indicators
    ]

"""Whole reports: no error, and every law of offsets. The samples, and ../shared/corpus where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT, SHARED, lawful

from reportmine import Report, extract, load, outline

TEXTS = sorted([*(ROOT / "samples").glob("*.txt"), *(SHARED / "corpus").glob("*.txt")])


@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_a_whole_report(path: Path) -> None:
    text = load(path)
    assert text.raw == path.read_bytes().decode("utf-8-sig")
    report = extract(text)
    lawful(report, text)
    assert report.indicators and report.sections and report.title
    assert outline(text) == report.sections
    assert Report.model_validate_json(report.model_dump_json()) == report


@pytest.mark.parametrize("path", TEXTS[-2:], ids=[path.stem for path in TEXTS[-2:]])
def test_reading_is_the_same_the_second_time(path: Path) -> None:
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

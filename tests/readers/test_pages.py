"""Whole pages in the layouts of real sites, against what a person reads in them (tests/data/pages)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

from reportmine import Report, extract
from reportmine.readers.source import load
from reportmine.records import Indicator
from reportmine.text.text import Text

PAGES = ROOT / "tests" / "data" / "pages"
FILES = sorted(PAGES.glob("*.*html"))
FACTS = ("title", "issuer", "region", "year", "published", "signed")
SIZES = {"千": 1000, "万": 10_000, "亿": 100_000_000}
PLAIN = {"绝对数", "绝对额", "总量", "其中", "决算数", "预算数"}
UNIT = re.compile(r"[（(](?:单位[：:])?(?:[%元个件]|[万亿][元人])[）)]$|%$")
NUMBERING = re.compile(
    "^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．]|其中：|20[0-9]{2}年)+"
)
REMARK = re.compile("（[^（）]*，[^（）]*）$")
GROWTH = re.compile("(?:比上年)?增长$")

pytestmark = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def squeezed(text: str) -> str:
    return "".join(text.split())


@cache
def expected(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAGES / "expected" / f"{file.stem}.json").read_text("utf-8"))
    return found


@cache
def read(file: Path) -> tuple[Text, Report]:
    text = load(file)
    return text, extract(text)


def in_table(text: Text, place: int) -> bool:
    return any(grid.start <= place < grid.end for grid in text.grids)


def lines(text: Text) -> Iterator[tuple[str, bool]]:
    """Every line without blanks, and whether it is a row of a table."""
    place = 0
    for line in text.raw.split("\n"):
        if squeezed(line):
            yield squeezed(line), in_table(text, place)
        place += len(line) + 1


def test_lines_are_there_in_order(file: Path) -> None:
    found = iter([line for line, row in lines(read(file)[0]) if not row])
    assert [line for line in expected(file)["lines"] if line not in found] == []


def test_figures_stand_in_the_report(file: Path) -> None:
    text, report = read(file)
    known = {*expected(file)["lines"], *expected(file)["optional"]}
    for one in report.indicators:
        start = text.raw.rfind("\n", 0, one.start) + 1
        line = squeezed(text.raw[start:].split("\n", 1)[0])
        assert in_table(text, one.start) or line in known, one.text


def test_nothing_of_the_site_is_there(file: Path) -> None:
    whole = squeezed(read(file)[0].raw)
    assert [one for one in expected(file)["absent"] if squeezed(one) in whole] == []


@pytest.mark.parametrize("fact", FACTS)
def test_facts(file: Path, fact: str) -> None:
    assert getattr(read(file)[1], fact) == expected(file)[fact]


def test_cells(file: Path) -> None:
    text, report = read(file)
    found = [one for one in report.indicators if in_table(text, one.start)]
    cells = expected(file)["cells"]
    assert [one.text for one in found] == [cell["text"] for cell in cells]
    for one, cell in zip(found, cells, strict=True):
        assert said(one) == wanted(cell), cell
        assert_item(one, cell)
        assert_caption(one, cell, report)


def said(one: Indicator) -> tuple[object, ...]:
    return one.value, one.unit, one.role, one.direction


def wanted(cell: dict[str, Any]) -> tuple[object, ...]:
    """Value, unit, role and direction of a cell."""
    unit, value = cell["unit"], Decimal(str(cell["value"]))
    if unit and unit[0] in SIZES:
        value, unit = value * SIZES[unit[0]], unit[1:]
    if not is_change(cell):
        return value, unit, "level", None
    direction = None if value == 0 else "down" if value < 0 else "up"
    return abs(value), unit, "change", direction


def is_change(cell: dict[str, Any]) -> bool:
    return "涨跌幅度" in (cell["caption"] or "") or any(GROWTH.search(bare(one)) for one in cell["column"])


def bare(header: str) -> str:
    """A header without numbering, year, unit and remark."""
    return REMARK.sub("", UNIT.sub("", NUMBERING.sub("", squeezed(header))))


def assert_item(one: Indicator, cell: dict[str, Any]) -> None:
    item = squeezed(one.item or "")
    for header in (*cell["row"], *cell["column"]):
        name = bare(header)
        name = GROWTH.sub("", name) if header in cell["column"] else name
        assert name in PLAIN or name.isdigit() or name in item, (header, one.item)


def assert_caption(one: Indicator, cell: dict[str, Any], report: Report) -> None:
    caption = cell["caption"]
    if one.table is not None or caption is None:
        assert squeezed(one.table or "") == (caption or "")
        return
    section = next(section for section in report.sections if section.id == one.section)
    assert squeezed(f"{section.marker or ''}{section.title}") == caption

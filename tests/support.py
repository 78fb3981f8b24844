"""For the tests of the core: the figures of a sentence, the laws for every report, the bench."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportmine import Indicator, Report, extract
from reportmine.text.text import Text

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

Fields = dict[str, Any]
Expected = dict[str, Fields]  # each figure of a sentence as written, in order → what must come out


def bench(name: str) -> Any:
    """A module of bench/."""
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        return import_module(name)
    finally:
        sys.path.pop(0)


def shown(figure: Indicator, names: Fields) -> Fields:
    """The named fields of a figure, decimals as text."""
    fields = {name: getattr(figure, name) for name in names}
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in fields.items()}


def check(sentence: str, expected: Expected) -> None:
    """The sentence gives these figures and no other, with these fields."""
    figures = extract(sentence).indicators
    got = {one.text: shown(one, expected.get(one.text, {})) for one in figures}
    assert list(got.items()) == list(expected.items()), f"got {got}"


def lawful(report: Report, text: Text) -> None:
    """What holds for the report of any text whatever."""
    raw = text.raw
    assert report.source.length == len(raw)
    sections = {section.id: section for section in report.sections}
    assert len(sections) == len(report.sections)
    for section in report.sections:
        assert 0 <= section.start <= section.body_start <= section.end <= len(raw)
        assert section.parent is None or section.parent in sections
        if section.parent is not None:
            above = sections[section.parent]
            assert above.start <= section.start and section.end <= above.end
    assert [one.id for one in report.indicators] == list(range(1, len(report.indicators) + 1))
    for one in report.indicators:
        assert one.text == raw[one.start : one.end] != ""
        assert one.text in one.sentence
        assert one.sentence in raw
        assert one.section is None or sections[one.section].start <= one.start < sections[one.section].end
        assert one.value_max is None or one.value < one.value_max
        assert one.role != "level" or one.direction is None
        phrases = (one.unit, one.item, one.action, one.actor, one.basis, one.whole, one.period, one.metric)
        assert "" not in phrases
    for other in report.unread:
        assert other.text == raw[other.start : other.end] != ""
        assert other.reason
    for row in (report.indicators, report.unread):
        assert list(row) == sorted(row, key=lambda one: one.start)
    places = sorted((one.start, one.end) for one in (*report.indicators, *report.unread))
    for (_, end), (start, _) in pairwise(places):
        assert end <= start, f"two readings of one place: …{raw[max(0, start - 10) : end + 10]!r}…"
    for notice in report.warnings:
        assert notice.start is None or 0 <= notice.start <= (notice.end or notice.start) <= len(raw)
    read = bytearray(len(raw))
    for start, end in places:
        read[start:end] = b"\1" * (end - start)
    lost = [at for at, sign in enumerate(text.folded) if sign.isascii() and sign.isdigit() and not read[at]]
    assert not lost, f"a figure vanished: …{raw[max(0, lost[0] - 10) : lost[0] + 10]!r}…"


def formula(cell: str) -> bool:
    """Whether a spreadsheet runs a cell as a formula: not a lone sign, nor a number with its sign."""
    plain = re.fullmatch(r"[=＝+＋\-－@＠]|[+\-＋－]?[\d.,]+[%％]?", cell)
    return cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) and plain is None

"""Text made to fit a page, where Chinese characters are two columns wide."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.output.markdown import escaped
from reportmine.output.widths import CUT, WIDTH, columns, cut, shared, wrapped

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@pytest.mark.parametrize(
    ("text", "wide"),
    [("", 0), ("abc", 3), ("增长", 4), ("增a", 3), ("“增”", 6), ("e\u0301", 1), ("\u200b", 0)],
)
def test_chinese_is_two_wide(text: str, wide: int) -> None:
    assert columns(text) == wide


@pytest.mark.parametrize(
    ("text", "room", "short"),
    [
        ("地区生产总值", 12, "地区生产总值"),
        ("地区生产总值", 11, "地区…总值"),
        ("全体居民人均可支配收入", 12, "全体…配收入"),
        (r"a\|b\|c", 6, r"a…\|c"),
        ("a&lt;b&lt;c", 9, "a…b&lt;c"),
    ],
)
def test_what_is_too_long_loses_its_middle(text: str, room: int, short: str) -> None:
    assert cut(text, room) == short


@given(TEXTS, st.integers(2, 90))
def test_what_is_cut_fits_and_breaks_no_escape(text: str, room: int) -> None:
    whole = escaped(text)
    short = cut(whole, room)
    assert columns(short) <= max(room, 2)
    for part in short.split(CUT) if short != whole else ():
        assert re.search(r"(?<!\\)(?:\\\\)*\\$", part) is None


@given(TEXTS, st.sampled_from([("", ""), ("* ", "  "), ("  * ", "    ")]))
def test_wrapped_lines_fit_and_lose_nothing(text: str, marks: tuple[str, str]) -> None:
    whole = escaped(text)
    lines = list(wrapped(whole, *marks))
    first, *rest = lines
    assert first.startswith(marks[0]) and all(line.startswith(marks[1]) for line in rest)
    assert all(columns(line.rstrip("\n")) <= WIDTH and line.endswith("\n") for line in lines)
    inside = [first[len(marks[0]) :], *(line[len(marks[1]) :] for line in rest)]
    assert not any(re.match(r"[-+=>#*]|\d+[.)]", line.replace("**", "")) for line in inside)
    kept = re.sub(r"[\\\s]", "", "".join(inside))
    assert kept == re.sub(r"[\\\s]", "", whole)


def test_lines_are_broken_at_blanks_where_there_are_any() -> None:
    assert [line.rstrip() for line in wrapped("长 " * 30 + "- 1. 终")] == [
        "长 " * 26 + "长",
        "长 长 长 - 1. 终",
    ]
    assert list(wrapped("- a")) == ["\\- a\n"] and list(wrapped("12. a")) == ["12\\. a\n"]


@given(st.lists(st.integers(0, 200), min_size=1, max_size=7), st.integers(20, 100), st.data())
def test_cells_share_a_line(widths: list[int], room: int, data: st.DataObject) -> None:
    bends = data.draw(st.integers(0, len(widths) - 1))
    given = shared(widths, room, bends)
    assert all(one <= width for one, width in zip(given, widths, strict=True))
    assert sum(given) <= room or sum(widths) <= room
    assert given == widths or sum(widths) > room

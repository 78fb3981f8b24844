"""A text to sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.text.sentences import LONGEST, locate, sentences


def _cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\u3000\n", []),
        ("办理案件5件。", ["办理案件5件。"]),
        ("办理案件5件。审结4件！还有吗？有", ["办理案件5件。", "审结4件！", "还有吗？", "有"]),
        ("收到5件，审结4件；转办1件。", ["收到5件，审结4件；转办1件。"]),
        ("一、回顾\n\u3000\u3000新建公园3个。\r\n完", ["一、回顾", "新建公园3个。", "完"]),
        ("他说：“要快。”大家同意。", ["他说：“要快。”", "大家同意。"]),
        ("增长5.3%。比上年快0.2个百分点。", ["增长5.3%。", "比上年快0.2个百分点。"]),
        ("（新增3家。）另有2家。", ["（新增3家。）", "另有2家。"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert _cut(text) == expected


def test_a_sentence_too_long_is_cut_at_commas() -> None:
    pieces = _cut("深入推进法治政府建设，" * 500)
    assert len(pieces) > 1
    assert all(len(piece) <= LONGEST and piece.endswith("，") for piece in pieces)


def test_a_sentence_too_long_without_commas_is_cut_anyway() -> None:
    assert all(len(piece) <= LONGEST for piece in _cut("字" * 5000))


@given(st.text("字，、；。！？\n\r \u3000”）5", max_size=3000) | st.text(max_size=200))
def test_every_character_is_in_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert spans == sorted(spans)
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
    starts = [start for start, _ in spans]
    for at, sign in enumerate(text):
        where = locate(spans, starts, at)
        assert where is not None or sign.isspace() or sign in "。！？!?”’」』）)"
        assert where is None or spans[where][0] <= at < spans[where][1]


def test_locate_between_sentences() -> None:
    spans = [(0, 3), (5, 8)]
    found = [locate(spans, [0, 5], at) for at in range(9)]
    assert found == [0, 0, 0, None, None, 1, 1, 1, None]

"""What is no text, no Path and no report is told in one message that says what to give instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reportmine
from reportmine import InputError, diff, explain, extract, load, outline, series

TEXT = "2024年，全市办理行政复议案件12件，比上年增长5.3%。"

TAKES_ONE: list[Callable[[Any], object]] = [
    extract,
    outline,
    lambda one: explain(one, 0),
    lambda one: diff(one, TEXT),
    lambda one: diff(TEXT, one),
    lambda one: series([one]),
]


@pytest.mark.parametrize("call", TAKES_ONE)
@pytest.mark.parametrize(
    "name", ["a/path.txt", "report.PDF", "年 报/公报.html", "data/x.csv", "old.json", "notes.md"]
)
def test_a_string_that_is_a_path(call: Callable[[Any], object], name: str) -> None:
    with pytest.raises(InputError, match="is the name of a file, not a text; give Path"):
        call(name)


@pytest.mark.parametrize("call", TAKES_ONE)
@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "not NoneType; the value is missing"),
        (TEXT.encode(), "not bytes; give load"),
        (bytearray(b"x"), "not bytearray; give load"),
        (12, "not int; give one of these"),
        ([TEXT], "not list; give one of these"),
    ],
)
def test_what_is_no_text(call: Callable[[Any], object], value: object, says: str) -> None:
    with pytest.raises(TypeError) as error:
        call(value)
    assert says in str(error.value) and "\n" not in str(error.value)


def test_a_file_that_is_open(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    with path.open("rb") as stream:
        for call in (*TAKES_ONE, load):
            with pytest.raises(TypeError, match=r"read\(\)"):
                call(stream)  # type: ignore[operator]


@pytest.mark.parametrize("value", [None, 12, [b"x"], object()])
def test_what_cannot_be_loaded(value: Any) -> None:
    with pytest.raises(TypeError, match='a path, "-" or bytes, not '):
        load(value)


@pytest.mark.parametrize("value", [bytearray(TEXT.encode()), memoryview(TEXT.encode())])
def test_bytes_of_any_kind_are_loaded(value: Any) -> None:
    assert load(value).raw == TEXT


@pytest.mark.parametrize(
    "value", [TEXT, "a.txt", TEXT.encode(), Path("a.txt"), load(TEXT.encode()), extract(TEXT)]
)
def test_a_series_of_one_that_is_no_list(value: Any) -> None:
    with pytest.raises(TypeError, match=r"takes a list .*; give \[...\] of it"):
        series(value)
    with pytest.raises(TypeError, match="a list of reports"):
        series(None)  # type: ignore[arg-type]


def test_texts_are_no_paths() -> None:
    for text in ("", "见附件", "2.5", "网址 www.x.cn/a 的报告说 12件。", TEXT, "GDP 12/亿元"):
        assert isinstance(reportmine.extract(text).source.length, int)

"""The dictionary gives a part at a time what is in it as a whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportmine.language import cutting, dictionary
from reportmine.language.dictionary import FILE, INDEX, Dictionary, index_of, own
from reportmine.language.tokens import Words
from reportmine.rules.files import load
from reportmine.rules.folder import own_bytes, own_text, patterns_folder

SMALL = "一 5 m\n一下 7 m\n市 9 n\n市场 0 n\n龠 3 n\n".encode()


def test_the_parts_are_those_of_the_whole() -> None:
    text, read = own_text(FILE), own()
    every = read.every()
    lines = [f"{word} {frequency} {read.tag(word)}" for word, frequency in every.items()]
    assert lines == text.splitlines()
    assert read.total == sum(every.values())
    by_pair: dict[str, dict[str, int]] = {}
    for word, frequency in every.items():
        by_pair.setdefault(word[:2], {})[word] = frequency
    for pair, words in by_pair.items():
        assert read.beginning(pair) == words
    assert all(read.frequency(word) == every[word] for word in [*every][::7])


def test_the_index_is_of_the_dictionary() -> None:
    kept = json.loads((patterns_folder() / INDEX).read_text("utf-8"))
    assert kept == index_of(own_bytes(FILE), kept["named"]), "run python tools/compile_patterns.py"


@pytest.mark.parametrize(
    ("word", "frequency"),
    [("一", 5), ("一下", 7), ("市", 9), ("市场", 0), ("龠", 3), ("场", 0), ("一下子", 0)],
)
def test_how_frequent_a_word_is(word: str, frequency: int) -> None:
    assert Dictionary(SMALL).frequency(word) == frequency


def test_a_character_that_begins_no_word() -> None:
    assert Dictionary(SMALL).beginning("x") == Dictionary(SMALL).beginning("xy") == {}
    assert Dictionary(SMALL).tag("x") == ""


def test_after_many_pairs_all_words_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "全市办理行政复议案件1267件，比上年增长5.3%，新增城镇就业人员达到1.2万人次"
    rules = load()
    little = Words(rules, own())
    expected = little.cut(text)
    assert not little.cutter.weights.keys() & {"龙头企业"}
    for most in (0, 1, 9):
        monkeypatch.setattr(cutting, "MANY", most)
        whole = Words(rules, own())
        assert whole.cut(text) == expected
        assert "龙头企业" in whole.cutter.weights and whole.cut("龙头企业") == ["龙头企业"]


@pytest.mark.parametrize("kept", [None, "no JSON", "[]", '{"sha256": "of another"}'])
def test_without_its_index_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str | None
) -> None:
    if kept is not None:
        (tmp_path / INDEX).write_text(kept)
    usual = own()
    monkeypatch.setattr(dictionary, "patterns_folder", lambda: tmp_path)
    assert (own().total, own().beginning("市场")) == (usual.total, usual.beginning("市场"))


def test_the_order_in_which_texts_come_does_not_matter() -> None:
    rules = load()
    first, second = Words(rules, own()), Words(rules, own())
    texts = ["全市办理行政复议案件1267件", "比上年增长5.3%", "新增城镇就业人员达到1.2万人次"]
    assert [first.cut(text) for text in texts] == [second.cut(text) for text in texts[::-1]][::-1]
    assert second.parts("行政复议案件") == Words(rules, own()).parts("行政复议案件")
    assert second.sense("减少") == Words(rules, own()).sense("减少")

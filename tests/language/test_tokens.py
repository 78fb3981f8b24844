"""Words with what they do."""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
from pathlib import Path

import jieba
import pytest
from conftest import environment
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, SHARED

from reportmine.language.tokens import FILE, Words, words
from reportmine.rules.files import load
from reportmine.rules.folder import own_text


@pytest.fixture(scope="module")
def lexicon() -> Words:
    return words(load())


@pytest.mark.parametrize(
    ("word", "letter", "direction"),
    [
        ("分别", "|", None),
        ("达到", "E", None),
        ("增长", "U", "up"),
        ("提高", "U", "up"),
        ("下降", "D", "down"),
        ("减少", "D", "down"),
        ("增至", "X", "up"),
        ("压减至", "X", "down"),
        ("增速", "G", "up"),
        ("降幅", "G", "down"),
        ("由", "F", None),
        ("比", "B", None),
        ("同比", "b", None),
        ("占", "Z", None),
        ("其中", "I", None),
        ("的", "u", None),
        ("和", "c", None),
        ("累计", "d", None),
        ("办理", "V", None),
        ("审结", "V", None),
        ("规章", "N", None),
    ],
)
def test_sense(lexicon: Words, word: str, letter: str, direction: str | None) -> None:
    sense = lexicon.sense(word)
    assert (sense.letter, sense.direction) == (letter, direction)


@pytest.mark.parametrize("word", ["办结率", "满意率", "合格率", "完成率", "总额", "增加值"])
def test_what_ends_in_a_statistic_is_one(lexicon: Words, word: str) -> None:
    assert lexicon.sense(word).letter == "S"


def test_every_named_word_stays_whole(lexicon: Words) -> None:
    """A word that a rule names is one word where it stands alone."""
    named = [word for rule in load().stage("words") for word in rule.data.get("words", ())]
    split = [word for word in named if len(word) > 1 and lexicon.cut(word) != [word]]
    assert set(split) <= {
        "也是"
    }  # two adverbs so common that together they outweigh the word; also an adverb


@given(st.text(max_size=60) | st.text("全市累计办理行政复议案件比上年增长，、的和率%5A", max_size=60))
def test_the_words_give_the_text(text: str) -> None:
    lexicon = words(load())
    assert "".join(lexicon.cut(text)) == text
    assert all(len(lexicon.sense(word).letter) == 1 for word in lexicon.cut(text))


@pytest.mark.parametrize(("word", "tail"), [("产量", "产量"), ("规章", "规章")])
def test_a_word_without_a_statistic_inside_is_its_own_tail(lexicon: Words, word: str, tail: str) -> None:
    assert word[-lexicon.relational_tail(word) :] == tail


def test_a_statistic_at_the_end_of_a_longer_word(lexicon: Words) -> None:
    assert "粮食总产量"[: -lexicon.relational_tail("粮食总产量")].startswith("粮食")


def test_the_dictionary_leaves_no_trace(report: Path, tmp_path: Path) -> None:
    """Nothing on standard error, no cache in the temporary folder."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "reportmine", "extract", str(report), "-f", "jsonl"],
        env=environment(TMPDIR=str(folder), TEMP=str(folder), TMP=str(folder)),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert list(folder.iterdir()) == []
    assert Path(tempfile.gettempdir()) != folder


def test_the_cut_is_that_of_jieba(lexicon: Words) -> None:
    """Token by token over whole texts, with the same dictionary, without the model for unknown words."""
    for word in (*(line.split()[0] for line in own_text(FILE).splitlines()), *lexicon._by_word):
        assert lexicon.cutter.holds(word) or len(word) == 1
    weights, unknown = lexicon.cutter.weights, lexicon.cutter.unknown
    frequency = {word: round(math.exp(weight - unknown)) for word, weight in weights.items()}
    for word in list(frequency):
        for size in range(1, len(word)):
            frequency.setdefault(word[:size], 0)  # jieba walks the beginnings of words
    jieba.setLogLevel(60)
    reference = jieba.Tokenizer()
    reference.FREQ, reference.total, reference.initialized = frequency, round(math.exp(-unknown)), True
    places = [*sorted((ROOT / "samples").glob("*.txt")), *sorted((SHARED / "corpus").glob("*.txt"))]
    for place in places:
        for line in place.read_text("utf-8", errors="replace").split("\n"):
            assert lexicon.cut(line) == list(reference.cut(line, HMM=False)), line

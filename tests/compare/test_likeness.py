"""Like with like: what holds of every pair that is merged, and of the likeness of any two figures."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path

import pytest
from rapidfuzz.distance import LCSseq
from support import ROOT, SHARED

from reportmine import extract
from reportmine.compare.alignment import MERGE, align
from reportmine.compare.likeness import apart, likeness, longest_common
from reportmine.metrics.keys import Reader, metrics
from reportmine.metrics.metric import Metric
from reportmine.rules.files import load

READER = Reader(load(()))
SAMPLES = ROOT / "samples"
CORPUS = SHARED / "corpus"
PAIRS = [
    (SAMPLES / "yunting-2024.txt", SAMPLES / "yunting-2025.txt"),
    (CORPUS / "national-1985.txt", CORPUS / "national-1986.txt"),
    (CORPUS / "national-2017.txt", CORPUS / "national-2018.txt"),  # looks back on five years
    (CORPUS / "national-2018.txt", CORPUS / "national-2019.txt"),
    (CORPUS / "jiangxi-2026.txt", CORPUS / "guangdong-2026.txt"),
]


@cache
def _metrics(path: Path) -> list[Metric]:
    if not path.exists():
        pytest.skip("needs the corpus")
    return metrics(extract(path), READER)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[1].stem)
def test_like_meets_like(pair: tuple[Path, Path]) -> None:
    old, new = map(_metrics, pair)
    merged = [one for one in align(old, new).pairs if one.likeness.score >= MERGE]
    assert merged
    for one in merged:
        a, b = old[one.old], new[one.new]
        assert not apart(a, b)
        assert (a.role, a.within, a.figure.status) == (b.role, b.within, b.figure.status)
        assert a.where == b.where or not a.where or not b.where


@pytest.mark.parametrize("pair", PAIRS[:2], ids=lambda pair: pair[1].stem)
def test_likeness_is_the_same_from_both_sides(pair: tuple[Path, Path]) -> None:
    old, new = (_metrics(path)[:40] for path in pair)
    for a in old:
        for b in new:
            there, back = likeness(a, b), likeness(b, a)
            assert (there and there.score) == (back and back.score)


def test_characters_in_common_are_those_that_a_library_counts() -> None:
    names = [
        "",
        "案",
        "行政复议案件",
        "办理行政复议案件",
        "复议行政案",
        "案案件件",
        "全市规模以上工业增加值" * 8,
    ]
    for one, other in product(names, repeat=2):
        assert longest_common(one, other) == LCSseq.similarity(one, other)

"""Errors planted in real texts: most are found, and where none is planted none is."""

from __future__ import annotations

import random

import pytest
from support import ROOT, SHARED, bench

from reportmine import audit
from reportmine.readers.source import load

planting = bench("audit")
CORPUS = SHARED / "corpus"
MANY = 30
SMALL = 40_000  # bytes; so that the test need not read the longest over and over


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the repository")
def test_nine_of_ten_are_found() -> None:
    files = [path for path in sorted(CORPUS.glob("*.txt")) if path.stat().st_size < SMALL]
    drawn = planting.drawn(files, MANY, 5)
    assert len(drawn) == MANY
    missed = [one for one in drawn if not planting.found(one, audit(one.text))]
    assert len(missed) <= MANY // 10, [(one.kind, one.old, one.new) for one in missed]


def test_an_error_is_planted_where_it_says() -> None:
    text = load(ROOT / "samples" / "yunting-2025.txt").raw
    chance = random.Random(1)
    made = [planting.plant(kind, hit, "text", text, chance) for kind, hit in planting.places(text)]
    assert made
    for one in made:
        assert text[one.start :].startswith(one.old) and one.text != text
        assert one.text[one.start :].startswith(one.new)


def test_the_same_seed_plants_the_same() -> None:
    files = [ROOT / "samples" / "yunting-2025.txt"]
    assert planting.drawn(files, 2, 3) == planting.drawn(files, 2, 3)

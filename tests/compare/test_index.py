"""The index of names leads to every figure that is alike: none is lost for the comparisons that it saves."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT, SHARED

from reportmine import extract
from reportmine.compare.index import Index
from reportmine.compare.likeness import MERGE, NEAR, likeness
from reportmine.metrics.keys import Reader, metrics
from reportmine.rules.files import load

READER = Reader(load(()))
SAMPLES = ROOT / "samples"
CORPUS = SHARED / "corpus"
PAIRS = [
    (SAMPLES / "yunting-2024.txt", SAMPLES / "yunting-2025.txt"),
    (CORPUS / "written-lanchuan-2022.txt", CORPUS / "written-lanchuan-2023.txt"),
]


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("least", [NEAR - 0.08, MERGE])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[1].stem)
def test_every_figure_that_is_alike_is_found(pair: tuple[Path, Path], least: float, across: bool) -> None:
    if not pair[0].exists():
        pytest.skip("needs the corpus")
    old, new = (metrics(extract(path), READER) for path in pair)
    index = Index(least, across=across)
    for place, metric in enumerate(new):
        index.enter(place, metric)
    alike = 0
    for metric in old:
        found = index.alike(metric)
        mine = set(metric.traits)
        for place, other in enumerate(new):
            like = likeness(metric, other, across=across)
            if like is not None and like.score >= least and not mine.isdisjoint(other.traits):
                alike += 1
                assert place in found
    assert alike

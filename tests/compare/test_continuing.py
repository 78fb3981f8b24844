"""Series that go on: the index that grows pairs as reading through all of them would."""

from __future__ import annotations

import pytest
from support import ROOT, SHARED

from reportmine import extract
from reportmine.compare.alignment import MERGE, align
from reportmine.compare.continuing import Heads
from reportmine.metrics.keys import Metric, Reader, metrics
from reportmine.rules.files import load

READER = Reader(load(()))
SAMPLES = ROOT / "samples"
CORPUS = SHARED / "corpus"
PAIRS = [
    (SAMPLES / "yunting-2024.txt", SAMPLES / "yunting-2025.txt"),
    (CORPUS / "written-lanchuan-2022.txt", CORPUS / "written-lanchuan-2023.txt"),
    (CORPUS / "national-2016.txt", CORPUS / "national-2017.txt"),
    (CORPUS / "national-2024.txt", CORPUS / "national-2025.txt"),
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[1].stem)
def test_what_goes_on_is_what_alignment_finds(pair: tuple) -> None:
    if not pair[0].exists():
        pytest.skip("needs the corpus")
    old, new = (metrics(extract(path), READER) for path in pair)
    heads = Heads()
    for metric in old:
        heads.begin(metric)
    found = {(one.old, one.new) for one in heads.continued(new).pairs}
    assert found == {(one.old, one.new) for one in align(old, new, floor=MERGE).pairs}


def _metrics(text: str) -> list[Metric]:
    return metrics(extract(text), READER)


def test_a_series_is_known_by_its_last_figure() -> None:
    first, second, third = (
        _metrics(f"云川市{year}年工作情况报告\n{year}年，{text}")
        for year, text in (
            (2022, "新建口袋公园12个。"),
            (2023, "新建成口袋公园15个。"),
            (2024, "新建成口袋公园9个。"),
        )
    )
    heads = Heads()
    heads.begin(first[0])
    assert [one.old for one in heads.continued(second).pairs] == [0]
    heads.go_on(0, second[0])
    assert heads.metrics == [second[0]]
    assert [one.old for one in heads.continued(third).pairs] == [0]


def test_what_cannot_be_compared_is_not() -> None:
    heads = Heads()
    for metric in _metrics("云川市2023年工作情况报告\n2023年，出口3亿元，增长3%，居全省第2位。"):
        heads.begin(metric)
    assert heads.continued(_metrics("云川市2024年工作情况报告\n2024年，进口4亿元。")).pairs == ()

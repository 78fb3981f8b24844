"""How sure a reading is: points of what is seen, the same everywhere, and right as often as they say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from support import ROOT, bench

from reportmine import extract
from reportmine.meaning import confidence
from reportmine.meaning.choice.choosing import unchosen
from reportmine.meaning.confidence import Scale
from reportmine.pipeline import traced
from reportmine.readers.source import from_string
from reportmine.records import REVIEW
from reportmine.rules.files import load

accuracy = bench("accuracy")
here = pytest.mark.skipif(not any(accuracy.GOLD.glob("*.gold.jsonl")), reason="../shared/gold is not there")

BINS = 10
MOST = 0.03  # by how much what was right may differ from what was said, over all bins


@pytest.fixture(scope="module")
def scale() -> Scale:
    return confidence.scale(load())


def test_more_points_are_never_less_sure(scale: Scale) -> None:
    assert all(low < high for low, high in pairwise(scale.bounds))
    assert all(low < high for low, high in pairwise(scale.shares))
    assert len(scale.shares) == len(scale.bounds) + 1
    assert all(isinstance(points, int) for points in scale.points.values())  # no sum depends on a machine


def test_what_is_not_known_has_no_points(scale: Scale) -> None:
    assert scale.total(["nothing of the kind"]) == 0
    assert scale.of([]) == scale.shares[sum(bound <= 0 for bound in scale.bounds)]


def test_each_record_says_how_sure_it_is(scale: Scale) -> None:
    for path in sorted((ROOT / "samples").glob("*.txt")):
        for one in extract(path).indicators:
            assert one.confidence is not None
            assert 0 <= one.confidence <= 1
            assert (REVIEW in one.flags) is (one.confidence < scale.review)


def test_a_plain_row_is_surer_than_one_without_a_name() -> None:
    sure, doubtful = extract("全市森林覆盖率达到63.5%。安排35。").indicators
    assert sure.confidence is not None
    assert doubtful.confidence is not None
    assert sure.confidence > 0.9 > doubtful.confidence


def test_most_of_what_has_points_is_seen(scale: Scale) -> None:
    """A name that is written otherwise in the code has no effect, and nothing would say so."""
    seen = {confidence.KNOWN}
    for path in sorted((ROOT / "samples").glob("*.txt")):
        text = path.read_text("utf-8")
        seen.update(*(reading.seen for reading in traced(from_string(text), load()).readings))
    kinds = {name.rsplit(" ", 1)[0] for name in seen}
    assert {name.rsplit(" ", 1)[0] for name in scale.points} - kinds == set()


@pytest.fixture(scope="module")
def judged() -> list[tuple[float, bool]]:
    """The confidence of each annotated figure of running text as the rules alone read it, and whether its row
    is right: points of the choice are fitted on these texts, and chosen readings are right here more often
    than the texts left out let them say."""
    found: list[tuple[float, bool]] = []
    rules = unchosen(load())
    apart = accuracy.annotated_texts(rules=rules)
    for gold, records in [*accuracy.texts(accuracy.GOLD, accuracy.CORPUS, rules), *apart]:
        found += _judged(gold, [one for one in records if one["table"] is None])
    return found


def _judged(gold: Sequence[Any], records: Sequence[Any]) -> list[tuple[float, bool]]:
    partner = {j: i for i, j in accuracy.pairs(gold, records).items()}
    rows = []
    for j, record in enumerate(records):
        one = gold[partner[j]] if j in partner else None
        if one is None or not one.get("opt"):
            right = one is not None and accuracy.judge(one, record)["record"]
            rows.append((record["confidence"], right))
    return rows


@here
def test_what_it_says_comes_true(judged: list[tuple[float, bool]]) -> None:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in judged:
        bins.setdefault(min(int(sure * BINS), BINS - 1), []).append((sure, right))
    apart = sum(abs(sum(s for s, _ in rows) - sum(r for _, r in rows)) for rows in bins.values())
    assert apart / len(judged) <= MOST


@here
def test_half_of_all_rows_are_nearly_always_right(judged: list[tuple[float, bool]]) -> None:
    surest = sorted(judged, reverse=True)[: len(judged) // 2]
    assert sum(right for _, right in surest) / len(surest) >= 0.97

"""The passages judged row by row, looked at and held out: no figure below its floor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from support import bench

accuracy = bench("accuracy")
FLOORS: Mapping[str, Mapping[str, float]] = accuracy.floors("judged").get("floors", {})


@pytest.fixture(scope="module")
def tallies() -> Any:
    return accuracy.groups(accuracy.score_judged())


def test_the_judgements_are_those_of_the_floors() -> None:
    assert accuracy.floors("judged")["sha256"] == accuracy.hashes(accuracy.JUDGED)


def test_each_quantity_stands_where_it_is_said_to() -> None:
    for half in accuracy.HALVES:
        for one in accuracy.rows(accuracy.JUDGED / f"{half}.jsonl"):
            for row in one["gold"]:
                assert one["text"][row["start"] : row["end"]] == row["text"], (one["name"], row["text"])


def test_no_passage_is_in_both_halves() -> None:
    texts = [
        one["text"] for half in accuracy.HALVES for one in accuracy.rows(accuracy.JUDGED / f"{half}.jsonl")
    ]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("group", "field"), [(group, field) for group, least in FLOORS.items() for field in least]
)
def test_floor(tallies: Any, group: str, field: str) -> None:
    assert tallies[group].figures()[field] >= FLOORS[group][field]

"""The annotated texts of ../shared, where they are there: no figure below its floor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from support import bench

accuracy = bench("accuracy")
FLOORS: Mapping[str, Mapping[str, float]] = accuracy.floors("gold").get("floors", {})
HERE = any(accuracy.GOLD.glob("*.gold.jsonl"))

pytestmark = pytest.mark.skipif(not HERE, reason="../shared/gold is not there")


@pytest.fixture(scope="module")
def tallies() -> Any:
    return accuracy.groups(accuracy.score_folder(accuracy.GOLD, accuracy.CORPUS))


def test_the_gold_is_that_of_the_floors() -> None:
    assert accuracy.floors("gold")["sha256"] == accuracy.hashes(accuracy.GOLD)


@pytest.mark.parametrize(
    ("group", "field"), [(group, field) for group, least in FLOORS.items() for field in least]
)
def test_floor(tallies: Any, group: str, field: str) -> None:
    assert tallies[group].figures()[field] >= FLOORS[group][field]


def test_every_field_has_a_floor() -> None:
    assert set(FLOORS) == {accuracy.WORKED_ON, accuracy.AGGREGATE, accuracy.LATER, accuracy.ALL}
    assert all(set(least) == {*accuracy.FIELDS, "sections"} for least in FLOORS.values())

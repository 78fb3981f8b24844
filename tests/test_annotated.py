"""The texts annotated after the rules, where their sources are there: no figure below its floor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from support import bench

accuracy = bench("accuracy")
FLOORS: Mapping[str, Mapping[str, float]] = accuracy.floors("annotated").get("floors", {})

pytestmark = pytest.mark.skipif(
    not any(accuracy.SHARED.glob("corpus/*.txt")), reason="../shared/corpus is not there"
)


@pytest.fixture(scope="module")
def tallies() -> Any:
    return accuracy.groups(accuracy.score_annotated())


def test_the_annotation_is_that_of_the_floors() -> None:
    assert accuracy.floors("annotated")["sha256"] == accuracy.hashes(accuracy.ANNOTATED)


@pytest.mark.parametrize(
    ("group", "field"), [(group, field) for group, least in FLOORS.items() for field in least]
)
def test_floor(tallies: Any, group: str, field: str) -> None:
    assert tallies[group].figures()[field] >= FLOORS[group][field]

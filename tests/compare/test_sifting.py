"""The part of a diff that is asked for, and what is told of the rest."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT

from reportmine import Diff, diff
from reportmine.compare.selecting import SelectionError, sure
from reportmine.compare.sifting import PARTS, Wish, listed, of_claim, of_row, of_target, sift


@cache
def compared() -> Diff:
    return diff(*(ROOT / "samples" / f"yunting-{year}.txt" for year in (2024, 2025)))


def _sizes(found: Diff) -> dict[str, int]:
    return {
        "row": len(found.rows),
        "target": len(found.targets),
        "claim": len(found.restated),
        "section": len(found.sections),
    }


def test_without_a_wish_nothing_is_left_out() -> None:
    assert sift(compared(), Wish()) is compared()
    assert sift(compared(), Wish(frozenset(PARTS), ("*",), 0.0)).rows == tuple(
        row for row in compared().rows if any(one.concept for one in of_row(row))
    )


@settings(max_examples=60)
@given(
    st.frozensets(st.sampled_from(PARTS)),
    st.lists(st.sampled_from(["gdp", "gdp*", "*.growth", "head-appearance-rate"]), max_size=2),
    st.none() | st.sampled_from([0.0, 0.8, 0.97, 0.99, 1.0]),
)
def test_what_is_left_out_is_counted(parts: frozenset[str], names: list[str], least: float | None) -> None:
    whole, found = compared(), sift(compared(), Wish(parts, tuple(names), least))
    told = dict.fromkeys(_sizes(whole), 0)
    for notice in found.warnings:
        assert re.match(r"--(only|concept|min-confidence) leaves out \d", notice.message)
        for count, name in re.findall(r"(\d+) ([a-z]+?)s?\b", notice.message.partition(" out ")[2]):
            told[name] += int(count)
    assert {name: size + told[name] for name, size in _sizes(found).items()} == _sizes(whole)
    if parts:
        kept = {row.change for row in found.rows} | {
            name for name in ("targets", "restated", "sections") if getattr(found, name)
        }
        assert kept <= parts
    if least is not None:
        figures = [
            *(one for row in found.rows for one in of_row(row)),
            *(one for aim in found.targets for one in of_target(aim)),
            *(one for claim in found.restated for one in of_claim(claim)),
        ]
        assert all(sure(one.confidence, least) for one in figures)


def test_a_concept_that_none_has_is_an_error_with_an_offer() -> None:
    with pytest.raises(SelectionError, match="no figure of these reports has gpd; there are gdp") as caught:
        sift(compared(), Wish(concepts=("gpd",)))
    assert caught.value.option == "--concept"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"row": 1}, "1 row"),
        ({"row": 3, "claim": 0, "section": 1}, "3 rows and 1 section"),
        ({"row": 3, "target": 2, "section": 2}, "3 rows, 2 targets and 2 sections"),
        ({"row": 0}, ""),
    ],
)
def test_counts_in_words(counts: dict[str, int], said: str) -> None:
    assert listed(counts) == said

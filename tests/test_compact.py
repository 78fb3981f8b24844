"""Records take little memory: what they share is kept once, and none is changed with another."""

from __future__ import annotations

import sys

from reportmine import Indicator, extract

TEXT = "2024年，全市办理案件12件，增长5%。\n2024年，全市办理建议13件，增长6%。"


def test_records_given_the_same_fields_share_what_says_so() -> None:
    first, _, other, _ = extract(TEXT).indicators
    assert first.model_fields_set == other.model_fields_set
    assert first.model_fields_set is other.model_fields_set
    assert first.rules is other.rules and first.rules


def test_a_sentence_of_several_figures_is_kept_once() -> None:
    first, second, other, _ = extract(TEXT).indicators
    assert first.sentence is second.sentence and other.sentence != first.sentence


def test_a_copy_of_a_record_leaves_the_others_as_they_are() -> None:
    first, _, other, _ = extract(TEXT).indicators
    before = set(other.model_fields_set)
    changed = first.model_copy(update={"table": "1"})
    assert changed.table == "1" and first.table is None
    assert "table" in changed.model_fields_set and other.model_fields_set == before


def test_a_record_is_the_one_that_its_json_gives() -> None:
    for one in extract(TEXT).indicators:
        assert Indicator.model_validate_json(one.model_dump_json()) == one


def test_names_of_fields_are_kept_once() -> None:
    first, *others = extract(TEXT).indicators
    assert list(vars(first)) == list(Indicator.model_fields)
    for one in (first, *others):
        assert sys.getsizeof(vars(one)) < sys.getsizeof(dict(vars(one)))
    assert len({id(vars(one)) for one in (first, *others)}) == 1 + len(others)

"""Words in the pattern files: each has one home, so that what it does can be read in one place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportmine.rules.files import load
from reportmine.rules.rule import Rule
from reportmine.text.fold import fold

RULES = load(examples=True)
LISTS = {  # the lists of a stage in which an entry has one meaning, that of its rule
    "words": ("words", "suffixes", "tags"),
    "units": ("words", "beginnings", "currencies", "persons", "bodies", "turns"),
    "relations": ("before", "after", "beginnings", "endings"),
}


def _twice(rules: tuple[Rule, ...], key: str) -> list[str]:
    """Entries of a list that stand more than once, with the rules they stand in."""
    homes: dict[str, list[str]] = {}
    for rule in rules:
        for word in rule.data.get(key, ()):
            homes.setdefault(fold(word), []).append(rule.id)
    return [f"{word}: {', '.join(ids)}" for word, ids in homes.items() if len(ids) > 1]


@pytest.mark.parametrize(("stage", "key"), [(stage, key) for stage, keys in LISTS.items() for key in keys])
def test_a_word_stands_in_one_rule(stage: str, key: str) -> None:
    assert _twice(RULES.stage(stage), key) == []


def test_a_word_in_two_rules_is_named_with_both() -> None:
    first, second = RULES.stage("words")[:2]
    added = replace(second, data={**second.data, "words": [*second.data["words"], "分别"]})
    assert _twice((first, added), "words") == [f"分别: {first.id}, {second.id}"]


def test_every_key_that_lists_words_is_looked_at() -> None:
    """A new list of one of these stages comes under the same law."""
    for stage, keys in LISTS.items():
        lists = {
            key for rule in RULES.stage(stage) for key, value in rule.data.items() if isinstance(value, list)
        }
        assert lists == set(keys)


def test_what_a_pair_is_made_of_is_one_of_a_pair_whatever_else_it_is() -> None:
    """农村, 工业 and 税收 do more than one thing, and their rule says all of it."""
    flagged = {
        word: rule for rule in RULES.stage("words") if rule.data.get("pair") for word in rule.data["words"]
    }
    assert flagged["工业"].data.get("generic") and flagged["税收"].data.get("relational")
    assert {"农村", "城镇", "城市", "存量"} <= flagged.keys()

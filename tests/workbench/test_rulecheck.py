"""Every rule's own examples, and the check itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reportmine.rules.files import load
from reportmine.rules.rule import Rule, RuleSet
from reportmine.workbench.rulecheck import check, check_rule, unmarked

RULES = load(examples=True)
WITHOUT_EXAMPLES = {"frame.macros", "unit.beginnings"}  # they serve other rules and fire nowhere themselves


@pytest.mark.parametrize("rule", RULES.rules, ids=[rule.id for rule in RULES.rules])
def test_the_examples_of_a_rule(rule: Rule) -> None:
    assert list(check_rule(rule, RULES)) == []


@pytest.mark.parametrize("stage", ["units", "relations", "unread", "words", "frames", "periods"])
def test_every_rule_has_examples_for_and_against(stage: str) -> None:
    bare = {rule.id for rule in RULES.stage(stage) if not rule.yes or not rule.no}
    assert bare <= WITHOUT_EXAMPLES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清理⟦24部⟧规章。", ("清理24部规章。", 2, 5)),
        ("⟦24部⟧", ("24部", 0, 3)),
        ("清理规章。", ("清理规章。", 0, 5)),
        ("", ("", 0, 0)),
    ],
)
def test_marks(text: str, expected: tuple[str, int, int]) -> None:
    assert unmarked(text) == expected


def _changed(rule_id: str, **changes: Any) -> RuleSet:
    """The rules with one changed."""
    return RuleSet(tuple(replace(r, **changes) if r.id == rule_id else r for r in RULES.rules))


@pytest.mark.parametrize(
    ("rule_id", "changes", "said"),
    [
        ("unit.ratio", {"yes": ({"text": "产值增长⟦6.4倍⟧。", "value": 7},)}, "value = 6.4, not 7"),
        ("unit.ratio", {"yes": ({"text": "产值增长⟦6.4倍⟧。", "unit": "成"},)}, "unit = 倍, not 成"),
        (
            "unit.ratio",
            {"yes": ({"text": "产值增长⟦6.4倍⟧。", "colour": 7},)},
            "colour, which no indicator has",
        ),
        ("unit.ratio", {"yes": ({"text": "产值⟦增长⟧6.4倍。"},)}, "gives no indicator where it is marked"),
        ("unit.ratio", {"yes": ({"text": "产值增长⟦6.4%⟧。"},)}, "does not fire"),
        ("unit.ratio", {"no": ("产值增长6.4倍。",)}, "is a 'no' example"),
        ("word.basis", {"yes": ({"text": "办理案件⟦15件⟧。"},)}, "reads no word of"),
        ("word.basis", {"no": ("财政收入较上年增长5%。",)}, "is a 'no' example"),
        ("word.both", {"no": ("城乡居民收入增长5%。",)}, "is a 'no' example"),
        ("unread.hotline", {"yes": ({"text": "办理案件⟦15件⟧。"},)}, "does not come out as unread"),
        ("unread.hotline", {"no": ("开通12345热线。",)}, "is a 'no' example"),
    ],
)
def test_a_wrong_example_is_found(rule_id: str, changes: dict[str, Any], said: str) -> None:
    rules = _changed(rule_id, **changes)
    rule = rules.get(rule_id)
    assert rule is not None
    problems = list(check_rule(rule, rules))
    assert len(problems) == 1
    assert said in problems[0]


def test_check_names_file_and_rule_and_can_be_narrowed() -> None:
    rules = _changed("unit.ratio", no=("产值增长6.4倍。",))
    (problem,) = check(rules, "figures/units.toml")
    assert problem.startswith("figures/units.toml: rule unit.ratio: ")
    assert check(rules, "no-such-file.toml") == []


@pytest.mark.parametrize(("actor", "problems"), [("", 0), ("全市", 1)])
def test_an_example_says_that_a_field_is_empty_with_an_empty_string(actor: str, problems: int) -> None:
    rules = load()
    rule = next(one for one in rules.stage("units") if "件" in one.data["words"])
    example = {"text": "办理建议⟦35件⟧。", "item": "建议", "actor": actor}
    assert len(list(check_rule(replace(rule, yes=(example,), no=()), rules))) == problems

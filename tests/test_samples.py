"""The project's own samples: how much of their gold is read, and no less than before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from support import bench

accuracy = bench("accuracy")
FLOORS: Mapping[str, Mapping[str, float]] = accuracy.floors("samples").get("floors", {})


@pytest.fixture(scope="module")
def tallies() -> Any:
    return accuracy.groups(accuracy.score_samples())


def test_the_gold_is_that_of_the_floors() -> None:
    assert accuracy.floors("samples")["sha256"] == accuracy.hashes(accuracy.SAMPLES)


@pytest.mark.parametrize(
    ("group", "field"), [(group, field) for group, least in FLOORS.items() for field in least]
)
def test_floor(tallies: Any, group: str, field: str) -> None:
    assert tallies[group].figures()[field] >= FLOORS[group][field]


def test_every_field_has_a_floor() -> None:
    assert set(FLOORS) == {accuracy.REPORTS, accuracy.SNIPPETS, accuracy.PASSAGES, accuracy.ALL}
    assert all(set(accuracy.FIELDS) <= set(least) for least in FLOORS.values())


# ---- the scorer itself ------------------------------------------------------------------------------

GOLD = {
    **{
        "start": 2,
        "end": 5,
        "text": "24部",
        "value": "24",
        "unit": "部",
        "op": "=",
        "item": "规章",
        "act": "清理",
    },
    **{
        "actor": None,
        "role": "level",
        "dir": None,
        "basis": None,
        "of": None,
        "period": None,
        "status": "actual",
    },
}
RECORD = {
    **{"start": 2, "end": 5, "text": "24部", "value": 24, "unit": "部", "relation": "=", "item": "规章"},
    **{"action": "清理", "actor": None, "role": "level", "direction": None, "status": "actual"},
}


def _wrong(gold: Mapping[str, Any], record: Mapping[str, Any]) -> set[str]:
    return {
        name for name, right in accuracy.judge({**GOLD, **gold}, {**RECORD, **record}).items() if not right
    }


@pytest.mark.parametrize(
    ("gold", "record", "wrong"),
    [
        ({}, {}, set()),
        ({}, {"value": 25}, {"reading", "record", "panel"}),
        ({}, {"value_max": 25}, {"reading", "record", "panel"}),
        ({}, {"unit": None}, {"reading", "record", "panel"}),
        ({}, {"relation": ">"}, {"reading", "record", "panel"}),
        ({"value": "2/3"}, {"value": 0.666667}, set()),
        ({"unit": "％"}, {"unit": "%"}, set()),
        ({"unit": ""}, {"unit": None}, set()),
        ({}, {"item": "文件"}, {"item", "record", "panel"}),
        ({}, {"item": None}, {"item", "record", "panel"}),
        ({"item": "地方性法规"}, {"item": "地方法规"}, set()),
        ({"item": "申请", "item_alt": ["规章"]}, {}, set()),
        ({}, {"action": None}, {"action", "record", "panel"}),
        ({}, {"action": None, "item": "清理规章"}, {"item", "record", "panel"}),
        ({"item": "城镇新增就业", "act": None}, {"item": "城镇新增就业", "action": "新增"}, set()),
        ({"role": "by", "dir": "up"}, {"role": "change", "direction": "up", "action": None}, set()),
        ({"role": "by", "dir": "up"}, {"role": "change", "direction": "down"}, {"role", "record", "panel"}),
        ({"actor": "市政府"}, {"actor": "政府"}, set()),
        ({"actor": "市政府"}, {}, {"actor"}),
        ({"basis": "同比"}, {"basis": "比上年"}, {"basis"}),
        ({"of": "企业总数"}, {"whole": "企业总数"}, set()),
        ({"period": "2024"}, {"period": "2025"}, {"period", "panel"}),
        ({}, {"period": "2025"}, set()),
        ({}, {"actor": "市政府", "item": "规章"}, {"actor"}),
        ({"item": "市政府规章"}, {"actor": "市政府", "item": "规章"}, {"actor"}),
        ({"status": "target"}, {}, {"status", "panel"}),
    ],
)
def test_judge(gold: dict[str, Any], record: dict[str, Any], wrong: set[str]) -> None:
    assert _wrong(gold, record) == wrong


def test_missed_spurious_and_optional() -> None:
    def at(start: int, end: int, row: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        return {**row, "start": start, "end": end, **more}

    gold = [at(0, 3, GOLD), at(5, 8, GOLD), at(9, 12, GOLD, opt=True), at(20, 23, GOLD, opt=True)]
    records = [at(0, 3, RECORD), at(10, 12, RECORD), at(30, 33, RECORD)]
    tally, wrong = accuracy.score(gold, records)
    assert (tally.gold, tally.system) == (2, 2)
    assert [(one.kind, (one.gold or one.record)["start"]) for one in wrong] == [
        ("missed", 5),
        ("spurious", 30),
    ]
    assert tally.figures()["found"] == 0.5


def test_pairs_prefer_the_exact_span() -> None:
    gold = [{"start": 0, "end": 4}, {"start": 4, "end": 8}]
    records = [{"start": 2, "end": 8}, {"start": 0, "end": 4}]
    assert accuracy.pairs(gold, records) == {0: 1, 1: 0}
    assert accuracy.pairs(gold, [{"start": 3, "end": 9}]) == {1: 0}
    assert accuracy.pairs([{"start": 0, "end": 9}], [{"start": 8, "end": 12}]) == {}


def test_headings() -> None:
    gold = [
        {"marker": "一、", "level": 1, "title": "主要工作"},
        {"marker": "一是", "level": "point", "title": "加强领导"},
        {"marker": "", "level": 1, "title": "附注", "opt": True},
    ]
    sections = [
        {"marker": "一、", "level": 1, "title": "主要工作"},
        {"marker": "一是", "level": 5, "title": "加强领导"},
        {"marker": None, "level": 2, "title": "附注"},
        {"marker": None, "level": 1, "title": "多余"},
    ]
    assert accuracy.headings(gold, sections) == (2, 2, 3)


def test_floors_go_up_and_down_only_when_told(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accuracy, "FLOORS", tmp_path / "floors.json")
    gold = tmp_path / "a.gold.jsonl"
    gold.write_text("{}\n", encoding="utf-8")
    good, bad = (
        {"all": accuracy.Tally(10, 10, dict.fromkeys(accuracy.FIELDS, n), (1, 1, 1))} for n in (9, 8)
    )
    assert accuracy.check("gold", tmp_path, good) == ["no floors are set for gold"]
    accuracy.update("gold", tmp_path, good)
    assert accuracy.check("gold", tmp_path, good) == []
    assert len(accuracy.check("gold", tmp_path, bad)) == len(accuracy.FIELDS)
    gold.write_text("{}\n{}\n", encoding="utf-8")
    assert accuracy.check("gold", tmp_path, good) == [
        "a.gold.jsonl is not as it was when the floors were set"
    ]


def test_a_floor_goes_down_only_with_lower(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accuracy, "FLOORS", tmp_path / "floors.json")
    assert accuracy.main(["--samples", "--update"]) == 0
    assert accuracy.main(["--samples", "--check"]) == 0
    set_at = accuracy.FLOORS.read_text(encoding="utf-8")
    higher = re.sub(r'"item": [\d.]+', '"item": 1.1', set_at)
    accuracy.FLOORS.write_text(higher, encoding="utf-8")
    assert accuracy.main(["--samples", "--check"]) == 1
    assert accuracy.main(["--samples", "--update"]) == 1
    assert accuracy.FLOORS.read_text(encoding="utf-8") == higher
    assert accuracy.main(["--samples", "--update", "--lower"]) == 0
    assert accuracy.FLOORS.read_text(encoding="utf-8") == set_at


def test_texts_held_out_are_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    for name in accuracy.HELD_OUT:
        assert accuracy.main(["--errors", "item", name]) == 2
        assert capsys.readouterr().out == ""

"""A choice by points: only where the rules are in doubt, only of what the text says, the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from support import ROOT

from reportmine import explain, extract
from reportmine.meaning import confidence
from reportmine.meaning.choice import candidates
from reportmine.meaning.choice.acts import Actions
from reportmine.meaning.choice.candidates import Candidate, Figure
from reportmine.meaning.choice.choosing import Points, points, unchosen, weigh
from reportmine.meaning.choice.items import Items
from reportmine.meaning.choice.ranked import ranked
from reportmine.meaning.choice.traits import Seen, relation
from reportmine.pipeline import traced
from reportmine.readers.source import from_string
from reportmine.rules.files import load

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


def figures(text: str) -> list[Figure]:
    """The figures of a text as the rules alone read them."""
    rules = unchosen(load(()))
    said = candidates.Said()
    made = []
    for one in traced(from_string(text), rules).readings:
        before = said.before(one.draft, one.words)
        made.append(candidates.figure(one.draft, one.words, before, one.seen, 0.5))
        said.take(one.draft)
    return made


@pytest.fixture(scope="module")
def many() -> list[Figure]:
    return [f for path in SAMPLES for f in figures(path.read_text("utf-8"))]


def each(seen: Seen, offered: list[Candidate], told: Mapping[str, int]) -> list[int]:
    return [sum(told.get(name, 0) for name in seen.of(one)) for one in offered]


def as_read(f: Figure) -> Candidate:
    return next(one for one in candidates.items(f) if one.words == f.text(f.one.item))


def words(offered: list[Candidate]) -> list[str]:
    return [one.words for one in offered]


def test_the_rules_reading_is_always_among_the_candidates(many: list[Figure]) -> None:
    for f in many:
        assert f.text(f.one.item) in words(candidates.items(f))
        assert f.text(f.one.action) in words(candidates.actions(f, as_read(f)))


def test_each_candidate_is_a_piece_of_the_text_and_offered_once(many: list[Figure]) -> None:
    for f in many:
        for offered in (candidates.items(f), candidates.actions(f, as_read(f))):
            assert len(set(words(offered))) == len(offered)
            assert all(one.words == f.text(one.spans) for one in offered)


def test_what_is_added_up_once_for_several_is_what_is_seen_of_each(many: list[Figure]) -> None:
    told = points(load(()))
    assert told
    for f in many:
        offered, item = candidates.items(f), as_read(f)
        for made in (
            (ranked(offered, told.items, Items(f)), each(Items(f), offered, told.items)),
            (
                ranked(candidates.actions(f, item), told.actions, Actions(f, item)),
                each(Actions(f, item), candidates.actions(f, item), told.actions),
            ),
        ):
            assert [one.points for one in made[0]] == sorted(made[1], reverse=True)


@pytest.mark.parametrize(
    "sentence",
    ["租金收入未上缴1038万元。", "租金收入未按时足额上缴1038万元。", "租金收入尚未全部上缴1038万元。"],
)
def test_what_negates_a_verb_is_never_left_out(sentence: str) -> None:
    (f,) = figures(sentence)
    offered = words(candidates.actions(f, as_read(f)))
    assert not [one for one in offered if one.startswith("上缴")]


def test_a_new_item_holds_nothing_that_was_done_to_it(many: list[Figure]) -> None:
    for f in many:
        for item in candidates.items(f):
            if item.spans != f.one.item:
                for act in candidates.actions(f, item):
                    assert not any(a < d and c < b for a, b in act.spans for c, d in item.spans)


def test_nothing_is_taken_from_another_paragraph() -> None:
    first, second = figures("办理申请38件。\n其中答复35件。")
    assert first.said == ()
    assert second.said == ()


def test_a_candidate_not_far_enough_ahead_is_not_chosen() -> None:
    f = figures("全市新建幼儿园12所。")[0]
    for least, item in ((5, "幼儿园"), (4, "新建")):
        chosen = weigh(f, Points({"ends=新建": 4}, {}, 0.9, least, least, 0.5))
        assert f.text(chosen.draft.item) == item, chosen.items


def test_points_decide() -> None:
    f = figures("全市新建幼儿园12所。")[0]
    made = weigh(f, Points({"begins=幼儿园": 5, "as read=": 4}, {"act as read same =": 3}, 0.9, 1, 1, 0.7))
    assert f.text(made.draft.item) == "幼儿园"
    assert f.text(made.draft.action) == "新建"
    assert made.sure is None  # as the rules read it: theirs is the confidence
    other = weigh(f, Points({"ends=新建": 9}, {}, 0.9, 2, 2, 0.6))
    assert f.text(other.draft.item) == "新建"
    assert other.draft.action == ()  # which the new item holds
    assert other.sure == 0.6
    assert other.ahead == 9


def test_a_choice_names_where_it_took_what_stands_elsewhere() -> None:
    f = figures("提高自来水水质，投入4亿元。")[0]
    made = weigh(f, Points({"begins=水质": 2}, {}, 0.9, 1, 1, 0.5))
    assert f.text(made.draft.item) == "水质"
    assert [loan.reason for loan in made.draft.loans if loan.field == "item"] == ["chosen"]


@pytest.mark.parametrize(
    ("one", "read", "expected"),
    [
        ("申请", "申请", "as read"),
        ("", "", "as read, nothing"),
        ("", "申请", "nothing"),
        ("申请", "", "something"),
        ("申请", "政府信息公开申请", "less"),
        ("政府信息公开申请", "申请", "more"),
        ("公开申请", "收到申请", "like"),
        ("案件", "申请", "other"),
    ],
)
def test_how_a_phrase_stands_to_the_one_read(one: str, read: str, expected: str) -> None:
    assert relation(one, read) == expected


def test_a_reading_in_no_doubt_is_not_touched() -> None:
    rules = load(())
    fitted = points(rules)
    assert fitted is not None
    for path in SAMPLES:
        for one in traced(from_string(path.read_text("utf-8")), rules).readings:
            if one.choice is None or not one.choice.owners:  # an owner is asked for in no doubt too
                assert (one.choice is not None) is (confidence.scale(rules).of(one.seen) < fitted.below)


def test_a_chosen_row_is_as_sure_as_such_choices_were_right() -> None:
    fitted = points(load(()))
    assert fitted is not None
    assert fitted.owners is not None
    for path in SAMPLES:
        run = traced(from_string(path.read_text("utf-8")), load(()))
        chosen = {
            run.running.source(one.draft.quantity.start, one.draft.quantity.end): one.choice.sure
            for one in run.readings
            if one.choice is not None and one.choice.sure is not None
        }
        assert set(chosen.values()) <= {fitted.share, fitted.owners.share}
        for row in run.report.indicators:
            if (row.start, row.end) in chosen:
                assert row.confidence == chosen[row.start, row.end]


def test_points_are_whole_numbers_and_win_on_texts_left_out() -> None:
    """No sum depends on a machine; and the points are worth keeping on texts that they were not fitted on."""
    kept = json.loads((ROOT / "patterns" / "meaning" / "choice.json").read_text("utf-8"))
    for of in (kept["items"], kept["actions"], kept["owners"]["points"]):
        assert all(isinstance(weight, int) for weight in of.values())
    for told in (kept["left_out"], kept["owners_left_out"]):
        assert told["won"] > 2 * told["lost"]


def test_most_of_what_has_points_is_seen(many: list[Figure]) -> None:
    """A name that is written otherwise in the code has no effect, and nothing would say so."""
    fitted = points(load(()))
    assert fitted is not None
    seen: set[str] = set()
    for f in many:
        for one in (offered := candidates.items(f)):
            seen.update(name.split("=")[0] for name in Items(f).of(one))
        for one in candidates.actions(f, offered[-1]):
            seen.update(name.split("=")[0] for name in Actions(f, offered[-1]).of(one))
    looked = {name.split("=")[0] for name in (*fitted.items, *fitted.actions)}
    assert len(looked & seen) > 0.5 * len(looked)


def test_explain_shows_what_was_weighed() -> None:
    text = "11家采矿企业未缴纳水土保持补偿费。安排35。"
    steps = "\n".join(explain(text, text.index("35")).steps)
    assert "candidates for the item: " in steps
    assert extract(text).indicators[-1].confidence is not None

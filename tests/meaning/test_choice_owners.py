"""Whose a statistic is, by points: what the text says of other figures, and only far enough ahead."""

from __future__ import annotations

import pytest
from support import ROOT
from test_choice import figures, words

from reportmine import explain
from reportmine.meaning.choice import owners, owning
from reportmine.meaning.choice.candidates import Figure, overlap
from reportmine.meaning.choice.choosing import points
from reportmine.meaning.choice.owning import Owning, whose
from reportmine.pipeline import traced
from reportmine.readers.source import as_text
from reportmine.rules.files import load

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
SENTENCE = "办理行政复议案件38件，群众满意率达98%。"


@pytest.fixture(scope="module")
def many() -> list[Figure]:
    return [f for path in SAMPLES for f in figures(path.read_text("utf-8")) if f.one.item]


def test_the_owner_that_the_rules_read_is_among_the_candidates(many: list[Figure]) -> None:
    for f in many:
        assert owners.Owners(f).read in words(owners.owners(f))


def test_each_owner_is_a_piece_of_the_text_apart_from_the_statistic(many: list[Figure]) -> None:
    for f in many:
        base, _ = owners.parted(f.one)
        offered = owners.owners(f)
        assert len(set(words(offered))) == len(offered)
        for one in offered:
            assert one.words == f.text(one.spans)
            assert one.words == owners.Owners(f).read or not overlap(one.spans, base)


def test_an_item_is_its_own_words_and_its_owner(many: list[Figure]) -> None:
    for f in many:
        base, lent = owners.parted(f.one)
        assert base
        assert sorted((*base, *lent)) == sorted(f.one.item)


def test_an_owner_is_given_where_it_is_far_enough_ahead() -> None:
    f = figures(SENTENCE)[1]
    given = {"bare, other said 1 whole": 5}
    assert whose(f, Owning(given, 6, 1, 0.8)) is None
    made = whose(f, Owning(given, 5, 1, 0.8))
    assert made is not None
    assert f.text(made.draft.item) == "行政复议案件群众满意率"
    assert made.sure == 0.8
    assert [(loan.field, loan.reason) for loan in made.draft.loans] == [("item", "owner")]


def test_an_owner_that_the_rules_gave_is_taken_back() -> None:
    f = next(f for f in figures("发出检察建议38件，采纳率98%。") if f.one.quantity.unit == "%")
    assert f.text(f.one.item) == "检察建议采纳率"
    made = whose(f, Owning({"lent, none =": 5}, 5, 1, 0.8))
    assert made is not None
    assert f.text(made.draft.item) == "采纳率"
    assert not made.draft.loans


def test_a_settled_statistic_is_left_alone() -> None:
    f = figures(SENTENCE)[1]
    given = {"bare, as read =": 3, "bare, other said 1 whole": 9}
    assert whose(f, Owning(given, 1, 3, 0.8)) is None
    assert whose(f, Owning(given, 1, 4, 0.8)) is not None


def test_what_goes_on_with_a_statistic_goes_on_with_its_owner() -> None:
    one, rate, change = figures("办理行政复议案件38件，群众满意率达98%，提高2个百分点。")
    owning_by = Owning({"bare, other said 1 whole": 5}, 5, 1, 0.8)
    made = whose(rate, owning_by)
    assert made is not None
    assert change.one.item == rate.one.item
    again = owning.owned(change.one, made.draft, owning_by, made.owners)
    assert change.text(again.draft.item) == "行政复议案件群众满意率"
    assert (again.sure, again.owners) == (0.8, made.owners)
    assert one.one.item == made.draft.item[:1]


def test_of_two_owners_as_good_as_each_other_neither_is_given() -> None:
    rate = figures("办理一审行政案件38件、二审行政案件9件，群众满意率达98%。")[2]
    given = {"bare, other said 1 whole": 7, "bare, other said 2 whole": 9}
    made = whose(rate, Owning(given, 5, 1, 0.8))
    assert made is not None
    assert (made.draft, made.sure) == (rate.one, None)
    alone = whose(rate, Owning({"bare, other said 2 whole": 9}, 5, 1, 0.8))
    assert alone is not None
    assert alone.draft.item != rate.one.item


def test_a_row_with_another_owner_is_as_sure_as_such_choices_were_right() -> None:
    told = points(load(()))
    assert told
    assert told.owners
    found = 0
    for path in SAMPLES:
        run = traced(as_text(path), load(()))
        by_place = {(record.start, record.end): record for record in run.report.indicators}
        for one in run.readings:
            if one.choice is not None and one.choice.owners and one.choice.sure is not None:
                found += 1
                quantity = one.draft.quantity
                record = by_place[run.running.source(quantity.start, quantity.end)]
                assert record.confidence == told.owners.share
                assert "chosen" in record.flags
                steps = "\n".join(explain(path, record.start).steps)
                assert "candidates for the owner: " in steps
    assert found


def test_the_points_of_the_rules_reading_are_those_of_its_candidate(many: list[Figure]) -> None:
    told = points(load(()))
    assert told
    assert told.owners
    for f in many:
        seen = owners.Owners(f)
        names = list(seen.of(seen.as_read))
        assert owning.as_read(f, told.owners) == sum(told.owners.points.get(name, 0) for name in names)


def test_most_of_what_has_points_is_seen(many: list[Figure]) -> None:
    """A name that is written otherwise in the code has no effect, and nothing would say so."""
    told = points(load(()))
    assert told
    assert told.owners
    seen: set[str] = set()
    for f in many:
        traits = owners.Owners(f)
        for one in owners.owners(f):
            seen.update(name.split("=")[0] for name in traits.of(one))
    looked = {name.split("=")[0] for name in told.owners.points}
    assert len(looked & seen) > 0.4 * len(looked)

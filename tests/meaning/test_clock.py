"""When a figure is of: what stands at a sentence follows from what stood at the one before."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from reportmine.meaning.clock import Clock, clock
from reportmine.rules.files import load
from reportmine.text.sentences import sentences
from reportmine.times.period import Period
from reportmine.times.standing import Standing

TEXT = (
    "2020年，全市经济平稳运行。新建公园12个。\n"
    "新建学校3所，比2019年增加1所。去年，办理案件5件。\n"
    "下一步，新建公园9个。目前还有短板。"
)


def _stood(one: Clock) -> list[Standing]:
    """What stands at each sentence, from the first on."""
    out = [Standing()]
    for start, end in sentences(TEXT):
        out.append(one.sentence(out[-1], start, end, None))
    return out[1:]


@pytest.fixture(scope="module")
def made() -> Clock:
    return clock(TEXT, load(()), 2024, (), None)


def test_a_time_that_leads_governs_its_paragraph(made: Clock) -> None:
    governs = [one.governing.period if one.governing else None for one in _stood(made)]
    assert governs == [*[Period.of(2020)] * 2, None, Period.of(2024), None, Period.of(2024)]


def test_a_sentence_says_its_own_times_and_words_of_status(made: Clock) -> None:
    stood = _stood(made)
    assert [[str(time.period) for time in one.times] for one in stood] == [
        *(["2020"], [], ["2019"], ["2024"], [], ["2024"])
    ]
    assert [one.mood[0] for one in stood] == ["actual"] * 4 + ["target"] * 2
    assert [one.present for one in stood] == [False] * 5 + [True]


def test_what_stands_is_never_changed_and_the_same_whenever_it_is_asked(made: Clock) -> None:
    stood = _stood(made)
    assert _stood(made) == stood
    start, end = sentences(TEXT)[2]
    assert made.sentence(stood[1], start, end, None) == stood[2]  # after the end of the text was asked
    with pytest.raises(FrozenInstanceError):
        stood[0].governing = None  # type: ignore[misc]


def test_years_doubted_make_one_notice_each(made: Clock) -> None:
    notices = made.notices([None, 2023, None, 2022, 2023])
    assert [notice.code for notice in notices] == ["past-plan"] * 2
    assert ["2023" in notices[0].message, "2022" in notices[1].message] == [True, True]

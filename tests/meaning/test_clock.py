"""When a figure is of: what stands at a sentence follows from what stood at the one before."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from reportmine import extract
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


REVIEW = """某市2022年政府工作报告
一、过去五年工作回顾
五年来，全市经济平稳运行。审结商事案件3.2万件，标的额186亿元，贷款余额90亿元。
——生态环境改善。2021年，优良天数284天。
——民生福祉增进。改造老旧小区1126个。
二、“十四五”工作思路
到2025年，优良率达到97%。2022年重点抓好以下工作：
（一）深化大气污染防治。新增新能源公交车260辆。
（二）深化水环境治理。新建污水处理厂6座。
三、自身建设
办理建议120件。
"""


def test_lines_of_a_list_and_announced_sections_have_their_own_time() -> None:
    periods = {one.text: one.period for one in extract(REVIEW).indicators}
    assert periods["284天"] == "2021"
    assert periods["1126个"] == "2017-2021"  # the line before it spoke of one year
    assert (periods["186亿元"], periods["90亿元"]) == ("2017-2021", "2021")
    assert (periods["97%"], periods["260辆"], periods["6座"]) == ("2025", "2022", "2022")

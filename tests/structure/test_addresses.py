"""Who turns to the assembly is done with the point before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import ROOT, SHARED

from reportmine import extract, load, outline

REPORT = """云汀市2025年政府工作报告
各位代表：
现在，我代表市人民政府，向大会报告工作。
一、2025年工作回顾
（一）产业升级。新建园区12个。
（二）民生改善。新增就业3万人。
各位代表！过去五年，全市建成公园45个。
这些成绩来之不易，我们还有2个问题要解决。
二、2026年工作安排
（一）抓项目。开工项目66个。
各位代表，实干成就未来。办好实事10件。
（二）抓民生。改造小区20个。
各位代表！让我们办成大事3件。
"""


def test_what_follows_is_of_the_section_above() -> None:
    found = extract(REPORT)
    where = {one.text: one.section for one in found.indicators}
    assert where == {
        **{"12个": "1.1", "3万人": "1.2", "45个": "1", "2个": "1"},
        **{"66个": "2.1", "10件": "2", "20个": "2.2", "3件": "2"},
    }
    assert [one.id for one in found.sections] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]


@pytest.mark.parametrize("text", ["请各位代表审议。", "各位代表提出意见12条。"])
def test_assemblies_are_named_elsewhere_too(text: str) -> None:
    report = f"云汀市2025年政府工作报告\n一、2025年工作回顾\n（一）民生改善。新增就业3万人。\n{text}\n"
    (_, part) = outline(report)
    assert part.end >= len(report.rstrip())


def _texts() -> list[Path]:
    real = sorted((SHARED / "corpus").glob("*.txt")) if SHARED.exists() else []
    return [*sorted((ROOT / "samples").glob("*.txt")), *real]


def test_no_point_of_the_corpus_holds_an_address() -> None:
    seen = 0
    for path in _texts():
        text = load(path)
        for one in outline(text):
            for hit in re.finditer(r"(?m)^[ \t　]*各位代表[！，：!,]", text.raw[one.body_start : one.end]):
                begin = one.body_start + hit.start()
                if text.raw[begin - 1 : begin] not in ("", "\n"):
                    continue  # the rest of a line that a run-in title begins
                assert one.parent is None, (path.name, one.title)
                seen += 1
    assert seen > 20 or not SHARED.exists()

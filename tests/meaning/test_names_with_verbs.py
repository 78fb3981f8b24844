"""Names with a verb in them: a verb without object, one of how something is, words that are one."""

from __future__ import annotations

import pytest
from support import Expected, check

NAMES: list[tuple[str, Expected]] = [
    (
        "选派驻村教师38名，配备执法快艇12艘，培训返乡青年350人。",
        {
            "38名": {"item": "驻村教师", "action": "选派"},
            "12艘": {"item": "执法快艇", "action": "配备"},
            "350人": {"item": "返乡青年", "action": "培训"},
        },
    ),
    (
        "36家企业停产，3家停业商场恢复营业，涉及职工1200人。",
        {
            "36家": {"item": "企业", "action": "停产"},
            "3家": {"item": "停业商场"},
            "1200人": {"item": "职工", "action": "涉及"},
        },
    ),
    (
        "县政府负有偿还责任的债务12.6亿元，偿还到期债务3.2亿元。",
        {
            "12.6亿元": {"item": "负有偿还责任的债务", "action": None},
            "3.2亿元": {"item": "到期债务", "action": "偿还"},
        },
    ),
    (
        "3名干部涉嫌受贿，查处涉嫌犯罪的企业负责人35人。",
        {
            "3名": {"item": "干部", "action": "涉嫌受贿"},
            "35人": {"item": "涉嫌犯罪的企业负责人", "action": "查处"},
        },
    ),
    (
        "出具合法性审查意见86份，签订招商协议35份，出台政策12项，办理案件35件。",
        {
            "86份": {"item": "合法性审查意见", "action": "出具"},
            "35份": {"item": "招商协议", "action": "签订"},
            "12项": {"item": "政策", "action": "出台"},
            "35件": {"item": "案件", "action": "办理"},
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_with_verbs(text: str, expected: Expected) -> None:
    check(text, expected)

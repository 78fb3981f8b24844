"""A phrase with 的 and no noun says which of the things said before are counted."""

from __future__ import annotations

import pytest
from support import Expected, check

DESCRIBED: list[tuple[str, Expected]] = [
    (
        "受理民商事案件1392件；审结1361件，其中以调解、撤诉方式结案的874件，占64.2%。",
        {
            "1392件": {"item": "民商事案件", "action": "受理"},
            "1361件": {"item": "民商事案件", "action": "审结"},
            "874件": {"item": "以调解、撤诉方式结案的民商事案件", "action": None},
            "64.2%": {"item": "以调解、撤诉方式结案的民商事案件"},
        },
    ),
    (
        "全市有幼儿园320所，达到省级标准的有96所，占30%，已验收88所。",
        {
            "320所": {"item": "幼儿园"},
            "96所": {"item": "达到省级标准的幼儿园"},
            "30%": {"item": "达到省级标准的幼儿园"},
            "88所": {"item": "幼儿园", "action": "验收"},
        },
    ),
    (
        "乡村医生6318人中，具有执业医师资格的2148人，占34%。",
        {
            "6318人": {"item": "乡村医生"},
            "2148人": {"item": "具有执业医师资格的乡村医生", "action": None},
            "34%": {"item": "具有执业医师资格的乡村医生"},
        },
    ),
    (
        "收入完成120亿元，完成预算的101.3%。",
        {
            "120亿元": {"item": "收入"},
            "101.3%": {"item": "收入", "whole": "预算"},
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), DESCRIBED)
def test_described(text: str, expected: Expected) -> None:
    check(text, expected)

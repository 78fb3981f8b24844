"""The fold: one character to one, with the marks of Chinese text as Chinese ones."""

from __future__ import annotations

import pytest

from reportmine.text.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("受理12件,审结9件;其中:民事3件", "受理12件，审结9件；其中：民事3件"),
        ("比例1:2,增长5%,达到1,200件", "比例1:2，增长5%，达到1,200件"),
        ("https://a.cn/x,y 10:30", "https://a.cn/x,y 10:30"),
    ],
)
def test_marks_beside_chinese_characters_are_chinese(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(fold(text)) == len(text)

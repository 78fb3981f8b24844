"""Pictures in the article of a page are told once; what is the site's, small or an ornament is not."""

from __future__ import annotations

import time

import pytest
from test_html import BODY, read

CHART = '<p><img src="./W0202604142763786.jpg" alt=""></p>'
AROUND = (
    '<h1>云溪市2025年工作总结</h1><div class="TRS_Editor">{}</div>'
    '<div class="footer"><img src="a/1.png"></div>'
)


def told(inside: str, around: str = AROUND) -> list[str]:
    notices = read(around.format(inside), "<title>云溪市2025年工作总结</title>").notices
    return [one.message for one in notices if one.code == "pictures"]


def test_pictures_among_the_paragraphs_are_told_with_what_is_said_of_them() -> None:
    assert told(BODY + CHART) == [
        "the article holds 1 picture that may hold figures: nothing in them is read; look at them in the page"
    ]
    named = '<img src="{0}.png" alt="{1}" width="600px" style="height: 300px">'
    several = [
        named.format(1, "图1 2021—2025年生产总值"),
        named.format(2, "云溪市2025年工作总结"),  # the page's own title
        named.format(3, "图片3.png"),
        named.format(4, "图2 财政收入"),
    ]
    (said,) = told(CHART + BODY + "".join(several))
    assert said.startswith(
        "the article holds 5 pictures that may hold figures (图1 2021—2025年生产总值; 图2 "
    )
    assert said.count("工作总结") == said.count("png") == 0


@pytest.mark.parametrize(
    "picture",
    [
        '<img data-src="a/b.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',  # put there by a script
        f'<img src="data:image/png;base64,{"A" * 5000}">',
        '<a href="/images/P02026.jpg" target="_blank"><img src="/images/P02026_s.jpg"></a>',
        '<svg width="640" height="320" viewBox="0 0 640 320"><text>12</text></svg>',
        '<div style="width: 640px"><canvas width="640" height="320"></canvas></div>',
        '<object data="chart.svg" type="image/svg+xml"></object>',
        '<p style="text-align: center"><img src="W02.png" width="60%" height="auto"></p>',
    ],
)
def test_however_they_are_put_there(picture: str) -> None:
    assert len(told(BODY + picture)) == 1
    assert len(told(BODY + picture + BODY.replace("批", "期"))) == 1


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="/default/images/icon16/pdf.gif">',
        '<img src="/images/ewm.png">',
        '<img class="emoji" src="/e/12.png">',
        '<img src="dot3.png" width="8" height="8">',
        '<img src="rule.png" style="width:15cm;height:2pt">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<img src="">',
        '<img src="li.png">' * 3,
        '<div class="share"><img src="/a/wx.png"></div>',
        '<div class="qr-code"><canvas width="150" height="150"></canvas></div>',
        '<div style="display:none"><img src="W02.png"></div>',
        '<a href="https://www.example.gov.cn/topic/"><img src="zt.jpg"></a>',
        '<svg viewBox="0 0 1024 1024"><path d="M0 0"/></svg>',
        '<object data="report.pdf" type="application/pdf"></object>',
    ],
)
def test_what_holds_no_figures_is_not_told(picture: str) -> None:
    assert told(BODY + picture) == []
    assert told(picture + BODY) == []


def test_pictures_of_the_site_are_not_told() -> None:
    site = (
        '<div class="top"><img src="head.jpg"></div><h1>云溪市2025年工作总结</h1>'
        '<div class="tools"><img src="A+.png"></div><div class="xyz">{}</div><div><img src="tail.jpg"></div>'
    )
    assert told(BODY, site) == []
    assert len(told(BODY + CHART, site)) == 1


def test_a_page_of_pictures_alone_is_told_as_that_alone() -> None:
    notices = read(f"<h1>云溪市统计公报</h1>{CHART}").notices
    assert [one.code for one in notices] == ["shell"]


@pytest.mark.parametrize(
    "pictures",
    [
        "".join(f'<img src="img/{n}.png">' for n in range(100_000)),
        '<svg width="640" height="320">' * 20_000,
        f'<img src="{"a/" * 500_000}" style="{"; " * 500_000}" alt="{"图" * 500_000}">',
    ],
)
def test_many_pictures_take_no_time(pictures: str) -> None:
    begun = time.process_time()
    (said,) = told(BODY + pictures)
    assert len(said) < 400
    assert time.process_time() - begun < 10

"""The steps to a page's article, each by itself: its title, what is the site's, the lines that are left."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from reportmine.readers.html.lines import lines
from reportmine.readers.html.main import Article, article
from reportmine.readers.html.page import Page
from reportmine.readers.html.signs import signs
from reportmine.readers.html.site import of_site, without_neighbours
from reportmine.readers.html.title import headed, title_line
from reportmine.readers.html.tree import parse
from reportmine.rules.files import load

BODY = "<p>2025年，全市办理行政复议案件1200件，同比增长5%。</p><p>全年新建公园12个，改造老旧小区30个。</p>"
NAV = '<ul class="nav"><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li></ul>'
NEXT = "<div><h3>相关新闻</h3><p>云汀市召开会议，研究部署工作。</p></div>"
NAME = "云汀市2025年法治政府建设工作报告"


def _page(html: str) -> Page:
    known = signs(load(()))
    tree = parse(html, known)
    foreign = [tag == "a" and "href" in tree.attributes[node] for node, tag in enumerate(tree.tags)]
    return Page(tree, lines(tree, foreign, known), {}, known)


def _article(page: Page, *titles: str) -> Article:
    return article(page.tree, page.lines, page.tables, page.signs, titles)


def _dropped(page: Page, marks: list[bool]) -> list[str]:
    return [line.text for line in page.lines if marks[line.owner]]


def test_a_line_of_links_may_be_nothing_of_the_article() -> None:
    page = _page(f"<body>{NAV}{BODY}</body>")
    told = {line.text: prose for line, prose in zip(page.lines, page.prose, strict=True)}
    assert told["首页"] == told["政务公开"] == 0
    assert [prose for text, prose in told.items() if "全" in text] == [
        len(line.text) for line in page.lines[2:]
    ]


@pytest.mark.parametrize(
    ("above", "head"),
    [
        (f"<p>云汀市人民政府公报</p><p>{NAME}</p>", (NAME,)),  # the head names it
        (f"<h1>{NAME}</h1><p>云汀市人民政府公报</p>", ()),  # its element does
        (f"<p>{NAME}</p><p>来源：云汀市司法局 2026-01-06 18:42</p>", ()),  # it stands over source and time
    ],
)
def test_the_title_is_found(above: str, head: tuple[str, ...]) -> None:
    page = _page(f"<body>{above}{BODY}</body>")
    title = title_line(page, head)
    assert title is not None and page.lines[title].text == NAME == headed(page, title)


def test_no_line_of_a_text_is_taken_for_a_title() -> None:
    page = _page(f"<body>{BODY}</body>")
    assert title_line(page, ()) is None and headed(page, None) == ""


def test_what_is_the_sites_and_what_is_of_other_pages() -> None:
    page = _page(f"<body>{NAV}<div>{BODY * 3}</div>{NEXT}</body>")
    site = of_site(page, -1)
    assert _dropped(page, site) == ["首页", "政务公开"]
    both = without_neighbours(page, -1, site)
    assert _dropped(page, both) == ["首页", "政务公开", "相关新闻", "云汀市召开会议，研究部署工作。"]
    assert _dropped(page, site) == ["首页", "政务公开"]  # the step before is as it was


def test_the_article_is_a_value() -> None:
    page = _page(f"<body>{NAV}<h1>{NAME}</h1><div>{BODY * 3}</div>{NEXT}</body>")
    made = _article(page)
    assert [page.lines[i].text[:4] for i in made.lines] == ["云汀市2", *["2025", "全年新建"] * 3]
    assert made == _article(page)
    assert (made.title, made.heading, made.span) == (2, NAME, (3, 8))
    assert {page.lines[i].text for i in made.others} == {"相关新闻", "云汀市召开会议，研究部署工作。"}
    assert [made.aside(i) for i in made.lines] == [True, *[False] * 6]
    with pytest.raises(FrozenInstanceError):
        made.title = None  # type: ignore[misc]

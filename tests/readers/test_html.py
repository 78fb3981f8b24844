"""Web pages and web archives: the article, its order, its tables, and nothing of the site around it."""

from __future__ import annotations

import json
from html import escape

import pytest

import reportmine
from reportmine.readers.document import Document, Limits, Unreadable
from reportmine.readers.html import mhtml
from reportmine.readers.html import read as html
from reportmine.readers.html.lines import tidy
from reportmine.readers.html.tame import DEEPEST, tame
from reportmine.rules.files import load as load_rules

PARAGRAPHS = [
    f"第{n}批项目完成投资{n * 13}.5亿元，同比增长{n}.2%；办理案件{n * 31}件，办结率100%。"
    for n in range(1, 9)
]
BODY = "".join(f"<p>　　{text}</p>" for text in PARAGRAPHS)
LINES = "".join(f"{text}\n" for text in PARAGRAPHS)


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def read(body: str, head: str = "") -> Document:
    return html.read(page(body, head), Limits(), load_rules())


def text(body: str, head: str = "") -> str:
    return read(body, head).text


# ---- the article ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "container",
    [
        '<div class="TRS_Editor">',
        '<div class="view TRS_UEDITOR trs_paper_default">',
        '<div id="UCAP-CONTENT">',
        '<div id="zoom">',
        '<div class="pages_content">',
        '<div class="xyz">',
        '<div><div class="a"><div class="b">',
    ],
)
def test_site_is_left_out(container: str) -> None:
    site = (
        '<div class="top"><ul><li><a href="/">首页</a><li><a href="/a">公开</a><li><a href="/b">互动</a></ul>'
        "</div>"
        "<h1>云溪市2025年工作总结</h1>"
        '<div class="info">发布时间：2026-01-20 来源：云溪日报 浏览次数：4521 字号：[大 中 小]</div>'
    )
    after = (
        '</div></div></div><div class="news"><p><a href="1">粮食产量增长9%</a></p>'
        '<p><a href="2">引资77亿元</a></p></div>'
        '<div class="footer">主办：云溪市人民政府，邮编：123456</div>'
    )
    made = text(site + container + BODY + after, "<title>云溪市2025年工作总结_云溪市人民政府</title>")
    assert made == "云溪市2025年工作总结\n发布时间：2026-01-20 来源：云溪日报\n" + LINES


def test_layout_tables() -> None:
    made = text(
        "<table><tr><td>您现在的位置：<a href=/>首页</a> >> 正文</td></tr></table>"
        "<table><tr><td><table><tr><td><a href=1>投资99亿元</a></td></tr>"
        "<tr><td><a href=2>增长98%</a></td></tr><tr><td><a href=3>调研</a></td></tr></table></td>"
        "<td><table><tr><td align=center><b>青川县2008年统计公报</b></td></tr>"
        "<tr><td>2009-3-2 来源：县统计局 点击数：<font color=red>4521</font></td></tr><tr><td><font>"
        + "<br><br>".join(f"　　{one}" for one in PARAGRAPHS)
        + "</font></td></tr><tr><td>上一篇：<a href=4>增长97%</a></td></tr></table></td></tr></table>"
        "<center>蜀ICP备05001234号 您是第 96 位访问者</center>",
        "<title>青川县2008年统计公报-公报-青川县统计局</title>",
    )
    assert made == "青川县2008年统计公报\n2009-3-2 来源：县统计局\n" + LINES


def test_several_containers_and_what_is_between() -> None:
    made = text(
        '<div id="hd"><h1>南山镇工作总结</h1></div><div class="one"><h2>一、做法</h2>'
        + BODY
        + '</div><h2>二、问题</h2><div class="two"><p>还有3个项目没有完工，占5%，需要加快。</p></div>'
        '<div class="end">南山镇人民政府<br>2026年1月3日</div>'
    )
    assert made == (
        "南山镇工作总结\n一、做法\n"
        + LINES
        + "二、问题\n还有3个项目没有完工，占5%，需要加快。\n南山镇人民政府\n2026年1月3日\n"
    )


def test_tabs_of_an_article_are_read_and_other_hidden_elements_are_not() -> None:
    half = len(PARAGRAPHS) // 2
    parts = ["".join(f"<p>{one}</p>" for one in some) for some in (PARAGRAPHS[:half], PARAGRAPHS[half:])]
    made = text(
        f'<div class="page-item active">{parts[0]}</div>'
        f'<div class="page-item" style="display: none">{parts[1]}</div>'
        "<div hidden><p>共有隐藏的99件，没有人看到这些文字，也不应该读到。</p></div>"
        '<p style="display:none">98件</p><template>97件</template><noscript>96件</noscript>'
        "<script>var a = '95件';</script><svg><text>94件</text></svg><dialog>93件</dialog>"
    )
    assert made == LINES


def test_a_container_for_printing_is_no_button() -> None:
    assert text(f'<div class="print-content">{BODY}</div><div class="print">打印 12</div>') == LINES


def test_comments_and_teasers() -> None:
    made = text(
        f'<main><h1>东湖区年度报告</h1><div class="rm_txt_con">{BODY}</div>'
        '<div class="comment-box"><p>网友：说得很好，支持100次，再来100次！</p></div>'
        "<section><div><a href=1><h4>消费增长10%</h4></a><p>记者获悉，全市消费达到500亿元。</p></div>"
        "<div><a href=2><h4>投资增长11%</h4></a><p>记者获悉，全市投资达到600亿元。</p></div></section></main>"
    )
    assert made == "东湖区年度报告\n" + LINES


def test_sentences_before_the_title_are_not_the_articles() -> None:
    made = text(
        "<div class=left><h3>区情</h3><p>全区面积1234平方公里，辖12个镇。</p></div>"
        f"<div class=mid><div>东湖区2025年统计公报</div><div>{BODY}</div></div>",
        '<meta name="ArticleTitle" content="东湖区2025年统计公报">',
    )
    assert made == "东湖区2025年统计公报\n" + LINES


def test_page_for_telephones() -> None:
    made = text(
        "<div>打开</div><div class=detail><div class=detail-title>东湖区召开会议</div>"
        "<div><span>2026-01-11</span> <span>阅读 2.3万</span></div><div>"
        + "<br>&nbsp;&nbsp;".join(PARAGRAPHS)
        + "</div><div>点赞 321</div></div><div class=hot-list><div onclick='go(1)'>增产9%</div>3000阅读</div>"
    )
    assert made == "东湖区召开会议\n2026-01-11\n" + LINES


def test_a_link_that_is_never_closed() -> None:
    assert text(f"<div><a href=1>{BODY * 3}</div>") == LINES * 3


def test_links_after_the_text() -> None:
    made = text(
        f'<div class="TRS_Editor">{BODY}<p>延伸阅读：<a href="1">云溪市去年增长88%</a></p></div>'
        '<ul><li><a href="2">植树99万株</a> 2026-01-01</li><li><a href="3">种草98万亩</a> [01-02]</li></ul>'
    )
    assert made == LINES


def test_short_page_beside_a_list() -> None:
    made = text(
        "<div><p>短公告：全镇植树3万株。</p></div><div><ul><li><a href=1>全县植树99万株</a> 2026-01-01</li>"
        "<li><a href=2>全县种草88万亩</a> 2026-01-02</li></ul></div>"
    )
    assert made == "短公告：全镇植树3万株。\n"


def test_names_and_values_of_a_definition_list() -> None:
    made = text(
        f"<dl><dt>索引号：</dt><dd>53/2026-1</dd><dt>发布机构：</dt><dd></dd></dl><div id=zoom>{BODY}</div>"
    )
    assert made == "索引号：53/2026-1\n发布机构：\n" + LINES


def test_page_of_links_to_files_and_places_keeps_them() -> None:
    made = text(
        f'<div class="article-content"><p><a href="#c1">一、目录中的一章</a></p>{BODY}'
        '<p>附件：1.<a href="/f/1.docx">决算表.docx</a></p></div>'
    )
    assert made == "一、目录中的一章\n" + LINES + "附件：1.决算表.docx\n"


def test_page_without_sentences() -> None:
    assert text("<p>生产总值 12亿元</p><p>增长 3%</p>") == "生产总值 12亿元\n增长 3%\n"


# ---- text -------------------------------------------------------------------------------------------


def test_inline_elements_join() -> None:
    made = text(
        "<p>办理<span>12</span><span>67</span>件，<b>增</b>长<font>5</font>."
        "<a name=x>2</a>%<sup>[1]</sup>。</p>"
    )
    assert made == "办理1267件，增长5.2%[1]。\n"


def test_entities_and_breaks() -> None:
    assert (
        text("<p>&nbsp;&#x653F;&#24220;&amp;A&emsp;B<br/><br>二<wbr>三<!-- x --></p>四")
        == "政府&A B\n二三\n四\n"
    )


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("全市\n      生产", "全市生产"),
        ("New\n  line", "New line"),
        ("12\n34", "12 34"),
        ("增长\n5%", "增长5%"),
        ("张三 李四", "张三 李四"),
        ("\u3000\u3000一、\u200b概况 ", "一、概况"),
    ],
)
def test_blanks(written: str, read_as: str) -> None:
    assert tidy(written) == read_as


def test_preformatted_text_keeps_its_lines() -> None:
    assert text("<pre>一、甲\n二、乙\n</pre>") == "一、甲\n二、乙\n"


@pytest.mark.parametrize(
    ("start", "markers"),
    [
        ("<ol>", ["1. ", "2. "]),
        ("<ol start=9>", ["9. ", "10. "]),
        ("<ol type=a>", ["a. ", "b. "]),
        ("<ol type=I start=3>", ["III. ", "IV. "]),
        ("<ol reversed>", ["2. ", "1. "]),
        ("<ol start=10 style='list-style-type: cjk-ideographic'>", ["十、", "十一、"]),
        ("<ol style='list-style:none'>", ["", ""]),
        ("<ul>", ["", ""]),
    ],
)
def test_numbers_of_lists(start: str, markers: list[str]) -> None:
    made = text(f"{start}<li><p>抓粮食</p><p>稳产量</p></li><li>5个项目</li></ol>")
    assert made == f"{markers[0]}抓粮食\n稳产量\n{markers[1]}5个项目\n"


def test_written_numbers_of_lists_are_not_doubled() -> None:
    assert text("<ol><li>1.抓粮食</li><li>（二）抓项目</li></ol>") == "1.抓粮食\n（二）抓项目\n"


# ---- tables -----------------------------------------------------------------------------------------


def test_table_with_spans() -> None:
    made = read(
        "<p>前文有句子，后面有表。</p><table border=1><caption>表1 指标</caption><thead>"
        "<tr><th>指标</th><th>值</th>"
        "<th>增长<br>（%）</th></tr></thead><tr><td rowspan=2>收入</td><td>88</td><td>3</td></tr>"
        "<tr><td colspan=2>90</td></tr></table>"
    )
    assert made.text == "前文有句子，后面有表。\n表1 指标\n指标\t值\t增长（%）\n收入\t88\t3\n\t90\n"
    (grid,) = made.grids
    cells = [(made.text[c.start : c.end], c.row, c.column, c.rows, c.columns, c.header) for c in grid.cells]
    assert cells == [
        ("指标", 0, 0, 1, 1, True),
        ("值", 0, 1, 1, 1, True),
        ("增长（%）", 0, 2, 1, 1, True),
        ("收入", 1, 0, 2, 1, False),
        ("88", 1, 1, 1, 1, False),
        ("3", 1, 2, 1, 1, False),
        ("90", 2, 1, 1, 2, False),
    ]


def test_table_in_a_layout_table() -> None:
    made = read(
        "<table><tr><td><p>甲乙丙丁，戊己庚辛。</p><table><tr><td>年</td><td>值</td></tr><tr><td>2024</td><td>5</td>"
        "</tr></table></td></tr></table>"
    )
    assert made.text == "甲乙丙丁，戊己庚辛。\n年\t值\n2024\t5\n"
    assert len(made.grids) == 1


@pytest.mark.parametrize("span", ["65534", "0", "-3", "x", "99999999999999999999", ""])
def test_odd_spans_do_no_harm(span: str) -> None:
    made = text(
        f'<table><tr><td colspan="{span}" rowspan="{span}">甲</td></tr><tr><td>1</td><td>2</td></tr>'
        "<tr><td>3</td><td>4</td></tr></table>"
    )
    assert made.split() == ["甲", "1", "2", "3", "4"]


def test_facts_about_a_document() -> None:
    made = text(
        "<table><tr><td>索&nbsp;引&nbsp;号：</td><td>0123/2026-1</td><td>主题分类：</td><td>综合</td></tr>"
        "<tr><td>发文机关：</td><td>东湖区政府</td><td>成文日期：</td><td>2026年1月5日</td></tr></table>"
        f'<div class="TRS_Editor">{BODY}</div>'
    )
    assert made == "主题分类：综合\n发文机关：东湖区政府\n成文日期：2026年1月5日\n" + LINES


# ---- what stands around the article -----------------------------------------------------------------


def test_comments_and_other_pages_under_their_headings() -> None:
    made = text(
        f"<div><div>标题</div>{BODY}<div><div>赞</div><div>3174</div></div>"
        "<div><div>精选留言</div><div>我们小区加了3部电梯，点赞！</div><div>希望108路公交多开几班，谢谢。</div></div>"
        "<h3>相关推荐</h3><div>聚焦！某市增速5.8%，创新高</div><p>直播回看，2万人开跑</p></div>"
    )
    assert made.endswith(LINES)


def test_heading_over_other_pages_within_a_long_text_takes_nothing() -> None:
    made = text(f"<div>{BODY}<p>相关阅读</p>{BODY}</div>")
    assert made == LINES + "相关阅读\n" + LINES


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("<span>来源：某局</span><span>2026-01-06</span><span>18:42</span>", "来源：某局 2026-01-06 18:42"),
        ("<b>发布时间：</b><i>2026-01-06</i><a>打印</a><a>关闭</a>", "发布时间：2026-01-06"),
        (
            "<span>某市政府办</span><em>2026年1月9日 20:15</em><i>某省</i>",
            "某市政府办 2026年1月9日 20:15 某省",
        ),
        ("<span>时间：2026-01-06</span><span>字号：<a>大</a><a>中</a><a>小</a></span>", "时间：2026-01-06"),
        ("【来源：某局】【阅读：<i>1208</i>次】", "【来源：某局】"),
        ("<span>2026</span><span>年是开局之年</span>", "2026年是开局之年"),
    ],
)
def test_line_of_source_and_time(line: str, shown: str) -> None:
    assert text(f"<h1>某县2025年工作总结</h1><p>{line}</p>{BODY}") == f"某县2025年工作总结\n{shown}\n{LINES}"


def test_words_of_the_text_stay_together() -> None:
    made = text(
        f"{BODY}<p><span>截至</span><span>2026-01-06</span><span>18:42</span>，完成<b>12</b>件。</p>{BODY}"
    )
    assert made == f"{LINES}截至2026-01-0618:42，完成12件。\n{LINES}"


def test_article_that_a_script_shows() -> None:
    hidden = f'<div id="js_content" style="visibility: hidden; opacity: 0">{BODY}</div>'
    assert text(f"<h1>某县2025年工作总结</h1>{hidden}<p>留言，请登录。</p>").startswith(
        "某县2025年工作总结\n" + LINES
    )


@pytest.mark.parametrize(
    "title",
    [
        '<td><span class="title"><b>某市2003年环境状况公报</b></span></td>',
        "<td><p>某市2003年环境状况公报</p><p>作者：佚名 更新时间：2004-6-4</p></td>",
        '<td class="gb-tit">某市2003年环境状况公报</td>',
    ],
)
def test_title_without_a_heading(title: str) -> None:
    made = text(
        "<table><tr><td>热烈庆祝世界环境日！环保热线，随时拨打，竭诚服务。</td></tr>"
        f"<tr>{title}</tr><tr><td>{BODY}</td></tr></table>",
        "<title>欢迎光临某市环保网</title>",
    )
    assert "某市2003年环境状况公报\n" in made
    assert made.endswith(LINES)


def test_the_sites_name_is_not_the_title() -> None:
    head = "<title>某县教育局2025年工作总结 - 某县人民政府</title>"
    made = text(f"<h1>某县人民政府</h1><h2>某县教育局2025年工作总结</h2>{BODY}", head)
    assert made == f"某县教育局2025年工作总结\n{LINES}"


def test_names_of_files_without_their_sizes() -> None:
    made = text(f'<div id="zoom">{BODY}</div><p><a href="1.pdf">某县年报.pdf</a>（386.2KB）</p>')
    assert made in (LINES, LINES + "某县年报.pdf\n")


def test_traditional_characters() -> None:
    made = text(f'<div id="zoom">{BODY}</div><p>點閱數：5,823</p>')
    assert made == LINES


# ---- head and encoding ------------------------------------------------------------------------------


def test_hints() -> None:
    head = (
        '<title>x</title><meta name="ArticleTitle" content="云溪市政府工作报告">'
        '<meta name="PubDate" content="2026-01-20">'
        '<meta name="SiteName" content="云溪市政府网"><meta name="ContentSource" content="">'
    )
    made = read(BODY, head)
    assert made.text == LINES
    assert (made.hints.title, made.hints.publisher, made.hints.published) == (
        "云溪市政府工作报告",
        "云溪市政府网",
        "2026-01-20",
    )


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("2026年工作报告_云溪市人民政府门户网站", "2026年工作报告"),
        ("2026年工作报告-公开-云溪市统计局", "2026年工作报告"),
        ("云溪市人民政府 | 2026年工作报告", "2026年工作报告"),
        ("2021-2025年工作报告", "2021-2025年工作报告"),
        ("工作报告——2026年1月在大会上", "工作报告——2026年1月在大会上"),
    ],
)
def test_site_is_cut_from_the_title(title: str, cut: str) -> None:
    assert read(BODY, f"<title>{title}</title>").hints.title == cut


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_declared_encodings_are_checked(declared: str, encoding: str) -> None:
    whole = page(BODY, f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">').decode()
    made = html.read(whole.encode(encoding), Limits(), load_rules())
    assert (made.text, made.encoding) == (LINES, encoding)


def test_big5() -> None:
    said = "本市完成投資十三億元，比上年增長百分之五，辦理案件三十一件。"
    made = html.read(
        page(f"<p>{said}</p>" * 5, '<meta charset="big5">').decode().encode("big5"), Limits(), load_rules()
    )
    assert made.encoding == "big5hkscs"
    assert made.text == f"{said}\n" * 5


# ---- bad input --------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["", "<div id=app></div><script>load()</script>", "<p>&nbsp;</p>"])
def test_page_without_text(body: str) -> None:
    with pytest.raises(Unreadable, match=r"has no text.*save it as a complete page"):
        read(body)


@pytest.mark.parametrize(
    "tag", ["div", "span", "table", "ul", "b", "a href=x", "table><tr><td", "div><b></div", "font color=a"]
)
@pytest.mark.parametrize("closed", [True, False])
def test_deep_nesting(tag: str, closed: bool) -> None:
    end = f"</{tag.split()[0].split('>')[0]}>" if closed else ""
    body = f"<{tag}>" * 100_000 + "完成投资12亿元，增长3%。" + end * 100_000
    assert text(body) == "完成投资12亿元，增长3%。\n"


def test_taming_leaves_usual_pages_alone() -> None:
    usual = page(BODY + "<!-- <div> --><script>'<div>'.x</script>" + "<div>" * 50 + "</div>" * 50).decode()
    assert tame(usual) is usual
    deep = "<div>" * (DEEPEST + 5) + "甲" + "</div>" * (DEEPEST + 5) + "乙"
    assert tame(deep) == "<div>" * DEEPEST + "<br>" * 5 + "甲" + "</div>" * DEEPEST + "乙"


@pytest.mark.parametrize(
    "body", ["<", "<a " * 99, '<a b="' * 99, "<!--", "<table><tr>", "\0", "</td>" * 9, "<![CDATA["]
)
def test_torn_pages_do_no_harm(body: str) -> None:
    assert text(BODY + body).startswith(LINES)


def test_limit() -> None:
    with pytest.raises(Unreadable, match="limit"):
        html.read(page(BODY * 10), Limits(size=1000), load_rules())


# ---- web archives -----------------------------------------------------------------------------------

ARCHIVE = """From: <Saved by Browser>
Snapshot-Content-Location: https://example.invalid/report.html
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----part"

------part
Content-Type: text/css
Content-Location: ../../etc/passwd

p {}
------part
Content-Type: text/html; charset="gbk"
Content-Transfer-Encoding: {coding}
Content-Location: https://example.invalid/report.html

{content}
------part--
"""


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_archive(coding: str, encoding: str) -> None:
    import base64
    import quopri

    raw = page(f"<h1>东湖区年度报告</h1>{BODY}").decode().encode(encoding)
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(coding, bytes)(raw)
    before, after = ARCHIVE.replace("{coding}", coding).encode().split(b"{content}")
    made = mhtml.read(before + packed + after, Limits(), load_rules())
    assert (made.text, made.encoding) == ("东湖区年度报告\n" + LINES, encoding)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        b"--x\nContent-Type: text/css\n\np{}\n--x--\n",
        b"Content-Type: multipart/related; boundary=x\n\nnothing",
    ],
)
def test_archive_without_a_page(data: bytes) -> None:
    with pytest.raises(Unreadable, match="without a page in it"):
        mhtml.read(data, Limits(), load_rules())


def test_the_page_in_a_frame_of_an_archive() -> None:
    frame = page("<p>导航：首页、公开、互动。</p>").replace(b"\n", b"")
    parts = b"".join(
        b"--x\nContent-Type: text/html; charset=utf-8\n\n" + one + b"\n" for one in (frame, page(BODY))
    )
    data = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + parts + b"--x--\n"
    assert mhtml.read(data, Limits(), load_rules()).text == LINES


def test_archive_nested_too_deep() -> None:
    levels = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    with pytest.raises(Unreadable, match="damaged"):
        mhtml.read(levels + b"Content-Type: text/html\n\n<p>x", Limits(), load_rules())


FOLD = """<html><body><div class="nav"><a href="/">首页</a><a href="/a">新闻</a></div><div class="main">
<h1>云汀市2025年法治政府建设情况报告</h1><div class="acc">
<div class="item"><h3>一、主要工作</h3><div class="panel" style="display:none">
<p>全年办理案件1267件，审结1200件，调解成功率继续提升，各项任务全面完成。</p></div></div>
<div class="item"><h3>二、下一步安排</h3><div class="panel" style="display:none">
<p>清理规章24部，培训执法人员1.2万人次，确保任务落实到位，工作见效。</p>
</div></div></div></div>
<div class="tip" style="display:none">
<p>您访问的链接即将离开云汀市人民政府网站，是否继续访问，请您确认。</p></div>
</body></html>"""


def test_folded_parts_of_an_article_are_read() -> None:
    text = html.read(FOLD.encode(), Limits(), load_rules()).text
    assert "办理案件1267件" in text
    assert "清理规章24部" in text
    assert "即将离开" not in text


@pytest.mark.parametrize(
    ("written", "want"),
    [
        ("地区生产总值<sup>2</sup>1234.5亿元，增长5%。", "地区生产总值²1234.5亿元，增长5%。"),
        ("收入<a href='#n1'><sup>1</sup></a>12亿元，增长5%。", "收入¹12亿元，增长5%。"),
        ("面积10.5km<sup>2</sup>，增长5%。", "面积10.5km²，增长5%。"),
        ("收入<sup>[1]</sup>12亿元，增长5%。", "收入[1]12亿元，增长5%。"),
    ],
)
def test_raised_digits_are_no_part_of_a_figure(written: str, want: str) -> None:
    page = f"<html><body><p>{written}</p></body></html>"
    assert html.read(page.encode(), Limits(), load_rules()).text == want + "\n"


@pytest.mark.parametrize(
    "around", ["<div class='card related'>{}</div>", "<a href='/a'>{}</a>", "<aside>{}</aside>"]
)
def test_a_text_that_looks_like_the_sites_is_still_read(around: str) -> None:
    one = "全市办理行政复议案件1267件，审结1200件，调解成功率进一步提高。"
    other = "全年清理规章24部，其中废止3部，培训执法人员1.2万人次。"
    page = "".join(around.format(f"<p>{text}</p>") for text in (one, other))
    text = html.read(
        f"<html><body><h1>工作报告</h1>{page}</body></html>".encode(), Limits(), load_rules()
    ).text
    assert one in text
    assert other in text


# ---- what a page holds and its article does not -------------------------------------------------------


@pytest.mark.parametrize(
    "rest",
    [
        '<div class="hidden-content hide">{}</div>',
        '<div style="display:none" id="more">{}</div>',
        "<div hidden>{}</div>",
        "<details><summary>展开全文</summary>{}</details>",
    ],
)
def test_the_rest_of_an_article_behind_a_button(rest: str) -> None:
    first, *more = PARAGRAPHS
    folded = rest.format("".join(f"<p>{one}</p>" for one in more))
    shown = f'<div class="show"><p>{first}</p></div>'
    made = read(f'<h1>某市2025年工作总结</h1><div class="article-content">{shown}{folded}</div>')
    assert all(one in made.text for one in PARAGRAPHS)
    assert not made.notices


def test_a_hidden_copy_of_the_article_is_not_read_twice() -> None:
    made = read(f'<div class="article-content"><div>{BODY}</div><div class="hide">{BODY}</div></div>')
    assert made.text == LINES
    assert not made.notices


def test_figures_left_out_are_warned_of() -> None:
    more = "".join(f"<p>另有投资{n}.7亿元，增长{n}.9%。</p>" for n in range(30, 40))
    made = read(f'<div class="article-content">{BODY}</div><div hidden>{more}</div>')
    assert made.text == LINES
    (notice,) = made.notices
    assert notice.code == "figures-left-out"
    assert "20 figure(s)" in notice.message


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<h1>某市2025年统计公报</h1><p><a href="a.docx">某市2025年统计公报</a></p>', "1 attachment"),
        ('<h1>某市2025年统计公报</h1><p><img src="1.jpg"><img src="2.jpg"></p>', "2 picture"),
        ('<h1>某市2025年统计公报</h1><iframe src="a.html"></iframe>', "1 frame"),
        ('<frameset><frame src="a.html"></frameset>', "frame"),
        ('<div id="app"></div><script>load()</script>', "1 script"),
    ],
)
def test_a_shell_says_so(body: str, said: str) -> None:
    made = read(body, "<title>某市2025年统计公报</title>")
    (notice,) = made.notices
    assert notice.code == "shell"
    assert said in notice.message
    assert made.text.startswith("某市2025年统计公报")


@pytest.mark.parametrize(
    "pager",
    [
        "1 2 3 4 下一页 共4页 跳转到第 页",
        "共 4 页",
        "首页 上一页 1 2 下一页 尾页",
        "第1页/共4页 转到第 页 确定",
    ],
)
def test_a_pager_within_the_text_is_no_text(pager: str) -> None:
    half = BODY[: BODY.index("<p>", len(BODY) // 2)]
    made = text(f'<div class="article-content">{half}<div>{pager}</div>{BODY[len(half) :]}</div>')
    assert made == LINES


# ---- text that is not shown -------------------------------------------------------------------------

WORDS = "<p>各级各部门认真贯彻落实，扎实推进各项工作，取得明显成效，为全市发展提供有力保障。</p>" * 3
HIDDEN = "<p>全市地区生产总值完成123.4亿元，增长5.6%，<b>财政收入</b>12.3亿元。</p>"


@pytest.mark.parametrize(
    "held",
    [
        f"<noscript>{HIDDEN}</noscript>",
        f"<template>{HIDDEN}</template>",
        f"<textarea>{HIDDEN}</textarea>",
        f'<iframe srcdoc="{escape(HIDDEN)}"></iframe>',
        f"<iframe srcdoc='{HIDDEN}'></iframe>",
        f'<script type="application/json">{json.dumps({"body": HIDDEN})}</script>',
        f"<script>window.__DATA__ = {json.dumps({'body': HIDDEN}, ensure_ascii=False)}</script>",
        f'<script>var text = "{escape(HIDDEN)}"</script>',
        f"<script>var text = `{HIDDEN}`</script>",
    ],
)
def test_figures_of_text_that_the_page_does_not_show(held: str) -> None:
    (notice,) = read(WORDS + held).notices
    assert notice.code == "figures-left-out" and "holds 3 figure(s)" in notice.message
    assert read(HIDDEN + WORDS + held).notices == ()  # the page shows them too


def test_what_scripts_say_in_passing_is_no_text() -> None:
    script = '<script>var a = "width:100%"; if (a<3) {b = "版权所有 2024"; /* 涨幅5%，跌幅6% */}</script>'
    assert read(HIDDEN + WORDS + script * 9).notices == ()


# ---- the title --------------------------------------------------------------------------------------

TITLE = "关于云溪市2025年预算执行情况和2026年预算草案的报告"
NAV = '<div class="nav"><a href="/a">首页</a><a href="/b">政务公开</a><a href="/c">财政资金</a></div>'


@pytest.mark.parametrize(
    ("head", "before", "after"),
    [
        ("<title>云溪市财政局</title>", f"<h1>{TITLE}</h1>", ""),
        ("<title>云溪市财政局</title>", f"<h1>{TITLE}</h1><p>云溪市财政局</p>", ""),
        ("<title>云溪市财政局</title>", f"<header>{NAV}<h1>{TITLE}</h1></header>", ""),
        ("<title>云溪市财政局</title>", f"<h1>云溪市财政局</h1>{NAV}<h2>{TITLE}</h2>", ""),
        ("<title>云溪市财政局</title>", NAV, f"<h1>{TITLE}</h1>"),
        ("<title>政府预决算</title>", f'{NAV}<div class="art_title">{TITLE}</div>', ""),
        (f"<title>{TITLE}_云溪市人民政府</title>", NAV, ""),
        (f"<title>{TITLE}-云溪市财政局</title>", NAV, ""),
        (f"<title>云溪市财政局-{TITLE}</title>", NAV, ""),
        (f"<title>{TITLE} - 预决算公开 - 云溪市财政局</title>", NAV, ""),
        (f'<title>云溪市财政局</title><meta name="ArticleTitle" content="{TITLE}">', NAV, ""),
    ],
)
def test_the_title_wherever_the_page_says_it(head: str, before: str, after: str) -> None:
    made = reportmine.load(page(f'{before}<div class="content">{BODY}</div>{after}', head), name="a.html")
    assert reportmine.extract(made).title == TITLE

"""Render a plain-text report as the web page on which a government site would publish it.

    python tools/render_html.py samples/yunting-2025.txt OUT.html

Around the report stand what such pages have beside their text: navigation, search, a breadcrumb, font sizes,
share buttons, a hit counter, related news with figures in their titles, a footer, a hidden dialog. Headings
are bold, some numbers are broken over spans, some characters are entities, signatures are pushed right with
no-break spaces. Each line of the report but the first (the title) is one element; the line that names the
publisher and the date stands in the bar under the title and in the meta elements. The same text gives the
same bytes. The text of the page is the report's, line for line, blanks at the ends of lines apart.
"""

from __future__ import annotations

import argparse
import html
import re
from collections.abc import Iterable
from pathlib import Path
from string import Template

_HEADING = re.compile(r"(?:第?[一二三四五六七八九十]+[、章节]|（[一二三四五六七八九十]+）|\d{1,2}[.．、]).*")
_RUN_IN = re.compile(r"((?:（[一二三四五六七八九十]+）|\d{1,2}[.．、])[^。；]{2,40}。)(.+)")
_NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?")
_CREDIT = re.compile(r"(?:(?:发布机构|来源)：\S+|发布(?:日期|时间)：\S+|\s+){3}")
_SOURCE = re.compile(r"(?:发布机构|来源)：(\S+)")
_DATE = re.compile(r"发布(?:日期|时间)：(\S+)")
_SIGNATURE_LENGTH = 24
_ENTITIES = {"“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;", "％": "&#65285;", "·": "&middot;"}

_PAGE = Template("""\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<title>${title}_政府工作_门户网站</title>
<meta name="SiteName" content="门户网站">
<meta name="SiteIDCode" content="9900000000">
<meta name="ArticleTitle" content="${title}">${meta}
<link rel="stylesheet" href="/images/base.css">
<style>.TRS_Editor p{margin:0 0 10px;line-height:2} .hide{display:none}</style>
<script>var hits = 20418; function zoom(size){ document.getElementById("zoom").style.fontSize = size + "px"; }</script>
</head>
<body>
<div class="header">
<div class="top"><a href="/login">登录</a> <a href="/wza">无障碍</a> <a href="/old">长者模式</a> <span>多云 6～14℃</span></div>
<div class="logo"><img src="/images/logo.png" alt="门户网站"></div>
<form class="search" action="/search"><input type="text" placeholder="请输入关键词"><button>搜索</button></form>
<ul class="nav">
${nav}
</ul>
</div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/bg/">工作报告</a> &gt; 正文</div>
<div class="main">
<h1 class="title">${title}</h1>
<div class="info"><span>${credit}</span> <span>浏览次数：<em>20,418</em></span>
<span>字号：<a href="javascript:zoom(20)">大</a> <a href="javascript:zoom(16)">中</a> <a href="javascript:zoom(14)">小</a></span>
<span class="share">分享到：<a title="微信">微信</a> <a title="微博">微博</a></span> <a href="javascript:window.print()">打印</a></div>
<div class="content" id="zoom"><div class="TRS_Editor">
${body}
</div></div>
<div class="qr"><img src="/images/qr.png" alt="二维码"><p>扫一扫在手机打开当前页</p></div>
<div class="turn"><p>上一篇：<a href="./t1.html">关于公布第7批便民服务事项的公告</a></p><p>下一篇：<a href="./t2.html">没有了</a></p></div>
<div class="related"><h3>相关阅读</h3><ul>
${related}
</ul></div>
</div>
<div class="footer"><p>主办：政府办公室　联系电话：0990-8100321　地址：人民大道266号</p>
<p>网站标识码：9900000000　ICP备09000116号-4　公网安备 99000002000059号</p><p>版权所有 &copy; 2008-2026</p></div>
<div class="hide" style="display: none"><p>您访问的链接即将离开本网站，是否继续？</p><a>继续访问</a><a>放弃</a></div>
</body>
</html>
""")  # noqa: E501

_NAV = """
首页 要闻动态 政务公开 政务服务 互动交流 数据开放
领导之窗 机构职能 政策文件 政策解读 规划计划 统计信息
财政资金 重大项目 应急管理 人事信息 政府采购 行政执法
公共资源 乡村振兴 教育 医疗卫生 就业创业 社会保障
住房保障 生态环境
"""
_RELATED = (
    "全市新签约重点项目39个总投资264亿元",
    "一图读懂：数说法治建设这一年的18个关键词",
    "12月份全市空气优良天数29天",
    "市政务服务中心新增自助终端56台",
)


def render(title: str, text: str) -> bytes:
    """The page for a report of that title, as UTF-8. A first line equal to the title is not said twice."""
    blocks = _blocks(text)
    if blocks and blocks[0] and blocks[0][0] == title.strip():
        del blocks[0][0]
    credit, blocks = _credit(blocks)
    numbers = _Numbers()
    page = _PAGE.substitute(
        title=html.escape(title.strip()),
        meta=_meta(credit),
        credit=html.escape(credit, quote=False),
        nav=_links(_NAV.split()),
        body="\n".join(_body(blocks, numbers)),
        related=_links(_RELATED),
    )
    return page.encode("utf-8")


class _Numbers:
    """Breaks every third number of three or more characters over two spans."""

    def __init__(self) -> None:
        self._seen = 0

    def mark(self, text: str) -> str:
        """The text as HTML, its entities written out, its numbers broken where it is their turn."""
        pieces: list[str] = []
        done = 0
        for match in _NUMBER.finditer(text):
            pieces += (self._plain(text[done : match.start()]), self._number(match[0]))
            done = match.end()
        return "".join((*pieces, self._plain(text[done:])))

    def _number(self, number: str) -> str:
        if len(number) < 3:
            return number
        self._seen += 1
        if self._seen % 3:
            return number
        half = len(number) // 2
        return f'<span>{number[:half]}</span><span lang="EN-US">{number[half:]}</span>'

    def _plain(self, text: str) -> str:
        escaped = html.escape(text, quote=False).replace("　", "&#12288;")
        if self._seen % 2:
            return escaped
        return "".join(_ENTITIES.get(character, character) for character in escaped)


def _blocks(text: str) -> list[list[str]]:
    """The text's lines without the blanks at their ends, in the groups that empty lines part."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _credit(blocks: list[list[str]]) -> tuple[str, list[list[str]]]:
    """The line that names publisher and date, if the first group has it, and the groups without it."""
    if blocks:
        for line in blocks[0]:
            if _CREDIT.fullmatch(line):
                return line, [[other for other in blocks[0] if other != line], *blocks[1:]]
    return "", blocks


def _meta(credit: str) -> str:
    """The meta elements that say what the bar says."""
    said = {"PubDate": _DATE.search(credit), "ContentSource": _SOURCE.search(credit)}
    return "".join(
        f'\n<meta name="{name}" content="{html.escape(found[1])}">' for name, found in said.items() if found
    )


def _links(titles: Iterable[str]) -> str:
    return "\n".join(f'<li><a href="/c/{number}/">{title}</a></li>' for number, title in enumerate(titles, 1))


def _body(blocks: list[list[str]], numbers: _Numbers) -> list[str]:
    """One paragraph element for each line."""
    made: list[str] = []
    for place, block in enumerate(blocks):
        last = place == len(blocks) - 1 and place > 0
        signed = last and all(len(line) <= _SIGNATURE_LENGTH for line in block)
        opening = place == 0 and len(blocks) > 1 and all(len(line) <= _SIGNATURE_LENGTH for line in block)
        made += [_paragraph(line, signed, opening, numbers) for line in block]
    return made


def _paragraph(line: str, signed: bool, opening: bool, numbers: _Numbers) -> str:
    if signed:
        return f'<p style="text-align:right">{numbers.mark(line)}{"&nbsp;" * 4}</p>'
    if opening:
        return f'<p style="text-align:center">{numbers.mark(line)}</p>'
    run_in = _RUN_IN.fullmatch(line)
    if run_in:
        inner = f"<strong>{numbers.mark(run_in[1])}</strong>{numbers.mark(run_in[2])}"
    elif _HEADING.fullmatch(line) and "。" not in line[:-1]:
        inner = f"<strong>{numbers.mark(line)}</strong>"
    else:
        inner = numbers.mark(line)
    return f'<p style="text-indent:2em">{inner}</p>'


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Render a plain-text report as a web page.")
    parser.add_argument("report", type=Path, help="the report, UTF-8; its first line is the title")
    parser.add_argument("page", type=Path, help="the page to write")
    parser.add_argument("--title", help="the title, if it is not the first line")
    given = parser.parse_args()
    text = given.report.read_text(encoding="utf-8")
    title = given.title or next((line.strip() for line in text.splitlines() if line.strip()), "")
    given.page.write_bytes(render(title, text))


if __name__ == "__main__":
    main()

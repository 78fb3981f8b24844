"""What the tests of pages share: reports that would harm a careless page, and a page taken apart again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from reportmine import Report, extract, load
from reportmine.text.text import Text

ATTACKS = (
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 2</script>",
    "</article></main><img src=x onerror='window.ran = 3'>",
    '" onmouseover="window.ran = 4" autofocus onfocus="window.ran = 5',
    "<!--<script>window.ran = 6</script>-->",
    "<style>* { display: none }</style>",
    "</title><svg onload=window.ran=7>",
    "<a href='javascript:window.ran=8'>12件</a>",
    "<base href='https://example.com/'><meta http-equiv=refresh content='0;url=https://example.com/'>",
    "&lt;script&gt; &#60; &amp;amp; &nbsp;",
    "\u202e元万21\u202c \u2066\u200f 逆",
    "=cmd|' /C calc'!A0",
    "{{constructor.constructor('window.ran = 9')()}} ${window.ran = 10}",
)
ODD = (  # what a parser of HTML may change
    "",
    "\n",
    "\n\n办理案件12件。",
    "办理案件\r\n12\r件。\r\r\n",
    "办理\0案件12件。\ud800办理13件。",
    "\ufeff办理案件12件。\x85\u2028\x0c\x0b\x1f",
    "𠀀𠀁办理案件12件，𠀂增长5.3%。",
    "  一、办理  \n\t办理案件1\n267件，增长\n5.3%。",
    "项目\t数量（件）\n\t\n甲\t12\n乙\t13\n",
)
WEAK = """() => {
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map((one) => one / 255)
        .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
        .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = (one) => {
        for (let at = one; at; at = at.parentElement) {
            const colour = parts(getComputedStyle(at).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) return colour;
        }
        return [255, 255, 255];
    };
    const weak = [];
    for (const one of document.querySelectorAll("body *:not(script)")) {
        if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
        if (!one.checkVisibility() || one.className === "skip") continue;
        const both = [light(parts(getComputedStyle(one).color)), light(behind(one))];
        const ratio = (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
        if (ratio < 4.5) weak.push(`${one.tagName}.${one.className} ${ratio}`);
    }
    return [...new Set(weak)];
}"""  # in a browser: the elements whose words do not stand out from what is behind them, as WCAG AA asks
OUTLINED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return style.outlineStyle === "none" && parseFloat(style.outlineWidth) < 2 ? one.outerHTML : null;
}"""  # in a browser: what has the focus and does not show it
COVERED = """() => {
    const one = document.activeElement, box = one.getClientRects()[0];
    const top = document.elementFromPoint(box.left + Math.min(3, box.width / 2), box.top + box.height / 2);
    return one.contains(top) ? null : one.outerHTML;
}"""  # in a browser: what has the focus and is covered, or out of the window
TORN = """() => {
    const torn = [];
    const own = "th, label, button, summary, caption, h1, h2, .legend li, .state span";
    for (const one of document.querySelectorAll(own)) {
        if (!one.checkVisibility()) continue;
        for (const node of one.childNodes) {
            if (node.nodeType !== 3) continue;
            for (const { 0: said, index } of node.data.matchAll(/[A-Za-z]{1,14}/g)) {
                const range = document.createRange();
                range.setStart(node, index);
                range.setEnd(node, index + said.length);
                if (range.getClientRects().length > 1) torn.push(said);
            }
        }
    }
    return torn;
}"""  # in a browser: words of the page's own that a line break tears
CLIPPED = """() => [...document.querySelectorAll("td, th, caption, label, button, dd, .card, h1, h2, h3, li")]
    .filter((one) => one.checkVisibility() && one.clientWidth && one.scrollWidth > one.clientWidth + 1)
    .map((one) => `${one.tagName} ${one.textContent.slice(0, 40)} ${one.scrollWidth} > ${one.clientWidth}`)
"""  # in a browser: boxes that their text goes out of
OWN = """() => {
    const said = [], into = (one) => {
        if (["SCRIPT", "STYLE", "ARTICLE"].includes(one.tagName) || one.lang === "zh") return;
        for (const name of ["title", "aria-label", "placeholder"]) said.push(one.getAttribute(name) ?? "");
        for (const node of one.childNodes) {
            if (node.nodeType === 3) said.push(node.data);
            else if (node.nodeType === 1) into(node);
        }
    };
    into(document.body);
    return said.join("\\n");
}"""  # in a browser: what a page says outside the words of the report, which it marks as Chinese
BODY = "2025年，全市办理案件12件，比上年增长5.3%。\n"


NAMES = frozenset(  # that Chinese has no other words for
    (
        "CSV",
        "TSV",
        "JSON",
        "PDF",
        "HTML",
        "MHTML",
        *("XLSX", "ODS", "XLS", "ODT", "RTF", "OFD", "EPUB", "DOC", "WPS"),
        "Word",
        "PART",
        "OCR",
        "SHA-256",
        "Tab",
        "ocrmypdf",
        "chi_sim",
    )
)
WORD = re.compile(r"[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*")
_COMMAND = re.compile(r"--[a-z-]+(?: text\b)?|`[^`]*`|-l(?= )")


def foreign(said: str, known: Iterable[str] = ()) -> list[str]:
    """The English words of a text: what is no name, no option and not known."""
    words = WORD.findall(_COMMAND.sub(" ", said))
    return [one for one in words if re.search("[A-Za-z]{2}", one) and one not in NAMES and one not in known]


def read(raw: str) -> tuple[Report, Text]:
    """The report of a text as it is, whatever files can hold."""
    text = Text(load(b"1", name="x").source.model_copy(update={"length": len(raw)}), raw)
    return extract(text), text


def hostile() -> tuple[Report, Text]:
    """A report that says an attack wherever a report can say something, and its text."""
    lines = [f"一、{ATTACKS[2]}", *(f"{one}{BODY}（{at}）{one}。{BODY}" for at, one in enumerate(ATTACKS, 1))]
    text = load("\n".join(lines).encode(), name="<img src=x onerror='window.ran = 11'>.txt", type="text")
    report = extract(text)
    attack = "".join(ATTACKS)
    figures = [
        one.model_copy(
            update={
                **dict.fromkeys(("item", "action", "actor", "basis", "whole", "metric", "concept"), attack),
                **dict.fromkeys(("unit", "period", "table"), attack),
                "rules": (attack, *ATTACKS),
                "flags": ATTACKS,
                "sentence": one.sentence if one.id % 2 else attack + one.text,
            }
        )
        for one in report.indicators
    ]
    sections = [one.model_copy(update={"title": attack}) for one in report.sections]
    unread = [one.model_copy(update={"reason": attack, "rule": attack}) for one in report.unread]
    update = {
        **dict.fromkeys(("title", "issuer", "region", "published"), attack),
        "indicators": tuple(figures),
        "sections": tuple(sections),
        "unread": tuple(unread),
        "warnings": tuple({"code": "x", "message": one} for one in ATTACKS),
    }
    return Report.model_validate({**report.model_dump(), **update}), text


def parsed(page: str) -> LexborHTMLParser:
    """The page as a browser would take it."""
    return LexborHTMLParser(page)


def text_of(page: str) -> str:
    """The text of the report that is in a page, as a browser gives it."""
    article = parsed(page).css_first("article")
    assert article is not None
    return "".join(
        node.text_content or "" for node in article.traverse(include_text=True) if node.tag == "-text"
    )


def shown(raw: str) -> str:
    """A text as a page can hold it: � for halves of characters, and for the character 0."""
    return "".join("\ufffd" if one == "\0" or "\ud800" <= one <= "\udfff" else one for one in raw)


def data_of(page: str) -> dict[str, Any]:
    """What the script of a page is given."""
    node = parsed(page).css_first("script#data")
    assert node is not None
    found: dict[str, Any] = json.loads(node.text())
    return found


def report_of(page: str, raw: str) -> dict[str, Any]:
    """The report as the data of a page tell it, in the form that `extract` gives."""
    data = data_of(page)
    figures = []
    for at, (row, (start, end, a, b)) in enumerate(zip(data["rows"], data["places"], strict=True), 1):
        fields = dict(zip(data["fields"], (data["pool"][place] for place in row), strict=True))
        sentence = data["sentences"][str(at)] if a < 0 else raw[a:b]
        figures.append(
            fields | {"id": at, "text": raw[start:end], "start": start, "end": end, "sentence": sentence}
        )
    names = ("start", "end", "reason", "rule")
    unread = [dict(zip(names, one, strict=True), text=raw[one[0] : one[1]]) for one in data["unread"]]
    return {**data["report"], "indicators": figures, "unread": unread}


def plain_numbers(value: Any) -> Any:
    """A value with decimals as the numbers that JSON has."""
    return json.loads(
        json.dumps(value, default=lambda one: float(one) if isinstance(one, Decimal) else str(one))
    )

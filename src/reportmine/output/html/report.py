"""The page of one report: its text with the figures marked, the tree of headings, the table of figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from ...records import Indicator, Report, Section
from ...text.text import Text
from . import page
from .body import article
from .data import data
from .labels import Labels, labels, said
from .reviewing import review
from .safe import escaped
from .sureness import LEVELS, level


def to_html(report: Report, text: Text, language: str = "en") -> str:
    """The page of a report as HTML: one file that needs nothing else.

    `text` is what the report was read from, as `load` gives it; `language` ("en", "zh") that of the page's
    own words. Raises ValueError where the report is of another text.
    """
    return "".join(pieces(report, text, language))


def pieces(report: Report, text: Text, language: str = "en", patterns: Sequence[Path] = ()) -> Iterator[str]:
    """The same in pieces. `patterns` are the user's own, which may say what a check is worth most of."""
    if report.source.sha256 != text.source.sha256 or report.source.length != len(text.raw):
        raise ValueError(f"the report of {report.source.name} was not read from this text")
    words = labels(language)
    title = report.title or report.source.name
    shown = data(report, text.raw) | {"review": review(report, patterns)}
    body = _body(title, report, text, words)
    yield from page.page(
        title, words, body, shown, styles=("page.css", "review.css"), scripts=("page.js", "review.js")
    )


def _body(title: str, report: Report, text: Text, words: Labels) -> Iterator[str]:
    ui = words["ui"]
    yield f'<a class="skip" href="#text">{ui["to-text"]}</a>'
    yield f'<a class="skip" href="#figures">{ui["to-figures"]}</a>'
    yield f'\n<nav aria-labelledby="contents"><details open><summary id="contents">{ui["contents"]}</summary>'
    yield from _tree(report.sections)
    yield f'</details><a class="jump" href="#figures">{ui["figures"]}</a></nav>\n'
    yield f"<main>\n<header>\n<h1>{escaped(title)}</h1>\n"
    yield from _facts(report, words)
    yield f'</header>\n<article id="text" lang="zh" tabindex="-1" aria-label="{ui["text"]}">'
    yield from article(report, text, words)
    yield f'</article>\n</main>\n<aside aria-label="{ui["figures"]}">\n'
    yield f'<section id="record" aria-label="{ui["record"]}"></section>\n'
    yield '<section id="figures" tabindex="-1">\n'
    yield from _figures(report, words)
    yield "</section>\n</aside>"


def _tree(sections: tuple[Section, ...]) -> Iterator[str]:
    """The sections as lists within lists; one without a parent in the report stands at the top."""
    depth: dict[str, int] = {}
    open_lists = 0
    for one in sections:
        level_of = depth.get(one.parent or "", 0) + 1
        depth[one.id] = level_of
        if level_of > open_lists:
            yield "<ol>"
            open_lists += 1
        else:
            yield "</li>" + "</ol></li>" * (open_lists - level_of)
            open_lists = level_of
        name = f"{one.marker or ''}{one.title}" or one.id
        yield f'<li><a href="#s{escaped(one.id)}">{escaped(name)}</a>'
    yield "</li></ol>" * open_lists


def _facts(report: Report, words: Labels) -> Iterator[str]:
    ui = words["ui"]
    facts = (report.issuer, report.region, report.year, report.published)
    told = [escaped(str(one)) for one in facts if one is not None]
    yield f'<p class="facts" lang="zh">{" · ".join(told)}</p>\n' if told else ""
    reader = said(words, "reader", report.source.reader)
    yield f'<p class="file">{escaped(report.source.name)} · {escaped(reader)}</p>\n'
    counts = Counter(map(level, report.indicators))
    yield f'<ul class="legend"><li>{_count(ui["count"], len(report.indicators))}</li>'
    for one in (*LEVELS, *(("unknown",) if counts["unknown"] else ())):
        yield f'<li><span class="{one}">{words["level"][one]}</span> {counts[one]}</li>'
    yield "</ul>\n"
    if report.unread:
        yield f'<p class="tools"><label><input type="checkbox" id="unread"> {ui["unread"]} '
        yield f"({len(report.unread)})</label></p>\n"
    yield from page.warned(report.warnings, words)


def _count(told: str, number: int) -> str:
    return escaped(told.replace("{n}", str(number)))


def _figures(report: Report, words: Labels) -> Iterator[str]:
    """The figures in tables, one for each stretch of one section: what is out of sight costs nothing."""
    ui, field = words["ui"], words["field"]
    yield f'<h2>{ui["figures"]}</h2>\n<div class="rows">'
    columns = (field[name] for name in ("text", "metric", "period", "confidence"))
    head = "<thead><tr>" + "".join(f"<th scope=col>{name}" for name in columns)
    titles = {one.id: one for one in report.sections}
    for section, figures in groupby(report.indicators, key=lambda one: one.section):
        yield f'<div class="part"><table>{_caption(titles.get(section or ""))}{head}<tbody>\n'
        yield from (_row(one, words) for one in figures)
        yield "</table></div>\n"
    yield "</div>\n"


def _caption(section: Section | None) -> str:
    if section is None:
        return ""
    name = escaped(f"{section.marker or ''}{section.title}")
    return f'<caption lang=zh><a href="#s{escaped(section.id)}">{name}</a></caption>'


def _row(one: Indicator, words: Labels) -> str:
    """A row; tags that HTML lets end by themselves are left out, for there are thousands of rows."""
    status = f" <em>{words['status']['target']}</em>" if one.status == "target" else ""
    sure = level(one)
    number = "" if one.confidence is None else f" {one.confidence:g}"
    cells = (
        f'<td lang=zh><a href="#f{one.id}">{escaped(one.text)}</a>',
        f"<td lang=zh>{escaped(one.metric or '')}",
        f"<td>{escaped(one.period or '')}{status}",
        f"<td>{said(words, 'level', sure)}{number}",
    )
    return f'<tr id="r{one.id}" class={sure}>{"".join(cells)}\n'

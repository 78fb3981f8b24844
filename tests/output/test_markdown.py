"""Markdown: a table that shows the words of a report, and nothing that they might do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from figured import HOSTILE, REPORTS, made, samples
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportmine.compare.series import join
from reportmine.output import markdown
from reportmine.output.export import cell
from reportmine.output.markdown import escaped
from reportmine.output.target import plain
from reportmine.records import Notice, Report

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _shown(text: str) -> str:
    """A text as a page shows it: in one line, its blanks as one."""
    return " ".join(plain(re.sub("[\ud800-\udfff]", "�", text)).split())


def _inline(text: str) -> Iterator[tuple[str, list[Token]]]:
    """Each line of text in a document, by the block it stands in, with what it is made of."""
    tokens = PARSER.parse(text)
    for before, token in pairwise(tokens):
        assert token.type not in ("html_block", "fence", "code_block", "hr", "blockquote_open"), token
        if token.type == "inline":
            yield before.type, token.children or []


def _cells(text: str) -> list[str]:
    """The cells of the tables of a document, of which each is plain text."""
    found = []
    for block, parts in _inline(text):
        assert {part.type for part in parts} <= {"text", "text_special"}, parts
        if block == "td_open":
            found.append("".join(part.content for part in parts))
    return found


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_text(text: str) -> None:
    report = made(
        {"item": text},
        title=text,
        issuer=text,
        warnings=(Notice(code="a", message=text, start=None, end=None),),
    )
    written = "".join(markdown.of_reports([report], fields=["item", "value"]))
    assert _cells(written) == [_shown(text), "5"]
    assert not re.search(r"(?<!\\)[@`<]|<|(?<!\\):(?=//)|www\.", written)


@settings(deadline=None)
@given(st.text(min_size=1) | st.text("*_`[]()<>&|\\~#!-+=:@ \n1.aw/", min_size=1))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert _cells(f"| a |\n|---|\n| {escaped(text)} |\n") == [_shown(text)]
    (heading,) = (parts for block, parts in _inline(f"# x{escaped(text)}\n") if block == "heading_open")
    assert {part.type for part in heading} <= {"text", "text_special"}


def test_figures_of_several_reports() -> None:
    three = samples()
    written = "".join(markdown.of_reports(iter(three), fields=["metric", "value", "rules", "sentence"]))
    assert _cells(written) == [
        _shown(cell(value))
        for report in three
        for one in report.indicators
        for value in (one.metric, one.value, one.rules, one.sentence)
    ]
    titles = [line[2:] for line in written.splitlines() if line.startswith("# ")]
    assert titles == [escaped(report.title or report.source.name) for report in three]


@settings(deadline=None, max_examples=25)
@given(REPORTS)
def test_any_report_is_a_table(report: Report) -> None:
    fields = ["text", "unit", "item", "actor", "sentence"]
    cells = [_shown(getattr(one, name) or "") for one in report.indicators for name in fields]
    assert _cells("".join(markdown.of_reports([report], fields=fields))) == cells


def test_a_report_without_figures_says_what_it_has() -> None:
    notice = Notice(code="shell", message="the page has *no* text", start=None, end=None)
    assert "".join(markdown.of_reports([made(title="报告", warnings=(notice,))])) == (
        "# 报告\n\na.txt\n\nWarnings:\n\n* the page has \\*no\\* text\n"
    )


def test_a_series_and_one_that_is_turned() -> None:
    found = join([samples()[0]])
    cells = _cells("".join(markdown.of_series(found, fields=["metric", "value"])))
    assert cells == [_shown(cell(one)) for point in found.points for one in (point.metric, point.value)]

"""For the tests of what is written: reports by hand, by chance, and of texts that attack what opens them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from support import ROOT

import reportmine
from reportmine.output.tabular import Table, held_rows
from reportmine.records import Indicator, Notice, Report, Section, Source, Unread

CONTROLS = "".join(map(chr, range(0x20)))
# what a spreadsheet, a database or a page might run, read as mark-up, or choke on
HOSTILE = (
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "-cmd|' /C calc'!A0",
        '=HYPERLINK("http://x","y")',
    ),
    *("＝1+1", "＋1", "－1", "＠A1", "{=1+1}", "'=1", "=", "-"),
    *("_x0041_", "_x000D_", "_x005F_x0041_", "<r>x</r>", "<r><t>x</t></r>", "<r>", "</r>", "<r></r>"),
    *("http://example.com", "mailto:a@b.c", "internal:Sheet1!A1", "external:c.xlsx", "file:///etc/passwd"),
    *(
        CONTROLS,
        *(f"a{sign}b" for sign in CONTROLS),
        "\x7f",
        "\x85",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\u202eabc",
        "a\u2028b",
    ),
    *("\ud800", "a\udfffb", "长" * 40_000, "😀" * 20_000, "a" * 32_767, " a ", "a\r\nb", "\n"),
    *(
        "a|b",
        "\\|",
        "\\",
        "<script>alert(1)</script>",
        "<!-- a",
        "&lt;",
        "&amp;lt;",
        "`a`",
        "``",
        "[a](javascript:b)",
    ),
    *(
        "![a](b)",
        "<http://a.b>",
        "www.example.com",
        "@user",
        "#1",
        "~~a~~",
        "$a$",
        "**a**",
        "__a__",
        "*",
        "# a",
        "1. a",
    ),
    *(
        "'; DROP TABLE figures; --",
        '"',
        "''",
        "null",
        "NaN",
        "TRUE",
        "1.10",
        "00123",
        "1e5",
        "2024-01-01",
        "1;2",
    ),
    *("复议案件", "㐀𠀀", "🇨🇳"),
)


def hostile() -> Report:
    """A report that has each of the hostile texts in each of its fields of text."""
    sections = [
        Section(
            id=str(n),
            level=1,
            marker=text,
            number=10**30 if n == 1 else n,
            title=text,
            start=0,
            end=1,
            body_start=0,
            parent=text,
        )
        for n, text in enumerate(HOSTILE, 1)
    ]
    figures = [{**dict.fromkeys(_TEXTS, text), "rules": (text, "a"), "flags": (text,)} for text in HOSTILE]
    return made(
        *figures,
        source=Source(name="=1+1\ud800.txt", uri="file:///a/b%20c.txt", sha256="f" * 64, length=100),
        title="=1+1",
        issuer="<r>x</r>",
        region="@SUM(A1)",
        sections=tuple(sections),
        unread=tuple(
            Unread(text=text, start=n, end=n + 1, reason=text, rule=text) for n, text in enumerate(HOSTILE)
        ),
        warnings=tuple(Notice(code=text, message=text, start=None, end=None) for text in HOSTILE),
    )


_TEXTS = (
    *("text", "unit", "item", "action", "actor", "basis", "whole", "period"),
    *("metric", "concept", "section", "sentence", "table"),
)


def samples() -> list[Report]:
    """The reports of three sample files, of which one has pages."""
    names = ("yunting-2024.txt", "disclosure.html", "yunting-2025.pdf")
    return [reportmine.extract(ROOT / "samples" / name) for name in names]


def all_rows(table: Table[Any], results: list[Any]) -> Iterator[list[Any]]:
    """The rows that a table of these results must have."""
    for one in results:
        yield from held_rows(table, one)


def made(*indicators: dict[str, Any], **more: Any) -> Report:
    """A report with figures of which only these fields are said."""
    source = Source(name="a.txt", sha256="0" * 64, length=100)
    figures = [
        Indicator(
            **{
                "id": n,
                "text": "5",
                "start": 0,
                "end": 1,
                "value": 5,
                "kind": "count",
                "sentence": "5",
                **one,
            }
        )
        for n, one in enumerate(indicators, 1)
    ]
    return Report(**{"source": source, "indicators": tuple(figures), **more})


# what a record may hold: any characters but lone surrogates, which no text of ours has
_STRINGS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
_NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9)
REPORTS = st.builds(
    made,
    *[
        st.fixed_dictionaries(
            {"text": _STRINGS, "sentence": _STRINGS, "value": _NUMBERS},
            optional={
                "value_max": _NUMBERS,
                "unit": _STRINGS,
                "item": _STRINGS,
                "actor": _STRINGS,
                "rules": st.lists(st.from_regex("[a-z.-]+", fullmatch=True)).map(tuple),
            },
        )
    ]
    * 2,
    title=st.none() | _STRINGS,
    year=st.none() | st.integers(1949, 2100),
)

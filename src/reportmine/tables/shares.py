"""Columns of shares: what tells them from amounts where no header over them does."""

from __future__ import annotations

from collections.abc import Sequence

from ..expression import expression
from . import captions
from .columnkinds import CODE
from .layout import Layout
from .places import Span

FEW = 3  # figures of a column that show what it holds
_THOUSANDS = expression(r"\d,\d|\d{6}")


def beside_amounts(layout: Layout) -> set[int]:
    """The columns with decimals beside columns of whole amounts: shares or changes, if no header says what
    else they are."""
    sheet = layout.sheet
    columns: dict[int, list[str]] = {}
    for cell in sheet.of("number"):
        if cell.column in layout.columns.figures:
            columns.setdefault(cell.column, []).append(sheet.text(cell))
    decimals = {column: [text for text in texts if "." in text] for column, texts in columns.items()}
    whole = [
        column
        for column, texts in columns.items()
        if len(texts) >= FEW and not decimals[column] and not _all_codes(texts)
    ]
    first = min(whole, default=layout.sheet.width)
    return {
        column
        for column, texts in columns.items()
        if column > first
        and 3 * len(decimals[column]) >= len(texts)
        and not any(_THOUSANDS.search(text) for text in decimals[column])
    }


def _all_codes(texts: Sequence[str]) -> bool:
    """Whether figures are codes of subjects of several depths: 208, 20805, 2080501."""
    return len({len(text) for text in texts}) > 1 and all(map(CODE.fullmatch, texts))


def may_be(text: str) -> bool:
    """Whether a figure is small enough for a share, or has decimals."""
    return "." in text or sum(char.isdigit() for char in text) < 4


def said_over(layout: Layout, after: int) -> dict[int, Span]:
    """The last columns of a table without headers, as many as lines over it say %, where nothing in them is
    as large as money."""
    said = [] if layout.rows.heads else captions.shares(layout.sheet, after)
    if not 0 < len(said) < len(layout.columns.figures):
        return {}
    columns = sorted(layout.columns.figures)[-len(said) :]
    figures = (layout.sheet.text(cell) for cell in layout.sheet.of("number") if cell.column in columns)
    return {} if any(map(_THOUSANDS.search, figures)) else dict(zip(columns, said, strict=True))

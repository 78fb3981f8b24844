"""CSV and TSV files: each table of the file with its cells; what stands over and under it as paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..dataclass import replace
from ..expression import expression
from ..records import Notice
from . import plain
from .csv_rows import Row, parsed
from .decoding import decode
from .document import Composer, Document, Limits, RawCell, Unreadable

OURS: tuple[tuple[str, ...], ...] = (  # the first columns of what the commands write
    ("file", "title", "issuer", "region", "year", "id", "text", "start", "end"),
    ("report", "region", "year", "metric", "concept", "value", "unit", "relation"),
    ("metric", "concept", "unit", "region"),
    ("metric", "concept", "unit", "year"),
    ("part", "change", "section", "metric", "concept"),
    ("file", "title", "region", "year", "verdict", "rule"),
)
_NUMBER = expression(r"\s*[(（]?[-+−—－▲△▼▽]?\s*\d[\d,，. ]*[%‰]?[)）]?\s*", re.A)
_YEAR = expression(r"\s*(?:19|20)\d\d\s*")
_NAMED = expression(r"[^:：]+[:：]")  # 单位：万元


def read(data: bytes, limits: Limits) -> Document:
    """The tables of a file; of one without rows of cells the text. Raises Unreadable."""
    decoded = decode(data)
    limits.check_text(len(decoded.text.encode("utf-8", "replace")))
    found = parsed(decoded.text)
    if found is None:
        return _as_text(data, limits)
    if found.rows and any(found.rows[0].cells[: len(head)] == head for head in OURS):
        raise Unreadable(
            "is a table of figures that reportmine wrote, not a report",
            "give the reports themselves, or the JSON that extract writes",
        )
    composer = Composer()
    ragged: list[int] = []
    for block in _blocks(found.rows):
        _put(block, composer, ragged)
    made = composer.document()
    lost = made.text.count("\ufffd") if decoded.replaced else 0
    notices = [plain.replaced_characters(made.text, lost)] if lost else []
    notices += _told(found.torn, ragged)
    return replace(made, encoding=decoded.encoding, notices=tuple(notices))


def _as_text(data: bytes, limits: Limits) -> Document:
    made = plain.read(data, limits)
    message = "no sign parts its lines into rows of as many cells: it is read as plain text"
    return replace(made, notices=(*made.notices, _notice("csv-as-text", message)))


def _told(torn: Sequence[int], ragged: Sequence[int]) -> Iterator[Notice]:
    if torn:
        message = (
            f'{len(torn)} line(s) have a quotation mark (") that is not closed, the first is line {torn[0]}: '
            "each is read as a row of its own; compare its cells with the file"
        )
        yield _notice("csv-quotes", message)
    if ragged:
        message = (
            f"{len(ragged)} row(s) have more or fewer cells than the others of their table, the first on "
            f"line {ragged[0]}: figures in them may stand under the wrong header; put numbers with commas "
            "in quotation marks"
        )
        yield _notice("csv-ragged", message)


def _notice(code: str, message: str) -> Notice:
    return Notice(code=code, message=message, start=None, end=None)


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The tables of a file: an empty row ends one where what follows has headers of its own."""
    block: list[Row] = []
    apart = False  # whether an empty row stands before
    heads = _headed(rows)
    for row, headed in zip(rows, heads, strict=True):
        if not row.filled:
            apart = True
            continue
        if apart and headed and block:
            yield block
            block = []
        block.append(row)
        apart = False
    if block:
        yield block


def _headed(rows: Sequence[Row]) -> list[bool]:
    """Of each row whether it is one of headers, or of words over such a row."""
    out = [False] * len(rows)
    following = False
    for at in range(len(rows) - 1, -1, -1):
        filled = rows[at].filled
        if len(filled) > 1:
            following = not any(_figure(rows[at].cells[column]) for column in filled[1:])
        elif not filled and not following:
            continue
        out[at] = following
    return out


def _figure(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and not _YEAR.fullmatch(cell)


def _put(block: Sequence[Row], composer: Composer, ragged: list[int]) -> None:
    """One table, with the lines over it (its title, its unit) and under it (its notes)."""
    first, last = 0, len(block)
    while first < last and _over(block[first]):
        first += 1
    while last > first and block[last - 1].filled == [0]:
        last -= 1
    for row in block[:first]:
        _put_line(row, composer)
    table = block[first:last]
    if table:
        width = Counter(len(row.cells) for row in table).most_common(1)[0][0]
        ragged += [row.line for row in table if _is_ragged(row, width)]
        width = max(row.filled[-1] + 1 for row in table)
        composer.table([_raw(row, width) for row in table], merged=False)
    for row in block[last:]:
        _put_line(row, composer)


def _over(row: Row) -> bool:
    """Whether a row over a table is a line: one cell at its beginning, or cells that each have a name."""
    texts = [row.cells[column].strip() for column in row.filled]
    return row.filled == [0] or all(_NAMED.match(text) for text in texts)


def _put_line(row: Row, composer: Composer) -> None:
    for text in "  ".join(row.cells[column].strip() for column in row.filled).splitlines():
        composer.paragraph(text)


def _is_ragged(row: Row, width: int) -> bool:
    filled = row.filled
    return len(filled) > 1 and (filled[-1] >= width or len(row.cells) < width)


def _raw(row: Row, width: int) -> list[RawCell]:
    cells = [RawCell(cell) for cell in row.cells[:width]]
    return cells + [RawCell("")] * (width - len(cells))

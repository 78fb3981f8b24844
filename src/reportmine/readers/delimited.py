"""CSV and TSV files: each table of the file with its cells; what stands over and under it as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dataclass import replace
from ..records import Notice
from . import plain
from .blocks import blocks, check_ours, put
from .csv_rows import parsed
from .decoding import decode
from .document import Composer, Document, Limits


def read(data: bytes, limits: Limits) -> Document:
    """The tables of a file; of one without rows of cells the text. Raises Unreadable."""
    decoded = decode(data)
    limits.check_text(len(decoded.text.encode("utf-8", "replace")))
    found = parsed(decoded.text)
    if found is None:
        return _as_text(data, limits)
    check_ours(found.rows)
    composer = Composer()
    ragged: list[int] = []
    for block in blocks(found.rows):
        ragged += put(block, composer)
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

#!/usr/bin/env python3
"""How well the cells of the judged tables are read.

    tables.py                the shares of the fields, for each set
    tables.py --errors       each cell that disagrees, too

tests/data/tables.jsonl is the set that was worked on, tests/data/tables-fresh.jsonl one that was scored once
before it was. A cell is found where a figure with the same digits comes out in the same order. The item is
right when its headers are, in their order.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from reportmine import Indicator, extract
from reportmine.readers.document import Composer, RawCell
from reportmine.readers.source import from_string
from reportmine.records import Source
from reportmine.text.text import Text

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
SETS = ("tables", "tables-fresh")
FIELDS = ("found", "value", "unit", "role", "direction", "basis", "period", "status", "item")
_DIGITS = re.compile(r"\d[\d, ]*(?:\.\d+)?")

Judged = Mapping[str, Any]


def tables(name: str) -> Iterator[Judged]:
    """The tables of a set."""
    for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def text_of(table: Judged) -> tuple[Text, int, int]:
    """A table with the lines around it as a reader gives it, and where it stands."""
    over = [*([table["title"]] if table["title"] else []), *table["before"]]
    if table["aligned"]:
        start = sum(len(line) + 1 for line in over)
        raw = "\n".join([*over, table["text"], *table["after"]]) + "\n"
        return from_string(raw), start, start + len(table["text"])
    composer = Composer()
    for line in over:
        composer.paragraph(line)
    composer.table([[_cell(cell) for cell in row] for row in table["rows"]])
    grid = composer.document().grids[0]
    for line in table["after"]:
        composer.paragraph(line)
    made = composer.document()
    source = Source(name="<table>", sha256="0" * 64, length=len(made.text))
    return Text(source, made.text, grids=made.grids), grid.start, grid.end


def _cell(cell: Any) -> RawCell:
    if isinstance(cell, str):
        return RawCell(cell)
    return RawCell(cell["t"], cell.get("r", 1), cell.get("c", 1), cell.get("h", False))


def judge(table: Judged) -> Iterator[tuple[Judged, Indicator | None, dict[str, bool]]]:
    """Each judged cell with the figure that was read there, and which fields of it are right."""
    yield from judged(table, *text_of(table))


def judged(
    table: Judged, text: Text, start: int, end: int
) -> Iterator[tuple[Judged, Indicator | None, dict[str, bool]]]:
    """The same of a text in which the table stands between two places."""
    got = [one for one in extract(text).indicators if start <= one.start < end]
    match = SequenceMatcher(
        None, [_digits(cell["text"]) for cell in table["cells"]], [_digits(one.text) for one in got], False
    )
    pairs = {a + n: got[b + n] for a, b, size in match.get_matching_blocks() for n in range(size)}
    for number, cell in enumerate(table["cells"]):
        one = pairs.get(number)
        if one is None:
            yield cell, None, dict.fromkeys(FIELDS, False)
            continue
        right = {name: getattr(one, name) == cell[name] for name in FIELDS[2:-1]}
        right["period"] |= cell["period"] is None  # where the annotation gives none, none is asked
        value = abs(float(one.value) - cell["value"]) <= 1e-9 * max(1, abs(cell["value"]))
        item = (one.item or "") == "·".join(cell["item"])
        yield cell, one, {"found": True, "value": value, **right, "item": item}


def _digits(text: str) -> str:
    hit = _DIGITS.search(unicodedata.normalize("NFKC", text))
    return hit.group().replace(" ", "") if hit else text


def shares(name: str) -> dict[str, float]:
    """The share of the cells of a set in which each field is right; "whole": in which all are."""
    counts: Counter[str] = Counter()
    for table in tables(name):
        for _, _, right in judge(table):
            counts.update(["cells", *(field for field in FIELDS if right[field])])
            counts["whole"] += all(right.values())
    return {field: counts[field] / counts["cells"] for field in (*FIELDS, "whole")}


def main() -> None:
    """Print the shares."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--errors", action="store_true", help="print each cell that disagrees")
    options = asked.parse_args()
    for name in SETS:
        print(name, " ".join(f"{field} {share:.3f}" for field, share in shares(name).items()))
        for number, table in enumerate(tables(name), 1) if options.errors else ():
            for cell, one, right in judge(table):
                wrong = [field for field in FIELDS if not right[field]]
                if wrong:
                    seen = one and {f: str(getattr(one, f)) for f in wrong if f != "found"}
                    print(f"  {number} {cell['text']} {'·'.join(cell['item'])}: {', '.join(wrong)} {seen}")


if __name__ == "__main__":
    main()

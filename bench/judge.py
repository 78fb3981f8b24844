#!/usr/bin/env python3
"""A random sample of rows of whole reports that have no annotation, judged by hand against the text.

    judge.py draw                300 indicators to judge, to standard output, one block each
    judge.py draw --unread       200 unread numerals
    judge.py score               shares and classes of the verdicts in judged.jsonl
    judge.py enter SHEET         verdicts, a line each ("12 right", "13 wrong CLASS"), into judged.jsonl
    judge.py changed             the rows judged that read differently today, to judge again
    judge.py enter --again SHEET their verdicts; a row that is no longer there leaves the sample

The sample is the same for the same seed and the same extraction. A verdict is of a row as it was: value,
unit, item, action and role. `score` says how many of the rows judged read differently today. judged.jsonl
holds places and verdicts only, no text of the reports.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from accuracy import CORPUS, GOLD, ROOT

JUDGED = ROOT / "bench" / "judged.jsonl"
SEED = 20261125
SIZE = {"indicators": 300, "unread": 200}
JUDGED_FIELDS = ("value", "value_max", "unit", "item", "action", "role")
AROUND = 150

Row = dict[str, Any]


def reports(corpus: Path, gold: Path) -> list[Path]:
    """The whole reports of which no excerpt is annotated."""
    return [p for p in sorted(corpus.glob("*-*.txt")) if not (gold / f"{p.stem}.gold.jsonl").is_file()]


def drawn(kind: str, seed: int, size: int, paths: Sequence[Path]) -> Iterator[tuple[str, str, Row]]:
    """Name, text and record of each row drawn, in the order of the draw."""
    from reportmine import extract, load

    all_of_them: list[tuple[str, str, Row]] = []
    for path in paths:
        source = load(path)
        report = extract(source).model_dump(mode="json")
        all_of_them += ((path.stem, source.raw, row) for row in report[kind])
    yield from random.Random(seed).sample(all_of_them, min(size, len(all_of_them)))


def stamp(row: Row) -> str:
    """What a verdict was given on: changes when a judged field does."""
    read = [row["text"], *(row.get(name) for name in JUDGED_FIELDS)]
    return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()[:12]


def block(number: int, name: str, text: str, row: Row) -> str:
    """One row as the judge sees it: the figure in its text, and what was read."""
    before = text[max(0, row["start"] - AROUND) : row["start"]].replace("\n", "⏎")
    after = text[row["end"] : row["end"] + AROUND // 2].replace("\n", "⏎")
    shown = (
        "value",
        "value_max",
        "unit",
        "relation",
        "item",
        "action",
        "actor",
        "role",
        "direction",
        "basis",
    )
    names = (*shown, "whole", "period", "status", "reason")
    fields = " | ".join(f"{n}={row[n]}" for n in names if row.get(n) is not None)
    return f"#{number} {name}\n{before}【{row['text']}】{after}\n  → {fields}\n"


def verdicts(sheet: Path) -> dict[int, tuple[bool, str | None]]:
    """Number of a row, whether it is right, and the class of its error.

    Raises:
        ValueError: A line that is no verdict.
    """
    out: dict[int, tuple[bool, str | None]] = {}
    for line in sheet.read_text("utf-8").splitlines():
        match line.split():
            case []:
                continue
            case [number, "right", *_]:
                out[int(number)] = (True, None)
            case [number, "wrong", error, *_]:
                out[int(number)] = (False, error)
            case _:
                raise ValueError(f"{sheet}: no verdict: {line}")
    return out


def entered() -> list[Row]:
    """The verdicts on file."""
    if not JUDGED.is_file():
        return []
    return [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()]


def enter(kind: str, seed: int, sheet: Path, paths: Sequence[Path]) -> int:
    """Put a sheet's verdicts beside the rows they were given on; how many there are."""
    given = verdicts(sheet)
    new = [
        {"kind": kind, "seed": seed, "report": name, "start": row["start"], "end": row["end"]}
        | {"stamp": stamp(row), "right": given[number][0], "error": given[number][1]}
        for number, (name, _, row) in enumerate(drawn(kind, seed, SIZE[kind], paths), 1)
        if number in given
    ]
    kept = [r for r in entered() if r["kind"] != kind]
    lines = (json.dumps(r, ensure_ascii=False) for r in kept + new)
    JUDGED.write_text("".join(line + "\n" for line in lines), "utf-8")
    return len(new)


def today(kind: str, paths: Sequence[Path]) -> dict[tuple[str, int, int], tuple[str, Row]]:
    """Text and record of each row there is now, by report and place."""
    from reportmine import extract, load

    out: dict[tuple[str, int, int], tuple[str, Row]] = {}
    for path in paths:
        source = load(path)
        for row in extract(source).model_dump(mode="json")[kind]:
            out[path.stem, row["start"], row["end"]] = (source.raw, row)
    return out


def changed(kind: str, paths: Sequence[Path]) -> Iterator[tuple[int, Row, tuple[str, Row] | None]]:
    """Number, verdict and what is there now of each judged row that reads differently, or is gone."""
    now = today(kind, paths)
    for number, verdict in enumerate((r for r in entered() if r["kind"] == kind), 1):
        there = now.get((verdict["report"], verdict["start"], verdict["end"]))
        if there is None or stamp(there[1]) != verdict["stamp"]:
            yield number, verdict, there


def enter_again(kind: str, sheet: Path, paths: Sequence[Path]) -> int:
    """Put new verdicts in the place of those on rows that have changed; how many there are."""
    given = verdicts(sheet)
    rows = [r for r in entered() if r["kind"] == kind]
    gone: set[int] = set()
    for number, verdict, there in changed(kind, paths):
        if there is None:
            gone.add(number)
        elif number in given:
            right, error = given[number]
            rows[number - 1] = verdict | {"stamp": stamp(there[1]), "right": right, "error": error}
    kept = [r for n, r in enumerate(rows, 1) if n not in gone]
    lines = [json.dumps(r, ensure_ascii=False) for r in kept + [r for r in entered() if r["kind"] != kind]]
    JUDGED.write_text("".join(line + "\n" for line in lines), "utf-8")
    return len(given)


def score(paths: Sequence[Path]) -> None:
    """Print the shares, the classes of error and what has changed since."""
    for kind in SIZE:
        rows = [r for r in entered() if r["kind"] == kind]
        if not rows:
            continue
        right = sum(r["right"] for r in rows)
        print(f"{kind}: {right} of {len(rows)} right ({right / len(rows):.3f})")
        for error, count in Counter(r["error"] for r in rows if not r["right"]).most_common():
            print(f"  {error:<28} {count:4}")
        different = [verdict for _, verdict, _ in changed(kind, paths)] if paths else []
        wrong = sum(not r["right"] for r in different)
        print(f"  read differently today: {len(different)}, of which {wrong} had been wrong")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("draw", "enter", "changed", "score"))
    parser.add_argument("sheet", nargs="?", type=Path)
    parser.add_argument("--unread", action="store_true", help="unread numerals, not indicators")
    parser.add_argument("--again", action="store_true", help="enter: verdicts on rows that have changed")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="whole texts")
    parser.add_argument("--gold", type=Path, default=GOLD, help="texts annotated, which are left out")
    options = parser.parse_intermixed_args(arguments)  # the sheet may follow an option
    kind = "unread" if options.unread else "indicators"
    paths = reports(options.corpus, options.gold)
    if not paths:
        print(f"judge.py: no reports in {options.corpus}", file=sys.stderr)
        return 3
    if options.what == "score":
        score(paths)
    elif options.what == "draw":
        for number, (name, text, row) in enumerate(drawn(kind, options.seed, SIZE[kind], paths), 1):
            print(block(number, name, text, row))
    elif options.what == "changed":
        for number, verdict, there in changed(kind, paths):
            if there is not None:
                print(block(number, verdict["report"], *there))
    elif options.sheet is None:
        parser.error("enter: which sheet?")
    elif options.again:
        print(f"{enter_again(kind, options.sheet, paths)} verdicts in {JUDGED.name}")
    else:
        print(f"{enter(kind, options.seed, options.sheet, paths)} verdicts in {JUDGED.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

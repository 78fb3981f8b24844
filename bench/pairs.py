#!/usr/bin/env python3
"""How well the diff finds the figures of two reports that are of one metric.

    pairs.py                 the sample pair, as annotated and as extracted; the true pairs 2024→2025
    pairs.py --errors        each pair that is wrong or missing
    pairs.py rows OLD NEW    the merged rows of two corpus reports that nobody has judged yet
    pairs.py score           the rows judged by hand (bench/judged-pairs.jsonl: places and verdicts only)

A merged row is one that the diff calls changed or same. Precision is of those, recall of the true pairs.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from reportmine import extract
from reportmine.compare.diff import compare
from reportmine.records import Diff, Indicator, Report
from reportmine.rules.files import load

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
SAMPLES = ROOT / "samples"
LIST = ROOT / "tests" / "data" / "pairs-2024-2025.json"
JUDGED = ROOT / "bench" / "judged-pairs.jsonl"
YEARS = ("yunting-2024", "yunting-2025")

Place = tuple[int, int]  # where the old figure starts, and the new one


@dataclass(frozen=True)
class Score:
    """Pairs found against pairs there are."""

    right: frozenset[Place]
    wrong: frozenset[Place]
    missing: frozenset[Place]

    @property
    def precision(self) -> float:
        """Of what was merged, what is right."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """Of what there is, what was merged."""
        return len(self.right) / max(1, len(self.right) + len(self.missing))

    @property
    def f1(self) -> float:
        """Of both."""
        return 2 * len(self.right) / max(1, 2 * len(self.right) + len(self.wrong) + len(self.missing))


def merged(found: Diff) -> frozenset[Place]:
    """The pairs that a diff merges."""
    return frozenset(
        (row.old.start, row.new.start)
        for row in found.rows
        if row.change in ("changed", "same") and row.old and row.new
    )


def score(got: frozenset[Place], want: frozenset[Place], neutral: frozenset[Place] = frozenset()) -> Score:
    """Merged pairs against the true ones; pairs that are neutral count neither way."""
    return Score(got & want, got - want - neutral, want - got)


# ---- the sample pair -------------------------------------------------------------------------------


def gold(name: str) -> list[dict[str, Any]]:
    """The annotated figures of a sample, in order."""
    lines = (SAMPLES / f"{name}.gold.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def annotated(name: str) -> Report:
    """A sample with the figures as annotated, in the place of those extracted."""
    report = extract(SAMPLES / f"{name}.txt")
    rows = [_figure(number, row, report) for number, row in enumerate(gold(name), 1) if not row.get("opt")]
    return report.model_copy(update={"indicators": tuple(rows)})


def _figure(number: int, row: dict[str, Any], report: Report) -> Indicator:
    before = [one for one in report.indicators if one.start <= row["start"]]
    inside = [one for one in report.sections if one.start <= row["start"] < one.end]
    sentence = before[-1].sentence if before and row["text"] in before[-1].sentence else row["text"]
    return Indicator(
        id=number,
        text=row["text"],
        start=row["start"],
        end=row["end"],
        value=_decimal(row["value"]),
        value_max=None if row.get("vmax") is None else _decimal(row["vmax"]),
        unit=row.get("unit"),
        relation=row.get("op") or "=",
        kind=row["kind"],
        item=row.get("item"),
        action=row.get("act"),
        actor=row.get("actor"),
        role={"by": "change"}.get(row["role"], row["role"]),
        direction=row.get("dir"),
        basis=row.get("basis"),
        whole=row.get("of"),
        period=row.get("period"),
        status=row["status"],
        metric=(row.get("act") or "") + (row.get("item") or "") or None,
        section=inside[-1].id if inside else None,
        sentence=sentence,
    )


def _decimal(said: str) -> Decimal:
    try:
        return Decimal(str(said))
    except InvalidOperation:  # a fraction, such as 1/3
        above, below = said.split("/")
        return round(Decimal(above) / Decimal(below), 6)


def sample(*, as_annotated: bool) -> tuple[Score, Diff]:
    """The sample pair against the alignment made by hand."""
    old, new = (annotated(name) if as_annotated else extract(SAMPLES / f"{name}.txt") for name in YEARS)
    found = compare(old, new, load())
    rows = [gold(name) for name in YEARS]
    want = frozenset(
        (rows[0][pair["old"] - 1]["start"], rows[1][pair["new"] - 1]["start"])
        for pair in json.loads((SAMPLES / "alignment.json").read_text("utf-8"))
        if pair["old"] and pair["new"]
    )
    optional = [{row["start"] for row in side if row.get("opt")} for side in rows]
    got = merged(found)
    neutral = frozenset(place for place in got if place[0] in optional[0] or place[1] in optional[1])
    return score(got, want, neutral), found


# ---- real reports ----------------------------------------------------------------------------------


def real(old: str, new: str) -> Diff:
    """The diff of two reports of the corpus."""
    first, second = (extract(CORPUS / f"{name}.txt") for name in (old, new))
    return compare(first, second, load())


def listed() -> tuple[Score, Diff]:
    """Two national reports against the list of all their true pairs, made by hand."""
    table = json.loads(LIST.read_text("utf-8"))
    found = real(table["old"], table["new"])
    places = {name: frozenset(map(tuple, table[name])) for name in ("pairs", "alternatives", "arguable")}
    return score(merged(found), places["pairs"], places["alternatives"] | places["arguable"]), found


def verdicts() -> list[dict[str, Any]]:
    """The rows judged by hand."""
    return [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()] if JUDGED.exists() else []


def judged() -> dict[str, Counter[str]]:
    """Of each two reports: the merged rows that are right, wrong, and not judged."""
    known: dict[str, dict[Place, bool]] = {}
    for row in verdicts():
        known.setdefault(f"{row['old']} {row['new']}", {})[row["old_start"], row["new_start"]] = row["right"]
    table = {}
    for names, rows in known.items():
        got = merged(real(*names.split()))
        table[names] = Counter({True: "right", False: "wrong", None: "unjudged"}[rows.get(p)] for p in got)
    return table


def unjudged(old: str, new: str) -> Iterator[dict[str, Any]]:
    """The merged rows of two reports that nobody has judged."""
    known = {
        (row["old_start"], row["new_start"]) for row in verdicts() if (row["old"], row["new"]) == (old, new)
    }
    names = ("text", "start", "actor", "action", "item", "role", "direction", "basis", "whole", "period")
    for row in real(old, new).rows:
        if row.change not in ("changed", "same") or row.old is None or row.new is None:
            continue
        if (row.old.start, row.new.start) not in known:
            sides = {
                side: {name: getattr(one, name) for name in (*names, "status", "sentence")}
                for side, one in (("old", row.old), ("new", row.new))
            }
            yield {"change": row.change, "score": float(row.score or 0), **sides}


# ---- the command -----------------------------------------------------------------------------------


def _line(name: str, one: Score) -> str:
    counts = f"{len(one.right):4} right {len(one.wrong):3} wrong {len(one.missing):3} missing"
    return f"{name:28}{counts}  precision {one.precision:.3f}  recall {one.recall:.3f}  F1 {one.f1:.3f}"


def _show(one: Score, found: Diff) -> None:
    figures = {side: {} for side in ("old", "new")}  # type: dict[str, dict[int, Indicator]]
    for row in found.rows:
        for side, figure in (("old", row.old), ("new", row.new)):
            if figure is not None:
                figures[side][figure.start] = figure
    for what, places in (("wrong", one.wrong), ("missing", one.missing)):
        for old, new in sorted(places):
            said = [
                f"{figure.text} {figure.metric} ({figure.role}, {figure.status})"
                if figure
                else "not extracted"
                for figure in (figures["old"].get(old), figures["new"].get(new))
            ]
            print(f"    {what}: {said[0]}  ↔  {said[1]}")


def main() -> None:
    """The entry point."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("command", nargs="?", choices=("rows", "score"))
    parser.add_argument("names", nargs="*")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    if args.command == "rows":
        for row in unjudged(*args.names):
            print(json.dumps(row, ensure_ascii=False))
        return
    if args.command == "score":
        total: Counter[str] = Counter()
        for names, counts in judged().items():
            total += counts
            print(f"{names:34}" + " ".join(f"{counts[v]:4} {v}" for v in ("right", "wrong", "unjudged")))
        known = total["right"] + total["wrong"]
        print(f"{'all':34}{total['right']:4} of {known} right ({total['right'] / max(1, known):.3f})")
        return
    tables: dict[str, Callable[[], tuple[Score, Diff]]] = {
        "sample, as annotated": lambda: sample(as_annotated=True),
        "sample, as extracted": lambda: sample(as_annotated=False),
    }
    if CORPUS.exists():
        tables["national 2024 → 2025"] = listed
    for name, measure in tables.items():
        one, found = measure()
        print(_line(name, one))
        if args.errors:
            _show(one, found)


if __name__ == "__main__":
    main()

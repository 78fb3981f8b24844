#!/usr/bin/env python3
"""Fit how sure a reading is, on all annotated texts at hand, and write patterns/confidence.json.

    fit_confidence.py            fit, print the figures of texts left out, and write
    fit_confidence.py --dry      the same without writing

A row counts as right where its value, unit, item, action and role are (`record` in bench/accuracy.py). A
logistic regression with few weights gives the points; the shares are a logistic curve through what was right
of the rows left out, in five folds by text. The figures printed, and kept beside the points, are of a second
round of folds around all of this. Needs scikit-learn (`pip install -e '.[fit]'`), which nothing else does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import accuracy  # noqa: E402
import tables  # noqa: E402

from reportmine.meaning import confidence  # noqa: E402
from reportmine.meaning.choice.choosing import unchosen  # noqa: E402
from reportmine.pipeline import traced  # noqa: E402
from reportmine.readers.source import as_text  # noqa: E402
from reportmine.records import Report  # noqa: E402
from reportmine.rules.files import load  # noqa: E402
from reportmine.text.text import Text  # noqa: E402

SCALE = 100  # points of a weight of one
STRENGTH = 0.3  # of the regression: less leaves fewer weights
SEEN = 10  # rows in which something must be seen to have points
FOLDS = 5
REVIEW = 0.75  # a row below is flagged: of four such at the most three are right
SEED = 3
JUDGED = "judged "  # begins the names of the texts whose reading was judged
AFRESH = 4  # how much more a row counts that was annotated by one who had not seen the reading


@dataclass(frozen=True)
class Row:
    """One reading of an annotated figure."""

    text: str
    seen: tuple[str, ...]
    right: bool


@dataclass(frozen=True)
class Annotated:
    """A text with its annotation."""

    name: str
    source: Any  # a path, or the text itself
    gold: list[Any]
    first: int = 0  # of the part that is annotated
    last: int | None = None  # after it; none: where the last annotated figure ends
    skipped: Sequence[Sequence[int]] = ()  # of that, by its own offsets

    def beside(self, text: Text, report: Report) -> tuple[list[Any], list[dict[str, Any]]]:
        """The annotation by offsets of the text, and the records of the annotated part."""
        gold = self.gold
        placed = accuracy.placed(gold, text.raw) if gold and "start" not in gold[0] else gold
        moved = [
            {**one, "start": one["start"] + self.first, "end": one["end"] + self.first} for one in placed
        ]
        stop = moved[-1]["end"] if self.last is None and moved else self.last or 0
        records = [
            one.model_dump(mode="json")
            for one in report.indicators
            if self.first <= one.start
            and one.end <= stop
            and not any(a <= one.start - self.first < b for a, b in self.skipped)
        ]
        return moved, records


def rows() -> Iterator[Row]:
    """The readings of all annotated texts at hand, by the rules alone: what points choose is fitted apart."""
    rules = unchosen(load(()))
    for annotated_text in annotated():
        text = as_text(annotated_text.source)
        run = traced(text, rules)
        seen = {
            run.running.source(one.draft.quantity.start, one.draft.quantity.end): one.seen
            for one in run.readings
        }
        gold, records = annotated_text.beside(text, run.report)
        records = [record for record in records if (record["start"], record["end"]) in seen]
        partner = {j: i for i, j in accuracy.pairs(gold, records).items()}
        for j, record in enumerate(records):
            one = gold[partner[j]] if j in partner else None
            if one is None or not one.get("opt"):
                right = one is not None and accuracy.judge(one, record)["record"]
                told = confidence.of_record(seen[record["start"], record["end"]], record["concept"])
                yield Row(annotated_text.name, told, right)


def annotated() -> Iterator[Annotated]:
    """All annotated texts at hand."""
    for path in sorted(accuracy.GOLD.glob("*.gold.jsonl")):
        name = path.name.removesuffix(".gold.jsonl")
        excerpt = (accuracy.GOLD / f"{name}.txt").read_bytes().decode("utf-8")
        whole = accuracy.CORPUS / f"{name}.txt"
        at = whole.read_bytes().decode("utf-8").find(excerpt) if whole.exists() else -1
        source = whole if at >= 0 else accuracy.GOLD / f"{name}.txt"
        start = max(at, 0)
        skipped = accuracy.skipped(accuracy.GOLD, name)
        yield Annotated(name, source, accuracy.rows(path), start, start + len(excerpt), skipped)
    for path in sorted(accuracy.ANNOTATED.glob("*.jsonl")):
        head, *gold = accuracy.rows(path)
        if (accuracy.SHARED / head["source"]).exists():
            yield Annotated(path.stem, accuracy.SHARED / head["source"], gold)
    for group in ("passages", "snippets"):
        for k, one in enumerate(accuracy.rows(accuracy.SAMPLES / f"{group}.jsonl")):
            yield Annotated(f"{group} {k}", one["text"], one["gold"], 0, len(one["text"]))
    for half in accuracy.HALVES:
        for one in accuracy.rows(accuracy.JUDGED / f"{half}.jsonl"):
            yield Annotated(f"{JUDGED}{one['name']}", one["text"], one["gold"], 0, len(one["text"]))


# ---- fitting ---------------------------------------------------------------------------------------


def times(row: Row) -> int:
    """How often a row counts: judges are the stricter, and look at more rows than all annotators did."""
    return 1 if row.text.startswith(JUDGED) else AFRESH


def points(rows: Sequence[Row]) -> dict[str, int]:
    """Points by what is seen."""
    table = DictVectorizer()
    seen = table.fit_transform([dict.fromkeys(row.seen, 1) for row in rows])
    often = np.asarray((seen > 0).sum(axis=0)).ravel() >= SEEN
    names = [name for name, kept in zip(table.get_feature_names_out(), often, strict=True) if kept]
    fit = LogisticRegression(C=STRENGTH, penalty="l1", solver="liblinear", random_state=SEED, max_iter=1000)
    fit.fit(seen[:, often], [row.right for row in rows], sample_weight=[times(row) for row in rows])
    weights = {n: round(float(w) * SCALE) for n, w in zip(names, fit.coef_[0], strict=True)}
    return {name: weight for name, weight in sorted(weights.items()) if weight}


def folds(rows: Sequence[Row]) -> list[list[int]]:
    """Places of the rows in each fold; a text is in one."""
    names = sorted({row.text for row in rows})
    random.Random(SEED).shuffle(names)
    fold = {name: k % FOLDS for k, name in enumerate(names)}
    return [[i for i, row in enumerate(rows) if fold[row.text] == k] for k in range(FOLDS)]


def left_out(rows: Sequence[Row]) -> list[int]:
    """The points of each row, fitted without its text."""
    made = [0] * len(rows)
    for fold in folds(rows):
        inside = set(fold)
        weights = points([row for i, row in enumerate(rows) if i not in inside])
        for i in fold:
            made[i] = sum(weights.get(one, 0) for one in rows[i].seen)
    return made


def shares(totals: Sequence[int], rows: Sequence[Row]) -> tuple[list[int], list[float]]:
    """Bounds, and the share of rows that are right between them: a logistic curve in steps of a hundredth."""
    right, weight = [row.right for row in rows], [times(row) for row in rows]
    fit = LogisticRegression(C=1e6).fit(
        np.asarray(totals, float)[:, None] / SCALE, right, sample_weight=weight
    )
    slope, base = float(fit.coef_[0][0]), float(fit.intercept_[0])
    made = [k / 100 for k in range(1, 100)]
    edges = [(low + high) / 2 for low, high in pairwise(made)]
    bounds = [math.ceil(SCALE * (math.log(edge / (1 - edge)) - base) / slope) for edge in edges]
    return bounds, made


@dataclass(frozen=True)
class Measured:
    """What was seen of rows whose text was fitted on in no step."""

    rows: int
    error: float  # expected calibration error in ten bins
    at: dict[str, float]  # share of rows at or above the level at which so many are right

    def kept(self) -> dict[str, Any]:
        return {"rows": self.rows, "calibration_error": round(self.error, 3), "share_of_rows_at": self.at}


def measured(rows: Sequence[Row]) -> Measured:
    """The figures of texts left out of points and shares alike."""
    told = np.zeros(len(rows))
    for fold in folds(rows):
        inside = set(fold)
        others = [row for i, row in enumerate(rows) if i not in inside]
        weights = points(others)
        bounds, made = shares(left_out(others), others)
        for i in fold:
            total = sum(weights.get(one, 0) for one in rows[i].seen)
            told[i] = made[int(np.searchsorted(bounds, total, side="right"))]
    right = np.asarray([row.right for row in rows], float)
    bins = np.minimum((told * 10).astype(int), 9)
    error = sum(
        abs(told[bins == k].mean() - right[bins == k].mean()) * (bins == k).sum() for k in set(bins.tolist())
    ) / len(rows)
    levels = {}
    for level in (0.97, 0.95):
        best = 0.0
        for least in sorted(set(told.tolist())):
            above = told >= least
            if right[above].mean() >= level:
                best = max(best, float(above.mean()))
        levels[str(level)] = round(best, 2)
    return Measured(len(rows), float(error), levels)


def cells() -> tuple[float, float]:
    """The share of judged cells that are right, with a header that names what they count and without."""
    named: list[bool] = []
    unnamed: list[bool] = []
    for name in tables.SETS:
        for table in tables.tables(name):
            for _, one, right in tables.judge(table):
                if one is not None:
                    told = all(right[field] for field in ("value", "unit", "role", "direction", "item"))
                    (named if one.item else unnamed).append(told)
    return _share(named), _share(unnamed)


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / len(right), 2) if right else 0.0


def main() -> int:
    """Run the command."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--dry", action="store_true", help="write nothing")
    args = asked.parse_args()
    found = list(rows())
    told = measured(found)
    print(json.dumps(told.kept()))
    weights = points(found)
    bounds, made = shares(left_out(found), found)
    named, unnamed = cells()
    print(len(weights), "weights; cells:", *cells())
    if not args.dry:
        texts = sorted({row.text for row in found})
        kept = {
            "fitted_on": {"texts": len(texts), "rows": len(found), "sha256": fitted_hash()},
            "left_out": told.kept(),
            "points": weights,
            "bounds": bounds,
            "shares": made,
            "cell": named,
            "cell_unnamed": unnamed,
            "review": REVIEW,
        }
        place = ROOT / "patterns" / confidence.FILE
        place.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def fitted_hash() -> str:
    """SHA-256 over all annotations at hand."""
    paths = [*accuracy.GOLD.glob("*.gold.jsonl"), *accuracy.ANNOTATED.glob("*.jsonl")]
    paths += [accuracy.SAMPLES / "passages.jsonl", accuracy.SAMPLES / "snippets.jsonl"]
    paths += [accuracy.JUDGED / f"{half}.jsonl" for half in accuracy.HALVES]
    whole = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        whole.update(path.read_bytes())
    return whole.hexdigest()


if __name__ == "__main__":
    sys.exit(main())

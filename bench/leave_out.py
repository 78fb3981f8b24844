"""What each rule of meaning is worth: the annotated texts read without it.

    leave_out.py                 every frame, clause, part of a whole, purpose
    leave_out.py frame.thing …   these rules only

For each rule: in how many texts it changes a record, how many rows (right in reading, item, action and
role) are lost without it and how many are won. A rule without which none is lost has to show its worth
elsewhere, in texts without annotation, or it goes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import accuracy
from accuracy import Row

from reportmine.pipeline import extract_with
from reportmine.readers.source import as_text
from reportmine.rules.files import load
from reportmine.rules.rule import RuleSet
from reportmine.text.text import Text

STAGES = ("frames", "clauses", "members", "purposes")
NAMED = ("frames",)  # stages whose rules a record names
MACROS = "macros"


@dataclass(frozen=True)
class Annotated:
    """A text with the quantities annotated in it, at their offsets in the whole text."""

    name: str
    text: Text
    gold: tuple[Row, ...]
    start: int
    end: int

    def records(self, rules: RuleSet) -> list[Row]:
        """What is read of the annotated part."""
        found = extract_with(self.text, rules).indicators
        return [
            one.model_dump(mode="json") for one in found if self.start <= one.start and one.end <= self.end
        ]

    def right(self, records: Sequence[Row]) -> set[int]:
        """The annotated quantities of which a record is right."""
        paired = accuracy.pairs(self.gold, records)
        return {
            i
            for i, j in paired.items()
            if not self.gold[i].get("opt") and accuracy.judge(self.gold[i], records[j])["record"]
        }


def annotated() -> Iterator[Annotated]:
    """The annotated texts at hand, whole where they are."""
    for path in sorted(accuracy.GOLD.glob("*.gold.jsonl")):
        name = path.name.removesuffix(".gold.jsonl")
        excerpt = (path.parent / f"{name}.txt").read_bytes().decode("utf-8")
        source = accuracy.CORPUS / f"{name}.txt"
        at = source.read_bytes().decode("utf-8").find(excerpt) if source.exists() else -1
        gold = tuple(
            {**one, "start": one["start"] + max(at, 0), "end": one["end"] + max(at, 0)}
            for one in accuracy.rows(path)
        )
        text = as_text(source if at >= 0 else path.parent / f"{name}.txt")
        yield Annotated(name, text, gold, max(at, 0), max(at, 0) + len(excerpt))
    for path in sorted(accuracy.ANNOTATED.glob("*.jsonl")):
        head, *told = accuracy.rows(path)
        source = accuracy.SHARED / head["source"]
        if source.exists():
            text = as_text(Path(source))
            gold = tuple(dict(one) for one in accuracy.placed(told, text.raw))
            yield Annotated(path.stem, text, gold, 0, gold[-1]["end"])


def worth(
    rule: str, named: bool, base: Mapping[str, tuple[Annotated, list[Row], set[int]]], rules: RuleSet
) -> tuple[int, int, int]:
    """Texts that come out otherwise without a rule, rows lost, rows won."""
    absent = rules.without(rule)
    texts = lost = won = 0
    for one, records, right in base.values():
        if named and not any(rule in record["rules"] for record in records):
            continue
        now = one.records(absent)
        texts += now != records
        kept = one.right(now)
        lost += len(right - kept)
        won += len(kept - right)
    return texts, lost, won


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("rules", nargs="*", help="ids of rules; all of meaning where none is given")
    args = asked.parse_args(argv)
    rules = load(())
    base = {}
    for one in annotated():
        records = one.records(rules)
        base[one.name] = (one, records, one.right(records))
    if not base:
        print("no annotation is at hand", file=sys.stderr)
        return 2
    print(f"{len(base)} texts, {sum(len(right) for _, _, right in base.values())} rows right")
    print(f"{'rule':34}{'texts':>6}{'lost':>6}{'won':>6}")
    for stage in STAGES:
        for rule in rules.stage(stage):
            if rule.data.get("part") == MACROS or (args.rules and rule.id not in args.rules):
                continue
            texts, lost, won = worth(rule.id, stage in NAMED, base, rules)
            print(f"{rule.id:34}{texts:6}{lost:6}{won:6}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

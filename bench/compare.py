#!/usr/bin/env python3
"""What a change gains and loses, quantity by quantity, with the sentences.

    compare.py A B      two commits
    compare.py A        a commit and the working tree

Each commit's own src and patterns are unpacked into a temporary folder (by `git archive`, which leaves the
repository as it is) and run in their own process over the texts and gold of today: ../shared/gold where it is
there, and the samples. A quantity is gained when its record becomes right (reading, item, action and role),
lost when it ceases to be; a spurious one is gained when it goes. Texts held out are only counted.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accuracy import FIELDS, GOLD, HELD_OUT, ROOT, SAMPLES, Row, judge, pairs, rows
from trees import environment, unpack

WORKER = """
import json, sys
from reportmine import extract
for text in json.load(sys.stdin):
    print(json.dumps(extract(text).model_dump(mode="json")["indicators"], ensure_ascii=False))
"""
KEYS = {"act": "action", "op": "relation", "dir": "direction", "of": "whole", "vmax": "value_max"}


@dataclass(frozen=True)
class Case:
    """A text with its gold."""

    name: str
    text: str
    gold: Sequence[Row]

    @property
    def held_out(self) -> bool:
        return self.name in HELD_OUT


@dataclass(frozen=True)
class Verdict:
    """One quantity, by commit: whether its record is right, and its fields."""

    right: bool
    fields: dict[str, bool]
    record: Row | None


def cases() -> Iterator[Case]:
    """The gold texts, the sample reports, the snippets and the passages."""
    for folder in (GOLD, SAMPLES):
        for path in sorted(folder.glob("*.gold.jsonl")):
            name = path.name.removesuffix(".gold.jsonl")
            text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
            yield Case(name, text, rows(path))
    for name in ("snippet", "passage"):
        for n, one in enumerate(rows(SAMPLES / f"{name}s.jsonl"), 1):
            yield Case(f"{name} {n} ({one['kind']})", one["text"], one["gold"])


def run(src: Path, texts: Sequence[str]) -> list[list[Row]]:
    """The records that the package in `src` gives for each text."""
    done = subprocess.run(
        [sys.executable, "-c", WORKER],
        input=json.dumps(texts),
        env=environment(src),
        cwd=src.parent,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise SystemExit(f"compare.py: the extraction in {src} failed:\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def verdicts(gold: Sequence[Row], records: Sequence[Row]) -> dict[tuple[int, int, str], Verdict]:
    """By place: each quantity of the gold that counts, and what is spurious (wrong for being there)."""
    partner = pairs(gold, records)
    made: dict[tuple[int, int, str], Verdict] = {}
    for i, one in enumerate(gold):
        if not one.get("opt"):
            record = records[partner[i]] if i in partner else None
            fields = judge(one, record) if record else dict.fromkeys(FIELDS, False)
            made[one["start"], one["end"], one["text"]] = Verdict(fields["record"], fields, record)
    taken = set(partner.values())
    for j, record in enumerate(records):
        if j not in taken:
            made[record["start"], record["end"], record["text"]] = Verdict(False, {}, record)
    return made


def compare(
    case: Case, old: Sequence[Row], new: Sequence[Row], net: Counter[str]
) -> Iterator[tuple[bool, list[str]]]:
    """Each quantity gained (True) or lost, as lines to print. Counts the net of each field in `net`."""
    gold = {(g["start"], g["end"], g["text"]): g for g in case.gold}
    before, after = verdicts(case.gold, old), verdicts(case.gold, new)
    absent = Verdict(True, {}, None)  # what was spurious and is gone
    for place in sorted(before.keys() | after.keys()):
        was, now = before.get(place, absent), after.get(place, absent)
        for name in FIELDS:
            net[name] += now.fields.get(name, False) - was.fields.get(name, False)
        if was.right == now.right:
            continue
        annotation = gold.get(place)
        lines = [f"{case.name} {place[0]}-{place[1]} {place[2]}", f"   {_sentence(case.text, place[0])}"]
        if annotation is None:
            lines.append("   spurious, now gone" if now.right else "   spurious")
        lines += _differences(annotation or {}, was, now)
        yield now.right, lines


def _differences(annotation: Row, was: Verdict, now: Verdict) -> Iterator[str]:
    """The fields whose verdict changed: before → after (as the gold has it)."""
    for name in ("found", *("value", "value_max", "unit", "relation"), "item", "action", "role", "direction"):
        judged = "reading" if name in ("value", "value_max", "unit", "relation") else name
        judged = "role" if name == "direction" else judged
        if was.fields.get(judged) == now.fields.get(judged):
            continue
        if name == "found":
            yield f"   found: {was.record is not None} → {now.record is not None}"
            continue
        key = next((short for short, long in KEYS.items() if long == name), name)
        seen = [verdict.record.get(name) if verdict.record else None for verdict in (was, now)]
        if seen[0] != seen[1]:
            yield f"   {name}: {seen[0]} → {seen[1]} (gold: {annotation.get(key)})"


def _sentence(text: str, at: int) -> str:
    from reportmine.text.sentences import sentences

    return next((text[a:b] for a, b in sentences(text) if a <= at < b), "")


def report(cases: Sequence[Case], old: Any, new: Any) -> Iterator[str]:
    """The lines of the comparison."""
    lists: dict[bool, list[list[str]]] = {True: [], False: []}
    unseen: Counter[bool] = Counter()
    net: Counter[str] = Counter()
    for case, one, other in zip(cases, old, new, strict=True):
        for gained, lines in compare(case, one, other, net):
            if case.held_out:
                unseen[gained] += 1
            else:
                lists[gained].append(lines)
    for gained, title in ((True, "gained"), (False, "lost")):
        yield f"== {title}: {len(lists[gained])}"
        for lines in lists[gained]:
            yield from lines
    yield "== net: " + _net(len(lists[True]), len(lists[False]))
    if any(case.held_out for case in cases):
        yield "   texts held out: " + _net(unseen[True], unseen[False])
    yield "   by field: " + ", ".join(f"{name} {net[name]:+}" for name in FIELDS)


def _net(gained: int, lost: int) -> str:
    return f"{gained - lost:+} ({gained} gained, {lost} lost)"


def _sources(commits: Iterable[str | None], folder: Path) -> Iterator[Path]:
    for n, commit in enumerate(commits):
        yield unpack(commit, folder / str(n)) if commit else ROOT / "src"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("a", metavar="A", help="a commit")
    asked.add_argument("b", metavar="B", nargs="?", help="another; the working tree where none is given")
    args = asked.parse_args(argv)
    texts = list(cases())
    with tempfile.TemporaryDirectory() as folder:
        sources = _sources((args.a, args.b), Path(folder))
        old, new = (run(src, [case.text for case in texts]) for src in sources)
    print(*report(texts, old, new), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

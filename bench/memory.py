"""Where what is counted was said, and how often it is taken from there.

    memory.py                by the place of the annotated item: ../shared/gold, then bench/annotated
    memory.py --wrong PLACE  each figure of a place whose item is wrong

The place of an item is the nearest part of the text that holds it: the figure's own clause, the clause
before, the sentence up to there, the sentence before; an item of pieces (化肥|产量) is in pieces of
the clause or across clauses. Below stands what the memory does alone, on the figures whose own clause
does not hold their item: of `held` an earlier figure of the sentence or of the one before counts the
very thing, as read, and `taken` of those have it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import accuracy
from accuracy import Row

PLACES = (
    "own clause",
    "pieces of own clause",
    "clause before",
    "earlier in the sentence",
    "pieces across clauses",
    "sentence before",
    "elsewhere",
)
_BREAK = re.compile(r"[，。；：,;:（）()\n]")
_BLANK = re.compile(r"\s")


@dataclass(frozen=True)
class Placed:
    """An annotated figure with where its item stands, and what became of it."""

    place: str
    right: bool
    held: bool  # an earlier figure, as read, counts the same
    gold: Row
    record: Row


def placed(gold: Sequence[Row], records: Sequence[Row]) -> Iterator[Placed]:
    """The annotated figures of a text that were found and count something."""
    paired = accuracy.pairs(gold, records)
    at = _positions(records)
    for i, one in enumerate(gold):
        if one.get("opt") or i not in paired or not one["item"]:
            continue
        j = paired[i]
        record = records[j]
        before = _before(records, j)
        held = any(accuracy.judge(one, {**record, "item": other})["item"] for other in before if other)
        where = _place([one["item"], *one.get("item_alt", ())], record, at[j], _sentence_before(records, j))
        yield Placed(where, accuracy.judge(one, record)["item"], held, one, record)


def _positions(records: Sequence[Row]) -> list[int]:
    """Where each figure stands in its sentence: the figures of one sentence stand in order."""
    found: list[int] = []
    last, end = "", 0
    for one in records:
        if one["sentence"] != last:
            last, end = one["sentence"], 0
        start = max(one["sentence"].find(one["text"], end), 0)
        end = start + len(one["text"])
        found.append(start)
    return found


def _before(records: Sequence[Row], at: int) -> list[str | None]:
    """The items of the figures before one, in its sentence and the one before."""
    sentences: list[str] = []
    found: list[str | None] = []
    for one in reversed(records[:at]):
        if one["sentence"] not in (records[at]["sentence"], *sentences):
            if sentences:
                break
            sentences.append(one["sentence"])
        found.append(one["item"])
    return found


def _sentence_before(records: Sequence[Row], at: int) -> str:
    here = records[at]["sentence"]
    return next((one["sentence"] for one in reversed(records[:at]) if one["sentence"] != here), "")


def _place(items: Sequence[str], record: Row, at: int, before: str) -> str:
    sentence = record["sentence"]
    starts = [hit.end() for hit in _BREAK.finditer(sentence, 0, at)]
    own = starts[-1] if starts else 0
    previous = starts[-2] if len(starts) > 1 else 0
    following = _BREAK.search(sentence, at + len(record["text"]))
    end = following.start() if following else len(sentence)
    clause = sentence[own:end]
    whole = (
        ("own clause", clause),
        ("clause before", sentence[previous:own]),
        ("earlier in the sentence", sentence[:end]),
        ("sentence before", before),
    )
    wanted = [_squeezed(item) for item in items if item]
    for place, text in whole[:1]:
        if any(item in _squeezed(text) for item in wanted):
            return place
    if any(_in_pieces(item, _squeezed(clause)) for item in wanted):
        return "pieces of own clause"
    for place, text in whole[1:]:
        if any(item in _squeezed(text) for item in wanted):
            return place
    across = _squeezed(sentence[:end])
    return "pieces across clauses" if any(_in_pieces(item, across) for item in wanted) else "elsewhere"


def _squeezed(text: str) -> str:
    return _BLANK.sub("", text)


def _in_pieces(item: str, text: str) -> bool:
    """Whether the characters of an item stand in a text, in order."""
    rest = iter(text)
    return all(character in rest for character in item)


def table(found: Sequence[Placed]) -> Iterator[str]:
    """The figures by place, and those that need the memory."""
    number = Counter(one.place for one in found)
    right = Counter(one.place for one in found if one.right)
    yield f"{'place of the item':26}{'figures':>8}{'item':>8}"
    for place in PLACES:
        if number[place]:
            yield f"{place:26}{number[place]:8}{right[place] / number[place]:8.3f}"
    away = [one for one in found if one.place not in PLACES[:2]]
    held = [one for one in away if one.held]
    taken = sum(one.right for one in held)
    share = taken / len(held) if held else 1.0
    yield f"not in the own clause {len(away)}, held {len(held)}, taken {taken} ({share:.3f})"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--wrong", choices=PLACES, metavar="PLACE", help=f"one of: {', '.join(PLACES)}")
    args = asked.parse_args(argv)
    parts = {
        "gold": accuracy.texts(accuracy.GOLD, accuracy.CORPUS),
        "annotated": accuracy.annotated_texts(),
    }
    for name, texts in parts.items():
        found = [one for gold, records in texts for one in placed(gold, records)]
        if not found:
            print(f"{name}: no annotation is at hand", file=sys.stderr)
            continue
        print(f"{name}: {len(found)} figures")
        print(*table(found), sep="\n", end="\n\n")
        for one in found:
            if args.wrong == one.place and not one.right:
                print(f"{one.record['text']}  {one.gold['item']} | {one.record['item']}")
                print(f"    {one.record['sentence'].strip()[:160]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

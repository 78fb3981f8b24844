#!/usr/bin/env python3
"""How well the extraction agrees with the gold annotations.

    accuracy.py                     each text of ../shared/gold, inside the whole one of ../shared/corpus
    accuracy.py --split             only the groups: texts worked on, held out, added later, all
    accuracy.py --samples           the project's own samples: reports, and snippets by kind of report
    accuracy.py --annotated         the texts annotated after the rules (bench/annotated), by kind
    accuracy.py --judged            passages judged row by row (bench/judged), half of them held out
    accuracy.py --check             against floors.json: ends with 1 below a floor, or if the gold has changed
    accuracy.py --update            set the floors; with --lower they may go down
    accuracy.py --errors item NAME  each disagreement in one field (or: missed, spurious) of a text worked on

An extracted quantity pairs with the gold one whose span it overlaps most, at least half of the shorter.
Gold marked "opt" is neutral. Each figure is an F1 over quantities: a field is right only on a quantity that
was found, and a spurious quantity costs every field. Where the gold gives no period, none is asked. A record
is right in reading, item, action and role; a row for a panel in period and status too. Where the annotated
text is an excerpt of a whole one, that is read, so that its title and headings are there, and what stands in
the excerpt is scored. The texts held out are shown only in the aggregate.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportmine.rules.rule import RuleSet

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
CORPUS = SHARED / "corpus"
SAMPLES = ROOT / "samples"
FLOORS = ROOT / "bench" / "floors.json"
ANNOTATED = ROOT / "bench" / "annotated"
JUDGED = ROOT / "bench" / "judged"

HELD_OUT = frozenset({"shanghai-2026", "national-2018", "guizhou-2026", "henan-2026"})
EARLIER = frozenset(
    {"chongqing-2026", "chongqing-rule-of-law-2020", "guangdong-2026", "jiangsu-2026", "national-1986"}
    | {"national-1999", "national-2025", "sichuan-2026", "written-budget", "written-bulletin"}
    | {"written-procuratorate"}
)
FIELDS = (
    *("found", "reading", "item", "action", "actor", "role"),
    *("basis", "whole", "period", "status", "record", "panel"),
)
ALL, WORKED_ON, AGGREGATE, LATER = "all", "worked on", "aggregate only", "later texts"
REPORTS, SNIPPETS, PASSAGES = "reports", "snippets", "passages"
# groups apart from what is told of all
LATER_ROUNDS = tuple(f"{half}-{k}" for k in range(2, 9) for half in ("worked", "held"))
APART = frozenset({PASSAGES, *LATER_ROUNDS})
# judged passages, of eight rounds: looked at, and held out
HALVES = ("worked", "held", *LATER_ROUNDS)

Row = Mapping[str, Any]  # an annotation or a record, as JSON gives it
Figures = dict[str, float]


# ---- one quantity ----------------------------------------------------------------------------------


def judge(gold: Row, record: Row) -> dict[str, bool]:
    """Which fields of a record agree with its gold."""
    role = {"by": "change"}.get(gold["role"], gold["role"])
    right = {
        "found": True,
        "reading": _same_number(gold["value"], record.get("value"))
        and _same_number(gold.get("vmax"), record.get("value_max"))
        and _unit(gold["unit"]) == _unit(record.get("unit"))
        and gold["op"] == record.get("relation", "="),
        "item": same_item(gold, record),
        "action": gold["role"] != "level" or same_action(gold, record),
        "actor": alike(gold.get("actor"), record.get("actor")),
        "role": role == record.get("role") and gold.get("dir") == record.get("direction"),
        "basis": alike(gold.get("basis"), record.get("basis")),
        "whole": alike(gold.get("of"), record.get("whole")),
        "period": not gold.get("period") or gold["period"] == record.get("period"),
        "status": gold["status"] == record.get("status"),
    }
    right["record"] = all(right[name] for name in ("reading", "item", "action", "role"))
    right["panel"] = all(right[name] for name in ("record", "period", "status"))
    return right


def similarity(one: str | None, other: str | None) -> float:
    """F1 over the characters that two phrases have in common, in order."""
    a, b = _squeeze(one), _squeeze(other)
    if not a or not b:
        return float(a == b)
    return 2 * _common(a, b) / (len(a) + len(b))


def alike(one: str | None, other: str | None) -> bool:
    """Equal, or one containing the other; nothing is like nothing only."""
    a, b = _squeeze(one), _squeeze(other)
    return a == b or (a != "" and b != "" and (a in b or b in a))


def same_item(gold: Row, record: Row) -> bool:
    """Alike, or actor and item together where only one side gives the actor apart."""
    items = [gold["item"], *gold.get("item_alt", ())]
    said, read = gold.get("actor"), record.get("actor")
    if max(similarity(item, record.get("item")) for item in items) >= 0.8:
        return True
    if not record.get("item") or not gold["item"]:
        return False
    if read and not said:
        return max(similarity(item, read + record["item"]) for item in items) >= 0.8
    if said and not read:
        return max(similarity(said + item, record["item"]) for item in items if item) >= 0.8
    return False


def same_action(gold: Row, record: Row) -> bool:
    """Alike, or the verb stands inside the other side's item (城镇新增就业 = 新增 + 城镇就业)."""
    said, read = gold.get("act"), record.get("action")
    if alike(said, read):
        return True
    if not said:
        return _squeeze(read) in _squeeze(gold["item"])
    return not read and _squeeze(said) in _squeeze(record.get("item"))


def _squeeze(text: str | None) -> str:
    loose = "，,、。；;：:“”\"‘’'《》（）()的和及与"
    return "".join(c for c in text or "" if not c.isspace() and c not in loose)


def _common(a: str, b: str) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for x in a:
        corner = 0
        for j, y in enumerate(b, 1):
            above = row[j]
            row[j] = corner + 1 if x == y else max(above, row[j - 1])
            corner = above
    return row[-1]


def _number(value: object) -> Fraction | None:
    try:
        return None if value is None else Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None


def _same_number(one: object, other: object) -> bool:
    a, b = _number(one), _number(other)
    if a is None or b is None:
        return a is b
    return abs(a - b) <= abs(b) / 10**5


def _unit(unit: str | None) -> str:
    return (unit or "").replace("％", "%").replace("﹪", "%")


# ---- one text --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tally:
    """Counts of a text, or of several together."""

    gold: int = 0
    system: int = 0
    right: Mapping[str, int] = field(default_factory=dict)
    headings: tuple[int, int, int] = (0, 0, 0)  # right, in the gold, extracted

    def __add__(self, other: Tally) -> Tally:
        right = {name: self.right.get(name, 0) + other.right.get(name, 0) for name in FIELDS}
        a, b = self.headings, other.headings
        headings = (a[0] + b[0], a[1] + b[1], a[2] + b[2])
        return Tally(self.gold + other.gold, self.system + other.system, right, headings)

    def figures(self) -> Figures:
        """F1 of each field, and of the sections where the gold has any."""
        made = {name: _f1(self.right.get(name, 0), self.gold, self.system) for name in FIELDS}
        return made | ({"sections": _f1(*self.headings)} if self.headings[1] else {})


@dataclass(frozen=True)
class Disagreement:
    """A field (or: missed, spurious) in which an annotation and a record differ."""

    kind: str
    gold: Row | None
    record: Row | None


def score(gold: Sequence[Row], records: Sequence[Row]) -> tuple[Tally, list[Disagreement]]:
    """The counts of one text, and every disagreement: those of the gold in order, then what is spurious."""
    partner = pairs(gold, records)
    right = dict.fromkeys(FIELDS, 0)
    wrong: list[Disagreement] = []
    for i, one in enumerate(gold):
        if one.get("opt"):
            continue
        if i not in partner:
            wrong.append(Disagreement("missed", one, None))
            continue
        record = records[partner[i]]
        for name, agrees in judge(one, record).items():
            right[name] += agrees
            if not agrees:
                wrong.append(Disagreement(name, one, record))
    taken = set(partner.values())
    wrong += [Disagreement("spurious", None, r) for j, r in enumerate(records) if j not in taken]
    neutral = sum(bool(gold[i].get("opt")) for i in partner)
    expected = sum(not one.get("opt") for one in gold)
    return Tally(expected, len(records) - neutral, right), wrong


def pairs(gold: Sequence[Row], records: Sequence[Row]) -> dict[int, int]:
    """Index of each gold quantity that was found → index of its record; exact first, then by overlap."""
    ranked = []
    for i, one in enumerate(gold):
        for j, record in enumerate(records):
            shared = min(one["end"], record["end"]) - max(one["start"], record["start"])
            shorter = min(one["end"] - one["start"], record["end"] - record["start"])
            if shared > 0 and 2 * shared >= shorter:
                exact = (one["start"], one["end"]) == (record["start"], record["end"])
                ranked.append((not exact, -shared, i, j))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(ranked):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def headings(gold: Sequence[Row], sections: Sequence[Row]) -> tuple[int, int, int]:
    """Right, in the gold, extracted; a heading is right in marker, level and title. "opt" is neutral."""
    free = list(sections)
    right = neutral = 0
    for one in gold:
        level = {"point": 5}.get(one["level"], one["level"])
        for section in free:
            if (
                _squeeze(one["marker"]) == _squeeze(section.get("marker"))
                and (one.get("opt") or str(level) == str(section.get("level")))
                and similarity(one["title"], section.get("title")) >= 0.9
            ):
                free.remove(section)
                neutral += bool(one.get("opt"))
                right += not one.get("opt")
                break
    return right, sum(not one.get("opt") for one in gold), len(sections) - neutral


def _f1(right: int, gold: int, system: int) -> float:
    return 2 * right / (gold + system) if gold + system else 1.0


# ---- a folder of gold ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scored:
    """One text, or one kind of snippets, with its counts."""

    name: str
    group: str
    tally: Tally
    wrong: tuple[Disagreement, ...]


def rows(path: Path) -> list[Row]:
    """The lines of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def texts(folder: Path, whole: Path, rules: RuleSet | None = None) -> Iterator[tuple[list[Row], list[Row]]]:
    """The annotation of each text of a gold folder, and what was read in it, by these rules."""
    for path in sorted(folder.glob("*.gold.jsonl")):
        _, records, _ = _read_in(path, whole, rules)
        yield rows(path), records


def annotated_texts(
    folder: Path = ANNOTATED, shared: Path = SHARED, rules: RuleSet | None = None
) -> Iterator[tuple[list[Row], list[Row]]]:
    """The same of the texts annotated after the rules, up to their last annotated quantity; those at hand."""
    for path in sorted(folder.glob("*.jsonl")):
        head, *gold = rows(path)
        if (shared / head["source"]).exists():
            yield _annotated(shared / head["source"], gold, rules)


def score_folder(folder: Path, whole: Path) -> Iterator[Scored]:
    """Each text of a gold folder, scored: what stands in it, read in the whole text of the same name."""
    for path in sorted(folder.glob("*.gold.jsonl")):
        name = path.name.removesuffix(".gold.jsonl")
        excerpt = _text(folder / f"{name}.txt")
        report, records, at = _read_in(path, whole)
        tally, wrong = score(rows(path), records)
        trees = folder / f"{name}.sections.jsonl"
        if trees.exists() and rows(trees):
            tree = report["sections"]
            if at >= 0 and all(one["text"] in excerpt for one in rows(trees)):  # of the excerpt only
                tree = [one for one in tree if at <= one["start"] < at + len(excerpt)]
            tally += Tally(headings=headings(rows(trees), tree))
        yield Scored(name, _group(name), tally, tuple(wrong))


def _read_in(path: Path, whole: Path, rules: RuleSet | None = None) -> tuple[Row, list[Row], int]:
    """What was read of an annotated text in the whole one: its report, the records of the part annotated,
    and where that begins (-1 where there is no whole one)."""
    from reportmine.pipeline import extract_with
    from reportmine.readers.source import as_text
    from reportmine.rules.files import load

    folder, name = path.parent, path.name.removesuffix(".gold.jsonl")
    excerpt = _text(folder / f"{name}.txt")
    source = whole / f"{name}.txt"
    at = _text(source).find(excerpt) if source.exists() else -1
    text = as_text(source if at >= 0 else folder / f"{name}.txt")
    report = extract_with(text, rules or load(())).model_dump(mode="json")
    records = _inside(report["indicators"], max(at, 0), len(excerpt), skipped(folder, name))
    return report, records, at


def _group(name: str) -> str:
    return AGGREGATE if name in HELD_OUT else WORKED_ON if name in EARLIER else LATER


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")  # line ends as they are: offsets count them


def _inside(records: Sequence[Row], start: int, length: int, skipped: Sequence[Sequence[int]]) -> list[Row]:
    """The records of an excerpt, with offsets from its start, without parts that are not annotated."""
    moved = [{**one, "start": one["start"] - start, "end": one["end"] - start} for one in records]
    return [
        one
        for one in moved
        if one["start"] >= 0 and one["end"] <= length and not any(a <= one["start"] < b for a, b in skipped)
    ]


def skipped(folder: Path, name: str) -> list[list[int]]:
    """Spans of an annotated text that are not annotated, such as tables."""
    path = folder / f"{name}.skip.json"
    found: list[list[int]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return found


def score_samples(folder: Path = SAMPLES) -> Iterator[Scored]:
    """The sample reports, then the snippets by kind, then the passages by kind."""
    for one in score_folder(folder, folder):
        yield Scored(one.name, REPORTS, one.tally, one.wrong)
    for group in (SNIPPETS, PASSAGES):
        yield from _by_kind(folder / f"{group}.jsonl", group)


def score_judged(folder: Path = JUDGED) -> Iterator[Scored]:
    """The judged passages by kind of report, those looked at and those held out apart.

    They are read by the rules alone: points by which readings in doubt are chosen are fitted on them too, and
    tools/fit_choice.py tells in folds what those are worth.
    """
    from reportmine.meaning.choice.choosing import unchosen
    from reportmine.rules.files import load

    rules = unchosen(load(()))
    for half in HALVES:
        yield from _by_kind(folder / f"{half}.jsonl", half, rules)


def _by_kind(path: Path, group: str, rules: RuleSet | None = None) -> Iterator[Scored]:
    """Short texts with their annotation, added up by kind of report."""
    from reportmine.pipeline import extract_with
    from reportmine.readers.source import from_string
    from reportmine.rules.files import load

    rules = rules or load(())

    kinds: dict[str, tuple[Tally, list[Disagreement]]] = {}
    for one in rows(path):
        report = extract_with(from_string(one["text"]), rules)
        records = report.model_dump(mode="json")["indicators"]
        tally, wrong = score(one["gold"], records)
        before = kinds.get(one["kind"], (Tally(), []))
        kinds[one["kind"]] = (before[0] + tally, before[1] + wrong)
    for kind, (tally, wrong) in kinds.items():
        yield Scored(kind, group, tally, tuple(wrong))


def score_annotated(folder: Path = ANNOTATED, shared: Path = SHARED) -> Iterator[Scored]:
    """The texts annotated after the rules, scored."""
    for path in sorted(folder.glob("*.jsonl")):
        head, *gold = rows(path)
        if (shared / head["source"]).exists():
            tally, wrong = score(*_annotated(shared / head["source"], gold))
            yield Scored(path.stem, head["kind"], tally, tuple(wrong))


def _annotated(
    source: Path, gold: Sequence[Row], rules: RuleSet | None = None
) -> tuple[list[Row], list[Row]]:
    """The quantities of a text in their places, and the figures of its running text up to the last one."""
    from reportmine.pipeline import extract_with
    from reportmine.readers.source import as_text
    from reportmine.rules.files import load

    text = as_text(source)
    told = placed(gold, text.raw)
    figures = [one for one in extract_with(text, rules or load(())).indicators if one.end <= told[-1]["end"]]
    return told, [one.model_dump(mode="json") for one in figures if one.table is None]


def placed(gold: Sequence[Row], raw: str) -> list[Row]:
    """Annotated quantities with their offsets: each is the next place in the text that reads as it does."""
    found: list[Row] = []
    end = 0
    for one in gold:
        start = raw.index(one["text"], end)
        end = start + len(one["text"])
        found.append({**one, "start": start, "end": end})
    return found


def groups(scored: Iterable[Scored]) -> dict[str, Tally]:
    """The counts of each group, and of all but those that came later, by other hands."""
    made: dict[str, Tally] = {}
    for one in sorted(scored, key=lambda one: one.group == AGGREGATE):
        made[one.group] = made.get(one.group, Tally()) + one.tally
    return made | {ALL: sum((tally for group, tally in made.items() if group not in APART), Tally())}


# ---- floors ----------------------------------------------------------------------------------------


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of each annotation and text of a gold folder."""
    paths = sorted([*folder.glob("*.jsonl"), *folder.glob("*.txt")])
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def floors(part: str) -> dict[str, Any]:
    """One part of floors.json ("gold" or "samples"): sha256 by file, floors by group. Empty if never set."""
    found: dict[str, Any] = _stored().get(part, {})
    return found


def check(part: str, folder: Path, tallies: Mapping[str, Tally]) -> list[str]:
    """What keeps the figures from standing above their floors, one line each."""
    if not floors(part):
        return [f"no floors are set for {part}"]
    then, now = floors(part)["sha256"], hashes(folder)
    changed = sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))
    return [f"{name} is not as it was when the floors were set" for name in changed] or below(part, tallies)


def below(part: str, tallies: Mapping[str, Tally]) -> list[str]:
    """The figures that lie below their floors, one line each."""
    lines = []
    for group, least in floors(part).get("floors", {}).items():
        now = tallies[group].figures() if group in tallies else {}
        for name, floor in least.items():
            if now.get(name, 0.0) < floor:
                lines.append(f"{group}: {name} {now.get(name, 0.0):.4f} is below its floor {floor:.4f}")
    return lines


def update(part: str, folder: Path, tallies: Mapping[str, Tally]) -> None:
    """Write the figures, cut to four places, as the floors of one part."""
    least = {
        group: {name: math.floor(figure * 10**4) / 10**4 for name, figure in tally.figures().items()}
        for group, tally in tallies.items()
    }
    stored = _stored() | {part: {"floors": least, "sha256": hashes(folder)}}
    FLOORS.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _stored() -> dict[str, Any]:
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


# ---- the command -----------------------------------------------------------------------------------


def table(scored: Sequence[Scored], split: bool = False) -> Iterator[str]:
    """The figures as lines of text; texts held out only together."""
    names = (*FIELDS, "sections")
    yield f"{'text':28}{'gold':>6}{'got':>6} " + "".join(f"{name:>9}" for name in names)
    lines = [(one.name, one.tally) for one in scored if one.group != AGGREGATE and not split]
    for name, tally in [*lines, *groups(scored).items()]:
        figures = tally.figures()
        cells = [f"{figures[name]:>9.3f}" if name in figures else f"{'-':>9}" for name in names]
        yield f"{name:28}{tally.gold:>6}{tally.system:>6} " + "".join(cells)


def errors(one: Scored, kind: str) -> Iterator[str]:
    """Each disagreement of one kind, gold above record."""
    for wrong in one.wrong:
        if wrong.kind != kind:
            continue
        place: Row = wrong.gold or wrong.record or {}
        yield f"{one.name} {place['start']}-{place['end']} {place['text']}"
        for side, row in (("gold", wrong.gold), ("got ", wrong.record)):
            if row is not None:
                shown = {
                    key: value for key, value in row.items() if key not in ("id", "start", "end", "text")
                }
                yield f"   {side} {json.dumps(shown, ensure_ascii=False)}"


def _listed(kind: str, name: str, folder: Path, whole: Path) -> int:
    if name in HELD_OUT:
        print(f"{name} is looked at only in the aggregate", file=sys.stderr)
        return 2
    scored = [*(score_folder(folder, whole) if folder.is_dir() else ()), *score_samples()]
    if kind not in (*FIELDS, "missed", "spurious") or name not in {one.name for one in scored}:
        print("--errors takes a field (or: missed, spurious) and the name of a text", file=sys.stderr)
        return 2
    for one in scored:
        if one.name == name:
            print(*errors(one, kind), sep="\n")
    return 0


def _scored(part: str, gold: Path, corpus: Path) -> Iterator[Scored]:
    if part == "annotated":
        return score_annotated()
    if part == "judged":
        return score_judged()
    return score_samples() if part == "samples" else score_folder(gold, corpus)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--gold", type=Path, default=GOLD, help="folder of NAME.txt and NAME.gold.jsonl")
    asked.add_argument("--corpus", type=Path, default=CORPUS, help="whole texts, for the sections")
    asked.add_argument("--samples", action="store_true", help="the project's own samples instead")
    asked.add_argument("--annotated", action="store_true", help="the texts annotated after the rules instead")
    asked.add_argument("--judged", action="store_true", help="the passages judged row by row instead")
    asked.add_argument("--split", action="store_true", help="only the groups")
    asked.add_argument("--check", action="store_true", help="compare with floors.json")
    asked.add_argument("--update", action="store_true", help="set the floors to these figures")
    asked.add_argument("--lower", action="store_true", help="with --update: floors may go down")
    asked.add_argument("--errors", nargs=2, metavar=("FIELD", "NAME"), help="list disagreements")
    asked.add_argument("--json", action="store_true", help="the figures of the groups as JSON")
    args = asked.parse_args(argv)
    if args.errors:
        kind, name = args.errors
        return _listed(kind, name, args.gold, args.corpus)
    part, folder = ("samples", SAMPLES) if args.samples else ("gold", args.gold)
    if args.annotated:
        part, folder = "annotated", ANNOTATED
    if args.judged:
        part, folder = "judged", JUDGED
    if not any(folder.glob("*.jsonl")):
        print(f"{folder} holds no annotations", file=sys.stderr)
        return 2
    scored = list(_scored(part, args.gold, args.corpus))
    tallies = groups(scored)
    if args.json:
        made = {name: {"gold": t.gold, "system": t.system, **t.figures()} for name, t in tallies.items()}
        print(json.dumps(made, ensure_ascii=False, indent=1))
    else:
        print(*table(scored, args.split), sep="\n")
    problems: list[str] = []
    if args.check:
        problems = check(part, folder, tallies)
    elif args.update:
        problems = [] if args.lower else below(part, tallies)
        if problems:
            problems.append("nothing written; --lower lets floors go down")
        else:
            update(part, folder, tallies)
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""How many planted errors the audit finds: one error at a time in copies of texts that have none.

python bench/audit.py FILE…                # 60 errors in the texts named, or in ../shared/corpus
python bench/audit.py --count 200 --seed 3 --missed

The places are sought by expressions of their own, and not by the rules of the audit: whatever reads like a
part of a sum, a share, a growth beside its level and amount, a list with its figures. What is planted there
is off by more than rounding. An error is found where a contradiction names a figure of its sentence.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from reportmine.check.audit import audit  # noqa: E402
from reportmine.readers.source import load  # noqa: E402
from reportmine.records import Audit  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus"
N = r"\d[\d,]*(?:\.\d+)?"
MONEY = r"[亿万]元"
UNIT = r"[^\d，。；（]{1,4}"
LEVEL = rf"{N}[亿万]?{UNIT}"
THING = r"[^，。；和及与\d\n]+"
ADDED = rf"加上?[^。；\n]{{2,60}}?{N}{MONEY}[^。；\n]{{0,80}}?"
TOTAL = r"(?:收入|支出)(?:合计|总计|总量)为?"

# kind → where it may be planted; the group is what is changed, `unit` the sign of magnitude that is
PLACES: dict[str, str] = {
    "part of a sum": rf"生产总值{N}亿元[^\n]{{0,120}}?第[一二]产业增加值(?P<digit>{N})亿元"
    rf"[^\n]{{0,80}}?第三产业增加值{N}",
    "whole of parts": rf"进出口(?:总额|总值)?(?P<digit>{N})亿元[^\n。]{{0,30}}。?"
    rf"其中，?出口{N}亿元[^。]{{0,20}}进口{N}亿元",
    "total of an account": rf"{ADDED}{TOTAL}(?P<digit>{N}){MONEY}",
    "part of an account": rf"加上?[^。；\n\d]{{2,30}}(?P<digit>{N}){MONEY}[^。；\n]{{0,80}}?"
    rf"{TOTAL}{N}{MONEY}",
    "unit of a total": rf"{ADDED}{TOTAL}{N}(?P<unit>[亿万])元",
    "part with the rest": rf"其中，?(?!其中)[^。；\n\d]{{2,20}}(?P<digit>{N})(?:{MONEY}|件)[^。；\n]{{2,90}}"
    rf"其他[^。；，\n\d]{{2,8}}{N}(?:{MONEY}|件)。",
    "growth beside its amount": rf"{LEVEL}，比上年(?:末)?(?:增加|减少){LEVEL}，(?:增长|下降)(?P<digit>{N})%",
    "unit of an amount": rf"{N}[亿万]{UNIT}，比上年(?:末)?(?:增加|减少){N}(?P<unit>[亿万]){UNIT}，"
    rf"(?:增长|下降){N}%",
    "share in a list": rf"{LEVEL}[，（]占(?P<digit>{N})[%％]",
    "share of a whole": rf"{N}[亿万]?元，占(?:一般公共预算|本年)[^\d，。；]{{0,10}}(?P<digit>{N})%",
    "structure": r"三次产业(?:增加值)?(?:结构|比重|构成|比例)[^\d。，]{0,8}(?P<digit>\d+\.\d)"
    r"(?:[∶:：]\d+\.\d){2}",
    "rate above a hundred": r"(?:覆盖率|普及率|合格率|达标率|处理率|入学率|城镇化率|满意率|办结率|就业率)"
    r"(?:为|达到?|提高到)?(?P<hundred>\d\d(?:\.\d+)?)%",
    "figure of a list": rf"(?:^|[，。；]){THING}、{THING}、{THING}分别(?:增长|下降|提高|达到?|为)"
    rf"{N}%、{N}%(?P<cut>[、和]{N}%)[，。；]",
    "from and to": rf"[由从]{LEVEL}[^，。；\d]{{0,3}}(?:减|降|升|增加|提高|压减)[到至]?{LEVEL}"
    rf"[，、](?:压减|下降|减少|增长|提高|上升)(?P<digit>{N})",
    "total of a table": r"\n[^\t\n]*(?:合计|总计|小计)(?:\t\d+){3,}\t(?P<digit>[1-9]\d*)(?=[\t\n])",
    "rate of a table": r"\n[^\t\n]+\t\d[\d,.]*\t\d[\d,.]*\t(?P<digit>\d+\.\d\d)%",
}


@dataclass(frozen=True)
class Planted:
    """One error: its kind, where it stands, and what stood there before."""

    kind: str
    file: str
    start: int
    old: str
    new: str
    text: str


def places(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """All places of a text in which an error can be planted, by kind."""
    for kind, pattern in PLACES.items():
        for hit in re.finditer(pattern, text, flags=re.MULTILINE):
            yield kind, hit


def plant(kind: str, hit: re.Match[str], file: str, text: str, chance: random.Random) -> Planted:
    """The text with one error at a place."""
    ((name, old),) = ((name, found) for name, found in hit.groupdict().items() if found is not None)
    start, end = hit.span(name)
    new = _changed(name, old, chance)
    return Planted(kind, file, start, old, new, text[:start] + new + text[end:])


def _changed(name: str, old: str, chance: random.Random) -> str:
    if name == "cut":
        return ""
    if name == "unit":
        return {"亿": "万", "万": "亿"}[old]
    if name == "hundred":
        return "1" + old
    at = next(n for n, sign in enumerate(old) if sign.isdigit() and (sign != "0" or len(old) == 1))
    if sum(map(str.isdigit, old)) > 1 and chance.random() < 0.5:
        later = [n for n, sign in enumerate(old) if sign.isdigit() and n > at]
        at = later[0]  # the second digit: still more than rounding may make of it
    digits = [digit for digit in "123456789" if abs(int(digit) - int(old[at])) >= 2]
    return old[:at] + chance.choice(digits) + old[at + 1 :]


def found(one: Planted, result: Audit) -> bool:
    """Whether a contradiction names a figure of the sentence, or row, in which an error stands."""
    ends = re.compile("[。\n]")
    begin = max((hit.end() for hit in ends.finditer(one.text, 0, one.start)), default=0)
    last = ends.search(one.text, one.start)
    end = last.start() if last is not None else len(one.text)
    return any(
        begin <= figure.start < end
        for finding in result.findings
        if finding.verdict == "contradicts"
        for figure in (finding.claim, *finding.figures)
    )


def drawn(files: Sequence[Path], count: int, seed: int) -> list[Planted]:
    """So many errors, of the kinds in turn, drawn by chance; the same for the same files and seed."""
    chance = random.Random(seed)
    texts = {file: load(file).raw for file in files}
    by_kind: dict[str, list[tuple[Path, re.Match[str]]]] = {kind: [] for kind in PLACES}
    for file, text in texts.items():
        for kind, hit in places(text):
            by_kind[kind].append((file, hit))
    for hits in by_kind.values():
        chance.shuffle(hits)
    made: list[Planted] = []
    while len(made) < count and any(by_kind.values()):
        for kind, hits in by_kind.items():
            if hits and len(made) < count:
                file, hit = hits.pop()
                made.append(plant(kind, hit, file.name, texts[file], chance))
    return made


def main() -> None:
    """Plant, audit, and say what was found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--count", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--missed", action="store_true", help="list what was not found")
    asked = options.parse_args()
    files = asked.files or sorted(CORPUS.glob("*.txt"))
    there, seen = Counter[str](), Counter[str]()
    for one in drawn(files, asked.count, asked.seed):
        there[one.kind] += 1
        if found(one, audit(one.text)):
            seen[one.kind] += 1
        elif asked.missed:
            around = " ".join(one.text[max(0, one.start - 60) : one.start + 50].split())
            print(f"missed: {one.kind}: {one.file}: {one.old} → {one.new}: {around}")
    for kind, count in there.items():
        print(f"{kind:26} {seen[kind]:3} of {count}")
    print(f"{'all':26} {seen.total():3} of {there.total()} ({seen.total() / max(1, there.total()):.2f})")


if __name__ == "__main__":
    main()

"""What became of each section: kept, renamed, moved, merged, added, removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..dataclass import dataclass
from ..metrics.keys import Bag, Metric, Reader, without_figures
from ..records import Report, Section, SectionChange, SectionVerdict
from ..text.fold import fold
from .alignment import Pair
from .likeness import resemblance

ALIKE = 0.4  # likeness from which two sections are one
UNDER_ONE = 0.15  # what it adds that the sections above them are paired
SHARED = 0.5  # what the share of paired figures adds to the likeness of the titles


Scores = dict[tuple[int, int], float]


@dataclass(frozen=True)
class _Side:
    """The sections of a report, with what identifies them."""

    sections: Sequence[Section]
    names: Sequence[str]  # the titles, folded
    titles: Sequence[Bag]
    above: Sequence[int | None]  # the position of the section that each is in


def section_changes(
    old: Report,
    new: Report,
    before: Sequence[Metric],
    after: Sequence[Metric],
    pairs: Sequence[Pair],
    reader: Reader,
) -> list[SectionChange]:
    """The sections of the new report with what they were, then those of the old one that are gone."""
    left, right = _side(old, reader), _side(new, reader)
    scores = _scores(left, right, _shared(old, new, before, after, pairs))
    partner = _pairing(scores, left, right)
    order = _in_order(sorted((n, o) for o, n in partner.items()), left.sections)
    changes = []
    back = {n: o for o, n in partner.items()}
    merged = _merged(scores, partner, left, right)
    for n, section in enumerate(right.sections):
        if n not in back:
            changes.append(SectionChange(change="added", old=None, new=section))
            continue
        o = back[n]
        verdict = _verdict(o, n, left, right, partner, order)
        changes.append(SectionChange(change=verdict, old=left.sections[o], new=section))
        changes += [
            SectionChange(change="merged", old=left.sections[o], new=section) for o in merged.get(n, ())
        ]
    gone = {o for olds in merged.values() for o in olds} | partner.keys()
    changes += [
        SectionChange(change="removed", old=section, new=None)
        for o, section in enumerate(left.sections)
        if o not in gone
    ]
    return changes


def _side(report: Report, reader: Reader) -> _Side:
    places = {section.id: place for place, section in enumerate(report.sections)}
    return _Side(
        report.sections,
        [fold(section.title) for section in report.sections],
        [reader.bag(without_figures(section.title)) for section in report.sections],
        [None if section.parent is None else places.get(section.parent) for section in report.sections],
    )


def _shared(
    old: Report, new: Report, before: Sequence[Metric], after: Sequence[Metric], pairs: Sequence[Pair]
) -> dict[tuple[str, str], int]:
    """How many pairs of figures two sections share, subsections counted in."""
    above = [{section.id: section.parent for section in report.sections} for report in (old, new)]
    count: dict[tuple[str, str], int] = defaultdict(int)
    for pair in pairs:
        chains = [
            _chain(metric.figure.section, parents)
            for metric, parents in zip((before[pair.old], after[pair.new]), above, strict=True)
        ]
        for one in chains[0]:
            for other in chains[1]:
                count[one, other] += 1
    return count


def _chain(section: str | None, parents: dict[str, str | None]) -> list[str]:
    chain = []
    while section is not None and section in parents:
        chain.append(section)
        section = parents[section]
    return chain


def _scores(left: _Side, right: _Side, shared: dict[tuple[str, str], int]) -> Scores:
    """Likeness of sections of one depth, by title and by the figures they share."""
    most_old, most_new = defaultdict[str, int](int), defaultdict[str, int](int)
    for (one, other), count in shared.items():
        most_old[one] = max(most_old[one], count)
        most_new[other] = max(most_new[other], count)
    table: Scores = {}
    for o, was in enumerate(left.sections):
        for n, now in enumerate(right.sections):
            if was.id.count(".") != now.id.count("."):
                continue
            title = 1.0 if left.names[o] == right.names[n] else resemblance(left.titles[o], right.titles[n])
            count = shared.get((was.id, now.id), 0)
            most = max(most_old[was.id], most_new[now.id])
            part = count / most if most else 0.0
            score = max(title, 0.5 * title + SHARED * part)
            if score >= ALIKE or (part > 0.6 and count > 2):
                table[o, n] = round(score, 4)
    return table


def _pairing(scores: Scores, left: _Side, right: _Side) -> dict[int, int]:
    """Old to new, best first, one to one: the upper sections first, for they speak for what is in them."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for depth in range(1 + max((section.id.count(".") for section in left.sections), default=0)):
        rated = []
        for (o, n), score in scores.items():
            if left.sections[o].id.count(".") == depth:
                together = depth and _under(left, o, partner) == right.above[n]
                rated.append((-score - (UNDER_ONE if together else 0), abs(o - n), o, n))
        for _, _, o, n in sorted(rated):
            if o not in partner and n not in taken:
                partner[o] = n
                taken.add(n)
    return partner


def _under(left: _Side, o: int, partner: dict[int, int]) -> int | None:
    """The new position of the section that an old one is in."""
    above = left.above[o]
    return None if above is None else partner.get(above)


def _merged(scores: Scores, partner: dict[int, int], left: _Side, right: _Side) -> dict[int, list[int]]:
    """New sections with the old ones that went into them too, from under the same heading."""
    into: dict[int, list[int]] = defaultdict(list)
    for o in range(len(left.sections)):
        if o in partner:
            continue
        parent = _under(left, o, partner)
        options = [(score, -n) for (x, n), score in scores.items() if x == o and parent == right.above[n]]
        if options:
            into[-max(options)[1]].append(o)
    taken = set(partner.values())
    return {n: olds for n, olds in into.items() if n in taken}


def _in_order(pairs: Sequence[tuple[int, int]], sections: Sequence[Section]) -> set[int]:
    """New positions of the longest run of pairs that keep their order; the others were moved."""
    best: list[tuple[int, int, int]] = []  # length, place of the one before, old position
    for place, (_, o) in enumerate(pairs):
        length, previous = max(
            ((best[p][0], p) for p in range(place) if best[p][2] < o),
            default=(0, -1),
            key=lambda x: (x[0], -x[1]),
        )
        best.append((length + 1, previous, o))
    kept: set[int] = set()
    at = max(range(len(best)), key=lambda p: (best[p][0], -p), default=-1)
    while at >= 0:
        kept.add(pairs[at][0])
        at = best[at][1]
    return kept


def _verdict(
    o: int, n: int, left: _Side, right: _Side, partner: dict[int, int], order: set[int]
) -> SectionVerdict:
    if left.names[o] != right.names[n]:
        return "renamed"
    return "kept" if n in order and _under(left, o, partner) == right.above[n] else "moved"

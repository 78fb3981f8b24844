"""Which figure of one report is of the same metric as which of another: one to one, best for both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from ..metrics.keys import Bag, Metric

MERGE = 0.80  # likeness from which two figures are taken for one metric
NEAR = 0.60  # likeness from which a reader is shown the two side by side
BY_CHARACTER = 0.95  # what a likeness by characters counts beside one by words
MARGIN = 0.01  # a candidate this close to the best leaves the choice open


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two metrics are, and what speaks for and against it."""

    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Positions in the two lists, with their likeness."""

    old: int
    new: int
    likeness: Likeness


@dataclass(frozen=True)
class Alignment:
    """The pairs, and what could not be decided: each tied position with its candidates on the other side."""

    pairs: tuple[Pair, ...]
    tied_old: dict[int, tuple[int, ...]]
    tied_new: dict[int, tuple[int, ...]]


def overlap(one: Bag, other: Bag) -> tuple[float, float, float]:
    """The weight of the words both have, of those only the one has, and of those only the other has."""
    common = sum(min(weight, other[word]) for word, weight in one.items() if word in other)
    return common, sum(one.values()) - common, sum(other.values()) - common


_NOTHING: Bag = {}


def resemblance(one: Bag, other: Bag, owner: Bag = _NOTHING, other_owner: Bag = _NOTHING) -> float:
    """0 to 1: how far two names have the same words. Words added weigh less than words replaced.

    A word that only one name has is forgiven where it stands in the other's owner: 行政机关负责人出庭率 and
    负责人出庭率 of 全市行政机关.
    """
    if not one or not other:
        return 1.0 if not one and not other else 0.0
    common, left, right = overlap(one, other)
    left -= sum(weight for word, weight in one.items() if word in other_owner and word not in other)
    right -= sum(weight for word, weight in other.items() if word in owner and word not in one)
    return _weigh(common, left, right)


def _weigh(common: float, left: float, right: float) -> float:
    return common / (common + 0.6 * max(left, right) + 0.8 * min(left, right)) if common else 0.0


def _by_character(one: str, other: str) -> float:
    """The same by characters in their order, for names that are cut into words differently."""
    common = LCSseq.similarity(one, other)
    return _weigh(common, len(one) - common, len(other) - common) if common > 1 else 0.0


def likeness(a: Metric, b: Metric, *, across: bool = False, timeless: bool = False) -> Likeness | None:
    """How alike two metrics are; None where they cannot be the same.

    `across` compares a target with what came of it: their status differs, and a change may be of any basis.
    `timeless` does not ask of when the two are.
    """
    if not _comparable(a, b, across):
        return None
    evidence: list[str] = []
    score = resemblance(a.words, b.words, a.actor, b.actor) if a.words and b.words else 0.0
    if a.item and b.item:
        by_word = resemblance(a.item, b.item, a.actor, b.actor)
        score = max(score, max(by_word, BY_CHARACTER * _by_character(a.name, b.name)) * _doing(a, b))
    evidence.append(_words(a, b))
    concepts = (a.figure.concept, b.figure.concept)
    if None not in concepts:
        if concepts[0] == concepts[1]:
            score = max(score, 0.97)
            evidence.append(f"concept {concepts[0]}")
        else:
            score *= 0.85
            evidence.append(f"concept {concepts[0]} / {concepts[1]}")
    if score < NEAR - 0.15:
        return None
    if a.basis != b.basis and not across:
        score *= 0.75
        evidence.append(f"basis {a.figure.basis} / {b.figure.basis}")
    score *= _whole(a, b, evidence) * _actor(a, b, evidence)
    if not timeless:
        score *= _time(a, b, evidence)
    for rule in sorted(a.marks.keys() ^ b.marks.keys()):
        score *= 0.9
        evidence.append(f"only one has {'、'.join(sorted((a.marks.get(rule) or b.marks.get(rule)) or ()))}")
    if a.several != b.several:
        score *= 0.9
        evidence.append("only one lists several things")
    setting = 0.7 * resemblance(a.context, b.context) + 0.3 * resemblance(a.section, b.section)
    score = 0.95 * score + 0.05 * setting
    if setting >= 0.5:
        evidence.append("said in like words")
    return Likeness(round(score, 4), tuple(filter(None, evidence)))


def _comparable(a: Metric, b: Metric, across: bool) -> bool:
    one, other = a.figure, b.figure
    if a.role != b.role or not a.units & b.units:
        return False
    if (one.kind == "rank") != (other.kind == "rank"):
        return False
    if across == (one.status == other.status):
        return False
    if a.musts != b.musts or (one.actor and other.actor and a.whose != b.whose):
        return False
    return all(words == b.marks.get(rule, words) for rule, words in a.marks.items())


def _doing(a: Metric, b: Metric) -> float:
    if a.doing == b.doing:
        return 1.0
    if a.doing is None or b.doing is None:
        return 0.95
    return 0.98 if _within(a.doing, b.doing) or _within(b.doing, a.doing) else 0.88


def _within(short: str, long: str) -> bool:
    """Whether the characters of one word stand in the other in order: 提请审议 in 提请人大审议."""
    rest = iter(long)
    return all(character in rest for character in short)


def _whole(a: Metric, b: Metric, evidence: list[str]) -> float:
    if not a.whole and not b.whole:
        return 1.0
    if not a.whole or not b.whole:
        # the other may name the whole in its item
        named = overlap(a.whole or b.whole, b.words if a.whole else a.words)[1] == 0
        if not named:
            evidence.append("only one is a share")
        return 1.0 if named else 0.8
    like = resemblance(a.whole, b.whole)
    evidence.append("of the same whole" if like > 0.8 else "of another whole")
    return 0.7 + 0.3 * like


def _actor(a: Metric, b: Metric, evidence: list[str]) -> float:
    if not a.actor or not b.actor:
        return 1.0 if not a.actor and not b.actor else 0.98
    like = resemblance(a.actor, b.actor)
    evidence.append("same actor" if like > 0.8 else f"actor {a.figure.actor} / {b.figure.actor}")
    return 0.78 + 0.22 * like


def _time(a: Metric, b: Metric, evidence: list[str]) -> float:
    if a.when is None or b.when is None or a.when == b.when:
        return 1.0
    evidence.append(f"period {a.figure.period} / {b.figure.period}")
    if a.when[2] != b.when[2]:
        return 0.7
    if a.when[1] != b.when[1]:
        return 0.7 if a.role == "change" or a.flow or b.flow else 0.88
    # the same year told of in both reports
    return 1.0 if a.figure.period == b.figure.period else 0.75


def _words(a: Metric, b: Metric) -> str:
    left, right = (
        "".join(word for word in one if word not in other)
        for one, other in ((a.words, b.words), (b.words, a.words))
    )
    return f"words differ: {left or '–'} / {right or '–'}" if left or right else "same words"


def align(
    old: Sequence[Metric], new: Sequence[Metric], *, across: bool = False, floor: float = NEAR
) -> Alignment:
    """The best one-to-one pairing of two lists of metrics, from `floor` up."""
    verbatim = {} if across else _verbatim(old, new)
    return paired(_candidates(old, new, across), verbatim, old, new, floor)


Table = dict[tuple[int, int], Likeness]


def paired(
    table: Table, verbatim: Table, old: Sequence[Metric], new: Sequence[Metric], floor: float
) -> Alignment:
    """The pairing that likenesses give: what is said in the very same words first."""
    table |= verbatim
    raised = _with_neighbours(table, old, new)
    olds, news = {o for o, _ in verbatim}, {n for _, n in verbatim}
    free = {
        (o, n): one
        for (o, n), one in raised.items()
        if one.score >= floor and o not in olds and n not in news
    }
    return _settle(free, verbatim, old, new)


SAME_WORDS = Likeness(1.0, ("the same sentence",))


def _verbatim(old: Sequence[Metric], new: Sequence[Metric]) -> Table:
    """Figures that both reports give in the very same sentence: the first with the first, and so on."""
    where: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, metric in enumerate(new):
        where[metric.said, metric.when].append(n)
    table: Table = {}
    for o, metric in enumerate(old):
        if places := where.get((metric.said, metric.when)):
            table[o, places.pop(0)] = SAME_WORDS
    return table


def _candidates(old: Sequence[Metric], new: Sequence[Metric], across: bool) -> Table:
    """All pairs that share a word or a concept, with their likeness."""
    where: dict[str, set[int]] = defaultdict(set)
    for n, metric in enumerate(new):
        for mark in metric.traits:
            where[mark].add(n)
    table: Table = {}
    for o, metric in enumerate(old):
        for n in sorted(set().union(*(where[mark] for mark in metric.traits if mark in where))):
            if (like := likeness(metric, new[n], across=across)) is not None:
                table[o, n] = like
    return table


def _with_neighbours(table: Table, old: Sequence[Metric], new: Sequence[Metric]) -> Table:
    """The likenesses, raised where the figures before and after in the same passage are paired too."""
    sure: dict[int, tuple[int, float]] = {}
    for (o, n), like in table.items():
        if like.score >= MERGE and like.score > sure.get(o, (0, 0.0))[1]:
            sure[o] = (n, like.score)
    raised = {}
    for (o, n), like in table.items():
        beside = sum(
            1
            for step in (-1, 1)
            if _same_place(old, o, o + step)
            and _same_place(new, n, n + step)
            and sure.get(o + step, (-1, 0.0))[0] == n + step
        )
        if beside and like.score < 0.98:
            said = (*like.evidence, "neighbours agree")
            like = Likeness(round(min(0.98, like.score + 0.04 * beside), 4), said)
        raised[o, n] = like
    return raised


def _same_place(row: Sequence[Metric], one: int, other: int) -> bool:
    return 0 <= other < len(row) and row[one].figure.section == row[other].figure.section


def _settle(table: Table, sure: Table, old: Sequence[Metric], new: Sequence[Metric]) -> Alignment:
    """The sure pairs, and those that are the best of both sides, best first; what stays level is tied."""
    by_old: dict[int, dict[int, float]] = defaultdict(dict)
    by_new: dict[int, dict[int, float]] = defaultdict(dict)
    for (o, n), like in table.items():
        by_old[o][n] = like.score
        by_new[n][o] = like.score
    pairs = [Pair(o, n, like) for (o, n), like in sure.items()]
    tied_old: dict[int, tuple[int, ...]] = {}
    tied_new: dict[int, tuple[int, ...]] = {}

    def drop(olds: Iterable[int], news: Iterable[int]) -> None:
        for o in olds:
            for n in by_old.pop(o, {}):
                by_new.get(n, {}).pop(o, None)
        for n in news:
            for o in by_new.pop(n, {}):
                by_old.get(o, {}).pop(n, None)

    while True:
        best = max((score for row in by_old.values() for score in row.values()), default=None)
        if best is None:
            break
        level = [(o, n) for o, row in by_old.items() for n, score in row.items() if score >= best - 1e-9]
        o, n = min(level, key=lambda place: (old[place[0]].key, new[place[1]].key))
        rivals_new = [x for x, score in by_old[o].items() if score >= best - MARGIN]
        rivals_old = [x for x, score in by_new[n].items() if score >= best - MARGIN]
        if len(rivals_new) == len(rivals_old) == 1 or (_alike(old, rivals_old) and _alike(new, rivals_new)):
            pairs.append(Pair(o, n, table[o, n]))
            drop([o], [n])
            continue
        olds, news = _component(by_old, by_new, o, best - MARGIN)
        for x in olds:
            tied_old[x] = tuple(sorted(y for y in by_old[x] if y in news))
        for y in news:
            tied_new[y] = tuple(sorted(x for x in by_new[y] if x in olds))
        drop(olds, news)
    return Alignment(tuple(sorted(pairs, key=lambda pair: pair.new)), tied_old, tied_new)


def _alike(row: Sequence[Metric], places: Sequence[int]) -> bool:
    """Whether figures say the same, so that it does not matter which of them is taken."""
    return len({(row[x].figure.value, row[x].figure.value_max, row[x].figure.relation) for x in places}) == 1


def _component(
    by_old: dict[int, dict[int, float]], by_new: dict[int, dict[int, float]], start: int, least: float
) -> tuple[set[int], set[int]]:
    """All positions of both sides that hang together through likenesses of at least `least`."""
    olds, news, todo = {start}, set[int](), [start]
    while todo:
        for n in [n for n, score in by_old[todo.pop()].items() if score >= least and n not in news]:
            news.add(n)
            for o in [o for o, score in by_new[n].items() if score >= least and o not in olds]:
                olds.add(o)
                todo.append(o)
    return olds, news

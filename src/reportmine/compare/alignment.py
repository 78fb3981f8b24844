"""Which figure of one report is of the same metric as which of another: one to one, best for both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..dataclass import dataclass, replace
from ..metrics.keys import Metric
from .index import Index
from .likeness import MERGE as MERGE
from .likeness import NEAR, Likeness, apart, hang_alike, resemblance, shared
from .likeness import likeness as likeness

BESIDE = 0.04  # what each neighbour that is paired too adds to a likeness
MARGIN = 0.01  # a candidate this close to the best leaves the choice open


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


def align(
    old: Sequence[Metric], new: Sequence[Metric], *, across: bool = False, floor: float = NEAR
) -> Alignment:
    """The best one-to-one pairing of two lists of metrics, from `floor` up."""
    verbatim = {} if across else _verbatim(old, new)
    return paired(_candidates(old, new, across, floor), verbatim, old, new, floor)


Table = dict[tuple[int, int], Likeness]


def paired(
    table: Table, verbatim: Table, old: Sequence[Metric], new: Sequence[Metric], floor: float
) -> Alignment:
    """The pairing that likenesses give: what is said in the very same words first."""
    likely = {(o, n): one for (o, n), one in table.items() if not _hangs_apart(old, new, o, n)}
    raised = _with_neighbours(likely | verbatim, old, new)
    olds, news = {o for o, _ in verbatim}, {n for _, n in verbatim}
    free = {
        (o, n): one
        for (o, n), one in raised.items()
        if one.score >= floor and o not in olds and n not in news
    }
    found = _settle(free, verbatim, old, new)
    hanging = {(pair.old, pair.new): pair for pair in _hanging(found, old, new)}
    kept = (pair for pair in found.pairs if (pair.old, pair.new) not in hanging)
    return replace(found, pairs=tuple(sorted((*kept, *hanging.values()), key=_by_new)))


def _by_new(pair: Pair) -> int:
    return pair.new


HANGS = Likeness(MERGE, ("said of the pair before it",))


def _hanging(found: Alignment, old: Sequence[Metric], new: Sequence[Metric]) -> Iterator[Pair]:
    """Rates without an owner of their own that follow a pair: 建议251件、提案304件，满意率99.6%.

    Of one name, or the one with a word more of who is asked: 代表委员满意率.
    """
    olds = {pair.old: pair for pair in found.pairs}
    news = {pair.new: pair for pair in found.pairs}
    for pair in found.pairs:
        o, n = pair.old + 1, pair.new + 1
        if pair.likeness.score < MERGE or o == len(old) or n == len(new):
            continue
        if o in found.tied_old or n in found.tied_new or not _free(olds.get(o), news.get(n)):
            continue
        one, other = old[o], new[n]
        if (
            one.figure.sentence == old[o - 1].figure.sentence
            and other.figure.sentence == new[n - 1].figure.sentence
            and hang_alike(one, other)
        ):
            yield Pair(o, n, HANGS)


def _free(by_old: Pair | None, by_new: Pair | None) -> bool:
    """Whether two figures are in no pair, or only near each other."""
    return by_old == by_new and (by_old is None or by_old.likeness.score < MERGE)


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


def _candidates(old: Sequence[Metric], new: Sequence[Metric], across: bool, floor: float) -> Table:
    """The pairs that share a word or a concept and may come to be paired, with their likeness."""
    # one that its neighbours cannot raise to the floor is never paired, and raises none beside it
    index = Index(min(floor, MERGE) - 2 * BESIDE, across=across)
    for n, metric in enumerate(new):
        index.enter(n, metric)
    traits = [frozenset(metric.traits) for metric in new]
    table: Table = {}
    for o, metric in enumerate(old):
        mine = frozenset(metric.traits)
        for n in sorted(index.alike(metric)):
            if mine.isdisjoint(traits[n]):
                continue
            if (like := likeness(metric, new[n], across=across)) is not None:
                table[o, n] = like
    return table


_ALIKE = 0.8  # resemblance from which two names are of one thing, whenever that is


def _hangs_apart(old: Sequence[Metric], new: Sequence[Metric], o: int, n: int) -> bool:
    """Whether the figures before these two, in their sentences, are of one thing in times of other length.

    Then so are these, which may not say it: 出让矿业权182宗、成交价116.8亿元 of a year and
    出让矿业权755宗、成交价616.6亿元 of five. A total says what it is of.
    """
    if not o or not n or old[o].total or new[n].total:
        return False
    one, other = old[o - 1], new[n - 1]
    if one.figure.sentence != old[o].figure.sentence or other.figure.sentence != new[n].figure.sentence:
        return False
    return (
        one.role == other.role != "from"  # what it came to is of the end, however long it took
        and bool(one.units & other.units)
        and apart(one, other)
        and resemblance(one.words, other.words) >= _ALIKE
    )


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
            like = Likeness(round(min(0.98, like.score + BESIDE * beside), 4), said)
        raised[o, n] = like
    return raised


def _same_place(row: Sequence[Metric], one: int, other: int) -> bool:
    return 0 <= other < len(row) and row[one].figure.section == row[other].figure.section


class _Open:
    """The likenesses of what is not paired yet, by both sides."""

    def __init__(self, table: Table, old: Sequence[Metric], new: Sequence[Metric]) -> None:
        self.by_old: dict[int, dict[int, float]] = defaultdict(dict)
        self.by_new: dict[int, dict[int, float]] = defaultdict(dict)
        for (o, n), like in table.items():
            self.by_old[o][n] = like.score
            self.by_new[n][o] = like.score
        olds, news = _order(old, self.by_old), _order(new, self.by_new)
        # taken from the end: the highest, and of those level the first by what the two say
        self._rest = sorted(
            ((score, -olds[o], -news[n], o, n) for o, row in self.by_old.items() for n, score in row.items())
        )

    def best(self) -> tuple[float, int, int] | None:
        """The highest of all with its two figures; None where nothing is left."""
        while self._rest:
            score, _, _, o, n = self._rest[-1]
            if n in self.by_old.get(o, ()):
                return score, o, n
            self._rest.pop()
        return None

    def drop(self, olds: Iterable[int], news: Iterable[int]) -> None:
        """Take figures of both sides out."""
        for o in olds:
            for n in self.by_old.pop(o, {}):
                self.by_new.get(n, {}).pop(o, None)
        for n in news:
            for o in self.by_new.pop(n, {}):
                self.by_old.get(o, {}).pop(n, None)


def _order(row: Sequence[Metric], places: Iterable[int]) -> dict[int, int]:
    """The places in the order of their keys; the same for figures that have the same."""
    keys = {place: row[place].key for place in places}
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys.values())))}
    return {place: ranks[key] for place, key in keys.items()}


def _settle(table: Table, sure: Table, old: Sequence[Metric], new: Sequence[Metric]) -> Alignment:
    """The sure pairs, and those that are the best of both sides, best first; what stays level is tied."""
    left = _Open(table, old, new)
    pairs = [Pair(o, n, like) for (o, n), like in sure.items()]
    tied_old: dict[int, tuple[int, ...]] = {}
    tied_new: dict[int, tuple[int, ...]] = {}
    while (first := left.best()) is not None:
        best, o, n = first
        olds, news = _component(left, o, best - MARGIN)
        if _alike(old, _rivals(left.by_new[n], best)) and _alike(new, _rivals(left.by_old[o], best)):
            chosen = [(o, n)]
        else:
            close = [(x, y) for x in olds for y in _rivals(left.by_old[x], best)]
            chosen = _preferred(old, new, close)
        if chosen:
            pairs += [Pair(one, other, table[one, other]) for one, other in chosen]
            left.drop(*zip(*chosen, strict=True))
            continue
        tied_old |= {x: tuple(sorted(y for y in left.by_old[x] if y in news)) for x in olds}
        tied_new |= {y: tuple(sorted(x for x in left.by_new[y] if x in olds)) for y in news}
        left.drop(olds, news)
    return Alignment(tuple(sorted(pairs, key=_by_new)), tied_old, tied_new)


def _rivals(row: dict[int, float], best: float) -> list[int]:
    """Those that are as likely as the best, within the margin."""
    return [place for place, score in row.items() if score >= best - MARGIN]


def _preferred(
    old: Sequence[Metric], new: Sequence[Metric], places: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Of figures all as likely, those that have more in common with each other than with any other."""
    common = {(o, n): shared(old[o], new[n]) for o, n in places}
    by_old: dict[int, list[int]] = defaultdict(list)
    by_new: dict[int, list[int]] = defaultdict(list)
    for (o, n), count in common.items():
        by_old[o].append(count)
        by_new[n].append(count)
    return [
        (o, n)
        for (o, n), count in sorted(common.items())
        if count == max(by_old[o]) == max(by_new[n]) and by_old[o].count(count) == by_new[n].count(count) == 1
    ]


def _alike(row: Sequence[Metric], places: Sequence[int]) -> bool:
    """Whether figures say the same, so that it does not matter which of them is taken."""
    return len({(row[x].figure.value, row[x].figure.value_max, row[x].figure.relation) for x in places}) == 1


def _component(left: _Open, start: int, least: float) -> tuple[set[int], set[int]]:
    """All positions of both sides that hang together through likenesses of at least `least`."""
    olds, news, todo = {start}, set[int](), [start]
    while todo:
        for n in [n for n, score in left.by_old[todo.pop()].items() if score >= least and n not in news]:
            news.add(n)
            for o in [o for o, score in left.by_new[n].items() if score >= least and o not in olds]:
                olds.add(o)
                todo.append(o)
    return olds, news

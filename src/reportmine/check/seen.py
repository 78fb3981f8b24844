"""What the checks look at: the figures of a report, its sentences with a mark for each figure, its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..dataclass import dataclass, field
from ..expression import expression
from ..metrics.arithmetic import Amount
from ..metrics.concepts import Concepts, concepts
from ..metrics.keys import Metric, Reader, metrics, reader_of
from ..records import Indicator, Report
from ..rules.matching import Match, every
from ..rules.rule import Rule, RuleSet
from ..text.fold import fold
from .amounts import in_columns, written
from .grids import Grid, grids, is_cell
from .grids import begins as placed

FIRST_MARK = 0xE000  # marks are characters of private use, \p{Co} to a pattern
MARKS = 6400
_PRIVATE = expression("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text, folded, without blanks; one mark stands for each of its figures."""

    text: str
    figures: tuple[Indicator, ...]

    def caught(self, hit: Match, name: str) -> list[Indicator]:
        """The figures whose marks a group of a pattern caught, in order; none where it has no such group."""
        if name not in hit.re.groupindex:
            return []
        marks = [ord(one) - FIRST_MARK for one in hit.captures(name) if len(one) == 1]
        return [self.figures[at] for at in marks if 0 <= at < len(self.figures)]

    def one(self, hit: Match, name: str) -> Indicator | None:
        """The last of them."""
        found = self.caught(hit, name)
        return found[-1] if found else None


@dataclass(frozen=True)
class Seen:
    """A report as the checks look at it."""

    report: Report
    sentences: tuple[Sentence, ...]
    prose: tuple[Metric, ...]
    """The figures of running text, in order, as they are compared."""
    stated: tuple[Metric, ...]
    """The cells of tables that are of a concept that running text is of too."""
    cells: tuple[Indicator, ...]
    tables: tuple[Grid, ...]
    reader: Reader
    known: Concepts
    _amounts: dict[int, Amount] = field(default_factory=dict, repr=False)

    def amount(self, one: Indicator) -> Amount:
        """What a figure says, in its own unit."""
        if one.id not in self._amounts:
            self._amounts[one.id] = written(one)
        return self._amounts[one.id]

    def hits(self, rule: Rule) -> Iterator[tuple[Sentence, Match]]:
        """Each place of running text that the rule's pattern finds, with its sentence."""
        for sentence in self.sentences:
            for hit in every(rule, sentence.text):
                yield sentence, hit

    @property
    def figures(self) -> Iterator[Indicator]:
        """All figures: those of running text, then the cells."""
        yield from (metric.figure for metric in self.prose)
        yield from self.cells


def see(report: Report, rules: RuleSet) -> Seen:
    """A report made ready for the checks of a rule set."""
    reader = reader_of(rules)
    prose = [one for one in report.indicators if not is_cell(one)]
    cells = [one for one in report.indicators if is_cell(one)]
    told = {one.concept for one in prose} - {None}
    stated = [one for one in cells if one.concept in told]
    tables = tuple(grids(cells))
    return Seen(
        report,
        tuple(_sentences(prose, _around(rules))),
        tuple(metrics(_only(report, prose), reader)),
        tuple(metrics(_only(report, stated), reader)),
        tuple(cells),
        tables,
        reader,
        concepts(rules),
        {number: found for grid in tables for number, found in in_columns(grid)},
    )


def _only(report: Report, figures: Sequence[Indicator]) -> Report:
    """The report with some of its figures."""
    return report.model_copy(update={"indicators": tuple(figures)})


class _Around(NamedTuple):
    """The words that say how a number lies to the true value: a mark stands for them too."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    def without(self, left: str, right: str) -> tuple[str, str]:
        """What stands on both sides of a figure, without them."""
        word = next((one for one in self.before if left.endswith(one)), "")
        tail = next((one for one in self.after if right.startswith(one)), "")
        return left.removesuffix(word), right.removeprefix(tail)


def _around(rules: RuleSet) -> _Around:
    sides: dict[str, set[str]] = {"before": set(), "after": set()}
    for rule in rules.stage("relations"):
        for side, words in sides.items():
            words.update(fold(word) for word in rule.data.get(side, ()))
    return _Around(*(tuple(sorted(words, key=len, reverse=True)) for words in sides.values()))


def _sentences(figures: Sequence[Indicator], around: _Around) -> Iterator[Sentence]:
    """The sentences of figures: those that follow each other in one text, each in its place of it."""
    group: list[Indicator] = []
    begins: set[int] = set()  # where in the source the sentence may begin
    for one in figures:
        mine = placed(one)
        if group and group[-1].sentence == one.sentence and begins & mine:
            group.append(one)
            begins &= mine
            continue
        if group:
            yield _marked(group, max(begins), around)
        group, begins = [one], mine
    if group:
        yield _marked(group, max(begins), around)


def _marked(group: Sequence[Indicator], begin: int, around: _Around) -> Sentence:
    """The sentence that begins at a place of the source, with a mark for each figure."""
    text = _PRIVATE.sub(" ", fold(group[0].sentence))
    kept = tuple(group[:MARKS])
    for at in range(len(kept) - 1, -1, -1):
        a, b = kept[at].start - begin, kept[at].end - begin
        left, right = text[:a], text[b:]
        if kept[at].relation != "=":
            left, right = around.without(left.rstrip(), right)
        text = left + chr(FIRST_MARK + at) + right
    return Sentence("".join(text.split()), kept)

"""Whose a figure is where a report tells of several: of the whole region, the city itself, a zone in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..dataclass import dataclass
from ..records import Indicator, Report
from ..rules.expressions import compiled
from ..rules.rule import RuleSet
from ..text.fold import fold
from .surroundings import Surroundings
from .wordlists import any_of, longest_first

if TYPE_CHECKING:
    import regex

NAME = 12  # characters that the name of what is budgeted may have before its end
KINDS = ("money", "percent", "ratio")  # of figures that accounts have
WHOLE = ""  # of the whole region, or of what nothing says


class _Sentence(NamedTuple):
    """Where a sentence stands in the text."""

    start: int = -1
    end: int = -1

    @classmethod
    def of(cls, one: Indicator, beside: Surroundings) -> _Sentence:
        start = one.start - len(beside.said)
        return cls(start, start + len(one.sentence))


@dataclass(frozen=True)
class Tiers:
    """The words of a rule set that say whose accounts are told of."""

    own: Mapping[str, str]  # each word for a government's own accounts, and the one that all of its rule have
    wholes: tuple[str, ...]  # words for a whole region
    accounts: tuple[str, ...]  # what titles of accounts have
    zones: tuple[str, ...]  # what names of parts of a region end with
    budgeted: tuple[str, ...]  # what names of what is budgeted end with
    goes_on: tuple[str, ...]  # what a sentence begins with that is of what the one before is of

    def of(self, report: Report, around: Iterable[Surroundings]) -> Iterator[str]:
        """Of each figure of a report, with what stands around it, whose it is; empty for the whole region.

        What its actor and its sentence say is taken first, then the caption of its table or the sentence that
        its own goes on with, then the headings above, from the nearest on. In a report of accounts a sentence
        goes on with the one right before it in the paragraph.
        """
        above = self._headings(report)
        last, now = _Sentence(), WHOLE
        before: str | None = None
        for one, beside in zip(report.indicators, around, strict=True):
            here = _Sentence.of(one, beside)
            if here != last:
                goes_on = fold(one.sentence).startswith(self.goes_on) or (above and here.start == last.end)
                last, before = here, now if goes_on else None
            told = self._told(one, beside, report.region)
            if told is None:
                told = self._titled(fold(one.table), report.region) if one.table else before
            now = above.get(one.section or "", WHOLE) if told is None else told
            yield now if one.kind in KINDS else WHOLE

    def _told(self, one: Indicator, beside: Surroundings, region: str | None) -> str | None:
        """What its actor says, else the nearest words before it in its sentence; None where none do."""
        said = self._said(fold(one.actor or ""), region)
        return self._said(beside.said, region) if said is None else said

    def _said(self, text: str, region: str | None) -> str | None:
        owners = self._owners(text, region)
        return owners[-1] if owners else None

    def _owners(self, text: str, region: str | None) -> list[str]:
        """Whose accounts a text names, in its order. 全市 is a whole in the report of a city alone."""
        end = region[-1] if region else "-"
        hits = (hit[0] for hit in self._words.finditer(text))
        return [self.own.get(hit, WHOLE) for hit in hits if hit in self.own or hit.endswith(end)]

    def _headings(self, report: Report) -> dict[str, str]:
        """Of each section, whose its figures are: by its heading, else by the one above."""
        found: dict[str, str] = {}
        of_accounts = self._of_accounts(fold(report.title or ""))
        for section in report.sections if of_accounts else ():
            told = self._titled(fold(section.title), report.region)
            found[section.id] = found.get(section.parent or "", WHOLE) if told is None else told
        return found

    def _titled(self, title: str, region: str | None) -> str | None:
        """Whose accounts a title says that follow; None for none, and for those of several."""
        owners = set(self._owners(title, region))
        if not owners:
            return self._zone(title)
        return owners.pop() if len(owners) == 1 and self._of_accounts(title) else None

    def _of_accounts(self, title: str) -> bool:
        return any(word in title for word in self.accounts)

    def _zone(self, title: str) -> str | None:
        """The zone that a title names, alone or with words for its accounts behind it."""
        ends = [at for word in self.accounts if (at := title.find(word)) > 0]
        name = title[: min(ends, default=len(title))]
        return name if name.endswith(self.zones) else None

    @cached_property
    def _words(self) -> regex.Pattern[str]:
        """Words for whose accounts something is of; 市级 is one before what is budgeted alone."""
        plain = [*set(self.own.values()), *self.wholes]
        after = any_of([*self.accounts, *self.budgeted]).pattern
        other = any_of(set(self.own).difference(plain)).pattern
        return compiled(f"{any_of(plain).pattern}|(?:{other})(?=[^,，。;；:：、]{{0,{NAME}}}(?:{after})|$)")


def tiers(rules: RuleSet) -> Tiers:
    """The tiers of a rule set."""
    return rules.once("tiers", _tiers)


def _tiers(rules: RuleSet) -> Tiers:
    lists: dict[str, list[str]] = {"before": [], "accounts": [], "part": [], "budgeted": [], "goes-on": []}
    own: dict[str, str] = {}
    for rule in rules.stage("alignment"):
        kind, words = rule.data["class"], rule.data["words"]
        if kind in lists:
            lists[kind] += words
        elif kind == "own-accounts":
            own.update(dict.fromkeys(words, words[0]))
    longest = {kind: longest_first(words) for kind, words in lists.items()}
    return Tiers(own, *longest.values())

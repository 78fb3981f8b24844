"""The cases of which a part of a court's report speaks: 刑事审判。全年审结903件1314人, criminal cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..dataclass import dataclass
from ..language.lettering import Span, clause_start
from ..rules.matching import found, match, search
from ..rules.rule import Rule
from .reading import Draft, Loan
from .sentence import Sentence


@dataclass(slots=True)
class Trials:
    """What is tried in the paragraph being read, for figures that count cases and do not say which."""

    text: str
    scopes: Mapping[str, Sequence[Rule]]
    """what opens a sentence that tells of one kind of cases (`kind`);
    what counts cases and what is done with them (件/审结); the noun of cases; offences that were fought"""
    item: tuple[Span, ...] = ()
    noun: tuple[Span, ...] | None = None  # where the text names cases first; None where it was not yet sought
    lent: bool = False  # whether a figure since counts them
    unit: str | None = None  # and in which unit

    def begin(self) -> None:
        """A paragraph begins."""
        self.item, self.unit = (), None

    def sentence(self, start: int, end: int) -> None:
        """A sentence begins, which may say of which cases it and those after it tell."""
        for rule in self.scopes.get("trial", ()):
            if (hit := match(rule, self.text, start, end)) is not None:
                self.item, self.lent = self._cases(hit.span("kind")), False
                self.unit = None
                return

    def _cases(self, kind: Span) -> tuple[Span, ...]:
        """The name of the cases: the kind, and the noun that the text has for them elsewhere."""
        if self.noun is None:
            self.noun = self._noun()
        return (kind, *self.noun) if self.noun else ()

    def _noun(self) -> tuple[Span, ...]:
        hits = (search(rule, self.text) for rule in self.scopes.get("trial-noun", ()))
        return next(((hit.span(),) for hit in hits if hit is not None), ())

    def complete(self, drafts: Sequence[Draft], s: Sentence) -> tuple[Draft, ...]:
        """The drafts of a sentence, each that counts cases and does not say which with those told of."""
        named = tuple(self._of_offences(drafts, s))
        return tuple(self._completed(named, s)) if self.item else named

    def _of_offences(self, drafts: Sequence[Draft], s: Sentence) -> Iterator[Draft]:
        """严惩电信网络诈骗犯罪，审结案件241件468人: cases of what the clause before says was fought."""
        filled: dict[tuple[Span, ...], Loan] = {}
        for one in drafts:
            if one.item in filled:
                one = one.lent(filled[one.item], item=(*filled[one.item].spans, *one.item))
            elif self._bare(one, s) and (offence := self._offence(one, s)):
                filled[one.item] = Loan("item", offence, one.place, "same-item")
                one = one.lent(Loan("item", offence, None, "topic"), item=(*offence, *one.item))
            yield one

    def _bare(self, one: Draft, s: Sentence) -> bool:
        """Whether a figure counts cases by their noun alone."""
        if len(one.item) != 1 or not one.action or one.loans or one.left < 2:
            return False
        hits = (match(rule, s.text, *one.item[0]) for rule in self.scopes.get("trial-noun", ()))
        return any(hit is not None and hit.span() == one.item[0] for hit in hits)

    def _offence(self, one: Draft, s: Sentence) -> tuple[Span, ...]:
        """What the clause right before a figure's own says was fought, which has no figure."""
        end = one.left - 1
        start = clause_start(s.letters, end)
        if s.letters[end] != ";" or start == end:
            return ()
        where = s.tokens[start].start, s.tokens[end].start
        hits = (search(rule, s.text, *where) for rule in self.scopes.get("offence", ()))
        return next(((hit.span("kind"),) for hit in hits if hit is not None), ())

    def _completed(self, drafts: Sequence[Draft], s: Sentence) -> Iterator[Draft]:
        going_on = False  # whether the figure before counts them
        for one in drafts:
            tried = self._tried(one, s)
            goes_on = going_on and (one.bare or one.role == "change")
            alike = bool(one.action) and one.quantity.unit == self.unit  # 行政机关败诉28件
            lacks = not one.item and (tried or goes_on or alike)
            if lacks and self.item:
                one = one.lent(Loan("item", self.item, None, "opening"), item=self.item)
                self.lent, self.unit = True, one.quantity.unit if tried else self.unit
            elif tried and not self.lent:
                self.item = ()  # 审结一审民商事案件300件: what follows is of those
            going_on = lacks
            yield one

    def _tried(self, one: Draft, s: Sentence) -> bool:
        """Whether a figure says what was done with cases."""
        said = f"{one.quantity.unit}/{s.text_of(one.action)}"
        return bool(one.action) and found(self.scopes.get("tried", ()), said)

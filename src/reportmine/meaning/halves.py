"""城乡居民收入分别增长…: what is of 城 and of 乡 named in full, as the text names them elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..dataclass import dataclass
from ..language.lettering import Span
from ..rules.matching import match, search
from ..rules.rule import Rule
from .reading import Draft, Loan
from .respectively import BOTH
from .sentence import Sentence


@dataclass(slots=True)
class Halves:
    """Where a text names in full what each character of a word of both (城乡) stands for."""

    text: str
    scopes: Mapping[str, Sequence[Rule]]
    named: tuple[Span | None, ...] | None = None  # town and country; None until one is asked for

    def complete(self, drafts: tuple[Draft, ...], s: Sentence) -> tuple[Draft, ...]:
        """The drafts of a sentence, each of one half with that in full."""
        pairs = [token.start for token in s.tokens if token.both]
        return tuple(self._completed(one, pairs) for one in drafts) if pairs else drafts

    def _completed(self, one: Draft, pairs: Sequence[int]) -> Draft:
        for k, (start, end) in enumerate(one.item):
            pair = next((at for at in pairs if at <= start < at + len(BOTH)), None)
            if pair is None or end - start != 1 or not self._resides(pair + len(BOTH)):
                continue
            full = self._full()[start - pair]
            if full is not None:
                item = (*one.item[:k], full, *one.item[k + 1 :])
                return one.lent(Loan("item", (full,), None, "respectively"), item=item)
        return one

    def _resides(self, at: int) -> bool:
        """Whether people are spoken of, who live in either."""
        return any(match(rule, self.text, at) for rule in self.scopes.get("resident", ()))

    def _full(self) -> tuple[Span | None, ...]:
        if self.named is None:
            self.named = tuple(self._first(scope) for scope in ("town", "country"))
        return self.named if all(self.named) else (None, None)

    def _first(self, scope: str) -> Span | None:
        hits = (search(rule, self.text) for rule in self.scopes.get(scope, ()))
        return next((hit.span() for hit in hits if hit is not None), None)

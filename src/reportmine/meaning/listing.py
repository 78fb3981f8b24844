"""Lines of a name and a figure each, under a sentence that announces them: 各县办理案件情况如下："""

from __future__ import annotations

from collections.abc import Sequence

from ..language.lettering import Span
from ..language.token import Token
from ..rules.classes import only
from .indicators import draft
from .reading import Draft, Loan
from .sentence import Sentence, sentence


def is_line(drafts: Sequence[Draft], s: Sentence) -> bool:
    """Whether a sentence is a name and one figure, with no word that says anything of it."""
    tokens = s.tokens
    words = [token.letter for token in tokens if token.quantity is None and token.letter != ";"]
    named = bool(words) and only("".join(words), s.kinds.line_name)
    return len(drafts) == 1 and named and drafts[0].role == "level" and tokens[-1].quantity is not None


def announcement(tokens: Sequence[Token], text: str, end: int) -> list[Token]:
    """The words of a sentence that announces lines, up to 如下; none where it does not."""
    if text[end - 1 : end] not in (":", "：", "∶"):
        return []
    for place, token in enumerate(tokens):
        if token.sense.announces:
            return list(tokens[:place])
    return []


def fill(one: Draft, line: Sentence, lead: Sequence[Token]) -> Draft:
    """A line's figure read as the announcement would be with it at its end; its name is the actor."""
    tokens = line.tokens
    name: Span = (tokens[0].start, tokens[-2].end)
    found = draft(sentence(line.text, [*lead, tokens[-1]], line.frames))[0]
    if not found.item:
        return one
    return one.lent(
        Loan("item", found.item, None, "announced"),
        Loan("action", found.action, None, "announced"),
        item=found.item,
        action=found.action,
        statistic=found.statistic,
        actor=(name,),
        rules=(*one.rules, *found.rules, "resolve.announced"),
    )

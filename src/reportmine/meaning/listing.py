"""Lines of a name and a figure each, under a sentence that announces them: 各县办理案件情况如下："""

from __future__ import annotations

from collections.abc import Sequence

from ..language.lettering import Span, Token
from .indicators import Draft, Frames, draft

_NAME = frozenset("NALM")


def is_line(drafts: Sequence[Draft], tokens: Sequence[Token]) -> bool:
    """Whether a sentence is a name and one figure, with no word that says anything of it."""
    words = [token for token in tokens if token.quantity is None and token.letter != ";"]
    named = bool(words) and {token.letter for token in words} <= _NAME
    return len(drafts) == 1 and named and drafts[0].role == "level" and tokens[-1].quantity is not None


def announcement(tokens: Sequence[Token], text: str, end: int) -> list[Token]:
    """The words of a sentence that announces lines, up to 如下; none where it does not."""
    if text[end - 1 : end] not in (":", "：", "∶"):
        return []
    for place, token in enumerate(tokens):
        if token.sense.announces:
            return list(tokens[:place])
    return []


def fill(one: Draft, line: Sequence[Token], lead: Sequence[Token], frames: Frames, text: str) -> None:
    """Read a line's figure as the announcement would be read with it at its end; its name is the actor."""
    name: Span = (line[0].start, line[-2].end)
    found = draft([*lead, line[-1]], frames, text)[0]
    if not found.item:
        return
    one.item, one.action, one.statistic = found.item, found.action, found.statistic
    one.actor = (name,)
    one.rules += [*found.rules, "resolve.announced"]
    one.flags.append("inherited-item")

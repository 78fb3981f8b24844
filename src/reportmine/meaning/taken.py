"""What 将 or 把 brings before the verb: 将上年已完工的9个项目重复申报, 将防汛资金120万元转入个人账户."""

from __future__ import annotations

from ..language.lettering import clause_start
from ..language.token import CLAUSE_BREAKS
from ..rules.classes import only
from .sentence import Sentence


def disposal(left: int, at: int, s: Sentence) -> int | None:
    """The place of 将 or 把 in the words from `left` to a figure that is a part of what it brings in.

    A verb must follow the figure, for 将 may also say what will be (将新建学校3所).
    """
    where = next((k for k in range(at - 1, left - 1, -1) if s.tokens[k].sense.disposal), None)
    if where is None:
        return None
    taken = s.letters[where + 1 : at]
    named = only(taken, s.kinds.phrase) and taken[-1:] not in s.kinds.adjective + s.kinds.examples
    told = s.frames.disposed.match(s.letters, at + 1)
    return where if told is not None and (named or taken.endswith("u") or not taken) else None


def takes(at: int, s: Sentence) -> bool:
    """Whether 将 or 把 stands before a figure in its clause with only things between, counted or not."""
    start = clause_start(s.letters, at, CLAUSE_BREAKS)
    where = next((k for k in range(at - 1, start - 1, -1) if s.tokens[k].sense.disposal), None)
    return where is not None and only(s.letters[where + 1 : at], s.kinds.phrase + "Q")

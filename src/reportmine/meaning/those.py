"""What became of some of the things said before: 其余107条限期整改, 其中319件适用惩罚性赔偿."""

from __future__ import annotations

from ..language.lettering import Span
from ..language.token import Token
from ..rules.classes import has
from .reading import Draft
from .sentence import Sentence


def of_those(one: Draft, after: tuple[int, int], s: Sentence) -> tuple[Span, ...]:
    """What is told, in the words after it, of a number that counts things said before it.

    No noun stands at the number: it is a part of them (其中, 其余, 有), or counted as they were.
    """
    said = not one.bare or one.role != "level" or one.quantity.kind not in ("count", "measure")
    if said or (one.quantity.unit or "").endswith(s.frames.turns):
        return ()
    tokens = s.tokens[slice(*after)]
    words = "".join(_letter(token) for token in tokens)
    by = tokens[0].letter in s.kinds.towards and tokens[0].sense.light
    passed = by and not has(words[1:], s.kinds.does)  # 36人通过资格考试
    part = passed or one.joined == "I" or (one.at > 0 and s.tokens[one.at - 1].sense.having)
    if not part and not (tokens[0].letter in s.kinds.goes_on and _counted_so(one, s)):
        return ()
    words = "v" + words[1:] if passed else words
    match = s.frames.those.match(words)
    if match is None:
        return ()
    told = tokens[match.start("told") : match.end("told")]
    ends = (k for k, token in enumerate(told) if token.sense.aspect and not told[0].sense.carries)
    done = next(ends, len(told))  # 实行|了公私合营
    return ((told[0].start, told[done - 1].end),)


def _letter(token: Token) -> str:
    """The letter of a word, but for what says by itself that something is told: 适用|程序, 进行|了改革."""
    if token.sense.negates:
        return "!"
    if token.quantity is not None:
        return "t"
    acts = token.sense.carries or (token.letter == "w" and token.sense.light)
    return "v" if acts else "d" if token.sense.predicative else token.letter


def _counted_so(one: Draft, s: Sentence) -> bool:
    """Whether a figure before it in the sentence has its unit: 已答复259件，8件按规定延期."""
    if s.tokens[one.at - 1].sense.disposal or one.quantity.unit in s.frames.actors:
        return False  # 将612户列入名录
    mine = one.quantity
    return any(other.kind == mine.kind and other.unit == mine.unit for other in s.figures(0, one.at))

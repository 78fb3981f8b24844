"""Bodies and people who are counted, and what they did or what became of them: 4家单位|超标准列支培训费."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..language.lettering import Span, clause_end
from ..language.token import Token
from .reading import Draft, Values
from .sentence import Sentence, joined

if TYPE_CHECKING:
    import regex

COMMAS = "，,"
HOLDER = "O"  # a letter that no word of a clause has left: who has things, or acts
_TOLD = {"negates": "!", "disposal": "J", "manner": "m", "ailing": "x"}
_APART = frozenset({"percent", "ratio", "rank"})  # kinds of figures that are never what was done


def done_by(one: Draft, first: int, right: int, s: Sentence) -> Draft | None:
    """A number of bodies or people that opens what is told of them, read to the end of its stretch, `right`.

    They are counted, and not what is theirs: 3个项目|设计变更未履行手续. None where nothing of this is told.
    """
    if not _counts(one, s):
        return None
    right = past_times(right, s)
    read = s.frames.doers.first(_words(first, right, s))
    if read is None:
        return _left_out(one, first, right, s)
    frame, match = read
    who = s.trimmed(first + match.start("who"), first + match.end("who"))
    if not who:
        return None
    new = one.read_by(frame)
    new |= Values(item=who, after=True, relational=False, reach=first + match.end("who"))
    new["traits"] = one.traits | {"own-subject", "shared-verb"}
    told = _all_told(match, first, s)
    if match.groupdict().get("why") and not (told := _after_reason(right, s)):
        return None
    if told:
        new["action"] = told
    return one.with_(**new)


def past_times(right: int, s: Sentence) -> int:
    """Where the words after a figure end: a time in what is told of it is none apart (未在30日内下达)."""
    while right < len(s.tokens):
        time = s.tokens[right].quantity
        if time is None or time.kind != "duration":
            break
        right = clause_end(s.letters, right)
    return right


def _left_out(one: Draft, first: int, right: int, s: Sentence) -> Draft | None:
    """210个项目中，44个未按期开工，39个进展滞后: what is told of those whose name was said before."""
    words = _words(first, right, s)
    named = any(other.unit == one.quantity.unit for other in s.figures(0, one.at))
    if not named or not one.bare or HOLDER in words:
        return None
    read = s.frames.doers.first(HOLDER + words)
    if read is None or read[1].end("who") != 1:
        return None
    told = _all_told(read[1], first - 1, s)
    return one.with_(**(one.read_by(read[0]) | Values(action=told, reach=first))) if told else None


def _after_reason(right: int, s: Sentence) -> tuple[Span, ...]:
    """12个项目因准备不充分，当年未支出: after a clause that says why, the next tells what they did.

    What is told with a figure of its own is lent by that.
    """
    if right >= len(s.tokens) or s.text[s.tokens[right].start] not in COMMAS:
        return ()
    words = HOLDER + _words(right + 1, clause_end(s.letters, right + 1), s)
    read = s.frames.doers.first(words) if not words.endswith("Q") else None
    return _all_told(read[1], right, s) if read is not None and read[1].end("who") == 1 else ()


def _all_told(match: regex.Match[str], first: int, s: Sentence) -> tuple[Span, ...]:
    """What a rule says that those counted did, whose words begin at `first`."""
    spans = [match.span(name) for name in ("told", "done") if match.groupdict().get(name)]
    if not spans or s.tokens[first + spans[0][0]].sense.principle:
        return ()
    return joined(tuple(span for a, b in spans for span in _told(first + a, first + b, s)))


def _told(first: int, last: int, s: Sentence) -> Iterator[Span]:
    """The pieces of what is told, without what only says that it was done: 配齐|了|设备."""
    start = first
    for at in range(first, last + 1):
        if at == last or s.tokens[at].sense.aspect:
            if (piece := s.span(start, at)) is not None:
                yield piece
            start = at + 1


def _counts(one: Draft, s: Sentence) -> bool:
    """Whether a figure counts bodies or people, and nothing before it says what was done."""
    counted = one.quantity.unit in s.frames.actors and one.quantity.kind == "count" and one.role == "level"
    theirs = s.letters[one.at - 1 : one.at] == "u" and not _counted_before(one, s)
    return counted and not (one.action or one.item or theirs)


def _counted_before(one: Draft, s: Sentence) -> bool:
    """6个部门的11家单位: whether those whose they are are counted too, and stand between the two numbers."""
    return one.joined == "Q" and not s.letters[one.left : one.at - 1].strip(s.kinds.phrase)


def _words(first: int, right: int, s: Sentence) -> str:
    """The letters of the words after a figure, with that of what ends them.

    What follows 、 before a share or a rank is of that: 上榜500强、数量居全国第2.
    """
    words = "".join("t" if t.quantity else _letter(t) for t in s.tokens[first:right])
    figure = s.tokens[right].quantity if right < len(s.tokens) else None
    if figure is None:
        return words + ";"
    listed = words.rfind(",")
    return words[:listed] + ";" if figure.kind in _APART and listed > 0 else words + "Q"


def _letter(token: Token) -> str:
    """The letter of a word, but for some that say more here, and for those who have things."""
    told = next((letter for name, letter in _TOLD.items() if getattr(token.sense, name)), None)
    if told is not None:
        return told
    if token.letter == "w" and token.sense.light:
        return "v"  # 利用影响力
    if token.letter == "P" and token.sense.aside:
        return "R"
    held = token.sense.holder or token.sense.doer or token.sense.letter == HOLDER or token.letter == "A"
    return HOLDER if held else token.letter

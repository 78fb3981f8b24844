"""Things of one kind: a grade, a verdict or a threshold that stands for the noun said before."""

from __future__ import annotations

from collections.abc import Iterator

from ..language.lettering import Span, first_word, within, word_at
from ..language.token import BREAKS, LIST, Token
from ..rules.classes import has, only
from .antecedents import token_at
from .reading import Draft, Loan, with_action
from .said import Said
from .sentence import Sentence

LONGEST_GRADE = 4  # words: 百|亿|级


def of_same_kind(one: Draft, before: Draft, s: Sentence) -> Draft:
    """一审, 省级 with the noun said before, and its verb."""
    kind = _unqualified(before, one, s)
    one = one.lent(Loan("item", kind, before.place, "unsaid-kind"), item=(*one.item, *kind))
    return one if one.action or one.stands else with_action(one, before, "unsaid-kind")


def same_but_grade(one: Draft, before: Draft, s: Sentence) -> bool:
    """国家级示范村19个、省级267个: a grade alone, after the same thing of another grade."""
    tokens = s.tokens
    if not before.item or not single(one, tokens) or one.joined not in (*LIST, ";"):
        return False
    grade, other = first_word(one.item, tokens), first_word(before.item, tokens)
    if grade is None or other is None or not grade.sense.grade:
        return False
    counted = one.quantity.kind == "count" and one.quantity.unit == before.quantity.unit
    if one.joined == ";" and not (counted and before.at == one.left - 2):
        return False
    return other.sense.grade or (counted and _grade_inside(other, one, s) is not None)


def _unqualified(before: Draft, one: Draft, s: Sentence) -> tuple[Span, ...]:
    """The item before without its own qualifier: 国家级示范村 → 示范村."""
    start, end = before.item[0]
    first = s.tokens[token_at(s.tokens, start)]
    own = first_word(one.item, s.tokens)
    alike = own is not None and own.sense.grade and s.text[first.end - 1] == s.text[own.end - 1]  # 各级
    if (first.sense.qualifier or first.sense.grade or alike) and first.start == start:
        rest = before.item[1:]
        return ((first.end, end), *rest) if first.end < end else rest
    graded = _grade_inside(first, one, s) if first.start == start else None
    return before.item if graded is None else ((graded, end), *before.item[1:])


def _grade_inside(word: Token, one: Draft, s: Sentence) -> int | None:
    """Where a grade ends that a word begins with, closed as the grade of another figure is: 国家级|示范区."""
    grade = first_word(one.item, s.tokens)
    if grade is None or not grade.sense.grade:
        return None
    at = s.text.find(s.text[grade.end - 1], word.start + 1, word.end - 1)
    return at + 1 if at >= 0 else None


def of_class(one: Draft, before: Draft, earlier: Said, s: Sentence) -> Draft | None:
    """龙头企业212家，销售收入过亿元的41家: a threshold and 的 say which of those counted before."""
    share = one.quantity.kind == "percent"
    if one.joined != "Q" or one.after or not (share or one.quantity.kind == "count"):
        return None
    closes = _bounded(one, before, s)
    source = next(_counted_before(one, before, earlier, share), None)
    said = s.span(before.left, before.at + 1)
    if not closes or source is None or said is None or said[0] == s.tokens[before.at].start:
        return None
    kind = source.item[1:] if source.traits & {"class"} else source.item
    which = (said[0], s.tokens[closes].end)
    loan = Loan("item", kind, source.place, "unsaid-kind")
    one = one.lent(loan, item=(which, *kind), statistic=False, traits=one.traits | {"class"})
    if share or before.after:
        return one.with_(action=())
    return one if one.action or not source.action else with_action(one, source, "unsaid-kind")


def _bounded(one: Draft, before: Draft, s: Sentence) -> int:
    """Index of the 的 that closes a phrase with a figure in it (拥有1处住房的|占86.1%); 0 where none does."""
    letters, end = s.letters, one.at
    while end > before.at + 1 and letters[end - 1] in "Z" + s.kinds.level:
        end -= 1
    if letters[end - 1] != "u" or has(letters[before.left : before.at], s.kinds.against):
        return 0  # 占总任务7万亩的106%
    between = letters[before.at + 1 : end - 1]
    if not between:
        return end - 1 if before.quantity.kind != "count" and end == one.at else 0
    own = before.after and before.left < before.at and only(between, s.kinds.phrase)
    return end - 1 if own else 0


def _counted_before(one: Draft, before: Draft, earlier: Said, share: bool) -> Iterator[Draft]:
    """The figures that one may be of, nearest first: in its unit, else of a class, or what shares are of."""
    others = [d for d in earlier.back(before.place) if d.item]
    if not share:
        yield from (d for d in others if d.quantity.unit == one.quantity.unit)
    yield from (d for d in others if d.traits & {"class"})
    if share:
        yield from others


def of_those_in(one: Draft, before: Draft, s: Sentence) -> bool:
    """40个行业中有37个增加值增长: so many of those counted before; the statistic after them is theirs."""
    if one.quantity.kind != "count" or one.quantity.unit != before.quantity.unit or not before.item:
        return False
    end = next(
        k for k in range(one.at + 1, len(s.letters) + 1) if k == len(s.letters) or s.letters[k] in BREAKS
    )
    told = s.letters[one.at + 1 : end]
    apart = "l" in s.letters[before.at : one.at] and before.after and one.after
    return apart and told[:1] == "S" and s.letters[end : end + 1] != "Q"


def share_kind(one: Draft, later: Draft, tokens: list[Token]) -> Draft:
    """3个国家级和7个省级示范区: the rank of the first is of the same thing."""
    if not one.after or not later.after or len(one.item) != 1 or not later.item:
        return one
    grade, first = _graded(one.item[0], tokens), _graded(later.item[0], tokens)
    if grade != one.item[0][1] or first is None:
        return one
    end = later.item[0][1]
    kind = (*(((first, end),) if first < end else ()), *later.item[1:])
    return one.lent(Loan("item", kind, later.place, "head"), item=(*one.item, *kind)) if kind else one


def _graded(name: Span, tokens: list[Token]) -> int | None:
    """Where the grade ends that a name begins with (区域级|产业集群); None where it has none."""
    said = within(tokens, *name)[:LONGEST_GRADE]
    return next((token.end for token in said if token.sense.grade), None)


def single(one: Draft, tokens: list[Token]) -> bool:
    start, end = one.item[0]
    at = word_at(tokens, start)
    return len(one.item) == 1 and at is not None and tokens[at].end == end

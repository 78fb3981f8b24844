"""How alike two figures of two reports are, and what speaks for and against their being of one metric."""

from __future__ import annotations

from functools import lru_cache

from ..dataclass import dataclass, replace
from ..metrics.metric import Bag, Marks, Metric

MERGE = 0.80  # likeness from which two figures are taken for one metric
NEAR = 0.60  # likeness from which a reader is shown the two side by side
BY_CHARACTER = 0.95  # what a likeness by characters counts beside one by words
ONE_PHRASE = 0.97  # what one of what is done and what it is done to, taken together, counts
BESIDE = 0.5  # how much of a word that only one name has counts less where the other has it beside its name
ALL_BESIDE = 0.75  # and where that is so of all in which the two names differ
OTHER_DEED = 0.83  # what is left where something else is done: enough only where the rest is alike
ONE_DEED = 0.95  # and where only one of the two has a word by which deeds are told apart
LITTLE = 0.5  # weight of words in which two names may differ that stand beside neither
FAINT = NEAR - 0.15  # likeness of names below which nothing else is looked at


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two metrics are, and what speaks for and against it."""

    score: float
    evidence: tuple[str, ...]


def overlap(one: Bag, other: Bag) -> tuple[float, float, float]:
    """The weight of the words both have, of those only the one has, and of those only the other has."""
    common = sum(min(weight, other[word]) for word, weight in one.items() if word in other)
    return common, sum(one.values()) - common, sum(other.values()) - common


_NOTHING: Bag = {}
_APART = (("rank",), ("percent", "ratio"))  # kinds of figures that are compared with no others


def resemblance(
    one: Bag,
    other: Bag,
    beside: Bag = _NOTHING,
    other_beside: Bag = _NOTHING,
    forgiven: float = 1.0,
    wholly: float = 0.0,
) -> float:
    """0 to 1: how far two names have the same words. Words added weigh less than words replaced.

    A word that only one name has is forgiven, all of it or a part, where it stands beside the other's:
    行政机关负责人出庭率 and 负责人出庭率 of 全市行政机关. `wholly` is the part that is forgiven where the two
    names differ in no other word.
    """
    if not one or not other:
        return 1.0 if not one and not other else 0.0
    common, left, right = overlap(one, other)
    told_left = sum(w for word, w in one.items() if word in other_beside and word not in other)
    told_right = sum(w for word, w in other.items() if word in beside and word not in one)
    if left - told_left + right - told_right < LITTLE:
        forgiven = max(forgiven, wholly)
    return _weigh(common, left - forgiven * told_left, right - forgiven * told_right)


def _weigh(common: float, left: float, right: float) -> float:
    return common / (common + 0.6 * max(left, right) + 0.8 * min(left, right)) if common else 0.0


def _by_character(one: str, other: str) -> float:
    """The same by characters in their order, for names that are cut into words differently."""
    common = longest_common(one, other)
    return _weigh(common, len(one) - common, len(other) - common) if common > 1 else 0.0


def longest_common(one: str, other: str) -> int:
    """How many characters two texts have in common, in their order: of their longest common subsequence.

    Bit-parallel (Hyyrö 2004): a bit stands for a character of the one, and is out once it is matched. For
    names this is as good as a library, which takes longer to import than a short run to compare all.
    """
    whole = (1 << len(one)) - 1
    left, places = whole, _places(one)
    for character in other:
        if (found := left & places.get(character, 0)) != 0:
            left = ((left + found) | (left - found)) & whole
    return len(one) - left.bit_count()


@lru_cache(maxsize=4096)
def _places(text: str) -> dict[str, int]:
    """Where each character of a text stands, as bits."""
    found: dict[str, int] = {}
    for at, character in enumerate(text):
        found[character] = found.get(character, 0) | 1 << at
    return found


def likeness(
    a: Metric, b: Metric, *, across: bool = False, timeless: bool = False, named: bool = False
) -> Likeness | None:
    """How alike two metrics are; None where they cannot be the same.

    `across` compares a target with what came of it: their status differs, and a change may be of any basis.
    `timeless` does not ask of when the two are. `named` asks neither of how many years they are nor of what
    is left out of them: whoever compares tells of it.
    """
    if not _comparable(a, b, across) or (not named and apart(a, b)):
        return None
    evidence = [_words(a, b)]
    score = _concepts(a, b, _names(_called(a, b), _called(b, a)), evidence)
    if score < FAINT:
        return None
    if a.basis != b.basis and not across:
        score *= 0.75
        evidence.append(f"basis {a.figure.basis} / {b.figure.basis}")
    score *= _whole(a, b, evidence) * _actor(a, b, evidence) * _said_of(a, b, evidence)
    if a.without != b.without and not named:
        score *= 0.75
        evidence.append(f"only one leaves out a part: {'、'.join(sorted(a.without ^ b.without))}")
    if not timeless:
        score *= _time(a, b, evidence)
    setting = 0.7 * resemblance(a.context, b.context) + 0.3 * resemblance(a.section, b.section)
    score = 0.95 * score + 0.05 * setting
    if (a.bare or b.bare) and not _owned(a, b):
        score *= 0.8
        evidence.append("said too briefly to tell of what")
    if setting >= 0.5:
        evidence.append("said in like words")
    return Likeness(round(score, 4), tuple(filter(None, evidence)))


def _comparable(a: Metric, b: Metric, across: bool) -> bool:
    one, other = a.figure, b.figure
    if a.role != b.role or not a.units & b.units:
        return False
    if across == (one.status == other.status):
        return False
    if a.musts != b.musts or (one.actor and other.actor and a.whose != b.whose):
        return False
    if (a.where and b.where and a.where != b.where) or a.scope != b.scope:
        return False
    if a.seasons != b.seasons and a.seasons.isdisjoint(b.seasons):
        return False
    if a.within != b.within or any((one.kind in kinds) != (other.kind in kinds) for kinds in _APART):
        return False
    return _agree(a.marks, b.marks) and _agree(a.deeds, b.deeds)


def _agree(a: Marks, b: Marks) -> bool:
    """Whether of each rule of which both have words they have the same."""
    return all(words == b.get(rule, words) for rule, words in a.items())


def apart(a: Metric, b: Metric) -> bool:
    """Whether one is of more times than the other: what adds up, or changes, in one year and in several.

    A total is what there is at the end, however long it took, unless both are of what was done; an average is
    what came to each time. Where a change began is as far back as the change took.
    """
    if a.average != b.average and (a.adds_up or b.adds_up or a.years != b.years):
        return True
    if a.years == b.years or not (a.adds_up or b.adds_up or a.role == "from"):
        return False
    return a.role != "level" or not (a.total or b.total) or (a.flow and b.flow)


def _names(a: Metric, b: Metric) -> float:
    """How alike the two are by what is counted and what is done to it, said in one word or in two."""
    score = resemblance(a.words, b.words, a.actor, b.actor) if a.words and b.words else 0.0
    wholly = ALL_BESIDE if a.marks.keys() == b.marks.keys() else BESIDE  # 工业企业 beside 工业 is no 企业
    if a.item and b.item:
        by_word = resemblance(a.item, b.item, a.around, b.around, BESIDE, wholly)
        by_owner = resemblance(a.item, b.item, a.actor, b.actor)
        named = max(by_word, by_owner, BY_CHARACTER * _by_character(a.name, b.name))
        score = max(score, named * _doing(a, b))
    if a.deeds.keys() != b.deeds.keys():
        score *= ONE_DEED
    if not a.item or not b.item:
        return score
    by_phrase = resemblance(a.phrase, b.phrase, a.around, b.around, BESIDE, wholly)
    return max(score, ONE_PHRASE * by_phrase, BY_CHARACTER * resemblance(a.account, b.account))


def _called(a: Metric, b: Metric) -> Metric:
    """The one with the name in quotation marks that the other's item has and that stands in its own clause.

    “牛羊菜果薯药粮种”8个产业集群全产业链产值 is of what “牛羊菜果薯药粮种”全产业链产值 is of.
    """
    if not b.quoted or a.quoted or not b.quoted <= a.called:
        return a
    said = {word: w for word, w in b.item.items() if any(word in name for name in b.quoted)}
    return replace(a, words=said | dict(a.words), item=said | dict(a.item), phrase=said | dict(a.phrase))


def _owned(a: Metric, b: Metric) -> bool:
    """Whether what is said of two names too short to tell what they are of shows that it is one thing."""
    if a.concept is not None and a.concept == b.concept:
        return True
    if a.actor and b.actor:
        return resemblance(a.actor, b.actor) > 0.8
    if a.actor or b.actor:  # the other may name it in its item: 12345热线群众满意率
        return overlap(a.actor or b.actor, b.account if a.actor else a.account)[1] == 0
    return resemblance(a.context, b.context) >= 0.4


def _concepts(a: Metric, b: Metric, score: float, evidence: list[str]) -> float:
    if a.concept is None or b.concept is None:
        return score
    if a.concept == b.concept:
        evidence.append(f"concept {a.concept}")
        return max(score, 0.97)
    evidence.append(f"concept {a.concept} / {b.concept}")
    return score * 0.85


def _doing(a: Metric, b: Metric) -> float:
    if a.doing == b.doing:
        return 1.0
    if a.doing is None or b.doing is None:
        mine, other = (a, b) if a.doing else (b, a)
        said = (word in other.item or word in other.around for word in mine.phrase if word not in mine.item)
        # more than a verb says of what, unless the other says it too
        return 0.95 if len(mine.doing or "") <= 2 or all(said) else OTHER_DEED
    return 0.98 if _within(a.doing, b.doing) or _within(b.doing, a.doing) else OTHER_DEED


def _within(short: str, long: str) -> bool:
    """Whether the characters of one word stand in the other in order: 提请审议 in 提请人大审议."""
    rest = iter(long)
    return all(character in rest for character in short)


def _said_of(a: Metric, b: Metric, evidence: list[str]) -> float:
    """What is said of one only: words that tell metrics apart, several things, a name, what is left out."""
    score = 1.0
    known = a.concept is not None and a.concept == b.concept  # whose names are all known to be of it
    for rule in () if known else sorted(a.marks.keys() ^ b.marks.keys()):
        mine, other = (a, b) if rule in a.marks else (b, a)
        if mine.marks[rule] <= other.told.get(rule, frozenset()):
            continue  # the other says it too, beside its name
        score *= 0.9
        evidence.append(f"only one has {'、'.join(sorted(mine.marks[rule]))}")
    if a.several != b.several:
        score *= 0.9
        evidence.append("only one lists several things")
    if a.total != b.total and (a.flow or b.flow):
        score *= 0.95
        evidence.append("only one is a total")
    if a.quoted and b.quoted and a.quoted.isdisjoint(b.quoted):
        score *= 0.75
        evidence.append(f"names {'、'.join(sorted(a.quoted))} / {'、'.join(sorted(b.quoted))}")
    return score


def _whole(a: Metric, b: Metric, evidence: list[str]) -> float:
    if not a.whole and not b.whole:
        return 1.0
    if not a.whole or not b.whole:
        # the other may name the whole in its item
        named = overlap(a.whole or b.whole, b.words if a.whole else a.words)[1] == 0
        if not named:
            evidence.append("only one is a share")
        return 1.0 if named else 0.8
    like = resemblance(a.whole, b.whole)
    evidence.append("of the same whole" if like > 0.8 else "of another whole")
    return 0.7 + 0.3 * like


def _actor(a: Metric, b: Metric, evidence: list[str]) -> float:
    if not a.actor or not b.actor:
        mine, other = (a, b) if a.actor else (b, a)
        if mine.where and not all(word in other.around or word in other.item for word in mine.where):
            evidence.append(f"only one is of {'、'.join(sorted(mine.where))}")
            return 0.85
        return 1.0 if not a.actor and not b.actor else 0.98
    like = resemblance(a.actor, b.actor)
    evidence.append("same actor" if like > 0.8 else f"actor {a.figure.actor} / {b.figure.actor}")
    return 0.78 + 0.22 * like


def _time(a: Metric, b: Metric, evidence: list[str]) -> float:
    if a.when is None or b.when is None or a.when == b.when:
        return 1.0
    evidence.append(f"period {a.figure.period} / {b.figure.period}")
    if a.when[2] != b.when[2]:
        return 0.7
    if a.when[1] != b.when[1]:
        return 1.0 if a.total and b.total else 0.96  # levels at the end of times of another length
    # the same year told of in both reports
    return 1.0 if a.figure.period == b.figure.period else 0.75


def hang_alike(a: Metric, b: Metric) -> bool:
    """Whether two rates are one if what stands before them is: of one time, with the same bare name."""
    if not (a.figure.kind == b.figure.kind == "percent" and a.role == b.role == "level"):
        return False
    if a.when != b.when or not (a.bare or b.bare) or not _comparable(a, b, across=False) or apart(a, b):
        return False
    return a.name.endswith(b.name) or b.name.endswith(a.name)


def shared(a: Metric, b: Metric) -> int:
    """How much two figures have in common beside their names, by which one of several as likely is chosen."""
    one, other = a.figure, b.figure
    said = (
        a.when == b.when,
        a.years == b.years,
        one.aggregation == other.aggregation,
        one.role == other.role,
        one.unit == other.unit,
        one.item == other.item,
        one.action == other.action,
        a.whole == b.whole,
        a.actor == b.actor,
        a.total == b.total,
        a.turn == b.turn,
        resemblance(a.section, b.section) >= MERGE,
    )
    return sum(said)


def _words(a: Metric, b: Metric) -> str:
    left, right = (
        "".join(word for word in one if word not in other)
        for one, other in ((a.words, b.words), (b.words, a.words))
    )
    return f"words differ: {left or '–'} / {right or '–'}" if left or right else "same words"

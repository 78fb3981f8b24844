"""Words with what they do: the cut over the project's own dictionary, and the letters of words.toml."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ..dataclass import dataclass, replace
from ..records import Direction
from ..rules.classes import classes
from ..rules.rule import RuleSet
from ..rules.shapes import WORD_FLAGS
from .dictionary import FILE as FILE
from .dictionary import Dictionary, own

if TYPE_CHECKING:
    from .cutting import Cutter

_MOVED = (
    "SwaldXEYW"  # letters of words that may get another by what stands beside them, as acts and changes do
)
KEPT = 100_000  # words met that are kept with what they do: those of the dictionary, and some that are none
LIKELY = 3000  # frequency given to words that a rule names, so that the cut keeps them whole


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word does in a clause."""

    letter: str
    direction: Direction | None
    rule: str | None
    relational: bool = False
    qualifier: bool = False
    adverbial: bool = False  # an adverb where a verb follows
    pivot: bool = False  # a verb of making others act
    pure: bool = False  # a count or rate, which takes the verbs before it into its name
    whole: bool = False  # the whole region, whose all figures of a sentence are
    added: bool = False  # needs an owner, and takes nothing from its name
    aside: bool = False  # opens a clause in passing: what is said after it is of what was said before
    light: bool = False  # says little without its object
    negates: bool = False  # says that what follows was not done, and is part of what is said
    share: bool = False  # names a share, which is the subject where it stands after 占
    generic: bool = False  # says what kind of thing the words before it name, and is shared by a list
    aspect: bool = False  # after a word that is mostly a noun, shows that it acts
    passing: bool = False  # right before a threshold, is of its name: 过10亿元企业
    leading: bool = False  # mostly a noun, but what was done at the head of a clause, before a sum
    per: bool = False  # for each of so many, of the name of what is counted for them: 户均补助
    carries: bool = False  # brings in by its name what is done: 进行|竣工决算审计
    disposal: bool = False  # takes its object before the verb: 将|资金|转存
    holder: bool = False  # those counted, where what is theirs is told of: 6个项目|进度缓慢
    account: bool = False  # a side of an account: 支出总计
    sequel: bool = False  # joins what is done: 设立岗位|并|配备人员
    doer: bool = False  # people or channels that act before a nominal verb: 公职律师|审查|合同, 网站|公开
    closes: bool = False  # a character that makes the name of a thing with the verb before it: 监测点
    announces: bool = False  # ends a sentence that says what the lines below it give
    dates: bool = False  # says when something was by the act before it: 成立后
    having: bool = False  # says that there is something: what follows up to the figure is its name
    total: bool = False  # of what was counted before it, even after 、
    planned: bool = False  # names what was planned, which a figure meets, misses or exceeds
    grade: bool = False  # a grade, which stands for the thing named with the next one
    pair: bool = False  # one of a pair that shares what follows the second: 城镇、农村居民
    common: bool = False  # a kind of thing that single words before it share after 分别: 茶叶、核桃、药材基地
    topical: bool = False  # says itself what there is of it in a place: 发电量
    left_over: bool = False  # says what is left of things that are counted: 上年结转28件
    principle: bool = (
        False  # before what guides those who act, and is no thing that is counted: 坚持|宽严相济
    )
    predicative: bool = False  # after a noun and before a verb, begins what is said of it: 县|全部|公开
    objectless: bool = False  # has its object in it: a noun right after it is named by it, 驻村|干部
    stative: bool = False  # says how something is: before 的 it is of the name, 负有偿还责任的债务
    manner: bool = False  # closes a phrase that says how something was done: 通过|…|等|方式
    deed: bool = False  # a kind of deed, which a plain verb and its object before it name: 侵犯|财产|犯罪
    ailing: bool = False  # says that something is not as it should be: 进度|滞后
    taking: bool = False  # takes in what others did: 受理|移送起诉|案件
    entering: bool = False  # says where something was done, before a noun: 深入|社区|宣传
    inviting: bool = False  # says who is asked to come: 邀请|代表|旁听庭审
    exacted: bool = False  # names the money right after it: 罚款|30万元, but 罚款|13家
    kept: bool = False  # says how many there are or were sold of the animals named right before it: 牛|出栏
    undone: bool = False  # negates what was not done, or not as it should be: 尚未|审结
    clausal: bool = False  # brings in what others did: 发现|3个单位违规发放
    alone: str = "N"  # the letter of a kind of body with no place before it


PLAIN = Sense("N", None, None)


class Shape(NamedTuple):
    """A word by itself: what it does, and the parts that a statistic is made of."""

    sense: Sense
    both: bool  # begins with two things in a character each: 城乡居民
    lead: int  # length of the word of a pair that a statistic begins with (农村居民收入 → 2), or 0
    tail: int  # length of the bare statistic that a longer one ends in (粮食总产量 → 3)


class Words:
    """The cut and the senses of one rule set. Made once; `cut` and `sense` are pure."""

    def __init__(self, rules: RuleSet, dictionary: Dictionary) -> None:
        self.classes = classes(rules)
        self._by_word: dict[str, Sense] = {}
        self._by_tag: dict[str, Sense] = {}
        self._pairs: set[str] = set()
        self._both: set[str] = set()
        self._suffixes: list[tuple[str, Sense]] = []
        for rule in rules.stage("words"):
            data = rule.data
            sense = Sense(
                data["class"],
                data.get("direction"),
                rule.id,
                alone=data.get("alone", "N"),
                **{flag: True for flag in WORD_FLAGS if data.get(flag)},
            )
            for word in data.get("words", ()):
                self._by_word.setdefault(word, sense)
            if data.get("pair"):
                self._pairs.update(data["words"])
            if data.get("both"):
                self._both.update(data["words"])
            for tag in data.get("tags", ()):
                self._by_tag.setdefault(tag, sense)
            self._suffixes += [(suffix, sense) for suffix in data.get("suffixes", ())]
        self._endings = dict(reversed(self._suffixes))
        self.endings = frozenset(s for s, sense in self._suffixes if len(s) == 1 and sense.letter == "S")
        self._other = PLAIN
        self._known: dict[str, Sense] = dict(self._by_word)
        self._shapes: dict[str, Shape] = {}
        self.ordinary: dict[str, Sense] = {}
        """Words met that are a token by themselves wherever they stand, with nothing but their sense."""
        self.moved = frozenset((*self.classes.acts, *self.classes.change, *_MOVED))
        self._dictionary = dictionary
        self._named: dict[str, list[str]] = {}  # words that rules name, by their first two characters
        for word in self._by_word:
            if len(word) > 1:
                self._named.setdefault(word[:2], []).append(word)
        self.cutter = self._cutter()

    def _cutter(self) -> Cutter:
        from .cutting import Cutter  # not before a word is to be cut

        raised = self._dictionary.lacking((word for word in self._by_word if len(word) > 1), LIKELY)
        return Cutter(self._beginning, self._dictionary.total + raised)

    def _beginning(self, pair: str) -> Mapping[str, int]:
        """The words of the dictionary and of rules as a Cutter takes them."""
        found = self._dictionary.beginning(pair) if pair else self._dictionary.every()
        named = self._named.get(pair, ()) if pair else chain.from_iterable(self._named.values())
        raised = {word: LIKELY for word in named if found.get(word, 0) < LIKELY}
        return {**found, **raised} if raised else found

    def cut(self, text: str) -> list[str]:
        """The words of a piece of text, in order; joined they give the text."""
        return self.cutter.cut(text)

    def parts(self, word: str) -> list[str]:
        """The shorter words a long one is made of (行政复议案件 → 行政复议, 案件), or itself."""
        known = self.cutter.holds
        for at in range(len(word) - 2, 1, -1) if len(word) > 3 else ():
            if known(word[:at]) and known(word[at:]):
                return [*self.parts(word[:at]), *self.parts(word[at:])]
        return [word]

    def sense(self, word: str) -> Sense:
        """What the word does."""
        known = self._known.get(word)
        if known is None:
            known = self._find(word)
            if len(self._known) < KEPT:
                self._known[word] = known
        return known

    def shape(self, word: str) -> Shape:
        """What the word does, and how it is made."""
        known = self._shapes.get(word)
        if known is None:
            sense = self.sense(word)
            statistic = sense.letter == "S"
            lead = self.pair_lead(word) if statistic or sense.letter == "N" else 0
            tail = self.relational_tail(word) if statistic else 0
            known = Shape(sense, word[:2] in self._both, lead, tail)
            if len(self._shapes) < KEPT:
                self._shapes[word] = known
        return known

    def relational_tail(self, word: str) -> int:
        """Length of the bare statistic that a longer one ends in (粮食总产量 → 3), or of the whole."""
        own = self._by_word.get(word)
        if own is not None and own.relational:
            return len(word)  # 零售总额, 利润总额: bare as a whole
        for size in range(min(5, len(word) - 2), 1, -1):
            tail = self._by_word.get(word[-size:])
            if tail is not None and tail.relational:
                adverb = self.sense(word[:-size]).letter in self.classes.adverb  # 按时办结率 is whole
                return len(word) if adverb else size
        return len(word)

    def pair_lead(self, word: str) -> int:
        """Length of the word of a pair that a longer name begins with (农村居民收入 → 2), or 0."""
        return 2 if len(word) > 3 and word[:2] in self._pairs else 0

    def _find(self, word: str) -> Sense:
        tag = self._dictionary.tag(word)
        if tag in ("vc", "d") and len(word) > 2 and (made := self._compound(word)) is not None:
            return made
        by_tag = self._by_tag.get(tag, self._other)
        if len(word) == 1 and by_tag.letter == "v":
            return self._other  # 进出川: a lone character is a piece of a name more often than a verb
        if by_tag.letter in self.classes.ended and len(word) > 1:
            for size in range(min(6, len(word) - 1), 0, -1):
                if len(word) > size and (ending := self._endings.get(word[-size:])) is not None:
                    return replace(ending, relational=False)  # it says itself what it is of
        return by_tag

    def _compound(self, word: str) -> Sense | None:
        """增长了, 大幅增长, 增厚至: what the verb of change inside does."""
        for size in (2, 1):
            base = self._by_word.get(word[-size:])
            if base is not None and base.letter in self.classes.inflected and len(word) > size:
                return base
        base = self._by_word.get(word[:-1])
        return base if base is not None and base.letter in self.classes.inflected else None


def words(rules: RuleSet) -> Words:
    """The words of a rule set, loaded on first use."""
    return rules.once("words", lambda rules: Words(rules, own()))

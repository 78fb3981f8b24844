"""Sets of word classes, by what words may do in a clause: the code asks by name, frames.toml says which.

Each is a string of letters, as words.toml gives them to words.
"""

from __future__ import annotations

from collections.abc import Mapping

from .rule import RuleSet


class Classes:
    """The sets of letters; what each means is said beside it in frames.toml.

    A plain class: what makes a NamedTuple looks at the type of each of its fields.
    """

    body: str
    does: str
    acts: str
    may_act: str
    change: str
    undergoes: str
    changes: str
    level: str
    stands: str
    towards: str
    whither: str
    noun: str
    thing: str
    telling: str
    nominal: str
    phrase: str
    listed_phrase: str
    owned: str
    owner: str
    named: str
    statistic: str
    amount: str
    measured: str
    told: str
    done: str
    adjective: str
    leads: str
    disposition: str
    doing: str
    given: str
    unsaid: str
    adverb: str
    between_verbs: str
    before_word: str
    before_receiver: str
    opening: str
    opening_owner: str
    opening_body: str
    opening_aside: str
    opening_head: str
    opening_list: str
    ways: str
    no_words: str
    opening_conjunct: str
    closing_conjunct: str
    receiver: str
    between_ends: str
    before_phrase: str
    between_figures: str
    loose_start: str
    loose_end: str
    unnamed_start: str
    unnamed_end: str
    no_end: str
    before_topic: str
    ends_topic: str
    naming: str
    locative: str
    parts: str
    light_object: str
    goes_on: str
    goes_on_bare: str
    unfinished: str
    examples: str
    complete: str
    people_do: str
    times_do: str
    listed_for: str
    hangs: str
    closes_list: str
    predicate: str
    predicated: str
    listed_thing: str
    name: str
    in_name: str
    in_act: str
    line_name: str
    glossed: str
    after_place: str
    compares: str
    against: str
    basis: str
    basis_end: str
    after_adverb: str
    ending: str
    before_adverb: str
    before_level: str
    ends_act: str
    takes_ending: str
    closed: str
    ended: str
    passes: str
    inflected: str

    def __init__(self, sets: Mapping[str, str]) -> None:
        for name in NAMES:
            setattr(self, name, sets[name])


NAMES = tuple(Classes.__annotations__)


def classes(rules: RuleSet) -> Classes:
    """The sets of a rule set. Raises KeyError where one is not defined: the loader sees to it."""
    return rules.once("classes", lambda rules: Classes(rules.sets))


def undefined(rules: RuleSet) -> str | None:
    """The first set that the rules do not define."""
    return next((name for name in NAMES if name not in rules.sets), None)


def has(letters: str, kinds: str) -> bool:
    """Whether any of the letters is of these classes."""
    return not set(kinds).isdisjoint(letters)


def only(letters: str, kinds: str) -> bool:
    """Whether all letters are of these classes."""
    return not letters.strip(kinds)

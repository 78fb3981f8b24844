"""What is told of the known concepts: Chinese names, endings of the ids, which of them words ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from ..metrics.concepts import CHANGE, GROWTH, Concepts
from ..rules.rule import Rule
from ..text.fold import fold
from .plain import fields, json_value

ANY = "*"  # in a word: any characters
ENDINGS = (GROWTH, CHANGE)  # what a change adds to an id: in percent or times, in its own unit


class Told(NamedTuple):
    """A concept as a reader is told of it."""

    id: str
    title: str
    """Its usual name in Chinese, with what is done where only that is counted: 5G工厂（新增）."""
    endings: tuple[str, ...]
    """What may stand behind the id in records and in `series --concept`; none where it has no change."""
    rule: Rule


def told(known: Concepts) -> list[Told]:
    """All concepts, by their ids."""
    return [
        Told(id, _title(one.rule, known.sets), ENDINGS if one.grows else (), one.rule)
        for id, one in sorted(known.by_id.items())
    ]


def _title(rule: Rule, sets: Mapping[str, Sequence[str]]) -> str:
    name: str = rule.data["names"][0]
    deeds = (word for said in rule.data.get("actions", ()) for word in sets.get(said, (said,)))
    deed = next(deeds, name)
    return name if deed in name else f"{name}（{deed}）"


def asked(known: Iterable[Told], words: Sequence[str]) -> list[Told]:
    """The concepts that have all the words in their id or a name, those that are named just so first.

    A word with * is of the whole id or name: income*, *收入. Where none has them, those of which a name
    stands in a word, as a report writes it (全市城镇新增就业人数). No words ask for all.
    """
    wanted = [_plain(word) for word in words]
    named = [(_names(one), one) for one in known]
    hits = [(names, one) for names, one in named if all(_has(names, word) for word in wanted)]
    if not hits:
        hits = [(names, one) for names, one in named if _within(one, wanted)]
    return [one for _, one in sorted(hits, key=lambda hit: (_rank(hit[0], wanted), hit[1].id))]


def _plain(text: str) -> str:
    return fold(text).casefold()


def _names(one: Told) -> list[str]:
    return list(map(_plain, (one.id, one.title, one.rule.name, *one.rule.data["names"])))


def _has(names: Iterable[str], word: str) -> bool:
    if ANY in word:
        return any(fnmatchcase(name, word) for name in names)
    return any(word in name for name in names)


def _within(one: Told, words: Iterable[str]) -> bool:
    names = list(map(_plain, one.rule.data["names"]))
    return any(name in word for word in words for name in names)


def _rank(names: Sequence[str], words: Sequence[str]) -> int:
    """0 for a concept that is named just so, 1 for one that has the words in its first names, else 2."""
    if any(word in names for word in words):
        return 0
    return 1 if all(_has(names[:3], word) for word in words) else 2


def lines(known: Iterable[Told]) -> Iterator[str]:
    """One a line for programs, with tabs between: id, Chinese name, endings, English name."""
    for one in known:
        yield "\t".join((one.id, one.title, " ".join(one.endings), one.rule.name)) + "\n"


def as_json(known: Iterable[Told]) -> Iterator[str]:
    """By the rules that know them, as a JSON array, each with its Chinese name and its endings."""
    yield from json_value(
        [{**fields(one.rule), "title": one.title, "endings": list(one.endings)} for one in known]
    )

"""The project's own rules from their compiled form, each made when its stage is first asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from .rule import Rule, RuleSet


class Shipped(RuleSet):
    """As a RuleSet of the same rules: a run needs few stages, and of the concepts few rules.

    `files` gives the rules of each pattern file, a line of JSON each; `stamps` tells what the files held.
    """

    users: Sequence[Rule] = ()
    _order: Sequence[str]
    _stamps: Mapping[str, str]
    _said: Mapping[str, Sequence[tuple[str, bytes]]]  # by stage: each rule's file and line
    _made: dict[str, tuple[Rule, ...] | list[Rule | None]]  # by stage: a tuple where all are

    def __init__(self, files: Mapping[str, Sequence[bytes]], stamps: Mapping[str, str]) -> None:
        said: dict[str, list[tuple[str, bytes]]] = {}
        for place, lines in files.items():
            if lines:
                said.setdefault(_stage(lines[0]), []).extend((place, line) for line in lines)
        made: dict[str, list[None]] = {stage: [None] * len(lines) for stage, lines in said.items()}
        self.__dict__.update(_order=tuple(files), _stamps=stamps, _said=said, _made=made)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All of them, in file order."""
        by_file: dict[str, list[Rule]] = {place: [] for place in self._order}
        for stage in self._said:
            for rule in self.stage(stage):
                by_file[rule.file].append(rule)
        return tuple(rule for rules in by_file.values() for rule in rules)

    def stage(self, name: str) -> tuple[Rule, ...]:
        """The rules of one stage, in the order in which they are tried."""
        made = self._made.get(name, ())
        if isinstance(made, list):
            lines = self._said[name]
            said = json.loads(b"[%b]" % b",".join([line for _, line in lines]))
            places = [place for place, _ in lines]
            made = tuple(map(_kept, made, said, places))
            self._made[name] = made
        return made

    def at(self, stage: str, number: int) -> Rule:
        """One rule of a stage, by its number there."""
        made = self._made[stage]
        one = made[number]
        if one is None:
            place, line = self._said[stage][number]
            one = formed(json.loads(line), place)
            if isinstance(made, list):
                made[number] = one
        return one

    def stamp(self, stage: str) -> str:
        """What tells whether something was made of the rules of a stage as they are."""
        return " ".join(
            self._stamps[place] for place in dict.fromkeys(place for place, _ in self._said[stage])
        )


def _stage(line: bytes) -> str:
    stage: str = json.loads(line)["stage"]
    return stage


def _kept(made: Rule | None, said: Mapping[str, Any], place: str) -> Rule:
    return formed(said, place) if made is None else made


def formed(said: Mapping[str, Any], file: str, *, user: bool = False) -> Rule:
    """A rule from its form, which has no examples."""
    return Rule(said["id"], said["name"], said["why"], said["stage"], said["data"], (), (), file, user)

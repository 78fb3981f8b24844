"""The project's own rules from their compiled form, each made when its stage is first asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from .rule import Rule, RuleSet

_NEXT = b",\n"  # between two rules; in a rule a line never ends


class Shipped(RuleSet):
    """As a RuleSet of the same rules: a run needs few stages, and of the concepts few rules.

    `files` gives the rules of each pattern file in JSON, a line each; `stamps` tells what the files held.
    """

    users: Sequence[Rule] = ()
    _order: Sequence[str]
    _stamps: Mapping[str, str]
    _said: Mapping[str, Sequence[tuple[str, bytes]]]  # by stage: its files, each with its rules
    _made: dict[str, tuple[Rule, ...]]  # by stage, where all of it was asked for
    _apart: dict[tuple[str, int], Rule]  # by stage and number there, what was asked for alone
    _split: dict[str, Sequence[tuple[str, bytes]]]  # by stage of these: each rule's file and line

    def __init__(self, files: Mapping[str, bytes], stamps: Mapping[str, str]) -> None:
        said: dict[str, list[tuple[str, bytes]]] = {}
        for place, rules in files.items():
            if rules:
                said.setdefault(_stage(rules.partition(_NEXT)[0]), []).append((place, rules))
        self.__dict__.update(_order=tuple(files), _stamps=stamps, _said=said, _made={}, _apart={}, _split={})

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
        made = self._made.get(name)
        if made is None:
            said = ((one, place) for place, rules in self._files(name) for one in json.loads(b"[%b]" % rules))
            apart = self._apart
            made = tuple([apart.get((name, at)) or formed(*one) for at, one in enumerate(said)])
            self._made[name] = made
        return made

    def at(self, stage: str, number: int) -> Rule:
        """One rule of a stage, by its number there."""
        if stage in self._made:
            return self._made[stage][number]
        one = self._apart.get((stage, number))
        if one is None:
            place, line = self._lines(stage)[number]
            one = self._apart[stage, number] = formed(json.loads(line), place)
        return one

    def stamp(self, stage: str) -> str:
        """What tells whether something was made of the rules of a stage as they are."""
        return " ".join([self._stamps[place] for place, _ in self._files(stage)])

    def _files(self, stage: str) -> Sequence[tuple[str, bytes]]:
        return self._said.get(stage, ())

    def _lines(self, stage: str) -> Sequence[tuple[str, bytes]]:
        """Each rule of a stage: its file and its line."""
        if stage not in self._split:
            files = self._files(stage)
            self._split[stage] = [(place, line) for place, rules in files for line in rules.split(_NEXT)]
        return self._split[stage]


def _stage(line: bytes) -> str:
    stage: str = json.loads(line)["stage"]
    return stage


def formed(said: Mapping[str, Any], file: str, *, user: bool = False) -> Rule:
    """A rule from its form, which has no examples."""
    return Rule(said["id"], said["name"], said["why"], said["stage"], said["data"], (), (), file, user)

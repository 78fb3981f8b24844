"""A rule, and all rules of a run: what the pattern files say, in the order in which it is tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from ..dataclass import dataclass, field, replace
from .expressions import MULTILINE, V1, compiled

if TYPE_CHECKING:
    import regex

FLAGS = V1 | MULTILINE
KEPT = frozenset({"words", "choice"})  # built from the rules: costly, or given; no regular expression in it
USER_TIMEOUT = 0.5  # seconds one search of a user's regular expression may take
Built = TypeVar("Built")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its knowledge in `data`, its examples beside it."""

    id: str
    name: str
    why: str
    stage: str
    data: Mapping[str, Any]
    yes: tuple[Mapping[str, Any], ...]
    no: tuple[str, ...]
    file: str
    user: bool = False
    _compiled: dict[str, regex.Pattern[str]] = field(default_factory=dict, repr=False, compare=False)
    _stopped: list[bool] = field(default_factory=list, repr=False, compare=False)

    def pattern(self, key: str = "pattern") -> regex.Pattern[str]:
        """The compiled regular expression under `key` (compiled on first use)."""
        try:
            return self._compiled[key]
        except KeyError:
            made = self._compiled[key] = compiled(self.data[key], FLAGS)
            return made

    @property
    def timeout(self) -> float | None:
        """Seconds a search may take: limited for a user's rule, None for the project's own."""
        return USER_TIMEOUT if self.user else None

    @property
    def late(self) -> bool:
        """Whether its time ran out in this report (see RuleSet.fresh)."""
        return bool(self._stopped)

    def stop(self) -> None:
        """Try it no more in this report."""
        self._stopped.append(True)


class Group(tuple[Rule, ...]):
    """Rules in the order in which they are tried."""

    @cached_property
    def together(self) -> regex.Pattern[str] | None:
        """What matches where any of them does; None where one is a user's, whose time is limited."""
        if any(rule.user for rule in self):
            return None
        return compiled("|".join(f"(?:{rule.data['pattern']})" for rule in self) or "(?!)", FLAGS)


@dataclass(frozen=True)
class RuleSet:
    """All rules, in file order, each id once."""

    rules: tuple[Rule, ...]

    @cached_property
    def _by_stage(self) -> dict[str, tuple[Rule, ...]]:
        table: dict[str, list[Rule]] = {}
        for rule in self.rules:
            table.setdefault(rule.stage, []).append(rule)
        return {stage: tuple(rules) for stage, rules in table.items()}

    @cached_property
    def _by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def stage(self, name: str) -> tuple[Rule, ...]:
        """The rules of one stage, in the order in which they are tried."""
        return self._by_stage.get(name, ())

    def at(self, stage: str, number: int) -> Rule:
        """One rule of a stage, by its number there."""
        return self.stage(stage)[number]

    def stamp(self, stage: str) -> str | None:
        """What tells whether something was made of the rules of a stage as they are; None: nothing does."""
        return None

    @cached_property
    def users(self) -> Sequence[Rule]:
        """Those that a user's files hold."""
        return tuple(rule for rule in self.rules if rule.user)

    def grouped(self, stage: str, key: str) -> Mapping[str, Group]:
        """The rules of one stage by the value of a key that each has, in the order they are tried."""

        known = self._groups.get((stage, key))
        if known is None:
            found: dict[str, list[Rule]] = {}
            for rule in self.stage(stage):
                found.setdefault(rule.data[key], []).append(rule)
            known = self._groups[stage, key] = {value: Group(rules) for value, rules in found.items()}
        return known

    def get(self, rule_id: str) -> Rule | None:
        """The rule with this id, or None."""
        return self._by_id.get(rule_id)

    def fresh(self) -> RuleSet:
        """The set for one report: a user's rules start with their time unspent, whatever was read before."""
        if not self.users:
            return self
        made = RuleSet(tuple(replace(rule, _stopped=[]) if rule.user else rule for rule in self.rules))
        for name in KEPT.intersection(self._built):
            made._built[name] = self._built[name]
        return made

    def spelled(self, frame: Rule) -> str:
        """The pattern of a frame, or of a turn of a clause, with its macros written out."""
        text: str = frame.data["pattern"]
        for mark, body in self._marks:
            text = text.replace(mark, body)
        return text

    @cached_property
    def _marks(self) -> list[tuple[str, str]]:
        """The macros and sets as patterns name them, each with what stands for it."""
        return [("{" + name + "}", body) for name, body in (*self._macros.items(), *self.sets.items())]

    @cached_property
    def sets(self) -> dict[str, str]:
        """The named sets of letters."""
        return self._tables("sets")

    @cached_property
    def _macros(self) -> dict[str, str]:
        return self._tables("macros")

    def _tables(self, key: str) -> dict[str, str]:
        """What the frames define under a key, by name; of two the first."""
        named: dict[str, str] = {}
        for rule in self.stage("frames"):
            for name, body in rule.data.get(key, {}).items():
                named.setdefault(name, body)
        return named

    @cached_property
    def _groups(self) -> dict[tuple[str, str], dict[str, Group]]:
        return {}

    @cached_property
    def _built(self) -> dict[str, Any]:
        return {}

    def without(self, rule_id: str) -> RuleSet:
        """The set but for one rule."""
        made = RuleSet(tuple(rule for rule in self.rules if rule.id != rule_id))
        kept = KEPT - {"words"} if self.get(rule_id) in self.stage("words") else KEPT
        for name in kept.intersection(self._built):
            made._built[name] = self._built[name]
        return made

    def with_built(self, name: str, made: object) -> RuleSet:
        """The same rules, with what one stage builds from them given."""
        other = RuleSet(self.rules)
        other._built.update(self._built)
        other._built[name] = made
        return other

    def once(self, name: str, build: Callable[[RuleSet], Built]) -> Built:
        """What a stage builds from its rules, built when it is first asked for."""
        if name not in self._built:
            self._built[name] = build(self)
        made: Built = self._built[name]
        return made

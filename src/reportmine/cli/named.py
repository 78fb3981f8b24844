"""The metrics that --concept names: by id, or by a Chinese name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..output.target import plain
from .declared import Misused

if TYPE_CHECKING:
    from ..output.concepts import Told

_OFFERED = 5


def concepts_named(names: Sequence[str] | None, patterns: Sequence[Path] | None) -> tuple[str, ...]:
    """The ids that are meant; what is no name in Chinese is taken for an id.

    Raises Misused for a name in Chinese that no metric has, with those that have it in theirs.
    """
    said = [name.strip() for name in names or ()]
    if all(map(str.isascii, said)):
        return tuple(said)
    from ..metrics.concepts import concepts
    from ..output.concepts import told
    from ..rules.files import load

    every = told(concepts(load(tuple(patterns or ()))))
    return tuple(one if one.isascii() else _meant(one, every) for one in said)


def _meant(name: str, every: Iterable[Told]) -> str:
    """The id of the metric that has a name: the first of its names where several have it."""
    from ..output.concepts import asked

    found = asked(every, [name])
    exact = [one for one in found if name in (one.title, *one.rule.data["names"])]
    if exact:
        return min(exact, key=lambda one: (name != one.title, one.id)).id
    near = ", ".join(f"{one.id} ({one.title})" for one in found[:_OFFERED])
    hint = f"; those with it in their names are {near}" if near else ""
    raise Misused(f"no metric is called {plain(name)}{hint}.", param_hint="--concept")

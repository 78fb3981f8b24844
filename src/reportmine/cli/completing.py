"""What a shell offers for a value that is an id: of a rule, of a concept."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .declared import Complete

Completion = Callable[[str], list[tuple[str, str]]]


def completion(what: Complete | None) -> Completion | None:
    """What gives the ids that begin with what is written, each with its name; None where nothing is known."""
    if what is None:
        return None
    known = _rules if what == "rules" else _concepts

    def complete(incomplete: str) -> list[tuple[str, str]]:
        return [(id, said) for id, said in known() if id.startswith(incomplete)]

    return complete


def _rules() -> Iterator[tuple[str, str]]:
    from ..rules.files import load

    return ((one.id, one.name) for one in load().rules)


def _concepts() -> Iterator[tuple[str, str]]:
    from ..metrics.concepts import concepts
    from ..rules.files import load

    known = concepts(load()).by_id
    return ((id, known[id].rule.name) for id in sorted(known))

"""A class made here does what one of the standard library does."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, fields, replace
from functools import cached_property
from itertools import product
from typing import Any

import pytest

import reportmine.dataclass as ours

WAYS = [
    {"frozen": frozen, "slots": slots, "eq": eq} for frozen, slots, eq in product([False, True], repeat=3)
]


def _class(module: Any, way: dict[str, bool]) -> Any:
    field = module.field

    @module.dataclass(**way)
    class One:
        """A class."""

        a: int
        b: str = "x"
        c: list[int] = field(default_factory=list)
        d: tuple[int, ...] = field(default=(), repr=False, compare=False)

        @property
        def twice(self) -> int:
            return 2 * self.a

    return One


def _ends(work: Callable[[], Any]) -> Any:
    """What a piece of work gives, or that it fails: how is not the same in every Python."""
    try:
        return work()
    except (TypeError, AttributeError):
        return "refused"


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_it_is_the_same_class(way: dict[str, bool]) -> None:
    for module in (ours, dataclasses):
        one = _class(module, way)
        assert (one(1).a, one(1).b, one(1).c, one(1).d, one(1).twice) == (1, "x", [], (), 2)
        assert one(1).c is not one(1).c
        assert one.__match_args__ == ("a", "b", "c", "d") and one.__doc__ == "A class."
    both = [_class(module, way) for module in (ours, dataclasses)]
    works: list[Callable[[Any], Any]] = [
        lambda one: repr(one(1, c=[2])),
        lambda one: one(1, "y") == one(1, "y", d=(3,)),
        lambda one: one(1) == one(2),
        lambda one: one(1) == (1, "x", [], ()),
        lambda one: hash(one(1, "y", (1, 2))) == hash(one(1, "y", (1, 2))),
        lambda one: hash(one(1)) and None,
        lambda one: one(),
        lambda one: one(1, 2, 3, 4, 5),
        lambda one: one(1, nothing=2),
        lambda one: setattr(one(1), "a", 2),
        lambda one: setattr(one(1), "nothing", 2),
        lambda one: delattr(one(1), "a"),
        lambda one: asdict(one(1, "y", [2])),
        lambda one: asdict(replace(one(1, "y"), b="z", c=[4])),
        lambda one: asdict(ours.replace(one(1, "y"), b="z", c=[4])),
        lambda one: ours.replace(one(1), nothing=2),
        lambda one: [each.name for each in fields(one)],
        lambda one: [(each.name, each.repr, each.compare) for each in fields(one(1))],
        lambda one: dataclasses.is_dataclass(one),
        lambda one: asdict(copy.deepcopy(one(1, "y", [2]))),
        lambda one: copy.copy(one(1)) == one(1),
        lambda one: hasattr(one(1), "__dict__"),
    ]
    for work in works:
        mine, theirs = (_ends(lambda one=one, work=work: work(one)) for one in both)
        assert mine == theirs


@ours.dataclass(frozen=True, slots=True)
class Packed:
    """What may go to another process."""

    a: int
    b: tuple[str, ...] = ()


@ours.dataclass(frozen=True)
class Kept:
    """What is worked out once."""

    a: int

    @cached_property
    def more(self) -> int:
        return self.a + 1


@ours.dataclass
class Bare:
    """Without brackets, and without fields that have a default."""

    a: int


def test_what_it_is_used_for() -> None:
    assert pickle.loads(pickle.dumps(Packed(1, ("x",)))) == Packed(1, ("x",))
    assert Kept(1).more == 2 and hash(Kept(1)) == hash((1,))
    assert Bare(1) == Bare(1) and repr(Bare(1)) == "Bare(a=1)"
    with pytest.raises(FrozenInstanceError):
        Packed(1).a = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del Packed(1).a
    with pytest.raises(TypeError):
        hash(Bare(1))

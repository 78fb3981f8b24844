"""A word of a sentence with its letter, or a figure that stands in one; and the letters that part words."""

from __future__ import annotations

from ..dataclass import dataclass
from ..figures.quantities import Quantity
from .tokens import PLAIN, Sense

LIST = frozenset(",c")  # letters of what joins a list
BREAKS = frozenset(";Q()")  # and of what words that belong together do not go over
CLAUSE_BREAKS = BREAKS - {"Q"}  # a clause may hold several figures


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence, with its letter; a figure is one token of letter Q."""

    start: int
    end: int
    letter: str
    sense: Sense = PLAIN
    quantity: Quantity | None = None
    lead: int = 0  # where what follows one of a pair begins: 农村|居民收入
    both: bool = False  # begins with two things in a character each: 城乡居民
    head: int = 0  # where a bare statistic at the end of a longer word begins: 粮食|总产量

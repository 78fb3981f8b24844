"""Regular expressions of modules, each compiled when it is first used: a run uses few of those it imports."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast


class Later:
    """A regular expression that is compiled when one of its methods is first asked for, and then kept."""

    def __init__(self, pattern: Any, flags: int, make: Callable[[Any, int], Any]) -> None:
        self.pattern, self._flags, self._make = pattern, flags, make

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._make(self.pattern, self._flags), name)
        self.__dict__[name] = found
        return found


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, but compiled on first use."""
    return cast("re.Pattern[AnyStr]", Later(pattern, flags, re.compile))

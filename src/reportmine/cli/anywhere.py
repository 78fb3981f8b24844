"""Options that may stand anywhere in a call, for they are of no command: --lang and --no-pager."""

from __future__ import annotations

from collections.abc import Sequence

from ..dataclass import dataclass
from ..tongue import LANGUAGES, spoken

LANG, NO_PAGER = "--lang", "--no-pager"


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked for: the language, whether long tables are paged, and the command with its own."""

    language: str
    paged: bool
    rest: list[str]


def parted(arguments: Sequence[str]) -> Call:
    """The call without these options. A language that there is not goes first, where typer refuses it."""
    language, paged, rest, wrong = "", True, list[str](), list[str]()
    words = iter(arguments)
    for word in words:
        name, sign, value = word.partition("=")
        if name == LANG:
            value = value if sign else next(words, "")
            if value in LANGUAGES:
                language = value
            elif value or sign:
                wrong = [LANG, value]
            else:  # nothing follows, which typer says where nothing else is asked for
                return Call(language or spoken(), paged, [LANG])
        elif word == NO_PAGER:
            paged = False
        elif word == "--":  # what follows are files
            rest += [word, *words]
        else:
            rest.append(word)
    return Call(language or spoken(), paged, [*wrong, *rest])

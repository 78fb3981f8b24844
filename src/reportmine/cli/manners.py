"""How every command speaks and ends: one line on stderr, an exit code."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn, ParamSpec

from ..output.extras import MissingExtra
from ..output.target import OutputError, plain, show
from ..output.terms import message
from .declared import Ended

if TYPE_CHECKING:
    from ..records import Notice


P = ParamSpec("P")


DONE, FAILED, USAGE, INPUT, INTERRUPTED = 0, 1, 2, 3, 130


def say(line: str) -> None:
    """One line for the person, not for the data."""
    print(f"reportmine: {plain(message('line', line))}", file=sys.stderr)


def stop(line: str, code: int) -> NoReturn:
    say(line)
    raise Ended(code)


def ended(bad: Sequence[str]) -> None:
    """Tell what could not be read, and end with that where there is any."""
    for problem in bad:
        say(problem)
    if bad:
        raise Ended(INPUT)


def careful(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what can go wrong outside the program into one line and an exit code."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except KeyboardInterrupt:
            raise Ended(INTERRUPTED) from None
        except BrokenPipeError:  # the reader has seen enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            raise Ended(DONE) from None
        except (OutputError, MissingExtra) as error:
            stop(str(error), USAGE)
        except ValueError as error:
            from ..readers.source import InputError
            from ..review.errors import CorrectionError
            from ..rules.errors import PatternError

            if isinstance(error, InputError):
                stop(str(error), INPUT)
            if isinstance(error, PatternError | CorrectionError):
                stop(str(error), USAGE)
            raise

    return run


def version() -> None:
    """Print which version this is."""
    from .. import __version__

    show([f"reportmine {__version__}\n"])


def warn(notices: Iterable[Notice], quiet: bool) -> None:
    if not quiet:
        for notice in notices:
            say(f"warning: {notice.message}")

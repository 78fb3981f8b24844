"""The entry point: all commands, signals, the end of the process."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from .. import bare, tongue
from . import anywhere, paging, straight
from .manners import DONE

if TYPE_CHECKING:
    import typer

ALONE = (
    "extract",
    "outline",
    "explain",
    "view",
    "diff",
    "audit",
    "series",
)  # commands that are run often, and need no other


def main() -> None:
    """The entry point of the command."""
    # looking for plugins of pydantic means reading the metadata of every installed package
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    bare.permit()
    received: list[int] = []

    def end(number: int, _: object) -> NoReturn:  # an exception, so that half a file is removed
        received.append(number)
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, end)
    call = anywhere.parted(sys.argv[1:])
    tongue.speak(call.language)
    if not call.paged:
        paging.refuse()
    try:
        done = straight.run(call.rest)
        code = _by_typer(call.rest) if done is None else done
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except Exception:
        if not received:
            raise
        code = 128 + received[0]  # pydantic makes an error of its own of what interrupts it
    _leave(code)


def _by_typer(arguments: list[str]) -> int:
    app = _asked(arguments)
    if tongue.language() != "en":
        from .translated import run

        return run(app, arguments)
    app(arguments, prog_name="reportmine")
    return DONE


def _asked(arguments: list[str]) -> typer.Typer:
    """The command line with the command that is asked for, which saves loading the others; with all of them
    where help or an error may tell of them."""
    if arguments[:1] and arguments[0] in ALONE:
        from .app import app, take

        take(arguments[0])
        return app
    from .every import app as whole

    return whole


def _leave(code: int) -> NoReturn:
    """End at once: taking down the dictionaries one word at a time would cost a tenth of a short run."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # the reader is gone, or the stream was closed
            pass
    os._exit(code)

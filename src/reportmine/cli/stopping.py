"""Ctrl-C in a long run: the first asks it to end well, the second ends it."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

from .manners import say


@contextlib.contextmanager
def asked_to_stop() -> Iterator[list[int]]:
    """A list that holds the number of the signal that asked, once one has."""
    received: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield received
        return

    def note(number: int, _: object) -> None:
        received.append(number)
        if len(received) > 1:
            raise KeyboardInterrupt
        say("ending; once more ends at once")

    wanted = [one for one in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(one) != signal.SIG_IGN]
    former = {one: signal.signal(one, note) for one in wanted}
    try:
        yield received
    finally:
        for one, handler in former.items():
            signal.signal(one, handler)

"""The tokens of rich text: groups, control words, and bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...expression import expression

_TOKEN = expression(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])"
    rb"|([{}])|([^\\{}\r\n\0]+)|[\r\n\0]+|\\",
    re.S,
)


class Token(NamedTuple):
    """A token: one of a group's ends, a control word or sign with its number, or bytes."""

    word: str = ""
    """`{`, `}`, a control word, or a control sign with its backslash."""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens one after another; binary data among them is passed over."""
    at, end = 0, len(data)
    while at < end:
        hit = _TOKEN.match(data, at)
        if hit is None:
            return
        at = hit.end()
        word, number, code, sign, brace, text = hit.groups()
        if word is not None:
            value = None if number is None else int(number)
            if word == b"bin":
                at += max(0, value or 0)
            yield Token(word.decode("ascii"), value)
        elif code is not None:
            yield Token(data=bytes((int(code, 16),)))
        elif sign is not None and sign in b"\\{}":
            yield Token(data=sign)  # the second half of a character, too
        elif sign is not None:
            yield Token("\\" + sign.decode("latin-1"))
        elif brace is not None:
            yield Token(brace.decode("ascii"))
        elif text is not None:
            yield Token(data=text)

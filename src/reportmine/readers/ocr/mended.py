"""Characters as OCR mistakes them, put right where those beside them leave no doubt: digits that look like
letters, marks in half width between ideographs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .seen import Sign

ALIKE = {"O": "0", "o": "0", "〇": "0", "l": "1", "I": "1", "|": "1", "丨": "1", "Z": "2", "S": "5", "B": "8"}
"""Characters that look like a digit."""
LETTERS = frozenset("OoIlZSB")
MARKS = frozenset(".,，%％")
POINTS = {"。": ".", "·": ".", "．": "."}
"""What is a decimal point between digits."""
BRACKETS = {"(": ")", "（": "）"}
POINT = frozenset(".,")
"""After which no blank stands within a numeral."""
WIDE = dict(zip("(),:;!?", "（），：；！？", strict=True))
"""Marks that are as wide as the ideographs they stand beside."""


def mended(line: Sequence[Sign]) -> tuple[Sign, ...]:
    """A line with the digits that are surely meant; such a one is not sure (0)."""
    made = list(line)
    for at, one in enumerate(made):
        before, after = (made[n].sign if 0 <= n < len(made) else "" for n in (at - 1, at + 1))
        if one.sign in ALIKE and _numeral(before, after):
            made[at] = one._replace(sign=ALIKE[one.sign], sure=0.0)
        elif one.sign in POINTS and _digit(before) and _digit(after) and not one.spaced:
            made[at] = one._replace(sign=POINTS[one.sign], sure=0.0)
        elif one.spaced and _digit(one.sign) and at > 1 and before in POINT and _digit(made[at - 2].sign):
            made[at] = one._replace(left=made[at - 1].right, spaced=False, sure=0.0)
        elif one.sign in WIDE and (_ideograph(before) or _ideograph(after)):
            made[at] = one._replace(sign=WIDE[one.sign])
    return tuple(_closed(made))


def _closed(line: Sequence[Sign]) -> Iterator[Sign]:
    """The line, with each bracket closed in the width in which it was opened."""
    opened = ""
    for one in line:
        if one.sign in BRACKETS:
            opened = BRACKETS[one.sign]
        elif opened and one.sign in BRACKETS.values():
            one, opened = one._replace(sign=opened), ""
        yield one


def _numeral(before: str, after: str) -> bool:
    """Whether what stands between two characters is a part of a numeral: a digit on one side at least, and no
    letter on the other."""
    if _digit(before) and (_digit(after) or after in MARKS):
        return True
    return before in MARKS and _digit(after)


def _digit(sign: str) -> bool:
    return sign.isascii() and sign.isdigit()


def _ideograph(sign: str) -> bool:
    return sign >= "\u3400" and sign.isalpha()

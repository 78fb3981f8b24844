"""What an ideograph is: the range of characters for regular expressions, and a test of one."""

from __future__ import annotations

RANGE = "\u4e00-\u9fff"  # for a class of characters


def is_ideograph(char: str) -> bool:
    """Whether a character is an ideograph."""
    return "\u4e00" <= char <= "\u9fff"

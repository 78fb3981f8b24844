"""Units that the program computes with: parts of a whole, and changes of shares."""

from __future__ import annotations

from decimal import Decimal

POINT = "个百分点"  # of a change of a share in percent
POINTS = (POINT, "百分点")
TENTH = "成"
RATES = ("%", "‰", *POINTS)  # of shares and changes in tables
SHARES = {"%": Decimal(100), "‰": Decimal(1000), TENTH: Decimal(10), "倍": Decimal(1)}
"""How many of each the whole is."""
SIGNED = ("%", "‰", POINT)  # that a change written with a sign is in
YUAN = ("元", "圆", "块")  # what money of one is called

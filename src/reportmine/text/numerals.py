"""Chinese, Arabic and mixed numerals to exact decimals.

Works on folded text. The grammar is that of Chinese reading: digits before a magnitude multiply it
(三千), smaller magnitudes add up inside a larger one (六亿三千万), and stacked large magnitudes multiply
(134.9万亿).
"""

from __future__ import annotations

import re
from decimal import Decimal

MAX_DIGITS = 15  # significant digits; a longer number is an identifier, and a JSON number stays exact
MAX_VALUE = Decimal(10) ** 18

DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
COUNTED_TWO = "两"
SMALL = {"十": 10, "百": 100}  # those of numbers that number or count a few
TEN_THOUSAND = "万"
LARGE = ((10**12, "万亿"), (10**8, "亿"), (10**4, TEN_THOUSAND))
CHINESE_DIGITS = "".join(DIGITS)
TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")  # numerals of vouchers

_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_PART = re.compile(
    r"(?P<arabic>\d+(?:\.\d+)?)|(?P<digits>[〇零一二两三四五六七八九]+)|(?P<magnitude>[十百千万亿])"
)


def whole(written: str, *, counted: bool = False) -> int | None:
    """A number as headings, dates and sessions write it: 12, 十二, 一百零五, 二〇二五; else None.

    两 counts, as in 前两个季度, and numbers nothing.
    """
    if COUNTED_TWO in written and not counted:
        return None
    if written.isascii() and written.isdecimal():
        return int(written)
    digits = [str(DIGITS[char]) if char in DIGITS else char for char in written]
    if digits and all(digit.isascii() and digit.isdecimal() for digit in digits):
        return int("".join(digits))  # said digit by digit
    total = digit = 0
    for char in written:
        if (size := SMALL.get(char)) is not None:
            total, digit = total + (digit or 1) * size, 0
        elif char in DIGITS:
            digit = DIGITS[char]
        else:
            return None
    return total + digit if written else None


def short(value: Decimal) -> tuple[Decimal, str]:
    """A number in the largest magnitude it reaches, as people say it: 67.7 and 万亿."""
    for size, name in LARGE:
        if abs(value) >= size:
            return value / size, name
    return value, ""


def parse(text: str) -> Decimal | None:
    """The value of a numeral such as 1.58万, 六亿三千万, 3万4000, 12,345 or 一九八五.

    Returns None for what is no well-formed numeral (三五, 万两) or is too large or long to be a measurement.
    """
    if not text or len(text) > 40:
        return None
    plain = text.replace(",", "").replace("，", "").replace("·", ".").translate(FORMAL)
    if _DECIMAL.fullmatch(plain):
        return tidy(value) if sound(value := Decimal(plain)) else None
    for one, spelled in TENS.items():
        plain = plain.replace(one, spelled)
    if "点" in plain:
        return _with_point(plain)
    total = Decimal(0)  # of closed 万 and 亿 groups
    group = Decimal(0)  # of the group being read, below 万
    pending: Decimal | None = None  # a number still waiting for its magnitude
    last = 0  # the last small magnitude: what follows it must be smaller
    position = 0
    zero = False
    zero_word = False  # the number that waits is written 零
    last_large = 0  # the last 万 or 亿
    while position < len(plain):
        match = _PART.match(plain, position)
        if match is None:
            return None
        position = match.end()
        if match["arabic"] is not None or match["digits"] is not None:
            if pending is not None:
                return None
            zero = False
            zero_word = match["digits"] in ("零", "〇")
            if match["arabic"] is not None:
                pending = Decimal(match["arabic"])
            else:
                digits = match["digits"]
                zero = digits[0] in "〇零" and len(digits) > 1
                bare = digits.lstrip("〇零") or "零"
                if len(digits) > 1 and (len(digits) == 2 or len(digits) < len(plain)) and bare == digits:
                    return None  # 三五, 三五千: digits in a row only spell a whole number, as in 一九八五
                if len(bare) > 1 and len(digits) < len(plain):
                    return None
                pending = Decimal("".join(str(DIGITS[d]) for d in bare))
            continue
        size = MAGNITUDES[match["magnitude"]]
        if size < 10**4:
            if pending is None and group and last < size:
                # 千百: a magnitude on a magnitude multiplies only in 万 and 亿
                group, last = group * size, size
                continue
            if pending is None and not group and last == last_large == 10**4:
                total *= size  # 5.29万千升
                continue
            # 一万零十二: a zero only says that a place is empty, and does not multiply the ten
            group += (pending if pending or (pending is not None and not zero_word) else Decimal(1)) * size
            last = size
        else:
            whole = group + (pending or 0)
            if whole:
                # 134.9万亿, 一万二千三百万: what stands before as large a magnitude is counted in it
                total = (total + whole) * size if total and last_large <= size else total + whole * size
            elif pending is not None:
                pass  # 0万
            elif total:
                total *= size  # 万亿
            else:
                total = Decimal(size)
            group, last, last_large = Decimal(0), size, size
        pending = None
    if pending is not None:
        # 一千五 is 1500 and 一亿二 120 million, but 一千零五 is 1005
        spoken = not zero and plain[-1] in DIGITS and plain[-1] != "两" and pending < 10 and last > 10
        if plain[-1] == "两" and last:
            return None
        group += pending * (last // 10) if spoken else pending
    value = total + group
    return tidy(value) if sound(value) else None


def _with_point(plain: str) -> Decimal | None:
    """十三点七, 二点五亿."""
    head, _, tail = plain.partition("点")
    digits = tail.rstrip("十百千万亿")
    if not head or not digits or any(d not in DIGITS for d in digits):
        return None
    whole = parse(head)
    size = parse(tail[len(digits) :]) if len(digits) < len(tail) else Decimal(1)
    if whole is None or size is None:
        return None
    value = (whole + Decimal("0." + "".join(str(DIGITS[d]) for d in digits))) * size
    return tidy(value) if sound(value) else None


def tidy(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent: 15800.00 → 15800."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def sound(value: Decimal) -> bool:
    """Whether a number can be a measurement: not too large, not too many digits."""
    return abs(value) <= MAX_VALUE and len(value.normalize().as_tuple().digits) <= MAX_DIGITS


def spell(value: int) -> str:
    """A whole number below 10**12 in Chinese numerals: 1005 → 一千零五."""
    if not 0 <= value < 10**12:
        raise ValueError(f"{value} is outside 0 … 10**12")
    if value == 0:
        return "零"
    groups = []
    for sign in ("", "万", "亿"):
        value, rest = divmod(value, 10**4)
        groups.append((rest, sign))
    out = ""
    for rest, sign in reversed(groups):
        if not rest:
            continue
        if out and rest < 1000:
            out += "零"
        out += _below_wan(rest) + sign
    return out


def _below_wan(value: int) -> str:
    names = CHINESE_DIGITS[1] + "一二三四五六七八九"
    out, gap = "", False
    for size, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            out += ("零" if gap and out else "") + names[digit] + sign
            gap = False
        else:
            gap = True
    return out

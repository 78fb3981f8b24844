"""Chinese, Arabic and mixed numerals to exact decimals.

Works on folded text. The grammar is that of Chinese reading: digits before a magnitude multiply it
(三千), smaller magnitudes add up inside a larger one (六亿三千万), and stacked large magnitudes multiply
(134.9万亿).
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from ..dataclass import dataclass
from ..rules.expressions import later

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

_DECIMAL = later(r"\d+(?:\.\d+)?")
_ZEROS = "〇零"
_ROW = later(rf"[{CHINESE_DIGITS}]+")
_PART = later(rf"{_DECIMAL.pattern}|{_ROW.pattern}|[{''.join(MAGNITUDES)}]")


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


@lru_cache(maxsize=4096)  # the same few numerals make most of a text, and their values are kept once
def parse(text: str) -> Decimal | None:
    """The value of a numeral such as 1.58万, 六亿三千万, 3万4000, 12,345 or 一九八五.

    Returns None for what is no well-formed numeral (三五, 万两) or is too large or long to be a measurement.
    """
    if not text or len(text) > 40:
        return None
    if len(text) <= MAX_DIGITS and text.isascii() and text.isdecimal():
        return Decimal(int(text))
    plain = text.replace(",", "").replace("，", "").replace("·", ".").translate(FORMAL)
    if _DECIMAL.fullmatch(plain):
        if not plain.replace(".", "").isdecimal():  # digits younger than this Python
            return None
        return tidy(value) if sound(value := Decimal(plain)) else None
    for one, spelled in TENS.items():
        plain = plain.replace(one, spelled)
    if "点" in plain:
        return _with_point(plain)
    if _ROW.fullmatch(plain):
        return _row(plain)
    read = _Sum()
    position = 0
    while position < len(plain):
        part = _PART.match(plain, position)
        if part is None or not read.take(part.group()):
            return None
        position = part.end()
    return read.value()


def _row(digits: str) -> Decimal | None:
    """Digits in a row spell a whole number, as in 一九八五; two of them are a guess: 三五."""
    if len(digits) == 2 and digits[0] not in _ZEROS:
        return None
    return tidy(value) if sound(value := _spelled(digits)) else None


def _spelled(digits: str) -> Decimal:
    return Decimal("".join(str(DIGITS[digit]) for digit in digits))


@dataclass(slots=True)
class _Sum:
    """What a numeral with magnitudes comes to, one part taken after the other."""

    total: Decimal = Decimal(0)  # of closed 万 and 亿 groups
    group: Decimal = Decimal(0)  # of the group being read, below 万
    pending: Decimal | None = None  # a number still waiting for its magnitude
    written: str = ""  # and how it is written
    last: int = 0  # the last magnitude: a small one that follows it must be smaller
    last_large: int = 0  # the last 万 or 亿

    def take(self, part: str) -> bool:
        """Takes a number or a magnitude; False where it cannot stand here."""
        size = MAGNITUDES.get(part)
        if size is None:
            return self._wait(part)
        if size < MAGNITUDES[TEN_THOUSAND]:
            self._small(size)
        else:
            self._large(size)
        self.pending = None
        return True

    def _wait(self, part: str) -> bool:
        """A number waits for its magnitude. Only zeros stand before another digit: 三五千 is a guess."""
        if self.pending is not None:
            return False
        if part[0] in DIGITS:
            digits = part.lstrip(_ZEROS)
            if len(digits) > 1:
                return False
            self.pending = _spelled(digits or part)
        else:
            self.pending = Decimal(part)
        self.written = part
        return True

    def _small(self, size: int) -> None:
        """十, 百 and 千 add up in their group."""
        if self.pending is None and self.group and self.last < size:
            self.group *= size  # 千百: a magnitude on a magnitude multiplies only in 万 and 亿
        elif self.pending is None and not self.group and self.last == self.last_large == 10**4:
            self.total *= size  # 5.29万千升
            return
        else:
            self.group += self._times() * size
        self.last = size

    def _times(self) -> Decimal:
        """What a small magnitude is taken times: once where no number stands before it.

        一万零十二: a zero only says that a place is empty, and does not multiply the ten.
        """
        if self.pending is None or (len(self.written) == 1 and self.written in _ZEROS):
            return Decimal(1)
        return self.pending

    def _large(self, size: int) -> None:
        """万 and 亿 multiply what stands before them, and close its group."""
        whole = self.group + (self.pending or 0)
        if whole and self.total and self.last_large <= size:
            # 134.9万亿, 一万二千三百万: what stands before as large a magnitude is counted in it
            self.total = (self.total + whole) * size
        elif whole:
            self.total += whole * size
        elif self.pending is None:  # and 0万 adds nothing
            self.total = self.total * size if self.total else Decimal(size)  # 万亿, and 万 alone
        self.group, self.last, self.last_large = Decimal(0), size, size

    def value(self) -> Decimal | None:
        """What the parts come to, with a number that still waits."""
        value = self.total + self.group
        if self.pending is not None:
            if self.last and self.written.endswith(COUNTED_TWO):
                return None
            value = self.total + (self.group + self.pending * self._spoken())
        return tidy(value) if sound(value) else None

    def _spoken(self) -> int:
        """What a last digit counts: 一千五 is 1500 and 一亿二 120 million, but 一千零五 is 1005."""
        if self.last <= 10 or self.written not in DIGITS or self.written == COUNTED_TWO:
            return 1
        return self.last // 10


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

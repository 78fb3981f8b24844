"""Numbers of list items, in the formats of automatic numbering (ST_NumberFormat of ISO/IEC 29500)."""

from __future__ import annotations

from collections.abc import Callable

from ..text.numerals import spell

MOST_ROMAN = 3999
MOST_REPEATED = 20  # letters of one number; beyond, digits are more use

_DIGITS = "〇一二三四五六七八九"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千万亿", "零壹貳參肆伍陸柒捌玖拾佰仟萬億")
_LEGAL_JAPANESE = str.maketrans("零一二三四五六七八九十百千万亿", "〇壱弐参四伍六七八九拾百阡萬億")


def number(value: int, form: str) -> str:
    """A number in a format: 12 in chineseCounting is 十二. In digits where the format does not reach."""
    write = _FORMATS.get(form)
    said = write(value) if write and 0 <= value < 10**9 else None
    return str(value) if said is None else said


def _chinese(value: int) -> str:
    """十, 十一, 一百零一."""
    said = spell(value)
    return said[1:] if 10 <= value < 20 else said


def _counting(value: int) -> str:
    """As spoken up to 99; then digit by digit."""
    return _chinese(value) if value < 100 else _digits(value)


def _digits(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _full_width(value: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(value))


def _roman(value: int) -> str | None:
    if not 0 < value <= MOST_ROMAN:
        return None
    out = ""
    for size, sign in _ROMAN:
        times, value = divmod(value, size)
        out += sign * times
    return out


def _letters(value: int) -> str | None:
    """a … z, aa, bb …"""
    if not 0 < value <= MOST_REPEATED * len(_LATIN):
        return None
    repeats, at = divmod(value - 1, len(_LATIN))
    return _LATIN[at] * (repeats + 1)


def _ordinal(value: int) -> str:
    last = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{last}"


def _upper(write: Callable[[int], str | None]) -> Callable[[int], str | None]:
    return lambda value: (write(value) or "").upper() or None


def _run(first: str, count: int) -> Callable[[int], str | None]:
    """Characters that follow each other from 1 on."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else None


def _listed(signs: str) -> Callable[[int], str | None]:
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else None


_FORMATS: dict[str, Callable[[int], str | None]] = {
    "none": lambda value: "",
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _run("①", 20),
    "decimalEnclosedCircleChinese": _run("①", 10),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "ideographEnclosedCircle": _run("㈠", 10),
    "ideographTraditional": _listed("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _listed("子丑寅卯辰巳午未申酉戌亥"),
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "chineseLegalSimplified": lambda value: spell(value).translate(_LEGAL),
    "ideographLegalTraditional": lambda value: spell(value).translate(_LEGAL_TRADITIONAL),
    "japaneseLegal": lambda value: spell(value).translate(_LEGAL_JAPANESE),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
    "lowerLetter": _letters,
    "upperLetter": _upper(_letters),
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
}

"""A number as a spreadsheet shows it: by the code of its format (5.3%, 1,234.50, 2024年3月)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from ...dataclass import dataclass
from ...expression import expression

GENERAL = "General"
BUILT_IN = {  # those of Excel that have no code in the file, as in a Chinese one (ECMA-376, 18.8.30)
    **{0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"},
    **{37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 49: "@"},
    **dict.fromkeys((14, 15, 30, 31), "yyyy-m-d"),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), "yyyy-m"),
    **dict.fromkeys((16, 28, 29, 51, 53, 54, 58), "m-d"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm"),
    22: "yyyy-m-d h:mm",
}
MOST_DIGITS = 15  # that a spreadsheet keeps of a number
MOST_PLACES = 30  # decimals that a format may ask for
LAST_DAY = 2_958_465  # 9999-12-31
_TOKEN = expression(r'"([^"]*)"|[\\!](.)|[_*].|(\[[^\]]*\])|([0#?]+(?:[,.]+[0#?]+)*[,.]*)|(%)|(.)', re.S)
_SECTION = expression(r'((?:"[^"]*"|[\\!_*].|\[[^\]]*\]|[^;])*)(?:;|$)', re.S)
_NOT_DATE = expression(r'"[^"]*"|[\\!_*].|\[[^\]]*\]', re.S)
_DATE = expression(r"[ydhsm]", re.I)
_ELAPSED = expression(r"\[[hms]+\]", re.I)
_CONDITION = expression(r"\[[<>=]")


def shown(raw: str, code: str, from_1904: bool = False) -> str:
    """The number `raw` in a format; plain digits where the format is of a kind that is not known.

    Rounded as the format rounds, since that is what its readers see.
    """
    try:
        value = Decimal(raw)
        if not value.is_finite() or abs(value.adjusted()) > 300:
            return raw
    except InvalidOperation:
        return raw
    value = Decimal(format(float(value), f".{MOST_DIGITS}g"))
    sections = _sections(code)
    bare = _NOT_DATE.sub("", sections[0])
    if code.lower() == GENERAL.lower() or "@" in sections[0]:
        return plain(value)
    if _DATE.search(bare.replace(GENERAL, "")) and not _ELAPSED.search(sections[0]):
        return _date(value, bare.lower(), from_1904) or plain(value)
    section, value = _chosen(sections, value)
    return plain(value) if section is None else _number(value, section)


def _sections(code: str) -> list[str]:
    """The parts of a format: for positive, negative and no numbers, and for texts."""
    found = []
    for hit in _SECTION.finditer(code):
        found.append(hit[1])
        if hit.end(1) == hit.end():  # no semicolon follows
            break
    return found


def plain(value: Decimal) -> str:
    """All digits of a number, and none that say nothing."""
    said = format(value, "f")
    return said.rstrip("0").rstrip(".") if "." in said else said


def _chosen(sections: Sequence[str], value: Decimal) -> tuple[str | None, Decimal]:
    """The part of a format for positive, negative or no numbers, and what it is to show."""
    if any(_CONDITION.search(one) for one in sections):
        return None, value
    if value < 0 and len(sections) > 1:
        signed = sections[1] if "-" in sections[1] or not sections[1] else "-" + sections[1]
        return signed.replace("(", "").replace(")", ""), -value
    if value == 0 and len(sections) > 2 and (not sections[2] or any(sign in sections[2] for sign in "0#?")):
        return sections[2], value
    return sections[0], value


@dataclass(slots=True)
class _Read:
    """A part of a format, taken apart: words and the places of digits between them."""

    pieces: list[tuple[str, bool]]
    """Words, and groups of digits (True)."""
    percent: int = 0
    strange: bool = False


def _read(section: str) -> _Read:
    found = _Read([])
    for hit in _TOKEN.finditer(section):
        quoted, escaped, bracket, digits, percent, other = hit.groups()
        if digits:
            found.pieces.append((digits, True))
        elif percent:
            found.percent += 1
            found.pieces.append(("%", False))
        elif bracket:
            currency = bracket[2:-1].partition("-")[0] if bracket.startswith("[$") else ""
            found.pieces.append((currency, False))
        elif (said := quoted or escaped or other) is not None:
            found.strange |= other is not None and other in "eE/"
            found.pieces.append((said, False))
    return found


def _number(value: Decimal, section: str) -> str:
    if section == "":
        return ""  # three semicolons hide what is in a cell
    if GENERAL in section:
        return "".join(piece.strip('"') for piece in section.partition(GENERAL)[:1]) + plain(value)
    read = _read(section)
    groups = [piece for piece, digits in read.pieces if digits]
    if read.strange or not groups or (len(groups) > 1 and any("." in one for one in groups)):
        return plain(value)
    value *= Decimal(100) ** read.percent
    last = groups[-1]
    scaled = len(last) - len(last.rstrip(","))
    value /= Decimal(1000) ** scaled
    groups[-1] = last.rstrip(",")
    digits = _spread(value, groups) if len(groups) > 1 else [_digits(value, groups[0])]
    said = "".join(digits.pop(0) if is_digits else piece for piece, is_digits in read.pieces)
    return "-" + said.strip() if value < 0 else said.strip()


def _digits(value: Decimal, form: str) -> str:
    """The digits of a number (its sign left out) in the places of a form such as #,##0.00."""
    before, _, after = form.partition(".")
    places = min(len(after), MOST_PLACES)
    rounded = abs(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if _fits(value) else abs(value)
    said = format(rounded, "f")
    whole, _, part = said.partition(".")
    least = after.count("0")
    part = part[:least] + part[least:].rstrip("0")
    whole = whole.zfill(min(before.count("0"), MOST_PLACES)) if before.count("0") else whole.lstrip("0")
    if "," in before:
        whole = f"{int(whole or 0):,}"
    return f"{whole or '0'}.{part}" if part else whole or "0"


def _fits(value: Decimal) -> bool:
    """Whether the number can be rounded in the precision of decimals."""
    return value.adjusted() < 0 or value.adjusted() + MOST_PLACES // 2 < 28


def _spread(value: Decimal, groups: Sequence[str]) -> list[str]:
    """The digits of a whole number over several groups: 12345 in 0 and 0 is 1234 and 5."""
    rounded = abs(value).quantize(Decimal(1), ROUND_HALF_UP) if _fits(value) else abs(value)
    rest = format(rounded, "f").partition(".")[0].zfill(sum(one.count("0") for one in groups))
    found = []
    for group in reversed(groups[1:]):
        wide = sum(group.count(sign) for sign in "0#?")
        found.append(rest[-wide:])
        rest = rest[:-wide]
    return [rest, *reversed(found)]


def _date(value: Decimal, code: str, from_1904: bool) -> str | None:
    """A day, month, year or time, as far as the format shows them; None beyond the calendar."""
    if not 0 <= value <= LAST_DAY:
        return None
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    try:
        day = first + timedelta(seconds=round(float(value) * 86400))
    except OverflowError:
        return None
    said = f"{day.year}年" if "y" in code else ""
    if "y" in code or "d" in code:
        said += f"{day.month}月" if "m" in code.partition("h")[0] else ""
        said += f"{day.day}日" if "d" in code else ""
    if "h" in code:
        said = f"{said} {day.hour}:{day.minute:02}".strip()
    return said or None

"""XLS, ET and XLSB by python-calamine, which runs in a process of its own: it allots what a sheet claims.

It gives numbers without their formats; those of XLS are told by `biff.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import python_calamine

from ...records import Notice
from ...rules.rule import RuleSet
from ..document import Document, Limits, Unreadable
from ..markup import REMEDY
from .biff import formats
from .book import Count, Sheet, document
from .shown import GENERAL, MOST_DIGITS, plain, shown

FORMATS = (
    "numbers of this kind of workbook come without their formats, so that a share shown as 5.3% is 0.053; "
    "save it as XLSX if it has such cells"
)


def read(data: bytes, limits: Limits, rules: RuleSet) -> Document:
    """The sheets of a workbook that are not hidden. Raises Unreadable."""
    codes = formats(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        count, every = Count(limits), book.sheets_metadata
        places = [place for place, one in enumerate(every) if _is_shown(one)]
        sheets = [
            _sheet(book, every[n].name, codes[n] if codes and n < len(codes) else {}, count) for n in places
        ]
    except python_calamine.PasswordError:
        raise Unreadable("is encrypted", "save a copy without a password") from None
    except (python_calamine.CalamineError, OSError, ValueError, KeyError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"is damaged ({str(error)[:200]})", REMEDY) from None
    texts = (text for one in sheets for cells in one.cells.values() for text in cells.values())
    fractions = codes is None and any("0" < text < "1" for text in texts)
    told = [Notice(code="formats", message=FORMATS, start=None, end=None)] if fractions else []
    return document(sheets, len(every) - len(places), limits, told)


def _is_shown(one: Any) -> bool:
    return bool(one.visible == python_calamine.SheetVisibleEnum.Visible)


def _sheet(book: Any, name: str, codes: Mapping[tuple[int, int], str], count: Count) -> Sheet:
    sheet, made = book.get_sheet_by_name(name), Sheet(name)
    line, column = sheet.start or (0, 0)
    for down, row in enumerate(sheet.to_python(), line):
        for across, value in enumerate(row, column):
            if text := _text(value, codes.get((down, across), GENERAL)):
                count.add(text)
                made.put(down, across, text)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        made.spans[top, left] = bottom - top + 1, right - left + 1
    return made


def _text(value: object, code: str) -> str:
    """A value as its format shows it."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            said = plain(Decimal(format(value, f".{MOST_DIGITS}g")))
            return said if code == GENERAL else shown(said, code)
        case datetime() | date():
            return f"{value.year}年{value.month}月{value.day}日"
        case _:
            return str(value)

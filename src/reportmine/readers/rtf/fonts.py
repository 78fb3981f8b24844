"""In which encoding the bytes of rich text are: by the font they stand in, else by what the file declares."""

from __future__ import annotations

_CODE_PAGES = {936: "gb18030", 54936: "gb18030", 950: "cp950", 932: "cp932", 949: "cp949", 65001: "utf-8"}
_SETS = {134: "gb18030", 136: "cp950", 128: "cp932", 129: "cp949"}  # of fonts that are not Latin
DEFAULT = "gb18030"


def of_page(number: int | None) -> str:
    """The encoding of a code page of Windows; that of China where it is none that is known."""
    if number is None:
        return DEFAULT
    if number in _CODE_PAGES:
        return _CODE_PAGES[number]
    return f"cp{number}" if number in range(1250, 1259) else DEFAULT


def of_set(number: int | None) -> str | None:
    """The encoding of the character set of a font; None where the file's own holds."""
    return None if number is None else _SETS.get(number)

"""What a cell of a workbook can hold, and how it looks. No cell is ever a formula."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..expression import expression
from .tabular import whole_characters

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

LONGEST = 32_767  # UTF-16 units that a cell holds
CUT = " …[cut]"
_IMPOSSIBLE = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML
# What the library would not write as it stands: it takes <r>…</r> for mark-up of its own, and of two codes of
# characters that share a _ it escapes only the first
_MISREAD = expression(r"\A<r>|_x[0-9a-fA-F]{4}_x[0-9a-fA-F]{4}_")
_CODE = expression(r"_(?=x[0-9a-fA-F]{4}_)")  # Excel reads _x0041_ as A
_SURE = 6_000  # characters of a text that fits as mark-up, whatever they are
_UNUSUAL = expression("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = expression("\r\n?")  # XML makes \n of both

# codes, in which a zero or a point at the end says something: 1.10, 040000
CODES = frozenset({"section", "id", "parent", "concept", "period", "region_code", "sha256"})
_WIDTHS = {
    "sentence": 60,
    "text": 14,
    "title": 30,
    "issuer": 18,
    "region": 10,
    "file": 24,
    "report": 24,
    "item": 20,
    "metric": 26,
    "message": 70,
    "source": 30,
    "rules": 24,
    "flags": 18,
    "table": 20,
    "uri": 30,
    "value": 18,
    "value_exact": 18,
    "meaning": 90,
    "concept": 20,
}


def width(name: str, kind: str) -> float:
    """How many digits wide a column is."""
    return max(_WIDTHS.get(name, 9 if kind in ("integer", "number") else 12), len(name) + 4)


def cell_text(text: str) -> tuple[str, bool]:
    """A text as a cell can hold it, and whether it had to be cut.

    What XML cannot hold becomes \ufffd, and the ends of lines \\n.
    """
    if len(text) <= LONGEST // 2 and not _UNUSUAL.search(text):
        return text, False
    fit = _IMPOSSIBLE.sub("\ufffd", _LINE_END.sub("\n", whole_characters(text)))
    if len(fit) <= LONGEST // 2 or _units(fit) <= LONGEST:
        return fit, False
    kept = fit.encode("utf-16-le")[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore")
    return kept + CUT, True


def _units(text: str) -> int:
    return len(text) + sum(sign > "\uffff" for sign in text)


class Looks:
    """The formats of cells in one workbook, each made when it is first needed."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[str, Format] = {}

    def numbered(self, pattern: str) -> Format:
        """A number format, such as #,##0.00."""
        return self._made(pattern, num_format=pattern, valign="top")

    @property
    def head(self) -> Format:
        """The line of names."""
        return self._made("head", bold=True, bg_color="#DDE6EE", bottom=1, valign="top")

    @property
    def text(self) -> Format:
        """Plain text."""
        return self._made("text", valign="top")

    @property
    def code(self) -> Format:
        """Text that stays text when it is edited."""
        return self.numbered("@")

    @property
    def link(self) -> Format:
        """What leads to the source."""
        return self._made("link", font_color="#0563C1", underline=1, valign="top")

    def number(self, value: int | float | Decimal, name: str) -> Format:
        """A value has thousands and its own decimals, for 80 % is 80; the others are plain."""
        if name == "confidence":
            return self.numbered("0.00")
        if isinstance(value, int):
            return self.numbered("0")
        return self.numbered(_shape(value if isinstance(value, Decimal) else Decimal(repr(value))))

    def spanned(self, value: Decimal, top: Decimal | None, relation: str) -> Format:
        """A number shown as people read it, ≥6 or 6–6.5, that stays the number it is."""
        sign = "" if relation == "=" else f'"{relation}"'
        end = "" if top is None else f'"–{top:,f}"'
        shape = sign + _shape(value) + end
        return self.numbered(f"{shape};{sign}-{_shape(value)}{end}")

    def _made(self, key: str, **properties: Any) -> Format:
        if key not in self._known:
            self._known[key] = self._book.add_format(properties)
        return self._known[key]


def _shape(value: Decimal) -> str:
    """The number format with the decimals that a value has."""
    exponent = value.normalize().as_tuple().exponent
    places = min(max(-exponent, 0), 15) if isinstance(exponent, int) else 0
    return "#,##0" + ("." + "0" * places if places else "")


def as_written(text: str) -> str:
    """What the library must be given, so that a text that fits a cell stands in it as it is."""
    if ("_x" not in text and not text.startswith("<r>")) or not _MISREAD.search(text):
        return text
    marked = _markup(text)
    return marked if len(marked) <= LONGEST else _markup(text[:_SURE] + CUT)


def _markup(text: str) -> str:
    """A text as the mark-up that the library hands on; what it would escape once more is written as &#95;."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<r><t xml:space="preserve">{_CODE.sub("&#95;x005F&#95;", plain)}</t></r>'

"""Pages put back into paragraphs and tables, one page after another: of PDF, and of OFD."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

from ...dataclass import replace
from ...records import Notice, Page
from ...rules.rule import RuleSet
from ...text.text import Hints
from ..document import Composer, Document, Limits, Textless, Unreadable
from .boxed import Boxed, boxed
from .charts import charts
from .facing import rows_beside
from .furniture import slanted, without_furniture
from .joining import Paragraph, paragraphs
from .letters import wide
from .lines import Line, Piece, lines
from .overleaf import with_whole_labels
from .sheet import Mark, Sheet

SAVE_AGAIN = "get the file again, or open it and save it anew as PDF"
SAME = 3  # pages with one picture at one place: their frame
BYTES = 3  # of an ideograph in UTF-8
FEWEST_WORDS = 4  # ideographs of a title or an author that is an office
OCR = (
    "install OCR with: pip install 'reportmine[ocr]', or turn it into text, for example with "
    "ocrmypdf -l chi_sim"
)
SEEN = "compare its figures with the page before you use them, those flagged ocr-doubt first"
LEFT = "they took it too long, or it failed; print them to a new PDF, or save them as smaller pictures"
MOSTLY = 3  # times the letters that can be read: words that are drawn
DRAWN = (
    "with words that are pictures",
    "on which most words are pictures, whose figures are left out since nothing says what they count",
)
CHARTS = "the numbers in them are no figures, since nothing says what they count"
PICTURES = (
    "nothing in them is read; look at them, or have them read by OCR, for example with "
    "ocrmypdf --redo-ocr -l chi_sim"
)
MOST_NAMED = 20  # ranges of pages that a notice names


class Pages:
    """The pages as far as they are read."""

    def __init__(self, limits: Limits, rules: RuleSet, left: Sequence[int] = ()) -> None:
        """`left` are the pages that OCR was to read and could not."""
        self._limits = limits
        self._left = left
        self._rules = rules
        self._size = 0
        self._lines: list[list[Line]] = []
        self._slanted: list[tuple[str, float]] = []
        self._filled: list[int] = []
        self._garbage: list[int] = []
        self._broken: list[int] = []
        self._drawn: tuple[list[int], list[int]] = [], []  # pages with some words drawn, with most
        self._charts: list[int] = []  # the pages of lines of charts
        self._pictures: list[list[Mark]] = []
        self._blank: list[int] = []
        self._letters = 0
        self._lost = 0.0  # letters that are drawn, about

    def add(self, sheet: Sheet) -> None:
        """One more page. Raises Unreadable where the text grows beyond the limit."""
        self._size += BYTES * sheet.filled
        self._limits.check(self._size, "holds text of")
        letters = sum(glyph.sign.isalpha() for glyph in sheet.upright)
        mostly = sheet.drawn > MOSTLY * letters
        self._lines.append([line for line in _laid_out(sheet, self._rules) if not mostly or _wordy(line)])
        across = "".join(glyph.sign for glyph in sheet.slanted)
        self._slanted.append((across, max((glyph.size for glyph in sheet.slanted), default=0.0)))
        self._filled.append(sheet.filled)
        self._garbage.append(sheet.garbage)
        self._pictures.append(sheet.pictures)
        if sheet.broken:
            self._broken.append(sheet.number)
        if sheet.blank:
            self._blank.append(sheet.number)
        self._letters += letters
        self._lost += sheet.drawn
        if sheet.drawn:
            self._drawn[mostly].append(sheet.number)

    @property
    def filled(self) -> int:
        """Characters in all, blanks left out."""
        return sum(self._filled)

    @property
    def scans(self) -> tuple[int, ...]:
        """The pages that are pictures, or as good as that: OCR may read them."""
        broken = {*self._broken, *self._blank}
        empty = {n for n, count in enumerate(self._filled, 1) if not count and n not in broken}
        return tuple(sorted(empty | {*self._garbled(), *self._drawn[True]}))

    def _garbled(self) -> list[int]:
        pairs = enumerate(zip(self._garbage, self._filled, strict=True), 1)
        return [number for number, (bad, count) in pairs if 20 * bad > count]

    def check(self) -> None:
        """Raises Unreadable where a PDF has no text to speak of: Textless where OCR may help."""
        if len(self._broken) == len(self._filled):
            raise Unreadable("is damaged", SAVE_AGAIN)
        if not sum(self._filled):
            raise Textless("is a PDF without text (a scan)", OCR, self.scans)
        if 2 * sum(self._garbage) > sum(self._filled):
            raise Textless(
                "is a PDF whose letters cannot be told (its fonts have no Unicode map)", OCR, self.scans
            )
        if self._lost > MOSTLY * self._letters:
            raise Textless(
                "is a PDF whose words are pictures (only its digits and little else are text)",
                OCR,
                self.scans,
            )

    def document(self, properties: Mapping[str, str], seen: Sequence[int] = ()) -> Document:
        """All put together; `seen` are the pages that OCR has read."""
        kept = with_whole_labels(without_furniture(self._lines, self._rules), self._rules)
        sizes = [line.size for page in kept for line in page]
        loose = slanted(self._slanted, median(sizes) if sizes else 0.0)
        composer = Composer()
        spans: dict[int, tuple[int, int]] = {}
        waiting = [(number, text) for number, text in enumerate(loose, 1) if text]
        left: Line | None = None  # the last table
        of_charts: list[tuple[int, int]] = []
        for paragraph in paragraphs(kept, self._rules):
            page = paragraph.parts[0][0].page
            while waiting and waiting[0][0] < page:
                _loose(composer, waiting.pop(0), spans)
            line = paragraph.parts[0][0]
            begun = composer.length
            if line.table:
                _put_table(composer, line, left, spans)
                left = line
            else:
                _put(composer, paragraph, spans)
            if line.chart:
                self._charts.append(line.page)
                of_charts.append((begun, composer.length - 1))
        for one in waiting:
            _loose(composer, one, spans)
        notices = (*self._recognised(seen), *self._notices())
        made = composer.document(pages=_pages(len(self._lines), spans), notices=notices)
        read = tuple(spans[number] for number in seen if number in spans)
        hints = _hints(properties, made.text)
        return replace(made, hints=hints, charts=tuple(of_charts), scans=self.scans, recognised=read)

    def _recognised(self, seen: Sequence[int]) -> list[Notice]:
        """Of pages that OCR has read, and of those that it could not."""
        notices = []
        if read := [number for number in seen if self._filled[number - 1]]:
            message = f"{_count(read)} read by OCR ({_listed(read)}): {SEEN}"
            notices.append(Notice(code="ocr", message=message, start=None, end=None))
        if self._left:
            left = sorted(self._left)
            message = f"{_count(left)} that OCR could not read and left out ({_listed(left)}): {LEFT}"
            notices.append(Notice(code="ocr-left-out", message=message, start=None, end=None))
        return notices

    def _notices(self) -> list[Notice]:
        notices = []
        if self._broken:
            message = f"{_count(self._broken)} damaged and left out ({_listed(self._broken)}); {SAVE_AGAIN}"
            notices.append(Notice(code="damaged-pages", message=message, start=None, end=None))
        broken = set(self._broken)
        broken |= set(self._left)
        empty = [n for n, count in enumerate(self._filled, 1) if not count and n not in broken]
        if empty:
            message = f"{_count(empty)} without text ({_listed(empty)}): scans or pictures; {OCR}"
            notices.append(Notice(code="pages-without-text", message=message, start=None, end=None))
        for pages, said in zip(self._drawn, DRAWN, strict=True):
            if pages:
                message = f"{_count(pages)} {said} ({_listed(pages)}); {OCR}"
                notices.append(Notice(code="drawn-text", message=message, start=None, end=None))
        if self._charts:
            pages = sorted(set(self._charts))
            message = f"{_count(pages)} with charts ({_listed(pages)}): {CHARTS}"
            notices.append(Notice(code="charts", message=message, start=None, end=None))
        notices += self._pictured()
        if garbled := self._garbled():
            message = f"{_count(garbled)} with letters that cannot be told ({_listed(garbled)}); {OCR}"
            notices.append(Notice(code="garbled-text", message=message, start=None, end=None))
        return notices

    def _pictured(self) -> list[Notice]:
        """Of pages on which pictures stand beside the text."""
        counts = without_frames(self._pictures)
        pages = [number for number, count in enumerate(counts, 1) if count]
        if not pages:
            return []
        total = sum(counts)
        things = "1 picture" if total == 1 else f"{total:,} pictures"
        message = f"{_count(pages)} with {things} that may hold figures ({_listed(pages)}): {PICTURES}"
        return [Notice(code="pictures", message=message, start=None, end=None)]


def _laid_out(sheet: Sheet, rules: RuleSet) -> list[Line]:
    """The lines of a page in reading order, with the tables that it draws; what is turned after the rest."""
    made: list[Line] = []
    for way, (glyphs, shapes) in enumerate(zip((sheet.upright, *sheet.turned), sheet.shapes, strict=True)):
        tables, rest = boxed(glyphs, shapes, rules)
        found = lines(rest, sheet, way)
        for table in tables:
            _insert(found, table, sheet, str(way) if way else "")
        boxes, page = [table.box for table in tables], (sheet.width, sheet.height)
        of_charts = charts(shapes, found, boxes, page) if not sheet.drawn else ()
        made += [replace(line, chart=True) if id(line) in of_charts else line for line in found]
    return made


def _insert(found: list[Line], table: Boxed, sheet: Sheet, turned: str) -> None:
    """Puts a table before the first line below it that stands in its column."""
    left, bottom, right, top = table.box
    beside = [n for n, line in enumerate(found) if line.left < right and left < line.right]
    at = next((n for n in beside if found[n].y < bottom), beside[-1] + 1 if beside else len(found))
    cells = (Piece("", left, right),)
    frame = found[at - 1].frame if at else turned
    line = Line(sheet.number, cells, cells, top, table.size, frozenset(), 0.0, False, frame)
    found.insert(
        at, replace(line, width=sheet.width, height=sheet.height, table=table.rows, heights=table.heights)
    )


def _wordy(line: Line) -> bool:
    """Whether a line says more in ideographs than in digits."""
    text = line.text + "".join(cell.text for row in line.table for cell in row)
    return sum(map(wide, filter(str.isalpha, text))) > sum(map(str.isdecimal, text))


def _put(composer: Composer, paragraph: Paragraph, spans: dict[int, tuple[int, int]]) -> None:
    """A paragraph or a row into the text, and where its lines stand into the pages' spans."""
    text, before = "", 0
    begun = composer.length
    for line, between in paragraph.parts:
        start = begun + len(text) + len(between)
        if between or not text or not (_hyphened(text, line.text)):
            text += between
        else:
            text = text[:-1]
            start -= 1
            spans[before] = (spans[before][0], start)
        text += (
            "\t".join(piece.text for piece in line.pieces) if paragraph.row and not line.chart else line.text
        )
        first = spans.get(line.page, (start, 0))[0]
        spans[line.page] = (first, begun + len(text))
        before = line.page
    composer.paragraph(text)


def _put_table(composer: Composer, line: Line, left: Line | None, spans: dict[int, tuple[int, int]]) -> None:
    """A table into the text, and where it stands into the pages' spans; `left` is the one before it."""
    begun = composer.length
    composer.table(line.table, rows_beside(left, line) if left is not None else None)
    spans[line.page] = (spans.get(line.page, (begun, 0))[0], composer.length - 1)


def _hyphened(text: str, after: str) -> bool:
    """Whether a hyphen parts a Latin word at the end of a line."""
    ends = text[-2:-1].isascii() and text[-2:-1].isalpha() and text[-1] in "-\u00ad\u2010"
    return ends and after[0].isascii() and after[0].islower()


def _loose(composer: Composer, one: tuple[int, str], spans: dict[int, tuple[int, int]]) -> None:
    """Slanted text of a page, on a line after the page's own."""
    page, text = one
    start = composer.length
    composer.paragraph(text)
    spans[page] = (spans.get(page, (start, 0))[0], start + len(text))


def _pages(count: int, spans: dict[int, tuple[int, int]]) -> tuple[Page, ...]:
    made = []
    at = 0
    for number in range(1, count + 1):
        start, end = spans.get(number, (at, at))
        made.append(Page(number=number, start=start, end=end))
        at = end
    return tuple(made)


def _count(numbers: list[int]) -> str:
    return "1 page" if len(numbers) == 1 else f"{len(numbers):,} pages"


def _listed(numbers: list[int]) -> str:
    """The numbers as ranges: 1, 3–5, 9."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    named = [str(a) if a == b else f"{a}–{b}" for a, b in ranges[:MOST_NAMED]]
    return ", ".join(named) + (" …" if len(ranges) > MOST_NAMED else "")


def _hints(said: Mapping[str, str], text: str) -> Hints:
    """The title and the author that the properties name, where the text says them too."""
    packed = "".join(text.split())
    return Hints(title=_sensible(said.get("Title"), packed), publisher=_sensible(said.get("Author"), packed))


def _sensible(value: str | None, packed: str) -> str | None:
    """A property, unless it is what a program or a clerk's computer put there."""
    words = "".join((value or "").split())
    return words if sum(map(wide, words)) >= FEWEST_WORDS and words in packed else None


def without_frames(pages: Sequence[Sequence[Mark]]) -> list[int]:
    """How many pictures each page has, without those that stand at one place of page after page."""
    often = Counter(mark for page in pages for mark in set(page))
    return [sum(often[mark] < SAME for mark in page) for page in pages]

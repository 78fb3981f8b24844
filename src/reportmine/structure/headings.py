"""Lines that begin with a heading's numbering: their marker, number and title."""

from __future__ import annotations

from collections.abc import Sequence

from ..dataclass import dataclass
from ..expression import expression
from ..rules import matching
from ..rules.expressions import later
from ..rules.matching import Match
from ..rules.rule import Rule, RuleSet
from ..text import numerals

LIMIT = 200  # a title is no longer
WIDEST, NARROWEST = 80, 40  # a printed line holds so many characters, and is so many half widths wide
LISTED = 3  # from this level on, a sentence that is all its line is an item; above it, a clause is
LABEL = 40  # a title before a colon is no longer
OWN = 60  # a heading that must stand on its own line is no longer
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# punctuation and blanks only: the language is in patterns/
_LINE = expression("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = "\u200b\u200c\u200d\u2060\ufeff"
_STOP = later("[。！？；]|(?<!\\d)[：:]|[：:](?!\\d)")  # 7:30 holds no stop
_TRAIL = "，,；;：:、 \t"
_MARKUP = expression("(#{1,6})[ \\t]+(?=[^\\s#])")  # of Markdown
_BOLD = "*_"
_FOOTNOTE = expression("(?:[\\[〔]\\d{1,3}[\\]〕]){1,5}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span without the blanks around it."""

    start: int
    end: int
    marked: int = 0
    """Depth that Markdown's number signs, which stand before the span, give the line; 0: none."""
    edge: int = -1
    """Where the line begins, marks included, if it begins before the span."""

    @property
    def begin(self) -> int:
        """Where the line begins, marks included."""
        return self.start if self.edge < 0 else self.edge


@dataclass(frozen=True, slots=True)
class Family:
    """A way of numbering, from its rule."""

    name: str
    level: int
    rank: int
    least: int
    own: str
    rule: Rule
    words: tuple[str, ...]
    first: bool  # a series of it begins with 1, or is none
    wide: bool  # it divides the report, and what is counted in it keeps the level of its own marker

    @property
    def point(self) -> bool:
        """Points stay at the bottom of the tree, whatever holds them."""
        return self.level == 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that looks like a numbered heading."""

    line: int
    last: int  # the line its title stands on: the next one, where the marker stands alone
    family: Family
    number: int | None
    start: int
    marker_end: int
    title: int
    title_end: int
    body: int
    own: bool  # nothing follows the title on its line
    stopped: bool  # a stop ends the title, or the line does
    figured: bool = False  # the title tells a figure
    tabled: bool = False  # the line is a row of a table
    pressed: bool = False  # it stands between rows of a table
    tail: str = ""  # the last character of its line
    prefix: str = ""  # 1.2 before the 3 of 1.2.3: what its series stands in
    begin: int = -1  # where its line begins, marks included
    marked: bool = False  # Markdown says that it is a heading

    @property
    def strong(self) -> bool:
        """Whether the line would pass for a heading even out of its place in the series."""
        short = self.title_end - self.title <= OWN
        return self.stopped and short and not (self.family.point or self.family.first)

    @property
    def whole(self) -> bool:
        """Whether the title is a sentence that is all its line: an item of a list rather than a heading."""
        return self.own and self.tail in ("；;" if self.family.level < LISTED else "。！；;")


@dataclass(frozen=True)
class Table:
    """The rules of the stage, sorted by what they are for."""

    families: tuple[Family, ...]
    lead: tuple[Rule, ...]
    contents: tuple[Rule, ...]
    named: tuple[Rule, ...]
    plain: tuple[Rule, ...]
    intro: tuple[Rule, ...]
    starter: tuple[Rule, ...]
    figure: tuple[Rule, ...]
    row: tuple[Rule, ...]
    address: tuple[Rule, ...]


def table(rules: RuleSet) -> Table:
    """The rules of the stage, built once per rule set."""
    return rules.once("outline", _table)


def _table(rules: RuleSet) -> Table:
    stage = rules.stage("outline")

    def kind(name: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in stage if rule.data["kind"] == name)

    families = tuple(_family(rule) for rule in kind("marker"))
    others = [
        kind(name)
        for name in ("lead", "contents", "named", "plain", "intro", "starter", "figure", "row", "address")
    ]
    return Table(families, *others)


def _family(rule: Rule) -> Family:
    data = rule.data
    own = data.get("own", False)
    return Family(
        name=str(data.get("family", rule.id)),
        level=data.get("level", 3),
        rank=data.get("rank", 6),
        least=data.get("run", 1),
        own="line" if own is True else str(own or ""),
        rule=rule,
        words=tuple(map(str, data.get("number", ()))),
        first=data.get("first", False) is True,
        wide=data.get("wide", False) is True,
    )


def lines(folded: str, chrome: Sequence[tuple[int, int, str]]) -> list[Line]:
    """The lines that are neither blank nor chrome."""
    kept: list[Line] = []
    at = 0
    for hit in _LINE.finditer(folded):
        start, end = hit.span()
        while start < end and blank(folded[start]):
            start += 1
        while start < end and blank(folded[end - 1]):
            end -= 1
        if start == end:
            continue
        while at < len(chrome) and chrome[at][1] <= start:
            at += 1
        if at < len(chrome) and chrome[at][0] < end:
            continue
        kept.append(_unmarked(folded, start, end))
    return _unwrapped(folded, kept)


def _unmarked(folded: str, start: int, end: int) -> Line:
    """The line without the marks by which Markdown makes it a heading or bold."""
    edge, depth = start, 0
    if folded[start] == "#" and (hit := _MARKUP.match(folded, start, end)) is not None:
        depth, start = len(hit[1]), hit.end()
        while end > start + 1 and folded[end - 1] in "# \t":
            end -= 1
    for mark in (bold * 2 for bold in _BOLD):
        inner = folded.find(mark, start + 2, end)
        if end - start > 4 and folded.startswith(mark, start) and inner == end - 2:
            start, end = start + 2, end - 2
    return Line(start, end, depth, edge if start > edge else -1)


def blank(char: str) -> bool:
    """White space, also of no width."""
    return char.isspace() or char in _BLANK


def _unwrapped(folded: str, rows: list[Line]) -> list[Line]:
    """Where the text is broken into lines of one width, as copies from a printed page are: its paragraphs."""
    if len(rows) < 12 or max(row.end - row.start for row in rows) > WIDEST:
        return rows
    # by what is printed, or by the count of characters
    widths = [sum(1 if char < "\x80" else 2 for char in folded[row.start : row.end]) for row in rows]
    counts = [row.end - row.start for row in rows]
    width, count = (sorted(sizes)[len(rows) * 3 // 4] for sizes in (widths, counts))
    if width < NARROWEST:
        return rows
    broken = [
        (abs(wide - width) <= 4 or abs(many - count) <= 2) and folded[row.end - 1] not in "。！？：；"
        for wide, many, row in zip(widths, counts, rows, strict=True)
    ]
    if sum(broken) < len(rows) * 0.4:
        return rows
    joined = [rows[0]]
    for index, row in enumerate(rows[1:], 1):
        # an empty line never stands within a paragraph
        marked = row.marked or rows[index - 1].marked
        if broken[index - 1] and not marked and folded.count("\n", rows[index - 1].end, row.start) <= 1:
            joined[-1] = Line(joined[-1].start, row.end, 0, joined[-1].edge)
        else:
            joined.append(row)
    return joined


def number(written: str, words: Sequence[str] = ()) -> int | None:
    """The number a marker says: 12, 十二, ⑫, or its place in a list of words."""
    if written in words:
        return words.index(written) + 1
    if len(written) == 1 and written in CIRCLED:
        return CIRCLED.index(written) + 1
    return numerals.whole(written)


def candidates(folded: str, rows: Sequence[Line], rules: Table) -> list[Candidate]:
    """The lines that begin with a marker, in order."""
    marks: list[tuple[Family, Match] | None] = []
    for row in rows:
        led = any(matching.match(lead, folded, row.start, row.start + 1) for lead in rules.lead)
        marks.append(_marker(folded, row, rules.families) if led else None)
    heads: list[Candidate] = []
    for index, mark in enumerate(marks):
        if mark is not None:
            free = index + 1 < len(rows) and marks[index + 1] is None
            head = _candidate(folded, rows, index, *mark, free, rules)
            if head is not None:
                heads.append(head)
    return heads


def tabular(folded: str, row: Line, rules: Table) -> bool:
    """Whether a line is a row of a table: a label, and cells after it."""
    end = min(row.end, row.start + LIMIT)
    return any(matching.search(rule, folded[row.start : end], 0) is not None for rule in rules.row)


def pressed(folded: str, row: Line, rules: Table) -> bool:
    """Whether a line stands between two rows of a table, with no empty line around it."""
    before = folded.rfind("\n", 0, row.begin)
    after = folded.find("\n", row.end)
    if before < 0 or after < 0:
        return False
    start = max(folded.rfind("\n", max(0, before - LIMIT), before) + 1, before - LIMIT)
    return tabular(folded, Line(start, before), rules) and below(folded, row, rules)


def below(folded: str, row: Line, rules: Table) -> bool:
    """Whether the next line, blank or not, is a row of a table."""
    after = folded.find("\n", row.end)
    if after < 0:
        return False
    end = folded.find("\n", after + 1, after + LIMIT)
    return tabular(folded, Line(after + 1, end if end >= 0 else min(len(folded), after + LIMIT)), rules)


def _marker(folded: str, row: Line, families: Sequence[Family]) -> tuple[Family, Match] | None:
    end = min(row.end, row.start + LIMIT)
    for family in families:
        hit = matching.match(family.rule, folded, row.start, end)
        if hit is not None and hit.end() > hit.start():
            return family, hit
    return None


def _candidate(
    folded: str, rows: Sequence[Line], index: int, family: Family, hit: Match, free: bool, rules: Table
) -> Candidate | None:
    row, last = rows[index], index
    written = matching.group(hit, "num")
    value = number(written, family.words) if written else None
    if written and value is None:
        return None
    start = hit.end()
    while start < row.end and blank(folded[start]):
        start += 1
    if start == row.end:  # the marker stands alone: its title is on the next line
        if not free or not row.end - row.start <= OWN:
            return None
        last, row = index + 1, rows[index + 1]
        start = row.start
    end, body, stopped = title_end(folded, start, row.end, family.point)
    if end == start:
        return None
    rest = body
    while rest < row.end and folded[rest].isspace():
        rest += 1
    own = rest >= row.end
    if family.own == "line" and not (own and end - start <= OWN):
        return None
    if family.own == "colon" and not (end < row.end and folded[end] in "：:" and end - start <= LABEL):
        return None
    return Candidate(
        index,
        last,
        family,
        value,
        hit.start(),
        _trim(folded, hit),
        start,
        end,
        body,
        own,
        stopped,
        figured=matching.found(rules.figure, folded[start:end]),
        tabled=tabular(folded, rows[index], rules),
        pressed=pressed(folded, rows[index], rules),
        tail=folded[row.end - 1],
        prefix=matching.group(hit, "in") or "",
        begin=rows[index].begin,
        marked=rows[index].marked > 0,
    )


def _trim(folded: str, hit: Match) -> int:
    """The end of the marker without blanks after it."""
    end: int = hit.end()
    while end > hit.start() + 1 and folded[end - 1].isspace():
        end -= 1
    return end


def title_end(folded: str, start: int, end: int, point: bool) -> tuple[int, int, bool]:
    """Where the title that begins at `start` ends, where the text after it begins, and whether a stop
    (or the end of the line) says so."""
    limit = min(end, start + LIMIT)
    stop, body, stopped = limit, limit, limit == end
    for hit in _STOP.finditer(folded, start, limit):
        at, char = hit.start(), hit.group()
        if char == "；" and not point:
            continue
        if char in "：:" and at + 1 < end:
            label = folded[start:at]
            if len(label) > LABEL or "，" in label or "," in label:
                continue
        stop, body, stopped = at, at + 1, True
        break
    if not stopped:  # no stop in reach: the first clause has to do
        cuts = [at for at in (folded.find(char, start, limit) for char in "；，,") if at > start]
        stop = body = min(cuts, default=min(limit, start + LABEL))
    stop = _trimmed(folded, start, stop)
    if (note := _FOOTNOTE.search(folded, max(start, stop - 30), stop)) is not None and note.start() > start:
        stop = _trimmed(folded, start, note.start())
    return stop, body, stopped


def _trimmed(folded: str, start: int, end: int) -> int:
    """The end of a title without blanks and pauses after it."""
    while end > start and folded[end - 1] in _TRAIL:
        end -= 1
    return end

"""Text to sections: numbered headings, headings without a number, and the tree they make."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from functools import cached_property

from ..dataclass import dataclass
from ..expression import expression
from ..records import Notice, Section
from ..rules import matching
from ..rules.expressions import later
from ..rules.rule import RuleSet
from ..text.text import Text
from . import headings, numbering
from .headings import Candidate, Line, Table
from .numbering import Arranged, Numbered

ADDRESS = 12  # characters at the beginning of a line that an address is sought in
ALL = -9  # an annex ends whatever is open
WIDER = 4  # ranks below that of 一、
SHORT = 48  # a heading without a number is no longer
SENTENCE = 60  # nor is one that is a sentence
BODY = 30  # a line of body text is at least this long, or has a full stop
ENDS = "。！？；：!?;:”’》）)】…"  # what the line before a heading may end with
PAUSES = ("，", "。", "；")
STOPS = ("。", "；", "！")
STARTS_ALIKE = 3  # characters headings of one kind begin with
ALIKE = 3  # headings that begin alike make a kind of their own
OPENING = 4  # characters of words that surely begin a sentence
RUN_ON = 45  # a title longer than this, and three times as long as is usual, has lost its stop
_FIGURE = later("\\d{2,9}(?![\\d年])")
_BRACKETS = expression("《[^《》]*》|“[^“”]*”|\\([^()]*\\)")
_UNBALANCED = expression("(?:《[^《》]*》|“[^“”]*”|\\([^()]*\\)|[《》“”()])")
OPENERS = "，。、；：》”’）)】,.;:!?！？"  # a line that begins with these goes on with the one before


@dataclass(frozen=True)
class Outline:
    """The section tree of a text."""

    sections: tuple[Section, ...]
    markers: tuple[tuple[int, int], ...]
    """Spans of the numbering of headings and of whole lines of a table of contents: no figures in them."""
    titles: tuple[tuple[int, int], ...]
    """Spans of the titles, one for each section."""
    headings: tuple[tuple[int, int], ...]
    """Spans from the marker to the end of the title, one for each section."""
    notices: tuple[Notice, ...] = ()

    def at(self, offset: int) -> Section | None:
        """The innermost section that holds the offset."""
        index = bisect_right(self._starts, offset) - 1
        while index >= 0:
            section = self.sections[index]
            if offset < section.end:
                return section
            index = self._parents.get(section.parent, -1) if section.parent else -1
        return None

    @cached_property
    def _starts(self) -> list[int]:
        return [section.start for section in self.sections]

    @cached_property
    def _parents(self) -> dict[str, int]:
        return {section.id: index for index, section in enumerate(self.sections)}


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading, numbered or not, ready for the tree."""

    start: int
    marker_end: int
    title: int
    title_end: int
    body: int
    level: int
    number: int | None
    begin: int  # where its line begins, marks included
    opens: int  # how deep it lies as what holds others
    closes: int  # what lies as deep as this, or deeper, ends with it


def read(
    text: Text,
    rules: RuleSet,
    chrome: Sequence[tuple[int, int, str]] = (),
    tables: Sequence[tuple[int, int]] = (),
) -> Outline:
    """The outline of a text; no heading is sought in its tables, which belong to their sections.

    Never raises; a text without headings has no sections.
    """
    folded = text.folded
    table = headings.table(rules)
    without = sorted([*chrome, *((a, b, "") for a, b in tables)]) if tables else chrome
    rows = headings.lines(folded, without)
    heads, contents = _without_contents(folded, rows, headings.candidates(folded, rows, table), table)
    arranged = numbering.arrange(heads, _opening(folded, rows))
    numbered = arranged.numbered
    cuts = _lost_stops(folded, rows, numbered, table)
    plain = _unnumbered(folded, rows, arranged, heads, contents, table)
    made = plain
    for one in numbered:
        head = one.head
        end, body = cuts.get(head.start, (head.title_end, head.body))
        opens, closes = _depth(one)
        made.append(
            _Heading(
                head.start,
                head.marker_end,
                head.title,
                end,
                body,
                one.level,
                head.number,
                head.begin,
                opens,
                closes,
            )
        )
    made.sort(key=lambda heading: heading.start)
    last = max(rows[-1].end if rows else 0, max((b for _, b in tables), default=0))
    markers = [(one.start, one.marker_end) for one in made if one.marker_end > one.start]
    markers += [(head.start, head.marker_end) for head in arranged.listed]
    markers += [(rows[index].start, rows[index].end) for index in contents]
    return Outline(
        sections=_tree(text.raw, made, _addresses(folded, rows, table), last),
        markers=tuple(sorted(markers)),
        titles=tuple((one.title, one.title_end) for one in made),
        headings=tuple((one.begin, one.title_end) for one in made),
        notices=tuple(arranged.notices),
    )


def _opening(folded: str, rows: Sequence[Line]) -> int:
    """The first line that is no title and no heading: it ends a sentence, or is as long as two titles."""
    ends = (
        at for at, row in enumerate(rows) if folded[row.end - 1] in STOPS or row.end - row.start > SENTENCE
    )
    return next(ends, len(rows))


def _depth(one: Numbered) -> tuple[int, int]:
    """How deep a numbered heading lies as what holds others, and from which depth on it ends others."""
    family = one.head.family
    if family.rank == 0:
        return 1, ALL
    if family.wide:  # a part holds what has its level: 第一部分 holds 一、
        return family.rank - WIDER, family.rank - WIDER
    return one.level, one.level


def _without_contents(
    folded: str, rows: Sequence[Line], heads: Sequence[Candidate], table: Table
) -> tuple[list[Candidate], set[int]]:
    """The candidates that are no lines of a table of contents, and the lines that are."""
    contents: set[int] = set()
    for index, row in enumerate(rows):
        if row.end - row.start > headings.LIMIT:
            continue
        tail = folded[max(row.start, row.end - 5) : row.end]
        if (tail[-1].isdigit() or row.end - row.start < 8 or tail[-1] in ")-…") and matching.found(
            table.contents, folded[row.start : row.end]
        ):
            contents.add(index)
    for first, after in _listings(folded, rows, heads, contents):
        contents.update(range(heads[first].line, heads[after - 1].last + 1))
    # what else is listed there comes again too: a line without a marker, the last line of the list
    if contents:
        written = [
            folded[row.start : row.end].rstrip("：: ") if row.end - row.start <= headings.OWN else ""
            for row in rows
        ]
        again = Counter(written)
        for index, line in enumerate(written):
            if line and index - 1 in contents and again[line] > 1 and index not in contents:
                contents.add(index)
            again[line] -= 1
    return [head for head in heads if head.line not in contents], contents


def _listings(
    folded: str, rows: Sequence[Line], heads: Sequence[Candidate], contents: set[int]
) -> list[tuple[int, int]]:
    """Series of candidates, from one to before another, that are a table of contents without page numbers.

    There heading follows heading with no text between, and after them the first comes again.
    """
    keys = [
        (one.family.name, one.number, "".join(folded[one.title : one.title_end].split())[:40])
        for one in heads
    ]
    again: list[int | None] = [None] * len(heads)
    latest: dict[tuple[str, int | None, str], int] = {}
    for order in range(len(heads) - 1, -1, -1):
        again[order] = latest.get(keys[order])
        latest[keys[order]] = order
    # how many candidates one after another stand on lines of their own, with no text between
    reach = list(range(len(heads)))
    for order in range(len(heads) - 2, -1, -1):
        this, other = heads[order], heads[order + 1]
        follows = all(
            at in contents or rows[at].end - rows[at].start <= headings.OWN // 2
            for at in range(this.last + 1, min(other.line, this.last + 4))
        )
        if this.own and other.own and follows and other.line - this.last <= 3:
            reach[order] = reach[order + 1]
    found: list[tuple[int, int]] = []
    order = 0
    while order < len(heads):
        back = again[order]
        listed = back is not None and heads[order].own and reach[order] >= back - 1
        if listed and back is not None and (back - order > 1 or heads[order].line - 1 in contents):
            found.append((order, back))
            order = back
        else:
            order += 1
    return found


def _lost_stops(
    folded: str, rows: Sequence[Line], numbered: Sequence[Numbered], table: Table
) -> dict[int, tuple[int, int]]:
    """New ends for run-in titles that run on because the stop after them was lost in the copy.

    Such a title is far longer than its like in the text; it ends where it is as long as its siblings,
    where a sentence seems to begin, or where its last words come again.
    """
    families: dict[str, list[Numbered]] = {}
    for one in numbered:
        if not one.head.family.point:
            families.setdefault(one.head.family.name, []).append(one)
    cuts: dict[int, tuple[int, int]] = {}
    for group in families.values():
        sizes = sorted(one.head.title_end - one.head.title for one in group)
        usual = sizes[len(sizes) // 4]
        surely = [one for one in group if _runs_on(folded, one.head, max(RUN_ON, 3 * usual), usual)]
        if usual > 24 or not 1 <= len(surely) < len(group):
            continue  # long titles are the custom here
        damaged = [one for one in group if _runs_on(folded, one.head, max(22, 2 * usual + 6), usual)]
        hurt = {one.head.start for one in damaged}
        whole = [one for one in group if one.head.start not in hurt]
        common = Counter(one.head.title_end - one.head.title for one in whole)
        siblings: dict[int, Counter[int]] = {}
        for one in whole:
            sizes_here = siblings.setdefault(id(one.run), Counter())
            sizes_here[one.head.title_end - one.head.title] += 1
        votes = {
            one.head.start: _votes(
                folded, one.head, siblings.get(id(one.run), Counter()), common, table, len(surely) < 2
            )
            for one in damaged
        }
        together: dict[int, Counter[int]] = {}
        for one in damaged:
            if votes[one.head.start]:
                best = max(votes[one.head.start].items(), key=lambda vote: (vote[1], -vote[0]))
                together.setdefault(id(one.run), Counter())[best[0]] += 1
        for one in damaged:
            vote = dict(votes[one.head.start])
            for size, count in together.get(id(one.run), Counter()).items():
                if size in vote:
                    vote[size] += min(count, 3) * 0.5
            size, points = max(vote.items(), key=lambda pair: (pair[1], -pair[0]), default=(0, 0.0))
            if points:
                end = one.head.title + size
                cuts[one.head.start] = (end, end)
    return cuts


def _runs_on(folded: str, head: Candidate, most: int, usual: int) -> bool:
    """Whether a title is too long for its kind, or tells figures that belong into the text."""
    size = head.title_end - head.title
    if head.last != head.line:
        return False
    if not head.stopped or size > (2 * most if head.own else most):
        return True
    figures = _FIGURE.search(folded, head.title, head.title_end) is not None
    pauses = sum(folded.count(char, head.title, head.title_end) for char in "，,")
    return figures and size > 2 * usual + 8 and (not head.own or pauses > 2)


def _votes(
    folded: str,
    head: Candidate,
    siblings: Mapping[int, int],
    common: Mapping[int, int],
    table: Table,
    alone: bool,
) -> dict[int, float]:
    """For each length the title may have, how much speaks for it.

    Where one title alone has lost its stop, only words that surely begin a sentence do.
    """
    first = min(
        (at for at in (folded.find(char, head.title, head.title + 60) for char in "，,；") if at > 0),
        default=head.title + 40,
    )
    window = folded[head.title : head.title + 60]
    room = min(first - head.title, 40, len(window))
    total = sum(common.values()) or 1
    votes: dict[int, float] = {}
    starts: dict[int, int] = {}
    for rule in table.starter:
        for size in range(4, room):
            hit = matching.match(rule, window, size)
            if hit is not None:
                starts[size] = max(starts.get(size, 0), hit.end() - size)
    depth = 0
    for size in range(1, room):
        char = window[size - 1]
        depth += (char in "“《(") - (char in "”》)")
        if depth > 0 or size < 4 or window[size] in "，,。、”》);；：:" or char in "、“《(":
            continue
        if alone and starts.get(size, 0) < OPENING:
            continue
        score = 3.0 if size in siblings else 0.0
        score += 2.0 * common.get(size, 0) / total
        if size in starts:
            score += 1.5 if starts[size] < 4 else 2.5
        tail = window[size - 2 : size]
        if tail in window[size : size + 12]:  # the title's last word is taken up again
            score += 1.0 + (window[size - 4 : size] in window[size : size + 16])
        if char in "”》)":
            score += 1.0
        if score:
            votes[size] = score
    return votes


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a text, with what was made of those that begin with numbering."""

    folded: str
    rows: Sequence[Line]
    table: Table
    numbered: Sequence[Numbered]
    taken: frozenset[int]
    """Lines of numbered headings and of tables of contents."""
    running: frozenset[int]
    """Those on which the text goes on after the title."""
    refused: frozenset[int]
    """Lines that begin with numbering and are no headings, so none without a number either."""
    marked: bool
    """Markdown marks the headings: what it does not mark is none."""


def _unnumbered(
    folded: str,
    rows: Sequence[Line],
    arranged: Arranged,
    heads: Sequence[Candidate],
    contents: set[int],
    table: Table,
) -> list[_Heading]:
    """Headings without a marker: short lines that stand before body text, and what Markdown marks."""
    numbered = arranged.numbered
    taken = set(contents)
    for one in numbered:
        taken.update(range(one.head.line, one.head.last + 1))
    marked = _marked(rows, taken)
    page = _Page(
        folded,
        rows,
        table,
        numbered,
        taken=frozenset(taken),
        running=frozenset(one.head.last for one in numbered if not one.head.own),
        refused=frozenset(head.line for head in heads if head.line not in taken),
        marked=len(marked) >= ALIKE or any(one.head.marked for one in numbered),
    )
    places = [one.head.line for one in numbered]
    titles: list[tuple[int, str]] = []  # line, kind: named, title, sentence or marked
    begun = False  # past the title page
    for index, row in enumerate(rows):
        size = row.end - row.start
        if index in taken:
            begun = True
            continue
        if row.marked:
            begun = True
            if index in marked:
                titles.append((index, "marked"))
            continue
        if size <= (SENTENCE if folded[row.end - 1] == "。" else SHORT):
            line = folded[row.start : row.end]
            kind = _kind(page, index, begun)
            if kind == "named" or (kind and not page.marked):
                titles.append((index, kind))
                continue
            if line[-1] in "：:！" and not begun and matching.found(table.plain, line):
                begun = True  # the address to the assembly
        elif size > 60 or folded[row.end - 1] == "。":
            begun = True
    kept = _sentences_in_kind(folded, rows, numbered, places, titles)
    return _levelled(folded, rows, numbered, places, kept)


def _marked(rows: Sequence[Line], taken: set[int]) -> set[int]:
    """The lines that Markdown makes headings, apart from the numbered ones and from the report's title."""
    every = [index for index, row in enumerate(rows) if row.marked]
    marked = {
        index for index in every if index not in taken and rows[index].end - rows[index].start <= SENTENCE
    }
    if every and every[0] in marked:
        depth = rows[every[0]].marked
        if all(rows[index].marked > depth for index in every[1:]):
            marked.discard(every[0])
    return marked


def _kind(page: _Page, index: int, begun: bool) -> str:
    """What kind of heading a short line is: "named", "title", "sentence", or none ("")."""
    folded, rows, table, taken = page.folded, page.rows, page.table, page.taken
    if index + 1 >= len(rows) or index in page.refused:
        return ""
    line = folded[rows[index].start : rows[index].end]
    before = folded[rows[index - 1].end - 1] if index else "。"
    if index and (index - 1 not in taken or index - 1 in page.running) and before not in ENDS:
        return ""  # a fragment of a broken line
    following = rows[index + 1]
    if folded[following.start] in OPENERS or folded[following.start + 1 : following.start + 2] in PAUSES:
        return ""  # the next line goes on with it
    if matching.found(table.named, line):
        return "named" if begun or index == 0 else ""
    size = following.end - following.start
    body = index + 1 not in taken and (size >= BODY or folded[following.end - 1] in "。：")
    if not begun or len(line) < 4 or matching.found(table.plain, line):
        return ""
    if line[-1] == "。":
        alone = "。" not in line[:-1] and not any(char in "0123456789%；：" for char in line)
        # the text after it must be a paragraph, not another short line
        text = folded[following.start : min(following.end, following.start + headings.LIMIT)]
        long = size > len(line) or text.find("。", 0, -1) > 0
        longer = body and size > BODY and long and not matching.found(table.intro, line)
        return "sentence" if alone and longer else ""
    if line[-1] in "，、；：！？,;:!?…" or any(char in "。；！？" for char in line):
        return ""
    if not (body or index + 1 in taken) or any(
        matching.found(no, line) for no in (table.intro, table.figure)
    ):
        return ""
    if _BRACKETS.sub("", line) != _UNBALANCED.sub("", line):
        return ""  # a piece of a sentence
    if headings.tabular(folded, rows[index], table) or headings.below(folded, rows[index], table):
        return ""  # the label of a table
    return "title"


def _sentences_in_kind(
    folded: str,
    rows: Sequence[Line],
    numbered: Sequence[Numbered],
    places: Sequence[int],
    titles: Sequence[tuple[int, str]],
) -> list[tuple[int, str, int]]:
    """The unnumbered headings, each with its depth (0 or 1) below the section it stands in.

    A sentence on a line of its own is a heading only among its like: two of them in one section.
    Where several begin alike, they hold those that do not.
    """
    groups: dict[int, list[int]] = {}
    for line, kind in titles:
        if kind == "sentence":
            groups.setdefault(bisect_right(places, line), []).append(line)
    depth: dict[int, int] = {}
    everywhere = sum(map(len, groups.values()))
    for everyone in groups.values():
        # paragraphs set apart by blank lines: a heading is closer to its text
        gaps = {line: folded.count("\n", rows[line].end, rows[line + 1].start) for line in everyone}
        group = [line for line in everyone if gaps[line] == min(gaps.values())]
        near = [
            line
            for at, line in enumerate(group)
            if (at and line - group[at - 1] <= 4) or (at + 1 < len(group) and group[at + 1] - line <= 4)
        ]
        if len(near) < 2 or everywhere < ALIKE:
            continue
        first = [folded[rows[line].start : rows[line].start + STARTS_ALIKE] for line in near]
        counts = Counter(first)
        major = {start for start, count in counts.items() if count >= ALIKE}
        held = False
        for line, start in zip(near, first, strict=True):
            held = held or start in major
            depth[line] = int(bool(major) and held and start not in major)
    return [(line, kind, depth.get(line, 0)) for line, kind in titles if kind != "sentence" or line in depth]


def _levelled(
    folded: str,
    rows: Sequence[Line],
    numbered: Sequence[Numbered],
    places: Sequence[int],
    titles: Sequence[tuple[int, str, int]],
) -> list[_Heading]:
    """The unnumbered headings with the levels they have among their neighbours."""
    top = min((one.level for one in numbered if one.level < 5), default=1)
    made: list[_Heading] = []
    # the numbered section that is open, and the next one that begins, points apart
    solid = [(place, one) for place, one in zip(places, numbered, strict=True) if one.level < 5]
    solid_places = [place for place, _ in solid]
    lower = _closer(folded, rows, solid_places, titles)
    depths = _marked_depths(rows, solid, titles)
    highest = top
    over: int | None = None  # level of the last heading of words alone
    above = (-1, 0)  # the place among the numbered ones of the last title, and its level
    for line, kind, depth in titles:
        at = bisect_right(solid_places, line)
        around = solid[at - 1][1] if at else None
        follows = solid[at][1] if at < len(solid) else None
        if kind == "named":
            level = highest
        elif kind == "marked":
            level = depths[line]
        elif kind == "sentence":
            level = above[1] if above[0] == at else around.level if around else 0
            level += 1 + depth
        elif follows is not None and follows.head is follows.run.items[0]:
            # what is counted from the start after it lies below it; it lies in what counts on after that
            level = max(_counting(around, line) + 1, follows.level - 1)
        elif around is None or top > 1:
            level = 1
        elif over is not None and over <= around.level and not _goes_on(around, line, follows):
            level = over  # like the one before what is counted here
        else:
            level = around.level + 1
        if kind == "title":
            level += line in lower
            over = level
            above = (at, level)
            highest = min(highest, level)
        row = rows[line]
        end = row.end
        while end > row.start and folded[end - 1] in "。：: ":
            end -= 1
        level = min(level, 4)
        closes = ALL if kind == "named" and level == 1 else level
        made.append(
            _Heading(row.start, row.start, row.start, end, row.end, level, None, row.begin, level, closes)
        )
    return made


def _counting(around: Numbered | None, line: int) -> int:
    """The level of the innermost numbered section at a line whose series counts on after it; 0: none."""
    run = around.run if around else None
    while run is not None:
        if run.items[-1].line > line and not run.family.wide:
            return run.level
        run = run.parent
    return 0


def _closer(
    folded: str, rows: Sequence[Line], places: Sequence[int], titles: Sequence[tuple[int, str, int]]
) -> set[int]:
    """The titles that lie below others since fewer empty lines stand before them."""
    groups: dict[int, list[tuple[int, int]]] = {}
    for line, kind, _ in titles:
        if kind == "title" and line:
            gap = folded.count("\n", rows[line - 1].end, rows[line].start)
            groups.setdefault(bisect_right(places, line), []).append((line, gap))
    lower: set[int] = set()
    for (first, widest), *others in groups.values():
        gaps = [gap for _, gap in others]
        before = rows[first - 1]
        text = before.end - before.start >= BODY or folded[before.end - 1] == "。"  # no page with the title
        if text and len(gaps) > 1 and 1 < min(gaps) <= max(gaps) < widest:
            lower.update(line for line, _ in others)
    return lower


def _marked_depths(
    rows: Sequence[Line],
    solid: Sequence[tuple[int, Numbered]],
    titles: Sequence[tuple[int, str, int]],
) -> dict[int, int]:
    """The levels of what Markdown marks: those of numbered headings that it marks alike, else its own."""
    marks = {line: rows[line].marked for line, kind, _ in titles if kind == "marked"}
    known: dict[int, int] = {}
    for place, one in solid:
        if rows[place].marked:
            known.setdefault(rows[place].marked, one.level)
    highest = min([*marks.values(), *known], default=1)
    offset = min((depth - level for depth, level in known.items()), default=highest - 1)
    return {line: known.get(mark, max(1, mark - offset)) for line, mark in marks.items()}


def _goes_on(around: Numbered, line: int, follows: Numbered | None) -> bool:
    """Whether the series that is open at a line, or one that holds it, counts on after it."""
    if follows is None:
        return False
    return follows.head is not follows.run.items[0] and follows.level <= around.level


def _addresses(folded: str, rows: Sequence[Line], table: Table) -> list[int]:
    """Where the speaker turns to the assembly at the beginning of a line."""
    return [row.start for row in rows if matching.found(table.address, folded[row.start : row.end][:ADDRESS])]


def _tree(raw: str, made: Sequence[_Heading], addresses: Sequence[int], last: int) -> tuple[Section, ...]:
    """The sections, each with its place in the tree and its end.

    Who turns to the assembly is done with the point before: what follows is of the outermost section.
    """
    turns = deque(addresses)
    ends = [last] * len(made)
    ids: list[str] = []
    parents: list[str | None] = []
    counts = [0]  # sections so far at the top, and in each open section
    open_: list[int] = []

    def turned(until: int) -> None:
        while turns and turns[0] < until:
            turn = turns.popleft()
            while len(open_) > 1:
                ends[open_.pop()] = turn
                counts.pop()

    for index, one in enumerate(made):
        turned(one.start)
        while open_ and made[open_[-1]].opens >= one.closes:
            ends[open_.pop()] = one.start
            counts.pop()
        counts[-1] += 1
        parent = ids[open_[-1]] if open_ else None
        parents.append(parent)
        ids.append(f"{parent}.{counts[-1]}" if parent else str(counts[-1]))
        open_.append(index)
        counts.append(0)
    turned(last)
    sections = []
    for index, one in enumerate(made):
        end = max(ends[index], one.title_end)
        body = min(max(one.body, one.title_end), end)
        while body < end and headings.blank(raw[body]):
            body += 1
        sections.append(
            Section(
                id=ids[index],
                level=one.level,
                marker=raw[one.start : one.marker_end] or None,
                number=one.number,
                title="".join(raw[one.title : one.title_end].splitlines()),
                start=one.start,
                end=end,
                body_start=body,
                parent=parents[index],
            )
        )
    return tuple(sections)

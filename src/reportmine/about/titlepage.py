"""The parts of a text in which it speaks of itself: the title page, the opening words, the signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dataclass import dataclass
from ..expression import expression
from ..rules import matching
from ..rules.expressions import later
from ..rules.matching import Match
from ..rules.rule import Rule, RuleSet
from ..structure import headings
from ..structure.headings import Line
from ..structure.sections import Outline
from ..text.text import Text

FRONT = 1500  # characters of the title page, with the opening words
FOOT = 12  # last lines that may hold the signature
WIDE = 90  # a line of the title page is no longer

_NUMBER = later("(?<=\\d)[ \u3000]+(?=[年月日])|(?<=[年月])[ \u3000]+(?=\\d)")  # 2024 年 1 月
_MARKDOWN = expression(r"#{1,6}[ \u3000]+")  # before a heading
_GAP = expression("[ \u3000]{3,}")  # parts what stands side by side on a line set apart
# of what is set apart: 2025 年 统 计 公 报
_TOKEN = expression(r"\d{1,4}|[^\s\da-zA-Z](?:[\[〔]\d{1,2}[\]〕]|[①-⑳])?")
_LETTER = expression(r"[^\W\d_a-zA-Z]")


@dataclass(frozen=True)
class Page:
    """The parts of a text in which it speaks of itself."""

    text: Text
    rules: dict[str, tuple[Rule, ...]]
    head: tuple[Line, ...]  # lines of the title page
    foot: tuple[Line, ...]  # last lines
    front: int  # end of the title page
    body: int  # where the text itself begins
    sections: tuple[str, ...]  # titles, folded

    def line(self, row: Line) -> str:
        """A line's text, folded; characters set apart are closed up."""
        return closed(self.text.folded[row.start : row.end])

    def search(self, field: str, text: str) -> Iterator[Match]:
        """The first match of each rule of a field in a folded text."""
        for rule in self.rules.get(field, ()):
            if (hit := matching.search(rule, text)) is not None:
                yield hit

    def first(self, field: str, text: str) -> Match | None:
        """The first match of the first rule of a field that matches."""
        return next(self.search(field, text), None)

    def office(self, body: str) -> str | None:
        """The kind of a bare body, written in full: 人民政府 for 县政府; None for a body with a name."""
        for rule in self.rules.get("office", ()):
            if (hit := matching.search(rule, body)) is not None:
                return str(rule.data.get("value", "")) or matching.group(hit, "body")
        return None


def closed(line: str) -> str:
    """A line without the blanks between its characters, where all, or all of a part, are set apart."""
    line = line.replace("\n", "")
    if _apart(line):
        return "".join(line.split())
    parts = _GAP.split(line)
    if len(parts) > 1 and any(map(_apart, parts)):
        return dated(" ".join("".join(part.split()) if _apart(part) else part for part in parts))
    return dated(line)


def dated(text: str) -> str:
    """A text without the blanks inside its dates."""
    return _NUMBER.sub("", text)


def _apart(part: str) -> bool:
    """Whether the characters of a part of a line are set apart, three letters at least."""
    tokens = part.split()
    letters = sum(_LETTER.match(token) is not None for token in tokens)
    return letters > 2 and all(map(_TOKEN.fullmatch, tokens)) and _GAP.search(part) is None


def _fields(rules: RuleSet) -> dict[str, tuple[Rule, ...]]:
    """The rules of the stage by what they look for."""
    fields: dict[str, tuple[Rule, ...]] = {}
    for rule in rules.stage("meta"):
        field = rule.data["field"]
        fields[field] = (*fields.get(field, ()), rule)
    return fields


def page(text: Text, outline: Outline, chrome: Sequence[tuple[int, int, str]], rules: RuleSet) -> Page:
    """The parts of a text."""
    fields = rules.once("meta", _fields)
    folded = text.folded
    first = _first(fields, outline, folded)
    front = min(first, FRONT)
    window = folded[: min(len(folded), FRONT)]
    head: list[Line] = []
    body = 0
    for row in headings.lines(window, chrome):
        # the title page ends with the first paragraph
        if row.start >= front or _wide(folded, row) or folded[row.end - 1] in "。；":
            body = row.start
            break
        if matching.found(fields.get("annex", ()), folded[row.start : row.end]):
            if any(_names_report(fields, folded[one.start : one.end]) for one in head):
                body = row.start
                break
            head.clear()  # a report that is itself an annex
            continue
        if (mark := _MARKDOWN.match(folded, row.start, row.end)) is not None:
            row = Line(mark.end(), row.end)
        head += _parted(fields, folded, row)
        if folded[row.end - 1] in "：:" and len(head) > 1 and not _is_label(fields, folded, row):
            body = row.end
            break
    else:
        body = head[-1].end if head else 0
    end = len(folded)
    upper = body if body < end else end // 2  # a text of short lines has no body, but two ends
    while chrome and end and any(start < end <= stop for start, stop, _ in chrome[-8:]):
        end = max(start for start, stop, _ in chrome[-8:] if start < end <= stop)
        while end and headings.blank(folded[end - 1]):
            end -= 1
    start = max(0, end - FRONT)
    tail = [(a - start, b - start, name) for a, b, name in chrome if b > start]
    lines = (Line(r.start + start, r.end + start) for r in headings.lines(folded[start:end], tail))
    foot = [row for row in lines if row.start >= upper][-FOOT:]
    titles = tuple(dated(folded[a:b]) for a, b in outline.titles[:400])
    return Page(text, fields, tuple(head), tuple(foot), max(front, body), body, titles)


def _wide(folded: str, row: Line) -> bool:
    """Whether a line is too long for a title page; one whose characters are set apart may be longer."""
    size = row.end - row.start
    return size > WIDE and (size > 4 * WIDE or len(closed(folded[row.start : row.end])) > WIDE)


def _first(fields: dict[str, tuple[Rule, ...]], outline: Outline, folded: str) -> int:
    """Where the first section begins; of a report that is itself an annex, the first with a number."""
    sections = outline.sections
    if sections and matching.found(fields.get("annex", ()), sections[0].marker or ""):
        before = folded[: sections[0].start].split("\n")
        if not any(_names_report(fields, line.strip()) for line in before):
            sections = tuple(one for one in sections[1:] if one.marker)
    return sections[0].start if sections else len(folded)


def _names_report(fields: dict[str, tuple[Rule, ...]], line: str) -> bool:
    """Whether a line says what kind of report it is, as a title does."""
    return any(matching.found(fields.get(name, ()), line) for name in ("title", "paper"))


def _parted(fields: dict[str, tuple[Rule, ...]], folded: str, row: Line) -> list[Line]:
    """The lines of a paragraph, where one of them is a body: it was set too narrow to be told apart."""
    ends = [at for at in range(row.start, row.end) if folded[at] == "\n"]
    spans = list(zip([row.start, *(at + 1 for at in ends)], [*ends, row.end], strict=True))
    if not ends or not any(matching.found(fields.get("organ", ()), folded[a:b]) for a, b in spans):
        return [row]
    return [Line(a, b) for a, b in spans if folded[a:b].strip()]


def _is_label(fields: dict[str, tuple[Rule, ...]], folded: str, row: Line) -> bool:
    """Whether a line that ends with a colon is a label of the page without its value, and opens no letter."""
    return matching.found(fields.get("label", ()), folded[row.start : row.end])

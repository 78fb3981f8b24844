"""Readings and cells to the records: everything as written, its place in the source, its concept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar

from .figures import signed
from .figures.quantities import Numeral
from .language.lettering import Span
from .meaning import confidence
from .meaning.confidence import Scale
from .meaning.read import Reading
from .meaning.reading import Draft
from .metrics.concepts import Concepts, concepts
from .records import REVIEW, Indicator, Unread, compact
from .rules.rule import RuleSet
from .structure.sections import Outline
from .text import recognised
from .text.flow import Flow
from .text.text import Text
from .times.period import Period

if TYPE_CHECKING:
    from .tables.cellreader import CellReading

LONGEST = 1000  # characters of a sentence or a row that a record repeats
BEFORE = 120  # characters before a figure in which it may be told that it is of something else
CHOSEN = "chosen"  # flag of a row whose item or action was chosen by points
AFTER = 4  # and after it, that it only describes

One = TypeVar("One")
Values = dict[str, Any]  # of the fields of a record
_UNSAID: Values = dict.fromkeys(("action", "whole", "basis"))  # of a cell


def indicators(
    read: Iterable[Reading],
    cells: Iterable[CellReading],
    text: Text,
    running: Flow,
    tree: Outline,
    rules: RuleSet,
) -> tuple[Indicator, ...]:
    """The records of all figures, those of sentences and those of tables, in the order of the text."""
    found: Iterable[Reading | CellReading] = read  # one by one, so that no more than one is held
    if tabled := [(one.start, one) for one in cells]:
        placed: list[tuple[int, Reading | CellReading]]
        placed = [*((_place(one, running), one) for one in read), *tabled]
        tabled.clear()
        placed.sort(key=lambda pair: pair[0])
        found = (one for _, one in drained(placed))
    named, scale = concepts(rules), confidence.scale(rules)
    made: list[Indicator] = []
    sentence = ""
    for n, one in enumerate(found, 1):
        values = _values(n, one, text, running, tree)
        if values["sentence"] != sentence:
            sentence = values["sentence"]
        values["sentence"] = sentence  # the very one: a long sentence of many figures is kept once
        made.append(_known(values, one, text, named, scale))
    return tuple(made)


def drained(found: list[One]) -> Iterator[One]:
    """Each of them, in order, and none is kept: of a long text they take as much memory as its records."""
    found.reverse()
    while found:
        yield found.pop()


def _place(reading: Reading, running: Flow) -> int:
    return running.source(reading.draft.quantity.start, reading.draft.quantity.end)[0]


def _values(n: int, one: Reading | CellReading, text: Text, running: Flow, tree: Outline) -> Values:
    if isinstance(one, Reading):
        return _indicator(n, one, text, running)
    return _cell(n, one, text, tree)


def _indicator(n: int, reading: Reading, text: Text, running: Flow) -> Values:
    one = reading.draft
    q, direction = signed.amount(one.quantity, one.role, one.direction)

    def said(spans: tuple[Span, ...]) -> str | None:
        """Pieces of the text as written, joined, without blanks and broken lines."""
        if running.places is None:
            raw = [text.raw[a:b] for a, b in spans]
        else:
            raw = [text.raw[place] for a, b in spans for place in running.places[a:b]]
        return "".join("".join(raw).split()) or None

    start, end = running.source(q.start, q.end)
    item, action = said(one.item), said(one.action)
    flags = [*q.flags, *one.flags]
    if reading.choice is not None and reading.choice.sure is not None:
        flags.append(CHOSEN)
    if q.unit is None and q.kind == "count":
        flags.append("missing-unit")
    if item is None:
        flags.append("no-item")
    return Values(
        id=n,
        text=text.raw[start:end],
        start=start,
        end=end,
        value=q.value,
        value_max=q.value_max,
        unit=q.unit,
        relation=q.relation,
        kind=q.kind,
        item=item,
        action=action,
        actor=said(one.actor),
        role=one.role,
        direction=direction,
        basis=said((one.basis,)) if one.basis else None,
        whole=said((one.whole,)) if one.whole else None,
        period=_written(reading.period),
        status=reading.status,
        aggregation=reading.aggregation,
        metric=_metric(one, item, action, said(one.verb) or ""),
        section=reading.section,
        sentence=within(text.raw, running.source(*reading.sentence), start, end),
        rules=tuple(dict.fromkeys((*q.rules, *reading.rules))),
        flags=tuple(dict.fromkeys(flags)),
    )


def _written(period: Period | None) -> str | None:
    return str(period) if period is not None else None


def _cell(n: int, one: CellReading, text: Text, tree: Outline) -> Values:
    section = tree.at(one.start)
    return Values(
        id=n,
        text=text.raw[one.start : one.end],
        start=one.start,
        end=one.end,
        value=one.value,
        value_max=one.value_max,
        unit=one.unit,
        relation=one.relation,
        kind=one.kind,
        item=one.item,
        role=one.role,
        direction=one.direction,
        basis=one.basis,
        period=_written(one.period),
        status=one.status,
        metric=(one.item + one.change if one.item else one.change) or None,
        section=section.id if section else None,
        table=one.table,
        sentence=within(text.raw, one.line, one.start, one.end),
        rules=one.rules,
        # a count in a table needs no unit: its headers say of what
        flags=one.flags if one.item else (*one.flags, "no-item"),
    )


def within(raw: str, whole: Span, start: int, end: int) -> str:
    """The sentence or row of a figure; of one without end the part around it.

    Each figure repeats its sentence: without a limit a table of one row would be written out as often as it
    has cells.
    """
    first, last = whole
    if last - first > LONGEST:
        first = max(first, min(start - LONGEST // 2, last - LONGEST))
        last = max(end, min(last, first + LONGEST))
    return raw[first:last]


def _known(
    values: Values, one: Reading | CellReading, text: Text, named: Concepts, scale: Scale
) -> Indicator:
    """The record of some values, with its concept, where it is known, and how sure its reading is."""
    figure: Any = SimpleNamespace(**(_UNSAID | values))
    found = named.find(figure, *around(figure, text))
    if isinstance(one, Reading):
        chosen = one.choice.sure if one.choice else None
        sure = (
            chosen
            if chosen is not None
            else scale.of(confidence.of_record(one.seen, found[0] if found else None))
        )
    else:
        sure = scale.cell if one.item else scale.cell_unnamed
    if cautions := recognised.cautions(text, values["start"], values["end"]):
        values["flags"] = (*values["flags"], *cautions)
        sure = recognised.less_sure(sure, cautions)
    values["confidence"] = sure
    if sure < scale.review:
        values["flags"] = (*values["flags"], REVIEW)
    if found is not None:
        values["concept"], rule = found
        values["rules"] = (*values["rules"], rule)
    return compact(Indicator(**values))


def around(one: Indicator, text: Text) -> tuple[str, str]:
    return text.folded[max(0, one.start - BEFORE) : one.start], text.folded[one.end : one.end + AFTER]


def _metric(one: Draft, item: str | None, action: str | None, verb: str) -> str | None:
    """The row label: action and item; for an amount of change, the item and the verb of change as written."""
    if item is None:
        return None
    if one.role == "change":
        return item if verb in item else item + verb
    return item if not action or action in item else action + item


def unread(text: Text, running: Flow, one: Numeral) -> Unread:
    return _left(text, *running.source(one.start, one.end), one)


def left(text: Text, one: Numeral) -> Unread:
    """A numeral in the places of the source that is no indicator."""
    return _left(text, one.start, one.end, one)


def _left(text: Text, start: int, end: int, one: Numeral) -> Unread:
    return compact(Unread(text=text.raw[start:end], start=start, end=end, reason=one.reason, rule=one.rule))

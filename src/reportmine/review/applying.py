"""Corrections applied to a report: what a person said stands in it, and what could not be applied is told.

A correction holds where its text still stands at its place, in the file that it was made for. Applied twice
it gives what it gives once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from .. import assemble
from ..figures import quantities
from ..metrics.concepts import concepts
from ..records import REVIEW, Indicator, Notice, Report, Section, Unread
from ..rules.files import load as load_rules
from ..rules.rule import RuleSet
from ..text.fold import fold
from ..text.sentences import line_end, sentences
from ..text.text import Text
from .entries import Entry, Fields, Sheet, Value
from .fields import DERIVED, NAMES, NEEDED, fields_of
from .finding import elsewhere
from .reading import read_all

CORRECTED, CONFIRMED, DISPUTED = "corrected", "confirmed", "disputed"  # flags
NOT_A_FIGURE = "not-a-figure"  # the reason of what a person says is none
STALE = "stale-correction"  # the code of a notice
Span = tuple[int, int]
_CONCEPT_OF = frozenset({"item", "action", "role", "kind", "unit", "whole"})
_METRIC_OF = frozenset({"item", "action", "role"})


def correct(
    report: Report, text: Text, corrections: Sequence[Path], *, patterns: Sequence[Path] = ()
) -> Report:
    """A report with what the corrections files say of it; `text` is what it was read from, as `load` gives.

    What cannot be applied is a warning of the report with the code `stale-correction`. Raises CorrectionError
    for a file that is wrong, ValueError where the report is of another text.
    """
    return apply(report, text, read_all(corrections), load_rules(tuple(patterns)))


def apply(
    report: Report, text: Text, sheets: Sequence[Sheet], rules: RuleSet, *, alone: bool | None = None
) -> Report:
    """The same by sheets and rules already read. `alone` says whether a sheet of any other file must be one
    of an older version of this; by default where there is one sheet only."""
    alone = len(sheets) == 1 if alone is None else alone
    if report.source.sha256 != text.source.sha256 or report.source.length != len(text.raw):
        raise ValueError(f"the report of {report.source.name} was not read from this text")
    work = _Work(report, text, rules)
    for sheet in sheets:
        if sheet.sha256 == report.source.sha256:
            work.take(sheet)
        elif alone or _namesake(sheet, report, sheets):
            work.stale += [_of_other(one, sheet, text) for one in sheet.judged]
    return work.report()


def used(sheet: Sheet, reports: Sequence[Report], sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet was applied to one of these reports, or told of as made for another version of it."""
    return any(one.source.sha256 == sheet.sha256 or _namesake(sheet, one, sheets) for one in reports)


def applied(sheet: Sheet, report: Report) -> bool:
    """Whether a report that was read before has all that a sheet says of it already."""
    here = {(one.start, one.end): {*one.flags} for one in report.indicators}
    marks = {CORRECTED, CONFIRMED, DISPUTED}
    return all(
        (one.start, one.end) not in here
        if one.verdict == "not_a_figure"
        else bool(marks & here.get((one.start, one.end), set()))
        for one in sheet.judged
    )


def _namesake(sheet: Sheet, report: Report, sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet is of a file of the same name, which has none of its own."""
    name = Path(report.source.name).name
    own = any(one.sha256 == report.source.sha256 and Path(one.name).name == name for one in sheets)
    return not own and Path(sheet.name).name == name


def _of_other(one: Entry, sheet: Sheet, text: Text) -> str:
    """What to say of a correction of another file."""
    told = f"{sheet.file}: {one.place} ({one.text}) is of another file, whose SHA-256 is {sheet.sha256[:12]}…"
    found = elsewhere(one, text.raw)
    if found is None:
        return f"{told}; check the figure again in this one"
    return f"{told}; its sentence stands here at {found} too: `review --corrections` takes it over"


class _Work:
    """A report while corrections come in: its figures and its other numerals, by their places."""

    def __init__(self, report: Report, text: Text, rules: RuleSet) -> None:
        self._before, self._text, self._rules = report, text, rules
        self._figures = {(one.start, one.end): one for one in report.indicators}
        self._unread = {(one.start, one.end): one for one in report.unread}
        self._over = _cover(self._figures)
        self._over_unread = _cover(self._unread)
        self.stale: list[str] = []
        self._changed = False

    def report(self) -> Report:
        told = {one.message for one in self._before.warnings if one.code == STALE}
        notices = [
            Notice(code=STALE, message=line, start=None, end=None)
            for line in dict.fromkeys(self.stale)
            if line not in told
        ]
        update: dict[str, Any] = {"warnings": (*self._before.warnings, *notices)} if notices else {}
        if self._changed:
            figures = sorted(self._figures.values(), key=lambda one: one.start)
            update["indicators"] = tuple(
                one if one.id == n else one.model_copy(update={"id": n}) for n, one in enumerate(figures, 1)
            )
            update["unread"] = tuple(sorted(self._unread.values(), key=lambda one: one.start))
        return self._before.model_copy(update=update) if update else self._before

    def take(self, sheet: Sheet) -> None:
        """All that a person said; first what is no figure, which makes room for what is one."""
        for one in sorted(sheet.judged, key=lambda one: one.verdict != "not_a_figure"):
            problem = self._taken(one)
            if problem:
                self.stale.append(f"{sheet.file}: {one.place} ({one.text}) {problem}")

    def _taken(self, one: Entry) -> str | None:
        """Apply one entry; the problem and its remedy where it cannot be."""
        if self._text.raw[one.start : one.end] != one.text:
            return f"does not stand at {one.start}; read the file as it was when it was checked (--type)"
        if one.verdict == "not_a_figure":
            self._dropped(one)
            return None
        here = _at(self._over, one) - {(one.start, one.end)}
        for other in sorted(here & self._figures.keys()):
            return f"is crossed by the figure at {other[0]}-{other[1]}; say that one is not_a_figure first"
        truth = one.truth
        if truth is not None:
            return self._set(one, truth)
        self._disputed(one)
        return None

    def _dropped(self, one: Entry) -> None:
        if self._figures.pop((one.start, one.end), None) is not None:
            self._unread[one.start, one.end] = Unread(
                text=one.text, start=one.start, end=one.end, reason=NOT_A_FIGURE, rule=None
            )
            self._over_unread |= _cover([(one.start, one.end)])
            self._changed = True

    def _disputed(self, one: Entry) -> None:
        held = self._figures.get((one.start, one.end))
        # a reading that has changed since is not the one that was said to be wrong
        if held is not None and (not one.read or _same(held, one.read)):
            self._put(held, {"flags": _flagged(held, DISPUTED), "confidence": 0.0})

    def _set(self, one: Entry, truth: Fields) -> str | None:
        held = self._figures.get((one.start, one.end))
        if held is None:
            made = self._made(one, truth)
            if isinstance(made, str):
                return made
            self._figures[one.start, one.end] = made
            self._over |= _cover([(one.start, one.end)])
            self._changed = True
            return None
        wanted = _whole(held, truth, one)
        if problem := _lacks(wanted):
            return problem
        changed = {name: value for name, value in wanted.items() if value != getattr(held, name)}
        after = held.model_copy(update=changed)
        changed |= self._derived(held, after, truth, one)
        flag = CORRECTED if changed or one.verdict != "right" else CONFIRMED
        self._put(held, {**changed, "flags": _flagged(held, flag), "confidence": 1.0})
        return None

    def _put(self, held: Indicator, changed: Mapping[str, Any]) -> None:
        after = held.model_copy(update=changed)
        self._changed |= after != held
        self._figures[held.start, held.end] = after

    def _derived(self, before: Indicator, after: Indicator, truth: Fields, one: Entry) -> dict[str, Any]:
        """The label and the concept of a figure whose fields have changed, where they are not told."""
        out: dict[str, Any] = {}
        moved = {name for name in NAMES if getattr(before, name) != getattr(after, name)}
        if moved & _METRIC_OF and "metric" not in _told(one, _METRIC_OF):
            out["metric"] = _label(before, after)
        if moved & _CONCEPT_OF and "concept" not in _told(one, _CONCEPT_OF):
            out |= self._concept(before, after)
        return {name: value for name, value in out.items() if value != getattr(before, name)}

    def _concept(self, before: Indicator, after: Indicator) -> dict[str, Any]:
        known = concepts(self._rules)
        found = known.find(after, *assemble.around(after, self._text))
        former = known.get(before.concept)
        rules = [one for one in before.rules if former is None or one != former.rule.id]
        return {
            "concept": found[0] if found else None,
            "rules": tuple(dict.fromkeys((*rules, *(found[1:] if found else ())))),
        }

    def _made(self, one: Entry, truth: Fields) -> Indicator | str:
        """A figure that the program did not find, or finds no longer; or why it cannot be."""
        inside = sorted(_at(self._over_unread, one) & self._unread.keys())
        for two in inside:
            if self._digits(two[0], one.start) or self._digits(one.end, two[1]):
                return f"is part of the numeral at {two[0]}-{two[1]}; take all of it"
        told = {
            **self._seen(one.text),
            **{k: v for k, v in truth.items() if v is not None or k not in NEEDED},
        }
        if problem := _lacks(told):
            return problem
        for two in inside:
            del self._unread[two]
        if told.get("role", "level") == "level":
            told["direction"] = None
        fields: dict[str, Any] = told
        section = _section(self._before.sections, one.start)
        made = Indicator(
            id=1,
            text=one.text,
            start=one.start,
            end=one.end,
            sentence=_sentence(self._text.raw, one.start, one.end),
            section=section.id if section else None,
            flags=(CORRECTED,),
            confidence=1.0,
            **fields,
        )
        update: dict[str, Any] = {}
        if "metric" not in _told(one, _METRIC_OF):
            update["metric"] = _label(made, made)
        if "concept" not in _told(one, _CONCEPT_OF):
            update |= self._concept(made, made)
        return made.model_copy(update=update)

    def _digits(self, start: int, end: int) -> bool:
        return any(sign.isascii() and sign.isdigit() for sign in self._text.folded[start:end])

    def _seen(self, text: str) -> dict[str, Value]:
        """What the figure alone says, where it says one quantity."""
        found, _ = quantities.read(fold(text), self._rules)
        if len(found) != 1:
            return {}
        (one,) = found
        return {
            "value": one.value,
            "value_max": one.value_max,
            "unit": one.unit,
            "relation": one.relation,
            "kind": one.kind,
        }


def _cover(found: Iterable[Span]) -> dict[int, Span]:
    """Each character of spans that do not overlap → its span."""
    return {at: one for one in found for at in range(*one)}


def _at(cover: Mapping[int, Span], one: Entry) -> set[Span]:
    """The spans that an entry touches."""
    return {cover[at] for at in range(one.start, one.end) if at in cover}


def _told(one: Entry, of: frozenset[str]) -> Fields:
    """What was said for good: a label as it was read says nothing once what it is made of was corrected."""
    if one.correct.keys() & of:
        return one.correct
    return {**one.read, **one.correct}


def _whole(held: Indicator, truth: Fields, one: Entry) -> dict[str, Any]:
    """All fields as they are to be."""
    out: dict[str, Any] = fields_of(held)
    for name, value in truth.items():
        of = {"metric": _METRIC_OF, "concept": _CONCEPT_OF}.get(name, frozenset())
        if name not in DERIVED or name in _told(one, of):
            out[name] = value
    if out["role"] == "level":
        out["direction"] = None
    return out


def _same(held: Indicator, read: Fields) -> bool:
    """Whether the reading is still the one that was judged, in what a person looks at."""
    return all(getattr(held, name) == value for name, value in read.items() if name not in DERIVED)


def _flagged(held: Indicator, flag: str) -> tuple[str, ...]:
    """The flags with what a person said: it goes before the doubt of the program."""
    if flag == CONFIRMED and CORRECTED in held.flags:
        flag = CORRECTED
    kept = [one for one in held.flags if one not in (REVIEW, CORRECTED, CONFIRMED, DISPUTED)]
    return (*kept, flag)


def _label(before: Indicator, after: Indicator) -> str | None:
    """The row label of a corrected figure: of a change with the verb that it was told with."""
    item, action = after.item, after.action
    if item is None:
        return None
    if after.role == "change":
        was, label = before.item, before.metric
        if before.role == "change" and was and label and label.startswith(was):
            verb = label[len(was) :]
            return item if verb in item else item + verb
        return item
    return item if not action or action in item else action + item


def _lacks(fields: Fields) -> str | None:
    """What keeps fields from being those of a figure, and the remedy."""
    missing = [name for name in ("value", "kind") if fields.get(name) is None]
    if missing:
        return f"does not say its {' and '.join(missing)}; add them under `correct`"
    low, high = fields["value"], fields.get("value_max")
    if isinstance(low, Decimal) and isinstance(high, Decimal) and not low < high:
        return "has a value_max that is not above its value; correct the two together"
    return None


def _section(sections: Sequence[Section], offset: int) -> Section | None:
    """The innermost section of a place."""
    held = [one for one in sections if one.start <= offset < one.end]
    return max(held, key=lambda one: one.start, default=None)


def _sentence(raw: str, start: int, end: int) -> str:
    """The sentence, or the part of a line, that a span stands in."""
    first, last = raw.rfind("\n", 0, start) + 1, line_end(raw, end)
    for a, b in sentences(raw[first:last]):
        if first + a <= start and end <= first + b:
            return assemble.within(raw, (first + a, first + b), start, end)
    return assemble.within(raw, (first, last), start, end)

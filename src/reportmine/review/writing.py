"""Sheets to a corrections file, for an editor: what is to be filled in stands where it is filled in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..expression import expression
from ..tongue import tr
from .entries import FORM, Entry, Fields, Sheet, Value
from .fields import NAMES

HEAD = """\
# Corrections. Of each figure say in `verdict`:
#   "right"         as it stands in `read`
#   "wrong"         and under `correct` the fields that are to be otherwise, such as item = "…";
#                   a field that is to be empty is ""
#   "not_a_figure"  it measures nothing
#   ""              nothing said (left out when the file is applied)
# A figure that was missed is a table [[report.missed]] with start, end, text and its fields under
# [report.missed.correct]. Leave start, end, text and read as they are.
"""  # a message of the catalogue
_OUT_OF_TOML = expression("[\x7f\ud800-\udfff]")


def head() -> str:
    """What a corrections file begins with: how it is filled in, and its form."""
    return f"{tr(HEAD)}\nform = {FORM}\n"


def toml(sheets: Iterable[Sheet]) -> Iterator[str]:
    """A corrections file, in pieces."""
    yield head()
    for sheet in sheets:
        yield f"\n[[report]]\nname = {_text(sheet.name)}\nsha256 = {_text(sheet.sha256)}\n"
        # a table of a list ends where the next begins: those of one name stand together
        for one in sorted(sheet.entries, key=lambda one: one.verdict == "missed"):
            yield from _entry(one)


def _entry(one: Entry) -> Iterator[str]:
    kind = "missed" if one.verdict == "missed" else "figure"
    note = f"# {' '.join(one.note.split())}\n" if one.note else ""
    yield f"\n{note}[[report.{kind}]]\nstart = {one.start}\nend = {one.end}\ntext = {_text(one.text)}\n"
    if one.sentence:
        yield f"sentence = {_text(one.sentence)}\n"
    if kind == "figure":
        yield f"verdict = {_text(one.verdict)}\n"
        if one.read:
            yield f"[report.{kind}.read]\n"
            yield from _fields(one.read, held=True)
    yield f"[report.{kind}.correct]\n"
    yield from _fields(one.correct)


def _fields(found: Fields, held: bool = False) -> Iterator[str]:
    """The fields in the order of the records; `held` leaves out those that a figure does not have."""
    for name in NAMES:
        if name in found and not (held and found[name] is None):
            yield f"{name} = {_value(found[name])}\n"


def _value(value: Value) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return _text(value or "")


def _text(value: str) -> str:
    """A text in quotes: a string of JSON is one of TOML but for halves of characters and one control."""
    told = json.dumps(value, ensure_ascii=False)
    return _OUT_OF_TOML.sub(lambda found: "\\u007f" if found[0] == "\x7f" else "\ufffd", told)

"""Which files, and which of their pages, OCR reads: those without text by default, or none, or all."""

from __future__ import annotations

import json
from typing import Literal, get_args

from ...rules.rule import RuleSet
from .. import isolated
from ..document import Document, Limits, Textless, Unreadable
from . import asking

Ocr = Literal["auto", "never", "always"]
"""auto: pages without text, or whose letters cannot be told; always: every page, whatever text it holds."""
OCR: tuple[Ocr, ...] = get_args(Ocr)
WRITTEN = ("pdf", "ofd")  # kinds whose pages may have a text of their own
DRAWN = ("pdf",)  # of these, those that can be drawn with their letters: OCR can read every page
_MODULE = "ocr.recognised"
_LEAVE_OUT = "leave out --ocr never"


def read_pages(
    kind: str, module: str, data: bytes, limits: Limits, rules: RuleSet, remedy: str, ocr: Ocr
) -> Document:
    """A PDF or an OFD by its own text, by OCR, or by both. Raises Unreadable, and ModuleNotFoundError."""
    if ocr == "always" and kind in DRAWN:
        _needed("is to be read by OCR")
        return _read(kind, data, (), limits, rules)
    try:
        document = isolated.read(module, data, limits, rules, remedy)
    except Textless as error:
        if not error.pages:
            raise
        if ocr == "never":
            raise Unreadable(error.problem, _LEAVE_OUT) from None
        if asking.missing() is not None:
            raise
        return _read(kind, data, error.pages, limits, rules)
    if ocr == "never" or not document.scans or asking.missing() is not None:
        return document
    try:
        return _read(kind, data, document.scans, limits, rules)
    except Unreadable:  # there is a text to be had all the same
        return document


def read_picture(kind: str, title: str, data: bytes, limits: Limits, rules: RuleSet, ocr: Ocr) -> Document:
    """A picture by OCR. Raises Unreadable, and ModuleNotFoundError."""
    if ocr == "never":
        raise Unreadable(f"is a {title} picture, not text", _LEAVE_OUT)
    _needed(f"is a {title} picture, not text")
    return _read(kind, data, (), limits, rules)


def _needed(problem: str) -> None:
    """Raises Unreadable where OCR is not installed."""
    if (name := asking.missing()) is not None:
        raise Unreadable(f"{problem}, and {name} is not installed, which reads it", asking.INSTALL)


def _read(kind: str, data: bytes, pages: tuple[int, ...], limits: Limits, rules: RuleSet) -> Document:
    answer = asking.ask(kind, data, limits, pages)
    told = {"kind": kind, "seen": [page.form() for page in answer.seen], "left": answer.left}
    said = json.dumps(told, ensure_ascii=False)
    given = said.encode("utf-8", "surrogatepass") + b"\n" + (data if kind in WRITTEN else b"")
    return isolated.read(_MODULE, given, limits, rules)

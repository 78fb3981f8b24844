"""Word documents (DOCX, DOCM).

zipfile and expat of the standard library, not python-docx: that unpacks every part at once, without a limit,
refuses packages with a dangling relation, and knows no numbering, changes, text boxes or notes.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ...dataclass import replace
from ...records import Notice
from ...rules.rule import RuleSet
from ...text.text import Hints
from ..document import Document, Limits, Unreadable
from ..found import Found, Writer, noted, whole
from ..markup import scan, tree
from .body import Body
from .flat import is_flat, packed
from .numbering import Numbering
from .package import Package
from .styles import Styles

LEAST_HINT = 4  # letters of a title or a name
HEAD = 20  # lines at the beginning of a text where its title stands
MOST_TITLE = 4  # lines of a title
_PARTS = ("styles", "numbering", "footnotes", "endnotes")
_PROPERTIES = {"core-properties": "dc:title", "extended-properties": "ep:Company"}


def read(data: bytes, limits: Limits, rules: RuleSet) -> Document:
    """The text of a Word document as Word shows it with all changes accepted; notes at its end.

    Raises Unreadable for what is no Word document, is damaged or encrypted, or goes beyond the limits.
    """
    package = Package(packed(data) if is_flat(data[:4096]) else data, limits)
    main = package.main()
    names = _names(package, main)
    parts = package.unpack(main, *names.values())
    roots = {kind: tree(parts[names[kind]], names[kind]) for kind in _PARTS[:2] if kind in names}
    writer = Writer(limits)
    found = Found()
    found.embedded = lambda name: _embedded(package.target(main, name), package, limits, rules, found.said)
    styles = Styles(roots.get("styles"))
    numbering = Numbering(roots.get("numbering"), styles)
    body = Body(styles, numbering, writer.put, found)
    scan(parts[main], main, body)
    body.finish()
    for kind in ("footnote", "endnote"):
        if (name := names.get(kind + "s")) is not None and any(key[0] == kind for key in found.notes):
            notes = Body(styles, numbering, lambda block: None, found)
            scan(parts[name], name, notes)
            for block in noted(kind, notes.notes, found):
                writer.put(block)
    return _with_hints(whole(writer, found, limits), package, names, parts)


def _embedded(
    target: str | None, package: Package, limits: Limits, rules: RuleSet, said: dict[str, Notice]
) -> list[str]:
    """The lines of an embedded page or text, its warnings into `said`; nothing of other files."""
    if target is None or not target.lower().endswith((".html", ".htm", ".xhtml", ".txt", ".mht", ".mhtml")):
        return []
    try:
        from .. import plain
        from ..html import mhtml
        from ..html import read as html
    except ModuleNotFoundError:  # what reads pages is not installed; the warning says what was not read
        return []
    kind = target.lower().rpartition(".")[2]
    try:
        data = package.unpack(target)[target]
        if kind == "txt":
            made = plain.read(data, limits)
        else:
            made = (mhtml if kind.startswith("mht") else html).read(data, limits, rules)
    except Unreadable:
        return []
    for notice in made.notices:  # its place is one of the embedded text
        said.setdefault(notice.code, notice.model_copy(update={"start": None, "end": None}))
    return [line for line in made.text.splitlines() if line.strip()]


def _names(package: Package, main: str) -> dict[str, str]:
    """The parts to read: by their relations, or where they usually are."""
    related = package.related(main)
    names = {kind: related.get(kind, f"word/{kind}.xml") for kind in _PARTS}
    whole = package.related("")
    names |= {kind: whole[kind] for kind in _PROPERTIES if kind in whole}
    return {kind: name for kind, name in names.items() if package.has(name)}


def _with_hints(
    document: Document, package: Package, names: dict[str, str], parts: dict[str, bytes]
) -> Document:
    """With the title and the company of the properties where lines of the text say the same.

    Most are left over from a template, from last year's report, or from whoever set up the machine.
    """
    title, company = (_property(parts, names, kind, element) for kind, element in _PROPERTIES.items())
    lines = [line for line in map(_bare, document.text.splitlines()) if line] if title or company else []
    hints = Hints(
        title=title if title and _bare(title) in _titles(lines[:HEAD]) else None,
        publisher=company if company and _bare(company) in lines else None,
    )
    return replace(document, hints=hints)


def _titles(lines: list[str]) -> set[str]:
    """The lines, and what some of them make together: a long title takes several."""
    spans = ((start, start + count) for start in range(len(lines)) for count in range(1, MOST_TITLE + 1))
    return {"".join(lines[start:end]) for start, end in spans}


def _property(parts: dict[str, bytes], names: dict[str, str], kind: str, element: str) -> str | None:
    if kind not in names:
        return None
    try:
        root: Element = tree(parts[names[kind]], names[kind])
    except Unreadable:
        return None  # nothing of the text depends on it
    found = next(root.iter(element), None)
    said = " ".join((found.text or "").split()) if found is not None else ""
    return said if sum(sign.isalpha() for sign in said) >= LEAST_HINT else None


def _bare(text: str) -> str:
    return "".join(text.split())

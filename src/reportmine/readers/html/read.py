"""Web pages: the article without the site around it, its tables, and what the page's head says of it."""

from __future__ import annotations

from collections.abc import Sequence

from ...dataclass import replace
from ...expression import expression
from ...rules.rule import RuleSet
from ..decoding import Decoded
from ..document import Composer, Document, Limits, Unreadable
from ..plain import replaced_characters
from .decode import decode_page
from .hints import hints
from .left import notices as left_out
from .lines import Line, lines
from .main import Article, article
from .pictures import notices as pictures
from .signs import Signs, signs
from .tables import Table, name, tables
from .tabs import open_tabs
from .tree import Tree, parse

SHORT = 120  # characters of a line that may be the site's
_INSIDE = expression("[。；]")
_GAPS = " |\u3000"
_JOINED = _GAPS + "：:"  # a value stands directly after its name
_LAST = expression(r"[ |\u3000]+([^ |\u3000]+)$")
_APART = ("piece", "byline", "line", "scrap")  # what a part of a line is that stands for itself


def read(data: bytes, limits: Limits, rules: RuleSet) -> Document:
    """The article of a page. Raises Unreadable."""
    return from_decoded(decode_page(data), limits, rules)


def from_decoded(decoded: Decoded, limits: Limits, rules: RuleSet) -> Document:
    """The article of a page already decoded. Raises Unreadable."""
    known = signs(rules)
    tree = parse(decoded.text, known)
    open_tabs(tree, known)
    told = hints(tree, known)
    composer = Composer()
    foreign = _foreign(tree, known)
    found = lines(tree, foreign, known)
    chosen = _compose(tree, found, [title for title in (told.title, tree.title) if title], known, composer)
    if not composer.length and tree.title and not found:
        composer.paragraph(tree.title)  # a frame around other pages, or one that a script fills
    if not composer.length:
        raise Unreadable(
            "has no text: the page may build it by script",
            "open it in a browser and save it as a complete page, or copy the text into a file",
        )
    made = composer.document()
    limits.check(len(made.text.encode("utf-8", "replace")), "holds text of")
    lost = made.text.count("\ufffd") if decoded.replaced else 0
    notices = [replaced_characters(made.text, lost)] if lost else []
    kept = {*chosen.lines, *chosen.others}
    notices += left_out(decoded.text, tree, found, kept, made.text, known)
    if all(one.code != "shell" for one in notices):  # which tells of them
        notices += pictures(tree, chosen, found, foreign, known)
    head = hints(tree, known, chosen.heading)
    return replace(made, encoding=decoded.encoding, hints=head, notices=tuple(notices))


def _compose(
    tree: Tree, found: Sequence[Line], titles: list[str], known: Signs, composer: Composer
) -> Article:
    """Put the article together from its lines."""
    in_table = tables(tree, found, known)
    chosen = article(tree, found, in_table, known, titles)
    put: set[int] = set()
    for i in chosen.lines:
        table = in_table.get(i)
        if table is None:
            if text := _cleaned(found, i, chosen, known):
                composer.paragraph(text)
        elif table.node not in put:
            put.add(table.node)
            _put(table, known, composer)
    return chosen


def _put(table: Table, known: Signs, composer: Composer) -> None:
    for fact in table.facts:
        if not known.has("number", name(fact)):
            composer.paragraph(fact)
    if table.rows:
        composer.table(table.rows)


def _cleaned(found: Sequence[Line], index: int, chosen: Article, known: Signs) -> str:
    """A line without what is the site's in it; empty if it all is."""
    text = found[index].text
    if len(text) > SHORT or _INSIDE.search(text) or index == chosen.title:
        return text
    if known.has("line", text):
        return ""
    if chosen.aside(index):
        if index and known.has("count", text) and known.has("line", found[index - 1].text):
            return ""
        if text[:12].count("：") and known.has("number", name(text)):
            return ""
        text = known.without("scrap", parted(found[index], known)).strip(_GAPS)
        if known.has("line", text):
            return ""
        if known.has("byline", text):
            text = _without_buttons(text, known)
    return text


def parted(line: Line, known: Signs) -> str:
    """A line with a blank before each part that stands for itself: 2026-01-06 and 18:42 in two elements.

    In a line of source and time every element is parted from the one beside it.
    """
    for all_apart in (False, True):
        text = ""
        for part, apart in line.parts:
            alone = (apart and all_apart) or any(known.has(kind, part) for kind in _APART)
            text += f" {part}" if alone and text and text[-1] not in _JOINED else part
        stamped = any(known.has("byline", part) and ":" in part.replace("：", ":") for part, _ in line.parts)
        if not stamped and not known.has("byline", text):
            break
    return text if any(known.has(kind, text) for kind in ("byline", "scrap")) else line.text


def _without_buttons(text: str, known: Signs) -> str:
    """A line of source and time without the buttons at its end."""
    while (end := _LAST.search(text)) and known.has("line", end[1]) and not known.has("piece", end[1]):
        text = text[: end.start()]
    return text


def _foreign(tree: Tree, known: Signs) -> list[bool]:
    """For each node whether it is a link to another page: not to a place in this one, nor to a file."""
    out = []
    for tag, attributes in zip(tree.tags, tree.attributes, strict=True):
        href = attributes.get("href", "").strip() if tag == "a" else ""
        anchor = "#" in href and not href.endswith("#")
        out.append(bool(href) and not anchor and not known.has("suffix", href))
    return out

"""The page of two reports: both texts with the figures marked, each pair linked, and the table of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from ...records import Diff, Indicator, Report, Side
from ...text.text import Text
from ..diffs.words import metric, written
from . import page
from .body import article
from .entries import PARTS, Entry, entries, spoken
from .labels import Labels, labels
from .layers import Span
from .safe import escaped
from .sections import SECTIONS
from .sections import table as sections_table

Given = tuple[Report, Text]
_VERDICTS = ("targets", "restated")


def diff_to_html(found: Diff, old: Given, new: Given, language: str = "en") -> str:
    """The page of a diff as HTML: one file that needs nothing else, both texts side by side.

    `found` is what `diff` gives, or `sift` leaves of it; `old` and `new` are the two reports, each with the
    text that it was read from, as `load` gives it; `language` ("en", "zh") that of the page's own words.

    Raises ValueError for a report of another text or another diff, and for a language that no page speaks.
    """
    return "".join(pieces(found, old, new, language))


def pieces(found: Diff, old: Given, new: Given, language: str = "en") -> Iterator[str]:
    """The same in pieces.

    Raises ValueError for a report of another text, and for a language that no page speaks.
    """
    for side, (report, text) in zip((found.old, found.new), (old, new), strict=True):
        if not side.source.sha256 == report.source.sha256 == text.source.sha256:
            raise ValueError(f"the diff is not of {text.source.name}")
    words = {**labels(language), **labels(language, "compared.toml")}
    lines = list(entries(found, words))
    title = f"{_name(found.old)} → {_name(found.new)}"
    sections = {
        side: [[one.id, f"{one.marker or ''}{one.title}"] for one in report.sections]
        for side, (report, _) in (("o", old), ("n", new))
    }
    told = {name: words[name] for name in ("ui", "pairs", "change")}
    yield from page.page(
        title,
        told,
        _body(title, found, lines, (old, new), words),
        sections,
        styles=("page.css", "several.css", "pairs.css"),
        scripts=("pairs.js",),
    )


def _name(side: Side) -> str:
    return side.title or side.source.name


def _body(
    title: str, found: Diff, lines: Sequence[Entry], texts: tuple[Given, Given], words: Labels
) -> Iterator[str]:
    say = words["pairs"]
    for place in ("old", "new", "table"):
        yield f'<a class="skip" href="#{place}">{say[f"to-{place}"]}</a>'
    yield f"\n<main>\n<header>\n<h1>{escaped(title)}</h1>\n"
    yield from _facts(found, lines, words)
    yield '</header>\n<div class="texts">\n'
    for side, place, (report, text) in zip("on", ("old", "new"), texts, strict=True):
        marked = _marked(lines, side, words)
        bare = report.model_copy(
            update={"unread": (), "indicators": tuple(one for one in report.indicators if one.id in marked)}
        )
        year = say["year-unknown"] if report.year is None else str(report.year)
        head = f"{say[place]} · {year}"
        yield f'<section class="text" aria-label="{escaped(head)}"><h2>{escaped(head)}'
        yield f"<small>{escaped(report.source.name)}</small></h2>\n"
        yield f'<article id="{place}" lang="zh" tabindex="0" aria-label="{escaped(head)}">'
        yield from article(bare, text, words, mark=partial(_of, marked), before=side)
        yield "</article></section>\n"
    yield '</div>\n<p id="told" role="status"></p>\n<section id="table" tabindex="-1">\n'
    yield f'<h2>{say["table"]}</h2>\n<div class="rows">'
    for part, held in groupby(lines, key=lambda one: one.part):
        yield from _table(part, list(held), words)
    yield from sections_table(found.sections, words)
    yield "</div>\n</section>\n</main>"


def _facts(found: Diff, lines: Sequence[Entry], words: Labels) -> Iterator[str]:
    say = words["pairs"]
    years = [say["year-unknown"] if one.year is None else str(one.year) for one in (found.old, found.new)]
    issuers = dict.fromkeys(one.issuer for one in (found.old, found.new) if one.issuer)
    facts = [*([" → ".join(issuers)] if issuers else []), " → ".join(years)]
    yield f'<p class="facts" lang="zh">{escaped(" · ".join(facts))}</p>\n'
    names = " → ".join(one.source.name for one in (found.old, found.new))
    yield f'<p class="file">{escaped(names)}</p>\n<ul class="legend">'
    counts = Counter({SECTIONS: len(found.sections), **Counter(one.part for one in lines)})
    for part in (*PARTS, SECTIONS):
        if counts[part]:
            yield f'<li><a class="{part}" href="#p-{part}">{words["change"][part]}</a> {counts[part]}'
            yield f"{_verdicts(part, lines, words)}</li>"
    yield "</ul>\n"
    yield from page.warned(found.warnings, words)


def _verdicts(part: str, lines: Iterable[Entry], words: Labels) -> str:
    """How many targets or claims came to what."""
    if part not in _VERDICTS:
        return ""
    counts = Counter(one.sign for one in lines if one.part == part)
    told = words["ui"]["comma"].join(f"{words['verdict'][name]} {count}" for name, count in counts.items())
    return f" <small>({told})</small>"


# ---- the marks


def _marked(lines: Iterable[Entry], side: str, words: Labels) -> Mapping[int, Span]:
    """The span of each figure of a side that a line has, by its id; it leads to its counterpart."""
    held: dict[int, list[Entry]] = {}
    figures: dict[int, Indicator] = {}
    for line in lines:
        for one in line.old if side == "o" else line.new:
            held.setdefault(one.id, []).append(line)
            figures[one.id] = one
    return {key: _span(figures[key], side, of, words) for key, of in held.items()}


def _of(marked: Mapping[int, Span], one: Indicator) -> Span:
    return marked[one.id]


def _span(one: Indicator, side: str, lines: Sequence[Entry], words: Labels) -> Span:
    first = lines[0]
    other, others = ("n", first.new) if side == "o" else ("o", first.old)
    place = f"{other}f{others[0].id}" if others else first.id
    kinds = " ".join(dict.fromkeys(f"{line.part} {line.sign}" for line in lines))
    kinds = " ".join(dict.fromkeys(kinds.split()))
    tag = f'<a href="#{place}" class="{kinds}"'
    told = "\n".join(spoken(line, words) for line in lines)
    return Span(
        one.start,
        one.end,
        f'{tag} id="{side}f{one.id}" title="{escaped(told)}">',
        f'{tag} tabindex="-1">',
        "</a>",
    )


# ---- the table


def _table(part: str, lines: Sequence[Entry], words: Labels) -> Iterator[str]:
    say = words["pairs"]
    yield f'<div class="part" id="p-{part}"><table><caption><span class="{part}">{words["change"][part]}'
    yield f"</span> {len(lines)}</caption><thead><tr>"
    yield from (f"<th scope=col>{say[name]}" for name in ("metric", "before", "after", "what"))
    yield "<tbody>\n"
    yield from (_line(one, words) for one in lines)
    yield "</table></div>\n"


def _line(one: Entry, words: Labels) -> str:
    """A line; tags that HTML lets end by themselves are left out."""
    status = f" <em>{words['status']['target']}</em>" if one.label.status == "target" else ""
    why = f"<br><small>{escaped(one.why)}</small>" if one.why else ""
    side = "n" if one.old else "o"
    if one.maybe:
        links = words["ui"]["comma"].join(_link(figure, side) for figure in one.maybe)
        why += f"<br><small>{words['pairs']['may-be']} {links}</small>"
    cells = (
        f"<td lang=zh>{escaped(metric(one.label))}{status}",
        f"<td lang=zh>{' '.join(_link(figure, 'o') for figure in one.old)}",
        f"<td lang=zh>{' / '.join(_link(figure, 'n') for figure in one.new)}",
        f'<td><a href="#{one.id}" class="{one.sign}">{escaped(one.told)}</a>{why}',
    )
    return f'<tr id="{one.id}"{_known(one, side)}>{"".join(cells)}\n'


def _link(one: Indicator, side: str) -> str:
    return f'<a href="#{side}f{one.id}">{escaped(written(one))}</a>'


def _known(one: Entry, side: str) -> str:
    """What the script is told of a line: its figures, concepts and sections."""
    lit = [f"of{figure.id}" for figure in one.old] + [f"nf{figure.id}" for figure in one.new]
    lit += [f"{side}f{figure.id}" for figure in one.maybe]
    both = [("o", figure) for figure in one.old] + [("n", figure) for figure in one.new]
    sections = dict.fromkeys(f"{name}{figure.section}" for name, figure in both if figure.section)
    concepts = dict.fromkeys(figure.concept for _, figure in both if figure.concept)
    facts = {"f": " ".join(lit), "s": "\t".join(sections), "c": "\t".join(concepts), "p": one.part}
    return "".join(f' data-{name}="{escaped(value)}"' for name, value in facts.items() if value)

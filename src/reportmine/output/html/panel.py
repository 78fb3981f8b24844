"""The page of many reports: each metric over the years, as a chart, and the table of all values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...records import Point, Series
from ..export import short
from . import page
from .charts import Numbered, chart, sparkline, year_of
from .labels import Labels, labels
from .safe import escaped

_FEW = 2  # years that a course takes


def series_to_html(found: Series, language: str = "en", *, least: int = _FEW) -> str:
    """The page of a series as HTML, one file that needs nothing else: each metric over the years, drawn.

    `found` is what `series` gives; metrics with values of fewer than `least` years are left out and counted;
    `language` ("en", "zh") is that of the page's own words. Raises ValueError for one that no page speaks.
    """
    return "".join(pieces(found, language, least=least))


def pieces(found: Series, language: str = "en", *, least: int = _FEW) -> Iterator[str]:
    """The same in pieces.

    Raises ValueError for a language that no page speaks.
    """
    words = {**labels(language), **labels(language, "compared.toml")}
    numbered = enumerate(found.points, 1)
    groups = [list(held) for _, held in groupby(numbered, key=lambda one: one[1].series)]
    shown = [held for held in groups if len(_years(held)) >= least]
    title = words["panel"]["title"].replace("{n}", str(len(shown)))
    told = {name: words[name] for name in ("ui", "panel")}
    left = words["panel"]["left"].replace("{least}", str(least)), len(groups) - len(shown)
    body = _body(found, title, shown, left, words)
    yield from page.page(
        title, told, body, {}, styles=("page.css", "several.css", "panel.css"), scripts=("panel.js",)
    )


def _years(held: Sequence[Numbered]) -> set[int]:
    return {year for year in (year_of(one) for _, one in held) if year is not None}


def _body(
    found: Series, title: str, shown: Sequence[Sequence[Numbered]], left: tuple[str, int], words: Labels
) -> Iterator[str]:
    say = words["panel"]
    for place in ("table", "charts"):
        yield f'<a class="skip" href="#{place}">{say[f"to-{place}"]}</a>'
    yield f"\n<main>\n<header>\n<h1>{escaped(title)}</h1>\n"
    reports = {one.report for one in found.points}
    counts = ((say["reports"], len(reports)), (say["values"], sum(map(len, shown))), left)
    yield '<ul class="legend">'
    yield from (f"<li>{told.replace('{n}', str(count))}</li>" for told, count in counts if count)
    yield f'</ul>\n<p class="key">{say["key"]}</p>\n'
    yield from page.warned(found.warnings, words)
    yield f'</header>\n<section id="table" tabindex="-1">\n<h2>{say["table"]}</h2>\n<div class="rows"><table>'
    yield "<thead><tr>"
    yield from (f"<th scope=col>{say[name]}" for name in ("metric", "unit", "course", "years", "count"))
    yield "<tbody>\n"
    yield from (_row(held) for held in shown)
    yield f'</table></div>\n</section>\n<section id="charts" tabindex="-1">\n<h2>{say["charts"]}</h2>\n'
    yield '<div class="cards">\n'
    for held in shown:
        yield from _card(held, words)
    yield "</div>\n</section>\n</main>"


def _row(held: Sequence[Numbered]) -> str:
    first = held[0][1]
    years = sorted(_years(held))
    drawn = [one for _, one in held if year_of(one) is not None]
    spark = sparkline(drawn) if drawn else ""
    span = "–".join(map(str, dict.fromkeys((years[0], years[-1])))) if years else ""
    concept = f"<br><small>{escaped(first.concept)}</small>" if first.concept else ""
    cells = (
        f'<td lang=zh><a href="#m{first.series}">{escaped(first.metric)}</a>{concept}',
        f"<td lang=zh>{escaped(first.unit or '')}",
        f"<td>{spark}",
        f"<td>{span}",
        f"<td>{len(held)}",
    )
    return f'<tr id="r{first.series}"{_known(held)}>{"".join(cells)}\n'


def _known(held: Sequence[Numbered]) -> str:
    """What the script is told of a metric: its concept, places and statuses."""
    points = [one for _, one in held]
    facts = {
        "c": points[0].concept or "",
        "g": "\t".join(dict.fromkeys(filter(None, (one.place or one.region for one in points)))),
        "t": "\t".join(dict.fromkeys(one.status for one in points)),
    }
    return "".join(f' data-{name}="{escaped(value)}"' for name, value in facts.items() if value)


def _card(held: Sequence[Numbered], words: Labels) -> Iterator[str]:
    say, first = words["panel"], held[0][1]
    drawn = [one for one in held if year_of(one[1]) is not None]
    unit = f" <small>{escaped(first.unit)}</small>" if first.unit else ""
    yield f'<section class="card" id="m{first.series}"><h3 lang=zh>{escaped(first.metric)}{unit}</h3>'
    if drawn:
        yield _ends(drawn)
        yield from chart(drawn, first.metric, lambda one: _told(one, words))
    if len(drawn) < len(held):
        yield f'<p class="several">{say["several"].replace("{n}", str(len(held) - len(drawn)))}</p>'
    yield f"<details><summary>{say['all-values'].replace('{n}', str(len(held)))}</summary>"
    yield "<table><thead><tr>"
    yield from (f"<th scope=col>{say[name]}" for name in ("year", "value", "report"))
    yield "<tbody>\n"
    yield from (_value(number, one, words) for number, one in held)
    yield "</table></details></section>\n"


def _ends(drawn: Sequence[Numbered]) -> str:
    """The lowest and the highest value, which are the two ends of the drawing."""
    values = [value for _, one in drawn for value in (one.value, one.value_max) if value is not None]
    ends = dict.fromkeys((short(min(values)), short(max(values))))
    return f'<p class="ends">{escaped(" … ".join(ends))}</p>'


def _number(one: Point) -> str:
    """A value with its relation and upper end."""
    top = "" if one.value_max is None else f"–{short(one.value_max)}"
    return f"{'' if one.relation == '=' else one.relation}{short(one.value)}{top}"


def _notes(one: Point, words: Labels) -> list[str]:
    """What keeps a value from being one plain figure of its year."""
    planned = one.budget or ("target" if one.status == "target" else None)
    names = (one.aggregation, planned, *one.flags)
    return [words["panel"][name] for name in names if name]


def _told(one: Point, words: Labels) -> str:
    """A value in words: 云汀市 · 2025: 12件 (target) · report-2025.txt."""
    say = words["panel"]
    notes = _notes(one, words)
    told = f"{one.year or say['no-year']}{words['ui']['colon']}{_number(one)}{one.unit or ''}"
    told += f" ({words['ui']['comma'].join(notes)})" if notes else ""
    return " · ".join(filter(None, (one.place or one.region, told, one.report)))


def _value(number: int, one: Point, words: Labels) -> str:
    say = words["panel"]
    notes = _notes(one, words)
    note = f"<br><em>{words['ui']['comma'].join(notes)}</em>" if notes else ""
    where = " · ".join(
        filter(
            None,
            (
                one.place or one.region,
                one.report,
                words["ui"]["page"].replace("{n}", str(one.page)) if one.page is not None else None,
                f"{one.start}–{one.end}",
            ),
        )
    )
    cells = (
        f"<td>{escaped(one.year or say['no-year'])}",
        f"<td>{escaped(_number(one))}{note}",
        f"<td>{escaped(where)}<br><q lang=zh>{escaped(one.sentence)}</q>",
    )
    return f'<tr id="v{number}">{"".join(cells)}\n'

"""What people see on a terminal: the table of figures, the outline as a tree, an explanation, the rules."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from .export import cell
from .output import plain

if TYPE_CHECKING:
    from .records import Explanation, Indicator, Report, Section
    from .rules import Rule

_RATIOS = (
    ("figure", 4),
    ("value", 5),
    ("action", 3),
    ("item", 6),
    ("actor", 4),
    ("change", 4),
    ("more", 4),
)
_ARROWS = {"up": "↑", "down": "↓"}


def draw(view: RenderableType, file: TextIO | None = None) -> str:
    """The view as text for standard output (in colour where that is a terminal), or for a file."""
    console = Console(
        file=StringIO() if file is None else file,
        color_system=None if os.environ.get("NO_COLOR") else "auto",
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as capture:
        console.print(view)
    text = capture.get()
    # rich fills lines up with spaces
    return text if console.is_terminal else re.sub(r" +$", "", text, flags=re.MULTILINE)


def _text(value: str | None, style: str = "") -> Text:
    return Text(plain(value or ""), style=style)


def table(report: Report) -> RenderableType:
    """The figures of a report, grouped by section."""
    sections = {section.id: section for section in report.sections}
    parts: list[RenderableType] = [*_head(report)]
    for number, (key, figures) in enumerate(groupby(report.indicators, key=lambda figure: figure.section)):
        heading = _heading(sections[key]) if key in sections else Text("(before the first heading)", "bold")
        parts.append(heading)
        parts.append(_figures(figures, header=number == 0))
    parts.append(_foot(report))
    return Group(*parts)


def _head(report: Report) -> Iterable[RenderableType]:
    yield _text(report.title or report.source.name, "bold")
    facts = [report.issuer, report.region, str(report.year) if report.year else None, report.published]
    if any(facts):
        yield _text(" · ".join(filter(None, facts)), "dim")
    yield Text()


def _heading(section: Section) -> Text:
    heading = Text(overflow="ellipsis", no_wrap=True)
    heading.append(plain(section.id) + "  ", "dim")
    heading.append(plain((section.marker or "") + section.title), "bold cyan")
    return heading


def _figures(figures: Iterable[Indicator], header: bool) -> Table:
    # the same ratios in every table, so that the columns of all sections stand below each other
    grid = Table(box=None, expand=True, show_header=header, header_style="dim", padding=(0, 1, 0, 0))
    grid.add_column("at", justify="right", style="dim", width=7, no_wrap=True)
    for name, ratio in _RATIOS:
        grid.add_column(name, ratio=ratio, overflow="fold")
    for figure in figures:
        grid.add_row(
            str(figure.start),
            _text(figure.text),
            _text(_value(figure), "green"),
            _text(figure.action),
            _text(figure.item, "bold"),
            _text(figure.actor),
            _text(_change(figure), "magenta"),
            _text(_more(figure), "dim"),
        )
    return grid


def _number(value: Decimal) -> str:
    whole, dot, fraction = cell(value).partition(".")
    return f"{int(whole):,}{dot}{fraction}" if len(whole) < 40 else whole


def _value(figure: Indicator) -> str:
    relation = "" if figure.relation == "=" else figure.relation
    upper = "" if figure.value_max is None else "–" + _number(figure.value_max)
    unit = "?" if "missing-unit" in figure.flags else figure.unit or ""
    return f"{relation}{_number(figure.value)}{upper} {unit}"


def _change(figure: Indicator) -> str:
    arrow = _ARROWS.get(figure.direction or "", "")
    role = "" if figure.role == "level" or (figure.role == "change" and arrow) else figure.role
    return " ".join(filter(None, (role, arrow, figure.basis)))


def _more(figure: Indicator) -> str:
    whole = f"of {figure.whole}" if figure.whole else None
    return " ".join(filter(None, (whole, figure.period, "target" if figure.status == "target" else None)))


def _foot(report: Report) -> Text:
    counts = Counter(unread.reason for unread in report.unread).most_common()
    reasons = ", ".join(f"{reason} {count}" for reason, count in counts)
    foot = f"{len(report.indicators)} figures; {len(report.unread)} numerals that are none"
    return Text("\n") + _text(foot + (f" ({reasons})" if reasons else ""), "dim")


def tree(sections: Sequence[Section], label: str) -> Tree:
    """The outline as a tree."""
    root = Tree(_text(label, "bold"))
    nodes: dict[str | None, Tree] = {}
    for section in sections:
        heading = _heading(section)
        heading.append(f"  {section.start}", "dim")
        nodes[section.id] = nodes.get(section.parent, root).add(heading)
    return root


def explanation(told: Explanation) -> RenderableType:
    """What was made of the text at one offset, and why."""
    lines = [Text(f"{told.offset}: ", "dim") + _text(told.text, "bold") + Text(f"  ({told.kind})")]
    if told.indicator is not None:
        lines.append(_text("  " + told.indicator.sentence, "dim"))
        for name in type(told.indicator).model_fields:
            value = getattr(told.indicator, name)
            if value not in (None, ()) and name not in ("id", "text", "sentence", "rules"):
                lines.append(Text(f"  {name:<10}", "cyan") + _text(cell(value)))
    if told.unread is not None:
        lines.append(Text("  reason    ", "cyan") + _text(told.unread.reason))
    if told.fired:
        lines.append(Text("  rules     ", "cyan") + _text(", ".join(told.fired)))
    lines += [Text(f"  {number}. ", "dim") + _text(step) for number, step in enumerate(told.steps, 1)]
    if told.runner_up:
        lines.append(Text("  runner-up ", "cyan") + _text(told.runner_up))
    return Group(*lines)


def rules(known: Iterable[Rule]) -> Table:
    """All rules, one a line."""
    grid = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for name in ("id", "stage", "name", "file"):
        grid.add_column(name, overflow="fold")
    for rule in known:
        grid.add_row(_text(rule.id, "bold"), rule.stage, _text(rule.name), _text(rule.file, "dim"))
    return grid


def rule(one: Rule) -> RenderableType:
    """One rule with its examples."""
    head = _text(one.id, "bold") + Text(f"  {one.stage}  ", "dim") + _text(one.file, "dim")
    lines = [head, _text(one.name), _text(one.why)]
    lines += [Text(f"  {key}: ", "cyan") + _text(str(value)) for key, value in one.data.items()]
    for example in one.yes:
        outcome = ", ".join(f"{key} {value}" for key, value in example.items() if key != "text")
        lines.append(Text("  yes ", "green") + _text(example["text"]) + _text("  " + outcome, "dim"))
    lines += [Text("  no  ", "red") + _text(example) for example in one.no]
    return Group(*lines)

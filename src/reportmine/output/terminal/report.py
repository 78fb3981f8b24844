"""What people see on a terminal: the table of figures, the outline as a tree, an explanation, the rules."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import StringIO
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol, TextIO, runtime_checkable

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from ...tongue import tr
from ..export import cell
from ..target import plain
from ..terms import head, message, term
from ..terms import value as in_words
from ..widths import columns as wide
from ..written import written

if TYPE_CHECKING:
    from ...records import Explanation, Indicator, Report, Section
    from ...rules.rule import Rule
    from ..plain import Outlined

# what each column of the table may grow to; below that it is as wide as its widest cell
_COLUMNS = {
    "at": 9,
    "figure": 18,
    "value": 26,
    "action": 12,
    "item": 40,
    "actor": 24,
    "change": 20,
    "more": 30,
}
_FIRM = frozenset(["at", "figure", "value"])
_STYLES = {"at": "dim", "value": "green", "item": "bold", "change": "magenta", "more": "dim"}
_ARROWS = {"up": "↑", "down": "↓"}


@runtime_checkable
class Plainly(Protocol):
    """A view that is told otherwise where no terminal shows it: in lines as long as they are."""

    def plainly(self) -> str: ...


def draw(view: RenderableType, file: TextIO | None = None) -> str:
    """The view as text for standard output (in colour where that is a terminal), or for a file."""
    console = Console(
        file=StringIO() if file is None else file,
        color_system=None if os.environ.get("NO_COLOR") else "auto",
        highlight=False,
        markup=False,
        emoji=False,
    )
    if isinstance(view, Plainly) and not console.is_terminal:
        return view.plainly()
    with console.capture() as capture:
        console.print(view)
    text = capture.get()
    # rich fills lines up with spaces
    return text if console.is_terminal else re.sub(r" +$", "", text, flags=re.MULTILINE)


def styled(value: str | None, style: str = "") -> Text:
    """Text without anything that a terminal would obey."""
    return Text(plain(value or ""), style=style)


class _Figures:
    """The figures grouped by section, with the same column widths in every group."""

    def __init__(self, report: Report) -> None:
        self.sections = {section.id: section for section in report.sections}
        self.rows = [(figure.section, _cells(figure)) for figure in report.indicators]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        widths = fit([cells for _, cells in self.rows], _COLUMNS, _FIRM, options.max_width)
        header = True
        for key, rows in groupby(self.rows, key=itemgetter(0)):
            if section := self.sections.get(key or ""):
                yield _heading(section)
            elif self.sections:
                yield Text(tr("(before the first heading)"), "bold cyan")
            grid = Table(box=None, show_header=header, header_style="dim", padding=(0, 1, 0, 0))
            for name, width in widths.items():
                grid.add_column(head(name), width=width, style=_STYLES.get(name), overflow="fold")
            for _, cells in rows:
                grid.add_row(*(cells[name] for name in widths))
            yield grid
            header = False


def fit(
    rows: Sequence[dict[str, Text]], columns: dict[str, int], firm: frozenset[str], width: int
) -> dict[str, int]:
    """The widths of the columns that hold something: as wide as it, or as its cap or the terminal allows.

    Columns that are firm are made narrower only when no other can be; the first never is.
    """
    widest = {name: max((row[name].cell_len for row in rows), default=0) for name in columns}
    widths = {
        name: max(wide(head(name)), min(cap, widest[name])) for name, cap in columns.items() if widest[name]
    }
    first = next(iter(columns))
    # words bear a break better than numbers do
    for shrinking in (widths.keys() - firm, widths.keys() - {first}):
        while sum(widths.values()) + len(widths) > width:
            name = max(shrinking, key=lambda name: (widths[name], name), default=first)
            if widths.get(name, 0) <= 8:
                break
            widths[name] -= 1
    return widths


def table(report: Report) -> RenderableType:
    """The figures of a report, grouped by section."""
    return Group(*_head(report), _Figures(report), _foot(report))


def tables(reports: Iterable[Report]) -> Iterator[RenderableType]:
    """The tables of reports, one after the other."""
    return map(table, reports)


def _head(report: Report) -> Iterable[RenderableType]:
    yield styled(report.title or report.source.name, "bold")
    facts = [report.issuer, report.region, str(report.year) if report.year else None, report.published]
    if any(facts):
        yield styled(" · ".join(filter(None, facts)), "dim")
    yield Text()


def _heading(section: Section) -> Text:
    heading = Text(overflow="ellipsis", no_wrap=True)
    heading.append(plain(section.id) + "  ", "dim")
    heading.append(plain((section.marker or "") + section.title), "bold cyan")
    return heading


def _cells(figure: Indicator) -> dict[str, Text]:
    return {
        "at": Text(str(figure.start), justify="right"),
        "figure": styled(figure.text),
        "value": styled(_value(figure)),
        "action": styled(figure.action),
        "item": styled(figure.item),
        "actor": styled(figure.actor),
        "change": styled(_change(figure)),
        "more": styled(_more(figure)),
    }


def _number(value: Decimal) -> str:
    whole, dot, fraction = cell(value).partition(".")
    return f"{int(whole):,}{dot}{fraction}" if len(whole) < 40 else whole


def _value(figure: Indicator) -> str:
    relation = "" if figure.relation == "=" else figure.relation
    told = written(figure)
    upper = "" if told.value_max is None else "–" + _number(told.value_max)
    unit = (told.unit or "") + (" ?" if "missing-unit" in figure.flags else "")  # 420万 ?
    return f"{relation}{_number(told.value)}{upper}{unit}"


def _change(figure: Indicator) -> str:
    arrow = _ARROWS.get(figure.direction or "", "")
    role = "" if figure.role == "level" or (figure.role == "change" and arrow) else term("role", figure.role)
    return " ".join(filter(None, (role, arrow, figure.basis)))


def _more(figure: Indicator) -> str:
    whole = tr("of {whole}").format(whole=figure.whole) if figure.whole else None
    status = term("status", "target") if figure.status == "target" else None
    return " ".join(filter(None, (whole, figure.period, status, _doubt(figure))))


def _doubt(figure: Indicator) -> str | None:
    """How sure the reading is, where it should be looked at."""
    return f"?{figure.confidence:.2f}" if _doubtful(figure) else None


def _doubtful(figure: Indicator) -> bool:
    return "review" in figure.flags


def _foot(report: Report) -> Text:
    counts = Counter(unread.reason for unread in report.unread).most_common()
    reasons = tr(", ").join(f"{term('reason', reason)} {count}" for reason, count in counts)
    doubtful = sum(map(_doubtful, report.indicators))
    said = [tr("{n} figures").format(n=len(report.indicators))]
    if doubtful:
        said.append(tr("{n} doubtful (?)").format(n=doubtful))
    foot = tr(", ").join(said) + tr("; {n} numerals that are none").format(n=len(report.unread))
    return Text("\n") + styled(foot + (tr(" ({reasons})").format(reasons=reasons) if reasons else ""), "dim")


def tree(found: Outlined) -> Tree:
    """The outline as a tree."""
    root = Tree(styled(found.name, "bold"))
    nodes: dict[str | None, Tree] = {}
    for section in found.sections:
        heading = _heading(section)
        heading.append(f"  {section.start}", "dim")
        nodes[section.id] = nodes.get(section.parent, root).add(heading)
    return root


def explanation(told: Explanation) -> RenderableType:
    """What was made of the text at one offset, and why."""
    lines = [Text(f"{told.offset}: ", "dim") + styled(told.text, "bold") + Text(f"  ({tr(told.kind)})")]
    if told.indicator is not None:
        lines.append(styled("  " + told.indicator.sentence, "dim"))
        for name in type(told.indicator).model_fields:
            value = getattr(told.indicator, name)
            if value not in (None, ()) and name not in ("id", "text", "sentence", "rules"):
                lines.append(_named(name) + styled(cell(in_words(name, value))))
    if told.unread is not None:
        lines.append(_named("reason") + styled(term("reason", told.unread.reason)))
    if told.fired:
        lines.append(_named("rules") + styled(", ".join(told.fired)))
    steps = (message("step", one) for one in told.steps)
    lines += [Text(f"  {number}. ", "dim") + styled(step) for number, step in enumerate(steps, 1)]
    if told.runner_up:
        lines.append(Text(f"  {tr('runner-up')} ", "cyan") + styled(told.runner_up))
    return Group(*lines)


def _named(name: str) -> Text:
    """The name of a field, in its own column."""
    said = head(name)
    return Text(f"  {said}" + " " * max(1, 11 - wide(said)), "cyan")


def rules(known: Iterable[Rule]) -> Table:
    """All rules, one a line."""
    grid = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for name in ("id", "stage", "name", "file"):
        grid.add_column(head(name), overflow="fold")
    for rule in known:
        grid.add_row(styled(rule.id, "bold"), rule.stage, styled(rule.name), styled(rule.file, "dim"))
    return grid


def rule(one: Rule) -> RenderableType:
    """One rule with its examples."""
    line = styled(one.id, "bold") + Text(f"  {one.stage}  ", "dim") + styled(one.file, "dim")
    lines = [line, styled(one.name), styled(one.why)]
    lines += [Text(f"  {key}: ", "cyan") + styled(str(value)) for key, value in one.data.items()]
    for example in one.yes:
        outcome = ", ".join(f"{key} {value}" for key, value in example.items() if key != "text")
        lines.append(Text("  yes ", "green") + styled(example["text"]) + styled("  " + outcome, "dim"))
    lines += [Text("  no  ", "red") + styled(example) for example in one.no]
    return Group(*lines)

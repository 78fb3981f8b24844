"""What people see of an audit on a terminal: the arithmetic of each finding, and the sentences it is of."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ...records import Audit, Finding
from ..audit import Audits, line, told
from ..terms import compared
from .report import styled

_STYLES = {"agrees": "green", "rounding": "green", "contradicts": "bold red", "unclear": "yellow"}


def audit_table(found: Audits) -> RenderableType:
    """The findings of an audit; of several, those of each under its title."""
    audits = (found,) if isinstance(found, Audit) else tuple(found)
    return Group(*(part for one in audits for part in _parts(one)))


def _parts(one: Audit) -> Iterator[RenderableType]:
    yield styled(one.title or one.source.name, "bold")
    yield styled(one.source.name, "dim")
    yield Text()
    for finding in one.findings:
        yield from _finding(finding, one)
    yield styled(told(one), "dim")
    yield Text()


def _finding(found: Finding, one: Audit) -> Iterator[RenderableType]:
    verdict, place, metric, arithmetic, sentence = line(found, one)
    head = styled(compared("verdict", verdict), _STYLES[found.verdict])
    head.append_text(styled(f"  {place}  ", "dim"))
    head.append_text(styled(metric, "bold"))
    yield head
    yield Padding(styled(arithmetic), (0, 0, 0, 2))
    told_in = dict.fromkeys((sentence, *("".join(other.sentence.split()) for other in found.figures)))
    for text in told_in:
        yield Padding(styled(text, "dim"), (0, 0, 0, 2))
    yield Text()

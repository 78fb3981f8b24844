"""`reportmine explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ..output.target import plain
from .app import command
from .choosing import choose, put
from .declared import Misused, Option
from .inputs import input_names, reading_as
from .manners import say
from .options import (
    ExplanationFormat,
    FileArgument,
    OcrOption,
    OutOption,
    PatternsOption,
    QuietOption,
    SizeOption,
    TypeOption,
)

if TYPE_CHECKING:
    from ..records import Report
    from ..text.text import Text

_NAMED = 5  # places of what is found that are named


@command(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine explain report.txt --at 1234\n"
    "reportmine explain report.txt --find GDP\n"
    "reportmine explain report.txt --id 66"
)
def explain(
    file: FileArgument,
    at: Annotated[
        int | None, Option("--at", metavar="OFFSET", help="Offset of a character of the text, from 0.")
    ] = None,
    find: Annotated[
        str | None,
        Option("--find", metavar="WORDS", help="The first place where these words stand in the text."),
    ] = None,
    id: Annotated[int | None, Option("--id", metavar="N", help="The figure with this id.")] = None,
    format: Annotated[
        ExplanationFormat | None,
        Option("--format", "-f", help="By default text on a terminal and JSON in a pipe."),
    ] = None,
    output: OutOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    ocr: OcrOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Explain the reading at one place: by its offset, its words, or the id of a figure.

    Which rules fired, the runner-up, and why a numeral is no figure; of a place without one, which is next to
    it. Words are explained by the first numeral in them, or the next one of the line.
    """
    asked = [name for name, said in (("--at", at), ("--find", find), ("--id", id)) if said is not None]
    if len(asked) != 1:
        said = "name one place: --at OFFSET, --find WORDS or --id N."
        raise Misused(said, param_hint=asked[1] if asked else "--at")
    chosen = choose("explanation", format, output)
    from ..pipeline import traced
    from ..rules.files import load as load_rules
    from ..workbench.explain import told

    text = reading_as(type, max_size, patterns, ocr, quiet)(*input_names([file], output))
    rules = load_rules(tuple(patterns or ()))
    run = traced(text, rules)
    if at is not None:
        place = _offset(at, text)
    elif id is not None:
        place = _of_figure(id, run.report)
    else:
        place = _found(find or "", text, run.report, quiet)
    put(chosen, "explanation", told(text, run, place, rules), output)


def _offset(at: int, text: Text) -> int:
    if not 0 <= at < len(text.raw):
        most = len(text.raw) - 1
        raise Misused(f"{at} is outside the text, whose offsets are 0 to {most}.", param_hint="--at")
    return at


def _of_figure(id: int, report: Report) -> int:
    """Where the figure with an id begins."""
    found = next((one.start for one in report.indicators if one.id == id), None)
    if found is None:
        ids = [one.id for one in report.indicators]
        known = f"; the ids are {min(ids)} to {max(ids)}" if ids else ""
        raise Misused(f"no figure has the id {id}{known}.", param_hint="--id")
    return found


def _found(words: str, text: Text, report: Report, quiet: bool) -> int:
    """The first numeral in words that stand in the text, or after them in their line; else the words."""
    places = _places(words, text.raw)
    if not places:
        raise Misused(f"the text does not have {plain(words)}.", param_hint="--find")
    first, told = next(
        ((one, at) for one in places if (at := _numeral(one, text, report)) >= 0), (places[0],) * 2
    )
    others = [str(one) for one in places if one != first]
    if others and not quiet:
        rest = ", ".join(others[:_NAMED]) + (", …" if len(others) > _NAMED else "")
        say(f"the words stand at {first}, which is explained, and at {rest}; --at tells of another place")
    return told


def _places(words: str, text: str) -> list[int]:
    """Where words begin, full-width forms and traditional characters or not."""
    from ..text.fold import fold

    wanted, held, starts = fold(words), fold(text), list[int]()
    start = held.find(wanted) if wanted else -1
    while start >= 0:
        starts.append(start)
        start = held.find(wanted, start + len(wanted))
    return starts


def _numeral(start: int, text: Text, report: Report) -> int:
    """The first numeral at a place or after it in its line; -1 where there is none."""
    end = text.raw.find("\n", start)
    end = len(text.raw) if end < 0 else end
    spans = [(one.start, one.end) for one in report.indicators]
    spans += [(one.start, one.end) for one in report.unread]
    return next((max(first, start) for first, last in sorted(spans) if last > start and first < end), -1)

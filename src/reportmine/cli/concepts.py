"""`reportmine concepts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ..output.target import plain, to_standard
from .app import command
from .choosing import choose, put
from .declared import Argument, Misused, Option
from .options import ConceptsFormat, OutOption, PatternsOption
from .rules import loaded

if TYPE_CHECKING:
    from ..output.concepts import Told

_OFFERED = 5  # ids that an error names
_ALIKE = 60  # of 100, from which a name is worth naming


@command(
    epilog="Examples:\n\n\b\nreportmine concepts 就业\nreportmine concepts income -f json\n"
    "reportmine concepts 复议 | cut -f 1\nreportmine concepts | jq -r '.[].concept'"
)
def concepts(
    words: Annotated[
        list[str] | None,
        Argument(
            metavar="WORDS",
            help="Only the metrics with these words in a name, in Chinese or English, or in the id; * stands "
            "for any characters, as in income*.",
            complete="concepts",
        ),
    ] = None,
    format: Annotated[
        ConceptsFormat | None,
        Option(
            "--format",
            "-f",
            help="By default a table on a terminal; in a pipe one metric a line where WORDS are given, "
            "else JSON.",
        ),
    ] = None,
    output: OutOption = None,
    patterns: PatternsOption = None,
) -> None:
    """List or search the metrics known under a canonical id.

    Of each: the id, its names, and the endings (.growth, .change) that the id takes for its changes. In a
    pipe the table is one metric a line with tabs between: id, Chinese name, endings, English name.

    Yours are added with --patterns: a file with stage = "concepts".
    """
    from ..metrics.concepts import concepts as known
    from ..output.concepts import asked, told

    if words and format is None and to_standard(output):
        format = ConceptsFormat("table")
    chosen = choose("concepts", format, output)
    every = told(known(loaded(patterns)))
    found = asked(every, words or ())
    if not found:
        raise Misused(_none(every, words or ()), param_hint="WORDS")
    put(chosen, "concepts", found, output)


def _none(every: list[Told], words: list[str] | tuple[str, ...]) -> str:
    """That no metric has the words; with those that are named alike."""
    from rapidfuzz.process import extract as nearest

    said = " ".join(words)
    named = {one.id: f"{one.title} {one.id}" for one in every}
    near = nearest(said, named, limit=_OFFERED, score_cutoff=_ALIKE)
    hint = f" Did you mean {', '.join(id for *_, id in near)}?" if near else ""
    return f"no metric has {plain(said)}.{hint}"

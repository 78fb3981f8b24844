"""Reports with what corrections files say of them, and what of it could not be applied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .declared import Ended
from .manners import FAILED, say

if TYPE_CHECKING:
    from ..records import Report
    from ..text.text import Text


class Corrections:
    """The corrections of a command: read before its files are, applied to each, and what is left told."""

    def __init__(self, files: Sequence[Path], patterns: Sequence[Path], names: Sequence[str]) -> None:
        from ..review.reading import read_all

        self._sheets = read_all(files)
        self._patterns, self._alone = tuple(patterns), len(names) == 1 and len(self._sheets) == 1
        self._reports: list[Report] = []
        self._before: dict[str, bool] = {}  # reports read before, and whether they have it all already
        self.stale = 0

    def to(self, report: Report, text: Text) -> Report:
        """The report with its corrections."""
        from ..review.applying import STALE, apply
        from ..rules.files import load

        found = apply(report, text, self._sheets, load(self._patterns), alone=self._alone)
        self._reports.append(report.model_copy(update={"indicators": (), "unread": (), "sections": ()}))
        self.stale += sum(one.code == STALE for one in found.warnings)
        return found

    def before(self, report: Report) -> None:
        """A report that was read before, from JSON or a store: without its text nothing can be corrected."""
        from ..review.applying import applied

        for one in self._sheets:
            if one.judged and one.sha256 == report.source.sha256:
                self._before[one.sha256] = applied(one, report)
                self.stale += not self._before[one.sha256]

    def told(self, quiet: bool) -> None:
        """What could not be applied, where the warnings have not said it; and what is of no file here."""
        from ..review.applying import used

        for one in self._sheets:
            if self._before.get(one.sha256) is False:
                say(
                    f"{one.file}: warning: what it says of {one.name} is not applied to a report that was "
                    "read before (JSON, a store), without its text; give the file itself, or extract it "
                    "again with --corrections"
                )
        if (self._alone and not self._before) or quiet:
            return
        for one in self._sheets:
            if one.sha256 in self._before:
                continue
            if one.judged and not used(one, self._reports, self._sheets):
                say(f"{one.file}: warning: what it says of {one.name} is of no FILE here (SHA-256)")


Amend = Callable[["Report", "Text | None"], "Report"]


def corrections_of(
    files: Sequence[Path] | None, patterns: Sequence[Path] | None, names: Sequence[str]
) -> Corrections | None:
    """The corrections that a command is given, for the files of these names; None for none."""
    return Corrections(files, tuple(patterns or ()), names) if files else None


def amending(corrections: Corrections | None, *, tell: bool = True) -> Amend:
    """How a report just read from a text is corrected; `tell` says what is stale, where warnings do not.

    A report that was read before, from JSON or a store, stays as it is: it is of another text than its own
    JSON.
    """

    if corrections is None:
        return lambda report, _: report  # to import what applies them takes as long as to read a short text
    from ..review.applying import STALE

    def corrected(report: Report, text: Text | None) -> Report:
        if text is None or report.source.sha256 != text.source.sha256:
            corrections.before(report)
            return report
        found = corrections.to(report, text)
        if tell:
            for one in found.warnings:
                if one.code == STALE:
                    say(f"{found.source.name}: warning: {one.message}")
        return found

    return corrected


def reading(
    read: Callable[[Text], Report], corrections: Corrections | None, quiet: bool
) -> Callable[[Text], Report]:
    """How texts become reports, with the corrections; what is stale is said even where warnings are not."""
    amend = amending(corrections, tell=quiet)
    return read if corrections is None else lambda text: amend(read(text), text)


def settled(corrections: Corrections | None, quiet: bool) -> None:
    """Tell what corrections were of no file; what was stale ends the command as a failure."""
    if corrections is None:
        return
    corrections.told(quiet)
    if corrections.stale:
        raise Ended(FAILED)

"""Figures with their meaning, and the section tree, from Chinese government reports.

    >>> from reportmine import extract
    >>> report = extract("2024年，全市办理行政复议案件1267件，比上年增长5.3%。")
    >>> for figure in report.indicators:
    ...     print(figure.value, figure.unit, figure.action, figure.item, figure.role)
    1267 件 办理 行政复议案件 level
    5.3 % 办理 行政复议案件 change

`extract` takes a string (the text itself), a Path, or what `load` returns; `load` reads a file, "-" or bytes:
text in any old encoding, CSV, XLSX, ODS, XLS, HTML, MHTML, DOCX, ODT, RTF, OFD, PDF, DOC;
with the extra `ocr` scanned pages as PNG, JPEG, TIFF.

`outline` gives only the section tree, `explain` says why the text at an offset was read as it was; `diff`
compares two yearly reports, `audit` holds one against itself, and `series` puts many in one table. `to_arrow`
and `to_pandas` give reports or a series as a data frame; `to_html`, `diff_to_html` and `series_to_html` give
a report, a diff and a series as a page to look at, and `correct` applies what a person said of a report. Each
record's `start` and `end` index the text as read.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .check.audit import audit
    from .compare.diff import diff
    from .compare.series import series
    from .output.extras import MissingExtra
    from .output.frames import to_arrow, to_pandas
    from .output.html.pairs import diff_to_html
    from .output.html.panel import series_to_html
    from .output.html.report import to_html
    from .pipeline import extract, outline
    from .readers.source import InputError, load
    from .records import Audit, Diff, Finding, Indicator, Report, Section, Series, Source
    from .review.applying import correct
    from .review.errors import CorrectionError
    from .rules.errors import PatternError
    from .workbench.explain import explain

__version__ = "0.1.0"

_HOME = {
    "extract": "pipeline",
    "outline": "pipeline",
    "explain": "workbench.explain",
    "correct": "review.applying",
    "audit": "check.audit",
    "diff": "compare.diff",
    "series": "compare.series",
    "load": "readers.source",
    "to_arrow": "output.frames",
    "to_pandas": "output.frames",
    "to_html": "output.html.report",
    "diff_to_html": "output.html.pairs",
    "series_to_html": "output.html.panel",
    "MissingExtra": "output.extras",
    "InputError": "readers.source",
    "CorrectionError": "review.errors",
    "PatternError": "rules.errors",
    "Audit": "records",
    "Diff": "records",
    "Finding": "records",
    "Report": "records",
    "Series": "records",
    "Indicator": "records",
    "Section": "records",
    "Source": "records",
}

__all__ = [
    "Audit",
    "CorrectionError",
    "Diff",
    "Finding",
    "Indicator",
    "InputError",
    "MissingExtra",
    "PatternError",
    "Report",
    "Section",
    "Series",
    "Source",
    "__version__",
    "audit",
    "correct",
    "diff",
    "diff_to_html",
    "explain",
    "extract",
    "load",
    "outline",
    "series",
    "series_to_html",
    "to_arrow",
    "to_html",
    "to_pandas",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: `import reportmine` itself costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'reportmine' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__

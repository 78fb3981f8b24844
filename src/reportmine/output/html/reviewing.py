"""What the script of a review knows: the order of worth, the fields and what they take, the file's head."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...metrics.concepts import concepts, headline
from ...records import Report
from ...review.fields import CHOICES, DERIVED, NAMES, NEEDED
from ...review.worth import by_worth
from ...review.writing import head
from ...rules.files import load


def review(report: Report, patterns: Sequence[Path] = ()) -> dict[str, Any]:
    """It as JSON values: `order` of the ids; `all` fields of a corrections file, and those to edit."""
    first = headline(concepts(load(tuple(patterns))))
    return {
        "order": [one.id for one in by_worth(report.indicators, first)],
        "all": NAMES,
        "fields": [name for name in NAMES if name not in DERIVED],
        "choices": CHOICES,
        "needed": sorted(NEEDED),
        "head": head(),
    }

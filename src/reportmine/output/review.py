"""What was read, held against corrections: as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from ..review.scoring import Scores
from .plain import json_value


def json_scores(found: Scores) -> Iterator[str]:
    """Each report with its counts, and all together, as a JSON object."""
    whole = found.whole.as_json()
    reports = [one.as_json() for one in found.reports]
    kept = {name: whole[name] for name in ("checked", "stale", "fields")}
    yield from json_value({"reports": reports, "all": kept})

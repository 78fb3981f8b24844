"""The audit: every rule of its stage run over one report, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ..records import Audit, Finding, Report
from ..rules.files import load as load_rules
from ..rules.matching import late
from ..rules.rule import Rule, RuleSet
from ..text.text import Text
from . import ceilings, changes, listed, quotients, rates, ratios, rows, shares, sums, totals, twice, within
from .seen import Seen, see

STAGE = "audit"
Check = Callable[[Rule, Seen], Iterator[Finding]]
CHECKS: Mapping[str, Check] = {
    "change": changes.check,
    "share": shares.check,
    "sum": sums.check,
    "total": totals.check,
    "ratio": ratios.check,
    "within": within.check,
    "ceiling": ceilings.check,
    "twice": twice.check,
    "list": listed.check,
    "quotient": quotients.check,
    "rows": rows.rows,
    "columns": rows.columns,
    "balances": rows.balances,
    "rates": rates.check,
}


def audit(
    source: Report | Text | str | Path,
    *,
    patterns: Sequence[Path] = (),
    year: int | None = None,
    region: str | None = None,
    issuer: str | None = None,
) -> Audit:
    """Hold one report against itself. A string is the text itself, a Path a file: a text, or a report as
    JSON.

    `year`, `region` and `issuer` go before what a text says of them, as for `extract`. All that was found is
    given; `contradictions` keeps those that contradict. Raises InputError for a file that cannot be read,
    PatternError for a pattern file that is wrong.
    """
    from ..compare.reading import read_report

    report = read_report(source, patterns=patterns, year=year, region=region, issuer=issuer)
    return of_report(report, load_rules(tuple(patterns)))


def of_report(report: Report, rules: RuleSet) -> Audit:
    """The audit of a report already read, by a rule set already loaded."""
    rules = rules.fresh()
    seen = see(report, rules)
    found = [one for rule in rules.stage(STAGE) for one in CHECKS[rule.data["check"]](rule, seen)]
    kept = sorted(_once(found), key=lambda one: (one.claim.start, one.claim.id))
    return Audit(
        source=report.source,
        title=report.title,
        region=report.region,
        year=report.year,
        checked=len({one.claim.id for one in kept}),
        contradictions=sum(one.verdict == "contradicts" for one in kept),
        findings=tuple(kept),
        warnings=(*report.warnings, *late(rules)),
    )


def findings(rule: Rule, report: Report, rules: RuleSet) -> list[Finding]:
    """What one rule finds in a report, whatever the others do."""
    return list(CHECKS[rule.data["check"]](rule, see(report, rules)))


def contradictions(found: Audit) -> Audit:
    """The audit with what contradicts alone."""
    kept = tuple(one for one in found.findings if one.verdict == "contradicts")
    return found.model_copy(update={"findings": kept})


def _once(found: Sequence[Finding]) -> Iterator[Finding]:
    """Each claim held against the same figures once: by the rule that stands first."""
    seen: set[tuple[int, frozenset[int]]] = set()
    for one in found:
        key = one.claim.id, frozenset(other.id for other in one.figures)
        if key not in seen or not one.figures:
            seen.add(key)
            yield one

"""The audit: every rule of its stage run over one report, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ..records import Audit, Finding, Indicator, Report
from ..rules.files import load as load_rules
from ..rules.matching import late
from ..rules.rule import Rule, RuleSet
from ..text.text import Text
from . import (
    ceilings,
    changes,
    listed,
    plans,
    quotients,
    rates,
    ratios,
    rows,
    shares,
    sums,
    totals,
    twice,
    within,
)
from .seen import Seen, see
from .verdicts import unclear

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
    "plan": plans.check,
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
    torn = _torn(report.indicators)
    kept = sorted((_fair(one, torn) for one in _once(found)), key=lambda one: (one.claim.start, one.claim.id))
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


def _torn(figures: Sequence[Indicator]) -> dict[int, frozenset[int]]:
    """The changes of which a sentence gives others that differ, as if all were of one metric and time.

    One of them is read wrongly: 城市由A到B，农村由C到D，分别增长a和b.
    """
    told: dict[tuple[object, ...], list[Indicator]] = defaultdict(list)
    for one in figures:
        if one.role == "change" and one.item:
            said = one.sentence, one.section, one.item, one.action, one.actor, one.whole, one.basis
            told[*said, one.period, one.status, one.kind, one.unit].append(one)
    torn = [alike for alike in told.values() if len({one.value for one in alike}) > 1]
    return {one.id: frozenset(other.id for other in alike) for alike in torn for one in alike}


def _fair(one: Finding, torn: Mapping[int, frozenset[int]]) -> Finding:
    """A finding, without an accusation that rests on a reading that cannot be right; one that is of all that
    were told so (a list with too few figures) stands."""
    fellows = torn.get(one.claim.id, frozenset()) - {one.claim.id, *(other.id for other in one.figures)}
    doubted = one.verdict == "contradicts" and bool(fellows)
    return unclear(one) if doubted else one


def _once(found: Sequence[Finding]) -> Iterator[Finding]:
    """Each claim held against the same figures once: by the rule that stands first."""
    seen: set[tuple[int, frozenset[int]]] = set()
    for one in found:
        key = one.claim.id, frozenset(other.id for other in one.figures)
        if key not in seen or not one.figures:
            seen.add(key)
            yield one

"""`reportmine rules list`, `show` and `test`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ..output.target import plain, show
from .app import command, rules_app
from .choosing import choose, put
from .declared import Argument, Misused
from .manners import FAILED, say, stop
from .options import OutOption, PatternsOption, RulesFormatOption

if TYPE_CHECKING:
    from ..rules.rule import RuleSet


def loaded(patterns: list[Path] | None) -> RuleSet:
    from ..rules.files import load

    return load(tuple(patterns or ()), examples=True)


@command("list", epilog="Example:\n\n\b\nreportmine rules list --patterns my-rules/ -f text", under=rules_app)
def rules_list(
    format: RulesFormatOption = None,
    output: OutOption = None,
    patterns: PatternsOption = None,
) -> None:
    """List all rules in the order in which they are tried."""
    known = loaded(patterns).rules
    put(choose("rules", format, output), "rules", known, output)


@command("show", epilog="Example:\n\n\b\nreportmine rules show RULE-ID", under=rules_app)
def rules_show(
    rule_id: Annotated[
        str, Argument(metavar="ID", help="The id of a rule, as in the records.", complete="rules")
    ],
    format: RulesFormatOption = None,
    output: OutOption = None,
    patterns: PatternsOption = None,
) -> None:
    """Show one rule: what it knows, why it is there, and its examples."""
    known = loaded(patterns)
    rule = known.get(rule_id)
    if rule is None:
        from difflib import get_close_matches

        near = get_close_matches(rule_id, [rule.id for rule in known.rules])
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise Misused(f"no rule has the id {plain(rule_id)}.{hint}", param_hint="ID")
    put(choose("rule", format, output), "rule", rule, output)


@command("test", epilog="Example:\n\n\b\nreportmine rules test my-rules.toml", under=rules_app)
def rules_test(
    file: Annotated[
        Path | None,
        Argument(metavar="FILE", help="Your pattern file or folder; without it, all rules of the project."),
    ] = None,
) -> None:
    """Try each rule on its own examples. Exit code 1 when one fails."""
    from ..workbench.rulecheck import check

    known = loaded([file] if file else None)
    # yours may be a folder; its rules are tried within the whole set
    places = dict.fromkeys(rule.file for rule in known.rules if rule.user) if file else [None]
    failures = [failure for place in places for failure in check(known, place)]
    show(plain(failure) + "\n" for failure in failures)
    if failures:
        stop(f"{len(failures)} example(s) failed", FAILED)
    say("all examples pass")

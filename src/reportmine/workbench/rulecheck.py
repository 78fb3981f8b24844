"""Run the examples that the rules carry: each `yes` must come out as it says, no `no` may fire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..language.lettering import tokenize
from ..language.token import Token
from ..language.tokens import words
from ..meaning.choice.choosing import unchosen
from ..pipeline import Numerals, extract_with, numerals
from ..readers.source import from_string
from ..records import Finding, Report
from ..rules.matching import match, search
from ..rules.rule import Rule, RuleSet
from ..text.fold import fold

OPEN, CLOSE = "⟦", "⟧"
PAIRS = frozenset(
    {"alignment", "conversions"}
)  # examples are of two texts, whose marked figures meet or do not
AUDIT = "audit"  # examples are of a figure that is held against others
OUTCOMES = frozenset({"aims"})  # of two texts: a target, and what came of it
NONE = "none"  # the outcome of a figure that is no target
AGAINST = " / "  # between the two texts of a 'no' example
WHOLE = frozenset(
    {"units", "relations", "unread", "beside", "words", "clauses", "frames", "members"}
    | {"purposes", "aggregation", "periods", "concepts"}
)  # run in the pipeline


def check(rules: RuleSet, file: str | None = None) -> list[str]:
    """What is wrong with the examples, one line each, naming file and rule; empty when all is well."""
    return [
        f"{rule.file}: rule {rule.id}: {problem}"
        for rule in rules.rules
        if file is None or rule.file == file
        for problem in check_rule(rule, rules)
    ]


def check_rule(rule: Rule, rules: RuleSet) -> Iterator[str]:
    """Problems with the examples of one rule, as the rules read them: nothing is chosen by points."""
    rules = unchosen(rules)
    if rule.stage in PAIRS:
        yield from _in_pairs(rule, rules)
        return
    if rule.stage == AUDIT:
        yield from _held(rule, rules)
        return
    if rule.stage in OUTCOMES:
        yield from _in_outcomes(rule, rules)
        return
    alone = rule.stage not in WHOLE
    for example in rule.yes:
        yield from _alone(rule, example) if alone else _together(rule, example, rules)
    for text in rule.no:
        if _fires(rule, text, rules):
            yield f"fires in “{text}”, which is a 'no' example"


def unmarked(text: str) -> tuple[str, int, int]:
    """An example without its marks, and the span they enclosed (the whole text where there are none)."""
    start, end = text.find(OPEN), text.find(CLOSE)
    plain = text.replace(OPEN, "").replace(CLOSE, "")
    return (plain, start, end - 1) if start >= 0 and end > start else (plain, 0, len(plain))


def _alone(rule: Rule, example: Mapping[str, Any]) -> Iterator[str]:
    plain, start, end = unmarked(example["text"])
    if _span(rule, plain) != (start, end):
        yield f"does not match “{example['text']}” where it is marked"


def _span(rule: Rule, plain: str) -> tuple[int, int] | None:
    folded = fold(plain)
    kind = rule.data.get("kind")
    if rule.stage == "chrome":
        from ..structure.chrome import spans

        hits = [hit for hit in spans(from_string(plain), RuleSet((rule,))) if hit[2] == rule.id]
        return hits[0][:2] if hits else None
    if kind == "starter":  # sought from the fourth character on
        hit = search(rule, folded, 4)
    elif kind in ("marker", "lead"):
        hit = match(rule, folded)
    else:
        hit = search(rule, folded)
    if hit is None:
        return None
    end = hit.end() if rule.stage == "meta" else len(folded[: hit.end()].rstrip())
    return hit.start(), end


def _fires(rule: Rule, text: str, rules: RuleSet) -> bool:
    if rule.stage not in WHOLE:
        return _span(rule, text) is not None
    if rule.stage == "words":
        return _reads_a_word(rule, text, rules)
    if rule.stage == "clauses":
        return _does_its_part(rule, text, rules)
    report = extract_with(from_string(text), rules)
    return any(rule.id in one.rules for one in report.indicators) or any(
        rule.id == one.rule for one in report.unread
    )


def _does_its_part(rule: Rule, text: str, rules: RuleSet) -> bool:
    """Whether a text comes out otherwise without a rule; no record names those that only prepare one."""
    source = from_string(text)
    return extract_with(source, rules) != extract_with(source, unchosen(rules.without(rule.id)))


def _reads_a_word(rule: Rule, text: str, rules: RuleSet) -> bool:
    """Whether a word of a text, as it is cut there, does what a rule of words says: no record names these."""
    seen = numerals(from_string(text), rules)
    return any(
        token.sense.rule == rule.id or _opens_with(rule, token, seen.running.text)
        for span in seen.sentences
        for token in _tokens_of(seen, span, rules)
    )


def _tokens_of(seen: Numerals, span: tuple[int, int], rules: RuleSet) -> list[Token]:
    """The words of a sentence, as its figures are read with them."""
    a, b = span
    found = [q for q in seen.found if a <= q.start < b]
    others = [n for n in seen.others if a <= n.start < b]
    return tokenize(seen.running.text, a, b, found, others, words(rules))


def _opens_with(rule: Rule, token: Token, text: str) -> bool:
    """Whether a longer word begins with one of a rule's words, and is taken apart after it: 城乡|居民收入."""
    apart = (token.both and rule.data.get("both")) or (token.lead > token.start and rule.data.get("pair"))
    return bool(apart) and text.startswith(tuple(rule.data["words"]), token.start)


def _together(rule: Rule, example: Mapping[str, Any], rules: RuleSet) -> Iterator[str]:
    plain, start, end = unmarked(example["text"])
    report = extract_with(from_string(plain), rules)
    wanted = {key: value for key, value in example.items() if key != "text"}
    if rule.stage == "unread":
        if not any((one.start, one.end, one.rule) == (start, end, rule.id) for one in report.unread):
            yield f"“{example['text']}” does not come out as unread ({_seen(report)})"
        return
    found = next((one for one in report.indicators if (one.start, one.end) == (start, end)), None)
    if found is None:
        yield f"“{example['text']}” gives no indicator where it is marked ({_seen(report)})"
        return
    marks = rule.stage in ("relations", "frames") or (rule.stage == "units" and rule.data["words"])
    if marks and rule.id not in found.rules:
        yield f"does not fire in “{example['text']}” (fired: {', '.join(found.rules)})"
    if rule.stage == "words" and not _reads_a_word(rule, plain, rules):
        yield f"reads no word of “{example['text']}”"
    if rule.stage == "clauses" and not _does_its_part(rule, plain, rules):
        yield f"changes nothing in “{example['text']}”"
    for key, value in wanted.items():
        if not hasattr(found, key):
            yield f"an example names {key}, which no indicator has"
            continue
        got = getattr(found, key)
        if got is None and value == "":  # TOML has no word for nothing
            continue
        if got != (Decimal(str(value)) if isinstance(got, Decimal) else value):
            yield f"“{example['text']}” gives {key} = {got!s}, not {value!s}"


def _seen(report: Report) -> str:
    figures = [one.text for one in report.indicators]
    others = [f"{one.text} {one.reason}" for one in report.unread]
    return "read: " + "; ".join(figures + others) if figures or others else "nothing was read"


def _held(rule: Rule, rules: RuleSet) -> Iterator[str]:
    """Problems with the examples of a rule of the audit: what it finds on the marked figure."""
    for example in rule.yes:
        plain, start, end = unmarked(example["text"])
        found = _findings(rule, plain, rules)
        came = [one.verdict for one in found if (one.claim.start, one.claim.end) == (start, end)]
        if came != [example.get("verdict", "agrees")]:
            others = "; ".join(f"{one.claim.text} {one.verdict}" for one in found)
            yield f"“{example['text']}” comes out as {', '.join(came) or 'nothing'} (found: {others})"
    for text in rule.no:
        if _findings(rule, text, rules):
            yield f"finds something in “{text}”, which is a 'no' example"


def _findings(rule: Rule, text: str, rules: RuleSet) -> list[Finding]:
    from ..check.audit import findings

    return findings(rule, extract_with(from_string(text), rules), rules)


def _in_pairs(rule: Rule, rules: RuleSet) -> Iterator[str]:
    for example in rule.yes:
        came = _met(example["text"], example.get("other", ""), rules)
        if came != example.get("change", "changed"):
            yield f"“{example['text']}” and “{example.get('other')}” come out as {came}"
    for texts in rule.no:
        one, _, other = texts.partition(AGAINST)
        if (came := _met(one, other, rules)) in ("changed", "same"):
            yield f"“{one}” and “{other}” come out as {came}, which is a 'no' example"


def _met(one: str, other: str, rules: RuleSet) -> str:
    """What the diff says of the marked figures of two texts: changed, same, near …; added where they part."""
    from ..compare.diff import compare

    old, new = unmarked(one), unmarked(other)
    first, second = (extract_with(from_string(text), rules) for text, _, _ in (old, new))
    for row in compare(first, second, rules).rows:
        if row.new is not None and (row.new.start, row.new.end) == new[1:]:
            meets = row.old is not None and (row.old.start, row.old.end) == old[1:]
            return row.change if meets or row.old is None else "another"
    return "unread"


def _in_outcomes(rule: Rule, rules: RuleSet) -> Iterator[str]:
    without = rules.without(rule.id)
    for example in rule.yes:
        texts = example["text"], example.get("other", "")
        came = _became(*texts, rules)
        if came[0] != example.get("outcome", "open"):
            yield f"“{texts[0]}” and “{texts[1]}” come out as {came[0]}"
        elif came == _became(*texts, without):
            yield f"changes nothing in “{texts[0]}” and “{texts[1]}”"
    for both in rule.no:
        one, _, other = both.partition(AGAINST)
        if _became(one, other, rules) != _became(one, other, without):
            yield f"changes what becomes of “{one}” in “{other}”, which is a 'no' example"


def _became(one: str, other: str, rules: RuleSet) -> tuple[str, ...]:
    """What the diff says of the marked target of one text by the other, and why; `none` for no target."""
    from ..compare.diff import compare

    old = unmarked(one)
    first, second = (extract_with(from_string(unmarked(text)[0]), rules) for text in (one, other))
    if all((figure.start, figure.end) != old[1:] for figure in first.indicators):
        return ("unread",)
    for told in compare(first, second, rules).targets:
        if (told.target.start, told.target.end) == old[1:]:
            return told.outcome, *told.evidence
    return (NONE,)

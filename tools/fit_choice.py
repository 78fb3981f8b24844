#!/usr/bin/env python3
"""Fit the points by which a reading in doubt is chosen, and write patterns/meaning/choice.json.

    fit_choice.py            fit, print what the choice wins and loses on texts left out, and write
    fit_choice.py --dry      the same without writing

A log-linear model over the candidates of each figure; each that the annotation lets pass is right. It is
fitted on all annotated texts and the rules' own examples. What it is worth is told by the judged passages
that rules are not written beside, in folds, each fitted without those that it is told by. Needs scikit-learn
and scipy (`pip install -e '.[fit]'`), which nothing else does.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse  # type: ignore[import-untyped]
from scipy.optimize import minimize  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))
sys.path.insert(0, str(ROOT / "tools"))

import accuracy  # noqa: E402
import fit_confidence  # noqa: E402

from reportmine.meaning import confidence  # noqa: E402
from reportmine.meaning.choice import candidates, choosing, owning  # noqa: E402
from reportmine.meaning.choice.acts import Actions  # noqa: E402
from reportmine.meaning.choice.items import Items  # noqa: E402
from reportmine.meaning.choice.owners import Owners, owners  # noqa: E402
from reportmine.pipeline import traced  # noqa: E402
from reportmine.readers.source import as_text, from_string  # noqa: E402
from reportmine.rules.files import load  # noqa: E402
from reportmine.workbench.rulecheck import WHOLE, unmarked  # noqa: E402

SCALE = 100  # points of a weight of one
STRENGTH = 1.0  # of the penalty on weights
OWNERS = 4.0  # of that on the weights of owners
LEAST = 20  # points below which a weight is left out
OFTEN = 3  # candidates in which something must be seen to have points
STEPS = 80  # of the fit
FOLDS = 4
SEED = 3
SURE = 0.7  # taken as how sure the reading of a rule's example is: so that it is one in doubt
BELOW = 0.8  # confidence of a reading below which its candidates are weighed
PLAIN = 4  # of readings above it that are right, one in so many is fitted on, and stands for so many
AHEAD = 50  # points by which a candidate must be before the rules' reading
ALONE = 60  # by which an action must be where the item stands as read
OWNER = 150  # by which an owner must be before the rules' reading
AFRESH = 3  # how much more a row counts, for owners, that was annotated by one who had not seen the reading
SETTLED = 0.98  # of the figures that would get another owner, how many are looked at: a seventh of all
NEVER = 10**6  # more points than any reading has
THIRD = 3  # of readings whose item is right, one in so many is fitted on for owners, and stands for so many


@dataclass(frozen=True)
class Row:
    """A figure as the rules alone read it, with its annotation."""

    text: str
    figure: candidates.Figure
    sure: float
    gold: dict[str, Any]
    actor: str | None
    read: dict[str, bool]  # the fields that the rules read right

    def item(self, words: str) -> bool:
        """Whether the annotation lets an item pass."""
        said = "".join(words.split()) or None
        return accuracy.same_item(self.gold, {"item": said, "actor": self.actor})

    def action(self, words: str, item: str) -> bool:
        """Whether it lets an action pass, beside an item."""
        said = {"action": "".join(words.split()) or None, "item": item or None}
        return self.gold["role"] != "level" or accuracy.same_action(self.gold, said)

    def right(self, item: str, action: str) -> bool:
        """Whether the row is right with both."""
        return self.read["reading"] and self.read["role"] and self.item(item) and self.action(action, item)


def rows() -> Iterator[Row]:
    """The figures of all annotated texts at hand."""
    rules = choosing.unchosen(load(()))
    scale = confidence.scale(rules)
    for one in fit_confidence.annotated():
        text = as_text(one.source)
        run = traced(text, rules)
        said = candidates.Said()
        figures = {}
        for reading in run.readings:
            quantity = reading.draft.quantity
            sure = scale.of(reading.seen)
            made = candidates.figure(
                reading.draft, reading.words, said.before(reading.draft, reading.words), reading.seen, sure
            )
            figures[run.running.source(quantity.start, quantity.end)] = made, sure
            said.take(reading.draft)
        gold, records = one.beside(text, run.report)
        records = [record for record in records if (record["start"], record["end"]) in figures]
        for i, j in accuracy.pairs(gold, records).items():
            if not gold[i].get("opt"):
                record = records[j]
                made, sure = figures[record["start"], record["end"]]
                right = accuracy.judge(gold[i], record)
                yield Row(one.name, made, sure, gold[i], record["actor"], right)


def examples() -> Iterator[Row]:
    """The figures that the rules' own examples say something of, as the rules alone read them."""
    rules = choosing.unchosen(load((), examples=True))
    told = [
        (rule.id, one) for rule in rules.rules for one in rule.yes if rule.stage in WHOLE and "item" in one
    ]
    for name, one in told:
        plain, start, end = unmarked(one["text"])
        for reading in traced(from_string(plain), rules).readings:
            quantity = reading.draft.quantity
            if (quantity.start, quantity.end) == (start, end):
                f = candidates.figure(reading.draft, reading.words, (), reading.seen, SURE)
                act = one.get("action", f.text(reading.draft.action))
                gold = {"item": one["item"], "act": act or None, "actor": None, "role": reading.draft.role}
                yield Row(f"example of {name}", f, SURE, gold, None, {})


def held_out() -> set[str]:
    """Names of the texts that tell what points are worth: no rules are written beside them."""
    return {
        f"{fit_confidence.JUDGED}{one['name']}"
        for half in accuracy.HALVES
        if half.startswith("held")
        for one in accuracy.rows(accuracy.JUDGED / f"{half}.jsonl")
    }


# ---- fitting ---------------------------------------------------------------------------------------


@dataclass
class Problem:
    """Candidates of many figures by what is seen of them, and which are right."""

    groups: list[list[list[str]]] = field(default_factory=list)
    right: list[list[bool]] = field(default_factory=list)
    times: list[int] = field(default_factory=list)  # how often each counts

    def add(self, group: list[list[str]], right: list[bool], times: int) -> None:
        """One figure, if there is something to tell apart."""
        if any(right) and not all(right):
            self.groups.append(group)
            self.right.append(right)
            self.times.append(times)


def fit(found: Sequence[Row]) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """The points of items, those of actions beside an item that is right, and those of owners."""
    items, actions = Problem(), Problem()
    for k, row in enumerate(found):
        f = row.figure
        plain = row.sure >= BELOW and row.read.get("record", False)
        if plain and k % PLAIN:
            continue
        times = PLAIN if plain else 1
        offered, traits = candidates.items(f), Items(f)
        right = [row.item(one.words) for one in offered]
        items.add([list(traits.of(one)) for one in offered], right, times)
        if f.one.role == "level" and any(right):
            read = f.text(f.one.item)
            item = min(
                (one for one, good in zip(offered, right, strict=True) if good),
                key=lambda one: one.words != read,
            )
            acts, told = candidates.actions(f, item), Actions(f, item)
            passed = [row.action(one.words, item.words) for one in acts]
            actions.add([list(told.of(one)) for one in acts], passed, times)
    return points(items), points(actions), points(whose(found), OWNERS)


def whose(found: Sequence[Row]) -> Problem:
    """The candidates for owners, of what the rules read right but for its item, or all of it."""
    problem = Problem()
    for k, row in enumerate(found):
        if not row.figure.one.item or not row.read.get("reading") or (row.read["item"] and k % THIRD):
            continue
        traits, offered = Owners(row.figure), owners(row.figure)
        seen = [list(traits.of(one)) for one in offered]
        right = [row.item(one.words + traits.words) for one in offered]
        times = THIRD if row.read["item"] else 1
        problem.add(seen, right, times if row.text.startswith(fit_confidence.JUDGED) else times * AFRESH)
    return problem


def points(problem: Problem, strength: float = STRENGTH) -> dict[str, int]:
    """Points by what is seen: weights of a log-linear choice among the candidates of each figure.

    Fitted twice: what has hardly any weight the first time is left out the second.
    """
    count = Counter(name for group in problem.groups for one in group for name in one)
    often = sorted(name for name, n in count.items() if n >= OFTEN)
    first = weights(problem, often, strength)
    heavy = sorted(name for name, weight in first.items() if abs(weight) * SCALE >= LEAST)
    second = weights(problem, heavy, strength)
    made = {name: round(weight * SCALE) for name, weight in second.items()}
    return {name: weight for name, weight in made.items() if weight}


def weights(problem: Problem, names: Sequence[str], strength: float) -> dict[str, float]:
    """The weight of each name."""
    index = {name: k for k, name in enumerate(names)}
    ends, columns = [0], []
    for group in problem.groups:
        for one in group:
            columns += [index[name] for name in one if name in index]
            ends.append(len(columns))
    shape = len(ends) - 1, len(index)
    seen = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
    turned = seen.T.tocsr()
    sizes = [len(group) for group in problem.groups]
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group_of = np.repeat(np.arange(len(sizes)), sizes)
    right = np.concatenate([np.asarray(one, float) for one in problem.right])
    times = np.asarray(problem.times, float)

    def loss(weights: Any) -> tuple[float, Any]:
        score = seen @ weights
        score = np.exp(score - np.maximum.reduceat(score, first)[group_of])
        whole, good = np.add.reduceat(score, first), np.add.reduceat(score * right, first)
        slope = turned @ (times[group_of] * (score / whole[group_of] - score * right / good[group_of]))
        missed = float((times * (np.log(whole) - np.log(good))).sum())
        return missed + strength / 2 * float(weights @ weights), slope + strength * weights

    options = {"maxiter": STEPS}
    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options=options).x
    return {name: float(found[k]) for name, k in index.items()}


# ---- what it is worth ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Changed:
    """A row that the points read otherwise: whether it is right, whether the rules' reading was, and whether
    its owner alone is another."""

    right: bool
    was: bool
    owner: bool


def folds(names: set[str]) -> list[set[str]]:
    """Texts in folds."""
    order = sorted(names)
    random.Random(SEED).shuffle(order)
    return [set(order[k::FOLDS]) for k in range(FOLDS)]


def changed(found: Sequence[Row], chosen: choosing.Points) -> list[Changed]:
    """The rows that the points read otherwise than the rules."""
    out = []
    for row in found:
        made = choosing.chosen(row.figure, row.figure, row.sure, chosen)
        if made is not None and made.sure is not None:
            words = [row.figure.text(spans) for spans in (made.draft.item, made.draft.action)]
            out.append(Changed(row.right(*words), row.read["record"], bool(made.owners)))
    return out


def _points(items: dict[str, int], actions: dict[str, int], owners: dict[str, int]) -> choosing.Points:
    by = owning.Owning(owners, OWNER, NEVER, share=0.25)
    return choosing.Points(items, actions, BELOW, AHEAD, ALONE, share=0.5, owners=by)


def _counted(told: Sequence[Changed], owner: bool) -> dict[str, Any]:
    """How many rows were read otherwise, by owner alone or not, and what that won and lost."""
    of = [one for one in told if one.owner is owner]
    won, lost = sum(one.right and not one.was for one in of), sum(one.was and not one.right for one in of)
    share = round(sum(one.right for one in of) / len(of), 2)
    return {"changed": len(of), "won": won, "lost": lost, "share": share}


def settling(found: Sequence[Row], chosen: owning.Owning) -> int:
    """The points of the rules' reading, by the statistic alone, above which few rows got another owner."""
    owned = [row.figure for row in found if row.figure.one.item]
    read = sorted(owning.as_read(f, chosen) for f in owned if owning.whose(f, chosen) is not None)
    return read[int(SETTLED * len(read))] + 1


def main() -> int:
    """Run the command."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--dry", action="store_true", help="write nothing")
    args = asked.parse_args()
    found, more = list(rows()), list(examples())
    told: list[Changed] = []
    doubted = 0
    for names in folds(held_out()):
        fitted = fit([*(row for row in found if row.text not in names), *more])
        left = [row for row in found if row.text in names]
        told += changed(left, _points(*fitted))
        doubted += sum(row.sure < BELOW for row in left)
    chosen, owned = _counted(told, False), _counted(told, True)
    print(json.dumps({"in_doubt": doubted, **chosen, "owners": owned}), flush=True)
    items, actions, owned_by = fit([*found, *more])
    by = owning.Owning(owned_by, OWNER, NEVER, owned.pop("share"))
    settled = settling([*found, *more], by)
    print(
        len(found) + len(more), "rows; points:", len(items), len(actions), len(owned_by), "settled", settled
    )
    out = held_out()
    kept = {
        "fitted_on": {"rows": len(found) + len(more), "sha256": fit_confidence.fitted_hash()},
        "left_out": {"rows": sum(row.text in out for row in found), "in_doubt": doubted, **chosen},
        "owners_left_out": owned,
        "below": BELOW,
        "least": AHEAD,
        "alone": ALONE,
        "share": chosen.pop("share"),
        "items": items,
        "actions": actions,
        "owners": {"points": owned_by, "least": OWNER, "settled": settled, "share": by.share},
    }
    if not args.dry:
        place = ROOT / "patterns" / choosing.FILE
        place.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

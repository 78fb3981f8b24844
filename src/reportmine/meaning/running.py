"""Figures that run along, in their order, with as many before them: 分别达A、B，增长a、b."""

from __future__ import annotations

from collections.abc import Sequence

from ..language.lettering import Span, within
from ..language.token import LIST
from ..rules.classes import only
from .antecedents import nameless
from .reading import PAIRED, Draft, Loan
from .sentence import Sentence


def run_on(i: int, drafts: list[Draft], s: Sentence) -> list[Draft]:
    """分别达A、B，增长a、b: what follows runs along with what 分别 gave an item. Gives those it settled.

    So do ranks (居全国第5位和第7位), shares, and the ends of changes (分别由A、B增至C、D); and changes that
    are as many as all the levels said before them: 受理8947件，办结8563件，同比上升6.2%和7.1%.
    """
    lead = drafts[i]
    told = (
        lead.role in ("change", "to") or lead.quantity.kind == "rank" or "Z" in s.letters[lead.left : lead.at]
    )
    named = _bare_name(lead, s)
    planned = lead.whole is not None and lead.quantity.kind == "percent"  # 完成计划的98%和103%
    if not named and not ((planned or (told and lead.bare)) and not lead.item):
        return []
    run = [lead]
    for other in drafts[i + 1 :]:
        if not (other.bare and (listed(other, run[-1], s) or _changes_on(other, lead))):
            break
        run.append(other)
    sources = drafts[max(0, i - len(run)) : i]
    if len(run) < 2 or len(sources) != len(run):
        return []
    paired = all(source.paired for source in sources)
    said = not named and _all_said(lead, sources, drafts[:i], s)
    if not paired and not said and not _one_list(sources, lead):
        return []
    own = lead.item if named else ()
    return [_run_along(one, source, lead, own) for one, source in zip(run, sources, strict=True)]


def _changes_on(one: Draft, lead: Draft) -> bool:
    """Whether a change is listed after another with a verb of its own: 上升5.8%和下降11.2%."""
    return one.role == lead.role == "change" and one.joined in LIST


def _all_said(lead: Draft, sources: Sequence[Draft], earlier: Sequence[Draft], s: Sentence) -> bool:
    """Whether levels are all that was said before a change, each of a thing or with a verb of its own."""
    if lead.role != "change" or any(one.role != "level" or one.after for one in sources):
        return False
    if len({(one.item, one.action) for one in sources}) < len(sources):
        return False
    start = s.text.rfind("；", s.bounds[0], sources[0].quantity.start)
    others = [one for one in earlier[: -len(sources)] if one.quantity.start > start]
    return not others and all(one.item or one.action for one in sources)


def _bare_name(one: Draft, s: Sentence) -> bool:
    """Whether a figure has a statistic's name that says of nothing whose it is: 人均补助水平达到A和B."""
    if not one.item or not one.statistic or one.action or one.joined != ";":
        return False
    return nameless(within(s.tokens, one.item[0][0], one.item[-1][1]), s.kinds)


def _one_list(sources: list[Draft], lead: Draft) -> bool:
    """A元、B元，下降a和b: as many as are listed right before, each of a thing of its own."""
    first, *later = sources
    listed = first.joined not in LIST and all(one.joined in LIST for one in later)
    apart = len({(one.item, one.action) for one in sources if one.item}) == len(sources)
    near = sources[-1].at == lead.left - 2
    return listed and apart and near and all(one.role == "level" for one in sources)


def _run_along(one: Draft, source: Draft, lead: Draft, own: tuple[Span, ...]) -> Draft:
    """A change that runs along with another figure, told as the first of the changes is."""
    basis = () if lead.basis is None else (lead.basis,)
    return one.lent(
        Loan("item", source.item, source.place, "runs-on"),
        *(() if own else (Loan("action", source.action, source.place, "runs-on"),)),
        Loan("basis", basis, lead.place, "runs-on"),
        item=(*source.item, *own),
        statistic=bool(own) or source.statistic,
        action=() if own else source.action,
        actor=one.actor or (source.actor if source.paired else ()),
        role=lead.role,
        direction=one.direction if one.verb else lead.direction,
        basis=lead.basis,
        whole=one.whole or lead.whole,
        stands=lead.stands,
        verb=one.verb or lead.verb,
        rules=(*one.rules, PAIRED),
    )


def listed(one: Draft, before: Draft, s: Sentence) -> bool:
    """Whether nothing but a list mark stands between a figure and the one before."""
    between = s.letters[one.left : one.at]
    years = before.role == "from" and only(between, s.kinds.between_ends)  # 1979年的A元、1980年的B元
    return (years or set(between) <= LIST) and one.joined in LIST and not one.stands and not one.after

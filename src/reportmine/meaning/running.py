"""Figures that run along, in their order, with as many before them: 分别达A、B，增长a、b."""

from __future__ import annotations

from ..language.lettering import LIST, Span, within
from ..rules.classes import only
from .antecedents import nameless
from .reading import PAIRED, Draft, Loan
from .sentence import Sentence


def run_on(i: int, drafts: list[Draft], s: Sentence) -> list[Draft]:
    """分别达A、B，增长a、b: what follows runs along with what 分别 gave an item. Gives those it settled.

    So do ranks (居全国第5位和第7位), shares, and the ends of changes (分别由A、B增至C、D).
    """
    lead = drafts[i]
    told = (
        lead.role in ("change", "to") or lead.quantity.kind == "rank" or "Z" in s.letters[lead.left : lead.at]
    )
    named = _bare_name(lead, s)
    if not named and not (told and lead.bare and not lead.item):
        return []
    run = [lead]
    for other in drafts[i + 1 :]:
        if not (other.bare and listed(other, run[-1], s)):
            break
        run.append(other)
    sources = drafts[max(0, i - len(run)) : i]
    if len(run) < 2 or len(sources) != len(run):
        return []
    if not all(source.paired for source in sources) and not _one_list(sources, lead):
        return []
    own = lead.item if named else ()
    return [_run_along(one, source, lead, own) for one, source in zip(run, sources, strict=True)]


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
        role=lead.role,
        direction=lead.direction,
        basis=lead.basis,
        whole=one.whole or lead.whole,
        stands=lead.stands,
        verb=lead.verb,
        rules=(*one.rules, PAIRED),
    )


def listed(one: Draft, before: Draft, s: Sentence) -> bool:
    """Whether nothing but a list mark stands between a figure and the one before."""
    between = s.letters[one.left : one.at]
    years = before.role == "from" and only(between, s.kinds.between_ends)  # 1979年的A元、1980年的B元
    return (years or set(between) <= LIST) and one.joined in LIST and not one.stands and not one.after

"""A diff as people read it: what is shown and in what order, what is counted, how wide, and only as text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise, product
from pathlib import Path

import pytest
from figured import HOSTILE, made
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len
from support import ROOT, SHARED

from reportmine import Diff, Report, diff, extract
from reportmine.metrics.concepts import concepts, headline
from reportmine.output.diffs import markdown, places
from reportmine.output.diffs.counts import by_section, hidden, totals
from reportmine.output.diffs.digest import digest
from reportmine.output.diffs.view import BY, ORDER, WHAT, View, groups, size
from reportmine.output.diffs.words import facts
from reportmine.output.terminal.diff import diff_table
from reportmine.output.terminal.report import draw
from reportmine.records import (
    DiffRow,
    Notice,
    Restated,
    Section,
    SectionChange,
    Side,
    Source,
    TargetOutcome,
)
from reportmine.rules.files import load

WIDTH = 80
SAMPLES = [ROOT / "samples" / f"yunting-{year}.txt" for year in (2024, 2025)]
CORPUS = [
    *(
        tuple(SHARED / "pairs" / name / f"{side}.txt" for side in ("old", "new"))
        for name in ("gansu", "jiangsu")
    ),
    *(
        tuple(SHARED / "corpus" / f"{name}.txt" for name in names)
        for names in (
            ("national-2023", "national-2024"),
            ("national-2024", "national-2025"),
            ("national-1957", "national-1988"),
            ("shanghai-2026", "beijing-2026"),
            ("bulletin-changde-2025", "budget-changde-2025"),
        )
    ),
]
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HEADLINE = headline(concepts(load()))


@cache
def report(path: Path) -> Report:
    return extract(path)


@cache
def compared(old: Path, new: Path) -> Diff:
    return diff(report(old), report(new))


def sample(**wish: object) -> View:
    return View(compared(*SAMPLES), headline=HEADLINE, **wish)  # type: ignore[arg-type]


def views(found: Diff) -> Iterator[View]:
    """A diff in every way in which it can be shown."""
    for what, by, whole in product(WHAT, BY, (False, True)):
        yield View(found, what, by, whole, headline=HEADLINE)


def columns(text: str) -> int:
    """The width of a text where Chinese characters are two wide."""
    wide = (unicodedata.east_asian_width(sign) in "WF" for sign in text)
    none = (unicodedata.category(sign) in ("Mn", "Me", "Cf") for sign in text)
    return sum(0 if no else 1 + two for two, no in zip(wide, none, strict=True))


# how wide


def fits(found: Diff) -> None:
    """No line of any view, as Markdown or on a terminal, is wider than a page."""
    for view in views(found):
        wide = [line for line in "".join(markdown.of_diff(view)).split("\n") if columns(line) > WIDTH]
        assert wide == []
        wide = [line for line in draw(diff_table(view)).split("\n") if cell_len(line) > WIDTH]
        assert wide == []


def test_no_line_is_wider_than_a_page() -> None:
    fits(compared(*SAMPLES))
    assert any(columns(line) > 70 for line in "".join(markdown.of_diff(sample())).split("\n"))


@pytest.mark.parametrize("pair", CORPUS, ids=lambda pair: "-".join(pair[0].parts[-2:]))
def test_no_line_of_a_real_diff_is_wider_than_a_page(pair: tuple[Path, Path]) -> None:
    if not all(path.is_file() for path in pair):
        pytest.skip("the corpus is not here")
    fits(compared(*pair))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_no_line_of_any_text_is_wider_than_a_page(text: str) -> None:
    view = View(by_hand(text), whole=True)
    for line in "".join(markdown.of_diff(view)).split("\n"):
        assert columns(line) <= WIDTH, line


def test_what_is_cut_keeps_both_ends_and_is_counted() -> None:
    text = "".join(markdown.of_diff(View(by_hand("甲" + "长" * 60 + "额"), whole=True)))
    assert re.search(r"^\| 甲长+…长+额 ", text, re.MULTILINE)
    assert "… stands for words left out of" in " ".join(text.split())
    assert "…" not in "".join(markdown.of_diff(View(by_hand("短"), whole=True)))


# only as text


def by_hand(text: str) -> Diff:
    """A diff that has a text wherever a report has words."""
    one = made({"text": text, "metric": text, "concept": "gdp", "section": "1"}).indicators[0]
    aim = one.model_copy(update={"status": "target"})
    section = Section(
        id="1", level=1, marker=text, number=1, title=text, start=0, end=9, body_start=1, parent=None
    )
    side = Side(source=Source(name=text, sha256="0" * 64, length=9), title=text, issuer=text, year=2024)
    claim = {"claim": one, "old": one, "new": one, "said": text, "computed": Decimal(5)}
    rows = (
        DiffRow(change="changed", old=one, new=one, difference=Decimal(5), percent=Decimal(5)),
        DiffRow(change="near", old=one, new=one, difference=Decimal(5), evidence=(text, text)),
        DiffRow(change="ambiguous", old=one, new=None, candidates=(one,), evidence=(text,)),
        DiffRow(change="same", old=aim, new=aim, difference=Decimal(0)),
        DiffRow(change="added", old=None, new=one),
        DiffRow(change="removed", old=one, new=None),
    )
    return Diff(
        old=side,
        new=side,
        rows=rows,
        targets=(
            TargetOutcome(target=aim, actual=one, outcome="missed", evidence=(text,)),
            TargetOutcome(target=aim, actual=None, outcome="open"),
        ),
        restated=(
            Restated.model_validate({**claim, "verdict": "contradicts", "evidence": (text,)}),
            Restated.model_validate({**claim, "verdict": None, "evidence": (text,)}),
        ),
        sections=(
            SectionChange(change="moved", old=section.model_copy(update={"id": "2"}), new=section),
            SectionChange(change="merged", old=section.model_copy(update={"id": "3"}), new=section),
            SectionChange(change="removed", old=section.model_copy(update={"id": "4"}), new=None),
        ),
        warnings=(Notice(code="a", message=text, start=None, end=None),),
    )


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()], ids=repr)
def test_a_hostile_text_is_text(text: str) -> None:
    for view in (View(by_hand(text[:3000]), what, whole=True) for what in WHAT):
        written = "".join(markdown.of_diff(view))
        lists = 0
        for token in PARSER.parse(written):
            assert token.type not in ("html_block", "fence", "code_block", "hr", "blockquote_open"), token
            lists += token.type == "ordered_list_open"
            if token.type == "inline":
                kinds = {part.type for part in token.children or []}
                assert kinds <= {"text", "text_special", "softbreak", "strong_open", "strong_close"}, token
        assert lists == 0
        assert not re.search(r"(?<!\\)[@`<]|www\.", written)
        assert "".join(shown for shown in written if unicodedata.category(shown) == "Cc").strip("\n") == ""
        drawn = draw(diff_table(view))
        assert "".join(shown for shown in drawn if unicodedata.category(shown) == "Cc").strip("\n") == ""


def test_markup_of_the_terminal_is_text() -> None:
    assert "[red]甲[/red]" in draw(diff_table(View(by_hand("[red]甲[/red]"))))


# nothing is lost


def everything(found: Diff) -> None:
    """Each row is shown or counted in its group, in every order; and each is counted in a section."""
    for view in views(found):
        held = list(groups(view))
        shown = [id(row) for group in held for row in group.rows]
        assert sorted(shown) == sorted(id(row) for row in found.rows if not view.folds(row))
        if view.by != "text":
            counted = Counter[str]()
            for group in held:
                counted.update(group.folded)
            assert counted == Counter(row.change for row in found.rows if view.folds(row))
        for upper in (False, True):
            counts = [one.rows for one in by_section(view, upper=upper)]
            assert sum(sum(one.values()) for one in counts) == len(found.rows)
        if view.what == "all" and view.folded:
            assert any("--all" in line for line in hidden(view))
        else:
            assert not any("--all" in line for line in hidden(view))


def test_each_row_is_shown_or_counted() -> None:
    everything(compared(*SAMPLES))
    assert sample().folded.keys() == {"added", "removed"}
    assert sample(whole=True).folded == {} and sample(asked=frozenset({"added"})).folded.keys() == {"removed"}


@pytest.mark.parametrize("pair", CORPUS, ids=lambda pair: "-".join(pair[0].parts[-2:]))
def test_each_row_of_a_real_diff_is_shown_or_counted(pair: tuple[Path, Path]) -> None:
    if not all(path.is_file() for path in pair):
        pytest.skip("the corpus is not here")
    everything(compared(*pair))


def test_the_counts_are_those_of_the_diff() -> None:
    found = compared(*SAMPLES)
    said = dict(totals(found))
    for name, kinds in (
        ("figures", Counter[str](row.change for row in found.rows)),
        ("targets", Counter[str](one.outcome for one in found.targets)),
        ("sections", Counter[str](one.change for one in found.sections)),
    ):
        told = {kind: int(count) for count, kind in re.findall(r"(\d+) (\w+)", said[name])}
        assert told == kinds


# in what order


def test_in_a_section_what_changed_comes_first_and_the_largest_of_it() -> None:
    for group in groups(sample(whole=True)):
        ranks = [(ORDER.index(row.change), *(-part for part in size(row))) for row in group.rows]
        assert ranks == sorted(ranks)


def test_by_change_the_largest_of_all_is_first() -> None:
    (group,) = groups(sample(by="change"))
    assert group.title is None
    changed = [size(row) for row in group.rows if row.change == "changed"]
    assert changed == sorted(changed, reverse=True) and len(changed) > 20
    percents = [abs(row.percent) for row in group.rows if row.change == "changed" and row.percent is not None]
    assert percents == sorted(percents, reverse=True)


def test_by_text_the_order_is_that_of_the_new_report() -> None:
    rows = [row for group in groups(sample(by="text", whole=True)) for row in group.rows]
    assert rows == list(compared(*SAMPLES).rows)


def test_a_removed_figure_stands_under_what_its_section_became() -> None:
    found = compared(*SAMPLES)
    became = {one.old.id: one.new for one in found.sections if one.old and one.new}
    for group in groups(sample(whole=True)):
        for row in group.rows:
            if row.change == "removed" and row.old is not None:
                new = became.get(row.old.section or "")
                title = group.title or ""
                if row.old.section is None:
                    assert title == "(before the first heading)"
                else:
                    assert title.endswith("(dropped)") if new is None else title.startswith(new.id)


def _row(old: str, new: str) -> DiffRow:
    (row,) = [one for one in diff(old, new).rows if one.old and one.new]
    return row


def test_a_share_is_as_large_as_its_points() -> None:
    share = _row("森林覆盖率50%。", "森林覆盖率56%。")
    count = _row("办理案件100件。", "办理案件105件。")
    rank = _row("经济总量列全省第9位。", "经济总量列全省第1位。")
    assert size(share) > size(count) > size(rank)


# the summary


def _lines(view: View) -> dict[str, list[str]]:
    return {part.title: [line.label for line in part.lines] for part in digest(view)}


def test_the_headline_has_the_order_of_the_concepts() -> None:
    old = "2024年，粮食产量100万吨，城镇新增就业5万人，居民消费价格上涨0.2%，地区生产总值90亿元，增长5%。"
    new = "2025年，粮食产量110万吨，城镇新增就业6万人，居民消费价格上涨0.3%，地区生产总值99亿元，增长6%。"
    found = diff(extract(old, year=2024), extract(new, year=2025))
    assert [
        line.removesuffix("量") for line in _lines(View(found, headline=HEADLINE))["Headline figures"]
    ] == [*("地区生产总值", "地区生产总值增长", "居民消费价格上涨", "城镇新增就业", "粮食产")]
    assert "Headline figures" not in _lines(View(found))


def test_the_headline_is_of_the_year_and_each_said_once() -> None:
    old = "2024年，地区生产总值90亿元，增长5%。"
    new = "2020年地区生产总值70亿元。2025年，地区生产总值99亿元，增长6%。2026年，地区生产总值增长7%左右。"
    found = diff(extract(old, year=2024), extract(new, year=2025))
    parts = {part.title: part.lines for part in digest(View(found, headline=HEADLINE))}
    said = [line.said for line in parts["Headline figures"]]
    assert said == ["90亿元 → 99亿元, ≈+9亿 (+8.8…+11.2%)", "5% → 6%, +1个百分点"]


def test_each_number_of_a_summary_has_its_place() -> None:
    old, new = (path.read_text("utf-8") for path in SAMPLES)
    where = places.Places(places.lines(old), places.lines(new))
    count = 0
    for part in digest(sample(places=where)):
        for line in part.lines:
            for place in line.places:
                side, number, offset = re.search(r"^(.*): line (\d+), offset (\d+)", place).groups()  # type: ignore[union-attr]
                text = new if side == "new" else old
                assert text[: int(offset)].count("\n") + 1 == int(number)
                count += 1
    assert count > 20


def test_a_page_is_told_where_there_are_pages() -> None:
    found = diff(report(SAMPLES[0]), report(ROOT / "samples" / "yunting-2025.pdf"))
    told = [
        place for part in digest(View(found, headline=HEADLINE)) for one in part.lines for place in one.places
    ]
    assert any(re.match(r"new: page \d+, offset \d+, section", place) for place in told)
    assert any(re.match(r"old: offset \d+, section", place) for place in told)


@pytest.mark.parametrize("text", ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc"])
def test_lines_end_as_in_any_editor(text: str) -> None:
    assert places.lines(text).number(text.index("c")) == 3


def test_what_is_left_out_of_a_summary_is_counted() -> None:
    found = compared(*SAMPLES)
    parts = {part.title: part for part in digest(sample())}
    assert len(parts["No longer said"].lines) < 10
    left = sum(row.change == "removed" for row in found.rows) - len(parts["No longer said"].lines)
    assert parts["No longer said"].rest == f"{left} more: --only removed in place of --summary"


def test_how_long_something_has_been_so_is_none_of_the_largest_changes() -> None:
    old = "2024年，制造业高质量发展指数连续4年居全国首位，办理案件100件。"
    new = "2025年，制造业高质量发展指数连续5年居全国首位，办理案件105件。"
    view = View(diff(extract(old, year=2024), extract(new, year=2025)), by="change")
    assert _lines(view)["Largest changes"] == ["办理案件"]
    (group,) = groups(view)
    assert [row.difference for row in group.rows] == [5, None]


def test_all_targets_that_are_decided_stand_in_a_summary() -> None:
    names = ("森林覆盖率", "城镇化率", "宽带普及率", "群众满意率", "农产品合格率", "高中毛入学率")
    old = f"2025年主要预期目标是：{'，'.join(f'{name}达到60%以上' for name in (*names, '入园率'))}。"
    new = f"2025年，{'，'.join(f'{name}为{50 if n < 4 else 70}%' for n, name in enumerate(names))}。"
    found = diff(extract(old, year=2024), extract(new, year=2025))
    assert sorted(one.outcome for one in found.targets) == ["met"] * 2 + ["missed"] * 4 + ["open"]
    (part,) = [one for one in digest(View(found)) if one.title == "Targets of the old report"]
    assert [line.sign for line in part.lines] == ["missed"] * 4 + ["met"] * 2
    assert part.rest == "1 open: --only targets in place of --summary"


# the head


def test_the_head_says_which_reports() -> None:
    assert facts(compared(*SAMPLES)) == "云汀市人民政府 · 2024 → 2025"
    (text, *_) = draw(diff_table(sample())).split("\n\n")
    assert text.splitlines()[1] == "云汀市人民政府 · 2024 → 2025"
    assert facts(diff("办理案件1件。", "办理案件2件。")) == "year unknown → year unknown"


def test_a_verdict_may_be_missing_and_says_why() -> None:
    text = "".join(markdown.of_diff(View(by_hand("甲"))))
    assert "| no verdict | 甲 |" in text and "no verdict: 甲: 甲" in text.replace("\\", "")
    drawn = draw(diff_table(View(by_hand("乙"))))
    assert re.search(r"^no verdict +乙 ", drawn, re.MULTILINE)


def test_moved_and_merged_sections_are_told() -> None:
    drawn = draw(diff_table(View(by_hand("甲"))))
    for change in ("moved", "merged", "removed"):
        assert re.search(rf"^{change} ", drawn, re.MULTILINE)
    assert "(moved from 2)" in drawn


def test_lists_of_the_page_are_those_meant() -> None:
    text = "".join(markdown.of_diff(sample()))
    nested = [token for token in PARSER.parse(text) if token.type == "bullet_list_open" and token.level]
    assert nested == []
    kinds = [(one.tag, other.content) for one, other in pairwise(PARSER.parse(text)) if one.tag == "h2"]
    assert [content for _, content in kinds if content] == [
        *("By section", "Figures", "Targets", "Claims of change", "Sections")
    ]

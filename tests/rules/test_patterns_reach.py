"""A user's rule reaches every stage: with a rule in a file, a command gives out something else.

And where it stands among the project's: added rules come first, and the first that fits is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from support import ROOT

from reportmine import diff, extract, load
from reportmine.meaning.choice.choosing import unchosen
from reportmine.metrics.conversions import units
from reportmine.pipeline import extract_with
from reportmine.rules.files import STAGES
from reportmine.rules.files import load as load_rules
from reportmine.rules.rule import RuleSet

HEAD = '[[rule]]\nid = "mine.one"\nname = "Mine"\nwhy = "A test"\n'
PAGE = """<html><head><meta charset="utf-8"><title>工作报告</title></head><body><div id="article-content">
<p>2024年，全市办理行政复议案件1267件，比上年增长5.3%。</p><p>全市培训执法人员1.2万人次，清理规章24部。</p>
<div class="piaofu"><p>另有投诉33件。</p></div></div></body></html>"""
MARKED = "全市办理案件1267件。\n卷头甲\n云川清理规章24部。\n卷头乙\n云川培训执法人员300人次。\n"


def pdf(*feet: str, lines: Sequence[str] = ()) -> bytes:
    """A PDF with a page for each foot."""
    drawing = pytest.importorskip("test_pdf")
    body = [*lines, "全市办理行政复议案件一千余件。"]
    foot = [drawing.at((280.0, 40.0, text)) for text in feet]
    return bytes(drawing.made(*(drawing.both(drawing.column(body), one) for one in foot)))


@dataclass(frozen=True)
class Case:
    """A rule of a user, and input which it changes the reading of."""

    stage: str
    rule: str
    seen: str
    """What stands in the output with the rule and not without it."""
    text: str | bytes
    other: str | None = None
    suffix: str = ".txt"
    args: tuple[str, ...] = ("extract", "-f", "csv")
    takes: bool = False
    """`seen` is what the rule takes away."""

    def files(self, folder: Path) -> list[Path]:
        """The input, and the rule in `mine.toml` beside it."""
        made = []
        for name, text in (("a", self.text), ("b", self.other)):
            if text is not None:
                path = folder / f"{name}{self.suffix}"
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
                made.append(path)
        (folder / "mine.toml").write_text(f'stage = "{self.stage}"\n{HEAD}{self.rule}', encoding="utf-8")
        return made


HIDDEN = "part = 'hidden'\npattern = '''^piaofu$'''"
TEXT = ("extract", "-f", "csv", "-q", "-o", "figures.csv", "--text", "-")
JSON = ("extract", "-f", "json")
DIFF = ("diff", "-f", "csv")

CASES = [
    Case(
        "chrome",
        "scope = 'any'\npattern = '''^云端栏[^\\n]*$'''",
        '"chrome"',
        "云端栏目：办理案件35件\n" + MARKED,
        args=JSON,
    ),
    Case(
        "tables",
        "part = 'period'\noffset = -1\npattern = '''^龙年$'''",
        '"2023"',
        "云川市2024年情况\n\n指标\t单位\t龙年\t增长%\n案件\t件\t1267\t5\n规章\t部\t24\t3\n投诉\t件\t312\t4\n",
        args=JSON,
    ),
    Case(
        "outline",
        "kind = 'marker'\nfamily = 'roll'\nlevel = 1\nrank = 0\npattern = '''第(?<num>[一二三])卷'''",
        "总体情况",
        MARKED.replace("卷头甲", "第一卷 总体情况").replace("卷头乙", "第二卷 主要做法"),
        args=("outline",),
    ),
    Case(
        "meta",
        "field = 'signed'\npattern = '''^成文于(?<y>20\\d\\d)/(?<m>\\d+)/(?<d>\\d+)$'''",
        '"2025-01-16"',
        f"云川市2024年工作报告\n\n{MARKED}\n成文于2025/1/16\n",
        args=JSON,
    ),
    Case("unread", "reason = 'mine'\npattern = '''7788件套'''", '"mine"', "项目7788件套获批。", args=JSON),
    Case(
        "beside",
        "scope = 'level'\npattern = '''报数$'''",
        "300000000",
        "经济总量报数三亿。",
        args=JSON,
    ),
    Case(
        "units",
        "words = ['云票']\ndimension = 'count'",
        '"unit": "云票"',
        "发放补助35云票。",
        args=("extract", "-f", "jsonl"),
    ),
    Case("relations", "relation = '>'\nbefore = ['爆表于']", '">"', "办理案件爆表于35件。", args=JSON),
    Case(
        "words",
        "class = 'U'\nwords = ['云窜']\ndirection = 'up'",
        '"up"',
        "群众满意度云窜5.3个百分点。",
        args=JSON,
    ),
    Case(
        "frames",
        "part = 'before'\npattern = '''^(?P<item>N)[Vv]N$'''",
        "mine.one",
        "市民办理案件35件。",
        args=JSON,
    ),
    Case(
        "clauses",
        "scope = 'counted'\npattern = 'N(?=N)'",
        '"item": "人口"',
        "近14亿人口大国。",
        args=JSON,
    ),
    Case(
        "members",
        "scope = 'member'\npattern = '''云组$'''",
        "云组零售额",
        "社会消费品零售额增长4%。零售额中，饮料云组增长8%。",
    ),
    Case(
        "aggregation",
        "scope = 'before'\naggregation = 'average'\npattern = '''云平'''",
        '"average"',
        "企业利润云平增长5%。",
        args=JSON,
    ),
    Case(
        "purposes",
        "scope = 'purpose'\npattern = '''，云及'''",
        '"item": "乡村公路"',
        "投入35亿元，云及乡村公路。",
        args=("extract", "-f", "jsonl"),
    ),
    Case(
        "periods",
        "scope = 'time'\npattern = '''龙年(?P<year>20\\d\\d)'''",
        "mine.one",
        "龙年2023，办理案件35件。",
        args=JSON,
    ),
    Case(
        "concepts",
        "concept = 'parks'\nkinds = ['count']\nnames = ['街心花园']\nactions = ['新建']",
        "parks",
        "新建街心花园15个。",
    ),
    Case(
        "alignment",
        "class = 'same'\nwords = ['街心花园', '云朵绿地']",
        "changed",
        "新建街心花园15个。",
        "新建云朵绿地18个。",
        args=DIFF,
    ),
    Case(
        "conversions",
        "base = '家'\nfactors = { '个' = 2 }",
        "个,≈,0.25,1.75,20,",
        "新建街心花园10家。",
        "新建街心花园6个。",
        args=DIFF,
    ),
    Case(
        "audit",
        "check = 'total'\npattern = '共(?P<whole>\\p{Co})，甲区(?P<part>\\p{Co})，乙区(?P<part>\\p{Co})'",
        "contradicts",
        "街心花园共30个，甲区15个，乙区18个。",
        args=("audit", "-f", "csv"),
    ),
    Case(
        "aims",
        "part = 'coverage'\npattern = '''按云口径[^⟦]*⟦'''",
        "target,open",
        "2026年主要预期目标是：教育支出增长5%。",
        "2026年，按云口径，教育支出增长6%。",
        args=DIFF,
    ),
    Case("page", HIDDEN, "另有投诉", PAGE, suffix=".html", args=TEXT, takes=True),
    Case(
        "pdf",
        "pattern = '''^卷(?P<page>[0-9]+)卷$'''",
        "卷1卷",
        pdf("卷1卷", "卷2卷"),
        suffix=".pdf",
        args=TEXT,
        takes=True,
    ),
]


def came(case: Case, run: Run, folder: Path, *more: str) -> str:
    """What the command of a case gives out."""
    done = run(*case.args, *case.files(folder), *more)
    assert done.returncode == 0, done.stderr.decode()
    return str(done.stdout.decode())


def test_there_is_a_case_for_every_stage() -> None:
    assert {case.stage for case in CASES} == STAGES.keys()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.stage}{case.suffix}")
def test_a_rule_reaches_its_stage(case: Case, run: Run, tmp_path: Path) -> None:
    without, with_rule = came(case, run, tmp_path), came(case, run, tmp_path, "--patterns", "mine.toml")
    before, after = (with_rule, without) if case.takes else (without, with_rule)
    assert case.seen not in before
    assert case.seen in after


# ---- every command reads pages by it ----------------------------------------------------------------

COMMANDS = [
    ("extract", "-f", "json", "a.html"),
    ("outline", "-f", "json", "a.html"),
    ("explain", "--at", "3", "-f", "json", "a.html"),
    ("diff", "-f", "json", "a.html", "b.txt"),
    ("series", "-f", "json", "a.html"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_reads_a_page_by_it(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    text = '<p class="piaofu">另有投诉33件。</p><h2 class="piaofu">一、另有工作</h2>'
    page = PAGE.replace("<p>2024年", f"{text}<p>2024年")
    (
        Case(
            "aims",
            "part = 'coverage'\npattern = '''按云口径[^⟦]*⟦'''",
            "target,open",
            "2026年主要预期目标是：教育支出增长5%。",
            "2026年，按云口径，教育支出增长6%。",
            args=DIFF,
        ),
    )
    Case("page", HIDDEN, "", page, suffix=".html").files(tmp_path)
    (tmp_path / "b.txt").write_text("2025年，全市办理行政复议案件1267件。", encoding="utf-8")
    without, with_rule = (run(*command, *more) for more in ((), ("--patterns", "mine.toml")))
    assert (without.returncode, with_rule.returncode) == (0, 0), without.stderr + with_rule.stderr
    assert "另有" in without.stdout.decode()
    assert "另有" not in with_rule.stdout.decode()


def test_the_library_loads_by_it(tmp_path: Path) -> None:
    (page,) = Case("page", HIDDEN, "", PAGE, suffix=".html").files(tmp_path)
    mine = [tmp_path / "mine.toml"]
    assert "另有" in load(page).raw
    assert "另有" not in load(page, patterns=mine).raw
    assert "另有" in load(page).raw  # the next one is read by the project's alone
    assert "33件" not in [one.text for one in extract(page, patterns=mine).indicators]


def test_a_wrong_file_stops_a_page_and_a_pdf(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text("stage = 7", encoding="utf-8")
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(pdf("1", "2"))
    for name in ("a.html", "a.pdf"):
        done = run("extract", name, "--patterns", "wrong.toml")
        assert done.returncode == 2
        assert b"wrong.toml: 'stage' must be one of" in done.stderr


ENDLESS = "^(?:a|b|ab|.)+[XY]$"  # tries every way to cut the row before it gives up
ROW = "ab" * 20
SLOW = [
    Case("page", f"part = 'hidden'\npattern = '{ENDLESS}'", "", PAGE.replace("piaofu", ROW), suffix=".html"),
    Case("pdf", f"pattern = '{ENDLESS}'", "", pdf(ROW, ROW), suffix=".pdf"),
]


@pytest.mark.parametrize("case", SLOW, ids=lambda case: case.stage)
def test_a_rule_without_end_is_stopped_while_a_file_is_read(case: Case, tmp_path: Path) -> None:
    (path,) = case.files(tmp_path)
    report = extract(path, patterns=[tmp_path / "mine.toml"])
    assert [("mine.one" in one.message, one.code) for one in report.warnings] == [(True, "rule-too-slow")]


def test_a_rule_without_end_is_stopped_while_reports_are_compared(tmp_path: Path) -> None:
    case = Case("aims", "part = 'ceiling'\npattern = '(?:a|b|ab|.)+[XY]$'", "", "")
    case.files(tmp_path)
    old = f"2026年主要预期目标是：教育支出增长5%，{ROW}。"
    found = diff(old, "2026年，教育支出增长6%。", patterns=[tmp_path / "mine.toml"])
    assert [one.code for one in found.warnings if one.code != "unknown-year"] == ["rule-too-slow"]
    assert len(found.targets) == 1


# ---- its place among the project's ------------------------------------------------------------------

FIRST: list[tuple[str, str, str, dict[str, Any]]] = [
    ("words", "class = 'D'\nwords = ['增长']\ndirection = 'down'", "案件增长5.3%。", {"direction": "down"}),
    ("frames", "part = 'before'\npattern = '''^(?P<item>V)N$'''", "办理案件35件。", {"item": "办理"}),
    (
        "units",
        "words = ['件']\ndimension = 'measure'\nas = '宗'",
        "办理案件35件。",
        {"unit": "宗", "kind": "measure"},
    ),
    ("relations", "relation = '>'\nbefore = ['约']", "办理案件约35件。", {"relation": ">"}),
    (
        "periods",
        "scope = 'time'\noffset = -3\npattern = '''去年'''",
        "去年办理案件35件。",
        {"period": "2021"},
    ),
]


@pytest.mark.parametrize(("stage", "rule", "text", "fields"), FIRST, ids=[one[0] for one in FIRST])
def test_an_added_rule_comes_first(
    stage: str, rule: str, text: str, fields: dict[str, Any], tmp_path: Path
) -> None:
    Case(stage, rule, "", text).files(tmp_path)
    (before,) = extract(text, year=2024).indicators
    (after,) = extract(text, year=2024, patterns=[tmp_path / "mine.toml"]).indicators
    for name, value in fields.items():
        assert getattr(before, name) not in (None, value)
        assert getattr(after, name) == value


def test_an_added_rule_for_what_is_no_figure_comes_first(tmp_path: Path) -> None:
    text = "2024年办理案件35件。"
    Case("unread", "reason = 'mine'\npattern = '2024年'", "", text).files(tmp_path)
    (before,), (after,) = (extract(text, patterns=p).unread for p in ([], [tmp_path / "mine.toml"]))
    assert (before.reason, after.reason) == ("date", "mine")


def test_an_added_conversion_comes_first(tmp_path: Path) -> None:
    Case("conversions", "base = '元'\nfactors = { '元人民币' = 2 }", "", "").files(tmp_path)
    assert units(load_rules()).factor("元人民币", "元") == 1
    assert units(load_rules((tmp_path / "mine.toml",))).factor("元人民币", "元") == 2


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_added_rules_stand_before_the_projects(stage: str, tmp_path: Path) -> None:
    case = next(one for one in CASES if one.stage == stage)
    case.files(tmp_path)
    mine, *own = load_rules((tmp_path / "mine.toml",)).stage(stage)
    assert mine.id == "mine.one"
    assert [rule.id for rule in own] == [rule.id for rule in load_rules().stage(stage)]


@pytest.mark.parametrize("sample", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.stem)
def test_a_users_frames_read_as_the_projects_do(sample: Path) -> None:
    """The same frames, as if a user had written them: only that they can be stopped."""
    own = load_rules()
    mine = RuleSet(tuple(replace(rule, user=rule.stage in ("frames", "clauses")) for rule in own.rules))
    text = load(sample)
    assert extract_with(text, unchosen(mine)) == extract_with(text, unchosen(own))

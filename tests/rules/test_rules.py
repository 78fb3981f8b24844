"""The pattern files: the project's own, and those of a user, which add, replace, are checked and timed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import regex
from conftest import environment

from reportmine import PatternError, extract
from reportmine.language import tokens
from reportmine.rules.files import STAGES, load, pattern_files, read_file
from reportmine.rules.folder import patterns_folder
from reportmine.rules.rule import USER_TIMEOUT, Rule

OWN = load(examples=True).rules
RULE = '[[rule]]\nid = "mine.one"\nname = "Mine"\nwhy = "A test"\n'


def _file(folder: Path, stage: str, *lines: str, name: str = "mine.toml") -> Path:
    """A pattern file of one rule."""
    path = folder / name
    path.write_text(f'stage = "{stage}"\n{RULE}' + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def _unread(folder: Path, pattern: str, name: str = "mine.toml", reason: str = "code") -> Path:
    return _file(folder, "unread", f"pattern = '''{pattern}'''", f'reason = "{reason}"', name=name)


# ---- the project's own ------------------------------------------------------------------------------


def test_every_stage_has_rules() -> None:
    assert {rule.stage for rule in OWN} >= STAGES.keys() - {"concepts"}


def test_every_id_stands_once() -> None:
    assert [rule_id for rule_id, n in Counter(rule.id for rule in OWN).items() if n > 1] == []


@pytest.mark.parametrize("rule", OWN, ids=[rule.id for rule in OWN])
def test_every_rule_says_what_it_is(rule: Rule) -> None:
    assert rule.name and rule.why and not rule.user
    assert rule.file.endswith(".toml")
    for key in STAGES[rule.stage].regexes & rule.data.keys():
        assert isinstance(rule.pattern(key), regex.Pattern)


def test_rules_of_the_project_have_no_time_limit_and_those_of_a_user_do(tmp_path: Path) -> None:
    rules = load((_unread(tmp_path, "XM[0-9]+"),))
    assert {rule.timeout for rule in rules.rules if not rule.user} == {None}
    assert [rule.timeout for rule in rules.rules if rule.user] == [USER_TIMEOUT]


def test_get_and_stage() -> None:
    rules = load()
    first = rules.stage("unread")[0]
    assert rules.get(first.id) is first
    assert rules.get("no.such-rule") is None
    assert rules.stage("no such stage") == ()


# ---- a user's own -----------------------------------------------------------------------------------


def test_a_rule_is_added(tmp_path: Path) -> None:
    text = "项目7788号线获批，办理案件15件。"
    path = _unread(tmp_path, "7788号线")
    assert [one.text for one in extract(text, patterns=[path]).indicators] == ["15件"]
    (unread,) = extract(text, patterns=[path]).unread
    assert (unread.text, unread.reason, unread.rule) == ("7788号线", "code", "mine.one")


def test_a_file_may_say_its_version(tmp_path: Path) -> None:
    path = _unread(tmp_path, "7788号线")
    path.write_text("version = 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    (unread,) = extract("项目7788号线获批。", patterns=[path]).unread
    assert unread.rule == "mine.one"


def test_a_unit_is_added(tmp_path: Path) -> None:
    path = _file(tmp_path, "units", 'words = ["云票"]', 'dimension = "count"')
    (one,) = extract("发放补助35云票。", patterns=[path]).indicators
    assert (one.text, one.unit, one.kind) == ("35云票", "云票", "count")
    assert "mine.one" in one.rules


def test_a_relation_is_added(tmp_path: Path) -> None:
    path = _file(tmp_path, "relations", 'relation = ">"', 'before = ["爆表于"]')
    (one,) = extract("办理案件爆表于35件。", patterns=[path]).indicators
    assert one.relation == ">"


@pytest.mark.parametrize(
    ("stage", "lines", "text", "field", "before", "after"),
    [
        ("units", ('words = ["件"]', 'dimension = "score"'), "办理案件15件。", "kind", "count", "score"),
        ("relations", ('before = ["超过"]', 'relation = "≈"'), "办理案件超过15件。", "relation", ">", "≈"),
        ("words", ('words = ["办理"]', 'class = "N"'), "办理案件15件。", "item", "案件", "办理案件"),
        (
            "frames",
            ('part = "before"', 'pattern = "^(?P<item>VN)$"'),
            "办理案件15件。",
            "item",
            "案件",
            "办理案件",
        ),
    ],
)
def test_what_is_added_comes_before_the_projects_own(
    tmp_path: Path, stage: str, lines: tuple[str, ...], text: str, field: str, before: str, after: str
) -> None:
    path = _file(tmp_path, stage, *lines)
    (plain,), (changed,) = extract(text).indicators, extract(text, patterns=[path]).indicators
    assert (getattr(plain, field), getattr(changed, field)) == (before, after)


def test_a_period_is_added(tmp_path: Path) -> None:
    path = _file(tmp_path, "periods", 'scope = "time"', "pattern = '''龙年(?P<year>20\\d\\d)'''")
    (one,) = extract("龙年2024，办理案件35件。", patterns=[path]).indicators
    assert one.period == "2024"


def test_a_rule_is_replaced_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    body = RULE.replace("mine.one", "unit.ratio") + 'words = ["云倍"]\ndimension = "ratio"\n'
    path.write_text(f'stage = "units"\n{body}', encoding="utf-8")
    before, after = load(), load((path,))
    assert [rule.id for rule in before.rules] == [rule.id for rule in after.rules]
    replaced = after.get("unit.ratio")
    assert replaced is not None and replaced.user and replaced.data["words"] == ["云倍"]
    assert [one.unit for one in extract("产值增长3云倍。", patterns=[path]).indicators] == ["云倍"]
    assert [one.unit for one in extract("产值增长3倍。", patterns=[path]).indicators] != ["倍"]


def test_a_users_rules_leave_the_projects_alone(tmp_path: Path) -> None:
    text = "项目7788号线获批，办理案件15件。"
    before = extract(text)
    extract(text, patterns=[_unread(tmp_path, "7788号线|15件")])
    assert extract(text) == before
    assert not any(rule.user for rule in load().rules)


def test_a_folder_and_several_places(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    _unread(tmp_path / "a", "7788号线", reason="first")
    (tmp_path / "a" / "notes.txt").write_text("no pattern file", encoding="utf-8")
    _unread(tmp_path / "b", "7788号线", reason="second")
    text = "项目7788号线获批。"
    for places, reason in ((["a"], "first"), (["a", "b"], "second"), (["b", "a"], "first")):
        report = extract(text, patterns=[tmp_path / place for place in places])
        assert [one.reason for one in report.unread] == [reason]


# ---- mistakes ---------------------------------------------------------------------------------------

UNREAD = 'pattern = "7"\nreason = "code"\n'
UNITS = 'words = ["云票"]\ndimension = "count"\n'
FRAME = 'part = "before"\npattern = "^N$"\n'
PERIOD = 'pattern = "龙年"\n'


def mistake(name: str, text: str, *said: str, rule: str | None = "mine.one") -> Any:
    """A wrong pattern file: what the error must say, and the rule it must name."""
    return pytest.param(text, rule, said, id=name)


def rule(stage: str, body: str, head: str = RULE) -> str:
    """A pattern file of one rule."""
    return f'stage = "{stage}"\n{head}{body}'


@pytest.mark.parametrize(
    ("text", "named", "said"),
    [
        mistake("no TOML", 'stage = "unread\n', "TOML", rule=None),
        mistake("no stage", RULE + UNREAD, "'stage'", "unread", rule=None),
        mistake("unknown stage", rule("unreadable", UNREAD), "'stage'", "unread", rule=None),
        mistake("a later version", f"version = 2\n{rule('unread', UNREAD)}", "version 2", "newer", rule=None),
        mistake("version is text", f"version = '1'\n{rule('unread', UNREAD)}", "'version'", rule=None),
        mistake("version is nought", f"version = 0\n{rule('unread', UNREAD)}", "'version'", rule=None),
        mistake(
            "rules for rule", 'stage = "unread"\n[[rules]]\nid = "a"\n', "'rules'", "[[rule]]", rule=None
        ),
        mistake("edge of no time", rule("periods", PERIOD + 'scope = "time"\nedge = "so"\n'), "'edge'"),
        mistake("level is text", rule("outline", 'pattern = "7"\nkind = "plain"\nlevel = "1"\n'), "'level'"),
        mistake("stage is a list", 'stage = ["unread"]\n', "'stage'", rule=None),
        mistake(
            "rule is a table", f'stage = "unread"\n[rule]\nid = "mine.one"\n{UNREAD}', "[[rule]]", rule=None
        ),
        mistake("rule is text", 'stage = "unread"\nrule = ["mine"]\n', "[[rule]]", rule=None),
        mistake("no id", rule("unread", UNREAD, RULE.replace("id =", "no =")), "id", rule=None),
        mistake("no name", rule("unread", UNREAD, RULE.replace('name = "Mine"\n', "")), "'name'"),
        mistake("no why", rule("unread", UNREAD, RULE.replace('why = "A test"\n', "")), "'why'"),
        mistake("a key is missing", rule("unread", 'pattern = "7"\n'), "'reason'"),
        mistake("an unknown key", rule("unread", UNREAD + 'colour = "red"\n'), "'colour'", "pattern"),
        mistake("twice the same id", rule("unread", UNREAD) + RULE + UNREAD, "twice"),
        mistake("no regular expression", rule("unread", 'pattern = "(7"\nreason = "code"\n'), "'pattern'"),
        mistake("pattern is a number", rule("unread", 'pattern = 7\nreason = "code"\n'), "'pattern'"),
        mistake("guard is no regular expression", rule("unread", UNREAD + 'guard = "(7"\n'), "'guard'"),
        mistake("yes without a text", rule("unread", UNREAD + "yes = [{ value = 7 }]\n"), "'yes'"),
        mistake("yes is text", rule("unread", UNREAD + 'yes = "7"\n'), "'yes'"),
        mistake("no is a table", rule("unread", UNREAD + "no = [{ text = 7 }]\n"), "'no'"),
        mistake(
            "replaces a rule of another stage",
            rule("unread", UNREAD, RULE.replace("mine.one", "unit.ratio")),
            "units",
            rule="unit.ratio",
        ),
        mistake("yes is a number", rule("unread", UNREAD + "yes = 7\n"), "'yes'"),
        mistake("no is text", rule("unread", UNREAD + 'no = "7"\n'), "'no'"),
        mistake("reason is a number", rule("unread", 'pattern = "7"\nreason = 7\n'), "'reason'"),
        mistake("reason is empty", rule("unread", 'pattern = "7"\nreason = ""\n'), "'reason'"),
        mistake("words is text", rule("units", UNITS.replace('["云票"]', '"云票"')), "'words'"),
        mistake("words are numbers", rule("units", UNITS.replace('"云票"', "7")), "'words'"),
        mistake("unknown dimension", rule("units", UNITS.replace("count", "colour")), "'dimension'"),
        mistake(
            "unknown relation", rule("relations", 'relation = "about"\nbefore = ["约莫"]\n'), "'relation'"
        ),
        mistake("class of two letters", rule("words", 'class = "NN"\nwords = ["云票"]\n'), "'class'"),
        mistake(
            "unknown direction",
            rule("words", 'class = "U"\nwords = ["云涨"]\ndirection = "sideways"\n'),
            "'direction'",
        ),
        mistake("frame is no regular expression", rule("frames", FRAME.replace("^N", "^(N")), "'pattern'"),
        mistake("unknown part", rule("frames", FRAME.replace("before", "beside")), "'part'"),
        mistake("unknown role", rule("frames", FRAME + 'role = "colour"\n'), "'role'"),
        mistake("unknown scope", rule("periods", PERIOD + 'scope = "colour"\n'), "'scope'"),
        mistake("cue without status", rule("periods", PERIOD + 'scope = "cue"\n'), "'status'"),
        mistake("unknown status", rule("periods", PERIOD + 'scope = "cue"\nstatus = "so"\n'), "'status'"),
        mistake("title without a year", rule("periods", PERIOD + 'scope = "title"\n'), "year"),
        mistake("mention without a plan", rule("periods", PERIOD + 'scope = "mention"\n'), "plan"),
        mistake("unknown kind", rule("outline", 'pattern = "7"\nkind = "colour"\n'), "'kind'"),
        mistake("unknown field", rule("meta", 'pattern = "7"\nfield = "colour"\n'), "'field'"),
        mistake(
            "unknown set of actions",
            rule(
                "concepts", 'concept = "mine"\nkinds = ["count"]\nnames = ["云票"]\nactions = ["@mine.so"]\n'
            ),
            "'@mine.so'",
            "alignment",
        ),
        mistake("unknown place", rule("chrome", 'pattern = "7"\nscope = "colour"\n'), "'scope'"),
    ],
)
def test_a_mistake_is_reported_on_load(
    tmp_path: Path, text: str, named: str | None, said: tuple[str, ...]
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PatternError) as caught:
        load((path,))
    error = caught.value
    assert (error.file, error.rule) == (str(path), named)
    assert str(error).startswith(str(path))
    assert named is None or named in str(error)
    assert "\n" not in str(error)
    for word in said:
        assert word in error.problem


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes("stage = 'über'".encode("latin-1"))
    for place, problem in (("none.toml", "No such file"), (".", "no pattern file"), ("latin.toml", "UTF-8")):
        folder = tmp_path / "empty"
        folder.mkdir(exist_ok=True)
        path = folder if place == "." else tmp_path / place
        with pytest.raises(PatternError, match=problem) as caught:
            load((path,))
        assert caught.value.file == str(path)


# ---- patterns without end ---------------------------------------------------------------------------

ENDLESS = "(?:项|编|项编|.)+[XY]"  # tries every way to cut the row before it gives up
ROW = "项编" * 40
REPORT = f"2024年，全市办理案件1267件。\n项目{ROW}7号获批。\n清理规章24部。\n"
SLOW = {
    "unread": ('reason = "code"',),
    "periods": ('scope = "cue"', 'status = "target"'),
    "chrome": ('scope = "any"',),
}


@pytest.mark.parametrize("stage", SLOW)
def test_a_pattern_without_end_is_stopped(tmp_path: Path, stage: str) -> None:
    path = _file(tmp_path, stage, f"pattern = '''{ENDLESS}'''", *SLOW[stage])
    figures = [one.text for one in extract(REPORT, patterns=[path]).indicators]
    assert figures[0] == "1267件"
    assert figures[-1] == "24部"


@pytest.mark.parametrize("stage", SLOW)
def test_a_warning_names_the_pattern_without_end(tmp_path: Path, stage: str) -> None:
    path = _file(tmp_path, stage, f"pattern = '''{ENDLESS}'''", *SLOW[stage])
    notices = extract(REPORT, patterns=[path]).warnings
    assert [("mine.one" in one.message, one.code) for one in notices] == [(True, "rule-too-slow")]


def test_a_mention_without_end_is_stopped(tmp_path: Path) -> None:
    path = _file(tmp_path, "periods", 'scope = "mention"', "pattern = '''(?:项|编|项编|(?P<plan>.))+[XY]'''")
    command = [sys.executable, "-m", "reportmine", "extract", "-", "--patterns", str(path)]
    subprocess.run(
        command,
        input=REPORT.encode(),
        env=environment(),
        capture_output=True,
        check=True,
        timeout=60,  # it would run for ever
    )


def test_a_frame_without_end_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    body = (
        RULE.replace("mine.one", "frame.act-object") + 'part = "before"\npattern = "^(?:N|V|NV|VN|.)+[XY]"\n'
    )
    path.write_text(f'stage = "frames"\n{body}', encoding="utf-8")
    text = "深入推进法治政府建设工作" * 20 + "办理案件5件。清理规章24部。"
    assert [one.text for one in extract(text, patterns=[path]).indicators] == ["5件", "24部"]


def test_the_folder_of_the_checkout_or_the_wheel() -> None:
    folder = patterns_folder()
    assert {path.stem for path in pattern_files(folder)} >= {"units", "frames", "words", "unread"}
    assert (folder / tokens.FILE).is_file()
    assert {rule.file for rule in read_file(folder / "figures" / "units.toml")} == {"figures/units.toml"}

"""What people read on a terminal, in Chinese too: no message lacks a translation, and none says otherwise."""

from __future__ import annotations

import ast
import json
import re
import string
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
import views
from conftest import Run
from support import ROOT

from reportmine import tongue
from reportmine.cli import anywhere
from reportmine.cli.every import app
from reportmine.cli.wrapping import lines
from reportmine.output.html.assets import read
from reportmine.output.widths import columns

sys.path.insert(0, str(ROOT / "tools"))

import build_catalogue

SOURCE = ROOT / "src" / "reportmine"
SAID = build_catalogue.messages()
ZH = build_catalogue.read(build_catalogue.po("zh"))
LINES = tomllib.loads(read("messages.toml"))["zh"]
CHINESE = {"LC_ALL": "zh_CN.UTF-8", "COLUMNS": "80"}
# what raises or tells, and whose words a reader sees on standard error
TELLING = ("Unreadable", "InputError", "Unavailable", "StoreError", "OutputError", "Misused", "say", "stop")
TELLING += ("SelectionError", "UnknownField")
# words of a help that are no words of a language: names, values, kinds of files
NAMES = {"reportmine", "FILE", "OUT", "PATH", "TOML", "STORE", "OLD", "NEW", "PLACE", "JSON", "CSV"}
NAMES |= {
    "HTML",
    "MHTML",
    "DOCX",
    "PDF",
    "XLSX",
    "ODS",
    "XLS",
    "UTF",
    "BOM",
    "Parquet",
    "DuckDB",
    "Lines",
    "Schema",
    "shell",
}
NAMES |= {"dask", "tcp", "zip", "local", "stage", "concepts", "make"}


KEPT = {
    "all",
    "csv",
    "json",
    "only",
    "summary",
    "targets",
    "changed",
    "report.txt",
}  # options and what they take


# the catalogue


def test_no_message_lacks_a_translation() -> None:
    assert len(SAID) > 200
    assert build_catalogue.lacking(ZH, SAID) == []
    assert set(ZH) == set(SAID), "run python tools/build_catalogue.py"


def test_the_catalogue_is_compiled() -> None:
    place = build_catalogue.po("zh")
    assert place.read_text("utf-8") == build_catalogue.written("zh", SAID, ZH)
    assert place.with_suffix(".mo").read_bytes() == build_catalogue.compiled("zh", ZH)


def _fields(text: str) -> list[tuple[str, str]]:
    return sorted((name, form or "") for _, name, form, _ in string.Formatter().parse(text) if name)


def test_the_placeholders_agree() -> None:
    for said, other in ZH.items():
        assert _fields(said) == _fields(other), said
        assert set(re.findall(r"--[a-z][\w-]+|`[^`]+`", other)) == set(
            re.findall(r"--[a-z][\w-]+|`[^`]+`", said)
        ), said


def test_gettext_reads_what_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tongue, "_language", "zh")
    assert {said: tongue.tr(said) for said in SAID} == ZH
    assert tongue.tr("no such message") == "no such message" and tongue.tr("") == ""


# the lines of standard error


def _told(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            if name in TELLING:
                for one in (part for said in node.args for part in ast.walk(said)):
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        yield one.value


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_each_error_has_a_line(path: Path) -> None:
    known = "\n".join(line for lines in LINES.values() for line in lines)
    # what stands in a line as it is
    parts = r"; |: |`|\(|\)|--\w+|FOLDER|reportmine batch|reportmine|pip install"
    pieces = [
        piece.strip(" :,.")
        for said in _told(ast.parse(path.read_text("utf-8")))
        for piece in re.split(parts, said)
    ]
    said = [one for one in pieces if re.search("[a-z]{2,} [a-z]{2,}", one) and "select " not in one]
    assert [one for one in said if one not in known and one != "SOURCE -o"] == []


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["extract", "none.txt"], 3, "reportmine: none.txt：不存在；请检查路径"),
        (["extract", "report.txt", "-o", "a.zz"], 2, "错误：--output 有误：a.zz：不能写这种后缀的文件；"),
        (["extract", "--yeer", "3"], 2, "错误：没有选项 --yeer"),
        (["extract", "--year", "3", "report.txt"], 2, "'--year' 的值有误：不得小于 1949"),
        (["exract"], 2, "错误：没有命令 exract。是否指 'extract'？"),
        (["rules", "show", "unit.peeple"], 2, "没有 id 为 unit.peeple 的规则。是否指 "),
        (["review", "score", "report.txt"], 2, "错误：缺少选项 --corrections。"),
        (["outline", "report.txt", "report.txt"], 2, "错误：不认识的参数：report.txt"),
        (["extract", "report.txt", "--patterns", "none.toml"], 2, "none.toml：无法读取（"),
        (["audit", "-"], 3, "standard input：是空的；请给出含有报告正文的文件"),
    ],
)
def test_errors_are_told_in_chinese(run: Run, report: Path, args: list[str], code: int, said: str) -> None:
    done = run(*args, env=CHINESE)
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in done.stderr.decode()


def test_a_warning_is_told_in_chinese(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("全市办理案件1267件。" * 200, "utf-8")
    (line, *_) = run("extract", "a.txt", env=CHINESE).stderr.decode().splitlines()
    assert line.startswith("reportmine: a.txt：提示：文中没有说明")


# help


def _commands(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, (*path, name))


@pytest.mark.parametrize("path", list(_commands(typer.main.get_command(app))), ids="-".join)
def test_each_help_is_chinese_and_fits(run: Run, path: tuple[str, ...]) -> None:
    done = run(*path, "--help", env=CHINESE)
    text = done.stdout.decode()
    assert done.returncode == 0 and text.startswith("用法：reportmine")
    own, _, _ = text.partition("示例：")
    assert [line for line in own.splitlines() if columns(line) > 82 and "|" not in line] == []
    words = [
        word
        for line in own.splitlines()[1:]
        for word in re.findall(r"(?<![\w.`*-])[A-Za-z]{3,}", _said(line))
    ]
    assert set(words) - NAMES <= _values(), set(words) - NAMES - _values()


def _said(line: str) -> str:
    """What a line of a help says of an option, without its names and its default."""
    return re.sub(r"^ +(?:-|[A-Z]+\b|[a-z]+ ).*?(?:  |$)|<.*?>|`.*?`|（默认.*?）|（[\w.]+ 至 \w+）", "", line)


def _values() -> set[str]:
    return {word for said in SAID for word in re.findall("[A-Za-z]{3,}", said) if said != word}


def test_a_line_is_broken_by_its_columns() -> None:
    told = list(lines("报告可为纯文本、CSV、HTML；见 `reportmine review`。可多次使用，如“甲乙”。", 20))
    assert len(told) > 3 and all(columns(line) <= 20 for line in told)
    assert not any(line[0] in "，。；：、）”" for line in told)


# what may stand anywhere


@pytest.mark.parametrize(
    ("said", "language", "paged", "rest"),
    [
        (["extract", "a.txt", "--lang", "zh"], "zh", True, ["extract", "a.txt"]),
        (["--lang=en", "extract"], "en", True, ["extract"]),
        (["extract", "--no-pager", "a"], "en", False, ["extract", "a"]),
        (["extract", "--", "--lang", "zh"], "en", True, ["extract", "--", "--lang", "zh"]),
        (["extract", "--lang", "fr"], "en", True, ["--lang", "fr", "extract"]),
        (["extract", "--lang"], "en", True, ["--lang"]),
    ],
)
def test_options_that_may_stand_anywhere(
    monkeypatch: pytest.MonkeyPatch, said: list[str], language: str, paged: bool, rest: list[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert anywhere.parted(said) == anywhere.Call(language, paged, rest)


@pytest.mark.parametrize(
    "place", [["--lang", "zh", "outline", "report.txt"], ["outline", "report.txt", "--lang=zh"]]
)
def test_lang_goes_before_the_terminal(run: Run, report: Path, place: list[str]) -> None:
    (line,) = run(*place, "-o", "a.zz", env={"LC_ALL": "C.UTF-8"}).stderr.decode().splitlines()[-1:]
    assert line.startswith("错误：--output 有误：")


# tables


def test_tables_are_chinese(run: Run, report: Path) -> None:
    for args in (
        ["extract", "report.txt", "-f", "table"],
        ["diff", "report.txt", "report.txt", "-f", "table"],
        ["diff", "report.txt", "report.txt", "-f", "markdown"],
        ["diff", "report.txt", "report.txt", "--summary"],
        ["series", "report.txt", "-f", "table"],
        ["series", "report.txt", "--wide", "--min", "1", "-f", "table"],
        ["audit", "report.txt", "--all", "-f", "table"],
        ["audit", "report.txt", "--all", "-f", "markdown"],
        ["extract", "report.txt", "-f", "markdown"],
    ):
        done = run(*args, env={**CHINESE, "COLUMNS": "160"})
        assert done.returncode == 0
        found = views.foreign(done.stdout.decode(), KEPT)
        assert found == [], args


def test_what_programs_read_is_the_same_in_all_languages(run: Run, report: Path) -> None:
    for format in ("json", "csv", "jsonl"):
        made = [
            run("extract", report, "-f", format, env={"LC_ALL": one}).stdout for one in ("C", "zh_CN.UTF-8")
        ]
        assert made[0] == made[1]
    assert json.loads(run("extract", report, env=CHINESE).stdout)["indicators"]

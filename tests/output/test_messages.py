"""What the program says in its records, in Chinese on Chinese pages: no message is without its line."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import views
from support import ROOT, SHARED

from reportmine import InputError, diff, diff_to_html, extract, load, series, series_to_html, to_html
from reportmine.output.html.assets import read
from reportmine.output.html.labels import languages
from reportmine.output.html.messages import PARTS, Part, told
from reportmine.records import Diff
from reportmine.rules import files as rules

LINES = tomllib.loads(read("messages.toml"))["zh"]
SOURCE = ROOT / "src" / "reportmine"
TELLING = (  # the modules that say something in evidence or warnings
    *(f"compare/{name}.py" for name in ("alignment", "cautions", "claims", "deriving", "diff", "judging")),
    *(f"compare/{name}.py" for name in ("likeness", "sifting", "targets")),
    *(f"readers/{name}.py" for name in ("delimited", "plain", "html/left", "html/pictures", "html/saved")),
    *(f"readers/{name}.py" for name in ("found", "pdf/pages", "sheets/book", "sheets/xls")),
    *("structure/numbering.py", "times/headingtimes.py", "rules/matching.py", "cli/surest.py"),
    *("about/meta.py", "about/telling.py", "about/years.py", "review/applying.py"),
)
NO_MESSAGES = ("<!doctype html", "holds text of")  # a sign of HTML, and the beginning of an error
# what the Chinese of a line has as it is: names of programs, of files, of keys and of what they hold
NAMES = frozenset(
    (
        *(
            "cut",
            "not_a_figure",
            "reportmine",
            "extract",
            "review",
            "concepts",
            "view",
            "correct",
            "read",
            "form",
        ),
        "outline",
        "always",
        *("stage", "rule", "id", "verdict", "wrong", "fsspec", "chi_sim", "ocrmypdf", "ocr", "never", "qpdf"),
        *(
            "iconv",
            "pip",
            "install",
            "xls",
            "doc",
            "wps",
            "soffice",
            "document",
            "toml",
            "html",
            "sql",
            "batch",
        ),
        *("sentence", "start", "end", "text", "role", "direction", "report", "figure", "missed"),
        *("series", "target", "audit", "dask", "xml", "zip", "word", "load", "path", "Office", "docx"),
    )
)
CHOSEN = "an average|of another time|a sum|a fall of"  # what a message has one of
SAMPLES = [ROOT / "samples" / f"yunting-{year}.txt" for year in (2024, 2025)]
FILES = sorted(
    path for path in (ROOT / "samples").glob("*.*") if path.suffix not in (".md", ".json", ".jsonl")
)
PAIRS = [SHARED / "pairs" / name for name in ("gansu", "jiangsu")]
TEXTS = sorted([*(SHARED / "corpus").glob("*.txt"), *(SHARED / "files").glob("*.html")])
_HOLE = re.compile(r"\{(\w+)(?::(\w+)\*?)?\}")


# the lines


def test_lines_say_the_same_things_in_chinese() -> None:
    for part, lines in LINES.items():
        for english, chinese in lines.items():
            holes = [name for name, _ in _HOLE.findall(english)]
            assert len(set(holes)) == len(holes), english
            assert sorted(holes) == sorted(name for name, _ in _HOLE.findall(chinese)), english
            assert {of for _, of in _HOLE.findall(english)} <= {*LINES, ""}, english
            kept = {
                word
                for word in views.WORD.findall(english)
                if not word.islower() or word in NAMES or "." in word  # a file's
            } | {"Office"}
            assert views.foreign(_HOLE.sub(" ", chinese), kept) == [], (part, chinese)


def _literals(path: Path) -> Iterator[str]:
    """The pieces of words in a module that are no docstrings and no errors."""
    tree = ast.parse(path.read_text("utf-8"))
    errors = (ast.Raise, ast.Assert)
    waiting: list[ast.AST] = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant):
            continue
        if isinstance(one, errors) or (isinstance(one, ast.Call) and "Unreadable" in ast.dump(one.func)):
            continue
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value
        waiting += ast.iter_child_nodes(one)


@pytest.mark.parametrize("name", TELLING)
def test_every_message_of_the_program_has_a_line(name: str) -> None:
    known = "\n".join(line for lines in LINES.values() for line in lines)
    pieces = [one.strip(" ;,:()-") for one in _literals(SOURCE / name)]
    said = [one for one in pieces if re.search("[a-z]{2,} [a-z]{2,}", one) and one not in NO_MESSAGES]
    assert said != []
    assert [one for one in said if one not in known] == []


def test_every_line_is_said_by_the_program() -> None:
    source = "\n".join(_joined(path) for path in sorted(SOURCE.rglob("*.py")))
    for part in {*PARTS, "done", "remark", "problem", "remedy", "rule"} - {
        "typer"
    }:  # typer's own are elsewhere
        for line in LINES[part]:
            pieces = [re.split(rf"[;:(),?.\"]|{CHOSEN}", one) for one in _HOLE.split(line)[::3]]
            words = max((one.strip() for piece in pieces for one in piece), key=len)
            assert words in source, line


def _joined(path: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r'"\s*\n\s*f?"', "", path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("asks for a fall of at least 3% and at most 5%", "目标要求下降不少于3%、不超过5%"),
        (
            "only like names: 甲 and 乙; just short of a target that is about so much; asks for at least 3%",
            "只是名称相近：甲与乙；目标是约数，只差一点；目标要求不少于3%",
        ),
        (
            "several figures that differ: 3件 (2025, at 7), 4件 (of several years to 2025, at 9), …",
            "有几个互不相同的数据：3件（2025，第7个字符）、4件（截至2025的多年，第9个字符）、……",
        ),
        ("basis None / 上年", "比较基准不同：未说明 / 上年"),
        ("--only leaves out 3 rows, 1 claim and 2 sections", "--only 略去了3行、1个增减说法、2个章节"),
        (
            "the document holds 2 charts, 1 subdocument, in which nothing is read",
            "文档中有2张图表、1个子文档，其中的内容没有读入",
        ),
        ("no such message", "no such message"),
    ],
)
def test_a_message_is_told_with_all_that_it_holds(english: str, chinese: str) -> None:
    found = {told("zh", part, english) for part in PARTS}
    assert found - {english} == {chinese} - {english}
    assert {told("en", part, english) for part in PARTS} == {english}


def test_a_message_of_any_length_is_told_at_once() -> None:
    for one in ("words differ: " + " / " * 5000, "甲: " * 400 + "(乙) " * 400):
        assert [told("zh", part, one) for part in PARTS]


def _evidence(found: Diff) -> set[str]:
    return {said for one in (*found.rows, *found.targets, *found.restated) for said in one.evidence}


def _untold(part: Part, said: Iterable[str]) -> list[str]:
    return [one for one in said if told("zh", part, one) == one]


@pytest.mark.skipif(not TEXTS, reason="needs ../shared")
def test_every_message_over_real_reports_is_told() -> None:
    found = [diff(pair / "old.txt", pair / "new.txt") for pair in PAIRS]
    warnings = {one.message for each in found for one in each.warnings}
    for path in TEXTS:
        try:
            warnings |= {one.message for one in extract(path).warnings}
        except InputError:
            continue
    evidence = set().union(*map(_evidence, found))
    assert len(evidence) > 100 and len(warnings) > 10
    assert _untold("evidence", evidence) == _untold("warning", warnings) == []
    assert views.foreign("\n".join(told("zh", "warning", one) for one in warnings)) == []


def test_every_way_of_numbering_has_a_name() -> None:
    names = {str(rule.data["family"]) for rule in rules.load().stage("outline") if "family" in rule.data}
    assert len(names) > 10 and names - set(LINES["family"]) == set()


# the pages


def _own(page: str) -> str:
    """What a page says outside the text and the words of the report, which it marks as Chinese."""
    said = []
    root = views.parsed(page).root
    assert root is not None
    waiting = [root]
    while waiting:
        node = waiting.pop()
        attributes = node.attributes
        if node.tag in ("script", "style", "article") or attributes.get("lang") == "zh":
            continue
        if node.tag == "-text":
            said.append(node.text_content or "")
        said += [
            attributes[name] or "" for name in ("title", "aria-label", "data-page") if name in attributes
        ]
        waiting += list(node.iter(include_text=True))
    return "\n".join(said)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_page_of_a_report_is_chinese(path: Path) -> None:
    text = load(path)
    report = extract(text)
    known = {
        *views.WORD.findall(text.raw),
        *views.WORD.findall(report.source.name),
        *views.WORD.findall(str(path)),
    }
    assert views.foreign(_own(to_html(report, text, "zh")), known) == []


@pytest.mark.parametrize("only", [False, True])
def test_the_page_of_two_reports_is_chinese(only: bool) -> None:
    texts = [load(path) for path in (SAMPLES[::-1] if only else SAMPLES)]
    old, new = ((extract(text), text) for text in texts)
    found = diff(old[0], new[0])
    figures = [one.concept for report, _ in (old, new) for one in report.indicators]
    known = {
        *views.WORD.findall("".join(text.raw + text.source.name for text in texts)),
        *filter(None, figures),
    }
    known |= set(views.WORD.findall(" ".join(map(str, SAMPLES))))
    page = diff_to_html(found, old, new, "zh")
    assert len(_evidence(found)) > 3
    assert views.foreign(_own(page), known) == []


def test_the_page_of_many_reports_is_chinese() -> None:
    found = series([*SAMPLES, SAMPLES[0]], targets=True)
    known = {
        *views.WORD.findall(" ".join([*map(str, SAMPLES), *(path.read_text("utf-8") for path in SAMPLES)])),
        *(one.concept for one in found.points if one.concept),
    }
    page = series_to_html(found, "zh", least=1)
    assert found.warnings != ()
    assert views.foreign(_own(page), known) == []


@pytest.mark.parametrize("file", ["labels.toml", "compared.toml"])
def test_the_words_of_a_language_are_of_it(file: str) -> None:
    chinese = [
        word
        for part, names in languages(file)["zh"].items()
        for name, word in names.items()
        if (part, name) not in (("ui", "tag"), ("ui", "language"))
    ]
    assert [word for word in chinese if views.foreign(_HOLE.sub(" ", word), ("Q1",)) != []] == []
    english = [word for names in languages(file)["en"].values() for word in names.values()]
    assert [word for word in english if re.search("[\u3000-\u9fff\uff00-\uffef]", word)] == []

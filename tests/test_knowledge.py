"""Knowledge of the language is data: no Chinese word and no rule's id in code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from support import ROOT

from reportmine.rules.files import load
from reportmine.rules.shapes import SPELLED

SOURCE = ROOT / "src" / "reportmine"
CHINESE = re.compile("[\u3400-\u9fff]")
NUMBERS = {  # how numbers are written, and the units that are computed with
    "text/numerals.py",
    "text/ideographs.py",
    "text/spaced.py",
    "figures/quantities.py",
    "figures/measures.py",
    "figures/compounds.py",
    "figures/ranges.py",
    "figures/signs.py",
    "figures/scales.py",
    "readers/list_numbers.py",
    "readers/odt/styles.py",
    "readers/pdf/letters.py",
    "readers/ocr/mended.py",
}
SAID = {
    "records.py",
    "rules/shapes.py",
    "cli/series.py",
    "cli/concepts.py",
    "cli/options.py",
}  # what shows an example: messages, help
MARKS = {  # marks of dates, notes and lists within an expression; how many
    "about/titlepage.py": 1,
    "metrics/keys.py": 1,
    "readers/sheets/shown.py": 3,
    "readers/sheets/xls.py": 3,
    "structure/sections.py": 1,
    "tables/captions.py": 1,
    "tables/cellkinds.py": 1,
    "tables/headerwords.py": 2,
}


def _strings() -> Iterator[tuple[str, str]]:
    """Every string of the code that is no docstring, with its file."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        docs = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                yield path.relative_to(SOURCE).as_posix(), node.value


def test_no_chinese_word_stands_in_code() -> None:
    found = Counter(name for name, text in _strings() if CHINESE.search(text))
    known = NUMBERS | SAID | MARKS.keys()
    assert {name: count for name, count in found.items() if name not in known} == {}
    assert {name: found[name] for name in MARKS} == MARKS


def test_what_is_excepted_is_there() -> None:
    assert [name for name in sorted(NUMBERS | SAID | MARKS.keys()) if not Path(SOURCE, name).is_file()] == []


def _sets_of_letters(path: Path) -> Iterator[str]:
    """Strings of several letters of words.toml among which code looks for one, or which it strips."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        asked: list[ast.expr] = []
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            asked = node.comparators
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("strip", "set")):
            asked = node.args
        for one in asked:
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and len(one.value) > 1:
                yield one.value


def test_no_set_of_word_classes_stands_in_code() -> None:
    paths = [path for name in ("language", "meaning") for path in sorted((SOURCE / name).glob("*.py"))]
    found = {
        text
        for path in paths
        if path.name not in ("clock.py", "cutting.py")
        for text in _sets_of_letters(path)
        if set(text) <= SPELLED
    }
    assert found == {";(", ";)", ";Q()", ",c"}  # signs, and what joins a list


def test_no_rule_is_named_in_code() -> None:
    ids = {rule.id for rule in load().rules}
    assert [(name, text) for name, text in _strings() if text in ids] == []

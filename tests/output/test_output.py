"""Where output goes and what a string is: what is not known is refused, never guessed."""

from __future__ import annotations

import pytest
from conftest import REPORT, Run

from reportmine import InputError, extract
from reportmine.output.export import cell


@pytest.mark.parametrize("name", ["out.xls", "out.ods", "out.docx"])
def test_an_unknown_suffix_is_refused(run: Run, name: str) -> None:
    done = run("extract", "-", "-o", name, input=REPORT.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b".jsonl" in done.stderr


@pytest.mark.parametrize("text", ["a/b.txt", "报告.docx", "x.PDF"])
def test_a_path_is_no_text(text: str) -> None:
    with pytest.raises(InputError, match="Path"):
        extract(text)


@pytest.mark.parametrize("value", [None, b"12", 5])
def test_what_is_no_text_is_told(value: object) -> None:
    with pytest.raises(TypeError, match="load"):
        extract(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["=", "-", "-1.5", "-1,234", "+3%"])
def test_no_formula(text: str) -> None:
    assert cell(text, excel=True) == text

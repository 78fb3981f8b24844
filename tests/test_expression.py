"""Expressions of modules are those of `re`, compiled when first used; digests are those of hashlib."""

from __future__ import annotations

import hashlib
import re
from unittest import mock

import pytest

from reportmine import digest
from reportmine.expression import expression
from reportmine.rules.expressions import asked, later


def test_an_expression_is_compiled_when_it_is_first_used() -> None:
    with mock.patch.object(re, "compile", side_effect=re.compile) as compiled:
        made = expression(r"(\d+)年", re.ASCII)
        assert made.pattern == r"(\d+)年" and not compiled.called
        assert [hit[1] for hit in made.finditer("2024年，2025年")] == ["2024", "2025"]
        assert made.match("2024年") and made.match("年") is None and made.sub("", "5年内") == "内"
        asked_for = compiled.call_count
        assert made.match("1年") and compiled.call_count == asked_for
    with pytest.raises(AttributeError):
        made.nothing  # type: ignore[attr-defined] # noqa: B018


def test_one_of_the_regex_package_is_known_to_the_tool_that_compiles_them() -> None:
    made = later(r"(?<=于)\d++元")
    assert (r"(?<=于)\d++元", 0) in asked.values()
    assert made.search("低于12元").group() == "12元"  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [0, 1, 1000, digest.LARGE - 1, digest.LARGE])
def test_a_digest_is_that_of_hashlib(size: int) -> None:
    data = b"\xe5\xb9\xb4" * (size // 3) + b"x" * (size % 3)
    assert digest.sha256(data) == hashlib.sha256(data).hexdigest()


def test_a_python_without_its_own_digest_takes_that_of_hashlib() -> None:
    with mock.patch.object(digest, "_own", return_value=None):
        assert digest.sha256(b"x") == hashlib.sha256(b"x").hexdigest()

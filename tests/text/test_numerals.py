"""Numerals: Chinese, Arabic and mixed, to exact decimals and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.text.numerals import MAX_VALUE, parse, sound, spell, tidy


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("0", "0"),
        ("7", "7"),
        ("12.5", "12.5"),
        ("0.05", "0.05"),
        ("12,345", "12345"),
        ("1,234,567", "1234567"),
        ("1，100万", "11000000"),
        ("1.58万", "15800"),
        ("172.35万", "1723500"),
        ("6万亿", "6000000000000"),
        ("87.6万亿", "87600000000000"),
        ("5.29万千", "52900000"),
        ("41.27亿", "4127000000"),
        ("3万4000", "34000"),
        ("5千", "5000"),
        ("2百万", "2000000"),
        ("3亿5千万", "350000000"),
        ("零", "0"),
        ("一", "1"),
        ("两", "2"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("一百五", "150"),
        ("一百五十", "150"),
        ("一千零五", "1005"),
        ("一千五", "1500"),
        ("一千零五十", "1050"),
        ("两千", "2000"),
        ("三千万", "30000000"),
        ("七亿二千万", "720000000"),
        ("一亿二", "120000000"),
        ("一万零三百", "10300"),
        ("二十万亿", "20000000000000"),
        ("一万五千亿", "1500000000000"),
        ("九百六十万", "9600000"),
        ("百万", "1000000"),
        ("三百万", "3000000"),
        ("千万", "10000000"),
        ("万亿", "1000000000000"),
        ("一九八五", "1985"),
        ("二〇二六", "2026"),
        ("十三点七", "13.7"),
        ("零点五", "0.5"),
        ("二点五亿", "250000000"),
    ],
)
def test_value(numeral: str, value: str) -> None:
    assert parse(numeral) == Decimal(value)


@pytest.mark.parametrize(
    "numeral",
    ["三五", "三五千", "件", "1.2.3", "一点", "1件", " ", "百分之五", "", "点五", "万两"],
)
def test_no_numeral(numeral: str) -> None:
    assert parse(numeral) is None


@pytest.mark.parametrize("numeral", ["9" * 30, "1" * 16, "9" * 500, "万" * 30, "一" * 50, "九亿亿亿亿"])
def test_too_large_or_too_long(numeral: str) -> None:
    assert parse(numeral) is None


def test_values_have_no_exponent() -> None:
    for numeral in ("100万", "1.50亿", "二十万亿", "0.10"):
        value = parse(numeral)
        assert value is not None
        assert "E" not in str(value)
    assert str(tidy(Decimal("15800.00"))) == "15800"
    assert str(tidy(Decimal("1E+3"))) == "1000"


def test_sound() -> None:
    assert sound(MAX_VALUE)
    assert not sound(MAX_VALUE * 10)
    assert not sound(Decimal("1234567890.1234567"))


@pytest.mark.parametrize(
    ("value", "numeral"),
    [
        (0, "零"),
        (7, "七"),
        (10, "一十"),
        (105, "一百零五"),
        (1005, "一千零五"),
        (10300, "一万零三百"),
        (720000000, "七亿二千万"),
        (100000001, "一亿零一"),
    ],
)
def test_spell(value: int, numeral: str) -> None:
    assert spell(value) == numeral


@pytest.mark.parametrize("value", [-1, 10**12])
def test_spell_has_bounds(value: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        spell(value)


WHOLE = st.integers(0, 10**12 - 1) | st.integers(0, 10**4) | st.sampled_from([10**n for n in range(12)])


@given(WHOLE)
def test_what_is_spelled_reads_as_it_was(value: int) -> None:
    assert parse(spell(value)) == value


@given(WHOLE)
def test_what_is_printed_reads_as_it_was(value: int) -> None:
    assert parse(str(value)) == value
    assert parse(f"{value:,}") == value


@given(st.decimals("0.001", 10**6, places=3), st.sampled_from(["万", "亿", "万亿", "千", "百万"]))
def test_a_magnitude_multiplies(number: Decimal, magnitude: str) -> None:
    size = parse(magnitude)
    assert size is not None
    assert parse(f"{number:f}{magnitude}") == number * size


@pytest.mark.parametrize("numeral", ["0万", "0.0亿", "零万"])
def test_no_ten_thousands_are_none(numeral: str) -> None:
    assert parse(numeral) == 0


@given(st.text("〇零一二两三四五六七八九十百千万亿点0123456789.,，·", max_size=45))
def test_any_row_of_signs_is_a_sound_number_or_none(text: str) -> None:
    value = parse(text)
    assert value is None or (value >= 0 and sound(value))

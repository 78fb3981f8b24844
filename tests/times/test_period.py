"""A period: parsed and printed, its ends, its length, order and containment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.times.period import Part, Period

WRITTEN = ("2025", "2021-2025", "2025-Q1", "2025-H1", "2025-09", "2025-01/2025-09", "2024-07/2025-06")
YEARS = st.integers(1000, 9999)


def _read(written: str) -> Period:
    period = Period.parse(written)
    assert period is not None
    return period


@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_read_is_written_back(written: str) -> None:
    assert str(_read(written)) == written


@pytest.mark.parametrize(
    "written",
    [
        *("", "25", "2025年", "2025-13", "2025-00", "2025-Q5", "2025-H3", "2025-9", "2025-2021", "2025-2025"),
        *(
            "2025-09/2025-09",
            "2025-09/2025-01",
            "2025-07/2024-06",
            "2025-Q1/2025-03",
            "２０２５",
            " 2025",
            None,
        ),
    ],
)
def test_what_is_no_period_is_none(written: str | None) -> None:
    assert Period.parse(written) is None


@pytest.mark.parametrize(
    ("written", "start", "end", "length"),
    [
        ("2025", (2025, 1), (2025, 12), 12),
        ("2021-2025", (2021, 1), (2025, 12), 60),
        ("2025-Q2", (2025, 4), (2025, 6), 3),
        ("2025-H2", (2025, 7), (2025, 12), 6),
        ("2025-09", (2025, 9), (2025, 9), 1),
        ("2025-01/2025-09", (2025, 1), (2025, 9), 9),
        ("2024-07/2025-06", (2024, 7), (2025, 6), 12),
    ],
)
def test_its_ends_and_its_length(
    written: str, start: tuple[int, int], end: tuple[int, int], length: int
) -> None:
    period = _read(written)
    assert (period.start, period.end, period.length) == (start, end, length)


def test_what_lies_in_what() -> None:
    assert _read("2025-Q3") in _read("2025-H2") and _read("2025-H2") in _read("2025")
    assert _read("2025") in _read("2021-2025") and _read("2021-2025") not in _read("2025")
    assert _read("2025-01/2025-03") in _read("2025-Q1")  # the same months, said in another way
    assert _read("2025-01/2025-03") != _read("2025-Q1")


def test_the_order_is_that_of_beginnings_then_of_ends() -> None:
    ordered = ["2021-2025", "2025-01", "2025-Q1", "2025-H1", "2025", "2025-12", "2026"]
    assert [str(one) for one in sorted(map(_read, reversed(ordered)))] == ordered


def test_whole_years_and_parts_of_one() -> None:
    assert [_read(one).whole for one in WRITTEN] == [True, True, False, False, False, False, False]
    assert [_read(one).several for one in WRITTEN] == [False, True, False, False, False, False, True]


def test_over_and_to_come_are_told_by_whole_years() -> None:
    assert _read("2021-2025").over(2025) and not _read("2025-Q1").over(2024)
    assert _read("2026-Q1").after(2025) and not _read("2021-2025").after(2021)
    assert not _read("2025").over(None) and not _read("2025").after(None)


@pytest.mark.parametrize(
    ("unit", "first", "last"), [("quarter", 5, None), ("month", 0, None), ("month", 1, 13)]
)
def test_no_year_has_such_a_part(unit: str, first: int, last: int | None) -> None:
    assert Part.of(unit, first, last) is None  # type: ignore[arg-type]


@given(YEARS, YEARS)
def test_all_whole_years_come_back(first: int, last: int) -> None:
    period = Period.of(first, last)
    assert Period.parse(str(period)) == period and period.last_year == max(first, last)


@given(YEARS, st.sampled_from(("quarter", "half", "month")), st.integers(1, 12), st.integers(1, 12))
def test_all_parts_of_years_come_back(year: int, unit: str, first: int, last: int) -> None:
    part = Part.of(unit, first, last if unit == "month" else None)  # type: ignore[arg-type]
    if part is not None:
        period = Period.within(year, part)
        assert Period.parse(str(period)) == period and period in Period.of(year)


@given(st.text(alphabet="0123456789-/QH", max_size=16))
def test_any_string_is_written_back_or_none(written: str) -> None:
    period = Period.parse(written)
    assert period is None or str(period) == written

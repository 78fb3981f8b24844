"""What a reader is told before two reports are compared."""

from __future__ import annotations

import pytest

from reportmine import InputError, Report, diff, extract
from reportmine.compare.cautions import cautions, consecutive
from reportmine.compare.reading import read_report


def _report(year: int | None, text: str = "办理案件5件。", region: str | None = None) -> Report:
    return extract(f"{text}{year}", year=year, region=region).model_copy(update={"year": year})


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        (2024, 2025, []),
        (2025, 2024, ["order"]),
        (2022, 2025, ["not-consecutive"]),
        (None, 2025, ["unknown-year"]),
        (2024, None, ["unknown-year"]),
    ],
)
def test_years(old: int | None, new: int | None, codes: list[str]) -> None:
    first, second = _report(old), _report(new)
    assert [one.code for one in cautions(first, second)] == codes
    assert consecutive(first, second) is (codes == [])


def test_both_of_one_year() -> None:
    (notice,) = cautions(_report(2025), _report(2025, "办理案件6件。"))
    assert notice.code == "not-consecutive" and notice.message.startswith("both reports are on 2025, ")


def test_each_side_is_named_with_its_remedy() -> None:
    told = cautions(_report(None), _report(None, "办理案件6件。"))
    assert [one.code for one in told] == ["unknown-year"] * 2
    assert told[0].message.endswith("--old-year") and told[1].message.endswith("--new-year")


def test_one_text_is_told_once() -> None:
    assert [one.code for one in diff("办理案件5件。", "办理案件5件。").warnings] == ["same-report"]


def test_other_bodies() -> None:
    told = cautions(_report(2024, region="云川市"), _report(2025, region="东岭县"))
    assert [one.code for one in told] == ["other-region"]


def test_the_year_goes_before_what_the_text_says_and_not_before_what_was_read() -> None:
    text = "云川市2024年工作报告\n办理案件5件。"
    assert read_report(text, year=2020).year == 2020
    read = read_report(text)
    assert read_report(read, year=2024) is read
    with pytest.raises(InputError, match="already read, of another year than 2020; extract it again"):
        read_report(read, year=2020)

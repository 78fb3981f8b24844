"""What `series` tells on standard error of what its table alone does not show."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

CHINESE = {"LC_ALL": "zh_CN.UTF-8"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two years of a city, and the later year of another."""
    place = tmp_path / "reports"
    place.mkdir()
    for name, said in (
        ("云川市2023", "地区生产总值412亿元，森林覆盖率52%。"),
        ("云川市2024", "地区生产总值超过436亿元，粮食产量7万吨。\n2023年，森林覆盖率为51%。"),
    ):
        (place / f"{name}.txt").write_text(f"{name}年工作情况报告\n{name[-4:]}年，{said}\n", "utf-8")
    return place


def _wide(run: Run, *args: str | Path, env: dict[str, str] | None = None) -> tuple[list[str], list[str]]:
    """The lines of the table under its header, and those on standard error."""
    done = run("series", *args, "--wide", env=env)
    assert done.returncode == 0
    return done.stdout.decode().splitlines()[1:], done.stderr.decode().splitlines()


# rows with few values


def test_a_row_that_is_left_out_unasked_is_told_of(run: Run, folder: Path) -> None:
    rows, told = _wide(run, folder, "-f", "csv", "--notes")
    assert [row.split(",")[1] for row in rows] == ["gdp"]
    assert told == ["reportmine: rows with a single value are left out (2): --min 1 shows them"]
    rows, told = _wide(run, folder, "-f", "csv", "--notes", "--min", "1")
    assert len(rows) == 3 and told == []


def test_where_no_row_has_two_values_all_are_shown(run: Run, folder: Path) -> None:
    args = (folder, "--concept", "gdp", "--concept", "grain", "--period", "2024", "-f", "csv", "--notes")
    rows, told = _wide(run, *args)
    assert [row.split(",")[1] for row in rows] == ["gdp", "grain"]
    assert told == ["reportmine: no row has two values: those with one are shown (2), as with --min 1"]
    assert _wide(run, *args, "-q") == (rows, [])
    assert _wide(run, *args, "--min", "2") == ([], [])  # as asked
    assert _wide(run, *args, env=CHINESE)[1] == [
        "reportmine: 没有一行有两个数值；只有一个数值的2行仍予显示，同 --min 1"
    ]


# cells that are more than their number


def test_cells_that_are_no_plain_numbers_are_told_of(run: Run, folder: Path) -> None:
    rows, told = _wide(run, folder, "-f", "csv", "--min", "1")
    assert len(rows) == 3
    assert told == [
        "reportmine: 1 cell is a bound or an approximation, 1 is contradicted by others: --notes shows which"
    ]
    assert _wide(run, folder, "-f", "csv", "--min", "1", env=CHINESE)[1] == [
        "reportmine: 1个单元格是界限或约数、1个与其他说法矛盾；用 --notes 可看出是哪些"
    ]
    for more in (["--notes"], ["-q"]):
        assert _wide(run, folder, "-f", "csv", "--min", "1", *more)[1] == []
    assert _wide(run, folder, "-f", "json", "--min", "1")[1] == []  # says it of each cell


def test_plain_numbers_need_no_word(run: Run, folder: Path) -> None:
    assert _wide(run, folder, "-f", "csv", "--min", "1", "--concept", "grain")[1] == []

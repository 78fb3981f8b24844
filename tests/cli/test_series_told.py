"""What `series` tells on standard error of what its table alone does not show."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from reportmine.output.widths import columns

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
    told = ["reportmine: warning: the table is empty: no metric has 2 values (--min)"]
    assert _wide(run, *args, "--min", "2") == ([], told)
    assert _wide(run, *args, env=CHINESE)[1] == ["reportmine: 各行都只有一个数值，2行全部列出（同 --min 1）"]


def test_with_metrics_as_columns_those_with_fewer_values_are_no_columns(run: Run, folder: Path) -> None:
    done = run("series", folder, "--columns", "metric", "-f", "csv", "--min", "2", "-q")
    head, *rows = done.stdout.decode().splitlines()
    assert head.endswith("aggregation,森林覆盖率 (%),地区生产总值 (元)")
    assert len(rows) == 2
    done = run("series", folder, "--columns", "metric", "-f", "csv", "-q")
    assert "粮食产量" in done.stdout.decode().splitlines()[0]


def test_a_year_has_a_column_where_it_has_a_value_or_is_a_gap(run: Run, folder: Path) -> None:
    (folder / "云川市2027.txt").write_text(
        "云川市2027年工作情况报告\n2027年，地区生产总值500亿元。\n", "utf-8"
    )

    def head(*args: str) -> list[str]:
        done = run("series", folder, "--wide", "-f", "csv", "-q", *args)
        return done.stdout.decode().splitlines()[0].split(",")[9:]

    assert head() == ["2023", "2024", "2025", "2026", "2027"]
    assert head("--period", "2024") == ["2024"]
    assert head("--concept", "grain") == ["2024"]


@pytest.mark.parametrize(
    ("said", "options", "why"),
    [
        ("没有数据。", (), "these reports hold no figure"),
        ("力争地区生产总值增长5%。", (), "all figures are planned; --targets shows them"),
        ("地区生产总值412亿元。", ("--min", "2"), "no metric has 2 values (--min)"),
        ("地区生产总值412亿元。", ("--min-confidence", "1"), "no figure is of what is asked for"),
    ],
)
@pytest.mark.parametrize("wide", [(), ("--wide",)])
def test_an_empty_table_says_why_it_is_empty(
    run: Run, tmp_path: Path, said: str, options: tuple[str, ...], why: str, wide: tuple[str, ...]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"云川市2025年工作情况报告\n2025年，{said}\n", "utf-8")
    done = run("series", path, "-o", tmp_path / "a.xlsx", *options, *wide)
    assert done.returncode == 0
    assert done.stderr.decode().splitlines()[-1] == f"reportmine: warning: the table is empty: {why}"
    assert run("series", path, "-o", tmp_path / "a.xlsx", "-q", *options, *wide).stderr == b""


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


# units of several things


def _units(run: Run, folder: Path, *units: str) -> tuple[int, list[str], str]:
    """The exit code, the values with their units, and the last line on standard error."""
    options = [part for unit in units for part in ("--unit", unit)]
    done = run("series", folder, *options, "-f", "csv", "--fields", "value,unit", "--period", "2024")
    return done.returncode, done.stdout.decode().split()[1:], (done.stderr.decode().splitlines() or [""])[-1]


def test_each_unit_is_for_the_values_that_convert_into_it(run: Run, folder: Path) -> None:
    assert _units(run, folder, "亿元", "万吨") == (0, ["436,亿元", "7,万吨"], "")
    assert _units(run, folder, "万吨", "亿元", "亿元") == (0, ["436,亿元", "7,万吨"], "")


def test_two_units_of_the_same_values_are_refused(run: Run, folder: Path) -> None:
    code, values, told = _units(run, folder, "亿元", "万元")
    assert (code, values) == (2, [])
    assert "亿元 and 万元 are for the same values (元); give one of them." in told


def test_a_page_takes_several_units_too(run: Run, folder: Path) -> None:
    units = ("--unit", "亿元", "--unit", "万吨")
    done = run("view", "--series", folder, *units, "--min", "1", "-o", "panel.html")
    page = (folder.parent / "panel.html").read_text("utf-8")
    assert done.returncode == 0 and "亿元" in page and "万吨" in page


# what is only planned


@pytest.fixture
def planned(folder: Path) -> Path:
    """The same with what the next year is to bring."""
    text = "云川市2024年工作情况报告\n2024年，地区生产总值增长5.1%。\n"
    text += "2025年主要预期目标是：地区生产总值增长5%。\n"
    (folder / "planned.txt").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("more", [[], ["--concept", "gdp.growth"], ["--unit", "%"]])
def test_a_period_that_is_only_planned_says_how_to_see_it(run: Run, planned: Path, more: list[str]) -> None:
    done = run("series", planned, "--period", "2025", *more)
    assert (done.returncode, done.stdout) == (2, b"")
    said = "2025 has only planned values: --targets (or --status target) shows them."
    assert said in " ".join(done.stderr.decode().split())
    shown = run("series", planned, "--period", "2025", *more, "--targets", "-f", "csv", "--fields", "year")
    assert (shown.returncode, shown.stdout.split()) == (0, [b"year", b"2025"])


def test_a_period_that_is_only_planned_for_a_concept_says_so_too(run: Run, planned: Path) -> None:
    (planned / "later.txt").write_text("云川市2025年工作情况报告\n2025年，粮食产量8万吨。\n", "utf-8")
    done = run("series", planned, "--period", "2025", "--concept", "gdp.growth", "--unit", "%", env=CHINESE)
    assert done.returncode == 2
    assert "2025 只有计划数：用 --targets（或 --status target）可显示。" in done.stderr.decode()
    kept = run("series", planned, "--period", "2025", "-f", "csv", "--fields", "concept")
    assert (kept.returncode, kept.stdout.split()) == (0, [b"concept", b"grain"])


def test_a_period_that_nobody_speaks_of_is_not_there(run: Run, planned: Path) -> None:
    done = run("series", planned, "--period", "1999")
    assert done.returncode == 2 and "no figure of these reports has 1999" in done.stderr.decode()


# the course


def test_there_is_no_trend_across_regions(run: Run, tmp_path: Path) -> None:
    for name, value in (("云川市", 5), ("海岭市", 6)):
        for year in (2023, 2024):
            text = f"{name}{year}年工作情况报告\n{year}年，地区生产总值增长{value + year - 2023}%。\n"
            (tmp_path / f"{name}{year}.txt").write_text(text, "utf-8")
    args = ("-f", "table", "--min", "1", "-q")
    rows, _ = _wide(run, *sorted(tmp_path.glob("*2024.txt")), *args)
    assert rows[0].split()[-2:] == ["6", "7"]
    done = run("series", *sorted(tmp_path.glob("*.txt")), "--wide", *args).stdout.decode()
    assert "trend" in done.splitlines()[0] and "▁█" in done
    across = run("series", *sorted(tmp_path.glob("*2024.txt")), "--wide", *args).stdout.decode()
    assert "trend" not in across and not set("▁█") & set(across)


PLACES = "上海市 北京市 天津市 河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 山东省"
CODED = "北京市 天津市 河北省 山西省 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 安徽省 山东省"


@pytest.fixture
def provinces(tmp_path: Path) -> Path:
    """Reports of many provinces on one year."""
    place = tmp_path / "provinces"
    place.mkdir()
    for at, name in enumerate(PLACES.split()):
        said = f"2025年，全省地区生产总值{20000 + at}亿元，增长{5 + at / 10:.1f}%。"
        text = f"{name}2025年政府工作报告\n\n{said}\n"
        (place / f"{name}.txt").write_text(text, "utf-8")
    return place


def test_many_columns_are_folded_into_tables_that_the_terminal_holds(run: Run, provinces: Path) -> None:
    done = run("series", provinces, "--wide", "-f", "table", "-q", "--lang", "zh", env={"COLUMNS": "80"})
    said = done.stdout.decode()
    assert max(map(columns, said.splitlines())) <= 80
    heads = [line for line in said.splitlines() if line.startswith("指标")]
    assert [name for line in heads for name in line.split()[3:]] == CODED.split()
    assert len(heads) > 1 and "第1至" in said and f"12列分为{len(heads)}张表" in said
    wide = run("series", provinces, "--wide", "-f", "table", "-q", env={"COLUMNS": "400"}).stdout.decode()
    assert "columns 1 to" not in wide and sum("北京市" in line for line in wide.splitlines()) == 1


def test_the_columns_are_what_is_asked_for(run: Run, provinces: Path) -> None:
    def first(*args: str) -> list[str]:
        return run("series", provinces, "-f", "csv", "-q", *args).stdout.decode().splitlines()[0].split(",")

    assert first("--columns", "region")[-12:] == CODED.split() == first("--wide")[-12:]
    assert first("--columns", "metric")[-2:] == ["地区生产总值 (元)", "地区生产总值增长 (%)"]
    assert first("--columns", "year", "--min", "1")[-1] == "2025"

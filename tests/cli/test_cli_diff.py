"""diff, series and concepts as a user runs them."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPORT, Run, environment
from support import ROOT

from reportmine import Diff, Series, extract
from reportmine.output.diff import COLUMNS as DIFF_COLUMNS
from reportmine.output.series import COLUMNS as SERIES_COLUMNS
from reportmine.readers.registry import READERS

OLD, NEW = (ROOT / "samples" / f"yunting-{year}.txt" for year in (2024, 2025))


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A report and that of the next year."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(REPORT, encoding="utf-8")
    later = REPORT.replace("2025", "2026").replace("2024", "2025").replace("4148", "4500")
    new.write_text(later, encoding="utf-8")
    return old, new


# diff


def test_json_is_a_valid_diff(run: Run) -> None:
    done = run("diff", OLD, NEW)
    assert (done.returncode, done.stderr) == (0, b"")
    found = Diff.model_validate_json(done.stdout)
    assert (found.old.year, found.new.year) == (2024, 2025)
    assert {row.change for row in found.rows} >= {"changed", "same", "near", "added", "removed"}


def test_csv_has_rows_targets_and_claims(run: Run) -> None:
    lines = list(csv.DictReader(run("diff", OLD, NEW, "-f", "csv").stdout.decode().splitlines()))
    assert tuple(lines[0]) == DIFF_COLUMNS
    assert {line["part"] for line in lines} == {"row", "target", "claim"}
    revenue = next(line for line in lines if line["concept"] == "gdp")
    assert (revenue["old_value"], revenue["new_value"]) == ("238640000000", "249870000000")
    assert (revenue["difference"], revenue["percent"]) == ("11230000000", "4.7058")


def test_markdown_has_whole_tables(run: Run) -> None:
    text = run("diff", OLD, NEW, "-f", "markdown").stdout.decode()
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        *("## By section", "## Figures", "## Targets", "## Claims of change", "## Sections")
    ]
    widths: set[int] = set()
    for line in text.splitlines():
        if line.startswith("|"):
            widths.add(line.replace("\\|", "").count("|"))
        else:
            assert len(widths) <= 1, line
            widths = set()


def test_the_table_is_grouped_by_the_sections_of_the_new_report(run: Run) -> None:
    text = run("diff", OLD, NEW, "-f", "table").stdout.decode()
    assert "2.1  （一）发挥行政复议主渠道作用" in text
    assert "2.2  （二）严把文件审核关口 (dropped)" in text
    assert text.index("2.1  （一）") < text.index("\nTargets\n") < text.index("\nSections\n")


@pytest.mark.parametrize(
    ("name", "begins"), [("out.csv", "part,"), ("out.md", "# "), ("out.json", "{"), ("out.txt", "云汀市")]
)
def test_the_suffix_chooses_the_format(run: Run, tmp_path: Path, name: str, begins: str) -> None:
    assert run("diff", OLD, NEW, "-o", name).returncode == 0
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_exit_code_tells_of_differences(run: Run, pair: tuple[Path, Path]) -> None:
    old, new = pair
    assert run("diff", old, new, "--exit-code").returncode == 1
    assert run("diff", old, new).returncode == 0
    done = run("diff", old, old, "--exit-code")
    assert done.returncode == 0
    assert done.stderr.decode() == "reportmine: warning: the two reports are the same text\n"
    assert run("diff", old, old, "--quiet").stderr == b""


def test_json_and_standard_input_are_taken(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "old.json"
    kept.write_bytes(run("extract", OLD).stdout)
    by_text, by_json = (
        run("diff", OLD, NEW, "-f", "csv"),
        run("diff", kept, "-", "-f", "csv", input=NEW.read_bytes()),
    )
    assert by_json.stdout == by_text.stdout
    assert run("diff", "-", "-").returncode == 2


def test_two_bodies_are_warned_of(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(REPORT.replace("云川市", "东岭县"), encoding="utf-8")
    mine = tmp_path / "mine.txt"
    mine.write_text(REPORT, encoding="utf-8")
    done = run("diff", mine, other)
    assert done.returncode == 0
    assert "different bodies: 云川市 and 东岭县" in done.stderr.decode()


def _refused(run: Run, *args: object) -> str:
    done = run("diff", *args)
    assert (done.returncode, done.stdout) == (3, b"")
    (line,) = done.stderr.decode().splitlines()
    return line


def test_a_file_that_is_no_report_is_refused(run: Run, tmp_path: Path) -> None:
    empty, table, later, several, torn = (
        tmp_path / name for name in ("empty.txt", "table.json", "later.json", "several.json", "torn.json")
    )
    empty.write_text(" \n")
    table.write_text('{"name": "value"}')
    report = extract(OLD)
    later.write_text(json.dumps({**report.model_dump(mode="json"), "schema_version": "99"}))
    several.write_text(f"[{report.model_dump_json()}, {report.model_dump_json()}]")
    torn.write_text(report.model_dump_json()[:-20])
    assert "empty" in _refused(run, empty, NEW)
    assert "does not exist" in _refused(run, OLD, tmp_path / "none.txt")
    assert "no report" in _refused(run, table, NEW)
    said = _refused(run, later, NEW)
    assert "schema version 99" in said and "extract the report again" in said
    assert "holds 2 reports" in _refused(run, several, NEW)
    assert "no JSON" in _refused(run, torn, NEW)


def test_a_text_without_figures_can_be_compared(run: Run, tmp_path: Path) -> None:
    bare = tmp_path / "bare.txt"
    bare.write_text("没有数字的文字。", encoding="utf-8")
    found = Diff.model_validate_json(run("diff", bare, bare).stdout)
    assert found.rows == ()
    assert run("diff", bare, bare, "-f", "table").returncode == 0


def test_the_schema_describes_each_field(run: Run) -> None:
    for name in ("diff", "series"):
        schema = json.loads(run("schema", name).stdout)
        assert all("description" in field for field in schema["properties"].values())


@pytest.mark.parametrize("args", [["--stat"], ["--summary"], ["--by", "change"], ["--by", "text"], ["--all"]])
def test_an_option_for_readers_gives_a_table_in_a_pipe(run: Run, args: list[str]) -> None:
    done = run("diff", OLD, NEW, *args)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[1] == "云汀市人民政府 · 2024 → 2025" and lines[2].startswith("figures   ")


def test_stat_alone_is_counts(run: Run) -> None:
    text = run("diff", OLD, NEW, "--stat").stdout.decode()
    assert re.search(r"^3\.2 +（二）激发经营主体活力 +7 +8 +5$", text, re.MULTILINE)
    assert "地区生产总值" not in text


def test_a_summary_quotes_with_places(run: Run) -> None:
    text = run("diff", OLD, NEW, "--summary").stdout.decode()
    quoted = "地区生产总值: 2386.4亿元 → 2498.7亿元, +112.3亿 (+4.7%)"
    place = "  old: line 16, offset 857, section 3.2; new: line 20, offset 1042, section 3.2"
    assert f"{quoted}\n{place}\n" in text and len(text.splitlines()) < 90
    of_json = run("diff", "-", NEW, "--summary", input=run("extract", OLD).stdout).stdout.decode()
    assert f"{quoted}\n  old: offset 857, section 3.2; new: line 20" in of_json
    assert run("diff", OLD, NEW, "--summary", "-o", "page.md").returncode == 0


def test_added_and_removed_are_counted_until_all_is_asked(run: Run) -> None:
    text, whole, added = (
        run("diff", OLD, NEW, "-f", "table", *more).stdout.decode()
        for more in ([], ["--all"], ["--only", "added"])
    )
    rows = json.loads(run("diff", OLD, NEW, "-f", "json").stdout)["rows"]
    new, gone = (sum(row["change"] == change for row in rows) for change in ("added", "removed"))
    assert min(new, gone) > 10
    assert f"{new} added and {gone} removed figures are only counted; --all shows them" in text
    assert (
        "only counted" not in whole and len(re.findall("^added ", whole, re.MULTILINE)) == new + 1
    )  # a section
    assert len(re.findall("^added ", added, re.MULTILINE)) == new and "only counted" not in added


@pytest.mark.parametrize(
    ("only", "changes", "tables"),
    [
        (["changed"], {"changed"}, set()),
        (["added,removed"], {"added", "removed"}, set()),
        (["same", "--only", "targets, restated"], {"same"}, {"targets", "restated"}),
        (["sections"], set(), {"sections"}),
    ],
)
def test_only_the_parts_asked_for(run: Run, only: list[str], changes: set[str], tables: set[str]) -> None:
    done = run("diff", OLD, NEW, "--only", *only)
    found = Diff.model_validate_json(done.stdout)
    assert {row.change for row in found.rows} == changes
    assert {name for name in ("targets", "restated", "sections") if getattr(found, name)} == tables
    (notice,) = found.warnings
    assert notice.code == "left-out" and notice.message.startswith("--only leaves out ")
    assert done.stderr.decode() == f"reportmine: warning: {notice.message}\n"
    shown = run("diff", OLD, NEW, "-f", "table", "--only", *only)
    assert shown.stderr == b"" and shown.stdout.decode().endswith(f"\n{notice.message}\n")


def test_only_the_metrics_asked_for_and_those_that_are_sure(run: Run) -> None:
    done = run("diff", OLD, NEW, "--concept", "gdp*", "-f", "csv")
    assert {row["concept"] for row in _rows(done)} == {"gdp", "gdp.growth"}
    assert "--concept leaves out " in done.stderr.decode()
    done = run("diff", OLD, NEW, "--min-confidence", "0.97")
    found = Diff.model_validate_json(done.stdout)
    assert found.rows and found.sections and [one.code for one in found.warnings] == ["below-confidence"]
    figures = [one for row in found.rows for one in (row.old, row.new) if one is not None]
    assert all(one.confidence is None or one.confidence >= 0.97 for one in figures)


def test_exit_code_is_of_what_comes_out(run: Run) -> None:
    assert run("diff", OLD, NEW, "--exit-code", "--only", "same").returncode == 0
    assert run("diff", OLD, NEW, "--exit-code", "--concept", "gdp").returncode == 1


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (["--only", "changes"], "--only"),
        (["--only", ""], "--only"),
        (["--by", "size"], "--by"),
        (["--stat", "--summary"], "--stat"),
        (["--summary", "--all"], "--all"),
        (["--stat", "--by", "text"], "--by"),
        (["--stat", "-f", "json"], "--stat: is for Markdown, table only"),
        (["--by", "text", "-o", "x.csv"], "--by: is for Markdown, table only"),
        (["--concept", "nonsense"], "--concept"),
        (["--min-confidence", "2"], "--min-confidence"),
        (["--old-year", "1066"], "--old-year"),
    ],
)
def test_what_cannot_be_asked_of_a_diff_is_named(run: Run, asked: list[str], named: str) -> None:
    done = run("diff", OLD, NEW, *asked)
    assert done.returncode == 2 and named in done.stderr.decode() and done.stdout == b""


def test_years_can_be_said(run: Run, tmp_path: Path) -> None:
    for name, said in (("old.txt", "办理案件100件。"), ("new.txt", "办理案件110件，比上年增长10%。")):
        (tmp_path / name).write_text(said, encoding="utf-8")
    done = run("diff", "old.txt", "new.txt")
    assert Diff.model_validate_json(done.stdout).restated == ()
    told = done.stderr.decode().splitlines()
    assert len(told) == 2
    assert "old.txt does not say which year" in told[0] and told[0].endswith("say it with --old-year")
    done = run("diff", "old.txt", "new.txt", "--old-year", "2024", "--new-year", "2025")
    found = Diff.model_validate_json(done.stdout)
    assert (found.old.year, found.new.year, done.stderr) == (2024, 2025, b"")
    assert [one.verdict for one in found.restated] == ["agrees"]
    (tmp_path / "old.json").write_bytes(run("extract", "old.txt").stdout)
    said = _refused(run, "old.json", "new.txt", "--old-year", "2024")
    assert "is a report already read, of another year than 2024; extract it again with --year 2024" in said


# series


def test_long_csv(run: Run) -> None:
    lines = list(csv.DictReader(run("series", OLD, NEW, "-f", "csv").stdout.decode().splitlines()))
    assert tuple(lines[0]) == SERIES_COLUMNS
    gdp = [
        (line["year"], line["value"], Path(line["report"]).name) for line in lines if line["concept"] == "gdp"
    ]
    assert gdp == [("2024", "238640000000", OLD.name), ("2025", "249870000000", NEW.name)]


def test_wide_csv_and_json(run: Run) -> None:
    lines = list(csv.DictReader(run("series", OLD, NEW, "--wide", "-f", "csv").stdout.decode().splitlines()))
    (gdp,) = [line for line in lines if line["concept"] == "gdp"]
    assert (gdp["2024"], gdp["2025"]) == ("238640000000", "249870000000")
    made = json.loads(run("series", OLD, NEW, "--wide").stdout)
    assert made["by"] == "year" and len(made["rows"]) == len(lines)


def test_the_tables_show_trends(run: Run) -> None:
    for args in ([], ["--wide"]):
        assert "▁█" in run("series", OLD, NEW, "-f", "table", *args).stdout.decode()


def test_a_folder_and_a_pattern(run: Run, pair: tuple[Path, Path]) -> None:
    by_names = run("series", "new.txt", "old.txt").stdout
    assert Series.model_validate_json(by_names).points
    assert run("series", "*.txt").stdout == by_names
    in_folder = Series.model_validate_json(run("series", ".").stdout)
    assert len(in_folder.points) == len(Series.model_validate_json(by_names).points)


def test_an_array_of_reports_is_many(run: Run, tmp_path: Path) -> None:
    (tmp_path / "both.json").write_bytes(run("extract", OLD, NEW).stdout)
    assert run("series", "both.json").stdout == run("series", OLD, NEW).stdout


def test_what_cannot_be_read_is_named_and_the_rest_is_done(run: Run, tmp_path: Path) -> None:
    good = []
    for number in range(30):
        path = tmp_path / f"report-{number:02}.txt"
        path.write_text(REPORT.replace("4148", str(4000 + number)), encoding="utf-8")
        good.append(path)
        (tmp_path / f"report-{number:02}.json").write_text('{"not": "a report"}')
    done = run("series", ".", "-f", "csv", "--quiet")
    assert done.returncode == 3
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 30 and all("is JSON, but no report" in line for line in lines)
    reports = {row["report"] for row in csv.DictReader(done.stdout.decode().splitlines())}
    assert reports == {path.name for path in good}


def test_nothing_readable_gives_no_table(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("series", "empty.txt", "none.txt", "-o", "out.csv")
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 2)
    assert not (tmp_path / "out.csv").exists()
    assert run("series", ".", "-o", "x.csv").returncode == 3


def test_a_folder_without_reports_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    done = run("series", "void")
    assert done.returncode == 2
    told = done.stderr.decode().partition("holds no file that is read (")[2]
    assert told.startswith("*.txt, ")
    assert all(f"*{one.suffixes[0]}, " in told for one in READERS) and "*.json …" in told


def test_the_same_file_twice_is_taken_once(run: Run) -> None:
    done = run("series", OLD, OLD, "-f", "csv")
    assert done.stdout == run("series", OLD, "-f", "csv").stdout


def test_data_of_a_diff_is_written_without_rich() -> None:
    for args in (["diff", OLD, NEW, "-f", "csv"], ["series", OLD, NEW, "-f", "csv"]):
        command = [sys.executable, "-X", "importtime", "-m", "reportmine", *map(str, args)]
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60)
        loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
        assert not loaded & {"rich", "pandas", "numpy"}


# concepts


def test_concepts_are_listed_and_added_to(run: Run, tmp_path: Path) -> None:
    listed = json.loads(run("concepts").stdout)
    assert {"gdp", "urban-new-jobs", "reconsideration-received"} <= {one["concept"] for one in listed}
    assert all(one["names"] and one["unlike"] for one in listed)
    (tmp_path / "mine.toml").write_text(
        'stage = "concepts"\n[[rule]]\nid = "mine.parks"\nconcept = "parks"\nname = "Parks"\n'
        'why = "A test"\nkinds = ["count"]\nnames = ["口袋公园"]\nactions = ["新建"]\n',
        encoding="utf-8",
    )
    mine = json.loads(run("concepts", "--patterns", "mine.toml").stdout)
    assert {one["concept"] for one in mine} - {one["concept"] for one in listed} == {"parks"}
    made = json.loads(run("extract", "--patterns", "mine.toml", input="新建口袋公园3个。".encode()).stdout)
    assert made["indicators"][0]["concept"] == "parks"
    assert "gdp" in run("concepts", "-f", "table").stdout.decode()


def test_concepts_are_searched_by_their_names(run: Run) -> None:
    def ids(*words: str) -> list[str]:
        return [one["concept"] for one in json.loads(run("concepts", *words, "-f", "json").stdout)]

    assert {"urban-new-jobs", "re-employment"} <= set(ids("就业")) and "gdp" not in ids("就业")
    assert ids("城镇新增就业")[0] == ids("NEW URBAN jobs")[0] == ids("urban-new-jobs")[0] == "urban-new-jobs"
    assert ids("失业", "再就业") == ["re-employment"]  # all of the words
    assert "urban-new-jobs" in ids("全市城镇新增就业人数")  # as a report writes it
    assert ids("新增", "5G工厂") == ["5g-factories-added"]


@pytest.mark.parametrize(
    ("word", "first", "count"),
    [("income*", ["income", "income-ratio"], 2), ("zzz*", [], 0), ("*.增加值", [], 0)],
)
def test_a_star_stands_for_any_characters(run: Run, word: str, first: list[str], count: int) -> None:
    done = run("concepts", word)
    found = [line.split("\t")[0] for line in done.stdout.decode().splitlines()]
    assert found[:count] == first
    assert (done.returncode == 2) == (not count)
    assert count or f"no metric has {word}" in done.stderr.decode()


def test_concepts_in_a_pipe_are_whole_lines(run: Run) -> None:
    said = run("concepts", "就业", env={"COLUMNS": "40"}).stdout.decode()
    rows = [line.split("\t") for line in said.splitlines()]
    assert ["urban-new-jobs", "城镇新增就业", ".growth .change", "New urban jobs"] in rows
    assert {len(row) for row in rows} == {4}
    assert said == run("concepts", "就业", "-f", "table", "--lang", "zh").stdout.decode()
    whole = run("concepts", "-f", "table").stdout.decode().splitlines()
    assert (
        len(whole) == len({line.split("\t")[0] for line in whole}) == len(json.loads(run("concepts").stdout))
    )


def test_a_concept_that_is_not_there_is_told_with_those_alike(run: Run) -> None:
    done = run("concepts", "grdp")
    assert (done.returncode, done.stdout) == (
        2,
        b"",
    ) and "no metric has grdp. Did you mean gdp" in done.stderr.decode()
    said = run("concepts", "恐龙", "--lang", "zh").stderr.decode()
    assert "没有名称或标识含“恐龙”的指标" in said


# what is asked of a series


def _rows(done: object) -> list[dict[str, str]]:
    return list(csv.DictReader(done.stdout.decode().splitlines()))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "concepts"),
    [
        (["--concept", "gdp"], {"gdp"}),
        (["--concept", "gdp*"], {"gdp", "gdp.growth"}),
        (["--concept", "gdp", "--concept", "cases-filed", "--region", "云汀"], {"gdp"}),
    ],
)
def test_only_the_metrics_asked_for(run: Run, asked: list[str], concepts: set[str]) -> None:
    if "cases-filed" in asked:
        done = run("series", OLD, NEW, "-f", "csv", *asked)
        assert done.returncode == 2 and "cases-filed" in done.stderr.decode()
        return
    assert {row["concept"] for row in _rows(run("series", OLD, NEW, "-f", "csv", *asked))} == concepts


def test_a_unit_is_converted_into(run: Run) -> None:
    rows = _rows(run("series", OLD, NEW, "-f", "csv", "--concept", "gdp", "--unit", "亿元"))
    assert [(row["value"], row["unit"]) for row in rows] == [("2386.4", "亿元"), ("2498.7", "亿元")]


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ([], {"actual"}),
        (["--status", "actual"], {"actual"}),
        (["--status", "target"], {"target"}),
        (["--status", "all"], {"actual", "target"}),
        (["--targets"], {"actual", "target"}),
        (["--targets", "--status", "all"], {"actual", "target"}),
    ],
)
def test_done_or_planned(run: Run, asked: list[str], held: set[str]) -> None:
    assert {row["status"] for row in _rows(run("series", OLD, NEW, "-f", "csv", *asked))} == held


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (["--targets", "--status", "actual"], "--status"),
        (["--notes"], "--notes"),
        (["--conflicts", "x.csv"], "--conflicts"),
        (["--wide", "--conflicts", "x.xlsx"], "--conflicts"),
        (["--unit", "光年"], "--unit"),
        (["--period", "1066"], "--period"),
        (["--region", "巴黎"], "--region"),
        (["--min-confidence", "2"], "--min-confidence"),
    ],
)
def test_what_cannot_be_asked_is_named(run: Run, asked: list[str], named: str) -> None:
    done = run("series", OLD, NEW, *asked)
    assert done.returncode == 2 and named in done.stderr.decode() and done.stdout == b""


def test_what_was_not_taken_goes_to_a_file_with_the_reason(run: Run, tmp_path: Path) -> None:
    for year, said in ((2024, "森林覆盖率52%。"), (2025, "森林覆盖率53%。\n2024年，森林覆盖率为51%。")):
        (tmp_path / f"{year}.txt").write_text(
            f"云川市{year}年工作情况报告\n{year}年，{said}\n", encoding="utf-8"
        )
    done = run("series", "2024.txt", "2025.txt", "--wide", "-f", "csv", "--notes", "--conflicts", "left.csv")
    (row,) = _rows(done)
    assert (row["2024"], row["2025"]) == ("52", "53")
    assert (row["2024 report"], row["2024 note"]) == ("2024.txt", "contradicted by 51")
    (left,) = csv.DictReader((tmp_path / "left.csv").read_text("utf-8").splitlines())
    assert (left["value"], left["other_value"], left["reason"], left["contradicts"]) == (
        "52",
        "51",
        "a nearer report",
        "1",
    )

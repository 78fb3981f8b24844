"""diff as a user runs it: what is said of a difference."""

from __future__ import annotations

import csv
from pathlib import Path

from conftest import Run

SHARES = {
    "old.txt": "云汀市2025年政府工作报告\n一、2024年工作回顾\n"
    "研发经费占比33.0%。出口下降2.1%。新增就业10万人。",
    "new.txt": "云汀市2026年政府工作报告\n一、2025年工作回顾\n"
    "研发经费占比两成。出口增长2.1%。新增就业11万—12万人。",
}


def test_a_difference_says_its_unit_its_sign_and_both_ends(run: Run, tmp_path: Path) -> None:
    for name, said in SHARES.items():
        (tmp_path / name).write_text(said, "utf-8")
    old, new = (str(tmp_path / name) for name in SHARES)
    shown = run("diff", old, new, "-f", "table").stdout.decode()
    lines = [" ".join(line.split()) for line in shown.splitlines() if line.startswith("changed")]
    assert lines[1:] == [
        "changed 出口增长 ↓2.1% 2.1% +4.2个百分点",
        "changed 新增就业 10万人 11万—12万人 +1万…+2万 (+10.0…+20.0%)",
    ]
    assert lines[0].startswith("changed 研发经费占比 33.0% 两成 ≈-13个百分点")
    rows = list(csv.DictReader(run("diff", old, new, "-f", "csv").stdout.decode().splitlines()))
    told = {row["metric"]: row for row in rows if row["part"] == "row"}
    share, jobs = told["研发经费占比"], told["新增就业"]
    assert (share["difference"], share["difference_unit"], share["difference_relation"]) == (
        "-13",
        "个百分点",
        "≈",
    )
    assert (jobs["difference"], jobs["difference_low"], jobs["difference_high"]) == ("", "10000", "20000")
    assert (jobs["old_value_max"], jobs["new_value_max"]) == ("", "120000")

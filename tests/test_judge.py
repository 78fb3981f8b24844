"""The sample for hand judgement: the same each time, of reports without annotation; verdicts are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import ROOT, bench

judge = bench("judge")
SAMPLES = ROOT / "samples"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two whole reports, of which one is annotated."""
    for name in ("yunting-2024", "yunting-2025"):
        (tmp_path / f"{name}.txt").write_bytes((SAMPLES / f"{name}.txt").read_bytes())
    (tmp_path / "yunting-2025.gold.jsonl").write_text("", "utf-8")
    return tmp_path


def test_reports_with_annotation_are_left_out(folder: Path) -> None:
    assert [p.stem for p in judge.reports(folder, folder)] == ["yunting-2024"]


def test_the_draw_is_the_same_for_the_same_seed(folder: Path) -> None:
    paths = judge.reports(folder, folder)
    first, again, other = (list(judge.drawn("indicators", seed, 20, paths)) for seed in (1, 1, 2))
    assert first == again != other
    assert len({row["start"] for _, _, row in first}) == 20
    assert all(text[row["start"] : row["end"]] == row["text"] for _, text, row in first)


def test_a_stamp_changes_with_a_judged_field_only() -> None:
    row = {
        "text": "3件",
        "value": "3",
        "unit": "件",
        "item": "申请",
        "action": "办理",
        "role": "level",
        "period": "2024",
    }
    assert judge.stamp(row) == judge.stamp(row | {"period": "2025"})
    assert judge.stamp(row) != judge.stamp(row | {"item": "案件"})


def test_verdicts_are_kept_beside_their_rows(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(judge, "JUDGED", folder / "judged.jsonl")
    paths = judge.reports(folder, folder)
    sheet = folder / "sheet.txt"
    sheet.write_text("1 right\n2 wrong item-missing the head is lost\n\n", "utf-8")
    assert judge.enter("indicators", 1, sheet, paths) == 2
    assert judge.enter("indicators", 1, sheet, paths) == 2  # again: in the place of the first
    assert [(r["right"], r["error"]) for r in judge.entered()] == [(True, None), (False, "item-missing")]
    judge.score(paths)
    shown = capsys.readouterr().out
    assert "1 of 2 right (0.500)" in shown and "item-missing" in shown and "differently today: 0" in shown


def test_rows_that_read_differently_are_judged_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "JUDGED", folder / "judged.jsonl")
    paths = judge.reports(folder, folder)
    sheet = folder / "sheet.txt"
    sheet.write_text("1 wrong role\n2 right\n3 wrong not-a-figure\n", "utf-8")
    judge.enter("indicators", 1, sheet, paths)
    first, second, third = judge.entered()
    old = [first | {"stamp": "older"}, second, third | {"stamp": "older", "end": third["end"] + 1}]
    judge.JUDGED.write_text("".join(f"{json.dumps(r)}\n" for r in old), "utf-8")
    assert [(n, there is None) for n, _, there in judge.changed("indicators", paths)] == [
        (1, False),
        (3, True),
    ]
    sheet.write_text("1 right\n", "utf-8")
    judge.enter_again("indicators", sheet, paths)
    assert judge.entered() == [first | {"right": True, "error": None}, second]


def test_a_line_that_is_no_verdict_is_told(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("1 rihgt\n", "utf-8")
    with pytest.raises(ValueError, match="1 rihgt"):
        judge.verdicts(sheet)


def test_what_is_on_file_holds_no_text_of_a_report() -> None:
    fields = {"kind", "seed", "report", "start", "end", "stamp", "right", "error"}
    assert ROOT / "bench" / "judged.jsonl" == judge.JUDGED
    assert all(set(row) == fields for row in judge.entered())

"""The hashes of all output: the same tree gives the same, and what differs is told (bench/freeze.py)."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import bench

freeze = bench("freeze")
SAMPLE = "samples/yunting-2024.meta.json"  # the smallest


def test_only_the_hash_that_was_changed_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "hashes"
    assert freeze.main(["--only", SAMPLE, "-o", str(file)]) == 0
    lines = file.read_text("utf-8").splitlines(keepends=True)
    changed = ["0" * 64 + line[64:] if "  outline()  " in line else line for line in lines]
    file.write_text("".join(changed), "utf-8")
    assert freeze.main(["--only", SAMPLE, "--against", str(file)]) == 1
    told = [f"outline()  {SAMPLE}", f"1 differ, {len(lines) - 1} are equal"]
    assert capsys.readouterr().out.splitlines() == told


def test_what_is_equal_is_exit_code_0(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {(SAMPLE, "outline()"): "0" * 64, (SAMPLE, "extract -f csv"): "1" * 64}
    monkeypatch.setattr(freeze, "run", lambda src, only: found)
    file = tmp_path / "hashes"
    assert freeze.main(["-o", str(file)]) == 0
    assert freeze.main(["--against", str(file)]) == 0
    assert capsys.readouterr().out == "0 differ, 2 are equal\n"
    assert freeze.differences({}, found) == [f"extract -f csv  {SAMPLE} (new)", f"outline()  {SAMPLE} (new)"]

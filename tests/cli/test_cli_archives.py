"""Zip archives given to commands: their members are files; what is wrong with one is a line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from conftest import REPORT, Run
from test_sources import packed

INPUT = 3
NAMES = ["a.zip/云川市.txt", "a.zip/北京市.txt"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    members: dict[str | bytes, bytes] = {
        "北京市.txt".encode("gbk"): REPORT.encode("gbk"),
        "云川市.txt": REPORT.replace("4148", "12").encode(),
        "notes.xyz": b"x",
    }
    return packed(tmp_path / "a.zip", members)


def test_each_member_is_a_report(run: Run, archive: Path) -> None:
    done = run("extract", "a.zip")
    assert done.returncode == 0
    reports = json.loads(done.stdout)
    assert [one["source"]["name"] for one in reports] == NAMES
    assert [one["indicators"][0]["value"] for one in reports] == [12, 4148]
    assert "a.zip: warning: 1 file(s) in it are of kinds that are not read" in done.stderr.decode()


def test_archives_stand_among_files(run: Run, archive: Path, report: Path) -> None:
    done = run("extract", "report.txt", "a.zip", "-f", "jsonl")
    files = [json.loads(line)["file"] for line in done.stdout.splitlines()]
    assert list(dict.fromkeys(files)) == ["report.txt", *NAMES]
    done = run("series", "a.zip", "-f", "csv", "--status", "all")
    assert done.returncode == 0 and NAMES[1] in done.stdout.decode()
    done = run("audit", "a.zip")
    assert done.returncode == 0 and len(json.loads(done.stdout)) == 2


def test_other_commands_say_what_does(run: Run, archive: Path) -> None:
    done = run("outline", "a.zip")
    assert (done.returncode, done.stdout) == (INPUT, b"")
    assert done.stderr.decode() == (
        "reportmine: a.zip: is a ZIP archive, not a document; "
        "give it to extract, series, audit or batch, or unpack it\n"
    )
    assert run("extract", "a.zip", "--text", "t").returncode == 2


def test_what_is_wrong_is_told_member_by_member(run: Run, tmp_path: Path) -> None:
    inner = packed(tmp_path / "inner.zip", {"a.txt": b"1"}).read_bytes()
    members: dict[str | bytes, bytes] = {
        "good.txt": REPORT.encode(),
        "../out.txt": b"1",
        "inner.zip": inner,
        "bad.docx": b"no document",
        "bomb.txt": b" " * 20_000_000,
    }
    packed(tmp_path / "a.zip", members)
    done = run("extract", "a.zip", "-q", "-f", "csv")
    assert done.returncode == INPUT
    lines = done.stderr.decode().splitlines()
    assert [line.split(": ")[1:3] for line in lines] == [
        ["a.zip/../out.txt", "its name leads out of the archive; unpack it, and name the folder"],
        ["a.zip/bomb.txt", "unpacks to more than 200 times its size; unpack it, and name the folder"],
        ["a.zip/inner.zip", "is an archive in an archive; unpack it, and name the folder"],
    ]
    assert done.stdout.count(b"a.zip/good.txt") > 3
    assert not list(tmp_path.parent.glob("out.txt"))


@pytest.mark.parametrize(
    ("members", "said"),
    [({}, "is an archive without a file that is read"), ({"a.xyz": "x"}, "is an archive without a file")],
)
def test_an_archive_without_reports(run: Run, tmp_path: Path, members: dict[str, str], said: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
        for name, text in members.items():
            out.writestr(name, text)
    done = run("extract", "a.zip", "-q")
    assert (done.returncode, done.stdout) == (INPUT, b"")
    assert done.stderr.decode().startswith(f"reportmine: a.zip: {said}")
    assert done.stderr.count(b"\n") == 1


def test_what_is_no_archive(run: Run, tmp_path: Path, archive: Path) -> None:
    (tmp_path / "b.zip").write_bytes(archive.read_bytes()[:100])
    (tmp_path / "c.zip").write_text(REPORT, encoding="utf-8")
    for name in ("b.zip", "c.zip", "none.zip"):
        done = run("extract", name, "-q")
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (INPUT, b"", 1)
        assert done.stderr.decode().startswith(f"reportmine: {name}: ")

"""What is read of folders, patterns, lists, archives and addresses."""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import REPORT, Run
from stores import batch, made, rows

from reportmine.readers.document import Limits
from reportmine.store import sources
from reportmine.store.archives import is_safe
from reportmine.store.items import Item, Unavailable
from reportmine.store.layout import StoreError
from reportmine.store.reading import files, reports
from reportmine.store.sources import find

LIMITS = Limits(1_000_000)


def found(*names: Path | str) -> list[str]:
    return [one.name for one in find(list(map(str, names)), Path("no-store"), LIMITS.size).items]


def told(item: Item) -> str:
    """The code of what an item cannot give; "" where it gives its bytes."""
    try:
        item.fetch(LIMITS)
    except Unavailable as error:
        return error.code
    return ""


def test_folders_are_read_through_and_in_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/c.pdf",
        "a/b.HTML",
        "a/notes.xyz",
        ".git/x.txt",
        "a/.hidden.txt",
        "z.zip.txt",
        "panel.json",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    assert [Path(one).relative_to(tmp_path).as_posix() for one in found(tmp_path)] == [
        *("b.txt", "panel.json", "z.zip.txt", "a/.hidden.txt", "a/b.HTML", "a/c.pdf"),
    ]
    every = find([str(tmp_path)], Path("no-store"), LIMITS.size)
    assert every.passed == 1  # notes.xyz


def test_patterns_lists_and_names_mean_each_file_once(tmp_path: Path, run: Run) -> None:
    folder = made(tmp_path / "reports", 3)
    assert len(found(f"{folder}/*-00[01].txt", folder, folder / "report-000.txt")) == 3
    assert found(f"{tmp_path}/**/*2.txt") == [str(folder / "report-002.txt")]
    names = "\n".join(map(str, sorted(folder.iterdir())[:2])) + "\r\n\n"
    done = run("batch", "--from", "-", "-o", "store", "-j", "1", input=names.encode())
    assert done.returncode == 0, done.stderr
    (tmp_path / "list.txt").write_bytes(b"\xef\xbb\xbf" + names.encode())
    assert list(sources.listed(str(tmp_path / "list.txt"))) == files(tmp_path / "store")
    (tmp_path / "list.txt").write_bytes(b"\xff")
    with pytest.raises(StoreError, match="not UTF-8"):
        list(sources.listed(str(tmp_path / "list.txt")))


# ---- archives ---------------------------------------------------------------------------------------


def packed(path: Path, members: dict[str | bytes, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """An archive; a name of bytes is written as it is, without the flag of UTF-8."""
    out = io.BytesIO()
    raw = {}
    with zipfile.ZipFile(out, "w", packing) as archive:
        for number, (name, data) in enumerate(members.items()):
            if isinstance(name, bytes):
                stand_in = f"{number:02}".ljust(len(name), "x")
                raw[stand_in.encode()], name = name, stand_in
            archive.writestr(name, data)
    data = out.getvalue()
    for stand_in, name in raw.items():
        data = data.replace(stand_in, name)
    path.write_bytes(data)
    return path


def test_members_are_files_of_their_own_with_names_in_any_encoding(tmp_path: Path) -> None:
    members: dict[str | bytes, bytes] = {
        "云川市/2024/报告.txt": REPORT.encode(),
        "北京市.txt".encode("gbk"): REPORT.replace("4148", "1").encode("gbk"),
        "许昌市\\工作报告.txt".encode("gbk"): REPORT.replace("4148", "2").encode(),
        "天津市.txt".encode(): REPORT.replace("4148", "3").encode(),
        "__MACOSX/._a.txt": b"x",
        "picture.png": b"x",
    }
    archive = packed(tmp_path / "a.zip", members)
    done = batch(tmp_path / "store", archive)
    assert (done.progress.read, done.bad, done.passed) == (4, [], 1)
    names = ["云川市/2024/报告.txt", "北京市.txt", "天津市.txt", "许昌市/工作报告.txt"]
    assert files(tmp_path / "store") == [f"{archive}/{name}" for name in sorted(names)]
    assert {one.indicators[0].value for one in reports(tmp_path / "store")} == {4148, 1, 2, 3}
    assert batch(tmp_path / "store", tmp_path).progress.unchanged == 4  # archives of folders too


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        *(("a/b.txt", True), ("a..b.txt", True), ("/etc/passwd", False), ("../a.txt", False)),
        *(("a/../../b.txt", False), ("C:/a.txt", False), ("a\0.txt", False), ("", False), ("..", False)),
    ],
)
def test_names_that_lead_out_are_refused(name: str, safe: bool) -> None:
    assert is_safe(name) is safe


def test_bad_members_are_told_and_the_others_read(tmp_path: Path) -> None:
    inner = packed(tmp_path / "inner.zip", {"a.txt": b"1"}).read_bytes()
    members: dict[str | bytes, bytes] = {
        "good.txt": REPORT.encode(),
        "../out.txt": b"1",
        "..\\out.txt": b"1",
        "/abs.txt": b"1",
        "inner.zip": inner,
        "large.txt": random.Random(1).randbytes(1_200_000),
        "good.docx": b"no document",
    }
    archive = packed(tmp_path / "a.zip", members)
    items = find([str(archive)], Path("no-store"), LIMITS.size).items
    assert {one.name.removeprefix(f"{archive}/"): told(one) for one in items} == {
        "good.txt": "",
        "good.docx": "",
        "../out.txt": "unsafe-name",
        "../out.txt (2)": "unsafe-name",
        "/abs.txt": "unsafe-name",
        "inner.zip": "nested-archive",
        "large.txt": "too-large",
    }


def _lie(data: bytes) -> bytes:
    """The archive with a member that says to be small."""
    at = data.index(b"PK\1\2")
    return data[: at + 24] + struct.pack("<L", 10) + data[at + 28 :]


def test_bombs_are_refused(tmp_path: Path) -> None:
    big = Limits(64_000_000)
    bomb = packed(tmp_path / "bomb.zip", {"a.txt": b"0" * 20_000_000})
    (item,) = find([str(bomb)], Path("no-store"), big.size).items
    with pytest.raises(Unavailable, match="times its size"):
        item.fetch(big)
    many = packed(tmp_path / "many.zip", {f"{n}.txt": b"0" * 900_000 for n in range(90)})
    (item,) = find([str(many)], Path("no-store"), big.size).items
    assert told(item) == "zip-bomb"
    lying = packed(tmp_path / "lying.zip", {"a.txt": b"0" * 20_000})
    lying.write_bytes(_lie(lying.read_bytes()))
    (item,) = find([str(lying)], Path("no-store"), big.size).items
    assert told(item) in ("", "bad-archive")  # never more than it says
    data = bytearray(packed(tmp_path / "over.zip", {"a.txt": b"1" * 99, "b.txt": b"2" * 99}).read_bytes())
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    data[second + 42 : second + 46] = struct.pack("<L", 10)  # begins within the first
    (tmp_path / "over.zip").write_bytes(data)
    assert [told(one) for one in find([str(tmp_path / "over.zip")], Path("x"), big.size).items] == [
        "zip-bomb"
    ]


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"nothing", b"PK\5\6" + b"\xff" * 18])
def test_what_is_no_archive_is_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    (item,) = find([str(tmp_path / "a.zip")], Path("no-store"), LIMITS.size).items
    assert told(item) == "bad-archive"
    (item,) = find([str(tmp_path / "absent.zip")], Path("no-store"), LIMITS.size).items
    assert told(item) == "missing"


def test_a_member_with_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(packed(tmp_path / "a.zip", {"a.txt": b"1"}).read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    (item,) = find([str(tmp_path / "a.zip")], Path("no-store"), LIMITS.size).items
    assert told(item) == "encrypted"


# ---- addresses --------------------------------------------------------------------------------------


@pytest.fixture
def memory() -> Any:
    """A file system of fsspec in memory, with two reports."""
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    for number in range(2):
        system.pipe(f"/bucket/{number}.txt", REPORT.replace("4148", str(number)).encode())
    system.pipe("/bucket/a.zip", b"PK")
    yield system
    system.rm("/bucket", recursive=True)


def test_addresses_are_read(memory: Any, tmp_path: Path) -> None:
    assert (
        found("memory://bucket")
        == found("memory://bucket/*.txt")
        == ["memory://bucket/0.txt", "memory://bucket/1.txt"]
    )
    done = batch(
        tmp_path / "store", "memory://bucket/*.txt", "memory://bucket/absent.txt", "memory://bucket/a.zip"
    )
    assert done.progress.read == 2
    assert [one.code for one in done.bad] == ["missing", "remote-archive"]
    assert [one.source.uri for one in reports(tmp_path / "store")] == [None, None]
    assert len(rows(tmp_path / "store")["errors"]) == 2


def test_an_address_without_its_library_is_refused(
    monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="needs what is not installed"):
        found("s3://bucket/a.txt")
    (item,) = find(["nosuch://a/b"], Path("no-store"), 1).items
    assert told(item) == "unavailable"
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(StoreError, match=r"pip install 'reportmine\[remote\]'"):
        found("s3://bucket/a.txt")

"""Bytes to text: encodings, refusals, and the laws of offsets."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import random
import struct
import threading
import zipfile
import zlib
from pathlib import Path

import pytest
from conftest import REPORT
from hypothesis import given
from hypothesis import strategies as st

from reportmine.decoding import MAGIC
from reportmine.source import InputError, fold, from_string, load


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings_are_told_apart(encoding: str) -> None:
    data = REPORT.encode(encoding)
    text = load(data)
    assert text.raw == REPORT
    assert text.source.encoding == encoding
    assert data.decode(text.source.encoding) == text.raw
    assert text.notices == ()


def test_big_endian_mark() -> None:
    assert load(b"\xfe\xff" + REPORT.encode("utf-16-be")).raw == REPORT


@pytest.mark.parametrize("encoding", ["gb2312", "gbk"])
def test_older_chinese_encodings_are_read_as_gb18030(encoding: str) -> None:
    text = load(REPORT.encode(encoding))
    assert (text.raw, text.source.encoding) == (REPORT, "gb18030")


def test_gb18030_beyond_two_bytes() -> None:
    assert load((REPORT + "㐂𠮷").encode("gb18030")).raw == REPORT + "㐂𠮷"


def test_the_whole_file_is_judged_not_its_beginning() -> None:
    text = "<div>\n" * 5000 + REPORT
    assert load(text.encode("gb18030")).raw == text


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n", "\r\n混\r合\n的\n\r"])
def test_line_ends_stay(ends: str) -> None:
    text = REPORT.replace("\n", ends)
    assert load(text.encode()).raw == text


def test_nuls_in_a_text_stay() -> None:
    text = REPORT.replace("，", "，\0")
    assert load(text.encode()).raw == text
    assert load(text.encode("gb18030")).raw == text


def test_broken_utf8_is_read_and_told_of() -> None:
    data = REPORT.encode().replace("收".encode(), "收".encode()[:2]).replace("清".encode(), b"\xff")
    text = load(data)
    assert text.source.encoding == "utf-8"
    assert text.raw == REPORT.replace("收", "\ufffd").replace("清", "\ufffd")
    (notice,) = text.notices
    assert notice.code == "replaced-characters"
    assert notice.message.startswith("2 ")
    assert text.raw[notice.start : notice.end] == "\ufffd"


def test_one_broken_byte_in_ascii() -> None:
    assert load(b"GDP 5.3% \xff up in 2024, and so on").source.encoding == "utf-8"


def test_replacement_characters_of_the_source_itself_are_not_counted() -> None:
    assert load("增长\ufffd5%".encode()).notices == ()
    (notice,) = load("增长\ufffd5%。".encode() + b"\xe5\xe5").notices
    assert notice.message.startswith("2 ")


def test_cut_gb18030_is_read_and_told_of() -> None:
    text = load(REPORT.rstrip().encode("gb18030")[:-1])
    assert text.source.encoding == "gb18030"
    assert text.raw[:-1] == REPORT.rstrip()[:-1]
    assert [notice.code for notice in text.notices] == ["replaced-characters"]


def test_html_is_told_of() -> None:
    assert [notice.code for notice in load(b"\n<!DOCTYPE html><html>GDP 5%").notices] == ["html"]


def test_what_the_records_say(report: Path) -> None:
    source = load(report).source
    data = report.read_bytes()
    assert source.name == str(report)
    assert source.uri == report.as_uri()
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.length == len(data.decode())
    assert source.media_type == "text/plain"
    assert load(report, name="a").source.name == "a"
    assert load(str(report)).source == source
    assert load(b"1").source.name == "<bytes>"
    assert load(b"1").source.uri is None


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(path).write_text(REPORT, encoding="utf-8")
    text = load(path)
    assert text.source.name.endswith("/\ufffd.txt")
    assert text.source.uri is not None and text.source.uri.endswith("/%FF.txt")


def _png() -> bytes:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


def _docx() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", REPORT)
    return file.getvalue()


_NO_ENCODING = "is not text in UTF-8, GB18030 or UTF-16"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n\xe3\x80\x80", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF, not text"),
        (_docx(), "is a ZIP or an office document (docx, xlsx, ofd), not text"),
        (_png(), "is a PNG picture, not text"),
        (gzip.compress(REPORT.encode()), "is packed with gzip"),
        (b"\x7fELF" + bytes(200), "is binary, not text"),
        (bytes(1000), "is binary, not text"),
        (bytes(range(256)) * 20, "is binary, not text"),
        (random.Random(1).randbytes(5000), "is binary, not text"),
        (bytes(random.Random(1).choices(range(0x80, 0x100), k=5000)), _NO_ENCODING),
        ("臺灣經濟成長率達3.5%，失業率降至百分之三點六，並持續推動國家發展計畫".encode("big5"), _NO_ENCODING),
        ("Отчет о деятельности правительства за прошедший год".encode("cp1251"), _NO_ENCODING),
        *[(magic + b"\n1", problem) for magic, problem, _ in MAGIC],
    ],
)
def test_what_is_no_text_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        load(data, name="a.txt")
    error = caught.value
    assert (error.name, error.problem) == ("a.txt", problem)
    assert error.remedy
    assert str(error) == f"a.txt: {problem}; {error.remedy}"


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    for place, problem in [
        (tmp_path / "none.txt", "does not exist"),
        (tmp_path, "is a folder"),
        (tmp_path / "a" / "b", "does not exist"),
        ("a\0b", "is no file name"),
        ("长" * 300, "cannot be read"),
    ]:
        with pytest.raises(InputError, match=problem):
            load(place)


def test_no_permission(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match=r"report\.txt: may not be read \(no permission\); ask"):
        load(report)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_and_has_no_uri(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=[REPORT.encode()])
    writer.start()
    text = load(pipe)
    writer.join()
    assert (text.raw, text.source.uri) == (REPORT, None)


def test_traditional_script_in_gb18030() -> None:
    text = "經濟成長率達3.5%，失業率降至百分之三點六，並持續推動國家發展計畫"
    assert load(text.encode("gb18030")).raw == text


def test_a_string_with_lone_surrogates_keeps_its_offsets() -> None:
    text = from_string("a\ud800件\udfff\ud83d\ude00")
    assert text.raw == "a\ufffd件" + "\ufffd" * 3
    assert [notice.code for notice in text.notices] == ["replaced-characters"]
    assert text.source.length == 6
    assert text.source.encoding is None


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = load(data)
    except InputError as error:
        assert error.problem and error.remedy and "\n" not in str(error)
    else:
        assert text.source.length == len(text.raw)
        assert text.source.encoding is not None
        assert data.decode(text.source.encoding, "replace") == text.raw


# no byte order mark, no control characters, and something to read
_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda text: text + "。\r\n")


@given(
    _TEXTS.filter(lambda text: not text.startswith(("\ufeff", *(m.decode("latin-1") for m, _, _ in MAGIC))))
)
def test_any_utf8_text_comes_back(text: str) -> None:
    assert load(text.encode()).raw == text


@given(_TEXTS)
def test_any_marked_text_comes_back(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert load(text.encode(encoding)).raw == text


@given(st.text())
def test_the_fold_is_one_to_one_and_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert from_string(text).folded == fold(from_string(text).raw)

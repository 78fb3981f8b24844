"""Bytes to text: encodings, refusals, and the laws of offsets."""

from __future__ import annotations

import gzip
import hashlib
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from conftest import REPORT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import ROOT

from reportmine.readers.decoding import decode
from reportmine.readers.document import Unreadable
from reportmine.readers.sniffing import _REFUSED as MAGIC
from reportmine.readers.sniffing import sniff
from reportmine.readers.source import InputError, from_string, load
from reportmine.text.fold import fold
from reportmine.text.traditional import pairs, unsure


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
    text = "GDP 5.3%\n" * 5000 + REPORT
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
    text = load(b"\n<!DOCTYPE html><html>GDP 5%", type="text")
    assert [notice.code for notice in text.notices] == ["html"]


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


_NO_ENCODING = "is not text in UTF-8, UTF-16, GB18030 or Big5"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n\xe3\x80\x80", "is empty"),
        (b"GIF89a" + bytes(20), "is a GIF picture, not text"),
        (gzip.compress(REPORT.encode()), "is packed with gzip"),
        (b"\x7fELF" + bytes(200), "is binary, not text"),
        (bytes(1000), "is binary, not text"),
        (bytes(range(256)) * 20, "is binary, not text"),
        (random.Random(1).randbytes(5000), "is binary, not text"),
        (bytes(random.Random(1).choices(range(0x80, 0x100), k=5000)), _NO_ENCODING),
        ("Отчет о деятельности правительства за прошедший год".encode("cp1251"), _NO_ENCODING),
        ("昨年度の歳入は増加し、失業率は低下したと報告されている。".encode("shift_jis"), _NO_ENCODING),
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
    def refuse(path: Path, mode: str) -> BinaryIO:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
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


TRADITIONAL = """雲川市2024年法治政府建設情況報告

一、主要工作
2024年，全市各級複議機構收到行政複議申請4148件，比上年增長5.3%。
（一）完善制度。清理規章24部，其中廢止3部。

二、下一步安排
2025年培訓執法人員1.2萬人次以上。
"""

_SIMPLIFIED = (
    "全年新建公园12座。",
    "失业率为3.4%，下降0.2个百分点",
    "农村居民人均可支配收入增长6.8%，",
    "市长镕喆同志出席，昇腾、囍苑两个社区挂牌。",
    "（三）加快发展服务业。旅游总收入达到86亿元，餐饮、物流、会展同步增长。",
    "GDP 5.3%, R&D 2.6%：全社会研发投入强度居全省第3位",
    "│指标│2002年│2003年│增长│\n├──┼──┼──┼──┤\n│粮食产量（万吨）│32│35│9.4%│",
)
_TRADITIONAL = (
    "全年新建公園12座。",
    "失業率為3.4%，下降0.2個百分點",
    "農村居民人均可支配收入增長6.8%，",
    "臺灣經濟成長率達3.5%，失業率降至百分之三點六，並持續推動國家發展計畫",
    "衞生署轄下診所共錄得求診人次逾4,500萬，較去年增加兩成。",
    "（三）加快發展服務業。旅遊總收入達到86億元，餐飲、物流、會展同步增長。",
    "GDP 5.3%, R&D 2.6%：全社會研發投入強度居全省第3位",
)


@pytest.mark.parametrize("text", [*_SIMPLIFIED, *_TRADITIONAL, TRADITIONAL, REPORT])
def test_short_and_long_texts_in_gb18030(text: str) -> None:
    found = load(text.encode("gb18030"))
    assert (found.raw, found.source.encoding) == (text, "gb18030")


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950"])
@pytest.mark.parametrize("text", [*_TRADITIONAL[:4], *_TRADITIONAL[5:], TRADITIONAL])
def test_short_and_long_texts_in_big5(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    found = load(data)
    assert (found.raw, found.source.encoding) == (text, "big5hkscs")
    assert data.decode(found.source.encoding) == text


def test_the_characters_of_hong_kong_are_read() -> None:
    text = "衞生署在深水埗、鰂魚涌和粉嶺增設3間診所，啓用㷫水爐12座。"
    assert load(text.encode("big5hkscs")).raw == text


def test_what_only_microsofts_big5_has_is_read() -> None:
    text = "全年出口貨物總額為86億€，較上年增加3.1%。"
    found = load(text.encode("cp950"))
    assert (found.raw, found.source.encoding) == (text, "cp950")


def test_big5_with_damage_is_read_and_told_of() -> None:
    text = load(TRADITIONAL.encode("big5") + "\n共3項，餘".encode("big5")[:-1])
    assert text.source.encoding == "big5hkscs"
    assert text.raw == TRADITIONAL + "\n共3項，\ufffd"
    assert [notice.code for notice in text.notices] == ["replaced-characters"]


@pytest.mark.parametrize("stray", [b"\x80", b"\xff", b"\xb0 ", b"\xb0\r\n", b"\xc8\x00"])
def test_gb2312_with_stray_bytes_and_half_characters(stray: bytes) -> None:
    """What old pages hold: a byte of nothing, half a character before an ASCII one."""
    before, after = (REPORT * 3).split("24部", 1)
    data = before.encode("gb2312") + b"24" + stray + "部".encode("gb2312") + after.encode("gb2312")
    text = load(data)
    assert text.source.encoding == "gb18030"
    assert text.raw == before + "24\ufffd" + stray[1:].decode("ascii") + "部" + after
    assert [notice.code for notice in text.notices] == ["replaced-characters"]
    assert load(data + b"\xb0").raw == text.raw + "\ufffd"


@pytest.mark.parametrize("encoding", ["gb2312", "gb18030"])
def test_nuls_between_gb2312_characters_stay(encoding: str) -> None:
    text = REPORT.replace("，", "，\0\0").replace("。", "。\0")
    found = load(text.encode(encoding) + b"\0")
    assert (found.raw, found.source.encoding) == (text + "\0", "gb18030")


def _excerpts(text: str, count: int) -> Iterator[str]:
    """Pieces of a text of 20 to 400 characters, from anywhere in it."""
    chance = random.Random(20)
    for _ in range(count):
        size = chance.randint(20, 400)
        start = chance.randrange(len(text) - size)
        yield text[start : start + size]


def test_excerpts_are_read_in_the_encoding_they_are_in() -> None:
    samples = ROOT / "samples"
    simplified = "".join(path.read_text(encoding="utf-8") for path in sorted(samples.glob("*.txt")))
    # the table read backwards: of several traditional characters the last
    script = {new: old for old, new in pairs().items() if _in(chr(old), "big5")}
    traditional = simplified.translate(script).encode("big5hkscs", "ignore").decode("big5hkscs")
    assert sum(map(str.__ne__, simplified, traditional)) > len(simplified) // 4
    for text, encoding in [(simplified, "gb18030"), (traditional, "gb18030"), (traditional, "big5hkscs")]:
        wrong = [one for one in _excerpts(text, 500) if decode(one.encode(encoding)).text != one]
        assert wrong == []


def _in(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def test_a_string_with_lone_surrogates_keeps_its_offsets() -> None:
    text = from_string("a\ud800件\udfff\ud83d\ude00")
    assert text.raw == "a\ufffd件" + "\ufffd" * 3
    assert [notice.code for notice in text.notices] == ["replaced-characters"]
    assert text.source.length == 6
    assert text.source.encoding is None


@pytest.mark.parametrize("type", [None, "text"])
@settings(deadline=None)  # a PDF is read in a process of its own
@given(st.binary())
@example(b"<html><p>12</p>")
def test_any_bytes_are_read_or_refused(type: str | None, data: bytes) -> None:
    try:
        text = load(data, type=type)
    except InputError as error:
        assert error.problem and error.remedy and "\n" not in str(error)
    else:
        assert text.source.length == len(text.raw)
        if text.source.reader == "text":  # what begins like another format is read as that
            assert text.source.encoding is not None
            assert data.decode(text.source.encoding, "replace") == text.raw


# no byte order mark, no control characters, and something to read
_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda text: text + "。\r\n")


def _comes_back(text: str, encoding: str) -> None:
    """The text as it was: read as text whatever it begins like, and unless it begins like another format."""
    data = text.encode(encoding)
    assert load(data, type="text").raw == text
    try:
        told = sniff(data, "")
    except Unreadable:
        return
    if told == "text":
        assert load(data).raw == text


@given(_TEXTS.filter(lambda text: not text.startswith("\ufeff")))
@example("<!DOCTYPE HTML。\r\n")
@example("%PDF-1.7。\r\n")
def test_any_utf8_text_comes_back(text: str) -> None:
    _comes_back(text, "utf-8")


@given(_TEXTS)
@example("<!DOCTYPE HTML。\r\n")
def test_any_marked_text_comes_back(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        _comes_back(text, encoding)


@given(st.text())
def test_the_fold_is_one_to_one_and_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert from_string(text).folded == fold(from_string(text).raw)


_SCRIPTS = st.sampled_from([*map(chr, {**pairs(), **unsure()}), *"著乾瞭於后于的市年%，０Ａ　"])


@given(st.text(_SCRIPTS))
def test_the_fold_of_mixed_scripts_is_one_to_one_and_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded

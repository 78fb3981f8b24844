"""Pages that are pictures: which OCR reads, what becomes of what it saw, what is said where it is missing."""

from __future__ import annotations

import importlib.util
import io
import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from support import ROOT

from reportmine import InputError, extract, load
from reportmine.readers.document import Document, Limits, Textless, Unreadable
from reportmine.readers.ocr import asking, choosing
from reportmine.readers.ocr.doubts import doubts
from reportmine.readers.ocr.mended import mended
from reportmine.readers.ocr.recognised import read
from reportmine.readers.ocr.seen import Seen, Sign, seen
from reportmine.rules.files import load as load_rules
from reportmine.text.recognised import less_sure

needs_ocr = pytest.mark.skipif(asking.missing() is not None, reason="needs reportmine[ocr]")
FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
needs_font = pytest.mark.skipif(not FONT.exists(), reason="needs Noto Serif CJK")
LINES = ("云汀市2025年工作报告", "全市办理案件1267件，比上年增长5.3%。", "新建学校12所，投资3.45亿元。")
SIZE = 16.0


def png(width: int = 40, height: int = 40, *, claims: tuple[int, int] | None = None) -> bytes:
    """A white picture, which may claim another size than it has."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", *(claims or (width, height)), 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def signs(text: str, y: float, left: float = 70.0, sure: float = 1.0) -> tuple[Sign, ...]:
    """A line of text as OCR sees it."""
    made, x = [], left
    for sign in text:
        width = SIZE if sign > "\u2e7f" else SIZE / 2
        made.append(Sign(sign, x, x + width, y, SIZE, sure, False))
        x += width
    return tuple(made)


def page(lines: Sequence[tuple[Sign, ...]], number: int = 1) -> Seen:
    return Seen(number, 595.0, 842.0, tuple(lines), ())


def document(*pages: Seen, left: Sequence[int] = ()) -> Document:
    said = json.dumps({"kind": "png", "seen": [one.form() for one in pages], "left": left}).encode() + b"\n"
    return read(said, Limits(), load_rules())


def answering(
    monkeypatch: pytest.MonkeyPatch, *pages: Seen, left: Sequence[int] = ()
) -> list[tuple[Any, ...]]:
    """As if OCR were installed and saw these pages; gives what it is asked for."""
    asked: list[tuple[Any, ...]] = []

    def ask(kind: str, data: bytes, limits: Limits, numbers: Sequence[int] = ()) -> asking.Answer:
        asked.append((kind, tuple(numbers)))
        return asking.Answer(pages, tuple(left))

    monkeypatch.setattr(asking, "missing", lambda: None)
    monkeypatch.setattr(asking, "ask", ask)
    return asked


def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "missing", lambda: "rapidocr")


def seen_lines() -> list[tuple[Sign, ...]]:
    return [signs(line, 760.0 - 50 * n) for n, line in enumerate(LINES)]


# ---- what was seen becomes a text -------------------------------------------------------------------


def test_lines_become_a_text_with_its_page() -> None:
    made = document(page(seen_lines()))
    assert [line for line in made.text.splitlines() if line] == list(LINES)
    assert [(one.number, made.text[one.start : one.end].count("件")) for one in made.pages] == [(1, 2)]
    assert made.recognised == ((made.pages[0].start, made.pages[0].end),)
    assert [one.code for one in made.notices] == ["ocr"]


def test_figures_are_flagged_and_less_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = seen_lines()
    lines[1] = tuple(one._replace(sure=0.4) if one.sign == "6" else one for one in lines[1])
    answering(monkeypatch, page(lines))
    text = load(png(), name="scan.png")
    found = {one.text: one for one in extract(text).indicators}
    plain = {one.text: one for one in extract(text.raw).indicators}
    assert set(found) == set(plain) >= {"1267件", "5.3%", "12所", "3.45亿元"}
    for said, one in found.items():
        flags = ("ocr", "ocr-doubt") if said == "1267件" else ("ocr",)
        assert [flag for flag in one.flags if flag.startswith("ocr")] == list(flags)
        sure = plain[said].confidence
        assert sure is not None and one.confidence == less_sure(sure, flags)
        assert one.confidence < sure or sure == 0


def test_a_table_is_read_by_its_rules() -> None:
    rows = [("指标", "2025年"), ("税收收入（万元）", "436900"), ("契税（万元）", "36000")]
    lines, rules = [], []
    xs, ys = (70.0, 270.0, 470.0), (700.0, 670.0, 640.0, 610.0)
    for n, row in enumerate(rows):
        lines += [signs(cell, ys[n] - 20, xs[at] + 10) for at, cell in enumerate(row)]
    rules += [[xs[0], y - 0.25, xs[-1], y + 0.25] for y in ys]
    rules += [[x - 0.25, ys[-1], x + 0.25, ys[0]] for x in xs]
    made = document(seen({"page": 1, "width": 595, "height": 842, "lines": lines, "rules": rules}))
    assert made.text.splitlines() == ["\t".join(row) for row in rows]
    assert [cell.row for cell in made.grids[0].cells] == [0, 0, 1, 1, 2, 2]


def test_pages_that_were_left_out_are_told() -> None:
    made = document(page(seen_lines(), 2), left=[1])
    assert [one.code for one in made.notices] == ["ocr", "ocr-left-out"]
    assert "(1)" in made.notices[1].message
    assert [one.number for one in made.pages] == [1, 2]


@pytest.mark.parametrize(
    ("written", "meant", "unsure"),
    [
        ("共1O5件", "共105件", 2),
        ("增长l2.5%", "增长l2.5%", None),
        ("增长1l.5%", "增长11.5%", 3),
        ("投资3·45亿元", "投资3.45亿元", 3),
        ("比上年增长5.3%;其中", "比上年增长5.3%；其中", None),
        ("草案(试行)公布", "草案（试行）公布", None),
        ("比重（%)", "比重（%）", None),
        ("5G和B2B企业", "5G和B2B企业", None),
        ("IOO家", "IOO家", None),
    ],
)
def test_what_is_mended(written: str, meant: str, unsure: int | None) -> None:
    made = mended(signs(written, 100.0))
    assert "".join(one.sign for one in made) == meant
    assert [n for n, one in enumerate(made) if not one.sure] == ([] if unsure is None else [unsure])


def test_a_blank_after_a_point_parts_no_numeral() -> None:
    line = list(signs("增长12.5%", 100.0))
    line[5] = line[5]._replace(spaced=True, left=line[5].left + 4)
    assert not mended(line)[5].spaced


@pytest.mark.parametrize(
    ("cells", "doubtful"),
    [
        (["12.5", "3.1", "25.8", "46"], ["46"]),
        (["12.5", "3.1", "25.8", "4"], []),
        (["12", "3.1", "258", "46"], []),
        (["1,2345", "1,234", "1234"], ["1,2345"]),
        (["012.5", "0.5", "10"], ["012.5"]),
    ],
)
def test_numerals_that_are_contradicted(cells: list[str], doubtful: list[str]) -> None:
    lines = [signs("项目", 700.0), signs("比重", 700.0, 300.0)]
    for n, cell in enumerate(cells):
        lines += [signs("某一项收入", 676.0 - 24 * n), signs(cell, 676.0 - 24 * n, 300.0)]
    made = document(page(lines))
    assert [made.text[a:b] for a, b in made.doubts] == doubtful


def test_a_doubt_is_found_where_it_stands() -> None:
    lines = [signs("甲县增长5%，乙县增长5%，", 700.0), signs("丙县增长5%。", 676.0, sure=0.3)]
    made = document(page(lines))
    assert [made.text[a - 4 : b] for a, b in doubts(made, [page(lines)])] == ["丙县增长5"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": 0},
        {"page": True},
        {"width": float("nan")},
        {"height": "842"},
        {"lines": [[["件件", 0, 1, 0, 1, 1, False]]]},
        {"lines": [[["\x1b", 0, 1, 0, 1, 1, False]]]},
        {"lines": [[["件", 0, 1e9, 0, 1, 1, False]]]},
        {"lines": [[["件", 0, 1, 0, 1, 1, 0]]]},
        {"rules": [[0, 1, 2]]},
        {"rules": [[0, 0, 1, 1]] * 20_001},
    ],
)
def test_what_a_process_says_is_checked(wrong: dict[str, Any]) -> None:
    said = {"page": 1, "width": 595.0, "height": 842.0, "lines": [], "rules": []}
    assert seen(said).number == 1
    with pytest.raises((ValueError, TypeError)):
        seen({**said, **wrong})


# ---- which pages ------------------------------------------------------------------------------------


def scan() -> bytes:
    """A PDF with a page of text and one that is a picture."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.lib.utils import ImageReader

    out = io.BytesIO()
    made = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    made.drawString(70, 760, "GDP 5.3% 2025")
    made.showPage()
    made.drawImage(ImageReader(io.BytesIO(png(200, 280))), 0, 0, 595, 842)
    made.showPage()
    made.save()
    return out.getvalue()


def picture_pdf() -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.lib.utils import ImageReader

    out = io.BytesIO()
    made = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    made.drawImage(ImageReader(io.BytesIO(png(200, 280))), 0, 0, 595, 842)
    made.save()
    return out.getvalue()


def test_pages_with_text_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, page(seen_lines(), 2))
    text = load(scan(), name="a.pdf")
    assert asked == [("pdf", (2,))]
    assert text.raw.startswith("GDP 5.3% 2025") and LINES[1] in text.raw
    assert [text.raw[a:b].startswith("云汀市") for a, b in text.recognised] == [True]


def test_always_reads_every_page_and_never_none(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, page(seen_lines(), 1))
    assert "GDP" not in load(scan(), name="a.pdf", ocr="always").raw
    assert asked == [("pdf", ())]
    never = load(scan(), name="a.pdf", ocr="never")
    assert len(asked) == 1 and not never.recognised
    assert [one.code for one in never.notices] == ["pages-without-text"]
    with pytest.raises(InputError, match="leave out --ocr never"):
        load(picture_pdf(), name="a.pdf", ocr="never")
    with pytest.raises(InputError, match="leave out --ocr never"):
        load(png(), name="a.png", ocr="never")


def test_a_text_is_read_where_ocr_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> asking.Answer:
        raise Unreadable("fails", "-")

    monkeypatch.setattr(asking, "missing", lambda: None)
    monkeypatch.setattr(asking, "ask", fails)
    assert load(scan(), name="a.pdf").raw.startswith("GDP")
    with pytest.raises(InputError, match="fails"):
        load(picture_pdf(), name="a.pdf")


@pytest.mark.parametrize(
    ("name", "data"), [("a.png", png()), ("a.tiff", b"II*\0" + bytes(20)), ("a.txt", png())]
)
def test_without_the_extra_the_error_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, data: bytes
) -> None:
    absent(monkeypatch)
    with pytest.raises(InputError, match=r"rapidocr is not installed.*pip install 'reportmine\[ocr\]'"):
        load(data, name=name)


def test_a_scan_without_the_extra_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    absent(monkeypatch)
    with pytest.raises(InputError, match=r"without text.*pip install 'reportmine\[ocr\]'"):
        load(picture_pdf(), name="a.pdf")
    with pytest.raises(InputError, match=r"not installed.*pip install 'reportmine\[ocr\]'"):
        load(scan(), name="a.pdf", ocr="always")
    (notice,) = load(scan(), name="a.pdf").notices
    assert "reportmine[ocr]" in notice.message


def test_the_command_takes_ocr(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(png())
    done = run("extract", str(file), "--ocr", "never")
    assert done.returncode == 3 and b"leave out --ocr never" in done.stderr
    assert run("extract", str(file), "--ocr", "perhaps").returncode == 2


def test_a_folder_is_not_searched_for_pictures(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    (tmp_path / "a.txt").write_text("全市办理案件12件。", "utf-8")
    done = run("series", str(tmp_path), "-f", "csv")
    assert done.returncode == 0 and b"a.png" not in done.stderr


def test_nothing_of_ocr_is_imported_before_such_a_page() -> None:
    code = (
        "import sys; from reportmine import load; load('samples/yunting-2025.pdf', ocr='auto');"
        "print([n for n in ('rapidocr', 'onnxruntime', 'cv2', 'numpy', 'PIL') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.stdout == "[]\n", done.stderr


# ---- a process that fails ---------------------------------------------------------------------------


def process(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Another process in place of that of OCR; its first argument is the list of pages."""
    head = "import json, sys, os, time; pages = json.loads(sys.argv[4]) or [1, 2, 3]\n"
    say = "def say(**said): print(json.dumps(said), flush=True)\n"
    seeing = "def see(n): say(page=n, width=595, height=842, lines=[], rules=[])\n"
    monkeypatch.setattr(asking, "_PROCESS", head + say + seeing + code)


GONE = "say(pages=pages)\nfor n in pages:\n    os._exit(1) if n == 2 else see(n)\n"
HANGS = "say(pages=pages)\nfor n in pages:\n    time.sleep(60) if n == 2 else see(n)\n"
WRONG = "say(pages=pages)\nfor n in pages:\n    say(page=9) if n == 2 else see(n)\n"
FAILS = "say(pages=pages)\nfor n in pages:\n    say(page=n, failed='memory') if n == 2 else see(n)\n"


@pytest.mark.parametrize("code", [GONE, HANGS, WRONG, FAILS], ids=["gone", "hangs", "wrong", "fails"])
def test_a_page_that_fails_is_left_out_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 1)
    process(monkeypatch, code)
    answer = asking.ask("pdf", b"x" * 1_000_000, Limits())
    assert [one.number for one in answer.seen] == [1, 3]
    assert answer.left == (2,)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("os._exit(1)", "makes OCR crash"),
        ("print('{')", "makes OCR crash"),
        ("say(pages=['1'])", "makes OCR crash"),
        ("say(unreadable=['is odd', 'mend it'])", "is odd; mend it"),
        ("say(memory=True)", "memory"),
        ("say(pages=[1]); say(page=1, failed='Odd')", "Odd"),
        ("say(pages=[])", "no page"),
    ],
)
def test_a_process_that_fails_is_one_line(monkeypatch: pytest.MonkeyPatch, code: str, said: str) -> None:
    process(monkeypatch, code)
    with pytest.raises(Unreadable) as error:
        asking.ask("png", b"", Limits())
    assert said in str(error.value) and "\n" not in str(error.value)


def test_it_is_told_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    process(monkeypatch, "say(pages=pages)\nfor n in pages: see(n)\n")
    told: list[tuple[int, int]] = []
    token = asking.PROGRESS.set(lambda *done: told.append(done))
    try:
        asking.ask("pdf", b"", Limits())
    finally:
        asking.PROGRESS.reset(token)
    assert told == [(1, 3), (2, 3), (3, 3)]


# ---- with the models --------------------------------------------------------------------------------


def drawn(angle: float = 0.0, turns: int = 0, dpi: int = 150, form: str = "PNG") -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    scale = dpi / 72
    made = Image.new("L", (round(595 * scale), round(842 * scale)), 255)
    face = ImageFont.truetype(str(FONT), round(SIZE * scale), index=2)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(made).text((70 * scale, (80 + 50 * number) * scale), line, font=face, fill=0)
    made = made.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    for _ in range(turns):
        made = made.transpose(Image.Transpose.ROTATE_90)
    out = io.BytesIO()
    made.save(out, form)
    return out.getvalue()


@needs_ocr
@needs_font
@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: drawn(), id="straight"),
        pytest.param(lambda: drawn(angle=2.0, form="JPEG"), id="aslant"),
        pytest.param(lambda: drawn(turns=1, form="TIFF"), id="on its side"),
    ],
)
def test_a_picture_is_read(made: Callable[[], bytes]) -> None:
    text = load(made(), name="scan")
    assert [line for line in text.raw.splitlines() if line] == list(LINES)


@needs_ocr
@needs_font
def test_the_same_picture_gives_the_same_every_time() -> None:
    data = drawn()
    one, other = (asking.ask("png", data, Limits()) for _ in range(2))
    assert one == other


@needs_ocr
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.png", png(claims=(100_000, 100_000)), "pixels, more than 120 million"),
        ("a.png", png(claims=(3000, 3000)), "damaged PNG"),
        ("a.png", png()[:60], "damaged PNG"),
        ("a.png", png(5, 400), "too few for a text"),
        ("a.jpg", b"\xff\xd8\xff" + bytes(50), "damaged JPEG"),
        ("a.tif", b"II*\0" + bytes(50), "damaged TIFF"),
        ("a.tif", b"MM\0*" + b"\xff" * 50, "damaged TIFF"),
    ],
)
def test_hostile_pictures_are_one_line(name: str, data: bytes, said: str) -> None:
    with pytest.raises(InputError) as error:
        load(data, name=name)
    assert said in str(error.value) and "\n" not in str(error.value)


@needs_ocr
def test_a_blank_picture_has_no_text() -> None:
    with pytest.raises(InputError, match="no text that OCR can read"):
        load(png(400, 400), name="a.png")


@needs_ocr
def test_batch_reads_pictures_that_are_named(run: Run, tmp_path: Path) -> None:
    scans = ROOT / "tests" / "data" / "scans"
    store = str(tmp_path / "store")
    done = run("batch", *(str(scans / f"scan.{name}") for name in ("png", "jpeg", "tiff")), "-o", store)
    assert done.returncode == 0 and b"3 read (6 figures)" in done.stderr, done.stderr


def test_pages_without_a_sign_are_no_text() -> None:
    with pytest.raises(Unreadable, match="no text that OCR can read"):
        document(page([]))


def test_the_extra_is_what_is_asked_for() -> None:
    """What OCR needs is what the extra installs."""
    named = (ROOT / "pyproject.toml").read_text("utf-8").partition("\nocr = [")[2].partition("]  #")[0]
    assert all(f'"{name}' in named for name in asking.NEEDED)
    assert choosing.OCR == ("auto", "never", "always")
    assert issubclass(Textless, Unreadable)
    assert importlib.util.find_spec("reportmine.readers.ocr.engine") is not None

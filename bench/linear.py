#!/usr/bin/env python3
"""Whether time grows with size: families of inputs at n, 4n and 16n, and the exponent of the growth.

    linear.py             every family; those that grow faster than n^1.2 are marked, and the exit code is 1
    linear.py NAME …      only the families whose name holds one of these
    linear.py --list      their names

Time is that of the processor, in a process of its own for each input, so that nothing is kept from one to
the next; the start is taken off. An exponent is that of the last step, from 4n to 16n; 1 is linear. A family
whose largest input takes less than a tenth of a second is not judged: such times are noise. An input that is
refused with one line has no exponent.
"""

from __future__ import annotations

import argparse
import io
import math
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

STEPS = (1, 4, 16)
WORST = 1.2  # an exponent above it is a fault
NOISE = 0.1  # seconds below which no growth can be measured
LIMIT = 120  # seconds of the processor that one input gets

CHILD = """
import sys, time
from reportmine import InputError, load
from reportmine.pipeline import extract_with
from reportmine.rules.files import load as rules
known = rules()
extract_with(load("2024年，全市办理案件12件。".encode()), known)
start = time.process_time()
try:
    extract_with(load(sys.argv[1]), known)
except InputError as error:
    print("refused:", error)
else:
    print(time.process_time() - start)
"""


class Family(NamedTuple):
    """One kind of input: how it is made for a size, the smallest size, and the suffix of its file."""

    make: Callable[[int], str | bytes]
    size: int
    suffix: str = ".txt"


def _wide(between: str) -> Callable[[int], str]:
    def make(n: int) -> str:
        rows = (["指标", *(f"区{k}" for k in range(n))], ["办件", *map(str, range(n))], ["投诉", *["7"] * n])
        return "\n".join(between.join(row) for row in rows) + "\n"

    return make


def _long(between: str) -> Callable[[int], str]:
    def make(n: int) -> str:
        rows = "\n".join(between.join((f"事项{k}", str(k), f"{k}.5")) for k in range(n))
        return between.join(("指标", "2023年", "2024年")) + "\n" + rows + "\n"

    return make


def _aligned(n: int) -> str:
    rows = "\n".join(f"{f'事项{k}':<16}{k:>12}{k + 7:>12}" for k in range(n))
    return f"{'指标':<16}{'2023年':>12}{'2024年':>12}\n{rows}\n"


def _holes(n: int) -> str:
    """Aligned columns, each row but one with cells left out."""
    head = "指标" + "".join(f"{f'区{k}':>10}" for k in range(n))
    rows = ["办件" + "".join(f"{k:>10}" if (k + row) % 3 else " " * 10 for k in range(n)) for row in range(5)]
    return "\n".join((head, *rows)) + "\n"


def _spaced(sign: str) -> Callable[[int], str]:
    return lambda n: f"2024年，全市办理案件12件{sign * n}，增长5.3%。\n"


def _between(left: str, right: str) -> Callable[[int], str]:
    return lambda n: f"2024年，全市{left * n}办理案件12件{right * n}。\n"


def _joined(part: str, between: str, before: str = "2024年，", after: str = "。\n") -> Callable[[int], str]:
    return lambda n: before + between.join(part.format(k=k) for k in range(1, n + 1)) + after


def _respectively(and_: str) -> Callable[[int], str]:
    def make(n: int) -> str:
        things = "、".join(f"甲{k}类案件" for k in range(n))
        values = "、".join(f"{k + 2}件" for k in range(n))
        return f"2024年，{things}{and_}{values}。\n"

    return make


def _html(inner: str) -> str:
    return f"<html><head><meta charset=utf-8><title>年度报告</title></head><body>{inner}</body></html>"


def _nested(tag: str, end: str, most: str = "全市办理案件12件。") -> Callable[[int], str]:
    return lambda n: _html(tag * n + f"<p>{most}</p>" + end * n)


def _html_cells(rows: int, columns: int) -> str:
    row = "<tr>" + "".join(f"<td>{k}</td>" for k in range(columns)) + "</tr>"
    return "<table>" + row * rows + "</table>"


def _spans(n: int) -> str:
    rows = "".join(f"<tr><td rowspan=3 colspan=2>项{k}</td><td>{k}</td></tr>" for k in range(n))
    return _html(f"<table>{rows}</table>")


def _mhtml(inner: str, boundary: str = "b", stop: bool = True) -> str:
    head = f'From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="{boundary}"\n\n'
    part = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return head + f"--{boundary}\n{part}{inner}\n" + (f"--{boundary}--\n" if stop else "")


def _mhtml_parts(n: int) -> str:
    picture = "--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n"
    return _mhtml(_html("<p>全市办理案件12件。</p>"), stop=False) + picture * n + "--b--\n"


def _mhtml_nested(n: int) -> str:
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{k}"\n\n--b{k}\n' for k in range(n))
    return f"MIME-Version: 1.0\n{heads}Content-Type: text/html\n\n{_html('<p>案件12件。</p>')}\n"


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx(inner: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'
        )
    return out.getvalue()


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _cell(text: str) -> str:
    return f"<w:tc><w:p>{_run(text)}</w:p></w:tc>"


def _docx_runs(n: int) -> bytes:
    return _docx(f"<w:p>{''.join(_run(f'办理案件{k}件，') for k in range(n))}</w:p>")


def _docx_table(rows: int, columns: int) -> bytes:
    line = "<w:tr>" + "".join(_cell(str(k)) for k in range(columns)) + "</w:tr>"
    head = "<w:tr>" + "".join(_cell(f"区{k}") for k in range(columns)) + "</w:tr>"
    return _docx(f"<w:tbl>{head}{line * rows}</w:tbl>")


def _docx_files(n: int) -> bytes:
    """Plain texts that the document takes in, each by a relation of its own."""
    space = "http://schemas.openxmlformats.org"
    links = "".join(f'<Relationship Id="c{k}" Type="x/aFChunk" Target="{k}.txt"/>' for k in range(n))
    chunks = "".join(f'<w:altChunk r:id="c{k}"/>' for k in range(n))
    root = f'<w:document xmlns:w="{_W}" xmlns:r="{space}/officeDocument/2006/relationships">'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", f"{root}<w:body>{chunks}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{space}/package/2006/relationships">{links}</Relationships>',
        )
        for k in range(n):
            archive.writestr(f"word/{k}.txt", f"办理案件{k}件。")
    return out.getvalue()


def _docx_nested(n: int) -> bytes:
    return _docx(
        "<w:tbl><w:tr><w:tc>" * n + f"<w:p>{_run('案件12件。')}</w:p>" + "</w:tc></w:tr></w:tbl>" * n
    )


FAMILIES: dict[str, Family] = {
    "table, wide, tabs": Family(_wide("\t"), 1000),
    "table, wide, bars": Family(_wide(" | "), 1000),
    "table, wide, blanks": Family(_wide("   "), 1000),
    "table, long, tabs": Family(_long("\t"), 200),
    "table, long, bars": Family(_long("|"), 200),
    "table, aligned": Family(_aligned, 200),
    "table, aligned, with holes": Family(_holes, 250),
    "table, header cell": Family(lambda n: f"指标\t{'行政案件' * n}\n办件\t12\n投诉\t7\n", 600),
    "table, header cell with units": Family(lambda n: f"指标\t{'案件（件）' * n}\n办件\t12\n投诉\t7\n", 400),
    "table, label": Family(lambda n: f"指标\t2024年\n{'行政案件' * n}\t12\n投诉\t7\n", 600),
    "table, cell with figures": Family(lambda n: f"指标\t2024年\n办件\t{'12件，' * n}\n投诉\t7\n", 400),
    "table, rows of headers": Family(lambda n: "指标\t甲\t乙\n" * n + "办件\t12\t13\n", 400),
    "table, digits in a cell": Family(lambda n: f"指标\t2024年\n办件\t{'1' * n}\n投诉\t7\n", 2000),
    "tables, many tiny": Family(lambda n: "指标\t2024年\n办件\t12\n\n下面说明。\n\n" * n, 100),
    "csv": Family(
        lambda n: "指标,2023年,2024年\n" + "".join(f"事项{k},{k},{k}.5\n" for k in range(n)), 200, ".csv"
    ),
    "csv, quotes left open": Family(lambda n: "指标,2024年\n" + '"事项,12\n' * n, 400, ".csv"),
    "csv, quotes closed amiss": Family(lambda n: "指标,2024年\n" + '"事"项,12\n' * n, 200, ".csv"),
    "csv, rows of all widths": Family(
        lambda n: "".join("指标" + ",7" * (k % 9) + "\n" for k in range(n)), 200, ".csv"
    ),
    "csv, wide": Family(
        lambda n: "指标," + ",".join(f"区{k}" for k in range(n)) + "\n办件" + ",7" * n + "\n", 1000, ".csv"
    ),
    "line, words": Family(lambda n: "依法行政工作" * n + "\n", 1500),
    "line, one character": Family(lambda n: "的" * n + "\n", 6000),
    "line, Latin": Family(lambda n: "a" * n + "12件\n", 10_000),
    "sentence, figures": Family(_joined("办理案件{k}件", "，"), 150),
    "sentence, figures in a list": Family(_joined("案件{k}件", "、"), 150),
    "sentence, bare numbers": Family(_joined("{k}", "、"), 400),
    "sentence, clauses": Family(_joined("全市推进法治工作", "，", after="，办理案件12件。\n"), 400),
    "sentence, of which": Family(_joined("其中案件{k}件", "，"), 150),
    "sentence, ands": Family(_joined("民事案件", "和", after="12件。\n"), 800),
    "sentence, 的": Family(_joined("工作", "的", after="12件。\n"), 1500),
    "sentence, from to": Family(_joined("由{k}件增加到9{k}件", "，"), 100),
    "respectively": Family(_respectively("分别为"), 100),
    "respectively, traditional": Family(lambda n: _respectively("分別為")(n).replace("类", "類"), 100),
    "paragraph, sentences": Family(_joined("办理案件{k}件", "。"), 150),
    "lines, figures": Family(_joined("办理案件{k}件", "。\n"), 150),
    "lines, no stop": Family(_joined("办理案件{k}件", "\n"), 150),
    "headings": Family(_joined("（一）推进第{k}项工作", "\n"), 300),
    # a number beyond 999 heads nothing: the kind of text stays the same
    "headings, numbered": Family(lambda n: "\n".join(f"{k % 900 + 1}.推进工作" for k in range(n)), 300),
    "headings, chapters": Family(_joined("第{k}章 推进工作\n办理案件{k}件。", "\n"), 150),
    "headings, decimal": Family(
        lambda n: "\n".join(".".join(["1"] * (k % 9 + 1)) + " 推进工作" for k in range(n)), 300
    ),
    "headings, short lines": Family(_joined("工作情况", "\n"), 500),
    "headings, years": Family(_joined("2024年工作情况", "\n"), 300),
    "numerals, digits": Family(lambda n: f"办理{'1' * n}件。", 2500),
    "numerals, grouped": Family(lambda n: f"办理1{',000' * n}件。", 1000),
    "numerals, points": Family(lambda n: f"办理1{'.1' * n}件。", 2000),
    "numerals, Chinese": Family(lambda n: f"办理{'一千二百万' * n}件。", 500),
    "numerals, 一": Family(lambda n: f"办理{'一' * n}件。", 2500),
    "numerals, ranges": Family(lambda n: f"办理1{'-1' * n}件。", 1500),
    "numerals, blanks inside": Family(lambda n: f"办理{'1 ' * n}件。", 1500),
    "numerals, magnitudes": Family(lambda n: f"办理1{'万亿' * n}件。", 1500),
    "numerals, percent": Family(lambda n: f"增长{'5%' * n}。", 500),
    "dates": Family(_joined("2024年{k}月3日", "、"), 150),
    "dates, years": Family(lambda n: "2024年" * n + "办理12件。", 500),
    "dates, spans": Family(lambda n: "2021—2025年" * n + "办理12件。", 300),
    "dates, dotted": Family(lambda n: "2024.1.2" * n, 400),
    "signs, blanks": Family(_spaced(" "), 10_000),
    "signs, wide blanks": Family(_spaced("\u3000"), 10_000),
    "signs, tabs": Family(_spaced("\t"), 3000),
    "signs, lines": Family(_spaced("\n"), 10_000),
    "signs, hidden": Family(_spaced("\u200b"), 5000),
    "signs, dashes": Family(_spaced("—"), 5000),
    "signs, hyphens": Family(_spaced("-"), 5000),
    "signs, dots": Family(_spaced("…"), 5000),
    "signs, points": Family(_spaced("."), 5000),
    "signs, commas": Family(_spaced("，"), 3000),
    "signs, 、": Family(_spaced("、"), 3000),
    "signs, stops": Family(_spaced("。"), 3000),
    "signs, bars": Family(_spaced("|"), 3000),
    "signs, plus": Family(_spaced("+"), 3000),
    "signs, stars": Family(_spaced("*"), 3000),
    "signs, hashes": Family(lambda n: "#" * n + " 标题\n办理12件。\n", 5000),
    "brackets": Family(_between("（", "）"), 2000),
    "brackets, open": Family(_spaced("（"), 3000),
    "brackets, closed": Family(_spaced("）"), 3000),
    "brackets, figures": Family(_joined("（{k}件", "", after="。\n"), 150),
    "quotes": Family(_between("“", "”"), 2000),
    "quotes, open": Family(_spaced("“"), 3000),
    "quotes, titles": Family(_spaced("《"), 3000),
    "quotes, straight": Family(_spaced('"'), 3000),
    "html, nested div": Family(_nested("<div>", "</div>"), 2000, ".html"),
    "html, nested lists": Family(_nested("<ul><li>项目", "</li></ul>"), 500, ".html"),
    "html, nested ordered": Family(_nested("<ol><li>项目", "</li></ol>"), 500, ".html"),
    "html, nested tables": Family(_nested("<table><tr><td>", "</td></tr></table>"), 200, ".html"),
    "html, nested bold": Family(_nested("<b>", "</b>"), 500, ".html"),
    "html, unclosed p": Family(lambda n: _html("<p>办理案件12件。" * n), 150, ".html"),
    "html, unclosed font": Family(lambda n: _html("<p><font>办理案件。" * n), 100, ".html"),
    "html, text in scripts": Family(
        lambda n: _html("<p>案件12件。</p>" + '<script>var a = "<p>投资3亿元。</p>"</script>' * n),
        500,
        ".html",
    ),
    "html, scripts left open": Family(lambda n: _html("<script " * n + "<p>案件12件。"), 3000, ".html"),
    "html, long table": Family(lambda n: _html(_html_cells(n, 4)), 150, ".html"),
    "html, wide table": Family(lambda n: _html(_html_cells(4, n)), 300, ".html"),
    "html, spans": Family(_spans, 150, ".html"),
    "html, tiny tables": Family(lambda n: _html(_html_cells(2, 2) * n), 100, ".html"),
    "html, links": Family(
        lambda n: _html("<a href=x>工作动态</a>" * n + "<p>办理案件12件。</p>"), 500, ".html"
    ),
    "html, attributes": Family(lambda n: _html(f"<p {'a=1 ' * n}>办理案件12件。</p>"), 3000, ".html"),
    "html, comments": Family(lambda n: _html("<!-- x -->" * n + "<p>办理案件12件。</p>"), 2000, ".html"),
    "html, line breaks": Family(lambda n: _html("办理案件12件。<br>" * n), 150, ".html"),
    "html, open tags": Family(lambda n: _html("<" * n + "办理案件12件。"), 5000, ".html"),
    "html, paragraphs": Family(lambda n: _html("<div><p>办理案件12件。</p></div>" * n), 150, ".html"),
    "mhtml": Family(lambda n: _mhtml(_html("<p>办理案件12件。</p>" * n)), 150, ".mht"),
    "mhtml, parts": Family(_mhtml_parts, 300, ".mht"),
    "mhtml, no end": Family(
        lambda n: _mhtml(_html("<p>案件12件。</p>") + "--b\n" * n, stop=False), 1500, ".mht"
    ),
    "mhtml, long head": Family(
        lambda n: "MIME-Version: 1.0\nX: " + "a b;" * n + "\n" + _mhtml("<p>案件12件"), 4000, ".mht"
    ),
    "mhtml, many heads": Family(
        lambda n: "MIME-Version: 1.0\n" + "X: y\n" * n + _mhtml("<p>案件12件"), 4000, ".mht"
    ),
    "mhtml, parameters": Family(
        lambda n: (
            "MIME-Version: 1.0\nContent-Type: multipart/related; "
            + "a=b; " * n
            + 'boundary="b"\n\n--b\n\nx\n'
        ),
        4000,
        ".mht",
    ),
    "mhtml, quotes in a head": Family(
        lambda n: (
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=" + '"' * n + "\n\n--b\n\nx\n"
        ),
        4000,
        ".mht",
    ),
    "mhtml, quoted parameter": Family(
        lambda n: _mhtml("<p>案件12件").replace("charset=utf-8", f'charset="{"a;" * n}"'), 9000, ".mht"
    ),
    "mhtml, broken parts": Family(lambda n: _mhtml("<p>案件12件</p>" + "--b\nX\n" * n), 2500, ".mht"),
    "mhtml, broken encoding": Family(
        lambda n: _mhtml("=E6=A1=88=\n=ZZ" * n).replace("8bit", "quoted-printable"), 1500, ".mht"
    ),
    "mhtml, folded head": Family(
        lambda n: "MIME-Version: 1.0\nContent-Type: multipart/related;" + "\n a" * n + "\n\n--b\n\nx\n",
        4000,
        ".mht",
    ),
    "mhtml, encoded words": Family(
        lambda n: "MIME-Version: 1.0\nSubject: " + "=?utf-8?q?a?= " * n + "\n" + _mhtml("<p>案件12件"),
        1500,
        ".mht",
    ),
    "mhtml, nested": Family(_mhtml_nested, 60, ".mht"),
    "docx, runs": Family(_docx_runs, 150, ".docx"),
    "docx, paragraphs": Family(lambda n: _docx(f"<w:p>{_run('办理案件12件。')}</w:p>" * n), 150, ".docx"),
    "docx, long table": Family(lambda n: _docx_table(n, 4), 150, ".docx"),
    "docx, wide table": Family(lambda n: _docx_table(3, n), 300, ".docx"),
    "docx, nested tables": Family(_docx_nested, 100, ".docx"),
    "docx, files taken in": Family(_docx_files, 60, ".docx"),
    "docx, tiny tables": Family(
        lambda n: _docx(f"<w:tbl><w:tr>{_cell('办件')}{_cell('12')}</w:tr></w:tbl><w:p/>" * n), 100, ".docx"
    ),
}


def taken(data: str | bytes, suffix: str, limit: int = LIMIT) -> float | None:
    """Seconds of the processor that one input takes; None where it is refused, infinite past the limit."""

    def confine() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        command = [sys.executable, "-c", CHILD, str(path)]
        confined = confine if os.name == "posix" else None
        done = subprocess.run(command, capture_output=True, text=True, preexec_fn=confined)
    if done.returncode < 0:
        return math.inf
    if done.returncode:
        raise RuntimeError(done.stderr)
    return None if done.stdout.startswith("refused") else float(done.stdout)


def exponent(times: Sequence[float | None]) -> float | None:
    """That of the last step; None where it cannot be told."""
    before, last = times[-2:]
    if last is None or before is None or last < NOISE:
        return None
    return (
        math.inf if math.isinf(last) else math.log(last / max(before, 1e-4)) / math.log(STEPS[-1] / STEPS[-2])
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", nargs="*", metavar="NAME", help="part of the name of a family")
    asked.add_argument("--list", action="store_true", help="print the names instead")
    args = asked.parse_args(argv)
    wanted = [name for name in FAMILIES if not args.names or any(part in name for part in args.names)]
    if args.list:
        print("\n".join(wanted))
        return 0
    print(f"{'family':32}{'bytes at 16n':>13}{'n':>9}{'4n':>9}{'16n':>9}{'exponent':>10}")
    bad = 0
    for name in wanted:
        family = FAMILIES[name]
        inputs = [family.make(family.size * step) for step in STEPS]
        times = [taken(one, family.suffix) for one in inputs]
        size = len(inputs[-1].encode() if isinstance(inputs[-1], str) else inputs[-1])
        power = exponent(times)
        worse = power is not None and power > WORST
        bad += worse
        shown = "".join(f"{one:9.3f}" if one is not None else f"{'refused':>9}" for one in times)
        told = f"{power:.2f}" if power is not None else "-"
        print(f"{name:32}{size:13,}{shown}{told:>10}{'  <' if worse else ''}", flush=True)
    print(f"{len(wanted)} families, {bad} worse than n^{WORST}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())

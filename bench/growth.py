#!/usr/bin/env python3
"""How time and memory grow with the size of what is read: n, 4n and 16n, and the exponent of the growth.

    growth.py             the table, on standard output
    growth.py --write     the same, into docs/speed.md
    growth.py NAME …      only the rows whose name holds one of these

Plain and hostile texts, pages and tables, two reports compared, many in a series: a choice of rows that is
measured in a few minutes; linear.py has every family. Time is that of the processor, in a process of its own
for each input, the start taken off; memory is what that process holds at its largest beyond what it held
after the start. An exponent is that of the last step, from 4n to 16n; 1 is linear.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from linear import FAMILIES, STEPS
from trees import ROOT, environment

PLACE = ROOT / "docs" / "speed.md"
MARKS = ("<!-- growth -->\n", "<!-- /growth -->\n")
EXTRACTED = (
    "lines, figures",
    "sentence, figures",
    "sentence, figures in a list",
    "sentence, bare numbers",
    "headings",
    "respectively",
    "table, long, tabs",
    "table, wide, tabs",
    "csv",
    "html, paragraphs",
    "html, long table",
    "html, wide table",
    "html, nested div",
    "html, open tags",
    "docx, paragraphs",
    "docx, long table",
    "docx, wide table",
    "docx, nested tables",
    "line, one character",
    "numerals, digits",
    "numerals, Chinese",
    "signs, blanks",
    "brackets",
    "quotes",
)

CHILD = """
import json, resource, sys, time
from pathlib import Path
from reportmine import InputError, diff, extract, series
verb, *paths = sys.argv[1:]
verbs = {"extract": lambda given: extract(given[0]), "diff": lambda given: diff(*given), "series": series}
verbs[verb](["2024年，全市办理案件12件。增3件。"] * 2)  # what is in doubt loads all that a run may
given = [Path(path) for path in paths]
held, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
try:
    verbs[verb](given)
except InputError as error:
    print(json.dumps({"refused": str(error)}))
else:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": time.process_time() - start, "kilobytes": most - held}))
"""


class Row(NamedTuple):
    """What is measured: a verb, how its files are made for a size, the smallest size, and their suffix."""

    verb: str
    make: Callable[[int], Sequence[str | bytes]]
    size: int
    suffix: str = ".txt"


class Taken(NamedTuple):
    """Seconds and bytes that an input took; None where it was refused."""

    seconds: float | None
    bytes: float


def _extracted(name: str) -> Row:
    family = FAMILIES[name]
    return Row("extract", lambda n: [family.make(n)], family.size, family.suffix)


def _words(text: str) -> list[str]:
    return text.split()


OF = _words(
    "公路 铁路 港口 机场 学校 医院 企业 农村 城镇 社区 水库 河道 "
    "森林 草原 电网 管道 博物馆 图书馆 幼儿园 养老院 工厂 仓库 商场 酒店"
)
WHAT = _words(
    "建设 养护 改造 投资 客流 用水 用电 面积 人员 设备 病床 藏书 "
    "订单 合同 投诉 事故 检查 培训 贷款 税收 出口 进口 产值 利润"
)


def _report(year: int, items: int, step: int = 1) -> str:
    """A report of some items; up to 576 each of a name of its own."""
    names = [f"{of}{what}" for what in WHAT for of in OF]
    lines = "".join(
        f"{names[k % len(names)]}项目{k * step + 7}个，增长{k % 9 + 1}.5%。\n" for k in range(items)
    )
    return f"某市{year}年政府工作报告\n一、{year}年工作\n{lines}"


ROWS: dict[str, Row] = {
    **{name: _extracted(name) for name in EXTRACTED},
    "dense, 增3件。": Row("extract", lambda n: ["增3件。" * n], 1500),
    "diff, alike": Row("diff", lambda n: [_report(2023, n), _report(2024, n, 2)], 36),
    "diff, one thing": Row(
        "diff", lambda n: [f"{year}年，" + "办理案件12件。\n" * n for year in (2023, 2024)], 25
    ),
    "diff, nothing alike": Row(
        "diff", lambda n: [_report(2023, n), "\n".join(f"修建道路{k}公里。" for k in range(n))], 40
    ),
    "series, reports": Row("series", lambda n: [_report(1990 + k, 12) for k in range(n)], 4),
    "series, figures": Row("series", lambda n: [_report(2020 + k, n) for k in range(3)], 30),
}


def taken(row: Row, files: Sequence[str | bytes]) -> Taken:
    """What one input takes, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}{row.suffix}" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data.encode() if isinstance(data, str) else data)
        command = [sys.executable, "-c", CHILD, row.verb, *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment(ROOT / "src"))
    if done.returncode:
        raise RuntimeError(done.stderr)
    told = json.loads(done.stdout.splitlines()[-1])
    return Taken(told.get("seconds"), 1024.0 * told.get("kilobytes", 0))


def measured(names: Sequence[str]) -> Iterator[str]:
    """The lines of the table."""
    yield "| input | bytes at 16n | n, s | 4n, s | 16n, s | exponent | memory, bytes a byte |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name in names:
        row = ROWS[name]
        found, size = [], 0
        for step in STEPS:
            files = row.make(row.size * step)
            size = sum(len(one.encode() if isinstance(one, str) else one) for one in files)
            found.append(taken(row, files))
        times = " | ".join("refused" if one.seconds is None else f"{one.seconds:.2f}" for one in found)
        held = f"{found[-1].bytes / size:.0f}" if found[-1].seconds is not None else "-"
        yield f"| {name} | {size:,} | {times} | {_exponent(found)} | {held} |"


def _exponent(found: Sequence[Taken]) -> str:
    before, last = (one.seconds for one in found[-2:])
    if before is None or last is None or last < 0.05:
        return "-"  # such times are noise
    return f"{math.log(last / max(before, 1e-4)) / math.log(STEPS[-1] / STEPS[-2]):.2f}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", nargs="*", metavar="NAME", help="part of the name of a row")
    asked.add_argument("--write", action="store_true", help="put the whole table into docs/speed.md")
    args = asked.parse_args(argv)
    if args.write and args.names:
        asked.error("--write takes the whole table, not some rows of it")
    lines = []
    for line in measured(
        [name for name in ROWS if not args.names or any(part in name for part in args.names)]
    ):
        print(line, flush=True)
        lines.append(line)
    if args.write:
        before, _, rest = PLACE.read_text("utf-8").partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        PLACE.write_text(f"{before}{MARKS[0]}{chr(10).join(lines)}\n{MARKS[1]}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

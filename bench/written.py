"""How much memory each format of tables takes for few and for many reports, and how long it writes them.

    python bench/written.py                  # 100 and 1,000 reports, in every format that streams
    python bench/written.py --reports 50 500

Each format and number runs in a process of its own. The reports are copies of one sample under other names,
made one at a time, so what is measured is the writing. Peak memory is that of the process with its imports.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from reportmine import Report, extract
from reportmine.output.registry import FORMATS
from reportmine.output.target import write, write_bytes, write_database

ROOT = Path(__file__).resolve().parent.parent
STREAMING = [one.name for one in FORMATS if "reports" in one.writers and not one.reading]


def copies(count: int) -> Iterator[Report]:
    """So many reports under names of their own, one at a time."""
    report = extract(ROOT / "samples" / "yunting-2025.txt")
    for number in range(count):
        source = report.source.model_copy(update={"name": f"{number}.txt"})
        yield report.model_copy(update={"source": source})


def one(name: str, count: int) -> None:
    """Write so many reports in a format, and print megabytes of memory, seconds and megabytes written."""
    (format,) = (one for one in FORMATS if one.name == name)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"out{format.suffixes[0]}"
        if format.sink == "stream":
            write_bytes(lambda sink: format.write("reports", copies(count), sink), out)
        elif format.sink == "file":
            write_database(lambda place: format.write("reports", copies(count), place), out)
        else:
            write(format.pieces("reports", copies(count)), out)
        size = out.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{peak:.0f} {time.perf_counter() - start:.1f} {size / 1e6:.1f}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--one", metavar="FORMAT", help="measure this format in this process")
    options = parser.parse_args()
    if options.one:
        one(options.one, options.reports[0])
        return
    for name in STREAMING:
        for count in options.reports:
            command = [sys.executable, __file__, "--one", name, "--reports", str(count)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            peak, seconds, size = done.stdout.split()
            print(f"{name:9} {count:6,} reports: {peak:>4} MB at most, {seconds:>5} s, {size:>6} MB written")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""How fast the extraction is: characters a second on one core after start, and the cold start.

    speed.py              over ../shared/corpus (the samples where that is absent), beside jieba.posseg
                          over the same texts and a bare `python -c pass`, all in this run
    speed.py --runs 9     median of so many runs (5)
    speed.py --profile    where the time goes, instead

Throughput is in processor time, so that other work on the machine does not count; the cold start is that of
a whole command on one report of some 5,000 characters, in time on the wall and in processor time.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLES = ROOT / "samples"
REPORT = "chongqing-rule-of-law-2020.txt"  # the report of 5,000 characters

POSSEG = """
import pathlib, sys, jieba, jieba.posseg
jieba.setLogLevel(60)
for line in pathlib.Path(sys.argv[1]).read_text("utf-8").splitlines():
    for word in jieba.posseg.cut(line): pass
"""


def throughput(texts: Sequence[str], runs: int) -> float:
    """Characters a second of extract, rules and dictionary loaded."""
    from reportmine.pipeline import extract_with
    from reportmine.readers.source import from_string
    from reportmine.rules.files import load

    rules = load()
    sources = [from_string(text) for text in texts]
    extract_with(sources[0], rules)
    size = sum(map(len, texts))
    return size / _processor(lambda: [extract_with(source, rules) for source in sources], runs)


def throughput_posseg(texts: Sequence[str], runs: int) -> float:
    """Characters a second of jieba's part-of-speech tagger, its dictionary loaded."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(60)
    with tempfile.TemporaryDirectory() as folder:
        jieba.dt.tmp_dir = folder  # its cache is left nowhere
        jieba.initialize()
    lines = [line for text in texts for line in text.splitlines()]

    def cut() -> None:
        for line in lines:
            for _ in jieba.posseg.cut(line):
                pass

    return sum(map(len, texts)) / _processor(cut, runs)


def _processor(work: Callable[[], object], runs: int) -> float:
    """Median processor time of some work."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


def cold(commands: Sequence[Sequence[str]], runs: int) -> list[tuple[float, float]]:
    """For each command the median time on the wall and of the processor, taken in turns."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    taken: list[list[tuple[float, float]]] = [[] for _ in commands]
    for turn in range(runs + 1):
        for times, command in zip(taken, commands, strict=True):
            before, start = _children(), time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
            if turn:  # the first warms the disk
                times.append((time.perf_counter() - start, _children() - before))
    return [(median(wall for wall, _ in times), median(cpu for _, cpu in times)) for times in taken]


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def profile(texts: Iterable[str], lines: int) -> None:
    """The functions in which most time is spent, rules and dictionary loaded."""
    from reportmine.pipeline import extract_with
    from reportmine.readers.source import from_string
    from reportmine.rules.files import load

    rules = load()
    sources = [from_string(text) for text in texts]
    extract_with(sources[0], rules)
    profiler = cProfile.Profile()
    profiler.enable()
    for source in sources:
        extract_with(source, rules)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--runs", type=int, default=5, help="how often each thing is measured")
    asked.add_argument("--profile", action="store_true", help="print the top of the profile instead")
    asked.add_argument("--lines", type=int, default=25, help="of the profile")
    args = asked.parse_args(argv)
    folder = CORPUS if any(CORPUS.glob("*.txt")) else SAMPLES
    paths = sorted(folder.glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    if args.profile:
        profile(texts, args.lines)
        return 0
    report = folder / REPORT if (folder / REPORT).exists() else paths[0]
    script = Path(sys.executable).parent / "reportmine"
    ours = [str(script)] if script.exists() else [sys.executable, "-m", "reportmine"]
    starts = cold(
        [
            [*ours, "extract", str(report)],
            [sys.executable, "-c", POSSEG, str(report)],
            [sys.executable, "-c", "pass"],
        ],
        args.runs,
    )
    rates = [throughput(texts, args.runs), throughput_posseg(texts, args.runs)]
    size = sum(map(len, texts))
    print(f"{len(texts)} texts, {size:,} characters; cold start on {report.name}; median of {args.runs} runs")
    print(f"{'':20}{'characters/s':>14}{'cold start, s':>16}{'of it processor':>18}")
    names = ("reportmine extract", "jieba.posseg", "python -c pass")
    for name, rate, (wall, processor) in zip(names, [*rates, None], starts, strict=True):
        shown = f"{rate:,.0f}" if rate is not None else "-"
        print(f"{name:20}{shown:>14}{wall:>16.3f}{processor:>18.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

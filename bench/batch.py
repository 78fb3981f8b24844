#!/usr/bin/env python3
"""How fast `reportmine batch` is, what it takes of memory, and that a run killed at any moment goes on.

    batch.py              rate with 1 and 2 workers, in pairs taken in turns; the second run over what is
                          unchanged; memory at 500 and 5,000 files
    batch.py --large      2,000 long texts by 2 workers, and what 30,000 reports would take
    batch.py --kill 30    kill -9 at 30 random moments instead; each store must equal an undisturbed one
    batch.py --quick      a tenth of the files

The corpus is ../shared/corpus (the samples where that is absent), multiplied: each copy has a number in its
first line, so that every file is new. Times are on the wall, of the processor, and what the wall would show
on free cores: without what the processes waited for one that other work on the machine had. Memory is
measured on the first characters of each text alone, and is that of the run and of all its workers at their
highest together.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from importlib import import_module
from pathlib import Path
from statistics import mean, median

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLES = ROOT / "samples"
LARGE = 30_000  # reports of a corpus of all places and years, of LONG characters each
LONG = 17_000
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def texts(least: int = 0) -> list[str]:
    """The texts that are multiplied: those of so many characters at least, where there are any."""
    folder = CORPUS if any(CORPUS.glob("*.txt")) else SAMPLES
    all_of_them = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return [text for text in all_of_them if len(text) >= least] or all_of_them


def made(place: Path, count: int, most: int | None = None, least: int = 0) -> int:
    """So many files, no two alike; gives their characters."""
    place.mkdir(parents=True)
    size = 0
    for number, text in zip(range(count), itertools.cycle(texts(least)), strict=False):
        first, _, rest = text.partition("\n")
        whole = f"{first} {number}\n{rest}"[:most]
        (place / f"{number:05}.txt").write_text(whole, encoding="utf-8")
        size += len(whole)
    return size


def command(source: Path, store: Path, jobs: int) -> list[str]:
    """The command of a run."""
    return [sys.executable, "-m", "reportmine", "batch", str(source), "-o", str(store), "-j", str(jobs), "-q"]


@dataclass(frozen=True)
class Taken:
    """What a run took, in seconds."""

    wall: float
    processor: float
    free: float  # on the wall, without what its processes waited for a core that others used
    first: float  # until the first rows were in the store, without that too


def timed(source: Path, store: Path, jobs: int) -> Taken:
    """What a run takes."""
    before, began = os.times(), time.perf_counter()
    process = subprocess.Popen(command(source, store, jobs))
    waited: dict[int, float] = {}
    first = 0.0
    while process.poll() is None:
        time.sleep(0.05)
        waited |= {pid: waits(pid) for pid in family(process.pid)} if process.poll() is None else {}
        if (
            not first and sum(1 for _ in (store / "figures").glob("*.parquet")) > 1
        ):  # one is there from the start
            first = time.perf_counter() - began - lost(process.pid, waited)
    after, wall = os.times(), time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Taken(wall, spent, wall - lost(process.pid, waited), first)


def waits(pid: int) -> float:
    """Seconds that a process was ready and had no core, where the system tells it (Linux)."""
    try:
        threads = [(thread / "schedstat").read_text() for thread in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return 0.0
    return sum(int(one.split()[1]) for one in threads) / 1e9


def lost(run: int, waited: Mapping[int, float]) -> float:
    """Seconds that a run is late because its processes waited: as long as its workers did, on average."""
    workers = [seconds for pid, seconds in waited.items() if pid != run]
    return mean(workers) if workers else waited.get(run, 0.0)


def rates(place: Path, count: int, pairs: int) -> None:
    """One worker and two, in turns, on new stores; then over what is unchanged."""
    size = made(place / "reports", count)
    print(f"{count} files, {size:,} characters, {len(os.sched_getaffinity(0))} cores")
    taken: dict[str, list[Taken]] = {"1 worker": [], "2 workers": [], "again": []}
    for pair in range(pairs):
        one, two = place / f"one-{pair}", place / f"two-{pair}"
        for name, store, jobs in (("1 worker", one, 1), ("2 workers", two, 2), ("again", two, 2)):
            taken[name].append(timed(place / "reports", store, jobs))
    print(
        f"{'seconds':10}{'wall':>9}{'processor':>11}{'free cores':>12}{'first rows':>12}{'characters/s':>14}"
    )
    for name, runs in taken.items():
        wall, spent, free, first = (median(column) for column in zip(*map(astuple, runs), strict=True))
        told = f"{first:12.2f}" if name != "again" else f"{'':12}"
        print(f"{name:10}{wall:9.2f}{spent:11.2f}{free:12.2f}{told}{size / free:14,.0f}")
    ones, twos, again = taken.values()
    for kind in ("wall", "processor", "free"):
        pairs_of = zip(ones, twos, again, strict=True)
        ratios = [
            (getattr(a, kind) / getattr(b, kind), getattr(b, kind) / getattr(c, kind)) for a, b, c in pairs_of
        ]
        gain, same = (median(column) for column in zip(*ratios, strict=True))
        print(
            f"{kind}: 1 worker takes {gain:.2f} times what 2 take; new files {same:.0f} times unchanged ones"
        )


def large(place: Path, count: int) -> None:
    """What 30,000 long reports would take two workers, from fewer of them; and these once more, unchanged."""
    size = made(place / "reports", count, least=LONG // 2)
    new, again = (timed(place / "reports", place / "store", 2) for _ in range(2))
    print(f"{count} files of {size // count:,} characters on average, 2 workers")
    for kind in ("wall", "processor", "free"):
        one, other = getattr(new, kind), getattr(again, kind)
        print(f"{kind:10}{one:9.2f} s, unchanged ones {other:6.2f} s, {one / other:.0f} times less")
    told = [LARGE * LONG / size * seconds / 60 for seconds in (new.free, new.processor / 2)]
    print(f"first rows after {new.first:.2f} s")
    print(
        f"{LARGE:,} reports of {LONG:,} characters would take 2 workers {told[0]:.1f} min on free cores "
        f"(half the time of the processor: {told[1]:.1f} min)"
    )


def peak(source: Path, store: Path) -> tuple[int, float]:
    """The most memory of a run with its workers at one time, in bytes, and its seconds."""
    began = time.perf_counter()
    process = subprocess.Popen(command(source, store, 2))
    highest = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal highest
        while not done.wait(0.2):
            highest = max(highest, sum(map(resident, family(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    done.set()
    watcher.join()
    return highest, time.perf_counter() - began


def family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        threads = Path(f"/proc/{pid}/task").iterdir()
        for thread in threads:
            if thread.name != str(pid):
                children += (thread / "children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def resident(pid: int) -> int:
    """Bytes of memory of a process."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def memory(place: Path, counts: Sequence[int], most: int) -> None:
    """The most memory by the number of files."""
    for count in counts:
        made(place / f"memory-{count}", count, most)
        highest, seconds = peak(place / f"memory-{count}", place / f"store-{count}")
        print(
            f"{count:6,} files of {most} characters: {highest / 1e6:6.0f} MB at most, {seconds:.1f} s",
            flush=True,
        )


def killed(place: Path, moments: int, count: int) -> int:
    """Kills runs at random moments; gives how many stores were not equal to an undisturbed one."""
    sys.path.insert(0, str(ROOT / "tests"))
    sys.path.insert(0, str(ROOT / "tests" / "store"))
    stores = import_module("stores")
    made(place / "reports", count, 1500)
    whole = timed(place / "reports", place / "whole", 2).wall
    least, chance, wrong = stores.rows(place / "whole"), random.Random(1), 0
    for moment in range(moments):
        store = place / f"killed-{moment}"
        process = subprocess.Popen(command(place / "reports", store, 2))
        time.sleep(chance.uniform(0.05, 1.05) * whole)
        process.kill()
        process.wait()
        timed(place / "reports", store, 2)
        stores.sound(store)
        wrong += stores.rows(store) != least
        shutil.rmtree(store)
    print(f"{moments} runs over {count} files killed at random moments: {wrong} stores differ")
    return wrong


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pairs", type=int, default=3, help="how often 1 and 2 workers are measured")
    asked.add_argument("--files", type=int, default=120, help="of the rate")
    asked.add_argument("--kill", type=int, metavar="N", help="kill N runs instead")
    asked.add_argument("--large", action="store_true", help="2,000 long reports instead")
    asked.add_argument("--memory", action="store_true", help="memory alone")
    asked.add_argument("--rate", action="store_true", help="the rate alone")
    asked.add_argument("--quick", action="store_true", help="a tenth of the files")
    args = asked.parse_args(argv)
    part = 10 if args.quick else 1
    with tempfile.TemporaryDirectory(prefix="reportmine-batch-") as folder:
        if args.kill:
            return min(1, killed(Path(folder), args.kill, 60))
        if args.large:
            large(Path(folder), 2000 // part)
            return 0
        if not args.memory:
            rates(Path(folder), max(12, args.files // part), args.pairs)
        if not args.rate:
            memory(Path(folder), (500 // part, 5000 // part), 400)
    return 0


if __name__ == "__main__":
    sys.exit(main())

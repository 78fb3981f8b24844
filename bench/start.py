#!/usr/bin/env python3
"""What a whole command takes on the small samples, in multiples of a bare `python -c pass` of the same run.

    start.py                    the commands that are run often
    start.py --against COMMIT   beside the same of a commit, in pairs
    start.py --runs 21          median of so many runs (11)

In processor time, so that other work on the machine counts less, and taken in turns, so that what does count
is shared. A command is a process of its own from its first import to its last byte.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from trees import ROOT, environment, unpack

OLD, NEW = (str(ROOT / "samples" / f"yunting-{year}.txt") for year in (2024, 2025))
BARE = "python -c pass"
COMMANDS: dict[str, tuple[str, ...]] = {
    "--version": ("--version",),
    "--help": ("--help",),
    "outline": ("outline", OLD),
    "extract": ("extract", OLD),
    "extract -f csv": ("extract", OLD, "-f", "csv"),
    "diff": ("diff", OLD, NEW),
}


def taken(trees: Mapping[str, Path], runs: int) -> dict[tuple[str, str], float]:
    """Seconds of the processor by command and tree, and of a bare Python: the median, taken in turns."""
    wanted: dict[tuple[str, str], tuple[list[str], Path]]
    wanted = {(BARE, ""): ([sys.executable, "-c", "pass"], ROOT / "src")}
    for name, arguments in COMMANDS.items():
        for tree, source in trees.items():
            wanted[name, tree] = ([sys.executable, "-m", "reportmine", *arguments], source)
    times: dict[tuple[str, str], list[float]] = {key: [] for key in wanted}
    for turn in range(runs + 1):
        for key, (command, source) in wanted.items():
            before = _children()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=_environment(source))
            if turn:  # the first warms the disk
                times[key].append(_children() - before)
    return {key: median(found) for key, found in times.items()}


def _environment(source: Path) -> dict[str, str]:
    """That of a command: its modules are kept compiled, as those of a package that is installed are."""
    return {key: said for key, said in environment(source).items() if key != "PYTHONDONTWRITEBYTECODE"}


def _children() -> float:
    """Seconds of the processor that processes started here have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(found: Mapping[tuple[str, str], float], trees: Sequence[str]) -> str:
    """The multiples, a line a command and a column a tree."""
    bare = found[BARE, ""]
    lines = [f"{'':16}" + "".join(f"{tree:>12}" for tree in trees)]
    for name in COMMANDS:
        lines.append(f"{name:16}" + "".join(f"{found[name, tree] / bare:12.1f}" for tree in trees))
    return "\n".join([*lines, f"{BARE}: {1000 * bare:.1f} ms"])


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--against", metavar="COMMIT", help="measure this commit too")
    asked.add_argument("--runs", type=int, default=11, help="how often each command is run")
    args = asked.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        trees = {"here": ROOT / "src"}
        if args.against:
            trees = {args.against[:10]: unpack(args.against, Path(folder))} | trees
        print(table(taken(trees, args.runs), list(trees)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

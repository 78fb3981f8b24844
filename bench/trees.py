"""Other states of the project: a commit in a folder of its own, and what running its package takes."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def unpack(commit: str, folder: Path) -> Path:
    """The src and patterns of a commit in a folder; gives the src."""
    made = subprocess.run(
        ["git", "archive", "--format=tar", commit, "src", "patterns"], cwd=ROOT, capture_output=True
    )
    if made.returncode:
        raise SystemExit(f"{commit}: {made.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "src"


def environment(*folders: Path) -> dict[str, str]:
    """That of a process which imports from these folders first, and writes UTF-8."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders)), "PYTHONUTF8": "1"}

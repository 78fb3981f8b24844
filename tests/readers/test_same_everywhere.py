"""The same file gives the same records on every machine: fonts, locale, time zone, cores, environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from support import ROOT

pytest.importorskip("pypdfium2")
pytest.importorskip("selectolax")

FILES = [f"samples/yunting-2025.{suffix}" for suffix in ("txt", "html", "docx", "pdf")]
FONTS = [  # where PDFium looks for fonts on Linux
    Path(folder)
    for folder in (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/usr/share/X11/fonts/Type1",
        "/usr/share/X11/fonts/TTF",
    )
]


def extracted(*before: str, files: Sequence[str] = FILES, **environment: str) -> bytes:
    """What `extract` writes for the files, after these words of a command, in this environment."""
    command = [*before, sys.executable, "-m", "reportmine", "extract", "-q", "-f", "json", *files]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, timeout=120, check=True
    )
    return done.stdout


@cache
def usual(*files: str) -> bytes:
    return extracted(files=files)


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C", "LANGUAGE": "C"},
        {"LANG": "zh_CN.GB18030", "LC_ALL": "zh_CN.GB18030", "PYTHONUTF8": "0"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Anchorage", "PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242"},
        {"COLUMNS": "20", "NO_COLOR": "1", "TERM": "dumb"},
        {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent", "FONTCONFIG_PATH": "/nonexistent"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_the_environment_changes_nothing(environment: dict[str, str]) -> None:
    assert extracted(**environment) == usual(*FILES)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="processes have no affinity here")
def test_a_single_core_changes_nothing() -> None:
    if (taskset := shutil.which("taskset")) is None:
        pytest.skip("needs taskset")
    core = min(os.sched_getaffinity(0))
    assert extracted(taskset, "-c", str(core)) == usual(*FILES)


def test_the_fonts_of_the_machine_change_nothing(tmp_path: Path) -> None:
    """With the folders of fonts hidden from one process; `.ci/run` runs all tests of PDFs so."""
    if (unshare := shutil.which("unshare")) is None:
        pytest.skip("needs unshare (Linux) to hide the fonts of the machine")
    hide = " && ".join(f"mount --bind {tmp_path} {folder}" for folder in FONTS if folder.is_dir())
    within = [unshare, "-m"] if os.geteuid() == 0 else [unshare, "-r", "-m"]
    if subprocess.run([*within, "sh", "-c", hide or "true"], capture_output=True).returncode:
        pytest.skip("no namespace may be made here in which the fonts could be hidden")
    files = ("samples/yunting-2024.pdf", "samples/yunting-2025.pdf")
    bare = extracted(*within, "sh", "-c", f'{hide or "true"} && exec "$@"', "sh", files=files)
    assert bare == usual(*files)

"""LibreOffice, run once for one file: in a process, a folder and a profile of its own, within limits.

The profile forbids macros, active content and links to elsewhere. Nothing of it stays.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ..document import MEGABYTE, Limits, Unreadable
from ..isolated import memory, seconds

SAVE = "open it in Word, WPS or LibreOffice and save it as DOCX or PDF"
ROOM = 4000 * MEGABYTE  # bytes of addresses that LibreOffice itself takes
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
)
_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard")
_FORBIDDEN = (  # of org.openoffice.Office.Common/Security/Scripting
    *(("MacroSecurityLevel", "3"), ("DisableMacrosExecution", "true"), ("DisableActiveContent", "true")),
    *(("BlockUntrustedRefererLinks", "true"), ("DisablePythonRuntime", "true")),
)
_CONFINED = """
import json, os, sys
try:
    import resource
except ImportError:
    resource = None
for name, most in json.loads(sys.argv[1]).items() if resource else ():
    kind = getattr(resource, name, None)
    if kind is not None:
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (most, hard))
        except (ValueError, OSError):
            pass
os.execv(sys.argv[2], sys.argv[2:])
"""


def program() -> str | None:
    """Where LibreOffice is; None where it is not."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def converted(data: bytes, suffix: str, limits: Limits) -> bytes:
    """The document as DOCX. Raises Unreadable: no LibreOffice, too slow, not to be read."""
    place = program()
    if place is None:
        raise Unreadable(
            "is an old Word or WPS document (.doc, .wps), and LibreOffice is not installed, which reads it",
            f"install it (soffice), or {SAVE}",
        )
    with tempfile.TemporaryDirectory(prefix="reportmine-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "out").mkdir()
        (folder / f"in{suffix}").write_bytes(data)
        _forbid(folder / "profile")
        _run(place, folder, folder / f"in{suffix}", limits)
        made = folder / "out" / "in.docx"
        if not made.is_file():
            raise Unreadable("is a document that LibreOffice cannot read", SAVE)
        limits.check(made.stat().st_size, "unpacks to")
        return made.read_bytes()


def _forbid(profile: Path) -> None:
    """Makes a profile in which no macro runs and nothing is fetched."""
    items = "".join(
        '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for name, value in _FORBIDDEN
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(place: str, folder: Path, file: Path, limits: Limits) -> None:
    most = {
        "RLIMIT_AS": memory(limits) + ROOM,
        "RLIMIT_CPU": seconds(limits),
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": limits.size + 64 * MEGABYTE,
    }
    asked = [
        *(place, f"-env:UserInstallation={(folder / 'profile').as_uri()}", *_OPTIONS),
        *("--convert-to", "docx", "--outdir", str(folder / "out"), str(file)),
    ]
    command = [sys.executable, "-I", "-c", _CONFINED, json.dumps(most), *asked]
    if not sys.executable or getattr(sys, "frozen", False) or os.name == "nt":
        command = asked
    nothing = subprocess.DEVNULL
    try:
        child = subprocess.Popen(
            command,
            cwd=folder,
            env=_surroundings(folder),
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
    except OSError as error:
        problem = f"is a document that LibreOffice cannot read ({error.strerror})"
        raise Unreadable(problem, SAVE) from None
    try:
        child.wait(2 * seconds(limits))
    except subprocess.TimeoutExpired:
        raise Unreadable(f"needs more than {seconds(limits)} s to read", SAVE) from None
    finally:
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends the process, and those that it started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    child.wait()


def _surroundings(folder: Path) -> dict[str, str]:
    """The environment: nothing of the user's but where programs are."""
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
    }
    return {
        **kept,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }

"""Old documents of Word and WPS go through LibreOffice; here a program stands in for it."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import hostile
import pytest
import writers
from conftest import Run
from support import SHARED

from reportmine import InputError, load
from reportmine.readers.doc import office
from reportmine.readers.document import Limits

posix = pytest.mark.skipif(os.name != "posix", reason="a script stands in for LibreOffice")
DOCX = hostile.docx(hostile.body("全市办理案件12件。"))

Stand = Callable[..., Path]


@pytest.fixture
def stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """Has a program stand in for LibreOffice; gives the folder that it is in."""

    def stand(made: bytes | None = DOCX, code: str = "") -> Path:
        program = writers.office(tmp_path, made, code)
        monkeypatch.setattr(office, "program", lambda: str(program))
        return tmp_path

    return stand


@posix
@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.txt"])
def test_what_comes_of_it_is_read(stand: Stand, name: str) -> None:
    stand()
    text = load(writers.doc(), name=name)
    assert (text.source.reader, text.raw) == ("doc", "全市办理案件12件。\n")


SAID = """
profile = next(one for one in sys.argv if one.startswith("-env:UserInstallation=file://"))
place = Path(profile.partition("file://")[2]) / "user" / "registrymodifications.xcu"
import resource
told = {"args": sys.argv[1:], "profile": place.read_text("utf-8")}
told |= {"env": sorted(os.environ), "cwd": os.getcwd()}
told["limits"] = [resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
(Path(__file__).parent / "said.json").write_text(json.dumps(told))
"""


@posix
def test_it_runs_within_bounds_and_leaves_nothing(stand: Stand) -> None:
    folder = stand(code=SAID)
    load(writers.doc(), name="a.doc")
    said = json.loads((folder / "said.json").read_text())
    assert {"--headless", "--convert-to", "docx"} <= set(said["args"])
    assert '"DisableMacrosExecution"' in said["profile"] and '"MacroSecurityLevel"' in said["profile"]
    assert '"BlockUntrustedRefererLinks"' in said["profile"]
    assert (
        {"HOME", "PATH", "TMPDIR"}
        <= set(said["env"])
        <= {
            *("HOME", "PATH", "TMPDIR", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "SAL_USE_VCLPLUGIN"),
            "__CF_USER_TEXT_ENCODING",
        }
    )
    assert not Path(said["cwd"]).exists()
    if sys.platform == "linux":
        assert said["limits"] == [16 * 64_000_000 + 4_500_000_000, 64]


@posix
@pytest.mark.parametrize(
    ("made", "code", "said"),
    [
        (None, "", "is a document that LibreOffice cannot read; open it in Word"),
        (None, "os.abort()", "is a document that LibreOffice cannot read; open it in Word"),
        (b"noise", "", "is no ZIP file"),
        (DOCX[:200], "", "is cut short or damaged"),
        (hostile.zip_bomb(1 << 30), "", "unpacks to 1,073.7 MB"),
        (b"x" * 3_000_000, "", "unpacks to 3.0 MB, more than the limit of 1 MB"),
    ],
    ids=["nothing", "crash", "noise", "cut", "bomb", "large"],
)
def test_what_goes_wrong_is_one_line(stand: Stand, made: bytes | None, code: str, said: str) -> None:
    stand(made, code)
    with pytest.raises(InputError) as error:
        load(writers.doc(), name="a.doc", max_size=1_000_000 if "limit of" in said else 64_000_000)
    assert said in str(error.value) and "\n" not in str(error.value)


@posix
def test_what_takes_too_long_is_ended_with_all_it_started(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = "import subprocess; one = subprocess.Popen(['sleep', '99']); Path(__file__).with_name('id')"
    folder = stand(code=f"{child}.write_text(str(one.pid)); time.sleep(99)")
    monkeypatch.setattr(office, "seconds", lambda limits: 1)
    with pytest.raises(InputError, match="needs more than 1 s to read"):
        load(writers.doc(), name="a.doc")
    number = int((folder / "id").read_text())
    for _ in range(100):
        if not Path(f"/proc/{number}").exists() or "Z" in Path(f"/proc/{number}/stat").read_text().split()[2]:
            return
        time.sleep(0.05)
    raise AssertionError("it runs still")


def test_an_encrypted_document_is_told_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(InputError, match="is encrypted; save a copy without a password"):
        load(writers.doc(0x0100), name="a.doc")


def test_without_it_one_line_has_the_remedy(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(writers.doc())
    done = run("extract", "a.doc", env={"PATH": str(tmp_path)})
    if office.program() in office._PLACES:
        pytest.skip("LibreOffice is where it is always found")
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode() == (
        "reportmine: a.doc: is an old Word or WPS document (.doc, .wps), and LibreOffice is not installed, "
        "which reads it; install it (soffice), or open it in Word, WPS or LibreOffice and save it as DOCX "
        "or PDF\n"
    )


def test_damaged_files_are_told() -> None:
    data = writers.doc()
    for at in (8, 100, 511, 700, 1100):
        with pytest.raises(InputError):
            load(data[:at], name="a.doc")
    circle = bytearray(data)
    circle[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")  # the directory follows itself
    with pytest.raises(InputError, match="circle of sectors"):
        load(bytes(circle), name="a.doc")


@pytest.mark.skipif(office.program() is None, reason="needs LibreOffice")
def test_a_real_document() -> None:
    files = sorted((SHARED / "files").glob("*.doc"))
    if not files:
        pytest.skip("needs ../shared")
    assert office.converted(files[0].read_bytes(), ".doc", Limits()).startswith(b"PK")
    assert load(files[0]).source.reader == "doc"

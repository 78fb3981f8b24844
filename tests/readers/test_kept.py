"""A process kept alive over files: the same texts, and each file still ends alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest

from reportmine import InputError, load
from reportmine.readers import isolated, kept
from reportmine.readers.document import Limits
from reportmine.rules.files import load as load_rules

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can fork")
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "yunting-2024.pdf"


@pytest.fixture
def server() -> Iterator[kept.Server]:
    """A process of its own, which the readers use."""
    made = kept.Server()
    token = isolated.KEEPER.set(made.ask)
    yield made
    isolated.KEEPER.reset(token)
    made.end()


def _process(server: kept.Server) -> int:
    assert server._process is not None and server._process.poll() is None
    return server._process.pid


def test_texts_are_the_same_and_the_process_stays(server: kept.Server) -> None:
    first = load(hostile.plain_pdf())
    process = _process(server)
    found = load(SAMPLE)
    isolated.KEEPER.set(None)
    assert (found, first) == (load(SAMPLE), load(hostile.plain_pdf()))
    assert _process(server) == process


def test_a_file_that_is_none_is_refused_and_the_next_read(server: kept.Server) -> None:
    for data in (b"%PDF-1.4 nothing", b"%PDF-1.7\n" + b"\xff" * 5000):
        with pytest.raises(InputError):
            load(data)
    process = _process(server)
    assert load(hostile.plain_pdf()).raw == "Hello 12\n"
    assert _process(server) == process


def test_a_users_rules_come_along(server: kept.Server, tmp_path: Path) -> None:
    rule = tmp_path / "mine.toml"
    rule.write_text('stage = "pdf"\n[[rule]]\nid = "mine"\nname = "M"\nwhy = "m"\npattern = "Hello \\\\d+"\n')
    plain, ruled = (load(SAMPLE, patterns=given).raw for given in ((), (rule,)))
    assert plain == ruled  # it is taken in without an error, and no line of the sample is such


# what a child does in place of reading: a module that the process imports instead of a reader
CHILDREN = {
    "crash": "os.abort()",
    "gone": "os._exit(1)",
    "late": "time.sleep(99)",
    "full": "bytearray(4_000_000_000)",
    "flood": "os.write(1, b'x' * 50_000_000)",
    "wrong": "os.write(1, b'{\"document\": 1}'), os._exit(0)",
    "file": f"open({os.devnull!r} + 'x', 'wb')",
    "fork": "os.fork()",
    "deep": "[].append(os.kill(os.getpid(), 11))",
}


@pytest.mark.parametrize("act", CHILDREN)
def test_what_a_file_does_to_its_reader_ends_with_it(
    act: str, server: kept.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap = (
        "import os, time, reportmine.readers.isolated as i, reportmine.readers.ruled as r\n"
        "i.seconds = lambda limits: 1\n"
        "real = r.read\n"
        f"r.read = lambda m, data, *a: ({CHILDREN[act]}) if b'evil' in data else real(m, data, *a)\n"
    )
    monkeypatch.setattr(
        kept,
        "_SERVER",
        kept._SERVER.replace("from reportmine.readers.kept", f"exec({swap!r}); from reportmine.readers.kept"),
    )
    users, limits = isolated._users(load_rules()), Limits(1_000_000)
    answer = server.ask("pdf.read", users, b"evil", limits)
    assert answer is not None
    assert answer.late or b'"document": {' not in answer.said
    assert answer.late == (act == "late")
    process = _process(server)
    good = server.ask("pdf.read", users, hostile.plain_pdf(), limits)
    assert good is not None and b"Hello 12" in good.said
    assert _process(server) == process


def test_a_process_that_was_ended_is_started_again(server: kept.Server) -> None:
    load(hostile.plain_pdf())
    os.kill(_process(server), signal.SIGKILL)
    assert load(hostile.plain_pdf()).raw == "Hello 12\n"


def test_where_nothing_can_fork_each_file_has_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    with kept.kept():
        assert isolated.KEEPER.get() is None
        assert load(hostile.plain_pdf()).raw == "Hello 12\n"

"""The command line as a user runs it: formats, files, terminals, exit codes."""

from __future__ import annotations

import csv
import doctest
import json
import os
import select
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import REPORT, Run, environment, interruptible
from support import ROOT

import reportmine
from reportmine.cli import every as cli
from reportmine.output import target as output
from reportmine.output.export import COLUMNS

needs_terminal = pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")


def _on_terminal(*args: str | Path, env: dict[str, str] | None = None, **more: Any) -> tuple[int, str]:
    """Run the command on a terminal of its own; exit code and all that it showed."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "reportmine", *map(str, args)]
    streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs, **more}
    child = subprocess.Popen(
        command, env=environment(**{"TERM": "xterm", "COLUMNS": "100", **(env or {})}), **streams
    )
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return child.wait(60), shown.decode().replace("\r\n", "\n")


# formats


def test_one_file_is_an_object(run: Run, report: Path) -> None:
    done = run("extract", report)
    assert (done.returncode, done.stderr) == (0, b"")
    made = json.loads(done.stdout)
    assert made["source"]["name"] == str(report)
    assert made["indicators"]
    for one in made["indicators"]:
        assert REPORT[one["start"] : one["end"]] == one["text"]
    assert reportmine.Report.model_validate_json(done.stdout) == reportmine.extract(report)


def test_several_files_are_an_array(run: Run, report: Path) -> None:
    done = run("extract", report, report)
    first, second = json.loads(done.stdout)
    assert first == second == json.loads(run("extract", report).stdout)


def test_standard_input(run: Run) -> None:
    for args in ([], ["-"]):
        made = json.loads(run("extract", *args, input=REPORT.encode("gb18030")).stdout)
        assert made["source"]["name"] == "-"
        assert made["source"]["encoding"] == "gb18030"
        assert made["source"]["uri"] is None
    assert json.loads(run("outline", input=REPORT.encode()).stdout)
    assert run("explain", "-", "--at", "0", input=REPORT.encode()).returncode == 0


def test_rows(run: Run, report: Path) -> None:
    expected = json.loads(run("extract", report).stdout)["indicators"]
    lines = run("extract", report, report, "-f", "jsonl").stdout.decode().splitlines()
    assert [{key: one[key] for key in expected[0]} for one in map(json.loads, lines)] == expected * 2
    table = run("extract", report, report, "-f", "csv").stdout.decode()
    read = list(csv.DictReader(table.splitlines(keepends=True)))
    assert [one["text"] for one in read] == [one["text"] for one in expected] * 2
    assert {one["file"] for one in read} == {str(report)}
    assert "\r" not in table


def test_excel(run: Run, report: Path) -> None:
    text = run("extract", report, "--excel").stdout
    assert text.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n")
    assert text.endswith(b"\r\n")
    assert run("extract", report, "--excel", "-f", "csv").stdout == text
    refused = run("extract", report, "--excel", "-f", "json")
    assert refused.returncode == 2
    assert b"--excel" in refused.stderr


def test_table_in_a_pipe_is_plain(run: Run, report: Path) -> None:
    shown = run("extract", report, "-f", "table").stdout.decode()
    assert "4148" in shown
    assert "\x1b" not in shown
    assert all(line == line.rstrip() for line in shown.splitlines())


def test_outline(run: Run, report: Path) -> None:
    sections = json.loads(run("outline", report).stdout)
    assert sections == json.loads(run("extract", report).stdout)["sections"]
    tree = run("outline", report, "-f", "tree").stdout.decode()
    assert all(section["title"] in tree for section in sections)


def test_explain(run: Run, report: Path) -> None:
    (figure, *_) = json.loads(run("extract", report).stdout)["indicators"]
    told = json.loads(run("explain", report, "--at", figure["start"]).stdout)
    assert told["kind"] == "indicator"
    assert told["indicator"] == figure
    shown = run("explain", report, "--at", figure["start"], "-f", "text").stdout.decode()
    assert figure["text"] in shown
    assert json.loads(run("explain", report, "--at", 0).stdout)["kind"] == "none"


@pytest.mark.parametrize("offset", ["-1", str(len(REPORT)), "99999999999"])
def test_explain_outside_the_text(run: Run, report: Path, offset: str) -> None:
    done = run("explain", report, "--at", offset)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"0 to {len(REPORT) - 1}" in done.stderr.decode()


def test_schema(run: Run, report: Path) -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    figure = schema["$defs"]["Indicator"]
    assert list(figure["properties"]) == list(COLUMNS[5:-2])
    assert all(field.get("description") for field in figure["properties"].values())
    assert "number" in json.dumps(figure["properties"]["value"])
    assert "string" not in json.dumps(figure["properties"]["value"])


def test_rules(run: Run) -> None:
    rules = json.loads(run("rules", "list").stdout)
    shown = run("rules", "list", "-f", "text", env={"COLUMNS": "200"}).stdout.decode()
    assert rules
    assert all(rule["id"] in shown for rule in rules)
    one = rules[0]
    assert json.loads(run("rules", "show", one["id"]).stdout) == one
    assert (
        one["why"][:20]
        in run("rules", "show", one["id"], "-f", "text", env={"COLUMNS": "200"}).stdout.decode()
    )
    near = run("rules", "show", one["id"] + "x")
    assert near.returncode == 2
    assert f"Did you mean {one['id']}".encode() in near.stderr


def test_explain_a_numeral_that_is_no_figure(run: Run, report: Path) -> None:
    (unread, *_) = json.loads(run("extract", report).stdout)["unread"]
    told = json.loads(run("explain", report, "--at", unread["start"]).stdout)
    assert (told["kind"], told["unread"]) == ("unread", unread)
    shown = run("explain", report, "--at", unread["start"], "-f", "text").stdout.decode()
    assert unread["text"] in shown
    assert unread["reason"] in shown


_RULE = """stage = "unread"
[[rule]]
id = "mine.code"
name = "Code of a project"
why = "Numbers of projects are names"
reason = "name"
pattern = "XM[0-9]+"
"""


def test_rules_of_ones_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(_RULE)
    rules = json.loads(run("rules", "list", "--patterns", "mine.toml").stdout)
    assert "mine.code" in [rule["id"] for rule in rules]
    assert json.loads(run("rules", "show", "mine.code", "--patterns", ".").stdout)["pattern"] == "XM[0-9]+"
    assert run("rules", "show", "mine.code").returncode == 2


@pytest.mark.parametrize(("example", "code"), [("项目⟦XM12⟧", 0), ("项目⟦12⟧", 1)])
def test_rules_are_tested_on_their_examples(run: Run, tmp_path: Path, example: str, code: int) -> None:
    (tmp_path / "mine.toml").write_text(_RULE + f'yes = [{{ text = "{example}" }}]\n', encoding="utf-8")
    for place in ("mine.toml", "."):
        done = run("rules", "test", place)
        assert done.returncode == code
        assert (b"mine.code" in done.stdout) is bool(code)
        assert (b"1 example(s) failed" in done.stderr) is bool(code)


# files


@pytest.mark.parametrize(
    ("name", "begins"),
    [("o.json", b"{"), ("o", b"{"), ("o.jsonl", b'{"file"'), ("o.CSV", b"file,"), ("o.txt", b"")],
)
def test_the_suffix_says_the_format(run: Run, report: Path, tmp_path: Path, name: str, begins: bytes) -> None:
    done = run("extract", report, "-o", name)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert {path.name for path in tmp_path.iterdir()} == {"report.txt", name}
    format = {".CSV": "csv", ".txt": "table", ".jsonl": "jsonl"}.get(Path(name).suffix, "json")
    assert (tmp_path / name).read_bytes() == run("extract", report, "-f", format).stdout


def test_every_command_writes_to_a_file(run: Run, report: Path, tmp_path: Path) -> None:
    for args in (["outline", report], ["explain", report, "--at", "0"], ["schema"], ["rules", "list"]):
        assert run(*args, "-o", "o.json").stdout == b""
        assert (tmp_path / "o.json").read_bytes() == run(*args).stdout


def test_dash_is_standard_output(run: Run, report: Path) -> None:
    assert run("extract", report, "-o", "-").stdout == run("extract", report).stdout


def test_an_output_that_cannot_be_written(run: Run, report: Path, tmp_path: Path) -> None:
    for out in ("none/o.json", "."):
        done = run("extract", report, "-o", out)
        assert done.returncode == 2
        assert done.stderr.decode().startswith(f"reportmine: {out}: cannot be written (")
        assert done.stderr.count(b"\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_an_input_is_never_overwritten(run: Run, report: Path) -> None:
    for args in (["extract", report], ["extract", "none", report], ["outline", report]):
        done = run(*args, "-o", "report.txt")
        assert done.returncode == 2
        assert b"is an input too" in done.stderr
        assert report.read_text(encoding="utf-8") == REPORT


def test_a_failure_leaves_the_output_as_it_was(run: Run, tmp_path: Path) -> None:
    (tmp_path / "o.json").write_text("before")
    assert run("extract", "none.txt", "-o", "o.json").returncode == 3
    assert (tmp_path / "o.json").read_text() == "before"


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, RuntimeError])
def test_an_interrupted_write_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    def pieces() -> Iterator[str]:
        yield "half"
        raise error

    out = tmp_path / "o"
    out.write_text("before")
    with pytest.raises(error):
        output.write(pieces(), out)
    assert out.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["o"]


def test_mode_and_link_of_the_output_stay(tmp_path: Path) -> None:
    out, link = tmp_path / "o", tmp_path / "link"
    out.write_text("before")
    out.chmod(0o640)
    link.symlink_to(out)
    output.write(["after"], link)
    assert out.read_text() == "after"
    assert link.is_symlink()
    assert out.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("format", ["json", "csv", "table"])
def test_a_full_disk(run: Run, report: Path, format: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run("extract", report, "-f", format, stdout=full)
    assert done.returncode == 2
    assert (
        done.stderr == b"reportmine: standard output: cannot be written (No space left on device); "
        b"make room on the disk, or choose another place\n"
    )


# terminals


@needs_terminal
def test_a_terminal_gets_a_table_in_colour(report: Path) -> None:
    code, shown = _on_terminal("extract", report)
    assert code == 0
    assert "\x1b[" in shown
    assert "4148" in shown
    assert not shown.startswith("{")


@needs_terminal
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(report: Path, env: dict[str, str]) -> None:
    code, shown = _on_terminal("extract", report, env=env)
    assert code == 0
    assert "\x1b[" not in shown
    assert "4148" in shown


@needs_terminal
@pytest.mark.parametrize("width", [60, 100, 180])
def test_the_table_keeps_within_the_terminal(report: Path, width: int) -> None:
    from rich.cells import cell_len

    _, shown = _on_terminal("extract", report, env={"NO_COLOR": "1", "COLUMNS": str(width)})
    assert max(map(cell_len, shown.splitlines())) <= width


@needs_terminal
def test_a_text_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT.replace("申请", "\x1b]0;申\x9b31m请[red]\u202e"), encoding="utf-8")
    _, shown = _on_terminal("extract", path, env={"NO_COLOR": "1"})
    assert not {"\x1b", "\x9b", "\u202e"} & set(shown)
    done = run("extract", "no\x1b[31m\nne")
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


@needs_terminal
def test_no_file_on_a_terminal_is_a_usage_error() -> None:
    for command in ("extract", "outline"):
        code, shown = _on_terminal(command)
        assert code == 2
        assert "name a file" in shown


@needs_terminal
def test_progress_only_for_several_files(report: Path) -> None:
    for files, quiet, expected in (
        ([report], [], False),
        ([report] * 2, [], True),
        ([report] * 2, ["-q"], False),
    ):
        _, shown = _on_terminal("extract", *files, *quiet, stdout=subprocess.DEVNULL)
        assert ("1/2" in shown) is expected


# exit codes and streams


def test_several_files_of_which_some_are_bad(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = run("extract", "none.txt", report, "empty.txt")
    assert done.returncode == 3
    assert [one["source"]["name"] for one in json.loads(done.stdout)] == [str(report)]
    assert done.stderr.decode().splitlines() == [
        "reportmine: none.txt: does not exist; check the path",
        "reportmine: empty.txt: is empty; give a file that holds the text of a report",
    ]


def test_all_files_bad(run: Run) -> None:
    done = run("extract", "a", "b", "-f", "csv")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (3, b"", 2)


def test_warnings_go_to_stderr(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT.encode() + b"\xff")
    done = run("extract", "a.txt")
    assert done.returncode == 0
    assert b"a.txt: warning: 1 place(s) could not be decoded" in done.stderr
    assert json.loads(done.stdout)["warnings"]
    quiet = run("extract", "a.txt", "--quiet")
    assert (quiet.stderr, quiet.stdout) == (b"", done.stdout)


def test_usage_errors(run: Run, report: Path) -> None:
    for args in (
        ["nonsense"],
        ["extract", "--nonsense"],
        ["extract", report, "-f", "xml"],
        ["extract", "-", "-"],
    ):
        done = run(*args)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"Error: " in done.stderr
        assert b"Traceback" not in done.stderr


def test_a_wrong_pattern_file(run: Run, report: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "mine.toml"
    wrong.write_text(
        'stage = "unread"\n[[rule]]\nid = "my.rule"\nname = "n"\nwhy = "w"\nreason = "name"\npattern = "("\n'
    )
    for command in (
        ["extract", report],
        ["outline", report],
        ["explain", report, "--at", "0"],
        ["rules", "list"],
    ):
        done = run(*command, "--patterns", wrong)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().startswith(
            f"reportmine: {wrong}: rule my.rule: 'pattern' is no regular expression"
        )
        assert done.stderr.count(b"\n") == 1
    missing = run("extract", report, "--patterns", "none.toml")
    assert (missing.returncode, missing.stderr.count(b"\n")) == (2, 1)


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "table"])
def test_a_closed_pipe_ends_in_silence(report: Path, format: str) -> None:
    long = report.with_name("long.txt")
    long.write_text(REPORT * 200, encoding="utf-8")  # more than a pipe holds
    command = [sys.executable, "-m", "reportmine", "extract", str(long), "-q", "-f", format]
    child = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None and child.stderr is not None
    child.stdout.read(10)
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait(60) == 0


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_in_silence(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    command = [sys.executable, "-m", "reportmine", "extract", "-", "-o", "o.json"]
    child = subprocess.Popen(
        command,
        env=environment(),
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=interruptible,
    )
    assert child.stdin is not None and child.stderr is not None
    child.stdin.write(REPORT.encode() * 1000)  # more than a pipe holds: when this returns, it is reading
    child.stdin.flush()
    time.sleep(0.2)
    child.send_signal(sent)
    _, errors = child.communicate(timeout=60)
    assert child.returncode == code
    assert errors.strip() == b""
    assert list(tmp_path.iterdir()) == []


# help, version, completion, quick start


def test_the_quick_start_runs() -> None:
    assert doctest.testmod(reportmine).failed == 0
    assert doctest.testmod(reportmine).attempted > 0


def test_version(run: Run) -> None:
    assert run("--version").stdout.decode() == f"reportmine {reportmine.__version__}\n"
    project = ROOT / "pyproject.toml"
    if project.exists():
        assert (
            tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"] == reportmine.__version__
        )


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from _commands(child, (*path, name))


def test_every_command_and_option_has_help(run: Run) -> None:
    for path, command in _commands(typer.main.get_command(cli.app)):
        assert command.help, path
        for parameter in command.params:
            assert parameter.help, (path, parameter.name)
        if not hasattr(command, "commands"):
            assert f"reportmine {' '.join(path)}" in command.epilog
        shown = run(*path, "--help").stdout.decode()
        for parameter in command.params:
            assert parameter.opts[-1] in shown or parameter.metavar in shown
    assert run().returncode == 2


def test_completion(run: Run) -> None:
    def complete(*words: str) -> list[str]:
        env = {
            "_REPORTMINE_COMPLETE": "complete_bash",
            "COMP_WORDS": " ".join(("reportmine", *words)),
            "COMP_CWORD": str(len(words)),
        }
        return run(env=env).stdout.decode().split()  # type: ignore[no-any-return]

    assert complete("ex") == ["extract", "explain"]
    assert complete("rules", "") == ["list", "show", "test"]
    assert complete("extract", "-f", "js") == ["json", "jsonl"]

"""What is entered once holds everywhere: each test goes red for a step that was forgotten."""

from __future__ import annotations

import re
import tomllib
from enum import EnumType
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer
from support import ROOT

import reportmine
from reportmine.cli import main as cli
from reportmine.cli.inputs import expanded
from reportmine.readers import registry as readers
from reportmine.records import Source

COMMANDS: dict[str, Any] = getattr(typer.main.get_command(cli.app), "commands", {})


def _document(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _line(text: str, begins: str) -> str:
    """The line or paragraph of a text that begins so."""
    (found,) = re.findall(rf"^{re.escape(begins)}.*?(?=\n\n|\n\*|\n\||\Z)", text, re.MULTILINE | re.DOTALL)
    return " ".join(found.split())


def _said_in(text: str) -> str:
    return " ".join(text.split())


def _choices(command: str, option: str) -> list[str]:
    """What an option of a command takes, in the order of its help."""
    (kind,) = (one for one in get_args(get_type_hints(COMMANDS[command].callback)[option]) if _is_enum(one))
    return [one.value for one in kind]


def _is_enum(kind: object) -> bool:
    return isinstance(kind, EnumType)


# ---- formats in -------------------------------------------------------------------------------------

# for each reader a file that it must read, told by its content alone or by its suffix
SAMPLES: dict[str, Path | bytes] = {
    "text": ROOT / "samples" / "yunting-2025.txt",
    "csv": "指标,2024年\n税收收入（万元）,123456\n审批事项（项）,1267\n".encode(),
    "html": ROOT / "samples" / "yunting-2025.html",
    "mhtml": ROOT / "tests" / "data" / "pages" / "saved-by-chrome.mhtml",
    "docx": ROOT / "samples" / "yunting-2025.docx",
    "pdf": ROOT / "samples" / "yunting-2025.pdf",
}
# the readers by the words of each README; all others by their titles
PLAIN = {"README.md": "plain text", "README.zh-CN.md": "纯文本"}

each_reader = pytest.mark.parametrize("reader", readers.READERS, ids=lambda one: one.name)


def test_readers_have_names_and_suffixes_of_their_own() -> None:
    suffixes = [suffix for one in readers.READERS for suffix in one.suffixes]
    assert len(readers.BY_NAME) == len(readers.READERS)
    assert len(readers.SUFFIXES) == len(suffixes) and not readers.SUFFIXES & readers.REPORTS
    assert all(re.fullmatch(r"\.[a-z]+", suffix) for suffix in suffixes)
    assert all(one.suffixes for one in readers.READERS)


@each_reader
def test_each_reader_reads_its_sample(reader: readers.Reader) -> None:
    assert reader.name in SAMPLES, "give a file of this format in SAMPLES"
    sample = SAMPLES[reader.name]
    data = sample if isinstance(sample, bytes) else sample.read_bytes()
    for suffix in reader.suffixes:
        text = reportmine.load(data, name=f"report{suffix}")
        assert (text.source.reader, text.source.media_type) == (reader.name, reader.media_type), suffix
    assert reportmine.load(data, type=reader.name).raw == text.raw
    assert re.search(r"\d", text.raw)


@each_reader
def test_each_reader_is_documented(reader: readers.Reader) -> None:
    row = _line(_document("docs/formats.md"), f"| `{reader.name}` |").split(" | ")
    assert set(re.findall(r"`(\.\w+)`", row[1])) == set(reader.suffixes)
    assert (f"`[{reader.extra}]`" in row[3]) is (reader.extra is not None)


def test_no_reader_is_documented_that_is_none() -> None:
    head = _document("docs/formats.md").split("\n## ", 1)[0]
    assert re.findall(r"^\| `(\w+)` \|", head, re.MULTILINE) == list(readers.BY_NAME)


@each_reader
@pytest.mark.parametrize("document", PLAIN)
def test_the_readme_names_each_reader(reader: readers.Reader, document: str) -> None:
    told = _said_in(_document(document).split("```", 1)[0])
    assert (PLAIN[document] if reader.name == "text" else reader.title) in told


def test_whatever_lists_the_readers_lists_them_all() -> None:
    said = Source.model_fields["reader"].description
    assert said == f"What read it: {', '.join(readers.BY_NAME)}"
    assert f"({readers.listed(readers.BY_NAME)})" in _said_in(reportmine.load.__doc__ or "")
    for one in readers.READERS:
        assert one.title in (reportmine.__doc__ or ""), one.name
    quoted = readers.listed(f"`{name}`" for name in readers.BY_NAME)
    assert quoted in _line(_document("docs/fields.md"), "* `reader` is what read the file:")
    commands = _document("docs/commands.md")
    folder = _line(commands, "`reportmine series FILE…`")
    assert set(re.findall(r"`(\.\w+)`", folder)) == readers.SUFFIXES
    for one in readers.READERS:
        named = "plain text" if one.name == "text" else one.title
        assert named in _line(commands, "* **Input** is"), one.name


def test_the_help_names_each_reader() -> None:
    (files,) = (one for one in COMMANDS["extract"].params if one.name == "files")
    for one in readers.READERS:
        assert re.search(rf"\b{one.title}\b", files.help), one.name
    for command in ("extract", "outline", "explain", "diff", "series"):
        assert _choices(command, "type") == list(readers.BY_NAME), command


@each_reader
def test_what_a_reader_needs_is_an_extra(reader: readers.Reader) -> None:
    extras = tomllib.loads(_document("pyproject.toml"))["project"]["optional-dependencies"]
    if reader.extra is not None:
        assert extras[reader.extra]
        assert re.search(rf"\b{reader.extra}\b", str(extras["all"]))


def test_a_folder_gives_files_of_each_suffix(tmp_path: Path) -> None:
    taken = [tmp_path / f"report{suffix}" for suffix in sorted(readers.SUFFIXES | readers.REPORTS)]
    for one in (*taken, tmp_path / "report.xyz"):
        one.write_bytes(b"")
    assert expanded([str(tmp_path)], None) == sorted(map(str, taken))

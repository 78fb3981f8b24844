"""What is entered once holds everywhere: each test goes red for a step that was forgotten."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import tomllib
from collections.abc import Callable
from enum import EnumType
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer
from conftest import REPORT
from support import ROOT
from typer.testing import CliRunner

import reportmine
from reportmine.cli import main as cli
from reportmine.cli.inputs import expanded
from reportmine.output import registry as outputs
from reportmine.output.plain import Outlined
from reportmine.output.terminal.report import draw
from reportmine.output.wide import wide
from reportmine.readers import registry as readers
from reportmine.records import Diff, Explanation, Report, Series, Side, Source
from reportmine.rules import files as rules

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


def _readers_table() -> str:
    return _document("docs/formats.md").split("\n## ", 1)[0]


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
    row = _line(_readers_table(), f"| `{reader.name}` |").split(" | ")
    assert set(re.findall(r"`(\.\w+)`", row[1])) == set(reader.suffixes)
    assert (f"`[{reader.extra}]`" in row[3]) is (reader.extra is not None)


def test_no_reader_is_documented_that_is_none() -> None:
    assert re.findall(r"^\| `(\w+)` \|", _readers_table(), re.MULTILINE) == list(readers.BY_NAME)


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


# ---- formats out ------------------------------------------------------------------------------------

OLD, NEW = (str(ROOT / "samples" / f"yunting-{year}.txt") for year in (2024, 2025))
# for each kind of result a command that gives it
GIVEN_BY: dict[outputs.Kind, list[str]] = {
    "report": ["extract", "report.txt"],
    "reports": ["extract", "report.txt", "report.txt"],
    "outline": ["outline", "report.txt"],
    "explanation": ["explain", "report.txt", "--at", str(REPORT.index("4148"))],
    "diff": ["diff", OLD, NEW],
    "series": ["series", OLD, NEW],
    "wide": ["series", OLD, NEW, "--wide"],
    "concepts": ["concepts"],
    "schema": ["schema"],
    "rules": ["rules", "list"],
    "rule": ["rules", "show", "unit.people"],
}
# what has nothing in it
NOTHING: dict[outputs.Kind, Callable[[], object]] = {
    "report": lambda: iter([EMPTY]),
    "reports": lambda: iter([]),
    "outline": lambda: Outlined("empty.txt", ()),
    "explanation": lambda: Explanation(offset=0, text="", kind="none"),
    "diff": lambda: Diff(old=Side(source=EMPTY.source), new=Side(source=EMPTY.source)),
    "series": lambda: Series(),
    "wide": lambda: wide(Series()),
    "concepts": lambda: [],
    "schema": lambda: {},
    "rules": lambda: [],
    "rule": lambda: rules.load().rules[0],
}
EMPTY = Report(source=Source(name="empty.txt", sha256="0" * 64, length=0))


def _is_json(text: str) -> bool:
    return bool(json.loads(text)) and text.startswith(("{\n", "[\n"))


def _is_json_lines(text: str) -> bool:
    return all(isinstance(json.loads(line), dict) for line in text.splitlines()) and text.count("\n") > 1


def _is_csv(text: str) -> bool:
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    named = all(re.fullmatch(r"[a-z_]+|[12]\d{3}(-[12]\d{3})?", name) for name in head)
    return named and len(set(head)) == len(head) > 4 and {len(row) for row in rows} == {len(head)}


def _is_markdown(text: str) -> bool:
    return text.startswith("# ") and re.search(r"^\|(.+\|)+\n\|(---\|)+\n\|", text, re.MULTILINE) is not None


def _is_drawn(text: str) -> bool:
    return len(text.splitlines()) > 1 and not text.startswith(("{", "[\n", "# ")) and "\x1b" not in text


# how the output of each format is told
LOOKS: dict[str, Callable[[str], bool]] = {
    "json": _is_json,
    "jsonl": _is_json_lines,
    "csv": _is_csv,
    "markdown": _is_markdown,
    "table": _is_drawn,
    "tree": lambda text: _is_drawn(text) and "├── " in text,
    "text": _is_drawn,
}

HELD = [(one, kind) for one in outputs.FORMATS for kind in one.writers]
each_held = pytest.mark.parametrize(
    ("format", "kind"), HELD, ids=[f"{one.name}-{kind}" for one, kind in HELD]
)
each_format = pytest.mark.parametrize("format", outputs.FORMATS, ids=lambda one: one.name)
Written = Callable[..., str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the commands, in which a report lies."""
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def written(here: Path) -> Written:
    """Run a command that writes to a file; what is in the file."""

    def run(name: str, *args: str) -> str:
        done = CliRunner().invoke(cli.app, [*args, "-o", name])
        assert done.exit_code == 0, done.output
        return (here / name).read_bytes().decode("utf-8-sig" if "--excel" in args else "utf-8")

    return run


def _takes_formats(kind: outputs.Kind) -> bool:
    name, *more = GIVEN_BY[kind]
    command = COMMANDS[name].commands[more[0]] if name == "rules" else COMMANDS[name]
    return any("--format" in option.opts for option in command.params)


@each_held
def test_each_format_comes_out(format: outputs.Format, kind: outputs.Kind, written: Written) -> None:
    assert kind in GIVEN_BY, "give a command that has such a result in GIVEN_BY"
    assert format.name in LOOKS, "say in LOOKS how output of this format is told"
    looks = LOOKS[format.name]
    named = written("named", *GIVEN_BY[kind], *(["-f", format.name] if _takes_formats(kind) else []))
    assert looks(named), named[:200]
    for suffix in format.suffixes:
        assert written(f"suffixed{suffix}", *GIVEN_BY[kind]) == named, suffix
    if format.excel:
        assert looks(written("excel", *GIVEN_BY[kind], "--excel"))
        assert written(f"excel{format.suffixes[0]}", *GIVEN_BY[kind], "-f", format.name, "--excel")


@each_held
def test_a_writer_takes_a_result_without_anything(format: outputs.Format, kind: outputs.Kind) -> None:
    assert kind in NOTHING, "give an empty result of this kind in NOTHING"
    pieces = format.pieces(kind, NOTHING[kind]())
    text = "".join(map(draw, pieces) if format.reading else pieces)
    if format.name == "json":
        json.loads(text)
    assert text or format.name == "jsonl" or kind == "reports"


@pytest.mark.parametrize("kind", outputs.KINDS)
def test_each_result_has_a_form_for_programs_and_one_for_people(kind: outputs.Kind) -> None:
    fitting = outputs.holding(kind)
    assert fitting[0].name == "json"
    assert sum(one.reading for one in fitting) == (kind != "schema")
    suffixes = [suffix for one in fitting for suffix in one.suffixes]
    assert len(set(suffixes)) == len(suffixes) == len(outputs.by_suffix(kind))


def test_results_of_one_command_are_held_by_the_same_formats() -> None:
    for one, other in (("report", "reports"), ("series", "wide"), ("rules", "rule")):
        assert outputs.names(one) == outputs.names(other)


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        *(("extract", "report"), ("outline", "outline"), ("explain", "explanation"), ("diff", "diff")),
        *(("series", "series"), ("concepts", "concepts")),
    ],
)
def test_a_command_offers_the_formats_that_hold_its_result(command: str, kind: outputs.Kind) -> None:
    assert _choices(command, "format") == outputs.names(kind)
    offers_excel = any("--excel" in option.opts for option in COMMANDS[command].params)
    assert offers_excel is any(one.excel for one in outputs.holding(kind))


def test_what_cannot_be_written_is_refused_with_what_can(here: Path) -> None:
    def refused(*args: str) -> str:
        done = CliRunner().invoke(cli.app, args)
        assert done.exit_code == 2
        return " ".join(done.output.split())

    for kind in outputs.KINDS:
        told = refused(*GIVEN_BY[kind], "-o", "out.xyz")
        assert f"the suffixes are {', '.join(outputs.by_suffix(kind))} (" in told
        if _takes_formats(kind):
            told = refused(*GIVEN_BY[kind], "-f", "xyz")
            assert ", ".join(f"'{name}'" for name in outputs.names(kind)) in told
    for suffix in (".json", ".txt"):  # the suffix promises something else than CSV
        assert f"is for {_fit('report')} only" in refused("extract", NEW, "--excel", "-o", f"out{suffix}")
    assert f"is for {_fit('series')} only" in refused("series", NEW, "--excel", "-f", "table")
    assert [one.name for one in here.iterdir()] == ["report.txt"]


@each_format
def test_each_output_format_is_documented(format: outputs.Format) -> None:
    part = _document("docs/formats.md").partition("\n## What is written\n")[2].partition("\n## ")[0]
    _, suffixes, of, _ = _line(part, f"| `{format.name}` |").strip("| ").split(" | ")
    assert re.findall(r"`(\.\w+)`", suffixes) == list(format.suffixes)
    by = dict.fromkeys(" ".join(GIVEN_BY[kind][: 2 if "rule" in kind else 1]) for kind in format.writers)
    assert re.findall(r"`([\w ]+)`", of) == list(by)
    rows = re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)
    assert rows == [one.name for one in outputs.FORMATS]


@pytest.mark.parametrize(("command", "kind"), [("extract", "report"), ("diff", "diff"), ("series", "series")])
def test_a_command_documents_what_suffixes_say(command: str, kind: outputs.Kind) -> None:
    part = _document("docs/commands.md").partition(f"\n## reportmine {command}\n")[2]
    row = _line(part.partition("\n## ")[0], "| `--format`, `-f` |")
    assert set(re.findall(r"`(\.\w+)`", row)) == set(outputs.by_suffix(kind)), command


@pytest.mark.parametrize("kind", [kind for kind in outputs.KINDS if "csv" in outputs.names(kind)])
def test_csv_that_was_written_is_no_report(kind: outputs.Kind, written: Written) -> None:
    table = written("table.csv", *GIVEN_BY[kind])
    with pytest.raises(reportmine.InputError, match="reportmine wrote"):
        reportmine.load(table.encode(), name="table.csv")


def _fit(kind: outputs.Kind) -> str:
    """The formats of a result that take --excel."""
    return " and ".join(one.title for one in outputs.holding(kind) if one.excel)


# ---- rules ------------------------------------------------------------------------------------------

KNOWN = frozenset(rule.id for rule in rules.load().rules)
FAMILIES = frozenset(name.partition(".")[0] for name in KNOWN)
_FILE = r"(?!(?:txt|text|md|html|docx|pdf|csv|json|jsonl|toml|svg|py|read)\b)"
_ID = re.compile(rf"(?<![\w./-])(?:{'|'.join(sorted(FAMILIES))})\.{_FILE}[a-z0-9][a-z0-9-]*(?![\w(/]|\.\w)")
NO_RULES = {
    "unit.container",  # the example of CONTRIBUTING.md
    "chrome.test",  # of test_quantities.py
    "table.cell",  # what the records name where headers alone say what a cell is
}
NAMERS = [
    *(path for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md") for path in ROOT.glob(name)),
    *(path for folder in ("docs", "samples") for path in (ROOT / folder).glob("*.md")),
    *(path for folder in ("src", "tests", "bench", "tools") for path in (ROOT / folder).rglob("*.py")),
    *(ROOT / "patterns").glob("*.toml"),
]


def _named_in(path: Path) -> set[str]:
    """The ids of rules that a file names; in code those of its strings."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        nodes = ast.walk(ast.parse(text))
        text = "\n".join(
            node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
    return set(_ID.findall(text))


def test_the_families_of_ids_stay() -> None:
    # the test below looks for names that begin so; who renames a family changes the list here too
    assert sorted(FAMILIES) == [
        *(
            "align",
            "beside",
            "chrome",
            "clause",
            "concept",
            "convert",
            "frame",
            "member",
            "meta",
            "outline",
            "page",
            "pdf",
        ),
        *("period", "relation", "role", "table", "unit", "unread", "word"),
    ]


def test_each_rule_that_is_named_is_there() -> None:
    named = {path.relative_to(ROOT).as_posix(): _named_in(path) for path in NAMERS}
    assert len(set().union(*named.values())) > 20
    assert "frame.object-adverb-act" in named["docs/patterns.md"]
    wrong = {path: ids - KNOWN - NO_RULES for path, ids in named.items() if ids - KNOWN - NO_RULES}
    assert wrong == {}, "renamed or gone, and still named here"


def test_the_steps_for_contributors_name_what_is_there() -> None:
    text = _document("CONTRIBUTING.md")
    for part in ("Add a rule", "Add a unit", "Add a word", "Add a frame", "Add a format"):
        assert re.search(rf"^## {part}\b", text, re.MULTILINE), part
    places = re.findall(r"`(?:python )?((?:src|tests|tools|patterns|docs|bench)/[\w/.-]+)", text)
    assert len(places) > 15
    assert [place for place in places if not (ROOT / place).exists()] == []

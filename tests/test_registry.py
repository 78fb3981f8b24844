"""What is entered once holds everywhere: each test goes red for a step that was forgotten."""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from enum import EnumType
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer
import writers
from conftest import REPORT
from support import ROOT
from typer.testing import CliRunner

import reportmine
from reportmine.cli import every as cli
from reportmine.cli.inputs import expanded
from reportmine.output import registry as outputs
from reportmine.output.plain import Outlined
from reportmine.output.rows import Rows
from reportmine.output.terminal.report import draw
from reportmine.output.wide import wide
from reportmine.readers import registry as readers
from reportmine.readers.ocr import asking
from reportmine.readers.sniffing import sniff
from reportmine.records import Audit, Diff, Explanation, Report, Series, Side, Source
from reportmine.review.scoring import Scores
from reportmine.rules import files as rules

COMMANDS: dict[str, Any] = getattr(typer.main.get_command(cli.app), "commands", {})


def _document(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _line(text: str, begins: str) -> str:
    """The line or paragraph of a text that begins so; empty where there is none."""
    found = re.findall(rf"^{re.escape(begins)}.*?(?=\n\n|\n\*|\n\||\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(found) < 2, f"two lines begin with {begins!r}"
    return " ".join("".join(found).split())


def _rows(text: str) -> dict[str, list[str]]:
    """The rows of a table by the name in their first cell, each with its cells."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| `\w+` \|", line)]
    named = {row[0].strip("`"): row for row in rows}
    assert len(named) == len(rows), "two rows have one name"
    return named


def _names(cell: str, *, suffixes: bool = False) -> list[str]:
    return re.findall(r"`(\.\w+)`" if suffixes else r"`([\w ]+)`", cell)


def _unlike(place: str, told: Iterable[str], known: Iterable[str], *, ordered: bool = False) -> Iterator[str]:
    """What a place does not tell of what is known, and what it tells that is not."""
    told, known = list(told), list(known)
    yield from (f"{place}: {one} is missing" for one in known if one not in told)
    yield from (f"{place}: {one} is none" for one in told if one not in known)
    if ordered and set(told) == set(known) and told != known:
        yield f"{place}: should be {', '.join(known)}"


def _absent(place: str, text: str, words: Iterable[str]) -> Iterator[str]:
    """The words that a text does not have, by themselves: there is no HTML in MHTML."""
    yield from (
        f"{place}: {one} is missing"
        for one in words
        if not re.search(rf"(?<![A-Za-z]){re.escape(one)}", text)
    )


def _none(problems: Iterable[str]) -> None:
    """Fails with all that is missing, not only the first of it."""
    if found := list(problems):
        pytest.fail("\n".join(found), pytrace=False)


def _said_in(text: str) -> str:
    return " ".join(text.split())


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(pytest.fail.Exception) as failed:
        _none([*_unlike("here", ["a", "d"], ["a", "b", "c"]), *_absent("there", "MHTML", ["HTML", "MHTML"])])
    assert str(failed.value).splitlines() == [
        *("here: b is missing", "here: c is missing", "here: d is none", "there: HTML is missing")
    ]
    assert [*_unlike("here", "ab", "ba")] == []
    assert [*_unlike("here", "ab", "ba", ordered=True)] == ["here: should be b, a"]


def _choices(command: str, option: str) -> list[str]:
    """What an option of a command takes, in the order of its help."""
    (kind,) = (one for one in get_args(get_type_hints(COMMANDS[command].callback)[option]) if _is_enum(one))
    return [one.value for one in kind]


def _is_enum(kind: object) -> bool:
    return isinstance(kind, EnumType)


# ---- formats in -------------------------------------------------------------------------------------

SHEET: writers.Rows = [["指标", "2024年"], ["税收收入（万元）", 123456.0], ["审批事项（项）", 1267.0]]
# for each reader a file that it must read, told by its content alone or by its suffix
SAMPLES: dict[str, Path | bytes] = {
    "text": ROOT / "samples" / "yunting-2025.txt",
    "csv": "指标,2024年\n税收收入（万元）,123456\n审批事项（项）,1267\n".encode(),
    "xlsx": writers.xlsx({"收支": writers.sheet_xml(SHEET)}),
    "ods": writers.open_document("spreadsheet", writers.open_table(SHEET)),
    "xls": writers.xls({"收支": SHEET}),
    "html": ROOT / "samples" / "yunting-2025.html",
    "mhtml": ROOT / "tests" / "data" / "pages" / "saved-by-chrome.mhtml",
    "docx": ROOT / "samples" / "yunting-2025.docx",
    "odt": writers.odt("2024年，办理案件1267件。"),
    "rtf": writers.rtf_report("2024年，办理案件1267件。"),
    "ofd": writers.ofd("2024年，办理案件1267件。"),
    "pdf": ROOT / "samples" / "yunting-2025.pdf",
    "doc": writers.doc(),
    **{name: ROOT / "tests" / "data" / "scans" / f"scan.{name}" for name in ("png", "jpeg", "tiff")},
}
# what documents call plain text; the other readers they call by their titles
PLAIN = {"README.md": "plain text", "README.zh-CN.md": "纯文本", "docs/commands.md": "plain text"}

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
def test_each_reader_reads_its_sample(
    reader: readers.Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if reader.name == "doc":  # a program stands in for LibreOffice
        if os.name != "posix":
            pytest.skip("a script stands in for LibreOffice")
        program = writers.office(tmp_path, (ROOT / "samples" / "yunting-2025.docx").read_bytes())
        monkeypatch.setattr("reportmine.readers.doc.office.program", lambda: str(program))
    if reader.extra == "ocr" and asking.missing() is not None:
        pytest.skip("needs reportmine[ocr]")
    assert reader.name in SAMPLES, "give a file of this format in SAMPLES"
    sample = SAMPLES[reader.name]
    data = sample if isinstance(sample, bytes) else sample.read_bytes()
    for suffix in reader.suffixes:
        text = reportmine.load(data, name=f"report{suffix}")
        assert (text.source.reader, text.source.media_type) == (reader.name, reader.media_type), suffix
    assert reportmine.load(data, type=reader.name).raw == text.raw
    assert re.search(r"\d", text.raw)


def test_what_the_suffix_alone_tells_follows_from_the_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = readers.Reader("notes", "Notes", "text/plain", "plain", (".notes",), by_suffix=True)
    assert sniff(b"1 a", ".notes") == "text"
    monkeypatch.setattr(readers, "READERS", (*readers.READERS, notes))
    assert sniff(b"1 a", ".notes") == "notes"
    assert sniff(b"%PDF-1.7", ".notes") == "pdf"  # content goes first


@each_reader
def test_a_text_is_told_by_its_suffix_where_the_entry_says_so(reader: readers.Reader) -> None:
    told = {sniff("办理案件12件。".encode(), suffix) for suffix in reader.suffixes}
    assert told == {reader.name if reader.by_suffix else "text"}
    rule = _line(_document("docs/formats.md"), "A file is told by its content;")
    assert (reader.title in rule.split(". ")[0]) is reader.by_suffix


def test_each_reader_is_told_wherever_readers_are() -> None:
    _none([*_unlike("SAMPLES of this file", SAMPLES, readers.BY_NAME), *_reader_rows(), *_reader_lists()])


def _reader_rows() -> Iterator[str]:
    """What the table of docs/formats.md lacks."""
    rows = _rows(_readers_table())
    yield from _unlike("docs/formats.md, the first table", rows, readers.BY_NAME, ordered=True)
    for one in readers.READERS:
        if one.name in rows:
            place, row = f"docs/formats.md, row `{one.name}`", rows[one.name]
            yield from _unlike(f"{place}, suffixes", _names(row[1], suffixes=True), one.suffixes)
            if (f"`[{one.extra}]`" in row[3]) is not (one.extra is not None):
                yield f"{place}: the extra it needs is {one.extra}"


def _reader_lists() -> Iterator[str]:
    """What is missing where prose and help list the readers."""
    names, commands = list(readers.BY_NAME), _document("docs/commands.md")
    titled = {
        **{name: _said_in(_document(name).split("```", 1)[0]) for name in ("README.md", "README.zh-CN.md")},
        "docs/commands.md": _line(commands, "* **Input** is"),
        "the docstring of reportmine": reportmine.__doc__ or "",
        "the help of FILE": next(one.help for one in COMMANDS["extract"].params if one.name == "files"),
    }
    for place, text in titled.items():
        words = [PLAIN.get(place, one.title) if one.name == "text" else one.title for one in readers.READERS]
        yield from _absent(place, text, words)
    quoted = readers.listed(f"`{name}`" for name in names)
    whole = {
        f"({readers.listed(names)})": ("the docstring of load", _said_in(reportmine.load.__doc__ or "")),
        quoted: ("docs/fields.md", _line(_document("docs/fields.md"), "* `reader` is what read the file:")),
    }
    yield from (
        f"{place}: does not say {words}" for words, (place, text) in whole.items() if words not in text
    )
    described = f"What read it: {', '.join(names)}"
    if Source.model_fields["reader"].description != described:
        yield f"the description of Source.reader: is not {described}"
    folder = _names(_line(commands, "`reportmine series FILE…`"), suffixes=True)
    yield from _unlike("docs/commands.md, the folders of series", folder, readers.SOUGHT)
    for command in ("extract", "outline", "explain", "diff", "series"):
        yield from _unlike(f"{command} --type", _choices(command, "type"), names, ordered=True)


def test_what_readers_need_are_extras() -> None:
    extras = tomllib.loads(_document("pyproject.toml"))["project"]["optional-dependencies"]
    needed = sorted({one.extra for one in readers.READERS if one.extra is not None})
    _none(
        [
            *_absent("pyproject.toml, extras", " ".join(one for one in extras if extras[one]), needed),
            *_absent(
                "pyproject.toml, the extra `all`", str(extras["all"]), [one for one in needed if one != "ocr"]
            ),
        ]
    )


def test_a_folder_gives_files_of_each_suffix(tmp_path: Path) -> None:
    taken = [tmp_path / f"report{suffix}" for suffix in sorted(readers.SOUGHT | readers.REPORTS)]
    for one in (*taken, tmp_path / "report.xyz", tmp_path / "report.png"):
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
    "audit": ["audit", OLD, "--all"],
    "audits": ["audit", OLD, NEW, "--all"],
    "series": ["series", OLD, NEW],
    "wide": ["series", OLD, NEW, "--wide"],
    "concepts": ["concepts"],
    "schema": ["schema"],
    "rules": ["rules", "list"],
    "rule": ["rules", "show", "unit.people"],
    "score": ["review", "score", "report.txt", "--corrections", "c.toml"],
    "rows": ["batch", "store", "--sql", "select * exclude (sha256) from figures"],
}
# what has nothing in it
NOTHING: dict[outputs.Kind, Callable[[], object]] = {
    "report": lambda: iter([EMPTY]),
    "reports": lambda: iter([]),
    "outline": lambda: Outlined("empty.txt", ()),
    "explanation": lambda: Explanation(offset=0, text="", kind="none"),
    "diff": lambda: Diff(old=Side(source=EMPTY.source), new=Side(source=EMPTY.source)),
    "audit": lambda: Audit(source=EMPTY.source),
    "audits": lambda: iter([]),
    "series": lambda: Series(),
    "wide": lambda: wide(Series()),
    "concepts": lambda: [],
    "schema": lambda: {},
    "rules": lambda: [],
    "rule": lambda: rules.load().rules[0],
    "score": lambda: Scores(()),
    "rows": lambda: Rows(("a",), iter([])),
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


def _is_workbook(data: bytes) -> bool:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {"points", "figures", "wide"} & set(book.sheet_names) != set() and "about" in book.sheet_names


def _is_parquet(data: bytes) -> bool:
    import pyarrow.parquet

    return bool(pyarrow.parquet.read_table(io.BytesIO(data)).num_rows)


def _is_arrow(data: bytes) -> bool:
    import pyarrow.ipc

    return bool(pyarrow.ipc.open_file(io.BytesIO(data)).read_all().num_rows)


def _is_sqlite(data: bytes) -> bool:
    return data.startswith(b"SQLite format 3\0")


def _is_duckdb(data: bytes) -> bool:
    return data[8:12] == b"DUCK"


def _is_drawn(text: str) -> bool:
    return len(text.splitlines()) > 1 and not text.startswith(("{", "[\n", "# ")) and "\x1b" not in text


# how the output of each format is told
LOOKS: dict[str, Callable[[Any], bool]] = {
    "json": _is_json,
    "jsonl": _is_json_lines,
    "csv": _is_csv,
    "xlsx": _is_workbook,
    "parquet": _is_parquet,
    "arrow": _is_arrow,
    "sqlite": _is_sqlite,
    "duckdb": _is_duckdb,
    "markdown": _is_markdown,
    "table": _is_drawn,
    "tree": lambda text: _is_drawn(text) and "├── " in text,
    "text": _is_drawn,
}

HELD = [(one, kind) for one in outputs.FORMATS for kind in one.writers]
each_held = pytest.mark.parametrize(
    ("format", "kind"), HELD, ids=[f"{one.name}-{kind}" for one, kind in HELD]
)
Written = Callable[..., Any]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """The folder of the commands, in which a report lies, and a store where rows are asked for."""
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    if "score" in request.node.name:
        made = CliRunner().invoke(
            cli.app, ["review", str(tmp_path / "report.txt"), "-o", str(tmp_path / "c.toml")]
        )
        assert made.exit_code == 0, made.output
        rows = (tmp_path / "c.toml").read_text("utf-8")
        (tmp_path / "c.toml").write_text(rows.replace('verdict = ""', 'verdict = "right"'), "utf-8")
    monkeypatch.chdir(tmp_path)
    store = request.getfixturevalue("store") if "rows" in request.node.name else None
    if store is not None:
        (tmp_path / "store").symlink_to(store)
    return tmp_path


@pytest.fixture
def written(here: Path) -> Written:
    """Run a command that writes to a file; the text that is in the file, or its bytes if it is binary."""

    def run(name: str, *args: str, binary: bool = False) -> str | bytes:
        done = CliRunner().invoke(cli.app, [*args, "-o", name])
        assert done.exit_code == 0, done.output
        data = (here / name).read_bytes()
        return data if binary else data.decode("utf-8-sig" if "--excel" in args else "utf-8")

    return run


def _takes_formats(kind: outputs.Kind) -> bool:
    name, *more = GIVEN_BY[kind]
    command = COMMANDS[name].commands[more[0]] if name in ("rules", "review") else COMMANDS[name]
    return any("--format" in option.opts for option in command.params)


@each_held
def test_each_format_comes_out(format: outputs.Format, kind: outputs.Kind, written: Written) -> None:
    assert kind in GIVEN_BY, "give a command that has such a result in GIVEN_BY"
    assert format.name in LOOKS, "say in LOOKS how output of this format is told"
    looks = LOOKS[format.name]
    binary = format.sink is not None
    chosen = ["-f", format.name] if _takes_formats(kind) else []
    named = written("named", *GIVEN_BY[kind], *chosen, binary=binary)
    assert looks(named), named[:200]
    for suffix in format.suffixes:
        suffixed = written(f"suffixed{suffix}", *GIVEN_BY[kind], binary=binary)
        if format.sink == "file":  # DuckDB gives each database a name of its own
            assert looks(suffixed)
        else:
            assert suffixed == named, suffix
    if format.excel:
        assert looks(written("excel", *GIVEN_BY[kind], "--excel"))
        assert written(f"excel{format.suffixes[0]}", *GIVEN_BY[kind], "-f", format.name, "--excel")


@each_held
def test_a_writer_takes_a_result_without_anything(
    format: outputs.Format, kind: outputs.Kind, tmp_path: Path
) -> None:
    assert kind in NOTHING, "give an empty result of this kind in NOTHING"
    if format.sink == "stream":
        filled = io.BytesIO()
        format.write(kind, NOTHING[kind](), filled)
        assert filled.getvalue()
        return
    if format.sink == "file":
        format.write(kind, NOTHING[kind](), tmp_path / "made")
        assert LOOKS[format.name]((tmp_path / "made").read_bytes())
        return
    pieces = format.pieces(kind, NOTHING[kind]())
    text = "".join(map(draw, pieces) if format.reading else pieces)
    if format.name == "json":
        json.loads(text)
    # a line each, and none of none
    assert text or format.name == "jsonl" or kind in ("reports", "audits", "concepts")


@pytest.mark.parametrize("kind", outputs.KINDS)
def test_each_result_has_a_form_for_programs_and_one_for_people(kind: outputs.Kind) -> None:
    fitting = outputs.holding(kind)
    assert fitting[0].name == "json"
    assert sum(one.reading for one in fitting) == (kind != "schema")
    suffixes = [suffix for one in fitting for suffix in one.suffixes]
    assert len(set(suffixes)) == len(suffixes) == len(outputs.by_suffix(kind))


def test_results_of_one_command_are_held_by_the_same_formats() -> None:
    for one, other in (("report", "reports"), ("rules", "rule")):
        assert outputs.names(one) == outputs.names(other)
    # a series turned has columns that no schema knows before
    assert [name for name in outputs.names("series") if name in outputs.names("wide")] == outputs.names(
        "wide"
    )


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
            offered = outputs.names("series" if kind == "wide" else kind)
            assert ", ".join(f"'{name}'" for name in offered) in told
    for suffix in (".json", ".txt"):  # the suffix promises something else than CSV
        assert f"is for {_fit('report')} only" in refused("extract", NEW, "--excel", "-o", f"out{suffix}")
    assert f"is for {_fit('series')} only" in refused("series", NEW, "--excel", "-f", "table")
    assert [one.name for one in here.iterdir()] == ["report.txt"]


def test_each_output_format_is_told_wherever_formats_are() -> None:
    names = [one.name for one in outputs.FORMATS]
    _none(
        [
            *_unlike("LOOKS of this file", LOOKS, names),
            *_unlike("GIVEN_BY of this file", GIVEN_BY, outputs.KINDS),
            *_unlike("NOTHING of this file", NOTHING, outputs.KINDS),
            *_format_rows(names),
            *_suffixes_told(),
        ]
    )


def _format_rows(names: list[str]) -> Iterator[str]:
    """What the table of docs/formats.md lacks."""
    rows = _rows(_document("docs/formats.md").partition("\n## What is written\n")[2].partition("\n## ")[0])
    yield from _unlike("docs/formats.md, What is written", rows, names, ordered=True)
    for one in outputs.FORMATS:
        if one.name in rows:
            place, (_, suffixes, of, *_more) = f"docs/formats.md, row `{one.name}`", rows[one.name]
            told = _names(suffixes, suffixes=True)
            yield from _unlike(f"{place}, suffixes", told, one.suffixes, ordered=True)
            given = dict.fromkeys(_given_by(kind) for kind in one.writers if kind in GIVEN_BY)
            yield from _unlike(f"{place}, commands", _names(of), given, ordered=True)


def _given_by(kind: outputs.Kind) -> str:
    """The command that gives such a result, by its name."""
    return " ".join(GIVEN_BY[kind][: 2 if "rule" in kind else 1])


def _suffixes_told() -> Iterator[str]:
    """What the commands do not say of the suffixes that they take."""
    kinds: dict[str, outputs.Kind] = {"extract": "report", "diff": "diff", "series": "series"}
    for command, kind in kinds.items():
        part = _document("docs/commands.md").partition(f"\n## reportmine {command}\n")[2]
        row = _line(part.partition("\n## ")[0], "| `--format`, `-f` |")
        told = set(_names(row, suffixes=True))
        yield from _unlike(f"docs/commands.md, --format of {command}", sorted(told), outputs.by_suffix(kind))


@pytest.mark.parametrize("kind", [kind for kind in outputs.KINDS if "csv" in outputs.names(kind)])
def test_csv_that_was_written_is_no_report(kind: outputs.Kind, written: Written) -> None:
    table = written("table.csv", *GIVEN_BY[kind])
    with pytest.raises(reportmine.InputError, match="reportmine wrote"):
        reportmine.load(table.encode(), name="table.csv")


def _fit(kind: outputs.Kind) -> str:
    """The formats of a result that take --excel."""
    return ", ".join(one.title for one in outputs.holding(kind) if one.excel)


# ---- rules ------------------------------------------------------------------------------------------

KNOWN = frozenset(rule.id for rule in rules.load().rules)
FAMILIES = frozenset(name.partition(".")[0] for name in KNOWN)
_FILE = r"(?!(?:txt|text|md|html|docx|pdf|csv|json|jsonl|toml|svg|png|css|js|py|read)\b)"
_ID = re.compile(rf"(?<![\w./-])(?:{'|'.join(sorted(FAMILIES))})\.{_FILE}[a-z0-9][a-z0-9-]*(?![\w(/]|\.\w)")
NO_RULES = {
    "unit.container",  # the example of CONTRIBUTING.md
    "chrome.test",  # of test_quantities.py
    "unit.pe",  # the beginning of one, to be completed
    "unit.peeple",  # and one misspelled
    "table.cell",  # what the records name where headers alone say what a cell is
}
NAMERS = [
    *(path for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md") for path in ROOT.glob(name)),
    *(path for folder in ("docs", "samples") for path in (ROOT / folder).glob("*.md")),
    *(path for folder in ("src", "tests", "bench", "tools") for path in (ROOT / folder).rglob("*.py")),
    *rules.pattern_files(ROOT / "patterns"),
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
        "aggregation",
        *(
            "aim",
            "align",
            "audit",
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
        *("period", "purpose", "relation", "role", "table", "unit", "unread", "word"),
    ]


def test_each_rule_that_is_named_is_there() -> None:
    named = {path.relative_to(ROOT).as_posix(): _named_in(path) for path in NAMERS}
    assert len(set().union(*named.values())) > 20
    assert "frame.object-adverb-act" in named["docs/patterns.md"]
    wrong = {path: ids - KNOWN - NO_RULES for path, ids in named.items() if ids - KNOWN - NO_RULES}
    assert wrong == {}, "renamed or gone, and still named here"


def test_the_steps_for_contributors_name_what_is_there() -> None:
    text = _document("CONTRIBUTING.md")
    parts = ("Where knowledge goes", "Add a rule", "Add a unit", "Add a word", "Add a frame", "Add a format")
    assert [part for part in parts if not re.search(rf"^## {part}\b", text, re.MULTILINE)] == []
    places = re.findall(r"`(?:python )?((?:src|tests|tools|patterns|docs|bench)/[\w/.-]+)", text)
    assert len(places) > 15
    assert [place for place in places if not (ROOT / place).exists()] == []

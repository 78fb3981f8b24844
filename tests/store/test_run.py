"""A run into a store: each file once, only what is new or changed, bad files as rows, the same for any -j."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import REPORT
from stores import batch, made, rows, sound

import reportmine
from reportmine.store import journal
from reportmine.store import run as running
from reportmine.store.keys import Options
from reportmine.store.layout import NAMES, StoreError
from reportmine.store.reading import files, reports

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def test_a_store_holds_what_extract_gives(corpus: Path, store: Path) -> None:
    names = sorted(corpus.iterdir())
    assert [one.model_dump() for one in reports(store)] == [
        reportmine.extract(one).model_dump() for one in names
    ]
    assert files(store) == list(map(str, names))
    sound(store)


@pytest.mark.parametrize(
    "name", ["yunting-2025.pdf", "yunting-2024.docx", "disclosure.html", "yunting-2025.txt"]
)
def test_reports_of_every_kind_come_back_whole(name: str, tmp_path: Path) -> None:
    batch(tmp_path / "store", SAMPLES / name)
    (found,) = reports(tmp_path / "store")
    whole = reportmine.extract(SAMPLES / name)
    assert found == whole
    assert found.model_dump_json() == whole.model_dump_json()
    assert bool(found.source.pages) == name.endswith(".pdf")


def test_json_of_several_reports_comes_back_whole(tmp_path: Path) -> None:
    read = [reportmine.extract(SAMPLES / f"yunting-{year}.txt") for year in (2024, 2025)]
    read.append(read[0])  # the same once more: JSON may say so
    panel = tmp_path / "panel.json"
    panel.write_text("[" + ",".join(one.model_dump_json() for one in read) + "]", encoding="utf-8")
    done = batch(tmp_path / "store", panel)
    assert (done.progress.read, done.bad) == (1, [])
    assert list(reports(tmp_path / "store")) == read


def test_the_content_is_the_same_for_any_number_of_workers(corpus: Path, store: Path, tmp_path: Path) -> None:
    done = batch(tmp_path / "store", corpus, jobs=2)
    assert done.progress.read == 6
    assert rows(tmp_path / "store") == rows(store)


@pytest.mark.parametrize("bound", ["FILES", "ROWS"])
def test_a_batch_holds_so_much_and_no_more(
    bound: str, corpus: Path, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SECONDS", 1e9)
    monkeypatch.setattr(running, bound, 2 if bound == "FILES" else 2 * len(rows(store)["figures"]) // 6)
    batch(tmp_path / "store", corpus)
    held = sorted(len(part.files) for part in journal.load(tmp_path / "store").parts.values())
    assert held == [1, 1, 2, 2]  # the first at once, and what is left at the end
    assert rows(tmp_path / "store") == rows(store)


def test_a_second_run_does_nothing(corpus: Path, store: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*.*")}
    done = batch(store, corpus)
    assert (done.progress.read, done.progress.unchanged, done.progress.done) == (0, 6, 6)
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*.*")} == before


def test_a_changed_file_replaces_its_rows(tmp_path: Path) -> None:
    folder, place = made(tmp_path / "reports", 4), tmp_path / "store"
    batch(place, folder)
    former = journal.load(place).of(str(folder / "report-002.txt"))
    (folder / "report-002.txt").write_text(REPORT.replace("4148", "777"), encoding="utf-8")
    done = batch(place, folder)
    assert (done.progress.read, done.progress.unchanged) == (1, 3)
    sound(place)
    entry = journal.load(place).of(str(folder / "report-002.txt"))
    assert former is not None and entry is not None and entry.replaces == former.sha256 != entry.sha256
    batch(tmp_path / "anew", folder)
    assert rows(place) == rows(tmp_path / "anew")


def test_the_same_bytes_are_held_once(tmp_path: Path) -> None:
    folder, place = made(tmp_path / "reports", 2), tmp_path / "store"
    copy = folder / "zz-copy.txt"
    copy.write_bytes((folder / "report-000.txt").read_bytes())
    done = batch(place, folder)
    assert (done.progress.read, done.progress.unchanged) == (2, 1)
    assert len(rows(place)["reports"]) == 2
    # the first name gets other bytes: the rows of the old ones are those of the copy from now on
    (folder / "report-000.txt").write_text(REPORT.replace("4148", "1"), encoding="utf-8")
    assert batch(place, folder).progress.read == 1
    assert files(place) == [
        str(folder / name) for name in ("report-000.txt", "report-001.txt", "zz-copy.txt")
    ]
    assert {one.source.name for one in reports(place)} == set(files(place))
    # and when the copy goes the same way, they are gone
    copy.write_text(REPORT.replace("4148", "2"), encoding="utf-8")
    batch(place, folder)
    sound(place)
    assert len(rows(place)["reports"]) == 3
    assert batch(place, folder).progress.unchanged == 3


def test_force_reads_again_and_changes_nothing(tmp_path: Path) -> None:
    folder, place = made(tmp_path / "reports", 3), tmp_path / "store"
    batch(place, folder)
    before = rows(place)
    assert batch(place, folder, force=True).progress.read == 3
    assert rows(place) == before
    sound(place)


def test_what_changes_the_reading_is_read_anew(tmp_path: Path) -> None:
    folder, place = made(tmp_path / "reports", 2), tmp_path / "store"
    batch(place, folder)
    rule = tmp_path / "mine.toml"
    rule.write_text(
        'stage = "units"\n[[rule]]\nid = "mine"\nname = "X"\nwhy = "x"\ndimension = "count"\nwords = ["柜"]\n'
    )
    for options in (Options(patterns=(rule,)), Options(max_size=10_000_000), Options(type="text")):
        assert batch(place, folder, options=options).progress.read == 2
        assert batch(place, folder, options=options).progress.unchanged == 2
        sound(place)
    assert len(rows(place)["reports"]) == 2


BAD: dict[str, tuple[bytes | None, str, str]] = {
    "empty.txt": (b"", "unreadable", "is empty"),
    "picture.txt": (b"GIF89a123", "unreadable", "is a GIF picture"),
    "broken.pdf": (b"%PDF-1.4 nothing", "unreadable", ""),
    "no-report.json": (b'{"a": 1}', "unreadable", "is JSON, but no report"),
    "large.txt": (b"2" * 1_100_000, "too-large", "more than the limit of 1 MB"),
    "absent.txt": (None, "missing", "does not exist"),
    "nul\0.txt": (None, "missing", "is no file name"),
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Any]:
    """A store of good and bad files, the folder of these, and what the run said."""
    place = tmp_path_factory.mktemp("bad")
    folder = made(place / "reports", 2)
    for name, (data, _, _) in BAD.items():
        if data is not None:
            (folder / name).write_bytes(data)
    names = [folder, *(f"{folder}/{name}" for name, (data, _, _) in BAD.items() if data is None)]
    done = batch(place / "store", *names, options=Options(max_size=1_000_000))
    return place / "store", folder, (done, names)


def test_bad_files_are_rows_and_the_rest_goes_on(bad: tuple[Path, Path, Any]) -> None:
    place, _, (done, _) = bad
    assert (done.progress.read, done.progress.failed, len(done.bad)) == (2, len(BAD), len(BAD))
    told = {Path(file).name: (code, message) for file, _, code, message, _ in rows(place)["errors"]}
    assert told.keys() == BAD.keys()
    for name, (_, code, message) in BAD.items():
        assert told[name][0] == code and message in told[name][1], name
    assert len(rows(place)["reports"]) == 2
    sound(place)


def test_what_was_bad_is_not_tried_again_but_told(bad: tuple[Path, Path, Any]) -> None:
    place, _, (_, names) = bad
    before = rows(place)
    done = batch(place, *names, options=Options(max_size=1_000_000))
    assert (done.progress.read, done.progress.failed, len(done.bad)) == (0, 0, len(BAD))
    assert rows(place) == before


def test_a_file_that_is_mended_loses_its_error(tmp_path: Path) -> None:
    place, file = tmp_path / "store", tmp_path / "report.txt"
    assert len(batch(place, file).bad) == 1
    file.write_text(REPORT, encoding="utf-8")
    done = batch(place, file)
    assert (done.progress.read, done.bad) == (1, [])
    assert (len(rows(place)["errors"]), len(rows(place)["reports"])) == (0, 1)
    sound(place)


def test_a_folder_with_other_things_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_bytes(b"x")
    with pytest.raises(StoreError, match="holds other things"):
        batch(tmp_path / "mine", tmp_path)
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["thesis.docx"]


def test_a_store_of_another_version_is_refused(tmp_path: Path) -> None:
    batch(tmp_path / "store", made(tmp_path / "reports", 1))
    mark = tmp_path / "store" / "store.json"
    mark.write_text(json.dumps({**json.loads(mark.read_text()), "version": 99}))
    with pytest.raises(StoreError, match="version 99"):
        batch(tmp_path / "store", tmp_path / "reports")
    with pytest.raises(StoreError, match="version 99"):
        list(reports(tmp_path / "store"))


def test_the_store_itself_is_no_source(tmp_path: Path) -> None:
    folder = made(tmp_path / "reports", 2)
    batch(folder / "store", folder)
    done = batch(folder / "store", folder)
    assert (done.progress.total, done.passed) == (2, 0)


def test_every_reader_of_parquet_sees_one_table(store: Path) -> None:
    import pandas
    import polars
    from pyarrow import parquet

    for name in NAMES:
        expected = len(rows(store)[name])
        assert polars.read_parquet(store / name / "*.parquet").height == expected, name
        assert len(pandas.read_parquet(store / name)) == expected, name
        schemas = {parquet.read_schema(path).to_string() for path in (store / name).iterdir()}
        assert len(schemas) == 1
        told = parquet.read_schema(store / name / "empty.parquet")
        assert told.metadata[b"reportmine.schema_version"] == b"2"
        assert all(field.metadata[b"description"] for field in told)


@pytest.mark.skipif(os.name != "posix", reason="names of bytes")
def test_names_that_are_no_text_stay_apart(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, name in enumerate((b"\xff.txt", b"\xfe.txt")):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(
            REPORT.replace("4148", str(number)), "utf-8"
        )
    batch(tmp_path / "store", folder)
    assert [Path(one).name for one in files(tmp_path / "store")] == ["\\xfe.txt", "\\xff.txt"]

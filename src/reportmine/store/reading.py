"""Reports read back from a store, equal to what was extracted, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from ..output.target import plain
from ..readers.source import InputError
from ..records import Indicator, Notice, Page, Record, Report, Section, Source, Unread
from . import journal, parts
from .layout import OF_REPORTS, check

Key = tuple[str, int]  # a file as the store knows it, and the report in it
_LISTS: dict[str, tuple[str, type[Record]]] = {
    "figures": ("indicators", Indicator),
    "sections": ("sections", Section),
    "unread": ("unread", Unread),
    "warnings": ("warnings", Notice),
}
_EXACT = {"value": "value_exact", "value_max": "value_max_exact"}


def files(place: Path) -> list[str]:
    """The files that a store holds reports of, by name. Raises StoreError for what is no store."""
    check(place)
    state = journal.load(place)
    return sorted(entry.file for _, entry in state.entries.values() if entry.reports)


def reports(place: Path, file: str | None = None) -> Iterator[Report]:
    """The reports of a store, by the names of their files; of one file where it is named.

    A file may be named by the end of its name, from a / on, where that tells it. Raises StoreError for what
    is no store, InputError for a file that it does not hold, or a part that cannot be read.
    """
    check(place)
    state = journal.load(place)
    wanted = None if file is None else _file(place, state, file)
    held = sorted((entry.file, part) for part, entry in state.entries.values() if entry.reports)
    before: tuple[str, dict[Key, Report]] | None = None
    for name, part in held:
        if wanted is not None and name != wanted:
            continue
        if before is None or before[0] != part:  # files of one part mostly follow each other
            before = part, _of_part(place, state.parts[part])
        yield from (report for (source, _), report in before[1].items() if source == name)


def _file(place: Path, state: journal.State, file: str) -> str:
    """The name that the rows of a file have."""
    entry = state.of(file)
    if entry is None:
        ends = {key for name, key in state.names.items() if name.endswith("/" + file)}
        entry = state.entries[ends.pop()][1] if len(ends) == 1 else None
        if ends:
            raise InputError(f"{place}#{file}", "could be several files", "name it as the store has it")
    if entry is None or not entry.reports:
        why = (
            "holds no report of this file" if entry is None else f"could not read this file ({entry.message})"
        )
        raise InputError(
            f"{place}#{file}", why, f"reportmine batch {plain(str(place))} --sql 'select file from reports'"
        )
    return entry.file


def _of_part(place: Path, part: journal.Part) -> dict[Key, Report]:
    """All reports of a part."""
    rows = {one.name: _rows(place, part, one.name) for one in OF_REPORTS}
    lists = {name: _grouped(rows[name]) for name in _LISTS}
    found = {}
    for row in rows["reports"]:
        key = row["source"], row["report"]
        said = {field: lists[name].get(key, []) for name, (field, _) in _LISTS.items()}
        found[key] = _report(row, said)
    return found


def _rows(place: Path, part: journal.Part, table: str) -> list[dict[str, Any]]:
    if table not in part.sizes:
        return []
    try:
        rows: list[dict[str, Any]] = parts.read(place, table, part.id).to_pylist()
    except (OSError, ValueError) as error:
        raise InputError(
            str(parts.file_of(place, table, part.id)),
            f"cannot be read ({type(error).__name__})",
            "run reportmine batch on its sources again, which reads anew what is broken",
        ) from None
    return rows


def _grouped(rows: list[dict[str, Any]]) -> dict[Key, list[dict[str, Any]]]:
    return {key: list(held) for key, held in groupby(rows, key=lambda row: (row["source"], row["report"]))}


def _report(row: dict[str, Any], lists: dict[str, list[dict[str, Any]]]) -> Report:
    models = dict(_LISTS.values())
    held = {field: tuple(_record(models[field], one) for one in rows) for field, rows in lists.items()}
    pages = tuple(Page(number=n, start=a, end=b) for n, a, b in json.loads(row["pages"] or "[]"))
    source = {name: row[name] for name in Source.model_fields if name in row}
    said = {name: row[name] for name in Report.model_fields if name in row and name not in held}
    whole = {**said, **held, "source": Source(**{**source, "name": row["file"], "pages": pages})}
    return Report.model_validate(whole)


def _record(model: type[Record], row: dict[str, Any]) -> Record:
    said = {name: row[name] for name in model.model_fields}
    if model is Indicator:
        said |= {name: row[exact] for name, exact in _EXACT.items()}
        said |= {name: tuple(said[name]) for name in ("rules", "flags")}
    return model.model_validate(said)

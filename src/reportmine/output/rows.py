"""Rows of any columns, such as SQL gives, written out. All functions yield pieces of text."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from ..records import json_number
from .export import array, cell, csv_table


class Rows(NamedTuple):
    """The names of the columns, and rows with a value for each."""

    columns: tuple[str, ...]
    rows: Iterable[tuple[Any, ...]]


def json_array(found: Rows) -> Iterator[str]:
    """The rows as a JSON array of objects, one a line."""
    yield from array(_objects(found))


def jsonl(found: Rows) -> Iterator[str]:
    """A JSON object a line."""
    for line in _objects(found):
        yield line + "\n"


def csv_lines(found: Rows, *, excel: bool = False) -> Iterator[str]:
    """A line with the names, then a row a line; lists joined by ";"."""
    body = ([_cell(value) for value in row] for row in found.rows)
    yield from csv_table(found.columns, body, excel=excel)


def shown(value: Any) -> str:
    """A value in a cell of a table."""
    return cell(_cell(value))


def _objects(found: Rows) -> Iterator[str]:
    names = _apart(found.columns)
    for row in found.rows:
        said = {name: _json(value) for name, value in zip(names, row, strict=True)}
        yield json.dumps(said, ensure_ascii=False, default=str)


def _apart(names: Iterable[str]) -> list[str]:
    """The names, of two that are the same the second with a number: an object has each once."""
    found: list[str] = []
    for name in names:
        number, apart = 1, name
        while apart in found:
            apart = f"{name}_{number}"
            number += 1
        found.append(apart)
    return found


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return json_number(value) if value.is_finite() else None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return [_json(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _json(one) for name, one in value.items()}
    return value


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_cell(one) for one in value)
    if isinstance(value, float):
        return (
            (int(value) if value.is_integer() and abs(value) < 1e15 else value)
            if math.isfinite(value)
            else None
        )
    if isinstance(value, bool):
        return str(value).lower()
    return value

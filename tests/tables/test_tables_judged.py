"""The judged tables: how many of their cells are read, and no fewer than before (bench/tables.py)."""

from __future__ import annotations

import pytest
from support import bench, lawful

from reportmine import extract

tables = bench("tables")

LEAST = {
    "tables": {"found": 1, "value": 1, "unit": 1, "role": 1, "direction": 1, "basis": 1},
    "tables-fresh": {"found": 1, "value": 1, "unit": 0.985, "role": 1, "direction": 1, "basis": 1},
}
LEAST["tables"] |= {"period": 0.985, "status": 0.99, "item": 0.96, "whole": 0.935}
LEAST["tables-fresh"] |= {"period": 1, "status": 1, "item": 0.995, "whole": 0.98}


@pytest.mark.parametrize("name", LEAST)
def test_floor(name: str) -> None:
    shares = tables.shares(name)
    assert {field: share for field, share in shares.items() if share < LEAST[name][field]} == {}


@pytest.mark.parametrize("name", LEAST)
def test_each_table_gives_a_lawful_report(name: str) -> None:
    for table in tables.tables(name):
        text, _, _ = tables.text_of(table)
        lawful(extract(text), text)

"""Reports and series as tables in memory: of Arrow, and of pandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..records import Report, Series
from .arrow import whole
from .extras import need
from .tabular import REPORT_TABLES, SERIES_TABLES, Table, held_rows

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Results = Report | Series | Iterable[Report]

_DTYPES = {"text": "string", "integer": "Int64", "number": "Float64", "list": "object"}


def to_arrow(results: Results, table: str | None = None) -> pa.Table:
    """One table of reports or of a series, as an Arrow table; polars takes it with `polars.from_arrow`.

    `table` is figures (what comes without it), sections, unread, warnings or reports; points (what comes
    without it) or warnings for a series. Raises ValueError for another one, TypeError for what is no result,
    and MissingExtra (an ImportError) without pyarrow.
    """
    need("parquet", "pyarrow", "to_arrow")
    chosen, held = _table(results, table)
    return whole(chosen, held)


def to_pandas(results: Results, table: str | None = None) -> pd.DataFrame:
    """One table of reports or of a series, as a data frame; `table` as for `to_arrow`.

    Texts are `string`, integers `Int64`, numbers `Float64`, what is absent is NA; lists stay lists.
    Raises as `to_arrow` does, MissingExtra without pandas.
    """
    pandas = need("pandas", "pandas", "to_pandas")
    chosen, held = _table(results, table)
    rows = [row for one in held for row in held_rows(chosen, one)]
    return pandas.DataFrame(
        {
            column.name: pandas.Series([row[at] for row in rows], dtype=_DTYPES[column.type])
            for at, column in enumerate(chosen.columns)
        }
    )


def _table(results: Results, name: str | None) -> tuple[Table[Any], Iterable[Any]]:
    """The table of a name, and the results that give its rows."""
    tables: tuple[Table[Any], ...] = SERIES_TABLES if isinstance(results, Series) else REPORT_TABLES
    for one in tables:
        if name in (None, one.name):
            return one, _checked(results)
    raise ValueError(f"there is no table {name!r}; the tables are {', '.join(one.name for one in tables)}")


def _checked(results: Results) -> Iterator[Any]:
    held = [results] if isinstance(results, Report | Series) else results
    if isinstance(held, str | bytes) or not isinstance(held, Iterable):
        raise TypeError(f"give a report, reports or a series, not {type(held).__name__}")
    for one in held:
        if not isinstance(one, Report) and one is not results:
            raise TypeError(f"give reports, not {type(one).__name__}")
        yield one

"""Bare records are filled, and written, as pydantic's are."""

from __future__ import annotations

import importlib.util
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from conftest import Run, environment
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from reportmine import bare, extract, records
from reportmine.records import Record, Report

TEXTS = sorted((ROOT / "samples").glob("*.txt"))
MODELS = sorted(
    (one for one in vars(records).values() if isinstance(one, type) and Record in one.__bases__),
    key=lambda one: one.__name__,
)


def _bare_records() -> ModuleType:
    """`records` once more, on the stand-ins."""
    spec = importlib.util.spec_from_file_location("bare_records", records.__file__)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    made.__package__ = "reportmine"
    sys.modules[spec.name] = made
    kept, bare._chosen = bare._chosen, True
    try:
        spec.loader.exec_module(made)
    finally:
        bare._chosen = kept
    return made


BARE = _bare_records()


def _twin(value: Any) -> Any:
    """A record as a bare one, with what is in it."""
    if isinstance(value, Record):
        fields = {name: _twin(getattr(value, name)) for name in type(value).model_fields}
        return getattr(BARE, type(value).__name__)(**fields)
    return tuple(map(_twin, value)) if isinstance(value, tuple) else value


_OF: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    int: st.integers(1, 5),
    bool: st.booleans(),
    float: st.floats(0, 1),
    NoneType: st.none(),
    Decimal: st.builds(
        lambda n, e: Decimal(n).scaleb(e), st.integers(-(10**15) + 1, 10**15 - 1), st.integers(-20, 20)
    ),
}


def _value(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type as the records write it."""
    if isinstance(hint, type) and issubclass(hint, Record):
        return _record(hint)
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _value(inside[0])
    if origin is Literal:
        return st.sampled_from(inside)
    if origin is tuple:
        return st.lists(_value(inside[0]), max_size=2).map(tuple)
    if origin is UnionType or len(inside) > 1:
        return st.one_of(*map(_value, inside))
    return _OF[hint]


def _record(model: type[Record]) -> st.SearchStrategy[Record]:
    fields = {name: _value(one.annotation) for name, one in model.model_fields.items()}
    return st.builds(model, **fields)


@pytest.mark.parametrize("model", MODELS, ids=lambda one: one.__name__)
@given(data=st.data())
def test_every_record_is_written_alike(model: type[Record], data: st.DataObject) -> None:
    one = data.draw(_record(model))
    twin = _twin(one)
    assert twin.model_dump_json(indent=2) == one.model_dump_json(indent=2)
    assert twin.model_dump(mode="json") == one.model_dump(mode="json")
    assert twin.model_dump() == one.model_dump()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_report_is_written_alike(path: Any) -> None:
    report = extract(path)
    assert _twin(report).model_dump_json(indent=2) == report.model_dump_json(indent=2)


@given(_OF[Decimal] | st.floats(allow_nan=False, allow_infinity=False))
def test_numbers(value: Decimal | float) -> None:
    field = "value" if isinstance(value, Decimal) else "confidence"
    whole = {"id": 1, "text": "", "start": 0, "end": 0, "kind": "count", "sentence": "", "value": Decimal(1)}
    one = records.Indicator.model_construct(**{**whole, field: value})
    assert BARE.Indicator(**{**whole, field: value}).model_dump_json(indent=1) == one.model_dump_json(
        indent=1
    )


def test_the_classes_have_the_same_fields_and_defaults() -> None:
    for model in MODELS:
        twin = getattr(BARE, model.__name__)
        assert list(twin.model_fields) == list(model.model_fields)
        for name, one in model.model_fields.items():
            assert twin.model_fields[name].required == one.is_required()
            assert one.is_required() or twin.model_fields[name].default == one.default
    assert len(MODELS) > 15


def test_a_bare_record_is_frozen_and_compared_by_what_it_says() -> None:
    make: Callable[..., Any] = BARE.Notice
    one = make(code="a", message="b", start=None, end=None)
    assert one == make(code="a", message="b") and hash(one) == hash(make(code="a", message="b"))
    assert one != (other := one.model_copy(update={"start": 3})) and other.start == 3 and one.start is None
    assert repr(other) == "Notice(code='a', message='b', start=3, end=None)"
    with pytest.raises(AttributeError):
        one.code = "c"
    for wrong in ({"code": "a"}, {"code": "a", "message": "b", "more": 1}):
        with pytest.raises(TypeError):
            make(**wrong)


_READS = """
import pickle, sys
from pathlib import Path
from reportmine import bare
bare.permit()
bare.choose()
from reportmine import extract
found = [extract(Path(name)).model_dump() for name in sys.argv[1:]]
assert "pydantic" not in sys.modules
sys.stdout.buffer.write(pickle.dumps(found))
"""


def test_what_is_read_into_bare_records_is_what_pydantic_would_take_strictly() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _READS, *map(str, TEXTS)], env=environment(), capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    for path, said in zip(TEXTS, pickle.loads(done.stdout), strict=True):
        assert Report.model_validate(said, strict=True) == extract(path)


_COMPARES = """
import pickle, sys
from pathlib import Path
from reportmine import bare
bare.permit()
bare.choose()
from reportmine import diff, extract
old, new = map(Path, sys.argv[1:3])
found = diff(old, new)
assert "pydantic" not in sys.modules
again = diff(Path(sys.argv[3]), new)  # JSON is checked
assert "pydantic" in sys.modules and bare.chosen()
assert [row.change for row in again.rows] == [row.change for row in found.rows]
assert again.rows[0] == found.rows[0] and type(again.old.source) is type(found.old.source)
sys.stdout.buffer.write(pickle.dumps(found.model_dump()))
"""


def test_what_is_compared_in_bare_records_is_what_pydantic_would_take_strictly(tmp_path: Path) -> None:
    from reportmine import diff

    old, new = TEXTS[:2]
    (tmp_path / "old.json").write_text(extract(old).model_dump_json(), encoding="utf-8")
    command = [sys.executable, "-c", _COMPARES, str(old), str(new), str(tmp_path / "old.json")]
    done = subprocess.run(command, env=environment(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert records.Diff.model_validate(pickle.loads(done.stdout), strict=True) == diff(old, new)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ('{"schema_version": "9"}', "is of schema version 9"),
        ('{"indicators": [{}]}', r"is no valid report \(indicators\.0\.id: Field required\)"),
    ],
)
def test_json_that_is_no_report_is_refused_as_ever(run: Run, tmp_path: Path, said: str, problem: str) -> None:
    whole = json.loads(extract(TEXTS[0]).model_dump_json())
    (tmp_path / "old.json").write_text(json.dumps(whole | json.loads(said)), encoding="utf-8")
    done = run("diff", "old.json", TEXTS[0])
    assert (done.returncode, done.stdout) == (3, b"") and re.search(problem, done.stderr.decode())


def test_the_library_is_never_bare() -> None:
    bare.choose()  # not permitted, and too late
    assert not bare.chosen()
    assert issubclass(Record, __import__("pydantic").BaseModel)

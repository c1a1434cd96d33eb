"""Frames hold what the typed objects hold, for every class that a call gives, by generated answers."""

from __future__ import annotations

import base64
import json
import typing
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd  # type: ignore[import-untyped]  # it has no types of its own
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netvisor import accounting, customers, frames, payments, sales
from netvisor.codec.flat_reply import flat
from netvisor.codec.json_reply import reply_to_json
from netvisor.declare import declared
from netvisor.frames.schemas import TYPES
from netvisor.testing import replies
from tests.property.declared import REPLIES


def given_classes() -> Iterator[tuple[str, type]]:
    """The classes that calls give, single or in a list, each with the resource that gives it first."""
    seen: set[type] = set()
    for endpoint in REPLIES:
        for function in endpoint.functions:
            for cls in classes_in(typing.get_type_hints(function)["return"]):
                if cls not in seen:
                    seen.add(cls)
                    yield endpoint.resource, cls


def classes_in(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and declared(hint) is not None:
        yield hint
    for inner in typing.get_args(hint):
        yield from classes_in(inner)


FEWER = settings(max_examples=max(1, settings().max_examples // 8))
"""Drawing an answer takes far longer than making a frame of it."""

CLASSES = list(given_classes())
every_class = pytest.mark.parametrize("cls", [cls for _, cls in CLASSES], ids=[name for name, _ in CLASSES])


@cache
def lists_of(cls: type) -> st.SearchStrategy[list[Any]]:
    return st.lists(replies(cls), max_size=3)


# What a frame must hold, from the JSON form: another walk over the same objects.


def cells(found: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The values in the JSON of an object, under the names of their columns; the lists whole."""
    if not isinstance(found, dict):
        yield name, found
        return
    for key, value in found.items():
        yield from cells(value, name if key == "value" and name else f"{name}.{key}".lstrip("."))


def held(value: Any) -> Any:
    """A value of a frame as the JSON form has it."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def assert_row_is(row: dict[str, Any], found: Any, without: str = "") -> None:
    """Compare a row with the JSON of its object; what is below a missing object is missing."""
    expected = {name: value for name, value in cells(found) if value is not None and value != [] and name != without}
    actual = {name: held(value) for name, value in row.items() if value is not None}
    assert actual.keys() == expected.keys()
    for name, value in actual.items():
        if isinstance(value, Decimal):
            assert value == Decimal(expected[name])
        elif isinstance(expected[name], list):
            assert json.loads(value) == expected[name]
        else:
            assert value == expected[name]


def at(found: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        found = found[step] if found is not None else None
    return found or []


@every_class
@FEWER
@given(data=st.data())
def test_frames_equal_the_typed_objects(cls: type, data: st.DataObject) -> None:
    items = data.draw(lists_of(cls))
    lines = flat(cls).lines
    found = [reply_to_json(item) for item in items]
    table = frames.table(cls, items)
    assert table.schema == frames.schema(cls)
    assert len(table) == len(items)
    for row, item in zip(table.to_pylist(), found, strict=True):
        assert_row_is(row, item, ".".join(lines.path) if lines else "")
    if lines is None:
        return
    rows = iter(frames.lines(cls, items).to_pylist())
    for number, item in enumerate(found):
        for line in at(item, lines.path):
            row = next(rows)
            assert row.pop("document") == number
            for key in lines.keys:
                assert held(row.pop(f"document.{key.name}")) == dict(cells(item)).get(key.name)
            if len(lines.kinds) > 1:
                ((kind, inner),) = line.items()
                assert row.pop("kind") == kind
            else:
                inner = line
            assert_row_is(row, inner)
    assert list(rows) == []


WITH_EACH_TYPE = [
    accounting.ListedVoucher,
    sales.FetchedSalesInvoice,
    payments.ListedSalesPayment,
    customers.FetchedCustomer,
]
some_classes = pytest.mark.parametrize("cls", WITH_EACH_TYPE)


def test_these_classes_have_columns_of_each_type() -> None:
    tables = [each for cls in WITH_EACH_TYPE for each in (flat(cls), flat(cls).lines) if each is not None]
    assert {column.type for each in tables for column in each.columns} == set(TYPES) - {"time"}


@some_classes
@FEWER
@given(data=st.data())
def test_batches_of_any_size_make_the_same_frames(cls: type, data: st.DataObject) -> None:
    items = data.draw(lists_of(cls))
    made = list(frames.batches(cls, iter(items), rows=data.draw(st.integers(1, 3))))
    whole = frames.table(cls, items)
    assert pa.Table.from_batches([batch.items for batch in made], frames.schema(cls)) == whole
    if flat(cls).lines is not None:
        lines = pa.Table.from_batches([batch.lines for batch in made], frames.lines_schema(cls))
        assert lines == frames.lines(cls, items)


@every_class
def test_an_empty_list_has_all_columns(cls: type) -> None:
    table = frames.table(cls, [])
    assert table.schema == frames.schema(cls)
    assert (table.num_rows, table.num_columns) == (0, len(flat(cls).columns))


ALL_TABLES: list[Callable[[], Any]] = [
    make
    for _, cls in CLASSES
    for make in (lambda cls=cls: flat(cls), lambda cls=cls: flat(cls).lines)
    if make() is not None
]


def test_no_table_has_two_columns_of_one_name() -> None:
    for make in ALL_TABLES:
        names = [column.name for column in make().columns]
        assert len(names) == len(set(names))


def test_the_last_column_of_every_table_is_untyped() -> None:
    assert {make().columns[-1].name for make in ALL_TABLES} == {"untyped"}


@some_classes
@FEWER
@given(data=st.data())
def test_polars_and_pandas_take_frames_as_they_are(cls: type, data: st.DataObject) -> None:
    table = frames.table(cls, data.draw(lists_of(cls)))
    assert pl.DataFrame(table).to_arrow().cast(table.schema) == table
    assert (
        pa.Table.from_pandas(table.to_pandas(types_mapper=pd.ArrowDtype), preserve_index=False)
        .cast(table.schema)
        .equals(table)
    )

"""Files hold what frames hold, whatever the texts are."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from netvisor import accounting, frames
from netvisor.cli.table_files import lines_name, write_tables
from netvisor.codec.flat_reply import flat
from netvisor.testing import XML, replies
from tests.property.test_frames import FEWER

EMPTY = [None] * len(flat(accounting.ListedVoucher).columns)
VOUCHERS = st.lists(
    replies(accounting.ListedVoucher, alphabet=XML).filter(lambda each: flat(type(each)).row(each) != EMPTY), max_size=3
)
"""Vouchers that hold something; Excel has no row without a value, and lists skip such items."""


def written(found: list[Any], ending: str, folder: str) -> str:
    name = str(Path(folder) / f"out{ending}")
    write_tables(flat(accounting.ListedVoucher), iter(found), name)
    return name


def tables(found: list[Any]) -> list[Any]:
    return [frames.table(accounting.ListedVoucher, found), frames.lines(accounting.ListedVoucher, found)]


@FEWER
@given(found=VOUCHERS)
def test_parquet_holds_the_frames(found: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        name = written(found, ".parquet", folder)
        assert [pq.read_table(each) for each in (name, lines_name(name))] == tables(found)


def text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def comparable(text: str, value: Any) -> str:
    return format(Decimal(text).normalize(), "f") if isinstance(value, Decimal) else text


@FEWER
@given(found=VOUCHERS)
def test_csv_holds_the_frames_as_text(found: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        name = written(found, ".csv", folder)
        for file, table in zip((name, lines_name(name)), tables(found), strict=True):
            heading, *rows = csv.reader(io.StringIO(Path(file).read_bytes().decode(), newline=""))
            assert heading == table.schema.names
            expected = [list(row.values()) for row in table.to_pylist()]
            actual = [list(map(comparable, row, its)) for row, its in zip(rows, expected, strict=True)]
            assert actual == [list(map(text_of, row)) for row in expected]


def read_back(value: Any) -> Any:
    """A value of a sheet as the frames have it; Excel knows neither days without a time nor decimals."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return Decimal(str(value)) if isinstance(value, (int, float)) else value


def expected_in_excel(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, Decimal)):
        number = Decimal(value)
        return number if len(number.normalize().as_tuple().digits) <= 15 else format(number.normalize(), "f")
    return value


def comparable_in_excel(value: Any, expected: Any) -> Any:
    if isinstance(expected, str) and isinstance(value, str) and expected.lstrip("-").replace(".", "").isdigit():
        return format(Decimal(value).normalize(), "f")
    return value


@FEWER
@given(found=VOUCHERS)
def test_excel_holds_the_frames(found: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = openpyxl.load_workbook(written(found, ".xlsx", folder))
        for sheet, table in zip(("items", "lines"), tables(found), strict=True):
            heading, *rows = book[sheet].iter_rows(values_only=True)
            assert list(heading) == table.schema.names
            for row, its in zip(rows, table.to_pylist(), strict=True):
                expected = list(map(expected_in_excel, its.values()))
                actual = list(map(comparable_in_excel, map(read_back, row), expected))
                assert actual == expected

"""`netvisor get -o FILE`: the ending chooses the form, and a file is whole or not there."""

from __future__ import annotations

import csv
import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import click
import openpyxl
import pyarrow.parquet as pq
import pytest

from netvisor import Client, SetupError, Untyped, accounting, frames, sales
from netvisor.cli import xlsx_file
from netvisor.cli.table_files import lines_name, write_tables
from netvisor.codec.flat_reply import flat
from netvisor.protocol.call import Call
from netvisor.sandbox import Sandbox
from netvisor.sandbox.faults.faults import How
from tests.cli.conftest import Run, point_to
from tests.unit.test_frames import line, voucher

LEDGER = accounting.list_vouchers(start_date=date(2026, 1, 1), end_date=date(2026, 1, 31))
ASKED = "--param", "startdate=2026-01-01", "--param", "enddate=2026-01-31"
Write: TypeAlias = Callable[[str, Any], Path]


@pytest.fixture(scope="module")
def demo() -> Iterator[Sandbox]:
    with Sandbox(seed="demo") as running:
        yield running


@pytest.fixture
def books(demo: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """A year of an invented company that the environment points to."""
    point_to(monkeypatch, demo)
    return demo


def sent(sandbox: Sandbox, call: Call[Any]) -> Any:
    with Client(sandbox.credentials, base_url=sandbox.url) as client:
        return client.send(call)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes vouchers or customers into a file of this ending."""

    def written(ending: str, found: Any) -> Path:
        file = tmp_path / f"out{ending}"
        write_tables(flat(type(found[0])), iter(found), str(file))
        return file

    return written


def sheet_rows(file: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(file)[sheet].iter_rows(values_only=True))


# What is in the files.


def test_parquet_holds_the_frames_of_the_call(run: Run, books: Sandbox, tmp_path: Path) -> None:
    out = tmp_path / "ledger.parquet"
    done = run("get", "accountingledger", *ASKED, "-o", out)
    found = sent(books, LEDGER)
    assert done.stderr.splitlines() == [
        f"written to {out}: {len(found)} rows",
        f"written to {tmp_path / 'ledger-lines.parquet'}: {sum(len(each.voucher_line) for each in found)} rows",
    ]
    assert pq.read_table(out) == frames.table(LEDGER, found)
    assert pq.read_table(tmp_path / "ledger-lines.parquet") == frames.lines(LEDGER, found)


def test_csv_holds_the_same_as_text(run: Run, books: Sandbox, tmp_path: Path) -> None:
    run("get", "accountingledger", *ASKED, "-o", tmp_path / "ledger.csv")
    found = sent(books, LEDGER)
    for name, table in (("ledger", frames.table(LEDGER, found)), ("ledger-lines", frames.lines(LEDGER, found))):
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(rows[0]) == table.schema.names
        for row, expected in zip(rows, table.to_pylist(), strict=True):
            for column, text in row.items():
                value = expected[column]
                assert (
                    text == ""
                    if value is None
                    else Decimal(text) == value
                    if isinstance(value, Decimal)
                    else text == str(value)
                )


def test_xlsx_holds_items_and_lines_in_two_sheets(run: Run, books: Sandbox, tmp_path: Path) -> None:
    out = tmp_path / "ledger.xlsx"
    done = run("get", "accountingledger", *ASKED, "-o", out)
    found = sent(books, LEDGER)
    lines = [each for one in found for each in one.voucher_line]
    assert done.stderr == f"written to {out}: {len(found)} rows, and {len(lines)} rows in the sheet lines\n"
    heading, *rows = sheet_rows(out, "items")
    assert list(heading) == frames.schema(LEDGER).names
    dates = [row[heading.index("voucher_date")] for row in rows]
    assert dates == [datetime.combine(one.voucher_date, time()) for one in found]
    heading, *rows = sheet_rows(out, "lines")
    sums = [row[heading.index("line_sum")] for row in rows]
    assert {type(value) for value in sums} <= {int, float}
    assert [Decimal(str(value)) for value in sums] == [each.line_sum for each in lines]


def test_json_is_as_the_option_writes_it(run: Run, books: Sandbox, tmp_path: Path) -> None:
    out = tmp_path / "terms.json"
    assert run("get", "paymenttermlist", "-o", out).exit_code == 0
    assert (
        json.loads(out.read_text("utf-8"))["data"] == json.loads(run("get", "paymenttermlist", "--json").stdout)["data"]
    )


def test_xml_is_as_it_came(run: Run, books: Sandbox, tmp_path: Path) -> None:
    out = tmp_path / "terms.XML"
    assert run("get", "paymenttermlist", "-o", out).exit_code == 0
    assert out.read_bytes() == run("get", "paymenttermlist", "--xml").stdout_bytes


def test_an_option_wins_over_the_ending(run: Run, books: Sandbox, tmp_path: Path) -> None:
    out = tmp_path / "terms.csv"
    run("get", "paymenttermlist", "--json", "-o", out)
    assert json.loads(out.read_text("utf-8"))["status"] == "OK"


def test_another_ending_is_for_people(run: Run, books: Sandbox, tmp_path: Path) -> None:
    out = tmp_path / "terms.txt"
    run("get", "paymenttermlist", "-o", out)
    assert out.read_text("utf-8").startswith("netvisor_key  description")


def test_a_list_without_lines_is_one_file(run: Run, books: Sandbox, tmp_path: Path) -> None:
    run("get", "customerlist", "-o", tmp_path / "customers.csv")
    assert os.listdir(tmp_path) == ["customers.csv"]


def test_a_single_document_has_its_lines_beside_it(run: Run, books: Sandbox, tmp_path: Path) -> None:
    key = sent(books, sales.list_sales_invoices())[0].netvisor_key
    run("get", "getsalesinvoice", "--param", f"netvisorkey={key}", "-o", tmp_path / "invoice.csv")
    assert (tmp_path / "invoice.csv").read_bytes().count(b"\r\n") == 2
    assert (
        (tmp_path / "invoice-lines.csv").read_text("utf-8").startswith("document,document.sales_invoice_netvisor_key,")
    )


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_an_empty_list_has_all_columns(run: Run, sandbox: Sandbox, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"ledger{ending}"
    assert run("get", "accountingledger", *ASKED, "-o", out).exit_code == 0
    if ending == ".csv":
        assert out.read_bytes().decode() == ",".join(frames.schema(LEDGER).names) + "\r\n"
    elif ending == ".parquet":
        assert pq.read_table(out) == frames.table(LEDGER, [])
        assert pq.read_table(lines_name(str(out))) == frames.lines(LEDGER, [])
    else:
        assert sheet_rows(out, "items") == [tuple(frames.schema(LEDGER).names)]
        assert sheet_rows(out, "lines") == [tuple(frames.lines_schema(LEDGER).names)]


# Excel.


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "#N/A", "00123", "+1", "@x", "1.5", "TRUE"])
def test_a_text_stays_a_text_in_excel(write: Write, text: str) -> None:
    file = write(".xlsx", [voucher(voucher_description=text)])
    heading, row = openpyxl.load_workbook(file)["items"].iter_rows()
    (cell,) = [each for name, each in zip(heading, row, strict=True) if name.value == "voucher_description"]
    assert (cell.value, cell.data_type) == (text, "s")


def excel_values(file: Path, name: str, sheet: str = "lines") -> list[Any]:
    heading, *rows = sheet_rows(file, sheet)
    return [row[heading.index(name)] for row in rows]


def test_numbers_that_excel_would_round_are_texts(write: Write) -> None:
    sums = [Decimal("123456789012345"), Decimal("1234567890123.456"), Decimal("-0.10"), Decimal("1E+3")]
    file = write(".xlsx", [voucher(*map(line, sums))])
    assert excel_values(file, "line_sum") == [123456789012345, "1234567890123.456", -0.1, 1000]


def test_days_that_excel_does_not_know_are_texts(write: Write) -> None:
    file = write(".xlsx", [voucher(voucher_date=date(1900, 2, 28)), voucher(voucher_date=date(1900, 3, 1))])
    assert excel_values(file, "voucher_date", "items") == ["1900-02-28", datetime(1900, 3, 1)]  # noqa: DTZ001


def test_a_text_that_no_cell_holds_is_an_error(write: Write, tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="row 3, voucher_description: a text of 32768 characters"):
        write(".xlsx", [voucher(voucher_description="x" * 32_767), voucher(voucher_description="x" * 32_768)])
    assert os.listdir(tmp_path) == []


def test_more_rows_than_a_sheet_holds_are_an_error(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 3)
    write(".xlsx", [voucher(), voucher()])
    with pytest.raises(click.UsageError, match="a sheet holds 3 rows, and there are more: use"):
        write(".xlsx", [voucher(), voucher(), voucher()])


# What the columns cannot hold.


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_values_without_a_documented_form_are_counted(
    write: Write, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(ending, [voucher(line(Untyped("1,2,3")), line(Untyped("4,5,6"))), voucher()])
    assert capsys.readouterr().err.splitlines()[-1] == (
        "2 values do not fit their columns and are kept as text in the column untyped; the first: line_sum = '1,2,3'"
    )


# Whole or not there.


def broken() -> Iterator[Any]:
    yield voucher(line(1))
    raise SetupError("the answer ended here")


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_an_error_leaves_what_was_there(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"out{ending}"
    file.write_text("before")
    with pytest.raises(SetupError, match="the answer ended here"):
        write_tables(flat(accounting.ListedVoucher), broken(), str(file))
    assert file.read_text() == "before"
    assert os.listdir(tmp_path) == [file.name]


@pytest.mark.parametrize(("how", "code"), [("maintenance", 1), ("half answer", 4)])
def test_a_failed_call_leaves_what_was_there(
    run: Run, books: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: How, code: int
) -> None:
    patience = Client._patience
    monkeypatch.setattr(
        Client, "_patience", lambda self, call, timeout, _, **how: patience(self, call, timeout, 0, **how)
    )
    out = tmp_path / "ledger.parquet"
    out.write_text("before")
    books.fail_next(how=how)
    assert run("get", "accountingledger", *ASKED, "-o", out).exit_code == code
    assert (out.read_text(), os.listdir(tmp_path)) == ("before", ["ledger.parquet"])


def test_the_permissions_of_a_file_stay(write: Write, tmp_path: Path) -> None:
    (tmp_path / "out.csv").touch(0o600)
    assert stat.S_IMODE(write(".csv", [voucher()]).stat().st_mode) == 0o600


def test_a_link_stays_a_link(write: Write, tmp_path: Path) -> None:
    (tmp_path / "real.csv").touch()
    (tmp_path / "out.csv").symlink_to("real.csv")
    assert write(".csv", [voucher()]).is_symlink()
    assert (tmp_path / "real.csv").read_text("utf-8").startswith("status,netvisor_key")


def test_a_device_is_written_to_as_it_is(run: Run, books: Sandbox) -> None:
    assert run("get", "paymenttermlist", "--json", "-o", os.devnull).exit_code == 0
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


# What is refused.


def test_a_folder_that_is_not_there_is_an_error(run: Run, books: Sandbox, tmp_path: Path) -> None:
    calls = len(books.calls)
    done = run("get", "customerlist", "-o", tmp_path / "no" / "customers.csv")
    assert done.exit_code == 2
    assert "cannot write" in done.stderr
    assert len(books.calls) == calls


def test_an_undeclared_resource_is_no_table(run: Run, books: Sandbox, tmp_path: Path) -> None:
    done = run("get", "warehousereport", "-o", tmp_path / "report.csv")
    assert done.exit_code == 2
    assert "warehousereport.nv cannot be written as a table: it is not declared" in done.stderr


@pytest.mark.parametrize(
    ("ending", "module", "extra"), [("xlsx", "openpyxl", "sheets"), ("parquet", "pyarrow", "frames")]
)
def test_a_missing_extra_is_named_before_anything_is_read(
    run: Run, books: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    calls = len(books.calls)
    done = run("get", "customerlist", "-o", tmp_path / f"customers.{ending}")
    assert done.exit_code == 2
    assert f"-o customers.{ending} needs {module}: pip install 'netvisor-xml[{extra}]'" in done.stderr
    assert len(books.calls) == calls

"""Frames: what is in which column, and what a column cannot hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_type_hints

import pandas as pd  # type: ignore[import-untyped]  # it has no types of its own
import polars as pl
import pyarrow as pa
import pytest

from netvisor import Client, SetupError, Untyped, accounting, customers, frames, raw, sales
from netvisor.codec.flat_reply import DIGITS, PLACES, flat
from netvisor.resources import find
from netvisor.resources.common import DeletedRecord
from netvisor.sandbox import Sandbox
from tests.property.test_frames import classes_in

LEDGER = accounting.list_vouchers(start_date=date(2026, 1, 1), end_date=date(2026, 12, 31))


def voucher(*lines: accounting.FetchedVoucherLine, **more: Any) -> accounting.ListedVoucher:
    names = "netvisor_key", "voucher_date", "voucher_number", "voucher_description", "voucher_class"
    missing = dict.fromkeys((*names, "linked_source_netvisor_key", "voucher_netvisor_uri"))
    return accounting.ListedVoucher(**{**missing, **more}, voucher_line=list(lines))


def line(line_sum: Any, account_number: Any = 3000, **more: Any) -> accounting.FetchedVoucherLine:
    missing = dict.fromkeys(("netvisor_key", "description", "vat_percent"))
    return accounting.FetchedVoucherLine(**{**missing, **more}, line_sum=line_sum, account_number=account_number)


def test_a_code_stands_beside_its_text() -> None:
    listed = voucher(voucher_class=accounting.FetchedVoucherClass(value="Myyntilasku", netvisor_key=1))
    (row,) = frames.table(LEDGER, [listed]).to_pylist()
    assert (row["voucher_class"], row["voucher_class.netvisor_key"]) == ("Myyntilasku", 1)


def test_lines_know_the_row_and_the_key_of_their_document() -> None:
    found = [voucher(line(1), netvisor_key=7), voucher(netvisor_key=8), voucher(line(2), line(3), netvisor_key=9)]
    rows = frames.lines(LEDGER, found).to_pylist()
    assert [(row["document"], row["document.netvisor_key"], row["line_sum"]) for row in rows] == [
        (0, 7, 1),
        (2, 9, 2),
        (2, 9, 3),
    ]


def test_the_table_of_a_document_does_not_repeat_its_lines() -> None:
    assert "voucher_line" not in frames.schema(LEDGER).names


def test_other_lists_are_json() -> None:
    history = accounting.TransactionHistory(
        transaction=[accounting.Transaction(comment="x", time_stamp=datetime(2026, 1, 2), editor=None)]  # noqa: DTZ001
    )
    (row,) = frames.table(LEDGER, [voucher(transaction_history=history)]).to_pylist()
    assert json.loads(row["transaction_history.transaction"]) == [
        {"comment": "x", "time_stamp": "2026-01-02T00:00:00", "editor": None}
    ]


def test_lines_of_several_kinds_say_which() -> None:
    names = frames.lines_schema(sales.get_sales_invoice(1)).names
    assert names[:3] == ["document", "document.sales_invoice_netvisor_key", "kind"]
    assert {"sales_invoice_product_line_sum", "comment"} <= set(names)


@pytest.mark.parametrize("text", ["0.1", "-1234567.8901234567", "9" * 28 + ".0000000001", "1E+3", "-0", "0.10"])
def test_decimals_are_exact(text: str) -> None:
    table = frames.lines(LEDGER, [voucher(line(Decimal(text)))])
    assert table["line_sum"].to_pylist() == [Decimal(text)]
    assert table["untyped"].null_count == 1


@pytest.mark.parametrize("text", ["0.00000000001", "1" + "0" * 28, "-1E-20"])
def test_a_decimal_that_no_column_holds_is_kept_as_text(text: str) -> None:
    (row,) = frames.lines(LEDGER, [voucher(line(Decimal(text)))]).to_pylist()
    assert row["line_sum"] is None
    assert Decimal(json.loads(row["untyped"])["line_sum"]) == Decimal(text)


def test_the_limits_of_a_decimal_are_those_of_its_type() -> None:
    its = frames.lines_schema(LEDGER).field("line_sum").type
    assert (its.precision, its.scale) == (DIGITS, PLACES)


def test_a_whole_number_of_more_than_64_bits_is_kept_as_text() -> None:
    rows = frames.table(LEDGER, [voucher(voucher_number=2**63 - 1), voucher(voucher_number=2**63)]).to_pylist()
    assert [row["voucher_number"] for row in rows] == [2**63 - 1, None]
    assert json.loads(rows[1]["untyped"]) == {"voucher_number": str(2**63)}


def test_values_without_a_documented_form_are_kept_as_text_and_counted() -> None:
    wrong = voucher(line(Untyped("1,2,3"), vat_code=Untyped("?")), voucher_date=Untyped("soon"), netvisor_key=1)
    (batch,) = frames.batches(LEDGER, [wrong, voucher(netvisor_key=2)])
    assert batch.untyped == 3
    first, second = batch.items.to_pylist()
    assert first["voucher_date"] is None
    assert json.loads(first["untyped"]) == {"voucher_date": "soon"}
    assert second["untyped"] is None
    (row,) = batch.lines.to_pylist()
    # A column of texts holds the text as well.
    assert (row["line_sum"], row["vat_code"]) == (None, "?")
    assert json.loads(row["untyped"]) == {"line_sum": "1,2,3", "vat_code": "?"}


def test_values_without_a_documented_form_in_a_list_are_counted_too() -> None:
    wrong_time: Any = Untyped("soon")
    event = accounting.Transaction(time_stamp=wrong_time)
    wrong = voucher(transaction_history=accounting.TransactionHistory(transaction=[event]))
    (batch,) = frames.batches(LEDGER, [wrong])
    assert batch.untyped == 1
    assert json.loads(batch.items["untyped"][0].as_py()) == {"transaction_history.transaction[0].time_stamp": "soon"}


def test_the_types_come_from_the_declarations() -> None:
    its = frames.schema(customers.list_customers())
    assert its.field("netvisor_key").type == pa.int64()
    assert its.field("name").type == pa.string()
    assert frames.schema(LEDGER).field("voucher_date").type == pa.date32()
    assert frames.schema(DeletedRecord).field("delete_date").type == pa.timestamp("us")
    assert frames.schema(customers.FetchedCustomer).field("customer_base_information.is_active").type == pa.bool_()


def test_a_single_object_is_a_table_of_one_row() -> None:
    call = accounting.get_voucher(1)
    assert frames.table(call, voucher(netvisor_key=1)).num_rows == 1
    assert frames.table(call, None).num_rows == 0


def test_items_of_another_call_are_refused() -> None:
    with pytest.raises(SetupError, match="item 0 is a ListedVoucher; expected ListedCustomer"):
        frames.table(customers.list_customers(), [voucher()])


def test_what_has_no_lines_says_so() -> None:
    with pytest.raises(SetupError, match="ListedCustomer has no lines"):
        frames.lines(customers.list_customers(), [])


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (customers.delete_customer(1), "customers.delete_customer gives no table"),
        (raw.get("x.nv"), "x.nv gives no table: its answer has no data of a declared class"),
        (int, "not of the class int"),
        ("customerlist", "not of a str"),
    ],
)
def test_what_gives_no_table_is_refused(of: Any, told: str) -> None:
    with pytest.raises(SetupError, match=told):
        frames.schema(of)


def test_a_batch_has_a_row_at_least() -> None:
    with pytest.raises(SetupError, match="rows must be 1 or more, not 0"):
        list(frames.batches(LEDGER, [], rows=0))


def test_a_batch_ends_when_its_lines_are_enough() -> None:
    found = [voucher(*[line(1)] * 5), voucher(*[line(1)] * 5), voucher(line(1))]
    assert [len(batch.lines) for batch in frames.batches(LEDGER, found, rows=10)] == [10, 1]


def test_a_reader_asks_for_items_only_as_batches_are_taken() -> None:
    taken: list[int] = []

    def items() -> Iterator[accounting.ListedVoucher]:
        for number in range(50_000):
            taken.append(number)
            yield voucher(netvisor_key=number)

    reader = frames.reader(LEDGER, items())
    assert len(reader.read_next_batch()) < 50_000
    assert len(taken) < 50_000


def test_the_error_of_a_stream_comes_through() -> None:
    def items() -> Iterator[accounting.ListedVoucher]:
        yield voucher()
        raise SetupError("the answer ended here")

    for read in (frames.table, frames.lines):
        with pytest.raises(SetupError, match="the answer ended here"):
            read(LEDGER, items())
    # Newer versions of Polars make an error of their own of it.
    with pytest.raises((SetupError, pl.exceptions.ComputeError), match="the answer ended here"):
        pl.DataFrame(frames.reader(LEDGER, items()))


NUMBERS = frames.table(LEDGER, [voucher(netvisor_key=key) for key in range(1000)])["netvisor_key"]


def address(array: Any) -> int:
    """Where the values of an Arrow array are in memory."""
    (chunk,) = array.chunks if isinstance(array, pa.ChunkedArray) else [array]
    found: int = chunk.buffers()[1].address
    return found


def test_numbers_are_not_copied_on_the_way_to_polars() -> None:
    taken = pl.from_arrow(NUMBERS)
    assert isinstance(taken, pl.Series)
    assert address(taken.to_arrow()) == address(NUMBERS)


def test_numbers_are_not_copied_on_the_way_to_pandas() -> None:
    taken = NUMBERS.to_pandas(types_mapper=pd.ArrowDtype)
    assert address(taken.array.__arrow_array__()) == address(NUMBERS)


def test_amounts_are_added_up_exactly_by_both() -> None:
    lines = frames.lines(LEDGER, [voucher(line(Decimal("0.1")), line(Decimal("0.2")), line(Decimal("-0.3")))])
    assert pl.DataFrame(lines)["line_sum"].sum() == 0
    assert lines["line_sum"].to_pandas(types_mapper=pd.ArrowDtype).sum() == 0


LINES = {
    "accountbalance.nv": ("account_balance", "netvisor_key"),
    "accountingledger.nv": ("voucher_line", "netvisor_key"),
    "accountlist.nv": ("accounts.account", None),
    "dimensionlist.nv": ("dimension_details.dimension_detail", "netvisor_key"),
    "getorder.nv": ("invoice_lines.invoice_line.lines", "sales_invoice_netvisor_key"),
    "getpayrollpaycheckbatch.nv": ("payroll_paycheck_batch_lines.payroll_paycheck_batch_line", "payment_date"),
    "getpurchaseinvoice.nv": ("invoice_lines.purchase_invoice_line", "purchase_invoice_netvisor_key"),
    "getpurchaseorder.nv": ("purchase_order_lines.lines", "netvisor_key"),
    "getsalesinvoice.nv": ("invoice_lines.invoice_line.lines", "sales_invoice_netvisor_key"),
    "getworkdays.nv": ("workday_hour", "date"),
    "inventorybywarehouse.nv": ("warehouse", "netvisor_key"),
    "vouchertypelist.nv": ("voucher_types.voucher_type", None),
}


@pytest.mark.parametrize("resource", LINES)
def test_the_lines_of_documents_are_those(resource: str) -> None:
    """A new list beside them must not move what users have columns of."""
    lines = flat(class_of(resource)).lines
    assert lines is not None
    key = lines.keys[0].name if lines.keys else None
    assert (".".join(lines.path), key) == LINES[resource]


@pytest.mark.parametrize("resource", ["customerlist.nv", "getcustomer.nv", "getproduct.nv", "salesinvoicelist.nv"])
def test_what_has_no_lines_has_one_table(resource: str) -> None:
    assert flat(class_of(resource)).lines is None


def class_of(resource: str) -> type:
    """The class that the calls of a resource give."""
    (cls,) = {cls for function in find(resource).functions for cls in classes_in(get_type_hints(function)["return"])}
    return cls


def test_a_stream_becomes_a_frame_without_a_list_between() -> None:
    call = sales.list_payment_terms()
    with Sandbox(seed="demo") as sandbox, Client(sandbox.credentials, base_url=sandbox.url) as client:
        with client.stream(call) as terms:
            streamed = frames.table(call, terms)
        assert streamed == frames.table(call, client.send(call))
    assert streamed.num_rows > 1

from __future__ import annotations

from datetime import date
from typing import Any

from netvisor import Client
from netvisor.resources import accounting, customers, sales
from netvisor.resources.common import Dimension
from netvisor.sandbox import Sandbox

from . import messages as m
from .test_corrections import add, lines


def test_rows_that_an_edit_has_replaced_are_shown_as_invalidated(client: Client) -> None:
    dimension = Dimension(dimension_name="Projekti", dimension_item="Syksy")
    key = add(client, m.voucher([m.row("100", 1910, dimension=[dimension]), m.row("-100", 3040)]))
    old = lines(client, key)
    rows = [m.row("70", 1910), m.row("-70", 3000)]
    client.send(accounting.edit_voucher(accounting.EditedVoucher(netvisor_key=key, voucher_line=rows)))
    year: Any = {"start_date": date(2026, 1, 1), "end_date": date(2026, 12, 31)}

    def shown(**asked: Any) -> list[tuple[str | None, str, int | None]]:
        (got,) = client.send(accounting.list_vouchers(**year, **asked))
        return [(row.status, str(row.line_sum), row.account_number) for row in got.voucher_line]

    valid = [("valid", "70.00", 1910), ("valid", "-70.00", 3000)]
    assert shown() == valid
    assert shown(voucher_status=1) == [("invalidated", "100.00", 1910), ("invalidated", "-100.00", 3040), *valid]
    (got,) = client.send(accounting.list_vouchers(**year, voucher_status=1))
    assert [row.netvisor_key for row in got.voucher_line[:2]] == old
    assert [(use.dimension_name, use.dimension_item) for use in got.voucher_line[0].dimension] == [
        ("Projekti", "Syksy")
    ]
    assert client.send(accounting.list_vouchers(**year, voucher_status=3)) == []
    assert client.send(accounting.list_vouchers(**year, account_number_start=3040, account_number_end=3040)) == []


def edited_voucher(client: Client, sandbox: Sandbox) -> tuple[int, int]:
    """An invoice and its voucher, the rows of which are replaced; their keys."""
    client.send(customers.add_customer(m.customer()))
    invoice = client.send(sales.add_sales_invoice(m.invoice())).netvisor_key
    key = int(sandbox.books["1234567-8"].documents[invoice].voucher)
    rows = [m.row("70", 1910), m.row("-70", 3000)]
    client.send(accounting.edit_voucher(accounting.EditedVoucher(netvisor_key=key, voucher_line=rows)))
    return invoice, key


def test_a_deleted_voucher_still_shows_its_replaced_rows(client: Client, sandbox: Sandbox) -> None:
    invoice, key = edited_voucher(client, sandbox)
    client.send(sales.delete_sales_invoice(invoice))
    year: Any = {"start_date": date(2026, 1, 1), "end_date": date(2026, 12, 31)}
    (got,) = client.send(accounting.list_vouchers(**year, voucher_status=1))
    assert got.netvisor_key == key
    assert [row.status for row in got.voucher_line] == [*["invalidated"] * 3, "deleted", "deleted"]


def test_a_voucher_that_is_made_anew_has_no_replaced_rows(client: Client, sandbox: Sandbox) -> None:
    invoice, key = edited_voucher(client, sandbox)
    client.send(sales.edit_sales_invoice(m.invoice(), id=invoice))
    assert {line.voucher for line in sandbox.books["1234567-8"].voucher_lines} == {key}
    with sandbox.store.reading() as connection:
        assert connection.execute("select count(*) from replaced_line").fetchone()[0] == 0

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from netvisor import Client, encode
from netvisor.errors import InvalidData
from netvisor.resources import batch, customers, dimensions, purchases, sales
from netvisor.resources.batch import FetchedBatch, PurchaseInvoiceBatch, SalesInvoiceBatch
from netvisor.sandbox import Sandbox

from . import messages as m
from .conftest import Caller
from .golden import golden

NOW = datetime.fromisoformat("2026-11-22 12:00:00")


@pytest.fixture(autouse=True)
def _customer(client: Client) -> None:
    client.send(customers.add_customer(m.customer()))


def of(*invoices: sales.SalesInvoice, **fields: Any) -> SalesInvoiceBatch:
    """A batch of the items lasku-1, lasku-2 and so on."""
    items = [
        batch.SalesItem(identifier=f"lasku-{at}", item_data=batch.SalesItemData(sales_invoice=invoice))
        for at, invoice in enumerate(invoices, 1)
    ]
    return SalesInvoiceBatch(items=batch.SalesItems(item=items), **fields)


def send(client: Client, message: SalesInvoiceBatch) -> int:
    done = client.send(batch.add_sales_invoice_batch(message))
    (key,) = done.inserted
    return int(key)


def state(client: Client, key: int, **asked: Any) -> FetchedBatch:
    got = client.send(batch.get_batch_status(key, **asked))
    assert got is not None
    return got


def test_an_item_that_is_refused_leaves_no_trace_and_the_others_are_imported(client: Client) -> None:
    carried = sales.Dimension(dimension_name="Osasto", dimension_item=sales.DimensionItem("Myynti"))
    wrong = m.invoice(m.line(dimension=[carried]), override_voucher_sales_receivables_account_number=404)
    key = send(client, of(m.invoice(), wrong, m.invoice(m.line(quantity="1"))))
    got = state(client, key)
    assert got.summary is not None
    assert (got.summary.status, got.summary.status_code, got.summary.processing_end_time) == ("finished", 3, NOW)
    assert (got.summary.batch_size, got.summary.items_pending_count) == (3, 0)
    assert (got.summary.items_success_count, got.summary.items_error_count) == (2, 1)
    assert got.sales_invoice_link_information is None
    assert got.item_error_descriptions is not None
    (failed,) = got.item_error_descriptions.item_error
    assert failed.identifier == "lasku-2"
    assert failed.errors is not None
    (error,) = failed.errors.error
    assert (error.type, error.value) == ("INVALID_DATA", "Sandbox: there is no account 404")
    assert client.send(dimensions.list_dimensions()) == []
    listed = client.send(sales.list_sales_invoices(sales_invoice_batch_id=key))
    assert [(row.invoice_number, row.invoice_sum) for row in listed] == [
        ("1", Decimal("16.84")),
        ("2", Decimal("8.42")),
    ]


def test_an_item_whose_elements_do_not_go_together_is_refused_alone(client: Client, caller: Caller) -> None:
    body = encode(of(m.invoice(), m.invoice(), m.invoice())).bytes()
    first, second, third = body.split(b"<paymenttermnetdays>14</paymenttermnetdays>")[:3]
    rest = body[len(first + second + third) + 2 * len(b"<paymenttermnetdays>14</paymenttermnetdays>") :]
    days, order = b"<paymenttermnetdays>14</paymenttermnetdays>", b"<invoicetype>order</invoicetype>"
    status = b'<salesinvoicestatus type="netvisor">'
    third = third.replace(status + b"open", order + status + b"delivered")
    key = caller.send("salesinvoicebatch.nv", first + days + second + third + rest).key
    got = state(client, key, add_sales_invoice_link_information=True)
    assert got.sales_invoice_link_information is not None
    assert [link.item_identifier for link in got.sales_invoice_link_information.link] == ["lasku-1"]
    assert got.item_error_descriptions is not None
    told = {
        each.identifier: [error.value for error in each.errors.error]
        for each in got.item_error_descriptions.item_error
        if each.errors is not None
    }
    assert list(told) == ["lasku-2", "lasku-3"]
    assert "expected at least one of paymentterm, paymenttermnetdays, salesinvoiceduedate" in str(told["lasku-2"])
    assert "sales orders go one by one" in str(told["lasku-3"])


def test_a_batch_whose_xml_is_wrong_is_refused_whole(caller: Caller) -> None:
    body = encode(of(m.invoice(), m.invoice())).bytes()
    got = caller.send("salesinvoicebatch.nv", body.replace(b"<paymenttermnetdays>14", b"<paymenttermnetdays>x", 1))
    assert "Could not validate xml" in got.refusal
    assert caller.send("getbatchlist.nv").texts("Batches/Batch") == []


def test_invoices_are_listed_by_their_batch(client: Client) -> None:
    alone = client.send(sales.add_sales_invoice(m.invoice())).netvisor_key
    first, second = send(client, of(m.invoice())), send(client, of(m.invoice(), m.invoice()))
    by_batch = [client.send(sales.list_sales_invoices(sales_invoice_batch_id=key)) for key in (first, second, alone)]
    assert [len(rows) for rows in by_batch] == [1, 2, 0]


def test_an_error_of_each_category_keeps_its_category(client: Client, sandbox: Sandbox) -> None:
    sandbox.books["1234567-8"].lock_period(m.DAY)
    key = send(
        client,
        of(
            m.invoice(),
            m.invoice(sales_invoice_status="unsent", sales_invoice_number=7),
            m.invoice(sales_invoice_status="unsent", sales_invoice_number=7),
        ),
    )
    got = state(client, key)
    assert got.item_error_descriptions is not None
    errors = [
        (each.identifier, error.type)
        for each in got.item_error_descriptions.item_error
        if each.errors
        for error in each.errors.error
    ]
    assert errors == [("lasku-1", "PERIOD_LOCK"), ("lasku-3", "DUPLICATE_DATA")]


def test_batches_are_listed_by_kind_and_status(client: Client) -> None:
    key = send(client, of(m.invoice()))
    (row,) = client.send(batch.list_batches())
    assert (row.id, row.status, row.status_code, row.import_time_stamp) == (key, "finished", 3, NOW)
    assert client.send(batch.list_batches(status="finished", batch_type="salesinvoice")) == [row]
    assert client.send(batch.list_batches(status="pending")) == []
    assert client.send(batch.list_batches(batch_type="purchaseinvoice")) == []


def test_an_unknown_batch_is_refused(client: Client, caller: Caller) -> None:
    key = send(client, of(m.invoice()))
    for asked, text in ((key + 99, "salesinvoice"), (key, "purchaseinvoice")):
        with pytest.raises(InvalidData, match=f"Sandbox: there is no batch of the type {text} with the id {asked}"):
            client.send(batch.get_batch_status(asked, batch_type=text))  # type: ignore[arg-type]  # one of the two
    assert "the parameter id is missing" in caller.send("getbatchstatus.nv").refusal


def test_a_file_for_an_item_that_is_not_there_refuses_the_batch(client: Client) -> None:
    shared = golden("salesinvoicebatch-full", SalesInvoiceBatch).shared_attachments
    with pytest.raises(InvalidData, match="Sandbox: a shared attachment names the item lasku-2"):
        send(client, of(m.invoice(), shared_attachments=shared))
    assert client.send(batch.list_batches()) == []


def test_purchase_invoices_are_imported_in_a_batch(client: Client, sandbox: Sandbox) -> None:
    sent = golden("purchaseinvoicebatch-full", PurchaseInvoiceBatch)
    (key,) = client.send(batch.add_purchase_invoice_batch(sent)).inserted
    got = state(client, int(key), batch_type="purchaseinvoice", add_purchase_invoice_link_information=True)
    assert got.summary is not None
    assert (got.summary.items_success_count, got.summary.items_error_count) == (2, 0)
    assert got.sales_invoice_link_information is None
    assert got.purchase_invoice_link_information is not None
    links = got.purchase_invoice_link_information.link
    # A purchase invoice is not seen at once.
    sandbox.clock.advance(timedelta(hours=1))
    assert [link.item_identifier for link in links] == [item.identifier for item in sent.items.item]
    for link in links:
        assert link.netvisor_key is not None
        assert client.send(purchases.get_purchase_invoice(link.netvisor_key)) is not None
    for asked, found in ((key, [link.netvisor_key for link in links]), (int(key) + 99, [])):
        listed = client.send(purchases.list_purchase_invoices(purchase_invoice_batch_id=int(asked)))
        assert [row.netvisor_key for row in listed] == found

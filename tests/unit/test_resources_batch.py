"""Batches of invoices: golden messages from the facts, answers read into typed objects, every rule refusing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import untyped
from netvisor.declare import CLEAR
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Done
from netvisor.resources import batch
from netvisor.resources.batch import (
    BatchSummary,
    FetchedBatch,
    ItemErrorText,
    ItemLink,
    Link,
    PurchaseAttachmentData,
    PurchaseInvoiceBatch,
    PurchaseItem,
    PurchaseItemData,
    PurchaseItems,
    SalesAttachmentData,
    SalesInvoiceBatch,
    SalesItem,
    SalesItemData,
    SalesItems,
    SharedPurchaseAttachment,
    SharedPurchaseAttachments,
    SharedSalesAttachment,
    SharedSalesAttachments,
)
from netvisor.resources.purchases.invoices import PurchaseInvoice
from netvisor.resources.sales.invoices import SalesInvoice
from tests.conftest import FIXTURES, Golden

M = TypeVar("M")


def committed(name: str, cls: type[M]) -> M:
    """A golden message of a single invoice, which stands in the batch as it is."""
    return decode((FIXTURES / "requests" / f"{name}.xml").read_bytes(), cls, "iso-8859-15")


# Messages.


def sales_item(identifier: str, name: str = "salesinvoice-minimal", **changes: Any) -> SalesItem:
    invoice = committed(name, SalesInvoice)
    for attr, value in changes.items():
        setattr(invoice, attr, value)
    return SalesItem(identifier=identifier, item_data=SalesItemData(sales_invoice=invoice))


def sales_attachment(**fields: Any) -> SharedSalesAttachment:
    usual: dict[str, Any] = {
        "mime_type": "application/pdf",
        "data": SalesAttachmentData(b"%PDF-1.4\n", type="pdf"),
        "file_name": "ehdot.pdf",
        "description": "Yleiset ehdot",
        "item_link": ItemLink(item_identifier=["lasku-1", "lasku-2"]),
    }
    return SharedSalesAttachment(**{**usual, **fields})


def sales_batch(*items: SalesItem, attachments: tuple[SharedSalesAttachment, ...] = ()) -> SalesInvoiceBatch:
    made = SalesInvoiceBatch(items=SalesItems(item=items or [sales_item("lasku-1")]))
    if attachments:
        made.shared_attachments = SharedSalesAttachments(attachment=attachments)
    return made


def full_sales_batch() -> SalesInvoiceBatch:
    finvoice = sales_attachment(
        mime_type="text/xml",
        data=SalesAttachmentData(b"<Finvoice>\xe4</Finvoice>", type="finvoice"),
        file_name="lasku-2.xml",
        description="Verkkolasku, 244,00 \u20ac",
        item_link=ItemLink(item_identifier=["lasku-2"]),
    )
    return sales_batch(
        sales_item("lasku-1", "salesinvoice-product-line"),
        sales_item("lasku-2", "salesinvoice-credit-note"),
        attachments=(sales_attachment(print_by_default=True), finvoice),
    )


def purchase_item(identifier: str, name: str = "purchaseinvoice-minimal") -> PurchaseItem:
    invoice = committed(name, PurchaseInvoice)
    return PurchaseItem(identifier=identifier, item_data=PurchaseItemData(purchase_invoice=invoice))


def purchase_batch() -> PurchaseInvoiceBatch:
    return PurchaseInvoiceBatch(items=PurchaseItems(item=[purchase_item("ostolasku-1")]))


def full_purchase_batch() -> PurchaseInvoiceBatch:
    attachment = SharedPurchaseAttachment(
        mime_type="application/pdf",
        data=PurchaseAttachmentData(b"%PDF-1.4\n"),
        file_name="lähetyslista.pdf",
        description="Lähetyslista",
        item_link=ItemLink(item_identifier=["ostolasku-1", "ostolasku-2"]),
    )
    return PurchaseInvoiceBatch(
        shared_attachments=SharedPurchaseAttachments(attachment=[attachment]),
        items=PurchaseItems(
            item=[
                purchase_item("ostolasku-1", "purchaseinvoice-full"),
                purchase_item("ostolasku-2", "purchaseinvoice-credit"),
            ]
        ),
    )


GOLDEN: dict[str, Callable[[], Any]] = {
    "salesinvoicebatch-minimal": sales_batch,
    "salesinvoicebatch-full": full_sales_batch,
    "purchaseinvoicebatch-minimal": purchase_batch,
    "purchaseinvoicebatch-full": full_purchase_batch,
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    message = GOLDEN[name]()
    body = encode(message).bytes()
    golden(FIXTURES / "requests" / f"{name}.xml", body)
    assert decode(body, type(message)) == message


@pytest.mark.parametrize(
    ("single", "whole", "tag"),
    [
        ("salesinvoice-credit-note", full_sales_batch, b"salesinvoice"),
        ("purchaseinvoice-full", full_purchase_batch, b"purchaseinvoice"),
    ],
)
def test_an_item_is_the_message_of_the_single_resource(single: str, whole: Callable[[], object], tag: bytes) -> None:
    alone = (FIXTURES / "requests" / f"{single}.xml").read_bytes()
    inside = alone.removeprefix(b"<root>").removesuffix(b"</root>")
    assert inside.startswith(b"<" + tag + b">")
    assert b"<itemdata>" + inside + b"</itemdata>" in encode(whole()).bytes()


# Rules.


@pytest.mark.parametrize(
    ("message", "path", "expected"),
    [
        pytest.param(
            sales_batch(sales_item("1", invoice_type="order", sales_invoice_status="undelivered")),
            "items.item[0].item_data.sales_invoice",
            "sales orders go one by one",
            id="an order",
        ),
        pytest.param(sales_batch(*[sales_item("1")] * 501), "items.item", "at most 500", id="501 invoices"),
        pytest.param(
            sales_batch(
                attachments=(
                    sales_attachment(data=SalesAttachmentData(b"<Finvoice/>", type="finvoice"), print_by_default=False),
                )
            ),
            "shared_attachments.attachment[0].data|print_by_default",
            "no print_by_default",
            id="printing of a Finvoice",
        ),
        pytest.param(
            sales_batch(sales_item("1", sales_invoice_status=CLEAR)),
            "items.item[0].item_data.sales_invoice.invoice_type|sales_invoice_status",
            "open or unsent",
            id="an item that breaks a rule of its own",
        ),
        pytest.param(
            sales_batch(sales_item("\u00e4" * 51)), "items.item[0].identifier", "at most 50", id="a long identifier"
        ),
        pytest.param(
            sales_batch(attachments=(sales_attachment(description="\u00e4" * 101),)),
            "shared_attachments.attachment[0].description",
            "at most 100",
            id="a long description",
        ),
    ],
)
def test_a_message_that_breaks_a_rule_is_refused_at_its_place(message: object, path: str, expected: str) -> None:
    (problem,) = check(message)
    assert problem.path == path
    assert expected in problem.expected
    with pytest.raises(MessageError):
        encode(message)


def test_500_invoices_are_taken() -> None:
    assert check(sales_batch(*[sales_item("1")] * 500)) == []


# Answers and calls.


def taken(call: Call[Any], fixture: str) -> Any:
    reply = read_reply((FIXTURES / "replies" / f"{fixture}.xml").read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    assert list(untyped(reply.root)) == []
    return call.result.take(Answer(root=reply.root))


def test_the_list_of_batches_is_typed_in_both_spellings_of_the_code() -> None:
    first, second = taken(batch.list_batches(), "getbatchlist-several")
    assert (first.id, first.status, first.status_code) == (31, "pending", 1)
    assert first.import_time_stamp == datetime(2026, 11, 22, 8, 30)  # noqa: DTZ001  # answers name no zone
    assert (second.status_code, second.import_time_stamp) == (3, datetime(2026, 11, 21, 8, 30))  # noqa: DTZ001
    (other,) = taken(batch.list_batches(), "getbatchlist-variants")
    assert (other.status, other.status_code) == ("processing", 2)
    assert [row.id for row in taken(batch.list_batches(), "getbatchlist-one")] == [31]
    assert taken(batch.list_batches(), "getbatchlist-empty") == []


def test_a_batch_on_its_way_has_no_end_yet() -> None:
    assert taken(batch.get_batch_status(31), "getbatchstatus-one") == FetchedBatch(
        summary=BatchSummary(
            status="processing",
            status_code=2,
            processing_end_time=None,
            batch_size=1,
            items_pending_count=1,
            items_success_count=0,
            items_error_count=0,
        )
    )


def test_a_finished_batch_tells_keys_and_errors() -> None:
    state = taken(batch.get_batch_status(31), "getbatchstatus-several")
    assert state.sales_invoice_link_information.link == [
        Link(item_identifier="lasku-1", netvisor_key=165),
        Link(item_identifier="lasku-2", netvisor_key=166),
    ]
    first, second = state.item_error_descriptions.item_error
    assert first.errors.error == [
        ItemErrorText("Asiakasta ei löydy", type="INVALID_DATA"),
        ItemErrorText("Maksuehto puuttuu", type="INVALID_DATA"),
    ]
    assert (second.identifier, second.errors.error[0].type) == ("lasku-4", "DUPLICATE_DATA")


def test_a_batch_of_purchase_invoices_tells_its_keys_under_another_name() -> None:
    state = taken(batch.get_batch_status(31, batch_type="purchaseinvoice"), "getbatchstatus-purchases")
    assert state.purchase_invoice_link_information.link == [Link(item_identifier="ostolasku-1", netvisor_key=1025)]
    assert state.summary.processing_end_time == datetime(2026, 11, 22, 8, 31, 2)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("call", "resource"),
    [
        (batch.add_sales_invoice_batch(sales_batch()), "salesinvoicebatch.nv"),
        (batch.add_purchase_invoice_batch(purchase_batch()), "purchaseinvoicebatch.nv"),
    ],
    ids=["sales", "purchases"],
)
def test_a_batch_is_a_write_whose_answer_may_hold_its_id(call: Call[Done], resource: str) -> None:
    assert (call.resource, call.http, call.writes, call.parameters) == (resource, "POST", True, ())
    assert call.result.take(Answer(inserted=["31"])) == Done(inserted=("31",))
    assert call.result.take(Answer()) == Done()


def test_the_reads_take_every_documented_parameter() -> None:
    listing = batch.list_batches(status="finished", batch_type="purchaseinvoice")
    assert listing.parameters == (("status", "finished"), ("batchtype", "purchaseinvoice"))
    state = batch.get_batch_status(
        31,
        batch_type="salesinvoice",
        add_sales_invoice_link_information=True,
        add_purchase_invoice_link_information=True,
    )
    assert state.parameters == (
        ("id", "31"),
        ("batchtype", "salesinvoice"),
        ("addsalesinvoicelinkinformation", "1"),
        ("addpurchaseinvoicelinkinformation", "1"),
    )
    assert not listing.writes
    assert not state.writes

"""What follows a sales invoice or order: golden messages, answers, calls, and every rule refusing something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import untyped
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Done
from netvisor.resources import sales
from netvisor.resources.common import DeletedRecord
from netvisor.resources.sales import (
    DeliveryAmount,
    FetchedSalesInvoiceProductLine,
    InvoicingCustomer,
    InvoicingProductLine,
    InvoicingProductLines,
    MatchCreditNote,
    SalesInvoiceComment,
    SalesInvoiceComments,
    SalesOrderInvoicing,
)
from tests.conftest import FIXTURES, Golden
from tests.element_paths import declared_paths, written_paths

# Messages.


def order_line(**fields: Any) -> InvoicingProductLine:
    usual: dict[str, Any] = {
        "netvisor_key": 123,
        "delivery_date": date(2026, 11, 24),
        "delivery_amount": DeliveryAmount(1, is_post_delivery=False),
    }
    return InvoicingProductLine(**{**usual, **fields})


def order(*lines: InvoicingProductLine) -> SalesOrderInvoicing:
    return SalesOrderInvoicing(
        invoicing_customer=InvoicingCustomer(
            netvisor_key=1031,
            invoice_date=date(2026, 11, 22),
            invoicing_product_lines=InvoicingProductLines(invoicing_product_line=lines or [order_line()]),
        )
    )


def full_order() -> SalesOrderInvoicing:
    late = DeliveryAmount(Decimal("2.50"), is_post_delivery=True)
    return order(order_line(inventory_place="321"), order_line(netvisor_key=124, delivery_amount=late))


def comment(text: str, kind: Any = "order") -> SalesInvoiceComments:
    return SalesInvoiceComments(
        sales_invoice_comment=SalesInvoiceComment(invoice_type=kind, invoice_netvisor_key=165, comment=text)
    )


GOLDEN: dict[str, Callable[[], object]] = {
    "salesorderinvoicing-minimal": order,
    "salesorderinvoicing-full": full_order,
    "salesinvoicecomment-minimal": lambda: comment("Soitettu"),
    "salesinvoicecomment-full": lambda: comment("Äidin tilaus: á 6,90 € & rahti, <kiire>", "invoicedraft"),
    "matchcreditnote-minimal": lambda: MatchCreditNote(credit_note_netvisor_key=1, invoice_netvisor_key=2),
    "matchcreditnote-full": lambda: MatchCreditNote(credit_note_netvisor_key=2597, invoice_netvisor_key=2582),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    made = GOLDEN[name]()
    body = encode(made).bytes()
    golden(FIXTURES / "requests" / f"{name}.xml", body)
    assert decode(body, type(made)) == made


@pytest.mark.parametrize("name", [name for name in GOLDEN if name.endswith("-full")])
def test_the_full_message_holds_every_element_and_attribute(name: str) -> None:
    made = GOLDEN[name]()
    assert written_paths(encode(made).bytes()) == declared_paths(type(made))


def test_a_comment_longer_than_documented_is_refused() -> None:
    assert check(comment("ä" * 500)) == []
    (problem,) = check(comment("ä" * 501))
    assert problem.path == "sales_invoice_comment.comment"
    assert problem.expected == "a text of at most 500 characters"


def test_an_order_without_lines_is_refused() -> None:
    lines = InvoicingProductLines(invoicing_product_line=[])
    customer = InvoicingCustomer(netvisor_key=1, invoice_date=date(2026, 11, 22), invoicing_product_lines=lines)
    found = {problem.path: problem.rule for problem in check(SalesOrderInvoicing(invoicing_customer=customer))}
    assert found["invoicing_customer.invoicing_product_lines.invoicing_product_line"] == "required"


# Answers.


def taken(call: Call[Any], fixture: str) -> Any:
    """What a call makes of a committed answer, every value of which must be typed."""
    reply = read_reply((FIXTURES / "replies" / fixture).read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    assert list(untyped(reply.root)) == []
    return call.result.take(Answer(root=reply.root))


def test_a_sales_order_comes_in_the_elements_of_an_invoice() -> None:
    one = taken(sales.get_sales_order(33), "getorder-one.xml")
    assert isinstance(one, sales.FetchedSalesInvoice)
    assert (one.sales_invoice_netvisor_key, one.sales_invoice_number) == (33, "7")
    assert one.invoice_status == sales.FetchedInvoiceStatus("Toimittamaton", status="undelivered")
    assert one.sales_invoice_amount == sales.FetchedSalesInvoiceAmount(Decimal("1249.90"), "EUR", Decimal(1))
    assert one.documents is not None
    assert [made.invoice_number for made in one.documents.sales_invoice] == ["5"]
    line = one.invoice_lines.invoice_line.lines[0]  # type: ignore[union-attr]  # the fixture holds them
    assert isinstance(line, FetchedSalesInvoiceProductLine)
    assert (line.netvisor_key, line.product_name) == (123, "Hedelmälaatikko")


def test_several_orders_or_none_are_a_list() -> None:
    call = sales.get_sales_orders([33, 34])
    assert [one.sales_invoice_number for one in taken(call, "getorder-several.xml")] == ["7", "8"]
    assert [one.sales_invoice_number for one in taken(call, "getorder-one.xml")] == ["7"]
    assert taken(call, "getorder-empty.xml") == []
    assert taken(sales.get_sales_order(33), "getorder-several.xml").sales_invoice_number == "7"
    assert taken(sales.get_sales_order(99), "getorder-empty.xml") is None


DELETED = {
    "deletedsalesinvoices": sales.list_deleted_sales_invoices,
    "deletedsalesorders": sales.list_deleted_sales_orders,
}


@pytest.mark.parametrize("name", DELETED)
def test_deleted_documents_are_read_with_the_minute(name: str) -> None:
    call = DELETED[name](date(2026, 11, 16))
    assert call.parameters == (("deletedsince", "2026-11-16"),)
    assert not call.writes
    first, second = taken(call, f"{name}-several.xml")
    assert first == DeletedRecord(
        netvisor_key=5,
        delete_date=datetime(2026, 11, 18, 15, 14),  # noqa: DTZ001  # answers name no zone
    )
    assert second.netvisor_key == 6
    assert taken(call, f"{name}-one.xml") == [first]
    assert taken(call, f"{name}-empty.xml") == []


def test_the_forecast_of_contracts_is_read_in_its_finnish_forms() -> None:
    call = sales.get_contract_invoicing_report(2026, collection_netvisor_key=2587)
    assert call.parameters == (("year", "2026"), ("collectionnetvisorkey", "2587"))
    first, second = taken(call, "contractinvoicingreport-several.xml")
    assert first.name == sales.ServiceCollectionName("Siivous, kesämökit", netvisor_key=2587)
    assert (first.begin_date, first.end_date) == (date(2022, 4, 1), None)
    assert first.period_interval == sales.PeriodInterval(2, type="month")
    january, february = first.periods.period
    assert (january.month, january.invoiced) == ("2026-01", Decimal(14016))
    assert (january.forecast, january.total) == (Decimal(28032), Decimal(42048))
    assert february.total == Decimal("0.50")
    assert second.end_date == date(2027, 12, 31)
    assert taken(call, "contractinvoicingreport-one.xml") == [first]
    assert taken(call, "contractinvoicingreport-empty.xml") == []


@pytest.mark.parametrize("year", [26, 12026])
def test_a_year_of_other_than_four_digits_is_refused(year: int) -> None:
    with pytest.raises(MessageError, match="a year of four digits"):
        sales.get_contract_invoicing_report(year)


def test_sales_people_are_read_with_the_key_beside_them() -> None:
    call = sales.list_sales_personnel()
    first, second = taken(call, "salespersonnellist-several.xml")
    assert first == sales.SalesPerson(
        netvisor_key=1, first_name="Matti", last_name="Mäkelä", provision_percent=Decimal("2.5")
    )
    assert (second.netvisor_key, second.provision_percent) == (2, None)
    assert taken(call, "salespersonnellist-one.xml") == [first]
    assert taken(call, "salespersonnellist-empty.xml") == []


# Calls.


def test_an_order_takes_the_parameters_of_an_invoice() -> None:
    call = sales.get_sales_order(
        33,
        pdf_image="nopdf",
        show_process_history=True,
        include_attachments=True,
        show_comment_lines=True,
        include_documents=True,
        reply_option=63,
    )
    assert (call.resource, call.writes) == ("getorder.nv", False)
    assert call.parameters == (
        ("netvisorkey", "33"),
        ("pdfimage", "nopdf"),
        ("showprocesshistory", "1"),
        ("includeattachments", "1"),
        ("showcommentlines", "1"),
        ("includedocuments", "1"),
        ("replyoption", "63"),
    )
    first, second = sales.get_sales_orders(range(1, 502)).split()
    assert (len(first.parameters[0][1].split(",")), second.parameters) == (500, (("netvisorkeylist", "501"),))


@pytest.mark.parametrize("option", [0, 64])
def test_a_reply_option_of_an_order_that_is_no_sum_of_the_options_is_refused(option: int) -> None:
    with pytest.raises(MessageError, match="a sum of 1, 2, 4, 8, 16 and 32"):
        sales.get_sales_order(33, reply_option=option)
    with pytest.raises(MessageError, match="a sum of 1, 2, 4, 8, 16 and 32"):
        sales.get_sales_orders([33], reply_option=option)


def test_an_order_is_invoiced_with_every_documented_parameter() -> None:
    call = sales.invoice_sales_order(order(), method="billanddelivery", copy_sublines=True, update_mid_price=False)
    assert (call.resource, call.http, call.writes) == ("salesorderinvoicing.nv", "POST", True)
    assert call.parameters == (("method", "billanddelivery"), ("copysublines", "true"), ("updatemidprice", "false"))
    assert sales.invoice_sales_order(order(), method="deliveryonly").parameters == (("method", "deliveryonly"),)
    assert call.result.take(Answer(inserted=["9"])) == Done(inserted=("9",))


def test_an_order_is_invoiced_in_a_documented_way_only() -> None:
    with pytest.raises(MessageError, match="one of deliveryonly, billanddelivery"):
        sales.invoice_sales_order(order(), method="add")  # type: ignore[arg-type]  # meant


def test_a_comment_and_a_match_are_writes_without_parameters() -> None:
    commented = sales.add_sales_invoice_comment(comment("Soitettu"))
    matched = sales.match_credit_note(MatchCreditNote(credit_note_netvisor_key=1, invoice_netvisor_key=2))
    assert (commented.resource, matched.resource) == ("salesinvoicecomment.nv", "matchcreditnote.nv")
    for call in (commented, matched):
        assert (call.http, call.writes, call.parameters) == ("POST", True, ())
        assert call.result.take(Answer()) == Done()


@pytest.mark.parametrize(
    ("call", "resource", "parameter"),
    [
        (sales.delete_sales_invoice(165), "deletesalesinvoice.nv", ("invoiceid", "165")),
        (sales.delete_sales_order(33), "deletesalesinvoice.nv", ("orderid", "33")),
        (
            sales.delete_sales_invoice_product_line(123),
            "deletesalesinvoiceproductline.nv",
            ("invoiceproductlinenetvisorkey", "123"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_delete_is_a_get_that_writes(call: Call[Done], resource: str, parameter: tuple[str, str]) -> None:
    assert (call.resource, call.http, call.writes, call.parameters) == (resource, "GET", True, (parameter,))
    assert (call.message, call.body) == (None, None)
    assert call.result.take(Answer()) == Done()

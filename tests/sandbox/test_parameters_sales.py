"""The documented parameters of the reads of customers, invoices and payments, each by what it changes."""

from __future__ import annotations

from datetime import date
from typing import Literal

from netvisor import Client
from netvisor.codec.encode import encode
from netvisor.resources import customers, payments, sales
from netvisor.resources.common import NetvisorOrCustomer

from . import messages as m
from .conftest import Caller
from .test_orders import get as fetched_order
from .test_orders import lines_of
from .test_orders import message as delivery

RECEIVABLES = "Customer/CustomerAdditionalInformation/AdditionalInformation/ReceivablesManagement"
PURCHASE_PRICE = "SalesInvoice/InvoiceLines/InvoiceLine/SalesInvoiceProductLine/ProductPurchasePrice"


def test_reply_option_1_of_a_customer_tells_how_fast_it_pays(client: Client, caller: Caller) -> None:
    key = client.send(customers.add_customer(m.customer())).netvisor_key
    other = client.send(customers.add_customer(m.customer(code="012"))).netvisor_key

    def told(asked: int) -> list[str]:
        got = caller.send("getcustomer.nv", id=asked, replyoption=1)
        return got.texts(f"{RECEIVABLES}/TurnoverDays") + got.texts(f"{RECEIVABLES}/TurnoverDeviation")

    assert told(key) == ["", ""]
    for invoiced, paid in ((date(2026, 10, 1), date(2026, 10, 15)), (date(2026, 10, 1), date(2026, 10, 21))):
        sent = m.invoice(m.line("1", "10", vat="0"), sales_invoice_date=invoiced)
        document = client.send(sales.add_sales_invoice(sent)).netvisor_key
        client.send(payments.add_sales_payment(m.payment("10", str(document), "netvisor", payment_date=paid)))
    assert told(key) == ["17", "3"]
    assert told(other) == ["", ""]
    for option in (2, 4, 8):
        got = client.send(customers.get_customer(key, reply_option=option))
        assert got is not None
        assert got.customer_additional_information is not None
        assert got.customer_additional_information.additional_information is None


def test_reply_options_of_the_payments_add_what_the_bank_told(client: Client, caller: Caller) -> None:
    client.send(customers.add_customer(m.customer()))
    client.send(sales.add_sales_invoice(m.invoice(m.line("1", "10", vat="0"))))
    client.send(payments.add_sales_payment(m.payment("10")))
    path = "SalesPaymentList/SalesPayment/Bank"
    for option, identifiers, records in ((1, [""], []), (2, [], [""]), (3, [""], [""])):
        got = caller.send("salespaymentlist.nv", replyoption=option)
        assert (got.texts(f"{path}/ArchiveIdentifier"), got.texts(f"{path}/TransactionRecord")) == (
            identifiers,
            records,
        )
    assert caller.send("salespaymentlist.nv").texts(path) == []
    (read,) = client.send(payments.list_sales_payments(reply_option=3))
    assert read.bank == payments.Bank()


def named(value: str, kind: Literal["netvisor", "customer"]) -> dict[str, object]:
    return {"second_name": NetvisorOrCustomer(value, kind)}


def test_documents_are_listed_by_their_auxiliary_trade_names(client: Client, caller: Caller) -> None:
    client.send(customers.add_customer(m.customer()))
    path = "SalesInvoiceList/SalesInvoice/NetvisorKey"
    by_key, by_name, _ = (
        str(client.send(sales.add_sales_invoice(m.invoice(**fields))).netvisor_key)
        for fields in (named("77", "netvisor"), named("Äiti Tukku", "customer"), {})
    )
    assert caller.send("salesinvoicelist.nv", secondnamenetvisorkey=77).texts(path) == [by_key]
    assert caller.send("salesinvoicelist.nv", secondname="Äiti Tukku").texts(path) == [by_name]
    assert caller.send("salesinvoicelist.nv", secondname="Tukku").texts(path) == []


def test_options_whose_elements_nobody_has_seen_add_nothing(client: Client, caller: Caller) -> None:
    client.send(customers.add_customer(m.customer()))
    invoice = client.send(sales.add_sales_invoice(m.invoice())).netvisor_key
    fields = {"invoice_type": "order", "sales_invoice_status": "undelivered"}
    order = client.send(sales.add_sales_invoice(m.invoice(**fields))).netvisor_key
    for resource, key in (("getsalesinvoice.nv", invoice), ("getorder.nv", order)):
        bare = list(caller.send(resource, netvisorkey=key).root.find("SalesInvoice").itertext())
        for option in (1, 2, 4, 8, 32):
            asked = caller.send(resource, netvisorkey=key, replyoption=option)
            assert list(asked.root.find("SalesInvoice").itertext()) == bare
        assert "expected one of" in caller.send(resource, netvisorkey=key, pdfimage="png").refusal
    listed = caller.send("salesinvoicelist.nv", replyoption=16)
    assert listed.texts("SalesInvoiceList/SalesInvoice/AdditionalInformation") == []


def test_an_order_shows_its_files_when_they_are_asked_for(client: Client) -> None:
    client.send(customers.add_customer(m.customer()))
    file = sales.SalesInvoiceAttachment(
        mime_type="application/pdf",
        attachment_description="Liite",
        file_name="liite.pdf",
        document_data=sales.DocumentData(b"%PDF", "pdf"),
    )
    wrapper = sales.SalesInvoiceAttachments(sales_invoice_attachment=[file])
    fields = {"invoice_type": "order", "sales_invoice_status": "undelivered"}
    key = client.send(sales.add_sales_invoice(m.invoice(sales_invoice_attachments=wrapper, **fields))).netvisor_key
    bare, whole = (client.send(sales.get_sales_order(key, include_attachments=asked)) for asked in (False, True))
    assert bare is not None
    assert bare.sales_invoice_attachments is None
    assert whole is not None
    assert whole.sales_invoice_attachments is not None
    assert [each.document_data for each in whole.sales_invoice_attachments.sales_invoice_attachment] == [b"%PDF"]


def test_the_mid_price_of_an_order_line_changes_nothing_on_its_invoice(client: Client, caller: Caller) -> None:
    buyer = client.send(customers.add_customer(m.customer())).netvisor_key
    keys = []
    for value in ("true", "false"):
        fields = {"invoice_type": "order", "sales_invoice_status": "undelivered"}
        order = client.send(sales.add_sales_invoice(m.invoice(**fields))).netvisor_key
        (line,) = lines_of(fetched_order(client, order))
        body = encode(delivery(buyer, **{f"line_{line.netvisor_key}": "2"})).bytes()
        asked = f"/salesorderinvoicing.nv?method=billanddelivery&updatemidprice={value}"
        assert caller.sent("POST", asked, body).statuses == ["OK"]
        keys.append(caller.send("salesinvoicelist.nv").texts("SalesInvoiceList/SalesInvoice/NetvisorKey")[-1])
    prices = [caller.send("getsalesinvoice.nv", netvisorkey=key).texts(PURCHASE_PRICE) for key in keys]
    assert prices == [[""], [""]]

"""The documented parameters of the reads of customers, invoices and payments, each by what it changes."""

from __future__ import annotations

from datetime import date

from netvisor import Client
from netvisor.resources import customers, payments, sales

from . import messages as m
from .conftest import Caller

RECEIVABLES = "Customer/CustomerAdditionalInformation/AdditionalInformation/ReceivablesManagement"


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

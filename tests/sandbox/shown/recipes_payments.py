"""Sales payments: entered, posted together, and matched by hand."""

from __future__ import annotations

from typing import Any, Final

from netvisor.resources import sales

from .. import messages as m
from .company import Answers, Books, recipe
from .message import Message

_PAYMENT: Final = "SalesPaymentList/SalesPayment"


def invoice(books: Books, total: str, **fields: Any) -> int:
    """Post an open invoice, or what the fields say; gives the key."""
    buyer = sales.InvoicingCustomerIdentifier("MÄKI01", "customer")
    sent = m.invoice(m.line(quantity="1", price=total, vat="0"), invoicing_customer_identifier=buyer, **fields)
    return books.post("salesinvoice", sent, method="add").key


def payment(books: Books, total: str) -> int:
    """Enter a payment of an invoice that nobody knows; gives the key."""
    return books.post("salespayment", m.payment(total, "4711")).key


def register(books: Books) -> None:
    """Add the customer and the product of the invoices."""
    books.customer("MÄKI01")
    books.product("OMENA")


@recipe("salespayment")
def sales_payment(books: Books, sent: Message) -> Answers:
    register(books)
    if sent.name == "salespayment-prepayment":
        key = invoice(books, "50", invoice_type="order", sales_invoice_status="undelivered")
        sent.put("targetidentifier", key)
        sent.put("sum", sent.text("sum"), currency="USD")
    elif sent.name == "salespayment-minimal":
        key = invoice(books, "50", sales_invoice_number=107)
        sent.put("paymentmethod", sent.text("paymentmethod"), overrideaccountingaccountnumber="1920")
    else:
        key = invoice(books, "1249.90", sales_invoice_reference_number="1070")
        # The golden rows total 0; these total what was paid.
        sent.put("salespaymentvoucherlines/voucherline[1]/linesum", "1300,00")
        sent.put("salespaymentvoucherlines/voucherline[2]/linesum", "-39,92")
    books.post("salespayment", sent)
    listed = books.get("salespaymentlist", invoicenetvisorkey=key)
    (voucher,) = listed.texts(f"{_PAYMENT}/VoucherID")
    answers = {"salespaymentlist": listed, "accountingledger": books.get("accountingledger", netvisorkey=voucher)}
    if sent.text("targetidentifier") != str(key):
        assert books.get("salesinvoicelist").texts("SalesInvoiceList/SalesInvoice/InvoiceStatus") == ["paid"]
    return answers


@recipe("masspayments")
def mass_payments(books: Books, sent: Message) -> Answers:
    other = payment(books, "20")
    for named in sent.top.findall("masspayment/paymentnetvisorkey"):
        named.text = str(payment(books, "10"))
    books.post("masspayments", sent)
    posted = books.get("salespaymentlist", abovenetvisorkey=other)
    (voucher,) = set(posted.texts(f"{_PAYMENT}/VoucherID"))
    assert books.get("salespaymentlist").texts(f"{_PAYMENT}/VoucherID")[0] != voucher
    return {"salespaymentlist": posted, "accountingledger": books.get("accountingledger", netvisorkey=voucher)}


@recipe("matchpayment")
def match_payment(books: Books, sent: Message) -> Answers:
    register(books)
    key = payment(books, "16.80")
    sent.put("paymentnetvisorkey", key)
    invoice_key = invoice(books, "16.84")
    sent.put("invoicenetvisorkey", invoice_key)
    books.post("matchpayment", sent)
    linked = books.get("salespaymentlist", limitlinkedpayments=1)
    unlinked = books.get("salespaymentlist", limitlinkedpayments=0)
    listed = books.get("salesinvoicelist")
    if sent.name == "matchpayment-minimal":
        assert listed.texts("SalesInvoiceList/SalesInvoice/OpenSum") == ["16,84"]
        refused = books.caller.send("matchpayment.nv", sent.body, "POST")
        assert "is matched already" in refused.refusal
        return {"salespaymentlist unlinked": unlinked}
    assert unlinked.texts(f"{_PAYMENT}/NetvisorKey") == []
    assert listed.texts("SalesInvoiceList/SalesInvoice/OpenSum") == ["0,00"]
    ledger = books.get("accountingledger", netvisorkey=linked.texts(f"{_PAYMENT}/VoucherID")[0])
    assert ledger.texts("Vouchers/Voucher/VoucherLine/LineSum")[2:] == ["0,04", "-0,04"]
    return {"salespaymentlist linked": linked, "salesinvoicelist": books.get("salesinvoicelist", invoicestatus="paid")}

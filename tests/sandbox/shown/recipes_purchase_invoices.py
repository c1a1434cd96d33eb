"""Purchase invoices: imported alone and in batches, verified and posted, spread over months."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from netvisor.declare import UNSET
from netvisor.resources import purchases as p

from ..conftest import Got
from .company import Answers, Books, recipe
from .message import Message

_MINUTE = timedelta(minutes=1, seconds=1)
_DAY = date(2026, 11, 10)
_WHOLE = {"version": 2, "include": "invoiceimage,handlinghistory"}


@recipe("purchaseinvoice")
def purchase_invoice(books: Books, sent: Message) -> Answers:
    """The whole message is a Finvoice, which is shown a minute later, in a currency that is worth showing."""
    if sent.name != "purchaseinvoice-full":
        key = books.post("purchaseinvoice", sent).key
        invoice = books.get("getpurchaseinvoice", netvisorkey=key)
        return {"getpurchaseinvoice": invoice, "purchaseinvoicelist": books.get("purchaseinvoicelist")}
    _order(books, "11228", "11229")
    sent.put("purchaseinvoiceonround", "approved")
    sent.put("currencycode", "SEK")
    key = books.post("purchaseinvoice", sent).key
    books.caller.sandbox.clock.advance(_MINUTE)
    invoice = books.get("getpurchaseinvoice", netvisorkey=key, **_WHOLE)
    answers = {
        "getpurchaseinvoice": invoice,
        "getpurchaseinvoice foreign": invoice,
        "getpurchaseinvoice beside": books.get("getpurchaseinvoice", netvisorkey=key, version=1),
        "purchaseinvoicelist": books.get("purchaseinvoicelist", invoicestatus="approved", paymentstatus="unpaid"),
        "getattachments": books.get("getattachments", attachmentsource="purchaseinvoice", netvisorkey=key),
        "getvendor": books.get("getvendor", netvisorkey=invoice.text("PurchaseInvoice/VendorNetvisorKey")),
        "purchaseorderlist": books.get("purchaseorderlist", haslinktopurchaseinvoice=1),
        "accountingledger": _voucher(books, invoice),
    }
    books.caller.sandbox.books[books.caller.company].manual_actions.pay(key)
    return {**answers, "paymentlist": books.get("paymentlist", limitinvoiceid=key)}


def _order(books: Books, *numbers: str) -> None:
    base = p.VendorBaseInformation(code="T-1", name="Oy", organization_id="7654321-2")
    books.post("vendor", p.Vendor(vendor_base_information=base), method="add")
    for number in numbers:
        named = p.VendorIdentifier("T-1", "code")
        order = p.PurchaseOrder(order_number=number, order_date=_DAY, vendor_identifier=named)
        books.post("purchaseorder", order, method="add")


def _voucher(books: Books, invoice: Got) -> Got:
    return books.get("accountingledger", netvisorkey=invoice.text("PurchaseInvoice/VoucherID"))


def _imported(books: Books, number: str = "345", total: str = "135.50", *, lines: int = 1) -> int:
    """Import an invoice with lines that have other words than the golden messages; gives the key."""
    made = [
        p.PurchaseInvoiceLine(
            product_name="Vanha rivi",
            delivered_amount=1,
            unit_price=Decimal(total) / lines,
            vat_percent=Decimal("25.5"),
            line_sum=Decimal(total) / lines,
        )
        for _ in range(lines)
    ]
    sent = p.PurchaseInvoice(
        invoice_number=number,
        invoice_date=p.InvoiceDate(_DAY),
        value_date=_DAY,
        due_date=_DAY,
        vendor_name="Rengas Oy",
        amount=Decimal(total),
        purchase_invoice_lines=p.PurchaseInvoiceLines(purchase_invoice_line=made) if made else UNSET,
    )
    return books.post("purchaseinvoice", sent).key


@recipe("purchaseinvoicepostingdata")
def posting_data(books: Books, sent: Message) -> Answers:
    """Two lines stand on the invoice before; the whole message keeps the second one's key, and puts it first."""
    key = _imported(books, lines=2)
    sent.put("purchaseinvoicenetvisorkey", key)
    before = books.get("getpurchaseinvoice", netvisorkey=key)
    last = before.texts("PurchaseInvoice/InvoiceLines/PurchaseInvoiceLine/NetvisorKey")[-1]
    sent.put("purchaseinvoicepostingline/purchaseinvoicelinenetvisorkey", last)
    books.post("purchaseinvoicepostingdata", sent)
    invoice = books.get("getpurchaseinvoice", netvisorkey=key, **_WHOLE)
    answers = {"getpurchaseinvoice": invoice, "accountingledger": _voucher(books, invoice)}
    if sent.has("purchaseinvoicepostingline"):
        answers["getpurchaseinvoice beside"] = books.get("getpurchaseinvoice", netvisorkey=key)
    else:
        names = invoice.texts("PurchaseInvoice/InvoiceLines/PurchaseInvoiceLine/ProductName")
        assert names == ["Vanha rivi", "Vanha rivi"], "without new lines the old ones stay"
    return answers


@recipe("purchaseinvoiceaccrual")
def accrual(books: Books, sent: Message) -> Answers:
    """Of two invoices, the one that is spread counts as changed."""
    key = _imported(books, "345/2026")
    _imported(books, "346/2026")
    sent.put("invoiceidentifier/netvisorkey", key)
    if sent.has("accrualrule/removeexistingaccrual"):
        first = p.PurchaseInvoiceAccrualRule(start_month=11, start_year=2026, division_curve_name="Poistot")
        earlier = p.PurchaseInvoiceAccrual(invoice_identifier=p.InvoiceIdentifier(netvisor_key=key), accrual_rule=first)
        books.post("purchaseinvoiceaccrual", earlier)
    books.caller.sandbox.clock.advance(_MINUTE)
    moment = books.caller.sandbox.clock.finnish().isoformat(timespec="seconds")
    assert books.get("purchaseinvoicelist", lastmodifiedstart=moment).texts("PurchaseInvoiceList/PurchaseInvoice") == []
    books.post("purchaseinvoiceaccrual", sent)
    return {"purchaseinvoicelist changed": books.get("purchaseinvoicelist", lastmodifiedstart=moment)}


@recipe("purchaseinvoicebatch")
def batch(books: Books, sent: Message) -> Answers:
    """The shared attachment is the last one of each invoice that it names."""
    _order(books, "11228", "11229")
    key = books.post("purchaseinvoicebatch", sent).key
    asked = {"id": key, "batchtype": "purchaseinvoice", "addpurchaseinvoicelinkinformation": 1}
    status = books.get("getbatchstatus", **asked)
    assert status.text("Batch/Summary/ItemsErrorCount") == "0"
    batches = books.get("getbatchlist", batchtype="purchaseinvoice")
    assert batches.texts("Batches/Batch/ID") == [str(key)]
    books.caller.sandbox.clock.advance(_MINUTE)
    keys = status.texts("Batch/PurchaseInvoiceLinkInformation/Link/NetvisorKey")
    listed = books.get("purchaseinvoicelist", purchaseinvoicebatchid=key)
    assert listed.texts("PurchaseInvoiceList/PurchaseInvoice/NetvisorKey") == keys
    answers = {"getbatchstatus": status, "getbatchlist": batches}
    if sent.has("sharedattachments"):
        for word, each in zip(("first", "second"), keys, strict=True):
            answers[f"getpurchaseinvoice {word}"] = books.get("getpurchaseinvoice", netvisorkey=each)
    return answers

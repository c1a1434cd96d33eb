"""Sales invoices, orders and drafts, and what happens to them later."""

from __future__ import annotations

from typing import Final

from netvisor.resources import products, sales

from .. import messages as m
from ..conftest import Got
from .company import Answers, Books, recipe
from .message import Message

EAN: Final = "6410405082657"
"""The bar code in the golden messages."""

LINES: Final = "SalesInvoice/InvoiceLines/InvoiceLine/SalesInvoiceProductLine"
"""Where answers have the product lines."""

MONTH: Final = {"startdate": "2026-11-01", "enddate": "2026-11-30"}


def register(books: Books) -> int:
    """Add the customer and the products that golden documents name; gives the key of the customer."""
    customer = books.customer("MÄKI01", organization_unit_number="003712345671")
    books.product("OMENA")
    boxed = m.product("LAATIKKO")
    boxed.product_base_information.primary_ean_code = products.EanCode(EAN, "ean13")
    books.post("product", boxed, method="add")
    return customer


def document(books: Books, resource: str, key: int) -> Got:
    """An invoice or order with everything that can be asked for."""
    asked = {"showcommentlines": 1, "includeattachments": 1, "includedocuments": 1, "showprocesshistory": 1}
    return books.get(resource, netvisorkey=key, replyoption=63, **asked)


@recipe("salesinvoice")
def sales_invoice(books: Books, sent: Message) -> Answers:
    customer = register(books)
    if sent.name == "salesinvoice-full":
        return _order_and_invoice(books, sent, customer)
    lines = "invoicelines/invoiceline/salesinvoiceproductline"
    if sent.name == "salesinvoice-product-line":
        # Only what is not unsent has a voucher, made of the lines here.
        sent.put("salesinvoicestatus", "open")
        sent.put(f"{lines}/salesinvoiceproductlinediscountpercentage", 10)
    if sent.name == "salesinvoice-credit-note":
        sent.put("salesinvoiceamount", "-17,32", iso4217currencycode="USD", currencyrate="1,0842")
    key = books.post("salesinvoice", sent, method="add").key
    fetched = {"getsalesinvoice": document(books, "getsalesinvoice", key)}
    if sent.name == "salesinvoice-product-line":
        fetched["accountingledger"] = books.get("accountingledger", **MONTH)
    if sent.name == "salesinvoice-draft":
        assert books.get("salesinvoicelist").root.find(".//SalesInvoice") is None
        return fetched
    return {**fetched, "salesinvoicelist": books.get("salesinvoicelist", replyoption=3)}


def _order_and_invoice(books: Books, sent: Message, customer: int) -> Answers:
    """Post the golden order, and the same as an open invoice, which has a voucher to show its own ledger lines."""
    invoice = Message(sent.name)
    invoice.put("invoicetype", "invoice")
    invoice.put("salesinvoicestatus", "open")
    # Only orders have pallets.
    invoice.drop("salesinvoiceproductpackagepallet")
    books.post("office", Message("office-full"), method="add", customerid=customer)
    office = books.get("getcustomer", id=customer).root.findtext("Customer/CustomerOfficeDetails/OfficeNetvisorKey")
    person = Message("contactperson-minimal")
    person.put("customeridentifier", customer)
    person_key = books.post("contactperson", person).key
    for message in (sent, invoice):
        message.put("deliveryoffice", office)
        unit_number = message.text("invoicingcustomeridentifier")
        message.put("invoicingcustomeridentifier", unit_number, contactpersonid=person_key)
        # The golden ledger lines total 0; these total the amount.
        message.put("invoicevoucherlines/voucherline[1]/linesum", "488,00")
    order_key = books.post("salesinvoice", sent, method="add").key
    invoice_key = books.post("salesinvoice", invoice, method="add").key
    answers = {
        "getorder": document(books, "getorder", order_key),
        "getsalesinvoice": document(books, "getsalesinvoice", invoice_key),
        "accountingledger": books.get("accountingledger", **MONTH),
        "getcustomer": books.get("getcustomer", id=customer),
        "salesinvoicelist": books.get("salesinvoicelist", replyoption=3),
        "salesinvoicelist orders": books.get("salesinvoicelist", listtype="preinvoice", replyoption=3),
    }
    for read in ("getorder", "getsalesinvoice"):
        (lines,) = answers[read].root.findall("SalesInvoice/InvoiceLines/InvoiceLine")
        assert [line.tag for line in lines] == ["SalesInvoiceProductLine", "SalesInvoiceCommentLine"]
    named = books.get("salesinvoicelist", secondname=sent.text("secondname")).root.findall(".//SalesInvoice")
    other = books.get("salesinvoicelist", secondname="Muu").root.findall(".//SalesInvoice")
    assert (len(named), len(other)) == (1, 0)
    # Both documents ask for the same office, which is made once.
    assert len(answers["getcustomer"].root.findall("Customer/CustomerOfficeDetails")) == 2
    return answers


@recipe("salesinvoicebatch")
def sales_invoice_batch(books: Books, sent: Message) -> Answers:
    register(books)
    key = books.post("salesinvoicebatch", sent).key
    status = books.get("getbatchstatus", id=key, addsalesinvoicelinkinformation=1)
    made = zip(status.texts("*//ItemIdentifier"), status.texts("*//Link/NetvisorKey"), strict=True)
    answers = {name: document(books, "getsalesinvoice", int(invoice)) for name, invoice in made}
    assert status.texts("Batch/Summary/ItemsErrorCount") == ["0"]
    listed = books.get("salesinvoicelist", salesinvoicebatchid=key)
    assert len(listed.texts("SalesInvoiceList/SalesInvoice/NetvisorKey")) == len(answers)
    return {"getbatchstatus": status, **{f"getsalesinvoice {name}": answer for name, answer in answers.items()}}


@recipe("salesinvoicecomment")
def sales_invoice_comment(books: Books, sent: Message) -> Answers:
    register(books)
    if sent.text("salesinvoicecomment/invoicetype") == "order":
        read = "getorder"
        key = order(books, 1)
    else:
        read = "getsalesinvoice"
        key = books.post("salesinvoice", Message("salesinvoice-draft"), method="add").key
    sent.put("salesinvoicecomment/invoicenetvisorkey", key)
    books.post("salesinvoicecomment", sent)
    return {read: document(books, read, key)}


def order(books: Books, lines: int) -> int:
    """Post an order of so many lines, each of three pieces; gives the key."""
    buyer = sales.InvoicingCustomerIdentifier("MÄKI01", "customer")
    sent = m.invoice(
        *(m.line(quantity="3") for _ in range(lines)),
        invoice_type="order",
        sales_invoice_status="undelivered",
        invoicing_customer_identifier=buyer,
    )
    return books.post("salesinvoice", sent, method="add").key


@recipe("salesorderinvoicing")
def sales_order_invoicing(books: Books, sent: Message) -> Answers:
    sent.put("invoicingcustomer/netvisorkey", register(books))
    lines = sent.top.findall("invoicingcustomer/invoicingproductlines/invoicingproductline")
    key = order(books, len(lines))
    keys = document(books, "getorder", key).texts(f"{LINES}/NetvisorKey")
    for line, line_key in zip(lines, keys, strict=True):
        line.find("netvisorkey").text = line_key
    sent.put("invoicingcustomer/invoicingproductlines/invoicingproductline/inventoryplace", 2)
    books.post("salesorderinvoicing", sent, method="billanddelivery")
    listed = books.get("salesinvoicelist")
    (invoice,) = listed.texts("SalesInvoiceList/SalesInvoice/NetvisorKey")
    answers = {
        "getorder": document(books, "getorder", key),
        "getsalesinvoice": document(books, "getsalesinvoice", int(invoice)),
        "salesinvoicelist": listed,
    }
    assert answers["getorder"].texts("SalesInvoice/Documents/SalesInvoice/NetvisorKey") == [invoice]
    assert answers["getsalesinvoice"].texts("SalesInvoice/Documents/SalesOrder/NetvisorKey") == [str(key)]
    return answers


@recipe("matchcreditnote")
def match_credit_note(books: Books, sent: Message) -> Answers:
    register(books)
    buyer = sales.InvoicingCustomerIdentifier("MÄKI01", "customer")
    invoice, note = (
        books.post("salesinvoice", m.invoice(line, invoicing_customer_identifier=buyer), method="add").key
        for line in (m.line(quantity="3"), m.line(quantity="-2"))
    )
    sent.put("creditnotenetvisorkey", note)
    sent.put("invoicenetvisorkey", invoice)
    books.post("matchcreditnote", sent)
    paid = books.get("salesinvoicelist", invoicestatus="paid")
    assert books.get("salesinvoicelist").texts("SalesInvoiceList/SalesInvoice/OpenSum") == ["8,41", "0,00"]
    return {"getsalesinvoice": document(books, "getsalesinvoice", note), "salesinvoicelist paid": paid}

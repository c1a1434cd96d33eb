"""Sales invoices, orders and drafts, and what happens to them later."""

from __future__ import annotations

from typing import Final

from netvisor.resources import products

from .. import messages as m
from ..conftest import Got
from .company import Answers, Books, recipe
from .message import Message

EAN: Final = "6410405082657"
"""The bar code in the golden messages."""

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
        sent.put(f"{lines}/salesinvoiceproductlinediscountpercentage", 10)
    if sent.name == "salesinvoice-credit-note":
        sent.put("salesinvoiceamount", "-17,32", iso4217currencycode="USD", currencyrate="1,0842")
    key = books.post("salesinvoice", sent, method="add").key
    fetched = {"getsalesinvoice": document(books, "getsalesinvoice", key)}
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

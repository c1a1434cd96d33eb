"""The same work with lxml, as a competent person writes it by hand for these very documents: nothing is checked.

What is always there is taken as given, so that no test for it costs any time.
"""

from __future__ import annotations

import base64
import datetime
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lxml.etree import Element, SubElement, _Element, fromstring, tostring

from tests.benchmarks.sources import Source


@dataclass(slots=True)
class Line:
    code: str
    name: str
    price: Decimal | int
    rate: Decimal | int
    quantity: Decimal | int
    discount: Decimal | int
    guid: str | None
    free_text: str | None
    account: int | None
    project: str | None
    unit: str | None


@dataclass(slots=True)
class Invoice:
    number: int
    date: datetime.date
    due_date: datetime.date
    delivery_date: datetime.date
    reference: str
    amount: Decimal | int
    currency: str
    currency_rate: Decimal | None
    seller: str
    before_lines: str
    our_reference: str
    your_reference: str
    customer_code: str
    customer: str
    street: str
    post_number: str
    town: str
    delivery_street: str
    delivery_post_number: str
    delivery_town: str
    net_days: int
    order_number: str
    lines: list[Line]


@dataclass(slots=True)
class Customer:
    code: str
    business_id: str
    unit_number: str
    name: str
    street: str
    city: str
    post_number: str
    group: str
    phone: str | None
    email: str
    e_invoice_address: str | None
    delivery_name: str
    delivery_street: str
    delivery_city: str
    delivery_post_number: str
    contact: str | None
    contact_email: str
    contact_phone: str
    comment: str
    term: str
    limit: Decimal


@dataclass(slots=True)
class VoucherLine:
    sum: Decimal
    description: str | None
    account: int
    rate: Decimal
    place: str | None


@dataclass(slots=True)
class Voucher:
    date: datetime.date
    description: str
    lines: list[VoucherLine]


def invoice_of(of: Source) -> Invoice:
    return Invoice(**{**of, "lines": [Line(**line) for line in of["lines"]]})


def customer_of(of: Source) -> Customer:
    return Customer(**of)


def voucher_of(of: Source) -> Voucher:
    return Voucher(of["date"], of["description"], [VoucherLine(**line) for line in of["lines"]])


# Writing.


def to_bytes(root: _Element, charset: str) -> bytes:
    return tostring(root, encoding=charset, xml_declaration=False)  # type: ignore[return-value]  # bytes, never str


def number_text(value: Decimal | int) -> str:
    return str(value).replace(".", ",")


def add(parent: _Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def add_with(parent: _Element, name: str, text: str, attributes: dict[str, str]) -> None:
    SubElement(parent, name, attributes).text = text


def encode_invoice(invoice: Invoice, charset: str = "iso-8859-15") -> bytes:
    root = Element("root")
    top = SubElement(root, "salesinvoice")
    add(top, "salesinvoicenumber", str(invoice.number))
    add_with(top, "salesinvoicedate", invoice.date.isoformat(), {"format": "ansi"})
    add_with(top, "salesinvoiceduedate", invoice.due_date.isoformat(), {"format": "ansi"})
    add_with(top, "salesinvoicedeliverydate", invoice.delivery_date.isoformat(), {"format": "ansi"})
    add(top, "salesinvoicereferencenumber", invoice.reference)
    currency = {"iso4217currencycode": invoice.currency}
    if invoice.currency_rate is not None:
        currency["currencyrate"] = number_text(invoice.currency_rate)
    add_with(top, "salesinvoiceamount", number_text(invoice.amount), currency)
    add(top, "sellername", invoice.seller)
    add(top, "invoicetype", "invoice")
    add_with(top, "salesinvoicestatus", "unsent", {"type": "netvisor"})
    add(top, "salesinvoicefreetextbeforelines", invoice.before_lines)
    add(top, "salesinvoiceourreference", invoice.our_reference)
    add(top, "salesinvoiceyourreference", invoice.your_reference)
    add_with(top, "invoicingcustomeridentifier", invoice.customer_code, {"type": "customer"})
    add(top, "invoicingcustomername", invoice.customer)
    add(top, "invoicingcustomeraddressline", invoice.street)
    add(top, "invoicingcustomerpostnumber", invoice.post_number)
    add(top, "invoicingcustomertown", invoice.town)
    add_with(top, "invoicingcustomercountrycode", "FI", {"type": "ISO-3166"})
    add(top, "deliveryaddressname", invoice.customer)
    add(top, "deliveryaddressline", invoice.delivery_street)
    add(top, "deliveryaddresspostnumber", invoice.delivery_post_number)
    add(top, "deliveryaddresstown", invoice.delivery_town)
    add_with(top, "deliveryaddresscountrycode", "FI", {"type": "ISO-3166"})
    add(top, "paymenttermnetdays", str(invoice.net_days))
    add(top, "ordernumber", invoice.order_number)
    lines = SubElement(top, "invoicelines")
    for line in invoice.lines:
        add_product_line(SubElement(lines, "invoiceline"), line)
    return to_bytes(root, charset)


def add_product_line(parent: _Element, line: Line) -> None:
    into = SubElement(parent, "salesinvoiceproductline")
    add_with(into, "productidentifier", line.code, {"type": "customer"})
    add(into, "productname", line.name)
    add_with(into, "productunitprice", number_text(line.price), {"type": "net"})
    add_with(into, "productvatpercentage", number_text(line.rate), {"vatcode": "KOMY"})
    add(into, "salesinvoiceproductlinequantity", number_text(line.quantity))
    add(into, "salesinvoiceproductlinediscountpercentage", number_text(line.discount))
    if line.free_text is not None:
        add(into, "salesinvoiceproductlinefreetext", line.free_text)
    if line.account is not None:
        add(into, "accountingaccountsuggestion", str(line.account))
    if line.project is not None:
        below = SubElement(into, "dimension")
        add(below, "dimensionname", "Projekti")
        if line.guid is None:
            add(below, "dimensionitem", line.project)
        else:
            add_with(below, "dimensionitem", line.project, {"integrationdimensiondetailguid": line.guid})
    if line.unit is not None:
        add(into, "productunitname", line.unit)


def encode_customer(customer: Customer, charset: str = "iso-8859-15") -> bytes:
    root = Element("root")
    top = SubElement(root, "customer")
    into = SubElement(top, "customerbaseinformation")
    add(into, "internalidentifier", customer.code)
    add(into, "externalidentifier", customer.business_id)
    add(into, "organizationunitnumber", customer.unit_number)
    add(into, "name", customer.name)
    add(into, "streetaddress", customer.street)
    add(into, "city", customer.city)
    add(into, "postnumber", customer.post_number)
    add_with(into, "country", "FI", {"type": "ISO-3166"})
    add(into, "customergroupname", customer.group)
    if customer.phone is not None:
        add(into, "phonenumber", customer.phone)
    add(into, "email", customer.email)
    add(into, "isactive", "1")
    add(into, "isprivatecustomer", "0")
    add(into, "emailinvoicingaddress", customer.email)
    if customer.e_invoice_address is not None:
        into = SubElement(top, "customerfinvoicedetails")
        add(into, "finvoiceaddress", customer.e_invoice_address)
        add(into, "finvoiceroutercode", "BAWCFI22")
    into = SubElement(top, "customerdeliverydetails")
    add(into, "deliveryname", customer.delivery_name)
    add(into, "deliverystreetaddress", customer.delivery_street)
    add(into, "deliverycity", customer.delivery_city)
    add(into, "deliverypostnumber", customer.delivery_post_number)
    add_with(into, "deliverycountry", "FI", {"type": "ISO-3166"})
    into = SubElement(top, "customercontactdetails")
    if customer.contact is not None:
        add(into, "contactperson", customer.contact)
    add(into, "contactpersonemail", customer.contact_email)
    add(into, "contactpersonphone", customer.contact_phone)
    into = SubElement(top, "customeradditionalinformation")
    add(into, "comment", customer.comment)
    add_with(into, "invoicinglanguage", "FI", {"type": "ISO-3166"})
    add_with(into, "defaultpaymentterm", customer.term, {"type": "customer"})
    add(into, "balancelimit", number_text(customer.limit))
    return to_bytes(root, charset)


def encode_voucher(voucher: Voucher, charset: str = "iso-8859-15") -> bytes:
    return to_bytes(voucher_tree(voucher), charset)


def voucher_tree(voucher: Voucher) -> _Element:
    root = Element("root")
    top = SubElement(root, "voucher")
    add(top, "calculationmode", "net")
    add_with(top, "voucherdate", voucher.date.isoformat(), {"format": "ansi"})
    add(top, "description", voucher.description)
    add(top, "voucherclass", "Muut")
    for line in voucher.lines:
        into = SubElement(top, "voucherline")
        add_with(into, "linesum", number_text(line.sum), {"type": "net"})
        if line.description is not None:
            add(into, "description", line.description)
        add(into, "accountnumber", str(line.account))
        add_with(into, "vatpercent", number_text(line.rate), {"vatcode": "KOMY"})
        if line.place is not None:
            below = SubElement(into, "dimension")
            add(below, "dimensionname", "Toimipaikka")
            add(below, "dimensionitem", line.place)
    return root


def encode_attachment(voucher: Voucher, path: Path) -> bytes:
    """A voucher with a file attached."""
    root = voucher_tree(voucher)
    below = SubElement(SubElement(root[0], "voucherattachments"), "voucherattachment")
    add(below, "mimetype", "application/pdf")
    add(below, "attachmentdescription", "Kuitit")
    add(below, "filename", "kuitit.pdf")
    add(below, "documentdata", base64.b64encode(path.read_bytes()).decode("ascii"))
    return to_bytes(root, "iso-8859-15")


# Reading.


@dataclass(slots=True)
class ListedCustomer:
    """A customer in the list, as a user would declare it."""

    netvisor_key: int | None
    name: str | None
    code: str | None
    organisation_identifier: str | None
    customer_group_id: int | None
    customer_group_name: str | None
    uri: str | None


def whole_number(text: str | None) -> int | None:
    return int(text) if text else None


def read_customers(body: bytes) -> list[ListedCustomer]:
    root = fromstring(body)
    if root.findtext("ResponseStatus/Status") != "OK":
        raise ValueError("refused")
    return [listed_customer(item) for item in root.iterfind("Customerlist/Customer")]


def listed_customer(item: _Element) -> ListedCustomer:
    return ListedCustomer(
        whole_number(item.findtext("Netvisorkey")),
        item.findtext("Name") or None,
        item.findtext("Code") or None,
        item.findtext("OrganisationIdentifier") or None,
        whole_number(item.findtext("CustomerGroupID")),
        item.findtext("CustomerGroupName") or None,
        item.findtext("Uri") or None,
    )


def read_customers_by_dictionaries(body: bytes) -> list[ListedCustomer]:
    """The quickest way with lxml: each item becomes a dictionary of its texts first."""
    root = fromstring(body)
    if root.findtext("ResponseStatus/Status") != "OK":
        raise ValueError("refused")
    read = []
    for item in root.iterfind("Customerlist/Customer"):
        texts = {child.tag: child.text for child in item}
        read.append(
            ListedCustomer(
                whole_number(texts.get("Netvisorkey")),
                texts.get("Name"),
                texts.get("Code"),
                texts.get("OrganisationIdentifier"),
                whole_number(texts.get("CustomerGroupID")),
                texts.get("CustomerGroupName"),
                texts.get("Uri"),
            )
        )
    return read


def read_ok(body: bytes) -> int:
    """The key of what was added."""
    root = fromstring(body)
    if root.findtext("ResponseStatus/Status") != "OK":
        raise ValueError("refused")
    return int(root.findtext("Replies/InsertedDataIdentifier") or "")

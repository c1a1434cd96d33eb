"""The same work with lxml, as a competent person writes it by hand for these very messages: nothing is checked."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml.etree import Element, SubElement, _Element, fromstring, tostring


def to_bytes(root: _Element) -> bytes:
    return tostring(root, encoding="iso-8859-15", xml_declaration=False)  # type: ignore[return-value]  # bytes, never str


def number_text(value: Decimal | int) -> str:
    return str(value).replace(".", ",")


def add(parent: _Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def add_with(parent: _Element, name: str, text: str, attributes: dict[str, str]) -> None:
    SubElement(parent, name, attributes).text = text


# The fields that these messages have are taken as given, so that no test for a missing one costs any time.


def encode_invoice(invoice: Any) -> bytes:
    root = Element("root")
    top = SubElement(root, "salesinvoice")
    add(top, "salesinvoicenumber", str(invoice.sales_invoice_number))
    add_with(top, "salesinvoicedate", invoice.sales_invoice_date.isoformat(), {"format": "ansi"})
    add_with(top, "salesinvoiceduedate", invoice.sales_invoice_due_date.isoformat(), {"format": "ansi"})
    add_with(top, "salesinvoicedeliverydate", invoice.sales_invoice_delivery_date.isoformat(), {"format": "ansi"})
    add(top, "salesinvoicereferencenumber", invoice.sales_invoice_reference_number)
    amount = invoice.sales_invoice_amount
    add_with(
        top, "salesinvoiceamount", number_text(amount.value), {"iso4217currencycode": amount.iso4217_currency_code}
    )
    add(top, "sellername", invoice.seller_name)
    add(top, "invoicetype", invoice.invoice_type)
    add_with(top, "salesinvoicestatus", invoice.sales_invoice_status, {"type": "netvisor"})
    add(top, "salesinvoicefreetextbeforelines", invoice.sales_invoice_free_text_before_lines)
    add(top, "salesinvoiceourreference", invoice.sales_invoice_our_reference)
    add(top, "salesinvoiceyourreference", invoice.sales_invoice_your_reference)
    customer = invoice.invoicing_customer_identifier
    add_with(top, "invoicingcustomeridentifier", customer.value, {"type": customer.type})
    add(top, "invoicingcustomername", invoice.invoicing_customer_name)
    add(top, "invoicingcustomeraddressline", invoice.invoicing_customer_address_line)
    add(top, "invoicingcustomerpostnumber", invoice.invoicing_customer_post_number)
    add(top, "invoicingcustomertown", invoice.invoicing_customer_town)
    add_with(top, "invoicingcustomercountrycode", invoice.invoicing_customer_country_code, {"type": "ISO-3166"})
    add(top, "deliveryaddressname", invoice.delivery_address_name)
    add(top, "deliveryaddressline", invoice.delivery_address_line)
    add(top, "deliveryaddresspostnumber", invoice.delivery_address_post_number)
    add(top, "deliveryaddresstown", invoice.delivery_address_town)
    add_with(top, "deliveryaddresscountrycode", invoice.delivery_address_country_code, {"type": "ISO-3166"})
    add(top, "paymenttermnetdays", str(invoice.payment_term_net_days))
    add(top, "ordernumber", invoice.order_number)
    lines = SubElement(top, "invoicelines")
    for line in invoice.invoice_lines.invoice_line:
        add_product_line(SubElement(lines, "invoiceline"), line.sales_invoice_product_line)
    return to_bytes(root)


def add_product_line(parent: _Element, line: Any) -> None:
    into = SubElement(parent, "salesinvoiceproductline")
    add_with(into, "productidentifier", line.product_identifier.value, {"type": line.product_identifier.type})
    add(into, "productname", line.product_name)
    price = line.product_unit_price
    add_with(into, "productunitprice", number_text(price.value), {"type": price.type})
    rate = line.product_vat_percentage
    add_with(into, "productvatpercentage", number_text(rate.value), {"vatcode": rate.vat_code})
    add(into, "salesinvoiceproductlinequantity", number_text(line.sales_invoice_product_line_quantity))
    discount = line.sales_invoice_product_line_discount_percentage
    add(into, "salesinvoiceproductlinediscountpercentage", number_text(discount.value))
    add(into, "salesinvoiceproductlinefreetext", line.sales_invoice_product_line_free_text)
    add(into, "accountingaccountsuggestion", str(line.accounting_account_suggestion))
    for dimension in line.dimension:
        below = SubElement(into, "dimension")
        add(below, "dimensionname", dimension.dimension_name)
        add(below, "dimensionitem", dimension.dimension_item.value)
    add(into, "productunitname", line.product_unit_name)


def encode_customer(customer: Any) -> bytes:
    root = Element("root")
    top = SubElement(root, "customer")
    base = customer.customer_base_information
    into = SubElement(top, "customerbaseinformation")
    add(into, "internalidentifier", base.internal_identifier.value)
    add(into, "externalidentifier", base.external_identifier)
    add(into, "organizationunitnumber", base.organization_unit_number)
    add(into, "name", base.name)
    add(into, "streetaddress", base.street_address)
    add(into, "city", base.city)
    add(into, "postnumber", base.post_number)
    add_with(into, "country", base.country, {"type": "ISO-3166"})
    add(into, "customergroupname", base.customer_group_name)
    add(into, "phonenumber", base.phone_number)
    add(into, "email", base.email)
    add(into, "isactive", "1" if base.is_active else "0")
    add(into, "isprivatecustomer", "1" if base.is_private_customer else "0")
    add(into, "emailinvoicingaddress", base.email_invoicing_address)
    finvoice = customer.customer_finvoice_details
    into = SubElement(top, "customerfinvoicedetails")
    add(into, "finvoiceaddress", finvoice.finvoice_address)
    add(into, "finvoiceroutercode", finvoice.finvoice_router_code)
    delivery = customer.customer_delivery_details
    into = SubElement(top, "customerdeliverydetails")
    add(into, "deliveryname", delivery.delivery_name)
    add(into, "deliverystreetaddress", delivery.delivery_street_address)
    add(into, "deliverycity", delivery.delivery_city)
    add(into, "deliverypostnumber", delivery.delivery_post_number)
    add_with(into, "deliverycountry", delivery.delivery_country, {"type": "ISO-3166"})
    contact = customer.customer_contact_details
    into = SubElement(top, "customercontactdetails")
    add(into, "contactperson", contact.contact_person)
    add(into, "contactpersonemail", contact.contact_person_email)
    add(into, "contactpersonphone", contact.contact_person_phone)
    more = customer.customer_additional_information
    into = SubElement(top, "customeradditionalinformation")
    add(into, "comment", more.comment)
    add_with(into, "invoicinglanguage", more.invoicing_language, {"type": "ISO-3166"})
    add_with(into, "defaultpaymentterm", more.default_payment_term.value, {"type": more.default_payment_term.type})
    add(into, "balancelimit", number_text(more.balance_limit))
    return to_bytes(root)


def encode_voucher(voucher: Any) -> bytes:
    return to_bytes(voucher_tree(voucher))


def voucher_tree(voucher: Any) -> _Element:
    root = Element("root")
    top = SubElement(root, "voucher")
    add(top, "calculationmode", voucher.calculation_mode)
    add_with(top, "voucherdate", voucher.voucher_date.isoformat(), {"format": "ansi"})
    add(top, "description", voucher.description)
    add(top, "voucherclass", voucher.voucher_class)
    for line in voucher.voucher_line:
        into = SubElement(top, "voucherline")
        add_with(into, "linesum", number_text(line.line_sum.value), {"type": line.line_sum.type})
        add(into, "description", line.description)
        add(into, "accountnumber", str(line.account_number))
        add_with(into, "vatpercent", number_text(line.vat_percent.value), {"vatcode": line.vat_percent.vat_code})
        for dimension in line.dimension:
            below = SubElement(into, "dimension")
            add(below, "dimensionname", dimension.dimension_name)
            add(below, "dimensionitem", dimension.dimension_item)
    return root


def encode_attachment(voucher: Any, path: Path) -> bytes:
    """A voucher with a file attached."""
    root = voucher_tree(voucher)
    below = SubElement(SubElement(root[0], "voucherattachments"), "voucherattachment")
    add(below, "mimetype", "application/pdf")
    add(below, "attachmentdescription", "Kuitit")
    add(below, "filename", "kuitit.pdf")
    add(below, "documentdata", base64.b64encode(path.read_bytes()).decode("ascii"))
    return to_bytes(root)


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
    return [
        ListedCustomer(
            whole_number(item.findtext("Netvisorkey")),
            item.findtext("Name") or None,
            item.findtext("Code") or None,
            item.findtext("OrganisationIdentifier") or None,
            whole_number(item.findtext("CustomerGroupID")),
            item.findtext("CustomerGroupName") or None,
            item.findtext("Uri") or None,
        )
        for item in root.iterfind("Customerlist/Customer")
    ]


def read_ok(body: bytes) -> int:
    """The key of what was added."""
    root = fromstring(body)
    if root.findtext("ResponseStatus/Status") != "OK":
        raise ValueError("refused")
    return int(root.findtext("Replies/InsertedDataIdentifier") or "")

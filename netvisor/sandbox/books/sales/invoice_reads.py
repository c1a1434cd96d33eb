"""Sales invoices with all details."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, cast

from netvisor.declare import CLEAR
from netvisor.resources.common import FetchedDimension
from netvisor.resources.sales import (
    FetchedCountryCode,
    FetchedDocuments,
    FetchedInvoiceLine,
    FetchedInvoiceLines,
    FetchedInvoiceStatus,
    FetchedInvoiceVoucher,
    FetchedPaymentTermCashDiscount,
    FetchedProductIdentifier,
    FetchedProductVatPercentage,
    FetchedSalesInvoice,
    FetchedSalesInvoiceAmount,
    FetchedSalesInvoiceAttachment,
    FetchedSalesInvoiceAttachments,
    FetchedSalesInvoiceCommentLine,
    FetchedSalesInvoiceProductLine,
    FetchedSalesInvoices,
    FetchedSellerIdentifier,
    FetchedTaxHandlingClause,
    GetSalesInvoiceReply,
    ProcessHistory,
    ProcessHistoryLine,
    RelatedSalesInvoice,
    RelatedSalesOrder,
    SalesInvoice,
)
from netvisor.sandbox.books.accounting.vouchers import vat_code_of
from netvisor.sandbox.books.core.attachments import attached
from netvisor.sandbox.books.core.countries import country_name
from netvisor.sandbox.books.core.payment_terms import TERMS
from netvisor.sandbox.books.core.show import attribute, part, plain, shown, text, with_empty
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.customers import customers
from netvisor.sandbox.books.customers.contacts import person_with
from netvisor.sandbox.books.dimensions.dimensions import Use, uses_of_lines
from netvisor.sandbox.books.products.products import found_by
from netvisor.sandbox.books.products.warehouses import place_with
from netvisor.sandbox.books.sales.handling import credited_by
from netvisor.sandbox.books.sales.invoice_pdf import picture
from netvisor.sandbox.books.sales.invoices import DRAFT, INVOICE, ORDER, message_of, promise_of, row_of
from netvisor.sandbox.books.sales.status import status_of, status_text
from netvisor.sandbox.refusal import OURS, invalid

_MOST_KEYS: Final = 500
_PDFS: Final = ("lastsentprintservice", "pdf", "nopdf", "preview")
_TITLES: Final = {INVOICE: "Lasku", ORDER: "Tilaus", DRAFT: "Laskuluonnos"}


@answers("getsalesinvoice.nv")
def get_sales_invoice(work: Work) -> Outcome:
    """One invoice or draft, empty if unknown; several of a list in a wrapper."""
    return _documents(work, (INVOICE, DRAFT))


@answers("getorder.nv")
def get_order(work: Work) -> Outcome:
    """One order, empty if unknown; several of a list in a wrapper."""
    return _documents(work, (ORDER,))


def _documents(work: Work, kinds: tuple[str, ...]) -> Outcome:
    asked = work.parameters
    # Looked at here, because an unknown key has no document to look at it for.
    asked.one_of("pdfimage", _PDFS)
    keys = asked.keys("netvisorkeylist", _MOST_KEYS)
    if keys is not None and len(keys) > 1:
        found = [invoice for key in keys if (invoice := _fetched(work, key, kinds)) is not None]
        return Outcome(root=GetSalesInvoiceReply(sales_invoices=FetchedSalesInvoices(sales_invoice=found)))
    key = keys[0] if keys else asked.integer("netvisorkey")
    if key is None:
        raise invalid("one of the parameters netvisorkey and netvisorkeylist is needed")
    one = _fetched(work, key, kinds)
    return Outcome(root=GetSalesInvoiceReply(sales_invoice=cast("Any", CLEAR) if one is None else one))


def _fetched(work: Work, key: int, kinds: tuple[str, ...]) -> FetchedSalesInvoice | None:
    row = row_of(work, key)
    if row is None or row["kind"] not in kinds:
        return None
    found = _shown_invoice(work, row)
    # Nothing was ever sent to the print service from here, so that only a picture made on demand is shown.
    if work.parameters.one_of("pdfimage", _PDFS) in {"pdf", "preview"}:
        made = picture(found, _TITLES[row["kind"]], work.company_name)
        return replace(found, last_sent_invoice_pdf_base64_data=made)
    return found


def _shown_invoice(work: Work, row: sqlite3.Row) -> FetchedSalesInvoice:
    key, stored = row["key"], message_of(row)
    status: Any = status_of(row, work.today) or None
    made = shown(
        FetchedSalesInvoice,
        stored,
        **_register(work, row),
        **terms_of(stored),
        **_addresses(work, stored),
        **_delivery(stored),
        **_contact(work, stored),
        sales_invoice_netvisor_key=key,
        sales_invoice_number=None if row["number"] is None else str(row["number"]),
        sales_invoice_delivery_date=plain(stored.sales_invoice_delivery_date) or stored.sales_invoice_date,
        sales_invoice_due_date=date.fromisoformat(row["due"]),
        sales_invoice_reference_number=row["reference"],
        sales_invoice_amount=FetchedSalesInvoiceAmount(
            Decimal(row["total"]), row["currency"], attribute(stored.sales_invoice_amount, "currency_rate")
        ),
        foreign_currency_amount=None if row["currency"] == "EUR" else Decimal(row["currency_total"]),
        sales_invoice_collection_cost=plain(stored.collection_cost),
        seller_identifier=FetchedSellerIdentifier(_seller(stored)),
        invoice_status=FetchedInvoiceStatus(status_text(status or "", work.language), status),
        invoice_voucher=_voucher(work, row),
        match_partial_payments_by_default=plain(stored.expect_partial_payments) is True,
        invoice_lines=_lines(work, row, stored),
        sales_invoice_attachments=_attachments(work, row),
        credited_invoice_netvisor_key=credited_by(work, key) if work.parameters.option("replyoption") & 16 else None,
        documents=_related(work, key) if work.parameters.flag("includedocuments") else None,
        process_history=_history(work, key) if work.parameters.flag("showprocesshistory") else None,
    )
    days = ("sales_invoice_event_date", "sales_invoice_value_date")
    return with_empty(made, *days, "sales_invoice_agreement_identifier")


def _related(work: Work, key: int) -> FetchedDocuments:
    """The orders from which an invoice was made, the invoices made from an order."""
    sql = (
        "select d.* from order_invoice o join document d on d.company = o.company and d.key in (o.origin, o.invoice)"
        " where o.company = ? and ? in (o.origin, o.invoice) and d.key <> ? order by d.key"
    )
    rows = work.rows(sql, work.company, key, key)
    return FetchedDocuments(
        sales_order=[
            RelatedSalesOrder(netvisor_key=row["key"], order_number=str(row["number"]))
            for row in rows
            if row["kind"] == ORDER
        ],
        sales_invoice=[
            RelatedSalesInvoice(netvisor_key=row["key"], invoice_number=str(row["number"]))
            for row in rows
            if row["kind"] == INVOICE
        ],
    )


def _history(work: Work, key: int) -> ProcessHistory:
    """The comments of a document; where in a line Netvisor shows them is not documented."""
    sql = "select * from document_comment where company = ? and document = ? order by position"
    lines = [
        ProcessHistoryLine(
            processed_time_stamp=datetime.fromisoformat(row["moment"]),
            material_type_name=f"{OURS}comment",
            user_name=None,
            process_channel_name=None,
            process_status=row["comment"],
        )
        for row in work.rows(sql, work.company, key)
    ]
    return ProcessHistory(process_history_line=lines)


def _seller(stored: SalesInvoice) -> str | None:
    named = stored.seller_identifier
    return plain(stored.seller_name) or (None if attribute(named, "type") == "netvisor" else plain(named))


def _register(work: Work, row: sqlite3.Row) -> dict[str, Any]:
    """The values from the customer register."""
    customer = customers.row_of(work, row["customer"])
    identifier = customer["identifier"] if customer is not None else ""
    return {
        "invoicing_customer_code": row["customer_code"] or None,
        "invoicing_customer_name": row["customer_name"] or None,
        "invoicing_customer_netvisor_key": row["customer"],
        "invoicing_customer_organization_identifier": identifier or None,
    }


def terms_of(stored: SalesInvoice) -> dict[str, Any]:
    """Net days and cash discount: those of the message, else those of its term of payment.

    A due date is the only term.
    """
    named = stored.payment_term
    key = text(named) if plain(stored.sales_invoice_due_date) is None else ""
    term = next((term for term in TERMS if str(term.key) == key), None)
    days, discount_days = plain(stored.payment_term_net_days), plain(stored.payment_term_cash_discount_days)
    # The answer knows percentages only, so that a discount that is a sum has no place in it.
    is_sum = attribute(stored.payment_term_cash_discount, "type") == "sum"
    discount = None if is_sum else plain(stored.payment_term_cash_discount)
    if term is not None:
        days = term.net_days if days is None else days
        discount_days = term.discount_days or None if discount_days is None else discount_days
        discount = term.discount_percent if discount is None and not is_sum else discount
    return {
        "payment_term_net_days": days,
        "payment_term_cash_discount_days": discount_days,
        "payment_term_cash_discount": FetchedPaymentTermCashDiscount(discount, "percentage"),
    }


def _addresses(work: Work, stored: SalesInvoice) -> dict[str, Any]:
    country = text(stored.invoicing_customer_country_code)
    delivery = text(stored.delivery_address_country_code)
    return {
        "invoicing_customer_country_code": FetchedCountryCode(
            country_name(country, work.language) or None, country or None
        ),
        "delivery_address_country_code": country_name(delivery, work.language).upper() or None,
    }


def _delivery(stored: SalesInvoice) -> dict[str, Any]:
    day, week = promise_of(stored)
    handling = text(stored.sales_invoice_tax_handling_type)
    return {
        "waybill_identifier": plain(stored.sales_invoice_waybill_identifier),
        "delivery_to_customer_date": day,
        "delivery_to_customer_week": week,
        "tax_handling_clause": FetchedTaxHandlingClause(handling) if handling else None,
        "delivery_office_identifier": plain(stored.delivery_office),
    }


def _contact(work: Work, stored: SalesInvoice) -> dict[str, Any]:
    """The contact person in the message; only the key of a deleted one."""
    key = attribute(stored.invoicing_customer_identifier, "contact_person_id")
    person = person_with(work, key)
    shown_as = (
        "contact_person_first_name",
        "contact_person_last_name",
        "contact_person_phone_number",
        "contact_person_email",
    )
    found = {name: getattr(person, name) for name in shown_as} if person is not None else {}
    return {"contact_person_netvisor_key": key, **found}


def _voucher(work: Work, row: sqlite3.Row) -> FetchedInvoiceVoucher | None:
    voucher = work.row("select * from voucher where company = ? and key = ?", work.company, row["voucher"])
    return None if voucher is None else FetchedInvoiceVoucher(f"{voucher['type']} {voucher['number']}", row["voucher"])


def _lines(work: Work, row: sqlite3.Row, stored: SalesInvoice) -> FetchedInvoiceLines:
    """All lines in their one element, in order."""
    sql = "select * from document_line where company = ? and document = ?"
    sums = {line["position"]: line for line in work.rows(sql, work.company, row["key"])}
    dimensions = uses_of_lines(work, row["key"])
    comments = work.parameters.flag("showcommentlines")
    lines: list[FetchedSalesInvoiceProductLine | FetchedSalesInvoiceCommentLine] = []
    for position, line in enumerate(stored.invoice_lines.invoice_line):
        comment = part(line, "sales_invoice_comment_line")
        if position in sums:
            its = sums[position]
            product_line = part(line, "sales_invoice_product_line")
            lines.append(_shown_product_line(work, product_line, its, dimensions.get(its["key"], ())))
        elif comment is not None and comments:
            lines.append(FetchedSalesInvoiceCommentLine(comment=comment.comment))
    return FetchedInvoiceLines(invoice_line=FetchedInvoiceLine(lines=lines))


def _shown_product_line(
    work: Work, line: Any, sums: sqlite3.Row, dimensions: Iterable[Use]
) -> FetchedSalesInvoiceProductLine:
    identifier = line.product_identifier
    product = found_by(work, identifier.type, identifier.value)
    percent, account = Decimal(line.product_vat_percentage.value), plain(line.accounting_account_suggestion)
    code: Any = vat_code_of(account or 3000, percent, attribute(line.product_vat_percentage, "vat_code"))
    known = work.chart.accounts.get(account or 0)
    place = place_with(plain(line.sales_invoice_product_line_inventory_id))
    made = shown(
        FetchedSalesInvoiceProductLine,
        line,
        netvisor_key=sums["key"],
        product_identifier=FetchedProductIdentifier(identifier.value if product is None else product["code"] or None),
        product_name=plain(line.product_name) or (None if product is None else product["name"]),
        product_netvisor_key=None if product is None else product["key"],
        product_unit_price=Decimal(sums["unit_price"]),
        product_purchase_price=plain(line.product_unit_purchase_price),
        product_vat_percentage=FetchedProductVatPercentage(percent, code),
        product_primary_ean_code=None if product is None else product["primary_ean"] or None,
        product_secondary_ean_code=None if product is None else product["secondary_ean"] or None,
        sales_invoice_product_line_unit=plain(line.product_unit_name),
        sales_invoice_product_line_delivery_date=plain(line.delivery_date),
        sales_invoice_product_line_discount_percentage=(
            plain(line.sales_invoice_product_line_discount_percentage) or Decimal(0)
        ),
        sales_invoice_product_line_vat_sum=Decimal(sums["vat"]),
        sales_invoice_product_line_sum=Decimal(sums["total"]),
        sales_invoice_product_line_inventory_name=None if place is None else place.name,
        accounting_account_suggestion=None if known is None else known.key,
        accounting_account_suggestion_account_number=account,
        dimension=[FetchedDimension(dimension_name=use.heading, dimension_item=use.item) for use in dimensions],
    )
    return with_empty(made, "product_purchase_price", "provision_percentage")


def _attachments(work: Work, row: sqlite3.Row) -> FetchedSalesInvoiceAttachments | None:
    files = attached(work, row["key"]) if work.parameters.flag("includeattachments") else []
    made = [
        FetchedSalesInvoiceAttachment(
            mime_type=file.mime,
            attachment_description=file.description,
            file_name=file.file_name,
            document_data=file.content,
        )
        for file in files
    ]
    return FetchedSalesInvoiceAttachments(sales_invoice_attachment=made) if made else None

"""Sales invoices, orders and drafts: posted and edited as whole documents, with status changes."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from netvisor.declare import UNSET, given
from netvisor.resources.customers import Customer
from netvisor.resources.sales import InvoiceLine, InvoiceLines, PaymentTerm, SalesInvoice, SalesInvoiceProductLine
from netvisor.sandbox.books.core.attachments import Attached, attach
from netvisor.sandbox.books.core.payment_terms import DEFAULT, TERMS, Term, term_of
from netvisor.sandbox.books.core.show import attribute, kept, part, plain, read_kept, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.customers import customers
from netvisor.sandbox.books.customers.contacts import open_office
from netvisor.sandbox.books.dimensions.dimensions import use_of_new
from netvisor.sandbox.books.products.products import found_by
from netvisor.sandbox.books.sales.line_totals import Sums, line_sums, register_price, totals
from netvisor.sandbox.books.sales.voucher import post_document
from netvisor.sandbox.refusal import customer_not_found, invalid, ours

INVOICE: Final = "invoice"
ORDER: Final = "order"
DRAFT: Final = "invoicedraft"

NEW_STATUSES: Final = ("open", "overdue", "reminded", "requested", "collected", "paid", "creditloss", "unsent")
_MOST_KEYS: Final = 100
_REFERENCE_BASE: Final = 1000

ADDRESS: Final = {
    "invoicing_customer_name": "name",
    "invoicing_customer_name_extension": "name_extension",
    "invoicing_customer_address_line": "street_address",
    "invoicing_customer_additional_address_line": "additional_address_line",
    "invoicing_customer_post_number": "post_number",
    "invoicing_customer_town": "city",
    "invoicing_customer_country_code": "country",
}
"""What an invoice without any address takes from the customer register."""

DELIVERY: Final = {
    "delivery_address_name": "delivery_name",
    "delivery_address_line": "delivery_street_address",
    "delivery_address_post_number": "delivery_post_number",
    "delivery_address_town": "delivery_city",
    "delivery_address_country_code": "delivery_country",
}


@answers("salesinvoice.nv")
def sales_invoice(work: Work) -> Outcome:
    """Add a document, or replace one completely by an edit."""
    sent: SalesInvoice = work.message
    if work.method == "add":
        key = work.new_key()
        store(work, key, sent, None)
        return Outcome(inserted=[key])
    key = work.edited_key()
    row = row_of(work, key)
    if row is None:
        raise invalid(f"there is no sales invoice with the key {key}")
    if row["kind"] not in {DRAFT, kind_of(sent)}:
        raise invalid(f"the document is of the type {row['kind']}; only a draft becomes another one")
    store(work, key, sent, row)
    return Outcome()


def row_of(work: Work, key: int) -> sqlite3.Row | None:
    """The row of a document."""
    return work.row("select * from document where company = ? and key = ?", work.company, key)


def message_of(row: sqlite3.Row) -> SalesInvoice:
    """The message of a document, without its attachments."""
    return read_kept(row["message"], SalesInvoice)


def kind_of(sent: SalesInvoice) -> str:
    """Whether a message is an invoice, an order or a draft."""
    return plain(sent.invoice_type) or INVOICE


def product_lines(document: SalesInvoice) -> list[tuple[int, SalesInvoiceProductLine]]:
    """The product lines with their positions among all lines."""
    lines = enumerate(document.invoice_lines.invoice_line)
    return [(at, found) for at, line in lines if (found := part(line, "sales_invoice_product_line")) is not None]


def product_of_line(work: Work, line: SalesInvoiceProductLine) -> sqlite3.Row | None:
    """The product of a line; `None` for a code that is not in the register.

    Raises:
        Refusal: the line names a key or a bar code that does not exist.
    """
    identifier = line.product_identifier
    found = found_by(work, identifier.type, identifier.value)
    if found is None and (identifier.type != "customer" or not work.unknown_products):
        raise invalid(f"there is no product {identifier.value} ({identifier.type})")
    return found


def store(work: Work, key: int, sent: SalesInvoice, old: sqlite3.Row | None) -> None:
    """Store a document under a key, replacing an earlier one, with its lines, files and voucher."""
    kind, sent = kind_of(sent), _without_lone_sums(sent)
    promise_of(sent)
    customer = _customer(work, sent)
    number = _number(work, kind, sent, old)
    register = customers.message_of(customer)
    whole = _with_term(_completed(sent, register), register)
    lines = [(at, line, *_product_and_sums(work, line)) for at, line in product_lines(whole)]
    sums = [each for *_, each in lines]
    total = totals(whole, sums)
    second_name = whole.second_name
    columns: dict[str, object] = {
        "kind": kind,
        "number": number,
        "reference": _reference(whole, register, number),
        "date": whole.sales_invoice_date.isoformat(),
        "due": _due(whole, register).isoformat(),
        "status": text(whole.sales_invoice_status),
        "customer": customer["key"],
        "customer_code": customer["code"],
        "customer_name": text(whole.invoicing_customer_name),
        "second_name": text(second_name),
        "customer_country": text(whole.invoicing_customer_country_code),
        "private_comment": text(whole.sales_invoice_private_comment),
        "total": str(total.in_euros),
        "currency": total.currency,
        "currency_total": str(total.in_currency),
        "changed": work.stamp,
        "message": kept(replace(whole, sales_invoice_attachments=UNSET)),
    }
    if old is None:
        work.insert("document", key=key, **columns)
    else:
        work.update("document", key, **columns)
    _store_lines(work, key, lines)
    open_office(work, customer["key"], whole)
    attach(work, key, _files(sent))
    post_document(work, key, whole)


def _without_lone_sums(sent: SalesInvoice) -> SalesInvoice:
    """The document without a line's VAT or sum if the other is missing: one alone is ignored."""
    lone = {
        at
        for at, line in product_lines(sent)
        if given(line.sales_invoice_product_line_vat_sum) != given(line.sales_invoice_product_line_sum)
    }
    if not lone:
        return sent
    lines = list(sent.invoice_lines.invoice_line)
    for at in lone:
        bare = replace(
            part(lines[at], "sales_invoice_product_line"),
            sales_invoice_product_line_vat_sum=UNSET,
            sales_invoice_product_line_sum=UNSET,
        )
        lines[at] = InvoiceLine(sales_invoice_product_line=bare)
    return replace(sent, invoice_lines=InvoiceLines(invoice_line=lines))


def promise_of(document: SalesInvoice) -> tuple[date | None, str | None]:
    """The delivery promised to the customer: a day or a week.

    Raises:
        Refusal: the day is in no calendar.
    """
    promise = document.sales_invoice_delivery_to_customer_date
    promised = text(promise)
    if not promised or attribute(promise, "type") == "weeknumber":
        return None, promised or None
    try:
        return date.fromisoformat(promised), None
    except ValueError as error:
        raise invalid(f"{promised} is not a day") from error


def _product_and_sums(work: Work, line: SalesInvoiceProductLine) -> tuple[sqlite3.Row | None, Sums]:
    product = product_of_line(work, line)
    if product is None and not text(line.product_name):
        raise invalid(f"the line of the unknown product {line.product_identifier.value} needs a productname")
    return product, line_sums(line, None if product is None else register_price(product))


def _store_lines(
    work: Work, document: int, lines: list[tuple[int, SalesInvoiceProductLine, sqlite3.Row | None, Sums]]
) -> None:
    for row in work.rows("select key from document_line where company = ? and document = ?", work.company, document):
        work.delete("dimension_use", owner=row["key"])
        work.delete("delivery", line=row["key"])
    work.delete("document_line", document=document)
    keys = work.new_keys(len(lines))
    columns: list[dict[str, object]] = [
        {
            "document": document,
            "position": position,
            "key": key,
            "unit_price": str(sums.unit_price),
            "net": str(sums.net),
            "vat": str(sums.vat),
            "total": str(sums.total),
            "product": None if product is None else product["key"],
            "quantity": str(line.sales_invoice_product_line_quantity),
            "place": plain(line.sales_invoice_product_line_inventory_id),
        }
        for key, (position, line, product, sums) in zip(keys, lines, strict=True)
    ]
    work.insert_all("document_line", columns)
    named = [[(each.dimension_name, text(each.dimension_item)) for each in line.dimension] for _, line, _, _ in lines]
    use_of_new(work, zip(keys, named, strict=True))


def _customer(work: Work, sent: SalesInvoice) -> sqlite3.Row:
    identifier = sent.invoicing_customer_identifier
    column = {"netvisor": "key", "customer": "code", "organizationunitnumber": "unit_number"}[identifier.type]
    sql = f"select * from customer where company = ? and {column} = ?"  # noqa: S608  # columns are ours
    found = work.row(sql, work.company, identifier.value)
    if found is None and column == "key":
        raise customer_not_found(identifier.value)
    if found is None:
        raise invalid(f"there is no customer {identifier.value} ({identifier.type})")
    return found


def _number(work: Work, kind: str, sent: SalesInvoice, old: sqlite3.Row | None) -> int | None:
    if kind == DRAFT:
        return None
    series = f"{kind} number"
    number = plain(sent.sales_invoice_number)
    if number is None:
        if old is not None and old["number"] is not None:
            return int(old["number"])
        return work.next_in(series)
    sql = "select key from document where company = ? and kind = ? and number = ?"
    other = work.row(sql, work.company, kind, number)
    if other is not None and (old is None or other["key"] != old["key"]):
        raise ours("DUPLICATE_DATA", f"the {kind} number {number} is in use")
    work.raise_series(series, number)
    return int(number)


def _completed(sent: SalesInvoice, customer: Customer) -> SalesInvoice:
    """The document with the addresses of the customer register, if it has no address element of its own."""
    if any(given(getattr(sent, name)) for name in (*ADDRESS, *DELIVERY)):
        return sent
    base = customer.customer_base_information
    taken = {name: getattr(base, source) for name, source in ADDRESS.items()}
    delivery = part(customer, "customer_delivery_details")
    if delivery is not None:
        taken |= {name: getattr(delivery, source) for name, source in DELIVERY.items()}
    return replace(sent, **taken)


def _with_term(document: SalesInvoice, customer: Customer) -> SalesInvoice:
    """The document with the current default term of payment of its customer or company."""
    named = document.payment_term
    if not given(named) or (attribute(named, "type") == "netvisor" and text(named)):
        return document
    return replace(document, payment_term=PaymentTerm(str(_term(document, customer).key), "netvisor"))


def _term(document: SalesInvoice, customer: Customer) -> Term:
    named = document.payment_term
    if attribute(named, "type") == "netvisor" and text(named):
        found = next((term for term in TERMS if str(term.key) == text(named)), None)
        if found is None:
            raise invalid(f"there is no payment term {text(named)}")
        return found
    more = part(customer, "customer_additional_information")
    default = None if more is None else part(more, "default_payment_term")
    if attribute(named, "type") != "companydefault" and default is not None:
        return term_of(default) or DEFAULT
    return DEFAULT


def _due(document: SalesInvoice, customer: Customer) -> date:
    """The due date: the given one, else by net days, else by the term of payment."""
    due: date | None = plain(document.sales_invoice_due_date)
    if due is not None:
        return due
    days = plain(document.payment_term_net_days)
    if days is None:
        days = _term(document, customer).net_days
    try:
        return document.sales_invoice_date + timedelta(days=days)
    except OverflowError as error:
        raise invalid(f"the due date is {days} days away") from error


def _reference(document: SalesInvoice, customer: Customer, number: int | None) -> str:
    """The reference number: the given one, else the customer's fixed one, else one from the document's number."""
    reference = text(document.sales_invoice_reference_number)
    if reference or number is None:
        return reference
    more = part(customer, "customer_additional_information")
    fixed = "" if more is None else text(more.customer_reference_number)
    return fixed or reference_number(_REFERENCE_BASE + number)


def reference_number(base: int) -> str:
    """A Finnish reference number: its check digit weights the digits from the end by 7, 3, 1.

    >>> reference_number(107)
    '1070'
    """
    weights = (7, 3, 1)
    total = sum(int(digit) * weights[at % 3] for at, digit in enumerate(reversed(str(abs(base)))))
    return f"{abs(base)}{-total % 10}"


def _files(sent: SalesInvoice) -> list[Attached]:
    wrapper = part(sent, "sales_invoice_attachments")
    return (
        []
        if wrapper is None
        else [
            Attached(
                mime=file.mime_type,
                description=file.attachment_description,
                file_name=file.file_name,
                content=plain(file.document_data),
            )
            for file in wrapper.sales_invoice_attachment
        ]
    )


@answers("updatesalesinvoicestatus.nv")
def update_sales_invoice_status(work: Work) -> Outcome:
    """Set the status of invoices; any other than unsent posts the voucher."""
    status = work.parameters.one_of("status", NEW_STATUSES)
    if status is None:
        raise invalid("the parameter status is missing")
    one = work.parameters.integer("netvisorkey")
    keys = work.parameters.keys("netvisorkeylist", _MOST_KEYS) or []
    keys += [one] if one is not None else []
    if not keys:
        raise invalid("one of the parameters netvisorkey and netvisorkeylist is needed")
    for key in keys:
        row = row_of(work, key)
        if row is None or row["kind"] != INVOICE:
            raise invalid(f"there is no sales invoice with the key {key}")
        work.update("document", key, status=status, changed=work.stamp)
        # A voucher that stands is none to make: a reminder changes nothing of it, nor minds its locked period.
        if row["voucher"] is None or status == "unsent":
            post_document(work, key)
    return Outcome()

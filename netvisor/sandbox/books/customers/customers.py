"""Customers: added, edited in part, listed and fetched."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any, cast

from netvisor.declare import UNSET
from netvisor.resources.customers import (
    Customer,
    CustomerDimensionDetails,
    CustomerDimensions,
    CustomerList,
    CustomerListReply,
    Customers,
    FetchedCustomer,
    FetchedCustomerAdditionalInformation,
    FetchedCustomerBaseInformation,
    FetchedCustomerContactDetails,
    FetchedCustomerDeliveryDetails,
    FetchedCustomerFinvoiceDetails,
    FetchedDimension,
    GetCustomerReply,
    InternalIdentifier,
    ListedCustomer,
    WithNetvisorKey,
)
from netvisor.sandbox.books.core.payment_terms import term_of
from netvisor.sandbox.books.core.show import (
    attribute,
    kept,
    merged,
    part,
    read_kept,
    shown,
    text,
    whole_number,
    with_empty,
)
from netvisor.sandbox.books.core.work import Outcome, Work, answers, sql_marks
from netvisor.sandbox.books.customers.contacts import offices_of, persons_of
from netvisor.sandbox.books.customers.payment_speed import turnover
from netvisor.sandbox.books.dimensions.dimensions import place, use, uses
from netvisor.sandbox.refusal import customer_code_in_use, customer_not_found, invalid


@answers("customer.nv")
def customer(work: Work) -> Outcome:
    """Add a customer, or edit it in part."""
    sent: Customer = work.message
    automatic = _wants_code(sent)
    if work.method == "add":
        key = work.new_key()
        _store(work, key, merged(None, sent), automatic=automatic, new=True)
        return Outcome(inserted=[key])
    key = work.edited_key()
    row = row_of(work, key)
    if row is None:
        raise customer_not_found(key)
    _store(work, key, merged(message_of(row), sent), automatic=automatic, new=False)
    return Outcome()


def row_of(work: Work, key: int) -> sqlite3.Row | None:
    """The row of a customer."""
    return work.row("select * from customer where company = ? and key = ?", work.company, key)


def message_of(row: sqlite3.Row) -> Customer:
    """The message of a customer after all edits."""
    return read_kept(row["message"], Customer)


def _wants_code(sent: Customer) -> bool:
    identifier = sent.customer_base_information.internal_identifier
    return attribute(identifier, "type") == "automatic" and not text(identifier)


def _store(work: Work, key: int, whole: Customer, *, automatic: bool, new: bool) -> None:
    base = whole.customer_base_information
    code = _next_code(work) if automatic else text(base.internal_identifier)
    identifier = InternalIdentifier(code) if code else UNSET
    whole = replace(whole, customer_base_information=replace(base, internal_identifier=identifier))
    _refuse_used_code(work, key, code)
    use(work, key, place(work, _dimensions(whole)))
    group = text(base.customer_group_name)
    columns: dict[str, object] = {
        "code": code,
        "name": text(base.name),
        "name_extension": text(base.name_extension),
        "identifier": text(base.external_identifier),
        "unit_number": text(base.organization_unit_number),
        "email": text(base.email),
        "country": text(base.country),
        "group_key": work.named("customer group", group) if group else None,
        "changed": work.stamp,
        "message": kept(whole),
    }
    if new:
        work.insert("customer", key=key, **columns)
    else:
        work.update("customer", key, **columns)
        _show_code(work, key, code)


def _show_code(work: Work, key: int, code: str) -> None:
    """Let the documents of a customer be found by its current code; they keep their own name."""
    sql = "select key from document where company = ? and customer = ? and customer_code <> ?"
    for document in work.rows(sql, work.company, key, code):
        work.update("document", document["key"], customer_code=code)


def _next_code(work: Work) -> str:
    while True:
        code = str(work.next_in("customer code"))
        if work.row("select 1 from customer where company = ? and code = ?", work.company, code) is None:
            return code


def _refuse_used_code(work: Work, key: int, code: str) -> None:
    sql = "select 1 from customer where company = ? and code = ? and key <> ?"
    if code and work.row(sql, work.company, code, key) is not None:
        raise customer_code_in_use(code)


def _dimensions(whole: Customer) -> list[Any]:
    details = cast("CustomerDimensionDetails | None", part(whole, "customer_dimension_details"))
    return list(details.dimension) if details is not None else []


@answers("customerlist.nv")
def customer_list(work: Work) -> Outcome:
    """The customers that match all parameters; with a keyword, the date of change is ignored."""
    asked = work.parameters
    where, values = ["c.company = ?"], [work.company]
    if keyword := asked.text("keyword"):
        columns = ("c.name", "c.code", "c.identifier", "c.name_extension")
        where.append(f"({' or '.join(f'holds({column}, ?)' for column in columns)})")
        values += [keyword] * len(columns)
    elif since := asked.moment("changedsince"):
        where.append("c.changed >= ?")
        values.append(since.isoformat(sep=" "))
    if codes := asked.texts("customercodelist", limit=100):
        where.append(f"c.code in ({sql_marks(codes)})")
        values += codes
    if email := asked.text("emailkeyword"):
        where.append("c.email = ? collate nocase")
        values.append(email)
    sql = (
        "select c.key, c.code, c.name, c.identifier, c.group_key from customer c"  # noqa: S608  # the conditions are ours
        f" where {' and '.join(where)} order by c.key"
    )
    groups = work.names("customer group")
    listed = [
        ListedCustomer(
            netvisor_key=key,
            name=name,
            code=code or None,
            organisation_identifier=identifier or None,
            customer_group_id=group,
            customer_group_name=groups.get(group),
            uri=f"/getcustomer.nv?id={key}",
        )
        for key, code, name, identifier, group in work.rows(sql, *values)
    ]
    return Outcome(root=CustomerListReply(customer_list=CustomerList(customer=listed)))


@answers("getcustomer.nv")
def get_customer(work: Work) -> Outcome:
    """One customer with all details, or several of a list of keys."""
    keys = work.parameters.keys("idlist", limit=500)
    if keys is not None:
        found = [_fetched(work, row) for key in keys for row in [_existing(work, key)]]
        return Outcome(root=GetCustomerReply(customers=Customers(customer=found)))
    key = work.parameters.integer("id")
    if key is None:
        raise invalid("one of the parameters id and idlist is needed")
    return Outcome(root=GetCustomerReply(customer=_fetched(work, _existing(work, key))))


def _existing(work: Work, key: int) -> sqlite3.Row:
    row = row_of(work, key)
    if row is None:
        raise customer_not_found(key)
    return row


def _fetched(work: Work, row: sqlite3.Row) -> FetchedCustomer:
    stored = message_of(row)
    base = stored.customer_base_information
    return FetchedCustomer(
        customer_base_information=with_empty(
            shown(
                FetchedCustomerBaseInformation,
                base,
                netvisor_key=row["key"],
                customer_group_netvisor_key=row["group_key"],
                additional_street_address=text(base.additional_address_line) or None,
                is_active=base.is_active is not False,
            ),
            "is_private_customer",
        ),
        customer_finvoice_details=shown(FetchedCustomerFinvoiceDetails, part(stored, "customer_finvoice_details")),
        customer_delivery_details=shown(FetchedCustomerDeliveryDetails, part(stored, "customer_delivery_details")),
        customer_contact_details=shown(FetchedCustomerContactDetails, part(stored, "customer_contact_details")),
        customer_contact_persons=persons_of(work, row["key"]),
        customer_office_details=offices_of(work, row["key"]),
        customer_additional_information=_additional(work, row["key"], stored),
    )


def _additional(work: Work, key: int, stored: Customer) -> FetchedCustomerAdditionalInformation:
    more = part(stored, "customer_additional_information")
    term, factoring = (
        (part(more, "default_payment_term"), part(more, "factoring_account")) if more is not None else (None, None)
    )
    made = shown(
        FetchedCustomerAdditionalInformation,
        more,
        reference_number=text(more.customer_reference_number) or None if more is not None else None,
        default_payment_term=_payment_term(term),
        default_sales_person=None,
        factoring_account=None if factoring is None else _keyed(factoring),
        customer_dimensions=_customer_dimensions(work, key),
        additional_information=turnover(work, key),
    )
    texts = ("default_text_before_invoice_lines", "default_text_after_invoice_lines")
    return with_empty(made, "your_default_reference", "use_creditor_reference_number", *texts)


def _payment_term(named: Any) -> WithNetvisorKey | None:
    if named is None:
        return None
    term = term_of(named)
    # Of a term that the company does not have, only the name is known.
    return _keyed(named) if term is None else WithNetvisorKey(term.description, term.key)


def _keyed(named: Any) -> WithNetvisorKey:
    key = whole_number(text(named)) if attribute(named, "type") == "netvisor" else None
    return WithNetvisorKey(text(named) if key is None else None, key)


def _customer_dimensions(work: Work, key: int) -> CustomerDimensions | None:
    found = [
        FetchedDimension(
            dimension_name=WithNetvisorKey(each.heading, each.heading_key),
            dimension_item=WithNetvisorKey(each.item, each.item_key),
        )
        for each in uses(work, key)
    ]
    return CustomerDimensions(dimension=found) if found else None

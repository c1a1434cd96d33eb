"""The offices and contact persons of customers, and deleting customers."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

from netvisor.declare import UNSET
from netvisor.resources.customers import (
    ContactPerson,
    CustomerContactPerson,
    CustomerContactPersons,
    CustomerOfficeDetails,
    FetchedOfficeContactAddress,
    FetchedOfficeFinvoiceDetails,
    FetchedOfficeVisitAddress,
    Office,
    OfficeAddress,
)
from netvisor.resources.sales import SalesInvoice
from netvisor.sandbox.books.core.show import attribute, kept, merged, part, plain, read_kept, shown, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import customer_not_found, invalid


@answers("office.nv")
def office(work: Work) -> Outcome:
    """Add an office to a customer, or edit it in part; as far as is known, the answer has no key."""
    sent: Office = work.message
    customer = _customer(work, work.parameters.integer("customerid"), "the parameter customerid is missing")
    if work.method == "add":
        _store_office(work, work.new_key(), customer, merged(None, sent), new=True)
        return Outcome()
    key = work.parameters.integer("officeid")
    if key is None:
        raise invalid("the parameter officeid is missing; method=edit needs the Netvisor key of the office")
    old = _office(work, customer, key)
    _store_office(work, key, customer, merged(read_kept(old["message"], Office), sent), new=False)
    return Outcome()


def _store_office(work: Work, key: int, customer: int, whole: Office, *, new: bool) -> None:
    columns: dict[str, object] = {
        "customer": customer,
        "name": whole.name,
        "identifier": text(whole.office_identifier),
        "changed": work.stamp,
        "message": kept(whole),
    }
    if new:
        work.insert("office", key=key, **columns)
    else:
        work.update("office", key, **columns)


def _office(work: Work, customer: int, key: int) -> sqlite3.Row:
    found = work.row("select * from office where company = ? and customer = ? and key = ?", work.company, customer, key)
    if found is None:
        raise invalid(f"the customer {customer} has no office with the key {key}")
    return found


def _customer(work: Work, key: int | None, missing: str) -> int:
    if key is None:
        raise invalid(missing)
    if work.row("select 1 from customer where company = ? and key = ?", work.company, key) is None:
        raise customer_not_found(key)
    return key


def open_office(work: Work, customer: int, invoice: SalesInvoice) -> None:
    """Create the office that an invoice asks for with `officeidentifier type="automatic"`.

    Its name and both addresses are those of the delivery, its code that of the element, else the next number. A
    customer with such an office gets no second one: an edit sends the same element again.
    """
    asked = invoice.office_identifier
    if attribute(asked, "type") != "automatic":
        return
    place = OfficeAddress(
        street_address=text(invoice.delivery_address_line),
        post_number=text(invoice.delivery_address_post_number),
        city=text(invoice.delivery_address_town),
        country=text(invoice.delivery_address_country_code),
    )
    made = Office(
        name=text(invoice.delivery_address_name),
        office_identifier=text(asked) or UNSET,
        office_contact_address=place,
        office_visit_address=place,
    )
    for row in work.rows("select * from office where company = ? and customer = ?", work.company, customer):
        same_place = row["name"] == made.name and read_kept(row["message"], Office).office_visit_address == place
        if row["identifier"] == text(asked) if text(asked) else same_place:
            return
    whole = replace(made, office_identifier=text(asked) or _next_code(work))
    _store_office(work, work.new_key(), customer, whole, new=True)


def _next_code(work: Work) -> str:
    while True:
        code = str(work.next_in("office code"))
        if work.row("select 1 from office where company = ? and identifier = ?", work.company, code) is None:
            return code


@answers("contactperson.nv")
def contact_person(work: Work) -> Outcome:
    """Add, change or delete a contact person, as the message says."""
    sent: ContactPerson = work.message
    customer = _customer(work, sent.customer_identifier, "the customer is missing")
    if sent.method == "add":
        key = work.new_key()
        _store_person(work, key, customer, sent, None)
        return Outcome(inserted=[key])
    person: int | None = plain(sent.contact_person_identifier)
    found = work.row(
        "select * from contact_person where company = ? and customer = ? and key = ?", work.company, customer, person
    )
    if found is None:
        raise invalid(f"the customer {customer} has no contact person with the key {person}")
    if sent.method == "delete":
        work.delete("contact_person", key=found["key"])
    else:
        _store_person(work, found["key"], customer, sent, found)
    return Outcome()


def _store_person(work: Work, key: int, customer: int, sent: ContactPerson, old: sqlite3.Row | None) -> None:
    stored = None if old is None else read_kept(old["message"], ContactPerson)
    # Values with a column of their own are left out of the message, so resetting them with 0 needs no element.
    bare = replace(
        sent,
        method="add",
        contact_person_identifier=UNSET,
        office_identifier=UNSET,
        position_identifier=UNSET,
        is_default=UNSET,
    )
    is_default = plain(sent.is_default) is True
    if is_default:
        sql = "select key from contact_person where company = ? and customer = ? and is_default"
        for row in work.rows(sql, work.company, customer):
            work.update("contact_person", row["key"], is_default=0)
    columns: dict[str, object] = {
        "customer": customer,
        "office": _linked(sent.office_identifier, old, "office"),
        "position": _linked(sent.position_identifier, old, "position"),
        "is_default": int(is_default or (old is not None and bool(old["is_default"]))),
        "changed": work.stamp,
        "message": kept(merged(stored, bare)),
    }
    if columns["office"] is not None:
        _office(work, customer, int(str(columns["office"])))
    if old is None:
        work.insert("contact_person", key=key, **columns)
    else:
        work.update("contact_person", key, **columns)


def _linked(sent: Any, old: sqlite3.Row | None, column: str) -> int | None:
    """The key to which a person is linked: omitted it stays, 0 resets it."""
    if sent is UNSET:
        return None if old is None else old[column]
    key: int | None = plain(sent)
    return key or None


def persons_of(work: Work, customer: int) -> CustomerContactPersons | None:
    """The contact persons of a customer, the default one first."""
    sql = "select * from contact_person where company = ? and customer = ? order by is_default desc, key"
    made = [_person(row) for row in work.rows(sql, work.company, customer)]
    return CustomerContactPersons(customer_contact_person=made) if made else None


def person_with(work: Work, key: int | None) -> CustomerContactPerson | None:
    """The contact person with a key."""
    row = work.row("select * from contact_person where company = ? and key = ?", work.company, key)
    return None if row is None else _person(row)


def _person(row: sqlite3.Row) -> CustomerContactPerson:
    stored = read_kept(row["message"], ContactPerson)
    return CustomerContactPerson(
        contact_person_id=row["key"],
        contact_person_first_name=stored.first_name,
        contact_person_last_name=stored.last_name,
        contact_person_phone_number=plain(stored.phone_number),
        contact_person_email=plain(stored.email),
        contact_person_office_netvisor_key=row["office"],
    )


def offices_of(work: Work, customer: int) -> list[CustomerOfficeDetails]:
    """The offices of a customer."""
    sql = "select * from office where company = ? and customer = ? order by key"
    return [_fetched_office(row) for row in work.rows(sql, work.company, customer)]


def _fetched_office(row: sqlite3.Row) -> CustomerOfficeDetails:
    stored = read_kept(row["message"], Office)
    return CustomerOfficeDetails(
        office_netvisor_key=row["key"],
        office_name=stored.name,
        office_phone_number=plain(stored.phone_number),
        office_telefax_number=plain(stored.telefax_number),
        office_identifier=row["identifier"] or None,
        office_contact_address=shown(FetchedOfficeContactAddress, part(stored, "office_contact_address")),
        office_visit_address=shown(FetchedOfficeVisitAddress, part(stored, "office_visit_address")),
        office_finvoice_details=shown(FetchedOfficeFinvoiceDetails, part(stored, "office_finvoice_details")),
    )


@answers("deletecustomer.nv")
def delete_customer(work: Work) -> Outcome:
    """Delete a customer that was never invoiced, with its offices and contact persons."""
    key = _customer(work, work.parameters.integer("customerid"), "the parameter customerid is missing")
    if work.row("select 1 from document where company = ? and customer = ?", work.company, key) is not None:
        raise invalid(f"the customer {key} has invoices or orders; only one that was never invoiced is deleted")
    work.delete("dimension_use", owner=key)
    for table in ("office", "contact_person"):
        work.delete(table, customer=key)
    work.delete("customer", key=key)
    return Outcome()

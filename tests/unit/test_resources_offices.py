"""Offices and contact persons of customers, and customers deleted: golden messages, calls, and rules that refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.declare import CLEAR, UNSET
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Done, Inserted
from netvisor.resources import customers
from netvisor.resources.customers import (
    ContactPerson,
    ContactPersonAddress,
    Office,
    OfficeAddress,
    OfficeFinvoiceDetails,
)
from tests.conftest import FIXTURES, Golden
from tests.element_paths import declared_paths, written_paths

# Messages.


def full_office() -> Office:
    return Office(
        name="Öljy & Äly, Tampere",
        phone_number="03 123 4567",
        telefax_number="03 123 4568",
        office_identifier="TRE",
        email_invoicing_address="laskut@example.fi",
        office_contact_address=OfficeAddress(
            street_address="Hämeenkatu 1", post_number="33100", city="Tampere", country="FI"
        ),
        office_visit_address=OfficeAddress(
            street_address="Ångströmsgatan 1", post_number="111 22", city="Tukholma", country="SE"
        ),
        office_finvoice_details=OfficeFinvoiceDetails(
            finvoice_address="00371967543801", finvoice_router_code="NDEAFIHH"
        ),
    )


def emptied_office() -> Office:
    return Office(name="Tampere", phone_number=CLEAR, office_visit_address=CLEAR)


def person(**fields: Any) -> ContactPerson:
    usual: dict[str, Any] = {
        "method": "add",
        "customer_identifier": 12,
        "first_name": "Päivi",
        "last_name": "Yläoja",
        "language": "FI",
        "contact_person_address": CLEAR,
    }
    return ContactPerson(**{**usual, **fields})


def full_person() -> ContactPerson:
    return ContactPerson(
        method="edit",
        customer_identifier=12,
        contact_person_identifier=77,
        is_default=True,
        first_name="Päivi",
        last_name="Yläoja",
        language="SE",
        phone_number="040 123 4567",
        email="paivi@example.fi",
        title="Äänitekniikan päällikkö",
        office_identifier=1041,
        position_identifier=0,
        contact_person_address=ContactPersonAddress(
            street_address="Pajukuja 1", post_number="53100", city="Lappeenranta", country="FI"
        ),
    )


GOLDEN: dict[str, Callable[[], object]] = {
    "office-minimal": lambda: Office(name="Tampere"),
    "office-full": full_office,
    "office-emptied": emptied_office,
    "contactperson-minimal": person,
    "contactperson-full": full_person,
    "contactperson-delete": lambda: person(method="delete", contact_person_identifier=77),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    made = GOLDEN[name]()
    body = encode(made).bytes()
    golden(FIXTURES / "requests" / f"{name}.xml", body)
    assert decode(body, type(made)) == made


@pytest.mark.parametrize("name", [name for name in GOLDEN if name.endswith("-full")])
def test_the_full_message_holds_every_element_and_attribute(name: str) -> None:
    made = GOLDEN[name]()
    assert written_paths(encode(made).bytes()) == declared_paths(type(made))


# Rules.


def reached_at(address: str) -> Office:
    details = OfficeFinvoiceDetails(finvoice_address=address, finvoice_router_code="NDEAFIHH")
    return Office(name="Tampere", office_finvoice_details=details)


@pytest.mark.parametrize(
    ("message", "path", "expected"),
    [
        (Office(name=CLEAR), "name", "a text"),  # type: ignore[arg-type]  # meant
        (reached_at("0037 1967 5438"), "office_finvoice_details.finvoice_address", "an OVT number or an IBAN"),
        (reached_at("laskut@example.fi"), "office_finvoice_details.finvoice_address", "an OVT number or an IBAN"),
        (
            person(method="edit"),
            "method|contact_person_identifier",
            "contact_person_identifier when method is edit",
        ),
        (
            person(method="delete"),
            "method|contact_person_identifier",
            "contact_person_identifier when method is delete",
        ),
        (person(contact_person_address=UNSET), "contact_person_address", "a ContactPersonAddress"),
        (person(first_name="ä" * 101), "first_name", "a text of at most 100 characters"),
        (person(language="SV"), "language", "one of FI, SE, EN"),
    ],
    ids=[
        "an office without a name",
        "an OVT number with spaces",
        "an e-mail address for an e-invoice address",
        "an edit of nobody",
        "a delete of nobody",
        "no address, not even an empty one",
        "a long first name",
        "Swedish by its language code",
    ],
)
def test_a_message_that_breaks_a_rule_is_refused_at_its_place(message: object, path: str, expected: str) -> None:
    (problem,) = check(message)
    assert problem.path == path
    assert expected in problem.expected
    with pytest.raises(MessageError):
        encode(message)


@pytest.mark.parametrize("address", ["003719675438", "00371967543801ABC", "FI2112345600000785"])
def test_an_office_is_reached_at_an_ovt_number_or_an_iban(address: str) -> None:
    assert check(reached_at(address)) == []


# Calls.


def test_an_office_is_added_to_a_customer() -> None:
    call = customers.add_office(full_office(), customer_id=12)
    assert (call.resource, call.http, call.writes) == ("office.nv", "POST", True)
    assert call.parameters == (("method", "add"), ("customerid", "12"))
    assert call.result.take(Answer(inserted=["1041"])) == Done(inserted=("1041",))
    assert call.result.take(Answer()) == Done()


def test_an_office_is_edited_by_both_keys() -> None:
    call = customers.edit_office(emptied_office(), customer_id=12, office_id=1041)
    assert call.parameters == (("method", "edit"), ("customerid", "12"), ("officeid", "1041"))


def test_a_contact_person_is_added_edited_and_deleted_by_messages_that_say_so() -> None:
    added = customers.add_contact_person(person())
    edited = customers.edit_contact_person(full_person())
    deleted = customers.delete_contact_person(person(method="delete", contact_person_identifier=77))
    for call in (added, edited, deleted):
        assert (call.resource, call.http, call.writes, call.parameters) == ("contactperson.nv", "POST", True, ())
    assert added.result.take(Answer(inserted=["77"])) == Inserted(netvisor_key=77, netvisor_keys=(77,))
    assert edited.result.take(Answer()) == deleted.result.take(Answer()) == Done()


@pytest.mark.parametrize(
    ("make", "method"),
    [
        (customers.add_contact_person, "edit"),
        (customers.edit_contact_person, "delete"),
        (customers.delete_contact_person, "add"),
    ],
    ids=["add", "edit", "delete"],
)
def test_a_message_that_says_another_method_than_the_function_is_refused(
    make: Callable[[ContactPerson], Call[Any]], method: str
) -> None:
    with pytest.raises(MessageError) as refused:
        make(person(method=method, contact_person_identifier=77))
    (problem,) = refused.value.problems
    assert problem.path == "contact_person"
    assert problem.found.startswith(f"contact_person=ContactPerson(method='{method}'")


def test_deleting_a_customer_is_a_get_that_writes() -> None:
    call = customers.delete_customer(12)
    assert (call.resource, call.http, call.writes) == ("deletecustomer.nv", "GET", True)
    assert call.parameters == (("customerid", "12"),)
    assert call.result.take(Answer()) == Done()

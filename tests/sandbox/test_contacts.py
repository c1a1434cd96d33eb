from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from netvisor import CLEAR, Client
from netvisor.errors import InvalidData
from netvisor.resources import customers, sales
from netvisor.resources.customers import ContactPerson, FetchedCustomer, Office

from . import messages as m
from .conftest import Caller
from .golden import golden


@pytest.fixture
def customer(client: Client) -> int:
    return client.send(customers.add_customer(m.customer())).netvisor_key


def get(client: Client, key: int) -> FetchedCustomer:
    got = client.send(customers.get_customer(key))
    assert got is not None
    return got


def office(client: Client, customer: int, **fields: Any) -> int:
    message = replace(golden("office-minimal", Office), **fields)
    client.send(customers.add_office(message, customer_id=customer))
    key = get(client, customer).customer_office_details[-1].office_netvisor_key
    assert key is not None
    return key


def persons(client: Client, key: int) -> list[Any]:
    found = get(client, key).customer_contact_persons
    return [] if found is None else list(found.customer_contact_person)


def test_offices_of_unknown_customers_and_foreign_offices_are_refused(client: Client, customer: int) -> None:
    other = client.send(customers.add_customer(m.customer(code="012"))).netvisor_key
    key = office(client, customer)
    sent = golden("office-minimal", Office)
    with pytest.raises(InvalidData, match="Customer not found with Netvisor identifier: 99"):
        client.send(customers.add_office(sent, customer_id=99))
    with pytest.raises(InvalidData, match=f"Sandbox: the customer {other} has no office with the key {key}"):
        client.send(customers.edit_office(sent, customer_id=other, office_id=key))


def test_a_call_for_an_office_names_what_is_missing(client: Client, caller: Caller, customer: int) -> None:
    body = b"<root><office><name>Tampere</name></office></root>"
    for query, text in (
        ({"method": "add"}, "customerid is missing"),
        ({"method": "edit", "customerid": customer}, "officeid is missing"),
    ):
        assert text in caller.send("office.nv", body, **query).refusal


def test_an_edit_of_a_person_resets_the_office_by_0_and_keeps_what_is_left_out(client: Client, customer: int) -> None:
    sent = replace(
        golden("contactperson-minimal", ContactPerson),
        customer_identifier=customer,
        email="a@example.fi",
        office_identifier=office(client, customer),
    )
    key = client.send(customers.add_contact_person(sent)).netvisor_key
    edit = replace(
        golden("contactperson-minimal", ContactPerson),
        method="edit",
        customer_identifier=customer,
        contact_person_identifier=key,
    )
    client.send(customers.edit_contact_person(edit))
    (got,) = persons(client, customer)
    assert (got.contact_person_email, got.contact_person_office_netvisor_key) == (
        "a@example.fi",
        sent.office_identifier,
    )
    client.send(customers.edit_contact_person(replace(edit, office_identifier=0, email=CLEAR)))
    (got,) = persons(client, customer)
    assert (got.contact_person_email, got.contact_person_office_netvisor_key) == (None, None)


def test_the_default_person_stands_first_and_another_takes_its_place(client: Client, customer: int) -> None:
    sent = replace(golden("contactperson-minimal", ContactPerson), customer_identifier=customer)
    keys = [
        client.send(customers.add_contact_person(each)).netvisor_key
        for each in (sent, replace(sent, is_default=True), replace(sent, is_default=True))
    ]
    assert [person.contact_person_id for person in persons(client, customer)] == [keys[2], keys[0], keys[1]]


def test_a_person_is_deleted_and_an_unknown_one_refused(client: Client, customer: int) -> None:
    sent = replace(golden("contactperson-minimal", ContactPerson), customer_identifier=customer)
    key = client.send(customers.add_contact_person(sent)).netvisor_key
    gone = replace(
        golden("contactperson-delete", ContactPerson), customer_identifier=customer, contact_person_identifier=key
    )
    client.send(customers.delete_contact_person(gone))
    assert persons(client, customer) == []
    with pytest.raises(InvalidData, match=f"Sandbox: the customer {customer} has no contact person with the key {key}"):
        client.send(customers.delete_contact_person(gone))
    with pytest.raises(InvalidData, match="has no office with the key 99"):
        client.send(customers.add_contact_person(replace(sent, office_identifier=99)))


def delivered(code: str = "", **fields: Any) -> sales.SalesInvoice:
    """An invoice that asks for an office at its delivery address."""
    return m.invoice(
        **{
            "office_identifier": sales.OfficeIdentifier(code or CLEAR, "automatic"),
            "delivery_address_name": "Tampere",
            "delivery_address_line": "Hämeenkatu 1",
            "delivery_address_post_number": "33100",
            "delivery_address_town": "Tampere",
            "delivery_address_country_code": "FI",
            **fields,
        }
    )


def codes(client: Client, customer: int) -> list[str | None]:
    return [each.office_identifier for each in get(client, customer).customer_office_details]


def test_an_invoice_makes_the_office_that_it_asks_for(client: Client, customer: int) -> None:
    client.send(sales.add_sales_invoice(delivered("TRE")))
    (got,) = get(client, customer).customer_office_details
    assert (got.office_name, got.office_identifier) == ("Tampere", "TRE")
    for address in (got.office_contact_address, got.office_visit_address):
        assert address is not None
        assert (address.street_address, address.post_number, address.city, address.country) == (
            "Hämeenkatu 1",
            "33100",
            "Tampere",
            "FI",
        )
    client.send(sales.add_sales_invoice(m.invoice(office_identifier=sales.OfficeIdentifier("TRE"))))
    assert codes(client, customer) == ["TRE"]


def test_an_office_without_a_code_gets_the_next_one_and_is_made_once(client: Client, customer: int) -> None:
    office(client, customer, office_identifier="1")
    key = client.send(sales.add_sales_invoice(delivered())).netvisor_key
    client.send(sales.edit_sales_invoice(delivered(), id=key))
    client.send(sales.add_sales_invoice(delivered("TRE")))
    client.send(sales.add_sales_invoice(delivered("TRE", delivery_address_town="Turku")))
    client.send(sales.add_sales_invoice(delivered(delivery_address_town="Turku")))
    assert codes(client, customer) == ["1", "2", "TRE", "3"]


def test_a_customer_is_deleted_with_its_offices_and_persons(client: Client, customer: int) -> None:
    office(client, customer)
    sent = replace(golden("contactperson-minimal", ContactPerson), customer_identifier=customer)
    client.send(customers.add_contact_person(sent))
    client.send(customers.delete_customer(customer))
    assert client.send(customers.list_customers()) == []
    with pytest.raises(InvalidData, match=f"Customer not found with Netvisor identifier: {customer}"):
        client.send(customers.delete_customer(customer))
    assert client.send(customers.add_customer(m.customer())).netvisor_key > customer


def test_a_customer_that_was_invoiced_is_not_deleted(client: Client, customer: int) -> None:
    client.send(sales.add_sales_invoice(m.invoice()))
    with pytest.raises(InvalidData, match=r"Sandbox: the customer .* only one that was never invoiced is deleted"):
        client.send(customers.delete_customer(customer))
    assert [row.netvisor_key for row in client.send(customers.list_customers())] == [customer]

"""The books as a test looks at them: rows by key, and rows in order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from netvisor import Client
from netvisor.resources import accounting, customers, products, sales
from netvisor.resources import purchases as p
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books_view import CompanyBooks

from . import messages as m
from .golden import golden
from .test_stock import event, moved, product
from .test_vendors import small

COMPANY = "1234567-8"


@pytest.fixture
def books(sandbox: Sandbox) -> CompanyBooks:
    return sandbox.books[COMPANY]


def test_offices_and_contact_persons_are_found_by_their_keys(client: Client, books: CompanyBooks) -> None:
    customer = client.send(customers.add_customer(m.customer())).netvisor_key
    client.send(customers.add_office(golden("office-minimal", customers.Office), customer_id=customer))
    sent = replace(golden("contactperson-minimal", customers.ContactPerson), customer_identifier=customer)
    person = client.send(customers.add_contact_person(sent)).netvisor_key
    (office,) = books.offices.values()
    assert (office.customer, office.name) == (customer, "Tampere")
    assert books.contact_persons[person].customer == customer
    with pytest.raises(KeyError, match="has no office with the key 99"):
        books.offices[99]


def test_what_is_deleted_is_found_by_the_key_it_had(client: Client, books: CompanyBooks) -> None:
    client.send(customers.add_customer(m.customer()))
    key = client.send(sales.add_sales_invoice(m.invoice())).netvisor_key
    client.send(sales.delete_sales_invoice(key))
    assert books.deleted[key].kind == "salesinvoice"
    assert len(books.documents) == 0


def test_lines_and_files_stand_in_their_order(client: Client, books: CompanyBooks) -> None:
    client.send(customers.add_customer(m.customer()))
    client.send(sales.add_sales_invoice(m.invoice(m.line("1", "10", vat="0"), m.line("2", "10", vat="0"))))
    assert [line.total for line in books.document_lines] == ["10.00", "20.00"]
    assert [line.total for line in books.document_lines[1:]] == ["20.00"]
    assert (books.document_lines[-1].position, len(books.document_lines)) == (1, 2)
    voucher = m.voucher(voucher_attachments=golden("accounting-full", accounting.Voucher).voucher_attachments)
    key = client.send(accounting.add_voucher(voucher)).netvisor_key
    assert [file.owner for file in books.attachments] == [key]
    assert {line.voucher for line in books.voucher_lines} == set(books.vouchers)


def test_the_stock_is_found_with_what_moved_it(client: Client, books: CompanyBooks) -> None:
    key = product(client)
    client.send(p.add_vendor(small()))
    made = client.send(products.add_warehouse_event(event(moved("Hankinta", "3")))).netvisor_key
    assert books.warehouse_events[made].reference == "1"
    (change,) = books.stock_changes
    assert (change.event, change.product, change.quantity) == (made, key, "3")


@pytest.mark.parametrize("name", [name for name in CompanyBooks.__annotations__ if not name.startswith("_")])
def test_every_table_is_there_and_empty_at_first(books: CompanyBooks, name: str) -> None:
    found: Any = getattr(books, name)
    assert (len(found), list(found)) == (0, [])

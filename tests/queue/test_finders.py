"""Every function that writes: what a look says after an outcome that nobody knows, stored or not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from netvisor import Client
from netvisor.client.read_back import Stored, Verdict, look
from netvisor.errors import InvalidData, OutcomeUnknown, TechnicalError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Inserted
from netvisor.resources import accounting, customers, purchases, raw, sales
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books import handler
from tests.regenerate.finders import WRITES
from tests.sandbox import messages as m
from tests.sandbox.conftest import Caller
from tests.sandbox.golden import golden
from tests.sandbox.shown import recipes_sales
from tests.sandbox.shown.company import Books

from .writes import CASES, COMPANY, NOW, OTHER, SAME_NUMBER, Case, edited_employee, invoice

pytestmark = pytest.mark.filterwarnings("ignore::netvisor.errors.DoubtfulValue")
every_case = pytest.mark.parametrize("case", CASES, ids=str)


@contextmanager
def company() -> Iterator[tuple[Books, Client]]:
    with Sandbox(companies=[COMPANY, OTHER]) as sandbox:
        sandbox.clock = NOW
        with Client(sandbox.credentials, base_url=sandbox.url, clock=sandbox.clock, pauses=()) as client:
            yield Books(Caller(sandbox, COMPANY)), client


def lost(case: Case, after: str) -> Verdict:
    """Send a call whose answer is lost, and look what became of it."""
    with company() as (books, client):
        call = case.make(books)
        handler(call.resource)  # raises the error that names what is missing
        books.caller.sandbox.fail_next(after=after, resource=call.resource)  # type: ignore[arg-type]
        with pytest.raises(OutcomeUnknown):
            client.send(call)
        verdict = look(call, case.function, client.send)
    # The table of all cases is seen with `pytest -s`.
    told = f"{case!s:60} {after:8} {verdict.strength.name:7} {verdict.stored.name:10} {verdict.found[:160]}\n"
    sys.stdout.write(told)
    return verdict


def inserted(case: Case) -> int | None:
    """The key that the same call gets whose answer arrives, in a company in the same state."""
    with company() as (books, client):
        result: Any = client.send(case.make(books))
        return result.netvisor_key if isinstance(result, Inserted) else None


def test_there_is_a_call_of_every_function_that_writes() -> None:
    assert {case.function for case in CASES} == WRITES.keys()
    assert len(WRITES) > 70


@every_case
def test_what_was_stored_before_the_answer_was_lost_is_found(case: Case) -> None:
    verdict = lost(case, "storing")
    assert verdict.stored is case.stored, verdict.found
    key = inserted(case)
    if verdict.stored is Stored.YES and key is not None:
        assert verdict.netvisor_key == key


@every_case
def test_what_was_lost_on_its_way_is_found_nowhere(case: Case) -> None:
    verdict = lost(case, "arrival")
    assert verdict.stored is case.not_stored, verdict.found


# The same number on something else.


def differently(first: Case, then: Case) -> Verdict:
    """Send one call, lose another on its way, and look what became of the second."""
    with company() as (books, client):
        client.send(first.make(books))
        call = then.make(Again(books.caller))
        books.caller.sandbox.fail_next(resource=call.resource)
        with pytest.raises(OutcomeUnknown):
            client.send(call)
        return look(call, then.function, client.send)


class Again(Books):
    """Books in which everything stands already that a call needs."""

    def customer(self, code: str = "011", **base: Any) -> int:
        return 0

    def product(self, code: str = "OMENA") -> int:
        return 0

    def post(self, resource: str, sent: Any = b"", **query: Any) -> Any:
        return None


@pytest.mark.parametrize(("first", "then", "told"), SAME_NUMBER)
def test_something_else_under_the_same_number_is_told(first: Case, then: Case, told: str) -> None:
    verdict = differently(first, then)
    assert verdict.stored is Stored.DIFFERENT, verdict.found
    assert told in verdict.found


def test_a_status_that_went_on_is_not_set_back() -> None:
    with company() as (books, client):
        recipes_sales.register(books)
        key = books.post("salesinvoice", invoice(), method="add").key
        client.send(sales.update_sales_invoice_status(key, status="paid"))
        call = sales.update_sales_invoice_status(key, status="reminded")
        assert look(call, call.function, client.send).stored is Stored.DIFFERENT


def test_of_several_records_some_of_which_are_there_nothing_is_decided() -> None:
    with company() as (books, client):
        recipes_sales.register(books)
        keys = [books.post("salesinvoice", invoice(), method="add").key for _ in range(2)]
        client.send(sales.update_sales_invoice_status(keys[0], status="paid"))
        call = sales.update_sales_invoice_statuses(keys, status="paid")
        verdict = look(call, call.function, client.send)
        assert (verdict.stored, verdict.found) == (Stored.UNDECIDED, "1 of 2 are there")


def test_two_records_that_look_like_it_decide_nothing() -> None:
    with company() as (_, client):
        call = accounting.add_voucher(m.voucher(description="17"))
        client.send(call)
        client.send(call)
        verdict = look(call, call.function, client.send)
        assert (verdict.stored, verdict.found) == (Stored.UNDECIDED, "list_vouchers shows 2 records that look like it")


def test_a_value_that_a_read_does_not_take_decides_nothing() -> None:
    with company() as (_, client):
        order = golden("purchaseorder-minimal", purchases.PurchaseOrder)
        call = purchases.add_purchase_order(replace(order, order_number="T-1"))
        verdict = look(call, call.function, client.send)
        assert verdict.stored is Stored.UNDECIDED
        assert verdict.found == "list_purchase_orders cannot be asked for it: ValueError"


def test_nothing_is_known_of_a_raw_call() -> None:
    with company() as (_, client):
        call = raw.post("x.nv", b"<root></root>")
        assert look(call, "", client.send).found == "no read shows it: nothing is known of a raw call"


def test_a_read_that_fails_is_an_error() -> None:
    with company() as (books, client):
        call = customers.add_customer(m.customer())
        books.caller.sandbox.fail_next(how="technical error", resource="customerlist.nv")
        with pytest.raises(TechnicalError):
            look(call, call.function, client.send)


def test_a_list_that_refuses_the_question_is_no_sign_that_nothing_is_there() -> None:
    with company() as (books, client):
        call = customers.add_customer(m.customer())
        books.caller.sandbox.fail_next(how="refuse", category="INVALID_DATA", resource="customerlist.nv")
        with pytest.raises(InvalidData):
            look(call, call.function, client.send)


def test_a_moment_before_the_call_makes_a_look_shorter() -> None:
    asked: list[Call[Any]] = []

    def send(call: Call[Any]) -> list[Any]:
        asked.append(call)
        return []

    vendor = purchases.VendorBaseInformation(code="T-1", name="Oy", organization_id="7654321-2")
    call = purchases.add_vendor(purchases.Vendor(vendor_base_information=vendor))
    look(call, call.function, send)
    look(call, call.function, send, since=NOW)
    # A day is left for clocks that differ.
    assert [dict(each.parameters)["changedsince"][:10] for each in asked] == ["1999-12-31", "2026-11-21"]


def test_what_is_about_people_is_not_told() -> None:
    with company() as (books, client):
        call = edited_employee(books)
        verdict = look(call, call.function, client.send)
    assert verdict.stored is Stored.NO
    assert "employee_base_information.city is another value" in verdict.found
    assert "Turku" not in verdict.found


def test_pages_are_read_until_one_is_empty() -> None:
    vendor = purchases.VendorBaseInformation(code="T-501", name="Oy", organization_id="7654321-2")
    call = purchases.add_vendor(purchases.Vendor(vendor_base_information=vendor))
    with company() as (books, client):
        for number in range(1, 502):
            base = replace(vendor, code=f"T-{number}")
            books.post("vendor", purchases.Vendor(vendor_base_information=base), method="add")
        assert look(call, call.function, client.send).netvisor_key == 501

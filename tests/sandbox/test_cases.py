"""A test case holds a call and the books before it without personal data, and ends as the call did."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netvisor import Client
from netvisor.errors import InvalidData, SetupError
from netvisor.reference import check_digits, identifiers
from netvisor.resources import accounting, customers, sales
from netvisor.sandbox import Sandbox, load_case
from netvisor.sandbox.cases.replacement import Replacement

from ..conftest import FIXTURES
from . import messages, test_purchases, test_workdays
from .conftest import Caller
from .pages import look
from .test_page_calls import WRONG_ORDER

MOMENT = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
PERSON = "131052-308T"
ACCOUNT = "FI2112345600000785"
BUSINESS = "2077474-0"


@pytest.fixture
def kept() -> Iterator[Sandbox]:
    with Sandbox(keep_books=True) as sandbox:
        sandbox.clock = MOMENT
        yield sandbox


def client_of(sandbox: Sandbox) -> Client:
    return Client(sandbox.credentials, base_url=sandbox.url, clock=sandbox.clock, pauses=())


def buyer(name: str = "Matti Meikalainen", code: str = "MATTI1") -> customers.Customer:
    return messages.customer(
        name, code, external_identifier=BUSINESS, street_address="Kotikatu 5", email="matti@meikalainen.fi"
    )


def test_a_case_replaces_people_and_ends_the_same(kept: Sandbox, tmp_path: Path) -> None:
    with client_of(kept) as client:
        client.send(customers.add_customer(buyer()))
        to = sales.InvoicingCustomerIdentifier("MATTI1", "customer")
        client.send(sales.add_sales_invoice(messages.invoice(messages.line("3"), invoicing_customer_identifier=to)))
        with pytest.raises(InvalidData):
            client.send(customers.add_customer(buyer()))
    for call in kept.calls:
        file = tmp_path / f"{call.number}.json"
        kept.case(call).save(file)
        text = file.read_text("utf-8")
        for word in ("Matti", "MATTI", "Meikalainen", "Kotikatu", BUSINESS):
            assert word.lower() not in text.lower()
        case = load_case(file)
        again = case.rerun()
        assert (again.outcome, again.category, case.difference(again)) == (call.outcome, call.category, "")
        assert file.stat().st_mode & 0o777 == 0o600
    books = load_case(tmp_path / "3.json").books
    columns = books["document"]["columns"]
    (document,) = (dict(zip(columns, row, strict=True)) for row in books["document"]["rows"])
    assert document["total"] == kept.books["1234567-8"].documents[2].total
    (buyer_row,) = (dict(zip(books["customer"]["columns"], row, strict=True)) for row in books["customer"]["rows"])
    # The same name and code everywhere, and a business id that is one.
    assert document["customer_code"] == buyer_row["code"]
    assert (
        f"<name>{buyer_row['name']}</name>" in json.loads((tmp_path / "3.json").read_text())["request"]["body"]["text"]
    )
    assert check_digits.business_id(buyer_row["identifier"]) is True


def test_the_books_before_a_write_must_be_kept(sandbox: Sandbox, client: Client) -> None:
    client.send(customers.add_customer(buyer()))
    with pytest.raises(InvalidData):
        client.send(customers.add_customer(buyer()))
    stored, refused = sandbox.calls
    assert stored.books == b""
    with pytest.raises(SetupError, match=r"outcome refused, not ok; .*start the sandbox with keep_books=True"):
        sandbox.case(stored)
    # What stored nothing needs the books of now.
    assert sandbox.case(refused).outcome == "refused"


def test_books_in_a_file_are_kept_with_what_is_in_its_log(tmp_path: Path) -> None:
    with Sandbox(db=tmp_path / "books.sqlite", keep_books=True) as sandbox:
        sandbox.clock = MOMENT
        with client_of(sandbox) as client:
            client.send(customers.add_customer(buyer()))
            client.send(customers.edit_customer(buyer("Uusi Nimi"), id=1))
        for call in sandbox.calls:
            assert sandbox.case(call).outcome == "ok"


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted((FIXTURES / "requests").glob("*.xml")), ids=lambda path: path.stem)
def test_every_golden_message_ends_in_its_case_as_it_did(golden_books: Sandbox, path: Path) -> None:
    resource = f"{path.stem.partition('-')[0]}.nv"
    Caller(golden_books).send(resource, path.read_bytes(), method="add")
    call = golden_books.calls[-1]
    assert call.outcome in {"ok", "refused", "unknown resource"}
    case = golden_books.case(call)
    assert (case.outcome, case.call.category, case.difference(call)) == (call.outcome, call.category, "")


@pytest.fixture(scope="module")
def golden_books() -> Iterator[Sandbox]:
    with Sandbox(keep_books=True) as sandbox:
        sandbox.clock = MOMENT
        with client_of(sandbox) as client:
            client.send(customers.add_customer(messages.customer()))
            client.send(accounting.add_voucher(messages.voucher()))
            test_purchases.add(client, test_purchases.invoice())
            test_workdays.employ(client)
        yield sandbox


NAMES = st.lists(st.text("abcdefghiABCDEÄÖ", min_size=3, max_size=9), min_size=1, max_size=3).map(" ".join)


@given(names=st.lists(NAMES, min_size=1, max_size=4), broken=st.booleans(), at=st.integers(0, 3))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_names_are_replaced_and_the_outcome_stays(names: list[str], broken: bool, at: int) -> None:
    with Sandbox(keep_books=True) as sandbox:
        sandbox.clock = MOMENT
        caller = Caller(sandbox)
        for name in [*names, names[0]]:
            inner = (
                f"<city>X</city><name>{name}</name>"
                if broken
                else f"<internalidentifier>{name[:3]}</internalidentifier>"
            )
            inner += "" if broken else f"<name>{name}</name>"
            body = f"<root><customer><customerbaseinformation>{inner}</customerbaseinformation></customer></root>"
            caller.send("customer.nv", body.encode("iso-8859-15"), method="add")
        caller.send("customerlist.nv", keyword=names[-1].split()[0])
        call = sandbox.calls[min(at, len(sandbox.calls) - 1)]
        case = sandbox.case(call)
        assert case.difference(call) == ""
        text = case.as_json().lower()
        for word in " ".join(names).lower().split():
            letters = re.sub("[^a-i]", "", word)
            assert len(letters) < 6 or word not in text


def test_a_message_that_is_broken_stays_broken_in_the_same_place(kept: Sandbox) -> None:
    caller = Caller(kept)
    caller.send("customer.nv", WRONG_ORDER.encode(), method="add")
    caller.send("customer.nv", b"<root>\n <customer>\n  <name>Matti\n </customer>\n</root>", method="add")
    caller.send("customer.nv", "<root><customer><x>Ääkkönen".encode("utf-16"), method="add")
    for call in kept.calls:
        case = kept.case(call)
        places = [(problem.rule, problem.line) for problem in call.problems]
        assert [(problem.rule, problem.line) for problem in case.call.problems] == places
        assert "Matti" not in case.as_json()


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        (BUSINESS, identifiers.business_id),
        ("FI20774740", identifiers.vat_number),
        (PERSON, identifiers.personal_identity_code),
        (ACCOUNT, identifiers.iban),
        ("FI21 1234 5600 0007 85", identifiers.iban),
        ("SE4550000000058398257466", identifiers.iban),
        ("003720774740", identifiers.check_ovt),
    ],
)
def test_an_identifier_is_replaced_by_a_valid_one_wherever_it_stands(text: str, valid: Any) -> None:
    replacement = Replacement("salt")
    made = replacement.text("sum", text)
    assert made != text
    assert len(made) == len(text)
    assert valid(made)
    assert replacement.text("description", f"({text})") == f"({made})"
    assert Replacement().text("sum", text) != text


@pytest.mark.parametrize(
    "name",
    ["lastname", "bankpaymentmessage", "homepage", "item", "productgroup", "customer_code", "employeeidentification"],
)
def test_what_may_name_somebody_is_replaced(name: str) -> None:
    assert "Matti" not in Replacement("salt").text(name, "Matti 5")


@pytest.mark.parametrize("name", ["phonenumber", "postnumber", "taxnumber", "unit_number"])
def test_numbers_of_people_are_replaced(name: str) -> None:
    made = Replacement("salt").text(name, "040 1234567")
    assert made != "040 1234567"
    assert re.fullmatch("[0-9]{3} [0-9]{7}", made)


@pytest.mark.parametrize(
    "name", ["vendorcountry", "identifier_kind", "deliveryaddresscountrycode", "isactive", "status"]
)
def test_closed_lists_stay(name: str) -> None:
    assert Replacement("salt").text(name, "finnishidentifier") == "finnishidentifier"


def test_numbers_that_only_look_like_identifiers_stay() -> None:
    replacement = Replacement("salt")
    for text in ("20774740", "2077474-1", "2026-11-21", "1234.50", "131052-308A", "RF18539007547034", "12345672"):
        assert replacement.text("sum", text) == text


def test_a_word_has_one_replacement_in_every_letter_case() -> None:
    replacement = Replacement("salt")
    first, second = replacement.text("name", "Matti MATTI"), replacement.text("city", "matti")
    assert first == f"{second.capitalize()} {second.upper()}"
    assert replacement.text("name", "Oy &amp; Ab") == "Oy &amp; Ab"
    assert replacement.text("status", "open") == "open"
    words = {replacement.text("name", f"{a}{b}{c}") for a in "abcde" for b in "abcde" for c in "abcde"}
    assert len(words) == 125


def test_the_page_gives_the_file_of_a_case_or_says_why_not(kept: Sandbox, tmp_path: Path) -> None:
    with client_of(kept) as client:
        client.send(customers.add_customer(buyer()))
        kept.fail_next(after="arrival")
        with suppress(Exception):
            client.send(customers.add_customer(buyer()))
    page = look(kept, "/calls/1/case.json")
    assert page.headers["Content-Disposition"].startswith('attachment; filename="customer.nv-1-case.json"')
    file = tmp_path / "case.json"
    file.write_bytes(page.body)
    assert load_case(file).rerun().outcome == "ok"
    for number, told in ((2, "by a fault"), (7, "no call 7")):
        refused = look(kept, f"/calls/{number}/case.json")
        assert refused.status in {404, 409}
        assert told in refused.text


def test_a_call_of_a_stranger_has_no_case(kept: Sandbox) -> None:
    Caller(kept, customer_key="0" * 32).send("customerlist.nv")
    with pytest.raises(SetupError, match="has another outcome in its case: outcome ok, not refused"):
        kept.case(kept.calls[-1])


def test_the_period_that_was_locked_is_part_of_a_case(kept: Sandbox) -> None:
    kept.books["1234567-8"].lock_period(date(2026, 12, 31))
    with client_of(kept) as client, suppress(Exception):
        client.send(accounting.add_voucher(messages.voucher()))
    case = kept.case(kept.calls[-1])
    assert (case.call.category, case.rerun().category) == ("PERIOD_LOCK", "PERIOD_LOCK")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"netvisor_case": 2}, "not a case of this release: expected netvisor_case 1"),
        ({"request": {}}, "is not a whole case: KeyError: 'body'"),
        ({"time": "noon"}, "is not a whole case: ValueError"),
    ],
)
def test_a_file_that_is_no_case_is_told(kept: Sandbox, tmp_path: Path, change: dict[str, Any], told: str) -> None:
    Caller(kept).send("customerlist.nv")
    file = tmp_path / "case.json"
    file.write_text(json.dumps(json.loads(kept.case(kept.calls[-1]).as_json()) | change))
    with pytest.raises(SetupError, match=re.escape(told)):
        load_case(file)
    file.write_text("no JSON")
    with pytest.raises(SetupError, match="is not a case: "):
        load_case(file)
    with pytest.raises(SetupError, match="cannot be read: No such file"):
        load_case(tmp_path / "none.json")


def test_books_that_do_not_fit_are_refused(kept: Sandbox) -> None:
    with client_of(kept) as client:
        client.send(customers.add_customer(buyer()))
    case = kept.case(kept.calls[-1])
    wrong = replace(case, books={"customer": {"columns": ["key", "colour"], "rows": [[1, "red"]]}})
    with pytest.raises(SetupError, match="the table customer has other columns"):
        wrong.rerun()

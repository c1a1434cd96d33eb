"""A document stays what it is when it is edited with what was fetched, except for what is named as unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

import pytest

from netvisor import UNSET, MessageError, purchases, sales, workday
from netvisor.codec.from_fetched import FromFetched
from netvisor.codec.json_form import message_to_json
from netvisor.codec.read_reply import read_reply
from netvisor.resources import find
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.core.show import read_kept

from . import messages as m
from .conftest import Caller, Got
from .shown import load_recipes
from .shown.company import Books, held, recipe_of
from .shown.message import Message
from .shown.recipes_sales import document, register

load_recipes()
_INDEX = re.compile(r"\[[0-9]+\]")
COMPANY = "1234567-8"
POSTING_LINE = "purchase_invoice_posting_line"
ACCOUNT = {"AccountingSuggestionBookkeepingAccount", "AccountingSuggestionBookkeepingAccountNetvisorKey"}
GOLDEN = [
    ("salesinvoice-comment-line", "getsalesinvoice"),
    ("salesinvoice-credit-note", "getsalesinvoice"),
    ("salesinvoice-draft", "getsalesinvoice"),
    ("salesinvoice-full", "getsalesinvoice"),
    ("salesinvoice-full", "getorder"),
    ("salesinvoice-minimal", "getsalesinvoice"),
    ("salesinvoice-product-line", "getsalesinvoice"),
]


@pytest.fixture
def books() -> Iterator[Books]:
    with Sandbox(companies=[COMPANY]) as sandbox:
        sandbox.clock = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
        yield Books(Caller(sandbox, COMPANY))


def fetched(answer: Got, read: str) -> sales.FetchedSalesInvoice:
    found = read_reply(answer.body, find(read).reply).root.sales_invoice
    assert isinstance(found, sales.FetchedSalesInvoice)
    return found


def known_of(read: str, one: sales.FetchedSalesInvoice) -> dict[str, object]:
    """What only the caller knows: what kind of document it is."""
    if read == "getorder":
        return {"invoice_type": "order"}
    assert one.invoice_status
    return {"invoice_type": "invoicedraft" if one.invoice_status.status is None else "invoice"}


def edited(books: Books, answer: Got, read: str, **known: object) -> FromFetched[sales.SalesInvoice]:
    """Edit a document with the message made of what was fetched."""
    one = fetched(answer, read)
    made = sales.SalesInvoice.from_fetched(one, known={**known_of(read, one), **known})
    books.post("salesinvoice", made.message, method="edit", id=one.sales_invoice_netvisor_key)
    return made


def shown_by(answer: Got) -> list[tuple[str, str, str]]:
    """What an answer shows, without the keys of lines and voucher, which an edit gives anew."""
    plain = [(_INDEX.sub("", path), name, value) for path, name, value in held(answer.root)]
    return [line for line in plain if not line[0].endswith(("InvoiceVoucher", "SalesInvoiceProductLine/NetvisorKey"))]


def stored(books: Books, key: int) -> set[str]:
    """The paths of all that the books hold of a document."""
    record = books.caller.sandbox.books[COMPANY].documents[key]
    return set(leaves(message_to_json(read_kept(record.message, sales.SalesInvoice))))


def leaves(plain: Any, path: str = "") -> Iterator[str]:
    if isinstance(plain, dict) and set(plain) != {"clear"}:
        for name, value in plain.items():
            yield from leaves(value, path if name == "value" else f"{path}.{name}".lstrip("."))
    elif isinstance(plain, list):
        for value in plain:
            yield from leaves(value, path)
    else:
        yield path


def named(path: str, made: FromFetched[sales.SalesInvoice]) -> bool:
    """Whether an element is named as unknown, by itself or with what is above it."""
    unknown = {_INDEX.sub("", one.path) for one in made.unknown}
    return any(path == one or path.startswith(f"{one}.") for one in unknown)


@pytest.mark.parametrize(("name", "read"), GOLDEN)
def test_an_edit_with_what_was_fetched_changes_only_what_is_named_as_unknown(
    books: Books, name: str, read: str
) -> None:
    before = recipe_of("salesinvoice")(books, Message(name))[read]
    key = fetched(before, read).sales_invoice_netvisor_key
    assert key
    held_before = stored(books, key)
    made = edited(books, before, read)
    after = document(books, read, key)
    lost = {path.rpartition("/")[2] for path, *_ in set(shown_by(before)) ^ set(shown_by(after))}
    assert lost == ({"DeliveryAddressCountryCode", "DeliveryOfficeIdentifier"} if "full" in name else set())
    assert [one.path for one in made.unknown if one.shown] == (
        ["delivery_office", "delivery_address_country_code"] if lost else []
    )
    assert {path for path in held_before - stored(books, key) if not named(path, made)} == set()


@pytest.mark.parametrize("read", ["getsalesinvoice", "getorder"])
def test_what_the_caller_knows_is_kept_too(books: Books, read: str) -> None:
    before = recipe_of("salesinvoice")(books, Message("salesinvoice-full"))[read]
    known = {"delivery_address_country_code": "FI", "delivery_office.type": "netvisor"}
    made = edited(books, before, read, **known)
    key = fetched(before, read).sales_invoice_netvisor_key
    assert key
    assert shown_by(document(books, read, key)) == shown_by(before)
    assert [one for one in made.unknown if one.shown or one.path in known] == []


def test_a_second_edit_has_nothing_left_to_lose(books: Books) -> None:
    before = recipe_of("salesinvoice")(books, Message("salesinvoice-full"))["getorder"]
    key = fetched(before, "getorder").sales_invoice_netvisor_key
    assert key
    edited(books, before, "getorder")
    once, held_once = document(books, "getorder", key), stored(books, key)
    edited(books, once, "getorder")
    assert shown_by(document(books, "getorder", key)) == shown_by(once)
    assert stored(books, key) == held_once


def test_lines_of_every_price_and_discount_stay_what_they_were(books: Books) -> None:
    register(books)
    prices: list[tuple[str, Literal["net", "gross"]]] = [("6.90", "net"), ("8.42", "gross"), ("0.3333", "gross")]
    lines = [
        m.line(quantity, price, kind, vat, sales_invoice_product_line_discount_percentage=discount)
        for price, kind in prices
        for quantity in ("1", "2.5", "100")
        for vat in ("25.5", "14", "0")
        for discount in (sales.SalesInvoiceProductLineDiscountPercentage(Decimal("7.5")), UNSET)
    ]
    whom = sales.InvoicingCustomerIdentifier("MÄKI01", "customer")
    sent = m.invoice(m.comment("Kiitos"), *lines, invoicing_customer_identifier=whom, sales_invoice_status="open")
    key = books.post("salesinvoice", sent, method="add").key
    before = document(books, "getsalesinvoice", key)
    edited(books, before, "getsalesinvoice")
    assert shown_by(document(books, "getsalesinvoice", key)) == shown_by(before)


def test_a_paid_invoice_asks_for_a_status_that_can_be_sent(books: Books) -> None:
    register(books)
    whom = sales.InvoicingCustomerIdentifier("MÄKI01", "customer")
    sent = m.invoice(m.line(), invoicing_customer_identifier=whom, sales_invoice_status="open")
    key = books.post("salesinvoice", sent, method="add").key
    one = fetched(document(books, "getsalesinvoice", key), "getsalesinvoice")
    assert one.invoice_status
    one.invoice_status.status = "paid"
    with pytest.raises(MessageError) as caught:
        sales.SalesInvoice.from_fetched(one)
    (problem,) = caught.value.problems
    assert (problem.path, problem.rule) == ("sales_invoice_status", "required")
    assert "it shows 'paid'" in problem.found
    made = sales.SalesInvoice.from_fetched(one, known={"sales_invoice_status": "open"})
    assert made.message.sales_invoice_status == "open"


# A day of work, and the lines of a purchase invoice.


@pytest.mark.parametrize("name", ["workday-full", "workday-minimal", "workday-times"])
def test_a_day_that_is_entered_again_changes_only_what_is_named_as_unknown(books: Books, name: str) -> None:
    sent = Message(name)
    before = recipe_of("workday")(books, sent)["getworkday"]
    (key,) = books.caller.sandbox.books[COMPANY].employees
    known = {"employee_identifier": {"value": str(key), "type": "netvisorkey"}}
    day = read_reply(before.body, find("getworkday").reply).root.workday
    message, unknown = workday.Workday.from_fetched(day, known=known)
    books.post("workday", message)
    after = books.get("getworkday", netvisorkey=key, workhourdate=sent.text("date"))
    shown = [line for line in held(before.root) if "CrmProcessName" not in line[0]]
    assert held(after.root) == shown
    lost = [one for one in unknown if one.path.endswith("crm_process_identifier") and one.shown]
    assert bool(lost) is (shown != held(before.root))
    assert "workday_time" in {one.path for one in unknown}


def test_the_employee_of_a_day_is_asked_for(books: Books) -> None:
    before = recipe_of("workday")(books, Message("workday-minimal"))["getworkday"]
    day = read_reply(before.body, find("getworkday").reply).root.workday
    with pytest.raises(MessageError, match=r"employee_identifier .*known=\{'employee_identifier'"):
        workday.Workday.from_fetched(day)


PURCHASE: purchases.PurchaseInvoiceDict = {
    "invoice_number": "345",
    "invoice_date": "2026-11-10",
    "value_date": "2026-11-10",
    "due_date": "2026-11-24",
    "vendor_name": "Rengas Oy",
    "amount": "251.00",
    "purchase_invoice_lines": {
        "purchase_invoice_line": [
            {
                "product_code": "R-1",
                "product_name": "Talvirengas",
                "ordered_amount": 4,
                "delivered_amount": 2,
                "unit_name": "kpl",
                "unit_price": 50,
                "discount_percentage": 0,
                "vat_percent": "25.5",
                "line_sum": "125.50",
                "description": "Nastat",
                "accounting_suggestion": 4000,
                "dimension": [{"dimension_name": "Osasto", "dimension_item": "Varikko"}],
            },
            {
                "product_name": "Kesärengas",
                "delivered_amount": 1,
                "unit_price": 100,
                "vat_percent": "25.5",
                "line_sum": "125.50",
            },
        ]
    },
}


def lines_of(answer: Got) -> list[tuple[str, str, str]]:
    return [line for line in held(answer.root) if "/InvoiceLines/" in line[0] and not line[0].endswith("/NetvisorKey")]


@pytest.mark.parametrize("given", [{}, {f"{POSTING_LINE}[0].accounting_suggestion": 4000}], ids=["lost", "given"])
def test_lines_of_a_purchase_invoice_change_only_in_what_is_named_as_unknown(
    books: Books, given: dict[str, object]
) -> None:
    books.dimension("Osasto", "Varikko")
    key = books.post("purchaseinvoice", purchases.PurchaseInvoice.from_dict(PURCHASE)).key
    answer = books.get("getpurchaseinvoice", netvisorkey=key, version=2)
    before = read_reply(answer.body, find("getpurchaseinvoice").reply).root.purchase_invoice
    known = {"is_ready_for_accounting": 0, **given}
    message, unknown = purchases.PurchaseInvoicePostingData.from_fetched(before, known=known)
    books.post("purchaseinvoicepostingdata", message)
    after = lines_of(books.get("getpurchaseinvoice", netvisorkey=key, version=2))
    lost = {path.rpartition("/")[2] for path, *_ in set(lines_of(answer)) ^ set(after)}
    assert len(after) > 15
    assert {one.path for one in unknown if one.shown} == (
        set() if given else {f"{POSTING_LINE}[0].accounting_suggestion"}
    )
    assert lost == (set() if given else ACCOUNT)

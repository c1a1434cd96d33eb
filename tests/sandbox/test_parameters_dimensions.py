"""The documented parameters about dimensions, and which rows of other reads they narrow down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

import pytest

from netvisor import Client
from netvisor.codec.decode import decode
from netvisor.errors import InvalidData
from netvisor.resources import accounting, customers, payroll, products, purchases
from netvisor.sandbox import Sandbox

from . import messages as m
from .conftest import Caller
from .golden import golden
from .test_vendors import golden as vendor_golden

M = TypeVar("M")

REQUESTS = Path(__file__).parents[2] / "fixtures" / "requests"
HERE, THERE = "1234567-8", "7654321-2"


def at_the_top(name: str, cls: type[M]) -> M:
    """A golden message whose dimensions are not below others."""
    body = (REQUESTS / f"{name}.xml").read_bytes()
    return decode(re.sub(rb' fatherid="[0-9]+"', b"", body), cls)


def add_customer(client: Client, **asked: Any) -> None:
    client.send(customers.add_customer(at_the_top("customer-full", customers.Customer), **asked))


def add_product(client: Client, **asked: Any) -> None:
    client.send(products.add_product(at_the_top("product-full", products.Product), **asked))


def add_vendor(client: Client, **asked: Any) -> None:
    client.send(purchases.add_vendor(vendor_golden(), **asked))


def add_employee(client: Client, **asked: Any) -> None:
    client.send(payroll.add_employee(at_the_top("employee-full", payroll.Employee), **asked))


def edit_voucher(client: Client, **asked: Any) -> None:
    key = client.send(accounting.add_voucher(m.voucher())).netvisor_key
    sent = replace(golden("accountingedit-full", accounting.EditedVoucher), netvisor_key=key)
    client.send(accounting.edit_voucher(sent, **asked))


@pytest.fixture
def there(sandbox: Sandbox, client: Client) -> Iterator[Client]:
    """A client of another company; `client` goes first, because it sets the clock."""
    with Client(sandbox.credentials_for(THERE), base_url=sandbox.url, clock=sandbox.clock, pauses=()) as made:
        yield made


@pytest.mark.parametrize("send", [add_customer, add_product, add_vendor, add_employee, edit_voucher])
def test_dimensions_must_exist_when_the_call_says_so(
    sandbox: Sandbox, client: Client, there: Client, send: Callable[..., None]
) -> None:
    with pytest.raises(InvalidData, match=r"Sandbox: the dimension .* does not exist"):
        send(client, use_only_existing_dimensions=True)
    books = sandbox.books[HERE]
    assert (len(books.dimension_names), len(books.dimension_items)) == (0, 0)
    send(there)
    for heading in sandbox.books[THERE].dimension_names.values():
        items = [item.name for item in sandbox.books[THERE].dimension_items.values() if item.heading == heading.key]
        books.add_dimension(heading.name, *items)
    made = len(books.dimension_items)
    assert made > 0
    send(client, use_only_existing_dimensions=True)
    assert len(books.dimension_items) == made


@pytest.mark.parametrize("send", [add_customer, add_product])
def test_a_dimension_without_a_period_of_validity_is_always_valid(
    sandbox: Sandbox, client: Client, send: Callable[..., None]
) -> None:
    send(client, check_dimension_validity_period=True)
    assert len(sandbox.books[HERE].dimension_items) > 0


def test_an_item_is_hidden_by_its_name_and_label(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.books[HERE].add_dimension("Projekti", "A", "B")
    named = "/dimensiondelete.nv?dimensionname=Projekti&dimensionsubname=A"
    assert "items have no codes here" in caller.sent("POST", f"{named}&dimensionsubcode=1").refusal
    assert "the item A is not called B" in caller.sent("POST", f"{named}&dimensionsublabel=B").refusal
    path = "DimensionNameList/DimensionName/DimensionDetails/DimensionDetail/Name"
    assert caller.send("dimensionlist.nv").texts(path) == ["A", "B"]
    assert caller.sent("POST", f"{named}&dimensionsublabel=A").statuses == ["OK"]
    assert caller.send("dimensionlist.nv").texts(path) == ["B"]
    assert caller.send("dimensionlist.nv", showhidden=1).texts(path) == ["A", "B"]


def test_the_balances_of_several_accounts_come_in_the_order_that_is_asked_for(client: Client, caller: Caller) -> None:
    client.send(accounting.add_voucher(m.voucher()))

    def shown(**asked: object) -> list[str]:
        got = caller.sent("GET", f"/accountbalance.nv?{urlencode({'balancedates': '2026-11-21', **asked})}")
        return [account.get("Netvisorkey") for account in got.root.iterfind("AccountBalances/Account")]

    keys = shown()
    assert shown(netvisorkeylist=f"{keys[4]},{keys[1]}") == [keys[4], keys[1]]
    assert shown(netvisorkey=keys[2]) == [keys[2]]

"""A list that is longer than one answer goes on above its last key or with the next page, or says that it may."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from netvisor.client.steps import taken
from netvisor.errors import IncompleteList
from netvisor.protocol.call import Call
from netvisor.protocol.long_lists import Followed, LongList, whole_list
from netvisor.resources import endpoints, purchases, sales

OLD = datetime.fromisoformat("2000-01-01T00:00:00")


def send_whole(call: Call[list[Any]], send: Callable[[Call[list[Any]]], list[Any]], *, once: bool = False) -> list[Any]:
    """All steps, whose calls a function answers."""

    def sending(part: Call[list[Any]]) -> Generator[Any, Any, list[Any]]:
        given: list[Any] = yield part
        return given

    return taken(whole_list(call, sending, once=once), send)


@dataclass
class Item:
    netvisor_key: int | None


def by_key(most: int, **changes: Any) -> Call[list[Any]]:
    long = LongList(most=most, parameter="invoicesabovenetvisorkey", key="netvisor_key")
    return replace(sales.list_sales_invoices(), long=long, **changes)


def by_page(most: int) -> Call[list[Any]]:
    return replace(purchases.list_vendors(changed_since=OLD), long=LongList(most=most, parameter="page"))


class Service:
    """Answers with the items above a key, or with a page of them, and notes what it was asked."""

    def __init__(self, keys: list[int], most: int) -> None:
        self.keys = keys
        self.most = most
        self.asked: list[dict[str, str]] = []

    def __call__(self, call: Call[list[Any]]) -> list[Any]:
        asked = dict(call.parameters)
        self.asked.append(asked)
        above = int(asked.get("invoicesabovenetvisorkey", 0))
        start = (int(asked.get("page", 1)) - 1) * self.most
        return [Item(key) for key in self.keys if key > above][start : start + self.most]


@pytest.mark.parametrize("make", [by_key, by_page])
@pytest.mark.parametrize(("count", "requests"), [(0, 1), (2, 1), (3, 2), (4, 2), (6, 3), (7, 3)])
def test_a_list_is_read_to_its_end(make: Callable[[int], Call[list[Any]]], count: int, requests: int) -> None:
    service = Service(list(range(10, 10 + count)), 3)
    whole = send_whole(make(3), service)
    assert [item.netvisor_key for item in whole] == service.keys
    assert len(service.asked) == requests


def test_the_next_request_asks_above_the_last_key_and_keeps_the_other_parameters() -> None:
    service = Service([5, 9, 7, 12], 3)
    call = replace(by_key(3), parameters=(("customercode", "A"), ("invoicesabovenetvisorkey", "2")))
    send_whole(call, service)
    assert service.asked == [
        {"customercode": "A", "invoicesabovenetvisorkey": "2"},
        {"customercode": "A", "invoicesabovenetvisorkey": "9"},
    ]


def test_the_next_request_asks_for_the_next_page() -> None:
    service = Service(list(range(5)), 2)
    send_whole(by_page(2), service)
    assert [asked.get("page") for asked in service.asked] == [None, "2", "3"]


@pytest.mark.parametrize("key", [None, 7])
def test_a_list_that_does_not_get_on_warns_and_ends(key: int | None) -> None:
    asked: list[Call[list[Any]]] = []

    def stuck(call: Call[list[Any]]) -> list[Any]:
        asked.append(call)
        return [Item(key)] * 2

    with pytest.warns(IncompleteList, match="gave 2 items, the most of one answer, so there may be more"):
        assert send_whole(by_key(2), stuck)
    assert len(asked) == (1 if key is None else 2)


def test_a_call_that_is_sent_once_warns_that_there_may_be_more() -> None:
    service = Service(list(range(1, 9)), 3)
    with pytest.warns(IncompleteList, match="go on with `invoicesabovenetvisorkey` above the last key"):
        assert len(send_whole(by_key(3), service, once=True)) == 3
    assert len(service.asked) == 1
    assert len(send_whole(by_key(9), Service([1, 2], 3), once=True)) == 2  # a warning would be an error here


def test_items_are_counted_as_they_pass() -> None:
    followed: Followed[Item] = Followed(by_key(2))
    assert followed.following() is None
    assert list(followed.passing(iter([Item(4), Item(3)]))) == [Item(4), Item(3)]
    following = followed.following()
    assert following is not None
    assert following.parameters == (("invoicesabovenetvisorkey", "4"),)


def test_whoever_asks_for_a_page_gets_that_page_alone() -> None:
    assert purchases.list_vendors(changed_since=OLD, page=2).long is None
    assert purchases.list_vendors(changed_since=OLD).long == LongList(most=500, parameter="page")
    assert purchases.get_vendors([1, 2]).long is not None
    assert purchases.get_vendor(1).long is None


def test_a_call_of_a_long_list_is_equal_to_its_pickle() -> None:
    call = sales.list_sales_invoices()
    assert pickle.loads(pickle.dumps(call)) == call  # noqa: S301  # our own bytes


def test_the_lists_with_a_known_limit_name_what_goes_on() -> None:
    long = {endpoint.resource: endpoint.long for endpoint in endpoints() if endpoint.long is not None}
    assert set(long) == {"salesinvoicelist.nv", "getvendor.nv"}
    for endpoint in endpoints():
        if endpoint.long is not None:
            assert endpoint.long.parameter in {parameter.name for parameter in endpoint.parameters}

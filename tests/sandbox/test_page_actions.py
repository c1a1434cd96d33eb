"""The actions of the page do what Python's do, and say beside the field what is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from netvisor import Client
from netvisor.errors import PeriodLocked
from netvisor.resources import customers, sales, workday
from netvisor.sandbox import Sandbox
from netvisor.sandbox.page.action_forms import Wrong, form_of

from . import messages, test_purchases, test_workdays
from .conftest import Caller
from .pages import Seen, look, send, token

COMPANY = "1234567-8"


def act(sandbox: Sandbox, action: str, place: str = COMPANY, **fields: str) -> Seen:
    return send(sandbox, f"/actions/{place}/{action}", {"token": token(sandbox), **fields})


def wrong(page: Seen, field: str) -> str:
    """What the page says beside a field, which names it as the description of its error."""
    assert page.status == 400
    (named,) = page.tree.xpath(f"//*[@name='{field}'][@aria-invalid='true']/@aria-describedby")
    return page.one(f"//*[@id='{named.split()[-1]}']")


def test_the_clock_is_set_moved_and_let_go(sandbox: Sandbox) -> None:
    assert act(sandbox, "set", "clock", moment="2026-03-01 12:00").status == 303
    assert sandbox.clock() == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert "1.3.2026 12:00:00" in look(sandbox, "/actions").one("//section[@aria-labelledby='clock']/p")
    assert act(sandbox, "advance", "clock", by="1 d 2 h").status == 303
    assert sandbox.clock() == datetime(2026, 3, 2, 12, tzinfo=UTC)
    act(sandbox, "run", "clock")
    assert abs(sandbox.clock() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("action", "field", "text", "told"),
    [
        ("set", "moment", "noon", "expected a moment in Finland, such as"),
        ("set", "moment", "1800-01-01", "expected a moment from 1900 to 8999"),
        ("set", "moment", "", "required"),
        ("advance", "by", "a while", "expected a time such as 1 d 2 h"),
        ("advance", "by", "999999999 d", "expected a"),
    ],
)
def test_a_time_that_is_none_is_told_beside_its_field(
    sandbox: Sandbox, action: str, field: str, text: str, told: str
) -> None:
    page = act(sandbox, action, "clock", **{field: text})
    assert told in wrong(page, field)
    assert page.tree.xpath(f"//input[@name='{field}']/@value") == [text]
    assert not sandbox.clock.stopped


def test_a_period_is_locked_and_opened(sandbox: Sandbox, client: Client) -> None:
    client.send(customers.add_customer(messages.customer()))
    assert act(sandbox, "lock_period", until="2026-12-31").status == 303
    with pytest.raises(PeriodLocked):
        client.send(sales.add_sales_invoice(messages.invoice()))
    assert "locked until 31.12.2026" in look(sandbox, "/actions").text
    act(sandbox, "lock_period", until="")
    assert client.send(sales.add_sales_invoice(messages.invoice())).netvisor_key
    assert "such as 2026-11-30" in wrong(act(sandbox, "lock_period", until="31.12."), "until")


def test_a_dimension_gets_its_items(sandbox: Sandbox) -> None:
    page = act(sandbox, "add_dimension", "7654321-2", name="Hanke", items="Kevät\n\n Syksy \n")
    assert page.headers["Location"] == "/actions/7654321-2?done=add_dimension&key=1"
    books = sandbox.books["7654321-2"]
    assert [row.name for row in books.dimension_items.values()] == ["Kevät", "Syksy"]
    assert look(sandbox, page.headers["Location"]).one("//p[@role='status']") == "Done: add dimension, key 1."
    assert "required" in wrong(act(sandbox, "add_dimension", name=" "), "name")


def test_a_right_is_taken_and_given_back(sandbox: Sandbox, caller: Caller) -> None:
    act(sandbox, "deny", resources="customerlist")
    assert caller.send("customerlist.nv").refusal.startswith("SERVICE_ACCESS_ERROR")
    act(sandbox, "allow", resources="customerlist.nv")
    assert caller.send("customerlist.nv").statuses == ["OK"]
    assert "custmerlist" in wrong(act(sandbox, "deny", resources="custmerlist"), "resources")


def test_a_purchase_invoice_is_paid_in_part_and_whole(sandbox: Sandbox, client: Client) -> None:
    key = test_purchases.add(client, test_purchases.invoice())
    assert act(sandbox, "pay", invoice=str(key), total="10,50").status == 303
    assert act(sandbox, "pay", invoice=str(key)).status == 303
    payments = list(sandbox.books[COMPANY].purchase_payments.values())
    assert payments[0].total == "10.50"
    assert sum(Decimal(row.total) for row in payments) == Decimal(sandbox.books[COMPANY].purchase_invoices[key].total)
    assert "has no purchase invoice with the key 4711" in wrong(act(sandbox, "pay", invoice="4711"), "invoice")
    assert "12,50" in wrong(act(sandbox, "pay", invoice=str(key), total="NaN"), "total")


def test_hours_are_approved(sandbox: Sandbox, client: Client) -> None:
    employee = test_workdays.employ(client)
    client.send(workday.add_workday(test_workdays.day(test_workdays.hour())))
    day = test_workdays.DAY.isoformat()
    page = act(sandbox, "handle_hours", employee=str(employee), day=day, status="accepted")
    assert page.status == 303
    assert [row.status for row in sandbox.books[COMPANY].work_hours.values()] == ["accepted"]
    missing = act(sandbox, "handle_hours", employee="99", day=day, status="accepted")
    assert f"has no hours on {day}" in wrong(missing, "employee")
    assert "expected one of open, confirmed" in wrong(act(sandbox, "handle_hours", status="lost"), "status")


def test_books_are_emptied_and_begin_anew(sandbox: Sandbox, client: Client) -> None:
    first = client.send(customers.add_customer(messages.customer())).netvisor_key
    other = Caller(sandbox, company="7654321-2").send(
        "customer.nv",
        b"<root><customer><customerbaseinformation><name>B</name></customerbaseinformation></customer></root>",
        method="add",
    )
    sandbox.books[COMPANY].lock_period(date(2026, 12, 31))
    assert act(sandbox, "empty").status == 303
    assert len(sandbox.books[COMPANY].customers) == 0
    assert list(sandbox.books["7654321-2"].customers) == [other.key]
    assert client.send(customers.add_customer(messages.customer())).netvisor_key == first
    assert "No accounting period is locked" in look(sandbox, f"/actions/{COMPANY}").text


def test_a_form_of_another_site_does_nothing(sandbox: Sandbox) -> None:
    for fields, headers in (({}, {}), ({"token": "x"}, {}), ({"token": token(sandbox)}, {"Origin": "http://evil"})):
        assert send(sandbox, f"/actions/{COMPANY}/empty", fields, **headers).status == 403
    assert look(sandbox, f"/actions/{COMPANY}/empty").status == 405


@pytest.mark.parametrize("path", [f"/actions/{COMPANY}/explode", "/actions/clock/empty", "/actions/9999999-9/empty"])
def test_an_action_that_there_is_not_is_told(sandbox: Sandbox, path: str) -> None:
    assert send(sandbox, path, {"token": token(sandbox)}).status == 404


def test_every_manual_action_has_a_form_with_its_arguments(sandbox: Sandbox) -> None:
    actions = sandbox.books[COMPANY].manual_actions
    page = look(sandbox, "/actions")
    names = [name for name in dir(actions) if not name.startswith("_")]
    assert len(names) > 8
    for name in names:
        assert page.tree.xpath(f"//form[@action='/actions/{COMPANY}/{name}']"), name


def test_a_function_that_refuses_blames_the_field_that_it_names() -> None:
    def move(first: int, second: int) -> None:
        """Move."""
        raise ValueError(f"second must be above first, not {second}" if first == 1 else "no such thing")

    form: Any = form_of(move)
    with pytest.raises(Wrong) as named:
        form.run(move, {"first": "1", "second": "0"})
    assert named.value.problems == {"second": "second must be above first, not 0"}
    with pytest.raises(Wrong) as unnamed:
        form.run(move, {"first": "2", "second": "0"})
    assert unnamed.value.problems == {"first": "no such thing"}

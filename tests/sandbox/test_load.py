"""Many clients at a time, slow ones among them, and books that grow."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import pytest

from netvisor.codec.encode import encode
from netvisor.protocol.call import Call
from netvisor.resources import products, sales
from netvisor.sandbox import Sandbox
from netvisor.sandbox.admission.company_lock import CompanyLocks
from netvisor.sandbox.call_log import Calls, LoggedCall
from tests.benchmarks import objects, sandbox_load
from tests.benchmarks.sandbox_load import CLIENTS, COMPANIES, MIX, Client, assert_nothing_lost, prepare, together

from .conftest import Caller

ROUNDS = 2


@pytest.fixture(params=["memory", "file"])
def busy_sandbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sandbox]:
    db = tmp_path / "books.sqlite" if request.param == "file" else None
    with Sandbox(COMPANIES, db=db, overlapping="wait") as running:
        yield running


ClientOf: TypeAlias = Callable[..., Client]


@pytest.fixture
def client_of() -> Iterator[ClientOf]:
    """A client of a company, whose connection is closed in the end."""
    with ExitStack() as stack:

        def made(sandbox: Sandbox, company: str | None = None) -> Client:
            credentials = sandbox.credentials_for(company or sandbox.companies[0])
            return stack.enter_context(closing(Client(sandbox.url, credentials)))

        yield made


# Sixteen clients.


def test_sixteen_clients_of_sixteen_companies_lose_and_double_nothing(
    busy_sandbox: Sandbox, client_of: ClientOf
) -> None:
    clients = [client_of(busy_sandbox, company) for company in COMPANIES]
    for client in clients:
        prepare(client)
    together(clients, calls=ROUNDS * len(MIX))
    assert_nothing_lost(clients)
    assert [len(client.invoices) for client in clients] == [1 + ROUNDS * MIX.count("post")] * CLIENTS
    for company, client in zip(COMPANIES, clients, strict=True):
        assert sorted(busy_sandbox.books[company].customers) == sorted(client.customers)


def test_sixteen_clients_of_one_company_wait_for_each_other_and_lose_and_double_nothing(
    busy_sandbox: Sandbox, client_of: ClientOf
) -> None:
    first, *others = clients = [client_of(busy_sandbox) for _ in range(CLIENTS)]
    prepare(first)
    for other in others:
        other.post()
    together(clients, calls=len(MIX))
    assert_nothing_lost(clients)
    books = busy_sandbox.books[COMPANIES[0]]
    assert len(books.documents) == CLIENTS * (1 + MIX.count("post"))
    assert sorted(books.customers) == sorted(key for client in clients for key in client.customers)
    numbers = sorted(document.number for document in books.documents.values())
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_refusal_under_load_is_not_taken_for_an_answer(busy_sandbox: Sandbox, client_of: ClientOf) -> None:
    client = client_of(busy_sandbox)
    with pytest.raises(AssertionError, match="1 of 1 clients failed") as failed:
        together([client], calls=1)
    assert "there is no customer AS-0001" in str(failed.value.__cause__)


def test_an_invoice_that_nobody_was_told_of_is_noticed(busy_sandbox: Sandbox, client_of: ClientOf) -> None:
    client = client_of(busy_sandbox)
    prepare(client)
    client.post()
    client.invoices.pop()
    with pytest.raises(AssertionError, match=f"{COMPANIES[0]} holds 2 invoices, 1 were acknowledged"):
        assert_nothing_lost([client])


def test_the_benchmark_prints_what_it_measures(capsys: pytest.CaptureFixture[str]) -> None:
    sandbox_load.main(["load", "--seconds", "0.2", "--rounds", "1", "--file"])
    machine, *found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert machine["books"] == "file"
    assert [figures["what"] for figures in found] == ["1 client", "16 clients, 16 companies", "16 clients, 1 company"]
    assert all(figures["calls_per_second"] > 0 and figures["p99_ms"] >= figures["median_ms"] for figures in found)


def test_those_who_wait_for_a_company_are_served_in_the_order_in_which_they_came() -> None:
    locks = CompanyLocks(None, wait=True, stopping=threading.Event())
    served: list[int] = []

    def wait_and_note(number: int) -> None:
        with locks.held("1234567-8"):
            served.append(number)

    waiting = [threading.Thread(target=wait_and_note, args=(number,)) for number in range(CLIENTS)]
    with locks.held("1234567-8"):
        for number, thread in enumerate(waiting, 1):
            thread.start()
            until = time.monotonic() + 30
            while len(locks._locks["1234567-8"].waiting) < number:
                assert time.monotonic() < until
    for thread in waiting:
        thread.join()
    assert served == list(range(CLIENTS))


# Slow clients.


def test_clients_that_say_nothing_half_of_it_or_do_not_listen_hold_nobody_up(client_of: ClientOf) -> None:
    with Sandbox(["1234567-8", "7654321-2"], overlapping="wait") as sandbox, ExitStack() as stack:
        caller, other = Caller(sandbox), Caller(sandbox, company="7654321-2")
        large = f"/getsalesinvoice.nv?netvisorkey={with_attachment(client_of(sandbox))}&includeattachments=1"
        half_a_body = head_of(caller, "/customer.nv?method=add") + "Content-Length: 1000\r\n\r\n<root>"
        half_a_head = head_of(caller, "/customerlist.nv") + "X-Half"
        for number in range(CLIENTS - 1):
            slow = stack.enter_context(socket.create_connection(caller_address(caller)))
            # What each says: nothing, half of it, or all of it and does not listen.
            said = ("", half_a_head, half_a_body, f"{head_of(caller, large)}\r\n")[number % 4]
            slow.sendall(said.encode("ascii"))
        until = time.monotonic() + 30
        # The large answers were made, and wait in their connections for somebody to read them.
        while [call.resource for call in sandbox.calls].count("getsalesinvoice.nv") < 3:
            assert time.monotonic() < until
        for answered in (other, caller):
            assert answered.send("customerlist.nv").statuses == ["OK"]


def caller_address(caller: Caller) -> tuple[str, int]:
    at = urlsplit(caller.sandbox.url)
    return str(at.hostname), int(at.port or 0)


def head_of(caller: Caller, target: str) -> str:
    """The head of a request, as far as its headers are always the same."""
    host, verb = urlsplit(caller.sandbox.url).netloc, "POST" if "method=" in target else "GET"
    lines = [f"{verb} {target} HTTP/1.1", f"Host: {host}"]
    for name, value in caller.signed(target).items():
        lines.append(f"{name}: {value if isinstance(value, str) else value.decode('ascii')}")
    return "".join(f"{line}\r\n" for line in lines)


def with_attachment(client: Client) -> int:
    """The key of an invoice whose answer no socket holds as a whole."""
    prepare(client)
    file = sales.SalesInvoiceAttachment(
        mime_type="application/pdf",
        attachment_description="liite",
        file_name="liite.pdf",
        document_data=sales.DocumentData(bytes(12_000_000), type="pdf"),
    )
    message = replace(
        objects.invoice(1), sales_invoice_attachments=sales.SalesInvoiceAttachments(sales_invoice_attachment=[file])
    )
    client.call(sales.add_sales_invoice(message), encode(message).bytes())
    return client.held()[-1]


# Books that grow.


def steps(sandbox: Sandbox, client: Client, call: Call[Any], body: bytes | None) -> int:
    """How many tens of steps SQLite takes for a call, however busy the machine is."""
    counted = 0

    def count() -> None:
        nonlocal counted
        counted += 1

    sandbox.store.connection.set_progress_handler(count, 10)
    try:
        client.call(call, body)
    finally:
        sandbox.store.connection.set_progress_handler(None, 0)
    return counted


def measured(sandbox: Sandbox, client: Client, customer: str, product: str) -> dict[str, int]:
    """The steps of calls that look something up: the customer and the product that were entered last, invoices."""
    with sandbox.store.transaction() as connection:
        connection.execute("update customer set unit_number = iif(code = ?, '0037', '')", (customer,))
        connection.execute("update product set primary_ean = iif(code = ?, '6400', '')", (product,))
    named = sandbox_load.INVOICE.replace(b">AS-0001<", f">{customer}<".encode("ascii"))
    named = named.replace(b">TUOTE-0<", f">{product}<".encode("ascii"))
    by_unit_number = sandbox_load.INVOICE.replace(b'type="customer">AS-0001<', b'type="organizationunitnumber">0037<')
    by_bar_code = sandbox_load.INVOICE.replace(b'type="customer">TUOTE-0<', b'type="primaryeancode">6400<')
    another = sandbox_load.CUSTOMER.replace(b">AS-1<", f">{customer}-2<".encode("ascii"))
    lists = sales.list_sales_invoices
    asked: dict[str, tuple[Call[Any], bytes | None]] = {
        "an invoice": (sandbox_load.ADD_INVOICE, named),
        "an invoice to a unit number": (sandbox_load.ADD_INVOICE, by_unit_number),
        "an invoice of a bar code": (sandbox_load.ADD_INVOICE, by_bar_code),
        "a customer": (sandbox_load.ADD_CUSTOMER, another),
        "reading an invoice": (sales.get_sales_invoice(netvisor_key=client.invoices[-1]), None),
        "a page of the list": (lists(invoices_above_netvisor_key=client.invoices[-1] - 1), None),
        "the list by number": (lists(invoice_number="1"), None),
    }
    return {name: steps(sandbox, client, *call) for name, call in asked.items()}


def test_no_call_takes_more_steps_when_the_books_have_grown(client_of: ClientOf) -> None:
    with Sandbox(COMPANIES[:1]) as sandbox:
        client = client_of(sandbox)
        prepare(client)
        before = measured(sandbox, client, "AS-0001", "TUOTE-0")
        for number in range(100):
            client.add_customer(f"C-{number}")
            message = sandbox_load.product(f"X-{number}")
            client.call(products.add_product(message), encode(message).bytes())
        for _ in range(30):
            client.post()
        after = measured(sandbox, client, "C-99", "X-99")
    grown = {name: (before[name], taken) for name, taken in after.items() if taken > before[name] + 8}
    assert grown == {}


def test_a_list_reads_no_document_that_it_leaves_out(client_of: ClientOf) -> None:
    with Sandbox(COMPANIES[:1]) as sandbox:
        seen: list[str] = []
        sandbox.store.connection.set_trace_callback(seen.append)
        client_of(sandbox).call(sales.list_sales_invoices(end_invoice_date=date(2001, 1, 1), customer_code="A"))
        sandbox.store.connection.set_trace_callback(None)
        (asked,) = (sql for sql in seen if "from document " in sql)
        plan = [row[3] for row in sandbox.store.connection.execute(f"explain query plan {asked}")]
    assert plan == ["SEARCH document USING INDEX document_listed (company=? AND kind=?)"]


# The log.


def logged(url: str = "/", body: bytes = b"", **headers: str) -> LoggedCall:
    call = LoggedCall(time=datetime(2026, 11, 22, tzinfo=UTC), http="GET", url=url, headers=headers)
    call.keep(body)
    return call


def test_the_log_forgets_the_oldest_calls_when_all_together_are_too_large() -> None:
    calls = Calls(together=1000)
    for number in range(20):
        calls.add(logged(body=bytes(300), name=f"{number}"))
    assert [call.number for call in calls] == [18, 19, 20]
    calls.add(logged(url="/" * 600))
    assert [call.number for call in calls] == [20, 21]
    calls.add(logged(header="x" * 5000))
    assert [call.number for call in calls] == [22]
    calls.clear()
    calls.add(logged(body=bytes(900)))
    calls.add(logged(body=bytes(90)))
    assert [call.number for call in calls] == [23, 24]


def test_what_is_wrong_with_a_message_weighs_in_the_log(caller: Caller) -> None:
    wrong = b"".join(b"<%b>1</%b>" % (name, name) for name in (b"x%d" % number for number in range(2000)))
    caller.send("customer.nv", b"<root><customer>" + wrong + b"</customer></root>", method="add")
    (call,) = caller.sandbox.calls
    told = [text for problem in call.problems for text in (problem.path, problem.found, problem.expected)]
    assert call.weight() > len(call.body) + sum(map(len, told)) > 2 * len(call.body)


def test_the_log_holds_a_thousand_calls_and_the_beginning_of_long_messages() -> None:
    calls = Calls()
    for _ in range(1010):
        calls.add(logged(body=b"<root>"))
    assert [calls[0].number, len(calls)] == [11, 1000]
    calls.add(logged(body=bytes(1 << 20)))
    assert (len(calls[-1].body), calls[-1].body_length) == (1 << 18, 1 << 20)

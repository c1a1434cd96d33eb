"""What goes when: order, priorities, waiting for another message, limits, pauses, and what the service asks for."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from netvisor import Client
from netvisor.errors import CompanyBusy, SetupError
from netvisor.protocol.call import Call
from netvisor.queue import (
    KeyConflict,
    Limits,
    NotFinished,
    Outbox,
    Put,
    QueueError,
    QuietHours,
    State,
    Ticket,
    Worker,
    WrongState,
)
from netvisor.resources import customers, products, sales
from netvisor.sandbox import Sandbox
from tests.sandbox import messages as m

from .raw import Raw
from .writes import COMPANY, OTHER


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=[COMPANY, OTHER]) as running:
        yield running


@pytest.fixture
def worker(outbox: Outbox, sandbox: Sandbox) -> Iterator[Worker]:
    with working(outbox, sandbox) as made:
        yield made


class working:
    """A worker with clients of a sandbox."""

    def __init__(self, outbox: Outbox, sandbox: Sandbox, **settings: Any) -> None:
        self.clients = {
            company: Client(sandbox.credentials_for(company), base_url=sandbox.url, pauses=())
            for company in (COMPANY, OTHER)
        }
        self.worker = Worker(outbox, self.clients.__getitem__, **settings)

    def __enter__(self) -> Worker:
        return self.worker

    def __exit__(self, *_: object) -> None:
        for client in self.clients.values():
            client.close()


class running(working):
    """Such a worker at work, until the block ends."""

    def __enter__(self) -> Worker:
        self.thread = threading.Thread(target=self.worker.run)
        self.thread.start()
        return self.worker

    def __exit__(self, *_: object) -> None:
        self.worker.stop()
        self.thread.join()
        super().__exit__()


def customer(code: str) -> Call[Any]:
    return customers.add_customer(m.customer(code=code))


def product(code: str) -> Call[Any]:
    return products.add_product(m.product(code=code))


def invoice(number: int, customer: int) -> Call[Any]:
    whose = sales.InvoicingCustomerIdentifier(str(customer), "netvisor")
    line = m.line(vat="25.5")
    return sales.add_sales_invoice(m.invoice(line, sales_invoice_number=number, invoicing_customer_identifier=whose))


def sent(sandbox: Sandbox) -> list[str]:
    """The numbers in the messages that arrived, in their order."""
    return [entry.body.split(b"<internalidentifier>")[1].split(b"<")[0].decode() for entry in sandbox.calls]


def states(outbox: Outbox, tickets: Sequence[Ticket[Any]]) -> list[State]:
    return [outbox.message(ticket).state for ticket in tickets]


# Order.


def test_messages_of_a_company_and_kind_go_in_the_order_of_their_puts(
    outbox: Outbox, sandbox: Sandbox, worker: Worker
) -> None:
    codes = [str(number) for number in range(1, 13)]
    outbox.put_many(Put(call=customer(code), company=COMPANY) for code in codes)
    worker.drain()
    assert sent(sandbox) == codes


def test_a_higher_priority_goes_first_and_equal_ones_keep_their_order(
    outbox: Outbox, sandbox: Sandbox, worker: Worker
) -> None:
    for code, priority in (("1", 0), ("2", 5), ("3", 0), ("4", 5), ("5", -1)):
        outbox.put(customer(code), company=COMPANY, priority=priority)
    worker.drain()
    assert sent(sandbox) == ["2", "4", "1", "3", "5"]


def test_a_message_that_waits_lets_other_kinds_go_but_not_its_own(
    outbox: Outbox, sandbox: Sandbox, worker: Worker
) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    first = outbox.put(customer("1"), company=COMPANY, not_before=later)
    second = outbox.put(customer("2"), company=COMPANY)
    other = outbox.put(product("A"), company=COMPANY)
    worker.drain()
    assert states(outbox, [first, second, other]) == [State.WAITING, State.WAITING, State.ACCEPTED]


def test_an_unknown_outcome_stops_its_company_and_no_other(outbox: Outbox, sandbox: Sandbox, worker: Worker) -> None:
    sandbox.fail_next(after="storing", resource="customer.nv", company=COMPANY)
    sandbox.fail_next(resource="customerlist.nv", company=COMPANY)
    stopped = [outbox.put(customer("1"), company=COMPANY), outbox.put(product("A"), company=COMPANY)]
    goes = outbox.put(product("A"), company=OTHER)
    worker.drain()
    assert states(outbox, [*stopped, goes]) == [State.UNKNOWN, State.WAITING, State.ACCEPTED]


# Waiting for another message.


def test_the_key_of_the_message_that_it_waited_for_is_filled_in(
    outbox: Outbox, sandbox: Sandbox, worker: Worker
) -> None:
    whose = outbox.put(customer("1"), company=COMPANY)
    bill = outbox.put(invoice(17, whose.netvisor_key), company=COMPANY, after=whose)
    worker.drain()
    key = outbox.result(whose).netvisor_key
    document = sandbox.books[COMPANY].documents[outbox.result(bill).netvisor_key]
    assert str(document.customer) == str(key)


def test_the_key_is_filled_into_parameters_too(outbox: Outbox, sandbox: Sandbox, worker: Worker) -> None:
    whose = outbox.put(customer("1"), company=COMPANY)
    edit = customers.edit_customer(m.customer(name="Uusi Oy", code="1"), id=whose.netvisor_key)
    outbox.put(edit, company=COMPANY, after=whose)
    worker.drain()
    assert sandbox.books[COMPANY].customers[outbox.result(whose).netvisor_key].name == "Uusi Oy"


def test_a_message_waits_until_the_other_is_accepted_also_in_another_company(
    outbox: Outbox, sandbox: Sandbox, worker: Worker
) -> None:
    first = outbox.put(customer("1"), company=COMPANY)
    outbox.hold(first)
    second = outbox.put(customer("2"), company=OTHER, after=first)
    worker.drain()
    assert states(outbox, [first, second]) == [State.HELD, State.WAITING]
    outbox.resolve(first, netvisor_key=4711)
    worker.drain()
    assert states(outbox, [second]) == [State.ACCEPTED]


@pytest.mark.parametrize("decided", ["held", "refused"])
def test_what_waits_for_a_held_or_refused_message_gives_way(
    outbox: Outbox, sandbox: Sandbox, worker: Worker, decided: str
) -> None:
    first = outbox.put(customer("1"), company=COMPANY)
    if decided == "held":
        outbox.hold(first)
    else:
        sandbox.fail_next(how="refuse", category="INVALID_DATA", resource="customer.nv")
    second = outbox.put(customer("2"), company=COMPANY, after=first)
    third = outbox.put(customer("3"), company=COMPANY, after=second)
    others = [outbox.put(customer(code), company=COMPANY) for code in ("4", "5")]
    worker.drain()
    assert states(outbox, [first, second, third]) == [State(decided), State.WAITING, State.WAITING]
    assert states(outbox, others) == [State.ACCEPTED, State.ACCEPTED]
    outbox.retry(first)
    worker.drain()
    assert states(outbox, [first, second, third]) == [State.ACCEPTED] * 3
    assert sent(sandbox)[-3:] == ["1", "2", "3"]


def test_what_waits_for_a_message_that_will_be_sent_keeps_its_place(
    outbox: Outbox, sandbox: Sandbox, worker: Worker
) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    first = outbox.put(product("1"), company=COMPANY, not_before=later)
    waiting = [outbox.put(customer("2"), company=COMPANY, after=first), outbox.put(customer("3"), company=COMPANY)]
    worker.drain()
    assert states(outbox, waiting) == [State.WAITING, State.WAITING]


def test_a_key_that_is_not_known_yet_needs_its_message(outbox: Outbox) -> None:
    whose = outbox.put(customer("1"), company=COMPANY)
    with pytest.raises(QueueError, match=f"put it with after={whose.id}"):
        outbox.put(invoice(17, whose.netvisor_key), company=COMPANY)


# The caller's own keys.


def test_the_same_put_again_gives_the_first_ticket(outbox: Outbox) -> None:
    first = outbox.put(customer("1"), company=COMPANY, key="K")
    assert outbox.put(customer("1"), company=COMPANY, key="K") == first
    assert outbox.put(customer("1"), company=OTHER, key="K") != first
    with pytest.raises(KeyConflict, match="'K' was put with another call"):
        outbox.put(customer("2"), company=COMPANY, key="K")


# What the service asks for.


def due_in(raw: Raw, company: str = COMPANY) -> float:
    (row,) = raw.run("select ready_at from lane where company = ?", company)
    return float(row[0]) - time.time()


def test_after_maintenance_the_company_rests_and_the_message_is_sent_anew(
    outbox: Outbox, sandbox: Sandbox, worker: Worker, raw: Raw
) -> None:
    sandbox.fail_next(how="maintenance")
    first = outbox.put(customer("1"), company=COMPANY)
    other = outbox.put(product("A"), company=COMPANY)
    before = outbox.message(first).transaction_id
    worker.drain()
    assert states(outbox, [first, other]) == [State.WAITING, State.WAITING]
    assert outbox.message(first).transaction_id != before
    assert 3 < due_in(raw) < 7
    raw.run("update lane set ready_at = 0")
    raw.run("update message set not_before = 0")
    worker.drain()
    assert states(outbox, [first, other]) == [State.ACCEPTED, State.ACCEPTED]


def test_pauses_grow_and_are_uneven(outbox: Outbox) -> None:
    from netvisor.queue.lanes import Lanes

    lanes = Lanes(outbox.database, "w", lease=60)
    pauses = [[lanes.pause_before(attempts) for _ in range(20)] for attempts in (1, 2, 3, 4, 5, 6)]
    assert all(len(set(each)) > 10 for each in pauses)
    assert all(max(shorter) < min(longer) for shorter, longer in pairwise(pauses[:5]))
    assert max(map(max, pauses)) <= 1800 * 1.25


def test_a_look_waits_as_long_as_the_service_asks(outbox: Outbox, sandbox: Sandbox, worker: Worker, raw: Raw) -> None:
    sandbox.fail_next(how="too many requests", seconds=90)
    ticket = outbox.put(customer("1"), company=COMPANY)
    worker.drain()
    message = outbox.message(ticket)
    assert (message.state, [each.action for each in message.attempts]) == (State.UNKNOWN, ["send"])
    assert 85 < due_in(raw) <= 90


# Pauses and limits.


def test_a_paused_company_rests_and_others_go_on(outbox: Outbox, sandbox: Sandbox, worker: Worker) -> None:
    outbox.pause(COMPANY)
    tickets = [outbox.put(customer("1"), company=company) for company in (COMPANY, OTHER)]
    worker.drain()
    assert states(outbox, tickets) == [State.WAITING, State.ACCEPTED]
    outbox.resume(COMPANY)
    worker.drain()
    assert states(outbox, tickets) == [State.ACCEPTED, State.ACCEPTED]


def test_a_wrong_key_pauses_the_company_and_loses_nothing(outbox: Outbox, sandbox: Sandbox) -> None:
    ticket = outbox.put(customer("1"), company=COMPANY)
    wrong = sandbox.credentials_for(OTHER)
    with Client(wrong, base_url=sandbox.url) as client:
        object.__setattr__(client.credentials, "customer_id", "nobody")
        Worker(outbox, lambda _: client).drain()
    message = outbox.message(ticket)
    assert message.state is State.WAITING
    assert "the company is paused" in str(message.reason)
    with working(outbox, sandbox) as worker:
        outbox.resume(COMPANY)
        worker.drain()
    assert states(outbox, [ticket]) == [State.ACCEPTED]


def test_a_company_sends_no_more_than_its_limit_in_a_minute(outbox: Outbox, sandbox: Sandbox, raw: Raw) -> None:
    tickets = [outbox.put(customer(str(n)), company=COMPANY) for n in range(1, 6)]
    other = outbox.put(customer("1"), company=OTHER)
    with working(outbox, sandbox, limits=Limits(per_company=2)) as worker:
        worker.drain()
        # A minute may end inside the test; the next one has its own calls.
        assert 2 <= states(outbox, tickets).count(State.ACCEPTED) <= 4
        assert states(outbox, [other]) == [State.ACCEPTED]
        assert 0 < due_in(raw) <= 60


def test_a_partner_sends_no_more_than_its_limit_in_a_minute(outbox: Outbox, sandbox: Sandbox) -> None:
    tickets = [outbox.put(customer(str(n)), company=each) for n in range(1, 6) for each in (COMPANY, OTHER)]
    with working(outbox, sandbox, limits=Limits(per_partner=3, partner="P")) as worker:
        worker.drain()
    assert 3 <= states(outbox, tickets).count(State.ACCEPTED) <= 6


def test_a_limit_of_no_calls_is_refused() -> None:
    with pytest.raises(SetupError, match="per_company must be a number of calls from 1"):
        Limits(per_company=0)


def test_big_messages_wait_for_quiet_hours(outbox: Outbox, sandbox: Sandbox, raw: Raw) -> None:
    small = outbox.put(product("A"), company=COMPANY)
    big = outbox.put(customer("1"), company=COMPANY)
    length = raw.run("select length from message where id = ?", big.id)[0][0]
    raw.run("update message set length = length + 0 where id = ?", small.id)
    small_length = raw.run("select length from message where id = ?", small.id)[0][0]
    raw.run("update message set length = ? where id = ?", length, big.id)
    hour = datetime.now(UTC) + timedelta(hours=2)
    begin = clock_time(hour.hour)
    later = QuietHours(begin=begin, end=clock_time((hour.hour + 1) % 24), zone=UTC, big=min(length, small_length))
    with working(outbox, sandbox, limits=Limits(quiet=later)) as worker:
        worker.drain()
    assert states(outbox, [small, big]) == [State.WAITING, State.WAITING]
    assert 3000 < due_in(raw) <= 7200
    raw.run("update lane set ready_at = 0")
    now = QuietHours(begin=clock_time(0), end=clock_time(23, 59, 59, 999999), zone=UTC, big=1)
    with working(outbox, sandbox, limits=Limits(quiet=now)) as worker:
        worker.drain()
    assert states(outbox, [small, big]) == [State.ACCEPTED, State.ACCEPTED]


def test_quiet_hours_without_length_are_refused() -> None:
    with pytest.raises(SetupError, match="begin and end must differ"):
        QuietHours(begin=clock_time(1), end=clock_time(1), zone=UTC)


# Leases and lanes.


def test_a_lease_is_renewed_while_its_call_lasts(outbox: Outbox, sandbox: Sandbox, place: str) -> None:
    sandbox.fail_next(how="delay", seconds=1.2)
    ticket = outbox.put(customer("1"), company=COMPANY)
    settings = {"lease": 0.4, "poll": 0.1, "threads": 1}
    with Outbox.open(place) as again, running(outbox, sandbox, **settings), running(again, sandbox, **settings):
        assert outbox.wait(ticket, timeout=20).netvisor_key == 1
    assert [each.action for each in outbox.message(ticket).attempts] == ["send"]


def test_the_lease_of_a_dead_worker_ends_by_the_clock_of_the_database(
    outbox: Outbox, sandbox: Sandbox, raw: Raw
) -> None:
    from netvisor.queue.lanes import Lanes

    ticket = outbox.put(customer("1"), company=COMPANY)
    assert Lanes(outbox.database, "dead", lease=3600).claim() is not None
    with working(outbox, sandbox) as worker:
        assert worker.drain() == 0
        raw.end_lease(COMPANY)
        assert worker.drain() == 1
    message = outbox.message(ticket)
    assert message.state is State.ACCEPTED
    assert [(each.action, each.outcome) for each in message.attempts] == [
        ("send", "lost"),
        ("look", "not stored"),
        ("send", "accepted"),
    ]


def test_a_read_waits_for_the_call_of_a_worker_and_a_worker_for_a_read(
    outbox: Outbox, sandbox: Sandbox, place: str
) -> None:
    tickets = [outbox.put(customer(str(n)), company=COMPANY) for n in range(1, 31)]
    with (
        Outbox.open(place) as own,
        Client(sandbox.credentials_for(COMPANY), base_url=sandbox.url, outbox=own) as client,
        running(outbox, sandbox, threads=2),
    ):
        seen = [len(client.send(customers.list_customers())) for _ in range(10)]
        for ticket in tickets:
            outbox.wait(ticket, timeout=30)
    assert seen == sorted(seen)
    assert seen[0] < 30
    # The sandbox refuses a call that overlaps with another one of its company.
    assert {entry.outcome for entry in sandbox.calls} == {"ok"}


def test_a_read_that_does_not_get_its_turn_says_who_has_it(outbox: Outbox, sandbox: Sandbox) -> None:
    from netvisor.queue.lanes import Lanes

    outbox.put(customer("1"), company=COMPANY)
    assert Lanes(outbox.database, "the other", lease=3600).claim() is not None
    with (
        Client(sandbox.credentials, base_url=sandbox.url, outbox=outbox, turn_timeout=0.2) as client,
        pytest.raises(CompanyBusy, match=r"not free within 0\.2 s \(the other for message 1, customer\.nv has it\)"),
    ):
        client.send(customers.list_customers())


def test_a_workers_own_client_may_have_the_same_outbox(outbox: Outbox, sandbox: Sandbox) -> None:
    sandbox.fail_next(after="storing")
    ticket = outbox.put(customer("1"), company=COMPANY)
    with Client(sandbox.credentials, base_url=sandbox.url, outbox=outbox, turn_timeout=5) as client:
        Worker(outbox, lambda _: client).drain()
    assert states(outbox, [ticket]) == [State.ACCEPTED]


def test_an_open_stream_refuses_another_call_of_its_thread_at_once(outbox: Outbox, sandbox: Sandbox) -> None:
    with Client(sandbox.credentials, base_url=sandbox.url, outbox=outbox) as client:
        client.send(customer("1"))
        with client.stream(customers.list_customers()) as listed:
            next(iter(listed))
            with pytest.raises(CompanyBusy, match="a stream of this"):
                client.send(customers.list_customers())
        assert len(client.send(customers.list_customers())) == 1


# Hearing of work, and ending.


def test_a_worker_hears_of_work_that_another_process_puts(outbox: Outbox, sandbox: Sandbox, place: str) -> None:
    with running(outbox, sandbox, poll=60.0), Outbox.open(place) as other:
        warm = other.put(customer("1"), company=COMPANY)
        other.wait(warm, timeout=20)
        began = time.monotonic()
        other.wait(other.put(customer("2"), company=COMPANY), timeout=20)
        assert time.monotonic() - began < 5


def test_a_file_that_was_just_written_is_looked_at_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A second write within the same tick of the clock would look like the first.
    place = tmp_path / "queue.db"
    with Outbox.open(str(place)) as outbox:
        outbox.put(customer("1"), company=COMPANY)
        written = Path(f"{place}-wal").stat().st_mtime_ns
        monkeypatch.setattr(time, "time_ns", lambda: written)
        while outbox.database.wait(0.1):
            pass
        monkeypatch.setattr(time, "time_ns", lambda: written + 10**9)
        assert [outbox.database.wait(0.1) for _ in range(2)] == [True, False]


def test_a_worker_comes_when_a_message_is_due(outbox: Outbox, sandbox: Sandbox) -> None:
    with running(outbox, sandbox, poll=60.0):
        soon = datetime.now(UTC) + timedelta(seconds=0.5)
        ticket = outbox.put(customer("1"), company=COMPANY, not_before=soon)
        outbox.wait(ticket, timeout=10)
    assert outbox.message(ticket).changed_at >= soon.timestamp()


def test_a_worker_that_is_stopped_brings_its_call_to_an_end(outbox: Outbox, sandbox: Sandbox) -> None:
    sandbox.fail_next(how="delay", seconds=0.5)
    tickets = [outbox.put(customer(str(n)), company=COMPANY) for n in (1, 2)]
    with running(outbox, sandbox, threads=1) as worker:
        while states(outbox, tickets)[0] is State.WAITING:
            outbox.database.wait(0.05)
        worker.stop()
    assert states(outbox, tickets) == [State.ACCEPTED, State.WAITING]


def test_waiting_has_an_end(outbox: Outbox) -> None:
    ticket = outbox.put(customer("1"), company=COMPANY)
    with pytest.raises(NotFinished, match="message 1 is waiting"):
        outbox.wait(ticket, timeout=0.1)


# What is stored.


def test_a_file_is_stored_with_its_content_when_it_is_put(
    outbox: Outbox, sandbox: Sandbox, worker: Worker, tmp_path: Path
) -> None:
    whose = outbox.put(customer("011"), company=COMPANY)
    file = tmp_path / "big.pdf"
    content = b"%PDF-1.4\n" + bytes(range(256)) * 12_000
    file.write_bytes(content)
    attachment = sales.SalesInvoiceAttachment(
        mime_type="application/pdf",
        attachment_description="Liite",
        file_name="big.pdf",
        document_data=sales.DocumentData(file, "pdf"),
    )
    attachments = sales.SalesInvoiceAttachments(sales_invoice_attachment=[attachment])
    line = m.line(price="10", vat="25.5", product_unit_price=sales.ProductUnitPrice(Decimal(10), "net"))
    bill = m.invoice(line, sales_invoice_number=17, sales_invoice_attachments=attachments)
    ticket = outbox.put(sales.add_sales_invoice(bill), company=COMPANY, after=whose)
    file.unlink()
    assert len(list(outbox.blocks(ticket))) > 3
    worker.drain()
    assert states(outbox, [ticket]) == [State.ACCEPTED]
    (kept,) = sandbox.books[COMPANY].attachments
    assert kept.content == content


def test_decisions_need_the_state_that_they_are_for(outbox: Outbox) -> None:
    ticket = outbox.put(customer("1"), company=COMPANY)
    for decide in (outbox.release, outbox.retry, lambda each: outbox.resolve(each, netvisor_key=1)):
        with pytest.raises(WrongState, match="message 1 is waiting; right is"):
            decide(ticket)
    outbox.hold(ticket)
    outbox.release(ticket)
    assert states(outbox, [ticket]) == [State.WAITING]

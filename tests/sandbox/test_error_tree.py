"""Every class of the error tree is met by a client of the sandbox, with what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import netvisor
from netvisor import errors, identifiers
from netvisor.client.client import Client
from netvisor.errors import NetvisorError, Retry
from netvisor.protocol.credentials import Credentials
from netvisor.protocol.secret import Secret
from netvisor.resources import customers, products, raw, sales
from netvisor.sandbox import Sandbox
from tests.unit.wire import answer, saying, serving


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(companies=["1967543-8"], no_access=["productlist.nv"], largest_body=10_000) as running:
        yield running


def client(box: Sandbox, **settings: Any) -> Client:
    settings = {"pauses": (), **settings}
    return Client(box.credentials, base_url=box.url, **settings)


def customer(name: str = "Äiti Oy") -> customers.Customer:
    return customers.Customer(customer_base_information=customers.CustomerBaseInformation(name=name))


def add(box: Sandbox) -> None:
    client(box).send(customers.add_customer(customer()))


def read(box: Sandbox) -> None:
    client(box).send(customers.list_customers())


def fail(how: Any, action: Callable[[Sandbox], None], **settings: Any) -> Callable[[Sandbox], None]:
    def run(box: Sandbox) -> None:
        box.fail_next(how=how, **settings)
        action(box)

    return run


def wrong_key(box: Sandbox) -> None:
    stranger = replace(box.credentials, customer_key=Secret("0" * 32))
    Client(stranger, base_url=box.url).send(customers.list_customers())


def wrong_order(box: Sandbox) -> None:
    base = b"<city>Lahti</city><name>Oy</name>"
    body = b"<root><customer><customerbaseinformation>" + base + b"</customerbaseinformation></customer></root>"
    client(box).send(raw.post("customer.nv", body, method="add"))


def too_large(box: Sandbox) -> None:
    client(box).send(raw.post("customer.nv", b"<root>" + b" " * 20_000 + b"</root>", method="add"))


def same_id_twice(box: Sandbox) -> None:
    for _ in range(2):
        client(box).send(customers.add_customer(customer()), transaction_id="the-same")


def unknown_resource(box: Sandbox) -> None:
    client(box).send(raw.get("nosuchresource.nv", writes=False))


def no_right(box: Sandbox) -> None:
    client(box).send(products.list_products())


def nobody_listens(box: Sandbox) -> None:
    url = box.url
    box.stop()
    Client(credentials(), base_url=url, pauses=()).send(customers.list_customers())


def credentials() -> Credentials:
    return Credentials(
        sender="Testi",
        customer_id="c",
        customer_key="0" * 32,
        partner_id="p",
        partner_key="1" * 32,
        organisation_id="1967543-8",
    )


def busy_with_a_stream(box: Sandbox) -> None:
    one = client(box)
    one.send(customers.add_customer(customer()))
    with one.stream(customers.list_customers()) as stream:
        next(iter(stream))
        one.send(customers.list_customers())


def asked_to_wait(_: Sandbox) -> None:
    with serving(saying(answer(b"", status="429 Too Many Requests"))) as wire:
        Client(credentials(), base_url=wire.url, pauses=()).send(customers.list_customers())


def read_only(box: Sandbox) -> None:
    client(box, read_only=True).send(customers.add_customer(customer()))


def without_a_term(_: Sandbox) -> None:
    line = sales.SalesInvoiceCommentLine(comment="Kiitos!")
    sales.add_sales_invoice(
        sales.SalesInvoice(
            sales_invoice_date=date(2026, 11, 22),
            sales_invoice_amount=sales.SalesInvoiceAmount(Decimal("1.00")),
            sales_invoice_status="unsent",
            invoicing_customer_identifier=sales.InvoicingCustomerIdentifier("1", type="netvisor"),
            invoice_lines=sales.InvoiceLines(invoice_line=[sales.InvoiceLine(sales_invoice_comment_line=line)]),
        )
    )


def wrong_check_digit(_: Sandbox) -> None:
    identifiers.business_id("1967543-9")


def missing_settings(_: Sandbox) -> None:
    Credentials.from_environment({})


CASES: list[tuple[Callable[[Sandbox], None], type[NetvisorError], Retry]] = [
    (without_a_term, errors.MessageError, Retry.NEVER),
    (wrong_check_digit, errors.WrongIdentifier, Retry.NEVER),
    (missing_settings, errors.SetupError, Retry.NEVER),
    (read_only, errors.ReadOnlyClient, Retry.NEVER),
    (busy_with_a_stream, errors.CompanyBusy, Retry.LATER),
    (nobody_listens, errors.NotSent, Retry.NOW),
    (fail("drop connection", add, after="storing"), errors.OutcomeUnknown, Retry.READ_BACK),
    (fail("half answer", add, after="storing"), errors.OutcomeUnknown, Retry.READ_BACK),
    (fail("drop connection", read), errors.OutcomeUnknown, Retry.NOW),
    (asked_to_wait, errors.ServiceBusy, Retry.LATER),
    (fail("html", add), errors.UnreadableReply, Retry.READ_BACK),
    (fail("empty", read), errors.UnreadableReply, Retry.NOW),
    (unknown_resource, errors.UnreadableReply, Retry.NOW),
    (wrong_key, errors.AuthenticationFailed, Retry.NEVER),
    (wrong_order, errors.InvalidData, Retry.NEVER),
    (too_large, errors.InvalidDataSize, Retry.NEVER),
    (fail("refuse", add, category="DUPLICATE_DATA"), errors.DuplicateData, Retry.NEVER),
    (fail("refuse", add, category="PERIOD_LOCK"), errors.PeriodLocked, Retry.NEVER),
    (fail("refuse", add, category="BRAND_NEW_CATEGORY"), errors.UnknownRefusal, Retry.NEVER),
    (no_right, errors.ServiceAccessError, Retry.NEVER),
    (same_id_twice, errors.RequestNotUnique, Retry.READ_BACK),
    (fail("maintenance", add), errors.SystemMaintenance, Retry.LATER),
    (fail("technical error", add), errors.TechnicalError, Retry.READ_BACK),
    (fail("technical error", read), errors.TechnicalError, Retry.NOW),
]


@pytest.mark.parametrize(("action", "kind", "retry"), CASES, ids=lambda value: getattr(value, "__name__", ""))
def test_each_error_is_met_and_says_what_to_do(
    box: Sandbox, action: Callable[[Sandbox], None], kind: type[NetvisorError], retry: Retry
) -> None:
    with pytest.raises(NetvisorError) as caught:
        action(box)
    assert type(caught.value) is kind
    assert caught.value.retry is retry


def tree(of: type[NetvisorError]) -> set[type[NetvisorError]]:
    return {of}.union(*map(tree, of.__subclasses__()))


def test_no_class_of_the_tree_is_left_out() -> None:
    raised = {cls for cls in tree(NetvisorError) if hasattr(netvisor, cls.__name__)} - {NetvisorError, errors.Refused}
    assert raised == {kind for _, kind, _ in CASES}

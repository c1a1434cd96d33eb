"""Spans of calls, as the SDK of OpenTelemetry collects them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from netvisor.aio import AsyncClient
from netvisor.client.client import Client
from netvisor.errors import InvalidData, NotSent
from netvisor.opentelemetry import call_spans
from netvisor.protocol.call import Call
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from tests.unit.test_extras import EXTRAS, run_without
from tests.unit.wire import free_port

LIST = customers.list_customers(keyword="Virtanen")
ADD: Call[Any] = customers.add_customer(
    customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Matti Virtanen"))
)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


class Collected:
    """A provider of tracers that keeps the spans."""

    def __init__(self) -> None:
        self.exporter = InMemorySpanExporter()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self.exporter))

    def spans(self) -> tuple[ReadableSpan, ...]:
        return self.exporter.get_finished_spans()


@pytest.fixture
def collected() -> Iterator[Collected]:
    made = Collected()
    yield made
    made.provider.shutdown()


def client_of(sandbox: Sandbox, collected: Collected, **settings: Any) -> Client:
    made: dict[str, Any] = {
        "base_url": sandbox.url,
        "pauses": (0.0,),
        "on_call": call_spans(collected.provider),
    } | settings
    return Client(sandbox.credentials, **made)


def attributes(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


def test_a_call_is_a_client_span_with_the_attributes_of_http(sandbox: Sandbox, collected: Collected) -> None:
    with client_of(sandbox, collected) as client:
        client.send(ADD, transaction_id="id-1")
    (span,) = collected.spans()
    assert (span.name, span.kind, span.status.status_code) == ("POST customer.nv", SpanKind.CLIENT, StatusCode.UNSET)
    had = attributes(span)
    assert had.pop("netvisor.turn.wait") >= 0
    assert had.pop("http.response.body.size") > 100
    assert had.pop("http.request.body.size") > 50
    assert had == {
        "http.request.method": "POST",
        "http.response.status_code": 200,
        "server.address": "127.0.0.1",
        "server.port": int(sandbox.url.rsplit(":", 1)[1].strip("/")),
        "url.full": f"{sandbox.url}customer.nv",
        "netvisor.company": client.company,
        "netvisor.transaction_id": "id-1",
        "netvisor.outcome": "OK",
    }
    assert span.events == ()


def test_an_error_is_the_status_of_its_span(sandbox: Sandbox, collected: Collected) -> None:
    sandbox.fail_next(how="refuse", category="INVALID_DATA", text="Matti Virtanen is unknown")
    with client_of(sandbox, collected) as client, pytest.raises(InvalidData):
        client.send(ADD)
    address = f"http://127.0.0.1:{free_port()}/"
    with client_of(sandbox, collected, base_url=address) as client, pytest.raises(NotSent):
        client.send(ADD)
    refused, unsent = collected.spans()
    assert refused.status.status_code is unsent.status.status_code is StatusCode.ERROR
    assert (attributes(refused)["error.type"], refused.status.description) == ("InvalidData", "INVALID_DATA")
    assert attributes(unsent)["error.type"] == "NotSent"
    assert "http.response.status_code" not in attributes(unsent)
    assert "Virtanen" not in refused.to_json()


def test_retries_are_events_of_one_span(sandbox: Sandbox, collected: Collected) -> None:
    sandbox.fail_next(how="technical error")
    with client_of(sandbox, collected) as client:
        client.send(LIST)
    (span,) = collected.spans()
    (retry,) = span.events
    assert retry.name == "retry"
    had = dict(retry.attributes or {})
    assert had["error.type"] == "TechnicalError"
    assert had["netvisor.retry.after"] == 0.0
    assert had["netvisor.transaction_id"] != attributes(span)["netvisor.transaction_id"]
    assert attributes(span)["http.request.resend_count"] == 1
    assert span.status.status_code is StatusCode.UNSET
    assert "Virtanen" not in span.to_json()


def test_a_stream_is_a_span_until_it_ends_and_leaving_it_is_no_error(sandbox: Sandbox, collected: Collected) -> None:
    with client_of(sandbox, collected) as client:
        client.send(ADD)
        client.send(ADD)
        with client.stream(LIST) as listed:
            next(listed)
            assert len(collected.spans()) == 2
    span = collected.spans()[-1]
    assert attributes(span)["netvisor.outcome"] == "closed early"
    assert span.status.status_code is StatusCode.UNSET


def test_spans_of_both_clients_are_below_the_current_one(sandbox: Sandbox, collected: Collected) -> None:
    tracer = collected.provider.get_tracer("test")

    async def sends() -> None:
        hook = call_spans(collected.provider)
        async with AsyncClient(sandbox.credentials, base_url=sandbox.url, on_call=hook) as client:
            with tracer.start_as_current_span("asynchronous"):
                await client.send(ADD)

    with client_of(sandbox, collected) as client, tracer.start_as_current_span("plain"):
        client.send(ADD)
    asyncio.run(sends())
    spans = collected.spans()
    above = {span.name: span.context for span in spans}
    parents = [span.parent for span in spans if span.name == "POST customer.nv"]
    assert parents == [above["plain"], above["asynchronous"]]


def test_a_cancelled_call_ends_its_span(sandbox: Sandbox, collected: Collected) -> None:
    sandbox.fail_next(how="delay", seconds=10)

    async def scene() -> None:
        hook = call_spans(collected.provider)
        async with AsyncClient(sandbox.credentials, base_url=sandbox.url, on_call=hook) as client:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client.send(ADD), 0.3)

    asyncio.run(scene())
    (span,) = collected.spans()
    assert (attributes(span)["netvisor.outcome"], span.status.status_code) == ("cancelled", StatusCode.ERROR)


def test_without_the_extra_it_is_named() -> None:
    run = run_without("opentelemetry", "import netvisor.opentelemetry")
    assert run.stderr.splitlines()[-1].endswith(
        "netvisor.opentelemetry needs opentelemetry: pip install 'netvisor-xml[opentelemetry]'"
    )
    assert EXTRAS["opentelemetry"]


def test_the_client_itself_needs_no_opentelemetry() -> None:
    run = run_without("opentelemetry", "import netvisor.aio.client, netvisor.client.client")
    assert run.stderr == ""

"""Sandboxes for the tests of the sandbox, and calls that are signed by the test's own code."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from lxml import etree

from netvisor import Client
from netvisor.sandbox import Sandbox

_ids = itertools.count()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the messages of this folder be doubtful: their rate of 22 % is that of the vendor's old samples."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.filterwarnings("ignore::netvisor.errors.DoubtfulValue"))


@dataclass
class Got:
    """An answer, taken apart by the test itself."""

    http_status: int
    body: bytes
    headers: dict[str, str]

    @property
    def root(self) -> Any:
        return etree.fromstring(self.body)

    @property
    def statuses(self) -> list[str]:
        return [status.text or "" for status in self.root.iterfind("ResponseStatus/Status")]

    @property
    def refusal(self) -> str:
        """The second status of a refusal."""
        assert self.statuses[0] == "FAILED", self.body
        return self.statuses[1]

    @property
    def key(self) -> int:
        assert self.statuses == ["OK"], self.body
        return int(self.root.findtext("Replies/InsertedDataIdentifier"))

    def texts(self, path: str) -> list[str]:
        assert self.statuses == ["OK"], self.body
        return [element.text or "" for element in self.root.iterfind(path)]

    def text(self, path: str) -> str:
        (only,) = self.texts(path)
        return only


@dataclass
class Caller:
    """A client of a few lines, with every header open to be broken."""

    sandbox: Sandbox
    company: str = "1234567-8"
    algorithm: str = "HMACSHA256"
    headers: dict[str, str | None] = field(default_factory=dict)
    """Headers to send instead of the right ones; `None` leaves one out."""
    hashed_url: str | None = None
    charset: str = "iso-8859-15"
    """In what the MAC is hashed."""
    customer_key: str | None = None

    def send(self, resource: str, body: bytes = b"", verb: str | None = None, **query: object) -> Got:
        parts = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in query.items())
        return self.sent(verb or ("POST" if body else "GET"), f"/{resource}{'?' if parts else ''}{parts}", body)

    def sent(self, verb: str, target: str, body: bytes = b"") -> Got:
        connection = http.client.HTTPConnection(urlsplit(self.sandbox.url).netloc, timeout=30)
        try:
            connection.request(verb, target, body or None, self.signed(target))
            answer = connection.getresponse()
            return Got(answer.status, answer.read(), dict(answer.getheaders()))
        finally:
            connection.close()

    def signed(self, target: str) -> dict[str, str | bytes]:
        keys = self.sandbox.credentials_for(self.company)
        now = datetime.fromtimestamp(int(self.sandbox.clock().timestamp()), UTC)
        prefix = "X-Netvisor-Authentication-"
        made: dict[str, str | None] = {
            f"{prefix}Sender": "Testi",
            f"{prefix}CustomerId": keys.customer_id,
            f"{prefix}PartnerId": keys.partner_id,
            f"{prefix}Timestamp": now.strftime("%Y-%m-%d %H:%M:%S.000"),
            f"{prefix}TimestampUnix": str(int(now.timestamp())),
            f"{prefix}TransactionId": f"id-{next(_ids)}",
            "X-Netvisor-Interface-Language": "EN",
            "X-Netvisor-Organisation-ID": self.company,
            f"{prefix}MACHashCalculationAlgorithm": self.algorithm,
            f"{prefix}UseHTTPResponseStatusCodes": "1",
        }
        made.update(self.headers)
        made.setdefault(f"{prefix}MAC", self.mac(made, target, self.customer_key or keys.customer_key.reveal()))
        return {name: value.encode(self.charset) for name, value in made.items() if value is not None}

    def mac(self, made: dict[str, str | None], target: str, customer_key: str) -> str:
        prefix = "X-Netvisor-Authentication-"
        names = [f"{prefix}Sender", f"{prefix}CustomerId", f"{prefix}Timestamp", "X-Netvisor-Interface-Language"]
        names += ["X-Netvisor-Organisation-ID", f"{prefix}TransactionId"]
        names += [f"{prefix}TimestampUnix"] if self.algorithm == "HMACSHA256" else []
        partner_key = self.sandbox.credentials_for(self.company).partner_key.reveal()
        url = self.hashed_url or self.sandbox.url.rstrip("/") + target
        text = "&".join([url, *((made[name] or "") for name in names), customer_key, partner_key])
        hashed = text.encode(self.charset)
        if self.algorithm == "HMACSHA256":
            return hmac.new(f"{customer_key}&{partner_key}".encode(), hashed, hashlib.sha256).hexdigest()
        return hashlib.new(self.algorithm.lower(), hashed, usedforsecurity=False).hexdigest()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=["1234567-8", "7654321-2"]) as running:
        yield running


@pytest.fixture
def caller(sandbox: Sandbox) -> Caller:
    return Caller(sandbox)


def customer(**fields: str) -> bytes:
    """A customer message: what stands in the base information."""
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    text = f"<root><customer><customerbaseinformation>{inner}</customerbaseinformation></customer></root>"
    return text.encode("iso-8859-15")


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Client]:
    sandbox.clock = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
    with Client(sandbox.credentials, base_url=sandbox.url, clock=sandbox.clock, pauses=()) as made:
        yield made

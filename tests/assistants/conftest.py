"""A sandbox with two companies, and an assistant for the first one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from netvisor import Client
from netvisor.assistants.allowance import Allowance, LimitedTransport
from netvisor.assistants.company import Company
from netvisor.assistants.server import server_for
from netvisor.assistants.settings import Settings
from netvisor.client.transport import RequestsTransport
from netvisor.queue import Outbox
from netvisor.sandbox import Sandbox
from tests.assistants.talking import Assistant
from tests.cli.conftest import closed_port as closed_port

COMPANY, OTHER = "1234567-8", "7654321-2"

Make: TypeAlias = Callable[..., Assistant]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Messages of these tests have the VAT rates of older samples, which are doubtful today."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore::netvisor.errors.DoubtfulValue"))


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=[COMPANY, OTHER]) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Client]:
    """A person's own client of the company."""
    with Client(sandbox.credentials_for(COMPANY), base_url=sandbox.url, pauses=()) as made:
        yield made


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Outbox.open(tmp_path / "queue.db") as opened:
        yield opened


@pytest.fixture
def make(sandbox: Sandbox, outbox: Outbox) -> Iterator[Make]:
    """Makes an assistant with settings: `make(writes=True, page_bytes=4000)`."""
    with ExitStack() as stack:

        def made(mode: str = "auto", base_url: str = "", **given: Any) -> Assistant:
            settings = Settings(**given)
            allowance = Allowance(settings.per_minute, settings.in_all)
            transport = RequestsTransport()
            stack.callback(transport.close)
            client = Client(
                sandbox.credentials_for(COMPANY),
                base_url=base_url or sandbox.url,
                transport=LimitedTransport(transport, allowance),
                read_only=True,
                outbox=outbox,
                sleep=lambda _: None,
            )
            company = Company(client, settings, allowance, outbox=outbox, db="queue.db")
            return Assistant(server_for(company), mode)

        yield made


@pytest.fixture
def assistant(make: Make) -> Assistant:
    """An assistant that may only read, with everything as it is by default."""
    return make()


@pytest.fixture
def writer(make: Make) -> Assistant:
    """An assistant that may propose writes."""
    return make(writes=True)

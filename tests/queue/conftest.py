"""The engines that every test of the queue runs on: SQLite in a file, and a private PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from netvisor.queue import Outbox
from netvisor.queue.torture.own_database import own_database
from netvisor.queue.torture.private_postgresql import PrivatePostgresql

from .raw import Raw

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PrivatePostgresql]:
    """A PostgreSQL server of this test process; without one the tests fail."""
    with PrivatePostgresql() as server:
        yield server


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of an engine; a test that asks for a place runs once with each."""
    name: str = request.param
    return name


@pytest.fixture
def place(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where an empty queue can be opened."""
    if engine == "sqlite":
        yield str(tmp_path / "queue.db")
    else:
        with own_database(request.getfixturevalue("postgresql").url) as address:
            yield address


@pytest.fixture
def raw(place: str) -> Iterator[Raw]:
    """The tables of the queue, behind its back; to be used once it was opened."""
    with closing(Raw(place)) as tables:
        yield tables


@pytest.fixture
def outbox(place: str) -> Iterator[Outbox]:
    """An empty queue."""
    with Outbox.open(place) as opened:
        yield opened

"""A client of a company with a year in its books, and of one whose books are empty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from netvisor import Client
from netvisor.sandbox import Sandbox


@pytest.fixture(scope="session")
def demo() -> Iterator[Client]:
    with Sandbox(seed="demo") as sandbox, Client(sandbox.credentials, base_url=sandbox.url) as client:
        yield client


@pytest.fixture
def empty() -> Iterator[Client]:
    with Sandbox() as sandbox, Client(sandbox.credentials, base_url=sandbox.url) as client:
        yield client

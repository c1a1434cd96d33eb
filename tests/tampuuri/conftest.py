"""A sandbox with the seeded housing company, and a client of its Tampuuri."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from netvisor.sandbox import Sandbox
from netvisor.tampuuri import Tampuuri
from tests.tampuuri.bridges import Scene, scene_in


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox of two companies, whose clock stands at noon of a day."""
    with Sandbox(companies=["1234567-8", "7654321-2"], seed="demo") as running:
        running.clock = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Tampuuri]:
    with Tampuuri(sandbox.tampuuri.credentials, base_url=sandbox.tampuuri.url, pauses=()) as made:
        yield made


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as made:
        yield made

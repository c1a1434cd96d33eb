"""A local Netvisor as a fixture of pytest: for one test, or for as many as share it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, TypeAlias

import pytest

from netvisor.sandbox import Sandbox

SandboxFactory: TypeAlias = Callable[..., Sandbox]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A running sandbox for one test: one company, empty books, a free port of this machine."""
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="session")
def sandbox_factory() -> Iterator[SandboxFactory]:
    """Starts sandboxes with settings of your own, for fixtures of a wider scope; all stop with the session.

    `sandbox_factory(companies=["1234567-8"], clock=clock)`: it takes what `netvisor.sandbox.Sandbox` takes.
    """
    with ExitStack() as running:

        def start(**settings: Any) -> Sandbox:
            return running.enter_context(Sandbox(**settings))

        yield start

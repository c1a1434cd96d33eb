"""A local Netvisor as a fixture of pytest: for one test, or for as many as share it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Literal, TypeAlias

import pytest

from netvisor.sandbox import Sandbox

SandboxFactory: TypeAlias = Callable[..., Sandbox]
Scope: TypeAlias = Literal["function", "class", "module", "package", "session"]


def sandbox_fixture(*, scope: Scope = "function", name: str | None = None, **settings: Any) -> Any:
    """A fixture that gives a running sandbox with settings of your own.

        # conftest.py
        from netvisor.testing import sandbox_fixture

        sandbox = sandbox_fixture(companies=["1234567-8", "7654321-2"])
        demo = sandbox_fixture(scope="session", seed="demo")

    Tests that share a sandbox share its books, calls and faults, too.

    Args:
        scope: how long it runs: for one `function`, the default, or up to a whole `session`.
        name: the name of the fixture, when it is not that of the variable.
        settings: what `netvisor.sandbox.Sandbox` takes.
    """

    @pytest.fixture(scope=scope, name=name)
    def running() -> Iterator[Sandbox]:
        with Sandbox(**settings) as started:
            yield started

    return running


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

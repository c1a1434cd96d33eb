"""A client of asyncio as a fixture of pytest, for the sandbox of another fixture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from netvisor.aio import AsyncClient, Workers
from netvisor.client.transport import RequestsTransport
from netvisor.sandbox import Sandbox
from netvisor.testing.fixtures import Scope


def async_client_fixture(
    *,
    sandbox: str = "sandbox",
    company: str | None = None,
    scope: Scope = "function",
    name: str | None = None,
    **settings: Any,
) -> Any:
    """A fixture that gives an `AsyncClient` of a sandbox, with settings of your own.

        # conftest.py
        from netvisor.testing import async_client_fixture, sandbox_fixture

        demo = sandbox_fixture(scope="session", seed="demo")
        reader = async_client_fixture(sandbox="demo", read_only=True)

    It is no coroutine, so it works with every plugin for asynchronous tests, and with `asyncio.run` without any.

    Args:
        sandbox: the name of the sandbox's fixture.
        company: the client's company; default: the first of the sandbox.
        scope: how long the client lives, at most as long as its sandbox.
        name: the name of the fixture, when it is not that of the variable.
        settings: what `netvisor.aio.AsyncClient` takes.
    """

    @pytest.fixture(scope=scope, name=name)
    def made(request: pytest.FixtureRequest) -> Iterator[AsyncClient]:
        with closing(Workers()) as workers, closing(RequestsTransport()) as transport:
            running: Sandbox = request.getfixturevalue(sandbox)
            its = {"base_url": running.url, "clock": running.clock, "workers": workers, "transport": transport}
            yield AsyncClient(running.credentials_for(company or running.companies[0]), **{**its, **settings})

    return made


async_client: Any = async_client_fixture(name="async_client")

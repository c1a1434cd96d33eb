"""The clients of a worker: one for each company, with the keys of that company."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from netvisor.cli.connection import Target, credentials_of, embedded_sandbox

if TYPE_CHECKING:
    from netvisor.client.client import Client
    from netvisor.protocol.credentials import Credentials
    from netvisor.sandbox import Sandbox


@contextmanager
def clients_for(target: Target) -> Iterator[Callable[[str], Client]]:
    """Give the client of a company, made when it is first asked for; all are closed when the block ends."""
    from netvisor.client.client import PRODUCTION, Client

    with ExitStack() as stack:
        if target.sandbox:
            sandbox = stack.enter_context(embedded_sandbox())
            base_url, identify = sandbox.url, _of_sandbox(sandbox)
        else:
            base_url, identify = target.base_url or PRODUCTION, _of_target(target)
        made: dict[str, Client] = {}
        guard = threading.Lock()

        def client_of(company: str) -> Client:
            with guard:
                if company not in made:
                    made[company] = stack.enter_context(Client(identify(company), base_url=base_url))
                return made[company]

        yield client_of


def _of_target(target: Target) -> Callable[[str], Credentials]:
    """The credentials of a folder, each for its own company; those of a file or of variables for every company."""
    from netvisor.errors import SetupError
    from netvisor.protocol.credentials import Credentials

    if target.credentials is None or not Path(target.credentials).is_dir():
        own = credentials_of(target)
        return lambda company: replace(own, organisation_id=company)
    found = [Credentials.from_file(file) for file in sorted(Path(target.credentials).glob("*.toml"))]
    if not found:
        raise SetupError(f"{target.credentials} holds no credentials; expected files such as 1234567-8.toml")
    by_company = {each.organisation_id: each for each in found}

    def identify(company: str) -> Credentials:
        if company not in by_company:
            raise SetupError(f"{target.credentials} has no file with organisation_id {company}; add one and restart")
        return by_company[company]

    return identify


def _of_sandbox(sandbox: Sandbox) -> Callable[[str], Credentials]:
    from netvisor.sandbox.registry import enter_companies

    def identify(company: str) -> Credentials:
        enter_companies(sandbox.store, [company])
        return sandbox.credentials_for(company)

    return identify

"""Builds the bridge of a command: both services, the queue between them, and the decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from netvisor.cli.arguments import json_option
from netvisor.cli.connection import Target, client_for, make_room, sandbox_file
from netvisor.cli.outcome import say
from netvisor.cli.queue_place import db_option, opened, sandbox_queue
from netvisor.cli.tampuuri.connection import credentials_of_tampuuri, tampuuri_options
from netvisor.cli.tampuuri.metering import metered
from netvisor.extras import require

if TYPE_CHECKING:
    from netvisor.tampuuri.bridge import Bridge, Item

F = TypeVar("F", bound=Callable[..., Any])

_SANDBOX_LEASE: Final = 5.0
"""Seconds: a sandbox that runs within a command dies with it, so no call of it can still be under way for long."""


def bridge_options(function: F) -> F:
    """The arguments and options of the commands of the bridge."""
    for option in (
        click.argument("settings", metavar="[FILE]", required=False),
        click.option(
            "--contract",
            "contracts",
            metavar="ID",
            type=click.IntRange(min=1),
            multiple=True,
            help="Only this contract, instead of those in FILE; repeatable.",
        ),
        click.option(
            "--netvisor-credentials",
            metavar="FILE",
            envvar="NETVISOR_CREDENTIALS",
            help="A TOML file with the credentials of Netvisor, instead of the variables NETVISOR_SENDER, ..."
            "  [env: NETVISOR_CREDENTIALS]",
        ),
        click.option(
            "--netvisor-base-url",
            metavar="URL",
            envvar="NETVISOR_BASE_URL",
            help="The base address of Netvisor; default: production.  [env: NETVISOR_BASE_URL]",
        ),
        db_option,
        json_option(),
        tampuuri_options,
    ):
        function = option(function)
    return function


def bridge_queue_of(sandbox: Path) -> Path:
    """The queue of the bridge that goes with the file of a sandbox."""
    return sandbox_queue(sandbox, "tampuuri")


@contextmanager
def bridge_for(
    settings: str | None,
    contracts: Sequence[int],
    target: Target,
    *,
    netvisor_credentials: str | None,
    netvisor_base_url: str | None,
    db: str | None,
    tell: Callable[[Item], None] = lambda item: None,
) -> Iterator[Bridge]:
    """The bridge, for a `with` block.

    Args:
        settings: the file with the decisions; with the sandbox, those for its housing company when there is none.
        contracts: the contracts; those of the file, with the sandbox all that it has, when there are none.
        target: how Tampuuri is reached.
        netvisor_credentials: the file with Netvisor's credentials.
        netvisor_base_url: Netvisor's address.
        db: the queue.
        tell: is told of each message that was put.
    """
    require("netvisor tampuuri", "tampuuri", "msgspec")
    from netvisor.tampuuri import PRODUCTION, Tampuuri
    from netvisor.tampuuri.bridge import Bridge, Settings

    if settings is None and not target.sandbox:
        raise click.UsageError("FILE is missing: the decisions of the bridge; plan --template writes one to begin with")
    decided = Settings.for_demo() if settings is None else Settings.from_file(settings)
    ids: Sequence[int] = contracts or decided.contracts.ids
    waits: dict[str, Any]
    with ExitStack() as stack:
        meter = stack.enter_context(metered(sandbox=target.sandbox))
        if target.sandbox:
            from netvisor.client.client import Client
            from netvisor.sandbox import Sandbox

            file = make_room(sandbox_file())
            # This service dies with the command. An id that was noted before the record would leave an invoice that
            # nobody can prove to be missing, and a person would have to decide.
            sandbox = stack.enter_context(Sandbox(db=file, overlapping="wait", id_noted="success"))
            if sandbox.tampuuri.fill():
                say(f"The local Tampuuri was empty: an invented housing company is now in {file}.")
            ids = ids or list(sandbox.tampuuri.records("sopimukset"))
            local = sandbox.tampuuri
            tampuuri = stack.enter_context(Tampuuri(local.credentials, base_url=local.url, meter=meter))
            netvisor = stack.enter_context(Client(sandbox.credentials, base_url=sandbox.url))
            db = db or str(bridge_queue_of(file))
            waits = {"lease": _SANDBOX_LEASE, "patience": 4 * _SANDBOX_LEASE}
        else:
            who = credentials_of_tampuuri(target)
            address = target.base_url or PRODUCTION
            tampuuri = stack.enter_context(Tampuuri(who, base_url=address, read_only=True, meter=meter))
            other = Target(credentials=netvisor_credentials, base_url=netvisor_base_url)
            netvisor = stack.enter_context(client_for(other))
            waits = {}
        outbox = stack.enter_context(opened(db, make=True))
        yield Bridge(tampuuri, netvisor, outbox, decided, contracts=ids, tell=tell, **waits)

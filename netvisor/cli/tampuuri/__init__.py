"""`netvisor tampuuri`: the commands for Tampuuri, each in the module of its name."""

from __future__ import annotations

from typing import Final

import click

from netvisor.cli.arguments import examples
from netvisor.cli.lazy_group import LazyGroup, Listed

COMMANDS: Final[dict[str, str]] = {
    "get": "Read one answer.",
    "list": "Read a list to its end, page by page.",
    "listen": "Receive webhooks, and write what they tell of.",
    "cost": "Show the calls by month and what they cost.",
    "plan": "Show what would be sent to Netvisor, and why.",
    "sync": "Bring customers, invoices and payments to Netvisor, each once.",
}
"""The commands with their help texts."""


@click.group(
    "tampuuri",
    cls=LazyGroup,
    listed={name: Listed(f"netvisor.cli.tampuuri.{name}", "command", text) for name, text in COMMANDS.items()},
    epilog=examples(
        "netvisor tampuuri list ilmoitukset/selaa --sandbox",
        "netvisor tampuuri get sopimukset/300000 --sandbox",
        "netvisor tampuuri sync --sandbox",
    ),
)
def command() -> None:
    """Read from Tampuuri, the vendor's property management, listen to it, and bring what is due to Netvisor.

    PATH is what stands behind the base address, such as kohteet/17. Each request is charged, each page of a list too.
    --sandbox needs no credentials: a local Tampuuri with an invented housing company answers.
    """

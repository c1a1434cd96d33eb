"""`netvisor queue`: the durable queue from the command line; `docs/queue.md` has its promises."""

from __future__ import annotations

from typing import Final

import click

from netvisor.cli.arguments import examples
from netvisor.cli.lazy_group import LazyGroup, Listed

_LISTED: Final[dict[str, tuple[str, str]]] = {
    "put": ("put", "Put a message into the queue."),
    "run": ("run", "Send what waits, until stopped."),
    "status": ("status", "Show lanes, ages, rates, and what needs a person."),
    "watch": ("watch", "Show the status again and again."),
    "show": ("show", "Show a message, its attempts, and what was found in Netvisor."),
    "hold": ("decide", "Keep a waiting message back."),
    "release": ("decide", "Let a held message wait again, with its transaction id."),
    "retry": ("decide", "Send a message that is not stored, as a new request."),
    "resolve": ("decide", "Say that a held message is in Netvisor."),
    "pause": ("decide", "Send nothing of a company."),
    "resume": ("decide", "Go on sending for a company."),
    "page": ("page", "Show the queue in a browser."),
    "migrate": ("migrate", "Make or update the tables of a queue."),
    "torture": ("torture", "Crash workers at random, and count what is lost or doubled."),
}

COMMANDS: Final = {name: Listed(f"netvisor.cli.queue_{home}", name, text) for name, (home, text) in _LISTED.items()}
"""The commands of the queue."""


@click.group(
    "queue",
    cls=LazyGroup,
    listed=COMMANDS,
    epilog=examples(
        """echo '{"customer_base_information": {"name": "Oy"}}' > customer.json""",
        "netvisor queue put customer customer.json --method add --company 1234567-8",
        "netvisor queue run --drain --sandbox",
        "netvisor queue status",
    ),
)
def command() -> None:
    """Put messages into a queue that sends each once, and see what became of them.

    A message that was put is on the disk. A worker (netvisor queue run) sends it, and looks it up when the answer is
    lost. What nobody can tell is held for a person; status names it, with the command that resolves it.
    """

"""`netvisor mcp`: a server for assistants, over standard input and output."""

from __future__ import annotations

import signal
import sys
from contextlib import ExitStack

import click

from netvisor.cli.arguments import examples
from netvisor.cli.connection import Target, client_for, connection_options
from netvisor.cli.outcome import say
from netvisor.cli.queue_place import opened, shown


@click.command(
    "mcp",
    epilog=examples(
        "netvisor mcp --sandbox < /dev/null",
        "netvisor mcp --sandbox --writes --db queue.db < /dev/null",
    ),
)
@click.option("--writes", is_flag=True, help="Let it put checked messages into the queue of --db, held for a person.")
@click.option("--with-identity-codes", is_flag=True, help="Show identity codes, and bank accounts of employees.")
@click.option(
    "--page-bytes",
    metavar="N",
    type=click.IntRange(min=4_000),
    default=20_000,
    show_default=True,
    help="The most bytes of one result; the rest is fetched page by page.",
)
@click.option(
    "--per-minute",
    metavar="N",
    type=click.IntRange(min=1),
    default=30,
    show_default=True,
    help="At most N calls a minute.",
)
@click.option(
    "--in-all", metavar="N", type=click.IntRange(min=1), default=1_000, show_default=True, help="At most N calls."
)
@click.option(
    "--db",
    metavar="FILE|URL",
    envvar="NETVISOR_QUEUE_DB",
    help="The queue that holds messages for a person; reads take turns with its workers.  [env: NETVISOR_QUEUE_DB]",
)
@connection_options
def command(
    writes: bool,
    with_identity_codes: bool,
    page_bytes: int,
    per_minute: int,
    in_all: int,
    db: str | None,
    target: Target,
) -> None:
    """Serve one company to an assistant by the Model Context Protocol, over stdin and stdout; it only reads.

    The host of the assistant starts this command. The company is that of the credentials, and nothing that the
    assistant says or reads can change it. With --writes it may propose messages: they are held in the queue until a
    person releases them.
    """
    from netvisor.assistants.allowance import Allowance, LimitedTransport
    from netvisor.assistants.company import Company
    from netvisor.assistants.server import serve
    from netvisor.assistants.settings import Settings
    from netvisor.client.transport import RequestsTransport

    if writes and db is None:
        raise click.UsageError("--writes needs --db FILE|URL: the queue in which messages are held for a person")
    settings = Settings(
        writes=writes,
        identity_codes=with_identity_codes,
        page_bytes=page_bytes,
        per_minute=per_minute,
        in_all=in_all,
    )
    allowance = Allowance(per_minute, in_all)
    with ExitStack() as stack:
        outbox = stack.enter_context(opened(db, make=writes)) if db is not None else None
        own = RequestsTransport()
        stack.callback(own.close)
        limited = LimitedTransport(own, allowance)
        client = stack.enter_context(
            client_for(target, transport=limited, read_only=True, outbox=outbox, turn_timeout=60.0)
        )
        name = shown(db, outbox) if outbox is not None else None
        if sys.stdin.isatty():
            say(
                f"Serving company {client.company} over stdin and stdout, for the host of an assistant. Ctrl-C ends it."
            )
        # The thread that waits for input can be ended by nothing else. Nothing is lost: reads, and whole transactions.
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
        try:
            serve(Company(client, settings, allowance, outbox=outbox, db=name))
        finally:
            signal.signal(signal.SIGINT, before)

"""`netvisor queue page`: the queue in a browser."""

from __future__ import annotations

import click

from netvisor.cli.arguments import examples
from netvisor.cli.outcome import say
from netvisor.cli.queue_place import db_option, opened, shown
from netvisor.cli.stopping import stopped_by_signal


@click.command("page", epilog=examples("netvisor queue migrate --db queue.db", "netvisor queue page --db queue.db"))
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=0, help="The port; default: any free one.")
@click.option("--actions", is_flag=True, help="Let whoever opens the page hold, release, retry, resolve and pause.")
@db_option
def page(port: int, actions: bool, db: str | None) -> None:
    """Show the queue in a browser on this machine, until Ctrl-C: what waits, what is held and why, and each message.

    It listens on 127.0.0.1 only. Without --actions it changes nothing, and names the commands for it.
    """
    from netvisor.queue.page.application import QueuePage, served

    with (
        opened(db) as outbox,
        stopped_by_signal() as stop,
        served(QueuePage(outbox, actions=actions, db=shown(db, outbox)), port) as served_page,
    ):
        click.echo(served_page.url)
        say(f"Open it in a browser; it {'may change' if actions else 'only shows'} the queue. Stop it with Ctrl-C.")
        stop.asked.wait()
    say("Stopped.")

"""`netvisor queue migrate`: makes or updates the tables of a queue."""

from __future__ import annotations

import click

from netvisor.cli.arguments import examples
from netvisor.cli.outcome import say
from netvisor.cli.queue_place import db_option, opened


@click.command("migrate", epilog=examples("netvisor queue migrate --db queue.db"))
@db_option
def migrate(db: str | None) -> None:
    """Make the tables of a queue, or bring them to the version that this release of the library uses.

    Every other command does the same when it opens a queue; with this one, it can be done beforehand, by a user of the
    database who may.
    """
    from netvisor.queue.database import migration_texts

    with opened(db, make=True) as outbox:
        say(f"{outbox.database.place} holds a queue of version {migration_texts()[-1][0]}.")

"""`netvisor queue torture`: crash runs of the queue, on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netvisor.cli.arguments import examples
from netvisor.cli.outcome import say

if TYPE_CHECKING:
    from netvisor.testing.torture.counts import Counts


@click.command("torture", epilog=examples("netvisor queue torture --runs 100 --seed 1"))
@click.option("--runs", metavar="N", type=click.IntRange(1), default=100, show_default=True, help="How many runs.")
@click.option("--seed", metavar="S", type=int, default=0, show_default=True, help="What happens in them.")
@click.option(
    "--db",
    metavar="URL",
    help="A PostgreSQL server, on which databases are made and dropped; private: one of their own, which is killed as"
    " well; default: SQLite.",
)
@click.pass_context
def torture(ctx: click.Context, runs: int, seed: int, db: str | None) -> None:
    """Kill workers at seeded moments, and count what became of the messages.

    Each run puts some messages, kills its workers with SIGKILL before, while and after they send, write down or look
    up, loses answers, and counts in the books of a local Netvisor. Nothing leaves this machine.
    """
    from netvisor.testing.torture.torturer import torture as tortured

    def told(number: int, counts: Counts) -> None:
        for fault in counts.faults:
            say(fault)

    counts = tortured(runs, seed=seed, db=db, told=told)
    say("killed: " + ", ".join(f"{number} {moment}" for moment, number in sorted(counts.kills.items())))
    click.echo(str(counts))
    ctx.exit(0 if counts.is_good else 1)

"""`netvisor check`: tries the credentials with a harmless read."""

from __future__ import annotations

import click

from netvisor.cli import outcome
from netvisor.cli.connection import Target, client_for, connection_options


@click.command("check")
@connection_options
@click.pass_context
def command(ctx: click.Context, target: Target) -> None:
    """Try the credentials with a harmless read, and say what the answer proves or what may be wrong."""
    with client_for(target, read_only=True) as client:
        found = client.check()
    click.echo(f"{'OK' if found.passed else 'Not passed'}: {found.base_url}, company {found.company}")
    if found.error is not None:
        click.echo(outcome.printable(f"  {found.error.text}"))
    for heading, sentences in (("This proves:", found.proves), ("What it may be:", found.causes)):
        if sentences:
            click.echo(heading)
        for sentence in sentences:
            click.echo(outcome.printable(f"  - {sentence}"))
    outcome.say(f"Transaction id: {found.transaction_id}")
    if found.error is not None:
        ctx.exit(outcome.exit_code(found.error))

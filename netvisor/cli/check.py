"""`netvisor check`: tries the credentials with a harmless read."""

from __future__ import annotations

import click

from netvisor.cli import outcome
from netvisor.cli.arguments import examples
from netvisor.cli.connection import Target, client_for, connection_options


@click.command(
    "check",
    epilog=f"""\b
Variables:
  NETVISOR_SENDER           the name of your integration
  NETVISOR_CUSTOMER_ID      the identifier that a user of the company made
  NETVISOR_CUSTOMER_KEY     its key
  NETVISOR_PARTNER_ID       the identifier from the vendor's partner support
  NETVISOR_PARTNER_KEY      its key
  NETVISOR_ORGANISATION_ID  the business id of the company, such as 1234567-1
  NETVISOR_LANGUAGE         FI (default), EN or SE

{examples("netvisor check --sandbox")}""",
)
@connection_options
@click.pass_context
def command(ctx: click.Context, target: Target) -> None:
    """Try the credentials with a harmless read, and say what the answer proves or what may be wrong.

    The credentials come from variables, or from a TOML file whose keys are the same names in lower case without
    NETVISOR_.
    """
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

"""What a person decides about a queue: `netvisor queue hold`, `release`, `retry`, `resolve`, `pause` and `resume`."""

from __future__ import annotations

import click

from netvisor.cli.arguments import examples
from netvisor.cli.outcome import say
from netvisor.cli.queue_place import db_option, message_argument, opened

_PUT = (
    """echo '{"customer_base_information": {"name": "Oy"}}' > customer.json""",
    "netvisor queue put customer customer.json --method add --company 1234567-8",
)
company_argument = click.argument("company", metavar="COMPANY")


@click.command("hold", epilog=examples(*_PUT, "netvisor queue hold 1 --reason 'the price is wrong'"))
@message_argument
@click.option("--reason", metavar="TEXT", default="held by a person", show_default=True, help="Why, for whoever looks.")
@db_option
def hold(message: int, reason: str, db: str | None) -> None:
    """Keep a waiting message back until it is released."""
    with opened(db) as outbox:
        outbox.hold(message, reason)
    say(f"Message {message} is held.")


@click.command("release", epilog=examples(*_PUT, "netvisor queue hold 1", "netvisor queue release 1"))
@message_argument
@db_option
def release(message: int, db: str | None) -> None:
    """Let a held message wait for its turn again, with its old transaction id.

    This undoes hold. After a lost answer, use retry or resolve.
    """
    with opened(db) as outbox:
        outbox.release(message)
    say(f"Message {message} waits for its turn.")


@click.command("retry", epilog=examples(*_PUT, "netvisor queue hold 1", "netvisor queue retry 1"))
@message_argument
@db_option
def retry(message: int, db: str | None) -> None:
    """Send a held or refused message again, as a new request with a new transaction id.

    Look into Netvisor first: what is stored there already would be stored twice.
    """
    with opened(db) as outbox:
        outbox.retry(message)
    say(f"Message {message} waits for its turn, with a new transaction id.")


@click.command(
    "resolve", epilog=examples(*_PUT, "netvisor queue hold 1", "netvisor queue resolve 1 --netvisor-key 4711")
)
@message_argument
@click.option("--netvisor-key", metavar="N", type=click.IntRange(min=1), help="The key under which it is stored.")
@click.option("--without-key", is_flag=True, help="It is stored, and has no key of its own.")
@db_option
def resolve(message: int, netvisor_key: int | None, without_key: bool, db: str | None) -> None:
    """Say that a held message is in Netvisor: it becomes accepted, and what waits for it goes on."""
    if (netvisor_key is None) is not without_key:
        raise click.UsageError("say under which key it is stored, --netvisor-key N, or --without-key")
    with opened(db) as outbox:
        outbox.resolve(message, netvisor_key=netvisor_key)
    say(f"Message {message} is accepted{f', with the key {netvisor_key}' if netvisor_key is not None else ''}.")


@click.command("pause", epilog=examples(*_PUT, "netvisor queue pause 1234567-8"))
@company_argument
@db_option
def pause(company: str, db: str | None) -> None:
    """Send nothing of COMPANY until it is resumed; a call that is under way ends as it will."""
    with opened(db) as outbox:
        outbox.pause(company)
    say(f"Nothing of {company} is sent until it is resumed.")


@click.command("resume", epilog=examples(*_PUT, "netvisor queue pause 1234567-8", "netvisor queue resume 1234567-8"))
@company_argument
@db_option
def resume(company: str, db: str | None) -> None:
    """Go on sending what COMPANY has waiting."""
    with opened(db) as outbox:
        outbox.resume(company)
    say(f"What {company} has waiting is sent.")

"""`netvisor sandbox`: a local Netvisor that runs until stopped."""

from __future__ import annotations

import dataclasses
import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from netvisor.cli.connection import make_room, sandbox_file
from netvisor.cli.outcome import say
from netvisor.cli.problem_report import ProblemReport
from netvisor.sandbox.settings import Gate, IdNoted, Overlapping

if TYPE_CHECKING:
    from netvisor.protocol.credentials import Credentials
    from netvisor.sandbox import Sandbox


@click.command("sandbox")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0, the default, takes any free one.")
@click.option("--db", metavar="FILE", type=click.Path(dir_okay=False), help="Keep the books in a file.")
@click.option(
    "--reset",
    is_flag=True,
    help="Empty the books: of FILE, or of what --sandbox uses. With --port or --json, run afterwards.",
)
@click.option("--json", "as_json", is_flag=True, help="Write address and credentials as one line of JSON.")
@click.option("--company", "companies", metavar="ID", multiple=True, help="A business id; may be given several times.")
@click.option(
    "--seed",
    metavar="TEXT",
    help="Fill empty books with a year of an invented company; the same TEXT, such as demo, gives the same company.",
)
@click.option(
    "--gate",
    type=click.Choice(get_args(Gate)),
    default="strict",
    show_default=True,
    help="Refuse messages with mistakes, or store what can be understood and report the mistakes.",
)
@click.option("--no-access", metavar="RESOURCE", multiple=True, help="A resource that the integration has no right to.")
@click.option(
    "--fault",
    "faults",
    metavar="FAULT",
    multiple=True,
    help="Let calls fail: drop-connection,after=storing or html,chance=5%; may be given several times.",
)
@click.option("--fault-seed", metavar="N", type=int, default=0, help="The seed of the chances of faults.")
@click.option("--latency", metavar="PROFILE", help="How long calls take: 0.2, or '50%=0.1 95%=0.8 100%=3'.")
@click.option(
    "--id-noted",
    type=click.Choice(get_args(IdNoted)),
    default="arrival",
    show_default=True,
    help="When a TransactionId counts as used.",
)
@click.option(
    "--overlapping",
    type=click.Choice(get_args(Overlapping)),
    default="refuse",
    show_default=True,
    help="What a call meets while another one of its company is under way.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--allow-remote", is_flag=True, help="Allow a --host that other machines can reach.")
def command(port: int | None, db: str | None, reset: bool, as_json: bool, **settings: Any) -> None:
    """Run a local Netvisor on 127.0.0.1 until Ctrl-C.

    Without --db the books are kept in memory. The file that --sandbox of other commands uses is
    $NETVISOR_SANDBOX_DB, or netvisor/sandbox.sqlite in the user's state directory.
    """
    from netvisor.sandbox import Sandbox

    file = Path(db) if db is not None else make_room(sandbox_file()) if reset else None
    settings["companies"] = settings["companies"] or None
    if reset and port is None and not as_json:
        with Sandbox(db=file, reset=True, **settings):
            seed = settings["seed"]
            say(f"The books in {file} are {'empty' if seed is None else f'new, from the seed {seed!r}'}.")
        return
    with _until_stopped() as stopped, Sandbox(db=file, port=port or 0, reset=reset, **settings) as sandbox:
        report = ProblemReport()
        sandbox.calls.watch(report)
        if as_json:
            companies = {each: plain_credentials(sandbox.credentials_for(each)) for each in sandbox.companies}
            line = {"url": sandbox.url, "credentials": companies[sandbox.companies[0]]}
            if len(companies) > 1:
                line["companies"] = companies
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            _tell(sandbox, file)
        stopped.wait()
    report.sum_up()
    say("Stopped.")


def plain_credentials(credentials: Credentials) -> dict[str, Any]:
    """The credentials of a sandbox, keys included: they open nothing but it."""
    return {field.name: getattr(credentials, field.name) for field in dataclasses.fields(credentials)}


def _tell(sandbox: Sandbox, file: Path | None) -> None:
    """What a person needs: variables that can be pasted into a shell."""
    kept = "in memory and end with it; --db FILE keeps them" if file is None else f"in {file}"
    say(f"A local Netvisor listens on {sandbox.url} and shows its calls and books there to a browser.")
    say(f"Its books are {kept}. Stop it with Ctrl-C. To call it, set:")
    click.echo(f"export NETVISOR_BASE_URL={sandbox.url}")
    for company in sandbox.companies:
        for name, value in plain_credentials(sandbox.credentials_for(company)).items():
            # The variables of the other companies are there to be copied, not to take the place of the first one's.
            off = "" if company == sandbox.companies[0] else "# "
            click.echo(f"{off}export NETVISOR_{name.upper()}='{value}'")


@contextmanager
def _until_stopped() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set."""
    stopped = threading.Event()
    before = {number: signal.signal(number, lambda *_: stopped.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

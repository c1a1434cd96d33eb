"""`netvisor sandbox`: a local Netvisor that runs until stopped."""

from __future__ import annotations

import dataclasses
import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netvisor.cli.connection import make_room, sandbox_file
from netvisor.cli.outcome import say

if TYPE_CHECKING:
    from netvisor.protocol.credentials import Credentials


@click.command("sandbox")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0, the default, takes any free one.")
@click.option("--db", metavar="FILE", type=click.Path(dir_okay=False), help="Keep the books in a file.")
@click.option("--reset", is_flag=True, help="Empty the books: of FILE, or of what --sandbox uses. With --port or "
              "--json, run afterwards.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write address and credentials as one line of JSON.")
def command(port: int | None, db: str | None, reset: bool, as_json: bool) -> None:
    """Run a local Netvisor on 127.0.0.1 until Ctrl-C.

    Without --db the books are kept in memory. The file that --sandbox of other commands uses is
    $NETVISOR_SANDBOX_DB, or netvisor/sandbox.sqlite in the user's state directory.
    """
    from netvisor.sandbox import Sandbox

    file = Path(db) if db is not None else make_room(sandbox_file()) if reset else None
    if reset and port is None and not as_json:
        with Sandbox(db=file, reset=True):
            say(f"The books in {file} are empty.")
        return
    with _until_stopped() as stopped, Sandbox(db=file, port=port or 0, reset=reset) as sandbox:
        if as_json:
            line = {"url": sandbox.url, "credentials": plain_credentials(sandbox.credentials)}
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            _tell(sandbox.url, sandbox.credentials, file)
        stopped.wait()
    say("Stopped.")


def plain_credentials(credentials: Credentials) -> dict[str, Any]:
    """The credentials of a sandbox, keys included: they open nothing but it."""
    return {field.name: getattr(credentials, field.name) for field in dataclasses.fields(credentials)}


def _tell(url: str, credentials: Credentials, file: Path | None) -> None:
    """What a person needs: variables that can be pasted into a shell."""
    say(f"A local Netvisor listens on {url}")
    say(f"Its books are {'in memory' if file is None else f'in {file}'}. Stop it with Ctrl-C. To call it, set:")
    click.echo(f"export NETVISOR_BASE_URL={url}")
    for name, value in plain_credentials(credentials).items():
        click.echo(f"export NETVISOR_{name.upper()}='{value}'")


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

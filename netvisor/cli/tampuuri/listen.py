"""`netvisor tampuuri listen`: receives webhooks until stopped, and writes what they tell of."""

from __future__ import annotations

import json
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netvisor.cli.arguments import examples
from netvisor.cli.connection import make_room, sandbox_file, state_file
from netvisor.cli.outcome import say
from netvisor.cli.stopping import Stop, stopped_by_signal
from netvisor.cli.tampuuri.connection import embedded_tampuuri
from netvisor.extras import require
from netvisor.protocol.secret import Secret

if TYPE_CHECKING:
    from netvisor.tampuuri.webhooks import Change, Handlers

_VARIABLE = "TAMPUURI_WEBHOOK_SECRET"


@click.command("listen", epilog=examples("netvisor tampuuri listen --sandbox"))
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=0, help="The port; default: any free one.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--header", metavar="NAME", help="The header that holds the secret; default: the path ends in it.")
@click.option(
    "--db",
    "file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep the notifications in FILE; default: one in the user's state directory.",
)
@click.option("--sandbox", is_flag=True, help="Run a local Tampuuri as well, which delivers what happens in it.")
def command(port: int, host: str, header: str | None, file: Path | None, sandbox: bool) -> None:
    """Receive webhooks and write each change as a line of JSON, until Ctrl-C.

    The first line is the address to enter in Tampuuri. It ends in a secret, that of the variable
    TAMPUURI_WEBHOOK_SECRET or one that is made once and kept beside the file. Deliveries come over the internet by
    HTTPS: put a web server that speaks it in front of this one.

    A delivery is answered when it is on the disk. A change is written at least once: again if this program is killed
    while it writes.
    """
    require("netvisor tampuuri listen", "tampuuri", "msgspec")
    require("netvisor tampuuri listen", "sandbox", "werkzeug")
    from netvisor.tampuuri.webhooks import Handlers, Inbox, Receiver, unread
    from netvisor.web.server import Server

    place = make_room(file or _inbox_file(sandbox=sandbox), holds="the notifications")
    secret = _secret(place)
    with ExitStack() as stack:
        inbox = stack.enter_context(Inbox(place))
        handlers = Handlers(inbox)
        handlers.on("*", read=unread)(_written)
        stop = stack.enter_context(stopped_by_signal())
        app = Receiver(inbox, secret, header=header)
        stack.enter_context(_working(handlers, stop))
        server = Server(app, host, port, "listener")
        stack.callback(server.stop)
        shown = f"[{host}]" if ":" in host else host
        url = f"http://{shown}:{server.port}/{'' if header else secret.reveal()}"
        click.echo(url)
        if sandbox:
            tampuuri = stack.enter_context(embedded_tampuuri())
            tampuuri.listen(url, headers={header: secret.reveal()} if header else None)
            tampuuri.webhooks.start()
            say(f"The local Tampuuri is at {tampuuri.url}.")
        say("Listening. Stop it with Ctrl-C.")
        stop.asked.wait()
    say("Stopped.")


def _inbox_file(*, sandbox: bool) -> Path:
    """The inbox in the user's state directory; that of the sandbox is beside its books."""
    file = sandbox_file()
    return file.with_name(f"{file.stem}.tampuuri-inbox.sqlite") if sandbox else state_file("tampuuri-inbox.sqlite")


def _secret(inbox: Path) -> Secret:
    """The secret of the environment, or one that is made once and kept beside the inbox."""
    from netvisor.errors import SetupError
    from netvisor.protocol.private_files import create_private, warn_if_exposed

    if given := os.environ.get(_VARIABLE):
        return Secret(given)
    file = inbox.with_name(f"{inbox.name}.secret")
    try:
        create_private(str(file))
        warn_if_exposed(str(file), holds="the secret of the listener")
        if not file.read_text("ascii").strip():
            file.write_text(f"{secrets.token_urlsafe(24)}\n", "ascii")
        return Secret(file.read_text("ascii").strip())
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"cannot keep the secret of the listener in {file}: {error}; set {_VARIABLE}") from error


def _written(change: Change) -> None:
    """Write a change to stdout."""
    from netvisor.tampuuri.model import to_json, write

    line = {
        "account": change.account,
        "reference_id": change.reference_id,
        "actions": sorted(change.actions),
        "notifications": json.loads(write([to_json(each) for each in change.notifications])),
    }
    click.echo(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace"))


@contextmanager
def _working(handlers: Handlers, stop: Stop) -> Iterator[None]:
    """Work off what arrives in a thread of its own, for a `with` block; a failure ends the command."""
    failures: list[Exception] = []
    ended = threading.Event()

    def run() -> None:
        try:
            handlers.run(ended)
        except Exception as error:
            failures.append(error)
            stop.asked.set()

    thread = threading.Thread(target=run, name="netvisor tampuuri listen", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    if failures:
        raise failures[0]

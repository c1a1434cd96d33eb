"""Builds the client of a command: credentials, address, and the embedded sandbox."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from netvisor.cli.outcome import say

if TYPE_CHECKING:
    from netvisor.client.client import Client
    from netvisor.client.transport import Content, Response, Transport
    from netvisor.protocol.credentials import Credentials
    from netvisor.protocol.signing import Prepared
    from netvisor.sandbox import Sandbox

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Target:
    """The connection options: credentials, base address, sandbox."""

    sandbox: bool = False
    credentials: str | None = None
    base_url: str | None = None


def connection_options(function: F) -> F:
    """The options `--sandbox`, `--credentials` and `--base-url`, gathered into the argument `target`."""
    return options_of("Netvisor", "NETVISOR", "NETVISOR_SENDER, NETVISOR_CUSTOMER_ID")(function)


def options_of(service: str, prefix: str, variables: str) -> Callable[[F], F]:
    """The options by which a service is reached.

    Args:
        service: its name.
        prefix: how its environment variables begin.
        variables: the first of those that hold the credentials.
    """

    def decorate(function: F) -> F:
        for option in (
            click.option(
                "--base-url",
                expose_value=False,
                callback=_gather,
                envvar=f"{prefix}_BASE_URL",
                metavar="URL",
                help=f"The base address; default: production.  [env: {prefix}_BASE_URL]",
            ),
            click.option(
                "--credentials",
                expose_value=False,
                callback=_gather,
                envvar=f"{prefix}_CREDENTIALS",
                metavar="FILE",
                help="A TOML file with the credentials, instead of the variables "
                f"{variables}, ...  [env: {prefix}_CREDENTIALS]",
            ),
            click.option(
                "--sandbox",
                expose_value=False,
                callback=_gather,
                is_flag=True,
                help=f"Call a local {service}, started for this command, that keeps its books in a file for the next"
                " one.",
            ),
        ):
            function = option(function)
        return function

    return decorate


def _gather(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    if parameter.name is None:
        return
    target = replace(ctx.params.get("target", Target()), **{parameter.name: value})
    ctx.params["target"] = target
    said = [ctx.get_parameter_source(name) for name in ("base_url", "credentials")]
    if target.sandbox and click.core.ParameterSource.COMMANDLINE in said:
        raise click.UsageError("--sandbox has its own address and credentials: omit the other option")


def credentials_of(target: Target) -> Credentials:
    """The credentials of a file or of the environment.

    Raises:
        SetupError: a value is missing or malformed; the error names it.
    """
    from netvisor.errors import SetupError
    from netvisor.protocol.credentials import Credentials

    if target.credentials:
        return Credentials.from_file(target.credentials)
    try:
        return Credentials.from_environment(os.environ)
    except SetupError as error:
        hint = "; or name a TOML file with --credentials, or try --sandbox, which needs none"
        raise SetupError(f"{error.text}{hint}") from error


def sandbox_file() -> Path:
    """The books of the embedded sandbox: `NETVISOR_SANDBOX_DB`, or a file in the user's state directory."""
    if named := os.environ.get("NETVISOR_SANDBOX_DB"):
        return Path(named)
    return state_file("sandbox.sqlite")


def state_file(name: str) -> Path:
    """A file in the user's state directory."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "netvisor" / name


def make_room(file: Path, *, holds: str = "the sandbox's books") -> Path:
    """The file, after creating its folder."""
    from netvisor.errors import SetupError

    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SetupError(f"cannot create the folder {file.parent} for {holds}: {error}") from error
    return file


@contextmanager
def client_for(
    target: Target, *, transport: Transport | None = None, transaction_id: str | None = None, **settings: Any
) -> Iterator[Client]:
    """A client for a `with` block, and the embedded sandbox if requested.

    Args:
        target: what the options say.
        transport: sends instead of the network.
        transaction_id: the id of the only request, instead of a new one.
        settings: further settings of the client.
    """
    from netvisor.client.client import PRODUCTION, Client
    from netvisor.client.transport import RequestsTransport

    with ExitStack() as stack:
        if target.sandbox:
            sandbox = stack.enter_context(embedded_sandbox())
            credentials, base_url = sandbox.credentials, sandbox.url
        else:
            credentials, base_url = credentials_of(target), target.base_url or PRODUCTION
        if transport is None:
            own = RequestsTransport()
            stack.callback(own.close)
            transport = own
        if transaction_id is not None:
            settings["transaction_ids"] = lambda: transaction_id
        yield Client(credentials, base_url=base_url, transport=transport, **settings)


@contextmanager
def embedded_sandbox() -> Iterator[Sandbox]:
    """The embedded sandbox, whose books persist between commands."""
    from netvisor.sandbox import Sandbox

    file = make_room(sandbox_file())
    # Two commands at a time wait for each other; a service that refuses them would only confuse here.
    with Sandbox(db=file, overlapping="wait") as sandbox:
        yield sandbox


def new_transaction_id() -> str:
    """A fresh identifier for a request."""
    return str(uuid.uuid4())


class Withheld:
    """A transport that sends nothing: it keeps the request and raises `NotSent`."""

    def __init__(self) -> None:
        self.prepared: Prepared | None = None
        self.body: Content = None

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        """Keep the request and raise `NotSent`."""
        from netvisor.errors import NotSent

        self.prepared, self.body = prepared, body
        raise NotSent("a dry run", **prepared.where)


class Watched:
    """A transport that reports how much of an answer has arrived."""

    def __init__(self, inner: Transport, tell: Callable[[int], None]) -> None:
        self._inner = inner
        self._tell = tell

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        """Send, and count the answer's bytes as they are read."""
        response = self._inner.send(prepared, body, timeout)
        return replace(response, chunks=self._counted(response.chunks))

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._tell(len(chunk))
            yield chunk


@contextmanager
def reading_client(target: Target, resource: str) -> Iterator[Client]:
    """A read-only client that shows its progress on a terminal."""
    from rich.console import Console

    from netvisor.client.transport import RequestsTransport

    console = Console(stderr=True)
    if not console.is_terminal:
        with client_for(target, read_only=True) as client:
            yield client
        return
    from rich.progress import DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), DownloadColumn(), TimeElapsedColumn())
    transport = RequestsTransport()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(f"reading {resource}", total=None)
        watched = Watched(transport, lambda count: progress.advance(task, count))
        try:
            with client_for(target, transport=watched, read_only=True) as client:
                yield client
        finally:
            transport.close()


def note_raw(resource: str, reason: str) -> None:
    """Warn that a call is not checked."""
    say(f"Note: {resource} is not declared ({reason}); this is a raw call without any checks.")

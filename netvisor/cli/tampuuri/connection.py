"""Builds the client of a Tampuuri command: credentials, address, and the embedded sandbox."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from netvisor.cli.connection import Target, make_room, options_of, sandbox_file
from netvisor.cli.outcome import say
from netvisor.cli.tampuuri.metering import metered
from netvisor.extras import require

if TYPE_CHECKING:
    from netvisor.sandbox.tampuuri.local import LocalTampuuri
    from netvisor.tampuuri import Tampuuri, TampuuriCredentials

F = TypeVar("F", bound=Callable[..., Any])

tampuuri_options: Final = options_of("Tampuuri", "TAMPUURI", "TAMPUURI_AVAIN, TAMPUURI_ASIAKAS_NIMI")
"""The options `--sandbox`, `--credentials` and `--base-url`, gathered into the argument `target`."""

path_argument: Final = click.argument("path", metavar="PATH")
tampuuri_param_option: Final = click.option(
    "--param", "params", metavar="NAME=VALUE", multiple=True, help="A parameter of the call; repeatable."
)


@contextmanager
def reading_tampuuri(target: Target) -> Iterator[Tampuuri]:
    """A read-only client for a `with` block, and the embedded sandbox if requested."""
    require("netvisor tampuuri", "tampuuri", "msgspec")
    from netvisor.tampuuri import PRODUCTION, Tampuuri

    with ExitStack() as stack:
        if target.sandbox:
            tampuuri = stack.enter_context(embedded_tampuuri())
            credentials, base_url = tampuuri.credentials, tampuuri.url
        else:
            credentials, base_url = credentials_of_tampuuri(target), target.base_url or PRODUCTION
        meter = stack.enter_context(metered(sandbox=target.sandbox))
        yield stack.enter_context(Tampuuri(credentials, base_url=base_url, read_only=True, meter=meter))


@contextmanager
def embedded_tampuuri() -> Iterator[LocalTampuuri]:
    """The embedded sandbox, whose records persist between commands; an empty one gets a housing company."""
    from netvisor.sandbox import Sandbox

    file = make_room(sandbox_file())
    with Sandbox(db=file, overlapping="wait") as sandbox:
        if sandbox.tampuuri.fill():
            say(f"The local Tampuuri was empty: an invented housing company is now in {file}.")
        yield sandbox.tampuuri


def credentials_of_tampuuri(target: Target) -> TampuuriCredentials:
    """The credentials of a file or of the environment; raises `SetupError` when a value is missing or malformed."""
    from netvisor.errors import SetupError
    from netvisor.tampuuri import TampuuriCredentials

    if target.credentials:
        return TampuuriCredentials.from_file(target.credentials)
    try:
        return TampuuriCredentials.from_environment(os.environ)
    except SetupError as error:
        hint = "; or name a TOML file with --credentials, or try --sandbox, which needs none"
        raise SetupError(f"{error.text}{hint}") from error

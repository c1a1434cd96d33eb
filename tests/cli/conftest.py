"""A runner for the command line, a sandbox to call, and an environment that holds nothing of the machine's own."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner, Result

from netvisor.cli.group import netvisor
from netvisor.sandbox import Sandbox

DEMO = Path(__file__).parents[2] / "fixtures" / "demo"
CUSTOMER = DEMO / "customer.json"
INVOICE = DEMO / "salesinvoice.json"

Run: TypeAlias = Callable[..., Result]


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("NETVISOR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def run() -> Run:
    """Runs a command: `run("get", "customerlist", "--json")`; every fault of the program itself is raised."""

    def invoke(*arguments: object, stdin: bytes | str | None = None) -> Result:
        return CliRunner().invoke(netvisor, [str(a) for a in arguments], input=stdin, catch_exceptions=False)

    return invoke


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A local Netvisor that the environment points to."""
    with Sandbox() as running:
        point_to(monkeypatch, running)
        yield running


def point_to(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    """Set the variables that a user of a sandbox sets."""
    who = sandbox.credentials
    monkeypatch.setenv("NETVISOR_BASE_URL", sandbox.url)
    for name, value in who.plain().items():
        monkeypatch.setenv(f"NETVISOR_{name.upper()}", value)


@pytest.fixture
def credentials_file(tmp_path: Path) -> Path:
    """A TOML file with credentials of nobody."""
    file = tmp_path / "credentials.toml"
    names = ("sender", "customer_id", "customer_key", "partner_id", "partner_key")
    lines = [f'{name} = "a {name}"' for name in names]
    file.write_text("\n".join(["[netvisor]", *lines, 'organisation_id = "1234567-1"']), "utf-8")
    file.chmod(0o600)
    return file


def parsed(result: Result) -> Any:
    """The JSON on standard output."""
    return json.loads(result.stdout_bytes)


@pytest.fixture
def closed_port() -> str:
    """The address of a port of this machine that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

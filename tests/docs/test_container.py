"""The container file and the services for CI in the documents: linted, and with the credentials of a sandbox."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from netvisor import Client, Credentials
from netvisor.cli.group import netvisor
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from tests.docs.test_documents import ROOT

CONTAINER = ROOT / "Containerfile"
DOCUMENT = (ROOT / "docs" / "sandbox.md").read_text("utf-8")
VARIABLE = re.compile(r"^ +(NETVISOR_[A-Z_]+): (.*)$", re.MULTILINE)


def linted(file: Path) -> subprocess.CompletedProcess[str]:
    command = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.fail("hadolint is missing: pip install --group dev")
    return subprocess.run([command, "--no-color", str(file)], capture_output=True, text=True, check=False)  # noqa: S603


def test_the_container_file_is_sound() -> None:
    ended = linted(CONTAINER)
    assert (ended.returncode, ended.stdout) == (0, "")


def test_a_container_file_with_a_mistake_is_found(tmp_path: Path) -> None:
    file = tmp_path / "Containerfile"
    file.write_text(CONTAINER.read_text().replace("python:3.13-slim", "python:latest"))
    ended = linted(file)
    assert ended.returncode == 1
    assert "DL3007" in ended.stdout


def test_the_container_starts_the_command_with_options_that_there_are() -> None:
    (start,) = re.findall(r"^ENTRYPOINT \[(.*)\]$", CONTAINER.read_text(), re.MULTILINE)
    name, *options = re.findall(r'"([^"]*)"', start)
    assert (name, options[0]) == ("/netvisor/bin/netvisor", "sandbox")
    ended = CliRunner().invoke(netvisor, [*options, "--help"])
    assert ended.exit_code == 0
    assert options[options.index("--port") + 1] in re.findall(r"^EXPOSE (.*)$", CONTAINER.read_text(), re.MULTILINE)


def test_what_the_container_copies_is_all_that_the_package_is_made_of() -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert kept == {"pyproject.toml", "README.md", "LICENSE", "netvisor", "fixtures/demo"}
    assert all((ROOT / name).exists() for name in kept)
    project = (ROOT / "pyproject.toml").read_text()
    assert '"fixtures/demo" = "netvisor/cli/demo_messages"' in project


def test_the_variables_of_the_services_open_a_sandbox() -> None:
    environment = dict(reversed(VARIABLE.findall(DOCUMENT)))
    with Sandbox() as sandbox:
        credentials = Credentials.from_environment(environment)
        assert credentials.plain() == sandbox.credentials.plain()
        with Client(credentials, base_url=sandbox.url) as client:
            assert client.send(customers.list_customers()) == []
    assert environment["NETVISOR_BASE_URL"] == "http://localhost:8765/"

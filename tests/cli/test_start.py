"""The command line as a whole: help without cost, the missing extra, unknown commands."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from netvisor.cli.group import COMMANDS
from tests.cli.conftest import Run
from tests.conftest import FIXTURES

HEAVY = (
    "requests",
    "lxml",
    "xmlschema",
    "rich",
    "werkzeug",
    "netvisor.resources",
    "netvisor.client",
    "netvisor.codec",
)


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603


def test_help_loads_no_model_and_no_heavy_library() -> None:
    code = f"""
import sys
from netvisor.cli import main
sys.argv = ["netvisor", "--help"]
try:
    main()
finally:
    loaded = [name for name in {HEAVY!r} if name in sys.modules]
    print("loaded:", loaded)
"""
    done = python(code)
    assert done.returncode == 0, done.stderr
    assert "Exit codes:" in done.stdout
    assert "loaded: []" in done.stdout


def test_the_module_runs_as_the_command() -> None:
    done = python("import sys; sys.argv = ['netvisor', '--version']; from netvisor.cli import main; main()")
    assert done.returncode == 0
    assert done.stdout.startswith("netvisor")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: netvisor {name}")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert f"| `netvisor {name}" in (FIXTURES.parent / "docs" / "cli.md").read_text("utf-8")


def test_an_unknown_command_names_the_nearest(run: Run) -> None:
    result = run("shwo")
    assert result.exit_code == 2
    assert "did you mean 'show'?" in result.stderr


def test_an_unknown_resource_names_the_nearest(run: Run) -> None:
    result = run("show", "custmer")
    assert result.exit_code == 2
    assert "customer.nv" in result.stderr


def test_a_closed_pipe_ends_quietly() -> None:
    code = "import sys; sys.argv = ['netvisor', 'show', 'getsalesinvoice']; from netvisor.cli import main; main()"
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run([sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, check=False)  # noqa: S603
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_letters_that_a_terminal_lacks_are_escaped() -> None:
    code = "from netvisor.cli import main; import sys; sys.argv = ['netvisor', 'get', '漢']; main()"
    command = [sys.executable, "-c", code]
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "latin-1"}
    )
    assert done.returncode == 2
    assert b"\\u6f22" in done.stderr

"""Shell completion, by the protocol that the shells speak: what is offered, and that it costs little."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from netvisor.cli.group import COMMANDS
from netvisor.cli.queue import COMMANDS as QUEUE_COMMANDS

BIN = Path(sys.executable).parent
MODULES = """
import atexit, sys
atexit.register(lambda: print("loaded:", *sys.modules, file=sys.stderr))
sys.argv = ["netvisor"]
from netvisor.cli import main
main()
"""


def asked(line: str, shell: str = "bash") -> subprocess.CompletedProcess[str]:
    """What the shell gets for a command line with the cursor at its end; standard error names what was loaded."""
    words = line.split(" ")
    cursor = {"COMP_WORDS": line, "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1)}
    environment = {**os.environ, **cursor, "_NETVISOR_COMPLETE": f"{shell}_complete"}
    command = [sys.executable, "-c", MODULES]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603


def offered(line: str) -> list[str]:
    """The completions that bash gets; `file` where it completes files itself."""
    return [value or kind for kind, _, value in (row.partition(",") for row in asked(line).stdout.split())]


def loaded(line: str) -> set[str]:
    return set(asked(line).stderr.partition("loaded:")[2].split())


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("netvisor ", list(COMMANDS)),
        ("netvisor sch", ["schema"]),
        ("netvisor queue ", list(QUEUE_COMMANDS)),
        ("netvisor get custo", ["customer", "customerlist"]),
        ("netvisor show Custo", ["customer", "customerlist"]),
        ("netvisor send customer.", ["customer.nv"]),
        ("netvisor send nothinglikethis", []),
        ("netvisor queue put salespay", ["salespayment", "salespaymentlist"]),
        ("netvisor send customer ", ["file"]),
        ("netvisor send customer customer.json --method ", ["add", "edit"]),
        ("netvisor build customer x --chars", ["--charset"]),
        ("netvisor get salesinvoicelist --param begin", ["begininvoicedate="]),
        ("netvisor get nothinglikethis --param begin", []),
        ("netvisor nothinglikethis ", list(COMMANDS)),
        ("netvisor --ver", ["--verbose", "--version"]),
    ],
)
def test_a_word_is_completed(line: str, wanted: list[str]) -> None:
    assert offered(line) == wanted


def test_completing_a_resource_loads_no_area_and_no_heavy_library() -> None:
    found = loaded("netvisor get custo")
    assert "netvisor.resources.index" in found
    assert {name for name in found if name.startswith("netvisor.resources.")} == {"netvisor.resources.index"}
    assert found.isdisjoint({"requests", "lxml", "rich", "xmlschema", "netvisor.client", "netvisor.codec"})


def test_completing_a_command_loads_no_command() -> None:
    assert not {name for name in loaded("netvisor s") if name in {f"netvisor.cli.{command}" for command in COMMANDS}}


def test_zsh_and_fish_get_the_meaning_of_a_command_too() -> None:
    meaning = COMMANDS["schema"]
    assert asked("netvisor sch", "zsh").stdout.splitlines() == ["plain", "schema", meaning]
    assert asked("netvisor sch", "fish").stdout.splitlines() == [f"plain,schema\t{meaning}"]


@pytest.mark.parametrize(("shell", "mark"), [("zsh", "#compdef netvisor"), ("fish", "complete --no-files --command")])
def test_the_script_of_a_shell_is_written(shell: str, mark: str) -> None:
    environment = {**os.environ, "_NETVISOR_COMPLETE": f"{shell}_source"}
    command = [str(BIN / "netvisor")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    assert mark in done.stdout


def test_bash_itself_completes_with_the_script() -> None:
    script = """
eval "$(_NETVISOR_COMPLETE=bash_source netvisor)"
COMP_WORDS=(netvisor get custo) COMP_CWORD=2
_netvisor_completion netvisor
printf '%s\\n' "${COMPREPLY[@]}"
"""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    command = ["bash", "--norc", "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split() == ["customer", "customerlist"]

"""Shell completion, by the protocol that the shells speak: what is offered, and that it costs little."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from netvisor.cli.group import COMMANDS, netvisor
from netvisor.cli.queue import COMMANDS as QUEUE_COMMANDS

BIN = Path(sys.executable).parent
MODULES = """
import atexit, sys
atexit.register(lambda: print("loaded:", *sys.modules, file=sys.stderr))
sys.argv = ["netvisor"]
from netvisor.cli import main
main()
"""


def variables(line: str, shell: str) -> dict[str, str]:
    """What a shell sets to ask for the completions of a line with the cursor at its end."""
    words = line.split(" ")
    cursor = words[-1] if shell == "fish" else str(len(words) - 1)
    return {"COMP_WORDS": line, "COMP_CWORD": cursor, "_NETVISOR_COMPLETE": f"{shell}_complete"}


def answered(line: str, shell: str = "bash") -> str:
    """What the shell reads."""
    done = CliRunner().invoke(netvisor, prog_name="netvisor", env=variables(line, shell), catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def offered(line: str) -> list[str]:
    """The completions that bash gets; `file` where it completes files itself."""
    return [value or kind for kind, _, value in (row.partition(",") for row in answered(line).split())]


def loaded(line: str) -> set[str]:
    """The modules that a process of its own loads for it."""
    environment = {**os.environ, **variables(line, "bash")}
    command = [sys.executable, "-c", MODULES]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout
    return set(done.stderr.partition("loaded:")[2].split())


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
    assert answered("netvisor sch", "zsh").splitlines() == ["plain", "schema", meaning]
    assert answered("netvisor sch", "fish").splitlines() == [f"plain,schema\t{meaning}"]


@pytest.mark.parametrize(("shell", "mark"), [("zsh", "#compdef netvisor"), ("fish", "complete --no-files --command")])
def test_the_script_of_a_shell_is_written(shell: str, mark: str) -> None:
    done = CliRunner().invoke(netvisor, prog_name="netvisor", env={"_NETVISOR_COMPLETE": f"{shell}_source"})
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

"""What is not installed is named together with the extra that brings it, and the extras are what is documented."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import metadata
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]


def run_without(module: str, program: str) -> subprocess.CompletedProcess[str]:
    """Run a program where a module cannot be imported, on a machine without time zones of its own."""
    code = f"import sys; sys.modules[{module!r}] = None; {program}"
    environment = {**os.environ, "PYTHONTZPATH": ""}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
    )


@pytest.mark.parametrize(
    ("module", "program", "extra"),
    [
        ("click", "from netvisor.cli import main; main()", "cli"),
        ("rich", "from netvisor.cli import main; main()", "cli"),
        ("werkzeug", "from netvisor.sandbox import Sandbox; Sandbox()", "sandbox"),
        ("jinja2", "from netvisor.sandbox import Sandbox; Sandbox()", "sandbox"),
        ("tzdata", "from netvisor.sandbox import Sandbox", "sandbox"),
        ("psycopg", "import netvisor.queue.postgresql", "postgresql"),
        ("procrastinate", "import netvisor.queue.procrastinate", "procrastinate"),
        ("pyarrow", "from netvisor import frames", "frames"),
        ("msgspec", "from netvisor.tampuuri import Tampuuri", "tampuuri"),
        ("mcp", "from netvisor.assistants.server import serve", "mcp"),
        ("msgspec", "from netvisor.tampuuri import kohteet", "tampuuri"),
        ("pytest", "from netvisor.testing import sandbox", "testing"),
        ("hypothesis", "from netvisor.testing import messages", "testing"),
        ("hypothesis", "from netvisor.testing import XML", "testing"),
    ],
)
def test_a_missing_extra_is_named(module: str, program: str, extra: str) -> None:
    run = run_without(module, program)
    assert run.returncode == 1
    assert f"needs {module}: pip install 'netvisor-xml[{extra}]'" in run.stderr.splitlines()[-1]
    assert module in {Requirement(each).name for each in EXTRAS[extra]}


def test_the_sandbox_as_a_fixture_needs_no_hypothesis() -> None:
    run = run_without("hypothesis", "from netvisor.testing import sandbox, sandbox_factory, sandbox_fixture")
    assert (run.returncode, run.stderr) == (0, "")


def test_the_sandbox_as_a_fixture_loads_nothing_but_the_sandbox() -> None:
    program = (
        "import pytest, netvisor.sandbox.sandbox; before = set(sys.modules);"
        " from netvisor.testing import sandbox; print(*sorted(set(sys.modules) - before))"
    )
    assert run_without("hypothesis", program).stdout.split() == ["netvisor.testing", "netvisor.testing.fixtures"]


def test_an_unknown_name_of_the_testing_package_is_named() -> None:
    run = run_without("hypothesis", "from netvisor.testing import sandbocks")
    assert "cannot import name 'sandbocks' from 'netvisor.testing'" in run.stderr


def test_all_brings_every_other_extra() -> None:
    (everything,) = EXTRAS["all"]
    assert Requirement(everything).extras == EXTRAS.keys() - {"all"}


def test_developers_tools_are_in_no_extra() -> None:
    groups: list[list[Any]] = list(PROJECT["dependency-groups"].values())
    tools = {Requirement(each).name for group in groups for each in group if isinstance(each, str)}
    users = {Requirement(each).name for each in chain(PROJECT["project"]["dependencies"], *EXTRAS.values())}
    assert tools
    assert tools & users == set()


def test_the_readme_names_every_dependency_with_its_licence() -> None:
    section = (ROOT / "README.md").read_text("utf-8").partition("\n## Dependencies\n")[2].partition("\n## ")[0]
    _, _, section = section.partition("|---|\n")
    named = dict(re.findall(r"^\|[^|]*\| ([a-z0-9-]+) \| (\w+)[^|]*\|$", section, re.MULTILINE))
    needed = {Requirement(each).name for each in chain(PROJECT["project"]["dependencies"], *EXTRAS.values())}
    assert named.keys() == needed - {"netvisor-xml"}
    assert {name: licence for name, licence in named.items() if licence not in licence_of(name)} == {}


def licence_of(name: str) -> str:
    """All that an installed distribution says of its licence."""
    said = metadata(name)
    keys = "License-Expression", "License", "Classifier"
    return " ".join(value for key in keys for value in said.get_all(key) or [])


def test_the_classifiers_name_the_versions_that_ci_runs() -> None:
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    (versions,) = re.findall(r'^pythons="([0-9. ]+)"$', run, re.MULTILINE)
    named = re.findall(r"Programming Language :: Python :: (3\.[0-9]+)", "\n".join(PROJECT["project"]["classifiers"]))
    assert named == versions.split()
    assert PROJECT["project"]["requires-python"] == f">={named[0]}"

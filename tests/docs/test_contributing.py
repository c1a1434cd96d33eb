"""The guide of contributors names tasks that exist, and the set-up command that the README has."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TASKS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["poe"]["tasks"]


def test_the_guide_tells_of_every_task_and_of_no_other() -> None:
    assert set(re.findall(r"\bpoe ([a-z-]+)", GUIDE)) == TASKS.keys()


def test_the_set_up_is_that_of_the_readme() -> None:
    (command,) = re.findall(r"^python3 -m venv .*$", GUIDE, re.MULTILINE)
    assert f"\n{command} && .venv/bin/pytest\n" in (ROOT / "README.md").read_text("utf-8")


def test_every_path_that_the_guide_names_is_there() -> None:
    named = re.findall(r"`((?:tests|netvisor|fixtures|docs|\.ci)/[\w./-]+)`", GUIDE)
    assert len(named) > 8
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_commits_are_looked_at_by_the_tools_of_the_environment_alone() -> None:
    config = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall(r"- repo: (\S+)", config) == ["local"]
    assert set(re.findall(r"language: (\S+)", config)) == {"system"}
    entries = re.findall(r"entry: \.venv/bin/(\S+)", config)
    assert entries
    assert set(entries) == {"ruff"}
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(ROOT / ".pre-commit-config.yaml")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert run.returncode == 0, run.stdout + run.stderr

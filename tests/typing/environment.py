"""The place where a user stands: an environment that holds the wheel and nothing of the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
WITH: Final = ("pytest", "hypothesis", "polars", "numpy")
"""What a user's tests and frames have beside the package and its extras; polars names types of numpy."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment with the package in it, as one that is activated.

    Args:
        folder: the folder of the environment.
    """

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin") / "python"

    def run(self, *command: str | Path, within: Path) -> subprocess.CompletedProcess[str]:
        """Run a program where the interpreter of the environment is the one that is found first."""
        return subprocess.run(  # noqa: S603  # our own commands
            command, cwd=within, env=self.variables(), capture_output=True, text=True, check=False
        )

    def variables(self) -> dict[str, str]:
        """The variables of a program that runs in it."""
        kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "MYPYPATH"}}
        return {
            **kept,
            "VIRTUAL_ENV": str(self.folder),
            "PATH": os.pathsep.join([str(self.python.parent), os.environ.get("PATH", "")]),
        }


def installed(folder: Path, *, uv: bool | None = None, python: str = sys.executable) -> Environment:
    """Build the wheel of this checkout and install it, with all extras, into a new environment.

    Args:
        folder: an empty folder outside the checkout.
        uv: whether uv does it, or else pip; `None` takes uv where it is installed.
        python: the interpreter of the environment.
    """
    made = Environment(folder / "environment")
    wheels = folder / "wheels"
    program = [sys.executable, "-m", "uv"]
    if find_spec("uv") is not None if uv is None else uv:
        _run(*program, "build", "--quiet", "--wheel", "--out-dir", wheels, ROOT)
        _run(*program, "venv", "--quiet", "--python", python, made.folder)
        install: list[str | Path] = [*program, "pip", "install", "--quiet", "--python", made.python]
    else:
        _run(python, "-m", "venv", made.folder)
        _run(made.python, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", wheels, ROOT)
        install = [made.python, "-m", "pip", "install", "--quiet"]
    (wheel,) = wheels.glob("netvisor_xml-*.whl")
    _run(*install, f"netvisor-xml[all] @ {wheel.as_uri()}", *WITH)
    return made


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own commands
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")

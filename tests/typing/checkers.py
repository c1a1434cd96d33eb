"""The type checkers that users have, and what they find in a user's files."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from tests.typing.environment import Environment

_FOR_EXAMPLES: Final = {
    "reportUnusedImport": False,  # examples share a beginning, and not each needs all of it
    "reportDuplicateImport": False,  # a document says at each example what it imports
    "reportUnusedCallResult": False,  # an example that provokes an error has no use for a result
    "reportAny": False,  # a row of the sandbox's books has the columns of its table
    "reportExplicitAny": False,  # where only the names of arguments count, anything stands for a value
}
"""Where the settings that basedpyright has by itself are those of a program and not of an example."""


@dataclass(frozen=True, order=True)
class Finding:
    """What a checker says of a line."""

    file: str
    line: int
    rule: str
    text: str


Checker: TypeAlias = Callable[[Environment, Path], list[Finding]]


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write a user's files."""
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


def mypy(environment: Environment, folder: Path) -> list[Finding]:
    """What `mypy --strict` finds in the files of a folder."""
    # The checker is this project's, so that the environment holds nothing but the package.
    place = ["--python-executable", str(environment.python), "--cache-dir", str(environment.folder.parent / "mypy")]
    output = ["--output", "json", "--no-error-summary"]
    done = environment.run(
        sys.executable, "-m", "mypy", "--strict", "--config-file=", *place, *output, ".", within=folder
    )
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stdout + done.stderr)
    return sorted(_findings_of_mypy(done.stdout))


def _findings_of_mypy(output: str) -> Iterator[Finding]:
    for line in output.splitlines():
        said: dict[str, Any] = json.loads(line)
        if said["severity"] == "error":
            yield Finding(Path(said["file"]).name, said["line"], said["code"], said["message"])


def basedpyright(environment: Environment, folder: Path) -> list[Finding]:
    """What basedpyright finds in the files of a folder, warnings included."""
    (folder / "pyrightconfig.json").write_text(json.dumps(_FOR_EXAMPLES), "utf-8")
    said = run_basedpyright(environment, folder, ".")
    if not said["summary"]["filesAnalyzed"]:
        raise RuntimeError(f"nothing was checked in {folder}")
    return sorted(
        Finding(Path(one["file"]).name, one["range"]["start"]["line"] + 1, one.get("rule", ""), one["message"])
        for one in said["generalDiagnostics"]
    )


def run_basedpyright(environment: Environment, folder: Path, *arguments: str) -> dict[str, Any]:
    """What basedpyright says in JSON."""
    done = environment.run(sys.executable, "-m", "basedpyright", "--outputjson", *arguments, within=folder)
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stdout + done.stderr)
    said: dict[str, Any] = json.loads(done.stdout)
    return said


CHECKERS: Final[dict[str, Checker]] = {"mypy": mypy, "basedpyright": basedpyright}

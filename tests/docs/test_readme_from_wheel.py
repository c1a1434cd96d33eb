"""The README word for word, as a new user meets it: the wheel, an empty folder, the oldest and the newest Python.

The commands that install a checkout are left to `.ci/run`, which runs them as they are on the same two versions.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from netvisor.protocol.credentials import Credentials
from netvisor.sandbox import Sandbox
from tests.docs.shell import SYSTEM, Reader
from tests.docs.test_commands import INSTALLS, blocks, fault
from tests.typing.environment import ROOT, Environment, installed

README: Final = (ROOT / "README.md").read_text("utf-8")
_CLASSIFIERS: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]
SUPPORTED: Final = [found[1] for each in _CLASSIFIERS if (found := re.search(r":: (3\.\d+)$", each))]
"""The versions of Python, oldest first."""


def reader(user: Environment, folder: Path) -> Reader:
    """Someone in an empty folder, with the environment's commands on the path."""
    (folder / "empty").mkdir(parents=True)
    (folder / "home").mkdir()
    return Reader(folder / "empty", folder / "home", (str(user.python.parent), *SYSTEM))


def faults(readme: str, user: Environment, folder: Path) -> Iterator[str]:
    """Everything that does not do what a README says."""
    yield from commands(readme, reader(user, folder / "commands"))
    yield from examples(readme, reader(user, folder / "examples"))
    yield from fixture(readme, reader(user, folder / "fixture"))
    yield from credentials_file(readme, reader(user, folder / "file"))


def commands(readme: str, at: Reader) -> Iterator[str]:
    """The blocks of commands, one after another in one folder."""
    for block in blocks(readme):
        if not (block.mark and INSTALLS.match(block.mark)) and (told := fault(block, at)):
            yield told


def examples(readme: str, at: Reader) -> Iterator[str]:
    """The Python examples, as one session, with the variables that the README exports."""
    (at.folder / "README.md").write_text(readme, "utf-8")
    exported = next((block.text for block in blocks(readme) if block.text.startswith("export ")), "")
    ended = at.run(f"{exported}python -W error -m doctest -o ELLIPSIS README.md")
    if ended.code:
        yield ended.written


def fixture(readme: str, at: Reader) -> Iterator[str]:
    """The import that provides the fixture, in a test of the user's own."""
    found = re.search(r"In pytest, `([^`]+)`", readme)
    source = f"{found[1] if found else ''}\n\ndef test_it(sandbox):\n    assert sandbox.url.startswith('http')\n"
    (at.folder / "test_it.py").write_text(source, "utf-8")
    ended = at.run("pytest -q test_it.py")
    if ended.code:
        yield ended.written


def credentials_file(readme: str, at: Reader) -> Iterator[str]:
    """The TOML file, whose names are those of the variables that the README exports."""
    names = dict.fromkeys(re.findall(r"\bNETVISOR_(\w+)=", readme))
    with Sandbox() as sandbox:
        known = sandbox.credentials.plain()
        lines = [f'{name.lower()} = "{known.get(name.lower(), "")}"' for name in names]
        (at.folder / "own.toml").write_text("\n".join(lines), "utf-8")
        (at.folder / "own.toml").chmod(0o600)
        ended = at.run(f"netvisor check --credentials own.toml --base-url {sandbox.url}")
        if ended.code or not len(sandbox.calls):
            yield ended.written


def interpreter(version: str, folder: Path) -> str:
    """The path of a CPython of this version, which `.ci/get-python` finds or unpacks."""
    done = subprocess.run(  # noqa: S603
        [ROOT / ".ci" / "get-python", version, folder], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
@pytest.mark.parametrize("version", [SUPPORTED[0], SUPPORTED[-1]])
def test_the_readme_is_true_word_for_word(version: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    assert request.config.cache is not None
    python = interpreter(version, request.config.cache.mkdir("pythons"))
    user = installed(tmp_path, python=python)
    told = reader(user, tmp_path / "version").run(
        "python --version; python -c 'print(__import__(\"netvisor\").__file__)'"
    )
    assert told.written.startswith(f"Python {version}.")
    assert str(user.folder) in told.written
    assert list(faults(README, user, tmp_path)) == []


OURS: Final = Environment(Path(sys.prefix))


@pytest.mark.parametrize(
    ("part", "right", "wrong", "told"),
    [
        (commands, "netvisor get customerlist", "netvisor get customerlst", "customerlst"),
        (commands, "<<'END'\n{", "<<'END'\n[", "customer.json"),
        (examples, "'iso-8859-15'\n", "'utf-8'\n", "'iso-8859-15'"),
        (examples, "2 problems in the message", "3 problems in the message", "2 problems in the message"),
        (examples, "found = client.send(", "found = client.sent(", "has no attribute 'sent'"),
        (fixture, "from netvisor.testing import sandbox", "from netvisor.testing import sandboxes", "cannot import"),
        (credentials_file, "NETVISOR_PARTNER_KEY=", "NETVISOR_PARTNERKEY=", "partnerkey"),
    ],
)
def test_a_readme_that_is_not_true_is_told(
    part: Callable[[str, Reader], Iterator[str]], right: str, wrong: str, told: str, tmp_path: Path
) -> None:
    assert right in README
    assert told in "\n".join(part(README.replace(right, wrong), reader(OURS, tmp_path)))


def test_the_names_of_the_credentials_are_all_in_the_readme() -> None:
    exported = {name.lower() for name in re.findall(r"\bNETVISOR_(\w+)=", README)}
    assert exported | {"language"} == {*Credentials.__dataclass_fields__}

"""What every test gets: no network beyond this machine, fixtures compared as bytes, profiles of hypothesis."""

from __future__ import annotations

import difflib
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
Golden: TypeAlias = Callable[[Path, bytes], None]

# The database would be shared by parallel workers; the failing example is printed anyway.
# Some sixty messages and seventy answers meet each property, so a few examples of each are hundreds in all.
# The same examples in each run: a red suite says that the change did it. `wide` draws new ones.
settings.register_profile("quick", deadline=None, max_examples=6, database=None, derandomize=True)
settings.register_profile("wide", deadline=None, max_examples=40, database=None)
settings.register_profile(
    "thorough", deadline=None, max_examples=1000, database=None, suppress_health_check=[HealthCheck.too_slow]
)
# Shrinking the failing example of a large message takes minutes; this one shows it as it was drawn.
settings.register_profile(
    "unshrunk", deadline=None, max_examples=100, database=None, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-fixtures",
        action="store_true",
        help="write the golden files that differ, and let the run fail, so that nobody takes it for a test",
    )


def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as there are cores: many tests wait for a process or for the disk."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + (cores + 1) // 2


def pytest_sessionfinish(session: pytest.Session) -> None:
    # Also when nothing was written: a run that may write proves nothing.
    if session.config.getoption("--write-fixtures") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares bytes with a committed file: `golden(FIXTURES / "requests" / "customer-full.xml", body)`.

    A missing file fails. With `--write-fixtures` the file is written and the test fails all the same.
    """

    def compare(path: Path, produced: bytes) -> None:
        committed = path.read_bytes() if path.is_file() else None
        if committed == produced:
            return
        if request.config.getoption("--write-fixtures"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(produced)
            pytest.fail(f"written: {path}; look at it and run again without --write-fixtures")
        command = f"`poe test --write-fixtures {os.path.relpath(request.path)}`"
        if committed is None:
            pytest.fail(f"{path} is missing; {command} writes it")
        pytest.fail(f"{path} differs; {command} writes it anew\n{_difference(committed, produced)}")

    return compare


def _difference(committed: bytes, produced: bytes) -> str:
    old, new = (body.decode("iso-8859-15").replace("><", ">\n<").splitlines() for body in (committed, produced))
    return "\n".join(difflib.unified_diff(old, new, "committed", "produced", lineterm="", n=2))


class NetworkRefused(RuntimeError):
    """A test tried to reach beyond this machine."""


def _refuse_remote(host: object) -> None:
    if isinstance(host, bytes):
        host = host.decode("ascii")
    if host not in {"127.0.0.1", "::1", "localhost", "", None}:
        raise NetworkRefused(f"a test tried to reach {host!r}; only 127.0.0.1 and ::1 are allowed")


@pytest.fixture(autouse=True, scope="session")
def _only_this_machine() -> Iterator[None]:
    """Refuses names and addresses beyond the loopback, in every test."""

    def guarded(original: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX:
                _refuse_remote(address[0])
            return original(self, address)

        return connect

    resolve = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_remote(host)
        return resolve(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield

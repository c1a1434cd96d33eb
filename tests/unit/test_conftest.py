"""The protections that every test relies on do protect."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, Golden, NetworkRefused


def test_a_connection_to_another_machine_is_refused() -> None:
    with socket.socket() as plug, pytest.raises(NetworkRefused, match=r"192\.0\.2\.1"):
        plug.connect(("192.0.2.1", 80))
    with socket.socket() as plug, pytest.raises(NetworkRefused):
        plug.connect_ex(("192.0.2.1", 80))


def test_a_name_of_another_machine_is_not_even_looked_up() -> None:
    with pytest.raises(NetworkRefused, match="integration"):
        urllib.request.urlopen("https://integration.netvisor.fi/customerlist.nv", timeout=1)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_a_golden_file_that_is_missing_or_differs_fails_the_test(tmp_path: Path, golden: Golden) -> None:
    path = tmp_path / "customer.xml"
    with pytest.raises(pytest.fail.Exception, match="is missing"):
        golden(path, b"<root></root>")
    assert not path.exists()
    path.write_bytes(b"<root></root>")
    golden(path, b"<root></root>")
    with pytest.raises(pytest.fail.Exception, match="differs"):
        golden(path, b"<root><a></a></root>")
    assert path.read_bytes() == b"<root></root>"


_USES_GOLDEN = """
from pathlib import Path

def test_golden(golden):
    golden(Path("out.xml"), b"<root></root>")
"""


def _run_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_golden.py").write_text(_USES_GOLDEN)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(FIXTURES.parent)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def test_writing_fixtures_writes_them_and_makes_the_run_fail(tmp_path: Path) -> None:
    run = _run_in(tmp_path, "--write-fixtures")
    assert run.returncode == 1
    assert (tmp_path / "out.xml").read_bytes() == b"<root></root>"
    assert "run again without --write-fixtures" in run.stdout


def test_writing_fixtures_fails_even_when_nothing_had_to_be_written(tmp_path: Path) -> None:
    (tmp_path / "out.xml").write_bytes(b"<root></root>")
    assert _run_in(tmp_path).returncode == 0
    assert _run_in(tmp_path, "--write-fixtures").returncode == 1

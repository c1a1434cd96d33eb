"""What the command line keeps or reads is for the eyes of its user alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from netvisor.sandbox import Sandbox
from netvisor.sandbox.store import Store

from .conftest import Run


@pytest.fixture(autouse=True)
def _generous_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_the_books_of_the_embedded_sandbox_are_private(run: Run, tmp_path: Path) -> None:
    assert run("get", "customerlist", "--sandbox").exit_code == 0
    folder = tmp_path / "state" / "netvisor"
    assert mode(folder) == "0o700"
    files = {path.name: mode(path) for path in folder.iterdir()}
    assert files == {"sandbox.sqlite": "0o600", "sandbox.sqlite-lock-1234567-8": "0o600"}


def test_books_that_others_can_read_are_told_about(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "books.sqlite"
    Store(file).close()
    file.chmod(0o644)
    monkeypatch.setenv("NETVISOR_SANDBOX_DB", str(file))
    result = run("get", "customerlist", "--sandbox")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"Warning: the books of the sandbox in {file} and {file}-wal")
    assert f"to keep them out: chmod 600 {file} " in result.stderr


def test_credentials_that_others_can_read_are_told_about(run: Run, credentials_file: Path, sandbox: Sandbox) -> None:
    credentials_file.chmod(0o644)
    result = run("check", "--credentials", credentials_file)
    told = f"Warning: the credentials in {credentials_file} can be read or changed by other users of this machine"
    assert result.stderr.startswith(told)
    credentials_file.chmod(0o600)
    assert "Warning" not in run("check", "--credentials", credentials_file).stderr

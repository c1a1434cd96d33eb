"""A PostgreSQL server of the tests' own: Debian's, on a unix socket in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

_USER = "nobody"
"""PostgreSQL refuses to be run by root."""


@contextmanager
def private_postgresql() -> Iterator[str]:
    """A fresh server; gives the address of its database. Without PostgreSQL the tests fail, they are not skipped."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not binaries:
        pytest.fail("these tests need Debian's package postgresql")
    bin_folder = binaries[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="netvisor-pg-"))
    user = _USER if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user)
    data = folder / "data"
    init = [str(bin_folder / "initdb"), "-D", str(data), "-A", "trust", "-U", "netvisor", "--no-sync", "-E", "UTF8"]
    subprocess.run(init, user=user, check=True, stdout=subprocess.DEVNULL, cwd=folder)  # noqa: S603
    start = [str(bin_folder / "postgres"), "-D", str(data), "-k", str(folder), "-c", "listen_addresses=", "-F"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(start, user=user, stdout=log, stderr=log, cwd=folder)  # noqa: S603
    address = f"postgresql://netvisor@/postgres?host={folder}"
    try:
        _until_ready(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(folder)


def _until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(400):
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            assert server.poll() is None, "PostgreSQL ended at once"
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.05)
        else:
            return
    pytest.fail("PostgreSQL did not start")

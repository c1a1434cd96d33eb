"""The books of a sandbox are for the eyes of their owner alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from netvisor.errors import ExposedFile
from netvisor.sandbox import Sandbox
from netvisor.sandbox.store import Store

from .conftest import Caller, customer


@pytest.fixture(autouse=True)
def _generous_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in folder.iterdir()}


def test_every_file_that_is_made_for_books_is_private(tmp_path: Path) -> None:
    with Sandbox(db=tmp_path / "books.sqlite") as sandbox:
        Caller(sandbox).send("customer.nv", customer(name="A"), method="add")
        assert modes(tmp_path) == {
            "books.sqlite": "0o600",
            "books.sqlite-wal": "0o600",
            "books.sqlite-shm": "0o600",
            "books.sqlite-lock-1234567-8": "0o600",
        }


def test_a_file_that_others_can_read_draws_a_warning_that_names_the_mend(tmp_path: Path) -> None:
    file = tmp_path / "the books.sqlite"
    Store(file).close()
    file.chmod(0o640)
    with pytest.warns(ExposedFile) as caught:
        store = Store(file)
    store.close()
    names = [f"{file}{end}" for end in ("", "-wal", "-shm")]
    assert [str(warning.message) for warning in caught] == [
        f"the books of the sandbox in {' and '.join(names)} can be read or changed by other users of this machine;"
        f" to keep them out: chmod 600 {' '.join(repr(name) for name in names)}"
    ]
    file.chmod(0o600)
    Store(file).close()


def test_a_file_behind_a_link_that_leads_nowhere_yet_draws_the_warning(tmp_path: Path) -> None:
    (tmp_path / "books.sqlite").symlink_to(tmp_path / "elsewhere.sqlite")
    with pytest.warns(ExposedFile):
        Store(tmp_path / "books.sqlite").close()

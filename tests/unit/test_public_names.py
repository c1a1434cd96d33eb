"""The public names change on purpose only: they stand in a fixture."""

from __future__ import annotations

import subprocess
import sys

import pytest

import netvisor
from tests.conftest import FIXTURES, Golden


def test_the_public_names_are_those_of_the_fixture(golden: Golden) -> None:
    golden(FIXTURES / "public-names.txt", "".join(f"{name}\n" for name in sorted(netvisor.__all__)).encode())


@pytest.mark.parametrize("name", netvisor.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(netvisor, name) is not None
    assert name in dir(netvisor)


@pytest.mark.parametrize("name", netvisor.__all__)
def test_every_public_name_can_be_imported_first(name: str) -> None:
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"from netvisor import {name}"], capture_output=True, text=True, check=False
    )
    assert run.stderr == ""


def test_an_unknown_name_is_an_attribute_error_that_names_it() -> None:
    with pytest.raises(AttributeError, match="module 'netvisor' has no attribute 'nosuch'"):
        netvisor.nosuch  # type: ignore[attr-defined]  # noqa: B018


def test_public_names_are_no_private_ones() -> None:
    assert [name for name in netvisor.__all__ if name.startswith("_")] == []
    assert len(set(netvisor.__all__)) == len(netvisor.__all__)

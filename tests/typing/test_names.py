"""The stubs name what is there at run time, and nothing else."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import netvisor
from netvisor.resources.index import NAMES

MODULES = ["netvisor", *(f"netvisor.resources.{area}" for area in NAMES)]


def stub_of(module: ModuleType) -> ast.Module:
    path = Path(module.__file__ or "").with_suffix(".pyi")
    return ast.parse(path.read_text("utf-8"))


def imported(stub: ast.Module) -> dict[str, str]:
    """The module that a stub takes each name from; other checkers see only names that are imported as themselves."""
    return {
        alias.asname: str(node.module)
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname == alias.name
    }


def listed(stub: ast.Module) -> list[str]:
    """The `__all__` of a stub."""
    (names,) = (node.value for node in stub.body if isinstance(node, ast.Assign))
    found: list[str] = ast.literal_eval(names)
    return found


@pytest.mark.parametrize("name", MODULES)
def test_a_stub_names_what_is_there_and_what_is_there_is_named(name: str) -> None:
    module: Any = import_module(name)
    stub = stub_of(module)
    assert sorted(listed(stub)) == sorted(imported(stub)) == sorted(module.__all__) == sorted(dir(module))


@pytest.mark.parametrize("name", MODULES)
def test_a_name_of_a_stub_is_the_object_of_run_time(name: str) -> None:
    module = import_module(name)
    for public, home in imported(stub_of(module)).items():
        origin = import_module(home)
        own = getattr(origin, public) if hasattr(origin, public) else import_module(f"{home}.{public}")
        assert getattr(module, public) is own


def test_a_name_that_is_imported_as_another_is_not_seen() -> None:
    stub = ast.parse("from a import b as b, c as d, e\n__all__ = ['b']\n")
    assert imported(stub) == {"b": "a"}
    assert listed(stub) == ["b"]
    assert netvisor.__all__ != listed(stub)

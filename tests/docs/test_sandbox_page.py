"""The page of the sandbox names everything that a sandbox has to offer, and nothing else."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.manual_actions import ManualActions
from netvisor.sandbox.books_view import CompanyBooks
from netvisor.sandbox.faults.faults import HOW
from tests.regenerate.left import sandbox_page

PAGE = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text("utf-8")


def section(title: str) -> str:
    """The text from a heading to the next one of any level."""
    return PAGE.partition(f" {title}\n")[2].partition("\n#")[0]


def quoted(text: str) -> set[str]:
    """The names in backticks, without their arguments and the dot before them."""
    return {name.partition("(")[0].lstrip(".") for name in re.findall(r"`([^`]+)`", text)}


def test_every_table_of_the_books_is_named() -> None:
    assert inspect.get_annotations(CompanyBooks).keys() <= quoted(section("The books of a company"))


def test_everything_that_people_do_is_named_with_its_parameters() -> None:
    rows = section("The books of a company")
    named = set(re.findall(r"`\.manual_actions\.(\w+)\(([^)]*)\)`", rows))
    methods = {name: method for name, method in inspect.getmembers(ManualActions, inspect.isfunction) if name[0] != "_"}
    assert {name for name, _ in named} == methods.keys()
    for name, arguments in named:
        told = [argument.partition("=")[0].strip() for argument in arguments.split(",")]
        assert told == list(inspect.signature(methods[name]).parameters)[1:]


@pytest.mark.parametrize("name", [name for name in dir(Sandbox) if name[0] != "_"])
def test_whatever_a_sandbox_has_is_named(name: str) -> None:
    # Of the others, `with` takes care, or they are for those who know the inside.
    assert name in {"start", "stop", "store"} or re.search(rf"`(sandbox)?\.{name}\b", PAGE)


def test_every_setting_and_no_other_is_in_the_table() -> None:
    rows = [
        line.split("|")[1]
        for line in section("Settings").splitlines()
        if line.startswith("| `") and "(" not in line.split("|")[1]
    ]
    assert {name for row in rows for name in quoted(row)} == inspect.signature(Sandbox).parameters.keys()


def test_every_kind_of_fault_is_in_the_table() -> None:
    rows = [line.split("|")[1] for line in section("Faults").splitlines() if line.startswith('| `"')]
    assert set(HOW) <= {name.strip('"') for row in rows for name in quoted(row)}


def test_every_resource_of_the_books_stands_in_the_table_of_what_they_do() -> None:
    assert "\n".join(sandbox_page()) == ""

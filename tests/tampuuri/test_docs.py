"""What docs/tampuuri.md says of the operations is what is declared."""

from __future__ import annotations

from typing import Any

import pytest

from netvisor.sandbox.tampuuri.registers import FIRST_IDS
from netvisor.tampuuri.operation import Operation, operations
from tests.conftest import FIXTURES

PAGE = (FIXTURES.parent / "docs" / "tampuuri.md").read_text("utf-8")


def line(operation: Operation[Any]) -> str:
    """The line of an operation in the table of the page."""
    sureness = "page" if operation.confidence == "doc" else "slides"
    return f"| `{operation.public_name}` | `{operation.name}` | {operation.title} | {sureness} | {operation.gaps} |"


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_every_operation_has_its_line(operation: Operation[Any]) -> None:
    assert line(operation) in PAGE.splitlines(), f"docs/tampuuri.md lacks the line\n{line(operation)}"


def test_the_table_has_no_other_lines() -> None:
    rows = [text for text in PAGE.splitlines() if text.startswith("| `") and text.split("`")[3:4]]
    names = {operation.public_name for operation in operations()}
    told = [text.split("`")[1] for text in rows if text.split("`")[3].split(" ")[0] in {"GET", "POST", "PUT", "PATCH"}]
    assert sorted(told) == sorted(names)


def test_every_register_of_the_sandbox_is_named() -> None:
    assert [name for name in FIRST_IDS if f"`{name}`" not in PAGE] == []

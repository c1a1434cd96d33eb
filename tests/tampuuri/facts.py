"""The tables of `fixtures/tampuuri`: evidence, kept apart from the declarations and never written from them."""

from __future__ import annotations

from tests.conftest import FIXTURES


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table by the names of its columns."""
    lines = (FIXTURES / "tampuuri" / f"{name}.tsv").read_text("utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {len(head)}, f"rows of {name}.tsv have {len(head)} cells, parted by tabs"
    return [dict(zip(head, row, strict=True)) for row in rows]

"""A large sheet with some wrong cells gives exactly those, each with its place."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from netvisor.resources import find
from netvisor.sheets.columns import layout
from netvisor.sheets.messages import Reading
from netvisor.sheets.opening import open_sheet
from tests.sheets.invoices import EACH, MISTAKES, Mistake, invoices, spoilt, write

INVOICES = layout(find("salesinvoice"), "add")


def checked(file: Path) -> tuple[Reading, int]:
    """A sheet that was read, and how many of its messages are right."""
    reading = Reading(open_sheet(file, INVOICES), INVOICES, file.parent)
    return reading, sum(draft.message is not None for draft in reading.messages())


@pytest.mark.parametrize(
    ("rows", "wrong", "ending", "seed"),
    [
        (1_000, 20, "csv", 1),
        (1_000, 20, "xlsx", 2),
        pytest.param(10_000, 200, "xlsx", 3, marks=pytest.mark.slow),
        pytest.param(10_000, 200, "csv", 4, marks=pytest.mark.slow),
    ],
)
def test_exactly_the_wrong_cells_are_told(rows: int, wrong: int, ending: str, seed: int, tmp_path: Path) -> None:
    lines = invoices(rows)
    made = spoilt(lines, wrong, seed)
    reading, right = checked(write(lines, tmp_path / f"invoices.{ending}"))
    assert {(problem.cell, problem.rule) for problem in reading.problems} == made
    assert len(reading.problems) == len(made) == wrong
    assert reading.rows == rows
    # An invoice of which a row got another number is still right, and the row one more message.
    assert right == rows // EACH - wrong + sum(rule == "repeated-number" for _, rule in made)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: f"{each.rule}-{each.column}-{each.line}")
def test_each_kind_of_mistake_is_one_problem(mistake: Mistake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.sheets.invoices.MISTAKES", (mistake,))
    lines = invoices(12)
    made = spoilt(lines, 1, seed=0)
    reading, right = checked(write(lines, tmp_path / "invoices.csv"))
    assert [(problem.cell, problem.rule) for problem in reading.problems] == [*made]
    assert right == (3 if mistake.rule == "repeated-number" else 2)
    (problem,) = reading.problems
    assert all((problem.found, problem.expected, problem.header))


def test_a_sheet_without_a_mistake_has_no_problem(tmp_path: Path) -> None:
    reading, right = checked(write(invoices(40), tmp_path / "invoices.xlsx"))
    assert (reading.problems, right) == ([], 10)


@pytest.mark.slow
def test_ten_thousand_rows_take_a_few_seconds(tmp_path: Path) -> None:
    file = write(invoices(10_000), tmp_path / "invoices.xlsx")
    began = time.process_time()
    reading, right = checked(file)
    assert (len(reading.problems), right) == (0, 2_500)
    assert time.process_time() - began < 20  # 4 s on an idle machine

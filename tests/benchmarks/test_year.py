"""A long ledger becomes frames and files in little memory: `-m slow` reads a part, `-m benchmark` a million rows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

MOST_MIB = 200


def rise(rows: int, into: object) -> float:
    """How far the memory of a process of its own rose, in MiB."""
    command = [sys.executable, "-m", "tests.benchmarks.ledger_of_a_year", str(rows), str(into)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    told = re.fullmatch(r"(\d+) rows, (\d+\.\d) MiB, \d+\.\d s\n", done.stdout)
    assert told is not None
    assert int(told[1]) == rows
    return float(told[2])


FORMS = pytest.mark.parametrize("into", ["batches", "ledger.parquet", "ledger.csv"])


@pytest.mark.slow
@FORMS
def test_a_long_ledger_takes_little_memory(into: str, tmp_path: Path) -> None:
    assert rise(100_000, into if into == "batches" else tmp_path / into) < MOST_MIB


@pytest.mark.benchmark
@FORMS
def test_a_ledger_of_a_million_rows_takes_little_memory(into: str, tmp_path: Path) -> None:
    assert rise(1_000_000, into if into == "batches" else tmp_path / into) < MOST_MIB


@pytest.mark.slow
def test_what_is_held_whole_takes_more_than_that(tmp_path: Path) -> None:
    # The measurement notices a list: this many vouchers at once are too many.
    assert rise(200_000, "list") > MOST_MIB

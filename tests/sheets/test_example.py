"""The worked example with a spreadsheet does what it shows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from examples.customers_from_a_sheet import code_of, numbered, read

FILE = Path(__file__).parents[2] / "examples" / "customers_from_a_sheet.py"


def test_what_the_example_shows() -> None:
    done = subprocess.run(  # noqa: S603  # this library
        [sys.executable, FILE], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines() == [
        'mistakes!B1  nmae  unknown column "nmae"  "name"?',
        'mistakes!C2  balance_limit  "paljon" is not a number, such as 1234,50  a number, such as 1234,50',
        "3 accepted",
        "3 accepted",
        "0017 Äiti Oy",
        "0018 Bee Oy",
        "0100 Uusi asiakas Oy",
    ]


def test_only_customers_without_a_code_get_one(tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("internal_identifier;name\nC-1;A\n;B\n;C\n", "utf-8")
    found, problems = read(file)
    assert problems == []
    assert [code_of(each) for each in numbered(found, first=7)] == ["C-1", "0007", "0008"]

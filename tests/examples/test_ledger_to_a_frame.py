"""The recipe examples/ledger_to_a_frame.py does what it shows."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from examples.ledger_to_a_frame import by_month_and_account, save_ledger
from netvisor import Client, Untyped, accounting
from netvisor.sandbox import Sandbox

FILE = Path(__file__).parents[2] / "examples" / "ledger_to_a_frame.py"
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Sandbox(seed="demo") as sandbox, Client(sandbox.credentials, base_url=sandbox.url) as made:
        yield made


def test_the_sales_of_each_month_are_shown() -> None:
    done = subprocess.run([sys.executable, FILE], capture_output=True, text=True, check=True, timeout=120)  # noqa: S603
    first, january, *others = done.stdout.splitlines()
    assert first == "values that could not be parsed: 0"
    assert january == "2026-01  sales    15,895.78  in 19 rows"
    assert len(others) == 10


def test_the_sums_are_those_of_the_typed_rows(client: Client, tmp_path: Path) -> None:
    assert save_ledger(client, FIRST, LAST, tmp_path) == 0
    expected: Counter[tuple[str, int | None]] = Counter()
    for voucher in client.send(accounting.list_vouchers(start_date=FIRST, end_date=LAST)):
        for line in voucher.voucher_line:
            expected[f"{voucher.voucher_date:%Y-%m}", line.account_number] += line.line_sum or 0  # type: ignore[assignment]
    frame = by_month_and_account(tmp_path)
    assert {(month, account): Decimal(total) for month, account, total, _ in frame.iter_rows()} == expected
    assert frame["sum"].sum() == 0


def test_a_value_that_could_not_be_parsed_is_counted_and_kept(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = client.stream

    class Spoiled:
        """The stream, with one sum that has no documented form."""

        def __init__(self, call: Any) -> None:
            self._vouchers = stream(call)

        def __enter__(self) -> Iterator[Any]:
            first, *others = self._vouchers
            first.voucher_line[0].line_sum = Untyped("1,2,3")
            return iter([first, *others])

        def __exit__(self, *_: object) -> None:
            self._vouchers.close()

    monkeypatch.setattr(client, "stream", Spoiled)
    assert save_ledger(client, FIRST, LAST, tmp_path) == 1
    kept = pl.read_parquet(tmp_path / "rows.parquet")["untyped"].drop_nulls().to_list()
    assert kept == ['{"line_sum": "1,2,3"}']

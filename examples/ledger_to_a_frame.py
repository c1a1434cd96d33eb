"""The ledger of a period in two Parquet files, and from there in a frame: sums by month and account.

    pip install 'netvisor-xml[frames,sandbox]' polars
    python examples/ledger_to_a_frame.py

shows it against a local Netvisor with the books of an invented company. Vouchers pass through in batches, so a ledger
of a million rows needs no more memory than one of ten thousand.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from pyarrow.parquet import ParquetWriter

from netvisor import Client, accounting, frames
from netvisor.sandbox import Sandbox


def save_ledger(client: Client, first: date, last: date, folder: Path) -> int:
    """Write the vouchers of a period to `vouchers.parquet` and their rows to `rows.parquet`.

    Args:
        client: the company.
        first: the first day.
        last: the last day.
        folder: where the files go.

    Returns:
        How many values could not be parsed. They are in the column `untyped`, and no sum below counts them.
    """
    call = accounting.list_vouchers(start_date=first, end_date=last)
    untyped = 0
    with (
        ParquetWriter(folder / "vouchers.parquet", frames.schema(call)) as vouchers,
        ParquetWriter(folder / "rows.parquet", frames.lines_schema(call)) as rows,
        client.stream(call) as ledger,
    ):
        for batch in frames.batches(call, ledger):
            vouchers.write_batch(batch.items)
            rows.write_batch(batch.lines)
            untyped += batch.untyped
    return untyped


def by_month_and_account(folder: Path) -> pl.DataFrame:
    """The sums of the ledger by month and account, exact to the cent; negative is credit."""
    vouchers = pl.scan_parquet(folder / "vouchers.parquet").select("netvisor_key", "voucher_date")
    return (
        pl.scan_parquet(folder / "rows.parquet")
        .join(vouchers, left_on="document.netvisor_key", right_on="netvisor_key")
        .group_by(pl.col("voucher_date").dt.strftime("%Y-%m").alias("month"), "account_number")
        .agg(pl.col("line_sum").sum().alias("sum"), pl.len().alias("rows"))
        .sort("month", "account_number")
        .collect()
    )


def main() -> None:
    """Show it."""
    with (
        Sandbox(seed="demo") as sandbox,
        Client(sandbox.credentials, base_url=sandbox.url) as client,
        TemporaryDirectory() as folder,
    ):
        untyped = save_ledger(client, date(2026, 1, 1), date(2026, 12, 31), Path(folder))
        print(f"values that could not be parsed: {untyped}")
        sales = by_month_and_account(Path(folder)).filter(pl.col("account_number") == 3000)
        for month, total, rows in sales.select("month", "sum", "rows").iter_rows():
            print(f"{month}  sales {-total:>12,.2f}  in {rows} rows")


if __name__ == "__main__":
    main()

"""Reads a long ledger into frames or a file, and prints how far the memory of the process rose.

python -m tests.benchmarks.ledger_of_a_year 1000000 batches
python -m tests.benchmarks.ledger_of_a_year 1000000 FILE.parquet
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from netvisor import Client, Credentials, accounting, frames
from netvisor.cli.table_files import write_tables
from netvisor.client.transport import Content, Response
from netvisor.protocol.flat_answers import tables_of
from netvisor.protocol.signing import Prepared

LINES = 4
"""The lines of a voucher."""
YEAR = accounting.list_vouchers(start_date=date(2026, 1, 1), end_date=date(2026, 12, 31))

_HEAD = "<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Vouchers>"
_LINE = (
    "<VoucherLine Status='valid'><NetvisorKey>{key}</NetvisorKey><LineSum>{sum},{cents:02}</LineSum>"
    "<Description>Rivi {key} ääkkösin</Description><AccountNumber>3000</AccountNumber><VatPercent>25,5</VatPercent>"
    "<VatCode>KOMY</VatCode></VoucherLine>"
)
_VOUCHER = (
    "<Voucher Status='valid'><NetvisorKey>{key}</NetvisorKey><VoucherDate>{day}.{month}.2026</VoucherDate>"
    "<VoucherNumber>{key}</VoucherNumber><VoucherDescription>Tosite {key}</VoucherDescription>"
    "<VoucherClass netvisorkey='1'>Myyntilasku</VoucherClass>"
    "<LinkedSourceNetvisorKey type='salesinvoice'>{key}</LinkedSourceNetvisorKey>"
    "<VoucherNetvisorURI>http://x.invalid/{key}</VoucherNetvisorURI>{lines}</Voucher>"
)


def ledger(rows: int) -> Iterator[bytes]:
    """The answer, voucher by voucher."""
    yield _HEAD.encode()
    for key in range(rows // LINES):
        lines = "".join(_LINE.format(key=key * LINES + at, sum=key % 9_000, cents=at) for at in range(LINES))
        yield _VOUCHER.format(key=key, day=key % 28 + 1, month=key % 12 + 1, lines=lines).encode()
    yield b"</Vouchers></Root>"


class Ledger:
    """A transport that answers with the ledger."""

    def __init__(self, rows: int) -> None:
        self._rows = rows

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        return Response(status=200, headers={}, chunks=ledger(self._rows))


def memory(name: str) -> float:
    """A figure of this process in MiB: `VmRSS`, what it takes now, or `VmHWM`, the most it ever took."""
    (kib,) = re.findall(rf"^{name}:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"), re.MULTILINE)
    return int(kib) / 1024


def read(client: Client, into: str) -> int:
    """Read the ledger, and tell how many rows it has."""
    tables = tables_of(YEAR)
    if into == "list":
        return len(frames.lines(YEAR, client.send(YEAR)))
    with client.stream(YEAR) as vouchers:
        if into == "batches":
            return sum(len(batch.lines) for batch in frames.batches(YEAR, vouchers))
        return write_tables(tables, vouchers, into).lines


def main(rows: int, into: str) -> None:
    """Measure it."""
    who = Credentials("x", "x_x", "0" * 32, "x", "0" * 32, "1234567-8")
    client = Client(who, transport=Ledger(rows), base_url="http://127.0.0.1/")
    # What is loaded on first use is not what grows.
    frames.table(YEAR, [])
    before, start = memory("VmRSS"), time.perf_counter()
    count = read(client, into)
    seconds = time.perf_counter() - start
    sys.stdout.write(f"{count} rows, {memory('VmHWM') - before:.1f} MiB, {seconds:.1f} s\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])

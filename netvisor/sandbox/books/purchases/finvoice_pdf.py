"""The PDF of a purchase invoice that came as a Finvoice without one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from netvisor.sandbox.books.core.attachments import Attached
from netvisor.sandbox.pdf import pdf

_WIDE: Final = 50


def picture(invoice: sqlite3.Row, vendor: str, lines: Sequence[sqlite3.Row]) -> Attached:
    """A PDF of the data of an invoice."""
    return Attached(
        mime="application/pdf",
        description="Finvoice",
        file_name=f"{invoice['number']}.pdf",
        content=pdf([*_top(invoice, vendor), "", *_lines(lines), "", f"{'Yhteensä':<{_WIDE}} {_sum(invoice):>14}"]),
    )


def _top(invoice: sqlite3.Row, vendor: str) -> Iterator[str]:
    yield f"{vendor:<{_WIDE}} LASKU {invoice['number']}"
    for name, column in (("Päiväys", "date"), ("Eräpäivä", "due")):
        day = date.fromisoformat(invoice[column])
        yield f"{name:<14}{day.day}.{day.month}.{day.year}"


def _lines(lines: Sequence[sqlite3.Row]) -> Iterator[str]:
    for line in lines:
        yield f"{line['name'][:_WIDE]:<{_WIDE}} {_sum(line):>14}"


def _sum(row: sqlite3.Row) -> str:
    return str(row["total"]).replace(".", ",")

"""The status of a sales document in answers, and the open sum on which it depends.

The codes are documented; of the texts only the Finnish `Avoin` and the English `Unsent` are. The others are ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from netvisor.codec.reply_elements import Language
from netvisor.sandbox.books.core.work import Work, sql_marks

OPEN_STATUSES: Final = ("open", "overdue", "reminded", "requested", "collected")
"""The statuses of an invoice that waits for its payment; a list shows them all as open."""

_TEXTS: Final[dict[str, tuple[str, str, str]]] = {
    "open": ("Avoin", "Open", "Öppen"),
    "overdue": ("Erääntynyt", "Overdue", "Förfallen"),
    "reminded": ("Muistutettu", "Reminded", "Påmind"),
    "requested": ("Maksukehotettu", "Requested", "Krävd"),
    "collected": ("Perinnässä", "In collection", "I indrivning"),
    "paid": ("Maksettu", "Paid", "Betald"),
    "unsent": ("Lähettämätön", "Unsent", "Oskickad"),
    "creditloss": ("Luottotappio", "Credit loss", "Kreditförlust"),
    "delivered": ("Toimitettu", "Delivered", "Levererad"),
    "billed": ("Laskutettu", "Invoiced", "Fakturerad"),
    "undelivered": ("Toimittamaton", "Undelivered", "Olevererad"),
}
_SETTLED: Final = frozenset({"paid", "creditloss"})
_LANGUAGES: Final = ("FI", "EN", "SE")


def status_text(status: str, language: Language) -> str | None:
    """A status as a text in the language of the interface; `None` for a draft."""
    return _TEXTS[status][_LANGUAGES.index(language)] if status in _TEXTS else None


def status_of(row: sqlite3.Row, today: date) -> str:
    """The status code: an open invoice after its due date is overdue."""
    status: str = row["status"]
    return "overdue" if status == "open" and row["due"] < today.isoformat() else status


def is_covered(row: sqlite3.Row, left: Decimal) -> bool:
    """Whether a document with this open sum is paid; that of a credit note is negative until then."""
    return left >= 0 if Decimal(row["total"]) < 0 else left <= 0


def open_sums(work: Work, rows: Iterable[sqlite3.Row]) -> dict[int, Decimal]:
    """The open sums of documents, in euros."""
    found = list(rows)
    left = {row["key"]: Decimal(row["total"]) for row in found if row["status"] not in _SETTLED}
    # Nothing of a settled one is open, whatever was paid of it.
    return {row["key"]: Decimal("0.00") for row in found} | _less_paid(work, left)


def unpaid(work: Work, row: sqlite3.Row) -> Decimal:
    """The sum of a document less its payments and credit notes, in euros, whatever its status."""
    return _less_paid(work, {row["key"]: Decimal(row["total"])})[row["key"]]


def _less_paid(work: Work, left: dict[int, Decimal]) -> dict[int, Decimal]:
    keys = list(left)
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        sql = f"select document, total from payment where company = ? and document in ({sql_marks(some)})"  # noqa: S608  # marks only
        for payment in work.rows(sql, work.company, *some):
            left[payment["document"]] -= Decimal(payment["total"])
        _take_credits(work, left, some)
    return left


def _take_credits(work: Work, left: dict[int, Decimal], keys: list[int]) -> None:
    marks = sql_marks(keys)
    sql = "select credit_note, invoice, total from credit where company = ?"
    for column, sign in (("invoice", -1), ("credit_note", 1)):
        for credit in work.rows(f"{sql} and {column} in ({marks})", work.company, *keys):
            left[credit[column]] += sign * Decimal(credit["total"])

"""Vouchers for all areas: balanced rows, numbers by voucher type, locked periods."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from netvisor.reference.vat import VatCode
from netvisor.sandbox.books.core.chart import DEFAULTS
from netvisor.sandbox.books.core.deletions import note_deleted
from netvisor.sandbox.books.core.money import CENTS, product_of, rounded, without_vat
from netvisor.sandbox.books.core.work import Work
from netvisor.sandbox.books.dimensions.dimensions import use_of_new
from netvisor.sandbox.refusal import invalid, ours

FOLLOW_UP_OBJECT: Final = "followupobject"
PERCENT: Final = Decimal("0.01")
_SALES_CODES: Final = frozenset({"KOMY", "KOMY0", "EUMY", "EUUM", "EUPM312", "EUPM309", "MUUL", "RAMY"})


class VoucherType(NamedTuple):
    """A voucher type that every company has, by its names in the three languages."""

    finnish: str
    english: str
    swedish: str


VOUCHER_TYPES: Final = (
    VoucherType("Myyntilasku", "Sales invoice", "Försäljningsfaktura"),
    VoucherType("Myyntisuoritus", "Sales transaction", "Försäljningsbetalning"),
    VoucherType("Pankki", "Bank", "Bank"),
    VoucherType("Kassa", "Treasury", "Kassa"),
    VoucherType("Tuodut tapahtumat", "Imported transactions", "Importerade transaktioner"),
    VoucherType(
        "Automaattiset tilinpäätöskirjaukset", "Automatic financial statements", "Automatiska bokslutsbokningar"
    ),
    VoucherType("Järjestelmän muodostamat", "Vouchers formed by the system", "Systemgenererade"),
    VoucherType("Muut", "Others", "Övriga"),
    VoucherType("Ostolasku", "Purchase invoice", "Inköpsfaktura"),
    VoucherType("Ostosuoritus", "Purchase transaction", "Inköpsbetalning"),
    VoucherType("Jaksotukset", "Accruals", "Periodiseringar"),
    VoucherType("Palkka", "Pay", "Lön"),
)
"""The types that Netvisor makes itself; the key of one is its place here, from 1."""
TYPE_KEYS: Final = {kind.finnish: key for key, kind in enumerate(VOUCHER_TYPES, 1)}
"""The keys of the voucher types by their Finnish names, the same for every company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One posting row: debit positive, credit negative."""

    total: Decimal
    account: int
    description: str = ""
    vat_percent: Decimal = Decimal(0)
    vat_code: str = "NONE"
    account_dimension: str | int = ""
    """Name of the follow-up object, or its key."""
    dimensions: Sequence[tuple[str, str]] = field(default=())


def type_named(name: str) -> VoucherType:
    """The voucher type of a full name, in any of the three languages.

    Raises:
        Refusal: the company has no such type.
    """
    found = next((kind for kind in VOUCHER_TYPES if name in kind), None)
    if found is None:
        raise invalid(f"there is no voucher type {name}; the full name is wanted, such as Muut")
    return found


def vat_code_of(account: int, percent: Decimal, code: str | None) -> str:
    """The VAT code of a row: its own, else that of its account.

    Raises:
        Refusal: the code does not match the rate.
    """
    if code is not None:
        if percent and VatCode(code).is_zero_rated:
            raise invalid(f"the VAT code {code} does not go with the rate {percent}")
        return code
    if not percent:
        return "NONE"
    return "KOMY" if 3000 <= account < 4000 else "KOOS"


def vat_account(code: str) -> int:
    """The account for the VAT of a row."""
    return DEFAULTS.vat_debt if code in _SALES_CODES else DEFAULTS.vat_receivable


def split(row: Row, *, gross: bool) -> tuple[Row, Decimal]:
    """A row without VAT, and its VAT, from a row that may include VAT."""
    if not gross:
        return row, rounded(product_of(row.total, row.vat_percent, PERCENT))
    net = without_vat(row.total, row.vat_percent, CENTS)
    return Row(
        total=net,
        account=row.account,
        description=row.description,
        vat_percent=row.vat_percent,
        vat_code=row.vat_code,
        account_dimension=row.account_dimension,
        dimensions=row.dimensions,
    ), row.total - net


def vat_rows(parts: Iterable[tuple[Row, Decimal]]) -> list[Row]:
    """The rows of VAT: one for each account."""
    sums: dict[int, Decimal] = {}
    for row, vat in parts:
        account = vat_account(row.vat_code)
        sums[account] = sums.get(account, Decimal(0)) + vat
    return [Row(total=total, account=account, description="ALV") for account, total in sums.items() if total]


def balanced(rows: list[Row]) -> list[Row]:
    """The rows, with one for the rounding difference if they do not total 0."""
    difference = sum((row.total for row in rows), Decimal(0))
    if not difference:
        return rows
    return [*rows, Row(total=-difference, account=DEFAULTS.rounding, description="Pyöristysero")]


def check_period(work: Work, day: date) -> None:
    """Reject a day in a locked accounting period."""
    row = work.row("select locked_until from company where id = ?", work.company)
    if row is not None and day.isoformat() <= row["locked_until"]:
        raise ours("PERIOD_LOCK", f"the accounting period is locked until {row['locked_until']}; the day is {day}")


def post(
    work: Work,
    kind: VoucherType,
    day: date,
    rows: Sequence[Row],
    *,
    description: str = "",
    comment: str = "",
    number: int | None = None,
    source: tuple[str, int] | None = None,
    instead_of: int | None = None,
) -> int:
    """Enter a voucher; returns its key.

    Args:
        work: the call.
        kind: the voucher type, which has its own numbers.
        day: its date.
        rows: its rows.
        description: its text.
        comment: a comment for its history.
        number: its number; default: the next one of the type.
        source: its source: `salesinvoice` or `purchaseinvoice`, and the key.
        instead_of: the key of the voucher to replace, whose key and number it keeps.

    Raises:
        Refusal: the period is locked, an account does not exist, or the number is in use.
    """
    check_period(work, day)
    key, number = _place(work, kind, number, instead_of)
    work.insert(
        "voucher",
        key=key,
        type=kind.finnish,
        number=number,
        date=day.isoformat(),
        description=description,
        status="valid",
        source_type=source[0] if source else "",
        source=source[1] if source else None,
        comment=comment,
        changed=work.stamp,
    )
    note_event(work, key, comment)
    write_rows(work, key, rows)
    return key


def _follow_up_object(work: Work, named: str | int) -> str:
    """The name of a follow-up object, created when a row names it for the first time."""
    if isinstance(named, str):
        if named:
            work.named(FOLLOW_UP_OBJECT, named)
        return named
    sql = "select name from named where company = ? and kind = ? and key = ?"
    row = work.row(sql, work.company, FOLLOW_UP_OBJECT, named)
    if row is None:
        raise invalid(f"there is no follow-up object with the key {named}")
    return str(row["name"])


def note_event(work: Work, key: int, comment: str) -> None:
    """Record in the history of a voucher what happened to it."""
    sql = "select count(*) as noted from voucher_event where company = ? and voucher = ?"
    (row,) = work.rows(sql, work.company, key)
    work.insert("voucher_event", voucher=key, position=row["noted"], moment=work.stamp, comment=comment)


def write_rows(work: Work, key: int, rows: Sequence[Row]) -> None:
    """Store the rows of a voucher.

    Raises:
        Refusal: an account does not exist.
    """
    for row in rows:
        work.chart.existing(row.account)
    lines = work.new_keys(len(rows))
    columns: list[dict[str, object]] = [
        {
            "voucher": key,
            "position": position,
            "key": lines[position],
            "total": str(rounded(row.total)),
            "description": row.description,
            "account": row.account,
            "vat_percent": str(row.vat_percent),
            "vat_code": row.vat_code,
            "account_dimension": _follow_up_object(work, row.account_dimension),
        }
        for position, row in enumerate(rows)
    ]
    work.insert_all("voucher_line", columns)
    use_of_new(work, zip(lines, (row.dimensions for row in rows), strict=True))


def _place(work: Work, kind: VoucherType, number: int | None, instead_of: int | None) -> tuple[int, int]:
    series = f"voucher {kind.finnish}"
    if instead_of is not None:
        (old,) = work.rows("select number from voucher where company = ? and key = ?", work.company, instead_of)
        remove(work, instead_of)
        return instead_of, int(old["number"])
    if number is None:
        return work.new_key(), work.next_in(series)
    sql = "select 1 from voucher where company = ? and type = ? and number = ?"
    if work.row(sql, work.company, kind.finnish, number) is not None:
        raise ours("DUPLICATE_DATA", f"the voucher number {number} of {kind.finnish} is in use")
    work.raise_series(series, number)
    return work.new_key(), number


def delete(work: Work, key: int) -> None:
    """Delete a voucher together with its source; the ledger then only lists it as deleted."""
    work.update("voucher", key, status="deleted", changed=work.stamp)
    note_deleted(work, "voucher", key)


def remove(work: Work, key: int) -> None:
    """Remove a voucher and its rows from the books, because another one replaces it."""
    for table in ("voucher_line", "replaced_line"):
        for row in _lines(work, table, key):
            work.delete("dimension_use", owner=row["key"])
        work.delete(table, voucher=key)
    work.delete("voucher_event", voucher=key)
    work.delete("voucher", key=key)


def invalidate_rows(work: Work, key: int) -> None:
    """Remove the rows of a voucher from the ledger, and keep them as replaced ones."""
    for row in _lines(work, "voucher_line", key):
        work.insert("replaced_line", **{name: row[name] for name in row.keys() if name not in {"company", "position"}})  # noqa: SIM118
    work.delete("voucher_line", voucher=key)


def _lines(work: Work, table: str, voucher: int) -> list[sqlite3.Row]:
    sql = f"select * from {table} where company = ? and voucher = ?"  # noqa: S608  # tables are ours
    return work.rows(sql, work.company, voucher)

"""The ledger: vouchers with their rows, never loaded whole."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from netvisor.resources.accounting import (
    AccountingLedgerReply,
    FetchedAccountDimension,
    FetchedVoucherClass,
    FetchedVoucherLine,
    LinkedSourceNetvisorKey,
    ListedVoucher,
    Transaction,
    TransactionAllocation,
    TransactionAllocations,
    TransactionHistory,
    Vouchers,
)
from netvisor.resources.common import FetchedDimension
from netvisor.sandbox.books.accounting.vouchers import FOLLOW_UP_OBJECT, TYPE_KEYS, VOUCHER_TYPES
from netvisor.sandbox.books.core.work import Outcome, Work, answers, sql_marks
from netvisor.sandbox.books.dimensions.dimensions import uses
from netvisor.sandbox.refusal import invalid

_MOST_KEYS: Final = 500
_TYPES: Final = [kind.finnish for kind in VOUCHER_TYPES]
_NEVER_BESIDE_KEYS: Final = (
    "startdate",
    "enddate",
    "accountnumberstart",
    "accountnumberend",
    "changedsince",
    "lastmodifiedstart",
    "lastmodifiedend",
    "voucherstatus",
    "vouchertype",
    "includetransactionhistory",
    "includeattachmentsmetadata",
    "includetransactionallocations",
)
_ALL: Final = 1
_VALID: Final = 2
_STATUSES: Final = {_ALL: ("valid", "invalidated", "deleted"), _VALID: ("valid",), 3: ("invalidated", "deleted")}


@answers("accountingledger.nv")
def accounting_ledger(work: Work) -> Outcome:
    """The vouchers that match all parameters."""
    keys = work.parameters.keys("netvisorkeylist", _MOST_KEYS)
    key = work.parameters.integer("netvisorkey")
    if key is not None and keys is not None:
        raise invalid("beside netvisorkey only showgenerator is taken, not netvisorkeylist")
    if key is not None:
        keys = [key]
    beside = [name for name in _NEVER_BESIDE_KEYS if keys is not None and name in work.parameters]
    if beside:
        raise invalid(f"beside a key only showgenerator is taken, not {', '.join(beside)}")
    where, values = ([f"key in ({sql_marks(keys)})"], list[object](keys)) if keys is not None else _narrowed(work)
    sql = f"select * from voucher where company = ? and {' and '.join(where)} order by date, key"  # noqa: S608  # the conditions are ours
    listed = [_listed(work, row) for row in work.rows(sql, work.company, *values)]
    return Outcome(root=AccountingLedgerReply(vouchers=Vouchers(voucher=listed)))


def _narrowed(work: Work) -> tuple[list[str], list[object]]:
    asked = work.parameters
    start, end = asked.day("startdate"), asked.day("enddate")
    if (start is None) != (end is None):
        raise invalid("startdate and enddate require each other")
    moments = {name: asked.moment(name) for name in ("changedsince", "lastmodifiedstart", "lastmodifiedend")}
    if start is None and not any(moments.values()):
        raise invalid(
            "one of netvisorkey, netvisorkeylist, startdate with enddate, changedsince, lastmodifiedstart"
            " and lastmodifiedend is needed"
        )
    where: list[str] = []
    values: list[object] = []

    def add(condition: str, *value: object) -> None:
        where.append(condition)
        values.extend(value)

    if start is not None and end is not None:
        add("date between ? and ?", start.isoformat(), end.isoformat())
    for name, moment in moments.items():
        if moment is not None:
            add("changed <= ?" if name == "lastmodifiedend" else "changed >= ?", _moment_text(moment, name))
    bounds = [
        (sign, number)
        for name, sign in (("accountnumberstart", ">="), ("accountnumberend", "<="))
        if (number := asked.integer(name)) is not None
    ]
    if bounds:
        lines = "select 1 from voucher_line l where l.company = voucher.company and l.voucher = voucher.key"
        within = "".join(f" and l.account {sign} ?" for sign, _ in bounds)
        add(f"exists ({lines}{within})", *(number for _, number in bounds))
    if (kind := asked.integer("vouchertype")) is not None:
        if start is None and not (moments["lastmodifiedstart"] or moments["lastmodifiedend"]):
            raise invalid("vouchertype requires startdate and enddate, or lastmodifiedstart or lastmodifiedend")
        add("type = ?", _TYPES[kind - 1] if 0 < kind <= len(_TYPES) else "")
    statuses = _STATUSES[_status(work)]
    add(f"status in ({sql_marks(statuses)})", *statuses)
    return where, values


def _status(work: Work) -> int:
    status = work.parameters.option("voucherstatus") or _VALID
    if status not in _STATUSES:
        raise invalid(f"the parameter voucherstatus is {status}; expected 1, 2 or 3")
    return status


def _moment_text(moment: datetime, name: str) -> str:
    # A day at the end of a span is meant with all its hours.
    whole_day = name == "lastmodifiedend" and moment.time() == datetime.min.time()
    return f"{moment.date().isoformat()} 23:59:59" if whole_day else moment.isoformat(sep=" ")


def _listed(work: Work, row: sqlite3.Row) -> ListedVoucher:
    history = None
    if work.parameters.flag("includetransactionhistory"):
        history = TransactionHistory(transaction=_history(work, row["key"]))
    return ListedVoucher(
        status=row["status"],
        netvisor_key=row["key"],
        voucher_date=date.fromisoformat(row["date"]),
        voucher_number=row["number"],
        voucher_description=row["description"] or None,
        voucher_class=FetchedVoucherClass(row["type"], TYPE_KEYS.get(row["type"]) if work.voucher_class_key else None),
        linked_source_netvisor_key=LinkedSourceNetvisorKey(row["source"], row["source_type"] or None),
        voucher_netvisor_uri=f"{work.base_url}voucher?netvisorkey={row['key']}",
        voucher_line=_lines(work, row),
        transaction_history=history,
    )


def _lines(work: Work, voucher: sqlite3.Row) -> list[FetchedVoucherLine]:
    """The rows of a voucher; those replaced by an edit are listed only with vouchers of all statuses."""
    replaced = "select * from replaced_line where company = ? and voucher = ? order by key"
    valid = "select * from voucher_line where company = ? and voucher = ? order by position"
    gone = work.rows(replaced, work.company, voucher["key"]) if _status(work) == _ALL else []
    return [
        *(_shown_voucher_line(work, "invalidated", line) for line in gone),
        *(
            _shown_voucher_line(work, voucher["status"], line)
            for line in work.rows(valid, work.company, voucher["key"])
        ),
    ]


def _history(work: Work, voucher: int) -> list[Transaction]:
    sql = "select comment, moment from voucher_event where company = ? and voucher = ? order by position"
    return [
        Transaction(comment=row["comment"] or None, time_stamp=datetime.fromisoformat(row["moment"]))
        for row in work.rows(sql, work.company, voucher)
    ]


def _allocations(work: Work, line: int) -> TransactionAllocations:
    sql = (
        "select 'allocatedto' as kind, l.key as line, l.voucher from allocation a"
        ' join voucher_line l on l.company = a.company and l.key = a."to" where a.company = ? and a."from" = ?'
        " union all select 'allocatedby', l.key, l.voucher from allocation a"
        ' join voucher_line l on l.company = a.company and l.key = a."from" where a.company = ? and a."to" = ?'
    )
    return TransactionAllocations(
        transaction_allocation=[
            TransactionAllocation(
                type=row["kind"], voucher_line_netvisor_key=row["line"], voucher_netvisor_key=row["voucher"]
            )
            for row in work.rows(sql, work.company, line, work.company, line)
        ]
    )


def _follow_up_object(work: Work, name: str) -> FetchedAccountDimension:
    sql = "select key from named where company = ? and kind = ? and name = ?"
    row = work.row(sql, work.company, FOLLOW_UP_OBJECT, name)
    return FetchedAccountDimension(name, None if row is None else row["key"])


def _shown_voucher_line(work: Work, status: str, row: sqlite3.Row) -> FetchedVoucherLine:
    follow_up = row["account_dimension"]
    return FetchedVoucherLine(
        status=status,  # type: ignore[arg-type]  # the table holds these statuses only
        netvisor_key=row["key"],
        line_sum=Decimal(row["total"]),
        description=row["description"] or None,
        account_number=row["account"],
        vat_percent=Decimal(row["vat_percent"]),
        vat_code="-" if row["vat_code"] == "NONE" else row["vat_code"],
        transaction_allocations=(
            _allocations(work, row["key"]) if work.parameters.flag("includetransactionallocations") else None
        ),
        account_dimension=_follow_up_object(work, follow_up) if follow_up else None,
        dimension=[
            FetchedDimension(dimension_name=use.heading, dimension_item=use.item) for use in uses(work, row["key"])
        ],
    )

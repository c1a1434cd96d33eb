"""Changes to existing vouchers: edits, invalidation, allocations of rows, files."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Final

from netvisor.resources.accounting import (
    AllocationChange,
    DeletedVouchers,
    DeletedVouchersReply,
    EditedVoucher,
    FetchedVoucherAttachment,
    FetchedVoucherAttachments,
    GetVoucherAttachmentsReply,
    InvalidateVouchers,
    SetTransactionAllocations,
    VoucherCorporationEvents,
)
from netvisor.sandbox.books.accounting.posted_vouchers import files_of, rows_of
from netvisor.sandbox.books.accounting.vouchers import check_period, invalidate_rows, note_event, type_named, write_rows
from netvisor.sandbox.books.core.attachments import attach, attached
from netvisor.sandbox.books.core.deletions import deleted_since
from netvisor.sandbox.books.core.records import messages
from netvisor.sandbox.books.core.show import kept, part, plain, text, whole_number
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import invalid, ours

_CORPORATION_EVENT: Final = "corporationevent"


@answers("accountingedit.nv")
def accounting_edit(work: Work) -> Outcome:
    """Change a voucher: omitted values stay; new rows replace all existing ones, which are invalidated."""
    sent: EditedVoucher = work.message
    row = _valid(work, int(sent.netvisor_key))
    check_period(work, date.fromisoformat(row["date"]))
    day = plain(sent.voucher_date) or date.fromisoformat(row["date"])
    check_period(work, day)
    name = text(sent.voucher_class)
    kind = type_named(name).finnish if name else row["type"]
    columns: dict[str, object] = {"date": day.isoformat(), "type": kind, "number": _number(work, row, kind, sent)}
    if plain(sent.description) is not None:
        columns["description"] = text(sent.description)
    work.update("voucher", row["key"], changed=work.stamp, **columns)
    if sent.voucher_line:
        rows = rows_of(sent.voucher_line, gross=plain(sent.calculation_mode) == "gross")
        invalidate_rows(work, row["key"])
        write_rows(work, row["key"], rows)
    if sent.voucher_line or text(sent.comment):
        note_event(work, row["key"], text(sent.comment))
    if part(sent, "voucher_attachments") is not None:
        attach(work, row["key"], files_of(sent))
    return Outcome(updated=[row["key"]])


def _number(work: Work, row: sqlite3.Row, kind: str, sent: EditedVoucher) -> int:
    number = plain(sent.number)
    if number is None:
        return int(row["number"]) if kind == row["type"] else work.next_in(f"voucher {kind}")
    sql = "select 1 from voucher where company = ? and type = ? and number = ? and key <> ?"
    if work.row(sql, work.company, kind, number, row["key"]) is not None:
        raise ours("DUPLICATE_DATA", f"the voucher number {number} of {kind} is in use")
    work.raise_series(f"voucher {kind}", number)
    return int(number)


def _existing(work: Work, key: int) -> sqlite3.Row:
    row = work.row("select * from voucher where company = ? and key = ?", work.company, key)
    if row is None:
        raise invalid(f"there is no voucher with the key {key}")
    return row


def _valid(work: Work, key: int) -> sqlite3.Row:
    row = _existing(work, key)
    if row["status"] != "valid":
        raise invalid(f"the voucher {key} is {row['status']}")
    return row


@answers("invalidatevouchers.nv")
def invalidate_vouchers(work: Work) -> Outcome:
    """Remove the vouchers from the ledger; the history of each records it."""
    sent: InvalidateVouchers = work.message
    for key in sent.invalidate_voucher:
        row = _valid(work, int(key))
        check_period(work, date.fromisoformat(row["date"]))
        if text(sent.comment):
            note_event(work, row["key"], text(sent.comment))
        # The text of the record itself is not documented; it has the sandbox's mark.
        note_event(work, row["key"], "Sandbox: invalidated")
        work.update("voucher", row["key"], status="invalidated", changed=work.stamp)
    return Outcome()


@answers("deletedvouchers.nv")
def deleted_vouchers(work: Work) -> Outcome:
    """The vouchers deleted with an invoice or payment; no call deletes one by itself."""
    return Outcome(
        root=DeletedVouchersReply(deleted_vouchers=DeletedVouchers(deleted_voucher=deleted_since(work, "voucher")))
    )


@answers("getvoucherattachments.nv")
def get_voucher_attachments(work: Work) -> Outcome:
    """The files of one voucher."""
    key = work.parameters.integer("netvisorkey")
    if key is None:
        raise invalid("the parameter netvisorkey is missing")
    _existing(work, key)
    files = [
        FetchedVoucherAttachment(
            file_name=file.file_name, size_in_bytes=len(file.content), mime_type=file.mime, content=file.content
        )
        for file in attached(work, key)
    ]
    return Outcome(root=GetVoucherAttachmentsReply(attachments=FetchedVoucherAttachments(attachment=files)))


@answers("vouchercorporationevent.nv")
def voucher_corporation_event(work: Work) -> Outcome:
    """Store which rows of a voucher are allocated to another company; no read shows it."""
    sent: VoucherCorporationEvents = work.message
    voucher = _valid(work, _key(sent.voucher_identifier))
    targets = _targets(work, voucher["key"])
    for event in sent.voucher_line_corporation_events.voucher_line_corporation_event:
        line = _voucher_line(work, _key(event.voucher_line_identifier))
        if line["voucher"] != voucher["key"]:
            raise invalid(f"the row {line['key']} does not belong to the voucher {voucher['key']}")
        targets[line["key"]] = text(event.target_company)
    if len(companies := sorted({company for company in targets.values() if company})) > 1:
        raise invalid(f"all rows of a voucher go to the same company; these would go to {' and '.join(companies)}")
    work.insert(
        "record",
        key=work.new_key(),
        kind=_CORPORATION_EVENT,
        owner=voucher["key"],
        changed=work.stamp,
        message=kept(sent),
    )
    return Outcome()


def _targets(work: Work, voucher: int) -> dict[int, str]:
    """The companies to which the rows of a voucher are allocated, without replaced rows."""
    rows = {
        line["key"]
        for line in work.rows("select key from voucher_line where company = ? and voucher = ?", work.company, voucher)
    }
    found: dict[int, str] = {}
    for _, sent in messages(work, _CORPORATION_EVENT, VoucherCorporationEvents, voucher):
        for event in sent.voucher_line_corporation_events.voucher_line_corporation_event:
            found[_key(event.voucher_line_identifier)] = text(event.target_company)
    return {row: company for row, company in found.items() if row in rows}


def _key(identifier: object) -> int:
    if getattr(identifier, "type", None) == "guid":
        raise invalid("vouchers and rows have no GUIDs here; expected netvisorkey")
    value = text(identifier)
    key = whole_number(value)
    if key is None:
        raise invalid(f"the key {value[:100]} is not a whole number")
    return key


def _voucher_line(work: Work, key: int) -> sqlite3.Row:
    row = work.row("select * from voucher_line where company = ? and key = ?", work.company, key)
    if row is None:
        raise invalid(f"there is no row of a voucher with the key {key}")
    return row


@answers("settransactionallocation.nv")
def set_transaction_allocation(work: Work) -> Outcome:
    """Add or remove allocations between rows of the same account."""
    sent: SetTransactionAllocations = work.message
    for change in sent.transaction_allocation:
        _allocate(work, change)
    return Outcome()


def _allocate(work: Work, change: AllocationChange) -> None:
    source = _voucher_line(work, int(change.allocation_from_voucher_line_netvisor_key))
    target = _voucher_line(work, int(change.allocation_to_voucher_line_netvisor_key))
    for line in (source, target):
        _valid(work, line["voucher"])
    if source["account"] != target["account"]:
        raise invalid(f"the rows {source['key']} and {target['key']} have not the same account")
    sql = 'select 1 from allocation where company = ? and "from" = ? and "to" = ?'
    exists = work.row(sql, work.company, source["key"], target["key"]) is not None
    if exists == (change.action == "attach"):
        state = "is allocated already" if exists else "is not allocated"
        raise invalid(f"the row {source['key']} {state} to the row {target['key']}")
    if change.action == "attach":
        _refuse_allocated(work, source["key"])
        work.insert("allocation", **{'"from"': source["key"], '"to"': target["key"]})
    else:
        work.delete("allocation", **{'"from"': source["key"], '"to"': target["key"]})


def _refuse_allocated(work: Work, row: int) -> None:
    """Reject a row that is allocated, unless to one that an edit or invalidation removed from the ledger."""
    sql = (
        'select a."to" from allocation a join voucher_line l on l.company = a.company and l.key = a."to"'
        " join voucher v on v.company = l.company and v.key = l.voucher"
        " where a.company = ? and a.\"from\" = ? and v.status = 'valid'"
    )
    if found := work.row(sql, work.company, row):
        raise invalid(f"the row {row} is allocated already to the row {found['to']}")

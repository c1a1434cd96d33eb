"""Batches of invoices: accepted as a whole, then imported one by one, each with its own outcome.

A batch is imported before it is answered, so its status is always `finished`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, Literal

from netvisor.resources.batch import (
    Batches,
    BatchSummary,
    FetchedBatch,
    GetBatchListReply,
    GetBatchStatusReply,
    ItemError,
    ItemErrorDescriptions,
    ItemErrors,
    ItemErrorText,
    Link,
    LinkInformation,
    ListedBatch,
    PurchaseInvoiceBatch,
    SalesInvoiceBatch,
)
from netvisor.sandbox.books import handler
from netvisor.sandbox.books.core.attachments import Attached, attach, attached
from netvisor.sandbox.books.core.parameters import Parameters
from netvisor.sandbox.books.core.show import part, plain
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import Refusal, invalid

_SALES: Final = "salesinvoice"
_PURCHASES: Final = "purchaseinvoice"
_KINDS: Final = (_SALES, _PURCHASES)
_STATUSES: Final = ("pending", "processing", "finished")
_FINISHED: Final = 3


@answers("salesinvoicebatch.nv")
def sales_invoice_batch(work: Work) -> Outcome:
    """Import sales invoices; the answer has the id of the batch instead of an invoice's key."""
    sent: SalesInvoiceBatch = work.message
    items = [(item.identifier, item.item_data.sales_invoice) for item in sent.items.item]
    return _imported(work, _SALES, items, _shared(sent))


@answers("purchaseinvoicebatch.nv")
def purchase_invoice_batch(work: Work) -> Outcome:
    """Import purchase invoices; the answer has the id of the batch instead of an invoice's key."""
    sent: PurchaseInvoiceBatch = work.message
    items = [(item.identifier, item.item_data.purchase_invoice) for item in sent.items.item]
    return _imported(work, _PURCHASES, items, _shared(sent))


def _shared(sent: SalesInvoiceBatch | PurchaseInvoiceBatch) -> dict[str, list[Attached]]:
    """The shared files by their items."""
    wrapper = part(sent, "shared_attachments")
    shared: dict[str, list[Attached]] = {}
    for file in () if wrapper is None else wrapper.attachment:
        made = Attached(
            mime=file.mime_type,
            description=file.description,
            file_name=file.file_name,
            content=plain(file.data),
        )
        for identifier in file.item_link.item_identifier:
            shared.setdefault(identifier, []).append(made)
    return shared


def _imported(work: Work, kind: str, items: list[tuple[str, Any]], shared: Mapping[str, list[Attached]]) -> Outcome:
    known = {identifier for identifier, _ in items}
    if unknown := [identifier for identifier in shared if identifier not in known]:
        raise invalid(f"a shared attachment names the item {unknown[0]}, which the batch has not")
    batch = work.new_key()
    work.insert("batch", key=batch, kind=kind, moment=work.stamp)
    for position, (identifier, message) in enumerate(items):
        refused = work.refused_items.get(position)
        key, refusal = (None, refused) if refused else _item(work, kind, message, shared.get(identifier, []))
        work.insert(
            "batch_item",
            batch=batch,
            position=position,
            identifier=identifier,
            document=key,
            category="" if refusal is None else refusal.category,
            error="" if refusal is None else refusal.text(work.language),
        )
    return Outcome(inserted=[batch])


def _item(work: Work, kind: str, message: Any, shared: list[Attached]) -> tuple[int | None, Refusal | None]:
    """Import one item like a call of its own; a refused one leaves no trace."""
    handle = handler(f"{kind}.nv")
    work.connection.execute("savepoint batch_item")
    try:
        outcome = handle(replace(work, message=message, parameters=Parameters([("method", "add")])))
        (key,) = outcome.inserted
        if shared:
            attach(work, key, [*attached(work, key), *shared])
    except Refusal as refusal:
        work.connection.execute("rollback to batch_item")
        return None, refusal
    finally:
        work.connection.execute("release batch_item")
    return key, None


def _kind(work: Work) -> str:
    return work.parameters.one_of("batchtype", _KINDS) or _SALES


@answers("getbatchlist.nv")
def get_batch_list(work: Work) -> Outcome:
    """The batches of a kind, all of which are finished."""
    status = work.parameters.one_of("status", _STATUSES)
    sql = "select * from batch where company = ? and kind = ? order by key"
    rows = work.rows(sql, work.company, _kind(work)) if status in {None, "finished"} else []
    listed = [
        ListedBatch(
            id=row["key"],
            status="finished",
            status_code=_FINISHED,
            import_time_stamp=datetime.fromisoformat(row["moment"]),
        )
        for row in rows
    ]
    return Outcome(root=GetBatchListReply(batches=Batches(batch=listed)))


@answers("getbatchstatus.nv")
def get_batch_status(work: Work) -> Outcome:
    """The outcome of the items of a batch, with their errors, which no other answer shows."""
    key, kind = work.parameters.integer("id"), _kind(work)
    if key is None:
        raise invalid("the parameter id is missing")
    batch = work.row("select * from batch where company = ? and kind = ? and key = ?", work.company, kind, key)
    if batch is None:
        raise invalid(f"there is no batch of the type {kind} with the id {key}")
    items = work.rows("select * from batch_item where company = ? and batch = ? order by position", work.company, key)
    failed = [item for item in items if item["document"] is None]
    summary = BatchSummary(
        status="finished",
        status_code=_FINISHED,
        processing_end_time=datetime.fromisoformat(batch["moment"]),
        batch_size=len(items),
        items_pending_count=0,
        items_success_count=len(items) - len(failed),
        items_error_count=len(failed),
    )
    return Outcome(
        root=GetBatchStatusReply(
            batch=FetchedBatch(
                summary=summary,
                sales_invoice_link_information=_links(work, kind, items, _SALES),
                purchase_invoice_link_information=_links(work, kind, items, _PURCHASES),
                item_error_descriptions=_errors(failed),
            )
        )
    )


def _links(
    work: Work, kind: str, items: list[sqlite3.Row], asked: Literal["salesinvoice", "purchaseinvoice"]
) -> LinkInformation | None:
    made = [
        Link(item_identifier=item["identifier"], netvisor_key=item["document"])
        for item in items
        if item["document"] is not None
    ]
    is_asked = work.parameters.flag(f"add{asked}linkinformation") and kind == asked
    return LinkInformation(link=made) if is_asked and made else None


def _errors(failed: list[sqlite3.Row]) -> ItemErrorDescriptions | None:
    made = [
        ItemError(
            identifier=item["identifier"],
            errors=ItemErrors(error=[ItemErrorText(item["error"], item["category"] or None)]),
        )
        for item in failed
    ]
    return ItemErrorDescriptions(item_error=made) if made else None

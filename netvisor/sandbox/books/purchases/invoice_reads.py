"""Reads of purchase invoices: the list, the details, the attachments."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, cast

from netvisor.declare import CLEAR
from netvisor.resources.purchases import (
    Action,
    Actions,
    AttachmentPage,
    AttachmentPages,
    FetchedInvoiceAttachment,
    FetchedInvoiceAttachments,
    FetchedInvoiceLines,
    FetchedPurchaseInvoice,
    FetchedPurchaseInvoiceLine,
    FetchedPurchaseInvoices,
    GetAttachmentsReply,
    GetPurchaseInvoiceReply,
    HandlingHistory,
    HandlingHistoryLine,
    InvoicePicture,
    KeyedDimension,
    LinkedPurchaseOrder,
    LinkedPurchaseOrders,
    ListedPurchaseInvoice,
    PurchaseInvoice,
    PurchaseInvoiceLineDimensions,
    PurchaseInvoiceList,
    PurchaseInvoiceListReply,
)
from netvisor.sandbox.books.core.attachments import Attached, attached
from netvisor.sandbox.books.core.banks import in_sepa
from netvisor.sandbox.books.core.chart import Chart
from netvisor.sandbox.books.core.money import PRICE_PLACES, rounded
from netvisor.sandbox.books.core.page_pictures import pages_of
from netvisor.sandbox.books.core.show import plain, read_kept, text, with_empty
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.dimensions.dimensions import uses
from netvisor.sandbox.books.purchases.finvoice_pdf import picture
from netvisor.sandbox.books.purchases.invoices import STAGES, lines_of, paid_of, row_of
from netvisor.sandbox.books.purchases.vendors import known_text
from netvisor.sandbox.books.purchases.vendors import message_of as vendor_message
from netvisor.sandbox.books.purchases.vendors import row_of as vendor_row
from netvisor.sandbox.books.sales.status import status_text
from netvisor.sandbox.refusal import OURS, invalid

_MOST_KEYS: Final = 500
_INCLUDE: Final = ("actions", "handlinghistory", "previewimage", "invoiceimage", "circulationlist")
_STAGES_SHOWN: Final = {
    "open": ("open", "reject", "contentsupervisorrejected"),
    "approved": ("approved", "acceptorrejected"),
    "accepted": ("accepted",),
}
"""Under which stage of the list a stage counts; where the rejected ones belong is ours."""


@answers("purchaseinvoicelist.nv")
def purchase_invoice_list(work: Work) -> Outcome:
    """The purchase invoices that match all parameters."""
    where, values = _asked(work)
    sql = (
        "select i.*, v.name as vendor_name, v.identifier from purchase_invoice i"  # noqa: S608  # the conditions are ours
        " left join vendor v on v.company = i.company and v.key = i.vendor"
        f" where {' and '.join(where)} order by i.key"
    )
    status = work.parameters.one_of("paymentstatus", ("unpaid", "paid"))
    listed = []
    for row in work.rows(sql, *values):
        paid, total = paid_of(work, row), Decimal(row["total"])
        if status is None or (status == "paid") == (paid == total):
            listed.append(
                ListedPurchaseInvoice(
                    netvisor_key=row["key"],
                    invoice_number=row["number"],
                    invoice_date=date.fromisoformat(row["date"]),
                    vendor=row["vendor_name"] or None,
                    vendor_organization_identifier=row["identifier"] or None,
                    sum=total,
                    payments=paid,
                    open_sum=total - paid,
                    uri=f"/getpurchaseinvoice.nv?netvisorkey={row['key']}",
                )
            )
    return Outcome(root=PurchaseInvoiceListReply(purchase_invoice_list=PurchaseInvoiceList(purchase_invoice=listed)))


def _asked(work: Work) -> tuple[list[str], list[object]]:
    asked = work.parameters
    where: list[str] = ["i.company = ?", "i.visible <= ?"]
    values: list[object] = [work.company, work.stamp]

    def add(condition: str, value: Any) -> None:
        if value is not None:
            where.append(condition)
            values.append(value)

    for name, sign in (("begininvoicedate", ">="), ("endinvoicedate", "<=")):
        day = asked.day(name)
        add(f"i.date {sign} ?", None if day is None else day.isoformat())
    add("i.number = ?", asked.text("invoicenumber"))
    for name, sign in (("lastmodifiedstart", ">="), ("lastmodifiedend", "<=")):
        moment = asked.moment(name)
        add(f"i.changed {sign} ?", None if moment is None else moment.isoformat(sep=" "))
    stage = asked.one_of("invoicestatus", tuple(_STAGES_SHOWN))
    if stage is not None:
        counted = _STAGES_SHOWN[stage]
        where.append(f"i.stage in ({', '.join('?' * len(counted))})")
        values += counted
    imported = "select b.document from batch_item b where b.company = i.company and b.batch = ?"
    add(f"i.key in ({imported})", asked.integer("purchaseinvoicebatchid"))
    return where, values


@answers("getpurchaseinvoice.nv")
def get_purchase_invoice(work: Work) -> Outcome:
    """One invoice, or those of a list; an unknown key gives an empty element, and is left out of a list."""
    asked = work.parameters
    keys = asked.keys("netvisorkeylist", _MOST_KEYS)
    one = asked.integer("netvisorkey")
    if keys is None and one is not None:
        keys = [one]
    if keys is None:
        raise invalid("one of the parameters netvisorkey and netvisorkeylist is needed")
    rows = [row_of(work, key) for key in keys]
    found = [_fetched(work, row) for row in rows if row is not None]
    if len(keys) == 1:
        only = found[0] if found else cast("Any", CLEAR)
        return Outcome(root=GetPurchaseInvoiceReply(purchase_invoice=only))
    return Outcome(root=GetPurchaseInvoiceReply(purchase_invoices=FetchedPurchaseInvoices(purchase_invoice=found)))


def _fetched(work: Work, row: sqlite3.Row) -> FetchedPurchaseInvoice:
    stored = read_kept(row["message"], PurchaseInvoice)
    vendor = vendor_row(work, row["vendor"])
    base = None if vendor is None else vendor_message(vendor).vendor_base_information
    paid, foreign = paid_of(work, row), row["currency"] != "EUR"
    total = Decimal(row["total"])
    number = text(stored.account_number)
    made = FetchedPurchaseInvoice(
        purchase_invoice_netvisor_key=row["key"],
        purchase_invoice_number=row["number"],
        purchase_invoice_date=date.fromisoformat(row["date"]),
        purchase_invoice_event_date=date.fromisoformat(row["event"]),
        purchase_invoice_delivery_date=plain(stored.delivery_date),
        purchase_invoice_due_date=date.fromisoformat(row["due"]),
        purchase_invoice_value_date=plain(stored.value_date),
        purchase_invoice_reference_number=plain(stored.bank_reference_number),
        purchase_invoice_agreement_identifier=plain(stored.agreement_identifier),
        purchase_invoice_vendor_bank_account_number=number or None,
        is_purchase_invoice_vendor_bank_account_deleted=False,
        is_purchase_invoice_vendor_bank_account_from_sepa_region=in_sepa(number),
        purchase_invoice_amount=total,
        purchase_invoice_paid_amount=paid,
        foreign_currency_amount=total if foreign else None,
        foreign_currency_name_id=row["currency"] if foreign else None,
        invoice_status=status_text("paid" if paid == total else "open", work.language),
        approval_status=row["stage"],
        purchase_invoice_our_reference=plain(stored.our_reference),
        purchase_invoice_your_reference=plain(stored.your_reference),
        purchase_invoice_description=plain(stored.comment),
        vendor_netvisor_key=row["vendor"],
        vendor_organization_identifier=known_text(base and base.organization_id),
        vendor_code=plain(base and base.code),
        vendor_name=known_text(base and base.name),
        vendor_address_line=plain(base and base.address),
        vendor_post_number=plain(base and base.post_code),
        vendor_town=plain(base and base.city),
        vendor_country=plain(base and base.country),
        fingerprint=plain(stored.checksum),
        voucher_id=row["voucher"],
        is_accounted=row["voucher"] is not None,
        preview_image=_preview(work, row),
        invoice_image=_original(work, row),
        attachments=_attachments(work, row["key"]),
        invoice_lines=_lines(work, row["key"]),
        linked_purchase_orders=_orders(work, row["key"]),
        actions=_actions(work, row),
        handling_history=_history(work, row["key"]),
    )
    return with_empty(made, "purchase_invoice_agreement_identifier")


def _included(work: Work, what: str) -> bool:
    wanted = work.parameters.texts("include", len(_INCLUDE)) or []
    return what in [each.lower() for each in wanted]


def _preview(work: Work, row: sqlite3.Row) -> InvoicePicture | None:
    """A picture of the first page of the invoice."""
    if not _included(work, "previewimage") or (found := _picture(work, row)) is None:
        return None
    file, key = found
    return InvoicePicture(next(pages_of(file)).content, key)


def _original(work: Work, row: sqlite3.Row) -> InvoicePicture | None:
    """The PDF of the invoice, stored before other files, else one made from the Finvoice."""
    if not _included(work, "invoiceimage") or (found := _picture(work, row)) is None:
        return None
    file, key = found
    return InvoicePicture(file.content, key)


def _picture(work: Work, row: sqlite3.Row) -> tuple[Attached, int | None] | None:
    """The picture of an invoice, and its key if it is an attachment."""
    files = attached(work, row["key"])
    if files:
        return files[0], 1
    made = _of_finvoice(work, row)
    return None if made is None else (made, None)


def _of_finvoice(work: Work, row: sqlite3.Row) -> Attached | None:
    if plain(read_kept(row["message"], PurchaseInvoice).invoice_source) != "finvoice":
        return None
    vendor = vendor_row(work, row["vendor"])
    name = "" if vendor is None else vendor["name"]
    return picture(row, name, lines_of(work, row["key"]))


def _attachments(work: Work, key: int) -> FetchedInvoiceAttachments | None:
    if work.parameters.flag("omitattachments"):
        return None
    return FetchedInvoiceAttachments(
        attachment=[
            FetchedInvoiceAttachment(
                attachment_base64_data=file.content,
                file_name=file.file_name,
                content_type=file.mime,
                comment=file.description,
            )
            for file in attached(work, key)
        ]
    )


def _lines(work: Work, key: int) -> FetchedInvoiceLines:
    version = work.parameters.option("version") or 1
    if version not in {1, 2}:
        raise invalid(f"the parameter version is {version}; expected 1 or 2")
    rows = lines_of(work, key)
    dimensions = [_dimensions(work, row["key"]) for row in rows]
    lines = [
        _shown_invoice_line(
            work.chart, row, PurchaseInvoiceLineDimensions(dimension=own) if own and version == 2 else None
        )
        for row, own in zip(rows, dimensions, strict=True)
    ]
    beside = [each for own in dimensions for each in own] if version == 1 else []
    return FetchedInvoiceLines(
        purchase_invoice_line=lines,
        purchase_invoice_line_dimensions=PurchaseInvoiceLineDimensions(dimension=beside) if beside else None,
    )


def _dimensions(work: Work, line: int) -> list[KeyedDimension]:
    return [
        KeyedDimension(
            dimension_name=each.heading,
            dimension_name_netvisor_key=each.heading_key,
            dimension_detail_name=each.item,
            dimension_detail_netvisor_key=each.item_key,
        )
        for each in uses(work, line)
    ]


def _shown_invoice_line(
    chart: Chart, row: sqlite3.Row, dimensions: PurchaseInvoiceLineDimensions | None
) -> FetchedPurchaseInvoiceLine:
    account = chart.accounts.get(int(row["account"])) if row["account"] else None
    return FetchedPurchaseInvoiceLine(
        netvisor_key=row["key"],
        line_sum=Decimal(row["total"]),
        line_net_sum=Decimal(row["net"]),
        unit_price=rounded(Decimal(row["price"]), PRICE_PLACES),
        vat_percent=Decimal(row["vat_percent"]),
        vat_code=row["vat_code"],
        description=row["description"] or None,
        unit=row["unit"] or None,
        ordered_amount=Decimal(row["ordered"]) if row["ordered"] else None,
        delivered_amount=Decimal(row["delivered"]),
        product_code=row["code"] or None,
        discount_percentage=Decimal(row["discount"]) if row["discount"] else None,
        product_name=row["name"],
        accounting_suggestion_bookkeeping_account_netvisor_key=None if account is None else account.key,
        accounting_suggestion_bookkeeping_account=None if account is None else f"{account.number} {account.name}",
        purchase_invoice_line_dimensions=dimensions,
    )


def _orders(work: Work, key: int) -> LinkedPurchaseOrders | None:
    sql = (
        "select l.number, o.key from purchase_link l"
        " left join purchase_order o on o.company = l.company and o.number = l.number"
        " where l.company = ? and l.invoice = ? order by l.number"
    )
    linked = [
        LinkedPurchaseOrder(order_number=row["number"], netvisor_key=row["key"])
        for row in work.rows(sql, work.company, key)
    ]
    return LinkedPurchaseOrders(purchase_order=linked) if linked else None


def _actions(work: Work, row: sqlite3.Row) -> Actions | None:
    """The later stages of the invoice; their ids and texts are ours."""
    if not _included(work, "actions"):
        return None
    left = STAGES[STAGES.index(row["stage"]) + 1 :] if row["voucher"] is None else ()
    return Actions(action=[Action(id=each, type=each, description=f"{OURS}{each}") for each in left])


def _history(work: Work, key: int) -> HandlingHistory | None:
    if not _included(work, "handlinghistory"):
        return None
    sql = "select * from purchase_event where company = ? and owner = ? order by position"
    return HandlingHistory(
        handling_history_line=[
            HandlingHistoryLine(
                type=row["type"],
                heading=row["heading"],
                description=row["description"] or None,
                time_stamp=datetime.fromisoformat(row["time"]),
                user_name=f"{OURS}API",
            )
            for row in work.rows(sql, work.company, key)
        ]
    )


@answers("getattachments.nv")
def get_attachments(work: Work) -> Outcome:
    """The attachments of a purchase invoice; if images are requested, each page of a PDF as a white one."""
    asked = work.parameters
    asked.one_of("attachmentsource", ("purchaseinvoice",))
    key = asked.integer("netvisorkey")
    if key is None or asked.text("attachmentsource") is None:
        raise invalid("the parameters attachmentsource and netvisorkey are needed")
    row = row_of(work, key)
    if row is None:
        raise invalid(f"there is no purchase invoice with the key {key}")
    pictures, files = asked.flag("convertpdfstoimages"), attached(work, key)
    if pictures and not files and (made := _of_finvoice(work, row)) is not None:
        files = [made]
    pages = [
        AttachmentPage(
            # The attachments have no keys of their own here: the invoice's key, followed by the position.
            attachment_netvisor_key=position,
            attachment_page_number=number,
            file_name=page.file_name,
            file_type=page.mime,
            content=page.content,
        )
        for position, file in enumerate(files, 1)
        for number, page in enumerate(pages_of(file) if pictures else [file], 1)
    ]
    return Outcome(root=GetAttachmentsReply(attachments=AttachmentPages(attachment=pages)))

"""Changes to existing sales invoices and orders: status, comments, credit notes, deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

from netvisor.declare import Many, message, must, part
from netvisor.declare.scalars import Integer, Text500
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, Done
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.sales.dicts import MatchCreditNoteDict, SalesInvoiceCommentsDict

NewStatus: TypeAlias = Literal["open", "overdue", "reminded", "requested", "collected", "paid", "creditloss", "unsent"]


# Messages.


@part
class SalesInvoiceComment:
    """A comment for the history of a document."""

    invoice_type: Literal["invoice", "order", "invoicedraft"]
    """Kind of the document."""
    invoice_netvisor_key: Integer
    """Netvisor key of the document."""
    comment: Text500


@message
class SalesInvoiceComments(Message["SalesInvoiceCommentsDict"]):
    """The wrapper of one comment."""

    sales_invoice_comment: SalesInvoiceComment


@message
class MatchCreditNote(Message["MatchCreditNoteDict"]):
    """The link between a credit note and the invoice that it credits; both open, with vouchers, in one currency."""

    credit_note_netvisor_key: Integer
    """Netvisor key of the credit note."""
    invoice_netvisor_key: Integer
    """Netvisor key of the invoice."""


# Calls.

UPDATESALESINVOICESTATUS = Endpoint(
    resource="updatesalesinvoicestatus.nv",
    http="POST",
    title="Change the status of one or many sales invoices",
    limits="any status but `unsent` makes Netvisor create the voucher",
)
SALESINVOICECOMMENT = Endpoint(
    resource="salesinvoicecomment.nv",
    http="POST",
    title="Add a comment to the processing history of an order, invoice or draft",
    request=SalesInvoiceComments,
    gaps="what the answer holds beyond the status is not documented",
)
MATCHCREDITNOTE = Endpoint(
    resource="matchcreditnote.nv",
    http="POST",
    title="Link a credit note to the invoice it credits",
    request=MatchCreditNote,
    limits="both documents are open, have vouchers and one currency",
)
DELETESALESINVOICE = Endpoint(
    resource="deletesalesinvoice.nv",
    http="GET",
    title="Delete a sales invoice or a sales order",
    writes=True,
    limits="attachments, vouchers and dimensions go with the document",
)

MOST_STATUS_KEYS: Final = 100
"""Most invoices whose status one call changes."""

AT_MOST_100_KEYS: Final = must(
    "netvisor_key_list",
    holds=lambda asked: len(asked.netvisor_key_list) <= MOST_STATUS_KEYS,
    expected=f"at most {MOST_STATUS_KEYS} keys; a write is never split into several calls",
    compared=lambda asked: f"{len(asked.netvisor_key_list)} keys",
)


@UPDATESALESINVOICESTATUS.register
def update_sales_invoice_status(
    netvisor_key: Annotated[int, Param("NetvisorKey of the invoice; either this or netvisorkeylist")],
    *,
    status: Annotated[NewStatus, Param("the new status")],
) -> Call[Done]:
    """Change the status of an invoice; any other than unsent makes Netvisor create the ledger voucher."""
    return UPDATESALESINVOICESTATUS.call(update_sales_invoice_status, locals(), DONE)


@UPDATESALESINVOICESTATUS.register
def update_sales_invoice_statuses(
    netvisor_key_list: Annotated[Many[int], Param("NetvisorKeys; either this or netvisorkey", limit=MOST_STATUS_KEYS)],
    *,
    status: Annotated[NewStatus, Param("the new status")],
) -> Call[Done]:
    """Change the status of at most 100 invoices at once, as `update_sales_invoice_status` does of one."""
    return UPDATESALESINVOICESTATUS.call(update_sales_invoice_statuses, locals(), DONE, rules=(AT_MOST_100_KEYS,))


@SALESINVOICECOMMENT.register
def add_sales_invoice_comment(sales_invoice_comments: SalesInvoiceComments) -> Call[Done]:
    """Add a comment to the processing history of an order, invoice or draft."""
    return SALESINVOICECOMMENT.call(add_sales_invoice_comment, locals(), DONE)


@MATCHCREDITNOTE.register
def match_credit_note(match: MatchCreditNote) -> Call[Done]:
    """Link a credit note to the invoice that it credits."""
    return MATCHCREDITNOTE.call(match_credit_note, locals(), DONE)


@DELETESALESINVOICE.register
def delete_sales_invoice(
    invoice_id: Annotated[int, Param("NetvisorKey of the invoice; either this or orderid")],
) -> Call[Done]:
    """Delete a sales invoice, and with it attachments, dimension links, vouchers and so on."""
    return DELETESALESINVOICE.call(delete_sales_invoice, locals(), DONE)


@DELETESALESINVOICE.register
def delete_sales_order(
    order_id: Annotated[int, Param("NetvisorKey of the order; either this or invoiceid")],
) -> Call[Done]:
    """Delete a sales order, and with it attachments, dimension links, vouchers and so on."""
    return DELETESALESINVOICE.call(delete_sales_order, locals(), DONE)


# How the writes are found after an unknown outcome.

_UNTOUCHED: Final = {"invoice_status.status": ("unsent", "open")}
"""Documents whose status nobody has moved on from where a call can move it."""

UPDATESALESINVOICESTATUS.found_by(
    update_sales_invoice_status,
    Finder(
        strength=Strength.STATE,
        read="get_sales_invoice",
        ask={"netvisor_key": "?netvisorkey"},
        compare={"invoice_status.status": "?status"},
        untouched=_UNTOUCHED,
        key="sales_invoice_netvisor_key",
    ),
    nothing="name the invoice by its key",
)
UPDATESALESINVOICESTATUS.found_by(
    update_sales_invoice_statuses,
    Finder(
        strength=Strength.STATE,
        read="get_sales_invoice",
        each="?netvisorkeylist",
        ask={"netvisor_key": "?netvisorkeylist"},
        compare={"invoice_status.status": "?status"},
        untouched=_UNTOUCHED,
        key="sales_invoice_netvisor_key",
    ),
    nothing="name the invoices by their keys",
)
_COMMENTED: Final = "process_history.process_history_line.process_status"
SALESINVOICECOMMENT.found_by(
    add_sales_invoice_comment,
    *(
        Finder(
            strength=Strength.LIKELY,
            when={"sales_invoice_comment.invoice_type": kinds},
            read=read,
            ask={"netvisor_key": "sales_invoice_comment.invoice_netvisor_key"},
            fixed={"show_process_history": True},
            equal={_COMMENTED: "sales_invoice_comment.comment"},
            key="",
        )
        for read, kinds in (("get_sales_order", ("order",)), ("get_sales_invoice", ("invoice", "invoicedraft")))
    ),
    nothing="put a key of your own into comment",
)
MATCHCREDITNOTE.found_by(
    match_credit_note,
    Finder(
        strength=Strength.EXACT,
        read="get_sales_invoice",
        ask={"netvisor_key": "credit_note_netvisor_key"},
        fixed={"reply_option": 16},
        compare={"credited_invoice_netvisor_key": "invoice_netvisor_key"},
        sets=True,
        key="",
    ),
    nothing="name both documents by their keys",
)
DELETESALESINVOICE.found_by(
    delete_sales_invoice,
    Finder(strength=Strength.EXACT, read="get_sales_invoice", ask={"netvisor_key": "?invoiceid"}, gone=True),
    nothing="name the invoice by its key",
)
DELETESALESINVOICE.found_by(
    delete_sales_order,
    Finder(strength=Strength.EXACT, read="get_sales_order", ask={"netvisor_key": "?orderid"}, gone=True),
    nothing="name the order by its key",
)

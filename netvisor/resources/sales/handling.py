"""What happens to a sales invoice or order once it stands: its status, comments, credit notes, its deletion."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

from netvisor.declare import Many, must
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, Done

NewStatus: TypeAlias = Literal["open", "overdue", "reminded", "requested", "collected", "paid", "creditloss", "unsent"]


# Calls.

UPDATESALESINVOICESTATUS = Endpoint(
    resource="updatesalesinvoicestatus.nv", http="POST", area="sales",
    title="Change the status of one or many sales invoices", writes=True,
)  # fmt: skip

MOST_STATUS_KEYS: Final = 100
"""Most invoices whose status one call changes."""

AT_MOST_100_KEYS: Final = must(
    "netvisor_key_list",
    holds=lambda asked: len(asked.netvisor_key_list) <= MOST_STATUS_KEYS,
    expected=f"at most {MOST_STATUS_KEYS} keys; a write is never split into several calls",
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

"""Changes to existing purchase invoices: verifying, accepting, posting and accruing them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Carries,
    Const,
    Many,
    Opt,
    OptAttribute,
    Scalar,
    exactly_one,
    message,
    must,
    part,
    reply,
    together,
    valued,
)
from netvisor.declare.scalars import AnsiDate, Integer, Number, Text, Text250, Text3000, TrueFalse
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.results import DONE, Done, items
from netvisor.resources.common import Dimension, VatCode
from netvisor.resources.conditions import vat_code_fits, vat_rate_is_documented
from netvisor.resources.message import Message, Replacing

if TYPE_CHECKING:
    from netvisor.resources.purchases.dicts import PurchaseInvoiceAccrualDict, PurchaseInvoicePostingDataDict
    from netvisor.resources.purchases.fetched_invoices import FetchedPurchaseInvoice

PostingStatus: TypeAlias = Literal["reject", "contentsupervisorrejected", "approved", "acceptorrejected", "accepted"]
"""The stages in their order: rejected, rejected in factual verification, verified, rejected in acceptance, accepted."""

PostingSum: TypeAlias = Annotated[Decimal | int, Scalar("decimal"), Carries("type", Const("gross"))]
"""A sum with VAT; `type="gross"` is written automatically."""

Month: TypeAlias = Annotated[int, Scalar("integer", minimum=Decimal(1), maximum=Decimal(12))]


# Verifying, accepting, rejecting, posting.


@valued
class PostingVatPercent:
    """The VAT rate of a line, in percent."""

    value: Number
    vat_code: OptAttribute[VatCode] = UNSET


@part(vat_code_fits("vat_percent"), vat_rate_is_documented("vat_percent"))
class PurchaseInvoicePostingLine:
    """A line in place of the lines that the invoice has."""

    purchase_invoice_line_netvisor_key: Opt[Integer] = UNSET
    """Netvisor key of the line that stood there."""
    product_code: Opt[Text] = UNSET
    product_name: Text
    ordered_amount: Opt[Number] = UNSET
    """Quantity ordered."""
    delivered_amount: Number
    """Quantity invoiced."""
    unit_name: Opt[Text] = UNSET
    """Unit, such as `kpl`."""
    unit_price: Number
    discount_percentage: Opt[Number] = UNSET
    """Discount, in percent."""
    vat_percent: PostingVatPercent
    line_sum: PostingSum
    """Sum of the line with VAT."""
    description: Opt[Text] = UNSET
    """Text of the line."""
    sort: Opt[Integer] = UNSET
    """Place of the line on the invoice."""
    accounting_suggestion: Opt[Integer] = UNSET
    """Number of the ledger account."""
    dimension: Many[Dimension] = ()


@message
class PurchaseInvoicePostingData(Message["PurchaseInvoicePostingDataDict"], Replacing["FetchedPurchaseInvoice"]):
    """A new stage of an open purchase invoice, its posting, and new lines if there are any.

    The user of the API key must have the right to what is done, and a stage can only move forward.
    """

    purchase_invoice_netvisor_key: Integer
    status: Opt[PostingStatus] = UNSET
    """The new stage; left out, the invoice is only posted, or posted in advance, as its stage allows."""
    event_date: Opt[AnsiDate] = UNSET
    """Date of the posting."""
    is_ready_for_accounting: Literal[0, 1]
    """1 makes the voucher; with 0 somebody posts by hand."""
    comment: Opt[Text3000] = UNSET
    """Comment for the history of the invoice."""
    purchase_invoice_posting_line: Many[PurchaseInvoicePostingLine] = ()
    """In place of all lines of the invoice; their sums must make its total. Without any, its own lines stay."""


# Accrual.


@part(exactly_one("netvisor_key", "invoice_number"))
class InvoiceIdentifier:
    """Which invoice: its Netvisor key or its number."""

    netvisor_key: Opt[Integer] = UNSET
    invoice_number: Opt[Text] = UNSET


def _ends_after_its_start(rule: PurchaseInvoiceAccrualRule) -> bool:
    if not isinstance(rule.end_year, int) or not isinstance(rule.end_month, int):
        return True
    return (rule.end_year, rule.end_month) >= (rule.start_year, rule.start_month)


@part(
    exactly_one("end_month", "division_curve_name"),
    together("end_month", "end_year"),
    must(
        "end_month",
        "end_year",
        "start_month",
        "start_year",
        holds=_ends_after_its_start,
        expected="an end that is not before the start",
    ),
)
class PurchaseInvoiceAccrualRule:
    """Over which months the sum is spread: evenly up to an end, or along a division curve.

    The start may not lie before the month of the invoice's event; the periods must be open, and their years exist.
    """

    remove_existing_accrual: Opt[TrueFalse] = UNSET
    """True replaces an accrual that stands."""
    start_month: Month
    start_year: Integer
    end_month: Opt[Month] = UNSET
    """Last month of an even accrual."""
    end_year: Opt[Integer] = UNSET
    division_curve_name: Opt[Text250] = UNSET
    """Name of a division curve, which must be unique. Its place, last, was inferred from two cut tables."""


@message
class PurchaseInvoiceAccrual(Message["PurchaseInvoiceAccrualDict"]):
    """The accrual of a purchase invoice that is not posted yet."""

    invoice_identifier: InvoiceIdentifier
    accrual_rule: PurchaseInvoiceAccrualRule


# Circulation lists.


@reply
class FactualVerifier:
    """A verifier of invoices."""

    name: str | None
    order: int | None = None
    """Place in the order, where the order is forced."""
    is_main_factual_verifier: TrueFalse | None = None
    """Present only when true."""


@reply
class Approver:
    """The approver of invoices."""

    name: str | None


@reply
class Verifiers:
    """The people of a circulation list."""

    factual_verifier: Many[FactualVerifier] = ()
    approver: Approver | None = None


@reply
class CirculationList:
    """A circulation list: who verifies and accepts invoices."""

    netvisor_key: int | None
    name: str | None
    is_default: TrueFalse | None
    is_forced: TrueFalse | None
    """Whether the verifiers must act in their order."""
    last_edit_time_stamp: datetime | None = None
    verifiers: Verifiers | None = None


@reply
class CirculationLists:
    """The circulation lists of the company."""

    circulation_list: Many[CirculationList] = ()


@reply
class GetCirculationListsReply:
    """The answer of getcirculationlists.nv."""

    circulation_lists: CirculationLists | None


# Calls.

PURCHASEINVOICEPOSTINGDATA = Endpoint(
    resource="purchaseinvoicepostingdata.nv",
    http="POST",
    title="Verify, accept, reject or post a purchase invoice, or replace its lines",
    request=PurchaseInvoicePostingData,
    edit=(
        "lines in the message replace all lines of the invoice and make its total; without any they stay; the "
        "status only moves forward"
    ),
    limits="only an open invoice; the user of the key needs the right to post, verify or accept",
    gaps="what the answer holds was not seen",
)
PURCHASEINVOICEACCRUAL = Endpoint(
    resource="purchaseinvoiceaccrual.nv",
    http="POST",
    title="Spread a purchase invoice over months",
    request=PurchaseInvoiceAccrual,
    limits="only an invoice that is not posted, in open periods",
    gaps="the place of the division curve is inferred; what the answer holds was not seen",
)
GETCIRCULATIONLISTS = Endpoint(
    resource="getcirculationlists.nv",
    http="GET",
    title="List the circulation lists of the company",
    reply=GetCirculationListsReply,
    limits="always the whole list",
)


@PURCHASEINVOICEPOSTINGDATA.register
def edit_purchase_invoice_posting_data(purchase_invoice_posting_data: PurchaseInvoicePostingData) -> Call[Done]:
    """Verify, accept, reject or post a purchase invoice, and replace its lines; the answer is not documented."""
    return PURCHASEINVOICEPOSTINGDATA.call(edit_purchase_invoice_posting_data, locals(), DONE)


@PURCHASEINVOICEACCRUAL.register
def add_purchase_invoice_accrual(purchase_invoice_accrual: PurchaseInvoiceAccrual) -> Call[Done]:
    """Accrue a purchase invoice over months; the answer is not documented."""
    return PURCHASEINVOICEACCRUAL.call(add_purchase_invoice_accrual, locals(), DONE)


@GETCIRCULATIONLISTS.register
def list_circulation_lists() -> Call[list[CirculationList]]:
    """List all circulation lists of the company."""
    gives = items(CirculationList, GetCirculationListsReply, "circulation_lists.circulation_list")
    return GETCIRCULATIONLISTS.call(list_circulation_lists, locals(), gives)


# How the writes are found after an unknown outcome.

PURCHASEINVOICEPOSTINGDATA.found_by(
    edit_purchase_invoice_posting_data,
    Finder(
        strength=Strength.STATE,
        read="get_purchase_invoice",
        ask={"netvisor_key": "purchase_invoice_netvisor_key"},
        compare={
            "approval_status": "status",
            "purchase_invoice_event_date": "event_date",
            "is_accounted": "is_ready_for_accounting",
            "handling_history.handling_history_line.description": "comment",
            "invoice_lines.purchase_invoice_line": "purchase_invoice_posting_line",
            "invoice_lines.purchase_invoice_line.netvisor_key": (
                "purchase_invoice_posting_line.purchase_invoice_line_netvisor_key"
            ),
            "invoice_lines.purchase_invoice_line.unit": "purchase_invoice_posting_line.unit_name",
            "invoice_lines.purchase_invoice_line.purchase_invoice_line_dimensions.dimension.dimension_name"
            "|invoice_lines.purchase_invoice_line_dimensions.dimension.dimension_name": (
                "purchase_invoice_posting_line.dimension.dimension_name"
            ),
            "invoice_lines.purchase_invoice_line.purchase_invoice_line_dimensions.dimension.dimension_detail_name"
            "|invoice_lines.purchase_invoice_line_dimensions.dimension.dimension_detail_name": (
                "purchase_invoice_posting_line.dimension.dimension_item"
            ),
        },
        fixed={"include": "handlinghistory"},
        whole=True,
        aside=("purchase_invoice_posting_line.sort",),
        key="purchase_invoice_netvisor_key",
    ),
    nothing="no read shows all that is written: look at the invoice in Netvisor",
)
PURCHASEINVOICEACCRUAL.found_by(
    add_purchase_invoice_accrual,
    nothing="no read shows accruals: look at the vouchers of the invoice in Netvisor",
)

"""Sales payments."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Attribute,
    El,
    Many,
    Maybe,
    Opt,
    OptAttribute,
    given,
    message,
    must,
    part,
    reply,
    valued,
)
from netvisor.declare.scalars import Date, FinnishDate, FinnishDateTime, Integer, Number, Text
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import INSERTED, Inserted, items
from netvisor.resources.common import Dimension
from netvisor.resources.conditions import vat_code_fits

# The types of this area.

PaymentVatCode: TypeAlias = Literal[
    "NONE", "KOOS", "EUOS", "EUUO", "EUPO", "100", "KOMY", "EUMY", "EUUM", "EUPM312", "EUPM309", "MUUL", "EVTO",
    "EVPO", "KOMY0",
]  # fmt: skip
"""The VAT codes of a payment's ledger lines: fewer than an invoice knows."""

BankErrorCode: TypeAlias = Literal[
    "NO_ACCOUNT_FOUND",
    "NO_PAYMENT_SERVICE_ACCOUNT",
    "ERROR_IN_DUE_DATE",
    "BALANCE_IS_EXCEEDED",
    "PAYER_HAS_CANCELLED",
    "FORM_NOT_CORRECT",
    "BANK_HAS_CANCELLED",
    "CANCELLATION_NOT_CLEARING",
    "AUTHORIZATION_IS_MISSING",
]


# Parts of a message.


@valued
class Sum:
    """The sum that was paid."""

    value: Number
    currency: OptAttribute[Text] = UNSET
    """Euros when left out; a currency that Netvisor does not know is refused there."""


@valued
class TargetIdentifier:
    """What the payment pays. The invoice must exist before the payment, or it is never targeted."""

    value: Text
    type: Attribute[Literal["netvisor", "invoicenumber", "reference"]]
    """Whether the value is a Netvisor key, an invoice number or a reference number."""
    target_type: OptAttribute[Literal["invoice", "order"]] = UNSET
    """An invoice when left out."""


@valued
class PaymentMethod:
    """How it was paid: the name of a payment method, or a bank account."""

    value: Text
    type: Attribute[Literal["alternative", "bankaccount"]]
    """`alternative`: the value is the name of a payment method; `bankaccount`: it is a bank account."""
    override_accounting_account_number: OptAttribute[Integer] = UNSET
    """Number of the ledger account of the money."""
    override_sales_receivable_account_number: OptAttribute[Integer] = UNSET
    """Number of the ledger account of the receivable; for a prepayment, Netvisor's default prepayment account."""


@valued
class LineSum:
    """The sum of a ledger line."""

    value: Number
    type: Attribute[Literal["net", "gross"]]
    """Without or with VAT."""


@valued
class VatPercent:
    """The VAT rate of a ledger line, in percent."""

    value: Number
    vat_code: Attribute[PaymentVatCode]


@part(vat_code_fits("vat_percent"))
class VoucherLine:
    """An own ledger line of the payment."""

    line_sum: LineSum
    description: Opt[Text] = UNSET
    account_number: Integer
    """Number of the ledger account."""
    vat_percent: VatPercent
    dimension: Many[Dimension] = ()


@part()
class SalesPaymentVoucherLines:
    """Own ledger lines, instead of the account that the payment method would give."""

    voucher_line: Many[VoucherLine]


# The message.


def _prepayment_names_its_account(payment: SalesPayment) -> bool:
    return payment.target_identifier.target_type != "order" or given(
        payment.payment_method.override_sales_receivable_account_number
    )


@message(
    must(
        "target_identifier",
        "payment_method",
        holds=_prepayment_names_its_account,
        expected="override_sales_receivable_account_number of payment_method when the target is an order",
    )
)
class SalesPayment:
    """A sales payment, targeted to an invoice or, as a prepayment, to an order. There is no edit."""

    sum: Sum
    payment_date: Date
    target_identifier: TargetIdentifier
    source_name: Text
    """Payer."""
    payment_method: PaymentMethod
    sales_payment_voucher_lines: Many[SalesPaymentVoucherLines] = ()
    """Own ledger lines; one wrapper does for all of them."""


# Answers.


@valued
class BankStatusErrorDescription:
    """Why the bank refused."""

    value: str | None
    code: Attribute[BankErrorCode | None] = None


@reply
class Bank:
    """What the bank told of a payment; given only when asked for."""

    archive_identifier: str | None = None
    """The bank's archive id, with reply option 1 or 3."""
    transaction_record: str | None = None
    """The bank's record as it came, with reply option 2 or 3."""


@reply
class ListedSalesPayment:
    """A sales payment in the list."""

    netvisor_key: int | None
    name: str | None
    """Payer."""
    date: FinnishDate | None
    """Date of the payment."""
    sum: Decimal | None
    reference_number: str | None
    foreign_currency_amount: Decimal | None
    """Sum in currency; may be empty."""
    invoice_number: str | None
    """Number of the invoice that it pays; may be empty."""
    payment_account_name: str | None
    """Bank or method of payment."""
    voucher_id: Annotated[int | None, El("VoucherID")]
    """Netvisor key of the voucher."""
    last_modified_timestamp: FinnishDateTime | None
    payment_account_number: str | None
    """Number of the bank account, when it came from a bank."""
    payment_source: int | None
    """Where the payment came from: 1 is a reference payment, the other codes are not known."""
    bank_status: Literal["OK", "FAILED"] | None
    bank_status_error_description: BankStatusErrorDescription | None = None
    bank: Bank | None = None
    """Only with `reply_option`; its place among its siblings was not seen."""


@reply
class SalesPaymentList:
    """The list of sales payments."""

    sales_payment: Many[ListedSalesPayment] = ()


@reply
class SalesPaymentListReply:
    """The answer of salespaymentlist.nv."""

    sales_payment_list: SalesPaymentList | None


# Calls.

SALESPAYMENT = Endpoint(
    resource="salespayment.nv", http="POST", area="payments",
    title="Import a sales payment and target it to an invoice or an order", request=SalesPayment, writes=True,
)  # fmt: skip
SALESPAYMENTLIST = Endpoint(
    resource="salespaymentlist.nv", http="GET", area="payments", title="List sales payments",
    reply=SalesPaymentListReply, writes=False,
)  # fmt: skip


@SALESPAYMENT.register
def add_sales_payment(sales_payment: SalesPayment) -> Call[Inserted]:
    """Add a sales payment; the answer holds its Netvisor key. It cannot be edited, only deleted and added again."""
    return SALESPAYMENT.call(add_sales_payment, locals(), INSERTED)


@SALESPAYMENTLIST.register
def list_sales_payments(
    *,
    above_netvisor_key: Annotated[Maybe[int], Param("only payments with a larger NetvisorKey")] = UNSET,
    begin_date: Annotated[Maybe[date], Param("payment date from")] = UNSET,
    end_date: Annotated[Maybe[date], Param("payment date to")] = UNSET,
    search_by_name: Annotated[Maybe[str], Param("only this payment name")] = UNSET,
    limit_linked_payments: Annotated[
        Maybe[Literal[0, 1]], Param("0 only unlinked, 1 only linked to an invoice")
    ] = UNSET,
    limit_by_type: Annotated[
        Maybe[Literal["onlycreditloss", "excludecreditloss"]], Param("only, or without, credit losses")
    ] = UNSET,
    last_modified_start: Annotated[Maybe[datetime], Param("changed since")] = UNSET,
    last_modified_end: Annotated[Maybe[datetime], Param("changed before")] = UNSET,
    invoice_netvisor_key: Annotated[Maybe[int], Param("payments of this invoice")] = UNSET,
    invoice_number: Annotated[Maybe[str], Param("payments of this invoice number")] = UNSET,
    reply_option: Annotated[
        Maybe[Literal[1, 2, 3]], Param("1 archive identifier, 2 transaction record, 3 both")
    ] = UNSET,
) -> Call[list[ListedSalesPayment]]:
    """List sales payments."""
    gives = items(ListedSalesPayment, SalesPaymentListReply, "sales_payment_list.sales_payment")
    return SALESPAYMENTLIST.call(list_sales_payments, locals(), gives)

"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from netvisor.resources.common import Dimension
from netvisor.resources.payments.payments import (
    DestinationBankAccount,
    LineSum,
    MassPayment,
    PaymentGroup,
    PaymentGroupPayment,
    PaymentMethod,
    Recipient,
    SalesPaymentVoucherLines,
    Sum,
    TargetIdentifier,
    VatPercent,
    VoucherLine,
)
from netvisor.resources.plain_values import Clear, PlainDate, PlainNumber, Unset


class DestinationBankAccountDict(TypedDict):
    """Plain data of `DestinationBankAccount`."""

    bank_name: str
    bank_branch: str
    destination_bank_account_number: str


class DimensionDict(TypedDict):
    """Plain data of `Dimension`."""

    dimension_name: str
    dimension_item: str


class LineSumDict(TypedDict):
    """Plain data of `LineSum`."""

    value: PlainNumber
    type: Literal["net", "gross"]


class MassPaymentDict(TypedDict):
    """Plain data of `MassPayment`."""

    payment_netvisor_key: int


class MassPaymentsDict(TypedDict):
    """Plain data of `MassPayments`."""

    voucher_type: Literal["single", "multiple"]
    voucher_date: NotRequired[PlainDate | Clear | Unset]
    voucher_description: str
    layout_rule_netvisor_key: int
    mass_payment: Sequence[MassPaymentDict | MassPayment]


class MatchPaymentDict(TypedDict):
    """Plain data of `MatchPayment`."""

    handling_type: Literal[
        "normal", "rounding", "discount", "partialpayment", "overpayment", "notargeting", "collection", "creditloss"
    ]
    payment_netvisor_key: int
    invoice_netvisor_key: NotRequired[int | Clear | Unset]


class PaymentDict(TypedDict):
    """Plain data of `Payment`."""

    bank_payment_message_type: Literal["FinnishReference", "FreeText"]
    bank_payment_message: str
    recipient: RecipientDict | Recipient
    source_bank_account_number: str
    destination_bank_account: DestinationBankAccountDict | DestinationBankAccount
    due_date: PlainDate
    amount: PlainNumber
    payment_group: NotRequired[PaymentGroupDict | PaymentGroup | Clear | Unset]


class PaymentGroupDict(TypedDict):
    """Plain data of `PaymentGroup`."""

    payment_group_payment: NotRequired[Sequence[PaymentGroupPaymentDict | PaymentGroupPayment] | Unset]


class PaymentGroupPaymentDict(TypedDict):
    """Plain data of `PaymentGroupPayment`."""

    sum: PlainNumber
    reference: str


class PaymentMethodDict(TypedDict):
    """Plain data of `PaymentMethod`."""

    value: str
    type: Literal["alternative", "bankaccount"]
    override_accounting_account_number: NotRequired[int | Unset]
    override_sales_receivable_account_number: NotRequired[int | Unset]


class RecipientDict(TypedDict):
    """Plain data of `Recipient`."""

    organization_code: NotRequired[str | Clear | Unset]
    name: str
    address: NotRequired[str | Clear | Unset]
    post_code: NotRequired[str | Clear | Unset]
    town: NotRequired[str | Clear | Unset]
    country: NotRequired[str | Clear | Unset]


class SalesPaymentDict(TypedDict):
    """Plain data of `SalesPayment`."""

    sum: PlainNumber | SumDict | Sum
    payment_date: PlainDate
    target_identifier: TargetIdentifierDict | TargetIdentifier
    source_name: str
    payment_method: PaymentMethodDict | PaymentMethod
    sales_payment_voucher_lines: NotRequired[Sequence[SalesPaymentVoucherLinesDict | SalesPaymentVoucherLines] | Unset]


class SalesPaymentVoucherLinesDict(TypedDict):
    """Plain data of `SalesPaymentVoucherLines`."""

    voucher_line: Sequence[VoucherLineDict | VoucherLine]


class SumDict(TypedDict):
    """Plain data of `Sum`."""

    value: PlainNumber
    currency: NotRequired[str | Unset]


class TargetIdentifierDict(TypedDict):
    """Plain data of `TargetIdentifier`."""

    value: str
    type: Literal["netvisor", "invoicenumber", "reference"]
    target_type: NotRequired[Literal["invoice", "order"] | Unset]


class VatPercentDict(TypedDict):
    """Plain data of `VatPercent`."""

    value: PlainNumber
    vat_code: Literal[
        "NONE",
        "KOOS",
        "EUOS",
        "EUUO",
        "EUPO",
        "100",
        "KOMY",
        "EUMY",
        "EUUM",
        "EUPM312",
        "EUPM309",
        "MUUL",
        "EVTO",
        "EVPO",
        "KOMY0",
    ]


class VoucherLineDict(TypedDict):
    """Plain data of `VoucherLine`."""

    line_sum: LineSumDict | LineSum
    description: NotRequired[str | Clear | Unset]
    account_number: int
    vat_percent: VatPercentDict | VatPercent
    dimension: NotRequired[Sequence[DimensionDict | Dimension] | Unset]

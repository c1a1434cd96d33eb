"""Payments: those of sales invoices, those of purchase invoices, and bank transfers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Attribute,
    El,
    Many,
    Maybe,
    Opt,
    OptAttribute,
    Pattern,
    Scalar,
    doubtful,
    given,
    message,
    must,
    part,
    reply,
    valued,
    when,
)
from netvisor.declare.scalars import CountryLetters, Date, FinnishDate, FinnishDateTime, Integer, Number, Text
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Read, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, INSERTED, Done, Inserted, items
from netvisor.reference import vat
from netvisor.resources.common import DeletedRecord, DeletedSince, Dimension
from netvisor.resources.conditions import vat_code_fits, vat_rate_is_documented
from netvisor.resources.identified import IBAN, REFERENCE, Bic, BusinessId, identified_by
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.payments.dicts import MassPaymentsDict, MatchPaymentDict, PaymentDict, SalesPaymentDict

# Types.

PaymentVatCode: TypeAlias = (
    vat.VatCode
    | Literal[
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
)
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

Iban: TypeAlias = Annotated[
    str,
    Scalar(
        "string",
        pattern=Pattern(regex="[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}", words="an IBAN in capitals, without spaces"),
        doubt=IBAN,
    ),
]
"""A bank account number; wrong check digits are a doubt only."""


# Sales payments: parts of the message.


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


@part(vat_code_fits("vat_percent"), vat_rate_is_documented("vat_percent"))
class VoucherLine:
    """An own ledger line of the payment."""

    line_sum: LineSum
    description: Opt[Text] = UNSET
    account_number: Integer
    """Number of the ledger account."""
    vat_percent: VatPercent
    dimension: Many[Dimension] = ()


@part
class SalesPaymentVoucherLines:
    """Own ledger lines, instead of the account that the payment method would give."""

    voucher_line: Many[VoucherLine]


# Sales payments: the message.


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
    ),
    identified_by("target_identifier", "reference", REFERENCE),
)
class SalesPayment(Message["SalesPaymentDict"]):
    """A sales payment, targeted to an invoice or, as a prepayment, to an order. There is no edit."""

    sum: Sum
    payment_date: Date
    target_identifier: TargetIdentifier
    source_name: Text
    """Payer."""
    payment_method: PaymentMethod
    sales_payment_voucher_lines: Many[SalesPaymentVoucherLines] = ()
    """Own ledger lines; one wrapper does for all of them."""


# Sales payments: many at once, and payments that wait for their invoice.


@part
class MassPayment:
    """An existing sales payment."""

    payment_netvisor_key: Integer
    """Netvisor key of the payment."""


@message(when("voucher_type", "single", always=("voucher_date",)))
class MassPayments(Message["MassPaymentsDict"]):
    """Many sales payments that are posted to one voucher, or to one voucher each, in an open period."""

    voucher_type: Literal["single", "multiple"]
    """One voucher for all payments, or one for each."""
    voucher_date: Opt[Date] = UNSET
    """Date of the voucher; needed for a single one."""
    voucher_description: Text
    layout_rule_netvisor_key: Integer
    """Netvisor key of the posting rule, which must exist."""
    mass_payment: Many[MassPayment]


@message(
    must(
        "handling_type",
        "invoice_netvisor_key",
        holds=lambda match: match.handling_type == "notargeting" or given(match.invoice_netvisor_key),
        expected="invoice_netvisor_key, unless handling_type is notargeting",
    )
)
class MatchPayment(Message["MatchPaymentDict"]):
    """The link between a sales payment that pays nothing yet and the invoice or order that it pays."""

    handling_type: Literal[
        "normal", "rounding", "discount", "partialpayment", "overpayment", "notargeting", "collection", "creditloss"
    ]
    """How the difference is handled; with `notargeting` a voucher is made and no invoice is linked."""
    payment_netvisor_key: Integer
    """Netvisor key of the payment."""
    invoice_netvisor_key: Opt[Integer] = UNSET
    """Netvisor key of the invoice; needed unless nothing is targeted."""


# Sales payments: answers.


@valued
class BankStatusErrorDescription:
    """Why the bank refused."""

    value: str | None
    code: Attribute[BankErrorCode | None] = None


@reply
class Bank:
    """The bank's data of a payment; only if requested."""

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
    last_modified_time_stamp: Annotated[FinnishDateTime | None, El("LastModifiedTimestamp")]
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


@reply
class DeletedSalesPayments:
    """The deleted sales payments; empty without any."""

    deleted_sales_payment: Many[DeletedRecord] = ()


@reply
class DeletedSalesPaymentsReply:
    """The answer of deletedsalespayments.nv."""

    deleted_sales_payments: DeletedSalesPayments | None


# Bank transfers: the message.


@part
class Recipient:
    """The receiver of a transfer."""

    organization_code: Opt[BusinessId] = UNSET
    """Business id."""
    name: Text
    address: Opt[Text] = UNSET
    """Street; needed when the receiver's account is not Finnish."""
    post_code: Opt[Text] = UNSET
    """Needed when the receiver's account is not Finnish."""
    town: Opt[Text] = UNSET
    country: Opt[CountryLetters] = UNSET
    """Country code of two letters, such as `FI`."""


@part
class DestinationBankAccount:
    """The receiver's account."""

    bank_name: Text
    bank_branch: Bic
    """BIC; checked by the service when it does not know the bank."""
    destination_bank_account_number: Iban
    """Account within the SEPA area."""


@part
class PaymentGroupPayment:
    """One payment of a group (legacy)."""

    sum: Number
    reference: Text


@part
class PaymentGroup:
    """A group of payments (legacy)."""

    payment_group_payment: Many[PaymentGroupPayment] = ()


def _foreign_receiver_has_an_address(payment: Payment) -> bool:
    account = payment.destination_bank_account.destination_bank_account_number
    return account.startswith("FI") or (given(payment.recipient.address) and given(payment.recipient.post_code))


def _account_and_address(payment: Payment) -> str:
    account = payment.destination_bank_account.destination_bank_account_number
    lines = (("address", payment.recipient.address), ("post_code", payment.recipient.post_code))
    return f"the account {account}, and no {' and no '.join(name for name, line in lines if not given(line))}"


@message(
    must(
        "destination_bank_account",
        "recipient",
        holds=_foreign_receiver_has_an_address,
        expected="address and post_code of recipient when the receiver's account is not Finnish",
        compared=_account_and_address,
    ),
    doubtful(
        "bank_payment_message",
        holds=lambda payment: (
            payment.bank_payment_message_type != "FinnishReference" or REFERENCE.holds(payment.bank_payment_message)
        ),
        expected=f"{REFERENCE.expected}, as bank_payment_message_type says",
    ),
)
class Payment(Message["PaymentDict"]):
    """A bank transfer in euros. It is sent to the bank only after it is accepted in Netvisor."""

    bank_payment_message_type: Literal["FinnishReference", "FreeText"]
    """What `bank_payment_message` holds."""
    bank_payment_message: Text
    """The reference number, or a text."""
    recipient: Recipient
    source_bank_account_number: Iban
    """The payer's account."""
    destination_bank_account: DestinationBankAccount
    due_date: Date
    """A day in the past becomes the day of payment; what one account pays on one day is paid together."""
    amount: Number
    """Sum in euros."""
    payment_group: Opt[PaymentGroup] = UNSET
    """Legacy; not needed."""


# Bank transfers and payments of purchase invoices: answers.


@reply
class UnprocessedOutgoingPayment:
    """What the bank answered to a transfer."""

    identifier: int | None
    """Key of the transfer, as `add_payment` gave it."""
    status: Literal["2", "3"] | None
    """`2`: done; `3`: refused."""
    status_description: str | None
    """Why it was refused."""


@reply
class UnprocessedOutgoingPayments:
    """The transfers that the bank has answered to; those that it still handles are not among them."""

    payment: Many[UnprocessedOutgoingPayment] = ()


@reply
class UnprocessedOutgoingPaymentsReply:
    """The answer of unprocessedoutgoingpayments.nv."""

    payments: UnprocessedOutgoingPayments | None


@reply
class ListedPayment:
    """A payment of a purchase invoice."""

    netvisor_key: int | None
    payer_name: str | None
    """Name on the payment."""
    date: date | None
    """Date of the payment."""
    home_currency_sum: Decimal | None
    """Sum in the currency of the company."""
    foreign_currency_sum: Decimal | None
    """Sum in the currency of the invoice; may be empty."""
    reference: str | None
    invoice_key: int | None
    """Netvisor key of the purchase invoice."""
    invoice_number: str | None
    """Number of the purchase invoice."""
    invoice_uri: Annotated[str | None, El("InvoiceURI")]
    """Address of the invoice; may be empty."""
    voucher_key: int | None
    """Netvisor key of the voucher; may be empty."""
    voucher_number: int | None
    """Number of the voucher; may be empty."""


@reply
class PaymentList:
    """The payments of purchase invoices."""

    payment: Many[ListedPayment] = ()


@reply
class PaymentListReply:
    """The answer of paymentlist.nv."""

    payment_list: PaymentList | None


@reply
class DeletedPurchasePayments:
    """The deleted payments of purchase invoices; empty without any."""

    deleted_purchase_payment: Many[DeletedRecord] = ()


@reply
class DeletedPurchasePaymentsReply:
    """The answer of deletedpurchasepayments.nv."""

    deleted_purchase_payments: DeletedPurchasePayments | None


# Calls.

SALESPAYMENT = Endpoint(
    resource="salespayment.nv",
    http="POST",
    title="Import a sales payment and target it to an invoice or an order",
    request=SalesPayment,
    limits="there is no edit: delete it and import it again",
    gaps="nothing tells whether a payment will be targeted: its invoice must exist first",
)
SALESPAYMENTLIST = Endpoint(
    resource="salespaymentlist.nv",
    http="GET",
    title="List sales payments",
    reply=SalesPaymentListReply,
    gaps="the codes of `PaymentSource` but for one; where the bank's part stands among its siblings",
)
MASSPAYMENTS = Endpoint(
    resource="masspayments.nv",
    http="POST",
    title="Post many sales payments to one or many vouchers",
    request=MassPayments,
    limits="no date in a locked period",
    gaps="what the answer holds beyond the status is not documented",
)
MATCHPAYMENT = Endpoint(
    resource="matchpayment.nv",
    http="POST",
    title="Target a sales payment to an invoice or an order",
    request=MatchPayment,
    limits="only a payment that is not targeted yet",
    gaps="what the answer holds beyond the status is not documented",
)
DELETESALESPAYMENT = Endpoint(
    resource="deletesalespayment.nv",
    http="GET",
    title="Delete a sales payment",
    writes=True,
    limits="its voucher is invalidated too",
)
DELETEDSALESPAYMENTS = Endpoint(
    resource="deletedsalespayments.nv",
    http="GET",
    title="List deleted sales payments",
    reply=DeletedSalesPaymentsReply,
    limits="deletions of the last 7 days",
)
PAYMENT = Endpoint(
    resource="payment.nv",
    http="POST",
    title="Import a bank transfer",
    request=Payment,
    limits="euros and the SEPA area only; nothing is sent to the bank before somebody accepts it in Netvisor",
)
UNPROCESSEDOUTGOINGPAYMENTS = Endpoint(
    resource="unprocessedoutgoingpayments.nv",
    http="GET",
    title="Bank status of transfers imported with payment.nv",
    reply=UnprocessedOutgoingPaymentsReply,
    gaps="a transfer that the bank still handles is not in the answer",
)
PAYMENTLIST = Endpoint(
    resource="paymentlist.nv",
    http="GET",
    title="List payments of purchase invoices",
    reply=PaymentListReply,
)
DELETEDPURCHASEPAYMENTS = Endpoint(
    resource="deletedpurchasepayments.nv",
    http="GET",
    title="List deleted purchase payments",
    reply=DeletedPurchasePaymentsReply,
    limits="deletions of the last 7 days",
)


@SALESPAYMENT.register
def add_sales_payment(sales_payment: SalesPayment) -> Call[Inserted]:
    """Add a sales payment; the answer has its Netvisor key. It cannot be edited, only deleted and added again."""
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


@MASSPAYMENTS.register
def post_mass_payments(mass_payments: MassPayments) -> Call[Done]:
    """Post many sales payments to one voucher, or to one voucher each."""
    return MASSPAYMENTS.call(post_mass_payments, locals(), DONE)


@MATCHPAYMENT.register
def match_payment(match: MatchPayment) -> Call[Done]:
    """Target a sales payment that is not targeted yet to an invoice or an order."""
    return MATCHPAYMENT.call(match_payment, locals(), DONE)


@DELETESALESPAYMENT.register
def delete_sales_payment(payment_id: Annotated[int, Param("NetvisorKey of the payment")]) -> Call[Done]:
    """Delete a sales payment; its voucher is invalidated."""
    return DELETESALESPAYMENT.call(delete_sales_payment, locals(), DONE)


@DELETEDSALESPAYMENTS.register
def list_deleted_sales_payments(deleted_since: DeletedSince) -> Call[list[DeletedRecord]]:
    """List the sales payments that were deleted after a day."""
    gives = items(DeletedRecord, DeletedSalesPaymentsReply, "deleted_sales_payments.deleted_sales_payment")
    return DELETEDSALESPAYMENTS.call(list_deleted_sales_payments, locals(), gives)


@PAYMENT.register
def add_payment(payment: Payment) -> Call[Inserted]:
    """Import a bank transfer; ask `list_unprocessed_outgoing_payments` with the key what became of it."""
    return PAYMENT.call(add_payment, locals(), INSERTED)


@UNPROCESSEDOUTGOINGPAYMENTS.register
def list_unprocessed_outgoing_payments(
    ids: Annotated[Many[int], Param("keys that payment.nv answered with", name="idlist")],
) -> Call[list[UnprocessedOutgoingPayment]]:
    """List what the bank answered to imported transfers; those without an answer yet are missing from the list."""
    gives = items(UnprocessedOutgoingPayment, UnprocessedOutgoingPaymentsReply, "payments.payment")
    return UNPROCESSEDOUTGOINGPAYMENTS.call(list_unprocessed_outgoing_payments, locals(), gives)


@PAYMENTLIST.register
def list_payments(
    *,
    limit_above_netvisor_key: Annotated[Maybe[int], Param("only payments with a larger key")] = UNSET,
    limit_begin_date: Annotated[Maybe[date], Param("payment date from")] = UNSET,
    limit_end_date: Annotated[Maybe[date], Param("payment date to")] = UNSET,
    limit_reference: Annotated[Maybe[str], Param("only this reference")] = UNSET,
    limit_invoice_id: Annotated[Maybe[int], Param("only payments of this purchase invoice")] = UNSET,
) -> Call[list[ListedPayment]]:
    """List payments of purchase invoices."""
    return PAYMENTLIST.call(list_payments, locals(), items(ListedPayment, PaymentListReply, "payment_list.payment"))


@DELETEDPURCHASEPAYMENTS.register
def list_deleted_purchase_payments(deleted_since: DeletedSince) -> Call[list[DeletedRecord]]:
    """List the payments of purchase invoices that were deleted after a day."""
    gives = items(DeletedRecord, DeletedPurchasePaymentsReply, "deleted_purchase_payments.deleted_purchase_payment")
    return DELETEDPURCHASEPAYMENTS.call(list_deleted_purchase_payments, locals(), gives)


# How the writes are found after an unknown outcome.

_PAID: Final = {"date": "payment_date", "sum|foreign_currency_amount": "sum", "name": "source_name"}

SALESPAYMENT.found_by(
    add_sales_payment,
    Finder(
        strength=Strength.LIKELY,
        read="list_sales_payments",
        when={"target_identifier.type": ("invoicenumber",)},
        ask={"invoice_number": "target_identifier", "begin_date": "payment_date", "end_date": "payment_date"},
        equal=_PAID,
    ),
    Finder(
        strength=Strength.LIKELY,
        read="list_sales_payments",
        when={"target_identifier.type": ("netvisor",), "target_identifier.target_type": ("invoice", "")},
        ask={"invoice_netvisor_key": "target_identifier", "begin_date": "payment_date", "end_date": "payment_date"},
        equal=_PAID,
    ),
    Finder(
        strength=Strength.LIKELY,
        read="list_sales_payments",
        when={"target_identifier.type": ("reference",)},
        ask={"begin_date": "payment_date", "end_date": "payment_date"},
        equal={"reference_number": "target_identifier", **_PAID},
    ),
    nothing="target an invoice, and put a key of your own into source_name",
)
MASSPAYMENTS.found_by(
    post_mass_payments,
    Finder(
        strength=Strength.LIKELY,
        each="mass_payment.payment_netvisor_key",
        via=(
            Read(
                read="list_sales_payments",
                ask={"above_netvisor_key": "mass_payment.payment_netvisor_key - 1"},
                equal={"netvisor_key": "mass_payment.payment_netvisor_key"},
            ),
        ),
        read="accounting.get_voucher",
        ask={"netvisor_key": "<voucher_id"},
        compare={"voucher_description": "voucher_description", "voucher_date": "voucher_date"},
        key="",
        sets=True,
    ),
    nothing="give a voucher_description of your own",
)
MATCHPAYMENT.found_by(
    match_payment,
    Finder(
        strength=Strength.EXACT,
        read="list_sales_payments",
        ask={"invoice_netvisor_key": "invoice_netvisor_key"},
        equal={"netvisor_key": "payment_netvisor_key"},
    ),
    nothing="name the invoice by invoice_netvisor_key",
)
DELETESALESPAYMENT.found_by(
    delete_sales_payment,
    Finder(
        strength=Strength.EXACT,
        read="list_sales_payments",
        ask={"above_netvisor_key": "?paymentid - 1"},
        equal={"netvisor_key": "?paymentid"},
        gone=True,
    ),
    nothing="name the payment by its key",
)
PAYMENT.found_by(
    add_payment,
    Finder(
        strength=Strength.WEAK,
        read="list_payments",
        ask={"limit_reference": "bank_payment_message"},
        equal={"reference": "bank_payment_message"},
        compare={"home_currency_sum": "amount", "date": "due_date"},
    ),
    nothing="money moves, and whether a transfer is listed before the bank handled it is not known: look in Netvisor",
)

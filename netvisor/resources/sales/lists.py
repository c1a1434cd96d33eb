"""Lists of sales invoices and orders, and of what sales refer to: terms of payment, sales people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from netvisor.declare import UNSET, Attribute, Const, El, Many, Maybe, given, must, reply, valued
from netvisor.declare.scalars import AnsiDate, TolerantAnsiDate
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import items

ListedStatus: TypeAlias = Literal[
    "open", "paid", "unsent", "creditloss", "rejected", "archived", "undelivered", "delivered", "billed"
]

SearchedStatus: TypeAlias = Literal[
    "open", "overdue", "paid", "unsent", "creditloss", "rejected", "reminded", "requested", "collected"
]


# Answers: the list.


@valued
class ListedInvoiceStatus:
    """The status of a listed document."""

    value: ListedStatus | None
    substatus: Attribute[Literal["open", "overdue", "reminded", "requested", "collected"] | None] = None
    """How far an open invoice is."""
    is_in_collection: Attribute[bool | None] = None
    """Whether it is in collection."""


@valued
class CurrencySum:
    """A sum in the currency of the invoice."""

    value: Decimal | None
    currency_code: Attribute[str | None]
    """Such as `USD`."""
    type: ClassVar = Const("ISO-4217")


@reply
class AdditionalInformation:
    """What `reply_option` adds to a listed document."""

    private_comment: str | None = None
    """With reply option 1 or 3."""
    invoice_currency_sum: CurrencySum | None = None
    """Total in currency, with reply option 2 or 3."""
    open_currency_sum: CurrencySum | None = None
    """Open sum in currency, with reply option 2 or 3."""


@reply
class ListedSalesInvoice:
    """An invoice or order in the list; which of them, follows from `list_type`."""

    netvisor_key: int | None
    invoice_number: str | None
    """Number of the invoice or order."""
    invoice_date: Annotated[AnsiDate | None, El("Invoicedate")]
    invoice_due_date: TolerantAnsiDate | None = None
    """Given since February 2026."""
    invoice_status: ListedInvoiceStatus | None
    customer_netvisor_key: int | None = None
    customer_code: str | None
    """May be empty."""
    customer_name: str | None
    reference_number: str | None
    invoice_sum: Decimal | None
    """Total."""
    open_sum: Decimal | None
    uri: str | None
    """Address of the details."""
    additional_information: AdditionalInformation | None = None
    """Only with `reply_option`."""


@reply
class SalesInvoiceList:
    """The list of invoices or orders."""

    sales_invoice: Many[ListedSalesInvoice] = ()


@reply
class SalesInvoiceListReply:
    """The answer of salesinvoicelist.nv."""

    sales_invoice_list: SalesInvoiceList | None


# Answers: the terms of payment.


@reply
class ListedPaymentTerm:
    """A term of payment."""

    netvisor_key: int | None
    description: str | None
    net_days: int | None
    discount_days: int | None
    """Days of the cash discount."""
    discount_percent: Decimal | None = None
    """Cash discount, in percent."""
    is_default: bool | None


@reply
class PaymentTermList:
    """The terms of payment."""

    payment_term: Many[ListedPaymentTerm] = ()


@reply
class PaymentTermListReply:
    """The answer of paymenttermlist.nv."""

    payment_term_list: PaymentTermList | None


# Calls.

SALESINVOICELIST = Endpoint(
    resource="salesinvoicelist.nv", http="GET", area="sales", title="List sales invoices or sales orders",
    reply=SalesInvoiceListReply, writes=False,
)  # fmt: skip
PAYMENTTERMLIST = Endpoint(
    resource="paymenttermlist.nv", http="GET", area="sales", title="List payment terms",
    reply=PaymentTermListReply, writes=False,
)  # fmt: skip


PERIOD_OF_MODIFIED_PAYMENTS: Final = must(
    "include_modified_payments",
    "last_modified_start",
    "last_modified_end",
    holds=lambda asked: (
        not asked.include_modified_payments or (given(asked.last_modified_start) and given(asked.last_modified_end))
    ),
    expected="last_modified_start and last_modified_end beside include_modified_payments",
)


@SALESINVOICELIST.register
def list_sales_invoices(
    *,
    list_type: Annotated[Maybe[Literal["preinvoice"]], Param("preinvoice lists orders; left out, invoices")] = UNSET,
    invoices_above_netvisor_key: Annotated[Maybe[int], Param("only documents with a larger NetvisorKey")] = UNSET,
    begin_invoice_date: Annotated[Maybe[date], Param("invoice date from, inclusive")] = UNSET,
    end_invoice_date: Annotated[Maybe[date], Param("invoice date to, inclusive")] = UNSET,
    invoice_number: Annotated[Maybe[str], Param("only this invoice or order number")] = UNSET,
    invoice_status: Annotated[
        Maybe[SearchedStatus], Param("only this status or substatus; not used for orders")
    ] = UNSET,
    last_modified_start: Annotated[Maybe[date], Param("changed after")] = UNSET,
    last_modified_end: Annotated[Maybe[date], Param("changed before")] = UNSET,
    sales_invoice_batch_id: Annotated[Maybe[int], Param("only invoices imported in this batch")] = UNSET,
    customer_code: Annotated[Maybe[str], Param("only this customer code")] = UNSET,
    customer_netvisor_key: Annotated[Maybe[int], Param("only this customer")] = UNSET,
    second_name: Annotated[Maybe[str], Param("only this auxiliary trade name")] = UNSET,
    second_name_netvisor_key: Annotated[Maybe[int], Param("only this auxiliary trade name, by NetvisorKey")] = UNSET,
    invoicing_customer_country_code: Annotated[
        Maybe[str], Param("only customers of this country, ISO-3166 alpha-2")
    ] = UNSET,
    reply_option: Annotated[
        Maybe[Literal[1, 2, 3, 16]],
        Param("1 private comment, 2 currency sums, 3 both, 16 service basket (its structure is not known)"),
    ] = UNSET,
    include_modified_payments: Annotated[
        Maybe[bool],
        Param("also invoices whose payments changed within the period of change", type="integer", values=("1",)),
    ] = UNSET,
) -> Call[list[ListedSalesInvoice]]:
    """List sales invoices, or orders. One answer holds at most 500: go on with `invoices_above_netvisor_key`."""
    gives = items(ListedSalesInvoice, SalesInvoiceListReply, "sales_invoice_list.sales_invoice")
    return SALESINVOICELIST.call(list_sales_invoices, locals(), gives, rules=(PERIOD_OF_MODIFIED_PAYMENTS,))


@PAYMENTTERMLIST.register
def list_payment_terms() -> Call[list[ListedPaymentTerm]]:
    """List the terms of payment."""
    gives = items(ListedPaymentTerm, PaymentTermListReply, "payment_term_list.payment_term")
    return PAYMENTTERMLIST.call(list_payment_terms, locals(), gives)

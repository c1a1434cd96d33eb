"""Lists: invoices and orders, deleted ones, the forecast of contracts, terms of payment and sales people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Attribute,
    Carries,
    Const,
    El,
    Many,
    Maybe,
    Scalar,
    given,
    must,
    reply,
    valued,
)
from netvisor.declare.scalars import AnsiDate, TolerantAnsiDate
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.long_lists import LongList
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import items
from netvisor.resources.common import DeletedRecord, DeletedSince

BasketDate: TypeAlias = Annotated[date, Scalar("date", form="finnish"), Carries("Format", Const("ansi"))]
"""A date written `1.4.2022`, although its attribute says otherwise."""
TolerantBasketDate: TypeAlias = Annotated[
    date, Scalar("date", form="finnish"), Carries("Format", Const("ansi", optional=True))
]

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
    type: ClassVar[Const] = Const("ISO-4217")


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
    """An invoice or order in the list, depending on `list_type`."""

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


# Answers: what was deleted.


@reply
class DeletedSalesInvoices:
    """The deleted sales invoices; empty without any."""

    deleted_sales_invoice: Many[DeletedRecord] = ()


@reply
class DeletedSalesInvoicesReply:
    """The answer of deletedsalesinvoices.nv."""

    deleted_sales_invoices: DeletedSalesInvoices | None


@reply
class DeletedSalesOrders:
    """The deleted sales orders; empty without any."""

    deleted_sales_order: Many[DeletedRecord] = ()


@reply
class DeletedSalesOrdersReply:
    """The answer of deletedsalesorders.nv."""

    deleted_sales_orders: DeletedSalesOrders | None


# Answers: contract invoicing.


@valued
class ServiceCollectionName:
    """The name of a service basket."""

    value: str | None
    netvisor_key: Annotated[Attribute[int | None], El("Netvisorkey")]
    """Netvisor key of the basket."""


@valued
class PeriodInterval:
    """How often a basket is invoiced: every so many days, weeks, months or years."""

    value: int | None
    type: Annotated[Attribute[Literal["day", "week", "month", "year"] | None], El("Type")]
    """Unit of the interval."""


@reply
class ForecastPeriod:
    """The sums of one month, without VAT."""

    month: str | None
    """Year and month, such as `2022-01`."""
    invoiced: Decimal | None
    forecast: Decimal | None
    """Still to be invoiced."""
    total: Decimal | None


@reply
class ForecastPeriods:
    """The months of the forecast."""

    period: Many[ForecastPeriod]


@reply
class ServiceCollection:
    """The forecast of one service basket."""

    name: ServiceCollectionName | None
    begin_date: BasketDate | None
    end_date: TolerantBasketDate | None
    """Empty when the contract runs until further notice."""
    period_interval: PeriodInterval | None
    periods: ForecastPeriods | None


@reply
class ContractInvoicing:
    """The forecast, basket by basket."""

    service_collection: Many[ServiceCollection] = ()


@reply
class ContractInvoicingReportReply:
    """The answer of contractinvoicingreport.nv."""

    contract_invoicing: ContractInvoicing | None


# Answers: terms of payment and sales people.


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


@reply
class SalesPerson:
    """A sales person."""

    netvisor_key: Annotated[Attribute[int | None], El("NetvisorKey")]
    first_name: str | None
    last_name: str | None
    provision_percent: Decimal | None
    """Commission, in percent; may be empty."""


@reply
class SalesPersonnelList:
    """The sales people."""

    sales_person: Many[SalesPerson] = ()


@reply
class SalesPersonnelListReply:
    """The answer of salespersonnellist.nv."""

    sales_personnel_list: SalesPersonnelList | None


# Calls.

SALESINVOICELIST = Endpoint(
    resource="salesinvoicelist.nv",
    http="GET",
    title="List sales invoices or sales orders",
    reply=SalesInvoiceListReply,
    long=LongList(most=500, parameter="invoicesabovenetvisorkey", key="netvisor_key"),
    limits="500 documents in an answer, which a client says",
    gaps="the service baskets of `replyoption` 16 were not seen, and are skipped",
)
DELETEDSALESINVOICES = Endpoint(
    resource="deletedsalesinvoices.nv",
    http="GET",
    title="List deleted sales invoices",
    reply=DeletedSalesInvoicesReply,
    limits="deletions of the last 7 days",
    gaps="the article was not seen: the form follows its sibling of payments",
)
DELETEDSALESORDERS = Endpoint(
    resource="deletedsalesorders.nv",
    http="GET",
    title="List deleted sales orders",
    reply=DeletedSalesOrdersReply,
    limits="deletions of the last 7 days",
    gaps="the article was not seen: the form follows its sibling of payments",
)
CONTRACTINVOICINGREPORT = Endpoint(
    resource="contractinvoicingreport.nv",
    http="GET",
    title="Forecast report of contract invoicing",
    reply=ContractInvoicingReportReply,
)
SALESPERSONNELLIST = Endpoint(
    resource="salespersonnellist.nv",
    http="GET",
    title="List sales personnel",
    reply=SalesPersonnelListReply,
)
PAYMENTTERMLIST = Endpoint(
    resource="paymenttermlist.nv",
    http="GET",
    title="List payment terms",
    reply=PaymentTermListReply,
)


PERIOD_OF_MODIFIED_PAYMENTS: Final = must(
    "include_modified_payments",
    "last_modified_start",
    "last_modified_end",
    holds=lambda asked: (
        not asked.include_modified_payments or (given(asked.last_modified_start) and given(asked.last_modified_end))
    ),
    expected="last_modified_start and last_modified_end beside include_modified_payments",
)
YEAR_OF_FOUR_DIGITS: Final = must(
    "year", holds=lambda asked: 1000 <= int(asked.year) <= 9999, expected="a year of four digits"
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
    last_modified_start: Annotated[Maybe[date], Param("changed after this day")] = UNSET,
    last_modified_end: Annotated[Maybe[date], Param("changed before this day")] = UNSET,
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
    """List sales invoices, or orders; the client reads more than 500 in several requests."""
    gives = items(ListedSalesInvoice, SalesInvoiceListReply, "sales_invoice_list.sales_invoice")
    return SALESINVOICELIST.call(list_sales_invoices, locals(), gives, rules=(PERIOD_OF_MODIFIED_PAYMENTS,))


@PAYMENTTERMLIST.register
def list_payment_terms() -> Call[list[ListedPaymentTerm]]:
    """List the terms of payment."""
    gives = items(ListedPaymentTerm, PaymentTermListReply, "payment_term_list.payment_term")
    return PAYMENTTERMLIST.call(list_payment_terms, locals(), gives)


@SALESPERSONNELLIST.register
def list_sales_personnel() -> Call[list[SalesPerson]]:
    """List the sales people."""
    gives = items(SalesPerson, SalesPersonnelListReply, "sales_personnel_list.sales_person")
    return SALESPERSONNELLIST.call(list_sales_personnel, locals(), gives)


@DELETEDSALESINVOICES.register
def list_deleted_sales_invoices(deleted_since: DeletedSince) -> Call[list[DeletedRecord]]:
    """List the sales invoices that were deleted after a day."""
    gives = items(DeletedRecord, DeletedSalesInvoicesReply, "deleted_sales_invoices.deleted_sales_invoice")
    return DELETEDSALESINVOICES.call(list_deleted_sales_invoices, locals(), gives)


@DELETEDSALESORDERS.register
def list_deleted_sales_orders(deleted_since: DeletedSince) -> Call[list[DeletedRecord]]:
    """List the sales orders that were deleted after a day."""
    gives = items(DeletedRecord, DeletedSalesOrdersReply, "deleted_sales_orders.deleted_sales_order")
    return DELETEDSALESORDERS.call(list_deleted_sales_orders, locals(), gives)


@CONTRACTINVOICINGREPORT.register
def get_contract_invoicing_report(
    year: Annotated[int, Param("year of the forecast")],
    *,
    collection_netvisor_key: Annotated[Maybe[int], Param("only this service basket")] = UNSET,
) -> Call[list[ServiceCollection]]:
    """Get the forecast of contract invoicing for a year, basket by basket."""
    gives = items(ServiceCollection, ContractInvoicingReportReply, "contract_invoicing.service_collection")
    return CONTRACTINVOICINGREPORT.call(get_contract_invoicing_report, locals(), gives, rules=(YEAR_OF_FOUR_DIGITS,))

"""The chart of accounts."""

from __future__ import annotations

from typing import Annotated, Literal

from netvisor.declare import Attribute, El, Many, reply, valued
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.results import one


@reply
class CompanyDefaultAccounts:
    """The numbers of the accounts that default postings use."""

    trade_payables: int | None
    """Accounts payable."""
    purchase_vat_receivable: Annotated[int | None, El("PurchaseVATReceivable")]
    rounding_off_difference: int | None
    vat_payable: Annotated[int | None, El("VATpayable")]
    tax_account: int | None
    advance_payments: int | None
    sales_receivables: int | None
    """Accounts receivable."""
    sales_vat_debt: Annotated[int | None, El("SalesVATDebt")]
    inventory: int | None
    sales_discount: int | None
    sales_exchange_rate_differences: Annotated[int | None, El(also=("SalesExchangeRateDiffereces",))]
    collection: int | None
    purchases_discounts: Annotated[int | None, El(also=("PurchaseDiscounts",))]
    purchases_exchange_rate_differences: int | None
    purchase_invoice_accrual: int | None
    sales_invoice_accrual: int | None
    purchase_domestic_default: int | None
    """Default account of domestic purchases."""
    purchase_eu_default: Annotated[int | None, El("PurchaseEUDefault")]
    """Default account of purchases from other EU countries."""
    purchase_outside_eu_default: Annotated[int | None, El("PurchaseOutsideEUDefault")]
    """Default account of purchases from outside the EU."""
    sales_domestic_default: int | None
    """Default account of domestic sales."""
    sales_eu_default: Annotated[int | None, El("SalesEUDefault")]
    """Default account of sales to other EU countries."""
    sales_outside_eu_default: Annotated[int | None, El("SalesOutsideEUDefault")]
    """Default account of sales outside the EU."""


@valued
class ForeignName:
    """The name of an account in another language."""

    value: str | None
    iso_3166: Annotated[Attribute[Literal["fi", "en", "se"] | None], El("ISO-3166")]
    """The language: Finnish, English, or Swedish under the code of its country."""


@reply
class ListedAccount:
    """An account or a group of accounts."""

    netvisor_key: int | None
    number: str | None
    """Account number; empty for top groups."""
    name: str | None
    foreign_name: Many[ForeignName] = ()
    """At most three."""
    account_type: Literal["account", "accountgroup"] | None
    father_netvisor_key: int | None
    """Netvisor key of the group above; 0 at the top."""
    is_active: bool | None
    is_cumulative: bool | None
    """Whether the balance is cumulative, as on the balance sheet."""
    sort: int | None
    """Order number."""
    end_sort: int | None
    """Order number of the last account below."""
    is_natural_negative: bool | None
    """Whether it is normally negative, as share capital is."""


@reply
class Accounts:
    """All accounts and groups of accounts."""

    account: Many[ListedAccount]


@reply
class AccountList:
    """The chart of accounts: default accounts, and all accounts."""

    company_default_accounts: CompanyDefaultAccounts | None
    accounts: Accounts | None


@reply
class AccountListReply:
    """The answer of accountlist.nv."""

    account_list: AccountList | None


# Calls.

ACCOUNTLIST = Endpoint(
    resource="accountlist.nv",
    http="GET",
    title="Whole chart of accounts and default accounts",
    reply=AccountListReply,
)


@ACCOUNTLIST.register
def list_accounts() -> Call[AccountList | None]:
    """Get the chart of accounts: the default accounts of the company, and all accounts."""
    return ACCOUNTLIST.call(list_accounts, locals(), one(AccountList, AccountListReply, "account_list"))

"""The list of accounts, and the default accounts."""

from __future__ import annotations

from typing import Final, Literal

from netvisor.resources.accounting import (
    AccountList,
    AccountListReply,
    Accounts,
    CompanyDefaultAccounts,
    ForeignName,
    ListedAccount,
)
from netvisor.sandbox.books.core.chart import DEFAULTS, Account
from netvisor.sandbox.books.core.work import Outcome, Work, answers


@answers("accountlist.nv")
def account_list(work: Work) -> Outcome:
    """The default accounts and the whole chart."""
    listed = Accounts(account=[_listed(account) for account in work.chart.listed])
    return Outcome(root=AccountListReply(account_list=AccountList(company_default_accounts=_DEFAULTS, accounts=listed)))


def _listed(account: Account) -> ListedAccount:
    kind: Literal["account", "accountgroup"] = "account" if account.number else "accountgroup"
    return ListedAccount(
        netvisor_key=account.key,
        number=account.number or None,
        name=account.name,
        foreign_name=[ForeignName(account.english, "en")],
        account_type=kind,
        father_netvisor_key=account.father,
        is_active=True,
        is_cumulative=account.cumulative,
        sort=account.key,
        end_sort=account.end,
        is_natural_negative=account.negative,
    )


_DEFAULTS: Final = CompanyDefaultAccounts(
    trade_payables=DEFAULTS.trade_payables,
    purchase_vat_receivable=DEFAULTS.vat_receivable,
    rounding_off_difference=DEFAULTS.rounding,
    vat_payable=DEFAULTS.vat_payable,
    tax_account=DEFAULTS.tax_account,
    advance_payments=DEFAULTS.advance_payments,
    sales_receivables=DEFAULTS.receivables,
    sales_vat_debt=DEFAULTS.vat_debt,
    inventory=DEFAULTS.inventory,
    sales_discount=DEFAULTS.sales_discount,
    sales_exchange_rate_differences=DEFAULTS.sales_exchange,
    collection=DEFAULTS.collection,
    purchases_discounts=DEFAULTS.purchase_discounts,
    purchases_exchange_rate_differences=DEFAULTS.purchase_exchange,
    purchase_invoice_accrual=DEFAULTS.purchase_accrual,
    sales_invoice_accrual=DEFAULTS.sales_accrual,
    purchase_domestic_default=DEFAULTS.domestic_purchases,
    purchase_eu_default=DEFAULTS.eu_purchases,
    purchase_outside_eu_default=DEFAULTS.outside_eu_purchases,
    sales_domestic_default=DEFAULTS.domestic_sales,
    sales_eu_default=DEFAULTS.eu_sales,
    sales_outside_eu_default=DEFAULTS.outside_eu_sales,
)

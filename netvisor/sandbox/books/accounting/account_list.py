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
from netvisor.sandbox.books.core.chart import DEFAULTS, Account, chart
from netvisor.sandbox.books.core.work import Outcome, Work, answers


@answers("accountlist.nv")
def account_list(work: Work) -> Outcome:
    """The default accounts and the whole chart."""
    listed = Accounts(account=[_listed(account) for account in chart()])
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
    trade_payables=2871,
    purchase_vat_receivable=DEFAULTS.vat_receivable,
    rounding_off_difference=DEFAULTS.rounding,
    vat_payable=2946,
    tax_account=2948,
    advance_payments=DEFAULTS.advance_payments,
    sales_receivables=DEFAULTS.receivables,
    sales_vat_debt=DEFAULTS.vat_debt,
    inventory=1521,
    sales_discount=DEFAULTS.sales_discount,
    sales_exchange_rate_differences=3580,
    collection=9170,
    purchases_discounts=4230,
    purchases_exchange_rate_differences=4370,
    purchase_invoice_accrual=1849,
    sales_invoice_accrual=1701,
    purchase_domestic_default=4000,
    purchase_eu_default=4110,
    purchase_outside_eu_default=4130,
    sales_domestic_default=DEFAULTS.domestic_sales,
    sales_eu_default=DEFAULTS.eu_sales,
    sales_outside_eu_default=DEFAULTS.outside_eu_sales,
)

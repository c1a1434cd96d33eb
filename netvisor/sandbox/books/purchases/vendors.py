"""Vendors: added, edited in part and fetched; found or created for the invoices that name them."""

from __future__ import annotations

import copy
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from netvisor.declare import UNSET
from netvisor.resources.common import FetchedDimension
from netvisor.resources.purchases import (
    FetchedVendor,
    FetchedVendorAcceptanceDetail,
    FetchedVendorAcceptanceDetails,
    FetchedVendorAccountingAccount,
    FetchedVendorAccountingAccounts,
    FetchedVendorAdditionalInformation,
    FetchedVendorBankAccounts,
    FetchedVendorBaseInformation,
    FetchedVendorContactDetails,
    FetchedVendorDimensions,
    FetchedVendorDomesticBankAccount,
    FetchedVendorDomesticBankAccounts,
    FetchedVendorForeignBankAccount,
    FetchedVendorForeignBankAccounts,
    GetVendorReply,
    Vendor,
    Vendors,
)
from netvisor.sandbox.books.core.chart import Chart
from netvisor.sandbox.books.core.money import rounded
from netvisor.sandbox.books.core.show import kept, merged, part, plain, read_kept, shown, text, whole_number
from netvisor.sandbox.books.core.work import MOST_KEYS, Outcome, Work, answers, sql_marks
from netvisor.sandbox.books.dimensions.dimensions import use, uses
from netvisor.sandbox.refusal import OURS, invalid, ours

_PAGE: Final = 500
_MOST_ACCOUNTS: Final = 8
_UNKNOWN: Final = f"{OURS}not told"
"""Replaces required elements in the message of a vendor that an invoice created; not shown in answers."""
_KINDS: Final = ("domestic", "foreign")


@answers("vendor.nv")
def vendor(work: Work) -> Outcome:
    """Add a vendor, or edit it in part."""
    sent: Vendor = work.message
    if work.method == "add":
        return Outcome(inserted=[add(work, sent)])
    key = work.parameters.integer("netvisorkey")
    if key is None:
        raise invalid("the parameter netvisorkey is missing; method=edit needs the Netvisor key")
    row = row_of(work, key)
    if row is None:
        raise invalid(f"there is no vendor with the key {key}")
    _store(work, key, message_of(row), sent, new=False)
    return Outcome()


def add(work: Work, sent: Vendor) -> int:
    """Add a vendor; returns its key."""
    key = work.new_key()
    _store(work, key, None, sent, new=True)
    return key


def row_of(work: Work, key: int) -> sqlite3.Row | None:
    """The row of a vendor."""
    return work.row("select * from vendor where company = ? and key = ?", work.company, key)


def known_text(value: Any) -> str | None:
    """A text of a vendor, `None` if unknown."""
    found = text(value)
    return None if found in {"", _UNKNOWN} else found


def message_of(row: sqlite3.Row) -> Vendor:
    """The message of a vendor after all edits."""
    return read_kept(row["message"], Vendor)


def _store(work: Work, key: int, stored: Vendor | None, sent: Vendor, *, new: bool) -> None:
    whole = merged(stored, sent)
    base = whole.vendor_base_information
    _number_accounts(work, stored, sent, base)
    code = text(base.code)
    sql = "select 1 from vendor where company = ? and code = ? and key <> ?"
    if code and work.row(sql, work.company, code, key) is not None:
        raise ours("DUPLICATE_DATA", f"the vendor code {code} is in use")
    more = part(whole, "vendor_additional_information")
    named = None if more is None else part(more, "vendor_dimensions")
    use(work, key, () if named is None else ((d.dimension_name, d.dimension_item) for d in named.dimension))
    columns: dict[str, object] = {
        "code": code,
        "name": known_text(base.name) or "",
        "identifier": known_text(base.organization_id) or "",
        "changed": work.stamp,
        "message": kept(whole),
    }
    if new:
        work.insert("vendor", key=key, **columns)
    else:
        work.update("vendor", key, **columns)
    work.delete("vendor_account", vendor=key)
    for number in sorted({number for _, account in _accounts(base) if (number := account_number(_number(account)))}):
        work.insert("vendor_account", vendor=key, number=number)


def _wrapper(base: Any, kind: str) -> Any:
    both = part(base, "vendor_bank_accounts")
    return None if both is None else part(both, f"vendor_{kind}_bank_accounts")


def _accounts(base: Any) -> Iterator[tuple[str, Any]]:
    for kind in _KINDS:
        wrapper = _wrapper(base, kind)
        for account in () if wrapper is None else getattr(wrapper, f"vendor_{kind}_bank_account"):
            yield kind, account


def _number(account: Any) -> str:
    return text(account.iban if hasattr(account, "iban") else account.bban)


def account_number(number: str) -> str:
    """A bank account number in the form used for comparison."""
    return re.sub(r"\s", "", number).upper()


def _number_accounts(work: Work, stored: Vendor | None, sent: Vendor, base: Any) -> None:
    """Edit the accounts that the message names by key, and add those without; the last default wins."""
    for kind in _KINDS:
        wrapper, new = _wrapper(base, kind), _wrapper(sent.vendor_base_information, kind)
        if wrapper is None or new is None:
            continue
        old = None if stored is None else _wrapper(stored.vendor_base_information, kind)
        name = f"vendor_{kind}_bank_account"
        found = {account.netvisor_key: account for account in (getattr(old, name) if old is not None else ())}
        for account in getattr(new, name):
            key = plain(account.netvisor_key)
            if key is not None and key not in found:
                raise invalid(f"the vendor has no {kind} bank account with the key {key}")
            key = work.new_key() if key is None else key
            keyed = copy.copy(account)
            keyed.netvisor_key = key
            found[key] = merged(found.get(key), keyed)
            if plain(account.is_default):
                _only_default(found, key)
        if len(found) > _MOST_ACCOUNTS:
            raise invalid(f"a vendor has at most {_MOST_ACCOUNTS} {kind} bank accounts")
        setattr(wrapper, name, list(found.values()))


def _only_default(found: dict[int, Any], default: int) -> None:
    for key, account in found.items():
        if key != default and plain(account.is_default):
            found[key] = replace(account, is_default=False)


# The vendor of an invoice.


def identifier(number: str) -> str:
    """A business id or VAT number in the form used for comparison: FI19675438 is 1967543-8."""
    return re.sub(r"[^0-9A-Z]", "", number.upper()).removeprefix("FI")


def vendor_of(work: Work, sent: Any) -> int:
    """The key of the vendor of a purchase invoice: the first that matches, else a new one.

    The criterion that `primaryvendormatchtype` names is tried before all others.
    """
    account = account_number(text(sent.account_number))
    name = text(sent.vendor_name)
    tax = identifier(text(sent.seller_organization_tax_code) or text(sent.organization_identifier))
    first = plain(sent.primary_vendor_match_type)
    code = text(sent.vendor_code)
    if first == "code" and code:
        found = work.row("select key from vendor where company = ? and code = ?", work.company, code)
        if found is not None:
            return int(found["key"])
    rows = work.rows("select key, name, identifier from vendor where company = ? order by key", work.company)
    sql = "select vendor from vendor_account where company = ? and number = ?"
    owners = {row["vendor"] for row in work.rows(sql, work.company, account)} if account else set()
    by_account = {row["key"] for row in rows if row["key"] in owners}
    by_name = {row["key"] for row in rows if name and row["name"].casefold() == name.casefold()}
    by_tax = {row["key"] for row in rows if tax and identifier(row["identifier"]) == tax}
    no_tax = {row["key"] for row in rows if not row["identifier"]}
    rules = [
        by_account & by_name & by_tax,
        by_account & by_tax,
        by_account & by_name,
        by_name & by_tax,
        by_account & no_tax,
        by_account,
        by_tax,
        by_name,
    ]
    if first in {"name", "organizationid"}:
        rules.insert(0, by_name if first == "name" else by_tax)
    hit = next((keys for keys in rules if keys), None)
    return min(hit) if hit else add(work, _new(sent, account))


def _new(sent: Any, account: str) -> Vendor:
    from netvisor.resources import purchases as p

    accounts_of: Any = UNSET
    if account:
        one = p.VendorDomesticBankAccount(iban=account, bank_name=_UNKNOWN, is_default=True)
        wrapper = p.VendorDomesticBankAccounts(vendor_domestic_bank_account=[one])
        accounts_of = p.VendorBankAccounts(vendor_domestic_bank_accounts=wrapper)
    base = p.VendorBaseInformation(
        code=_or_unset(sent.vendor_code),
        name=text(sent.vendor_name) or _UNKNOWN,
        address=_or_unset(sent.vendor_address_line),
        post_code=_or_unset(sent.vendor_post_number),
        city=_or_unset(sent.vendor_city),
        country=_or_unset(sent.vendor_country),
        organization_id=text(sent.organization_identifier) or text(sent.seller_organization_tax_code) or _UNKNOWN,
        vendor_bank_accounts=accounts_of,
    )
    contact = p.VendorContactDetails(
        phone_number=_or_unset(sent.vendor_phone_number),
        email=_or_unset(sent.vendor_email),
        fax_number=_or_unset(sent.vendor_fax_number),
        home_page=_or_unset(sent.vendor_home_page),
    )
    ways = (contact.phone_number, contact.email, contact.fax_number, contact.home_page)
    return Vendor(vendor_base_information=base, vendor_contact_details=contact if any(ways) else UNSET)


def _or_unset(value: Any) -> Any:
    return text(value) or UNSET


# Reads.


@answers("getvendor.nv")
def get_vendor(work: Work) -> Outcome:
    """One vendor, or a page of a list of keys, which must all exist, or of the changed ones."""
    asked = work.parameters
    keys = asked.keys("netvisorkeylist", MOST_KEYS)
    one = asked.integer("netvisorkey")
    if keys is None and one is not None:
        keys = [one]
    if keys is not None:
        rows = {row["key"]: row for row in _rows(work, keys)}
        missing = [key for key in keys if key not in rows]
        if missing:
            raise invalid(f"there is no vendor with the key {missing[0]}")
        if len(keys) == 1:
            return Outcome(root=GetVendorReply(vendor=_fetched(work, rows[keys[0]])))
        return _page(work, [rows[key] for key in keys])
    since = asked.moment("changedsince")
    if since is None:
        raise invalid("one of the parameters netvisorkey, netvisorkeylist and changedsince is needed")
    sql = "select * from vendor where company = ? and changed >= ? order by key"
    return _page(work, work.rows(sql, work.company, since.isoformat(sep=" ")))


def _page(work: Work, rows: list[sqlite3.Row]) -> Outcome:
    """The requested page of vendors."""
    page = max(1, work.parameters.option("page"))
    some = [_fetched(work, row) for row in rows[(page - 1) * _PAGE : page * _PAGE]]
    return Outcome(root=GetVendorReply(vendors=Vendors(vendor=some)), headers=_pages(page, len(rows)))


def _pages(page: int, total: int) -> list[tuple[str, str]]:
    """The documented headers about pages; leaving out those of missing pages is ours."""
    pagination: dict[str, int] = {"Current-Page": page}
    if page > 1:
        pagination["Previous-Page"] = page - 1
    if page * _PAGE < total:
        pagination["Next-Page"] = page + 1
    pagination |= {"Limit": _PAGE, "Total-Count": total}
    return [(f"X-Netvisor-Pagination-{name}", str(value)) for name, value in pagination.items()]


def _rows(work: Work, keys: list[int]) -> list[sqlite3.Row]:
    sql = f"select * from vendor where company = ? and key in ({sql_marks(keys)})"  # noqa: S608  # marks only
    return work.rows(sql, work.company, *keys)


def _fetched(work: Work, row: sqlite3.Row) -> FetchedVendor:
    stored = message_of(row)
    base = stored.vendor_base_information
    contact = part(stored, "vendor_contact_details")
    return FetchedVendor(
        netvisor_key=row["key"],
        vendor_base_information=shown(
            FetchedVendorBaseInformation,
            base,
            name=known_text(base.name),
            organization_id=known_text(base.organization_id),
            vendor_bank_accounts=_bank_accounts(base),
        ),
        vendor_contact_details=None if contact is None else shown(FetchedVendorContactDetails, contact),
        vendor_additional_information=_additional(work, row["key"], part(stored, "vendor_additional_information")),
    )


def _bank_accounts(base: Any) -> FetchedVendorBankAccounts | None:
    found = list(_accounts(base))
    if not found:
        return None
    domestic = [
        shown(
            FetchedVendorDomesticBankAccount,
            account,
            bank_name=known_text(account.bank_name),
            is_default=bool(plain(account.is_default)),
        )
        for kind, account in found
        if kind == "domestic"
    ]
    foreign = [
        shown(
            FetchedVendorForeignBankAccount,
            account,
            is_default=bool(plain(account.is_default)),
            include_address_in_foreign_payments=bool(plain(account.include_addresss_in_foreign_payments)),
        )
        for kind, account in found
        if kind == "foreign"
    ]
    return FetchedVendorBankAccounts(
        vendor_domestic_bank_accounts=(
            FetchedVendorDomesticBankAccounts(vendor_domestic_bank_account=domestic) if domestic else None
        ),
        vendor_foreign_bank_accounts=(
            FetchedVendorForeignBankAccounts(vendor_foreign_bank_account=foreign) if foreign else None
        ),
    )


def _additional(work: Work, key: int, more: Any) -> FetchedVendorAdditionalInformation:
    dimensions = [FetchedDimension(dimension_name=each.heading, dimension_item=each.item) for each in uses(work, key)]
    ledger = None if more is None else part(more, "vendor_accounting_accounts")
    rounds = None if more is None else part(more, "vendor_acceptance_details")
    percent = None if more is None else plain(more.default_vat_percent)
    return FetchedVendorAdditionalInformation(
        default_vat_percent=None if percent is None else rounded(Decimal(percent)),
        is_partial_vat_reduce_privileged=bool(more is not None and plain(more.is_partial_vat_reduce_privileged)),
        payment_term=None if more is None else plain(more.payment_term_net_days),
        vendor_dimensions=FetchedVendorDimensions(dimension=dimensions) if dimensions else None,
        vendor_accounting_accounts=None
        if ledger is None
        else FetchedVendorAccountingAccounts(
            vendor_accounting_account=[_ledger_account(work.chart, each) for each in ledger.vendor_accounting_account]
        ),
        vendor_acceptance_details=None
        if rounds is None
        else FetchedVendorAcceptanceDetails(
            vendor_acceptance_detail=[
                shown(FetchedVendorAcceptanceDetail, each) for each in rounds.vendor_acceptance_detail
            ]
        ),
    )


def _ledger_account(chart: Chart, each: Any) -> FetchedVendorAccountingAccount:
    number = text(each.account_number)
    known = chart.accounts.get(whole_number(number) or 0)
    return FetchedVendorAccountingAccount(
        account_number=number,
        account_name=None if known is None else known.name,
        is_default=bool(plain(each.is_default)),
    )

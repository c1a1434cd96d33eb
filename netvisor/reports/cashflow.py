"""Money in and out of the bank accounts, month by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from netvisor.reports.model import ZERO, Chart, Column, Report, Series, Table, shown, sum_of
from netvisor.reports.months import Months, months
from netvisor.reports.reads import Reads
from netvisor.resources import accounting

if TYPE_CHECKING:
    from netvisor.client.client import Client


def cashflow(client: Client, *, first: str | None = None, last: str | None = None) -> Report:
    """Report what came into the bank accounts and went out of them.

    Args:
        client: the company.
        first: the first month, `YYYY-MM`; default: a year up to the last.
        last: the last month; default: this month.

    Raises:
        SetupError: a month is malformed, or they are in the wrong order.
        NetvisorError: a read failed.
    """
    period = months(first, last)
    reads = Reads(client)
    banks = reads.send(accounting.list_bank_accounts(), "bank accounts")
    from_banks = reads.last
    linked = [bank.bookkeeping_account for bank in banks if bank.bookkeeping_account is not None]
    keys = sorted({account.netvisor_key for account in linked if account.netvisor_key is not None})
    numbers = {account.account_number for account in linked if account.account_number is not None}
    balances = _balances(reads, keys, period)
    from_balances = reads.last if keys else from_banks
    moved_in, moved_out = _moved(reads, numbers, period)
    from_ledger = reads.last

    ins = tuple(moved_in[name] for name in period.names)
    outs = tuple(-moved_out[name] for name in period.names)
    nets = tuple(map(sum_of, zip(ins, outs, strict=True)))
    ends = tuple(balances.get(end) for end in period.ends())
    opening, closing = balances.get(period.start - timedelta(days=1)), ends[-1]
    moved = (from_banks, from_ledger)
    table = Table(
        name="months",
        title="By month",
        columns=(
            Column(name="month", title="month"),
            Column(name="in", title="in", sources=moved),
            Column(name="out", title="out", sources=moved),
            Column(name="net", title="net", sources=moved),
            Column(name="balance", title="balance at the end", sources=(from_banks, from_balances)),
        ),
        rows=list(zip(period.names, ins, outs, nets, ends, strict=True)),
        total=("total", sum_of(ins), sum_of(outs), sum_of(nets), closing),
    )
    return Report(
        name="cashflow",
        title="Cash flow",
        company=reads.company,
        period=f"{period.start} to {period.end}",
        made=reads.made,
        tables=(table,),
        charts=(
            Chart(
                title="Money in and out by month",
                labels=period.names,
                series=(
                    Series(name="in", values=ins),
                    Series(name="out", values=outs),
                    Series(name="net", values=nets, shape="line"),
                ),
            ),
            Chart(
                title="Balance of the bank accounts at the end of each month",
                labels=period.names,
                series=(Series(name="balance", values=ends, shape="line"),),
            ),
        ),
        notes=(*_notes(numbers, opening, closing, sum_of(nets)), *reads.notes()),
        sources=tuple(reads.sources),
    )


def _balances(reads: Reads, keys: list[int], period: Months) -> dict[date, Decimal]:
    """The balance of all bank accounts together on the day before the period and at the end of each month."""
    found: dict[date, Decimal] = defaultdict(lambda: ZERO)
    if not keys:
        return found
    days = [period.start - timedelta(days=1), *period.ends()]
    call = accounting.list_account_balances(balance_dates=days, netvisor_key_list=keys)
    for account in reads.send(call, "accounts with balances"):
        for balance in account.account_balance:
            if day := reads.day(balance.date):
                found[day] += reads.amount(balance.balance)
    return found


def _moved(
    reads: Reads, numbers: Collection[int], period: Months
) -> tuple[defaultdict[str, Decimal], defaultdict[str, Decimal]]:
    """What came and went by month: the rows of a voucher on bank accounts count together."""
    into: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    out: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    call = accounting.list_vouchers(start_date=period.start, end_date=period.end)
    with reads.each(call, "vouchers") as vouchers:
        for voucher in vouchers:
            lines = [line for line in valid_lines(voucher) if line.account_number in numbers]
            moved = sum_of(reads.amount(line.line_sum) for line in lines)
            if day := reads.day(voucher.voucher_date):
                month = f"{day:%Y-%m}"
                into[month] += max(moved, ZERO)
                out[month] += max(-moved, ZERO)
    return into, out


def valid_lines(voucher: accounting.ListedVoucher) -> list[accounting.FetchedVoucherLine]:
    """The rows of a voucher that are neither invalidated nor deleted."""
    return [line for line in voucher.voucher_line if line.status in {None, "valid"}]


def _notes(numbers: Collection[int], opening: Decimal | None, closing: Decimal | None, net: Decimal) -> tuple[str, ...]:
    if not numbers:
        return ("No bank account has a ledger account, so the ledger does not show its money.",)
    accounts = ", ".join(map(str, sorted(numbers)))
    notes = [
        f"Money in and out are the rows of valid vouchers on the ledger accounts of the bank accounts: {accounts}. The"
        " rows of one voucher are added up first, so a transfer between own accounts in one voucher is neither.",
        "Months are those of the voucher dates. Amounts are in the currency of the ledger.",
    ]
    if opening is not None and closing is not None:
        difference = closing - opening - net
        before = f"The balance on the day before was {shown(opening)}"
        notes.append(
            f"{before}; the net of all months leads from it to the last balance."
            if difference == 0
            else f"{before}. With the net of all months, {shown(difference)} is missing to the last balance: the"
            " balances hold something that these vouchers do not show."
        )
    return tuple(notes)

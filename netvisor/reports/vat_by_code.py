"""VAT from the ledger: sums by VAT code, and what was posted on the VAT accounts, month by month."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from netvisor.reference.vat import VatCode
from netvisor.reports.cashflow import valid_lines
from netvisor.reports.model import ZERO, Chart, Column, Report, Series, Table, Value, sum_of
from netvisor.reports.months import Months, months
from netvisor.reports.reads import Reads
from netvisor.resources import accounting
from netvisor.resources.accounting.obligations import MOST_MONTHS

if TYPE_CHECKING:
    from netvisor.client.client import Client

_NO_HANDLING: Final = frozenset({None, "", "-", VatCode.NONE.value})
_CODES: Final[dict[str, VatCode]] = {code.value: code for code in VatCode}

_ByCode: TypeAlias = dict[tuple[str, Decimal | None], list[Decimal]]


def vat(client: Client, *, first: str | None = None, last: str | None = None) -> Report:
    """Report the VAT that the ledger shows.

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
    chart = reads.send(accounting.list_accounts(), "the chart of accounts with its default accounts")
    defaults = chart.company_default_accounts if chart is not None else None
    accounts = (defaults.sales_vat_debt, defaults.purchase_vat_receivable) if defaults is not None else (None, None)
    from_chart = reads.last
    by_code, posted = _ledger(reads, period, accounts)
    from_ledger = reads.last
    filed = _filed(reads, period)
    from_filed = tuple(range(from_ledger + 1, reads.last + 1))

    of_sales = tuple(-sum_of(posted[accounts[0], name]) for name in period.names)
    of_purchases = tuple(-sum_of(posted[accounts[1], name]) for name in period.names)
    nets = tuple(map(sum_of, zip(of_sales, of_purchases, strict=True)))
    from_accounts = (from_chart, from_ledger)
    by_month = Table(
        name="months",
        title="By month",
        columns=(
            Column(name="month", title="month"),
            Column(name="sales_vat", title="of sales", sources=from_accounts),
            Column(name="purchase_vat", title="of purchases", sources=from_accounts),
            Column(name="net", title="net", sources=from_accounts),
            Column(name="filed", title="in the return", sources=from_filed),
            Column(name="filing_date", title="filed on", sources=from_filed),
        ),
        rows=[
            (name, *sums, *filed.get(name, (None, None)))
            for name, *sums in zip(period.names, of_sales, of_purchases, nets, strict=True)
        ],
        total=("total", sum_of(of_sales), sum_of(of_purchases), sum_of(nets), None, None),
    )
    return Report(
        name="vat",
        title="VAT",
        company=reads.company,
        period=f"{period.start} to {period.end}",
        made=reads.made,
        tables=(by_month, _code_table(by_code, from_ledger)),
        charts=(
            Chart(
                title="VAT posted by month",
                labels=period.names,
                series=(
                    Series(name="of sales", values=of_sales),
                    Series(name="of purchases", values=of_purchases),
                    Series(name="net", values=nets, shape="line"),
                ),
            ),
        ),
        notes=(*_notes(accounts), *reads.notes()),
        sources=tuple(reads.sources),
    )


def _ledger(
    reads: Reads, period: Months, accounts: tuple[int | None, int | None]
) -> tuple[_ByCode, defaultdict[tuple[int | None, str], list[Decimal]]]:
    """The rows with a VAT code, and those on the VAT accounts of vouchers that have such rows."""
    by_code: _ByCode = defaultdict(list)
    posted: defaultdict[tuple[int | None, str], list[Decimal]] = defaultdict(list)
    with reads.each(accounting.list_vouchers(start_date=period.start, end_date=period.end), "vouchers") as vouchers:
        for voucher in vouchers:
            lines = valid_lines(voucher)
            coded = [line for line in lines if line.vat_code not in _NO_HANDLING]
            for line in coded:
                rate = line.vat_percent if isinstance(line.vat_percent, Decimal) else None
                by_code[str(line.vat_code), rate].append(reads.amount(line.line_sum))
            day = reads.day(voucher.voucher_date) if coded else None
            for line in lines if day is not None else ():
                if line.account_number is not None and line.account_number in accounts:
                    posted[line.account_number, f"{day:%Y-%m}"].append(reads.amount(line.line_sum))
    return by_code, posted


def _filed(reads: Reads, period: Months) -> dict[str, tuple[Value, Value]]:
    """What the VAT returns say of each month that has one: the tax to pay, and the day of filing."""
    found: dict[str, tuple[Value, Value]] = {}
    for at in range(0, len(period.names), MOST_MONTHS):
        part = period.names[at : at + MOST_MONTHS]
        call = accounting.get_financial_obligation_status(start_month=part[0], end_month=part[-1])
        status = reads.send(call, f"the obligations of {len(part)} months")
        for month in status.months.month if status is not None and status.months is not None else ():
            its = month.vat_report
            if month.period is not None and its is not None:
                amount = None if its.payable_amount is None else reads.amount(its.payable_amount)
                found[month.period] = (amount, str(its.filing_date) if its.filing_date else None)
    return found


def _code_table(by_code: _ByCode, source: int) -> Table:
    rows: list[tuple[Value, ...]] = []
    for (code, rate), sums in sorted(by_code.items(), key=lambda item: (item[0][0], item[0][1] or ZERO)):
        known = _CODES.get(code)
        base = sum_of(sums)
        base = -base if known is not None and known.side == "sales" else base
        side, meaning = (known.side, known.meaning) if known is not None else ("unknown", "a code that is not listed")
        rows.append((code, meaning, side, _rate(rate), len(sums), base, None if rate is None else base * rate / 100))
    return Table(
        name="codes",
        title="By VAT code",
        columns=(
            Column(name="code", title="code", sources=(source,)),
            Column(name="meaning", title="meaning"),
            Column(name="side", title="side"),
            Column(name="rate", title="rate, %", sources=(source,)),
            Column(name="rows", title="rows", sources=(source,)),
            Column(name="sum", title="sum", sources=(source,)),
            Column(name="calculated", title="sum × rate", sources=(source,)),
        ),
        rows=rows,
    )


def _rate(rate: Decimal | None) -> str | None:
    return None if rate is None else format(rate.normalize(), "f")


def _notes(accounts: tuple[int | None, int | None]) -> tuple[str, ...]:
    debt, receivable = (str(number) if number is not None else "not set" for number in accounts)
    return (
        f"VAT posted is what vouchers with VAT codes have on the default accounts of sales VAT ({debt}) and purchase"
        f" VAT ({receivable}). Other VAT accounts do not count, nor do vouchers without a VAT code, such as those that"
        " settle these accounts.",
        "VAT of sales is positive, VAT of purchases negative. A positive net is to be paid, a negative one comes back.",
        "Sums by code are the rows of the ledger; those of sales have their sign turned. The documentation does not"
        " say that they are without VAT. Sum × rate is calculated here and not rounded; with a reverse charge it is"
        " owed and deducted at once.",
        "In the return is the tax to pay of the month's VAT return, whether it is filed or not; it is empty where"
        " Netvisor names no return. Months are those of the voucher dates, not VAT periods of a quarter or a year.",
        "This is no VAT return: the documentation has no read that gives the boxes of one.",
    )

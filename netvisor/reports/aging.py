"""Open sales and purchase invoices by the days since they were due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from netvisor.reports.model import Chart, Column, Report, Series, Table, Value, shown, sum_of
from netvisor.reports.months import this_day
from netvisor.reports.reads import Reads
from netvisor.resources import purchases, sales

if TYPE_CHECKING:
    from netvisor.client.client import Client

AGES: Final = ("not due", "1–30 days", "31–60 days", "61–90 days", "over 90 days", "no due date")
_LIMITS: Final = (0, 30, 60, 90)
_NAMES: Final = ("not_due", "days_1_30", "days_31_60", "days_61_90", "days_over_90", "no_due_date")
_NO_NAME: Final = "(no name)"


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice that is not paid, or not wholly."""

    party: str
    due: date | None
    open_sum: Decimal

    def age(self, on: date) -> int:
        """Which of `AGES` it is of on a day."""
        if self.due is None:
            return len(AGES) - 1
        days = (on - self.due).days
        return sum(days > limit for limit in _LIMITS)


def aging(client: Client, *, on: date | None = None) -> Report:
    """Report what customers owe and what is owed to vendors, by the days since it was due.

    Args:
        client: the company.
        on: the day on which ages are counted; default: today.

    Raises:
        NetvisorError: a read failed.
    """
    day = on or this_day()
    reads = Reads(client)
    receivable, others = _receivable(reads)
    from_sales = (reads.last,)
    payable = _payable(reads)
    from_purchases = tuple(range(from_sales[0] + 1, reads.last + 1))
    return Report(
        name="aging",
        title="Open invoices by age",
        company=reads.company,
        period=f"ages on {day}",
        made=reads.made,
        tables=(
            _by_age(receivable, payable, day, from_sales, from_purchases),
            _by_party("receivable", "Receivable by customer", "customer", receivable, day, from_sales),
            _by_party("payable", "Payable by vendor", "vendor", payable, day, from_purchases),
        ),
        charts=(
            Chart(
                title="Open invoices by age",
                labels=AGES,
                series=(
                    Series(name="receivable", values=_sums(receivable, day)),
                    Series(name="payable", values=_sums(payable, day)),
                ),
            ),
        ),
        notes=(*_notes(others), *reads.notes()),
        sources=tuple(reads.sources),
    )


def _receivable(reads: Reads) -> tuple[list[OpenInvoice], dict[str, Decimal]]:
    """The open sales invoices, and the open sums of invoices of another status."""
    found = []
    others: defaultdict[str, Decimal] = defaultdict(Decimal)
    with reads.each(sales.list_sales_invoices(), "sales invoices") as invoices:
        for invoice in invoices:
            open_sum = reads.amount(invoice.open_sum)
            if not open_sum:
                continue
            status = invoice.invoice_status.value if invoice.invoice_status is not None else None
            if status == "open":
                due = reads.day(invoice.invoice_due_date)
                found.append(OpenInvoice(invoice.customer_name or _NO_NAME, due, open_sum))
            else:
                others[status or "none"] += open_sum
    return found, others


def _payable(reads: Reads) -> list[OpenInvoice]:
    """The purchase invoices with an open sum; the list has no due dates, so these are read one level deeper."""
    opened: dict[int, tuple[str, Decimal]] = {}
    with reads.each(purchases.list_purchase_invoices(), "purchase invoices") as invoices:
        for invoice in invoices:
            open_sum = reads.amount(invoice.open_sum)
            if open_sum and invoice.netvisor_key is not None:
                opened[invoice.netvisor_key] = (invoice.vendor or _NO_NAME, open_sum)
    due: dict[int | None, date | None] = {}
    if opened:
        call = purchases.get_purchase_invoices(list(opened), omit_attachments=True)
        for fetched in reads.send(call, "purchase invoices with their due dates"):
            due[fetched.purchase_invoice_netvisor_key] = reads.day(fetched.purchase_invoice_due_date)
    return [OpenInvoice(party, due.get(key), open_sum) for key, (party, open_sum) in opened.items()]


def _sums(invoices: Iterable[OpenInvoice], day: date) -> tuple[Decimal, ...]:
    by_age: list[list[Decimal]] = [[] for _ in AGES]
    for invoice in invoices:
        by_age[invoice.age(day)].append(invoice.open_sum)
    return tuple(map(sum_of, by_age))


def _by_age(
    receivable: list[OpenInvoice],
    payable: list[OpenInvoice],
    day: date,
    from_sales: tuple[int, ...],
    from_purchases: tuple[int, ...],
) -> Table:
    columns: list[tuple[Value, ...]] = []
    totals: list[Value] = []
    for invoices in (receivable, payable):
        ages = [invoice.age(day) for invoice in invoices]
        sums = _sums(invoices, day)
        columns += [tuple(ages.count(age) for age in range(len(AGES))), sums]
        totals += [len(invoices), sum_of(sums)]
    return Table(
        name="ages",
        title="By age",
        columns=(
            Column(name="age", title="days overdue"),
            Column(name="receivable_count", title="sales invoices", sources=from_sales),
            Column(name="receivable", title="receivable", sources=from_sales),
            Column(name="payable_count", title="purchase invoices", sources=from_purchases),
            Column(name="payable", title="payable", sources=from_purchases),
        ),
        rows=list(zip(AGES, *columns, strict=True)),
        total=("total", *totals),
    )


def _by_party(
    name: str, title: str, party: str, invoices: list[OpenInvoice], day: date, sources: tuple[int, ...]
) -> Table:
    """The open sums of each party by age, the largest first."""
    by_party: defaultdict[str, list[OpenInvoice]] = defaultdict(list)
    for invoice in invoices:
        by_party[invoice.party].append(invoice)
    rows = [(who, sums := _sums(theirs, day), sum_of(sums)) for who, theirs in by_party.items()]
    rows.sort(key=lambda row: (-row[2], row[0]))
    every = _sums(invoices, day)
    return Table(
        name=name,
        title=title,
        columns=(
            Column(name=party, title=party),
            Column(name="total", title="total", sources=sources),
            *(Column(name=each, title=age, sources=sources) for each, age in zip(_NAMES, AGES, strict=True)),
        ),
        rows=[(who, total, *sums) for who, sums, total in rows],
        total=("total", sum_of(every), *every),
    )


def _notes(others: dict[str, Decimal]) -> tuple[str, ...]:
    notes = [
        "Open sums are those of the moment of reading, also if ages are counted on another day: no documented read"
        " gives the open sums of an earlier day.",
        "Receivable are sales invoices of the status open. Payable are purchase invoices with an open sum, also those"
        " that nobody has approved yet.",
        "Sums are as the lists give them: the documentation does not name their currency, and the lists do not either.",
        "A credit note counts with its negative open sum.",
    ]
    if others:
        sums = ", ".join(f"{status} {shown(amount)}" for status, amount in sorted(others.items()))
        notes.append(f"Not counted are open sums of sales invoices of another status: {sums}.")
    return tuple(notes)

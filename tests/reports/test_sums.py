"""The sums of reports equal those of a plain computation over the typed objects."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from netvisor import Client, SetupError, Untyped, accounting, purchases, sales
from netvisor.reports import Report, aging, cashflow, vat
from netvisor.reports.months import months

FIRST, LAST = "2025-12", "2026-11"
YEAR = accounting.list_vouchers(start_date=date(2025, 12, 1), end_date=date(2026, 11, 30))
ON = date(2026, 10, 1)


def rows(report: Report, table: str) -> list[dict[str, Any]]:
    (its,) = [each for each in report.tables if each.name == table]
    names = [column.name for column in its.columns]
    return [dict(zip(names, row, strict=True)) for row in its.rows]


def total(report: Report, table: str) -> dict[str, Any]:
    (its,) = [each for each in report.tables if each.name == table]
    assert its.total is not None
    return dict(zip([column.name for column in its.columns], its.total, strict=True))


def sums(amounts: Any) -> dict[Any, Decimal]:
    """Amounts added up by their keys; sums of 0 are left out."""
    found: Counter[Any] = Counter()
    for key, amount in amounts:
        found[key] += amount
    return {key: Decimal(amount) for key, amount in found.items() if amount}


# Cash flow.


def test_money_in_and_out_is_that_of_the_bank_rows(demo: Client) -> None:
    report = cashflow(demo, first=FIRST, last=LAST)
    moved = [
        (
            f"{voucher.voucher_date:%Y-%m}",
            sum(line.line_sum or 0 for line in voucher.voucher_line if line.account_number in {1910, 1911}),
        )
        for voucher in demo.send(YEAR)
    ]
    months = rows(report, "months")
    assert {row["month"]: row["in"] for row in months if row["in"]} == sums(each for each in moved if each[1] > 0)
    assert {row["month"]: row["out"] for row in months if row["out"]} == sums(each for each in moved if each[1] < 0)
    assert {row["month"]: row["net"] for row in months if row["net"]} == sums(moved)
    assert total(report, "months")["net"] == sum(amount for _, amount in moved)
    assert [row["month"] for row in months] == sorted({month for month, _ in moved})


def test_the_balance_is_that_of_each_account_asked_alone(demo: Client) -> None:
    for row in rows(cashflow(demo, first="2026-03", last="2026-05"), "months"):
        year, month = map(int, row["month"].split("-"))
        day = date(year, month + 1, 1) - timedelta(days=1)
        alone = 0
        for bank in demo.send(accounting.list_bank_accounts()):
            assert bank.bookkeeping_account is not None
            assert bank.bookkeeping_account.netvisor_key is not None
            found = demo.send(
                accounting.get_account_balance(bank.bookkeeping_account.netvisor_key, balance_dates=[day])
            )
            alone += found.account_balance[0].balance if found else 0  # type: ignore[operator,assignment]
        assert row["balance"] == alone


def test_the_net_leads_from_balance_to_balance(demo: Client) -> None:
    report = cashflow(demo, first="2026-02", last="2026-04")
    first, second, third = rows(report, "months")
    assert second["balance"] - first["balance"] == second["net"]
    assert third["balance"] - second["balance"] == third["net"]
    assert any("leads from it to the last balance" in note for note in report.notes)


def test_a_balance_that_the_vouchers_do_not_explain_is_told(demo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send = demo.send

    def more(call: Any) -> Any:
        found = send(call)
        if call.resource == "accountbalance.nv":
            found[0].account_balance[-1].balance += 7
        return found

    monkeypatch.setattr(demo, "send", more)
    assert any("7.00 is missing to the last balance" in note for note in cashflow(demo, first=FIRST, last=LAST).notes)


def test_a_transfer_between_own_accounts_is_neither_in_nor_out(empty: Client) -> None:
    voucher = accounting.Voucher(
        voucher_date=date(2026, 3, 5),
        calculation_mode="net",
        voucher_class="Muut",
        voucher_line=[
            accounting.VoucherLine(
                line_sum=accounting.LineSum(value=Decimal(sign * 100), type="net"),
                description="siirto",
                account_number=number,
                vat_percent=accounting.VatPercent(value=0, vat_code="NONE"),
            )
            for sign, number in ((1, 1911), (-1, 1910))
        ],
    )
    empty.send(accounting.add_voucher(voucher))
    (month,) = rows(cashflow(empty, first="2026-03", last="2026-03"), "months")
    assert (month["in"], month["out"], month["balance"]) == (0, 0, 0)


def test_a_company_without_bank_accounts_says_so(demo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send = demo.send
    monkeypatch.setattr(demo, "send", lambda call: [] if call.resource == "getbankaccounts.nv" else send(call))
    report = cashflow(demo, first="2026-03", last="2026-03")
    assert "No bank account has a ledger account" in report.notes[0]
    assert rows(report, "months") == [{"month": "2026-03", "in": 0, "out": 0, "net": 0, "balance": None}]


# Aging.


def bucket(due: date) -> str:
    days = (ON - due).days
    limits = ((0, "not due"), (30, "1–30 days"), (60, "31–60 days"), (90, "61–90 days"))
    return next((name for limit, name in limits if days <= limit), "over 90 days")


def test_receivables_are_those_of_each_invoice_read_alone(demo: Client) -> None:
    listed = {each.netvisor_key: each for each in demo.send(sales.list_sales_invoices(invoice_status="open"))}
    fetched = demo.send(sales.get_sales_invoices([key for key in listed if key is not None]))
    found = [(each.sales_invoice_due_date, listed[each.sales_invoice_netvisor_key]) for each in fetched]
    report = aging(demo, on=ON)
    assert {row["age"]: row["receivable"] for row in rows(report, "ages") if row["receivable"]} == sums(
        (bucket(due), each.open_sum) for due, each in found if due
    )
    assert {row["customer"]: row["total"] for row in rows(report, "receivable")} == sums(
        (each.customer_name, each.open_sum) for _, each in found
    )
    assert total(report, "ages")["receivable_count"] == len(found)
    assert total(report, "receivable")["total"] == sum(each.open_sum or 0 for each in listed.values())


def test_payables_are_those_of_each_invoice_read_alone(demo: Client) -> None:
    found = []
    for each in demo.send(purchases.list_purchase_invoices()):
        if each.open_sum and each.netvisor_key:
            fetched = demo.send(purchases.get_purchase_invoice(each.netvisor_key))
            assert fetched is not None
            assert fetched.purchase_invoice_due_date is not None
            found.append((fetched.purchase_invoice_due_date, fetched.vendor_name, each.open_sum))
    report = aging(demo, on=ON)
    assert {row["age"]: row["payable"] for row in rows(report, "ages") if row["payable"]} == sums(
        (bucket(due), amount) for due, _, amount in found
    )
    assert {row["vendor"]: row["total"] for row in rows(report, "payable")} == sums(
        (who, amount) for _, who, amount in found
    )


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (-1, "not due"),
        (0, "not due"),
        (1, "1–30 days"),
        (30, "1–30 days"),
        (31, "31–60 days"),
        (90, "61–90 days"),
        (91, "over 90 days"),
    ],
)
def test_an_age_begins_on_the_day_after_the_last_one(
    demo: Client, monkeypatch: pytest.MonkeyPatch, days: int, age: str
) -> None:
    (invoice, *_) = demo.send(sales.list_sales_invoices(invoice_status="open"))
    invoice.invoice_due_date = ON - timedelta(days=days)
    only(demo, monkeypatch, [invoice])
    assert [row["age"] for row in rows(aging(demo, on=ON), "ages") if row["receivable_count"]] == [age]


def only(client: Client, monkeypatch: pytest.MonkeyPatch, invoices: list[sales.ListedSalesInvoice]) -> None:
    """Let the list of sales invoices be these."""
    stream = client.stream

    class Listed:
        def __enter__(self) -> Any:
            return iter(invoices)

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(
        client, "stream", lambda call: Listed() if call.resource == "salesinvoicelist.nv" else stream(call)
    )


def test_an_invoice_without_a_due_date_is_counted_apart(demo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    (invoice, *_) = demo.send(sales.list_sales_invoices(invoice_status="open"))
    invoice.invoice_due_date = None
    only(demo, monkeypatch, [invoice])
    assert [row["age"] for row in rows(aging(demo, on=ON), "ages") if row["receivable"]] == ["no due date"]


def test_open_sums_of_another_status_are_told_and_not_counted(demo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    (invoice, *_) = demo.send(sales.list_sales_invoices(invoice_status="open"))
    assert invoice.invoice_status is not None
    invoice.invoice_status.value, invoice.open_sum = "creditloss", Decimal("1234.5")
    only(demo, monkeypatch, [invoice])
    report = aging(demo, on=ON)
    assert total(report, "ages")["receivable"] == 0
    assert any("creditloss 1\u00a0234.50" in note for note in report.notes)


def test_values_that_could_not_be_parsed_are_told(demo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    (invoice, *_) = demo.send(sales.list_sales_invoices(invoice_status="open"))
    wrong: Any = Untyped("12,x")
    invoice.open_sum = wrong
    only(demo, monkeypatch, [invoice])
    assert "1 value of the answers could not be parsed" in aging(demo, on=ON).notes[-1]


# VAT.


def test_vat_by_code_is_that_of_the_rows(demo: Client) -> None:
    lines = [line for voucher in demo.send(YEAR) for line in voucher.voucher_line if line.vat_code != "-"]
    report = vat(demo, first=FIRST, last=LAST)
    by_code = sums((line.vat_code, line.line_sum) for line in lines)
    sales_codes = {"KOMY", "EUMY"}
    assert {row["code"]: row["sum"] for row in rows(report, "codes")} == {
        code: -amount if code in sales_codes else amount for code, amount in by_code.items()
    }
    assert {row["code"]: row["rows"] for row in rows(report, "codes")} == Counter(line.vat_code for line in lines)
    (domestic,) = [row for row in rows(report, "codes") if row["code"] == "KOMY"]
    assert domestic["calculated"] == domestic["sum"] * Decimal("0.255")


def test_vat_posted_is_that_of_the_accounts_without_what_settles_them(demo: Client) -> None:
    posted = []
    for voucher in demo.send(YEAR):
        if {line.vat_code for line in voucher.voucher_line} != {"-"}:
            month = f"{voucher.voucher_date:%Y-%m}"
            posted += [((line.account_number, month), -(line.line_sum or 0)) for line in voucher.voucher_line]
    expected = sums(posted)
    months = rows(vat(demo, first=FIRST, last=LAST), "months")
    assert {row["month"]: row["sales_vat"] for row in months} == {
        month: amount for (account, month), amount in expected.items() if account == 2939
    }
    assert {row["month"]: row["purchase_vat"] for row in months} == {
        month: amount for (account, month), amount in expected.items() if account == 1763
    }
    assert all(row["net"] == row["sales_vat"] + row["purchase_vat"] for row in months)


def test_the_tax_of_a_return_is_shown_with_its_day(demo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send = demo.send

    def filed(call: Any) -> Any:
        found = send(call)
        if call.resource == "financialobligationstatus.nv":
            month = found.months.month[0]
            month.vat_report = accounting.VatReport(filing_date=date(2026, 5, 12), payable_amount=Decimal("12.30"))
        return found

    monkeypatch.setattr(demo, "send", filed)
    first, second = rows(vat(demo, first="2026-03", last="2026-04"), "months")
    assert (first["filed"], first["filing_date"]) == (Decimal("12.30"), "2026-05-12")
    assert (second["filed"], second["filing_date"]) == (None, None)


def test_more_months_than_a_read_has_are_read_in_parts(demo: Client) -> None:
    report = vat(demo, first="2024-01", last="2026-12")
    asked = [dict(each.parameters) for each in report.sources if each.resource == "financialobligationstatus.nv"]
    assert asked == [{"StartMonth": "2024-01", "EndMonth": "2025-12"}, {"StartMonth": "2026-01", "EndMonth": "2026-12"}]


# All reports.


@pytest.mark.parametrize("make", [cashflow, vat, aging])
def test_every_figure_names_its_calls(demo: Client, make: Any) -> None:
    report: Report = make(demo)
    numbers = {source.number for source in report.sources}
    for table in report.tables:
        for at, column in enumerate(table.columns):
            assert set(column.sources) <= numbers
            if any(isinstance(row[at], (int, Decimal)) for row in table.rows):
                assert column.sources


@pytest.mark.parametrize("make", [cashflow, vat, aging])
def test_empty_books_make_an_empty_report(empty: Client, make: Any) -> None:
    report: Report = make(empty)
    assert not any(value for chart in report.charts for series in chart.series for value in series.values)
    assert not any(value for table in report.tables for value in (table.total or ())[1:])


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-13", None, "the first month is '2026-13'; expected a month, such as 2026-01"),
        (None, "now", "the last month is 'now'"),
        ("2026-02", "2026-01", "the first month, 2026-02, is after the last one, 2026-01"),
        ("1990-01", "2026-01", "433 months are too many"),
    ],
)
def test_a_period_that_is_none_is_refused(first: str | None, last: str | None, told: str) -> None:
    with pytest.raises(SetupError, match=told):
        months(first, last)


def test_months_end_on_their_last_day() -> None:
    assert [day.isoformat() for day in months("2024-01", "2024-03").ends()] == [
        "2024-01-31",
        "2024-02-29",
        "2024-03-31",
    ]
    assert len(months(None, None).names) == 12

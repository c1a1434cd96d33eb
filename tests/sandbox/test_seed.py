"""The invented company: the same each time, right by the library's own rules, and believable."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor import Client, identifiers
from netvisor.protocol.call import Call
from netvisor.resources import accounting, customers, dimensions, payments, payroll, products, sales
from netvisor.sandbox import Sandbox
from netvisor.sandbox.pdf import pdf
from netvisor.sandbox.seed import _image

from .conftest import Caller

COMPANY = "1234567-8"
NOW = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
LISTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("customerlist.nv", {}),
    ("productlist.nv", {}),
    ("salesinvoicelist.nv", {"listtype": "preinvoice"}),
    ("salesinvoicelist.nv", {}),
    ("salespaymentlist.nv", {}),
    ("dimensionlist.nv", {}),
    ("getemployees.nv", {}),
    ("accountingledger.nv", {"startdate": "2025-12-01", "enddate": "2026-11-30"}),
)


def reads(seed: str) -> list[bytes]:
    """The answers of every list and of some single reads, made anew."""
    _image.cache_clear()
    with Sandbox(seed=seed) as sandbox:
        sandbox.clock = NOW
        caller = Caller(sandbox)
        bodies = [caller.send(resource, **query).body for resource, query in LISTS]
        books = sandbox.books[COMPANY]
        bodies += [caller.send("getcustomer.nv", id=key).body for key in books.customers]
        keys = [key for key, row in books.documents.items() if row.kind == "invoice"]
        bodies += [caller.send("getsalesinvoice.nv", netvisorkey=key, pdfimage="nopdf").body for key in keys[::10]]
        # The origin of the sandbox stands in links.
        return [body.replace(sandbox.url.encode(), b"/") for body in bodies]


def test_the_same_seed_reads_the_same_byte_for_byte_and_another_one_does_not() -> None:
    first = reads("demo")
    assert all(b"<Status>OK</Status>" in body for body in first)
    assert first == reads("demo")
    assert first != reads("another")


@pytest.fixture(scope="module")
def seeded() -> Iterator[Sandbox]:
    with Sandbox(seed="demo") as sandbox:
        sandbox.clock = NOW
        yield sandbox


@pytest.fixture(scope="module")
def client(seeded: Sandbox) -> Iterator[Client]:
    with Client(seeded.credentials, base_url=seeded.url, clock=seeded.clock) as made:
        yield made


def test_it_is_a_year_of_a_small_company(seeded: Sandbox) -> None:
    books = seeded.books[COMPANY]
    assert 30 <= len(books.customers) <= 60
    assert 10 <= len(books.products) <= 30
    assert 200 <= len(books.documents) <= 300
    assert len(books.payments) > 150
    assert len(books.vouchers) > 400
    months = Counter(row.date[:7] for row in books.documents.values())
    assert len(months) == 12
    assert months["2026-05"] > 2 * months["2026-01"]


def test_most_invoices_are_paid_and_some_are_not(client: Client) -> None:
    listed = client.send(sales.list_sales_invoices())
    states = Counter(invoice.invoice_status.value for invoice in listed if invoice.invoice_status)
    assert sum(states.values()) == len(listed)
    unpaid = [invoice for invoice in listed if invoice.open_sum]
    assert 5 <= len(unpaid) <= 40
    assert len(unpaid) < len(listed) / 5


def test_every_read_is_typed_by_the_library(client: Client) -> None:
    calls: list[Call[Any]] = [
        customers.list_customers(),
        products.list_products(),
        payments.list_sales_payments(),
        dimensions.list_dimensions(),
        accounting.list_accounts(),
        accounting.list_vouchers(start_date=NOW.date().replace(month=5, day=1), end_date=NOW.date()),
    ]
    for call in calls:
        assert client.send(call)


def test_the_ledger_balances_and_the_bank_is_not_empty(seeded: Sandbox) -> None:
    with seeded.store.reading() as connection:
        rows = connection.execute("select voucher, account, total from voucher_line").fetchall()
    vouchers: dict[int, Decimal] = {}
    accounts: dict[int, Decimal] = {}
    for voucher, account, total in rows:
        vouchers[voucher] = vouchers.get(voucher, Decimal(0)) + Decimal(total)
        accounts[account] = accounts.get(account, Decimal(0)) + Decimal(total)
    assert set(vouchers.values()) == {Decimal(0)}
    assert Decimal(10_000) < accounts[1910] < Decimal(200_000)
    assert accounts[1702] == sum((Decimal(row) for row in open_sums(seeded)), Decimal(0))


def open_sums(sandbox: Sandbox) -> list[str]:
    got = Caller(sandbox).send("salesinvoicelist.nv")
    return [text.replace(",", ".") for text in got.texts("SalesInvoiceList/SalesInvoice/OpenSum")]


def test_what_it_buys_is_posted_and_paid_but_for_the_newest(seeded: Sandbox) -> None:
    books = seeded.books[COMPANY]
    assert len(books.vendors) == 6
    assert len(books.purchase_invoices) > 60
    listed = Caller(seeded).send("purchaseinvoicelist.nv")
    unpaid = [text for text in listed.texts("PurchaseInvoiceList/PurchaseInvoice/OpenSum") if text not in {"0", "0,00"}]
    assert 2 <= len(unpaid) <= 10
    with seeded.store.reading() as connection:
        owed = connection.execute("select total from voucher_line where account = 2871").fetchall()
        waiting = connection.execute("select total from purchase_invoice where voucher is null").fetchall()
    open_total = sum((Decimal(text.replace(",", ".")) for text in unpaid), Decimal(0))
    assert waiting
    assert -sum(Decimal(total) for (total,) in owed) + sum(Decimal(total) for (total,) in waiting) == open_total


def test_its_goods_are_in_stock_and_some_are_on_their_way(seeded: Sandbox) -> None:
    got = Caller(seeded).send("inventorybywarehouse.nv")
    amounts = [Decimal(text.replace(",", ".")) for text in got.texts("InventoryByWarehouse/Product/TotalAmount")]
    assert len(amounts) == 11
    assert min(amounts) > 0
    assert any(text not in {"0", "0,00"} for text in got.texts("InventoryByWarehouse/Product/TotalOrderedAmount"))


def test_identifiers_have_their_check_digits_and_belong_to_nobody(client: Client, seeded: Sandbox) -> None:
    found = [row.identifier for row in seeded.books[COMPANY].customers.values() if row.identifier]
    assert len(found) > 15
    for identifier in found:
        assert identifiers.business_id(identifier).startswith("99")
    references = {row.reference for row in seeded.books[COMPANY].documents.values() if row.kind == "invoice"}
    for reference in references:
        identifiers.check_reference_number(reference)


def test_some_invoices_carry_a_paper_that_opens(seeded: Sandbox) -> None:
    with seeded.store.reading() as connection:
        papers = connection.execute("select file_name, content from attachment").fetchall()
    assert papers
    for name, content in papers:
        assert name.endswith(".pdf")
        assert content.startswith(b"%PDF-")
        start = int(content.split(b"startxref\n")[1].split()[0])
        assert content[start : start + 4] == b"xref"


def test_a_paper_shows_brackets() -> None:
    assert rb"(a \(b\) \\) Tj" in pdf(["a (b) \\"])


def test_it_has_people_who_work_there(client: Client) -> None:
    listed = client.send(payroll.list_employees())
    assert [employee.employee_number for employee in listed] == ["1", "2", "3"]
    for employee in listed:
        assert employee.personal_id is not None
        identifiers.personal_identity_code(str(employee.personal_id.value))
        assert employee.employment_status is True


def test_it_is_filled_fast() -> None:
    _image.cache_clear()
    started = time.process_time()
    Sandbox(seed="demo").start().stop()
    assert time.process_time() - started < 8
    started = time.perf_counter()
    Sandbox(seed="demo").start().stop()
    assert time.perf_counter() - started < 1


def test_each_company_has_books_of_its_own() -> None:
    with Sandbox([COMPANY, "7654321-2"], seed="demo") as sandbox:
        one, other = (list(sandbox.books[company].documents.values()) for company in (COMPANY, "7654321-2"))
        assert len(one) > 200 < len(other)
        assert [row.total for row in one] != [row.total for row in other]


def test_seeded_books_are_written_into_a_file_once_and_never_over_others(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    with Sandbox(db=file) as sandbox:
        Caller(sandbox).send(
            "customer.nv",
            b"<root><customer><customerbaseinformation><name>A</name></customerbaseinformation></customer></root>",
            method="add",
        )
    with Sandbox([COMPANY, "7654321-2"], db=file, seed="demo") as sandbox:
        assert len(sandbox.books[COMPANY].customers) == 1
        assert len(sandbox.books["7654321-2"].documents) > 200
        before = len(sandbox.books["7654321-2"].documents)
    with Sandbox(db=file, seed="demo") as sandbox:
        assert len(sandbox.books["7654321-2"].documents) == before


def test_work_goes_on_in_seeded_books(seeded: Sandbox) -> None:
    with Sandbox(seed="demo") as sandbox:
        last = max(row.number for row in sandbox.books[COMPANY].documents.values() if row.kind == "invoice")
        caller = Caller(sandbox)
        body = (
            b'<root><salesinvoice><salesinvoicedate format="ansi">2026-11-22</salesinvoicedate><salesinvoiceamount>'
            b'</salesinvoiceamount><salesinvoicestatus type="netvisor">open</salesinvoicestatus>'
            b'<invoicingcustomeridentifier type="customer">1001</invoicingcustomeridentifier><paymenttermnetdays>14'
            b"</paymenttermnetdays><invoicelines><invoiceline><salesinvoiceproductline>"
            b'<productidentifier type="customer">HUOLTO-P</productidentifier><productname></productname>'
            b'<productunitprice type="net">55</productunitprice><productvatpercentage>25,5</productvatpercentage>'
            b"<salesinvoiceproductlinequantity>1</salesinvoiceproductlinequantity></salesinvoiceproductline>"
            b"</invoiceline></invoicelines></salesinvoice></root>"
        )
        key = caller.send("salesinvoice.nv", body, method="add").key
        assert sandbox.books[COMPANY].documents[key].number == last + 1
        # What was changed in one sandbox is not in the next.
        assert key not in seeded.books[COMPANY].documents

"""The recipes of the cookbook do what they show, and leave in the books what they should, also when run twice."""

from __future__ import annotations

import ast
import re
import runpy
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from examples import (
    attachments,
    changes_since,
    credit_notes,
    dimensions_of_costs,
    hours_and_payroll,
    purchase_invoices,
    several_companies,
    web_shop,
)
from netvisor import Client, ServiceAccessError, sales
from netvisor.queue import Outbox, Worker
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books_view import CompanyBooks
from tests.docs.shell import variables
from tests.docs.test_documents import INCLUDED, ROOT

EXAMPLES = ROOT / "examples"
PAGES = ROOT / "docs" / "cookbook"
COMPANY = "1234567-8"
NOW = datetime(2026, 11, 30, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NETVISOR_SENDER", raising=False)
    return tmp_path


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=[COMPANY], dimensions=[dimensions_of_costs.HEADING]) as running:
        yield running


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the books of an invented company's year."""
    path = tmp_path_factory.mktemp("books") / "books.db"
    with Sandbox(companies=[COMPANY], db=path, seed="demo", clock=lambda: NOW):
        return path


@pytest.fixture
def demo(filled: Path, folder: Path) -> Iterator[Sandbox]:
    shutil.copy(filled, folder / "books.db")  # with its mode: others may not read it
    with Sandbox(db=folder / "books.db", clock=lambda: NOW) as running:
        yield running


def client_of(sandbox: Sandbox) -> Client:
    return Client(sandbox.credentials, base_url=sandbox.url, clock=sandbox.clock)


def books(sandbox: Sandbox) -> CompanyBooks:
    return sandbox.books[COMPANY]


# Web shop.


def invoices(sandbox: Sandbox) -> dict[int, str]:
    return {each.number: each.total for each in books(sandbox).documents.values()}


SHOP = {1001: "31.38", 1002: "496.98", 1003: "42.67"}


def test_orders_become_invoices_once_however_often_the_shop_runs(sandbox: Sandbox) -> None:
    for _ in range(3):
        web_shop.main(client_of(sandbox))
    assert invoices(sandbox) == SHOP
    assert [each.code for each in books(sandbox).customers.values()] == ["K7", "K8"]


FAULTS = [
    {"after": "midway", "how": "drop connection"},
    {"after": "storing", "how": "drop connection"},
    {"after": "storing", "how": "half answer"},
    {"after": "storing", "how": "html"},
    {"after": "storing", "how": "empty"},
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['how']} on {fault['after']}")
@pytest.mark.parametrize("resource", ["customer.nv", "salesinvoice.nv"])
def test_a_fault_neither_loses_nor_doubles_an_order(sandbox: Sandbox, resource: str, fault: dict[str, Any]) -> None:
    sandbox.fail_next(resource=resource, **fault)
    web_shop.main(client_of(sandbox))
    assert len(sandbox.faults) == 0
    web_shop.main(client_of(sandbox))
    assert invoices(sandbox) == SHOP
    assert len(books(sandbox).customers) == 2


def test_a_shop_that_was_stopped_before_sending_goes_on(sandbox: Sandbox) -> None:
    with Outbox.open("web_shop.db") as outbox:
        web_shop.put(web_shop.ORDERS[:2], outbox, COMPANY)
    web_shop.main(client_of(sandbox))
    assert invoices(sandbox) == SHOP


def test_an_order_that_nobody_can_tell_of_is_held_until_a_person_decides(sandbox: Sandbox) -> None:
    sandbox.fail_next(resource="salesinvoice.nv", after="arrival", how="drop connection")
    web_shop.main(client_of(sandbox))
    assert [*invoices(sandbox)] == [1002, 1003]
    with Outbox.open("web_shop.db") as outbox:
        (held,) = outbox.for_people()
        outbox.retry(held.id)
    web_shop.main(client_of(sandbox))
    assert invoices(sandbox) == SHOP


def test_the_invoice_of_a_refused_customer_waits_until_it_is_sent_again_and_the_others_go_on(sandbox: Sandbox) -> None:
    sandbox.fail_next(how="refuse", category="INVALID_DATA", text="no", resource="customer.nv")
    web_shop.main(client_of(sandbox))
    (of_another,) = invoices(sandbox).items()
    assert of_another in SHOP.items()
    with Outbox.open("web_shop.db") as outbox:
        refused = outbox.find("customer K7", company=COMPANY)
        assert refused
        outbox.retry(refused.id)
    web_shop.main(client_of(sandbox))
    assert invoices(sandbox) == SHOP


# Hours and payroll.


def test_hours_and_wages_are_there_once(demo: Sandbox) -> None:
    hours, vouchers = len(books(demo).work_hours), len(books(demo).vouchers)
    for _ in range(2):
        hours_and_payroll.main(client_of(demo))
    assert len(books(demo).work_hours) == hours + 5
    assert len(books(demo).vouchers) == vouchers + 1
    new = [*books(demo).vouchers.values()][-1]
    rows = {row.account: Decimal(row.total) for row in books(demo).voucher_lines if row.voucher == new.key}
    assert (new.type, rows) == ("Palkka", hours_and_payroll.WAGES)


# Purchase invoices.


def test_purchase_invoices_are_there_once_with_their_pdf(sandbox: Sandbox) -> None:
    sandbox.fail_next(resource="purchaseinvoice.nv", after="storing", how="drop connection")
    for _ in range(2):
        purchase_invoices.main(client_of(sandbox))
        sandbox.clock.advance(timedelta(minutes=2))
    there = books(sandbox).purchase_invoices
    assert {(each.number, each.total) for each in there.values()} <= {("345", "125.50"), ("26-081", "62.75")}
    assert len({each.number for each in there.values()}) == len(there)
    assert [(each.file_name, each.owner) for each in books(sandbox).attachments] == [
        (f"{each.number}.pdf", key) for key, each in there.items()
    ]


# Credit notes.


def test_an_invoice_is_credited_once_and_nothing_of_it_is_open(demo: Sandbox) -> None:
    client = client_of(demo)
    newest = client.send(sales.list_sales_invoices(invoice_status="open"))[-1]
    number, documents = str(newest.invoice_number), len(books(demo).documents)
    credit_notes.main(client, number)
    with pytest.raises(SystemExit, match=r"give the number of an open invoice: [0-9]+, "):
        credit_notes.main(client, number)
    assert len(books(demo).documents) == documents + 1
    note = [*books(demo).documents.values()][-1]
    assert Decimal(note.total) == -(newest.invoice_sum or 0)
    assert [each.open_sum for each in client.send(sales.list_sales_invoices(invoice_number=number))] == [0]


def test_a_credit_note_whose_match_was_lost_is_not_made_again(demo: Sandbox) -> None:
    documents = len(books(demo).documents)
    demo.fail_next(resource="salesinvoice.nv", after="storing", how="drop connection")
    credit_notes.main(client_of(demo), "234")
    assert len(books(demo).documents) == documents + 1


# Dimensions.


def test_costs_stand_under_their_projects(sandbox: Sandbox) -> None:
    client = client_of(sandbox)
    dimensions_of_costs.main(client)
    assert dimensions_of_costs.ensure_items(client, [*dimensions_of_costs.COSTS]) == []
    assert [item.name for item in books(sandbox).dimension_items.values()] == ["Talo A", "Talo B"]
    found = dimensions_of_costs.sums(client, date(2026, 11, 1), date(2026, 11, 30))
    assert found == dimensions_of_costs.COSTS
    assert dimensions_of_costs.sums(client, date(2026, 10, 1), date(2026, 10, 31)) == {}


def test_without_the_heading_a_person_is_asked_for() -> None:
    with Sandbox() as bare, pytest.raises(SystemExit, match="a person has to add it"):
        dimensions_of_costs.main(client_of(bare))


# Incremental reads.


def test_a_second_run_reads_only_what_changed(demo: Sandbox) -> None:
    client = client_of(demo)
    with closing(sqlite3.connect("copy.db")) as copy:
        first = changes_since.update(client, copy, NOW)
        assert first[:2] == (len(books(demo).customers), len(client.send(sales.list_sales_invoices())))
        demo.clock.advance(timedelta(days=2))
        credit_notes.main(client, "234")
        people, changed, gone = changes_since.update(client, copy, NOW + timedelta(days=2))
        assert (people, changed, gone) == (0, 2, 0)
        listed = client.send(sales.list_sales_invoices())
        copied = dict(copy.execute("select key, open from invoice"))
        assert copied == {each.netvisor_key: str(each.open_sum) for each in listed}


def test_a_run_that_breaks_off_changes_nothing(demo: Sandbox) -> None:
    demo.books[COMPANY].deny("salesinvoicelist.nv")
    with closing(sqlite3.connect("copy.db")) as copy:
        with pytest.raises(ServiceAccessError):
            changes_since.update(client_of(demo), copy, NOW)
        counts = copy.execute("select (select count(*) from customer) + (select count(*) from run)")
        assert counts.fetchone() == (0,)


# Several companies.


def test_each_company_is_reported_and_a_fault_in_one_leaves_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    ids = ["1234567-8", "7654321-2", "1967543-8"]
    with Sandbox(companies=ids) as sandbox:
        clients = [Client(sandbox.credentials_for(each), base_url=sandbox.url) for each in ids]
        with Outbox.open("web_shop.db") as outbox:
            web_shop.put(web_shop.ORDERS, outbox, ids[0])
            Worker(outbox, client=lambda company: clients[0]).drain()
        sandbox.books[ids[1]].deny("salesinvoicelist.nv")
        several_companies.main(clients)
    first, second, third = capsys.readouterr().out.splitlines()
    assert (first, third) == (f"{ids[0]}: 571.03 open", f"{ids[2]}: 0 open")
    assert second.startswith(f"{ids[1]}: ServiceAccessError")


# Attachments.


def test_a_file_comes_back_as_it_went(demo: Sandbox, folder: Path) -> None:
    attachments.main(client_of(demo))
    assert (folder / "files" / "from_netvisor" / "report.pdf").read_bytes() == b"%PDF-1.4 the report"


def test_a_name_from_outside_stays_in_the_folder(demo: Sandbox, folder: Path) -> None:
    (folder / "report.pdf").write_bytes(b"%PDF-1.4")
    message = attachments.invoice("1004", [folder / "report.pdf"])
    outside = message.sales_invoice_attachments
    assert outside
    outside.sales_invoice_attachment[0].file_name = "../../outside.pdf"
    client = client_of(demo)
    key = client.send(sales.add_sales_invoice(message)).netvisor_key
    assert attachments.download(client, key, folder / "in") == [folder / "in" / "outside.pdf"]


# The programs as they stand, and their pages.


def recipes() -> list[str]:
    """The programs that the pages of the cookbook include."""
    return [name for page in sorted(PAGES.glob("*.md")) for name in INCLUDED.findall(page.read_text("utf-8"))]


@pytest.mark.parametrize("program", ["web_shop", "purchase_invoices", "dimensions_of_costs"])
def test_a_program_runs_without_keys(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / f"{program}.py"), run_name="__main__")
    assert len(capsys.readouterr().out.splitlines()) > 1


def test_without_a_number_the_open_invoices_are_listed(demo: Sandbox) -> None:
    documents = len(books(demo).documents)
    with pytest.raises(SystemExit, match="give the number of an open invoice: "):
        credit_notes.main(client_of(demo))
    assert len(books(demo).documents) == documents


@pytest.mark.slow
@pytest.mark.parametrize("program", ["hours_and_payroll", "changes_since", "several_companies", "attachments"])
def test_a_program_with_a_filled_sandbox_runs_twice_without_keys(program: str) -> None:
    for _ in range(2):
        done = subprocess.run(  # noqa: S603
            [sys.executable, EXAMPLES / f"{program}.py"], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout


def test_a_program_uses_the_keys_of_the_environment(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in variables(sandbox.credentials, sandbox.url).items():
        monkeypatch.setenv(name, value)
    runpy.run_path(str(EXAMPLES / "web_shop.py"), run_name="__main__")
    assert invoices(sandbox) == SHOP


def test_the_tests_of_the_recipe_pass(folder: Path) -> None:
    (folder / "test_invoicing.py").write_bytes((EXAMPLES / "test_invoicing.py").read_bytes())
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_invoicing.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert "4 passed" in done.stdout, done.stdout


def code_lines(source: str) -> int:
    """The lines of a program without blank ones, comments and docstrings."""
    tree = ast.parse(source)
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
    prose = {number for text in texts for number in range(text.lineno, (text.end_lineno or 0) + 1)}
    lines = enumerate(source.splitlines(), 1)
    return sum(1 for number, line in lines if number not in prose and line.strip() and line.strip()[0] != "#")


@pytest.mark.parametrize("name", recipes())
def test_a_recipe_is_short(name: str) -> None:
    assert code_lines((ROOT / name).read_text("utf-8")) <= 95


def test_every_page_of_the_cookbook_includes_one_program_and_is_listed() -> None:
    pages = sorted(page for page in PAGES.glob("*.md") if page.name != "index.md")
    listed = re.findall(r"\]\((\w[\w-]*\.md)\)", (PAGES / "index.md").read_text("utf-8"))
    assert [len(INCLUDED.findall(page.read_text("utf-8"))) for page in pages] == [1] * len(pages)
    assert {page.name for page in pages} <= {*listed}


def test_code_is_counted_without_its_prose() -> None:
    assert code_lines('"""A.\n\nB.\n"""\n\nx = 1  # c\n# d\ndef f():\n    """E."""\n    return x\n') == 3

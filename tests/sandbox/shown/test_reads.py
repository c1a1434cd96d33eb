"""Every declared read: its answer holds something, has the documented shape, and is read without loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

import pytest

from netvisor.sandbox import Sandbox

from .. import messages as m
from ..conftest import Caller, Got
from . import load_recipes
from .company import Books, held, recipe_of
from .message import Message
from .table import POSTED, READ, table

load_recipes()
COMPANY: Final = "1234567-8"
EVER: Final = {"startdate": "2025-12-01", "enddate": "2026-11-30"}


def first(table: str, **columns: object) -> Callable[[Books], int]:
    """The key of a row in the books of the demo company."""

    def key(books: Books) -> int:
        rows = getattr(books.caller.sandbox.books[COMPANY], table)
        return next(
            int(key) for key, row in rows.items() if all(getattr(row, name) == columns[name] for name in columns)
        )

    return key


IN_DEMO: Final[dict[str, dict[str, Any]]] = {
    "accountingbudgetaccountlist": {"year": 2026},
    "accountbalance": {"balancedates": "2026-10-31"},
    "accountingledger": EVER,
    "getcompanyinformation": {"OrganizationIdentifier": COMPANY},
    "companylist": {"QueryTerm": "1234567"},
    "getcustomer": {"id": first("customers")},
    "dimensionlist": {"showhidden": 1},
    "salespaymentlist": {},
    "getemployee": {"employeenumber": 1, "employeepayrollinformation": 1, "employmentperiods": 1},
    "getemployees": {},
    "payrollratiolist": {"source": "companyparameters"},
    "extendedproductlist": {},
    "getproductgroups": {},
    "productlist": {},
    "getproduct": {"id": first("products")},
    "inventorybywarehouse": {},
    "getvendor": {"netvisorkey": first("vendors")},
    "purchaseinvoicelist": {},
    "getpurchaseinvoice": {"netvisorkey": first("purchase_invoices"), "version": 2},
    "purchaseorderlist": {},
    "getpurchaseorder": {"netvisorkey": first("purchase_orders")},
    "paymentlist": {},
    "getsalesinvoice": {"netvisorkey": first("documents", kind="invoice"), "showcommentlines": 1},
    "getorder": {"netvisorkey": first("documents", kind="order"), "showprocesshistory": 1},
    "salesinvoicelist": {},
    "webshopproductlist": {},
}
"""What is asked of the company that `--seed demo` makes."""


AFTER: Final = {"unprocessedoutgoingpayments": "payment-full"}
"""Reads that show something once a golden message was posted, although its table does not name them."""


def batch_list(books: Books) -> Got:
    recipe_of("salesinvoicebatch")(books, Message("salesinvoicebatch-full"))
    return books.get("getbatchlist")


def deleted_sales_payments(books: Books) -> Got:
    books.customer()
    books.post("salesinvoice", m.invoice(), method="add")
    key = books.post("salespayment", m.payment("16.84")).key
    books.call("deletesalespayment", paymentid=key)
    return books.get("deletedsalespayments", deletedsince="2026-11-21")


def deleted_sales_invoices(books: Books) -> Got:
    books.customer()
    books.call("deletesalesinvoice", invoiceid=books.post("salesinvoice", m.invoice(), method="add").key)
    return books.get("deletedsalesinvoices", deletedsince="2026-11-21")


def deleted_sales_orders(books: Books) -> Got:
    order = m.invoice(invoice_type="order", sales_invoice_status="undelivered")
    books.customer()
    books.call("deletesalesinvoice", orderid=books.post("salesinvoice", order, method="add").key)
    return books.get("deletedsalesorders", deletedsince="2026-11-21")


def deleted_vouchers(books: Books) -> Got:
    deleted_sales_invoices(books)
    return books.get("deletedvouchers", deletedsince="2026-11-21")


def deleted_purchase_invoices(books: Books) -> Got:
    sent = Message("purchaseinvoice-minimal")
    books.manual_actions.delete_invoice(books.post("purchaseinvoice", sent).key)
    return books.get("deletedpurchaseinvoices", deletedsince="2026-11-21")


def deleted_purchase_payments(books: Books) -> Got:
    books.manual_actions.delete_payment(
        books.manual_actions.pay(books.post("purchaseinvoice", Message("purchaseinvoice-minimal")).key)
    )
    return books.get("deletedpurchasepayments", deletedsince="2026-11-21")


def deleted_purchase_orders(books: Books) -> Got:
    vendor = Message("vendor-minimal")
    vendor.put("vendorbaseinformation/name", "Tukku")
    key = books.post("vendor", vendor, method="add").key
    order = Message("purchaseorder-minimal")
    order.put("vendoridentifier", key, type="netvisor")
    order.put(".//productcode", books.product(), type="netvisor")
    books.manual_actions.delete_order(books.post("purchaseorder", order, method="add").key)
    return books.get("deletedpurchaseorders", deletedsince="2026-11-21")


def payslip(books: Books) -> Got:
    listed = recipe_of("payrollpaycheckbatch")(books, Message("payrollpaycheckbatch-full"))["paysliplist"]
    return books.get("getpayslip", PayslipID=listed.text("Payslips/Payslip/Netvisorkey"), Format=1)


def user_access_rights_summary(books: Books) -> Got:
    return books.get("getuseraccessrightssummary")


MADE: Final[dict[str, Callable[[Books], Got]]] = {
    "getbatchlist": batch_list,
    "deletedsalespayments": deleted_sales_payments,
    "deletedsalesinvoices": deleted_sales_invoices,
    "deletedsalesorders": deleted_sales_orders,
    "deletedvouchers": deleted_vouchers,
    "deletedpurchaseinvoices": deleted_purchase_invoices,
    "deletedpurchasepayments": deleted_purchase_payments,
    "deletedpurchaseorders": deleted_purchase_orders,
    "getpayslip": payslip,
    "getuseraccessrightssummary": user_access_rights_summary,
}
"""Reads that need more than one message, or none."""

EMPTY: Final[dict[str, dict[str, Any]]] = {
    "contractinvoicingreport": {"year": 2026},
    "salespersonnellist": {},
    "getproductattachment": {"productattachmentnetvisorkeys": 1},
    "getproductimage": {"productimagenetvisorkeys": 1},
    "webshopproductimages": {"identifier": first("products")},
}
"""Reads of what no resource can write: service baskets, sales people, files and pictures of products."""


LISTED: Final = [*IN_DEMO, *AFTER, *MADE, *EMPTY]


def shown_in_tables() -> Iterator[tuple[str, str]]:
    """The reads that tables of messages name, each with the message that it shows."""
    for endpoint in POSTED:
        stem = endpoint.resource.removesuffix(".nv")
        yield from ((line.read.partition(" ")[0], f"{stem}-full") for line in table(stem) if line.read)


UNLISTED: Final = [stem for endpoint in READ if (stem := endpoint.resource.removesuffix(".nv")) not in LISTED]
"""Reads of which nothing is said: they show the message whose table names them, else what the demo company has."""
SHOWN: Final = {read: message for read, message in shown_in_tables() if read in UNLISTED}
WAYS: Final = (
    "say in IN_DEMO what it is asked for, in AFTER which golden message it shows, in MADE how it comes to show"
    " anything, or in EMPTY that nothing can"
)


def test_each_listed_read_is_declared_and_listed_once() -> None:
    assert len(set(LISTED)) == len(LISTED)
    assert set(LISTED) <= {endpoint.resource.removesuffix(".nv") for endpoint in READ}


@pytest.fixture(scope="module")
def demo() -> Iterator[Books]:
    with Sandbox(companies=[COMPANY], seed="demo", period_days="ansi") as sandbox:
        sandbox.clock = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
        yield Books(Caller(sandbox, COMPANY))


@pytest.fixture
def books() -> Iterator[Books]:
    with Sandbox(companies=[COMPANY]) as sandbox:
        sandbox.clock = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
        yield Books(Caller(sandbox, COMPANY))


def asked(books: Books, query: dict[str, Any]) -> dict[str, Any]:
    return {name: value(books) if callable(value) else value for name, value in query.items()}


@pytest.mark.parametrize("resource", [*IN_DEMO, *(read for read in UNLISTED if read not in SHOWN)])
def test_a_read_of_the_demo_company_is_answered_in_its_shape(demo: Books, resource: str) -> None:
    answer = demo.get(resource, **asked(demo, IN_DEMO.get(resource, {})))
    assert held(answer.root), f"{resource}.nv shows nothing of the demo company: {WAYS}"


@pytest.mark.parametrize("resource", [*AFTER, *SHOWN])
def test_a_read_of_what_was_posted_is_answered_in_its_shape(books: Books, resource: str) -> None:
    message = Message(AFTER.get(resource) or SHOWN[resource])
    answers = recipe_of(message.name.partition("-")[0])(books, message)
    found = [answer for name, answer in answers.items() if name.partition(" ")[0] == resource]
    assert any(held(answer.root) for answer in found), f"{resource}.nv shows nothing of {message.name}: {WAYS}"


@pytest.mark.parametrize("resource", MADE)
def test_a_read_of_what_was_done_is_answered_in_its_shape(books: Books, resource: str) -> None:
    assert held(MADE[resource](books).root)


@pytest.mark.parametrize("resource", EMPTY)
def test_a_read_of_what_nothing_makes_is_answered_in_its_shape_and_empty(demo: Books, resource: str) -> None:
    assert held(demo.get(resource, **asked(demo, EMPTY[resource])).root) == []

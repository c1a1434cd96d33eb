"""A valid call of every function that writes, with a company in the state that the call needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

import pytest

from netvisor import resources
from netvisor.client.read_back import Stored
from netvisor.protocol.call import Call
from netvisor.queue.stored import result_of
from netvisor.resources import purchases, sales
from tests.regenerate.finders import WRITES, finding_of
from tests.sandbox import messages as m
from tests.sandbox.conftest import Caller
from tests.sandbox.golden import golden
from tests.sandbox.shown import (
    load_recipes,
    recipes_employees,
    recipes_payments,
    recipes_payroll,
    recipes_sales,
    recipes_workdays,
)
from tests.sandbox.shown.company import Books, recipe_of
from tests.sandbox.shown.message import Message

load_recipes()

COMPANY: Final = "1234567-8"
OTHER: Final = "7654321-2"
NOW: Final = datetime.fromisoformat("2026-11-22T12:00:00+02:00")

Make: TypeAlias = Callable[[Books], Call[Any]]


class _Reached(Exception):
    """A recipe came to the message that it is about."""

    def __init__(self, body: bytes, query: dict[str, Any]) -> None:
        super().__init__()
        self.body = body
        self.query = query


@dataclass
class _Stopping(Books):
    """Books that a recipe fills until it comes to its own message."""

    caller: Caller
    message: Message

    def post(self, resource: str, sent: Any = b"", **query: Any) -> Any:
        if sent is self.message:
            raise _Reached(sent.body, query)
        return super().post(resource, sent, **query)


def from_recipe(function: str, golden: str, change: Callable[[Message], object] = lambda _: None) -> Make:
    """The call that posts a golden message, when the recipe of its resource comes to it."""

    def make(books: Books) -> Call[Any]:
        message = Message(golden)
        change(message)
        try:
            recipe_of(golden.partition("-")[0])(_Stopping(books.caller, message), message)
        except _Reached as reached:
            return stored(function, reached.body, reached.query)
        raise AssertionError(
            f"the recipe of {golden} does not post it: let it, or write a call of {function} into tests/queue/writes.py"
        )

    return make


def stored(function: str, body: bytes, query: dict[str, Any]) -> Call[Any]:
    """A call as a queue keeps it: its bytes and the name of the function."""
    endpoint = WRITES[function]
    plain = tuple((name, str(value)) for name, value in query.items())
    return Call(
        resource=endpoint.resource,
        http=endpoint.http,
        parameters=plain,
        body=body,
        writes=True,
        result=result_of(function),
        function=function,
    )


def asking(function: str, arguments: Callable[[Books], dict[str, Any]]) -> Make:
    """The call of a function that takes parameters, or a message that a test makes."""

    def make(books: Books) -> Call[Any]:
        area, _, name = function.partition(".")
        call: Call[Any] = getattr(getattr(resources, area), name)(**arguments(books))
        return call

    return make


def _of_number_1407(message: Message) -> None:
    """Say what the identifier is, and other hours than those that the day has already."""
    message.put("employeeidentifier", 1407, type="number")
    message.put("workdayhour/hours", "6,25")


def _without(*paths: str) -> Callable[[Message], object]:
    """Take out of a golden message what no answer shows."""

    def change(message: Message) -> None:
        for path in paths:
            message.drop(path)

    return change


# What a company needs for calls that have no golden message.


def _customer_key(books: Books) -> dict[str, Any]:
    return {"customer_id": books.customer()}


def _invoice(books: Books, **fields: Any) -> int:
    recipes_sales.register(books)
    return books.post("salesinvoice", invoice(**fields), method="add").key


def invoice(**fields: Any) -> sales.SalesInvoice:
    """An invoice of the customer whom the recipes of sales register."""
    buyer = sales.InvoicingCustomerIdentifier("MÄKI01", "customer")
    return m.invoice(m.line(quantity="3"), **{"invoicing_customer_identifier": buyer, **fields})


def _another(books: Books) -> int:
    return books.post("salesinvoice", invoice(), method="add").key


def _to_add(books: Books, **fields: Any) -> dict[str, Any]:
    recipes_sales.register(books)
    return {"sales_invoice": invoice(**fields)}


def _to_edit(books: Books) -> dict[str, Any]:
    key = _invoice(books, sales_invoice_status="unsent")
    return {"sales_invoice": invoice(sales_invoice_status="unsent", sales_invoice_our_reference="Ensio"), "id": key}


def _order_line(books: Books) -> dict[str, Any]:
    recipes_sales.register(books)
    order = recipes_sales.document(books, "getorder", recipes_sales.order(books, 2))
    return {"invoice_product_line_netvisor_key": int(order.texts(f"{recipes_sales.LINES}/NetvisorKey")[0])}


def _item(books: Books) -> dict[str, Any]:
    books.dimension("Projekti", "A", "B")
    return {"dimension_name": "Projekti", "dimension_sub_name": "A"}


def _period(books: Books) -> dict[str, Any]:
    employee = recipes_employees.employee(books)
    key = books.post("addjobperiod", Message("addjobperiod-minimal"), employeeidentifier=employee).key
    return {"netvisor_key": key}


def _hour(books: Books) -> dict[str, Any]:
    employee = recipes_workdays.employed(books)
    message = Message("workday-minimal")
    message.put("workdayhour/collectorratio", "100")
    books.post("workday", message)
    day = message.text("date")
    listed = books.get("getworkdays", netvisorkey=employee, workhourstartdate=day, workhourenddate=day)
    (hour,) = listed.root.iter("WorkdayHour")
    return {"netvisor_key": int(hour.get("netvisorkey"))}


def edited_employee(books: Books) -> Call[Any]:
    """The edit of the employee with the number 13."""
    recipes_payroll.paid(books)
    message = Message("employee-full")
    message.drop("employeepayrollinformation/dimension")
    # What no answer shows.
    for path in ("companyidentifier", "companyname"):
        message.drop(f"employeebaseinformation/{path}")
    for path in ("profession", "jobbegindate"):
        message.drop(f"employeepayrollinformation/{path}")
    message.put("employeepayrollinformation/employeenumber", 13)
    message.put("employeepayrollinformation/city", "Turku")
    return stored("payroll.edit_employee", message.body, {"method": "edit"})


# All of them.


@dataclass(frozen=True)
class Case:
    """A call, and what a look says of it after it was stored, and before."""

    function: str
    make: Make
    stored: Stored = Stored.YES
    not_stored: Stored = Stored.NO
    name: str = ""

    def __str__(self) -> str:
        return f"{self.function} {self.name}".strip()


def _golden(function: str, golden: str, change: Callable[[Message], object] = lambda _: None, **rest: Any) -> Case:
    return Case(function, from_recipe(function, golden, change), **rest)


def _asking(function: str, arguments: Callable[[Books], dict[str, Any]], **rest: Any) -> Case:
    return Case(function, asking(function, arguments), **rest)


_NOBODY: Final[dict[str, Any]] = {"stored": Stored.UNDECIDED, "not_stored": Stored.UNDECIDED}
"""What a look says where nothing tells."""
_PERSON_UNSHOWN: Final = _without(
    "isdefault",
    "title",
    "positionidentifier",
    *(f"contactpersonaddress/{name}" for name in ("streetaddress", "postnumber", "city", "country")),
)
_VENDOR_UNSHOWN: Final = _without(
    *(
        f"vendoradditionalinformation/{name}"
        for name in ("paymenttermdiscountpercent", "paymenttermcashdiscountdays", "currencycode")
    )
)

_SPECIAL: Final = (
    _golden("accounting.invalidate_vouchers", "invalidatevouchers-full"),
    _asking("accounting.add_voucher", lambda _: {"voucher": m.voucher(number=77)}, name="with a number"),
    _asking("accounting.add_voucher", lambda _: {"voucher": m.voucher(description="17")}, name="with a description"),
    _asking("accounting.add_voucher", lambda _: {"voucher": m.voucher()}, name="with neither", **_NOBODY),
    _asking("customers.add_customer", lambda _: {"customer": m.customer()}, name="with a code"),
    _golden("customers.add_customer", "customer-minimal", name="without a code", **_NOBODY),
    _golden("customers.edit_customer", "customer-edit", _without("customeradditionalinformation/defaultsalesperson")),
    _golden("customers.edit_customer", "customer-edit", name="not all shown", stored=Stored.UNDECIDED),
    _asking("customers.delete_customer", _customer_key),
    _golden("customers.add_office", "office-full", _without("emailinvoicingaddress")),
    _golden("customers.edit_office", "office-emptied"),
    _golden("customers.edit_contact_person", "contactperson-full", _PERSON_UNSHOWN),
    _golden("customers.delete_contact_person", "contactperson-delete"),
    _golden("dimensions.edit_dimension_item", "dimensionitem-full", _without("fatheritem")),
    _asking("dimensions.hide_dimension_item", _item),
    _golden("payments.add_sales_payment", "salespayment-minimal", name="by invoice number"),
    _golden("payments.add_sales_payment", "salespayment-full", name="by reference"),
    _golden("payments.post_mass_payments", "masspayments-full"),
    _golden("payments.match_payment", "matchpayment-full"),
    _asking("payments.delete_sales_payment", lambda books: {"payment_id": recipes_payments.payment(books, "10")}),
    _golden("payroll.add_employee", "employee-minimal", name="by identity code"),
    _golden(
        "payroll.add_employee", "employee-full", _without("employeepayrollinformation/dimension"), name="by number"
    ),
    Case("payroll.edit_employee", edited_employee),
    _asking("payroll.delete_job_period", _period),
    _golden(
        "payroll.edit_employee_salary_parameters",
        "employeesalaryparameters-full",
        _without("salaryparameters/salaryparameter[3]"),
    ),
    _asking("products.add_product", lambda _: {"product": m.product()}, name="with a code"),
    _golden("products.add_product", "product-minimal", name="without a code", **_NOBODY),
    _golden("products.edit_product", "product-edit", _without("productcustomtags")),
    _golden("purchases.edit_purchase_order", "purchaseorder-edit", _without("purchaseorderlines")),
    _golden("purchases.edit_purchase_order", "purchaseorder-edit", name="with lines", stored=Stored.UNDECIDED),
    _golden("purchases.edit_vendor", "vendor-full", _VENDOR_UNSHOWN),
    _asking("sales.update_sales_invoice_status", lambda books: {"netvisor_key": _invoice(books), "status": "paid"}),
    _asking(
        "sales.update_sales_invoice_statuses",
        lambda books: {"netvisor_key_list": [_invoice(books), _another(books)], "status": "paid"},
    ),
    _asking("sales.delete_sales_invoice", lambda books: {"invoice_id": _invoice(books)}),
    _asking(
        "sales.delete_sales_order",
        lambda books: {"order_id": _invoice(books, invoice_type="order", sales_invoice_status="undelivered")},
    ),
    _asking("sales.add_sales_invoice", lambda books: _to_add(books, sales_invoice_number=107), name="with a number"),
    _asking(
        "sales.add_sales_invoice",
        lambda books: _to_add(books, sales_invoice_reference_number="1070"),
        name="with a reference number",
    ),
    _asking("sales.add_sales_invoice", _to_add, name="with neither", **_NOBODY),
    _asking("sales.edit_sales_invoice", _to_edit),
    _asking("sales.delete_sales_invoice_product_line", _order_line, **_NOBODY),
    _golden("users.edit_user_access_rights", "edituseraccessrights-full"),
    _golden("workday.add_workday", "workday-minimal", _of_number_1407),
    _asking("workday.delete_workday_hour", _hour, **_NOBODY),
)
"""The calls of functions that need more than a minimal golden message, or are found in several ways."""


def _usual(function: str) -> Case:
    """The minimal golden message of the resource, found as far as its finder decides."""
    finding = finding_of(function)
    decides = finding is not None and any(finder.strength.decides for finder in finding.finders)
    golden = f"{WRITES[function].resource.removesuffix('.nv')}-minimal"
    return _golden(function, golden, **({} if decides else _NOBODY))


CASES: Final = (*_SPECIAL, *(_usual(name) for name in WRITES if name not in {case.function for case in _SPECIAL}))
"""At least one call of every function that writes; several where it depends on the message whether it can be told."""


# Pairs of calls of which the second carries the number of the first, and what a look tells.


def _customer(name: str) -> Case:
    return _asking("customers.add_customer", lambda _: {"customer": m.customer(name)})


def _product(name: str) -> Case:
    def arguments(_: Books) -> dict[str, Any]:
        product = m.product()
        product.product_base_information.name = name
        return {"product": product}

    return _asking("products.add_product", arguments)


def _sales(**fields: Any) -> Case:
    return _asking("sales.add_sales_invoice", lambda books: _to_add(books, sales_invoice_number=107, **fields))


def _order(**fields: Any) -> Case:
    return _sales(invoice_type="order", sales_invoice_status="undelivered", **fields)


def _of_other_customer(**fields: Any) -> Case:
    def arguments(books: Books) -> dict[str, Any]:
        Books(books.caller).customer("TOINEN")
        buyer = sales.InvoicingCustomerIdentifier("TOINEN", "customer")
        return {"sales_invoice": invoice(sales_invoice_number=107, invoicing_customer_identifier=buyer, **fields)}

    return _asking("sales.add_sales_invoice", arguments)


def _amount(total: str) -> sales.SalesInvoiceAmount:
    return sales.SalesInvoiceAmount(Decimal(total))


def _voucher(**fields: Any) -> Case:
    return _asking("accounting.add_voucher", lambda _: {"voucher": m.voucher(number=77, **fields)})


def _bought(**fields: Any) -> Case:
    plain = golden("purchaseinvoice-minimal", purchases.PurchaseInvoice)
    bought = replace(plain, **{"vendor_name": "Öljy Oy", **fields})
    return _asking("purchases.add_purchase_invoice", lambda _: {"purchase_invoice": bought})


def _vendor(name: str) -> Case:
    def arguments(_: Books) -> dict[str, Any]:
        base = purchases.VendorBaseInformation(code="T-1", name=name, organization_id="7654321-2")
        return {"vendor": purchases.Vendor(vendor_base_information=base)}

    return _asking("purchases.add_vendor", arguments)


def _class(*, deviates: bool) -> Case:
    quality = purchases.ProductQuality(is_quality_deviation=deviates, name="Ehjä")
    return _asking("purchases.add_product_quality", lambda _: {"product_quality": quality})


def _employee(first_name: str) -> Case:
    def make(_: Books) -> Call[Any]:
        message = Message("employee-full")
        message.drop("employeepayrollinformation/dimension")
        message.put("employeebaseinformation/firstname", first_name)
        return stored("payroll.add_employee", message.body, {"method": "add"})

    return Case("payroll.add_employee", make)


_FIRST: Final = purchases.InvoiceDate(date(2026, 11, 1))

SAME_NUMBER: Final = [
    pytest.param(_customer("Äiti Oy"), _customer("Isä Oy"), "name is Äiti Oy, sent was Isä Oy", id="customer"),
    pytest.param(_product("Omena"), _product("Päärynä"), "name is Omena, sent was Päärynä", id="product"),
    pytest.param(_sales(), _of_other_customer(), "MÄKI01, 1, sent was TOINEN", id="invoice of another customer"),
    pytest.param(_sales(), _sales(sales_invoice_date=date(2026, 11, 20)), "sent was 2026-11-20", id="invoice, date"),
    pytest.param(_sales(), _sales(sales_invoice_amount=_amount("1.00")), "sent was 1.00", id="invoice, sum"),
    pytest.param(_order(), _order(sales_invoice_date=date(2026, 11, 20)), "sent was 2026-11-20", id="order, date"),
    pytest.param(_voucher(), _voucher(description="Toinen"), "sent was Toinen", id="voucher, description"),
    pytest.param(_bought(), _bought(vendor_name="Toinen Oy"), "sent was Toinen Oy", id="purchase, vendor"),
    pytest.param(
        _bought(),
        _bought(invoice_date=_FIRST),
        "sent was 2026-11-01",
        id="purchase, date",
    ),
    pytest.param(_bought(), _bought(amount=Decimal(1)), "sent was 1", id="purchase, sum"),
    pytest.param(_vendor("Öljy Oy"), _vendor("Vesi Oy"), "name is Öljy Oy, sent was Vesi Oy", id="vendor"),
    pytest.param(_class(deviates=False), _class(deviates=True), "sent was True", id="quality"),
    pytest.param(_employee("Päivi"), _employee("Pekka"), "first_name is another value", id="employee"),
]

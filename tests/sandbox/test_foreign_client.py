"""A client that others wrote, unchanged, with its host set to the sandbox.

What it writes out of the documented order the strict gate refuses, and the one that only reports takes.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from netvisor.sandbox import Sandbox

from .conftest import Caller

with warnings.catch_warnings():
    # It stands on a version of marshmallow that is older than Python's last changes.
    warnings.simplefilter("ignore")
    from netvisor_api_client import Netvisor
    from netvisor_api_client.exc import InvalidData

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")

COMPANY = "1234567-8"
DAY = date(2026, 11, 21)
CUSTOMER = {
    "customer_base_information": {
        "internal_identifier": "011",
        "external_identifier": "1234567-1",
        "name": "Öljy & Ketju Oy",
        "street_address": "Välskärintie 7",
        "city": "Äänekoski",
        "post_number": "44100",
        "country": "FI",
        "customer_group_name": "Yritykset",
        "email": "oy@example.com",
        "is_active": True,
    },
    "customer_finvoice_details": {"finvoice_address": "003712345671", "finvoice_router_code": "003721291126"},
    "customer_delivery_details": {"delivery_name": "Varasto", "delivery_city": "Turku"},
    "customer_contact_details": {"contact_person": "Maija Mäkelä"},
}
OTHER = {"customer_base_information": {"internal_identifier": "012", "name": "Toinen Oy"}}
BASE = {
    "product_code": "OMENA",
    "product_group": "Hedelmät",
    "name": "Omena",
    "unit_price": {"amount": Decimal("6.90"), "type": "net"},
    "unit": "kg",
    "is_active": True,
    "is_sales_product": True,
}
PRODUCT = {
    "product_base_information": BASE,
    "product_bookkeeping_details": {"default_vat_percentage": Decimal("25.5")},
}


def invoice(customer: int) -> dict[str, Any]:
    line = {
        "identifier": {"identifier": "OMENA", "type": "customer"},
        "name": "Omena",
        "unit_price": {"amount": Decimal("6.90"), "type": "net"},
        "vat_percentage": {"percentage": Decimal("25.5"), "code": "KOMY"},
        "quantity": Decimal(2),
        "dimension": [{"dimension_name": "Kustannuspaikka", "dimension_item": "Myymälä"}],
    }
    return {
        "date": DAY,
        "amount": Decimal("17.32"),
        "currency": "EUR",
        "status": "open",
        "invoicing_customer_identifier": str(customer),
        "payment_term_net_days": 14,
        "our_reference": "Åke",
        "invoice_lines": [line],
    }


def voucher() -> dict[str, Any]:
    def line(total: int, account: int) -> dict[str, Any]:
        return {
            "line_sum": {"sum": Decimal(total), "type": "net"},
            "account_number": account,
            "description": "Vienti",
            "vat_percent": {"percentage": 0, "code": "NONE"},
        }

    return {
        "mode": "net",
        "date": DAY,
        "description": "Tilinpäätös",
        "class": "Muut",
        "voucher_line": [line(100, 1910), line(-100, 3040)],
    }


PURCHASE = b"""<root><purchaseinvoice><invoicenumber>345</invoicenumber><invoicedate>2026-10-23</invoicedate>\
<valuedate>2026-10-23</valuedate><duedate>2026-11-06</duedate><vendorname>Rengas Oy</vendorname><amount>125,50</amount>\
<deliverydate>2026-10-20</deliverydate><bankreferencenumber>1070</bankreferencenumber>\
<currencycode>USD</currencycode><purchaseinvoicelines><purchaseinvoiceline><productname>Rengas</productname>\
<deliveredamount>1</deliveredamount><unitprice>125,50</unitprice><vatpercent>25,5</vatpercent>\
<linesum type="brutto">125,50</linesum></purchaseinvoiceline></purchaseinvoicelines></purchaseinvoice></root>"""


@pytest.fixture(params=["strict", "report"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    # It takes a voucher type for a plain text, and fails on the key that other clients read.
    with Sandbox(gate=request.param, language="EN", voucher_class_key=False) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> Any:
    keys = sandbox.credentials
    return Netvisor(
        sandbox.url.rstrip("/"),
        sender=keys.sender,
        partner_id=keys.partner_id,
        partner_key=keys.partner_key.reveal(),
        customer_id=keys.customer_id,
        customer_key=keys.customer_key.reveal(),
        organization_id=keys.organisation_id,
        language=keys.language,
    )


def refused(sandbox: Sandbox) -> bool:
    return sandbox.settings.gate == "strict"


def test_it_creates_lists_reads_and_updates_customers(client: Any, sandbox: Sandbox) -> None:
    key = client.customers.create(CUSTOMER)
    (listed,) = client.customers.list("öljy")
    assert listed == {
        "netvisor_key": key,
        "name": "Öljy & Ketju Oy",
        "code": "011",
        "organisation_identifier": "1234567-1",
    }
    client.customers.update(key, {"customer_base_information": {"city": "Kuopio"}})
    got = client.customers.get(key)
    assert (got["customer_base_information"]["city"], got["customer_base_information"]["post_number"]) == (
        "Kuopio",
        "44100",
    )
    assert got["customer_finvoice_details"]["finvoice_address"] == "003712345671"
    assert client.customers.list("nobody") == []
    assert [call.outcome for call in sandbox.calls] == ["ok"] * 5


def test_it_is_told_of_a_customer_that_is_not_there(client: Any) -> None:
    with pytest.raises(InvalidData, match="Customer not found with Netvisor identifier: 99"):
        client.customers.get(99)


def test_it_creates_lists_and_reads_products(client: Any) -> None:
    client.products.create(PRODUCT)
    (listed,) = client.products.list()
    assert (listed["product_code"], listed["unit_price"]) == ("OMENA", Decimal("6.9"))
    got = client.products.get(listed["netvisor_key"])
    assert got["product_base_information"]["product_group"] == "Hedelmät"
    assert got["product_base_information"]["unit_price"] == {"amount": Decimal("6.9"), "type": "net"}


def test_it_creates_and_lists_dimensions(client: Any, sandbox: Sandbox) -> None:
    sandbox.books[COMPANY].add_dimension("Kustannuspaikka", "Myymälä")
    client.dimensions.create({"name": "Kustannuspaikka", "item": "Pyörähuolto"})
    (heading,) = client.dimensions.list()
    assert [item["name"] for item in heading["dimension_details"]] == ["Myymälä", "Pyörähuolto"]


def test_it_creates_lists_and_reads_sales_invoices(client: Any, sandbox: Sandbox) -> None:
    customer = client.customers.create(CUSTOMER)
    client.products.create(PRODUCT)
    key = client.sales_invoices.create(invoice(customer))
    (listed,) = client.sales_invoices.list()
    assert (listed["netvisor_key"], listed["status"], listed["sum"]) == (key, "open", Decimal("17.32"))
    got = client.sales_invoices.get(key)
    assert (got["date"], got["due_date"]) == (DAY, date(2026, 12, 5))
    assert (got["invoicing_customer_town"], got["our_reference"]) == ("Äänekoski", "Åke")
    (line,) = got["invoice_lines"]
    assert (line["name"], line["quantity"], line["sum"]) == ("Omena", Decimal(2), Decimal("17.32"))
    assert line["vat_percentage"] == {"percentage": Decimal("25.5"), "code": "KOMY"}
    assert {call.outcome for call in sandbox.calls} == {"ok"}


def test_it_creates_and_reads_vouchers(client: Any, sandbox: Sandbox) -> None:
    key = client.accounting.create(voucher())
    (got,) = client.accounting.ledger(start_date=date(2026, 11, 1), end_date=date(2026, 11, 30))
    assert (got["key"], got["date"], got["class"], got["description"]) == (key, DAY, "Muut", "Tilinpäätös")
    assert [(line["account_number"], line["line_sum"]) for line in got["lines"]] == [
        (1910, Decimal(100)),
        (3040, Decimal(-100)),
    ]
    assert {call.outcome for call in sandbox.calls} == {"ok"}


def test_what_it_writes_out_of_order_is_named_with_its_place(client: Any, sandbox: Sandbox) -> None:
    # It writes the dimensions of a product behind the other elements, not inside the additional information.
    product = {**PRODUCT, "dimension": {"dimension_name": "Kustannuspaikka", "dimension_item": "Myymälä"}}
    if refused(sandbox):
        with pytest.raises(InvalidData, match="Could not validate xml"):
            client.products.create(product)
    else:
        client.products.create(product)
        assert [listed["name"] for listed in client.products.list()] == ["Omena"]
    (logged,) = [call for call in sandbox.calls if call.resource == "product.nv"]
    (problem,) = logged.problems
    assert problem.path == "/Root/Product/Dimension"
    assert problem.expected == "belongs in /root/product/productadditionalinformation"


def test_its_payments_pay_invoices(client: Any) -> None:
    client.sales_invoices.create(invoice(client.customers.create(CUSTOMER)))
    client.sales_payments.create(
        {
            "sum": {"value": Decimal("17.32"), "currency": "EUR"},
            "payment_date": "2026-11-21",
            "target_identifier": {"type": "invoicenumber", "targettype": "invoice", "target": "1"},
            "source_name": "Öljy & Ketju Oy",
            "payment_method": {"type": "alternative", "method": "pankkikortti"},
        }
    )
    (paid,) = client.sales_payments.list()
    assert (paid["invoice_number"], paid["sum"]) == (1, Decimal("17.32"))
    assert client.sales_invoices.list()[0]["open_sum"] == 0


def test_it_lists_and_reads_purchase_invoices(client: Any, sandbox: Sandbox) -> None:
    # It has no call that writes one, and reads only such as have a reference and a currency.
    key = Caller(sandbox).send("purchaseinvoice.nv", PURCHASE).key
    (listed,) = client.purchase_invoices.list()
    got = client.purchase_invoices.get(key)
    assert (listed["netvisor_key"], listed["number"]) == (key, got["number"])
    assert (got["vendor_name"], got["foreign_currency_name_id"]) == ("Rengas Oy", "USD")
    assert [line["product_name"] for line in got["lines"]["items"]] == ["Rengas"]
    assert client.purchase_invoices.list(invoice_number="nobody") == []


def test_it_lists_and_reads_companies_accounts_and_periods(client: Any) -> None:
    (listed,) = client.companies.list("Esimerkki")
    assert listed["finnish_organization_identifier"] == COMPANY
    assert client.companies.get(COMPANY)["name"] == listed["name"]
    accounts = client.accounting.account_list()
    assert 1910 in [account["number"] for account in accounts["accounts"]]
    assert accounts["company_default_accounts"]["sales_receivables"]
    client.accounting.create(voucher())
    periods = client.accounting.period_list()
    assert [period["name"] for period in periods["periods"]] == ["2026"]


def test_it_changes_invoices_and_products_and_reads_several(client: Any, sandbox: Sandbox) -> None:
    customer = client.customers.create(CUSTOMER)
    assert [each["name"] for each in client.customers.list()] == ["Öljy & Ketju Oy"]
    assert len(client.customers.detail_list([customer, client.customers.create(OTHER)])) == 2
    client.products.create(PRODUCT)
    (listed,) = client.products.list()
    client.products.update(listed["netvisor_key"], {**PRODUCT, "product_base_information": {**BASE, "name": "Päärynä"}})
    assert client.products.list()[0]["name"] == "Päärynä"
    keys = [client.sales_invoices.create(invoice(customer)) for _ in range(2)]
    client.sales_invoices.update(keys[0], {**invoice(customer), "our_reference": "Maija"})
    assert [each["our_reference"] for each in client.sales_invoices.detail_list(keys)] == ["Maija", "Åke"]
    client.sales_invoices.update_status(keys[1], "unsent")
    assert [each["status"] for each in client.sales_invoices.list()] == ["open", "unsent"]
    assert {call.outcome for call in sandbox.calls} == {"ok"}


def test_its_wrong_keys_are_told_in_its_own_errors(sandbox: Sandbox) -> None:
    from netvisor_api_client.exc import AuthenticationFailed

    keys = sandbox.credentials
    wrong = Netvisor(
        sandbox.url.rstrip("/"),
        sender=keys.sender,
        partner_id=keys.partner_id,
        partner_key=keys.customer_key.reveal(),
        customer_id=keys.customer_id,
        customer_key=keys.partner_key.reveal(),
        organization_id=keys.organisation_id,
    )
    with pytest.raises(AuthenticationFailed, match="URI-metodi ei kelpaa"):
        wrong.customers.list()
    assert sandbox.calls[-1].because == "CustomerKey and PartnerKey were swapped"

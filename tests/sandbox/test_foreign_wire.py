"""What clients in other languages do on the wire, what the facts say of it, and how each gate answers.

Public clients in TypeScript, PHP, Go, Ruby, Visual Basic, Java and Python differ in everything that HTTP and XML leave
open, and in some things that they do not. Each habit stands here once, in messages of our own.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from netvisor import Client
from netvisor.resources import accounting, customers, products, sales
from netvisor.sandbox import Sandbox
from netvisor.sandbox.settings import PeriodDays

from . import messages as m
from .conftest import Caller, Got, customer

PREFIX = "X-Netvisor-Authentication-"
ADD = "/customer.nv?method=add"
NAMED = customer(name="Äiti").decode("iso-8859-15")


@pytest.fixture(params=["strict", "report"])
def any_caller(request: pytest.FixtureRequest) -> Iterator[Caller]:
    """A caller of a sandbox with each gate."""
    with Sandbox(gate=request.param) as sandbox:
        yield Caller(sandbox)


def is_strict(caller: Caller) -> bool:
    return caller.sandbox.settings.gate == "strict"


# HTTP: what every server takes, said in the ways that clients' libraries say it.


def unchanged(name: str) -> str:
    return name


def canonical(name: str) -> str:
    """As Go writes the names of headers: `X-Netvisor-Authentication-Customerid`."""
    return "-".join(part.capitalize() for part in name.split("-"))


@dataclass(frozen=True, kw_only=True)
class Habit:
    """How a client's library writes a request."""

    verb: str = "POST"
    target: str = ADD
    version: str = "1.1"
    body: bytes = NAMED.encode()
    extra: tuple[str, ...] = ()
    names: Callable[[str], str] = unchanged
    chunks: int = 0
    """Send the body in chunks of so many bytes."""
    connection: str = "close"


def exchanged(caller: Caller, habit: Habit) -> Got:
    """Send a request byte by byte as described, and read the one answer."""
    body, framing = habit.body, [f"Content-Length: {len(habit.body)}"]
    if habit.chunks:
        parts = [body[at : at + habit.chunks] for at in range(0, len(body), habit.chunks)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [*parts, b""])
        framing = ["Transfer-Encoding: chunked"]
    address = urlsplit(caller.sandbox.url)
    signed = {**caller.signed(habit.target), "Host": address.netloc.encode()}
    named = [f"{habit.names(name)}: ".encode() + bytes(value) for name, value in signed.items()]  # type: ignore[arg-type]  # the caller encodes them all
    told = [line.encode() for line in (*framing, *habit.extra, f"Connection: {habit.connection}")]
    request = [f"{habit.verb} {habit.target} HTTP/{habit.version}".encode(), *named, *told, b"", body]
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as connection:
        connection.sendall(b"\r\n".join(request))
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, text = answer.removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n").partition(b"\r\n\r\n")
    return Got(int(head.split()[1]), text, {})


@pytest.mark.parametrize(
    "habit",
    [
        pytest.param(Habit(names=str.lower), id="small names of headers"),
        pytest.param(Habit(names=canonical), id="names of headers with capitals of their own"),
        pytest.param(Habit(), id="no content type"),
        pytest.param(Habit(extra=("Content-Type: application/x-www-form-urlencoded",)), id="the type of a form"),
        pytest.param(Habit(extra=("Content-Type: text/plain;charset=UTF-8",)), id="plain text"),
        pytest.param(Habit(extra=("Content-Type: text/xml",)), id="xml without a charset"),
        pytest.param(Habit(extra=('Content-Type: application/xml; charset="utf-8"',)), id="a charset in quotes"),
        pytest.param(Habit(chunks=7), id="a body in chunks"),
        pytest.param(Habit(extra=("Expect: 100-continue",)), id="asks before it sends the body"),
        pytest.param(
            Habit(connection="Upgrade, HTTP2-Settings, close", extra=("Upgrade: h2c", "HTTP2-Settings: AAEAAEAA")),
            id="offers HTTP 2",
        ),
        pytest.param(Habit(connection="TE, close", extra=("TE: deflate,gzip;q=0.3",)), id="offers a compression"),
        pytest.param(Habit(version="1.0"), id="HTTP 1.0"),
        pytest.param(
            Habit(verb="GET", target="/customerlist.nv", body=b"", extra=("Content-Type: text/xml",)),
            id="a GET with a type and a length of 0",
        ),
        pytest.param(Habit(target="/CUSTOMER.NV?Method=Add"), id="the resource in capitals"),
        pytest.param(Habit(target="/netvisor/customer.nv?method=add"), id="a path before the resource"),
        pytest.param(Habit(target="//customer.nv?method=add"), id="two slashes, from a base address that ends in one"),
    ],
)
def test_the_ways_of_http_do_not_matter(any_caller: Caller, habit: Habit) -> None:
    assert exchanged(any_caller, habit).statuses == ["OK"]


@pytest.mark.parametrize(
    "time", ["2026-11-22T12:00:00.000Z", "22.11.2026 7.48.45", "11/22/2026 7:48:45 AM", "2026-11-22 14:00:00.000"]
)
def test_the_older_algorithms_do_not_read_the_time(caller: Caller, time: str) -> None:
    caller.algorithm = "SHA256"
    caller.headers = {PREFIX + "Timestamp": time, PREFIX + "TimestampUnix": None}
    assert caller.send("customerlist.nv").statuses == ["OK"]


def test_a_transaction_id_may_hold_spaces(caller: Caller) -> None:
    caller.headers[PREFIX + "TransactionId"] = "43210.12345600 1700000000"
    assert caller.send("customerlist.nv").statuses == ["OK"]


@pytest.mark.parametrize(
    ("sent", "hashed"),
    [
        ("keyword=M%C3%A4ki%20Oy", "keyword=Mäki Oy"),
        ("keyword=M%C3%A4ki+Oy", "keyword=Mäki Oy"),
        ("keyword=M%C3%A4ki+Oy", "keyword=M%C3%A4ki+Oy"),
        ("customercodelist=1%2C2", "customercodelist=1,2"),
    ],
)
def test_a_query_is_hashed_as_it_is_meant_or_as_it_is_sent(caller: Caller, sent: str, hashed: str) -> None:
    caller.hashed_url = f"{caller.sandbox.url}customerlist.nv?{hashed}"
    assert caller.sent("GET", f"/customerlist.nv?{sent}").statuses == ["OK"]


def test_a_mac_of_utf_8_is_refused_and_the_log_knows_it(caller: Caller) -> None:
    caller.charset = "utf-8"
    caller.headers[PREFIX + "Sender"] = "Käyttö"
    assert "URI-metodi ei kelpaa" in caller.send("customerlist.nv").refusal
    assert caller.sandbox.calls[-1].because == "the string was hashed in UTF-8; expected ISO-8859-15"


def test_a_client_behind_a_proxy_with_tls_hashes_the_address_that_it_knows(caller: Caller) -> None:
    caller.headers |= {"Host": "isvapi.netvisor.fi", "X-Forwarded-Proto": "https"}
    caller.hashed_url = "https://isvapi.netvisor.fi/customerlist.nv"
    assert caller.send("customerlist.nv").statuses == ["OK"]
    caller.headers["X-Forwarded-Proto"] = "gopher"
    assert "http://isvapi.netvisor.fi/customerlist.nv&" in caller.send("customerlist.nv").refusal


def test_deletions_are_called_by_get_and_by_post(caller: Caller) -> None:
    for verb in ("GET", "POST"):
        for target in ("deletesalesinvoice.nv?invoiceid=9", "deletejobperiod.nv?netvisorkey=9"):
            assert "with the key 9" in caller.sent(verb, f"/{target}").refusal
    assert "by GET, not by POST" in caller.sent("POST", "/customerlist.nv").refusal
    assert "by POST, not by GET" in caller.sent("GET", "/customer.nv?method=add").refusal


@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_the_status_of_an_invoice_is_changed_by_post_and_by_get(caller: Caller, verb: str) -> None:
    caller.sent("POST", ADD, NAMED.encode())
    key = post_invoice(caller, INVOICE).key
    got = caller.sent(verb, f"/updatesalesinvoicestatus.nv?netvisorkey={key}&status=unsent")
    assert got.statuses == ["OK"]
    assert caller.sandbox.calls[-1].stored


# Messages: how clients write them, and what the facts say.

INVOICE = """<Root>
    <SalesInvoice>
        <SalesInvoiceDate>2026-11-21</SalesInvoiceDate>
        <SalesInvoiceAmount>12.55</SalesInvoiceAmount>
        <SalesInvoiceStatus type='netvisor'>unsent</SalesInvoiceStatus>
        <InvoicingCustomerIdentifier type='customer'>011</InvoicingCustomerIdentifier>
        <PaymentTermNetDays>14</PaymentTermNetDays>
        <InvoiceLines>
            <InvoiceLine>
                <SalesInvoiceProductLine>
                    <ProductIdentifier type='customer'>OMENA</ProductIdentifier>
                    <ProductName><![CDATA[Omena & päärynä]]></ProductName>
                    <ProductUnitPrice type='net'>10.0</ProductUnitPrice>
                    <ProductVatPercentage vatcode='KOMY'>25,5</ProductVatPercentage>
                    <SalesInvoiceProductLineQuantity>1</SalesInvoiceProductLineQuantity>
                </SalesInvoiceProductLine>
            </InvoiceLine>
        </InvoiceLines>
    </SalesInvoice>
</Root>
"""
COUNTRY = "<InvoicingCustomerCountryCode type='{}'>FI</InvoicingCustomerCountryCode>\n<PaymentTermNetDays>"


def post_invoice(caller: Caller, text: str, target: str = "/salesinvoice.nv?method=add") -> Got:
    caller.send("customer.nv", customer(internalidentifier="011", name="Oy"), method="add")
    return caller.sent("POST", target, text.encode())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            INVOICE, id="capitals, indentation, single quotes, CDATA, decimal points, a line break at the end"
        ),
        pytest.param("".join(line.strip() for line in INVOICE.splitlines()), id="all in one line"),
        pytest.param(
            INVOICE.replace("<![CDATA[Omena & päärynä]]>", "Omena &amp; p&#228;&#xE4;ryn&#228;"),
            id="numeric references",
        ),
        pytest.param(INVOICE.replace("<SalesInvoiceDate>", "<SalesInvoiceDate format='ANSI'>"), id="ANSI in capitals"),
        pytest.param(
            INVOICE.replace("<PaymentTermNetDays>", COUNTRY.format("ISO-3316")), id="the vendor's misspelt ISO-3316"
        ),
        pytest.param(
            INVOICE.replace("<PaymentTermNetDays>", COUNTRY.format("iso-3166")), id="the list of countries in small"
        ),
        pytest.param(INVOICE.replace("<PaymentTermNetDays>", "<!-- 14 --><PaymentTermNetDays>"), id="a comment"),
        pytest.param(INVOICE.replace("unsent", "Unsent"), id="a value of a closed list with a capital"),
    ],
)
def test_the_ways_of_xml_do_not_matter(any_caller: Caller, text: str) -> None:
    key = post_invoice(any_caller, text).key
    assert any_caller.sandbox.calls[-1].outcome == "ok"
    document = any_caller.sandbox.books["1234567-8"].documents[key]
    assert (document.date, document.total) == ("2026-11-21", "12.55")
    name = "SalesInvoice/InvoiceLines/InvoiceLine/SalesInvoiceProductLine/ProductName"
    assert any_caller.send("getsalesinvoice.nv", netvisorkey=key).text(name) == "Omena & päärynä"


def test_a_day_without_zeros_is_read_and_told(any_caller: Caller) -> None:
    key = post_invoice(any_caller, INVOICE.replace("2026-11-21", "2026-1-5")).key
    call = any_caller.sandbox.calls[-1]
    assert call.outcome == ("ok" if is_strict(any_caller) else "reported")
    (problem,) = call.problems
    assert (problem.rule, problem.found) == ("form", "'2026-1-5'")
    assert any_caller.sandbox.books["1234567-8"].documents[key].date == "2026-01-05"


@pytest.mark.parametrize("day", ["5.1.2026", "2026-1-50", "2026/1/5", " 2026-1-5"])
def test_other_days_are_refused(caller: Caller, day: str) -> None:
    assert "Could not validate xml" in post_invoice(caller, INVOICE.replace("2026-11-21", day)).refusal


def test_an_invoice_without_a_method_is_added(any_caller: Caller) -> None:
    key = post_invoice(any_caller, INVOICE, "/salesinvoice.nv").key
    assert any_caller.sandbox.books["1234567-8"].documents[key].total == "12.55"
    assert "is 'remove'" in post_invoice(any_caller, INVOICE, "/salesinvoice.nv?method=remove").refusal
    assert "the parameter method is missing" in any_caller.send("customer.nv", NAMED.encode()).refusal


def test_elements_that_close_themselves_are_not_read_and_told(any_caller: Caller) -> None:
    key = any_caller.sent("POST", ADD, NAMED.replace("</name>", "</name><city /><email/>").encode()).key
    assert [problem.rule for problem in any_caller.sandbox.calls[-1].problems] == ["self-closing"] * 2
    any_caller.sent(
        "POST", f"/customer.nv?method=edit&id={key}", NAMED.replace("</name>", "</name><city>Oulu</city>").encode()
    )
    any_caller.sent("POST", f"/customer.nv?method=edit&id={key}", NAMED.replace("</name>", "</name><city/>").encode())
    assert any_caller.send("getcustomer.nv", id=key).text("Customer/CustomerBaseInformation/City") == "Oulu"


@pytest.mark.parametrize(
    ("start", "why"),
    [
        pytest.param('<?xml version="1.0" encoding="utf-8"?>\n<root>', "an XML declaration", id="a declaration"),
        pytest.param("\ufeff<root>", "a byte order mark", id="a mark"),
        pytest.param('<root xmlns="">', "<root xmlns", id="a namespace"),
        pytest.param("<!-- 1 --><root>", "a document type or a comment", id="a comment before it"),
    ],
)
def test_a_message_begins_with_root_or_is_reported(any_caller: Caller, start: str, why: str) -> None:
    got = any_caller.sent("POST", ADD, NAMED.replace("<root>", start).encode())
    call = any_caller.sandbox.calls[-1]
    if is_strict(any_caller):
        assert "Could not validate xml" in got.refusal
        assert why in call.because
    else:
        assert got.statuses == ["OK"]
        assert call.outcome == "reported"


def test_the_line_break_where_a_declaration_was_cut_off_is_taken_and_told(any_caller: Caller) -> None:
    assert any_caller.sent("POST", ADD, b"\n" + NAMED.encode()).statuses == ["OK"]
    assert [problem.found for problem in any_caller.sandbox.calls[-1].problems] == ["white space before <root>"]


def test_a_dimension_that_is_written_empty_is_refused_by_both_gates(any_caller: Caller) -> None:
    empty = "<Dimension><DimensionName></DimensionName><DimensionItem></DimensionItem></Dimension>"
    text = INVOICE.replace("</SalesInvoiceProductLineQuantity>", f"</SalesInvoiceProductLineQuantity>{empty}")
    assert "Could not validate xml" in post_invoice(any_caller, text).refusal
    assert [problem.found for problem in any_caller.sandbox.calls[-1].problems] == [
        "<DimensionName> is empty",
        "<DimensionItem> is empty",
    ]


# Answers: what clients read without looking whether it is there.

LINE = "invoicelines/invoiceline/salesinvoiceproductline"
READ = {
    "getsalesinvoice.nv": (
        "salesinvoice/salesinvoiceamount",
        "salesinvoice/invoicestatus",
        "salesinvoice/salesinvoiceduedate",
        *(
            f"salesinvoice/{LINE}/{name}"
            for name in (
                "productunitprice",
                "productpurchaseprice",
                "salesinvoiceproductlinequantity",
                "provisionpercentage",
                "salesinvoiceproductlinediscountpercentage",
                "salesinvoiceproductlinevatsum",
                "salesinvoiceproductlinesum",
            )
        ),
    ),
    "getcustomer.nv": tuple(
        f"customer/{name}"
        for name in (
            "customerbaseinformation/faxnumber",
            "customerfinvoicedetails/finvoiceaddress",
            "customerdeliverydetails/deliverycity",
            "customercontactdetails/contactpersonphone",
            "customeradditionalinformation/balancelimit",
            "customeradditionalinformation/yourdefaultreference",
            "customeradditionalinformation/defaulttextbeforeinvoicelines",
            "customeradditionalinformation/defaulttextafterinvoicelines",
        )
    ),
    "getproduct.nv": tuple(
        f"product/{name}"
        for name in (
            "productbaseinformation/countryoforigin",
            "productbaseinformation/comissionpercentage",
            "productbookkeepingdetails/defaultvatpercent",
            "productinventorydetails/inventoryreservedamount",
            "productadditionalinformation/productnetweight",
            "productadditionalinformation/productgrossweight",
            "productadditionalinformation/productpackageinformation/packagewidth",
            "productadditionalinformation/productpackageinformation/packageheight",
            "productadditionalinformation/productpackageinformation/packagelength",
        )
    ),
}
PRODUCT = """<root><product><productbaseinformation><productgroup>Hedelmät</productgroup><name>Omena</name>
<unitprice type="net">10.55</unitprice><isactive>1</isactive><issalesproduct>1</issalesproduct>
</productbaseinformation><productbookkeepingdetails><defaultvatpercentage>25.5</defaultvatpercentage>
</productbookkeepingdetails></product></root>"""


@pytest.mark.parametrize("resource", READ)
def test_what_clients_read_unasked_is_there_and_perhaps_empty(caller: Caller, resource: str) -> None:
    keys = {
        "getsalesinvoice.nv": f"netvisorkey={post_invoice(caller, INVOICE).key}",
        "getcustomer.nv": "id=1",
        "getproduct.nv": f"id={caller.sent('POST', '/product.nv?method=add', PRODUCT.encode()).key}",
    }
    root = caller.sent("GET", f"/{resource}?{keys[resource]}").root
    for element in root.iter(etree.Element):
        element.tag = element.tag.lower()
    assert [path for path in READ[resource] if root.find(path) is None] == []


@pytest.mark.parametrize(
    ("resource", "element"),
    [
        ("customerlist.nv", "Customerlist"),
        ("productlist.nv", "ProductList"),
        ("salesinvoicelist.nv", "SalesInvoiceList"),
        ("salespaymentlist.nv", "SalesPaymentList"),
        ("dimensionlist.nv", "DimensionNameList"),
        ("purchaseinvoicelist.nv", "PurchaseInvoiceList"),
        ("accountingledger.nv?startdate=2026-01-01&enddate=2026-01-31", "Vouchers"),
    ],
)
def test_an_empty_list_is_an_empty_element(caller: Caller, resource: str, element: str) -> None:
    root = caller.sent("GET", f"/{resource}").root
    assert [(child.tag, len(child)) for child in root][1:] == [(element, 0)]


def test_a_refusal_is_known_by_its_bytes(caller: Caller) -> None:
    got = caller.send("getcustomer.nv", id=1)
    assert b"<Status>FAILED</Status>" in got.body
    assert got.headers["Content-Type"] == "text/xml; charset=utf-8"


# Answers: elements that clients read without looking whether they are there.

UNGUARDED = {
    "getcustomer.nv?id={customer}": (
        "Customer/CustomerBaseInformation/IsPrivateCustomer",
        "Customer/CustomerAdditionalInformation/UseCreditorReferenceNumber",
    ),
    "getproduct.nv?id={product}": (
        "Product/ProductBaseInformation/UnitWeight",
        "Product/ProductBaseInformation/KaukevaProductCode",
        "Product/ProductBaseInformation/IsStorageProduct",
        "Product/ProductInventoryDetails/InventoryAccountNumber",
    ),
    "getproduct.nv?idlist={product},{product}": (
        "Products/Product/ProductBaseInformation/UnitWeight",
        "Products/Product/ProductInventoryDetails/InventoryAccountNumber",
    ),
    "extendedproductlist.nv": ("Products/Product/ProductPriceInformation/PriceGroups",),
    "getsalesinvoice.nv?netvisorkey={invoice}": (
        "SalesInvoice/SalesInvoiceEventDate",
        "SalesInvoice/SalesInvoiceValueDate",
        "SalesInvoice/SalesInvoiceAgreementIdentifier",
    ),
    "getorder.nv?netvisorkey={order}": (
        "SalesInvoice/SalesInvoiceEventDate",
        "SalesInvoice/SalesInvoiceValueDate",
        "SalesInvoice/SalesInvoiceAgreementIdentifier",
    ),
    "getpurchaseinvoice.nv?netvisorkey={purchase}": ("PurchaseInvoice/PurchaseInvoiceAgreementIdentifier",),
    "accountingledger.nv?startdate=2026-11-01&enddate=2026-11-30": ("Vouchers/Voucher/VoucherClass[@netvisorkey]",),
    "accountbalance.nv?balancedates=2026-11-30": (
        "AccountBalances/Account/Number",
        "AccountBalances/Account/Name",
        "AccountBalances/Account/ForeignName",
    ),
}


@pytest.mark.parametrize(("form", "text"), [("finnish", "1.1.2026"), ("ansi", "2026-01-01")])
def test_the_days_of_periods_are_written_as_the_setting_says(form: PeriodDays, text: str) -> None:
    with Sandbox(period_days=form) as sandbox:
        sandbox.clock = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
        assert Caller(sandbox).send("accountingperiodlist.nv").text("AccountingPeriodList/Period/BeginDate") == text


@pytest.fixture(scope="module")
def kept() -> Iterator[tuple[Sandbox, dict[str, int]]]:
    """A sandbox with the least that each resource has, and the keys."""
    with Sandbox() as sandbox:
        sandbox.clock = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
        with Client(sandbox.credentials, base_url=sandbox.url, clock=sandbox.clock) as client:
            keys = {"customer": client.send(customers.add_customer(m.customer())).netvisor_key}
            keys["product"] = client.send(products.add_product(m.product())).netvisor_key
            keys["invoice"] = client.send(sales.add_sales_invoice(m.invoice())).netvisor_key
            order = m.invoice(sales_invoice_status="undelivered", invoice_type="order")
            keys["order"] = client.send(sales.add_sales_invoice(order)).netvisor_key
            client.send(accounting.add_voucher(m.voucher()))
        body = (Path(__file__).parents[2] / "fixtures" / "requests" / "purchaseinvoice-minimal.xml").read_bytes()
        keys["purchase"] = Caller(sandbox).send("purchaseinvoice.nv", body).key
        yield sandbox, keys


@pytest.mark.parametrize("target", UNGUARDED)
def test_what_clients_read_unguarded_is_written(kept: tuple[Sandbox, dict[str, int]], target: str) -> None:
    sandbox, keys = kept
    got = Caller(sandbox).sent("GET", "/" + target.format(**keys))
    for path in UNGUARDED[target]:
        assert got.texts(path) != [], (path, got.body)

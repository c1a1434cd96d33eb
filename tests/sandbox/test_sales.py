from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import pytest

from netvisor import CLEAR, UNSET, Client, encode
from netvisor.errors import DuplicateData, InvalidData, PeriodLocked
from netvisor.resources import accounting, customers, products, sales
from netvisor.resources.common import NetvisorOrCustomer
from netvisor.sandbox import Sandbox

from . import messages as m
from .conftest import Caller


@pytest.fixture(autouse=True)
def _customer(client: Client) -> None:
    client.send(customers.add_customer(m.customer(city="Turku", street_address="Katu 1", country="FI")))


def add(client: Client, invoice: sales.SalesInvoice) -> int:
    return client.send(sales.add_sales_invoice(invoice)).netvisor_key


def get(client: Client, key: int, **options: Any) -> sales.FetchedSalesInvoice:
    got = client.send(sales.get_sales_invoice(key, **options))
    assert got is not None
    return got


def lines_of(got: sales.FetchedSalesInvoice) -> list[Any]:
    assert got.invoice_lines is not None
    assert got.invoice_lines.invoice_line is not None
    return list(got.invoice_lines.invoice_line.lines)


def amount_of(got: sales.FetchedSalesInvoice) -> Decimal | None:
    assert got.sales_invoice_amount is not None
    return got.sales_invoice_amount.value


def listed(client: Client, **asked: Any) -> list[sales.ListedSalesInvoice]:
    return client.send(sales.list_sales_invoices(**asked))


@pytest.mark.parametrize(
    ("line", "unit", "vat", "total"),
    [
        (m.line(), "6.9000", "3.04", "16.84"),
        (m.line(quantity="-2"), "6.9000", "-3.04", "-16.84"),
        (m.line(quantity="3", price="0.333", vat="25.5"), "0.3330", "0.26", "1.26"),
        (m.line(quantity="1", price="124", kind="gross", vat="24"), "100.0000", "24.00", "124.00"),
        (m.line(quantity="1", price="0", vat="24"), "0.0000", "0.00", "0.00"),
        (
            m.line(
                quantity="10",
                price="10",
                vat="24",
                sales_invoice_product_line_discount_percentage=sales.SalesInvoiceProductLineDiscountPercentage(
                    Decimal("12.5")
                ),
            ),
            "10.0000",
            "21.00",
            "108.50",
        ),
        (
            m.line(sales_invoice_product_line_vat_sum=Decimal(2), sales_invoice_product_line_sum=Decimal(9)),
            "6.9000",
            "2.00",
            "9.00",
        ),
    ],
    ids=["sample", "credit", "rounded", "gross", "free", "discount", "given"],
)
def test_the_sums_of_a_line_are_computed_and_rounded(
    client: Client, line: sales.InvoiceLine, unit: str, vat: str, total: str
) -> None:
    got = get(client, add(client, m.invoice(line)))
    (shown,) = lines_of(got)
    assert shown.product_unit_price == Decimal(unit)
    assert shown.sales_invoice_product_line_vat_sum == Decimal(vat)
    assert shown.sales_invoice_product_line_sum == Decimal(total)
    assert amount_of(got) == Decimal(total)


def test_the_total_is_that_of_the_lines_or_the_given_one(client: Client) -> None:
    assert amount_of(get(client, add(client, m.invoice(m.line(), m.line())))) == Decimal("33.68")
    given = m.invoice(m.line(), sales_invoice_amount=sales.SalesInvoiceAmount(Decimal("17.00")))
    assert amount_of(get(client, add(client, given))) == Decimal("17.00")
    netvisor = sales.SalesInvoiceAmount(Decimal(0), price_type="netvisor")
    assert amount_of(get(client, add(client, m.invoice(m.line(), sales_invoice_amount=netvisor)))) == Decimal("16.84")


def test_a_foreign_sum_is_shown_in_euros_and_in_its_currency(client: Client) -> None:
    amount = sales.SalesInvoiceAmount(CLEAR, iso4217_currency_code="USD", currency_rate=Decimal("1.25"))
    key = add(client, m.invoice(m.line(quantity="10", price="10", vat="0"), sales_invoice_amount=amount))
    got = get(client, key)
    assert amount_of(got) == Decimal("80.00")
    assert got.foreign_currency_amount == Decimal("100.00")
    (row,) = listed(client, reply_option=3)
    assert row.additional_information is not None
    assert row.additional_information.invoice_currency_sum == sales.CurrencySum(Decimal("100.00"), "USD")
    assert row.additional_information.open_currency_sum == sales.CurrencySum(Decimal("100.00"), "USD")


def test_the_price_of_the_register_is_taken_when_it_is_asked_for(client: Client) -> None:
    with pytest.raises(InvalidData, match="the product is not in it"):
        add(client, m.invoice(m.line(kind="netvisor")))
    key = client.send(products.add_product(m.product(price="5"))).netvisor_key
    (shown,) = lines_of(get(client, add(client, m.invoice(m.line(kind="netvisor", product_name=CLEAR)))))
    assert shown.product_unit_price == Decimal("5.0000")
    assert (shown.product_name, shown.product_netvisor_key) == ("Omena", key)


def test_an_unknown_product_key_is_refused_and_an_unknown_code_a_matter_of_settings(client: Client) -> None:
    unknown = m.line(product_identifier=sales.ProductIdentifier("99", "netvisor"))
    with pytest.raises(InvalidData, match="there is no product 99"):
        add(client, m.invoice(unknown))
    with pytest.raises(InvalidData, match="needs a productname"):
        add(client, m.invoice(m.line(product_name=CLEAR)))
    assert add(client, m.invoice(m.line()))
    with Sandbox(unknown_products=False) as strict, Client(strict.credentials, base_url=strict.url) as other:
        other.send(customers.add_customer(m.customer()))
        with pytest.raises(InvalidData, match="there is no product OMENA"):
            add(other, m.invoice(m.line()))


@pytest.mark.parametrize(
    ("identifier", "text"),
    [
        (sales.InvoicingCustomerIdentifier("99", "netvisor"), "Customer not found with Netvisor identifier: 99"),
        (sales.InvoicingCustomerIdentifier("X", "customer"), "Sandbox: there is no customer X"),
        (sales.InvoicingCustomerIdentifier("0037", "organizationunitnumber"), "Sandbox: there is no customer 0037"),
    ],
)
def test_the_customer_must_exist(client: Client, identifier: Any, text: str) -> None:
    with pytest.raises(InvalidData, match=text):
        add(client, m.invoice(invoicing_customer_identifier=identifier))


def test_the_address_is_that_of_the_register_unless_one_is_given(client: Client) -> None:
    got = get(client, add(client, m.invoice()))
    assert (got.invoicing_customer_name, got.invoicing_customer_town) == ("Äiti Oy", "Turku")
    assert got.invoicing_customer_country_code == sales.FetchedCountryCode("Suomi", "FI")
    got = get(client, add(client, m.invoice(invoicing_customer_name="Isä Oy")))
    assert (got.invoicing_customer_name, got.invoicing_customer_town) == ("Isä Oy", None)


def test_product_and_comment_lines_stand_mixed_in_one_element(client: Client) -> None:
    key = add(client, m.invoice(m.line(), m.comment("Kiitos €"), m.line()))
    assert [type(line).__name__ for line in lines_of(get(client, key))] == ["FetchedSalesInvoiceProductLine"] * 2
    mixed = lines_of(get(client, key, show_comment_lines=True))
    assert [getattr(line, "comment", None) for line in mixed] == [None, "Kiitos €", None]
    assert mixed[0].netvisor_key != mixed[2].netvisor_key


def test_attachments_come_back_only_when_they_are_asked_for(client: Client) -> None:
    file = sales.SalesInvoiceAttachment(
        mime_type="application/pdf",
        attachment_description="Liite",
        file_name="liite.pdf",
        document_data=sales.DocumentData(b"%PDF \x00\xff"),
    )
    wrapper = sales.SalesInvoiceAttachments(sales_invoice_attachment=[file])
    key = add(client, m.invoice(sales_invoice_attachments=wrapper))
    assert get(client, key).sales_invoice_attachments is None
    got = get(client, key, include_attachments=True).sales_invoice_attachments
    assert got is not None
    (shown,) = got.sales_invoice_attachment
    assert (shown.file_name, shown.mime_type, shown.document_data) == ("liite.pdf", "application/pdf", b"%PDF \x00\xff")


def test_numbers_go_on_behind_the_largest_one_and_are_used_once(client: Client) -> None:
    keys = [add(client, m.invoice(sales_invoice_number=number)) for number in (UNSET, 107, UNSET)]
    assert [get(client, key).sales_invoice_number for key in keys] == ["1", "107", "108"]
    with pytest.raises(DuplicateData, match="the invoice number 107 is in use"):
        add(client, m.invoice(sales_invoice_number=107))
    # Orders have numbers of their own.
    add(client, m.invoice(sales_invoice_number=107, invoice_type="order", sales_invoice_status="undelivered"))
    assert [row.invoice_number for row in listed(client, list_type="preinvoice")] == ["107"]


def test_a_reference_number_is_given_when_it_is_left_out(client: Client) -> None:
    got = get(client, add(client, m.invoice(sales_invoice_number=107)))
    assert got.sales_invoice_reference_number == "11073"
    got = get(client, add(client, m.invoice(sales_invoice_reference_number="1070")))
    assert got.sales_invoice_reference_number == "1070"


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({"payment_term_net_days": 7}, "2026-11-28"),
        ({"payment_term_net_days": UNSET, "payment_term": sales.PaymentTerm("5", "netvisor")}, "2026-12-21"),
        ({"payment_term_net_days": UNSET, "payment_term": sales.PaymentTerm(CLEAR, "companydefault")}, "2026-12-05"),
        ({"payment_term_net_days": UNSET, "payment_term": sales.PaymentTerm(CLEAR, "customerdefault")}, "2026-12-05"),
        ({"sales_invoice_due_date": date(2027, 1, 1)}, "2027-01-01"),
    ],
)
def test_the_due_date_follows_from_the_term_of_payment(client: Client, fields: dict[str, Any], due: str) -> None:
    got = get(client, add(client, m.invoice(**fields)))
    assert str(got.sales_invoice_due_date) == due


def test_the_customer_brings_its_own_term_and_reference_number(client: Client) -> None:
    more = customers.CustomerAdditionalInformation(
        default_payment_term=NetvisorOrCustomer("2", "netvisor"), customer_reference_number="1070"
    )
    owner = m.customer("B", "B")
    owner.customer_additional_information = more
    client.send(customers.add_customer(owner))
    term = sales.PaymentTerm(CLEAR, "customerdefault")
    invoice = m.invoice(
        payment_term=term,
        payment_term_net_days=UNSET,
        invoicing_customer_identifier=sales.InvoicingCustomerIdentifier("B", "customer"),
    )
    got = get(client, add(client, invoice))
    assert str(got.sales_invoice_due_date) == "2026-11-28"
    assert got.sales_invoice_reference_number == "1070"


def test_a_default_term_of_payment_shows_as_its_days_and_discount(client: Client) -> None:
    owner = m.customer("B", "B")
    owner.customer_additional_information = customers.CustomerAdditionalInformation(
        default_payment_term=NetvisorOrCustomer("7", "netvisor")
    )
    key = client.send(customers.add_customer(owner)).netvisor_key
    fields: dict[str, Any] = {
        "payment_term": sales.PaymentTerm(CLEAR, "customerdefault"),
        "payment_term_net_days": UNSET,
        "invoicing_customer_identifier": sales.InvoicingCustomerIdentifier("B", "customer"),
    }
    first = add(client, m.invoice(**fields))
    owner.customer_additional_information.default_payment_term = NetvisorOrCustomer("2", "netvisor")
    client.send(customers.edit_customer(owner, id=key))
    got = get(client, first)
    assert (got.payment_term_net_days, got.payment_term_cash_discount_days) == (30, 7)
    assert got.payment_term_cash_discount == sales.FetchedPaymentTermCashDiscount(Decimal(2), "percentage")
    dated = get(client, add(client, m.invoice(**fields, sales_invoice_due_date=date(2027, 1, 1))))
    assert (dated.payment_term_net_days, dated.payment_term_cash_discount_days) == (None, None)


@pytest.mark.parametrize("name", ["salesinvoiceproductlinevatsum", "salesinvoiceproductlinesum"])
def test_the_vat_or_the_sum_of_a_line_alone_is_ignored(client: Client, caller: Caller, name: str) -> None:
    quantity = b"<salesinvoiceproductlinequantity>2</salesinvoiceproductlinequantity>"
    body = encode(m.invoice()).bytes()
    assert quantity in body
    key = caller.send(
        "salesinvoice.nv", body.replace(quantity, quantity + f"<{name}>9</{name}>".encode()), method="add"
    ).key
    got = get(client, key)
    assert got.sales_invoice_amount is not None
    assert got.sales_invoice_amount.value == Decimal("16.84")


def test_documents_are_found_under_the_code_that_their_customer_has_now(client: Client) -> None:
    owner = client.send(customers.add_customer(m.customer("Vanha Oy", "B"))).netvisor_key
    key = add(client, m.invoice(invoicing_customer_identifier=sales.InvoicingCustomerIdentifier("B", "customer")))
    client.send(customers.edit_customer(m.customer("Uusi Oy", "C"), id=owner))
    assert client.send(sales.list_sales_invoices(customer_code="B")) == []
    (listed,) = client.send(sales.list_sales_invoices(customer_code="C"))
    assert (listed.netvisor_key, listed.customer_code, listed.customer_name) == (key, "C", "Vanha Oy")
    assert get(client, key).invoicing_customer_code == "C"


def test_modified_payments_need_both_ends_of_their_span(caller: Caller) -> None:
    got = caller.send("salesinvoicelist.nv", includemodifiedpayments=1, lastmodifiedstart="2026-11-01")
    assert "includemodifiedpayments needs" in got.refusal


def test_an_unknown_term_of_payment_is_refused(client: Client) -> None:
    term = sales.PaymentTerm("99", "netvisor")
    with pytest.raises(InvalidData, match="there is no payment term 99"):
        add(client, m.invoice(payment_term=term, payment_term_net_days=UNSET))


def test_an_edit_replaces_the_whole_document_and_keeps_its_number(client: Client) -> None:
    key = add(client, m.invoice(m.line(), m.line(), sales_invoice_our_reference="Meidän"))
    client.send(sales.edit_sales_invoice(m.invoice(m.line(quantity="1")), id=key))
    got = get(client, key)
    assert (got.sales_invoice_number, got.sales_invoice_our_reference) == ("1", None)
    assert len(lines_of(got)) == 1
    assert amount_of(got) == Decimal("8.42")
    with pytest.raises(InvalidData, match="there is no sales invoice with the key 999"):
        client.send(sales.edit_sales_invoice(m.invoice(), id=999))


def test_a_draft_has_no_number_and_becomes_an_invoice_by_an_edit(client: Client) -> None:
    draft = m.invoice(invoice_type="invoicedraft", sales_invoice_status=CLEAR)
    key = add(client, draft)
    got = get(client, key)
    assert got.sales_invoice_number is None
    assert got.invoice_status == sales.FetchedInvoiceStatus(None, None)
    assert listed(client) == []
    client.send(sales.edit_sales_invoice(m.invoice(), id=key))
    assert [row.invoice_number for row in listed(client)] == ["1"]
    with pytest.raises(InvalidData, match="only a draft becomes another one"):
        client.send(sales.edit_sales_invoice(draft, id=key))


def test_an_unknown_key_is_an_empty_element_without_an_error(caller: Caller) -> None:
    got = caller.send("getsalesinvoice.nv", netvisorkey=999)
    assert got.statuses == ["OK"]
    assert got.text("SalesInvoice") == ""
    assert len(got.root.find("SalesInvoice")) == 0


def test_several_invoices_stand_in_a_wrapper_and_one_does_not(client: Client, caller: Caller) -> None:
    first, second = (add(client, m.invoice()) for _ in range(2))
    order = add(client, m.invoice(invoice_type="order", sales_invoice_status="delivered"))
    got = caller.send("getsalesinvoice.nv", netvisorkeylist=f"{second},{order},{first},999")
    assert got.texts("SalesInvoices/SalesInvoice/SalesInvoiceNetvisorKey") == [str(second), str(first)]
    got = caller.send("getsalesinvoice.nv", netvisorkeylist=f"{second}")
    assert got.text("SalesInvoice/SalesInvoiceNetvisorKey") == str(second)
    assert "one of the parameters" in caller.send("getsalesinvoice.nv").refusal
    assert (
        "the parameter pdfimage is 'photo'"
        in caller.send("getsalesinvoice.nv", netvisorkey=1, pdfimage="photo").refusal
    )


@pytest.mark.parametrize("asked", ["pdf", "preview"])
def test_an_invoice_is_drawn_as_a_pdf_when_it_is_asked_for(client: Client, asked: Literal["pdf", "preview"]) -> None:
    key = add(client, m.invoice(*[m.line("1.5", "10.1234", product_name=f"Öljy {n}") for n in range(40)]))
    got = client.send(sales.get_sales_invoice(key, pdf_image=asked))
    assert got is not None
    drawn = got.last_sent_invoice_pdf_base64_data
    assert drawn is not None
    assert drawn.count(b"/Type/Page/") == 2
    for text in ("Lasku 1", "Öljy 39 ", " 10,1234 ", "21.11.2026"):
        assert text.encode("cp1252") in drawn
    bare = client.send(sales.get_sales_invoice(key))
    assert bare is not None
    assert bare.last_sent_invoice_pdf_base64_data is None


@pytest.mark.parametrize(
    ("language", "texts"), [("FI", ("Avoin", "Ei")), ("EN", ("Open", "No")), ("SE", ("Öppen", "Nej"))]
)
def test_status_and_yes_and_no_are_texts_of_the_language(
    client: Client, caller: Caller, language: str, texts: tuple[str, str]
) -> None:
    key = add(client, m.invoice())
    caller.headers["X-Netvisor-Interface-Language"] = language
    got = caller.send("getsalesinvoice.nv", netvisorkey=key)
    found = (got.text("SalesInvoice/InvoiceStatus"), got.text("SalesInvoice/MatchPartialPaymentsByDefault"))
    assert found == texts


def test_an_open_invoice_behind_its_due_date_is_overdue(client: Client, sandbox: Sandbox) -> None:
    key = add(client, m.invoice())
    assert listed(client)[0].invoice_status == sales.ListedInvoiceStatus("open", "open", is_in_collection=False)
    sandbox.clock = datetime.fromisoformat("2026-12-06T12:00:00+02:00")
    assert listed(client)[0].invoice_status == sales.ListedInvoiceStatus("open", "overdue", is_in_collection=False)
    assert get(client, key).invoice_status == sales.FetchedInvoiceStatus("Erääntynyt", "overdue")
    assert [len(listed(client, invoice_status=status)) for status in ("open", "overdue", "paid")] == [1, 1, 0]


def test_the_status_can_be_set_for_several_invoices(client: Client, caller: Caller) -> None:
    keys = [add(client, m.invoice(sales_invoice_status="unsent")) for _ in range(2)]
    assert get(client, keys[0]).invoice_voucher is None
    text = ",".join(map(str, keys))
    got = caller.send("updatesalesinvoicestatus.nv", verb="POST", netvisorkeylist=text, status="collected")
    assert got.statuses == ["OK"]
    status = sales.ListedInvoiceStatus("open", "collected", is_in_collection=True)
    assert [row.invoice_status for row in listed(client)] == [status, status]
    assert get(client, keys[0]).invoice_voucher is not None
    caller.send("updatesalesinvoicestatus.nv", verb="POST", netvisorkey=keys[0], status="unsent")
    assert get(client, keys[0]).invoice_voucher is None
    caller.send("updatesalesinvoicestatus.nv", verb="POST", netvisorkey=keys[1], status="creditloss")
    assert listed(client)[1].open_sum == 0


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ({"netvisorkey": 999, "status": "open"}, "there is no sales invoice with the key 999"),
        ({"netvisorkey": 999}, "the parameter status is missing"),
        ({"status": "open"}, "one of the parameters netvisorkey"),
        ({"netvisorkey": 999, "status": "eaten"}, "the parameter status is 'eaten'"),
        ({"netvisorkeylist": ",".join(map(str, range(101))), "status": "open"}, "at most 100"),
    ],
)
def test_a_status_that_cannot_be_set_is_refused(caller: Caller, query: dict[str, Any], text: str) -> None:
    assert text in caller.send("updatesalesinvoicestatus.nv", verb="POST", **query).refusal


def test_the_list_can_be_narrowed(client: Client, sandbox: Sandbox) -> None:
    client.send(customers.add_customer(m.customer(name="B", code="B", country="SE")))
    first = add(client, m.invoice(sales_invoice_private_comment="oma"))
    sandbox.clock = datetime.fromisoformat("2026-11-24T12:00:00+02:00")
    second = add(
        client,
        m.invoice(
            sales_invoice_date=date(2026, 11, 24),
            sales_invoice_status="unsent",
            invoicing_customer_identifier=sales.InvoicingCustomerIdentifier("B", "customer"),
        ),
    )

    def keys(**asked: Any) -> list[int | None]:
        return [row.netvisor_key for row in listed(client, **asked)]

    assert keys() == [first, second]
    assert keys(invoices_above_netvisor_key=first) == [second]
    assert keys(begin_invoice_date=date(2026, 11, 22)) == [second]
    assert keys(end_invoice_date=date(2026, 11, 22)) == [first]
    assert keys(invoice_number="2") == [second]
    assert keys(invoice_status="unsent") == [second]
    assert keys(customer_code="B") == [second]
    assert keys(customer_netvisor_key=1) == [first]
    assert keys(invoicing_customer_country_code="SE") == [second]
    assert keys(second_name="Apu") == []
    assert keys(sales_invoice_batch_id=1) == []
    assert keys(last_modified_start=date(2026, 11, 23)) == [second]
    assert keys(last_modified_end=date(2026, 11, 22)) == [first]
    (row,) = listed(client, reply_option=1, invoice_number="1")
    assert row.additional_information is not None
    assert row.additional_information.private_comment == "oma"


def test_an_open_invoice_has_a_voucher_that_balances(client: Client) -> None:
    key = add(client, m.invoice(m.line(), sales_invoice_amount=sales.SalesInvoiceAmount(Decimal("17.00"))))
    named = get(client, key).invoice_voucher
    assert named is not None
    got = client.send(accounting.get_voucher(int(named.netvisor_key or 0)))
    assert got is not None
    assert got.linked_source_netvisor_key == accounting.LinkedSourceNetvisorKey(key, "salesinvoice")
    assert [(row.account_number, str(row.line_sum)) for row in got.voucher_line] == [
        (1702, "17.00"),
        (3010, "-13.80"),
        (2939, "-3.04"),
        (8570, "-0.16"),
    ]


def test_a_renewed_voucher_keeps_its_number(client: Client) -> None:
    key = add(client, m.invoice())
    before = get(client, key).invoice_voucher
    client.send(sales.edit_sales_invoice(m.invoice(m.line(quantity="4")), id=key))
    assert get(client, key).invoice_voucher == before
    (voucher,) = client.send(accounting.list_vouchers(start_date=m.DAY, end_date=m.DAY))
    assert voucher.voucher_line[0].line_sum == Decimal("33.67")


def test_own_ledger_lines_take_the_place_of_those_of_the_lines(client: Client) -> None:
    own = sales.InvoiceVoucherLines(
        voucher_line=[
            sales.VoucherLine(
                line_sum=sales.LineSum(Decimal("16.84"), "gross"),
                account_number=3000,
                vat_percent=sales.VatPercent(Decimal(22), "KOMY"),
            )
        ]
    )
    add(client, m.invoice(invoice_voucher_lines=own, override_voucher_sales_receivables_account_number=1701))
    (voucher,) = client.send(accounting.list_vouchers(start_date=m.DAY, end_date=m.DAY))
    assert [(row.account_number, str(row.line_sum)) for row in voucher.voucher_line] == [
        (1701, "16.84"),
        (3000, "-13.80"),
        (2939, "-3.04"),
    ]


@pytest.mark.parametrize("change", [{"sales_invoice_status": "unsent"}, {"sales_invoice_date": date(2026, 12, 1)}])
def test_a_voucher_in_a_locked_period_is_neither_moved_nor_taken_away(
    client: Client, sandbox: Sandbox, change: dict[str, Any]
) -> None:
    key = add(client, m.invoice())
    sandbox.books["1234567-8"].lock_period(date(2026, 11, 30))
    with pytest.raises(PeriodLocked, match="locked until 2026-11-30"):
        client.send(sales.edit_sales_invoice(m.invoice(**change), id=key))
    with pytest.raises(PeriodLocked, match="locked until 2026-11-30"):
        client.send(sales.update_sales_invoice_status(key, status="unsent"))
    assert [row.invoice_date for row in listed(client)] == [m.DAY]
    assert len(sandbox.books["1234567-8"].vouchers) == 1


def test_a_reminder_leaves_the_voucher_as_it_is(client: Client, sandbox: Sandbox) -> None:
    key = add(client, m.invoice())
    before = client.send(accounting.list_vouchers(start_date=m.DAY, end_date=m.DAY))
    sandbox.books["1234567-8"].lock_period(date(2026, 11, 30))
    client.send(sales.update_sales_invoice_status(key, status="reminded"))
    (row,) = listed(client)
    assert row.invoice_status is not None
    assert row.invoice_status.substatus == "reminded"
    assert client.send(accounting.list_vouchers(start_date=m.DAY, end_date=m.DAY)) == before


def test_a_locked_period_refuses_an_invoice_with_a_voucher(client: Client, sandbox: Sandbox) -> None:
    sandbox.books["1234567-8"].lock_period(date(2026, 11, 30))
    with pytest.raises(PeriodLocked, match="locked until 2026-11-30"):
        add(client, m.invoice())
    assert add(client, m.invoice(sales_invoice_status="unsent"))
    sandbox.books["1234567-8"].lock_period(None)
    assert add(client, m.invoice())


def test_dimensions_of_a_line_come_back(client: Client) -> None:
    dimension = sales.Dimension(dimension_name="Projekti", dimension_item=sales.DimensionItem("P1"))
    key = add(client, m.invoice(m.line(dimension=[dimension])))
    (shown,) = lines_of(get(client, key))
    assert [(each.dimension_name, each.dimension_item) for each in shown.dimension] == [("Projekti", "P1")]


def test_what_the_message_says_of_delivery_and_terms_comes_back(client: Client) -> None:
    key = add(
        client,
        m.invoice(
            sales_invoice_delivery_to_customer_date=sales.SalesInvoiceDeliveryToCustomerDate("2026-W48", "weeknumber"),
            sales_invoice_waybill_identifier="W1",
            sales_invoice_tax_handling_type="countrygroup",
            payment_term_cash_discount_days=5,
            seller_name="Jarmo",
            collection_cost=Decimal("5"),
            payment_term_cash_discount=sales.PaymentTermCashDiscount(Decimal(9), "percentage"),
            delivery_address_name="Varasto",
            delivery_address_country_code="FI",
        ),
    )
    got = get(client, key, include_documents=True, show_process_history=True)
    assert (got.delivery_to_customer_week, got.delivery_to_customer_date) == ("2026-W48", None)
    assert got.waybill_identifier == "W1"
    assert got.tax_handling_clause == sales.FetchedTaxHandlingClause("countrygroup")
    assert (got.payment_term_net_days, got.payment_term_cash_discount_days) == (14, 5)
    assert got.payment_term_cash_discount == sales.FetchedPaymentTermCashDiscount(Decimal(9), "percentage")
    assert got.seller_identifier == sales.FetchedSellerIdentifier("Jarmo")
    assert (got.delivery_address_name, got.delivery_address_country_code) == ("Varasto", "SUOMI")
    assert got.sales_invoice_collection_cost == 5
    assert got.documents is not None
    assert got.process_history is not None


def test_a_promised_day_that_is_in_no_calendar_is_refused(client: Client) -> None:
    promise = sales.SalesInvoiceDeliveryToCustomerDate("2026-13-01", "date")
    with pytest.raises(InvalidData, match="2026-13-01 is not a day"):
        add(client, m.invoice(sales_invoice_delivery_to_customer_date=promise))


def test_a_currency_rate_is_above_zero(client: Client) -> None:
    amount = sales.SalesInvoiceAmount(CLEAR, iso4217_currency_code="USD", currency_rate=Decimal(0))
    with pytest.raises(InvalidData, match="is not above 0"):
        add(client, m.invoice(sales_invoice_amount=amount))


@pytest.mark.parametrize("number", [10**30, -(10**30)])
def test_a_number_that_is_too_large_is_refused(client: Client, number: int) -> None:
    with pytest.raises(InvalidData, match="larger than any the books keep"):
        add(client, m.invoice(sales_invoice_number=number))
    with pytest.raises(InvalidData, match="days away"):
        add(client, m.invoice(payment_term_net_days=number))
    with pytest.raises(InvalidData, match=r"more than fifteen digits|too large"):
        add(client, m.invoice(m.line(price="9" * 20)))

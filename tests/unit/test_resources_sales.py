"""Sales: golden messages from the facts, answers read into typed objects, and every rule refusing something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import untyped
from netvisor.declare import CLEAR, UNSET
from netvisor.errors import MessageError, Problem
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Done, Inserted
from netvisor.resources import sales
from netvisor.resources.common import NetvisorOrCustomer
from netvisor.resources.sales import (
    AccrualRule,
    AccrualVoucherEntry,
    CustomTags,
    Dimension,
    DimensionItem,
    DocumentData,
    FetchedSalesInvoice,
    FetchedSalesInvoiceCommentLine,
    FetchedSalesInvoiceProductLine,
    InvoiceLine,
    InvoiceLines,
    InvoiceVoucherLines,
    InvoicingCustomerIdentifier,
    LineSum,
    Metadata,
    OfficeIdentifier,
    PaymentTerm,
    PaymentTermCashDiscount,
    ProductIdentifier,
    ProductUnitPrice,
    ProductVatPercentage,
    SalesInvoice,
    SalesInvoiceAccrual,
    SalesInvoiceAmount,
    SalesInvoiceAttachment,
    SalesInvoiceAttachments,
    SalesInvoiceCommentLine,
    SalesInvoiceDeliveryToCustomerDate,
    SalesInvoiceProductLine,
    SalesInvoiceProductLineDiscountPercentage,
    SalesInvoiceProductPackagePallet,
    SalesInvoiceSubline,
    SellerIdentifier,
    Tag,
    TagValue,
    TryDirectDebitLink,
    VatPercent,
    VoucherLine,
)
from tests.conftest import FIXTURES, Golden
from tests.element_paths import declared_paths, written_paths

PDF = b"%PDF-1.4\n%\xe4\xf6 liite\n"


# Messages.


def product_line(**fields: Any) -> SalesInvoiceProductLine:
    usual: dict[str, Any] = {
        "product_identifier": ProductIdentifier("OMENA", type="customer"),
        "product_name": CLEAR,
        "product_unit_price": ProductUnitPrice(Decimal("6.90"), type="net"),
        "product_vat_percentage": ProductVatPercentage(Decimal("25.5")),
        "sales_invoice_product_line_quantity": 2,
    }
    return SalesInvoiceProductLine(**{**usual, **fields})


def full_product_line() -> SalesInvoiceProductLine:
    return SalesInvoiceProductLine(
        product_identifier=ProductIdentifier("6410405082657", type="primaryeancode"),
        product_name="Hedelmälaatikko",
        product_unit_price=ProductUnitPrice(Decimal("6.9000"), type="gross"),
        product_unit_purchase_price=Decimal("3.05"),
        product_vat_percentage=ProductVatPercentage(Decimal("25.5"), vat_code="KOMY"),
        sales_invoice_product_line_quantity=Decimal("2.50"),
        sales_invoice_product_line_discount_percentage=SalesInvoiceProductLineDiscountPercentage(
            CLEAR, type="netvisor"
        ),
        sales_invoice_product_line_free_text="omenoita & päärynöitä, á 6,90 €",
        sales_invoice_product_line_vat_sum=Decimal("3.51"),
        sales_invoice_product_line_sum=Decimal("17.25"),
        sales_invoice_product_line_inventory_id=2,
        accounting_account_suggestion=3000,
        skip_accrual=False,
        dimension=[
            Dimension(
                dimension_name="Projekti",
                dimension_item=DimensionItem("Syksy", integration_dimension_detail_guid="0f2a3c9e-6d53"),
                metadata=[Metadata(data="väri: vihreä"), Metadata(data="koko: iso")],
            ),
            Dimension(dimension_name="Osasto", dimension_item=DimensionItem("Myynti")),
        ],
        provision_percentage=Decimal("2.5"),
        accrual_rule=AccrualRule(
            start_month=11, start_year=2026, end_month=2, end_year=2027, division_curve_name="tasainen"
        ),
        product_unit_name="ltk",
        delivery_date=date(2026, 11, 24),
        order_number="T-17/1",
        proposed_account=1011,
        account_dimension_text="kustannuspaikka 7",
    )


def comment_line() -> InvoiceLine:
    return InvoiceLine(sales_invoice_comment_line=SalesInvoiceCommentLine(comment='Kiitos & "näkemiin" <3'))


def full_subline() -> SalesInvoiceSubline:
    return SalesInvoiceSubline(
        subline_article_identifier="VS",
        subline_article_name="Välisumma",
        subline_description="hedelmät yhteensä",
        subline_unit_code="kpl",
        subline_unit_price=Decimal("6.90"),
        subline_delivered_quantity=3,
        subline_discount_percent=0,
        subline_vat_percent=Decimal("25.5"),
        subline_sum=Decimal("20.70"),
        subline_vat_sum=Decimal("5.28"),
    )


def invoice(*lines: InvoiceLine, **fields: Any) -> SalesInvoice:
    usual: dict[str, Any] = {
        "sales_invoice_date": date(2026, 11, 22),
        "sales_invoice_amount": CLEAR,
        "sales_invoice_status": "unsent",
        "invoicing_customer_identifier": InvoicingCustomerIdentifier("MÄKI01", type="customer"),
        "payment_term_net_days": 14,
        "invoice_lines": InvoiceLines(
            invoice_line=list(lines) or [InvoiceLine(sales_invoice_product_line=product_line())]
        ),
    }
    return SalesInvoice(**{**usual, **fields})


def draft() -> SalesInvoice:
    return invoice(invoice_type="invoicedraft", sales_invoice_status=CLEAR)


def credit_note() -> SalesInvoice:
    line = product_line(
        sales_invoice_product_line_quantity=-2,
        sales_invoice_product_line_vat_sum=Decimal("-3.52"),
        sales_invoice_product_line_sum=Decimal("-17.32"),
    )
    amount = SalesInvoiceAmount(Decimal("-17.32"), iso4217_currency_code="EUR")
    return invoice(InvoiceLine(sales_invoice_product_line=line), sales_invoice_amount=amount)


def full() -> SalesInvoice:
    """Every element and attribute at once; it is an order, because only orders have pallets."""
    return SalesInvoice(
        sales_invoice_number=107,
        sales_invoice_date=date(2026, 11, 22),
        sales_invoice_event_date=date(2026, 11, 1),
        sales_invoice_due_date=date(2026, 12, 6),
        sales_invoice_value_date=date(2026, 11, 23),
        sales_invoice_delivery_date=date(2026, 11, 24),
        sales_invoice_delivery_to_customer_date=SalesInvoiceDeliveryToCustomerDate("2026-W48", type="weeknumber"),
        sales_invoice_waybill_identifier="033000050143",
        sales_invoice_product_package_pallet=SalesInvoiceProductPackagePallet(1, type="lava", amount="2"),
        sales_invoice_reference_number="1070",
        sales_invoice_amount=SalesInvoiceAmount(
            Decimal("244.00"), iso4217_currency_code="EUR", currency_rate=Decimal("1.0842"), price_type="customer"
        ),
        seller_identifier=SellerIdentifier("32", type="netvisor"),
        seller_name="Säde Öhman",
        invoice_type="order",
        sales_invoice_status="undelivered",
        sales_invoice_free_text_before_lines="Kiitämme tilauksesta!\nToimitus viikolla 48.",
        sales_invoice_free_text_after_lines="Hinta 244,00 €",
        sales_invoice_our_reference="Säde",
        sales_invoice_your_reference="Matti Mäkelä",
        sales_invoice_private_comment="tarkista hinta",
        invoicing_customer_identifier=InvoicingCustomerIdentifier(
            "003712345671", type="organizationunitnumber", contact_person_id=77
        ),
        invoicing_customer_name="Mäkelän Öljy ja Äly Oy",
        invoicing_customer_name_extension="Laskutus",
        invoicing_customer_address_line="Pajukuja 1",
        invoicing_customer_additional_address_line="B-rappu",
        invoicing_customer_post_number="53100",
        invoicing_customer_town="Lappeenranta",
        invoicing_customer_country_code="FI",
        office_identifier=OfficeIdentifier("20", type="automatic"),
        delivery_office=NetvisorOrCustomer("1041", type="netvisor"),
        delivery_address_name="Varasto",
        delivery_address_name_extension="ovi 3",
        delivery_address_line="Satamatie 2",
        delivery_address_post_number="48100",
        delivery_address_town="Kotka",
        delivery_address_country_code="FI",
        delivery_method="Rahti",
        delivery_term="vapaasti varastossa",
        sales_invoice_tax_handling_type="countrygroup",
        payment_term=PaymentTerm("1", type="netvisor"),
        payment_term_net_days=14,
        payment_term_cash_discount_days=5,
        payment_term_cash_discount=PaymentTermCashDiscount(9, type="percentage"),
        expect_partial_payments=True,
        try_direct_debit_link=TryDirectDebitLink(value=False, mode="ignore_error"),
        override_voucher_sales_receivables_account_number=1701,
        invoice_subject_type="memberinvoice",
        sales_invoice_agreement_identifier="SOP-1",
        print_channel_format=NetvisorOrCustomer("2", type="netvisor"),
        second_name=NetvisorOrCustomer("Mäkelän Hedelmät", type="customer"),
        override_rate_of_overdue=Decimal("7.5"),
        order_number="T-17",
        proposed_account=1011,
        account_dimension_text="kustannuspaikka 7",
        collection_cost=15,
        is_third_party_sales=True,
        invoice_lines=InvoiceLines(
            invoice_line=[
                InvoiceLine(sales_invoice_product_line=full_product_line()),
                comment_line(),
                InvoiceLine(sales_invoice_subline=full_subline()),
            ]
        ),
        invoice_voucher_lines=InvoiceVoucherLines(
            voucher_line=[
                VoucherLine(
                    line_sum=LineSum(Decimal("244.00"), type="gross"),
                    description="Myyntisaamiset",
                    account_number=1701,
                    vat_percent=VatPercent(0, vat_code="NONE"),
                    skip_accrual=True,
                    dimension=[
                        Dimension(
                            dimension_name="Projekti",
                            dimension_item=DimensionItem("Syksy", integration_dimension_detail_guid="0f2a3c9e"),
                            metadata=[Metadata(data="väri: vihreä")],
                        )
                    ],
                ),
                VoucherLine(
                    line_sum=LineSum(Decimal("-244.00"), type="gross"),
                    account_number=3000,
                    vat_percent=VatPercent(Decimal("25.5"), vat_code="KOMY"),
                ),
            ]
        ),
        sales_invoice_accrual=SalesInvoiceAccrual(
            override_default_sales_accrual_account_number=4000,
            sales_invoice_accrual_type="default",
            accrual_voucher_entry=[
                AccrualVoucherEntry(month=11, year=2026, sum=Decimal("122.00")),
                AccrualVoucherEntry(month=12, year=2026, sum=Decimal("122.00")),
            ],
        ),
        accrual_rule=AccrualRule(
            start_month=11, start_year=2026, end_month=12, end_year=2026, division_curve_name="tasainen"
        ),
        sales_invoice_attachments=SalesInvoiceAttachments(
            sales_invoice_attachment=[
                SalesInvoiceAttachment(
                    mime_type="application/pdf",
                    attachment_description="Kuva lähetyksestä",
                    file_name="lähetys.pdf",
                    document_data=DocumentData(PDF, type="pdf"),
                    print_by_default=True,
                ),
                SalesInvoiceAttachment(
                    mime_type="text/xml",
                    attachment_description="Verkkolasku",
                    file_name="lasku.xml",
                    document_data=DocumentData(b"<Finvoice></Finvoice>", type="finvoice"),
                ),
            ]
        ),
        custom_tags=CustomTags(
            tag=[
                Tag(tag_name="Sävy", tag_value=TagValue("vihreä", data_type="text")),
                Tag(tag_name="Noutopäivä", tag_value=TagValue("2026-11-30", data_type="date")),
            ]
        ),
    )


GOLDEN: dict[str, Callable[[], SalesInvoice]] = {
    "minimal": invoice,
    "full": full,
    "product-line": lambda: invoice(InvoiceLine(sales_invoice_product_line=full_product_line())),
    "comment-line": lambda: invoice(comment_line()),
    "subline": lambda: invoice(InvoiceLine(sales_invoice_subline=full_subline())),
    "draft": draft,
    "credit-note": credit_note,
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    body = encode(GOLDEN[name]()).bytes()
    golden(FIXTURES / "requests" / f"salesinvoice-{name}.xml", body)
    assert decode(body, SalesInvoice) == GOLDEN[name]()


def test_the_full_message_holds_every_element_and_attribute() -> None:
    assert written_paths(encode(full()).bytes()) == declared_paths(SalesInvoice)


# Rules.


def with_line(**fields: Any) -> SalesInvoice:
    return invoice(InvoiceLine(sales_invoice_product_line=product_line(**fields)))


def attached(**fields: Any) -> SalesInvoice:
    usual: dict[str, Any] = {
        "mime_type": "text/xml",
        "attachment_description": "Liite",
        "file_name": "a.xml",
        "document_data": DocumentData(b"x", type="finvoice"),
    }
    one = SalesInvoiceAttachment(**{**usual, **fields})
    return invoice(sales_invoice_attachments=SalesInvoiceAttachments(sales_invoice_attachment=[one]))


ADDRESS: dict[str, Any] = {
    "delivery_address_name": "Varasto",
    "delivery_address_line": "Satamatie 2",
    "delivery_address_post_number": "48100",
    "delivery_address_town": "Kotka",
    "delivery_address_country_code": "FI",
}


def promise(value: str, kind: Any) -> SalesInvoice:
    return invoice(sales_invoice_delivery_to_customer_date=SalesInvoiceDeliveryToCustomerDate(value, type=kind))


def voucher_lines(rate: Decimal | int, code: Any) -> InvoiceVoucherLines:
    line = VoucherLine(
        line_sum=LineSum(1, type="net"), account_number=3000, vat_percent=VatPercent(rate, vat_code=code)
    )
    return InvoiceVoucherLines(voucher_line=[line])


DRAFT: dict[str, Any] = {"invoice_type": "invoicedraft", "sales_invoice_status": CLEAR}

BREAKING: dict[str, tuple[SalesInvoice, str, str]] = {
    "no term of payment": (
        invoice(payment_term_net_days=UNSET),
        "payment_term|payment_term_net_days|sales_invoice_due_date",
        "at least one of payment_term, payment_term_net_days, sales_invoice_due_date",
    ),
    "a term of payment that is only cleared": (
        invoice(payment_term_net_days=CLEAR),
        "payment_term|payment_term_net_days|sales_invoice_due_date",
        "at least one of payment_term, payment_term_net_days, sales_invoice_due_date",
    ),
    "a draft with a number": (
        invoice(**DRAFT, sales_invoice_number=5),
        "invoice_type|sales_invoice_number|invoice_voucher_lines",
        "no sales_invoice_number and no invoice_voucher_lines when invoice_type is invoicedraft",
    ),
    "a draft with ledger lines": (
        invoice(**DRAFT, invoice_voucher_lines=voucher_lines(0, "NONE")),
        "invoice_type|sales_invoice_number|invoice_voucher_lines",
        "no sales_invoice_number and no invoice_voucher_lines when invoice_type is invoicedraft",
    ),
    "a draft with a status": (
        invoice(invoice_type="invoicedraft"),
        "invoice_type|sales_invoice_status",
        "CLEAR for a draft",
    ),
    "an invoice with the status of an order": (
        invoice(sales_invoice_status="delivered"),
        "invoice_type|sales_invoice_status",
        "open or unsent for an invoice",
    ),
    "an invoice without a status": (
        invoice(sales_invoice_status=CLEAR),
        "invoice_type|sales_invoice_status",
        "open or unsent for an invoice",
    ),
    "an order with the status of an invoice": (
        invoice(invoice_type="order"),
        "invoice_type|sales_invoice_status",
        "delivered or undelivered for an order",
    ),
    "an amount beside Netvisor's own prices": (
        invoice(sales_invoice_amount=SalesInvoiceAmount(1, price_type="netvisor")),
        "sales_invoice_amount",
        "the amount 0 when price_type is netvisor",
    ),
    "no amount beside Netvisor's own prices": (
        invoice(sales_invoice_amount=SalesInvoiceAmount(CLEAR, price_type="netvisor")),
        "sales_invoice_amount",
        "the amount 0 when price_type is netvisor",
    ),
    "pallets of an invoice": (
        invoice(sales_invoice_product_package_pallet=SalesInvoiceProductPackagePallet(1, type="lava")),
        "sales_invoice_product_package_pallet|invoice_type",
        "only when invoice_type is order",
    ),
    "a new office without the whole address": (
        invoice(**{**ADDRESS, "delivery_address_town": UNSET}, office_identifier=OfficeIdentifier("1", "automatic")),
        "office_identifier|" + "|".join(ADDRESS),
        "the whole delivery address",
    ),
    "a week that is called a date": (
        promise("2026-W48", "date"),
        "sales_invoice_delivery_to_customer_date",
        "an ISO week with type weeknumber",
    ),
    "a date that is called a week": (
        promise("2026-11-24", "weeknumber"),
        "sales_invoice_delivery_to_customer_date",
        "a date with type date",
    ),
    "neither a date nor a week": (
        promise("viikolla 48", "date"),
        "sales_invoice_delivery_to_customer_date.value",
        "a date (2020-03-16) or an ISO week (2020-W12)",
    ),
    "a negative collection cost": (
        invoice(collection_cost=Decimal("-0.01")),
        "collection_cost",
        "a Decimal or an int from 0",
    ),
    "a line with two kinds": (
        invoice(replace(comment_line(), sales_invoice_subline=full_subline())),
        "invoice_lines.invoice_line[0].sales_invoice_product_line|sales_invoice_comment_line|sales_invoice_subline",
        "exactly one of sales_invoice_product_line, sales_invoice_comment_line, sales_invoice_subline",
    ),
    "a sum without its VAT": (
        with_line(sales_invoice_product_line_sum=1),
        "invoice_lines.invoice_line[0].sales_invoice_product_line."
        "sales_invoice_product_line_vat_sum|sales_invoice_product_line_sum",
        "sales_invoice_product_line_vat_sum and sales_invoice_product_line_sum together, or neither of them",
    ),
    "a positive sum of a negative quantity": (
        with_line(
            sales_invoice_product_line_quantity=-1,
            sales_invoice_product_line_vat_sum=Decimal("-0.01"),
            sales_invoice_product_line_sum=1,
        ),
        "invoice_lines.invoice_line[0].sales_invoice_product_line.sales_invoice_product_line_quantity|"
        "sales_invoice_product_line_vat_sum|sales_invoice_product_line_sum",
        "negative sums when the quantity is negative",
    ),
    "a negative price of a negative quantity": (
        with_line(
            sales_invoice_product_line_quantity=-1, product_unit_price=ProductUnitPrice(Decimal("-0.01"), type="net")
        ),
        "invoice_lines.invoice_line[0].sales_invoice_product_line.sales_invoice_product_line_quantity|"
        "product_unit_price",
        "a unit price that is not negative when the quantity is",
    ),
    "a rate that the VAT code of a product line does not have": (
        with_line(product_vat_percentage=ProductVatPercentage(Decimal("25.5"), vat_code="KOMY0")),
        "invoice_lines.invoice_line[0].sales_invoice_product_line.product_vat_percentage",
        "rate 0, or a VAT code that has other rates",
    ),
    "a rate that the VAT code of a ledger line does not have": (
        invoice(invoice_voucher_lines=voucher_lines(10, "EUMY")),
        "invoice_voucher_lines.voucher_line[0].vat_percent",
        "rate 0, or a VAT code that has other rates",
    ),
    "a Finvoice that is printed": (
        attached(print_by_default=False),
        "sales_invoice_attachments.sales_invoice_attachment[0].document_data|print_by_default",
        "no print_by_default when the type of document_data is finvoice",
    ),
}


@pytest.mark.parametrize("name", BREAKING)
def test_a_message_that_breaks_a_rule_is_refused_at_its_place(name: str) -> None:
    message, path, expected = BREAKING[name]
    (problem,) = check(message)
    assert problem.path == path
    assert expected in problem.expected
    with pytest.raises(MessageError):
        encode(message)


def test_a_line_of_no_kind_is_refused() -> None:
    rules = {problem.rule for problem in check(invoice(InvoiceLine()))}
    assert rules == {"empty", "exactly-one"}


KEEPING: dict[str, SalesInvoice] = {
    "a due date": invoice(payment_term_net_days=UNSET, sales_invoice_due_date=date(2026, 12, 6)),
    "a default term": invoice(payment_term_net_days=UNSET, payment_term=PaymentTerm(CLEAR, type="customerdefault")),
    "Netvisor's own prices": invoice(sales_invoice_amount=SalesInvoiceAmount(0, price_type="netvisor")),
    "a new office": invoice(**ADDRESS, office_identifier=OfficeIdentifier("1", type="automatic")),
    "an office that is known": invoice(office_identifier=OfficeIdentifier("1")),
    "an order with pallets": invoice(
        invoice_type="order",
        sales_invoice_status="delivered",
        sales_invoice_product_package_pallet=SalesInvoiceProductPackagePallet(1, type="lava"),
    ),
    "a promised date": promise("2026-11-24", "date"),
    "a rate that a code without known rates may have": with_line(
        product_vat_percentage=ProductVatPercentage(Decimal("13.5"), vat_code="KOMY")
    ),
    "rate 0 of a code that only has 0": with_line(product_vat_percentage=ProductVatPercentage(0, vat_code="EUMY")),
    "an attachment of no kind that is printed": attached(document_data=DocumentData(b"x"), print_by_default=True),
    "no collection cost": invoice(collection_cost=0),
}


@pytest.mark.parametrize("name", KEEPING)
def test_a_message_that_keeps_the_rules_is_taken(name: str) -> None:
    assert check(KEEPING[name]) == []


def test_texts_longer_than_documented_are_refused_by_their_place() -> None:
    message = invoice(
        InvoiceLine(sales_invoice_product_line=product_line(product_name="ä" * 201, account_dimension_text="x" * 36)),
        seller_name="x" * 51,
        sales_invoice_free_text_before_lines="x" * 501,
        sales_invoice_private_comment="x" * 256,
        delivery_address_line="x" * 101,
    )
    line = "invoice_lines.invoice_line[0].sales_invoice_product_line"
    assert [(problem.path, problem.rule) for problem in check(message)] == [
        ("seller_name", "max-length"),
        ("sales_invoice_free_text_before_lines", "max-length"),
        ("sales_invoice_private_comment", "max-length"),
        ("delivery_address_line", "max-length"),
        (f"{line}.product_name", "max-length"),
        (f"{line}.account_dimension_text", "max-length"),
    ]


# Answers.


def taken(call: Call[Any], fixture: str) -> Any:
    """What a call makes of a committed answer."""
    reply = read_reply((FIXTURES / "replies" / fixture).read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    assert list(untyped(reply.root)) == []
    return call.result.take(Answer(root=reply.root))


def test_a_list_of_several_invoices_is_read() -> None:
    first, second = taken(sales.list_sales_invoices(), "salesinvoicelist-several.xml")
    assert first.netvisor_key == 165
    assert first.invoice_date == date(2026, 11, 9)
    assert first.invoice_due_date == date(2026, 11, 23)
    assert first.invoice_status == sales.ListedInvoiceStatus("open", "overdue", is_in_collection=False)
    assert first.customer_name == "Matti Mäkelä & pojat"
    assert (first.invoice_sum, first.open_sum) == (Decimal("1123.45"), Decimal("45.67"))
    assert first.additional_information is None
    assert second.invoice_due_date is None
    assert second.customer_code is None
    assert second.invoice_status == sales.ListedInvoiceStatus("unsent")
    assert second.additional_information.private_comment == "hyvitys, ks. lasku 5"
    assert second.additional_information.open_currency_sum == sales.CurrencySum(Decimal("-21.50"), "USD")


def test_a_list_of_one_invoice_or_none_is_a_list() -> None:
    assert [row.invoice_number for row in taken(sales.list_sales_invoices(), "salesinvoicelist-one.xml")] == ["5"]
    assert taken(sales.list_sales_invoices(), "salesinvoicelist-empty.xml") == []


def fetched() -> FetchedSalesInvoice:
    found: FetchedSalesInvoice = taken(sales.get_sales_invoice(165), "getsalesinvoice-one.xml")
    return found


def test_an_invoice_is_read_with_all_details() -> None:
    one = fetched()
    assert one.sales_invoice_netvisor_key == 165
    assert one.sales_invoice_event_date is None
    assert one.sales_invoice_due_date == date(2026, 11, 23)
    assert one.sales_invoice_reference_number == "1070"
    assert one.sales_invoice_amount == sales.FetchedSalesInvoiceAmount(Decimal("1123.45"), "USD", Decimal("1.0842"))
    assert one.invoice_status == sales.FetchedInvoiceStatus("Avoin", status="open")
    assert one.invoice_voucher == sales.FetchedInvoiceVoucher("ML 5", netvisor_key=991)
    assert one.sales_invoice_free_text_after_lines is None
    assert one.invoicing_customer_country_code == sales.FetchedCountryCode("Suomi", iso_3166="FI")
    assert one.invoicing_customer_in_collection_prohibitation is False
    assert one.match_partial_payments_by_default is True
    assert one.tax_handling_clause == sales.FetchedTaxHandlingClause("Kotimaan myynti", netvisor_key="3")
    assert one.last_sent_invoice_pdf_base64_data == b"%PDF-1.4\n"
    assert one.credited_invoice_netvisor_key == 140


def test_product_and_comment_lines_of_one_element_keep_their_order() -> None:
    lines = fetched().invoice_lines
    assert lines is not None
    assert lines.invoice_line is not None
    comment, apple, another, pear = lines.invoice_line.lines
    assert comment == FetchedSalesInvoiceCommentLine(comment="Hedelmät à la carte")
    assert another == FetchedSalesInvoiceCommentLine(comment="ja sitten vanha rivi")
    assert isinstance(apple, FetchedSalesInvoiceProductLine)
    assert apple.product_unit_price == Decimal("6.9000")
    assert apple.product_vat_percentage == sales.FetchedProductVatPercentage(Decimal("25.5"), vat_code="KOMY")
    assert apple.sales_invoice_product_line_inventory_id == 2
    assert [dimension.dimension_item for dimension in apple.dimension] == ["Syksy", "Myynti"]
    assert isinstance(pear, FetchedSalesInvoiceProductLine)
    assert pear.product_identifier == sales.FetchedProductIdentifier("PAARYNA")
    assert pear.product_unit_price == Decimal("244.12")
    assert pear.accounting_account_suggestion is None


def test_what_was_asked_for_besides_is_read() -> None:
    one = fetched()
    assert one.sales_invoice_attachments is not None
    (attachment,) = one.sales_invoice_attachments.sales_invoice_attachment
    assert (attachment.mime_type, attachment.document_data) == ("Application/Pdf", b"%PDF-1.4\n")
    assert one.documents is not None
    assert [order.order_number for order in one.documents.sales_order] == ["33"]
    assert [made.invoice_number for made in one.documents.sales_invoice] == ["8"]
    assert one.process_history is not None
    (line,) = one.process_history.process_history_line
    assert line.processed_time_stamp == datetime(2026, 11, 9, 10, 11, 12)  # noqa: DTZ001  # answers name no zone
    assert line.user_name == "Päivi Yläoja"


def test_several_invoices_are_a_list_also_when_the_answer_holds_one_in_the_other_shape() -> None:
    call = sales.get_sales_invoices([165, 166])
    first, second = taken(call, "getsalesinvoice-several.xml")
    assert first == fetched()
    assert second.sales_invoice_number == "6"
    assert second.match_partial_payments_by_default is False
    assert second.payment_term_net_days is None
    assert taken(call, "getsalesinvoice-one.xml") == [first]


def test_one_invoice_is_found_in_the_shape_of_several() -> None:
    assert taken(sales.get_sales_invoice(165), "getsalesinvoice-several.xml") == fetched()


def test_a_key_that_is_not_known_gives_nothing() -> None:
    assert taken(sales.get_sales_invoice(999), "getsalesinvoice-empty.xml") is None
    assert taken(sales.get_sales_invoices([998, 999]), "getsalesinvoice-empty.xml") == []


def test_the_terms_of_payment_are_read() -> None:
    call = sales.list_payment_terms()
    first, second = taken(call, "paymenttermlist-several.xml")
    assert first == sales.ListedPaymentTerm(
        netvisor_key=123,
        description="14 päivää netto",
        net_days=14,
        discount_days=5,
        discount_percent=Decimal("2.5"),
        is_default=True,
    )
    assert (second.description, second.discount_percent, second.is_default) == ("Käteinen", None, False)
    assert taken(call, "paymenttermlist-one.xml") == [first]
    assert taken(call, "paymenttermlist-empty.xml") == []


# Calls.


def problems_of(make: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(MessageError) as refused:
        make()
    return refused.value.problems


def test_adding_an_invoice_is_a_write_that_gives_the_key() -> None:
    call = sales.add_sales_invoice(invoice())
    assert (call.resource, call.http, call.writes) == ("salesinvoice.nv", "POST", True)
    assert call.parameters == (("method", "add"),)
    assert call.result.take(Answer(inserted=["165"])) == Inserted(netvisor_key=165, netvisor_keys=(165,))


def test_editing_an_invoice_names_it_in_the_address() -> None:
    call = sales.edit_sales_invoice(draft(), id=165)
    assert call.parameters == (("method", "edit"), ("id", "165"))
    assert call.result.take(Answer()) == Done()


def test_a_wrong_invoice_makes_no_call() -> None:
    (problem,) = problems_of(lambda: sales.add_sales_invoice(invoice(payment_term_net_days=UNSET)))
    assert problem.rule == "at-least-one"


def test_the_list_takes_every_documented_parameter() -> None:
    call = sales.list_sales_invoices(
        list_type="preinvoice",
        invoices_above_netvisor_key=100,
        begin_invoice_date=date(2026, 1, 1),
        end_invoice_date=date(2026, 12, 31),
        invoice_number="5",
        invoice_status="overdue",
        last_modified_start=date(2026, 11, 1),
        last_modified_end=date(2026, 11, 22),
        sales_invoice_batch_id=7,
        customer_code="MÄKI 01",
        customer_netvisor_key=12,
        second_name="Hedelmät",
        second_name_netvisor_key=3,
        invoicing_customer_country_code="FI",
        reply_option=3,
        include_modified_payments=True,
    )
    assert call.parameters == (
        ("listtype", "preinvoice"),
        ("invoicesabovenetvisorkey", "100"),
        ("begininvoicedate", "2026-01-01"),
        ("endinvoicedate", "2026-12-31"),
        ("invoicenumber", "5"),
        ("invoicestatus", "overdue"),
        ("lastmodifiedstart", "2026-11-01"),
        ("lastmodifiedend", "2026-11-22"),
        ("salesinvoicebatchid", "7"),
        ("customercode", "MÄKI 01"),
        ("customernetvisorkey", "12"),
        ("secondname", "Hedelmät"),
        ("secondnamenetvisorkey", "3"),
        ("invoicingcustomercountrycode", "FI"),
        ("replyoption", "3"),
        ("includemodifiedpayments", "1"),
    )
    assert not call.writes


def test_modified_payments_need_the_period_of_change() -> None:
    (problem,) = problems_of(
        lambda: sales.list_sales_invoices(include_modified_payments=True, last_modified_start=date(2026, 1, 1))
    )
    assert problem.path == "include_modified_payments|last_modified_start|last_modified_end"
    assert problem.expected == "last_modified_start and last_modified_end beside include_modified_payments"
    assert sales.list_sales_invoices(include_modified_payments=False).parameters == ()


def test_details_take_every_documented_parameter() -> None:
    call = sales.get_sales_invoice(
        165,
        pdf_image="nopdf",
        show_process_history=True,
        include_attachments=True,
        show_comment_lines=True,
        include_documents=True,
        reply_option=63,
    )
    assert call.parameters == (
        ("netvisorkey", "165"),
        ("pdfimage", "nopdf"),
        ("showprocesshistory", "1"),
        ("includeattachments", "1"),
        ("showcommentlines", "1"),
        ("includedocuments", "1"),
        ("replyoption", "63"),
    )


@pytest.mark.parametrize("option", [0, 64, -1])
def test_a_reply_option_that_is_no_sum_of_the_options_is_refused(option: int) -> None:
    for make in (
        lambda: sales.get_sales_invoice(165, reply_option=option),
        lambda: sales.get_sales_invoices([165], reply_option=option),
    ):
        (problem,) = problems_of(make)
        assert problem.path == "reply_option"
        assert problem.found == f"reply_option={option}"


def test_a_value_that_is_wrong_in_itself_is_told_once() -> None:
    (problem,) = problems_of(lambda: sales.get_sales_invoice(165, reply_option="all"))  # type: ignore[arg-type]  # meant
    assert (problem.path, problem.rule) == ("reply_option", "parameter")


def test_a_long_list_of_keys_is_read_in_several_calls() -> None:
    first, second = sales.get_sales_invoices(range(1, 502), pdf_image="nopdf").split()
    assert len(first.parameters[0][1].split(",")) == 500
    assert second.parameters == (("netvisorkeylist", "501"), ("pdfimage", "nopdf"))


def test_a_status_is_changed_without_a_body() -> None:
    call = sales.update_sales_invoice_status(165, status="paid")
    assert (call.http, call.writes, call.message, call.body) == ("POST", True, None, None)
    assert call.parameters == (("netvisorkey", "165"), ("status", "paid"))
    assert call.result.take(Answer()) == Done()


def test_the_status_of_a_hundred_invoices_is_changed_in_one_call() -> None:
    call = sales.update_sales_invoice_statuses(range(1, 101), status="creditloss")
    assert call.parts == ()
    assert call.parameters[1] == ("status", "creditloss")


def test_more_statuses_than_one_call_takes_are_refused_because_a_write_is_never_split() -> None:
    (problem,) = problems_of(lambda: sales.update_sales_invoice_statuses(range(1, 102), status="paid"))
    assert problem.path == "netvisor_key_list"
    assert problem.expected.startswith("at most 100 keys")


def test_a_status_that_is_not_documented_is_refused() -> None:
    (problem,) = problems_of(
        lambda: sales.update_sales_invoice_status(165, status="lost")  # type: ignore[arg-type]  # meant
    )
    assert problem.path == "status"

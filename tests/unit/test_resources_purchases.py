"""Purchases: golden messages from the facts, answers read into typed objects, every rule refusing something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import untyped
from netvisor.declare import CLEAR, Method
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Done, Inserted
from netvisor.resources import purchases
from netvisor.resources.common import DeletedRecord, Dimension
from netvisor.resources.purchases import (
    AttachmentPage,
    DeliveryGroup,
    FetchedInventoryPlace,
    FetchedOrderCommentLine,
    FetchedOrderedProductCode,
    FetchedOrderProductLine,
    FetchedOrderStatus,
    FetchedProductQuality,
    InventoryPlace,
    InvoiceDate,
    InvoiceIdentifier,
    InvoicePicture,
    KeyedDimension,
    LineDeliveryDetails,
    OrderedProductCode,
    PaidAmount,
    PartialDelivery,
    PartialDeliveryContent,
    PartialPaymentDetails,
    PostingVatPercent,
    ProductQuality,
    PurchaseInvoice,
    PurchaseInvoiceAccrual,
    PurchaseInvoiceAccrualRule,
    PurchaseInvoiceAttachment,
    PurchaseInvoiceAttachments,
    PurchaseInvoiceCommentLine,
    PurchaseInvoiceCommentLines,
    PurchaseInvoiceDocumentData,
    PurchaseInvoiceLine,
    PurchaseInvoiceLines,
    PurchaseInvoicePostingData,
    PurchaseInvoicePostingLine,
    PurchaseInvoiceRelatedPurchaseOrderNumber,
    PurchaseInvoiceRelatedPurchaseOrderNumbers,
    PurchaseInvoiceSubline,
    PurchaseInvoiceSublines,
    PurchaseOrder,
    PurchaseOrderCommentLine,
    PurchaseOrderDeliveryDetails,
    PurchaseOrderLines,
    PurchaseOrderPaymentTerm,
    PurchaseOrderProductLine,
    PurchaseOrderProductLineDimensions,
    PurchaseOrderVendorDetails,
    Vendor,
    VendorAcceptanceDetail,
    VendorAcceptanceDetails,
    VendorAccountingAccount,
    VendorAccountingAccounts,
    VendorAdditionalInformation,
    VendorBankAccounts,
    VendorBaseInformation,
    VendorContactDetails,
    VendorDimensions,
    VendorDomesticBankAccount,
    VendorDomesticBankAccounts,
    VendorForeignBankAccount,
    VendorForeignBankAccounts,
    VendorIdentifier,
)
from tests.conftest import FIXTURES, Golden
from tests.element_paths import declared_paths, written_paths

AUTUMN = [
    Dimension(dimension_name="Projekti", dimension_item="Syksy"),
    Dimension(dimension_name="Osasto", dimension_item="Öljynvaihto"),
]

# Purchase invoices.


def invoice(**fields: Any) -> PurchaseInvoice:
    usual: dict[str, Any] = {
        "invoice_number": "345",
        "invoice_date": InvoiceDate(date(2026, 10, 23)),
        "value_date": date(2026, 10, 23),
        "due_date": date(2026, 11, 6),
        "amount": Decimal("125.50"),
    }
    return PurchaseInvoice(**{**usual, **fields})


def line(**fields: Any) -> PurchaseInvoiceLine:
    usual: dict[str, Any] = {
        "product_name": "Talvirenkaat",
        "delivered_amount": 2,
        "unit_price": Decimal("62.75"),
        "vat_percent": Decimal("25.5"),
        "line_sum": Decimal("125.50"),
    }
    return PurchaseInvoiceLine(**{**usual, **fields})


def lines(*rows: PurchaseInvoiceLine) -> PurchaseInvoiceLines:
    return PurchaseInvoiceLines(purchase_invoice_line=rows)


def credit() -> PurchaseInvoice:
    returned = line(delivered_amount=-2, line_sum=Decimal("-125.50"), description="Hyvitys laskusta 345")
    return invoice(amount=Decimal("-125.50"), purchase_invoice_lines=lines(returned))


def attachments(**fields: Any) -> PurchaseInvoiceAttachments:
    usual: dict[str, Any] = {
        "mime_type": "application/pdf",
        "attachment_description": "Lasku kuvana",
        "file_name": "lasku-345.pdf",
        "document_data": PurchaseInvoiceDocumentData(b"%PDF-1.4\n", document_type="invoiceimage"),
    }
    return PurchaseInvoiceAttachments(purchase_invoice_attachment=[PurchaseInvoiceAttachment(**{**usual, **fields})])


def full_invoice() -> PurchaseInvoice:
    """Every element and attribute at once."""
    return PurchaseInvoice(
        invoice_number="345/2026",
        invoice_date=InvoiceDate(date(2026, 10, 23), find_open_date="true"),
        invoice_source="finvoice",
        value_date=date(2026, 10, 23),
        event_date=date(2026, 10, 24),
        due_date=date(2026, 11, 6),
        purchase_invoice_on_round="open",
        vendor_code="T-67",
        vendor_name="Töölön Öljy & Rengas Oy",
        vendor_address_line="Pajukuja 5",
        vendor_post_number="53100",
        vendor_city="Lappeenranta",
        vendor_country="FI",
        vendor_phone_number="040 123 4567",
        vendor_fax_number="05 123 456",
        vendor_email="laskut@example.fi",
        vendor_home_page="https://example.fi",
        amount=Decimal("1249.90"),
        account_number="FI2112345600000785",
        organization_identifier="1967543-8",
        seller_organization_tax_code="FI19675438",
        delivery_date=date(2026, 10, 20),
        overdue_fine_percent=Decimal("8.5"),
        bank_reference_number="1070",
        our_reference="Jarmo Öhman",
        your_reference="Päivi Yläoja",
        currency_code="EUR",
        delivery_terms="Vapaasti varastossa",
        delivery_method="Rahti",
        comment="Yhteensä 1 249,90 €",
        checksum="FEF2041B",
        pdf_extra_pages=0,
        ready_for_accounting=1,
        agreement_identifier="SOP-1",
        primary_vendor_match_type="code",
        purchase_invoice_lines=lines(
            line(
                product_code="1001",
                ordered_amount=2,
                unit_name="kpl",
                discount_percentage=0,
                description="Nastoilla",
                sort=1,
                accounting_suggestion=4000,
                dimension=AUTUMN,
            ),
            line(product_name="Öljy", delivered_amount=1, unit_price=Decimal("1124.40"), line_sum=Decimal("1124.40")),
        ),
        purchase_invoice_sublines=PurchaseInvoiceSublines(
            purchase_invoice_subline=[
                PurchaseInvoiceSubline(
                    product_code="1001-1",
                    product_name="Nasta",
                    ordered_amount=200,
                    delivered_amount=200,
                    unit_name="kpl",
                    unit_price=Decimal("0.05"),
                    discount_percentage=Decimal("1.5"),
                    vat_percent=Decimal("25.5"),
                    line_sum=10,
                    description="Kovametalli",
                    sort=2,
                )
            ]
        ),
        purchase_invoice_comment_lines=PurchaseInvoiceCommentLines(
            purchase_invoice_comment_line=[
                PurchaseInvoiceCommentLine(comment="Kiitämme tilauksesta", sort=3),
                PurchaseInvoiceCommentLine(comment="Hyvää syksyä"),
            ]
        ),
        purchase_invoice_attachments=attachments(),
        purchase_invoice_related_purchase_order_numbers=PurchaseInvoiceRelatedPurchaseOrderNumbers(
            purchase_invoice_related_purchase_order_number=[
                PurchaseInvoiceRelatedPurchaseOrderNumber(purchase_order_number="11228"),
                PurchaseInvoiceRelatedPurchaseOrderNumber(purchase_order_number="11229"),
            ]
        ),
        partial_payment_details=[
            PartialPaymentDetails(paid_amount=PaidAmount(50, amount_currency_identifier="EUR")),
            PartialPaymentDetails(paid_amount=PaidAmount(Decimal("25.50"), amount_currency_identifier="EUR")),
        ],
    )


# Posting data and accruals.


def posting(**fields: Any) -> PurchaseInvoicePostingData:
    usual: dict[str, Any] = {"purchase_invoice_netvisor_key": 31646, "is_ready_for_accounting": 1}
    return PurchaseInvoicePostingData(**{**usual, **fields})


def posting_line(**fields: Any) -> PurchaseInvoicePostingLine:
    usual: dict[str, Any] = {
        "product_name": "Talvirenkaat",
        "delivered_amount": 2,
        "unit_price": Decimal("62.75"),
        "vat_percent": PostingVatPercent(Decimal("25.5"), vat_code="KOOS"),
        "line_sum": Decimal("125.50"),
    }
    return PurchaseInvoicePostingLine(**{**usual, **fields})


def full_posting() -> PurchaseInvoicePostingData:
    whole = posting_line(
        purchase_invoice_line_netvisor_key=12345,
        product_code="1001",
        ordered_amount=2,
        unit_name="kpl",
        discount_percentage=0,
        description="Nastoilla",
        sort=1,
        accounting_suggestion=4000,
        dimension=AUTUMN,
    )
    exempt = posting_line(
        product_name="Öljy", delivered_amount=1, unit_price=10, vat_percent=PostingVatPercent(0), line_sum=10
    )
    return posting(
        status="approved",
        event_date=date(2026, 10, 24),
        comment="Tarkastettu: 135,50 €",
        purchase_invoice_posting_line=[whole, exempt],
    )


def accrual(invoice: InvoiceIdentifier | None = None, **rule: Any) -> PurchaseInvoiceAccrual:
    return PurchaseInvoiceAccrual(
        invoice_identifier=invoice or InvoiceIdentifier(netvisor_key=123),
        accrual_rule=PurchaseInvoiceAccrualRule(**{"start_month": 11, "start_year": 2026, **rule}),
    )


def even_accrual() -> PurchaseInvoiceAccrual:
    return accrual(remove_existing_accrual=True, end_month=2, end_year=2027)


# Vendors.


def vendor(**fields: Any) -> Vendor:
    base = VendorBaseInformation(name="Töölön Öljy Oy", organization_id="1967543-8")
    return Vendor(**{"vendor_base_information": base, **fields})


def domestic(**fields: Any) -> VendorDomesticBankAccount:
    return VendorDomesticBankAccount(**{"iban": "FI2112345600000785", "bank_name": "Säästöpankki", **fields})


def foreign(**fields: Any) -> VendorForeignBankAccount:
    usual: dict[str, Any] = {
        "bban": "GB29NWBK60161331926819",
        "bic_swift": "NWBKGB2L",
        "bank_name": "National Westminster",
        "country": "GB",
        "currency_code": "GBP",
        "is_default": False,
        "include_addresss_in_foreign_payments": True,
    }
    return VendorForeignBankAccount(**{**usual, **fields})


def with_accounts(accounts: VendorBankAccounts) -> Vendor:
    base = VendorBaseInformation(name="Öljy", organization_id="1967543-8", vendor_bank_accounts=accounts)
    return vendor(vendor_base_information=base)


def full_vendor() -> Vendor:
    """Every element and attribute at once."""
    accounts = VendorBankAccounts(
        vendor_domestic_bank_accounts=VendorDomesticBankAccounts(
            vendor_domestic_bank_account=[
                domestic(netvisor_key=1, is_default=True),
                domestic(iban="FI5542345670000081"),
            ]
        ),
        vendor_foreign_bank_accounts=VendorForeignBankAccounts(
            vendor_foreign_bank_account=[
                foreign(netvisor_key=2, clearing_code="SC", clearing_number="601613", bank_address="London"),
                foreign(),
            ]
        ),
    )
    return Vendor(
        vendor_base_information=VendorBaseInformation(
            code="T-67",
            name="Bäckman & söner",
            address="Toimittajakatu 1",
            post_code="00100",
            city="Helsinki",
            country="FI",
            organization_id="1967543-8",
            group_name="Tärkeät",
            vendor_bank_accounts=accounts,
        ),
        vendor_contact_details=VendorContactDetails(
            phone_number="040 123 4567",
            email="laskut@example.fi",
            fax_number="09 123 456",
            contact_person_name="Päivi Yläoja",
            contact_person_phone_number="040 765 4321",
            contact_person_email="paivi@example.fi",
            home_page="https://example.fi",
            comment="Yli 1 000 €: soita ensin",
        ),
        vendor_additional_information=VendorAdditionalInformation(
            default_vat_percent=Decimal("25.5"),
            is_partial_vat_reduce_privileged=False,
            payment_term_discount_percent=2,
            payment_term_cash_discount_days=7,
            payment_term_net_days=14,
            currency_code="EUR",
            vendor_dimensions=VendorDimensions(dimension=AUTUMN),
            vendor_accounting_accounts=VendorAccountingAccounts(
                vendor_accounting_account=[
                    VendorAccountingAccount(account_number="4000", is_default=True),
                    VendorAccountingAccount(account_number="4460", is_default=False),
                ]
            ),
            vendor_acceptance_details=VendorAcceptanceDetails(
                vendor_acceptance_detail=[
                    VendorAcceptanceDetail(acceptance_name="Kesän kiertolista", is_default=True, is_forced=False)
                ]
            ),
        ),
    )


def edited_vendor() -> Vendor:
    return vendor(vendor_contact_details=VendorContactDetails(email="uusi@example.fi", fax_number=CLEAR))


# Purchase orders.


def order(*rows: PurchaseOrderProductLine, **fields: Any) -> PurchaseOrder:
    usual: dict[str, Any] = {
        "order_number": "1001",
        "order_date": date(2026, 6, 1),
        "vendor_identifier": VendorIdentifier("67", type="netvisor"),
        "purchase_order_lines": PurchaseOrderLines(purchase_order_product_line=rows or [new_line()]),
    }
    return PurchaseOrder(**{**usual, **fields})


def new_line(**fields: Any) -> PurchaseOrderProductLine:
    usual: dict[str, Any] = {
        "product_code": OrderedProductCode("6608", type="customer"),
        "ordered_amount": Decimal("37.5"),
    }
    return PurchaseOrderProductLine(**{**usual, **fields})


def known_line(method: Any, **fields: Any) -> PurchaseOrderProductLine:
    return PurchaseOrderProductLine(method=method, netvisor_key=22, **fields)


def deliveries(*amounts: Decimal | int) -> PartialDelivery:
    contents = [PartialDeliveryContent(ordered_amount=amount) for amount in amounts]
    return PartialDelivery(purchase_order_product_line_partial_delivery_content=contents)


def with_comments(*rows: PurchaseOrderCommentLine) -> PurchaseOrder:
    return order(purchase_order_lines=PurchaseOrderLines(purchase_order_comment_line=rows))


def full_order() -> PurchaseOrder:
    """Every element; the attributes of lines stand in the edit."""
    split = PartialDelivery(
        purchase_order_product_line_partial_delivery_content=[
            PartialDeliveryContent(
                ordered_amount=20,
                delivered_amount=20,
                delivery_received_date=date(2026, 6, 15),
                delivery_manually_confirmed=True,
                delivered_product_quality=1,
                inventory_batch_number="E-77",
                inventory_manufacture_date=date(2026, 5, 1),
                inventory_packaging_date=date(2026, 5, 2),
                inventory_best_before_date=date(2027, 5, 1),
                inventory_expiry_date=date(2027, 6, 1),
            ),
            PartialDeliveryContent(ordered_amount=Decimal("17.5")),
        ]
    )
    return order(
        new_line(
            purchase_order_product_line_partial_delivery=split,
            vendor_product_code="OIL-5",
            unit_price=55,
            vat_percent=Decimal("25.5"),
            freight_rate=10,
            line_comment="Kahdessa erässä",
            delivery_date=date(2026, 6, 30),
            inventory_place=InventoryPlace("Päävarasto", type="customer"),
            purchase_order_product_line_dimensions=PurchaseOrderProductLineDimensions(dimension=AUTUMN),
        ),
        order_status="approved",
        purchase_order_vendor_details=PurchaseOrderVendorDetails(
            address="Pajukuja 5", post_number="53100", city="Lappeenranta", country="FI"
        ),
        delivery_term="Vapaasti varastossa",
        delivery_method="Rahti",
        purchase_order_delivery_details=PurchaseOrderDeliveryDetails(
            name="Päävarasto",
            address="Satamatie 2",
            post_number="48100",
            delivery_city="Kotka",
            delivery_country="FI",
        ),
        private_comment="Raja 2 000 €",
        comment="Kiitos nopeasta toimituksesta",
        our_reference="Jarmo Öhman",
        currency_code="EUR",
        purchase_order_payment_term=PurchaseOrderPaymentTerm(net_days=14, discount_days=7, discount_percent=2),
    )


def edited_order() -> PurchaseOrder:
    """An edit with a line of every method."""
    received = LineDeliveryDetails(
        delivered_amount=20,
        delivery_received_date=date(2026, 6, 15),
        delivery_manually_confirmed=True,
        delivered_product_quality=1,
    )
    return PurchaseOrder(
        comment=CLEAR,
        purchase_order_lines=PurchaseOrderLines(
            purchase_order_product_line=[
                new_line(method="add"),
                known_line("edit", unit_price=54, purchase_order_product_line_delivery_details=received),
                PurchaseOrderProductLine(method="delete", netvisor_key=23),
                PurchaseOrderProductLine(
                    method="partialdeliver",
                    netvisor_key=24,
                    purchase_order_product_line_partial_delivery=deliveries(20, Decimal("17.5")),
                ),
                PurchaseOrderProductLine(
                    method="addtopartialdeliverygroup",
                    netvisor_key=25,
                    purchase_order_product_line_partial_delivery=deliveries(5),
                ),
            ],
            purchase_order_comment_line=[
                PurchaseOrderCommentLine(method="add", comment="ja sitten renkaat"),
                PurchaseOrderCommentLine(method="edit", netvisor_key=20, comment="Ensin öljyt"),
                PurchaseOrderCommentLine(method="delete", netvisor_key=26),
            ],
        ),
    )


def quality(**fields: Any) -> ProductQuality:
    return ProductQuality(**{"is_quality_deviation": True, "name": "Kylmäketju katkennut", **fields})


GOLDEN: dict[str, Callable[[], Any]] = {
    "purchaseinvoice-minimal": invoice,
    "purchaseinvoice-full": full_invoice,
    "purchaseinvoice-credit": credit,
    "purchaseinvoicepostingdata-minimal": posting,
    "purchaseinvoicepostingdata-full": full_posting,
    "purchaseinvoiceaccrual-minimal": lambda: accrual(division_curve_name="Poistot"),
    "purchaseinvoiceaccrual-full": even_accrual,
    "purchaseinvoiceaccrual-number": lambda: accrual(
        InvoiceIdentifier(invoice_number="345/2026"), end_month=11, end_year=2026
    ),
    "vendor-minimal": vendor,
    "vendor-full": full_vendor,
    "vendor-edit": edited_vendor,
    "purchaseorder-minimal": order,
    "purchaseorder-full": full_order,
    "purchaseorder-edit": edited_order,
    "productquality-minimal": quality,
    "productquality-full": lambda: quality(name_en="Cold chain broken", name_se="Kylkedjan bruten, å ä ö"),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    message = GOLDEN[name]()
    body = encode(message).bytes()
    golden(FIXTURES / "requests" / f"{name}.xml", body)
    assert decode(body, type(message)) == message


@pytest.mark.parametrize("full", [full_invoice, full_vendor, full_posting], ids=lambda made: made.__name__)
def test_the_full_message_holds_every_element_and_attribute(full: Callable[[], object]) -> None:
    message = full()
    assert written_paths(encode(message).bytes()) == declared_paths(type(message))


def test_a_deleted_line_is_written_with_its_attributes_alone() -> None:
    body = encode(edited_order()).bytes()
    assert b'<purchaseorderproductline method="delete" netvisorkey="23"></purchaseorderproductline>' in body


def test_booleans_of_vendors_are_written_as_the_documentation_does() -> None:
    assert b"<isdefault>True</isdefault>" in encode(full_vendor()).bytes()


# Rules.

ACCOUNTS = "vendor_base_information.vendor_bank_accounts"
LINE = "purchase_order_lines.purchase_order_product_line[0]"
COMMENT = "purchase_order_lines.purchase_order_comment_line[0]"
PARTIAL = "purchase_order_product_line_partial_delivery"


@pytest.mark.parametrize(
    ("message", "path", "expected"),
    [
        pytest.param(
            PurchaseInvoice(
                invoice_number="1", invoice_date=InvoiceDate(date(2026, 1, 2)), due_date=date(2026, 1, 3), amount=1
            ),
            "value_date|event_date",
            "at least one of value_date, event_date",
            id="no date of value",
        ),
        pytest.param(
            invoice(purchase_invoice_lines=lines(line(delivered_amount=-1))),
            "purchase_invoice_lines.purchase_invoice_line[0].delivered_amount|line_sum",
            "a negative sum",
            id="a returned line with a positive sum",
        ),
        pytest.param(
            invoice(purchase_invoice_attachments=attachments()),
            "purchase_invoice_attachments|invoice_source",
            "invoice_source finvoice",
            id="an attachment, no Finvoice",
        ),
        pytest.param(
            invoice(invoice_source="finvoice", purchase_invoice_attachments=attachments(mime_type="image/png")),
            "purchase_invoice_attachments.purchase_invoice_attachment[0].mime_type",
            "application/pdf",
            id="an attachment that is not a PDF",
        ),
        pytest.param(
            posting(purchase_invoice_posting_line=[posting_line(vat_percent=PostingVatPercent(10, vat_code="NONE"))]),
            "purchase_invoice_posting_line[0].vat_percent",
            "rate 0",
            id="a rate that the VAT code does not have",
        ),
        pytest.param(posting(comment="ä" * 3001), "comment", "at most 3000", id="a comment that is too long"),
        pytest.param(
            posting(status="acceptrrejected"), "status", "acceptorrejected", id="the status as it was misprinted"
        ),
        pytest.param(
            accrual(InvoiceIdentifier(netvisor_key=1, invoice_number="1"), division_curve_name="Poistot"),
            "invoice_identifier.netvisor_key|invoice_number",
            "exactly one of netvisor_key, invoice_number",
            id="an invoice named twice",
        ),
        pytest.param(
            accrual(division_curve_name="Poistot", end_month=12, end_year=2026),
            "accrual_rule.end_month|division_curve_name",
            "exactly one of",
            id="an end and a curve",
        ),
        pytest.param(
            accrual(), "accrual_rule.end_month|division_curve_name", "exactly one of", id="no end and no curve"
        ),
        pytest.param(
            accrual(end_month=12), "accrual_rule.end_month|end_year", "together", id="a month without its year"
        ),
        pytest.param(
            accrual(end_month=10, end_year=2026),
            "accrual_rule.end_month|end_year|start_month|start_year",
            "an end that is not before the start",
            id="an end before the start",
        ),
        pytest.param(
            accrual(start_month=13, division_curve_name="Poistot"),
            "accrual_rule.start_month",
            "from 1 to 12",
            id="a thirteenth month",
        ),
        pytest.param(
            with_accounts(
                VendorBankAccounts(
                    vendor_domestic_bank_accounts=VendorDomesticBankAccounts(
                        vendor_domestic_bank_account=[domestic()] * 9
                    )
                )
            ),
            f"{ACCOUNTS}.vendor_domestic_bank_accounts.vendor_domestic_bank_account",
            "at most 8",
            id="nine Finnish accounts",
        ),
        pytest.param(
            with_accounts(
                VendorBankAccounts(
                    vendor_foreign_bank_accounts=VendorForeignBankAccounts(vendor_foreign_bank_account=[foreign()] * 9)
                )
            ),
            f"{ACCOUNTS}.vendor_foreign_bank_accounts.vendor_foreign_bank_account",
            "at most 8",
            id="nine foreign accounts",
        ),
        pytest.param(
            order(PurchaseOrderProductLine(ordered_amount=1)),
            f"{LINE}.method|product_code|ordered_amount",
            "product_code and ordered_amount on a new line",
            id="a new line without a product",
        ),
        pytest.param(
            order(new_line(netvisor_key=22)),
            f"{LINE}.netvisor_key|method",
            "method together with netvisor_key",
            id="a key without what happens to the line",
        ),
        pytest.param(
            order(PurchaseOrderProductLine(method="edit", unit_price=1)),
            f"{LINE}.netvisor_key|method",
            "netvisor_key of the line",
            id="a changed line without its key",
        ),
        pytest.param(
            order(known_line("delete", unit_price=1)),
            LINE,
            "an empty line when the method is delete",
            id="a deleted line with content",
        ),
        pytest.param(
            order(known_line("edit", purchase_order_product_line_partial_delivery=deliveries(1, 2))),
            f"{LINE}.method|{PARTIAL}",
            f"no {PARTIAL}",
            id="partial deliveries of a changed line",
        ),
        pytest.param(
            order(known_line("partialdeliver", purchase_order_product_line_partial_delivery=deliveries(3))),
            f"{LINE}.method|{PARTIAL}|ordered_amount",
            "two or more partial deliveries",
            id="one partial delivery",
        ),
        pytest.param(
            order(known_line("partialdeliver", unit_price=1)),
            f"{LINE}.method|{PARTIAL}|ordered_amount",
            "two or more partial deliveries",
            id="a line split into nothing",
        ),
        pytest.param(
            order(
                known_line(
                    "partialdeliver", ordered_amount=4, purchase_order_product_line_partial_delivery=deliveries(1, 2)
                )
            ),
            f"{LINE}.method|{PARTIAL}|ordered_amount",
            "whose ordered_amount make that of the line",
            id="partial deliveries that make less than the line",
        ),
        pytest.param(
            order(
                known_line(
                    "partialdeliver",
                    purchase_order_product_line_partial_delivery=PartialDelivery(
                        purchase_order_product_line_partial_delivery_content=[
                            PartialDeliveryContent(ordered_amount=1),
                            PartialDeliveryContent(delivered_amount=1),
                        ]
                    ),
                )
            ),
            f"{LINE}.method|{PARTIAL}|ordered_amount",
            "two or more",
            id="a partial delivery without its amount",
        ),
        pytest.param(
            order(known_line("addtopartialdeliverygroup", unit_price=1)),
            f"{LINE}.method|{PARTIAL}",
            PARTIAL,
            id="nothing to add to a split line",
        ),
        pytest.param(
            order(
                new_line(
                    purchase_order_product_line_partial_delivery=deliveries(1, 2),
                    purchase_order_product_line_delivery_details=LineDeliveryDetails(delivered_amount=1),
                )
            ),
            f"{LINE}.purchase_order_product_line_delivery_details|{PARTIAL}",
            f"no {PARTIAL}",
            id="a split line received as one",
        ),
        pytest.param(
            with_comments(PurchaseOrderCommentLine(method="add")),
            f"{COMMENT}.comment|method",
            "a comment",
            id="a comment line that says nothing",
        ),
        pytest.param(
            with_comments(PurchaseOrderCommentLine(method="edit", comment="a")),
            f"{COMMENT}.netvisor_key|method",
            "netvisor_key of the line",
            id="a changed comment without its key",
        ),
        pytest.param(
            with_comments(PurchaseOrderCommentLine(netvisor_key=1, comment="a")),
            f"{COMMENT}.netvisor_key|method",
            "method together with netvisor_key",
            id="a key without what happens to the comment",
        ),
        pytest.param(
            with_comments(PurchaseOrderCommentLine(method="delete", netvisor_key=1, comment="a")),
            f"{COMMENT}.method|comment",
            "no comment",
            id="a deleted comment with its text",
        ),
        pytest.param(order(comment="ä" * 1001), "comment", "at most 1000", id="a comment on an order, too long"),
        pytest.param(order(our_reference="ä" * 51), "our_reference", "at most 50", id="a reference, too long"),
    ],
)
def test_a_message_that_breaks_a_rule_is_refused_at_its_place(message: Any, path: str, expected: str) -> None:
    (problem,) = check(message)
    assert problem.path.startswith(path)
    assert expected in problem.expected
    with pytest.raises(MessageError):
        encode(message)


@pytest.mark.parametrize(
    "message",
    [
        invoice(value_date=CLEAR, event_date=date(2026, 10, 24)),
        invoice(purchase_invoice_lines=lines(line(delivered_amount=-1, line_sum=0))),
        invoice(invoice_source="finvoice", purchase_invoice_attachments=attachments(mime_type="Application/PDF")),
        accrual(end_month=1, end_year=2027),
        order(
            known_line(
                "partialdeliver",
                ordered_amount=Decimal("37.50"),
                purchase_order_product_line_partial_delivery=deliveries(20, Decimal("17.5")),
            )
        ),
    ],
)
def test_what_only_looks_like_breaking_a_rule_is_taken(message: object) -> None:
    assert check(message) == []


@pytest.mark.parametrize(("method", "broken"), [("add", ["required"]), ("edit", []), (None, [])])
def test_a_new_order_needs_number_date_and_vendor(method: Method | None, broken: list[str]) -> None:
    problems = check(PurchaseOrder(comment="Kiire"), method=method)
    assert [problem.rule for problem in problems] == broken


# Answers.


def taken(call: Call[Any], fixture: str) -> Any:
    reply = read_reply((FIXTURES / "replies" / f"{fixture}.xml").read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    assert list(untyped(reply.root)) == []
    return call.result.take(Answer(root=reply.root))


def test_the_list_of_invoices_is_typed() -> None:
    first, second = taken(purchases.list_purchase_invoices(), "purchaseinvoicelist-several")
    assert (first.netvisor_key, first.invoice_date, first.vendor) == (123, date(2026, 10, 23), "Töölön Öljy Oy")
    assert (first.sum, first.payments, first.open_sum) == (Decimal(1100), Decimal("30.5"), Decimal("1069.5"))
    assert (second.invoice_number, second.vendor_organization_identifier) == ("HYV-7/2026", None)


@pytest.mark.parametrize(
    ("call", "stem"),
    [
        (purchases.list_purchase_invoices(), "purchaseinvoicelist"),
        (purchases.list_purchase_orders(), "purchaseorderlist"),
        (purchases.list_deleted_purchase_invoices(date(2026, 11, 18)), "deletedpurchaseinvoices"),
        (purchases.list_deleted_purchase_orders(date(2026, 11, 18)), "deletedpurchaseorders"),
        (purchases.list_circulation_lists(), "getcirculationlists"),
        (purchases.list_product_qualities(), "getproductqualitylist"),
        (purchases.list_vendors(changed_since=datetime(2026, 11, 18)), "getvendor"),  # noqa: DTZ001
        (purchases.get_purchase_invoices([1, 2]), "getpurchaseinvoice"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_record_several_or_none_are_a_list(call: Call[list[Any]], stem: str) -> None:
    assert [len(taken(call, f"{stem}-{size}")) for size in ("empty", "one", "several")] == [0, 1, 2]


def test_an_invoice_is_typed_throughout() -> None:
    invoice, other = taken(purchases.get_purchase_invoices([1025, 1026]), "getpurchaseinvoice-several")
    assert invoice.purchase_invoice_event_date == date(2026, 10, 24)
    assert (invoice.foreign_currency_amount, invoice.foreign_currency_name_id) == (Decimal("1338.51"), "USD")
    assert (invoice.is_accounted, invoice.voucher_id) == (True, 91)
    assert invoice.is_purchase_invoice_vendor_bank_account_deleted is False
    assert invoice.preview_image == InvoicePicture(b"\x89PNG\r\n\x1a\n", attachment_netvisor_key=801)
    assert [file.attachment_base64_data for file in invoice.attachments.attachment] == [b"%PDF-1.4\n", b"\x89PNG\r\n"]
    first, second = invoice.invoice_lines.purchase_invoice_line
    assert (first.line_net_sum, first.unit_price) == (Decimal("102.6639"), Decimal("5.480000000000"))
    assert (second.ordered_amount, second.accounting_suggestion_bookkeeping_account_netvisor_key) == (None, 643)
    moment = invoice.handling_history.handling_history_line[0]
    assert moment.time_stamp == datetime(2026, 10, 24, 10, 11, 12)  # noqa: DTZ001  # answers name no zone
    assert [field.new_value for field in moment.updated_information_fields] == ["2027-01-09", "1070"]
    dimensions = first.purchase_invoice_line_dimensions.dimension
    assert [dimension.dimension_detail_netvisor_key for dimension in dimensions] == [31, 41]
    assert (other.purchase_invoice_netvisor_key, other.purchase_invoice_amount) == (1026, -20)


def test_an_invoice_is_read_in_all_its_spellings_and_orders() -> None:
    invoice = taken(purchases.get_purchase_invoice(1026), "getpurchaseinvoice-variants")
    assert (invoice.purchase_invoice_netvisor_key, invoice.purchase_invoice_amount) == (1026, -1020)
    (line,) = invoice.invoice_lines.purchase_invoice_line
    assert line.accounting_suggestion_bookkeeping_account_netvisor_key == 643
    (dimension,) = line.purchase_invoice_line_dimensions.dimension
    assert dimension.dimension_detail_netvisor_key == 41


def test_dimensions_beside_the_lines_are_read() -> None:
    invoice = taken(purchases.get_purchase_invoice(1025, version=1), "getpurchaseinvoice-version1")
    assert invoice.invoice_lines.purchase_invoice_line[0].purchase_invoice_line_dimensions is None
    assert invoice.invoice_lines.purchase_invoice_line_dimensions.dimension == [
        KeyedDimension(
            dimension_name="Projekti",
            dimension_name_netvisor_key=3,
            dimension_detail_name="Syksy",
            dimension_detail_netvisor_key=31,
        )
    ]


def test_an_unknown_invoice_is_none() -> None:
    assert taken(purchases.get_purchase_invoice(404), "getpurchaseinvoice-empty") is None
    assert taken(purchases.get_purchase_invoice(1025), "getpurchaseinvoice-minimal").purchase_invoice_number == "345"


def test_attachments_are_files_or_pages() -> None:
    call = purchases.get_attachments(123)
    assert [page.attachment_page_number for page in taken(call, "getattachments-several")] == [1, 2]
    assert taken(call, "getattachments-one") == [
        AttachmentPage(
            attachment_netvisor_key=123,
            attachment_page_number=1,
            file_name="lasku.pdf",
            file_type="application/pdf",
            content=b"%PDF-1.4\n",
        )
    ]


def test_deleted_records_tell_the_minute() -> None:
    (record,) = taken(purchases.list_deleted_purchase_orders(date(2026, 11, 18)), "deletedpurchaseorders-one")
    assert record == DeletedRecord(netvisor_key=5, delete_date=datetime(2026, 11, 18, 15, 14))  # noqa: DTZ001


def test_circulation_lists_name_their_people() -> None:
    summer, empty = taken(purchases.list_circulation_lists(), "getcirculationlists-several")
    first, second = summer.verifiers.factual_verifier
    assert (first.order, first.is_main_factual_verifier, second.is_main_factual_verifier) == (1, True, None)
    assert summer.verifiers.approver.name == "Matti Mäkelä"
    assert summer.last_edit_time_stamp == datetime(2026, 5, 2, 9, 30, 59, 247000)  # noqa: DTZ001
    assert (empty.is_default, empty.verifiers) == (False, None)


def test_a_vendor_is_read_in_all_its_spellings() -> None:
    first, _ = taken(purchases.get_vendors([67, 123]), "getvendor-several")
    other = taken(purchases.get_vendor(68), "getvendor-variants")
    accounts = first.vendor_base_information.vendor_bank_accounts
    assert [a.is_default for a in accounts.vendor_domestic_bank_accounts.vendor_domestic_bank_account] == [True, False]
    foreign = accounts.vendor_foreign_bank_accounts.vendor_foreign_bank_account
    assert [account.include_address_in_foreign_payments for account in foreign] == [True, True]
    more = first.vendor_additional_information
    assert (more.default_vat_percent, more.is_partial_vat_reduce_privileged, more.payment_term) == (24, False, 14)
    assert more.vendor_accounting_accounts.vendor_accounting_account[0].is_default is True
    assert more.vendor_acceptance_details.vendor_acceptance_detail[0].is_forced is False
    assert other.vendor_additional_information.is_partial_vat_reduce_privileged is True
    (account,) = (
        other.vendor_base_information.vendor_bank_accounts.vendor_foreign_bank_accounts.vendor_foreign_bank_account
    )
    assert account.include_address_in_foreign_payments is True
    assert other.vendor_additional_information.vendor_acceptance_details.vendor_acceptance_detail[0].is_default is True


def test_one_vendor_is_the_vendor() -> None:
    assert taken(purchases.get_vendor(67), "getvendor-one").netvisor_key == 67
    assert taken(purchases.get_vendor(123), "getvendor-minimal").vendor_contact_details is None
    assert taken(purchases.get_vendor(123), "getvendor-empty") is None


def test_the_lines_of_an_order_keep_their_order() -> None:
    order, other = taken(purchases.get_purchase_orders([2, 1]), "getpurchaseorder-several")
    rows = order.purchase_order_lines.lines
    assert [type(row) for row in rows] == [
        FetchedOrderCommentLine,
        DeliveryGroup,
        FetchedOrderProductLine,
        FetchedOrderProductLine,
        FetchedOrderCommentLine,
    ]
    assert rows[2].product_code == FetchedOrderedProductCode("6608", netvisor_key=66)
    assert rows[2].inventory_place == FetchedInventoryPlace("Päävarasto", netvisor_key=2)
    assert rows[2].product_quality == FetchedProductQuality(
        netvisor_key=1, quality_description="Virheetön", quality_deviation=False
    )
    (linked,) = rows[2].linked_purchase_invoice_lines.purchase_invoice
    assert [row.netvisor_key for row in linked.purchase_invoice_product_lines] == [1051, 1052]
    assert order.purchase_order_lines.linked_purchase_invoices.purchase_invoice[0].netvisor_key == 360
    assert order.order_status == FetchedOrderStatus("senttovendor", delivery_status="partiallydelivered")
    assert (order.amount.value, order.amount.currency_code) == (Decimal("4062.50"), "SEK")
    assert other.purchase_order_lines.lines == []


def test_an_order_of_the_documentation_is_typed() -> None:
    order = taken(purchases.get_purchase_order(1), "getpurchaseorder-variants")
    assert order.order_date == date(2017, 1, 1)
    assert (order.amount.value, order.amount.currency_code) == (Decimal(10000), "EUR")


def test_listed_orders_name_their_invoices_when_asked() -> None:
    first, second = taken(purchases.list_purchase_orders(), "purchaseorderlist-several")
    assert (first.amount, first.linked_purchase_invoices) == (Decimal("1000.34"), None)
    assert (second.order_status, second.order_date) == ("waitinginvoice", date(2026, 6, 2))
    assert [invoice.netvisor_key for invoice in second.linked_purchase_invoices.purchase_invoice] == [360, 361]
    (other,) = taken(purchases.list_purchase_orders(), "purchaseorderlist-variants")
    assert (other.order_status, other.order_date) == ("proposal", date(2026, 6, 3))


# Calls.

NEW = Answer(inserted=["9"])
ADDED = Inserted(netvisor_key=9, netvisor_keys=(9,))
DONE = Done(inserted=("9",))


@pytest.mark.parametrize(
    ("call", "resource", "parameters", "result"),
    [
        (purchases.add_purchase_invoice(invoice()), "purchaseinvoice.nv", (), ADDED),
        (
            purchases.edit_purchase_invoice_posting_data(posting()),
            "purchaseinvoicepostingdata.nv",
            (),
            DONE,
        ),
        (purchases.add_purchase_invoice_accrual(even_accrual()), "purchaseinvoiceaccrual.nv", (), DONE),
        (
            purchases.add_vendor(vendor(), use_only_existing_dimensions=True),
            "vendor.nv",
            (("method", "add"), ("useonlyexistingdimensions", "1")),
            ADDED,
        ),
        (
            purchases.edit_vendor(edited_vendor(), netvisor_key=67),
            "vendor.nv",
            (("method", "edit"), ("netvisorkey", "67")),
            DONE,
        ),
        (purchases.add_purchase_order(order()), "purchaseorder.nv", (("method", "add"),), ADDED),
        (
            purchases.edit_purchase_order(edited_order(), id=2),
            "purchaseorder.nv",
            (("method", "edit"), ("id", "2")),
            DONE,
        ),
        (purchases.add_product_quality(quality()), "productquality.nv", (("method", "add"),), DONE),
    ],
)
def test_a_post_is_a_write_with_its_parameters(
    call: Call[Any], resource: str, parameters: tuple[tuple[str, str], ...], result: object
) -> None:
    assert (call.resource, call.http, call.writes, call.parameters) == (resource, "POST", True, parameters)
    assert call.result.take(NEW) == result


def test_an_order_that_lacks_what_an_add_needs_makes_no_call() -> None:
    with pytest.raises(MessageError, match="order_number, order_date, vendor_identifier when the method is add"):
        purchases.add_purchase_order(edited_order())


@pytest.mark.parametrize(
    ("call", "parameters"),
    [
        (purchases.get_purchase_invoice(5), "netvisorkey=5&version=2"),
        (
            purchases.get_purchase_invoice(5, version=1, include="handlinghistory", omit_attachments=True),
            "netvisorkey=5&version=1&include=handlinghistory&omitattachments=true",
        ),
        (purchases.get_purchase_invoices([5, 6]), "netvisorkeylist=5,6&version=2"),
        (purchases.get_attachments(5), "netvisorkey=5&attachmentsource=purchaseinvoice"),
        (
            purchases.get_attachments(5, convert_pdfs_to_images=True),
            "netvisorkey=5&attachmentsource=purchaseinvoice&convertpdfstoimages=true",
        ),
        (purchases.list_deleted_purchase_invoices(date(2026, 11, 20)), "deletedsince=2026-11-20"),
        (purchases.get_vendor(67), "netvisorkey=67"),
        (purchases.get_vendors([67, 68]), "netvisorkeylist=67,68"),
        (
            purchases.list_vendors(changed_since=datetime(2000, 1, 1), page=2),  # noqa: DTZ001
            "changedsince=2000-01-01T00:00:00&page=2",
        ),
        (purchases.get_purchase_order(1), "netvisorkey=1"),
        (
            purchases.list_purchase_invoices(
                begin_invoice_date=date(2026, 1, 1),
                end_invoice_date=date(2026, 12, 31),
                invoice_number="345",
                invoice_status="open",
                last_modified_start=datetime(2026, 11, 1, 8, 30),  # noqa: DTZ001
                last_modified_end=datetime(2026, 11, 22),  # noqa: DTZ001
                purchase_invoice_batch_id=30,
                payment_status="unpaid",
            ),
            "begininvoicedate=2026-01-01&endinvoicedate=2026-12-31&invoicenumber=345&invoicestatus=open"
            "&lastmodifiedstart=2026-11-01T08:30:00&lastmodifiedend=2026-11-22T00:00:00&purchaseinvoicebatchid=30"
            "&paymentstatus=unpaid",
        ),
        (
            purchases.list_purchase_orders(
                limit_start_order_number=1,
                limit_end_order_number=9,
                limit_begin_date=date(2026, 1, 1),
                limit_end_date=date(2026, 12, 31),
                limit_order_status="waitinginvoice",
                search_comment="öljy",
                limit_vendor="1967543-8",
                last_modified_start=datetime(2026, 11, 1, 8, 30),  # noqa: DTZ001
                last_modified_end=datetime(2026, 11, 22),  # noqa: DTZ001
                has_link_to_purchase_invoice=True,
            ),
            "limitstartordernumber=1&limitendordernumber=9&limitbegindate=2026-01-01&limitenddate=2026-12-31"
            "&limitorderstatus=waitinginvoice&searchcomment=öljy&limitvendor=1967543-8"
            "&lastmodifiedstart=2026-11-01T08:30:00&lastmodifiedend=2026-11-22T00:00:00&haslinktopurchaseinvoice=1",
        ),
    ],
)
def test_a_read_takes_every_documented_parameter(call: Call[Any], parameters: str) -> None:
    assert "&".join(f"{name}={text}" for name, text in call.parameters) == parameters
    assert (call.http, call.writes) == ("GET", False)


@pytest.mark.parametrize("get", [purchases.get_purchase_invoices, purchases.get_purchase_orders])
def test_more_than_500_keys_are_asked_for_in_several_calls(get: Callable[[list[int]], Call[Any]]) -> None:
    sizes = [len(dict(part.parameters)["netvisorkeylist"].split(",")) for part in get(list(range(1, 1002))).split()]
    assert sizes == [500, 500, 1]


def test_another_source_of_attachments_is_refused() -> None:
    with pytest.raises(MessageError, match="one of purchaseinvoice"):
        purchases.get_attachments(5, attachment_source="salesinvoice")  # type: ignore[arg-type]  # meant

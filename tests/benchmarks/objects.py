"""The objects that are written, made before anything is timed; both contenders write the same ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from netvisor.resources import accounting, customers, sales
from netvisor.resources.common import Dimension as CostObject
from netvisor.resources.common import NetvisorOrCustomer


def invoice(lines: int) -> sales.SalesInvoice:
    """A sales invoice as an integration sends it: a full header, and lines with a price, a discount and a project."""
    return sales.SalesInvoice(
        sales_invoice_number=20_000 + lines,
        sales_invoice_date=date(2026, 11, 21),
        sales_invoice_due_date=date(2026, 12, 5),
        sales_invoice_delivery_date=date(2026, 11, 20),
        sales_invoice_reference_number="1070",
        sales_invoice_amount=sales.SalesInvoiceAmount(Decimal("244.12") * lines, iso4217_currency_code="EUR"),
        seller_name="Maija Meikäläinen",
        invoice_type="invoice",
        sales_invoice_status="unsent",
        sales_invoice_free_text_before_lines="Kiitos tilauksestanne & yhteistyöstä",
        sales_invoice_our_reference="Projekti 12",
        sales_invoice_your_reference="Tilaus 4711",
        invoicing_customer_identifier=sales.InvoicingCustomerIdentifier("AS-0001", type="customer"),
        invoicing_customer_name="Öljy ja Kaasu Oy",
        invoicing_customer_address_line="Hämeenkatu 1 A 2",
        invoicing_customer_post_number="33100",
        invoicing_customer_town="Tampere",
        invoicing_customer_country_code="FI",
        delivery_address_name="Öljy ja Kaasu Oy",
        delivery_address_line="Satamakatu 3",
        delivery_address_post_number="20100",
        delivery_address_town="Turku",
        delivery_address_country_code="FI",
        payment_term_net_days=14,
        order_number="4711",
        invoice_lines=sales.InvoiceLines(invoice_line=[invoice_line(number) for number in range(lines)]),
    )


def invoice_line(number: int) -> sales.InvoiceLine:
    return sales.InvoiceLine(
        sales_invoice_product_line=sales.SalesInvoiceProductLine(
            product_identifier=sales.ProductIdentifier(f"TUOTE-{number % 500}", type="customer"),
            product_name=f"Kevyt pyöräkärry, malli {number}",
            product_unit_price=sales.ProductUnitPrice(Decimal("98.23"), type="net"),
            product_vat_percentage=sales.ProductVatPercentage(Decimal("25.5"), vat_code="KOMY"),
            sales_invoice_product_line_quantity=Decimal(number % 9 + 1),
            sales_invoice_product_line_discount_percentage=sales.SalesInvoiceProductLineDiscountPercentage(
                Decimal("2.5")
            ),
            sales_invoice_product_line_free_text="Väri: sininen" if number % 3 else "Väri: punainen & musta",
            accounting_account_suggestion=3000,
            dimension=[
                sales.Dimension(dimension_name="Projekti", dimension_item=sales.DimensionItem(f"P-{number % 40}"))
            ],
            product_unit_name="kpl",
        )
    )


def customer(number: int) -> customers.Customer:
    return customers.Customer(
        customer_base_information=customers.CustomerBaseInformation(
            internal_identifier=customers.InternalIdentifier(f"AS-{number}"),
            external_identifier="1967543-8",
            organization_unit_number="003719675438",
            name=f"Öljy ja Kaasu {number} Oy",
            street_address="Hämeenkatu 1 A 2",
            city="Tampere",
            post_number="33100",
            country="FI",
            customer_group_name="Jälleenmyyjät",
            phone_number="+358 40 1234567",
            email=f"laskut{number}@example.fi",
            is_active=True,
            is_private_customer=False,
            email_invoicing_address=f"laskut{number}@example.fi",
        ),
        customer_finvoice_details=customers.CustomerFinvoiceDetails(
            finvoice_address="003719675438", finvoice_router_code="BAWCFI22"
        ),
        customer_delivery_details=customers.CustomerDeliveryDetails(
            delivery_name=f"Öljy ja Kaasu {number} Oy, varasto",
            delivery_street_address="Satamakatu 3",
            delivery_city="Turku",
            delivery_post_number="20100",
            delivery_country="FI",
        ),
        customer_contact_details=customers.CustomerContactDetails(
            contact_person="Matti Möttönen",
            contact_person_email="matti@example.fi",
            contact_person_phone="+358 50 7654321",
        ),
        customer_additional_information=customers.CustomerAdditionalInformation(
            comment="Tuotu kassajärjestelmästä & tarkistettu",
            invoicing_language="FI",
            default_payment_term=NetvisorOrCustomer("14 pv netto", type="customer"),
            balance_limit=Decimal("5000.00"),
        ),
    )


def voucher(lines: int) -> accounting.Voucher:
    return accounting.Voucher(
        calculation_mode="net",
        voucher_date=date(2026, 11, 21),
        description="Kassan päiväkirjaus",
        voucher_class="Muut",
        voucher_line=[voucher_line(number) for number in range(lines)],
    )


def voucher_line(number: int) -> accounting.VoucherLine:
    """Lines in pairs, so that they total 0."""
    amount = Decimal(number // 2 % 1000 + 1) + Decimal("0.10")
    return accounting.VoucherLine(
        line_sum=accounting.LineSum(amount if number % 2 else -amount, type="net"),
        description=f"Myynti, kassa {number % 7}",
        account_number=3000 if number % 2 else 1900,
        vat_percent=accounting.VatPercent(Decimal("25.5"), vat_code="KOMY"),
        dimension=[CostObject(dimension_name="Toimipaikka", dimension_item=f"Myymälä {number % 12}")],
    )


def listed_customers(count: int) -> bytes:
    """The answer of customerlist.nv, as the documentation shows it."""
    head = "<Root><ResponseStatus><Status>OK</Status><TimeStamp>21.11.2026 16:12:09</TimeStamp>"
    items = "".join(
        f"<Customer><Netvisorkey>{1000 + number}</Netvisorkey><Name>Öljy ja Kaasu {number} Oy</Name>"
        f"<Code>{'' if number % 10 == 0 else f'AS-{number}'}</Code>"
        "<OrganisationIdentifier>1234567-8</OrganisationIdentifier>"
        f"<CustomerGroupID>{number % 20 + 1}</CustomerGroupID><CustomerGroupName>Jälleenmyyjät</CustomerGroupName>"
        f"<Uri>https://integration.netvisor.fi/getcustomer.nv?id={1000 + number}&amp;x=1</Uri></Customer>"
        for number in range(count)
    )
    prolog = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
    return f"{prolog}{head}</ResponseStatus><Customerlist>{items}</Customerlist></Root>".encode()


OK_REPLY = (
    b'<?xml version="1.0" encoding="utf-8" standalone="yes"?><Root><ResponseStatus><Status>OK</Status>'
    b"<TimeStamp>5.6.2023 16:12:09</TimeStamp></ResponseStatus><Replies>"
    b"<InsertedDataIdentifier>1802</InsertedDataIdentifier></Replies></Root>"
)

"""The library's objects, made of the sources as its users make them; and answers as Netvisor writes them."""

from __future__ import annotations

from typing import TypeVar

from netvisor.declare import UNSET, Maybe
from netvisor.resources import accounting, customers, sales
from netvisor.resources.common import Dimension as CostObject
from netvisor.resources.common import NetvisorOrCustomer
from tests.benchmarks import sources
from tests.benchmarks.sources import PLAIN, Source, Trait

T = TypeVar("T")


def if_given(value: T | None) -> Maybe[T]:
    return UNSET if value is None else value


def invoice(lines: int, trait: Trait = PLAIN) -> sales.SalesInvoice:
    return invoice_of(sources.invoice(lines, trait))


def invoice_of(of: Source) -> sales.SalesInvoice:
    return sales.SalesInvoice(
        sales_invoice_number=of["number"],
        sales_invoice_date=of["date"],
        sales_invoice_due_date=of["due_date"],
        sales_invoice_delivery_date=of["delivery_date"],
        sales_invoice_reference_number=of["reference"],
        sales_invoice_amount=sales.SalesInvoiceAmount(
            of["amount"], iso4217_currency_code=of["currency"], currency_rate=if_given(of["currency_rate"])
        ),
        seller_name=of["seller"],
        invoice_type="invoice",
        sales_invoice_status="unsent",
        sales_invoice_free_text_before_lines=of["before_lines"],
        sales_invoice_our_reference=of["our_reference"],
        sales_invoice_your_reference=of["your_reference"],
        invoicing_customer_identifier=sales.InvoicingCustomerIdentifier(of["customer_code"], type="customer"),
        invoicing_customer_name=of["customer"],
        invoicing_customer_address_line=of["street"],
        invoicing_customer_post_number=of["post_number"],
        invoicing_customer_town=of["town"],
        invoicing_customer_country_code="FI",
        delivery_address_name=of["customer"],
        delivery_address_line=of["delivery_street"],
        delivery_address_post_number=of["delivery_post_number"],
        delivery_address_town=of["delivery_town"],
        delivery_address_country_code="FI",
        payment_term_net_days=of["net_days"],
        order_number=of["order_number"],
        invoice_lines=sales.InvoiceLines(
            invoice_line=[sales.InvoiceLine(sales_invoice_product_line=line_of(line)) for line in of["lines"]]
        ),
    )


def line_of(of: Source) -> sales.SalesInvoiceProductLine:
    project = of["project"]
    return sales.SalesInvoiceProductLine(
        product_identifier=sales.ProductIdentifier(of["code"], type="customer"),
        product_name=of["name"],
        product_unit_price=sales.ProductUnitPrice(of["price"], type="net"),
        product_vat_percentage=sales.ProductVatPercentage(of["rate"], vat_code="KOMY"),
        sales_invoice_product_line_quantity=of["quantity"],
        sales_invoice_product_line_discount_percentage=sales.SalesInvoiceProductLineDiscountPercentage(of["discount"]),
        sales_invoice_product_line_free_text=if_given(of["free_text"]),
        accounting_account_suggestion=if_given(of["account"]),
        dimension=[
            sales.Dimension(
                dimension_name="Projekti",
                dimension_item=sales.DimensionItem(project, integration_dimension_detail_guid=if_given(of["guid"])),
            )
        ]
        if project is not None
        else (),
        product_unit_name=if_given(of["unit"]),
    )


def customer(at: int, trait: Trait = PLAIN) -> customers.Customer:
    return customer_of(sources.customer(at, trait))


def customer_of(of: Source) -> customers.Customer:
    return customers.Customer(
        customer_base_information=customers.CustomerBaseInformation(
            internal_identifier=customers.InternalIdentifier(of["code"]),
            external_identifier=of["business_id"],
            organization_unit_number=of["unit_number"],
            name=of["name"],
            street_address=of["street"],
            city=of["city"],
            post_number=of["post_number"],
            country="FI",
            customer_group_name=of["group"],
            phone_number=if_given(of["phone"]),
            email=of["email"],
            is_active=True,
            is_private_customer=False,
            email_invoicing_address=of["email"],
        ),
        customer_finvoice_details=customers.CustomerFinvoiceDetails(
            finvoice_address=of["e_invoice_address"], finvoice_router_code="BAWCFI22"
        )
        if of["e_invoice_address"] is not None
        else UNSET,
        customer_delivery_details=customers.CustomerDeliveryDetails(
            delivery_name=of["delivery_name"],
            delivery_street_address=of["delivery_street"],
            delivery_city=of["delivery_city"],
            delivery_post_number=of["delivery_post_number"],
            delivery_country="FI",
        ),
        customer_contact_details=customers.CustomerContactDetails(
            contact_person=if_given(of["contact"]),
            contact_person_email=of["contact_email"],
            contact_person_phone=of["contact_phone"],
        ),
        customer_additional_information=customers.CustomerAdditionalInformation(
            comment=of["comment"],
            invoicing_language="FI",
            default_payment_term=NetvisorOrCustomer(of["term"], type="customer"),
            balance_limit=of["limit"],
        ),
    )


def voucher(lines: int, trait: Trait = PLAIN) -> accounting.Voucher:
    return voucher_of(sources.voucher(lines, trait))


def voucher_of(of: Source) -> accounting.Voucher:
    return accounting.Voucher(
        calculation_mode="net",
        voucher_date=of["date"],
        description=of["description"],
        voucher_class="Muut",
        voucher_line=[voucher_line_of(line) for line in of["lines"]],
    )


def voucher_line_of(of: Source) -> accounting.VoucherLine:
    place = of["place"]
    return accounting.VoucherLine(
        line_sum=accounting.LineSum(of["sum"], type="net"),
        description=if_given(of["description"]),
        account_number=of["account"],
        vat_percent=accounting.VatPercent(of["rate"], vat_code="KOMY"),
        dimension=[CostObject(dimension_name="Toimipaikka", dimension_item=place)] if place is not None else (),
    )


def listed_customers(count: int) -> bytes:
    """The answer of customerlist.nv, as the documentation shows it."""
    return b"".join(parts_of_list(count))


def parts_of_list(count: int) -> tuple[bytes, bytes, bytes]:
    """The same in three parts: before the items, the items, and what ends the document."""
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
    return f"{prolog}{head}</ResponseStatus><Customerlist>".encode(), items.encode(), b"</Customerlist></Root>"


OK_REPLY = (
    b'<?xml version="1.0" encoding="utf-8" standalone="yes"?><Root><ResponseStatus><Status>OK</Status>'
    b"<TimeStamp>5.6.2023 16:12:09</TimeStamp></ResponseStatus><Replies>"
    b"<InsertedDataIdentifier>1802</InsertedDataIdentifier></Replies></Root>"
)

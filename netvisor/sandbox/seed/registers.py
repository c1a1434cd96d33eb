"""Who and what a seeded company deals with: customers, products, cost centres, employees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from netvisor.declare import UNSET
from netvisor.resources import customers, products
from netvisor.resources.common import NetvisorOrCustomer
from netvisor.resources.dimensions import DimensionItem
from netvisor.sandbox.books.dimensions.dimensions import heading_key
from netvisor.sandbox.seed.author import Author
from netvisor.sandbox.seed.names import (
    PARISHES,
    TRADES,
    address,
    business_id,
    e_mail,
    person,
    personal_identity_code,
    phone,
)

COST_CENTRE: Final = "Kustannuspaikka"
SHOP, WORKSHOP, WEB = "Myymälä", "Verstas", "Verkkokauppa"
_COMPANIES: Final = 22
_PEOPLE: Final = 14
_STAFF: Final = (("Toimitusjohtaja", 4200), ("Pyörämekaanikko", 2950), ("Myyjä", 2550))


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """A customer as the story needs it."""

    key: int
    name: str
    code: str
    private: bool
    foreign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ware:
    """A product or a service as the story needs it."""

    code: str
    name: str
    price: Decimal
    bought: Decimal
    """What one costs without VAT; 0 for what is not bought."""
    centre: str
    most: int
    """How many of it one line has at most."""
    peak: bool = False
    """Sold in spring and summer above all."""


_WARES: Final = (
    ("POLKU-K7", "Kaupunkipyörä Kulkija 7", "Polkupyörät", "612.75", "390.00", "kpl", SHOP, 3, True),
    ("POLKU-R12", "Retkipyörä Vaellus 12", "Polkupyörät", "1115.54", "742.00", "kpl", SHOP, 2, True),
    ("POLKU-S1", "Sähköpyörä Virta 1", "Polkupyörät", "2070.92", "1480.00", "kpl", SHOP, 2, True),
    ("POLKU-L20", "Lastenpyörä Hyppy 20”", "Polkupyörät", "229.48", "131.00", "kpl", SHOP, 4, True),
    ("KYPÄRÄ-M", "Kypärä, koko M", "Varusteet", "47.01", "21.50", "kpl", SHOP, 6, True),
    ("LUKKO-U", "Lukko, U-malli", "Varusteet", "39.04", "17.20", "kpl", WEB, 5, False),
    ("VALO-PARI", "Valosarja, etu ja taka", "Varusteet", "31.08", "12.90", "kpl", WEB, 6, False),
    ("RENGAS-28", "Ulkorengas 28”", "Varaosat", "23.82", "11.40", "kpl", WEB, 8, False),
    ("NASTA-28", "Nastarengas 28”", "Varaosat", "54.98", "29.00", "kpl", WEB, 4, False),
    ("KETJU-8", "Ketju, 8 vaihdetta", "Varaosat", "15.86", "6.80", "kpl", WORKSHOP, 6, False),
    ("JARRU-P", "Jarrupalat, pari", "Varaosat", "9.48", "3.60", "pari", WORKSHOP, 10, False),
    ("HUOLTO-P", "Perushuolto", "Huollot", "55.00", "0.00", "kpl", WORKSHOP, 12, True),
    ("HUOLTO-T", "Täyshuolto", "Huollot", "111.55", "0.00", "kpl", WORKSHOP, 6, True),
    ("TYÖ-H", "Asennustyö", "Huollot", "51.79", "0.00", "h", WORKSHOP, 9, False),
    ("VUOKRA-PV", "Pyörän vuokra, päivä", "Vuokraus", "19.92", "0.00", "pv", SHOP, 14, True),
)


def dimensions(author: Author, at: datetime) -> None:
    """The cost centres, as the accountant made them."""
    heading_key(author.work(at), COST_CENTRE)
    for item in (SHOP, WORKSHOP, WEB):
        author.post("dimensionitem.nv", DimensionItem(name=COST_CENTRE, item=item), at, method="add")


def wares(author: Author, at: datetime) -> list[Ware]:
    """The register of products."""
    made = []
    for code, name, group, price, bought, unit, centre, most, peak in _WARES:
        base = products.ProductBaseInformation(
            product_code=code,
            product_group=group,
            name=name,
            unit=unit,
            unit_price=products.UnitPrice(Decimal(price), "net"),
            purchase_price=Decimal(bought) if Decimal(bought) else UNSET,
            is_active=1,
            is_sales_product=1,
            inventory_enabled=1 if Decimal(bought) else 0,
        )
        posting = products.ProductBookkeepingDetails(
            default_vat_percentage=Decimal("25.5"), default_domestic_account_number=3000
        )
        message = products.Product(product_base_information=base, product_bookkeeping_details=posting)
        author.post("product.nv", message, at, method="add")
        made.append(
            Ware(
                code=code, name=name, price=Decimal(price), bought=Decimal(bought), centre=centre, most=most, peak=peak
            )
        )
    return made


def buyers(author: Author, at: datetime) -> list[Buyer]:
    """The register of customers: companies, clubs and schools, people, and a shop in Sweden."""
    chance = author.chance
    made: list[Buyer] = []
    pairs = [(parish, trade) for parish in PARISHES for trade in TRADES]
    for parish, (trade, group) in chance.sample(pairs, _COMPANIES):
        made.append(_company(author, at, f"1{len(made) + 1:03}", f"{parish} {trade}", group))
    people: set[tuple[str, str]] = set()
    while len(people) < _PEOPLE:
        who = person(chance)
        if who not in people:
            people.add(who)
            made.append(_person(author, at, f"2{len(people):03}", *who))
    made.append(_abroad(author, at))
    return made


def _add(author: Author, at: datetime, message: customers.Customer, *, private: bool, foreign: bool = False) -> Buyer:
    key = author.post("customer.nv", message, at, method="add")
    base = message.customer_base_information
    identifier = base.internal_identifier
    code = identifier.value if isinstance(identifier, customers.InternalIdentifier) else ""
    return Buyer(key=key, name=str(base.name), code=str(code), private=private, foreign=foreign)


def _company(author: Author, at: datetime, code: str, name: str, group: str) -> Buyer:
    chance = author.chance
    street, post_number, town = address(chance)
    identifier = business_id(chance)
    first, last = person(chance)
    base = customers.CustomerBaseInformation(
        internal_identifier=customers.InternalIdentifier(code),
        external_identifier=identifier,
        organization_unit_number=f"0037{identifier.replace('-', '')}",
        name=name,
        street_address=street,
        post_number=post_number,
        city=town,
        country="FI",
        customer_group_name=group,
        phone_number=phone(chance),
        email=e_mail(f"{first} {last}"),
        is_active=True,
        is_private_customer=False,
    )
    contact = customers.CustomerContactDetails(
        contact_person=f"{first} {last}", contact_person_email=e_mail(f"{first} {last}")
    )
    term = chance.choice(("14 pv netto", "14 pv netto", "30 pv netto"))
    more = customers.CustomerAdditionalInformation(
        invoicing_language="FI", default_payment_term=NetvisorOrCustomer(term, "customer")
    )
    message = customers.Customer(
        customer_base_information=base,
        customer_contact_details=contact,
        customer_additional_information=more,
        customer_finvoice_details=customers.CustomerFinvoiceDetails(
            finvoice_address=f"0037{identifier.replace('-', '')}"
        ),
    )
    return _add(author, at, message, private=False)


def _person(author: Author, at: datetime, code: str, first: str, last: str) -> Buyer:
    street, post_number, town = address(author.chance)
    base = customers.CustomerBaseInformation(
        internal_identifier=customers.InternalIdentifier(code),
        name=f"{first} {last}",
        street_address=street,
        post_number=post_number,
        city=town,
        country="FI",
        customer_group_name="Kuluttajat",
        phone_number=phone(author.chance),
        email=e_mail(f"{first} {last}"),
        is_active=True,
        is_private_customer=True,
    )
    return _add(author, at, customers.Customer(customer_base_information=base), private=True)


def _abroad(author: Author, at: datetime) -> Buyer:
    base = customers.CustomerBaseInformation(
        internal_identifier=customers.InternalIdentifier("3001"),
        name="Cykelstallet i Umeå AB",
        street_address="Storgatan 14",
        post_number="90326",
        city="Umeå",
        country="SE",
        customer_group_name="Vienti",
        email="order@example.com",
        is_active=True,
        is_private_customer=False,
    )
    more = customers.CustomerAdditionalInformation(invoicing_language="SE")
    message = customers.Customer(customer_base_information=base, customer_additional_information=more)
    return _add(author, at, message, private=False, foreign=True)


def staff(author: Author, at: datetime) -> int:
    """The employees; gives what they earn together in a month, in euros."""
    from netvisor.resources import payroll

    for number, (profession, _) in enumerate(_STAFF, start=1):
        first, last = person(author.chance)
        street, post_number, town = address(author.chance)
        base = payroll.EmployeeBaseInformation(
            employee_identifier=personal_identity_code(author.chance),
            first_name=first,
            last_name=last,
            phone_number=phone(author.chance),
            email=e_mail(f"{first} {last}"),
        )
        details = payroll.EmployeePayrollInformation(
            street_address=street,
            post_number=post_number,
            city=town,
            municipality=town,
            employee_number=number,
            profession=profession,
            job_begin_date=date(2019 + number, 3, 1),
            payroll_rule_group_name="Kuukausipalkka, perusmalli",
            bank_account_number="FI2112345600000785",
            payslip_delivery_method=1,
            activity=True,
        )
        message = payroll.Employee(employee_base_information=base, employee_payroll_information=details)
        author.post("employee.nv", message, at, method="add")
    return sum(wage for _, wage in _STAFF)

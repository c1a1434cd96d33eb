"""Customers, their offices and contact persons."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Attribute,
    Blank,
    Carries,
    El,
    Many,
    Maybe,
    Opt,
    OptAttribute,
    Pattern,
    Rule,
    Scalar,
    message,
    must,
    part,
    reply,
    required,
    valued,
    when,
)
from netvisor.declare.scalars import (
    DEMANDED_ISO_3166,
    ISO_3166,
    Country,
    CountryCode,
    Flag,
    Number,
    Text,
    Text50,
    Text80,
    Text100,
    Text200,
    Text250,
    Text500,
    TrueFalse,
)
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, INSERTED, Done, Inserted, items, one
from netvisor.resources.common import NETVISOR, NetvisorOrCustomer, OnlyExisting, TaxHandlingType, WithinValidity
from netvisor.resources.identified import (
    E_INVOICE_ADDRESS,
    OVT,
    BusinessIdOrPersonalIdentityCode,
    EInvoiceAddress,
    ReferenceNumber,
)
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.customers.dicts import ContactPersonDict, CustomerDict, OfficeDict

OrganizationUnitNumber: TypeAlias = Annotated[
    str,
    Scalar(
        "string", max=17, pattern=Pattern(regex="[0-9]{12,17}", words="an OVT number of 12 to 17 digits"), doubt=OVT
    ),
]
"""An OVT number: usually 0037, the business id without its dash, and a suffix."""

InvoicingLanguage: TypeAlias = Annotated[Literal["FI", "SE", "EN"], Carries("type", ISO_3166)]
"""The language of invoices; Swedish is SE here."""

ContactLanguage: TypeAlias = Annotated[Literal["FI", "SE", "EN"], Carries("type", DEMANDED_ISO_3166)]
"""The language of a contact person; Swedish is SE here."""

OfficeFinvoiceAddress: TypeAlias = Annotated[
    str,
    Scalar(
        "string",
        pattern=Pattern(
            regex="[0-9]{12}[0-9A-Z]{0,5}|[A-Z]{2}[0-9]{2}[0-9A-Z]{10,30}",
            words="an OVT number or an IBAN, in capitals and without spaces",
        ),
        doubt=E_INVOICE_ADDRESS,
    ),
]
"""An e-invoice address; wrong check digits are a doubt only."""

NetvisorKey: TypeAlias = Annotated[int, Scalar("integer"), Carries("type", NETVISOR)]
"""A Netvisor key; `type="netvisor"` is written automatically."""


@valued
class InternalIdentifier:
    """The customer code; with `type="automatic"` and CLEAR the next free code is taken."""

    value: Blank[Text50]
    type: OptAttribute[Literal["automatic"]] = UNSET
    """`automatic` gives the next free code."""


@part(required("name", on="add"))
class CustomerBaseInformation:
    """Who the customer is: names, address, ways to reach it."""

    internal_identifier: Opt[InternalIdentifier] = UNSET
    """The customer code."""
    external_identifier: Opt[BusinessIdOrPersonalIdentityCode] = UNSET
    """Business id, or the personal identity code of a private person."""
    organization_unit_number: Opt[OrganizationUnitNumber] = UNSET
    """OVT number, 12 to 17 digits: the buyer's unit number of a Finvoice, not the e-invoice address."""
    name: Opt[Text250] = UNSET
    """Needed when adding."""
    name_extension: Opt[Text250] = UNSET
    """Second line of the name."""
    street_address: Opt[Text80] = UNSET
    """Street."""
    additional_address_line: Opt[Text80] = UNSET
    """Second address line; an answer calls it AdditionalStreetAddress."""
    city: Opt[Text80] = UNSET
    """Town."""
    post_number: Opt[Text50] = UNSET
    """Post number."""
    country: Opt[Country] = UNSET
    """Country code of two letters."""
    customer_group_name: Opt[Text] = UNSET
    """Customer group by its name."""
    phone_number: Opt[Text] = UNSET
    """Phone number."""
    fax_number: Opt[Text] = UNSET
    """Fax number."""
    email: Opt[Text] = UNSET
    """E-mail address; invoices by e-mail go to `email_invoicing_address`."""
    home_page_uri: Opt[Text] = UNSET
    """Web address."""
    is_active: Opt[Flag] = UNSET
    """False makes the customer passive."""
    is_private_customer: Opt[Flag] = UNSET
    """True for a private person."""
    email_invoicing_address: Opt[Text] = UNSET
    """E-mail address that invoices are sent to."""


@part
class CustomerFinvoiceDetails:
    """Where e-invoices to the customer go."""

    finvoice_address: Opt[EInvoiceAddress] = UNSET
    """E-invoice address; the service does not check it."""
    finvoice_router_code: Opt[Text] = UNSET
    """Operator, one that Netvisor knows."""


@part
class CustomerMaventaEdiDetails:
    """Maventa EDI (legacy)."""

    maventa_edi_channel: Text
    """Channel."""
    maventa_edi_customer_identifier: Opt[Text] = UNSET
    """The customer's identifier on the channel."""


@part
class CustomerDeliveryDetails:
    """The delivery address."""

    delivery_name: Opt[Text250] = UNSET
    """Name of the receiver."""
    delivery_street_address: Opt[Text80] = UNSET
    """Street."""
    delivery_city: Opt[Text80] = UNSET
    """Town."""
    delivery_post_number: Opt[Text] = UNSET
    """Post number."""
    delivery_country: Opt[Country] = UNSET
    """Country code of two letters."""


@part
class CustomerContactDetails:
    """The contact at the customer."""

    contact_name: Opt[Text] = UNSET
    """Name of the contact."""
    contact_person: Opt[Text] = UNSET
    """Contact person."""
    contact_person_email: Opt[Text] = UNSET
    """E-mail address of the contact person."""
    contact_person_phone: Opt[Text] = UNSET
    """Phone number of the contact person."""


@part
class DefaultSalesPerson:
    """The default sales person."""

    sales_person_id: Blank[NetvisorKey]
    """Netvisor key of the sales person, from salespersonnellist.nv; CLEAR removes the default."""


@part
class CustomerAdditionalInformation:
    """Defaults of the customer's invoices, credit limit, tax handling."""

    comment: Opt[Text] = UNSET
    """Comment."""
    customer_agreement_identifier: Opt[Text] = UNSET
    """Identifier of the agreement."""
    customer_reference_number: Opt[ReferenceNumber] = UNSET
    """Fixed reference number; an answer calls it ReferenceNumber."""
    direct_debit_bank_account: Opt[Text] = UNSET
    """Bank account of direct debits (legacy)."""
    invoicing_language: Opt[InvoicingLanguage] = UNSET
    """Language of the invoices."""
    invoice_print_channel_format: Opt[Annotated[Literal[1, 2], Carries("type", NETVISOR)]] = UNSET
    """1: invoice with a giro form, 2: invoice."""
    your_default_reference: Opt[Text200] = UNSET
    """Default buyer's reference."""
    default_text_before_invoice_lines: Opt[Text500] = UNSET
    """Text above the lines of an invoice."""
    default_text_after_invoice_lines: Opt[Text500] = UNSET
    """Text below the lines of an invoice."""
    default_payment_term: Opt[NetvisorOrCustomer] = UNSET
    """Default payment term, by key or name."""
    default_second_name: Opt[NetvisorOrCustomer] = UNSET
    """Default auxiliary trade name, by key or name."""
    payment_interest: Opt[Number] = UNSET
    """Interest on overdue payments."""
    balance_limit: Opt[Number] = UNSET
    """Credit limit."""
    receivables_management_automation_rule: Opt[NetvisorOrCustomer] = UNSET
    """Rule of the automatic reminders, by key or name."""
    factoring_account: Opt[NetvisorOrCustomer] = UNSET
    """Factoring account, by key or name."""
    tax_handling_type: Opt[TaxHandlingType] = UNSET
    """How VAT is handled."""
    eu_standard_finvoice: Opt[Flag] = UNSET
    """True sends e-invoices by the EU standard."""
    default_sales_person: Opt[DefaultSalesPerson] = UNSET
    """Default sales person."""


@valued
class DimensionItem:
    """The item under the heading of a dimension."""

    value: Text
    father_id: OptAttribute[Text] = UNSET
    """The item above it."""


@part
class Dimension:
    """A default dimension: its heading, such as a department or a project, and the item under it."""

    dimension_name: Text
    """The heading."""
    dimension_item: DimensionItem
    """The item under the heading."""


@part
class CustomerDimensionDetails:
    """The default dimensions of the customer."""

    dimension: Many[Dimension] = ()
    """One for each heading."""


@message
class Customer(Message["CustomerDict"]):
    """A customer to add or edit. In an edit, UNSET keeps a stored value and CLEAR deletes it."""

    customer_base_information: CustomerBaseInformation
    """Who the customer is; needed in an edit too."""
    customer_finvoice_details: Opt[CustomerFinvoiceDetails] = UNSET
    """Where e-invoices go."""
    customer_maventa_edi_details: Opt[CustomerMaventaEdiDetails] = UNSET
    """Maventa EDI (legacy)."""
    customer_delivery_details: Opt[CustomerDeliveryDetails] = UNSET
    """The delivery address."""
    customer_contact_details: Opt[CustomerContactDetails] = UNSET
    """The contact at the customer."""
    customer_additional_information: Opt[CustomerAdditionalInformation] = UNSET
    """Defaults of the customer's invoices, credit limit, tax handling."""
    customer_dimension_details: Opt[CustomerDimensionDetails] = UNSET
    """The default dimensions."""


# Offices.


@part
class OfficeAddress:
    """An address of an office."""

    street_address: Text
    post_number: Text
    city: Text
    country: CountryCode
    """Country code of two letters."""


@part
class OfficeFinvoiceDetails:
    """Where e-invoices to an office go."""

    finvoice_address: OfficeFinvoiceAddress
    """OVT number or IBAN."""
    finvoice_router_code: Text
    """Operator, one that Netvisor knows."""


@message
class Office(Message["OfficeDict"]):
    """An office of a customer to add or edit. In an edit CLEAR deletes a stored value; the name never is."""

    name: Text
    phone_number: Opt[Text] = UNSET
    telefax_number: Opt[Text] = UNSET
    office_identifier: Opt[Text] = UNSET
    """Office code."""
    email_invoicing_address: Opt[Text] = UNSET
    """E-mail address that invoices are sent to."""
    office_contact_address: Opt[OfficeAddress] = UNSET
    """Postal address."""
    office_visit_address: Opt[OfficeAddress] = UNSET
    """Visiting address."""
    office_finvoice_details: Opt[OfficeFinvoiceDetails] = UNSET


# Contact persons.


@part
class ContactPersonAddress:
    """The address of a contact person."""

    street_address: Opt[Text80] = UNSET
    post_number: Opt[Text50] = UNSET
    city: Opt[Text80] = UNSET
    country: Opt[CountryCode] = UNSET
    """Country code of two letters."""


@message(
    when("method", "edit", always=("contact_person_identifier",)),
    when("method", "delete", always=("contact_person_identifier",)),
)
class ContactPerson(Message["ContactPersonDict"]):
    """A contact person of a customer to add, edit or delete, as its `method` says."""

    method: Literal["add", "edit", "delete"]
    customer_identifier: NetvisorKey
    """Netvisor key of the customer."""
    contact_person_identifier: Opt[NetvisorKey] = UNSET
    """Netvisor key of the person, `contact_person_id` of a fetched customer; needed to edit and delete."""
    is_default: Opt[TrueFalse] = UNSET
    """True makes the person the default one, which cannot be taken back."""
    first_name: Text100
    last_name: Text100
    language: ContactLanguage
    phone_number: Opt[Text80] = UNSET
    email: Opt[Text200] = UNSET
    title: Opt[Text200] = UNSET
    """Title, such as `Toimitusjohtaja`."""
    office_identifier: Opt[NetvisorKey] = UNSET
    """Netvisor key of the office; 0 resets it."""
    position_identifier: Opt[NetvisorKey] = UNSET
    """Netvisor key of the position; 0 resets it."""
    contact_person_address: Blank[ContactPersonAddress]
    """Always in the message; CLEAR when there is none."""


# Answers.


@reply
class ListedCustomer:
    """A customer in the list."""

    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    """Netvisor key."""
    name: str | None
    """Name."""
    code: str | None
    """Customer code; may be empty."""
    organisation_identifier: str | None
    """Business id; may be empty."""
    customer_group_id: Annotated[int | None, El("CustomerGroupID")]
    """Netvisor key of the customer group; may be empty."""
    customer_group_name: str | None
    """Customer group; may be empty."""
    uri: str | None
    """Address of the details; sometimes lacks a slash, so don't follow it."""


@reply
class CustomerList:
    """The list of customers, empty when none was found."""

    customer: Many[ListedCustomer] = ()


@reply
class CustomerListReply:
    """The answer of customerlist.nv."""

    customer_list: Annotated[CustomerList | None, El("Customerlist")]


@valued
class WithNetvisorKey:
    """A name, and the Netvisor key of what it names."""

    value: str | None
    netvisor_key: Annotated[Attribute[int | None], El("NetvisorKey")]
    """Netvisor key; its letter case was seen on payment terms only, elsewhere it is inferred."""


@reply
class FetchedCustomerBaseInformation:
    """Who the customer is: names, address, ways to reach it."""

    netvisor_key: int | None
    """Netvisor key."""
    internal_identifier: str | None
    """Customer code."""
    external_identifier: str | None
    """Business id, or the personal identity code of a private person."""
    organization_unit_number: str | None = None
    """OVT number."""
    customer_group_netvisor_key: int | None = None
    """Netvisor key of the customer group."""
    customer_group_name: str | None = None
    """Customer group."""
    name: str | None
    """Name."""
    name_extension: str | None
    """Second line of the name."""
    street_address: str | None
    """Street."""
    additional_street_address: str | None
    """Second address line; a message calls it additionaladdressline."""
    city: str | None
    """Town."""
    post_number: str | None
    """Post number."""
    country: Country | None = None
    """Country code of two letters."""
    phone_number: str | None
    """Phone number."""
    fax_number: str | None
    """Fax number."""
    email: str | None
    """E-mail address."""
    email_invoicing_address: str | None
    """E-mail address that invoices are sent to."""
    home_page_uri: str | None
    """Web address."""
    is_active: bool | None
    """False for a passive customer."""
    is_private_customer: bool | None = None
    """True for a private person."""


@reply
class FetchedCustomerFinvoiceDetails:
    """Where e-invoices to the customer go."""

    finvoice_address: str | None
    """E-invoice address."""
    finvoice_router_code: str | None
    """Operator."""


@reply
class FetchedCustomerDeliveryDetails:
    """The delivery address."""

    delivery_name: str | None
    """Name of the receiver."""
    delivery_street_address: str | None
    """Street."""
    delivery_city: str | None
    """Town."""
    delivery_post_number: str | None
    """Post number."""
    delivery_country: Country | None = None
    """Country code of two letters."""


@reply
class FetchedCustomerContactDetails:
    """The contact at the customer."""

    contact_person: str | None
    """Contact person."""
    contact_person_email: str | None
    """E-mail address of the contact person."""
    contact_person_phone: str | None
    """Phone number of the contact person."""


@reply
class CustomerContactPerson:
    """A contact person of the customer."""

    contact_person_id: Annotated[int | None, El("ContactPersonID")]
    """Netvisor key, for contactperson.nv."""
    contact_person_first_name: str | None
    """First name."""
    contact_person_last_name: str | None
    """Last name."""
    contact_person_phone_number: str | None
    """Phone number."""
    contact_person_email: str | None
    """E-mail address."""
    contact_person_office_netvisor_key: int | None
    """Netvisor key of the office; may be empty."""


@reply
class CustomerContactPersons:
    """The contact persons of the customer."""

    customer_contact_person: Many[CustomerContactPerson]


@reply
class FetchedOfficeContactAddress:
    """The postal address of an office."""

    street_address: str | None = None
    """Street."""
    post_number: str | None = None
    """Post number."""
    city: str | None = None
    """Town."""
    country: str | None = None
    """Country."""


@reply
class FetchedOfficeVisitAddress:
    """The visiting address of an office."""

    street_address: str | None = None
    """Street."""
    post_number: str | None = None
    """Post number."""
    city: str | None = None
    """Town."""
    country: str | None = None
    """Country."""


@reply
class FetchedOfficeFinvoiceDetails:
    """Where e-invoices to an office go."""

    finvoice_address: str | None = None
    """E-invoice address."""
    finvoice_router_code: str | None = None
    """Operator."""


@reply
class CustomerOfficeDetails:
    """An office of the customer."""

    office_netvisor_key: int | None
    """Netvisor key, for office.nv."""
    office_name: str | None
    """Name."""
    office_phone_number: str | None
    """Phone number."""
    office_telefax_number: str | None
    """Fax number."""
    office_identifier: str | None
    """Office code."""
    office_contact_address: FetchedOfficeContactAddress | None
    """Postal address."""
    office_visit_address: FetchedOfficeVisitAddress | None
    """Visiting address."""
    office_finvoice_details: FetchedOfficeFinvoiceDetails | None
    """Where e-invoices go."""


@reply
class FetchedDimension:
    """A default dimension: its heading and the item under it."""

    dimension_name: WithNetvisorKey | None
    """The heading."""
    dimension_item: WithNetvisorKey | None
    """The item under the heading."""


@reply
class CustomerDimensions:
    """The default dimensions of the customer."""

    dimension: Many[FetchedDimension]


@reply
class ReceivablesManagement:
    """How fast the customer pays; only with `reply_option=1`."""

    turnover_days: str | None
    """Turnover time of the receivables, in days."""
    turnover_deviation: str | None
    """Deviation of the turnover time."""


@reply
class AdditionalInformation:
    """What `reply_option` adds."""

    receivables_management: ReceivablesManagement | None = None
    """Only with `reply_option=1`."""


@reply
class FetchedCustomerAdditionalInformation:
    """Defaults of the customer's invoices, credit limit, tax handling."""

    comment: str | None
    """Comment."""
    customer_agreement_identifier: str | None = None
    """Identifier of the agreement."""
    reference_number: str | None
    """Fixed reference number; a message calls it customerreferencenumber."""
    use_creditor_reference_number: bool | None = None
    """True when RF creditor references are used."""
    your_default_reference: str | None = None
    """Default buyer's reference."""
    default_text_before_invoice_lines: str | None = None
    """Text above the lines of an invoice."""
    default_text_after_invoice_lines: str | None = None
    """Text below the lines of an invoice."""
    default_payment_term: WithNetvisorKey | None = None
    """Default payment term."""
    tax_handling_type: str | None = None
    """How VAT is handled."""
    balance_limit: Decimal | None
    """Credit limit; may be empty. Old answers have it before YourDefaultReference."""
    default_sales_person: str | None = None
    """Name of the default sales person."""
    discount_percentage: Decimal | None = None
    """Discount in percent."""
    price_group: str | None = None
    """Price group."""
    factoring_account: WithNetvisorKey | None = None
    """Factoring account."""
    invoicing_language: Annotated[str | None, Carries("type", ISO_3166)] = None
    """Language of the invoices."""
    eu_standard_finvoice: bool | None = None
    """True when e-invoices are sent by the EU standard."""
    in_collection_prohibition: Annotated[bool | None, El(also=("inCollectionProhibitation",))] = None
    """True when collection is forbidden; read in the spelling inCollectionProhibitation too."""
    customer_dimensions: CustomerDimensions | None = None
    """The default dimensions."""
    additional_information: AdditionalInformation | None = None
    """Only with `reply_option`."""


@reply
class FetchedCustomer:
    """A customer with all details.

    What `reply_option` 2, 4 and 8 add is not declared: its place and content are not known.
    """

    customer_base_information: FetchedCustomerBaseInformation | None
    """Who the customer is."""
    customer_finvoice_details: FetchedCustomerFinvoiceDetails | None
    """Where e-invoices go."""
    customer_delivery_details: FetchedCustomerDeliveryDetails | None
    """The delivery address."""
    customer_contact_details: FetchedCustomerContactDetails | None
    """The contact at the customer."""
    customer_contact_persons: CustomerContactPersons | None = None
    """The contact persons."""
    customer_office_details: Many[CustomerOfficeDetails] = ()
    """The offices, one element for each."""
    customer_additional_information: FetchedCustomerAdditionalInformation | None
    """Defaults of the customer's invoices, credit limit, tax handling."""


@reply
class Customers:
    """The customers of a list of keys."""

    customer: Many[FetchedCustomer] = ()


@reply
class GetCustomerReply:
    """The answer of getcustomer.nv: one customer, or a wrapper when a list of keys was asked for."""

    customer: FetchedCustomer | None = None
    """The customer, when one key was asked for."""
    customers: Customers | None = None
    """The customers, when a list of keys was asked for."""


# Calls.

CUSTOMER = Endpoint(
    resource="customer.nv",
    http="POST",
    title="Add or edit a customer",
    request=Customer,
    methods=("add", "edit"),
    edit="partial: what is left out stays, what is sent empty is emptied",
)
CUSTOMERLIST = Endpoint(
    resource="customerlist.nv",
    http="GET",
    title="List customers",
    reply=CustomerListReply,
    limits="with `keyword` the service ignores `changedsince`",
)
GETCUSTOMER = Endpoint(
    resource="getcustomer.nv",
    http="GET",
    title="Get one or more customers with all details",
    reply=GetCustomerReply,
    gaps="what `replyoption` 2, 4 and 8 add was not seen, and is skipped",
)
DELETECUSTOMER = Endpoint(
    resource="deletecustomer.nv",
    http="GET",
    title="Delete a customer",
    writes=True,
    limits="only a customer that was never invoiced",
)
OFFICE = Endpoint(
    resource="office.nv",
    http="POST",
    title="Add or edit an office of a customer",
    request=Office,
    methods=("add", "edit"),
    edit="what is sent empty is emptied; the name never is",
    gaps="whether the answer holds a key is not documented; what an edit does with what is left out is not said",
)
CONTACTPERSON = Endpoint(
    resource="contactperson.nv",
    http="POST",
    title="Add, edit or delete a contact person of a customer",
    request=ContactPerson,
    edit="the method stands in the message; offices and positions are reset by 0",
    limits="the default contact person cannot be taken away",
)

ReplyOption: TypeAlias = Annotated[
    Maybe[Literal[1, 2, 4, 8]],
    Param(
        "1 receivables turnover times, 2 automation rule, 4 custom tags, 8 buyer service code; "
        "whether they add up is not known"
    ),
]


@CUSTOMER.register
def add_customer(
    customer: Customer,
    *,
    use_only_existing_dimensions: OnlyExisting = UNSET,
    check_dimension_validity_period: WithinValidity = UNSET,
) -> Call[Inserted]:
    """Add a customer; the answer has its Netvisor key."""
    return CUSTOMER.call(add_customer, locals(), INSERTED, method="add")


@CUSTOMER.register
def edit_customer(
    customer: Customer,
    *,
    id: Annotated[int, Param("NetvisorKey of the customer")],
    use_only_existing_dimensions: OnlyExisting = UNSET,
    check_dimension_validity_period: WithinValidity = UNSET,
) -> Call[Done]:
    """Change a customer: UNSET keeps a stored value, CLEAR deletes it."""
    return CUSTOMER.call(edit_customer, locals(), DONE, method="edit")


@CUSTOMERLIST.register
def list_customers(
    *,
    keyword: Annotated[Maybe[str], Param("searched in name, customer code, business id and name extension")] = UNSET,
    changed_since: Annotated[Maybe[datetime], Param("changed after")] = UNSET,
    customer_code_list: Annotated[Maybe[Many[str]], Param("customer codes", limit=100)] = UNSET,
    email_keyword: Annotated[Maybe[str], Param("customers with this e-mail address")] = UNSET,
) -> Call[list[ListedCustomer]]:
    """List customers; with `keyword` the service ignores `changed_since`, and `customer_code_list` must match too."""
    gives = items(ListedCustomer, CustomerListReply, "customer_list.customer")
    return CUSTOMERLIST.call(list_customers, locals(), gives)


@GETCUSTOMER.register
def get_customer(
    id: Annotated[int, Param("NetvisorKey of the customer")],
    *,
    reply_option: ReplyOption = UNSET,
) -> Call[FetchedCustomer | None]:
    """Get one customer with all details; the service refuses an unknown key with INVALID_DATA."""
    gives = one(FetchedCustomer, GetCustomerReply, "customer", "customers.customer")
    return GETCUSTOMER.call(get_customer, locals(), gives)


@GETCUSTOMER.register
def get_customers(
    ids: Annotated[Many[int], Param("NetvisorKeys of the customers", name="idlist", limit=500)],
    *,
    reply_option: ReplyOption = UNSET,
) -> Call[list[FetchedCustomer]]:
    """Get several customers with all details; more than 500 keys are sent in several calls."""
    gives = items(FetchedCustomer, GetCustomerReply, "customers.customer", "customer")
    return GETCUSTOMER.call(get_customers, locals(), gives)


@DELETECUSTOMER.register
def delete_customer(customer_id: Annotated[int, Param("NetvisorKey of the customer")]) -> Call[Done]:
    """Delete a customer that was never invoiced; for any other, the service says why not."""
    return DELETECUSTOMER.call(delete_customer, locals(), DONE)


@OFFICE.register
def add_office(office: Office, *, customer_id: Annotated[int, Param("NetvisorKey of the customer")]) -> Call[Done]:
    """Add an office to a customer; whether the answer has its Netvisor key is not documented."""
    return OFFICE.call(add_office, locals(), DONE, method="add")


@OFFICE.register
def edit_office(
    office: Office,
    *,
    customer_id: Annotated[int, Param("NetvisorKey of the customer")],
    office_id: Annotated[int, Param("NetvisorKey of the office, from getcustomer.nv")],
) -> Call[Done]:
    """Change an office of a customer: CLEAR deletes a stored value."""
    return OFFICE.call(edit_office, locals(), DONE, method="edit")


def _says(method: Literal["add", "edit", "delete"]) -> Rule:
    return must(
        "contact_person",
        holds=lambda asked: asked.contact_person.method == method,
        expected=f"a ContactPerson whose method is {method}, or the function of its method",
    )


@CONTACTPERSON.register
def add_contact_person(contact_person: ContactPerson) -> Call[Inserted]:
    """Add a contact person, with the method `add` in the message; the answer has its Netvisor key."""
    return CONTACTPERSON.call(add_contact_person, locals(), INSERTED, rules=(_says("add"),))


@CONTACTPERSON.register
def edit_contact_person(contact_person: ContactPerson) -> Call[Done]:
    """Change a contact person, with the method `edit` in the message."""
    return CONTACTPERSON.call(edit_contact_person, locals(), DONE, rules=(_says("edit"),))


@CONTACTPERSON.register
def delete_contact_person(contact_person: ContactPerson) -> Call[Done]:
    """Delete a contact person, with the method `delete` in the message."""
    return CONTACTPERSON.call(delete_contact_person, locals(), DONE, rules=(_says("delete"),))


# How the writes are found after an unknown outcome.

_OFFICE_SHOWN = {
    "office_name": "name",
    "office_phone_number": "phone_number",
    "office_telefax_number": "telefax_number",
    "office_identifier": "office_identifier",
    "office_contact_address": "office_contact_address",
    "office_visit_address": "office_visit_address",
    "office_finvoice_details": "office_finvoice_details",
}
"""Where a fetched customer shows what the message of an office holds."""

_PERSON_SHOWN = {
    "contact_person_first_name": "first_name",
    "contact_person_last_name": "last_name",
    "contact_person_phone_number": "phone_number",
    "contact_person_email": "email",
    "contact_person_office_netvisor_key": "office_identifier",
}
"""Where a fetched customer shows what the message of a contact person holds."""

CUSTOMER.found_by(
    add_customer,
    Finder(
        strength=Strength.EXACT,
        read="list_customers",
        ask={"customer_code_list": "customer_base_information.internal_identifier"},
        equal={"code": "customer_base_information.internal_identifier"},
        compare={"name": "customer_base_information.name"},
    ),
    Finder(
        strength=Strength.WEAK,
        read="list_customers",
        ask={"keyword": "customer_base_information.name"},
        equal={"name": "customer_base_information.name"},
    ),
    nothing="give internal_identifier, the customer code",
)
CUSTOMER.found_by(
    edit_customer,
    Finder(
        strength=Strength.STATE,
        read="get_customer",
        ask={"id": "?id"},
        compare={
            "": "",
            "customer_base_information.additional_street_address": "customer_base_information.additional_address_line",
            "customer_additional_information.reference_number": (
                "customer_additional_information.customer_reference_number"
            ),
            "customer_additional_information.customer_dimensions": "customer_dimension_details",
        },
        whole=True,
        key="customer_base_information.netvisor_key",
    ),
    nothing="no read shows all that is written: look at the customer in Netvisor",
)
DELETECUSTOMER.found_by(
    delete_customer,
    Finder(strength=Strength.STATE, read="get_customer", ask={"id": "?customerid"}, gone=True),
    nothing="name the customer by its key",
)
OFFICE.found_by(
    add_office,
    Finder(
        strength=Strength.LIKELY,
        read="get_customer",
        ask={"id": "?customerid"},
        records="customer_office_details",
        equal={"office_identifier": "office_identifier"},
        compare={"office_name": "name"},
        key="office_netvisor_key",
    ),
    Finder(
        strength=Strength.LIKELY,
        read="get_customer",
        ask={"id": "?customerid"},
        records="customer_office_details",
        equal={
            "office_name": "name",
            "office_contact_address.street_address": "office_contact_address.street_address",
        },
        key="office_netvisor_key",
    ),
    nothing="give office_identifier",
)
OFFICE.found_by(
    edit_office,
    Finder(
        strength=Strength.STATE,
        read="get_customer",
        ask={"id": "?customerid"},
        records="customer_office_details",
        equal={"office_netvisor_key": "?officeid"},
        compare=_OFFICE_SHOWN,
        whole=True,
        key="office_netvisor_key",
    ),
    nothing="no read shows all that is written: look at the office in Netvisor",
)
CONTACTPERSON.found_by(
    add_contact_person,
    Finder(
        strength=Strength.LIKELY,
        read="get_customer",
        ask={"id": "customer_identifier"},
        records="customer_contact_persons.customer_contact_person",
        equal={"contact_person_first_name": "first_name", "contact_person_last_name": "last_name"},
        compare={"contact_person_email": "email", "contact_person_phone_number": "phone_number"},
        key="contact_person_id",
    ),
    nothing="name the customer by its key",
)
CONTACTPERSON.found_by(
    edit_contact_person,
    Finder(
        strength=Strength.STATE,
        read="get_customer",
        ask={"id": "customer_identifier"},
        records="customer_contact_persons.customer_contact_person",
        equal={"contact_person_id": "contact_person_identifier"},
        compare=_PERSON_SHOWN,
        whole=True,
        aside=("method", "language", "contact_person_address"),
        key="contact_person_id",
    ),
    nothing="no read shows all that is written: look at the person in Netvisor",
)
CONTACTPERSON.found_by(
    delete_contact_person,
    Finder(
        strength=Strength.STATE,
        read="get_customer",
        ask={"id": "customer_identifier"},
        records="customer_contact_persons.customer_contact_person",
        equal={"contact_person_id": "contact_person_identifier"},
        gone=True,
    ),
    nothing="name the person by contact_person_identifier",
)

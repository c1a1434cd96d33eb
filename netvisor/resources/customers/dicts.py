"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from netvisor.resources.common import NetvisorOrCustomer
from netvisor.resources.customers.customers import (
    ContactPersonAddress,
    CustomerAdditionalInformation,
    CustomerBaseInformation,
    CustomerContactDetails,
    CustomerDeliveryDetails,
    CustomerDimensionDetails,
    CustomerFinvoiceDetails,
    CustomerMaventaEdiDetails,
    DefaultSalesPerson,
    Dimension,
    DimensionItem,
    InternalIdentifier,
    OfficeAddress,
    OfficeFinvoiceDetails,
)
from netvisor.resources.plain_values import Clear, PlainNumber, Unset


class ContactPersonDict(TypedDict):
    """Plain data of `ContactPerson`."""

    method: Literal["add", "edit", "delete"]
    customer_identifier: int
    contact_person_identifier: NotRequired[int | Clear | Unset]
    is_default: NotRequired[bool | Clear | Unset]
    first_name: str
    last_name: str
    language: Literal["FI", "SE", "EN"]
    phone_number: NotRequired[str | Clear | Unset]
    email: NotRequired[str | Clear | Unset]
    title: NotRequired[str | Clear | Unset]
    office_identifier: NotRequired[int | Clear | Unset]
    position_identifier: NotRequired[int | Clear | Unset]
    contact_person_address: ContactPersonAddressDict | ContactPersonAddress | Clear


class ContactPersonAddressDict(TypedDict):
    """Plain data of `ContactPersonAddress`."""

    street_address: NotRequired[str | Clear | Unset]
    post_number: NotRequired[str | Clear | Unset]
    city: NotRequired[str | Clear | Unset]
    country: NotRequired[str | Clear | Unset]


class CustomerDict(TypedDict):
    """Plain data of `Customer`."""

    customer_base_information: CustomerBaseInformationDict | CustomerBaseInformation
    customer_finvoice_details: NotRequired[CustomerFinvoiceDetailsDict | CustomerFinvoiceDetails | Clear | Unset]
    customer_maventa_edi_details: NotRequired[CustomerMaventaEdiDetailsDict | CustomerMaventaEdiDetails | Clear | Unset]
    customer_delivery_details: NotRequired[CustomerDeliveryDetailsDict | CustomerDeliveryDetails | Clear | Unset]
    customer_contact_details: NotRequired[CustomerContactDetailsDict | CustomerContactDetails | Clear | Unset]
    customer_additional_information: NotRequired[
        CustomerAdditionalInformationDict | CustomerAdditionalInformation | Clear | Unset
    ]
    customer_dimension_details: NotRequired[CustomerDimensionDetailsDict | CustomerDimensionDetails | Clear | Unset]


class CustomerAdditionalInformationDict(TypedDict):
    """Plain data of `CustomerAdditionalInformation`."""

    comment: NotRequired[str | Clear | Unset]
    customer_agreement_identifier: NotRequired[str | Clear | Unset]
    customer_reference_number: NotRequired[str | Clear | Unset]
    direct_debit_bank_account: NotRequired[str | Clear | Unset]
    invoicing_language: NotRequired[Literal["FI", "SE", "EN"] | Clear | Unset]
    invoice_print_channel_format: NotRequired[Literal[1, 2] | Clear | Unset]
    your_default_reference: NotRequired[str | Clear | Unset]
    default_text_before_invoice_lines: NotRequired[str | Clear | Unset]
    default_text_after_invoice_lines: NotRequired[str | Clear | Unset]
    default_payment_term: NotRequired[NetvisorOrCustomerDict | NetvisorOrCustomer | Unset]
    default_second_name: NotRequired[NetvisorOrCustomerDict | NetvisorOrCustomer | Unset]
    payment_interest: NotRequired[PlainNumber | Clear | Unset]
    balance_limit: NotRequired[PlainNumber | Clear | Unset]
    receivables_management_automation_rule: NotRequired[NetvisorOrCustomerDict | NetvisorOrCustomer | Unset]
    factoring_account: NotRequired[NetvisorOrCustomerDict | NetvisorOrCustomer | Unset]
    tax_handling_type: NotRequired[
        Literal["countrygroup", "forcedomestic", "notaxhandling", "domesticconstructionservice"] | Clear | Unset
    ]
    eu_standard_finvoice: NotRequired[bool | Clear | Unset]
    default_sales_person: NotRequired[DefaultSalesPersonDict | DefaultSalesPerson | Clear | Unset]


class CustomerBaseInformationDict(TypedDict):
    """Plain data of `CustomerBaseInformation`."""

    internal_identifier: NotRequired[str | InternalIdentifierDict | InternalIdentifier | Clear | Unset]
    external_identifier: NotRequired[str | Clear | Unset]
    organization_unit_number: NotRequired[str | Clear | Unset]
    name: NotRequired[str | Clear | Unset]
    name_extension: NotRequired[str | Clear | Unset]
    street_address: NotRequired[str | Clear | Unset]
    additional_address_line: NotRequired[str | Clear | Unset]
    city: NotRequired[str | Clear | Unset]
    post_number: NotRequired[str | Clear | Unset]
    country: NotRequired[str | Clear | Unset]
    customer_group_name: NotRequired[str | Clear | Unset]
    phone_number: NotRequired[str | Clear | Unset]
    fax_number: NotRequired[str | Clear | Unset]
    email: NotRequired[str | Clear | Unset]
    home_page_uri: NotRequired[str | Clear | Unset]
    is_active: NotRequired[bool | Clear | Unset]
    is_private_customer: NotRequired[bool | Clear | Unset]
    email_invoicing_address: NotRequired[str | Clear | Unset]


class CustomerContactDetailsDict(TypedDict):
    """Plain data of `CustomerContactDetails`."""

    contact_name: NotRequired[str | Clear | Unset]
    contact_person: NotRequired[str | Clear | Unset]
    contact_person_email: NotRequired[str | Clear | Unset]
    contact_person_phone: NotRequired[str | Clear | Unset]


class CustomerDeliveryDetailsDict(TypedDict):
    """Plain data of `CustomerDeliveryDetails`."""

    delivery_name: NotRequired[str | Clear | Unset]
    delivery_street_address: NotRequired[str | Clear | Unset]
    delivery_city: NotRequired[str | Clear | Unset]
    delivery_post_number: NotRequired[str | Clear | Unset]
    delivery_country: NotRequired[str | Clear | Unset]


class CustomerDimensionDetailsDict(TypedDict):
    """Plain data of `CustomerDimensionDetails`."""

    dimension: NotRequired[Sequence[DimensionDict | Dimension] | Unset]


class CustomerFinvoiceDetailsDict(TypedDict):
    """Plain data of `CustomerFinvoiceDetails`."""

    finvoice_address: NotRequired[str | Clear | Unset]
    finvoice_router_code: NotRequired[str | Clear | Unset]


class CustomerMaventaEdiDetailsDict(TypedDict):
    """Plain data of `CustomerMaventaEdiDetails`."""

    maventa_edi_channel: str
    maventa_edi_customer_identifier: NotRequired[str | Clear | Unset]


class DefaultSalesPersonDict(TypedDict):
    """Plain data of `DefaultSalesPerson`."""

    sales_person_id: int | Clear


class DimensionDict(TypedDict):
    """Plain data of `Dimension`."""

    dimension_name: str
    dimension_item: str | DimensionItemDict | DimensionItem


class DimensionItemDict(TypedDict):
    """Plain data of `DimensionItem`."""

    value: str
    father_id: NotRequired[str | Unset]


class InternalIdentifierDict(TypedDict):
    """Plain data of `InternalIdentifier`."""

    value: str | Clear
    type: NotRequired[Literal["automatic"] | Unset]


class NetvisorOrCustomerDict(TypedDict):
    """Plain data of `NetvisorOrCustomer`."""

    value: str | Clear
    type: Literal["netvisor", "customer"]


class OfficeDict(TypedDict):
    """Plain data of `Office`."""

    name: str
    phone_number: NotRequired[str | Clear | Unset]
    telefax_number: NotRequired[str | Clear | Unset]
    office_identifier: NotRequired[str | Clear | Unset]
    email_invoicing_address: NotRequired[str | Clear | Unset]
    office_contact_address: NotRequired[OfficeAddressDict | OfficeAddress | Clear | Unset]
    office_visit_address: NotRequired[OfficeAddressDict | OfficeAddress | Clear | Unset]
    office_finvoice_details: NotRequired[OfficeFinvoiceDetailsDict | OfficeFinvoiceDetails | Clear | Unset]


class OfficeAddressDict(TypedDict):
    """Plain data of `OfficeAddress`."""

    street_address: str
    post_number: str
    city: str
    country: str


class OfficeFinvoiceDetailsDict(TypedDict):
    """Plain data of `OfficeFinvoiceDetails`."""

    finvoice_address: str
    finvoice_router_code: str

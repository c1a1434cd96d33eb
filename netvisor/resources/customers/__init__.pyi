"""Customers, their offices and contact persons.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.common import NetvisorOrCustomer as NetvisorOrCustomer
from netvisor.resources.common import TaxHandlingType as TaxHandlingType
from netvisor.resources.customers.customers import AdditionalInformation as AdditionalInformation
from netvisor.resources.customers.customers import ContactLanguage as ContactLanguage
from netvisor.resources.customers.customers import ContactPerson as ContactPerson
from netvisor.resources.customers.customers import ContactPersonAddress as ContactPersonAddress
from netvisor.resources.customers.customers import Customer as Customer
from netvisor.resources.customers.customers import CustomerAdditionalInformation as CustomerAdditionalInformation
from netvisor.resources.customers.customers import CustomerBaseInformation as CustomerBaseInformation
from netvisor.resources.customers.customers import CustomerContactDetails as CustomerContactDetails
from netvisor.resources.customers.customers import CustomerContactPerson as CustomerContactPerson
from netvisor.resources.customers.customers import CustomerContactPersons as CustomerContactPersons
from netvisor.resources.customers.customers import CustomerDeliveryDetails as CustomerDeliveryDetails
from netvisor.resources.customers.customers import CustomerDimensionDetails as CustomerDimensionDetails
from netvisor.resources.customers.customers import CustomerDimensions as CustomerDimensions
from netvisor.resources.customers.customers import CustomerFinvoiceDetails as CustomerFinvoiceDetails
from netvisor.resources.customers.customers import CustomerList as CustomerList
from netvisor.resources.customers.customers import CustomerListReply as CustomerListReply
from netvisor.resources.customers.customers import CustomerMaventaEdiDetails as CustomerMaventaEdiDetails
from netvisor.resources.customers.customers import CustomerOfficeDetails as CustomerOfficeDetails
from netvisor.resources.customers.customers import Customers as Customers
from netvisor.resources.customers.customers import DefaultSalesPerson as DefaultSalesPerson
from netvisor.resources.customers.customers import Dimension as Dimension
from netvisor.resources.customers.customers import DimensionItem as DimensionItem
from netvisor.resources.customers.customers import FetchedCustomer as FetchedCustomer
from netvisor.resources.customers.customers import (
    FetchedCustomerAdditionalInformation as FetchedCustomerAdditionalInformation,
)
from netvisor.resources.customers.customers import FetchedCustomerBaseInformation as FetchedCustomerBaseInformation
from netvisor.resources.customers.customers import FetchedCustomerContactDetails as FetchedCustomerContactDetails
from netvisor.resources.customers.customers import FetchedCustomerDeliveryDetails as FetchedCustomerDeliveryDetails
from netvisor.resources.customers.customers import FetchedCustomerFinvoiceDetails as FetchedCustomerFinvoiceDetails
from netvisor.resources.customers.customers import FetchedDimension as FetchedDimension
from netvisor.resources.customers.customers import FetchedOfficeContactAddress as FetchedOfficeContactAddress
from netvisor.resources.customers.customers import FetchedOfficeFinvoiceDetails as FetchedOfficeFinvoiceDetails
from netvisor.resources.customers.customers import FetchedOfficeVisitAddress as FetchedOfficeVisitAddress
from netvisor.resources.customers.customers import GetCustomerReply as GetCustomerReply
from netvisor.resources.customers.customers import InternalIdentifier as InternalIdentifier
from netvisor.resources.customers.customers import InvoicingLanguage as InvoicingLanguage
from netvisor.resources.customers.customers import ListedCustomer as ListedCustomer
from netvisor.resources.customers.customers import NetvisorKey as NetvisorKey
from netvisor.resources.customers.customers import Office as Office
from netvisor.resources.customers.customers import OfficeAddress as OfficeAddress
from netvisor.resources.customers.customers import OfficeFinvoiceAddress as OfficeFinvoiceAddress
from netvisor.resources.customers.customers import OfficeFinvoiceDetails as OfficeFinvoiceDetails
from netvisor.resources.customers.customers import OrganizationUnitNumber as OrganizationUnitNumber
from netvisor.resources.customers.customers import ReceivablesManagement as ReceivablesManagement
from netvisor.resources.customers.customers import ReplyOption as ReplyOption
from netvisor.resources.customers.customers import WithNetvisorKey as WithNetvisorKey
from netvisor.resources.customers.customers import add_contact_person as add_contact_person
from netvisor.resources.customers.customers import add_customer as add_customer
from netvisor.resources.customers.customers import add_office as add_office
from netvisor.resources.customers.customers import delete_contact_person as delete_contact_person
from netvisor.resources.customers.customers import delete_customer as delete_customer
from netvisor.resources.customers.customers import edit_contact_person as edit_contact_person
from netvisor.resources.customers.customers import edit_customer as edit_customer
from netvisor.resources.customers.customers import edit_office as edit_office
from netvisor.resources.customers.customers import get_customer as get_customer
from netvisor.resources.customers.customers import get_customers as get_customers
from netvisor.resources.customers.customers import list_customers as list_customers
from netvisor.resources.customers.dicts import ContactPersonAddressDict as ContactPersonAddressDict
from netvisor.resources.customers.dicts import ContactPersonDict as ContactPersonDict
from netvisor.resources.customers.dicts import CustomerAdditionalInformationDict as CustomerAdditionalInformationDict
from netvisor.resources.customers.dicts import CustomerBaseInformationDict as CustomerBaseInformationDict
from netvisor.resources.customers.dicts import CustomerContactDetailsDict as CustomerContactDetailsDict
from netvisor.resources.customers.dicts import CustomerDeliveryDetailsDict as CustomerDeliveryDetailsDict
from netvisor.resources.customers.dicts import CustomerDict as CustomerDict
from netvisor.resources.customers.dicts import CustomerDimensionDetailsDict as CustomerDimensionDetailsDict
from netvisor.resources.customers.dicts import CustomerFinvoiceDetailsDict as CustomerFinvoiceDetailsDict
from netvisor.resources.customers.dicts import CustomerMaventaEdiDetailsDict as CustomerMaventaEdiDetailsDict
from netvisor.resources.customers.dicts import DefaultSalesPersonDict as DefaultSalesPersonDict
from netvisor.resources.customers.dicts import DimensionDict as DimensionDict
from netvisor.resources.customers.dicts import DimensionItemDict as DimensionItemDict
from netvisor.resources.customers.dicts import InternalIdentifierDict as InternalIdentifierDict
from netvisor.resources.customers.dicts import NetvisorOrCustomerDict as NetvisorOrCustomerDict
from netvisor.resources.customers.dicts import OfficeAddressDict as OfficeAddressDict
from netvisor.resources.customers.dicts import OfficeDict as OfficeDict
from netvisor.resources.customers.dicts import OfficeFinvoiceDetailsDict as OfficeFinvoiceDetailsDict

__all__ = [
    "AdditionalInformation",
    "ContactLanguage",
    "ContactPerson",
    "ContactPersonAddress",
    "ContactPersonAddressDict",
    "ContactPersonDict",
    "Customer",
    "CustomerAdditionalInformation",
    "CustomerAdditionalInformationDict",
    "CustomerBaseInformation",
    "CustomerBaseInformationDict",
    "CustomerContactDetails",
    "CustomerContactDetailsDict",
    "CustomerContactPerson",
    "CustomerContactPersons",
    "CustomerDeliveryDetails",
    "CustomerDeliveryDetailsDict",
    "CustomerDict",
    "CustomerDimensionDetails",
    "CustomerDimensionDetailsDict",
    "CustomerDimensions",
    "CustomerFinvoiceDetails",
    "CustomerFinvoiceDetailsDict",
    "CustomerList",
    "CustomerListReply",
    "CustomerMaventaEdiDetails",
    "CustomerMaventaEdiDetailsDict",
    "CustomerOfficeDetails",
    "Customers",
    "DefaultSalesPerson",
    "DefaultSalesPersonDict",
    "Dimension",
    "DimensionDict",
    "DimensionItem",
    "DimensionItemDict",
    "FetchedCustomer",
    "FetchedCustomerAdditionalInformation",
    "FetchedCustomerBaseInformation",
    "FetchedCustomerContactDetails",
    "FetchedCustomerDeliveryDetails",
    "FetchedCustomerFinvoiceDetails",
    "FetchedDimension",
    "FetchedOfficeContactAddress",
    "FetchedOfficeFinvoiceDetails",
    "FetchedOfficeVisitAddress",
    "GetCustomerReply",
    "InternalIdentifier",
    "InternalIdentifierDict",
    "InvoicingLanguage",
    "ListedCustomer",
    "NetvisorKey",
    "NetvisorOrCustomer",
    "NetvisorOrCustomerDict",
    "Office",
    "OfficeAddress",
    "OfficeAddressDict",
    "OfficeDict",
    "OfficeFinvoiceAddress",
    "OfficeFinvoiceDetails",
    "OfficeFinvoiceDetailsDict",
    "OrganizationUnitNumber",
    "ReceivablesManagement",
    "ReplyOption",
    "TaxHandlingType",
    "WithNetvisorKey",
    "add_contact_person",
    "add_customer",
    "add_office",
    "delete_contact_person",
    "delete_customer",
    "edit_contact_person",
    "edit_customer",
    "edit_office",
    "get_customer",
    "get_customers",
    "list_customers",
]

"""Vendors."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from netvisor.declare import UNSET, El, Many, Maybe, Opt, message, must, part, reply
from netvisor.declare.rules import Rule
from netvisor.declare.scalars import CapitalTrueFalse, Integer, Number, Text
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.long_lists import LongList
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, INSERTED, Done, Inserted, items, one
from netvisor.resources.common import Dimension, FetchedDimension, OnlyExisting
from netvisor.resources.identified import Bic, BusinessId, Iban
from netvisor.resources.message import Message
from netvisor.resources.purchases.codes import CountryCode, CurrencyCode

if TYPE_CHECKING:
    from netvisor.resources.purchases.dicts import VendorDict

# Parts of a message.


def _at_most_8(accounts: str) -> Rule:
    """A vendor has at most eight bank accounts of each kind."""

    def holds(wrapper: Any) -> bool:
        return len(getattr(wrapper, accounts)) <= 8

    return must(accounts, holds=holds, expected="at most 8 bank accounts of the kind")


@part
class VendorDomesticBankAccount:
    """A Finnish bank account."""

    netvisor_key: Opt[Integer] = UNSET
    """Netvisor key of the account to change; left out, the account is added."""
    iban: Iban
    bank_name: Text
    is_default: Opt[CapitalTrueFalse] = UNSET
    """True makes it the default account; of several the last one wins."""


@part(_at_most_8("vendor_domestic_bank_account"))
class VendorDomesticBankAccounts:
    """The Finnish bank accounts."""

    vendor_domestic_bank_account: Many[VendorDomesticBankAccount] = ()
    """At most 8."""


@part
class VendorForeignBankAccount:
    """A foreign bank account."""

    netvisor_key: Opt[Integer] = UNSET
    """Netvisor key of the account to change; left out, the account is added."""
    bban: Text
    """Account number."""
    bic_swift: Bic
    """BIC."""
    bank_name: Text
    clearing_code: Opt[Text] = UNSET
    clearing_number: Opt[Text] = UNSET
    bank_address: Opt[Text] = UNSET
    country: CountryCode
    currency_code: CurrencyCode
    is_default: CapitalTrueFalse
    """True makes it the default account; of several the last one wins."""
    include_addresss_in_foreign_payments: Annotated[CapitalTrueFalse, El(also=("includeaddressinforeignpayments",))]
    """Whether the address goes on foreign payments; spelled so, with three s, in the only source."""


@part(_at_most_8("vendor_foreign_bank_account"))
class VendorForeignBankAccounts:
    """The foreign bank accounts."""

    vendor_foreign_bank_account: Many[VendorForeignBankAccount] = ()
    """At most 8."""


@part
class VendorBankAccounts:
    """The bank accounts."""

    vendor_domestic_bank_accounts: Opt[VendorDomesticBankAccounts] = UNSET
    vendor_foreign_bank_accounts: Opt[VendorForeignBankAccounts] = UNSET


@part
class VendorBaseInformation:
    """Who the vendor is: code, name, address, bank accounts."""

    code: Opt[Text] = UNSET
    name: Text
    address: Opt[Text] = UNSET
    """Street."""
    post_code: Opt[Text] = UNSET
    city: Opt[Text] = UNSET
    country: Opt[CountryCode] = UNSET
    organization_id: BusinessId
    """Business id."""
    group_name: Opt[Text] = UNSET
    """Group of vendors by its name."""
    vendor_bank_accounts: Opt[VendorBankAccounts] = UNSET


@part
class VendorContactDetails:
    """Ways to reach the vendor."""

    phone_number: Opt[Text] = UNSET
    email: Opt[Text] = UNSET
    fax_number: Opt[Text] = UNSET
    contact_person_name: Opt[Text] = UNSET
    contact_person_phone_number: Opt[Text] = UNSET
    contact_person_email: Opt[Text] = UNSET
    home_page: Opt[Text] = UNSET
    comment: Opt[Text] = UNSET


@part
class VendorDimensions:
    """The dimensions that the vendor's invoices get."""

    dimension: Many[Dimension]


@part
class VendorAccountingAccount:
    """A ledger account of the vendor."""

    account_number: Text
    is_default: CapitalTrueFalse
    """True makes it the default account."""


@part
class VendorAccountingAccounts:
    """The ledger accounts of the vendor."""

    vendor_accounting_account: Many[VendorAccountingAccount]


@part
class VendorAcceptanceDetail:
    """A circulation list of the vendor."""

    acceptance_name: Opt[Text] = UNSET
    """Name of the circulation list."""
    is_default: Opt[CapitalTrueFalse] = UNSET
    """True makes it the default list."""
    is_forced: Opt[CapitalTrueFalse] = UNSET
    """True makes the verifiers act in their order."""


@part
class VendorAcceptanceDetails:
    """The circulation lists of the vendor."""

    vendor_acceptance_detail: Many[VendorAcceptanceDetail]


@part
class VendorAdditionalInformation:
    """Defaults of the vendor's invoices."""

    default_vat_percent: Opt[Number] = UNSET
    """VAT rate, in percent."""
    is_partial_vat_reduce_privileged: Opt[CapitalTrueFalse] = UNSET
    """Whether only a part of the VAT may be deducted."""
    payment_term_discount_percent: Opt[Number] = UNSET
    """Cash discount, in percent."""
    payment_term_cash_discount_days: Opt[Integer] = UNSET
    """Days of the cash discount."""
    payment_term_net_days: Opt[Integer] = UNSET
    """Days from the invoice date to the due date."""
    currency_code: Opt[CurrencyCode] = UNSET
    vendor_dimensions: Opt[VendorDimensions] = UNSET
    vendor_accounting_accounts: Opt[VendorAccountingAccounts] = UNSET
    vendor_acceptance_details: Opt[VendorAcceptanceDetails] = UNSET


# The message.


@message
class Vendor(Message["VendorDict"]):
    """A vendor. An edit must repeat its name and identifier; CLEAR deletes a stored value."""

    vendor_base_information: VendorBaseInformation
    vendor_contact_details: Opt[VendorContactDetails] = UNSET
    vendor_additional_information: Opt[VendorAdditionalInformation] = UNSET


# Answers.


@reply
class FetchedVendorDomesticBankAccount:
    """A Finnish bank account."""

    netvisor_key: int | None
    iban: Annotated[str | None, El("IBAN")]
    bank_name: str | None
    is_default: bool | None


@reply
class FetchedVendorDomesticBankAccounts:
    """The Finnish bank accounts."""

    vendor_domestic_bank_account: Many[FetchedVendorDomesticBankAccount] = ()


@reply
class FetchedVendorForeignBankAccount:
    """A foreign bank account."""

    netvisor_key: int | None
    bban: Annotated[str | None, El("BBAN")]
    """Account number."""
    bic_swift: str | None
    """BIC."""
    bank_name: str | None
    clearing_code: str | None
    clearing_number: str | None
    bank_address: str | None
    country: CountryCode | None
    currency_code: CurrencyCode | None
    is_default: bool | None
    include_address_in_foreign_payments: Annotated[bool | None, El(also=("IncludeAddresssInForeignPayments",))]
    """Whether the address goes on foreign payments."""


@reply
class FetchedVendorForeignBankAccounts:
    """The foreign bank accounts."""

    vendor_foreign_bank_account: Many[FetchedVendorForeignBankAccount] = ()


@reply
class FetchedVendorBankAccounts:
    """The bank accounts."""

    vendor_domestic_bank_accounts: FetchedVendorDomesticBankAccounts | None = None
    vendor_foreign_bank_accounts: FetchedVendorForeignBankAccounts | None = None


@reply
class FetchedVendorBaseInformation:
    """Who the vendor is: code, name, address, bank accounts."""

    code: str | None = None
    name: str | None
    address: str | None = None
    """Street."""
    post_code: str | None = None
    city: str | None = None
    country: CountryCode | None = None
    organization_id: str | None
    """Business id."""
    group_name: str | None = None
    """Group of vendors."""
    vendor_bank_accounts: FetchedVendorBankAccounts | None = None


@reply
class FetchedVendorContactDetails:
    """Ways to reach the vendor."""

    phone_number: str | None = None
    email: str | None = None
    fax_number: str | None = None
    contact_person_name: str | None = None
    contact_person_phone_number: str | None = None
    contact_person_email: str | None = None
    home_page: str | None = None
    comment: str | None = None


@reply
class FetchedVendorDimensions:
    """The dimensions that the vendor's invoices get."""

    dimension: Many[FetchedDimension] = ()


@reply
class FetchedVendorAccountingAccount:
    """A ledger account of the vendor."""

    account_number: str | None
    account_name: str | None
    is_default: CapitalTrueFalse | None


@reply
class FetchedVendorAccountingAccounts:
    """The ledger accounts of the vendor."""

    vendor_accounting_account: Many[FetchedVendorAccountingAccount] = ()


@reply
class FetchedVendorAcceptanceDetail:
    """A circulation list of the vendor."""

    acceptance_name: str | None = None
    """Name of the circulation list."""
    is_default: CapitalTrueFalse | None = None
    is_forced: CapitalTrueFalse | None = None
    """Whether the verifiers must act in their order."""


@reply
class FetchedVendorAcceptanceDetails:
    """The circulation lists of the vendor."""

    vendor_acceptance_detail: Many[FetchedVendorAcceptanceDetail] = ()


@reply
class FetchedVendorAdditionalInformation:
    """Defaults of the vendor's invoices."""

    default_vat_percent: Decimal | None
    """VAT rate, in percent."""
    is_partial_vat_reduce_privileged: Annotated[bool | None, El(also=("IsPartialVatReducedPrivileged",))]
    """Whether only a part of the VAT may be deducted."""
    payment_term: int | None = None
    """Days from the invoice date to the due date."""
    vendor_dimensions: FetchedVendorDimensions | None = None
    vendor_accounting_accounts: FetchedVendorAccountingAccounts | None = None
    vendor_acceptance_details: FetchedVendorAcceptanceDetails | None = None


@reply
class FetchedVendor:
    """A vendor with all details."""

    netvisor_key: int | None
    vendor_base_information: FetchedVendorBaseInformation | None
    vendor_contact_details: FetchedVendorContactDetails | None = None
    vendor_additional_information: FetchedVendorAdditionalInformation | None


@reply
class Vendors:
    """Several vendors."""

    vendor: Many[FetchedVendor] = ()


@reply
class GetVendorReply:
    """The answer of getvendor.nv: one vendor for one key, also in a list of keys, else a wrapper of several."""

    vendor: FetchedVendor | None = None
    vendors: Vendors | None = None


# Calls.

VENDOR = Endpoint(
    resource="vendor.nv",
    http="POST",
    title="Add or edit a vendor",
    request=Vendor,
    methods=("add", "edit"),
    edit=(
        "what is sent empty is emptied; that what is left out stays is inferred; bank accounts are edited by "
        "their key and else added"
    ),
    limits="8 bank accounts of each kind; no resource deletes a vendor",
)
GETVENDOR = Endpoint(
    resource="getvendor.nv",
    http="GET",
    title="Get one or more vendors with all details, or list those that changed",
    reply=GetVendorReply,
    long=LongList(most=500, parameter="page"),
    limits="pages of the list of changed vendors are told in headers of the answer",
    gaps="one unknown key of a list makes the whole call fail",
)


@VENDOR.register
def add_vendor(vendor: Vendor, *, use_only_existing_dimensions: OnlyExisting = UNSET) -> Call[Inserted]:
    """Add a vendor; the answer has its Netvisor key."""
    return VENDOR.call(add_vendor, locals(), INSERTED, method="add")


@VENDOR.register
def edit_vendor(
    vendor: Vendor,
    *,
    netvisor_key: Annotated[int, Param("NetvisorKey of the vendor; needed with method edit")],
    use_only_existing_dimensions: OnlyExisting = UNSET,
) -> Call[Done]:
    """Change a vendor. A bank account without a key is added; one with its key is changed."""
    return VENDOR.call(edit_vendor, locals(), DONE, method="edit")


@GETVENDOR.register
def get_vendor(
    netvisor_key: Annotated[int, Param("NetvisorKey of the vendor; this, netvisorkeylist or changedsince")],
) -> Call[FetchedVendor | None]:
    """Get one vendor with all details."""
    gives = one(FetchedVendor, GetVendorReply, "vendor", "vendors.vendor")
    return GETVENDOR.call(get_vendor, locals(), gives)


@GETVENDOR.register
def get_vendors(
    netvisor_key_list: Annotated[Many[int], Param("NetvisorKeys of the vendors; every one of them must exist")],
) -> Call[list[FetchedVendor]]:
    """Get several vendors with all details. If one key is not known, the service refuses the whole call."""
    gives = items(FetchedVendor, GetVendorReply, "vendors.vendor", "vendor")
    return GETVENDOR.call(get_vendors, locals(), gives)


@GETVENDOR.register
def list_vendors(
    *,
    changed_since: Annotated[datetime, Param("changed after; an old date gives all vendors")],
    page: Annotated[Maybe[int], Param("number of the page, 500 vendors each; one call gives one page")] = UNSET,
) -> Call[list[FetchedVendor]]:
    """List the vendors that changed, all details included; there is no other list of vendors.

    One answer holds a page of 500 vendors. Without `page` the client asks for one page after the other until one holds
    fewer; with it, for that page alone.
    """
    gives = items(FetchedVendor, GetVendorReply, "vendors.vendor", "vendor")
    return GETVENDOR.call(list_vendors, locals(), gives)


# How the writes are found after an unknown outcome.

VENDOR.found_by(
    add_vendor,
    Finder(
        strength=Strength.EXACT,
        read="list_vendors",
        ask={"changed_since": "@before"},
        pages="page",
        equal={"vendor_base_information.code": "vendor_base_information.code"},
        compare={
            "vendor_base_information.name": "vendor_base_information.name",
            "vendor_base_information.organization_id": "vendor_base_information.organization_id",
        },
    ),
    Finder(
        strength=Strength.LIKELY,
        read="list_vendors",
        ask={"changed_since": "@before"},
        pages="page",
        equal={
            "vendor_base_information.organization_id": "vendor_base_information.organization_id",
            "vendor_base_information.name": "vendor_base_information.name",
        },
    ),
    nothing="give code",
)
VENDOR.found_by(
    edit_vendor,
    Finder(
        strength=Strength.STATE,
        read="get_vendor",
        ask={"netvisor_key": "?netvisorkey"},
        compare={
            "": "",
            "vendor_additional_information.payment_term": "vendor_additional_information.payment_term_net_days",
            "vendor_base_information.vendor_bank_accounts.vendor_foreign_bank_accounts"
            ".vendor_foreign_bank_account.include_address_in_foreign_payments": (
                "vendor_base_information.vendor_bank_accounts.vendor_foreign_bank_accounts"
                ".vendor_foreign_bank_account.include_addresss_in_foreign_payments"
            ),
        },
        whole=True,
    ),
    nothing="no read shows all that is written: look at the vendor in Netvisor",
)

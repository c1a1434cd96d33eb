"""Customers, their offices and contact persons."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from netvisor.declare import (
    UNSET,
    Attribute,
    Blank,
    El,
    Many,
    Maybe,
    Opt,
    OptAttribute,
    message,
    part,
    reply,
    valued,
)
from netvisor.declare.scalars import (
    Country,
    Text,
    Text17,
    Text50,
    Text80,
    Text250,
)
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, INSERTED, Done, Inserted, items

OnlyExisting = Annotated[
    Maybe[bool], Param("error instead of creating missing dimensions", type="integer", values=("1",))
]
WithinValidity = Annotated[Maybe[bool], Param("error when a dimension is not valid", type="integer", values=("1",))]


@valued
class InternalIdentifier:
    """The customer code; with `type="automatic"` and CLEAR the next free code is taken."""

    value: Blank[Text50]
    type: OptAttribute[Literal["automatic"]] = UNSET
    """`automatic` gives the next free code."""


@valued
class NetvisorOrCustomer:
    """Something that is known by its Netvisor key or by its name."""

    value: Blank[Text]
    type: Attribute[Literal["netvisor", "customer"]]
    """`netvisor`: the value is a Netvisor key; `customer`: it is a name."""


@part()
class CustomerBaseInformation:
    """Who the customer is: names, address, contact."""

    internal_identifier: Opt[InternalIdentifier] = UNSET
    """The customer code."""
    external_identifier: Opt[Text] = UNSET
    """Business id, or the personal identity code of a private person."""
    organization_unit_number: Opt[Text17] = UNSET
    """OVT number, 12 to 17 digits; not the e-invoice address."""
    name: Opt[Text250] = UNSET
    """Needed when adding."""
    name_extension: Opt[Text250] = UNSET
    street_address: Opt[Text80] = UNSET
    additional_address_line: Opt[Text80] = UNSET
    city: Opt[Text] = UNSET
    post_number: Opt[Text50] = UNSET
    country: Opt[Country] = UNSET


@message()
class Customer:
    """A customer to add or edit. An edit is partial: what is left out stays as it is."""

    customer_base_information: CustomerBaseInformation


@reply
class ListedCustomer:
    """A customer in the list."""

    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    name: str | None
    code: str | None
    """Customer code; may be empty."""
    organisation_identifier: str | None
    customer_group_id: Annotated[int | None, El("CustomerGroupID")]
    customer_group_name: str | None
    uri: str | None
    """Address of the details; sometimes lacks a slash, so it is not to be followed."""


@reply
class CustomerList:
    """The list of customers."""

    customer: Many[ListedCustomer] = ()


@reply
class CustomerListReply:
    """The answer of customerlist.nv."""

    customer_list: Annotated[CustomerList | None, El("Customerlist")]


CUSTOMER = Endpoint(
    resource="customer.nv", http="POST", area="customers", title="Add or edit a customer",
    request=Customer, writes=True, methods=("add", "edit"),
)  # fmt: skip
CUSTOMERLIST = Endpoint(
    resource="customerlist.nv", http="GET", area="customers", title="List customers",
    reply=CustomerListReply, writes=False,
)  # fmt: skip


@CUSTOMER.register
def add_customer(
    customer: Customer,
    *,
    use_only_existing_dimensions: OnlyExisting = UNSET,
    check_dimension_validity_period: WithinValidity = UNSET,
) -> Call[Inserted]:
    """Add a customer; the answer holds its Netvisor key."""
    return CUSTOMER.call(add_customer, locals(), INSERTED, method="add")


@CUSTOMER.register
def edit_customer(
    customer: Customer,
    *,
    id: Annotated[int, Param("NetvisorKey of the customer")],
    use_only_existing_dimensions: OnlyExisting = UNSET,
    check_dimension_validity_period: WithinValidity = UNSET,
) -> Call[Done]:
    """Change a customer: what is UNSET stays, what is CLEAR is emptied."""
    return CUSTOMER.call(edit_customer, locals(), DONE, method="edit")


@CUSTOMERLIST.register
def list_customers(
    *,
    keyword: Annotated[Maybe[str], Param("searched in name, customer code, business id and name extension")] = UNSET,
    changed_since: Annotated[Maybe[datetime], Param("changed after")] = UNSET,
    customer_code_list: Annotated[Maybe[Many[str]], Param("customer codes", limit=100)] = UNSET,
    email_keyword: Annotated[Maybe[str], Param("customers with this e-mail address")] = UNSET,
) -> Call[list[ListedCustomer]]:
    """List customers; with `keyword`, `changed_since` is ignored by the service."""
    gives = items(ListedCustomer, CustomerListReply, "customer_list.customer")
    return CUSTOMERLIST.call(list_customers, locals(), gives)

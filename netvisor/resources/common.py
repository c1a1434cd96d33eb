"""What several areas share: dimensions, closed lists, elements that are a key or a name, and parameters."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal, TypeAlias

from netvisor.declare import UNSET, Attribute, Blank, Const, Maybe, OptAttribute, part, reply, valued
from netvisor.declare.scalars import AnsiDateTimeInMinutes, Integer, Text
from netvisor.protocol.parameters import Param
from netvisor.reference import vat

NETVISOR: Final = Const("netvisor")
"""The attribute `type="netvisor"` of elements that only take a value of Netvisor's own."""

VatCode: TypeAlias = (
    vat.VatCode
    | Literal[
        "NONE",
        "KOOS",
        "EUOS",
        "EUUO",
        "EUPO",
        "100",
        "KOMY",
        "EUMY",
        "EUUM",
        "EUPM312",
        "EUPM309",
        "MUUL",
        "EVTO",
        "EVPO",
        "EVKV",
        "KAVE",
        "RAMY",
        "RAOS",
        "EVRO",
        "MAAL",
        "EVMA",
        "KOMY0",
    ]
)
"""The VAT codes, a closed list of the vendor, as texts or as the members of `netvisor.vat.VatCode`, which knows their
meanings; a code that conflicts with the rate beside it is refused there."""

TaxHandlingType: TypeAlias = Literal["countrygroup", "forcedomestic", "notaxhandling", "domesticconstructionservice"]
"""How VAT is handled: by the country group, as domestic, not at all, or as domestic construction service."""

OnlyExisting: TypeAlias = Annotated[
    Maybe[bool], Param("error instead of creating missing dimensions", type="integer", values=("1",))
]
WithinValidity: TypeAlias = Annotated[
    Maybe[bool], Param("error when a dimension is not valid", type="integer", values=("1",))
]
DeletedSince: TypeAlias = Annotated[date, Param("deleted after this day; at most 7 days back")]


@valued
class NetvisorOrCustomer:
    """Something that is known by its Netvisor key or by its name."""

    value: Blank[Text]
    type: Attribute[Literal["netvisor", "customer"]]
    """`netvisor`: the value is a Netvisor key; `customer`: it is a name."""


@part
class Dimension:
    """A dimension (cost object): its heading, such as a department or a project, and the item under it."""

    dimension_name: Text
    """The heading."""
    dimension_item: Text
    """The item under the heading."""


@valued
class DimensionItemWithFather:
    """An item of a dimension, and the item above it; created when missing."""

    value: Text
    father_id: OptAttribute[Integer] = UNSET
    """Id of the item above."""


@part
class DimensionWithFather:
    """A dimension (cost object) whose item may stand below another one; created when missing."""

    dimension_name: Text
    """The heading."""
    dimension_item: DimensionItemWithFather
    """The item under the heading."""


@reply
class FetchedDimension:
    """A dimension (cost object) of a fetched record."""

    dimension_name: str | None
    """The heading."""
    dimension_item: str | None
    """The item under the heading; may be blank."""


@reply
class DeletedRecord:
    """A record that was deleted."""

    netvisor_key: int | None
    delete_date: AnsiDateTimeInMinutes | None
    """When it was deleted, to the minute."""

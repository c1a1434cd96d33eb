"""How a write is found again whose answer never came: the own key that it carries, and the read that shows it.

Finders are declared beside the functions that make the calls::

    CUSTOMER.found_by(
        add_customer,
        Finder(
            strength=Strength.EXACT,
            read="list_customers",
            ask={"customer_code_list": "customer_base_information.internal_identifier"},
            equal={"code": "customer_base_information.internal_identifier"},
            compare={"name": "customer_base_information.name"},
        ),
        nothing="give internal_identifier, the customer code",
    )

A place is a dotted path of Python names in the message, or `?name` for a parameter of the call by its name on the wire.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Strength(enum.Enum):
    """How far a find can be trusted."""

    EXACT = "one key decides"
    LIKELY = "several values together"
    STATE = "the call sets a state, which is compared"
    WEAK = "it may be mistaken, so a person agrees"
    NONE = "no read shows it"

    @property
    def decides(self) -> bool:
        """Whether a machine may act on a find."""
        return self not in {Strength.WEAK, Strength.NONE}


@dataclass(frozen=True, kw_only=True)
class Finder:
    """One way to find a write."""

    strength: Strength
    """How far it can be trusted."""
    read: str
    """The function that reads, of the same area, or with its area: `sales.get_sales_invoice`."""
    ask: Mapping[str, str] = field(default_factory=dict)
    """The arguments of the read, each with the place of its value."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """The arguments of the read that are always the same."""
    equal: Mapping[str, str] = field(default_factory=dict)
    """Values of a record in the answer, each with the place of the value that it must equal, for the record to be the
    one that was written."""
    compare: Mapping[str, str] = field(default_factory=dict)
    """Values of that record that must be equal too, where the message holds them: when one is not, the record is
    somebody else's, or was changed."""
    key: str | None = "netvisor_key"
    """Where in the record its Netvisor key stands; `None` for none."""
    gone: bool = False
    """Whether the write is a deletion: it was done when no record is found."""
    shows_after: float = 0.0
    """Seconds after which a record surely shows."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The places that must hold a value for this finder to be of use."""
        return tuple(dict.fromkeys([*self.ask.values(), *self.equal.values()]))


@dataclass(frozen=True, kw_only=True)
class Finding:
    """How the writes of one function are found."""

    finders: tuple[Finder, ...]
    """In the order in which they are tried; the first is taken whose values are all there."""
    nothing: str
    """What to give so that a write can be found, or why none can be."""

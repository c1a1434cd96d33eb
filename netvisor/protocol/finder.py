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

On the left stand arguments of a read, or values of a record: dotted paths of Python names, `a|b` for either of two. On
the right stands the place of the value that they must have:

    name.name                a value of the message
    name[type=a|b].name      the same, as far as the attribute or element `type` is a or b
    ?name                    a parameter of the call, by its name on the wire
    <name.name               a value of the record that the read before gave
    =a|b                     one of these texts; `=*` anything at all
    @before                  a moment surely before the call was made
    ... - 1                  the number, or the day, before one of these
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
class Read:
    """One read on the way to a record."""

    read: str = ""
    """The function that reads, of the same area, or with its area: `sales.get_sales_invoice`; empty: what is wanted
    stands in the record of the read before."""
    ask: Mapping[str, str] = field(default_factory=dict)
    """The arguments of the read, each with the place of its value."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """The arguments of the read that are always the same."""
    pages: str = ""
    """The argument that takes the number of a page, for reads that give one page; all pages are read."""
    records: str = ""
    """Where the records stand in what the read gives; empty when they are what it gives."""
    since: str = ""
    """The moment of a record that lies after the call, for records that are not to be looked at otherwise."""
    equal: Mapping[str, str] = field(default_factory=dict)
    """Values of a record, each with the place of what they must hold, for the record to be the one that is meant."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The places that must hold a value for this read to be of use."""
        return tuple(place for place in (*self.ask.values(), *self.equal.values()) if place[0] not in "<=@")


@dataclass(frozen=True, kw_only=True)
class Finder(Read):
    """One way to find a write."""

    strength: Strength
    """How far it can be trusted."""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Places and the values with which this finder is the right one; the empty text stands for "left out"."""
    via: tuple[Read, ...] = ()
    """The reads that lead to this one, each asked for every record of the one before."""
    each: str = ""
    """The place of what one message writes several of: each of them is looked for."""
    compare: Mapping[str, str] = field(default_factory=dict)
    """Values of the record that must be equal too, where the message holds them: when one is not, the record is
    somebody else's, or was changed."""
    whole: bool = False
    """Whether all that the message holds must be seen in the record. Places of `compare` then stand for everything
    below them under the same names, the empty one for the whole message; what no read shows leaves it undecided."""
    aside: tuple[str, ...] = ()
    """Places that say how something is done, and leave no trace."""
    sets: bool = False
    """Whether the write changes a record that was there: one that is not as it was set was not changed."""
    untouched: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values that a record has that was surely not changed yet; with others it has gone on since."""
    gone: bool = False
    """Whether the write is a deletion: it was done when no record is found."""
    key: str = "netvisor_key"
    """Where in the record its Netvisor key stands; empty for nowhere."""
    shows_after: float = 0.0
    """Seconds after which a record surely shows."""
    secret: bool = False
    """Whether values are kept out of what is told, because they are about people."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The places that must hold a value for this finder to be of use."""
        every = (each for read in (*self.via, Read(ask=self.ask, equal=self.equal)) for each in read.needs)
        return tuple(dict.fromkeys(every))

    @property
    def changes(self) -> bool:
        """Whether the write changes what was there, so that another state means that it was not done."""
        return self.sets or self.strength is Strength.STATE


@dataclass(frozen=True, kw_only=True)
class Finding:
    """How the writes of one function are found."""

    finders: tuple[Finder, ...]
    """In the order in which they are tried; the first is taken whose values are all there."""
    nothing: str
    """What to give so that a write can be found, or why none can be."""

"""How a write is found whose answer never came: the key that it carries, and the read that shows it.

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

The keys are arguments of a read, or values of a record: dotted paths of Python names, `a|b` for either of two. The
values say where the value they must have comes from:

    name.name                a value of the message
    name[type=a|b].name      the same, where the attribute or element `type` is a or b
    ?name                    a parameter of the call, by its name on the wire
    <name.name               a value of the record of the previous read
    =a|b                     one of these texts; `=*` any text
    @before                  a moment certainly before the call was made
    ... - 1                  the number, or the day, before one of these
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from netvisor.lazy_dataclass import frozen


class Strength(enum.Enum):
    """How reliable a match is."""

    EXACT = "one key decides"
    LIKELY = "several values together"
    STATE = "the call sets a state, which is compared"
    WEAK = "it may be mistaken, so a person agrees"
    NONE = "no read shows it"

    @property
    def decides(self) -> bool:
        """Whether a program may act on a match."""
        return self not in {Strength.WEAK, Strength.NONE}


@frozen(kw_only=True)
class Read:
    """One read on the way to a record."""

    read: str = ""
    """The function that reads, with its area if that is another: `sales.get_sales_invoice`; empty to look in the record
    of the previous read."""
    ask: Mapping[str, str] = field(default_factory=dict)
    """The arguments of the read, and where their values come from."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """Constant arguments of the read."""
    pages: str = ""
    """The page argument of a read that returns one page at a time; all pages are read."""
    records: str = ""
    """The path of the records in the result of the read; empty when the result is the records."""
    since: str = ""
    """The time of a record; records from before the call are ignored."""
    equal: Mapping[str, str] = field(default_factory=dict)
    """Values that identify the record, and where the values they must equal come from."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The places that need a value before this read can be used."""
        return tuple(place for place in (*self.ask.values(), *self.equal.values()) if place[0] not in "<=@")


@frozen(kw_only=True)
class Finder(Read):
    """One way to find a write."""

    strength: Strength
    """How reliable it is."""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The values at places for which this finder is meant; an empty text means "left out"."""
    via: tuple[Read, ...] = ()
    """The reads that lead to this one; each is made for every record of the previous one."""
    each: str = ""
    """The place of the items, where one message writes several: each is looked for."""
    compare: Mapping[str, str] = field(default_factory=dict)
    """Further values of the record that must be equal where the message has them: if one differs, the record is
    another one, or was changed."""
    whole: bool = False
    """Whether the record must show everything in the message. Places of `compare` then include everything below them
    under the same names, the empty place the whole message; elements that no read shows leave it undecided."""
    aside: tuple[str, ...] = ()
    """Places that only say how the write is done and leave no trace."""
    sets: bool = False
    """Whether the write changes an existing record: a record with other values was not changed."""
    untouched: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values of a record that was certainly not changed yet; with other values it has changed since."""
    gone: bool = False
    """Whether the write is a deletion, which was done if no record is found."""
    key: str = "netvisor_key"
    """The path of the Netvisor key in the record; empty if it has none."""
    shows_after: float = 0.0
    """Seconds after which reads certainly show the record."""
    secret: bool = False
    """Whether texts leave values out, because they are about people."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The places that need a value before this finder can be used."""
        every = (each for read in (*self.via, Read(ask=self.ask, equal=self.equal)) for each in read.needs)
        return tuple(dict.fromkeys(every))

    @property
    def changes(self) -> bool:
        """Whether the write changes an existing record, which shows another state if it was not done."""
        return self.sets or self.strength is Strength.STATE


@frozen(kw_only=True)
class Finding:
    """How the writes of one function are found."""

    finders: tuple[Finder, ...]
    """In the order in which they are tried; the first with all its values is used."""
    nothing: str
    """What makes a write findable, or why none is."""

"""What happens in a crash run: a number and a seed decide all of it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, Final, Literal, TypeAlias

from netvisor.sandbox.faults.faults import Fault
from netvisor.sandbox.settings import IdNoted

Kind: TypeAlias = Literal["customer", "customer without code", "product", "vendor", "voucher", "invoice"]
Moment: TypeAlias = Literal[
    "before writing",
    "before the commit",
    "after the commit",
    "before sending",
    "while sending",
    "after the answer",
    "before looking",
    "after looking",
    "on arrival",
    "after storing",
]

COMPANIES: Final = ("1234567-8", "7654321-2")
_OFTEN: Final[tuple[Kind, ...]] = ("customer", "product", "vendor", "voucher", "invoice", "invoice")
_RESOURCES: Final[dict[Kind, str]] = {
    "customer": "customer.nv",
    "customer without code": "customer.nv",
    "product": "product.nv",
    "vendor": "vendor.nv",
    "voucher": "accounting.nv",
    "invoice": "salesinvoice.nv",
}
_LOOKS: Final = ("customerlist.nv", "getproduct.nv", "getvendor.nv", "accountingledger.nv", "salesinvoicelist.nv")

IN_THE_DATABASE: Final[tuple[Moment, ...]] = ("before writing", "before the commit", "after the commit")
IN_THE_TRANSPORT: Final[tuple[Moment, ...]] = (
    "before sending",
    "while sending",
    "after the answer",
    "before looking",
    "after looking",
)
AT_THE_SERVICE: Final[tuple[Moment, ...]] = ("on arrival", "after storing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A message that is put: its own name is its key in the queue, and stands in the books."""

    name: str
    number: int
    company: str
    kind: Kind
    after: str | None = None
    """The name of the customer whose key it needs."""

    @property
    def told(self) -> bool:
        """Whether a look can tell if it was stored."""
        return self.kind != "customer without code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """When a program is killed: at the moment of the so-manieth write or call."""

    moment: Moment
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A crash run."""

    number: int
    id_noted: IdNoted
    messages: tuple[Wanted, ...]
    put_kill: Kill | None
    """When the program that puts is killed; whoever puts then puts the same again."""
    kills: tuple[Kill, ...]
    """When each worker is killed that follows the other."""
    beside: bool
    """Whether a worker that is not killed works beside them from the start."""
    threads: int
    faults: tuple[Fault, ...]
    server_dies: tuple[float, ...]
    """After how many seconds the server of the database is killed, where it is the torturer's own."""


def script(seed: int, number: int, *, server_dies: bool = False) -> Script:
    """The run of a number."""
    chance = Random(f"{seed}-{number}")  # noqa: S311  # chance, no secret
    kills = [_kill(chance) for _ in range(chance.choice((1, 1, 1, 2, 2, 3)))]
    faults = [_fault(chance) for _ in range(chance.choice((0, 1, 1, 2)))]
    if any("looking" in kill.moment for kill in kills):
        faults.insert(0, _lost_answer(chance))
    return Script(
        number=number,
        id_noted=chance.choice(("arrival", "success")),
        messages=tuple(_messages(chance, number)),
        put_kill=Kill(moment=chance.choice(IN_THE_DATABASE), count=1) if chance.random() < 0.15 else None,
        kills=tuple(kills),
        beside=chance.random() < 0.3,
        threads=chance.choice((1, 2, 3)),
        faults=tuple(faults),
        server_dies=tuple(sorted(chance.uniform(0.02, 0.8) for _ in range(2))) if server_dies else (),
    )


def of_every_kind() -> Script:
    """A run in which a message of every kind is sent and looked up, and nothing is killed."""
    number = 1
    messages = [Wanted(name="T-1", number=1, company=COMPANIES[0], kind="customer")]
    for kind in _RESOURCES:
        number += 1
        messages.append(Wanted(name=f"T-{number}", number=number, company=COMPANIES[0], kind=kind, after="T-1"))
    faults = [Fault(after="storing", resource=resource) for resource in _RESOURCES.values()]
    return Script(
        number=0,
        id_noted="arrival",
        messages=tuple(messages),
        put_kill=None,
        kills=(),
        beside=False,
        threads=1,
        faults=tuple(faults),
        server_dies=(),
    )


def _messages(chance: Random, number: int) -> list[Wanted]:
    made: list[Wanted] = []
    for company in COMPANIES:
        last: str | None = None
        for _ in range(chance.choice((2, 3, 4))):
            kind: Kind = "customer without code" if chance.random() < 0.04 else chance.choice(_OFTEN)
            own = number * 100 + len(made) + 1
            after = last if kind == "invoice" else None
            if kind == "invoice" and after is None:
                kind = "customer"
            made.append(Wanted(name=f"T-{own}", number=own, company=company, kind=kind, after=after))
            if kind == "customer":
                last = f"T-{own}"
    return made


def _kill(chance: Random) -> Kill:
    moment: Moment = chance.choice((*IN_THE_DATABASE, *IN_THE_TRANSPORT, *AT_THE_SERVICE))
    most = 14 if moment in IN_THE_DATABASE else 2 if "looking" in moment else 4
    return Kill(moment=moment, count=chance.randint(1, most))


def _lost_answer(chance: Random) -> Fault:
    return Fault(after=chance.choice(("arrival", "storing")), resource=_RESOURCES[chance.choice(_OFTEN)])


def _fault(chance: Random) -> Fault:
    """Something that goes wrong at the service, or on the way to it."""
    kinds: tuple[dict[str, Any], ...] = (
        {"after": "arrival"},
        {"after": "storing"},
        {"after": "midway", "seconds": 0.05},
        {"after": "storing", "how": "half answer"},
        {"after": "storing", "how": "html"},
        {"after": "storing", "how": "empty"},
        {"after": "storing", "how": "technical error"},
        {"how": "technical error"},
        {"how": "maintenance"},
        {"how": "too many requests", "seconds": 0.05},
    )
    if chance.random() < 0.2:
        return Fault(resource=chance.choice(_LOOKS))
    return Fault(resource=_RESOURCES[chance.choice(_OFTEN)], **chance.choice(kinds))

"""What the bridge reads from Tampuuri: contracts with their charges, parties, payments. Identity codes are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from netvisor.protocol.personal_data import without_identity_codes
from netvisor.tampuuri.areas import osapuolitiedot, sopimukset
from netvisor.tampuuri.bridge.settings import Names, Settings
from netvisor.tampuuri.client import Tampuuri
from netvisor.tampuuri.errors import TampuuriRefused
from netvisor.tampuuri.model import Model
from netvisor.tampuuri.moment import Moment

_NOT_FOUND: Final = 404
_PARTIES_AT_ONCE: Final = 250
_PERSON: Final = (0, "Henkilo", "Henkilö")
"""How a person is written; 0 is seen in a sample, the names are not."""


class Unreadable(Exception):
    """A record lacks what an invoice needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A charge type of a contract."""

    name: str
    amount: Decimal
    start: date | None
    end: date | None

    def lasts_on(self, day: date) -> bool:
        """Whether it is charged on a day."""
        return _lasts(self.start, self.end, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract."""

    id: int
    party: int
    start: date
    end: date | None
    preliminary: bool
    charges: tuple[Charge, ...]

    def due_days(self, since: date, until: date, due_day: int) -> Iterator[date]:
        """The due dates of a period on which the contract lasts."""
        day = since.replace(day=due_day)
        while day <= until:
            if day >= since and _lasts(self.start, self.end, day):
                yield day
            day = date(day.year + day.month // 12, day.month % 12 + 1, due_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a party lives."""

    street: str
    post_number: str
    town: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party of a contract."""

    id: int
    name: str
    person: bool
    protected: bool
    """Whether the address is protected, or nothing says that it is not."""
    address: Address | None = field(repr=False)
    """`None` when it is protected and no decision lets it go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment of a contract."""

    number: int
    contract: int
    day: date
    amount: Decimal
    payer: str = field(repr=False)
    normal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Everything that was read."""

    contracts: tuple[Contract, ...]
    parties: dict[int, Party]
    payments: tuple[Payment, ...]
    """In the order in which they were entered."""
    unreadable: dict[str, str]
    """What cannot be used, such as `sopimus 17`, and why."""


def read_source(client: Tampuuri, settings: Settings, ids: Sequence[int], until: date) -> Source:
    """Read contracts, their parties and payments.

    Args:
        client: Tampuuri.
        settings: the decisions of the bridge.
        ids: the contracts.
        until: the last day that counts.

    Raises:
        NetvisorError: Tampuuri could not be read.
    """
    contracts: list[Contract] = []
    payments: list[Payment] = []
    unreadable: dict[str, str] = {}
    for key in dict.fromkeys(ids):
        try:
            found = _contract(client.send(sopimukset.get_sopimus(key)), key, settings.tampuuri_names)
            paid = [] if found.preliminary else list(_payments(client, settings, key, until))
        except Unreadable as error:
            unreadable[f"sopimus {key}"] = str(error)
        except TampuuriRefused as error:
            if error.status != _NOT_FOUND:
                raise
            unreadable[f"sopimus {key}"] = "Tampuuri has no such contract"
        else:
            contracts.append(found)
            payments += paid
    parties = dict(_parties(client, settings, {each.party for each in contracts}))
    payments.sort(key=lambda payment: payment.number)
    return Source(contracts=tuple(contracts), parties=parties, payments=tuple(payments), unreadable=unreadable)


def _contract(raw: Model, key: int, names: Names) -> Contract:
    party, charges = raw.get(names.contract_party), raw.get(names.contract_charges)
    if not isinstance(party, int) or isinstance(party, bool):
        raise Unreadable(f"{names.contract_party} is not an id; see contract_party in [tampuuri_names]")
    if not isinstance(charges, list):
        raise Unreadable(f"{names.contract_charges} is not a list; see contract_charges in [tampuuri_names]")
    start = _day(raw.get(names.start), names.start)
    if start is None:
        raise Unreadable(f"{names.start} is missing; see start in [tampuuri_names]")
    return Contract(
        id=key,
        party=party,
        start=start,
        end=_day(raw.get(names.end), names.end),
        preliminary=str(raw.get(names.contract_state)).casefold() == "esisopimus",
        charges=tuple(_charge(each, names) for each in charges),
    )


def _charge(raw: Any, names: Names) -> Charge:
    name, amount = (raw.get(names.charge_name), raw.get(names.charge_amount)) if isinstance(raw, dict) else (None, None)
    if not isinstance(name, str) or not isinstance(amount, (int, Decimal)) or isinstance(amount, bool):
        wanted = f"{names.charge_name} and {names.charge_amount}"
        raise Unreadable(f"a charge lacks {wanted}; see charge_name and charge_amount in [tampuuri_names]")
    start, end = _day(raw.get(names.start), names.start), _day(raw.get(names.end), names.end)
    return Charge(name=name, amount=Decimal(amount), start=start, end=end)


def _day(value: Any, name: str) -> date | None:
    if value is None:
        return None
    moment = value if isinstance(value, Moment) else Moment(str(value))
    if not moment.valid:
        raise Unreadable(f"{name} is not a date")
    return moment.date


def _lasts(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


def _payments(client: Tampuuri, settings: Settings, contract: int, until: date) -> Iterator[Payment]:
    since = settings.payments.since
    for raw in client.send(sopimukset.get_suoritukset(contract, alku_pvm=since, loppu_pvm=until)):
        number, amount = raw.suoritusnumero, raw.summa
        day = _day(raw.get("MaksuPvm"), "MaksuPvm")
        if not isinstance(number, int) or not isinstance(amount, Decimal) or day is None:
            raise Unreadable("a payment lacks Suoritusnumero, Summa or MaksuPvm")
        payer = without_identity_codes(raw.maksaja) if isinstance(raw.maksaja, str) else ""
        normal = raw.get("SuoritusTyyppi") in (1, "NormaaliSuoritus")
        yield Payment(number=number, contract=contract, day=day, amount=amount, payer=payer, normal=normal)


def _parties(client: Tampuuri, settings: Settings, ids: Iterable[int]) -> Iterator[tuple[int, Party]]:
    names, wanted = settings.tampuuri_names, sorted(ids)
    fields = [names.street, names.post_number, names.town]
    for at in range(0, len(wanted), _PARTIES_AT_ONCE):
        search = osapuolitiedot.ApiOsapuoletRequestModel(
            osapuoli_idt=wanted[at : at + _PARTIES_AT_ONCE], metanimet=fields
        )
        for raw in client.send(osapuolitiedot.hae_osapuolet(search)):
            if isinstance(raw.id, int):
                yield raw.id, _party(raw, raw.id, settings)


def _party(raw: osapuolitiedot.ApiOsapuoliResponseModel, key: int, settings: Settings) -> Party:
    names = settings.tampuuri_names
    # A flag that is missing or no truth value proves nothing, so the address counts as protected.
    protected = raw.turvakielto is not False
    given = raw.parametrit if isinstance(raw.parametrit, list) else []
    values = {
        str(each.get(names.parameter_name)): each.get(names.parameter_value) for each in given if isinstance(each, dict)
    }
    address = Address(
        street=str(values.get(names.street) or ""),
        post_number=str(values.get(names.post_number) or ""),
        town=str(values.get(names.town) or ""),
    )
    shown = not protected or settings.decision_on(key) == "with_address"
    return Party(
        id=key,
        name=without_identity_codes(raw.nimi) if isinstance(raw.nimi, str) else "",
        person=raw.get("Osapuolityyppi") in _PERSON,
        protected=protected,
        address=address if shown else None,
    )


__all__ = ["Address", "Charge", "Contract", "Party", "Payment", "Source", "read_source"]

"""A housing company that does not exist: buildings, flats, tenants, leases, charges, payments and fault reports.

The days are fixed, so that the same seed makes the same company on every day that it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from netvisor.sandbox.tampuuri import notices
from netvisor.sandbox.tampuuri.contracts import due_days
from netvisor.sandbox.tampuuri.objects import HUONEISTO, KUSTANNUSPAIKKA, RAKENNUS, TONTTI
from netvisor.sandbox.tampuuri.parties import COMPANY, PERSON
from netvisor.sandbox.tampuuri.payments import enter_payment
from netvisor.sandbox.tampuuri.registers import Record, Registers

_LAST: Final = date(2026, 11, 20)
_FIRST_NAMES: Final = (
    "Aino",
    "Eero",
    "Helmi",
    "Väinö",
    "Lempi",
    "Toivo",
    "Åsa",
    "Onni",
    "Sisko",
    "Urho",
    "Yrjö",
    "Kerttu",
)
_LAST_NAMES: Final = ("Esimerkki", "Mallila", "Kokeilija", "Näytenen", "Testinen", "Harjoitus", "Luonnos", "Öystilä")
_FAULTS: Final = (
    ("Hana vuotaa", "Keittiön hana tippuu jatkuvasti.", "avoin"),
    ("Patteri kylmä", "Olohuoneen patteri ei lämpene.", "avoin"),
    ("Jääkaappi ei kylmene", "Jääkaapin lämpötila on +12 astetta.", "vastaanotettu"),
    ("Ulko-ovi ei lukkiudu", "Rapun B ulko-oven lukko jää auki.", "odottaa"),
    ("Valo rikki", "Kellarikäytävän valo ei syty.", "tehty"),
    ("Viemäri haisee", "Kylpyhuoneen lattiakaivo haisee.", "valmis"),
)
_AREAS: Final = {"32,5": 1, "48,0": 2, "61,5": 3, "75,0": 4}
"""Floor areas, each with the id of a type of flat."""
_PER_BUILDING: Final = 6


class _Story:
    """What is told of one account."""

    def __init__(self, registers: Registers, seed: str) -> None:
        self.registers = registers
        self.chance = Random(f"netvisor sandbox tampuuri {seed}")  # noqa: S311  # chance, no secret

    def tell(self) -> None:
        """Fill the registers."""
        street = self.chance.choice(("Rantatie", "Koulukatu", "Myllytie", "Sepänkatu"))
        centre = self._object(None, KUSTANNUSPAIKKA, f"Asunto Oy Esimerkin {street}")
        self._object(centre, TONTTI, f"{street} 1")
        service = self.registers.add(
            "osapuolet",
            {"Nimi": "Huoltoliike Mallikas Oy", "Osapuolityyppi": COMPANY, "Turvakielto": False, "YritysId": 1},
        )
        flats = []
        for staircase in "AB":
            building = self._object(centre, RAKENNUS, f"{street} 1 {staircase}")
            flats += [self._flat(building, f"{staircase}{number}") for number in range(1, _PER_BUILDING + 1)]
        # One flat is empty.
        leases = [self._lease(flat, number, f"{street} 1") for number, flat in enumerate(flats[:-1], 1)]
        for lease, fault in zip(leases, _FAULTS, strict=False):
            self._fault(centre, lease, service, fault)

    def _object(self, parent: int | None, kind: str, name: str, **fields: object) -> int:
        return self.registers.add("kohteet", {"ParentId": parent, "Metatyyppi": kind, "Nimi": name, **fields})

    def _flat(self, building: int, code: str) -> Record:
        area = self.chance.choice(list(_AREAS))
        key = self._object(
            building, HUONEISTO, f"Huoneisto {code}", Tunnus=code, Huoneistoala=area, HuoneistotyyppiId=_AREAS[area]
        )
        return self.registers.one("kohteet", key)

    def _lease(self, flat: Record, number: int, address: str) -> Record:
        first, last = self.chance.choice(_FIRST_NAMES), self.chance.choice(_LAST_NAMES)
        party = self.registers.add(
            "osapuolet",
            {
                "Osapuolityyppi": PERSON,
                "Nimi": f"{last} {first}",
                "Etunimi": first,
                "Sukunimi": last,
                "Katuosoite": f"{address} {flat['Tunnus']}",
                "Postinumero": "00500",
                "Postitoimipaikka": "Helsinki",
                "Sahkoposti": f"asukas{number}@esimerkki.invalid",
                "Puhelin": f"+358 50 000 00{number:02}",
                "Tunnus": invented_identity_code(self.chance, number),
                "Turvakielto": number == 3,
            },
        )
        begun = date(2025, self.chance.randint(6, 12), 1)
        ended = date(2026, 8, 31).isoformat() if number == 5 else None
        key = self.registers.add(
            "sopimukset",
            {
                "OsapuoliId": party,
                "KohdeId": flat["Id"],
                "Tila": "Sopimus",
                "Alkupvm": begun.isoformat(),
                "Allekirjoituspvm": (begun - timedelta(14)).isoformat(),
                **({"Loppupvm": ended} if ended else {}),
            },
        )
        lease = self.registers.one("sopimukset", key)
        self._charges(lease, Decimal(str(flat["Huoneistoala"]).replace(",", ".")))
        self._payments(lease, self.registers.one("osapuolet", party), late=number == 2)
        return lease

    def _charges(self, lease: Record, area: Decimal) -> None:
        charges = [("Vuokra", (area * Decimal("16.20")).quantize(Decimal("0.01"))), ("Vesimaksu", Decimal("22.00"))]
        charges += [("Autopaikka", Decimal("15.50"))] if self.chance.random() < 0.5 else []
        charges += [("Saunavuoro", Decimal("12.00"))] if self.chance.random() < 0.3 else []
        for name, amount in charges:
            record = {"SopimusId": lease["Id"], "Nimi": name, "Summa": amount, "Alkupvm": lease["Alkupvm"]}
            self.registers.add("maksulajit", record)

    def _payments(self, lease: Record, tenant: Record, *, late: bool) -> None:
        charges = list(self.registers.all("maksulajit", SopimusId=lease["Id"]))
        days = sorted({day for charge in charges for day in due_days(lease, charge, _LAST)})
        for day in days[:-2] if late else days:
            due = sum((Decimal(charge["Summa"]) for charge in charges), Decimal())
            paid = min(day + timedelta(self.chance.randint(-2, 6)), _LAST)
            enter_payment(self.registers, lease, tenant, due, paid, None)

    def _fault(self, centre: int, lease: Record, service: int, fault: tuple[str, str, str]) -> None:
        title, description, state = fault
        key = self.registers.add(
            "ilmoitukset",
            {
                "KustannuspaikkaId": centre,
                "TilaId": lease["KohdeId"],
                "TyonsuorittajaId": service,
                "Otsikko": title,
                "TyotehtavanKuvaus": description,
                "Tila": notices.AVOIN,
                "Luotu": f"2026-11-{self.chance.randint(2, 19):02}T09:30:00.0000000+02:00",
            },
        )
        for step in _way_to(state):
            notices.move(self.registers, key, step)


def _way_to(state: str) -> Iterator[str]:
    """The states that a notice passes on its way from open to a state, that state included."""
    steps = {
        notices.VASTAANOTETTU: (notices.VASTAANOTETTU,),
        notices.ODOTTAA: (notices.VASTAANOTETTU, notices.ODOTTAA),
        notices.TEHTY: (notices.VASTAANOTETTU, notices.TEHTY),
        notices.VALMIS: (notices.VASTAANOTETTU, notices.TEHTY, notices.VALMIS),
    }
    return iter(steps.get(state, ()))


def invented_identity_code(chance: Random, number: int) -> str:
    """A code in the form of a Finnish identity code that is given to nobody: the numbers 900 to 999 are for tests.

    >>> invented_identity_code(Random(1), 7)
    '200162-907Y'
    """
    day = date(1950, 1, 1) + timedelta(chance.randint(0, 18000))
    digits = f"{day:%d%m%y}{900 + number % 100}"
    return f"{digits[:6]}-{digits[6:]}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(digits) % 31]}"


def fill(registers: Registers, seed: str) -> None:
    """Fill the registers of an account that holds nothing."""
    _Story(registers, seed).tell()

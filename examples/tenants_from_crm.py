"""Tenants led from a CRM: found or added in Tampuuri, with contract and charges; the end comes from either side.

    python examples/tenants_from_crm.py

shows it against a local Tampuuri with an invented housing company. The tenants lie in a small database here, in place
of the CRM. It must know the ids of the flats in Tampuuri.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from typing import Any

from netvisor.sandbox import Sandbox
from netvisor.tampuuri import Moment, Tampuuri, osapuolet, sopimukset
from netvisor.tampuuri.webhooks import Change, Handlers, Inbox, Receiver
from netvisor.web.server import Server


@dataclass(frozen=True)
class Tenant:
    """A tenant as the CRM has it."""

    id: int
    identity_code: str = field(repr=False)
    first_name: str
    last_name: str
    flat: int
    """The id of the flat in Tampuuri."""
    moves_in: date
    party: int | None = None
    """The id of the party in Tampuuri, once it is known."""
    contract: int | None = None
    """The id of the contract in Tampuuri, once it is known."""
    ends: date | None = None


class Crm:
    """The CRM, as far as this example needs one.

    Args:
        database: the path of the tenants, who outlive the program.
    """

    def __init__(self, database: str) -> None:
        self._tenants = sqlite3.connect(database)
        self._tenants.execute(
            "create table if not exists tenant (id integer primary key, identity_code text, first_name text,"
            " last_name text, flat integer, moves_in text, party integer, contract integer, ends text)"
        )

    def close(self) -> None:
        """Close the database."""
        self._tenants.close()

    def keep(self, tenant: Tenant) -> Tenant:
        """Store a tenant in the place of the one with its id."""
        ends = None if tenant.ends is None else tenant.ends.isoformat()
        row = (
            *(tenant.id, tenant.identity_code, tenant.first_name, tenant.last_name, tenant.flat),
            *(tenant.moves_in.isoformat(), tenant.party, tenant.contract, ends),
        )
        with self._tenants:
            self._tenants.execute("insert or replace into tenant values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return tenant

    def tenants(self) -> list[Tenant]:
        """All tenants."""
        rows = self._tenants.execute("select * from tenant order by id")
        return [
            Tenant(
                *(key, code, first, last, flat, date.fromisoformat(moves_in), party, contract),
                ends=None if ends is None else date.fromisoformat(ends),
            )
            for key, code, first, last, flat, moves_in, party, contract, ends in rows
        ]


class Tenancies:
    """Brings the tenants of the CRM to Tampuuri.

    Each id is stored in the CRM before the next call, so a program that died goes on where it was. Only a contract
    whose answer was lost has to be looked for by a person, since no known operation lists contracts.

    Args:
        client: Tampuuri.
        crm: the CRM.
    """

    def __init__(self, client: Tampuuri, crm: Crm) -> None:
        self._client = client
        self._crm = crm

    def move_in(self, tenant: Tenant, charges: dict[str, Decimal]) -> Tenant:
        """Find or add the person, and make the contract with its charge types."""
        if tenant.party is None:
            tenant = self._crm.keep(replace(tenant, party=self._party(tenant)))
        if tenant.contract is None:
            tenant = self._crm.keep(replace(tenant, contract=self._contract(tenant)))
        contract = self._client.send(sopimukset.get_sopimus(known(tenant.contract)))
        there = {each.get("Nimi") for each in contract.get("Maksulajit", [])}
        for name, amount in charges.items():
            if name not in there:
                self.add_charge(tenant, name, amount, tenant.moves_in)
        return tenant

    def add_charge(self, tenant: Tenant, name: str, amount: Decimal, since: date) -> None:
        """Add a charge type, such as a sauna turn. The names of its fields are not documented."""
        charge = {"Nimi": name, "Summa": amount, "Alkupvm": since}
        self._client.send(sopimukset.lisaa_maksulaji(known(tenant.contract), charge))

    def change(self, tenant: Tenant, *, email: str, notes: str) -> None:
        """Change data of the person and of the contract. The names of the person's fields are not documented."""
        self._client.send(osapuolet.edit_osapuoli(known(tenant.party), {"Sahkoposti": email}))
        part = sopimukset.ApiSopimusRequestPart(lisatiedot=notes)
        self._client.send(sopimukset.edit_sopimus(known(tenant.contract), part))

    def ended_in_tampuuri(self) -> list[Tenant]:
        """Look once a week which contracts have got an end date; one call for each contract that has none yet."""
        ended = []
        for tenant in self._crm.tenants():
            if tenant.contract is None or tenant.ends is not None:
                continue
            end = self._client.send(sopimukset.get_sopimus(tenant.contract)).get("Loppupvm")
            if end is not None:
                ended.append(self._crm.keep(replace(tenant, ends=Moment(end).date)))
        return ended

    def end_when_told(self, handlers: Handlers) -> None:
        """Take over an end date when a webhook tells of it, in place of the weekly look; one call for each end.

        The handlers must run in the thread that made the CRM, because of the database.
        """

        @handlers.on("SopimusPaata")
        def told(change: Change) -> None:
            end = change.resource.get("Loppupvm")
            for tenant in self._crm.tenants():
                if str(tenant.contract) == change.reference_id and end is not None:
                    self._crm.keep(replace(tenant, ends=Moment(end).date))

    def move_out(self, tenant: Tenant, day: date) -> Tenant:
        """End the contract from the side of the CRM."""
        self._client.send(sopimukset.paatasopimus(known(tenant.contract), {"Loppupvm": day}))
        return self._crm.keep(replace(tenant, ends=day))

    def _party(self, tenant: Tenant) -> int:
        # The identity code is part of the address of this call, by the vendor's design: keep it out of proxies' logs.
        for person in self._client.send(osapuolet.get_henkilot(tenant.identity_code)):
            if isinstance(person.id, int):
                return person.id
        fields = {"Etunimi": tenant.first_name, "Sukunimi": tenant.last_name, "Tunnus": tenant.identity_code}
        return known(self._client.send(osapuolet.add_henkilo(fields)).id)

    def _contract(self, tenant: Tenant) -> int:
        # The names of the two ids are not documented.
        sopimus = sopimukset.ApiSopimusRequest(
            alkupvm=Moment.of(tenant.moves_in), unknown={"OsapuoliId": tenant.party, "KohdeId": tenant.flat}
        )
        return known(self._client.send(sopimukset.add_sopimus(sopimus)).id)


def known(key: Any) -> int:
    """An id that Tampuuri must have given."""
    if not isinstance(key, int):
        raise TypeError("Tampuuri gave no id")
    return key


def show_webhooks(tenancies: Tenancies, crm: Crm, client: Tampuuri, sandbox: Sandbox) -> None:
    """Show how an end date comes back without polling; somebody brings the end of the second contract forward."""
    with TemporaryDirectory() as folder, Inbox(f"{folder}/inbox.db") as inbox:
        secret = token_urlsafe()
        server = Server(Receiver(inbox, secret), "127.0.0.1", 0, "listener")
        sandbox.tampuuri.listen(f"http://127.0.0.1:{server.port}/{secret}", events=["SopimusPaata"])
        handlers = Handlers(inbox, client, quiet=0)
        tenancies.end_when_told(handlers)
        sandbox.tampuuri.change("sopimukset", known(crm.tenants()[1].contract), {"Loppupvm": "2027-04-30"})
        sandbox.tampuuri.webhooks.deliver()
        handlers.run_due()
        server.stop()
    tenant = crm.tenants()[1]
    print(f"told of by Tampuuri: contract {tenant.contract} ends on {tenant.ends}")


def main() -> None:
    """Show a tenancy from its beginning to its end, and one that is ended in Tampuuri."""
    with Sandbox() as sandbox:
        sandbox.tampuuri.fill()
        there = sandbox.tampuuri.records("osapuolet")[20001]["Tunnus"]
        with Tampuuri(sandbox.tampuuri.credentials, base_url=sandbox.tampuuri.url) as client:
            crm = Crm(":memory:")
            tenancies = Tenancies(client, crm)
            rent = {"Vuokra": Decimal("640.00"), "Vesimaksu": Decimal("22.00")}
            new = Tenant(1, "010190-999R", "Minna", "Mallikas", 1014, date(2026, 12, 1))
            new = tenancies.move_in(crm.keep(new), rent)
            print(f"added to Tampuuri: party {new.party}, contract {new.contract}")
            old = Tenant(2, there, "Urho", "Öystilä", 1014, date(2026, 12, 1))
            old = tenancies.move_in(crm.keep(old), rent)
            print(f"found in Tampuuri: party {old.party}, contract {old.contract}")
            tenancies.change(new, email="minna@esimerkki.invalid", notes="Avain 2 noudettu")
            tenancies.add_charge(new, "Saunavuoro", Decimal("12.00"), date(2027, 1, 1))
            # Somebody ends the other contract in Tampuuri.
            sandbox.tampuuri.change("sopimukset", known(old.contract), {"Loppupvm": "2027-05-31"})
            for tenant in tenancies.ended_in_tampuuri():
                print(f"ended in Tampuuri: contract {tenant.contract} on {tenant.ends}")
            show_webhooks(tenancies, crm, client, sandbox)
            new = tenancies.move_out(new, date(2027, 8, 31))
            print(f"ended from the CRM: contract {new.contract} on {new.ends}")
            crm.close()


if __name__ == "__main__":
    main()

"""Steps with the offices and contact persons of customers, and with dimensions; the lists of the registers."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from netvisor import CLEAR, UNSET
from netvisor.resources import customers, dimensions, products

from .model import Customer
from .reckoning import refuse
from .rules_registers import CODES, MAYBE, NAMES, TEXTS, Registers, sent_fields
from .world import some_key, who


class Contacts(Registers):
    """Offices and contact persons come, change and go."""

    def begin(self, company: str) -> None:
        """An office and a contact person of the customer to begin with."""
        super().begin(company)
        (customer,) = self.models[company].customers
        self._add_office(company, customer, "Alku", "")
        self._edit_person(company, customer, None, {"first": "Alku"})

    @rule(company=who, name=NAMES, phone=st.sampled_from(["", "040 1"]), data=st.data())
    def add_office(self, company: str, name: str, phone: str, data: st.DataObject) -> None:
        self._add_office(company, self.customer_key(company, data), name, phone)

    def _add_office(self, company: str, key: int, name: str, phone: str) -> None:
        model = self.models[company]
        sent = customers.Office(name=name, phone_number=phone or UNSET)

        def expected(_: int) -> Customer:
            known = model.customers.get(key)
            refuse((known is None, "InvalidData"))
            assert known is not None
            return known

        known = self.does(company, "add office", customers.add_office(sent, customer_id=key), expected)
        if known is not None:
            # The answer holds no key, so the office is found by being new.
            got = self.read(company, customers.get_customer(key))
            assert got is not None
            (office,) = {each.office_netvisor_key or 0 for each in got.customer_office_details} - set(known.offices)
            known.offices[office] = {"name": name, **({"phone": phone} if phone else {})}

    @rule(company=who, name=NAMES, phone=st.sampled_from([None, "", "050 2"]), data=st.data())
    def edit_office(self, company: str, name: str, phone: str | None, data: st.DataObject) -> None:
        key, model = self.customer_key(company, data), self.models[company]
        office = some_key(data, [at for c in model.customers.values() for at in c.offices], label="office")
        sent = customers.Office(name=name, **sent_fields({"phone_number": phone}))
        fields = {"name": name, **({} if phone is None else {"phone": phone})}
        call = customers.edit_office(sent, customer_id=key, office_id=office)
        self.does(company, "edit office", call, lambda _: model.edit_office(key, office, fields))

    @rule(company=who, first=NAMES, email=MAYBE, default=st.booleans(), new=st.booleans(), data=st.data())
    def add_or_edit_person(
        self, company: str, first: str, email: str | None, default: bool, new: bool, data: st.DataObject
    ) -> None:
        customer, model = self.customer_key(company, data), self.models[company]
        offices = [at for c in model.customers.values() for at in c.offices]
        office = data.draw(st.none() | st.sampled_from([0, *offices]), label="office")
        fields: dict[str, Any] = {"first": first, **({"default": True} if default else {})}
        if email is not None:
            fields["email"] = email
        if office is not None:
            fields["office"] = office
        owners = [key for key, c in model.customers.items() if c.persons]
        if not new and owners and data.draw(st.sampled_from([True, True, False]), label="an owner"):
            customer = data.draw(st.sampled_from(owners), label="owner")
        persons = [at for c in model.customers.values() for at in c.persons]
        self._edit_person(company, customer, None if new else some_key(data, persons, label="person"), fields)

    def _edit_person(self, company: str, customer: int, edited: int | None, fields: dict[str, Any]) -> None:
        """Add a person, or edit one."""
        model, new, person = self.models[company], edited is None, edited or 0
        sent = customers.ContactPerson(
            method="add" if new else "edit",
            customer_identifier=customer,
            contact_person_identifier=UNSET if edited is None else edited,
            is_default=fields.get("default", UNSET),
            first_name=fields["first"],
            last_name="Meri",
            language="FI",
            **sent_fields({"email": fields.get("email")}),
            office_identifier=fields.get("office", UNSET),
            contact_person_address=CLEAR,
        )
        call: Any = customers.add_contact_person(sent) if new else customers.edit_contact_person(sent)
        self.does(
            company,
            "add person" if new else "edit person",
            call,
            lambda key: model.edit_person(customer, key or person, fields, new=new),
        )

    @rule(company=who, data=st.data())
    def delete_person(self, company: str, data: st.DataObject) -> None:
        customer, model = self.customer_key(company, data), self.models[company]
        person = some_key(data, [at for c in model.customers.values() for at in c.persons], label="person")
        sent = customers.ContactPerson(
            method="delete",
            customer_identifier=customer,
            contact_person_identifier=person,
            first_name="A",
            last_name="B",
            language="FI",
            contact_person_address=CLEAR,
        )
        call = customers.delete_contact_person(sent)
        self.does(company, "delete person", call, lambda _: model.delete_person(customer, person))

    @rule(company=who, data=st.data())
    def get_customer(self, company: str, data: st.DataObject) -> None:
        known = self.models[company].customers
        if not known:
            return
        key = data.draw(st.sampled_from(sorted(known)), label="customer")
        got, right = self.read(company, customers.get_customer(key)), known[key]
        assert got is not None
        base = got.customer_base_information
        assert base is not None
        shown = {"name": base.name, "code": base.internal_identifier, "city": base.city, "email": base.email}
        assert {name: text for name, text in shown.items() if text} == right.fields
        assert [
            (o.office_netvisor_key, o.office_name, o.office_phone_number or "") for o in got.customer_office_details
        ] == [(at, office["name"], office.get("phone", "")) for at, office in sorted(right.offices.items())]
        persons = got.customer_contact_persons
        assert [
            (
                p.contact_person_id,
                p.contact_person_first_name,
                p.contact_person_email or "",
                p.contact_person_office_netvisor_key or 0,
            )
            for p in (() if persons is None else persons.customer_contact_person)
        ] == [
            (at, person["first"], person.get("email", ""), person.get("office", 0))
            for at, person in sorted(right.persons.items(), key=lambda each: (not each[1].get("default"), each[0]))
        ]

    @rule(
        company=who,
        keyword=st.sampled_from(["", "ÄITI", "oy", "1", "zz"]),
        codes=st.lists(CODES.filter(bool)),
        email=TEXTS,
        since=st.none() | st.integers(0, 100),
    )
    def list_customers(self, company: str, keyword: str, codes: list[str], email: str, since: int | None) -> None:
        moment = self.moment_before(since)
        call = customers.list_customers(
            keyword=keyword or UNSET,
            customer_code_list=codes or UNSET,
            email_keyword=email or UNSET,
            changed_since=moment or UNSET,
        )
        right = []
        for key, each in sorted(self.models[company].customers.items()):
            fields = each.fields
            words = [fields["name"], each.code]
            found = any(keyword.casefold() in word.casefold() for word in words)
            # A keyword leaves the date of change out of account.
            found = found if keyword else moment is None or each.changed >= moment
            found = found and (not codes or each.code in codes)
            if found and (not email or fields.get("email", "").lower() == email.lower()):
                right.append((key, fields["name"], each.code or None))
        assert [(c.netvisor_key, c.name, c.code) for c in self.read(company, call)] == right

    @rule(
        company=who,
        word=st.sampled_from(["", "ome", "TUOTE", "Y"]),
        published=st.sampled_from([None, True, False]),
        since=st.none() | st.integers(0, 100),
    )
    def list_products(self, company: str, word: str, published: bool | None, since: int | None) -> None:
        moment = self.moment_before(since)
        call = products.list_products(
            keyword=word or UNSET,
            changed_since=moment or UNSET,
            published=True if published else UNSET,
            unpublished=True if published is False else UNSET,
        )
        right = [
            (key, p.code, p.name, *p.prices)
            for key, p in sorted(self.models[company].products.items())
            if (word.casefold() in p.name.casefold() or word.casefold() in p.code.casefold())
            and (published is None or p.active == published)
            and (moment is None or p.changed >= moment)
        ]
        assert [
            (p.netvisor_key, p.product_code, p.name, p.unit_price, p.unit_gross_price) for p in self.read(company, call)
        ] == right

    # Dimensions.

    @rule(company=who, heading=st.sampled_from(["Projekti", "Osasto"]), item=st.sampled_from("ABC"))
    def add_dimension_item(self, company: str, heading: str, item: str) -> None:
        call = dimensions.add_dimension_item(dimensions.DimensionItem(name=heading, item=item))
        model = self.models[company]
        self.does(company, "add dimension item", call, lambda _: model.add_dimension_item(heading, item))

    @rule(company=who)
    def list_dimensions(self, company: str) -> None:
        got = self.read(company, dimensions.list_dimensions())
        assert {
            each.name: sorted(d.name or "" for d in each.dimension_details.dimension_detail)
            for each in got
            if each.dimension_details is not None
        } == {name: sorted(items) for name, items in self.models[company].dimensions.items()}

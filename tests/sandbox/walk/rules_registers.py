"""Steps with customers, their offices and persons, products, dimensions, and the time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from netvisor import CLEAR, UNSET
from netvisor.resources import customers, products

from .model import Books, Product
from .world import COMPANIES, World, some_key, who

NAMES = st.sampled_from(["Äiti Oy", "Isä Oy", "Öljy & Rengas", "äiti"])
CODES = st.sampled_from(["", "1", "2", "011", "A-7"])
TEXTS = st.sampled_from(["", "Turku", "Åbo", "a@example.com", "B@example.com"])
PRODUCT_CODES = ["OMENA", "PÄÄRYNÄ", "X"]
ITEMS = st.lists(st.tuples(st.sampled_from(["Projekti", "Osasto"]), st.sampled_from("AB")), max_size=2, unique=True)
MAYBE = st.none() | TEXTS
"""Left out, emptied, or a value."""


def sent_fields(fields: Mapping[str, str | None]) -> dict[str, Any]:
    return {name: CLEAR if value == "" else value for name, value in fields.items() if value is not None}


def customer_message(fields: Mapping[str, str | None], *, new: bool) -> customers.Customer:
    """The message of fields: `None` is left out, an empty text empties."""
    sent = sent_fields({name: value for name, value in fields.items() if name != "code"})
    if (code := fields.get("code")) is not None:
        sent["internal_identifier"] = customers.InternalIdentifier(code) if code else CLEAR
    if new:
        sent = {name: value for name, value in sent.items() if value is not CLEAR}
    return customers.Customer(customer_base_information=customers.CustomerBaseInformation(**sent))


class Registers(World):
    """Customers and products come, change and go."""

    books_class = Books

    @initialize(apart=st.booleans())
    def something_to_begin_with(self, apart: bool) -> None:
        if apart:
            self.keep_apart()
        for company in COMPANIES:
            self.begin(company)

    def begin(self, company: str) -> None:
        """Something in the books of a company, so that steps find something to do."""
        self._add_customer(company, {"name": "Alku Oy", "code": "100"})
        self._add_product(company, "OMENA", Decimal("6.90"), gross=False, vat=Decimal("25.5"))

    @rule(step=st.sampled_from([timedelta(seconds=1), timedelta(hours=5), timedelta(days=3)]))
    def time_passes(self, step: timedelta) -> None:
        self.advance(step)

    # Customers.

    def _add_customer(self, company: str, fields: dict[str, str]) -> None:
        call = customers.add_customer(customer_message(fields, new=True))
        model = self.models[company]
        self.does(company, "add customer", call, lambda key: model.add_customer(key, fields))

    @rule(company=who, name=NAMES, code=CODES, city=TEXTS, email=TEXTS)
    def add_customer(self, company: str, name: str, code: str, city: str, email: str) -> None:
        self._add_customer(company, {"name": name, "code": code, "city": city, "email": email})

    @rule(company=who, name=st.none() | NAMES, code=st.none() | CODES, city=MAYBE, email=MAYBE, data=st.data())
    def edit_customer(
        self, company: str, name: str | None, code: str | None, city: str | None, email: str | None, data: st.DataObject
    ) -> None:
        given = {"name": name, "code": code, "city": city, "email": email}
        fields = {field: value for field, value in given.items() if value is not None}
        if not fields:
            return  # a message without any element cannot be made
        key = self.customer_key(company, data)
        call = customers.edit_customer(customer_message(given, new=False), id=key)
        model = self.models[company]
        self.does(company, "edit customer", call, lambda _: model.edit_customer(key, fields))

    def customer_key(self, company: str, data: st.DataObject) -> int:
        return some_key(data, *self.keys(company, "customers"), label="customer")

    def keys(self, company: str, name: str) -> tuple[list[int], list[int]]:
        """The keys of one kind that a company has, and those that the other one has."""
        (other,) = set(COMPANIES) - {company}
        return list(getattr(self.models[company], name)), list(getattr(self.models[other], name))

    @rule(company=who, data=st.data())
    def delete_customer(self, company: str, data: st.DataObject) -> None:
        key, model = self.customer_key(company, data), self.models[company]
        self.does(company, "delete customer", customers.delete_customer(key), lambda _: model.delete_customer(key))

    def moment_before(self, since: int | None) -> datetime | None:
        """A moment some hours back."""
        return None if since is None else (self.now - timedelta(hours=since)).replace(microsecond=0)

    # Products.

    def _add_product(self, company: str, code: str, price: Decimal, *, gross: bool, vat: Decimal, **more: Any) -> None:
        self._store_product(company, "add product", None, code, price, gross=gross, vat=vat, **more)

    def _store_product(
        self,
        company: str,
        rule: str,
        edited: int | None,
        code: str,
        price: Decimal,
        *,
        gross: bool,
        vat: Decimal,
        account: int | None = None,
        active: bool = True,
    ) -> None:
        sent = products.Product(
            product_base_information=products.ProductBaseInformation(
                product_code=code,
                product_group="Hedelmät",
                name=f"Tuote {code}",
                unit_price=products.UnitPrice(price, "gross" if gross else "net"),
                is_active=1 if active else 0,
                is_sales_product=1,
            ),
            product_bookkeeping_details=products.ProductBookkeepingDetails(
                default_vat_percentage=vat, default_domestic_account_number=UNSET if account is None else account
            ),
        )
        model, now = self.models[company], self.now

        def expected(key: int) -> None:
            at = edited if edited is not None else key
            old = model.products.get(at)
            # An edit is partial: an account that is left out stays.
            kept = old.account if old is not None and account is None else account
            product = Product(code, f"Tuote {code}", price, gross, vat, active, kept, now)
            model.store_product(at, product, new=edited is None)

        call: Any = products.add_product(sent) if edited is None else products.edit_product(sent, id=edited)
        self.does(company, rule, call, expected)

    @rule(
        company=who,
        code=st.sampled_from(PRODUCT_CODES),
        cents=st.integers(0, 99999),
        gross=st.booleans(),
        vat=st.sampled_from([Decimal("25.5"), Decimal(14), Decimal(0)]),
        account=st.sampled_from([None, 3040, 3000]),
        active=st.booleans(),
        new=st.booleans(),
        data=st.data(),
    )
    def add_or_edit_product(
        self,
        company: str,
        code: str,
        cents: int,
        gross: bool,
        vat: Decimal,
        account: int | None,
        active: bool,
        new: bool,
        data: st.DataObject,
    ) -> None:
        key = None if new else some_key(data, *self.keys(company, "products"), label="product")
        self._store_product(
            company,
            "add product" if new else "edit product",
            key,
            code,
            Decimal(cents).scaleb(-2),
            gross=gross,
            vat=vat,
            account=account,
            active=active,
        )

"""What the books of one company should hold: registers, vouchers and sales, from the documentation alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from .reckoning import Rows, by_account, gross_of, net_of, reference_number, refuse, rounded

RECEIVABLES, VAT_DEBT, VAT_RECEIVABLE, ROUNDING, CREDIT_LOSSES = 1702, 2939, 1763, 8570, 9180
SALES = 3010
CLOSED = ("paid", "creditloss")
OPEN = ("open", "overdue", "reminded", "requested", "collected")


@dataclass
class Customer:
    """A customer, with offices by name and persons by key."""

    fields: dict[str, str]
    changed: datetime
    offices: dict[int, dict[str, str]] = field(default_factory=dict)
    persons: dict[int, dict[str, object]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.fields.get("code", "")


@dataclass
class Product:
    """A product."""

    code: str
    name: str
    price: Decimal
    gross: bool
    vat: Decimal
    active: bool
    account: int | None
    changed: datetime

    @property
    def prices(self) -> tuple[Decimal, Decimal]:
        """Without and with VAT, as the list shows them, in twelve decimals."""
        if self.gross:
            return net_of(self.price, self.vat, 12), rounded(self.price, 12)
        return rounded(self.price, 12), gross_of(self.price, self.vat, 12)


@dataclass
class Voucher:
    """A voucher of the ledger; the ones that documents make are known by type and number."""

    kind: str
    number: int
    day: date
    rows: Rows
    status: str = "valid"
    key: int = 0


@dataclass
class Line:
    """A product line of a sales document."""

    product: str
    quantity: Decimal
    price: Decimal
    gross: bool
    vat: Decimal
    discount: Decimal
    account: int = SALES
    key: int = 0
    delivered: Decimal = Decimal(0)
    invoiced: Decimal = Decimal(0)

    @property
    def sums(self) -> tuple[Decimal, Decimal]:
        """Without and with VAT: what the price says is rounded to cents, and from that the other."""
        amount = rounded(Fraction(self.quantity) * Fraction(self.price) * (100 - Fraction(self.discount)) / 100)
        return (net_of(amount, self.vat), amount) if self.gross else (amount, gross_of(amount, self.vat))


@dataclass
class Document:
    """An invoice or an order, as it was sent; what the register gave it stays when the register changes."""

    kind: str
    day: date
    due: date
    status: str
    customer: int
    lines: list[Line]
    partial: bool
    number: int | None = None
    """`None` in what is sent: the next one."""
    code: str = ""
    name: str = ""
    voucher: Voucher | None = None

    @property
    def total(self) -> Decimal:
        return sum((line.sums[1] for line in self.lines), Decimal(0))

    @property
    def rows(self) -> Rows:
        """Receivables against sales and VAT."""
        made = [(RECEIVABLES, self.total)]
        for line in self.lines:
            net, total = line.sums
            made += [(line.account, -net), (VAT_DEBT, net - total)]
        return by_account(made)


@dataclass
class Payment:
    """A sales payment."""

    document: int | None
    day: date
    paid: Decimal
    total: Decimal
    """By which it lowers what is open: what was written off with it counts."""
    reference: str
    name: str
    voucher: Voucher
    changed: datetime
    settled: bool = False
    """It needs no document."""


class Books:
    """The books of one company. A method either refuses and changes nothing, or does what the books should do."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.locked: date | None = None
        self.keys: set[int] = set()
        self.series: dict[str, int] = {}
        self.customers: dict[int, Customer] = {}
        self.products: dict[int, Product] = {}
        self.vouchers: list[Voucher] = []
        self.documents: dict[int, Document] = {}
        self.payments: dict[int, Payment] = {}
        self.credits: dict[tuple[int, int], Decimal] = {}
        """What a credit note took off an invoice."""
        self.deleted: dict[str, list[tuple[int, date]]] = {"invoice": [], "order": [], "payment": []}
        self.dimensions: dict[str, set[str]] = {}

    def is_locked(self, *days: date) -> bool:
        """Whether one of the days lies in a locked period."""
        return self.locked is not None and any(day <= self.locked for day in days)

    def next_in(self, series: str, given: int | None = None) -> int:
        """The number that is given, behind which the series goes on, or the next one."""
        last = self.series.get(series, 0)
        self.series[series] = max(last, given) if given is not None else last + 1
        return self.series[series] if given is None else given

    # Customers and products.

    def code_is_used(self, code: str, but: int = 0) -> bool:
        return bool(code) and any(c.code == code and key != but for key, c in self.customers.items())

    def add_customer(self, key: int, fields: dict[str, str]) -> None:
        refuse((self.code_is_used(fields.get("code", "")), "InvalidData"))
        self.customers[key] = Customer({name: value for name, value in fields.items() if value}, self.now)

    def edit_customer(self, key: int, fields: dict[str, str]) -> None:
        """What is empty is emptied; what is left out stays."""
        refuse((key not in self.customers or self.code_is_used(fields.get("code", ""), key), "InvalidData"))
        merged = {**self.customers[key].fields, **fields}
        self.customers[key].fields = {name: value for name, value in merged.items() if value}
        self.customers[key].changed = self.now
        for document in self.documents.values():
            if document.customer == key:
                document.code = self.customers[key].code

    def delete_customer(self, key: int) -> None:
        invoiced = any(document.customer == key for document in self.documents.values())
        refuse((key not in self.customers or invoiced, "InvalidData"))
        del self.customers[key]

    def edit_person(self, customer: int, person: int, fields: dict[str, object], *, new: bool) -> None:
        known = self.customers.get(customer)
        refuse((known is None or (not new and person not in known.persons), "InvalidData"))
        assert known is not None
        office = fields.get("office")
        refuse((bool(office) and office not in known.offices, "InvalidData"))
        if fields.get("default"):
            for other in known.persons.values():
                other["default"] = False
        known.persons[person] = {**known.persons.get(person, {}), **fields}

    def delete_person(self, customer: int, person: int) -> None:
        known = self.customers.get(customer)
        refuse((known is None or person not in known.persons, "InvalidData"))
        assert known is not None
        del known.persons[person]

    def edit_office(self, customer: int, office: int, fields: dict[str, str]) -> None:
        known = self.customers.get(customer)
        refuse((known is None or office not in known.offices, "InvalidData"))
        assert known is not None
        merged = {**known.offices[office], **fields}
        known.offices[office] = {name: value for name, value in merged.items() if value}

    def store_product(self, key: int, product: Product, *, new: bool) -> None:
        used = any(other.code == product.code and at != key for at, other in self.products.items())
        refuse((not new and key not in self.products, "InvalidData"), (used, "DuplicateData"))
        self.products[key] = product

    # The ledger.

    def post(self, kind: str, day: date, rows: Rows, number: int | None = None, key: int = 0) -> Voucher:
        voucher = Voucher(kind, self.next_in(f"voucher {kind}", number), day, rows, key=key)
        self.vouchers.append(voucher)
        return voucher

    def number_is_used(self, kind: str, number: int | None, but: int = 0) -> bool:
        return any(v.kind == kind and v.number == number and not (but and v.key == but) for v in self.vouchers)

    def voucher(self, key: int) -> Voucher | None:
        return next((voucher for voucher in self.vouchers if voucher.key == key), None)

    def check_voucher(
        self,
        day: date,
        kind: str,
        lines: Sequence[tuple[int, Decimal, Decimal]],
        *,
        gross: bool,
        number: int | None,
        wrong: bool,
    ) -> None:
        """Refuse a voucher; `wrong` tells what else is the matter with its rows."""
        unbalanced = not gross and sum(total for _, total, _ in lines) != 0
        refuse(
            (self.is_locked(day), "PeriodLocked"),
            (self.number_is_used(kind, number), "DuplicateData"),
            (wrong or unbalanced, "InvalidData"),
        )

    def edit_voucher(
        self, key: int, day: date | None, lines: Sequence[tuple[int, Decimal, Decimal]], *, gross: bool, wrong: bool
    ) -> None:
        """What is left out stays; rows take the place of all rows."""
        voucher = self.voucher(key)
        refuse((voucher is None or voucher.status != "valid", "InvalidData"))
        assert voucher is not None
        refuse(
            (self.is_locked(voucher.day, day or voucher.day), "PeriodLocked"),
            (wrong or (not gross and sum(total for _, total, _ in lines) != 0), "InvalidData"),
        )
        voucher.day = day or voucher.day
        voucher.rows = voucher_rows(lines, gross=gross) if lines else voucher.rows

    def invalidate(self, keys: Iterable[int]) -> None:
        found = [self.voucher(key) for key in keys]
        refuse(
            (any(each is None or each.status != "valid" for each in found), "InvalidData"),
            (self.is_locked(*(each.day for each in found if each is not None)), "PeriodLocked"),
        )
        for each in found:
            if each is not None:
                each.status = "invalidated"

    # Dimensions.

    def use_dimensions(self, pairs: Iterable[tuple[str, str]], *, only_existing: bool = False) -> None:
        missing = [pair for pair in pairs if pair[1] not in self.dimensions.get(pair[0], ())]
        refuse((only_existing and bool(missing), "InvalidData"))
        for heading, item in missing:
            self.dimensions.setdefault(heading, set()).add(item)

    def add_dimension_item(self, heading: str, item: str) -> None:
        known = self.dimensions.get(heading)
        refuse((known is None, "InvalidData"), (known is not None and item in known, "DuplicateData"))
        self.dimensions[heading].add(item)


def voucher_rows(lines: Sequence[tuple[int, Decimal, Decimal]], *, gross: bool) -> Rows:
    """The rows of a voucher by account; of a gross one with those for VAT and the rounding difference."""
    if not gross:
        return by_account((account, total) for account, total, _ in lines)
    made = []
    for account, total, vat in lines:
        net = net_of(total, vat)
        made += [(account, net), (VAT_DEBT if 3000 <= account < 4000 else VAT_RECEIVABLE, total - net)]
    return by_account([*made, (ROUNDING, -sum((total for _, total in made), Decimal(0)))])


def reference_of(number: int) -> str:
    """The reference number that a document gets by its number."""
    return reference_number(1000 + number)

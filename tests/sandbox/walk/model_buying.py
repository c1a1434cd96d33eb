"""What vendors, purchase invoices, stock and staff of a company should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from .model import ROUNDING, VAT_RECEIVABLE, Books
from .reckoning import by_account, net_of, refuse

PAYABLES, PURCHASES = 2871, 4000
STAGES = ("open", "reject", "contentsupervisorrejected", "approved", "acceptorrejected", "accepted")
NO_PERIOD_ENDS = date.max


@dataclass
class Vendor:
    """A vendor; a bank account is written without spaces."""

    name: str
    tax: str
    code: str = ""
    account: str = ""


@dataclass
class PurchaseInvoice:
    """A purchase invoice: its lines are sums with VAT, and their VAT in percent."""

    number: str
    day: date
    vendor: int
    lines: list[tuple[Decimal, Decimal]]
    total: Decimal
    stage: str = "open"
    posted: bool = False


@dataclass
class Employee:
    """An employee with periods: profession and last day."""

    identifier: str
    number: int | None
    first: str
    periods: dict[int, tuple[str, date]] = field(default_factory=dict)

    def has_left(self, today: date) -> bool:
        """Whether all of the employment is over; without any period it goes on."""
        return bool(self.periods) and all(last < today for _, last in self.periods.values())


class BuyingBooks(Books):
    """The books of one company, what it buys and stores and who works there included."""

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.vendors: dict[int, Vendor] = {}
        self.bought: dict[int, PurchaseInvoice] = {}
        self.stock: dict[tuple[int, int], Decimal] = {}
        """By product and warehouse."""
        self.staff: dict[int, Employee] = {}

    # Vendors and their invoices.

    def store_vendor(self, key: int, vendor: Vendor, *, new: bool) -> None:
        refuse((not new and key not in self.vendors, "InvalidData"))
        used = any(v.code == vendor.code and at != key for at, v in self.vendors.items())
        refuse((bool(vendor.code) and used, "DuplicateData"))
        self.vendors[key] = vendor

    def vendor_of(self, name: str, tax: str, account: str, first: str) -> int | None:
        """The vendor that an invoice names by the eight documented rules, the chosen criterion before them."""

        def plain(number: str) -> str:
            return number.replace("-", "").removeprefix("FI")

        def has(vendor: Vendor, what: str) -> bool:
            return {
                "account": bool(account) and vendor.account == account,
                "tax": bool(tax) and plain(vendor.tax) == plain(tax),
                "name": bool(name) and vendor.name.casefold() == name.casefold(),
                "no tax": not vendor.tax,
            }[what]

        rules = [
            ("account", "name", "tax"),
            ("account", "tax"),
            ("account", "name"),
            ("name", "tax"),
            ("account", "no tax"),
            ("account",),
            ("tax",),
            ("name",),
        ]
        chosen: list[tuple[str, ...]] = [({"name": "name", "organizationid": "tax"}[first],)] if first else []
        for rule in [*chosen, *rules]:
            for key, vendor in sorted(self.vendors.items()):
                if all(has(vendor, what) for what in rule):
                    return key
        return None

    def import_invoice(self, key: int, invoice: PurchaseInvoice, *, ready: bool) -> None:
        refuse((self.is_locked(invoice.day), "PeriodLocked"))
        self.bought[key] = invoice
        if ready:
            self._post_purchase(invoice)

    def _post_purchase(self, invoice: PurchaseInvoice) -> None:
        rows = [(PAYABLES, -invoice.total)]
        for total, vat in invoice.lines:
            net = net_of(total, vat)
            rows += [(PURCHASES, net), (VAT_RECEIVABLE, total - net)]
        rows.append((ROUNDING, -sum((total for _, total in rows), Decimal(0))))
        self.post("Ostolasku", invoice.day, by_account(rows))
        invoice.posted = True

    def move_on(self, key: int, stage: str | None, *, ready: bool) -> None:
        """Move an invoice forward, and post it."""
        invoice = self.bought.get(key)
        refuse((invoice is None or invoice.posted, "InvalidData"))
        assert invoice is not None
        refuse(
            (stage is not None and STAGES.index(stage) <= STAGES.index(invoice.stage), "InvalidData"),
            (ready and self.is_locked(invoice.day), "PeriodLocked"),
        )
        invoice.stage = stage or invoice.stage
        if ready:
            self._post_purchase(invoice)

    # The stock.

    def move_stock(self, lines: Sequence[tuple[int, int, str, Decimal, bool]]) -> None:
        """Lines of an event: product, warehouse, type, quantity, and whether it counts for nothing."""
        refuse(
            (any(product not in self.products or place not in (1, 2) for product, place, *_ in lines), "InvalidData")
        )
        for product, place, kind, quantity, bypassed in lines:
            before = self.stock.setdefault((product, place), Decimal(0))
            after = {"Inventointi": quantity, "Myynti": before - abs(quantity)}.get(kind, before + quantity)
            self.stock[product, place] = before if bypassed else after

    # Staff.

    def add_employee(self, key: int, employee: Employee) -> None:
        refuse((self._is_used(0, employee.identifier, employee.number), "DuplicateData"))
        self.staff[key] = employee

    def _is_used(self, key: int, identifier: str, number: int | None) -> bool:
        return any(
            e.identifier == identifier or (number is not None and e.number == number)
            for at, e in self.staff.items()
            if at != key
        )

    def edit_employee(self, identifier: str, number: int | None, first: str) -> None:
        """Change the employee of an identity code; a number that is left out stays."""
        found = next((key for key, e in self.staff.items() if e.identifier == identifier), None)
        refuse((found is None, "InvalidData"))
        assert found is not None
        refuse((self._is_used(found, identifier, number), "DuplicateData"))
        known = self.staff[found]
        known.first, known.number = first, known.number if number is None else number

    def add_period(self, key: int, employee: int, period: tuple[str, date]) -> None:
        refuse((employee not in self.staff, "InvalidData"))
        self.staff[employee].periods[key] = period

    def change_period(self, key: int, profession: str | None, last: date | None) -> None:
        """Change what is given of a period, or delete one of which nothing is given."""
        owner = next((e for e in self.staff.values() if key in e.periods), None)
        refuse((owner is None, "InvalidData"))
        assert owner is not None
        old = owner.periods[key]
        owner.periods[key] = (profession or old[0], last or old[1])

    def delete_period(self, key: int) -> None:
        owner = next((e for e in self.staff.values() if key in e.periods), None)
        refuse((owner is None, "InvalidData"))
        assert owner is not None
        del owner.periods[key]

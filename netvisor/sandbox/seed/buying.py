"""What a seeded company buys: its vendors, their invoices, orders of goods, and the stock that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Final, Literal

from netvisor.declare import UNSET
from netvisor.resources import products, purchases
from netvisor.resources.common import Dimension
from netvisor.sandbox.books.core.money import CENTS, product_of, rounded
from netvisor.sandbox.books.payments.outgoing import pay_invoice
from netvisor.sandbox.seed.author import Author
from netvisor.sandbox.seed.names import address, business_id, e_mail, person, phone
from netvisor.sandbox.seed.registers import COST_CENTRE, SHOP, WORKSHOP, Ware

_VAT: Final = Decimal("25.5")
_BUDGET: Final = {12: 6, 1: 9, 2: 16, 3: 22, 4: 24, 5: 18, 6: 14, 7: 8, 8: 10, 9: 7, 10: 6, 11: 4}
"""Purchases of goods in a month, in thousands of euros."""
_STORE: Final = "Päävarasto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """A vendor as the story needs it, and what its invoices say."""

    code: str
    name: str
    what: str
    account: int
    centre: str = ""
    day: int
    """Of the month, on which its invoice comes."""
    low: str = "0"
    high: str = "0"
    """Between which sums its invoices are, with VAT."""
    days: int = 14
    """Between its invoice and its due date."""
    vat: bool = True


_WHOLESALER: Final = Supplier(
    code="T-03",
    name="Pohjolan Pyörätukku Oy",
    what="Polkupyörät ja varaosat",
    account=4000,
    centre=SHOP,
    day=9,
    days=30,
)
_SUPPLIERS: Final = (
    # Rents of such premises carry no VAT here.
    Supplier(
        code="T-01",
        name="Kiinteistö Oy Asemanaukio",
        what="Liiketilan vuokra",
        account=7230,
        centre=SHOP,
        day=1,
        low="1860.00",
        high="1860.00",
        days=7,
        vat=False,
    ),
    Supplier(
        code="T-02",
        name="Kassapääte Palvelut Oy",
        what="Kassajärjestelmä ja verkkokauppa",
        account=7610,
        centre=SHOP,
        day=5,
        low="148.00",
        high="214.00",
    ),
    _WHOLESALER,
    Supplier(
        code="T-04",
        name="Lähivoima Sähkö Oy",
        what="Sähkö ja lämpö",
        account=7360,
        centre=WORKSHOP,
        day=12,
        low="130.00",
        high="560.00",
    ),
    Supplier(
        code="T-05",
        name="Mainostoimisto Värikäs Oy",
        what="Mainokset",
        account=7960,
        centre=SHOP,
        day=16,
        low="120.00",
        high="680.00",
    ),
    Supplier(
        code="T-06",
        name="Tilitoimisto Tasan Oy",
        what="Tilitoimisto",
        account=8460,
        day=20,
        low="248.00",
        high="322.00",
    ),
)


class Buying:
    """Buys through the calls of the interface; what it pays, people pay.

    Args:
        author: whoever does the calls.
        wares: what can be bought: everything with a purchase price.
        until: invoices that fall due later are not paid yet.
    """

    def __init__(self, author: Author, wares: Sequence[Ware], until: date) -> None:
        self._author = author
        self._wares = [ware for ware in wares if ware.bought]
        self._until = until
        self._due: list[tuple[datetime, int]] = []
        self._orders = 0

    def register(self, at: datetime) -> None:
        """The vendors, and what is in stock at the beginning."""
        for supplier in _SUPPLIERS:
            self._author.post("vendor.nv", self._vendor(supplier), at, method="add")
        counted = [(ware, Decimal(ware.most + 2)) for ware in self._wares]
        self._stock(at, "Inventointi", "Alkuinventaario", counted)

    def month(self, first: date, last: date) -> Iterator[tuple[datetime, Supplier]]:
        """The invoices that come in a month; the last ones fall away when the month is cut short."""
        for supplier in _SUPPLIERS:
            when = datetime.combine(first.replace(day=supplier.day), time(9 + supplier.day % 7, 5 * supplier.day % 60))
            if when.date() <= last:
                yield when, supplier

    def invoice(self, at: datetime, supplier: Supplier) -> None:
        """An invoice comes: of the wholesaler with goods that were ordered, of the others for what they do."""
        if supplier is _WHOLESALER:
            self._goods(at)
            return
        low, high = Decimal(supplier.low), Decimal(supplier.high)
        total = low if low == high else self._author.euros(int(low), int(high))
        line = self._invoice_line(supplier, supplier.what, Decimal(1), total)
        self._import(at, supplier, [line], [])

    def payments(self) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """When the invoices that came since the last question are paid."""
        while self._due:
            when, key = self._due.pop()
            yield when, partial(pay_invoice, self._author.work(when), key)

    def preorder(self, at: datetime) -> None:
        """What is ordered for the next spring and has not come."""
        self._order(at, [(ware, Decimal(ware.most * 2)) for ware in self._wares if ware.peak], arrives=False)

    # Goods.

    def _goods(self, at: datetime) -> None:
        """Order, receive and enter goods for the budget of the month; what is left over of the last ones is sold."""
        chosen = self._chosen(Decimal(_BUDGET[at.month] * 1000))
        number = self._order(at - timedelta(days=7), chosen, arrives=True)
        self._stock(at - timedelta(days=2), "Hankinta", number, chosen)
        self._stock(
            at - timedelta(days=1),
            "Myynti",
            "Kuukauden myynti",
            [
                (ware, Decimal(self._author.chance.randint(int(quantity) // 2, int(quantity))))
                for ware, quantity in chosen
            ],
        )
        lines = [
            self._invoice_line(_WHOLESALER, ware.name, quantity, rounded(product_of(quantity, self._gross(ware))), ware)
            for ware, quantity in chosen
        ]
        self._import(at, _WHOLESALER, lines, [number])

    def _chosen(self, budget: Decimal) -> list[tuple[Ware, Decimal]]:
        """Some goods for a sum without VAT, three quarters of it for bicycles."""
        chance = self._author.chance
        chosen: dict[str, tuple[Ware, Decimal]] = {}
        dear, cheap = ([ware for ware in self._wares if ware.peak is peak] for peak in (True, False))
        for shelf, share in ((dear, Decimal("0.75")), (cheap, Decimal("0.25"))):
            left = budget * share
            while left > 0:
                ware = chance.choice(shelf)
                quantity = Decimal(chance.randint(1, ware.most))
                before = chosen.get(ware.code, (ware, Decimal(0)))[1]
                chosen[ware.code] = (ware, before + quantity)
                left -= quantity * ware.bought
        return list(chosen.values())

    def _gross(self, ware: Ware) -> Decimal:
        return (ware.bought * (1 + _VAT / 100)).quantize(CENTS)

    def _order(self, at: datetime, goods: Sequence[tuple[Ware, Decimal]], *, arrives: bool) -> str:
        self._orders += 1
        number = f"{at:%Y}-{self._orders:03}"
        lines = [
            purchases.PurchaseOrderProductLine(
                product_code=purchases.OrderedProductCode(ware.code, "customer"),
                ordered_amount=quantity,
                unit_price=ware.bought,
                vat_percent=_VAT,
                inventory_place=purchases.InventoryPlace(_STORE, "customer"),
            )
            for ware, quantity in goods
        ]
        message = purchases.PurchaseOrder(
            order_number=number,
            order_status="archived" if arrives else "senttovendor",
            order_date=at.date(),
            vendor_identifier=purchases.VendorIdentifier(_WHOLESALER.code, "code"),
            purchase_order_lines=purchases.PurchaseOrderLines(purchase_order_product_line=lines),
        )
        self._author.post("purchaseorder.nv", message, at, method="add")
        return number

    def _stock(self, at: datetime, kind: str, reference: str, goods: Sequence[tuple[Ware, Decimal]]) -> None:
        lines = [
            products.WarehouseEventLine(
                event_type=kind,
                product=products.EventProduct(ware.code),
                quantity=quantity,
                unit_price=ware.bought,
                inventory_place=products.EventInventoryPlace(_STORE),
                value_date=at.date(),
                status="handled",
            )
            for ware, quantity in goods
        ]
        message = products.WarehouseEvent(
            reference=reference, warehouse_event_lines=products.WarehouseEventLines(warehouse_event_line=lines)
        )
        self._author.post("warehouseevent.nv", message, at)

    # Invoices.

    def _vendor(self, supplier: Supplier) -> purchases.Vendor:
        chance = self._author.chance
        street, post_number, town = address(chance)
        first, last = person(chance)
        return purchases.Vendor(
            vendor_base_information=purchases.VendorBaseInformation(
                code=supplier.code,
                name=supplier.name,
                address=street,
                post_code=post_number,
                city=town,
                country="FI",
                organization_id=business_id(chance),
            ),
            vendor_contact_details=purchases.VendorContactDetails(
                phone_number=phone(chance),
                contact_person_name=f"{first} {last}",
                contact_person_email=e_mail(f"{first} {last}"),
            ),
            vendor_additional_information=purchases.VendorAdditionalInformation(
                default_vat_percent=_VAT if supplier.vat else Decimal(0),
                payment_term_net_days=supplier.days,
            ),
        )

    def _invoice_line(
        self, supplier: Supplier, name: str, quantity: Decimal, total: Decimal, ware: Ware | None = None
    ) -> purchases.PurchaseInvoiceLine:
        dimension = [Dimension(dimension_name=COST_CENTRE, dimension_item=supplier.centre)] if supplier.centre else []
        return purchases.PurchaseInvoiceLine(
            product_code=UNSET if ware is None else ware.code,
            product_name=name,
            delivered_amount=quantity,
            unit_price=total if ware is None else self._gross(ware),
            vat_percent=_VAT if supplier.vat else 0,
            line_sum=total,
            accounting_suggestion=supplier.account,
            dimension=dimension,
        )

    def _import(
        self, at: datetime, supplier: Supplier, lines: list[purchases.PurchaseInvoiceLine], orders: list[str]
    ) -> None:
        due = at.date() + timedelta(days=supplier.days)
        # The newest ones still go round.
        posted = at.date() < self._until - timedelta(days=6)
        stage: Literal["accepted", "open"] = "accepted" if posted else "open"
        related = [purchases.PurchaseInvoiceRelatedPurchaseOrderNumber(purchase_order_number=each) for each in orders]
        message = purchases.PurchaseInvoice(
            invoice_number=str(self._author.chance.randint(10000, 99999)),
            invoice_date=purchases.InvoiceDate(at.date()),
            value_date=at.date(),
            due_date=due,
            purchase_invoice_on_round=stage,
            vendor_code=supplier.code,
            vendor_name=supplier.name,
            amount=sum((Decimal(line.line_sum) for line in lines), Decimal(0)),
            ready_for_accounting=1 if posted else UNSET,
            primary_vendor_match_type="code",
            purchase_invoice_lines=purchases.PurchaseInvoiceLines(purchase_invoice_line=lines),
            purchase_invoice_related_purchase_order_numbers=(
                purchases.PurchaseInvoiceRelatedPurchaseOrderNumbers(
                    purchase_invoice_related_purchase_order_number=related
                )
                if related
                else UNSET
            ),
        )
        key = self._author.post("purchaseinvoice.nv", message, at)
        if posted and due <= self._until:
            self._due.append((datetime.combine(due, time(7, self._author.chance.randint(0, 59))), key))

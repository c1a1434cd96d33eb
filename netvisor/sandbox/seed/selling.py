"""What a seeded company sells: invoices, the payments that come for them, returns, orders and a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from netvisor.declare import CLEAR, UNSET
from netvisor.resources import payments, sales
from netvisor.sandbox.pdf import pdf
from netvisor.sandbox.seed.author import Author
from netvisor.sandbox.seed.registers import COST_CENTRE, Buyer, Ware

_BANK: Final = "FI2112345600000785"
_AT_HOME: Final = sales.ProductVatPercentage(Decimal("25.5"), "KOMY")
_ABROAD: Final = sales.ProductVatPercentage(Decimal(0), "EUMY")
_RECENT: Final = timedelta(days=3)


class Selling:
    """The sales of a company, told invoice by invoice.

    Args:
        author: does the calls.
        buyers: the customers.
        wares: the products.
        until: the last day; payments behind it are not in the books.
    """

    def __init__(self, author: Author, buyers: Sequence[Buyer], wares: Sequence[Ware], *, until: date) -> None:
        self._author = author
        self._chance = author.chance
        self._buyers = buyers
        self._wares = wares
        self._peak = [ware for ware in wares if ware.peak]
        self._until = until
        self._expected: list[tuple[datetime, Callable[[], object]]] = []

    def expected(self) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """The payments that became known since the last look, and come within the story."""
        expected, self._expected = self._expected, []
        return ((when, event) for when, event in expected if when.date() <= self._until)

    def invoice(self, at: datetime, *, peak: bool) -> None:
        """One invoice; most are paid sooner or later."""
        chance = self._chance
        buyer = chance.choice(self._buyers)
        lines = [self._invoice_line(buyer, ware) for ware in self._some(peak=peak)]
        if chance.random() < 0.3:
            text = chance.choice(("Kiitos tilauksesta!", "Huolto sovittu puhelimitse.", "Toimitus noutona myymälästä."))
            lines.append(sales.InvoiceLine(sales_invoice_comment_line=sales.SalesInvoiceCommentLine(comment=text)))
        recent = at.date() > self._until - _RECENT
        partial = not buyer.private and chance.random() < 0.04
        message = self._document(
            buyer,
            at,
            lines,
            status="unsent" if recent else "open",
            expect_partial_payments=True if partial else UNSET,
            sales_invoice_your_reference=f"PO-{chance.randint(10000, 99999)}" if chance.random() < 0.4 else UNSET,
            sales_invoice_attachments=self._work_order(buyer) if chance.random() < 0.05 else UNSET,
        )
        key = self._author.post("salesinvoice.nv", message, at, method="add")
        if not recent:
            self._await(key, buyer, at, partial=partial)
        if not recent and chance.random() < 0.02:
            back = at + timedelta(days=chance.randint(2, 12))
            self._expected.append((back, lambda: self._returned(back, buyer, lines[0])))

    def _some(self, *, peak: bool) -> list[Ware]:
        chance = self._chance
        shelf = self._peak if peak and chance.random() < 0.6 else self._wares
        return chance.sample(shelf, chance.choice((1, 1, 2, 2, 3, 4)))

    def _invoice_line(self, buyer: Buyer, ware: Ware, quantity: int | None = None) -> sales.InvoiceLine:
        if quantity is None:
            quantity = 1 if buyer.private else self._chance.randint(1, ware.most)
        off = self._chance.random() < 0.12 and not buyer.private
        dimension = sales.Dimension(dimension_name=COST_CENTRE, dimension_item=sales.DimensionItem(ware.centre))
        return sales.InvoiceLine(
            sales_invoice_product_line=sales.SalesInvoiceProductLine(
                product_identifier=sales.ProductIdentifier(ware.code, "customer"),
                product_name=ware.name,
                product_unit_price=sales.ProductUnitPrice(ware.price, "net"),
                product_vat_percentage=_ABROAD if buyer.foreign else _AT_HOME,
                sales_invoice_product_line_quantity=Decimal(quantity),
                dimension=[dimension],
                sales_invoice_product_line_discount_percentage=(
                    sales.SalesInvoiceProductLineDiscountPercentage(Decimal(self._chance.choice((5, 10, 15))))
                    if off
                    else UNSET
                ),
            )
        )

    def _document(
        self, buyer: Buyer, at: datetime, lines: Sequence[sales.InvoiceLine], **fields: Any
    ) -> sales.SalesInvoice:
        status = fields.pop("status")
        return sales.SalesInvoice(
            sales_invoice_date=at.date(),
            sales_invoice_amount=CLEAR,
            sales_invoice_status=status,
            invoicing_customer_identifier=sales.InvoicingCustomerIdentifier(buyer.code, "customer"),
            payment_term=sales.PaymentTerm(CLEAR, "customerdefault"),
            invoice_lines=sales.InvoiceLines(invoice_line=list(lines)),
            **fields,
        )

    def _work_order(self, buyer: Buyer) -> sales.SalesInvoiceAttachments:
        number = self._chance.randint(1000, 9999)
        content = pdf([f"Työmääräys {number}", buyer.name, "Tarkastettu ja koeajettu."])
        return sales.SalesInvoiceAttachments(
            sales_invoice_attachment=[
                sales.SalesInvoiceAttachment(
                    mime_type="application/pdf",
                    attachment_description=f"Työmääräys {number}",
                    file_name=f"tyomaarays-{number}.pdf",
                    document_data=sales.DocumentData(content),
                )
            ]
        )

    # Payments.

    def _await(self, key: int, buyer: Buyer, at: datetime, *, partial: bool) -> None:
        """Expect the payment of an invoice: in time mostly, late now and then, and now and then never."""
        chance = self._chance
        due = date.fromisoformat(self._row(key)["due"])
        if chance.random() < 0.03:
            return
        late = chance.choice((-6, -3, -1, 0, 0, 0, 0, 1, 2, 5, 17))
        day = max(at.date(), due + timedelta(days=late))
        half = datetime.combine(day, time(6, chance.randint(0, 59)))
        if partial:
            self._expected.append((half, lambda: self._paid(key, buyer, half, Decimal("0.5"))))
            day += timedelta(days=30)
        whole = datetime.combine(day, time(6, chance.randint(0, 59)))
        self._expected.append((whole, lambda: self._paid(key, buyer, whole, Decimal(1))))

    def _paid(self, key: int, buyer: Buyer, at: datetime, share: Decimal) -> None:
        row = self._row(key)
        total = (Decimal(row["total"]) - self._paid_before(key)) * share
        # A card at the counter names the invoice; a payment by bank names its reference.
        card = buyer.private and self._chance.random() < 0.5
        by_number = payments.TargetIdentifier(str(row["number"]), "invoicenumber")
        by_reference = payments.TargetIdentifier(row["reference"], "reference")
        by_card = payments.PaymentMethod("pankkikortti", "alternative")
        by_bank = payments.PaymentMethod(_BANK, "bankaccount")
        message = payments.SalesPayment(
            sum=payments.Sum(total.quantize(Decimal("0.01"))),
            payment_date=at.date(),
            target_identifier=by_number if card else by_reference,
            source_name=buyer.name,
            payment_method=by_card if card else by_bank,
        )
        self._author.post("salespayment.nv", message, at)

    def _paid_before(self, key: int) -> Decimal:
        sql = "select total from payment where company = ? and document = ?"
        return sum((Decimal(row["total"]) for row in self._author.rows(sql, key)), Decimal(0))

    def _row(self, key: int) -> Any:
        sql = "select number, reference, due, total from document where company = ? and key = ?"
        return self._author.rows(sql, key)[0]

    # What is not a plain invoice.

    def _returned(self, at: datetime, buyer: Buyer, line: sales.InvoiceLine) -> None:
        product = line.sales_invoice_product_line
        ware = next(ware for ware in self._wares if ware.code == product.product_identifier.value)  # type: ignore[union-attr]  # the first line is always one of a product
        note = sales.SalesInvoiceCommentLine(comment="Hyvitys palautuksesta")
        lines = [self._invoice_line(buyer, ware, -1), sales.InvoiceLine(sales_invoice_comment_line=note)]
        message = self._document(buyer, at, lines, status="open")
        self._author.post("salesinvoice.nv", message, at, method="add")

    def orders(self, at: datetime) -> None:
        """What is not invoiced yet: three orders and a draft."""
        for kind, status in (
            ("order", "undelivered"),
            ("order", "undelivered"),
            ("order", "delivered"),
            ("invoicedraft", CLEAR),
        ):
            buyer = self._chance.choice(self._buyers)
            lines = [self._invoice_line(buyer, ware) for ware in self._some(peak=False)]
            message = self._document(buyer, at, lines, status=status, invoice_type=kind)
            self._author.post("salesinvoice.nv", message, at, method="add")

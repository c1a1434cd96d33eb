"""What the sales of a company should be: documents, payments, credit notes, deliveries, what remains open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from .model import (
    CLOSED,
    CREDIT_LOSSES,
    OPEN,
    RECEIVABLES,
    ROUNDING,
    SALES,
    Books,
    Document,
    Line,
    Payment,
    reference_of,
)
from .reckoning import by_account, refuse

CARDS, DISCOUNTS = 1920, 3500
WRITTEN_OFF = {"rounding": ROUNDING, "discount": DISCOUNTS, "creditloss": CREDIT_LOSSES}


class SalesBooks(Books):
    """The books of one company, its sales included."""

    def reference(self, document: Document) -> str:
        return reference_of(document.number or 0)

    def open_sum(self, key: int) -> Decimal:
        """What remains to be paid of a document; nothing once it is paid or written off."""
        document = self.documents[key]
        return Decimal(0) if document.status in CLOSED else self.unpaid(key)

    def unpaid(self, key: int) -> Decimal:
        """The total less payments and credit notes; of a credit note, less what it took off invoices."""
        left = self.documents[key].total - sum(p.total for p in self.payments.values() if p.document == key)
        for (note, invoice), total in self.credits.items():
            left += total * ((note == key) - (invoice == key))
        return left

    def status(self, document: Document) -> str:
        """The status as it is shown: an open invoice behind its due date is overdue."""
        is_late = document.status == "open" and document.due < self.now.date()
        return "overdue" if is_late else document.status

    # Documents.

    def store(self, key: int, sent: Document, *, new: bool) -> None:
        """Add a document, or put one in the place of another."""
        old = self.documents.get(key)
        refuse(
            (not new and (old is None or old.kind != sent.kind), "InvalidData"),
            (sent.customer not in self.customers, "InvalidData"),
        )
        others = {d.number for at, d in self.documents.items() if d.kind == sent.kind and (new or at != key)}
        refuse(
            (sent.number in others, "DuplicateData"),
            (self._voucher_is_locked(old, sent), "PeriodLocked"),
        )
        if sent.number is None and old is not None:
            number = old.number
        else:
            number = self.next_in(f"{sent.kind} number", sent.number)
        buyer = self.customers[sent.customer]
        made = replace(sent, number=number, code=buyer.code, name=buyer.fields["name"])
        made.voucher = None if old is None else old.voucher
        self.documents[key] = made
        self._post(made)

    def _account(self, line: Line) -> int:
        known = next((p.account for p in self.products.values() if p.code == line.product), None)
        return known or SALES

    def _voucher_is_locked(self, old: Document | None, sent: Document) -> bool:
        """Whether a voucher would be made, changed or taken away in a locked period."""
        days = [old.voucher.day] if old is not None and old.voucher is not None else []
        if sent.kind == "invoice" and sent.status != "unsent":
            days.append(sent.day)
        return self.is_locked(*days)

    def _post(self, document: Document) -> None:
        if document.kind != "invoice" or document.status == "unsent":
            if document.voucher is not None:
                self.vouchers.remove(document.voucher)
            document.voucher = None
            return
        for line in document.lines:
            line.account = self._account(line)
        if document.voucher is None:
            document.voucher = self.post("Myyntilasku", document.day, document.rows)
        else:
            document.voucher.day, document.voucher.rows = document.day, document.rows

    def update_status(self, keys: Sequence[int], status: str) -> None:
        """Any status but unsent makes the voucher, and unsent takes it away; one that stands is left alone."""
        found = [self.documents.get(key) for key in keys]
        invoices = [each for each in found if each is not None and each.kind == "invoice"]
        changing = [each for each in invoices if (each.voucher is None) != (status == "unsent")]
        refuse(
            (len(invoices) < len(found), "InvalidData"),
            (self.is_locked(*(each.day for each in changing)), "PeriodLocked"),
        )
        for each in invoices:
            each.status = status
            if each in changing:
                self._post(each)

    def delete(self, key: int, kind: str) -> None:
        """Delete a document; payments and credit notes come off it."""
        document = self.documents.get(key)
        refuse((document is None or document.kind != kind, "InvalidData"))
        assert document is not None
        refuse((document.voucher is not None and self.is_locked(document.voucher.day), "PeriodLocked"))
        if document.voucher is not None:
            document.voucher.status = "deleted"
        for payment in self.payments.values():
            if payment.document == key:
                payment.document, payment.changed = None, self.now
        matched = [pair for pair in self.credits if key in pair]
        for pair in matched:
            del self.credits[pair]
        for note, invoice in matched:
            self._reopen(invoice if note == key else note)
        del self.documents[key]
        self.deleted[kind].append((key, self.now.date()))

    def _reopen(self, key: int) -> None:
        """What paid it is gone: it is open again, if that leaves anything of it open."""
        document, left = self.documents[key], self.unpaid(key)
        if document.kind == "invoice" and document.status in CLOSED and not _is_covered(document, left):
            document.status = "open"

    # Payments and credit notes.

    def pay(self, key: int, payment: Payment, target: tuple[str, object]) -> None:
        """Enter a payment; it is linked to the invoice it names, unless that is missing or closed."""
        by, value = target
        found = sorted(
            at
            for at, d in self.documents.items()
            if d.kind == "invoice" and value == {"key": at, "number": d.number, "reference": self.reference(d)}[by]
        )
        refuse((by == "key" and not found, "InvalidData"))
        invoice = self.documents[found[0]] if found else None
        linked = invoice is not None and invoice.status not in CLOSED
        left = self.open_sum(found[0]) - payment.paid if found else Decimal(0)
        strict = linked and invoice is not None and not invoice.partial
        refuse(
            (strict and invoice is not None and (left != 0 or invoice.status == "unsent"), "InvalidData"),
            (self.is_locked(payment.day), "PeriodLocked"),
        )
        if linked and invoice is not None:
            payment.document, payment.reference = found[0], self.reference(invoice)
            if _is_covered(invoice, left):
                invoice.status = "paid"
        rows = by_account([(CARDS, payment.paid), (RECEIVABLES, -payment.paid)])
        payment.voucher = self.post("Myyntisuoritus", payment.day, rows)
        self.payments[key] = payment

    def match_payment(self, payment: int, document: int | None, handling: str) -> None:
        """Link a payment that is linked to nothing, or settle it without a document."""
        paid = self.payments.get(payment)
        refuse((paid is None or paid.document is not None or paid.settled, "InvalidData"))
        assert paid is not None
        if handling == "notargeting":
            paid.settled, paid.changed = True, self.now
            return
        found = self.documents.get(document or 0)
        refuse((found is None or found.status in CLOSED, "InvalidData"))
        assert found is not None
        assert document is not None
        left = self.open_sum(document) - paid.paid
        fits = {
            "normal": left == 0,
            "discount": left >= 0,
            "creditloss": left > 0,
            "partialpayment": left > 0,
            "overpayment": left < 0,
        }
        writes_off = handling in WRITTEN_OFF and left != 0
        refuse(
            (not fits.get(handling, True), "InvalidData"),
            (writes_off and self.is_locked(paid.voucher.day), "PeriodLocked"),
        )
        if writes_off:
            extra = [(WRITTEN_OFF[handling], left), (RECEIVABLES, -left)]
            paid.voucher.rows = by_account([*paid.voucher.rows.items(), *extra])
            paid.total, left = paid.total + left, Decimal(0)
        paid.document, paid.changed = document, self.now
        if found.kind == "invoice" and _is_covered(found, left):
            found.status = "creditloss" if handling == "creditloss" else "paid"

    def delete_payment(self, key: int) -> None:
        """Delete a payment; its voucher is invalidated, and its invoice is open again."""
        payment = self.payments.get(key)
        refuse((payment is None, "InvalidData"))
        assert payment is not None
        refuse((self.is_locked(payment.voucher.day), "PeriodLocked"))
        payment.voucher.status = "invalidated"
        del self.payments[key]
        if payment.document is not None:
            self._reopen(payment.document)
        self.deleted["payment"].append((key, self.now.date()))

    def match_credit_note(self, note: int, invoice: int) -> None:
        """Take off an invoice what it and the credit note both leave open."""
        for key in (note, invoice):
            found = self.documents.get(key)
            refuse(
                (
                    found is None or found.kind != "invoice" or found.status not in OPEN or found.voucher is None,
                    "InvalidData",
                )
            )
        total = min(-self.unpaid(note), self.unpaid(invoice))
        wrong = self.documents[note].total >= 0 or self.documents[invoice].total <= 0
        refuse((wrong or total <= 0 or (note, invoice) in self.credits, "InvalidData"))
        self.credits[note, invoice] = total
        for key in (note, invoice):
            if self.unpaid(key) == 0:
                self.documents[key].status = "paid"

    # Orders.

    def deliver(
        self, customer: int, amounts: dict[int, Decimal], day: date, *, billed: bool
    ) -> tuple[Document, Document | None]:
        """Deliver lines of one order; gives it, and the invoice that is made of them, which has no key yet."""
        owners = {
            at: line
            for at, document in self.documents.items()
            if document.kind == "order"
            for line in document.lines
            if line.key in amounts
        }
        found = {line.key: line for order in self.orders for line in order.lines if line.key in amounts}
        refuse(
            (customer not in self.customers or set(found) != set(amounts) or len(owners) != 1, "InvalidData"),
        )
        order = self.documents[next(iter(owners))]
        for key, amount in amounts.items():
            line = found[key]
            before = line.invoiced if billed else line.delivered
            refuse((amount <= 0 or before + amount > line.quantity, "InvalidData"))
        for key, amount in amounts.items():
            line = found[key]
            line.invoiced += amount if billed else 0
            line.delivered = max(line.delivered, line.invoiced) if billed else line.delivered + amount
        if all(line.invoiced == line.quantity for line in order.lines):
            order.status = "billed"
        elif all(line.delivered == line.quantity for line in order.lines):
            order.status = "delivered"
        if not billed:
            return order, None
        lines = [
            replace(line, quantity=amounts[line.key], key=0, delivered=Decimal(0), invoiced=Decimal(0))
            for line in order.lines
            if line.key in amounts
        ]
        due = day + timedelta(days=(order.due - order.day).days)
        return order, Document("invoice", day, due, "unsent", customer, lines, order.partial)

    def move_prepayments(self, order: Document, invoice: int) -> None:
        """What paid an order pays its first invoice."""
        for payment in self.payments.values():
            if payment.document is not None and self.documents[payment.document] is order:
                payment.document, payment.changed = invoice, self.now

    @property
    def orders(self) -> list[Document]:
        return [document for document in self.documents.values() if document.kind == "order"]

    def delete_line(self, key: int) -> None:
        """Take a line off an order of which nothing is delivered; never the last one."""
        order = next((o for o in self.orders if any(line.key == key for line in o.lines)), None)
        refuse((order is None, "InvalidData"))
        assert order is not None
        line = next(each for each in order.lines if each.key == key)
        started = order.status != "undelivered" or line.delivered != 0 or line.invoiced != 0
        refuse((started or len(order.lines) == 1, "InvalidData"))
        order.lines.remove(line)


def _is_covered(document: Document, left: Decimal) -> bool:
    """Whether nothing is left to pay; a credit note is paid from the other side."""
    return left >= 0 if document.total < 0 else left <= 0

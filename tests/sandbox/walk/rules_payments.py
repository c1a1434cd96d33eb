"""Steps with the payments of sales, and with credit notes that are matched."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from netvisor import UNSET
from netvisor.resources import payments, sales

from .model import Payment, Voucher
from .rules_sales import Sales
from .world import TODAY, days, some_key, who

_LEAVING = ["rounding", "discount", "creditloss", "partialpayment"]
"""What may be done about a payment that leaves something open."""
HANDLINGS = ["normal", *_LEAVING, "overpayment", "notargeting"]


class Payments(Sales):
    """Invoices are paid in whole, in part and twice, credited, and opened again."""

    def begin(self, company: str) -> None:
        """A payment that pays nothing, beside the documents."""
        super().begin(company)
        self._pay(company, "pay nothing", Decimal("5.00"), TODAY, "number", 999)

    @rule(company=who, data=st.data())
    def match_credit_note(self, company: str, data: st.DataObject) -> None:
        model = self.sold(company)
        notes = [key for key in model.documents if model.open_sum(key) < 0]
        note = some_key(data, notes, list(model.documents), label="credit note")
        unpaid = [key for key, each in model.documents.items() if each.kind == "invoice" and model.open_sum(key) > 0]
        invoice = some_key(data, unpaid, list(model.documents), label="invoice")
        call = sales.match_credit_note(
            sales.MatchCreditNote(credit_note_netvisor_key=note, invoice_netvisor_key=invoice)
        )
        self.does(company, "match credit note", call, lambda _: model.match_credit_note(note, invoice))

    @rule(
        company=who,
        by=st.sampled_from(["key", "number", "reference"]),
        day=days,
        how=st.sampled_from(["whole", "whole", "half", "wrong", "more"]),
        data=st.data(),
    )
    def pay(self, company: str, by: str, day: date, how: str, data: st.DataObject) -> None:
        model = self.sold(company)
        key = self.document_key(company, data, "invoice", open_only=True)
        document = model.documents.get(key)
        left = model.open_sum(key) if document is not None and document.kind == "invoice" else Decimal(0)
        left = left or Decimal("10.00")
        factor = {"whole": Decimal(1), "half": Decimal("0.5"), "wrong": Decimal("0.9"), "more": Decimal("1.5")}[how]
        paid = (left * factor).quantize(Decimal("0.01")) or Decimal("0.01")
        number = document.number if document is not None else 999
        value: Any = {"key": key, "number": number, "reference": document and model.reference(document)}[by] or "13"
        self._pay(company, f"pay {how}", paid, day, by, value)

    def _pay(self, company: str, rule: str, paid: Decimal, day: date, by: str, value: Any) -> None:
        model = self.sold(company)
        kind: Any = {"key": "netvisor", "number": "invoicenumber", "reference": "reference"}[by]
        sent = payments.SalesPayment(
            sum=payments.Sum(paid),
            payment_date=day,
            source_name="Äiti Oy",
            target_identifier=payments.TargetIdentifier(str(value), kind),
            payment_method=payments.PaymentMethod("pankkikortti", "alternative"),
        )
        nothing = Voucher("", 0, day, {})
        payment = Payment(None, day, paid, paid, value if by == "reference" else "", "Äiti Oy", nothing, self.now)
        call = payments.add_sales_payment(sent)
        self.does(company, rule, call, lambda new: model.pay(new, payment, (by, value)))

    @rule(
        company=who,
        handling=st.sampled_from(HANDLINGS),
        fitting=st.sampled_from([True, True, False]),
        data=st.data(),
    )
    def match_payment(self, company: str, handling: Any, fitting: bool, data: st.DataObject) -> None:
        model = self.sold(company)
        loose = [key for key, each in model.payments.items() if each.document is None]
        payment = some_key(data, loose, list(model.payments), label="payment")
        key = None if handling == "notargeting" else self.document_key(company, data, "invoice", open_only=True)
        document = model.documents.get(key or 0)
        if document is not None and payment in model.payments and document.total * model.payments[payment].paid < 0:
            return  # money that goes the wrong way is nobody's question here
        if fitting and document is not None and payment in model.payments and handling != "notargeting":
            left = model.open_sum(key or 0) - model.payments[payment].paid
            handling = "normal" if left == 0 else "overpayment" if left < 0 else _LEAVING[len(handling) % 4]
        sent = payments.MatchPayment(
            handling_type=handling, payment_netvisor_key=payment, invoice_netvisor_key=UNSET if key is None else key
        )
        call = payments.match_payment(sent)
        self.does(company, "match payment", call, lambda _: model.match_payment(payment, key, handling))

    @rule(company=who, data=st.data())
    def delete_payment(self, company: str, data: st.DataObject) -> None:
        model = self.sold(company)
        linked = [key for key, each in model.payments.items() if each.document is not None]
        own, foreign = self.keys(company, "payments")
        key = some_key(data, linked or own, foreign, label="payment")
        call = payments.delete_sales_payment(key)
        self.does(company, "delete payment", call, lambda _: model.delete_payment(key))

    @rule(
        company=who,
        linked=st.sampled_from([None, 0, 1]),
        begin=st.none() | days,
        above=st.booleans(),
        hours=st.none() | st.integers(0, 100),
        of_invoice=st.booleans(),
        data=st.data(),
    )
    def list_payments(
        self,
        company: str,
        linked: Any,
        begin: date | None,
        above: bool,
        hours: int | None,
        of_invoice: bool,
        data: st.DataObject,
    ) -> None:
        model = self.sold(company)
        over = some_key(data, list(model.payments), label="above") if above else 0
        invoice = self.document_key(company, data, "invoice") if of_invoice else None
        since = None if hours is None else self.now - timedelta(hours=hours)
        call = payments.list_sales_payments(
            limit_linked_payments=UNSET if linked is None else linked,
            begin_date=begin or UNSET,
            above_netvisor_key=over or UNSET,
            invoice_netvisor_key=invoice or UNSET,
            last_modified_start=since or UNSET,
        )
        right = []
        for key, each in sorted(model.payments.items()):
            document = model.documents.get(each.document or 0)
            if (
                (linked is None or bool(linked) == (document is not None))
                and (begin is None or each.day >= begin)
                and key > over
                and (invoice is None or each.document == invoice)
                and (since is None or each.changed >= since)
            ):
                number = None if document is None else str(document.number)
                right.append((key, each.name, each.day, each.paid, each.reference or None, number))
        assert [
            (p.netvisor_key, p.name, p.date, p.sum, p.reference_number, p.invoice_number)
            for p in self.read(company, call)
        ] == right

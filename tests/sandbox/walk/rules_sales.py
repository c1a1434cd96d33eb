"""Steps with sales invoices, orders, credit notes and their payments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from hypothesis import strategies as st
from hypothesis.stateful import rule

from netvisor import UNSET
from netvisor.resources import payments, sales
from netvisor.resources.sales import InvoicingCustomerIdentifier as Buyer

from .. import messages as m
from .model import OPEN, Document, Line
from .model_sales import SalesBooks
from .rules_registers import ITEMS, PRODUCT_CODES, Registers
from .world import DAYS, days, some_key, who

Pairs: TypeAlias = list[tuple[str, str]]

LINES = st.lists(
    st.builds(
        Line,
        product=st.sampled_from([*PRODUCT_CODES, "TUNTEMATON"]),
        quantity=st.sampled_from(["1", "2", "0.333", "7.5", "100"]).map(Decimal),
        price=st.integers(0, 200000).map(lambda n: Decimal(n).scaleb(-3)),
        gross=st.booleans(),
        vat=st.sampled_from(["25.5", "14", "10", "0"]).map(Decimal),
        discount=st.sampled_from(["0", "0", "12.5"]).map(Decimal),
    ),
    min_size=1,
    max_size=3,
)
_NONE = Decimal(0)
NUMBERS = st.sampled_from([None, None, None, 3, 7, 50])


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    """A document as it may be sent, of nobody yet: mostly invoices, some of them credit notes."""
    kind = draw(st.sampled_from(["invoice", "invoice", "order"]))
    status = "undelivered" if kind == "order" else draw(st.sampled_from(["open", "open", "unsent"]))
    day, lines = draw(days), draw(LINES)
    if kind == "invoice" and draw(st.sampled_from([False, False, True])):
        lines = [replace(line, quantity=-line.quantity) for line in lines]
    due = day + timedelta(days=draw(st.integers(0, 30)))
    # The steps change lines in place, so that each document has its own.
    lines = [replace(line) for line in lines]
    return Document(kind, day, due, status, 0, lines, draw(st.booleans()), draw(NUMBERS))


DOCUMENTS = _documents()
STATUSES: Any = st.sampled_from(["open", "unsent", "paid", "creditloss", "reminded", "overdue", "requested"])


def line_message(line: Line, pairs: Pairs) -> sales.InvoiceLine:
    """The message of a line."""
    return m.line(
        str(line.quantity),
        str(line.price),
        "gross" if line.gross else "net",
        str(line.vat),
        line.product,
        sales_invoice_product_line_discount_percentage=(
            sales.SalesInvoiceProductLineDiscountPercentage(value=line.discount) if line.discount else UNSET
        ),
        dimension=[
            sales.Dimension(dimension_name=heading, dimension_item=sales.DimensionItem(item)) for heading, item in pairs
        ],
    )


def document_message(sent: Document, pairs: Pairs) -> sales.SalesInvoice:
    """The message of a document; its first line has the dimensions."""
    lines = [line_message(line, pairs if at == 0 else []) for at, line in enumerate(sent.lines)]
    return m.invoice(
        *lines,
        sales_invoice_date=sent.day,
        payment_term_net_days=(sent.due - sent.day).days,
        invoicing_customer_identifier=Buyer(str(sent.customer), "netvisor"),
        invoice_type=sent.kind,
        sales_invoice_status=sent.status,
        sales_invoice_number=UNSET if sent.number is None else sent.number,
        expect_partial_payments=sent.partial,
    )


class Sales(Registers):
    """Documents are sent, changed, paid, credited and deleted."""

    books_class = SalesBooks

    def begin(self, company: str) -> None:
        """An invoice, a credit note and an order beside a customer and a product."""
        super().begin(company)
        (customer,) = self.models[company].customers
        for kind, status, quantity in (("invoice", "open", 2), ("invoice", "open", -1), ("order", "undelivered", 3)):
            line = Line("OMENA", Decimal(quantity), Decimal("6.90"), gross=False, vat=Decimal("25.5"), discount=_NONE)
            due = DAYS[0] + timedelta(days=14)
            sent = Document(kind, DAYS[0], due, status, customer, [line] * (1 + (kind == "order")), partial=True)
            sent.lines = [replace(each) for each in sent.lines]
            self._store(company, sent, [], None)

    def sold(self, company: str) -> SalesBooks:
        model = self.models[company]
        assert isinstance(model, SalesBooks)
        return model

    def document_key(self, company: str, data: st.DataObject, kind: str = "", *, open_only: bool = False) -> int:
        model = self.sold(company)
        own = [
            key for key, each in model.documents.items() if each.kind == kind and (not open_only or model.open_sum(key))
        ]
        # A document of the other kind is as wrong as one of the other company.
        wrong = [*self.keys(company, "documents")[1], *(key for key in model.documents if key not in own)]
        return some_key(data, own, wrong, label=kind)

    @rule(company=who, sent=DOCUMENTS, pairs=ITEMS, data=st.data())
    def add_document(self, company: str, sent: Document, pairs: Pairs, data: st.DataObject) -> None:
        self._store(company, replace(sent, customer=self.customer_key(company, data)), pairs, None)

    @rule(company=who, sent=DOCUMENTS, pairs=ITEMS, data=st.data())
    def edit_document(self, company: str, sent: Document, pairs: Pairs, data: st.DataObject) -> None:
        key = self.document_key(company, data, sent.kind)
        old = self.sold(company).documents.get(key)
        buyer = old.customer if old is not None else self.customer_key(company, data)
        self._store(company, replace(sent, customer=buyer), pairs, key)

    def _store(self, company: str, sent: Document, pairs: Pairs, edited: int | None) -> None:
        model, message = self.sold(company), document_message(sent, pairs)

        def expected(key: int) -> int:
            at = key if edited is None else edited
            model.store(at, sent, new=edited is None)
            model.use_dimensions(pairs)
            return at

        name = "credit note" if sent.total < 0 else sent.kind
        call: Any = sales.add_sales_invoice(message) if edited is None else sales.edit_sales_invoice(message, id=edited)
        made = self.does(company, f"{'add' if edited is None else 'edit'} {name}", call, expected)
        if made is not None:
            self._check_lines(company, made)

    def _check_lines(self, company: str, key: int) -> None:
        """The lines of a document are as the model reckons them; their keys are taken from here."""
        document = self.sold(company).documents[key]
        read = sales.get_sales_order if document.kind == "order" else sales.get_sales_invoice
        got: Any = self.read(company, read(key))
        lines = got.invoice_lines.invoice_line.lines
        assert [
            (
                shown.product_identifier.value,
                shown.sales_invoice_product_line_quantity,
                shown.sales_invoice_product_line_sum - shown.sales_invoice_product_line_vat_sum,
                shown.sales_invoice_product_line_sum,
            )
            for shown in lines
        ] == [(line.product, line.quantity, *line.sums) for line in document.lines]
        for shown, line in zip(lines, document.lines, strict=True):
            line.key = shown.netvisor_key

    @rule(company=who, kind=st.sampled_from(["invoice", "order"]), data=st.data())
    def delete_document(self, company: str, kind: str, data: st.DataObject) -> None:
        key, model = self.document_key(company, data, kind), self.sold(company)
        call = sales.delete_sales_order(key) if kind == "order" else sales.delete_sales_invoice(key)
        self.does(company, f"delete {kind}", call, lambda _: model.delete(key, kind))

    @rule(company=who, status=STATUSES, several=st.booleans(), data=st.data())
    def update_status(self, company: str, status: Any, several: bool, data: st.DataObject) -> None:
        model = self.sold(company)
        keys = [self.document_key(company, data, "invoice") for _ in range(1 + several)]
        call = (
            sales.update_sales_invoice_statuses(keys, status=status)
            if several
            else sales.update_sales_invoice_status(keys[0], status=status)
        )
        self.does(company, "update status", call, lambda _: model.update_status(keys, status))

    # Orders.

    @rule(company=who, billed=st.booleans(), whole=st.booleans(), day=days, data=st.data())
    def deliver(self, company: str, billed: bool, whole: bool, day: date, data: st.DataObject) -> None:
        model = self.sold(company)
        customer = self.customer_key(company, data)
        undone = [line for order in model.orders for line in order.lines if line.invoiced < line.quantity]
        foreign = [line for each in model.documents.values() for line in each.lines if each.kind == "invoice"]
        keys = {some_key(data, [x.key for x in undone], [x.key for x in foreign], label="line")}
        order = next((o for o in model.orders for line in o.lines if line.key in keys), None)
        if whole and order is not None:
            keys = {line.key for line in order.lines}
        left = {
            line.key: line.quantity - (line.invoiced if billed else line.delivered)
            for each in model.orders
            for line in each.lines
        }
        amounts = {key: left.get(key, Decimal(1)) for key in keys}
        if not whole:
            share = data.draw(st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(2)]), label="share")
            amounts = {key: amount * share for key, amount in amounts.items()}
        sent = sales.SalesOrderInvoicing(
            invoicing_customer=sales.InvoicingCustomer(
                netvisor_key=customer,
                invoice_date=day,
                invoicing_product_lines=sales.InvoicingProductLines(
                    invoicing_product_line=[
                        sales.InvoicingProductLine(
                            netvisor_key=key,
                            delivery_date=day,
                            delivery_amount=sales.DeliveryAmount(amount, is_post_delivery=False),
                        )
                        for key, amount in amounts.items()
                    ]
                ),
            )
        )
        call = sales.invoice_sales_order(sent, method="billanddelivery" if billed else "deliveryonly")
        made = self.does(
            company,
            "bill order" if billed else "deliver order",
            call,
            lambda _: model.deliver(customer, amounts, day, billed=billed),
        )
        if made is not None and made[1] is not None:
            self._find_invoice(company, made[0], made[1])

    def _find_invoice(self, company: str, order: Document, invoice: Document) -> None:
        """The answer holds no key, so the invoice of an order is found by being new."""
        model = self.sold(company)
        listed = {each.netvisor_key or 0 for each in self.read(company, sales.list_sales_invoices())}
        (key,) = listed - set(model.documents)
        model.store(key, invoice, new=True)
        model.move_prepayments(order, key)
        if invoice.customer == order.customer:
            # The same buyer keeps the name and address that the order has.
            invoice = model.documents[key]
            invoice.name = order.name
        self._check_lines(company, key)

    @rule(company=who, data=st.data())
    def delete_line(self, company: str, data: st.DataObject) -> None:
        model = self.sold(company)
        key = some_key(
            data,
            [line.key for order in model.orders for line in order.lines],
            [line.key for each in model.documents.values() for line in each.lines if each.kind == "invoice"],
        )
        call = sales.delete_sales_invoice_product_line(key)
        self.does(company, "delete order line", call, lambda _: model.delete_line(key))

    # Reads.

    @rule(
        company=who,
        begin=st.none() | days,
        end=st.none() | days,
        number=NUMBERS,
        orders=st.booleans(),
        status=st.sampled_from([None, None, "open", "overdue", "paid", "unsent", "creditloss", "reminded"]),
        code=st.sampled_from([None, None, "100"]),
        by_customer=st.booleans(),
        above=st.booleans(),
        data=st.data(),
    )
    def list_documents(
        self,
        company: str,
        begin: date | None,
        end: date | None,
        number: int | None,
        orders: bool,
        status: Any,
        code: str | None,
        by_customer: bool,
        above: bool,
        data: st.DataObject,
    ) -> None:
        asked: dict[str, Any] = {
            "begin_invoice_date": begin,
            "end_invoice_date": end,
            "customer_code": code,
            "invoice_number": None if number is None else str(number),
            "invoice_status": status,
            "customer_netvisor_key": self.customer_key(company, data) if by_customer else None,
            "invoices_above_netvisor_key": self.document_key(company, data, "invoice") if above else None,
        }
        given = {name: value for name, value in asked.items() if value is not None}
        self.compare_documents(company, "order" if orders else "invoice", given)

    def compare(self, company: str) -> None:
        """Hold all invoices and orders against the model, too."""
        super().compare(company)
        for kind in ("invoice", "order"):
            self.compare_documents(company, kind, {})

    def compare_documents(self, company: str, kind: str, asked: dict[str, Any]) -> None:
        """Hold the list that filters give against the model."""
        model = self.sold(company)
        listed = {**asked, **({"list_type": "preinvoice"} if kind == "order" else {})}
        right = []
        for key, each in sorted(model.documents.items()):
            status = model.status(each)
            searched = asked.get("invoice_status")
            families = {"open": OPEN, "overdue": OPEN[1:]}
            if (
                each.kind == kind
                and asked.get("begin_invoice_date", each.day) <= each.day <= asked.get("end_invoice_date", each.day)
                and asked.get("customer_code", each.code) == each.code
                and asked.get("invoice_number", str(each.number)) == str(each.number)
                and asked.get("customer_netvisor_key", each.customer) == each.customer
                and key > asked.get("invoices_above_netvisor_key", 0)
                and (kind == "order" or searched is None or status in families.get(searched, (searched,)))
            ):
                shown = ("open", status) if status in OPEN else (status, None)
                right.append(
                    (
                        key,
                        str(each.number),
                        each.day,
                        each.due,
                        each.customer,
                        each.code or None,
                        each.name,
                        model.reference(each),
                        each.total,
                        model.open_sum(key),
                        *shown,
                    )
                )
        got = [
            (
                r.netvisor_key,
                r.invoice_number,
                r.invoice_date,
                r.invoice_due_date,
                r.customer_netvisor_key,
                r.customer_code,
                r.customer_name,
                r.reference_number,
                r.invoice_sum,
                r.open_sum,
                r.invoice_status and r.invoice_status.value,
                r.invoice_status and r.invoice_status.substatus,
            )
            for r in self.read(company, sales.list_sales_invoices(**listed))
        ]
        assert got == right

    @rule(company=who, back=st.integers(0, 7))
    def list_deleted(self, company: str, back: int) -> None:
        model = self.sold(company)
        since = self.now.date() - timedelta(days=back)
        reads = {
            "invoice": sales.list_deleted_sales_invoices,
            "order": sales.list_deleted_sales_orders,
            "payment": payments.list_deleted_sales_payments,
        }
        for kind, read in reads.items():
            got = [each.netvisor_key or 0 for each in self.read(company, read(since))]
            assert sorted(got) == sorted(key for key, day in model.deleted[kind] if day >= since)

"""Changes to existing sales orders: delivered, invoiced by line, and lines removed."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from netvisor.declare import CLEAR, UNSET
from netvisor.resources.sales import (
    InvoiceLine,
    InvoiceLines,
    InvoicingCustomer,
    InvoicingCustomerIdentifier,
    InvoicingProductLine,
    SalesInvoice,
    SalesInvoiceAmount,
    SalesInvoiceProductLine,
    SalesOrderInvoicing,
)
from netvisor.sandbox.books.core.show import attribute, kept, part, plain, whole_number
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.customers import customers
from netvisor.sandbox.books.sales.invoices import ADDRESS, DELIVERY, ORDER, message_of, product_lines, row_of, store
from netvisor.sandbox.books.sales.line_totals import Sums, totals
from netvisor.sandbox.refusal import customer_not_found, invalid

_METHODS: Final = ("deliveryonly", "billanddelivery")


@answers("salesorderinvoicing.nv")
def sales_order_invoicing(work: Work) -> Outcome:
    """Deliver lines of an order, and make an unsent invoice of them if the call says so."""
    method = work.parameters.one_of("method", _METHODS)
    if method is None:
        raise invalid(f"the parameter method is missing; expected one of {', '.join(_METHODS)}")
    sent: SalesOrderInvoicing = work.message
    asked = sent.invoicing_customer
    if customers.row_of(work, asked.netvisor_key) is None:
        raise customer_not_found(asked.netvisor_key)
    lines = {line.netvisor_key: line for line in asked.invoicing_product_lines.invoicing_product_line}
    if len(lines) < len(asked.invoicing_product_lines.invoicing_product_line):
        raise invalid("a line stands twice in the message")
    rows = [_order_line(work, key) for key in lines]
    if len({row["document"] for row in rows}) > 1:
        raise invalid("the lines are of several orders; one order is taken in a call")
    order = _order_of(work, rows[0])
    for row in rows:
        _deliver(work, order, row, lines[row["key"]], billed=method == "billanddelivery")
    if method == "billanddelivery":
        key = work.new_key()
        chosen = {row["position"]: lines[row["key"]] for row in rows}
        store(work, key, _invoice(work, order, asked, chosen), None)
        work.insert("order_invoice", origin=order["key"], invoice=key)
        _move_prepayments(work, order["key"], key)
    _set_status(work, order)
    return Outcome()


def _move_prepayments(work: Work, order: int, invoice: int) -> None:
    """Move the payments of an order to its invoice, or to the first of several."""
    for payment in work.rows("select key from payment where company = ? and document = ?", work.company, order):
        work.update("payment", payment["key"], document=invoice, changed=work.stamp)


def _order_line(work: Work, key: int) -> sqlite3.Row:
    row = work.row("select * from document_line where company = ? and key = ?", work.company, key)
    if row is None:
        raise invalid(f"there is no order line with the key {key}")
    return row


def _order_of(work: Work, line: sqlite3.Row) -> sqlite3.Row:
    row = row_of(work, line["document"])
    if row is None or row["kind"] != ORDER:
        raise invalid(f"there is no order line with the key {line['key']}")
    return row


def _done(work: Work, line: int) -> tuple[Decimal, Decimal]:
    """The delivered and the invoiced quantity of an order line."""
    row = work.row("select * from delivery where company = ? and line = ?", work.company, line)
    return (Decimal(0), Decimal(0)) if row is None else (Decimal(row["delivered"]), Decimal(row["invoiced"]))


def _deliver(work: Work, order: sqlite3.Row, row: sqlite3.Row, asked: InvoicingProductLine, *, billed: bool) -> None:
    quantity = _quantities(order)[row["position"]]
    amount = Decimal(asked.delivery_amount.value)
    delivered, invoiced = _done(work, row["key"])
    before = invoiced if billed else delivered
    if amount * quantity <= 0 or abs(before + amount) > abs(quantity):
        raise invalid(f"of the order line {row['key']} {quantity - before} of {quantity} are left, not {amount}")
    invoiced += amount if billed else 0
    # What is invoiced is delivered; what was delivered before is invoiced without another delivery.
    delivered = max(delivered, invoiced, key=abs) if billed else delivered + amount
    work.delete("delivery", line=row["key"])
    work.insert("delivery", line=row["key"], delivered=str(delivered), invoiced=str(invoiced))


def _quantities(order: sqlite3.Row) -> dict[int, Decimal]:
    lines = product_lines(message_of(order))
    return {at: Decimal(line.sales_invoice_product_line_quantity) for at, line in lines}


def _set_status(work: Work, order: sqlite3.Row) -> None:
    """Set an order delivered or billed when all of its lines are."""
    quantities = _quantities(order)
    sql = "select key, position from document_line where company = ? and document = ?"
    rows = work.rows(sql, work.company, order["key"])
    done = [(*_done(work, row["key"]), quantities[row["position"]]) for row in rows]
    status = order["status"]
    if all(invoiced == quantity for _, invoiced, quantity in done):
        status = "billed"
    elif all(delivered == quantity for delivered, _, quantity in done):
        status = "delivered"
    work.update("document", order["key"], status=status, changed=work.stamp)


def _invoice(
    work: Work, order: sqlite3.Row, asked: InvoicingCustomer, chosen: dict[int, InvoicingProductLine]
) -> SalesInvoice:
    """The invoice of an order: its chosen lines, its terms, and its addresses unless another customer is invoiced."""
    stored = message_of(order)
    copies_sublines = (work.parameters.text("copysublines") or "").lower() == "true"
    lines = []
    for at, line in enumerate(stored.invoice_lines.invoice_line):
        if at in chosen:
            product = _product_line(part(line, "sales_invoice_product_line"), chosen[at])
            lines.append(InvoiceLine(sales_invoice_product_line=product))
        elif copies_sublines and part(line, "sales_invoice_subline") is not None:
            lines.append(line)
    whole = replace(
        stored,
        invoice_type=UNSET,
        sales_invoice_status="unsent",
        sales_invoice_number=UNSET,
        sales_invoice_reference_number=UNSET,
        sales_invoice_date=asked.invoice_date,
        sales_invoice_due_date=UNSET,
        sales_invoice_product_package_pallet=UNSET,
        invoice_voucher_lines=UNSET,
        sales_invoice_amount=_left_to_the_lines(stored.sales_invoice_amount),
        invoice_lines=InvoiceLines(invoice_line=lines),
        **_term(order, stored),
    )
    if asked.netvisor_key == order["customer"]:
        return whole
    bare: dict[str, Any] = dict.fromkeys((*ADDRESS, *DELIVERY), UNSET)
    buyer = InvoicingCustomerIdentifier(str(asked.netvisor_key), "netvisor")
    return replace(whole, invoicing_customer_identifier=buyer, **bare)


def _product_line(line: SalesInvoiceProductLine, asked: InvoicingProductLine) -> SalesInvoiceProductLine:
    amount = Decimal(asked.delivery_amount.value)
    changes: dict[str, Any] = {"sales_invoice_product_line_quantity": amount, "delivery_date": asked.delivery_date}
    if amount != line.sales_invoice_product_line_quantity:
        changes |= {"sales_invoice_product_line_vat_sum": UNSET, "sales_invoice_product_line_sum": UNSET}
    place = plain(asked.inventory_place)
    if place is not None:
        key = whole_number(str(place))
        if key is None:
            raise invalid(f"inventoryplace is {str(place)[:100]}; expected the Netvisor key of a warehouse")
        changes["sales_invoice_product_line_inventory_id"] = key
    return replace(line, **changes)


def _left_to_the_lines(amount: Any) -> Any:
    """The amount without its number, unless it has none."""
    if plain(amount) is None or attribute(amount, "price_type") == "netvisor":
        return amount
    bare = replace(amount, value=CLEAR)
    # Without an attribute the empty element is CLEAR itself.
    return CLEAR if bare == SalesInvoiceAmount(CLEAR) else bare


def _term(order: sqlite3.Row, stored: SalesInvoice) -> dict[str, Any]:
    """The term of payment: the due date of an order becomes as many days from the invoice date."""
    if plain(stored.sales_invoice_due_date) is None:
        return {}
    days = date.fromisoformat(order["due"]) - date.fromisoformat(order["date"])
    return {"payment_term": UNSET, "payment_term_net_days": days.days}


@answers("deletesalesinvoiceproductline.nv")
def delete_sales_invoice_product_line(work: Work) -> Outcome:
    """Remove a line from an undelivered order, and recompute its total."""
    key = work.parameters.integer("invoiceproductlinenetvisorkey")
    if key is None:
        raise invalid("the parameter invoiceproductlinenetvisorkey is missing")
    line = _order_line(work, key)
    order = _order_of(work, line)
    if order["status"] != "undelivered" or any(_done(work, key)):
        raise invalid(f"the order line {key} is delivered")
    stored = message_of(order)
    left = [each for at, each in enumerate(stored.invoice_lines.invoice_line) if at != line["position"]]
    if not left:
        raise invalid(f"the order line {key} is the only one; delete the order instead")
    _take_off(work, order["key"], line)
    amount = _left_to_the_lines(stored.sales_invoice_amount)
    whole = replace(stored, sales_invoice_amount=amount, invoice_lines=InvoiceLines(invoice_line=left))
    total = totals(whole, _sums(work, order["key"]))
    work.update(
        "document",
        order["key"],
        total=str(total.in_euros),
        currency_total=str(total.in_currency),
        changed=work.stamp,
        message=kept(whole),
    )
    return Outcome()


def _take_off(work: Work, order: int, line: sqlite3.Row) -> None:
    """Remove a line; the following ones move up and keep their keys."""
    sql = "select * from document_line where company = ? and document = ? and position > ? order by position"
    behind = work.rows(sql, work.company, order, line["position"])
    work.delete("dimension_use", owner=line["key"])
    work.delete("document_line", document=order, position=line["position"])
    for row in behind:
        work.delete("document_line", document=order, position=row["position"])
        columns = {name: row[name] for name in row.keys() if name not in {"company", "position"}}  # noqa: SIM118
        work.insert("document_line", position=row["position"] - 1, **columns)


def _sums(work: Work, order: int) -> list[Sums]:
    sql = "select * from document_line where company = ? and document = ? order by position"
    return [
        Sums(
            unit_price=Decimal(row["unit_price"]),
            net=Decimal(row["net"]),
            vat=Decimal(row["vat"]),
            total=Decimal(row["total"]),
        )
        for row in work.rows(sql, work.company, order)
    ]

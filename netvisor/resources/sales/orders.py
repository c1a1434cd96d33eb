"""Sales orders: delivery, invoicing, and removing lines. `SalesInvoice` creates them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from netvisor.declare import UNSET, Attribute, Carries, Many, Maybe, Opt, message, part, valued
from netvisor.declare.scalars import AnsiDate, Integer, Number, Text, TrueFalse
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Read, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, Done
from netvisor.resources.common import NETVISOR
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.sales.dicts import SalesOrderInvoicingDict

# The message.


@valued
class DeliveryAmount:
    """How much of an order line is delivered."""

    value: Number
    is_post_delivery: Attribute[TrueFalse]
    """Whether it is a back order."""


@part
class InvoicingProductLine:
    """A line of the order that is delivered, or delivered and invoiced."""

    netvisor_key: Integer
    """Netvisor key of the order line, from getorder.nv."""
    delivery_date: AnsiDate
    delivery_amount: DeliveryAmount
    inventory_place: Opt[Annotated[Text, Carries("type", NETVISOR)]] = UNSET
    """Netvisor key of the warehouse. Inferred: the documentation prints it inside the amount, which holds a text."""


@part
class InvoicingProductLines:
    """The lines of the order that are delivered, or delivered and invoiced."""

    invoicing_product_line: Many[InvoicingProductLine]


@part
class InvoicingCustomer:
    """Whom to invoice, when and for what."""

    netvisor_key: Integer
    """Netvisor key of the customer."""
    invoice_date: AnsiDate
    invoicing_product_lines: InvoicingProductLines


@message
class SalesOrderInvoicing(Message["SalesOrderInvoicingDict"]):
    """The delivery of a sales order, or its delivery and invoice. The invoice is not sent: send it in Netvisor."""

    invoicing_customer: InvoicingCustomer


# Calls.

SALESORDERINVOICING = Endpoint(
    resource="salesorderinvoicing.nv",
    http="POST",
    title="Deliver, or deliver and invoice, an existing sales order",
    request=SalesOrderInvoicing,
    limits="the invoice that is made is not sent",
    gaps="the place of the warehouse is inferred; what the answer holds beyond the status was not seen",
)
DELETESALESINVOICEPRODUCTLINE = Endpoint(
    resource="deletesalesinvoiceproductline.nv",
    http="GET",
    title="Delete one line of an undelivered sales order",
    writes=True,
    limits="one line of an undelivered order in a call",
)


@SALESORDERINVOICING.register
def invoice_sales_order(
    sales_order_invoicing: SalesOrderInvoicing,
    *,
    method: Annotated[
        Literal["deliveryonly", "billanddelivery"], Param("only deliver, or deliver and make the invoice")
    ],
    copy_sublines: Annotated[
        Maybe[bool], Param("copies the subtotal lines to the invoice", type="string", values=("true", "false"))
    ] = UNSET,
    update_mid_price: Annotated[
        Maybe[bool],
        Param("updates the current average price to the invoice lines", type="string", values=("true", "false")),
    ] = UNSET,
) -> Call[Done]:
    """Deliver lines of a sales order, and with `billanddelivery` invoice them."""
    return SALESORDERINVOICING.call(invoice_sales_order, locals(), DONE)


@DELETESALESINVOICEPRODUCTLINE.register
def delete_sales_invoice_product_line(
    invoice_product_line_netvisor_key: Annotated[int, Param("NetvisorKey of the order line, from getorder.nv")],
) -> Call[Done]:
    """Delete one line of a sales order that is not delivered yet; Netvisor totals the order anew."""
    return DELETESALESINVOICEPRODUCTLINE.call(delete_sales_invoice_product_line, locals(), DONE)


# How the writes are found after an unknown outcome.

_LINE = "invoicing_customer.invoicing_product_lines.invoicing_product_line"
_PRODUCT_LINE = "invoice_lines.invoice_line.sales_invoice_product_line"

SALESORDERINVOICING.found_by(
    invoice_sales_order,
    Finder(
        strength=Strength.EXACT,
        when={"?method": ("billanddelivery",)},
        via=(
            Read(
                read="list_sales_invoices",
                ask={"customer_netvisor_key": "invoicing_customer.netvisor_key"},
                fixed={"list_type": "preinvoice"},
            ),
            Read(
                read="get_sales_order",
                ask={"netvisor_key": "<netvisor_key"},
                fixed={"include_documents": True},
                equal={f"{_PRODUCT_LINE}.netvisor_key": f"{_LINE}.netvisor_key"},
            ),
            Read(records="documents.sales_invoice"),
        ),
        read="get_sales_invoice",
        ask={"netvisor_key": "<netvisor_key"},
        equal={"sales_invoice_date": "invoicing_customer.invoice_date"},
        compare={f"{_PRODUCT_LINE}.sales_invoice_product_line_quantity": f"{_LINE}.delivery_amount"},
        key="sales_invoice_netvisor_key",
    ),
    nothing="a delivery without an invoice shows nowhere: look at the order in Netvisor",
)
DELETESALESINVOICEPRODUCTLINE.found_by(
    delete_sales_invoice_product_line,
    nothing="no read finds an order by the key of a line: look at the order in Netvisor",
)

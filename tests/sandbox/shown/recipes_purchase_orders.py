"""Purchase orders: added, and edited line by line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from netvisor.resources import purchases as p

from .. import messages as m
from .company import Answers, Books, recipe
from .message import Message

_LINES = "purchaseorderlines"
_LINE = f"{_LINES}/purchaseorderproductline"


@recipe("purchaseorder")
def purchase_order(books: Books, sent: Message) -> Answers:
    """The vendor has no address of its own, so that what is shown is that of the order."""
    base = p.VendorBaseInformation(code="T-1", name="Öljy Oy", organization_id="7654321-2")
    vendor = books.post("vendor", p.Vendor(vendor_base_information=base), method="add").key
    product = m.product("6608")
    product.product_base_information.inventory_enabled = 1
    books.post("product", product, method="add")
    quality = p.ProductQuality(is_quality_deviation=False, name="Ehjä")
    sent.put(".//deliveredproductquality", books.post("productquality", quality, method="add").key)
    if sent.name == "purchaseorder-edit":
        key = _edited(books, sent)
    else:
        sent.put("vendoridentifier", vendor)
        sent.put("currencycode", "SEK")
        sent.put(f"{_LINE}/inventoryplace", "Myymälä, Lappeenranta")
        key = books.post("purchaseorder", sent, method="add").key
    order = books.get("getpurchaseorder", netvisorkey=key)
    assert order.text("PurchaseOrder/VendorName") == "Öljy Oy"
    if sent.has("purchaseorderpaymentterm"):
        assert order.text("PurchaseOrder/PaymentTerm") == "7 pv -2 %, 14 pv netto"
    answers = {"getpurchaseorder": order, "purchaseorderlist": books.get("purchaseorderlist", limitvendor=vendor)}
    if sent.name == "purchaseorder-minimal":
        answers["inventorybywarehouse"] = books.get("inventorybywarehouse")
    return answers


def _edited(books: Books, sent: Message) -> int:
    """Put the keys of an order's lines into the edit, and post it; gives the key of the order."""
    key = books.post("purchaseorder", _order(), method="add").key
    order = books.get("getpurchaseorder", netvisorkey=key)
    to_edit, to_delete, to_split, stays, goes = order.texts(".//PurchaseOrderProductLine/NetvisorKey")
    (group,) = order.texts(".//PurchaseOrderProductDeliveryGroup/NetvisorKey")
    edited, deleted = order.texts(".//PurchaseOrderCommentLine/NetvisorKey")
    _delete_line(books, key, int(goes))
    keys = {"edit": to_edit, "delete": to_delete, "partialdeliver": to_split, "addtopartialdeliverygroup": group}
    for method, line in keys.items():
        sent.put(f"{_LINE}[@method='{method}']", "", netvisorkey=line)
    for method, line in {"edit": edited, "delete": deleted}.items():
        sent.put(f"{_LINES}/purchaseordercommentline[@method='{method}']", "", netvisorkey=line)
    books.post("purchaseorder", sent, method="edit", id=key)
    left = books.get("getpurchaseorder", netvisorkey=key).texts(".//NetvisorKey")
    assert to_delete not in left
    assert deleted not in left
    assert stays in left
    return key


def _order() -> p.PurchaseOrder:
    """An order that the golden edit fits: its last line is split into parts, of which one has to go."""

    def line(amount: str, *parts: str) -> p.PurchaseOrderProductLine:
        made = p.PurchaseOrderProductLine(
            product_code=p.OrderedProductCode("6608", "customer"), ordered_amount=Decimal(amount)
        )
        if parts:
            contents = [p.PartialDeliveryContent(ordered_amount=Decimal(part)) for part in parts]
            made.purchase_order_product_line_partial_delivery = p.PartialDelivery(
                purchase_order_product_line_partial_delivery_content=contents
            )
        return made

    return p.PurchaseOrder(
        order_number="1001",
        order_date=date(2026, 6, 1),
        vendor_identifier=p.VendorIdentifier("T-1", "code"),
        comment="Vanha",
        purchase_order_lines=p.PurchaseOrderLines(
            purchase_order_product_line=[line("40"), line("3"), line("37.5"), line("20", "15", "5")],
            purchase_order_comment_line=[p.PurchaseOrderCommentLine(comment=each) for each in ("Eka", "Toka")],
        ),
    )


def _delete_line(books: Books, order: int, key: int) -> None:
    line = p.PurchaseOrderProductLine(method="delete", netvisor_key=key)
    lines = p.PurchaseOrderLines(purchase_order_product_line=[line])
    books.post("purchaseorder", p.PurchaseOrder(purchase_order_lines=lines), method="edit", id=order)

"""Products, and what warehouse events make of their stock."""

from __future__ import annotations

from .company import Answers, Books, recipe
from .message import Message


@recipe("product")
def product(books: Books, sent: Message) -> Answers:
    below = "productadditionalinformation/dimension/dimensionitem[@fatherid]"
    full = Message("product-full")
    father = books.item("Hankkeet", "Verkkosivut")
    for message in (sent, full):
        message.put(below, message.text(below), fatherid=father)
    if sent.name == "product-edit":
        key = books.post("product", full, method="add").key
        books.post("product", sent, method="edit", id=key)
    else:
        key = books.post("product", sent, method="add").key
    answers = {
        "getproduct": books.get("getproduct", id=key),
        "getproduct several": books.get("getproduct", idlist=key),
        "productlist": books.get("productlist"),
        "extendedproductlist": books.get("extendedproductlist", replyoptions="SetAllReplyOptions"),
        "webshopproductlist": books.get("webshopproductlist"),
        "getproductgroups": books.get("getproductgroups"),
        "dimensionlist": books.get("dimensionlist"),
    }
    if sent.name == "product-edit":
        # What an edit leaves out stays, what it sends empty is gone.
        assert answers["getproduct"].root.findtext("Product/ProductBaseInformation/Unit") == "kpl"
        assert answers["extendedproductlist"].root.find(".//InformationField") is None
    return answers


@recipe("warehouseevent")
def warehouse_event(books: Books, sent: Message) -> Answers:
    lines = "warehouseeventlines/warehouseeventline"
    first = books.product("ENSIN") if sent.has("distributer") else books.product("TT")
    if sent.has("distributer"):
        books.product("TT")
        sent.put(f"{lines}/product[@type='netvisor']", first)
        sent.put(f"{lines}/inventoryplace[@type='netvisor']", 2)
        vendor = Message("vendor-minimal")
        vendor.put("vendorbaseinformation/name", sent.text("distributer"))
        key = books.post("vendor", vendor, method="add").key
    books.post("warehouseevent", sent)
    stock = books.get("inventorybywarehouse")
    if sent.has("distributer"):
        by_vendor = books.get("inventorybywarehouse", limitvendorid=key)
        assert by_vendor.body.count(b"<Code>") == stock.body.count(b"<Code>") == 2
    return {"inventorybywarehouse": stock, "getproduct": books.get("getproduct", id=first)}

"""Reads of the web shop: products as main products without models, and pictures, of which there are none."""

from __future__ import annotations

import sqlite3

from netvisor.resources import webshop as w
from netvisor.sandbox.books.core.show import text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.products.catalogue import ProductQuery, need_keys
from netvisor.sandbox.books.products.products import message_of


@answers("webshopproductimages.nv")
def web_shop_product_images(work: Work) -> Outcome:
    """No picture: no documented resource writes one."""
    need_keys(work, "identifier")
    return Outcome(root=w.WebShopProductImagesReply(web_shop_product_images=w.WebShopProductImages()))


@answers("webshopproductlist.nv")
def web_shop_product_list(work: Work) -> Outcome:
    """The products as main products without models; a limit applies whatever its value."""
    asked, query = work.parameters, ProductQuery(work)
    query.groups()
    if asked.is_present("limitdeleted") or asked.is_present("limitpublished"):
        query.add("p.active = 1")
    if asked.is_present("limitsellable"):
        query.add("p.sold = 1")
    if since := asked.moment("limitchangedsince"):
        query.add("p.changed >= ?", since.isoformat(sep=" "))
    if key := asked.integer("limitsourceproductnetvisorkey"):
        query.add("p.key = ?", key)
    found = [_main_product(row) for row in query.rows()]
    return Outcome(root=w.WebShopProductListReply(web_shop_product_list=w.WebShopProductList(web_shop_product=found)))


def _main_product(row: sqlite3.Row) -> w.WebShopProduct:
    description = text(message_of(row).product_base_information.description)
    group = w.WebShopProductGroup(name=[w.WebShopText(row["group_name"], "FI")])
    return w.WebShopProduct(
        netvisor_key=row["key"],
        name=[w.WebShopText(row["name"], "FI")],
        description=[w.WebShopText(description, "FI")] if description else [],
        product_groups=w.WebShopProductGroups(product_group=[group]),
    )

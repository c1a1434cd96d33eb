"""Customers, their offices and contact persons."""

from __future__ import annotations

from .company import Answers, Books, recipe
from .message import Message


@recipe("customer")
def customer(books: Books, sent: Message) -> Answers:
    if sent.name == "customer-edit":
        key = books.customer(email="old@example.com")
        books.post("customer", sent, method="edit", id=key)
    else:
        sent.put("customerbaseinformation/faxnumber", "09 123 456")
        sent.put("customeradditionalinformation/factoringaccount", 5)
        key = books.post("customer", sent, method="add").key
    return {"getcustomer": books.get("getcustomer", id=key), "customerlist": books.get("customerlist")}

"""Vouchers, and what happens to them once they stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from netvisor.resources.accounting import AccountDimension, Voucher
from netvisor.sandbox.books.core.chart import DEFAULTS

from .. import messages as m
from .company import Answers, Books, recipe
from .message import Message

GOLDEN: Final = date(2026, 11, 22)
"""The day of the golden vouchers, one behind that of the other messages of these tests."""


def entered(books: Books, **fields: Any) -> int:
    """Enter a voucher of 1701 against 3000; gives the key."""
    return books.post("accounting", voucher(**fields)).key


def voucher(**fields: Any) -> Voucher:
    """A voucher whose first row has a follow-up object when it is named."""
    first = m.row("10", 1701)
    if "named" in fields:
        first.account_dimension = AccountDimension(fields.pop("named"), "name")
    return m.voucher([first, m.row("-10", 3000)], **fields)


def ledger(books: Books, start: date = m.DAY, **options: object) -> Any:
    """The ledger from a day on to the day of the golden vouchers, with all that only a span of days can ask for."""
    asked = {"includetransactionhistory": 1, "includetransactionallocations": 1, **options}
    return books.get("accountingledger", startdate=start.isoformat(), enddate=GOLDEN.isoformat(), **asked)


def shown(books: Books, sent: Message, key: int, start: date) -> Answers:
    """All answers that show a voucher; without files, the answer that lists them would be outside its shape."""
    answers = {
        "accountingledger": ledger(books, start),
        "dimensionlist": books.get("dimensionlist"),
        "getaccountdimensionlist": books.get("getaccountdimensionlist"),
    }
    if sent.has("voucherattachments"):
        answers["getvoucherattachments"] = books.get("getvoucherattachments", netvisorkey=key)
    return answers


def sums(answer: Any) -> list[tuple[int, Decimal]]:
    """Account and sum of the rows of all vouchers of a ledger."""
    rows = answer.root.iterfind("Vouchers/Voucher/VoucherLine")
    return [(int(row.findtext("AccountNumber")), Decimal(row.findtext("LineSum").replace(",", "."))) for row in rows]


@recipe("accounting")
def accounting(books: Books, sent: Message) -> Answers:
    entered(books, named="Kuorma-auto")
    objects = books.get("getaccountdimensionlist")
    key = objects.text("AccountFollowUpObjects/AccountFollowUpObject/Netvisorkey")
    sent.put("voucherline/accountdimension[@type='netvisorkey']", key)
    answers = shown(books, sent, books.post("accounting", sent).key, GOLDEN)
    if sent.name == "accounting-gross":
        rows = [(1701, "125.50"), (3000, "-99.60"), (2939, "-25.40"), (DEFAULTS.rounding, "-0.50")]
        assert sums(answers["accountingledger"]) == [(account, Decimal(total)) for account, total in rows]
    return answers


@recipe("accountingedit")
def accounting_edit(books: Books, sent: Message) -> Answers:
    key = entered(books, description="Vanha selite", comment="vanha")
    sent.put("netvisorkey", key)
    books.post("accountingedit", sent)
    answers = shown(books, sent, key, m.DAY)
    rows = [(1701, "125.50"), (3000, "-100"), (2939, "-25.50")] if sent.has("voucherline") else []
    assert sums(answers["accountingledger"]) == (
        [(account, Decimal(total)) for account, total in rows] or [(1701, Decimal(10)), (3000, Decimal(-10))]
    )
    return answers


@recipe("invalidatevouchers")
def invalidate_vouchers(books: Books, sent: Message) -> Answers:
    keys = [entered(books), entered(books)]
    for element, key in zip(sent.top.findall("invalidatevoucher"), keys, strict=False):
        element.text = str(key)
    books.post("invalidatevouchers", sent)
    return {"accountingledger": ledger(books, voucherstatus=3)}


@recipe("settransactionallocation")
def set_transaction_allocation(books: Books, sent: Message) -> Answers:
    for _ in range(4):
        entered(books)
    rows = ledger(books).texts("Vouchers/Voucher/VoucherLine/NetvisorKey")
    # The first voucher is allocated to the second; the third is so to the fourth until the message ends it.
    pairs = {"attach": (rows[0], rows[2]), "detach": (rows[4], rows[6])}
    for action, (source, target) in pairs.items():
        change = f"transactionallocation[@action='{action}']"
        sent.put(f"{change}/allocationfromvoucherlinenetvisorkey", source)
        sent.put(f"{change}/allocationtovoucherlinenetvisorkey", target)
    answers = {}
    if sent.has("transactionallocation[@action='detach']"):
        before = Message("settransactionallocation-minimal")
        before.put("transactionallocation/allocationfromvoucherlinenetvisorkey", rows[4])
        before.put("transactionallocation/allocationtovoucherlinenetvisorkey", rows[6])
        books.post("settransactionallocation", before)
        answers["accountingledger before"] = ledger(books)
    books.post("settransactionallocation", sent)
    return {"accountingledger": ledger(books), **answers}


@recipe("vouchercorporationevent")
def voucher_corporation_event(books: Books, sent: Message) -> Answers:
    entered(books, description="Kaksi riviä")
    other = books.post("accounting", m.voucher([m.row("5", 1701), m.row("-2", 3000), m.row("-3", 3000)])).key
    # No answer shows GUIDs of rows, and that vouchers have one is only inferred, so the books have none.
    sent.put("voucheridentifier", other, type="netvisorkey")
    before = ledger(books)
    rows = before.texts(f"Vouchers/Voucher[NetvisorKey='{other}']/VoucherLine/NetvisorKey")
    for element, row in zip(sent.top.iter("voucherlineidentifier"), rows, strict=False):
        element.text = row
        element.set("type", "netvisorkey")
    books.post("vouchercorporationevent", sent)
    assert ledger(books).body == before.body
    return {}

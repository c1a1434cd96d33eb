"""Budgets, and the dimensions that they are made by."""

from __future__ import annotations

from typing import Final

from .company import Answers, Books, recipe
from .message import Message

ACCOUNT: Final = 3000
YEAR: Final = 2026
_DETAIL: Final = "DimensionNameList/DimensionName/DimensionDetails/DimensionDetail"


def heading(books: Books, name: str) -> int:
    """The key of a heading."""
    return int(books.get("dimensionlist").root.xpath("string(//DimensionName[Name=$name]/Netvisorkey)", name=name))


def item(books: Books, name: str) -> int:
    """The key of an item."""
    return int(books.get("dimensionlist").root.xpath("string(//DimensionDetail[Name=$name]/Netvisorkey)", name=name))


def account(books: Books) -> dict[str, str]:
    """The account of the golden messages as the books know it."""
    listed = books.get("accountingbudgetaccountlist", year=YEAR).root.iterfind("AccountingBudgetAccountList/Account")
    (found,) = [each for each in listed if each.findtext("Number") == str(ACCOUNT)]
    return {child.tag: child.text or "" for child in found}


def by_dimension(books: Books, name: str, **options: object) -> Answers:
    """The budget of the account by the items of a heading."""
    key = account(books)["NetvisorKey"]
    answer = books.get(
        "accountingbudgetdimensionyearbudget",
        accountid=key,
        year=YEAR,
        dimensionheaderid=heading(books, name),
        **options,
    )
    return {"accountingbudgetdimensionyearbudget": answer}


def by_month(books: Books) -> Answers:
    """The budget of the year by accounts."""
    return {"accountingbudgetyearbudget": books.get("accountingbudgetyearbudget", year=YEAR)}


def name_account(books: Books, sent: Message, path: str) -> None:
    """Put name and group of the account into a message, as the books have them."""
    known = account(books)
    sent.put(f"{path}/accountname", known["Name"])
    sent.put(f"{path}/accountgroup", known["Group"])


@recipe("accountingbudget")
def accounting_budget(books: Books, sent: Message) -> Answers:
    sent.put("ratio", ACCOUNT)
    if not sent.has("combinations/combination"):
        books.post("accountingbudget", sent)
        return by_month(books)
    name = sent.text("combinations/combination/dimension/dimensionname")
    books.dimension(name, "Kaupat")
    first, *_ = sent.top.findall("combinations/combination/dimension/dimensionitem")
    first.set("fatherid", str(item(books, "Kaupat")))
    books.post("accountingbudget", sent)
    return {**by_month(books), **by_dimension(books, name), "dimensionlist": books.get("dimensionlist")}


def earlier(sent: Message, months: str) -> Message:
    """The message with other sums: for `replace` those of a month that has to go, as the message does not name it."""
    before = Message(sent.name)
    for element in before.top.findall(months):
        element.find("sum").text = "7"
    if sent.text("method") == "replace":
        before.put(f"{months}/month", 2)
    return before


@recipe("accountingbudgetaccountbudget")
def account_budget(books: Books, sent: Message) -> Answers:
    books.post("accountingbudgetaccountbudget", earlier(sent, "budgetaccount/budgetmonth"))
    name_account(books, sent, "budgetaccount/accountidentifier")
    books.post("accountingbudgetaccountbudget", sent)
    if not sent.has("lockeddimension"):
        return by_month(books)
    locked = item(books, sent.text("lockeddimension/dimensionitemname"))
    name = sent.text("lockeddimension/dimensionname")
    return {**by_month(books), **by_dimension(books, name, lockeddimensionitemid=locked)}


@recipe("accountingbudgetdimensionbudget")
def dimension_budget(books: Books, sent: Message) -> Answers:
    books.post("accountingbudgetdimensionbudget", earlier(sent, "budgetdimension/budgetmonth"))
    name_account(books, sent, "accountidentifier")
    books.post("accountingbudgetdimensionbudget", sent)
    options = {}
    if sent.has("lockeddimension"):
        options["lockeddimensionitemid"] = item(books, sent.text("lockeddimension/dimensionitemname"))
    return {**by_month(books), **by_dimension(books, sent.text("budgetdimension/dimensionname"), **options)}


@recipe("dimensionitem")
def dimension_item(books: Books, sent: Message) -> Answers:
    books.dimension(sent.text("name"))
    if not sent.has("olditem"):
        books.post("dimensionitem", sent, method="add")
        return {"dimensionlist": books.get("dimensionlist")}
    books.dimension(sent.text("name"), sent.text("fatheritem"), sent.text("olditem"))
    books.post("dimensiondelete", dimensionname=sent.text("name"), dimensionsubname=sent.text("olditem"))
    assert books.get("dimensionlist").texts(f"{_DETAIL}/Name") == [sent.text("fatheritem")]
    sent.put("fatherid", item(books, sent.text("fatheritem")))
    books.post("dimensionitem", sent, method="edit", updateparentreference="true")
    answer = books.get("dimensionlist", showhidden=1)
    assert answer.texts(f"{_DETAIL}/Name") == [sent.text("fatheritem"), sent.text("item")]
    return {"dimensionlist": answer}

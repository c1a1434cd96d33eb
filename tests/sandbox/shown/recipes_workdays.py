"""Hours of work, and travel expenses."""

from __future__ import annotations

from typing import Final

from .company import Answers, Books, recipe
from .message import Message
from .recipes_employees import added, father

_NUMBER: Final = 1407
_CUSTOMER: Final = "Mäkelän Öljy"


def employed(books: Books) -> int:
    """Add the employee whom the golden messages name, with a dimension that hours take over; gives the key."""
    sent = Message("employee-full")
    sent.drop("employeepayrollinformation/dimension[dimensionname='Kustannuspaikka']")
    sent.put("employeepayrollinformation/dimension/dimensionname", "Osasto")
    sent.put("employeepayrollinformation/employeenumber", _NUMBER)
    sent.put("employeesettings/resourcemanagement", "enabled")
    return added(books, sent)


def processes(books: Books, **names: str) -> None:
    """Add the customer whom the golden messages name, with processes: their names by their identifiers."""
    books.customer(code=_CUSTOMER)
    for identifier, name in names.items():
        process = Message("crmprocess-full")
        process.put("processidentifier", identifier)
        process.put("name", name)
        process.put("customeridentifier", _CUSTOMER)
        books.post("crmprocess", process)


@recipe("workday")
def workday(books: Books, sent: Message) -> Answers:
    key = employed(books)
    processes(books, **{"Huolto & kunnossapito": "Öljysäiliön tarkastus"})
    earlier = Message("workday-minimal")
    for message in (sent, earlier):
        message.put("workdayhour[collectorratio='11']/collectorratio", "100")
        message.put("workdaytime/collectorratio", "100")
    above = father(books, "Projekti")
    for item in sent.top.iterfind("workdayhour/dimension/dimensionitem[@fatherid]"):
        item.set("fatherid", str(above))
    day = sent.text("date")
    asked = {"netvisorkey": key, "workhourdate": day}
    increment = sent.top.find("date").get("method") == "increment"
    if not increment:
        books.post("workday", earlier)
    books.post("workday", sent)
    answer = books.get("getworkday", **asked)
    days = books.get("getworkdays", netvisorkey=key, workhourstartdate=day, workhourenddate=day)
    hours = {"full": ["7,5", "1", "7,58", "3,5"], "minimal": ["7,5"], "times": ["7,58"]}
    assert answer.texts("Workday/WorkdayHour/Hours") == hours[sent.name.partition("-")[2]]
    if increment:
        items = [[item.text for item in hour.iter("DimensionItem")] for hour in answer.root.iter("WorkdayHour")]
        assert items == [["Säiliö 1", "Säiliö 2", "Syksy"], ["Syksy"], ["Säiliö 1", "Syksy"], ["Syksy"]]
        books.post("workday", sent)
        assert len(books.get("getworkday", **asked).texts("Workday/WorkdayHour")) == 2 * len(items)
    return {
        "getworkday": answer,
        "getworkdays": days,
        "dimensionlist": books.get("dimensionlist"),
    }


@recipe("tripexpense")
def trip_expense(books: Books, sent: Message) -> Answers:
    employed(books)
    processes(books, Huolto="Huolto")
    sent.put("customlines/customline/ratio", "Accommodation")
    sent.put("customlines/customline/expenseaccountnumber", 7800)
    if sent.has("customlines/customline/dimension"):
        above = father(books, "Projekti")
        for item in sent.top.iterfind("*/*/dimension/dimensionitem[@fatherid]"):
            item.set("fatherid", str(above))
    books.post("tripexpense", sent)
    return {"dimensionlist": books.get("dimensionlist")}

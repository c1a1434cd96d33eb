"""Employees, their employment periods, dimensions and settlement points."""

from __future__ import annotations

from typing import Any, Final

from .company import Answers, Books, held, recipe
from .message import Message

_EVERYTHING: Final = dict.fromkeys(
    (
        "employmentperiods",
        "employeepayrollinformation",
        "educationalinformation",
        "additionalinformationfields",
        "employeesettlementpoints",
    ),
    1,
)


def employee(books: Books, golden: str = "employee-foreign") -> int:
    """Add the employee of a golden message, below a dimension item that exists; gives the key."""
    return added(books, Message(golden))


def added(books: Books, sent: Message) -> int:
    """Add the employee of a message; gives the key, which only the list tells."""
    books.post("employee", sent, method="add")
    return int(books.get("getemployees", includeendedemployments=1).texts("employees/employee/netvisorkey")[-1])


def father(books: Books, heading: str) -> int:
    """The key of an item that others can stand below."""
    books.dimension(heading, "Kaikki")
    listed = books.get("dimensionlist").root
    return int(listed.xpath("string(//DimensionDetail[Name='Kaikki']/Netvisorkey)"))


def shown(books: Books, key: int) -> dict[str, Any]:
    """All answers that show an employee."""
    return {
        "getemployee": books.get("getemployee", netvisorkey=key, **_EVERYTHING),
        "getemployees": books.get("getemployees"),
        "dimensionlist": books.get("dimensionlist"),
    }


def named(key: int) -> dict[str, object]:
    """The parameters that name an employee."""
    return {"identifiertype": "netvisorkey", "identifier": key}


@recipe("employee")
def employees(books: Books, sent: Message) -> Answers:
    if not sent.has("employeepayrollinformation/dimension"):
        return shown(books, added(books, sent))
    dimension = "employeepayrollinformation/dimension[dimensionname='Kustannuspaikka']/dimensionitem"
    sent.put(dimension, sent.text(dimension), fatherid=str(father(books, "Kustannuspaikka")))
    key = added(books, sent)
    # The first employment in the older way, which counts only without employment periods.
    older = Message(sent.name)
    older.drop("employmentperiods")
    older.drop(dimension.rpartition("/")[0])
    older.put("employeebaseinformation/employeeidentifier", "010594Y9021")
    older.put("employeepayrollinformation/employeenumber", 14)
    other = books.get("getemployee", netvisorkey=added(books, older), **_EVERYTHING)
    return {**shown(books, key), "getemployee older": other}


@recipe("patchemployee")
def patch_employee(books: Books, sent: Message) -> Answers:
    old = Message("employee-full")
    old.drop("employeepayrollinformation/dimension")
    for name in ("municipality", "profession", "placeofbusiness"):
        old.put(f"employeepayrollinformation/{name}", "Vanha")
    key = added(books, old)
    before = held(books.get("getemployee", netvisorkey=key, **_EVERYTHING).root)
    books.post("patchemployee", sent, **named(key))
    answers = shown(books, key)
    if sent.name == "patchemployee-minimal":
        # Everything else is as it was.
        changed = set(before) ^ set(held(answers["getemployee"].root))
        assert {path.rpartition("/")[2] for path, _, _ in changed} == {"city", "municipality"}
    return answers


@recipe("employeedimensioncurve")
def employee_dimension_curve(books: Books, sent: Message) -> Answers:
    key = employee(books)
    item = "employeedimensions/employeedimension/employeedimensionitem"
    if sent.has(f"{item}/fatherid"):
        sent.put(f"{item}/fatherid", father(books, "Kustannuspaikka"))
    old = Message("employeedimensioncurve-full")
    old.drop("employeedimensions/employeedimension[name='Kustannuspaikka']")
    old.put(f"{item}[name='Syksy']/name", "Kevät")
    books.post("employeedimensioncurve", old, **named(key))
    books.post("employeedimensioncurve", sent, **named(key))
    answers = shown(books, key)
    if not sent.has(item):
        path = "employee/employeepayrollinformation/defaultdimensions/defaultdimension"
        assert answers["getemployee"].texts(path) == []
    return answers


@recipe("addjobperiod")
def add_job_period(books: Books, sent: Message) -> Answers:
    key = employee(books)
    books.post("addjobperiod", sent, employeeidentifier=key)
    return shown(books, key)


@recipe("editjobperiod")
def edit_job_period(books: Books, sent: Message) -> Answers:
    key = employee(books)
    period = books.post("addjobperiod", Message("addjobperiod-minimal"), employeeidentifier=key).key
    books.post("editjobperiod", sent, netvisorkey=period)
    return shown(books, key)


@recipe("attachemployeetosettlementpoint")
def attach_employee_to_settlement_point(books: Books, sent: Message) -> Answers:
    parties = books.get("getpayrollparties").root.iterfind("payrollparties/party")
    free = [(party.findtext("partyinternaltype"), party.findtext("netvisorkey")) for party in parties]
    for element in sent.top.find("employeesettlementpoints"):
        place = next(place for place in free if place[0] == element.tag)
        free.remove(place)
        if element.find("netvisorkey") is not None:
            element.find("netvisorkey").text = place[1]
    key = employee(books)
    books.post("attachemployeetosettlementpoint", sent, **named(key))
    return shown(books, key)

"""Pay: parameters and record lines of employees, advances, imported payments and payslips."""

from __future__ import annotations

from lxml import etree

from .company import Answers, Books, recipe
from .message import Message
from .recipes_employees import added, father

_PARAMETERS = ("101", "102", "103")


def paid(books: Books, number: int | str = 13) -> int:
    """Add an employee who has a number and the personal identity code of the golden messages; gives the key."""
    sent = Message("employee-full")
    sent.drop("employeepayrollinformation/dimension")
    sent.put("employeepayrollinformation/employeenumber", number)
    return added(books, sent)


@recipe("employeesalaryparameters")
def employee_salary_parameters(books: Books, sent: Message) -> Answers:
    key = paid(books)
    before = Message("employeesalaryparameters-full")
    for message in (before, sent):
        message.put("employeeidentification[@type='netvisorkey']", key)
        for element, number in zip(message.top.iter("rationumber"), _PARAMETERS, strict=False):
            element.text = number
    # What the message sends without a value has one until then.
    for each in before.top.iter("salaryparameter"):
        if each.find("value") is None:
            etree.SubElement(each, "value")
    before.put("salaryparameters/salaryparameter/value", "7")
    books.post("employeesalaryparameters", before)
    books.post("employeesalaryparameters", sent)
    answer = books.get("getemployeesalaryparameters", identifiertype="netvisorkey", identifier=key)
    without = {each.findtext("rationumber") for each in sent.top.iter("salaryparameter") if each.find("value") is None}
    shown = answer.root.iter("parameter")
    assert {each.findtext("rationumber") for each in shown if not each.findtext("value")} == without
    return {"getemployeesalaryparameters": answer}


@recipe("payrolladvance")
def payroll_advance(books: Books, sent: Message) -> Answers:
    paid(books, number=8)
    books.post("payrolladvance", sent)
    return {}


@recipe("payrollperiodcollector")
def payroll_period_collector(books: Books, sent: Message) -> Answers:
    paid(books, number=1407)
    for element, number in zip(sent.top.iter("payrollratio"), ("1", "10"), strict=False):
        element.text = number
    if sent.has("payrollratioline/dimension"):
        item = sent.top.find("payrollratioline/dimension/dimensionitem")
        item.set("fatherid", str(father(books, sent.text("payrollratioline/dimension/dimensionname"))))
    books.post("payrollperiodcollector", sent)
    return {"dimensionlist": books.get("dimensionlist")}


@recipe("payrollpaycheckbatch")
def payroll_paycheck_batch(books: Books, sent: Message) -> Answers:
    employee = paid(books, number=10)
    key = books.post("payrollpaycheckbatch", sent).key
    payslip = books.get("getpayrollpaycheckbatch", netvisorkey=key)
    assert payslip.text("payrollpaycheckbatch/employee/netvisorkey") == str(employee)
    return {
        "getpayrollpaycheckbatch": payslip,
        "getpayrollpaycheckbatchlist": books.get("getpayrollpaycheckbatchlist", startdate=sent.text("valuedate")),
        "paysliplist": books.get("paysliplist"),
        "getemployee": books.get("getemployee", netvisorkey=employee),
    }

"""Customers, their offices and contact persons."""

from __future__ import annotations

from typing import Final

from netvisor.resources import sales, workday

from .. import messages as m
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
        below = "customerdimensiondetails/dimension/dimensionitem[@fatherid]"
        sent.put(below, sent.text(below), fatherid=books.item("Hankkeet", "Verkkosivut"))
        key = books.post("customer", sent, method="add").key
    return {
        "getcustomer": books.get("getcustomer", id=key),
        "customerlist": books.get("customerlist"),
        "dimensionlist": books.get("dimensionlist"),
    }


_OFFICE: Final = "Customer/CustomerOfficeDetails"


@recipe("office")
def office(books: Books, sent: Message) -> Answers:
    customer = books.customer()
    if sent.name == "office-emptied":
        books.post("office", Message("office-full"), method="add", customerid=customer)
        key = books.get("getcustomer", id=customer).root.findtext(f"{_OFFICE}/OfficeNetvisorKey")
        books.post("office", sent, method="edit", customerid=customer, officeid=key)
    else:
        books.post("office", sent, method="add", customerid=customer)
    answer = books.get("getcustomer", id=customer)
    if sent.name == "office-emptied":
        # What an edit leaves out stays, what it sends empty is gone, a whole address at once.
        assert answer.texts(f"{_OFFICE}/OfficeTelefaxNumber") == ["03 123 4568"]
        assert answer.texts(f"{_OFFICE}/OfficeContactAddress/City") == ["Tampere"]
        assert not answer.root.findtext(f"{_OFFICE}/OfficeVisitAddress/City")
    return {"getcustomer": answer}


_PERSON: Final = "Customer/CustomerContactPersons/CustomerContactPerson"


@recipe("contactperson")
def contact_person(books: Books, sent: Message) -> Answers:
    customer = books.customer()
    sent.put("customeridentifier", customer)
    if sent.name == "contactperson-minimal":
        key = books.post("contactperson", sent).key
    else:
        first = Message("contactperson-minimal")
        first.put("customeridentifier", customer)
        key = books.post("contactperson", first).key
        sent.put("contactpersonidentifier", key)
        books.post("office", Message("office-full"), method="add", customerid=customer)
        office = books.get("getcustomer", id=customer).root.findtext(f"{_OFFICE}/OfficeNetvisorKey")
        sent.put("officeidentifier", office)
        books.post("contactperson", sent)
    answer = books.get("getcustomer", id=customer)
    if sent.text("method") == "delete":
        assert answer.root.find(_PERSON) is None
        return {}
    buyer = sales.InvoicingCustomerIdentifier(str(customer), "netvisor", contact_person_id=key)
    invoice = books.post("salesinvoice", m.invoice(m.comment("."), invoicing_customer_identifier=buyer), method="add")
    return {"getcustomer": answer, "getsalesinvoice": books.get("getsalesinvoice", netvisorkey=invoice.key)}


@recipe("crmprocess")
def crm_process(books: Books, sent: Message) -> Answers:
    books.customer(sent.text("customeridentifier"))
    books.post("crmprocess", sent)
    if not sent.has("processidentifier"):
        # Without an identifier no work day can name the process.
        return {}
    books.post("employee", Message("employee-foreign"), method="add")
    key = int(books.get("getemployees", includeendedemployments=1).texts("employees/employee/netvisorkey")[0])
    hour = workday.WorkdayHour(
        hours=1,
        collector_ratio="100",
        acceptance_status="confirmed",
        description="Puhelu",
        crm_process_identifier=workday.CrmProcessIdentifier(sent.text("processidentifier"), "billable"),
    )
    worked = workday.Workday(
        date=workday.WorkdayDate(m.DAY),
        employee_identifier=workday.WorkdayEmployee(str(key), "netvisorkey"),
        workday_hour=[hour],
    )
    books.post("workday", worked)
    return {"getworkday": books.get("getworkday", netvisorkey=key, workhourdate=m.DAY)}

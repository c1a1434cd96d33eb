"""Processes of the CRM, to which work days refer."""

from __future__ import annotations

from netvisor.resources.crm import CrmProcess
from netvisor.sandbox.books.core.records import keep, messages
from netvisor.sandbox.books.core.show import text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import invalid


@answers("crmprocess.nv")
def crm_process(work: Work) -> Outcome:
    """Store a process of an existing customer."""
    sent: CrmProcess = work.message
    sql = "select key from customer where company = ? and code = ?"
    found = work.row(sql, work.company, sent.customer_identifier)
    if found is None:
        raise invalid(f"there is no customer with the code {sent.customer_identifier}")
    keep(work, "crmprocess", sent, owner=found["key"])
    return Outcome()


def process_name(work: Work, identifier: str) -> str:
    """The name of a process.

    Raises:
        Refusal: there is no such process.
    """
    for _, process in messages(work, "crmprocess", CrmProcess):
        if text(process.process_identifier) == identifier:
            return process.name
    raise invalid(f"there is no CRM process {identifier}")

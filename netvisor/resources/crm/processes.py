"""Processes (tasks) of the CRM, a module that is closed to new companies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netvisor.declare import UNSET, Blank, Opt, message
from netvisor.declare.scalars import AnsiDate, Flag, Text
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.results import DONE, Done
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.crm.dicts import CrmProcessDict


@message
class CrmProcess(Message["CrmProcessDict"]):
    """A process (task) of a customer."""

    process_identifier: Blank[Text]
    name: Text
    description: Text
    process_template_name: Text
    """Name of the template that the process follows."""
    customer_identifier: Text
    """Customer code."""
    due_date: Opt[AnsiDate] = UNSET
    invoicing_status_identifier: Opt[Text] = UNSET
    is_closed: Opt[Flag] = UNSET


CRMPROCESS = Endpoint(
    resource="crmprocess.nv",
    http="POST",
    title="Add a CRM process (legacy)",
    request=CrmProcess,
    gaps="legacy: the CRM module is closed to new companies; no description of the vendor was found",
)


@CRMPROCESS.register
def add_crm_process(crm_process: CrmProcess) -> Call[Done]:
    """Add a process. No description was found: its parameters and its answer are not known."""
    return CRMPROCESS.call(add_crm_process, locals(), DONE)


# How the writes are found after an unknown outcome.

CRMPROCESS.found_by(
    add_crm_process,
    nothing="no read shows CRM processes: look for process_identifier in Netvisor",
)

"""Processes (tasks) of the CRM, a module that is closed to new companies.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.crm.dicts import CrmProcessDict as CrmProcessDict
from netvisor.resources.crm.processes import CrmProcess as CrmProcess
from netvisor.resources.crm.processes import add_crm_process as add_crm_process

__all__ = ["CrmProcess", "CrmProcessDict", "add_crm_process"]

"""Sales invoices, sales orders, drafts and credit notes, and the terms of payment."""

from netvisor.resources.sales.fetched_invoices import *  # noqa: F403  # the area is one namespace
from netvisor.resources.sales.handling import *  # noqa: F403
from netvisor.resources.sales.invoices import *  # noqa: F403
from netvisor.resources.sales.lists import *  # noqa: F403

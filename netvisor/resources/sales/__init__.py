"""Sales invoices, orders, drafts and credit notes, what happens to them, and what they refer to."""

from netvisor.resources.sales.fetched_invoices import *  # noqa: F403  # the area is one namespace
from netvisor.resources.sales.handling import *  # noqa: F403
from netvisor.resources.sales.invoices import *  # noqa: F403
from netvisor.resources.sales.lists import *  # noqa: F403
from netvisor.resources.sales.orders import *  # noqa: F403

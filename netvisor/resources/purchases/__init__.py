"""Purchase invoices, their approval and posting, purchase orders and vendors."""

from netvisor.resources.purchases.codes import *  # noqa: F403  # the area is one namespace
from netvisor.resources.purchases.fetched_invoices import *  # noqa: F403
from netvisor.resources.purchases.fetched_orders import *  # noqa: F403
from netvisor.resources.purchases.handling import *  # noqa: F403
from netvisor.resources.purchases.invoices import *  # noqa: F403
from netvisor.resources.purchases.orders import *  # noqa: F403
from netvisor.resources.purchases.vendors import *  # noqa: F403

"""Vouchers, the ledger, the chart of accounts, accounting periods and bank accounts."""

from netvisor.resources.accounting.accounts import *  # noqa: F403  # the area is one namespace
from netvisor.resources.accounting.balances import *  # noqa: F403
from netvisor.resources.accounting.corrections import *  # noqa: F403
from netvisor.resources.accounting.ledger import *  # noqa: F403
from netvisor.resources.accounting.vouchers import *  # noqa: F403

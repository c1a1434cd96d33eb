"""Vouchers, the ledger, the chart of accounts, accounting periods and bank accounts."""

from netvisor.resources.lazy_area import lazy_area

__all__, __getattr__, __dir__ = lazy_area(__name__)

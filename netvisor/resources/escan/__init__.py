"""Documents for eScan: receipts and pictures of vouchers, on their own or attached to invoices."""

from netvisor.resources.lazy_area import lazy_area

__all__, __getattr__, __dir__ = lazy_area(__name__)

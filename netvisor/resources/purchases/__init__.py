"""Purchase invoices, their approval and posting, purchase orders and vendors."""

from netvisor.resources.lazy_area import lazy_area as _lazy_area

__all__, __getattr__, __dir__ = _lazy_area(__name__)

"""Sales invoices, orders, drafts and credit notes, what happens to them, and what they refer to."""

from netvisor.resources.lazy_area import lazy_area as _lazy_area

__all__, __getattr__, __dir__ = _lazy_area(__name__)

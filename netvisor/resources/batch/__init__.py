"""Many invoices in one message, imported one after the other while nobody waits."""

from netvisor.resources.lazy_area import lazy_area

__all__, __getattr__, __dir__ = lazy_area(__name__)

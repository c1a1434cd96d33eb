"""Budgets, by account and by dimension.

The vendor's old list of resources names these; its current one does not, so the service may have withdrawn them.
"""

from netvisor.resources.lazy_area import lazy_area as _lazy_area

__all__, __getattr__, __dir__ = _lazy_area(__name__)

"""Payments: those of sales invoices, those of purchase invoices, and bank transfers."""

from netvisor.resources.lazy_area import lazy_area as _lazy_area

__all__, __getattr__, __dir__ = _lazy_area(__name__)

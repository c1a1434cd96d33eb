"""Dimensions, which the vendor also calls cost objects: headings and the items under them; follow-up objects."""

from netvisor.resources.lazy_area import lazy_area as _lazy_area

__all__, __getattr__, __dir__ = _lazy_area(__name__)

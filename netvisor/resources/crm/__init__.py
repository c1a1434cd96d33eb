"""Processes (tasks) of the CRM, a module that is closed to new companies."""

from netvisor.resources.lazy_area import lazy_area as _lazy_area

__all__, __getattr__, __dir__ = _lazy_area(__name__)

"""Processes (tasks) of the CRM, a module that is closed to new companies."""

from netvisor.resources.lazy_area import lazy_area

__all__, __getattr__, __dir__ = lazy_area(__name__)

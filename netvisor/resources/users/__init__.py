"""Invitations of users and their access rights.

The calling user needs access to the company and must be user administrator (KH) or administrator of the accounting
office (TPK).
"""

from netvisor.resources.lazy_area import lazy_area as _lazy_area

__all__, __getattr__, __dir__ = _lazy_area(__name__)

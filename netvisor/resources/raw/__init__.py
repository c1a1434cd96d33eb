"""Calls of any resource by its name, for what is not declared: bytes go in, the answer's bytes come out.

Nothing is checked but the form of the call. What an undeclared resource does is not known, so a call of one counts
as writing unless it is told otherwise: a client that only reads refuses it, and it is never repeated on its own.
"""

from netvisor.resources.lazy_area import lazy_area as _lazy_area

__all__, __getattr__, __dir__ = _lazy_area(__name__)

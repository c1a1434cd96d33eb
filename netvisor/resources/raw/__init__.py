"""Calls of undeclared resources by name: with bytes as message and answer.

Only the form of the call is checked. As it is unknown what an undeclared resource does, its calls count as writes
unless `writes` says otherwise: a read-only client rejects them, and they are never retried.
"""

from netvisor.resources.lazy_area import lazy_area as _lazy_area

__all__, __getattr__, __dir__ = _lazy_area(__name__)

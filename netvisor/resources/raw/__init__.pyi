"""Calls of undeclared resources by name: with bytes as message and answer.

Only the form of the call is checked. As it is unknown what an undeclared resource does, its calls count as writes
unless `writes` says otherwise: a read-only client rejects them, and they are never retried.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.raw.calls import get as get
from netvisor.resources.raw.calls import post as post

__all__ = ["get", "post"]

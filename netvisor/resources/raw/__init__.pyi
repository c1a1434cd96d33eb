"""Calls of any resource by its name, for what is not declared: bytes go in, the answer's bytes come out.

Nothing is checked but the form of the call. What an undeclared resource does is not known, so a call of one counts
as writing unless it is told otherwise: a client that only reads refuses it, and it is never repeated on its own.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.raw.calls import get as get
from netvisor.resources.raw.calls import post as post

__all__ = ["get", "post"]

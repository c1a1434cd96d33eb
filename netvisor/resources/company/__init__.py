"""Register data of companies (legacy).

Only clients know these resources: the vendor's current lists do not have them, and its support wrote in 2025 that no
such resource is open to the public.
"""

from netvisor.resources.lazy_area import lazy_area as _lazy_area

__all__, __getattr__, __dir__ = _lazy_area(__name__)

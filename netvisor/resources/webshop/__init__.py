"""The structural list of products of web shops: main products with their variants, and their pictures."""

from netvisor.resources.lazy_area import lazy_area as _lazy_area

__all__, __getattr__, __dir__ = _lazy_area(__name__)

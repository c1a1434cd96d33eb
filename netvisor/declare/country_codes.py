"""The country codes of ISO 3166: two letters each, from the list that python-stdnum keeps."""

from __future__ import annotations

import re
from functools import cache

_OF_USERS = re.compile("AA|Q[M-Z]|X[A-Z]|ZZ|EU")
"""Codes that the standard doesn't assign, which securities use nevertheless."""


def is_country(text: str) -> bool:
    """Whether a text is a country code, in either case.

    >>> is_country("FI"), is_country("se"), is_country("Finland"), is_country("UK")
    (True, True, False, False)
    """
    return text.upper() in _codes()


@cache
def _codes() -> frozenset[str]:
    from stdnum import isin  # only messages with a country load it

    return frozenset(code for code in isin._country_codes if not _OF_USERS.fullmatch(code))


__all__ = ["is_country"]

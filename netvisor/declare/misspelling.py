"""Which known name a wrong one was meant to be: one with the same meaning or a typo, else none.

A wrong hint is worse than none: it makes people send a city as terms of delivery.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

_SAME_MEANING: Final = (
    ("postalcode", "postcode"),
    ("zipcode", "postcode"),
    ("postnumber", "postcode"),
    ("city", "town"),
    ("countrycode", "country"),
    ("streetaddress", "street"),
    ("addressline", "street"),
    ("addresspostcode", "postcode"),
    ("addresstown", "town"),
    ("addresscountry", "country"),
    ("addressstreet", "street"),
    ("telephone", "phone"),
    ("phonenumber", "phone"),
    ("emailaddress", "email"),
)
"""Synonyms in names, each with the word that represents it; the vendor's own names use several."""

_SOUNDS: Final = ("iy", "ei", "aä", "åo", "oö", "uy", "ckq", "szc", "vw", "dt", "bp", "mn")
"""Letters that are mistaken for each other; other exchanges make another word, such as date and rate."""

_LONG: Final = 8
"""From this length on, a name may have two typos."""


def meant(name: str, known: Collection[str]) -> str | None:
    """The one known name that a wrong name was certainly meant to be; `None` if there is none, or several.

    >>> meant("netday", ["netdays", "duedate"]), meant("delivery_city", ["delivery_term", "delivery_address_town"])
    ('netdays', 'delivery_address_town')
    >>> meant("paymentdate", ["paymentrate", "paymentterm"])
    """
    wrong = _letters(name[:100])
    for alike in (_same_meaning, _slip):
        found = [each for each in known if alike(wrong, _letters(each))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _letters(name: str) -> str:
    return re.sub(r"[\s_.-]", "", name.lower())


def _same_meaning(wrong: str, right: str) -> bool:
    return wrong == right or _meaning(wrong) == _meaning(right)


def _meaning(name: str) -> str:
    for word, standing in _SAME_MEANING:
        name = name.replace(word, standing)
    return name


def _slip(wrong: str, right: str) -> bool:
    """Whether two names differ by an added, missing, exchanged or transposed letter; long ones by two."""
    shortest = 4 if len(wrong) == len(right) else 3
    if min(len(wrong), len(right)) < shortest or wrong[0] != right[0]:
        return False
    if re.findall("[0-9]", wrong) != re.findall("[0-9]", right):
        return False
    rests = list(_after_a_slip(wrong, right))
    if any(first == second for first, second in rests):
        return True
    # At least two equal letters between the typos: more in one place make another word, such as net and vat.
    return min(len(wrong), len(right)) >= _LONG and any(
        first[:2] == second[:2] and any(one == other for one, other in _after_a_slip(first, second))
        for first, second in rests
    )


def _after_a_slip(wrong: str, right: str) -> list[tuple[str, str]]:
    """The rest of both after the first letter that differs, for each possible kind of typo."""
    at = next((i for i, pair in enumerate(zip(wrong, right, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        at = min(len(wrong), len(right))
    rests = [(wrong[at + 1 :], right[at:]), (wrong[at:], right[at + 1 :])]
    ours, theirs = wrong[at : at + 1], right[at : at + 1]
    if any(ours and theirs and ours in sound and theirs in sound for sound in _SOUNDS):
        rests.append((wrong[at + 1 :], right[at + 1 :]))
    if len(wrong[at : at + 2]) == 2 and wrong[at : at + 2] == right[at : at + 2][::-1]:
        rests.append((wrong[at + 2 :], right[at + 2 :]))
    return rests


__all__ = ["meant"]

"""Replaces personal data: the same word gets the same replacement everywhere, identifiers keep valid check digits.

Replaced are the words of names, addresses, codes and free texts, the digits of telephone numbers and postcodes, and
wherever they stand, business ids, VAT numbers, account numbers and personal identity codes. Everything else stays:
sums, days, keys, closed lists, and letters beyond ASCII, so that a message keeps its length and charset.
"""

from __future__ import annotations

import base64
import gzip
import random
import re
import secrets
import zlib
from collections.abc import Callable
from typing import Final

from netvisor.reference import check_digits

_PERSONAL: Final = re.compile(
    r"name|address|street|town|city$|email|homepage|comment|freetext|defaulttext|message$|description|contact|keyword|note"
    r"|identifier$|identification$|payer$|_by$|yourreference|ourreference|yourdefaultreference"
    r"|(?:customer|vendor|product)_?code|^code$|^heading$|^header$|item$|account_?dimension|hierarchy|productgroup|^product$"
    r"|^unit$|^process$|label|subject|tagvalue|^title$|profession$|school|distributer"
)
_OURS: Final = re.compile("country|type$|kind$|bank_?name|currency|resource|^include|^is_?|^use")
"""What looks like a name and is of a closed list."""
_NUMBERED: Final = re.compile("phone|post_?(?:al)?_?(?:number|code)|fax|unit_?number|tax_?number")
_BORN: Final = re.compile("birth")
_FILES: Final = re.compile("attachmentdata|documentdata|filedata|picture")
_GZIP: Final = "H4sI"
"""How compressed content begins in Base64; what it holds must stay compressed."""
_MOST_PACKED: Final = 1 << 28
_WORD: Final = re.compile(r"&[#A-Za-z0-9]+;|[^\W\d_]+")
_DIGIT: Final = re.compile("[0-9]")
_BASE64: Final = re.compile("[A-Za-z0-9+/]")
_TEXTS: Final = re.compile(r"<([A-Za-z_][\w.-]*)([^<>]*)>([^<]+)(?=<)")
_PERSON: Final = re.compile(r"\b([0-3][0-9][01][0-9][0-9]{2}[-+A-FU-Y])([0-9]{3})([0-9A-Y])\b")
_BUSINESS: Final = re.compile(r"\b(FI)?([0-9]{7})(-?)([0-9])\b")
_OVT: Final = re.compile(r"\b0037([0-9]{8})([0-9A-Z]{0,5})\b")
_DOMESTIC: Final = re.compile(r"\b([1-8][0-9]{2})([0-9]{3}-[0-9]{2,8})\b")
_IBAN: Final = re.compile(r"\b([A-Z]{2})([0-9]{2})((?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?)\b")
_KEPT: Final = frozenset(
    {"com", "net", "org", "oyj", "tmi", "pdf", "xml", "png", "jpg", "jpeg", "gif", "txt", "csv", "www"}
)
_SHORTEST: Final = 3
_VOWELS: Final = "aeiouy"
_CONSONANTS: Final = "bcdfghjklmnpqrstvwxz"
_CHECKS: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"


class Replacement:
    """The replacements of one case.

    Args:
        salt: what they are drawn by; random by default, so that nobody can look words up.
    """

    def __init__(self, salt: str | None = None) -> None:
        self._random = random.Random(secrets.token_hex(16) if salt is None else salt)  # noqa: S311  # nothing is kept secret by it
        self._made: dict[tuple[str, str], str] = {}
        self._taken: set[tuple[str, str]] = set()

    @staticmethod
    def replaces(name: str) -> bool:
        """Whether the texts of an element, column or parameter are replaced, whatever they are."""
        name = name.lower()
        return not _OURS.search(name) and any(kind.search(name) for kind in (_PERSONAL, _NUMBERED, _BORN, _FILES))

    def text(self, name: str, text: str) -> str:
        """A value of an element, column or parameter."""
        name = name.lower()
        if not text.strip() or _OURS.search(name):
            return text
        if _FILES.search(name):
            return _packed(text) if text.lstrip().startswith(_GZIP) else _BASE64.sub("A", text)
        if _BORN.search(name):
            return re.sub(r"^([0-9]{4})-[0-9]{2}-[0-9]{2}", r"\1-01-01", text)
        text = self._identifiers(text)
        if _NUMBERED.search(name):
            text = self._digits(text)
        elif _PERSONAL.search(name):
            text = _WORD.sub(self._word, text)
        return text

    def xml(self, text: str) -> str:
        """The texts of a message, well-formed or not; its tags and attributes stay."""
        return _TEXTS.sub(lambda found: f"<{found[1]}{found[2]}>{self.text(found[1], found[3])}", text)

    def _once(self, kind: str, old: str, draw: Callable[[], str]) -> str:
        """The replacement of a value; no two values get the same one."""
        if (kind, old) not in self._made:
            made = draw()
            for _ in range(100):
                if (kind, made) not in self._taken and made != old:
                    break
                made = draw()
            self._made[kind, old] = made
            self._taken.add((kind, made))
        return self._made[kind, old]

    def _digits(self, text: str) -> str:
        return self._once("number", text, lambda: _DIGIT.sub(lambda _: str(self._random.randrange(10)), text))

    # Words.

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        small = word.lower()
        if word.startswith("&") or len(word) < _SHORTEST or small in _KEPT:
            return word
        made = self._once("word", small, lambda: "".join(map(self._letter, small)))
        return "".join(new.upper() if old.isupper() else new for old, new in zip(word, made, strict=False))

    def _letter(self, letter: str) -> str:
        kind = next((each for each in (_VOWELS, _CONSONANTS) if letter in each), letter)
        return self._random.choice(kind)

    # Identifiers, wherever they stand.

    def _identifiers(self, text: str) -> str:
        if not any(c.isdigit() for c in text):
            return text
        text = _PERSON.sub(self._person, text)
        text = _IBAN.sub(self._account, text)
        text = _OVT.sub(self._ovt, text)
        text = _DOMESTIC.sub(lambda found: found[1] + self._digits(found[2]), text)
        return _BUSINESS.sub(self._business, text)

    def _business(self, found: re.Match[str]) -> str:
        country, base, hyphen, check = found.groups()
        # A number of eight digits alone may be anything.
        if not (country or hyphen) or check_digits.business_id(f"{base}-{check}") is not True:
            return found[0]
        made = self._once("business", base + check, self._business_id)
        return f"{country or ''}{made[:7]}{hyphen}{made[7]}"

    def _ovt(self, found: re.Match[str]) -> str:
        if check_digits.ovt(found[0]) is not True:
            return found[0]
        return f"0037{self._once('business', found[1], self._business_id)}{found[2]}"

    def _business_id(self) -> str:
        while not check_digits.business_id(f"{(made := f'99{self._random.randrange(10**6):06}')[:7]}-{made[7]}"):
            pass
        return made

    def _person(self, found: re.Match[str]) -> str:
        if check_digits.personal_identity_code(found[0]) is not True:
            return found[0]
        return self._once("person", found[0], lambda: self._person_code(found[1], int(found[2])))

    def _person_code(self, born: str, number: int) -> str:
        # The series from 900 is for tests; an even number stays even, because it tells the gender.
        drawn = 900 + self._random.randrange(0, 100, 2) + number % 2
        start = f"{self._random.randrange(1, 29):02}{self._random.randrange(1, 13):02}{born[4:]}{drawn}"
        return next(start + check for check in _CHECKS if check_digits.personal_identity_code(start + check))

    def _account(self, found: re.Match[str]) -> str:
        country, check, rest = found.groups()
        plain = rest.replace(" ", "")
        if not _is_account(country + check + plain):
            return found[0]
        made = self._once("account", country + plain, lambda: self._account_number(country, plain))
        digits = iter(made[4:])
        return made[:4] + "".join(c if c == " " else next(digits) for c in rest)

    def _account_number(self, country: str, plain: str) -> str:
        while True:
            # The first digits tell the bank.
            drawn = plain[:4] + _DIGIT.sub(lambda _: str(self._random.randrange(10)), plain[4:])
            for check in range(2, 99):
                if _is_account(made := f"{country}{check:02}{drawn}"):
                    return made


def _is_account(number: str) -> bool:
    said = check_digits.iban(number)
    # Some countries check their accounts in ways of their own; those have the check of all.
    return said if said is not None else int("".join(str(int(c, 36)) for c in number[4:] + number[:4])) % 97 == 1


def _packed(text: str) -> str:
    """Compressed content of the same size when it is unpacked."""
    try:
        size = len(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(base64.b64decode(text), _MOST_PACKED))
    except (ValueError, zlib.error):
        return _BASE64.sub("A", text)
    return base64.b64encode(gzip.compress(bytes(size), mtime=0)).decode()

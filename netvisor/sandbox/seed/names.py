"""Names, addresses and identifiers of people and companies that do not exist."""

from __future__ import annotations

from random import Random
from typing import Final

OWN_NAMES: Final = (
    "Kinnarin Pyörä Oy",
    "Polkuverstas Öljy & Ketju Oy",
    "Ratas ja Runko Oy",
    "Lähtölaukaus Pyöräily Oy",
    "Vapaaratas Oy",
    "Kampi & Pinna Oy",
)

PLACES: Final = (
    ("Tampere", "33100"),
    ("Tampere", "33500"),
    ("Pirkkala", "33960"),
    ("Turku", "20100"),
    ("Lappeenranta", "53100"),
    ("Kuopio", "70100"),
    ("Jyväskylä", "40100"),
    ("Helsinki", "00500"),
    ("Hämeenlinna", "13100"),
    ("Äänekoski", "44100"),
)
STREETS: Final = (
    "Keisarinnankatu",
    "Satakunnankatu",
    "Pyynikintie",
    "Rantatie",
    "Koulukatu",
    "Hämeenkatu",
    "Myllytie",
    "Asemakatu",
    "Sepänkatu",
    "Välskärintie",
)

FIRST_NAMES: Final = (
    "Aino",
    "Eero",
    "Hilla",
    "Ilmari",
    "Jarmo",
    "Kaarina",
    "Lauri",
    "Maija",
    "Onni",
    "Päivi",
    "Risto",
    "Sofia",
    "Tuomas",
    "Venla",
    "Yrjö",
    "Åke",
)
LAST_NAMES: Final = (
    "Mäkelä",
    "Korhonen",
    "Virtanen",
    "Nieminen",
    "Hämäläinen",
    "Öhman",
    "Lindqvist",
    "Järvinen",
    "Salonen",
    "Kettunen",
)

PARISHES: Final = (
    "Koivulan",
    "Rantakylän",
    "Pihlajamäen",
    "Harjun",
    "Särkijärven",
    "Metsäpirtin",
    "Kiviniemen",
    "Ylöjoen",
)
TRADES: Final = (
    ("Kahvila Oy", "Yritykset"),
    ("Leipomo Oy", "Yritykset"),
    ("Kuriiri Oy", "Yritykset"),
    ("Hotelli Oy", "Yritykset"),
    ("Tilitoimisto Oy", "Yritykset"),
    ("Rakennus Oy", "Yritykset"),
    ("pyöräseura ry", "Yhdistykset"),
    ("partiolaiset ry", "Yhdistykset"),
    ("päiväkoti", "Julkinen sektori"),
    ("koulu", "Julkinen sektori"),
)

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2)
_CONTROL: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"
# Two letters become one where an e-mail address knows no other.
_PLAIN: Final = str.maketrans("äöåÄÖÅ &", "aoaAOA--")


def business_id(chance: Random) -> str:
    """A business id with the right check digit, from the end of the series, which no company has reached."""
    while True:
        digits = f"99{chance.randint(0, 99999):05}"
        rest = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11
        if rest != 1:
            return f"{digits}-{11 - rest if rest else 0}"


def personal_identity_code(chance: Random) -> str:
    """A personal identity code of the series that is made up for tests."""
    birth = f"{chance.randint(1, 28):02}{chance.randint(1, 12):02}{chance.randint(60, 99)}"
    own = f"{chance.randint(900, 999)}"
    return f"{birth}-{own}{_CONTROL[int(birth + own) % 31]}"


def e_mail(name: str) -> str:
    """An address that reaches nobody."""
    return f"{'.'.join(name.translate(_PLAIN).lower().replace('--', '').split('-'))}@example.com".replace("..", ".")


def address(chance: Random) -> tuple[str, str, str]:
    """A street with its number, a post number and a town."""
    town, post_number = chance.choice(PLACES)
    return f"{chance.choice(STREETS)} {chance.randint(1, 88)}", post_number, town


def person(chance: Random) -> tuple[str, str]:
    """A first and a last name."""
    return chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)


def phone(chance: Random) -> str:
    """A phone number."""
    return f"050 123 {chance.randint(100, 999)}"

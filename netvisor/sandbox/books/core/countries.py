"""Names of countries in the languages of the interface, for the answers that show a name."""

from __future__ import annotations

from typing import Final

from netvisor.codec.reply_elements import Language

_NAMES: Final[dict[str, dict[str, str]]] = {
    "FI": {"FI": "Suomi", "EN": "Finland", "SE": "Finland"},
    "SE": {"FI": "Ruotsi", "EN": "Sweden", "SE": "Sverige"},
    "NO": {"FI": "Norja", "EN": "Norway", "SE": "Norge"},
    "DK": {"FI": "Tanska", "EN": "Denmark", "SE": "Danmark"},
    "EE": {"FI": "Viro", "EN": "Estonia", "SE": "Estland"},
    "DE": {"FI": "Saksa", "EN": "Germany", "SE": "Tyskland"},
    "FR": {"FI": "Ranska", "EN": "France", "SE": "Frankrike"},
    "NL": {"FI": "Alankomaat", "EN": "Netherlands", "SE": "Nederländerna"},
    "GB": {"FI": "Iso-Britannia", "EN": "United Kingdom", "SE": "Storbritannien"},
    "US": {"FI": "Yhdysvallat", "EN": "United States", "SE": "USA"},
}


def country_name(code: str, language: Language) -> str:
    """The name of a country; the code itself if it is not in this short list.

    >>> country_name("FI", "EN"), country_name("XX", "EN")
    ('Finland', 'XX')
    """
    return _NAMES.get(code.upper(), {}).get(language, code)

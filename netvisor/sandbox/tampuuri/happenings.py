"""Which event a new or changed record is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple


class Happening(NamedTuple):
    """One event in an account."""

    action: str
    reference: int
    secondary: str = ""
    field: str = ""
    """Which field changed: its place in the record, since the vendor's ids of fields are not known."""


_ADDED: Final = {
    "ilmoitukset": "IlmoitusUusi",
    "kohteet": "KohdeUusi",
    "osapuolet": "OsapuoliUusi",
    "sopimukset": "SopimusUusi",
    "yhteydenotot": "YhteydenottoUusi",
}


def added(register: str, key: int, record: Mapping[str, Any]) -> Iterator[Happening]:
    """The event of a new record."""
    if register == "liitteet" and record.get("Tyyppi") == "Ilmoitus" and isinstance(record.get("EntityId"), int):
        yield Happening("IlmoitusLiiteUusi", record["EntityId"], str(key))
    elif register in _ADDED:
        yield Happening(_ADDED[register], key)


def changed(register: str, key: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Happening]:
    """The events of a changed record: of a party one for each field, as in the vendor's sample."""
    names = [name for name in after if before.get(name) != after[name]]
    if register == "osapuolet":
        yield from (Happening("OsapuoliTietoMuokkaa", key, field=str(list(after).index(name) + 1)) for name in names)
    elif register == "ilmoitukset":
        if "Tila" in names:
            yield Happening("IlmoitusTilamuutos", key)
        if set(names) - {"Tila"}:
            yield Happening("IlmoitusMuokkaa", key)
    elif register == "kohteet" and names:
        yield Happening("KohderekisteriKohdeTietoMuokkaa", key)
    elif register == "sopimukset" and "Loppupvm" in names and after["Loppupvm"] is not None:
        yield Happening("SopimusPaata", key)

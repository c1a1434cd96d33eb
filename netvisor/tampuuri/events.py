"""The events that webhooks tell of, as far as their names are known. A listener must accept any other name too."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

Sureness: TypeAlias = Literal["sure", "likely"]


class Event(NamedTuple):
    """One kind of event."""

    name: str
    """The text of `Action` in a notice."""
    when: str
    sureness: Sureness = "sure"
    """`likely`: repaired from a damaged text and the description."""


EVENTS: Final[tuple[Event, ...]] = (
    Event("Testitapahtuma", "a test"),
    Event("AsuntotarkastusUusi", "a new inspection of a flat"),
    Event("AsuntotarkastusTilamuutos", "its state changed"),
    Event("IlmoitusUusi", "a new notice"),
    Event("IlmoitusMuokkaa", "fields of a notice changed"),
    Event("IlmoitusTilamuutos", "the state of a notice changed"),
    Event("IlmoitusLiiteUusi", "an attachment was added to a notice"),
    Event("IlmoitusLiitePoista", "an attachment of a notice was removed"),
    Event("DokumenttipankkiDokumenttiUusi", "a new document"),
    Event("DokumenttipankkiDokumenttiMuokkaa", "a document changed"),
    Event("DokumenttipankkiDokumenttiPoista", "a document was removed"),
    Event("KohdeUusi", "a new object"),
    Event("KohdePoista", "an object was removed"),
    Event("KohderekisteriKohdeTietoMuokkaa", "data of an object changed", "likely"),
    Event("OsapuoliUusi", "a new party"),
    Event("OsapuoliPoista", "a party was removed"),
    Event("OsapuoliTietoMuokkaa", "data of a party changed"),
    Event("YrityshenkiloUusi", "a person was added to a company", "likely"),
    Event("KohdeOsapuoliUusi", "a new link between a party and an object"),
    Event("KohdeOsapuoliMuokkaa", "such a link changed"),
    Event("KohdeOsapuoliPoista", "such a link was removed"),
    Event("RemonttiUusi", "a new planned renovation"),
    Event("RemonttiMuokkaa", "fields of a renovation changed"),
    Event("YhteydenottoUusi", "a new contact"),
    Event("SopimusUusi", "a new contract"),
    Event("SopimusPaata", "the end date of a contract was set"),
    Event("AspaTarjousTilaMuokkaa", "the state of an offer changed"),
    Event("AspaTarjousVoimassaPvmMuokkaa", "the validity of an offer changed"),
)
"""The events whose names are known. Of five more only the description is: see `fixtures/tampuuri/events.tsv`."""

__all__ = ["EVENTS", "Event"]

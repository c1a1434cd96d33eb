"""The vendor's enumerations and the objects whose pages were not seen.

An enumeration comes as a number or as a name, and its values are mostly unknown, so every number and every name is
taken. The title of each type is the vendor's name for it.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeAlias

from netvisor.tampuuri.model import Meta

ApiSopimusTila: TypeAlias = Annotated[int | str, Meta(title="ApiSopimusTila")]
ApiSopimusPalvelukieli: TypeAlias = Annotated[int | str, Meta(title="ApiSopimusPalvelukieli")]
ApiSuoritusTyyppiInt: TypeAlias = Annotated[int | str, Meta(title="ApiSuoritusTyyppiInt")]
ApiOsapuoliTyyppi: TypeAlias = Annotated[int | str, Meta(title="ApiOsapuoliTyyppi")]
ApiYhteydenottotapa: TypeAlias = Annotated[int | str, Meta(title="ApiYhteydenottotapa")]
ApiOsapuoliYhteydenottoLahettaja: TypeAlias = Annotated[int | str, Meta(title="ApiOsapuoliYhteydenottoLahettaja")]

NORMAALI_SUORITUS: Final = 1
"""The usual kind of payment (ApiSuoritusTyyppiInt); a refund kind exists, whose number was not seen."""
SOITTO: Final = "Soitto"
"""A contact by telephone (ApiYhteydenottotapa); the other values were not seen."""
OSAPUOLI: Final = "Osapuoli"
"""A contact that the party sent (ApiOsapuoliYhteydenottoLahettaja); the other values were not seen."""

ApiIlmoitusOsapuoliRequest: TypeAlias = Annotated[dict[str, Any], Meta(title="ApiIlmoitusOsapuoliRequest")]
ApiIlmoitusMaksajanLisatiedot: TypeAlias = Annotated[dict[str, Any], Meta(title="ApiIlmoitusMaksajanLisatiedot")]
ApiIlmoitusMaksajatiedotUlkopuolinen: TypeAlias = Annotated[
    dict[str, Any], Meta(title="ApiIlmoitusMaksajatiedotUlkopuolinen")
]
ApiSopimusAsunnonesittelija: TypeAlias = Annotated[dict[str, Any], Meta(title="ApiSopimusAsunnonesittelija")]
ApiSopimusAsoSaantoRequest: TypeAlias = Annotated[dict[str, Any], Meta(title="ApiSopimusAsoSaantoRequest")]
ApiSopimusPanttaustiedotRequest: TypeAlias = Annotated[dict[str, Any], Meta(title="ApiSopimusPanttaustiedotRequest")]
ApiSopimusVakuustiedotRequest: TypeAlias = Annotated[dict[str, Any], Meta(title="ApiSopimusVakuustiedotRequest")]
ApiSopimusLuottotiedotRequest: TypeAlias = Annotated[dict[str, Any], Meta(title="ApiSopimusLuottotiedotRequest")]
ApiSopimusMaaraaikaisuusTiedotRequest: TypeAlias = Annotated[
    dict[str, Any], Meta(title="ApiSopimusMaaraaikaisuusTiedotRequest")
]
ApiAlterationPropositionInsert: TypeAlias = Annotated[dict[str, Any], Meta(title="ApiAlterationPropositionInsert")]
Cut: TypeAlias = Annotated[Any, Meta(title="(cut)")]
"""A value whose type is cut off on the page that was read."""

"""Notices: fault reports and work orders, and their way from open to done."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from netvisor.tampuuri.answers import GenericPostResponse, Many, NewId, Nothing
from netvisor.tampuuri.call import Call
from netvisor.tampuuri.enumerations import (
    ApiIlmoitusMaksajanLisatiedot,
    ApiIlmoitusMaksajatiedotUlkopuolinen,
    ApiIlmoitusOsapuoliRequest,
    Cut,
)
from netvisor.tampuuri.model import UNSET, Model, Opt, length
from netvisor.tampuuri.moment import Moment
from netvisor.tampuuri.operation import Operation


class ApiIlmoitusRequestModel(Model, kw_only=True):
    """A new notice. The page was cut, so there may be more fields.

    The meanings of `vikaluokka` and `kotielaimet` are read off their names.
    """

    parent_id: Opt[int] = UNSET
    """The main notice."""
    tarkastus_id: Opt[int] = UNSET
    """The inspection that it came from."""
    yksityinen: Opt[bool] = UNSET
    suoritusaika_aikaisintaan: Opt[Moment] = UNSET
    suoritusaika_viimeistaan: Opt[Moment] = UNSET
    ilmoittaja: Opt[ApiIlmoitusOsapuoliRequest] = UNSET
    """The reporter; its fields were not seen."""
    tilaaja: Opt[ApiIlmoitusOsapuoliRequest] = UNSET
    """The orderer; its fields were not seen."""
    maksaja: Opt[ApiIlmoitusOsapuoliRequest] = UNSET
    """The payer; its fields were not seen."""
    maksajan_lisatiedot: Opt[ApiIlmoitusMaksajanLisatiedot] = UNSET
    maksajatiedot_ulkopuolinen: Opt[ApiIlmoitusMaksajatiedotUlkopuolinen] = UNSET
    """A payer from outside Tampuuri; its fields were not seen."""
    tyonsuorittaja_id: Opt[int] = UNSET
    """The party that does the work, a company or a person."""
    sisaanpaasy: Opt[Annotated[str, length(255)]] = UNSET
    """How to get into the flat: a value of a selection list."""
    kiireellisyys: Opt[Annotated[str, length(255)]] = UNSET
    """The urgency: a value of a selection list."""
    vikaluokka: Opt[Annotated[str, length(255)]] = UNSET
    """The class of the fault: a value of a selection list."""
    kotielaimet: Opt[Annotated[str, length(255)]] = UNSET
    """Pets: a value of a selection list."""
    toimittajan_valinta_syy: Opt[Annotated[str, length(255)]] = UNSET
    """Why this supplier: a value of a selection list."""
    muut_asunto_osakkeet: Opt[bool] = UNSET
    kustannuspaikka_id: int
    """The cost centre."""
    tila_id: Opt[int] = UNSET
    """The space, such as a flat or a sauna; not the state."""
    huone_id: Opt[int] = UNSET
    otsikko: Annotated[str, length(255)]
    tyotehtavan_kuvaus: Annotated[str, length(8000)]
    tyotehtavan_lisatiedot: Opt[Annotated[str, length(20000)]] = UNSET
    kustannusarvio: Opt[Decimal] = UNSET
    ilmoita_sahkopostilla: Opt[bool] = UNSET
    tuotteet: Opt[list[Cut]] = UNSET
    """The products of an order; the name of their type is cut off."""


class Ilmoitus(Model, kw_only=True):
    """A notice as it is answered. Its fields were not seen: all but the id, which is inferred, are in `unknown`."""

    id: Opt[int] = UNSET


SELAA = Operation(
    verb="POST",
    path="ilmoitukset/selaa",
    title="browse notices",
    paged=True,
    answer=Many(Ilmoitus),
    confidence="slides",
    gaps="the name of the filter by state, further filters, and the fields of a notice",
)
LISAA = Operation(
    verb="POST",
    path="ilmoitukset/lisaa",
    title="a new notice",
    request=ApiIlmoitusRequestModel,
    answer=NewId(),
    confidence="doc",
)
BASE64 = Operation(
    verb="POST",
    path="ilmoitukset/base64",
    title="a new notice, with files",
    answer=NewId(),
    confidence="slides",
    gaps="the fields of the body and the answer",
)
VASTAANOTA = Operation(
    verb="POST",
    path="ilmoitukset/{ilmoitus_id}/vastaanota",
    title="take a notice into work",
    answer=Nothing(),
    confidence="slides",
)
ODOTUKSEEN = Operation(
    verb="POST",
    path="ilmoitukset/{ilmoitus_id}/odotukseen",
    title="let a notice wait",
    answer=Nothing(),
    confidence="slides",
    gaps="the fields of the body, which holds a comment",
)
KUITTAATEHDYKSI = Operation(
    verb="POST",
    path="ilmoitukset/{ilmoitus_id}/kuittaatehdyksi",
    title="report a notice as done",
    answer=Nothing(),
    confidence="slides",
    gaps="the fields of the body",
)


@SELAA.function
def selaa(
    *,
    tyonsuorittaja_id: int | None = None,
    vain_paatason_ilmoitukset: bool | None = None,
    filters: Mapping[str, Any] | None = None,
) -> Call[list[Ilmoitus]]:
    """Browse notices.

    Args:
        tyonsuorittaja_id: the party that does the work.
        vain_paatason_ilmoitukset: main notices only.
        filters: further fields of the body by their JSON names, such as the state, whose name was not seen.
    """
    known = {"TyonsuorittajaId": tyonsuorittaja_id, "VainPäätasonIlmoitukset": vain_paatason_ilmoitukset}
    return SELAA.call(body={**{name: value for name, value in known.items() if value is not None}, **(filters or {})})


@LISAA.function
def lisaa(ilmoitus: ApiIlmoitusRequestModel) -> Call[GenericPostResponse]:
    """Add a notice; the answer holds its id."""
    return LISAA.call(body=ilmoitus)


@BASE64.function
def base64(ilmoitus: Mapping[str, Any] | Model) -> Call[GenericPostResponse]:
    """Add a notice with files, such as a follow-up job. The fields of the body were not seen."""
    return BASE64.call(body=ilmoitus)


@VASTAANOTA.function
def vastaanota(ilmoitus_id: int) -> Call[None]:
    """Take a notice into work."""
    return VASTAANOTA.call({"ilmoitus_id": ilmoitus_id})


@ODOTUKSEEN.function
def odotukseen(ilmoitus_id: int, body: Mapping[str, Any] | None = None) -> Call[None]:
    """Let a notice wait. The body holds a comment; the name of its field was not seen."""
    return ODOTUKSEEN.call({"ilmoitus_id": ilmoitus_id}, body=body)


@KUITTAATEHDYKSI.function
def kuittaatehdyksi(ilmoitus_id: int, body: Mapping[str, Any] | None = None) -> Call[None]:
    """Report a notice as done. The fields of the body were not seen."""
    return KUITTAATEHDYKSI.call({"ilmoitus_id": ilmoitus_id}, body=body)

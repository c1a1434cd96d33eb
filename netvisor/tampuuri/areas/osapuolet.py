"""Parties: persons and companies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netvisor.tampuuri.answers import GenericPostResponse, Many, NewId, Nothing
from netvisor.tampuuri.call import Call
from netvisor.tampuuri.enumerations import ApiOsapuoliTyyppi
from netvisor.tampuuri.model import UNSET, Model, Opt
from netvisor.tampuuri.moment import Moment
from netvisor.tampuuri.operation import Operation


class ApiOsapuoliTunnistautuminenResponse(Model, kw_only=True):
    """How and when a party was identified."""

    tyyppi: Opt[str] = UNSET
    """Such as `Tupas`."""
    tunnistettu: Opt[Moment] = UNSET


class Osapuoli(Model, kw_only=True):
    """A party as a sample of the slides shows it inside another answer; the name of the model was not seen."""

    id: Opt[int] = UNSET
    yritys_id: Opt[int] = UNSET
    osapuolityyppi: Opt[ApiOsapuoliTyyppi] = UNSET
    """Person or company; 0 in the sample."""
    nimi: Opt[str] = UNSET
    etunimi: Opt[str] = UNSET
    sukunimi: Opt[str] = UNSET
    katuosoite: Opt[str] = UNSET
    postinumero: Opt[str] = UNSET
    postitoimipaikka: Opt[str] = UNSET
    puhelin: Opt[str] = UNSET
    matkapuhelin: Opt[str] = UNSET
    sahkoposti: Opt[str] = UNSET
    tunnus: Opt[str] = UNSET
    turvakielto: Opt[bool] = UNSET
    """Whether the address is protected."""
    tunnistautuminen: Opt[ApiOsapuoliTunnistautuminenResponse] = UNSET
    arkistoitu: Opt[Moment] = UNSET


class TyonsuorittajaTiedot(Model, kw_only=True):
    """Work and who does it, as a sample of the slides shows it; the name of the model was not seen."""

    id: Opt[str] = UNSET
    alkaa: Opt[Moment] = UNSET
    loppuu: Opt[Moment] = UNSET
    kuitattu: Opt[bool] = UNSET
    tyonsuorittaja_yritys: Opt[Osapuoli] = UNSET
    tyonsuorittaja_henkilo: Opt[Osapuoli] = UNSET


GET_HENKILOT = Operation(
    verb="GET",
    path="osapuolet/henkilot",
    title="find persons",
    parameters=("Hakusana",),
    answer=Many(Osapuoli),
    confidence="slides",
    gaps="the fields of the answer, beside the ids",
)
ADD_HENKILO = Operation(
    verb="POST",
    path="osapuolet/henkilot",
    title="a new person",
    answer=NewId(),
    confidence="slides",
    gaps="the fields of the body and the answer",
)
EDIT_OSAPUOLI = Operation(
    verb="PUT",
    path="osapuolet/{osapuoli_id}",
    title="change a party",
    answer=Nothing(),
    confidence="slides",
    gaps="the fields of the body, and what happens to those that are left out",
)


@GET_HENKILOT.function
def get_henkilot(hakusana: str) -> Call[list[Osapuoli]]:
    """Find persons, such as by an identity code. The word is part of the address; this library never logs it."""
    return GET_HENKILOT.call(query={"Hakusana": hakusana})


@ADD_HENKILO.function
def add_henkilo(henkilo: Mapping[str, Any] | Model) -> Call[GenericPostResponse]:
    """Add a person. The fields of the body were not seen."""
    return ADD_HENKILO.call(body=henkilo)


@EDIT_OSAPUOLI.function
def edit_osapuoli(osapuoli_id: int, osapuoli: Mapping[str, Any] | Model) -> Call[None]:
    """Change a party. The fields of the body were not seen."""
    return EDIT_OSAPUOLI.call({"osapuoli_id": osapuoli_id}, body=osapuoli)

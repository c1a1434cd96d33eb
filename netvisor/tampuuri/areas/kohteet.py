"""Objects of the property tree: cost centres, buildings, flats, rooms, plots, and files attached to them."""

from __future__ import annotations

from typing import Annotated

from netvisor.tampuuri.answers import GenericPostResponse, NewId, One
from netvisor.tampuuri.call import Call
from netvisor.tampuuri.model import UNSET, Meta, Model, Opt, field, length
from netvisor.tampuuri.operation import Operation


class Kohde(Model, kw_only=True):
    """An object as it is answered. Its fields were not seen: all but the id, which is inferred, are in `unknown`."""

    id: Opt[int] = UNSET


class ApiTonttiCreateRequest(Model, kw_only=True):
    """A new plot."""

    nimi: Annotated[str, length(200)]
    parent_id: int
    lisatiedot: Opt[Annotated[str, length(2000)]] = field(default=UNSET, name="Lisätiedot")


class ApiHuoneistoCreateRequest(Model, kw_only=True):
    """A new flat."""

    tunnus: Annotated[str, length(10)]
    nimi: Annotated[str, length(200)]
    huoneistoala: Annotated[str, length(10)]
    """The floor area, as a text."""
    huoneistotyyppi_id: int
    parent_id: int
    lisatiedot: Opt[Annotated[str, length(2000)]] = field(default=UNSET, name="Lisätiedot")


class ApiKohderekisteriUusiLiite(Model, kw_only=True):
    """A new attachment of an object."""

    kohde_id: int
    kategoria: Annotated[str, length(50)]
    nimi: Annotated[str, length(50)]
    tiedoston_nimi: Annotated[str, length(50)]
    tiedostosisalto: Annotated[bytes, Meta(min_length=1)]


GET_KOHDE = Operation(
    verb="GET",
    path="kohteet/{kohde_id}",
    title="one object",
    answer=One(Kohde),
    confidence="slides",
    gaps="the fields of the answer",
)
CREATE_TONTTI = Operation(
    verb="POST",
    path="kohteet/tontti/create",
    title="a new plot",
    request=ApiTonttiCreateRequest,
    answer=NewId(),
    confidence="doc",
)
CREATE_HUONEISTO = Operation(
    verb="POST",
    path="kohteet/huoneisto/create",
    title="a new flat",
    request=ApiHuoneistoCreateRequest,
    answer=NewId(),
    confidence="doc",
)
LISAA_LIITE = Operation(
    verb="POST",
    path="kohteet/liitteet/lisaa",
    title="attach a file to an object",
    request=ApiKohderekisteriUusiLiite,
    answer=NewId(),
    confidence="doc",
    gaps="the text promises a direct link in the answer, whose field was not seen",
)


@GET_KOHDE.function
def get_kohde(kohde_id: int) -> Call[Kohde]:
    """One object. Its fields differ between customers."""
    return GET_KOHDE.call({"kohde_id": kohde_id})


@CREATE_TONTTI.function
def create_tontti(tontti: ApiTonttiCreateRequest) -> Call[GenericPostResponse]:
    """Add a plot."""
    return CREATE_TONTTI.call(body=tontti)


@CREATE_HUONEISTO.function
def create_huoneisto(huoneisto: ApiHuoneistoCreateRequest) -> Call[GenericPostResponse]:
    """Add a flat."""
    return CREATE_HUONEISTO.call(body=huoneisto)


@LISAA_LIITE.function
def lisaa_liite(liite: ApiKohderekisteriUusiLiite) -> Call[GenericPostResponse]:
    """Attach a file to an object."""
    return LISAA_LIITE.call(body=liite)

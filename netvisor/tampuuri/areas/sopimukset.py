"""Contracts: their charge types, attachments, payments and balances."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from netvisor.tampuuri.answers import GenericPostResponse, Many, NewId, Nothing, One
from netvisor.tampuuri.call import Call
from netvisor.tampuuri.enumerations import (
    ApiSopimusAsoSaantoRequest,
    ApiSopimusAsunnonesittelija,
    ApiSopimusLuottotiedotRequest,
    ApiSopimusMaaraaikaisuusTiedotRequest,
    ApiSopimusPalvelukieli,
    ApiSopimusPanttaustiedotRequest,
    ApiSopimusTila,
    ApiSopimusVakuustiedotRequest,
    ApiSuoritusTyyppiInt,
    Cut,
)
from netvisor.tampuuri.model import UNSET, Meta, Model, Opt, Promised, length
from netvisor.tampuuri.moment import Moment
from netvisor.tampuuri.operation import Operation

Key: TypeAlias = Annotated[int, Meta(ge=1, le=2147483647)]
"""The id of an item of a selection list, or of a party."""


class ApiSopimusRequestPart(Model, kw_only=True):
    """The fields of a contract, of which `edit_sopimus` takes any. The page was cut, so there may be more of them."""

    alkupvm: Opt[Moment] = UNSET
    """The start; it cannot be removed."""
    loppupvm: Opt[Moment] = UNSET
    """The end of a contract that is for a fixed term or was terminated."""
    tila: Opt[ApiSopimusTila] = UNSET
    """The state: esisopimus or sopimus; how it is written was not seen."""
    sahkoisesti_allekirjoitettavissa: Opt[bool] = UNSET
    allekirjoituspvm: Opt[Moment] = UNSET
    """The day of the signature; setting it moves the state to Sopimus."""
    asuttamispvm: Opt[Moment] = UNSET
    asunnonesittelija_id: Opt[Key] = UNSET
    """An item of a selection list."""
    asunnonesittelija: Opt[ApiSopimusAsunnonesittelija] = UNSET
    """A new presenter; its fields were not seen."""
    ei_sahkoista_allekirjoitusta: Opt[bool] = UNSET
    hallintaoikeuden_siirtopvm: Opt[Moment] = UNSET
    kotielaimia: Opt[bool] = UNSET
    kumppanikoodi: Opt[Annotated[str, length(20)]] = UNSET
    lisatiedot: Opt[Annotated[str, length(5000)]] = UNSET
    optio: Opt[bool] = UNSET
    palvelukieli: Opt[ApiSopimusPalvelukieli] = UNSET
    sopimus_henkilo: Opt[Key] = UNSET
    """A party, such as the sales negotiator."""
    sopimus_tyyppi: Opt[Key] = UNSET
    """An item of a selection list."""
    yhdistamislupa: Opt[bool] = UNSET
    """Whether it may be merged with the party's other contracts."""
    yleisavaimen_kaytto: Opt[bool] = UNSET
    """Whether the flat may be entered with the master key."""
    aso_saanto: Opt[ApiSopimusAsoSaantoRequest] = UNSET
    """The right-of-occupancy title; its fields were not seen."""
    panttaustiedot: Opt[ApiSopimusPanttaustiedotRequest] = UNSET
    """The pledge; its fields were not seen."""
    vakuustiedot: Opt[ApiSopimusVakuustiedotRequest] = UNSET
    """The deposit; its fields were not seen."""
    luottotiedot: Opt[ApiSopimusLuottotiedotRequest] = UNSET
    """The credit data; their fields were not seen."""
    maaraaikaisuus_tiedot: Opt[ApiSopimusMaaraaikaisuusTiedotRequest] = UNSET
    """The fixed term; its fields were not seen."""
    palautus_tiedot: Opt[Cut] = UNSET
    """The return of the deposit; its type was not seen."""


class ApiSopimusRequest(ApiSopimusRequestPart, kw_only=True):
    """A new contract. The names of the party's and the flat's ids were not seen: `unknown` takes them."""

    alkupvm: Moment
    """The start; it cannot be removed."""


class Sopimus(Model, kw_only=True):
    """A contract as it is answered. Its fields were not seen: all but the id, which is inferred, are in `unknown`."""

    id: Opt[int] = UNSET


class ApiSopimusMaksulajiPaataRequest(Model, kw_only=True):
    """The end of a charge type of a contract."""

    loppupvm: Moment


class ApiSopimusUusiLiite(Model, kw_only=True):
    """A new attachment of a contract."""

    file_name: Annotated[str, length(255)]
    description: Opt[Annotated[str, length(255)]] = UNSET
    content_type: Opt[Annotated[str, length(255)]] = UNSET
    """Such as `image/jpeg`."""
    file_content: Annotated[bytes, Meta(min_length=1)]


class ApiSuoritus(Model, kw_only=True):
    """A payment received, or paid back."""

    suoritusnumero: Promised[int] = UNSET
    maksu_pvm: Promised[Moment] = UNSET
    kirjaus_pvm: Promised[Moment] = UNSET
    maksaja: Promised[str] = UNSET
    summa: Promised[Decimal] = UNSET
    suoritus_tyyppi: Promised[ApiSuoritusTyyppiInt] = UNSET
    """1 is the usual kind; a refund kind exists, whose number was not seen."""
    viitenumero: Opt[str] = UNSET


class ApiSopimusSaldo(Model, kw_only=True):
    """The balance of a contract on a day, by due dates. Which sign a debt has was not seen."""

    sopimus_id: Promised[int] = UNSET
    saldo: Promised[Decimal] = UNSET
    tilanne_pvm: Promised[Moment] = UNSET


ADD_SOPIMUS = Operation(
    verb="POST",
    path="sopimukset",
    title="a new contract",
    request=ApiSopimusRequest,
    answer=NewId(),
    confidence="doc",
    gaps="the names of the fields for the party and for the flat",
)
GET_SOPIMUS = Operation(
    verb="GET",
    path="sopimukset/{sopimus_id}",
    title="one contract",
    answer=One(Sopimus),
    confidence="slides",
    gaps="the fields of the answer",
)
EDIT_SOPIMUS = Operation(
    verb="PATCH",
    path="sopimukset/{sopimus_id}",
    title="change the basic data of a contract",
    request=ApiSopimusRequestPart,
    partial=True,
    answer=Nothing(),
    confidence="slides",
)
PAATASOPIMUS = Operation(
    verb="POST",
    path="sopimukset/{sopimus_id}/paatasopimus",
    title="end a contract",
    answer=Nothing(),
    confidence="slides",
    gaps="the fields of the body",
)
LISAA_MAKSULAJI = Operation(
    verb="POST",
    path="sopimukset/{sopimus_id}/maksulajit/lisaa",
    title="add a charge type to a contract",
    answer=Nothing(),
    confidence="slides",
    gaps="the fields of the body and the answer",
)
PAATA_MAKSULAJI = Operation(
    verb="POST",
    path="sopimukset/{sopimus_id}/maksulajit/{maksulaji_id}/paata",
    title="end a charge type of a contract",
    request=ApiSopimusMaksulajiPaataRequest,
    answer=Nothing(),
    confidence="doc",
)
LISAA_LIITE = Operation(
    verb="POST",
    path="sopimukset/{sopimus_id}/liitteet/lisaa",
    title="attach a file to a contract",
    request=ApiSopimusUusiLiite,
    answer=NewId(),
    confidence="doc",
)
GET_SUORITUKSET = Operation(
    verb="GET",
    path="sopimukset/{sopimus_id}/suoritukset",
    title="the payments of a contract in a period",
    parameters=("AlkuPvm", "LoppuPvm"),
    answer=Many(ApiSuoritus),
    confidence="doc",
)
GET_SALDO_ERAPVM = Operation(
    verb="GET",
    path="sopimukset/{sopimusId}/saldo/erapvm",
    title="the balance of a contract on a day, by due dates",
    parameters=("tilannepvm",),
    answer=One(ApiSopimusSaldo),
    confidence="doc",
)


@ADD_SOPIMUS.function
def add_sopimus(sopimus: ApiSopimusRequest) -> Call[GenericPostResponse]:
    """Add a contract; the answer holds its id."""
    return ADD_SOPIMUS.call(body=sopimus)


@GET_SOPIMUS.function
def get_sopimus(sopimus_id: int) -> Call[Sopimus]:
    """One contract; it has an end date once it was ended."""
    return GET_SOPIMUS.call({"sopimus_id": sopimus_id})


@EDIT_SOPIMUS.function
def edit_sopimus(sopimus_id: int, sopimus: ApiSopimusRequestPart) -> Call[None]:
    """Change the fields that are given; what an explicit null does was not seen."""
    return EDIT_SOPIMUS.call({"sopimus_id": sopimus_id}, body=sopimus)


@PAATASOPIMUS.function
def paatasopimus(sopimus_id: int, body: Mapping[str, Any] | None = None) -> Call[None]:
    """End a contract. The fields of the body were not seen."""
    return PAATASOPIMUS.call({"sopimus_id": sopimus_id}, body=body)


@LISAA_MAKSULAJI.function
def lisaa_maksulaji(sopimus_id: int, maksulaji: Mapping[str, Any]) -> Call[None]:
    """Add a charge type, such as a sauna turn. The fields of the body were not seen."""
    return LISAA_MAKSULAJI.call({"sopimus_id": sopimus_id}, body=maksulaji)


@PAATA_MAKSULAJI.function
def paata_maksulaji(sopimus_id: int, maksulaji_id: int, loppu: ApiSopimusMaksulajiPaataRequest) -> Call[None]:
    """End a charge type of a contract; one that the contract does not have is an error."""
    return PAATA_MAKSULAJI.call({"sopimus_id": sopimus_id, "maksulaji_id": maksulaji_id}, body=loppu)


@LISAA_LIITE.function
def lisaa_liite(sopimus_id: int, liite: ApiSopimusUusiLiite) -> Call[GenericPostResponse]:
    """Attach a file to a contract."""
    return LISAA_LIITE.call({"sopimus_id": sopimus_id}, body=liite)


@GET_SUORITUKSET.function
def get_suoritukset(sopimus_id: int, *, alku_pvm: date | Moment, loppu_pvm: date | Moment) -> Call[list[ApiSuoritus]]:
    """The payments of a period, refunds included."""
    return GET_SUORITUKSET.call({"sopimus_id": sopimus_id}, query={"AlkuPvm": alku_pvm, "LoppuPvm": loppu_pvm})


@GET_SALDO_ERAPVM.function
def get_saldo_erapvm(sopimus_id: int, *, tilannepvm: date | Moment) -> Call[ApiSopimusSaldo]:
    """The balance on a day."""
    return GET_SALDO_ERAPVM.call({"sopimusId": sopimus_id}, query={"tilannepvm": tilannepvm})

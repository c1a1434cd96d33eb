"""Contacts: messages and telephone calls of parties."""

from __future__ import annotations

from typing import Annotated

from netvisor.tampuuri.answers import GenericPostResponse, NewId
from netvisor.tampuuri.call import Call
from netvisor.tampuuri.enumerations import ApiOsapuoliYhteydenottoLahettaja, ApiYhteydenottotapa
from netvisor.tampuuri.model import UNSET, Model, Opt, length
from netvisor.tampuuri.operation import Operation


class ApiFileBase64Container(Model, kw_only=True):
    """A file within another object."""

    file_name: Opt[str] = UNSET
    content_type: Opt[str] = UNSET
    description: Opt[str] = UNSET
    base64_content: Opt[bytes] = UNSET


class ApiOsapuoliYhteydenottoRequest(Model, kw_only=True):
    """A new contact of a party."""

    viestiketju_id: Opt[int] = UNSET
    osapuoli_id: int
    lahde: Opt[Annotated[str, length(100)]] = UNSET
    soitto_id: Opt[int] = UNSET
    yhteydenottotapa: ApiYhteydenottotapa
    """The way of it, such as `Soitto`."""
    aihe: Opt[Annotated[str, length(500)]] = UNSET
    kuvaus: Opt[str] = UNSET
    luokittelut: Opt[list[int]] = UNSET
    lisaaja: Opt[Annotated[str, length(50)]] = UNSET
    liitteet: Opt[list[ApiFileBase64Container]] = UNSET
    lahettaja: Opt[ApiOsapuoliYhteydenottoLahettaja] = UNSET
    """Who sent it, such as `Osapuoli`."""
    kohde_id: Opt[int] = UNSET


ADD_YHTEYDENOTTO = Operation(
    verb="POST",
    path="yhteydenotot",
    title="a new contact of a party",
    request=ApiOsapuoliYhteydenottoRequest,
    answer=NewId(),
    confidence="doc",
)


@ADD_YHTEYDENOTTO.function
def add_yhteydenotto(yhteydenotto: ApiOsapuoliYhteydenottoRequest) -> Call[GenericPostResponse]:
    """Add a contact; the answer holds its id."""
    return ADD_YHTEYDENOTTO.call(body=yhteydenotto)

"""Tampuuri, the vendor's interface to property management: a companion of Netvisor, in JSON over HTTPS.

    from netvisor.tampuuri import Tampuuri, TampuuriCredentials, sopimukset

    client = Tampuuri(TampuuriCredentials.from_environment())
    sopimus = client.send(sopimukset.get_sopimus(17))

It needs the extra `netvisor-xml[tampuuri]`. `docs/tampuuri.md` says what is documented and what is uncertain.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from netvisor.tampuuri.areas import dokumenttipankki as dokumenttipankki
    from netvisor.tampuuri.areas import ilmoitukset as ilmoitukset
    from netvisor.tampuuri.areas import kohdetiedot as kohdetiedot
    from netvisor.tampuuri.areas import kohteet as kohteet
    from netvisor.tampuuri.areas import muutostyot as muutostyot
    from netvisor.tampuuri.areas import osapuolet as osapuolet
    from netvisor.tampuuri.areas import osapuolitiedot as osapuolitiedot
    from netvisor.tampuuri.areas import sopimukset as sopimukset
    from netvisor.tampuuri.areas import tiedostoloki as tiedostoloki
    from netvisor.tampuuri.areas import yhteydenotot as yhteydenotot
    from netvisor.tampuuri.call import Call as Call
    from netvisor.tampuuri.client import PRODUCTION as PRODUCTION
    from netvisor.tampuuri.client import TEST as TEST
    from netvisor.tampuuri.client import Listing as Listing
    from netvisor.tampuuri.client import Tampuuri as Tampuuri
    from netvisor.tampuuri.credentials import TampuuriCredentials as TampuuriCredentials
    from netvisor.tampuuri.errors import TampuuriAuthenticationFailed as TampuuriAuthenticationFailed
    from netvisor.tampuuri.errors import TampuuriFault as TampuuriFault
    from netvisor.tampuuri.errors import TampuuriRefused as TampuuriRefused
    from netvisor.tampuuri.model import UNSET as UNSET
    from netvisor.tampuuri.model import Model as Model
    from netvisor.tampuuri.moment import Moment as Moment
    from netvisor.tampuuri.operation import models as models
    from netvisor.tampuuri.operation import operations as operations

_HOMES: Final = {
    "Call": "call",
    "Listing": "client",
    "Model": "model",
    "Moment": "moment",
    "PRODUCTION": "client",
    "TEST": "client",
    "Tampuuri": "client",
    "TampuuriAuthenticationFailed": "errors",
    "TampuuriCredentials": "credentials",
    "TampuuriFault": "errors",
    "TampuuriRefused": "errors",
    "UNSET": "model",
    "models": "operation",
    "operations": "operation",
}
_AREAS: Final = (
    "dokumenttipankki",
    "ilmoitukset",
    "kohdetiedot",
    "kohteet",
    "muutostyot",
    "osapuolet",
    "osapuolitiedot",
    "sopimukset",
    "tiedostoloki",
    "yhteydenotot",
)

__all__ = [*_HOMES, *_AREAS]  # all of them are texts


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    if name in _AREAS:
        return import_module(f"{__name__}.areas.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

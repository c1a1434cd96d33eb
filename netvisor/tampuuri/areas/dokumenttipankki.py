"""The document store. The path of its operation was not seen: send the model with `request`."""

from __future__ import annotations

from typing import Annotated

from netvisor.tampuuri.model import UNSET, Meta, Model, Opt, length


class ApiDokumenttipankkiUusiLiite(Model, kw_only=True):
    """A new document of an object."""

    kohde_id: int
    kansio: Opt[Annotated[str, length(255)]] = UNSET
    """The folder; subfolders are parted by `/`."""
    kategoria: Annotated[str, length(50)]
    nimi: Annotated[str, length(100)]
    tiedoston_nimi: Annotated[str, length(100)]
    tiedostosisalto: Annotated[bytes, Meta(min_length=1)]
    liitteen_kuvaus: Opt[Annotated[str, length(4000)]] = UNSET

"""Notices of alteration work. The path of their operation was not seen: send the model with `request`."""

from __future__ import annotations

from typing import Annotated

from netvisor.tampuuri.enumerations import ApiAlterationPropositionInsert
from netvisor.tampuuri.model import UNSET, Meta, Model, Opt, length
from netvisor.tampuuri.moment import Moment


class ApiAlterationInsert(Model, kw_only=True):
    """A resident's new notice of alteration work."""

    kohde_id: int
    osapuoli_id: Opt[int] = UNSET
    etunimi: Annotated[str, length(25)]
    sukunimi: Annotated[str, length(25)]
    puhelin: Annotated[str, length(20)]
    sahkoposti: Annotated[str, length(100)]
    aloitusaika: Moment
    lopetusaika: Opt[Moment] = UNSET
    osakkaan_lisatieto: Opt[Annotated[str, length(250)]] = UNSET
    muutostyot: Annotated[list[ApiAlterationPropositionInsert], Meta(min_length=1)]
    """The works; their fields were not seen."""

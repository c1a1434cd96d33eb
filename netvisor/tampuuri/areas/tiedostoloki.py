"""The log of documents: what was attached, changed and removed."""

from __future__ import annotations

from datetime import date

from netvisor.tampuuri.answers import Many
from netvisor.tampuuri.call import Call
from netvisor.tampuuri.model import UNSET, Model, Opt
from netvisor.tampuuri.moment import Moment
from netvisor.tampuuri.operation import Operation


class ApiTiedostolokiResponse(Model, kw_only=True):
    """One line of the log."""

    id: Opt[int] = UNSET
    aikaleima: Opt[Moment] = UNSET
    tapahtumatyyppi: Opt[str] = UNSET
    liite_id: Opt[int] = UNSET
    entity_id: Opt[int] = UNSET
    tyyppi: Opt[str] = UNSET
    liitetyyppi: Opt[str] = UNSET
    tiedostonimi: Opt[str] = UNSET


SELAA = Operation(
    verb="GET",
    path="tiedostoloki/selaa/{tyyppi}",
    title="changes of documents",
    paged=True,
    parameters=("Liitetyyppi", "AikaleimaAlku", "AikaleimaLoppu", "Offset", "Limit"),
    answer=Many(ApiTiedostolokiResponse),
    confidence="doc",
    gaps="the values of tyyppi (ApiLiitetyyppi)",
)


@SELAA.function
def selaa(
    tyyppi: str | int,
    *,
    aikaleima_alku: date | Moment,
    aikaleima_loppu: date | Moment | None = None,
    liitetyyppi: str | int | None = None,
) -> Call[list[ApiTiedostolokiResponse]]:
    """Browse the changes of documents since a moment.

    Args:
        tyyppi: a value of ApiLiitetyyppi; the values were not seen.
        aikaleima_alku: the first moment.
        aikaleima_loppu: the last moment.
        liitetyyppi: the kind of attachment.
    """
    query = {"Liitetyyppi": liitetyyppi, "AikaleimaAlku": aikaleima_alku, "AikaleimaLoppu": aikaleima_loppu}
    return SELAA.call({"tyyppi": tyyppi}, query=query)

"""Data of parties by their ids."""

from __future__ import annotations

from netvisor.tampuuri.answers import Many
from netvisor.tampuuri.areas.osapuolet import ApiOsapuoliTunnistautuminenResponse
from netvisor.tampuuri.call import Call
from netvisor.tampuuri.enumerations import ApiOsapuoliTyyppi, Cut
from netvisor.tampuuri.model import UNSET, Model, Opt
from netvisor.tampuuri.operation import Operation


class ApiOsapuoletRequestModel(Model, kw_only=True):
    """Which parties, and which of their parameters."""

    osapuoli_idt: list[int]
    metanimet: Opt[list[str]] = UNSET
    """Parameters by their technical names."""
    parametri_idt: Opt[list[int]] = UNSET
    """Parameters by their ids."""


class ApiOsapuoliResponseModel(Model, kw_only=True):
    """A party that is not archived."""

    id: Opt[int] = UNSET
    yritys_id: Opt[int] = UNSET
    nimi: Opt[str] = UNSET
    turvakielto: Opt[bool] = UNSET
    """Whether the address is protected."""
    osapuolityyppi: Opt[ApiOsapuoliTyyppi] = UNSET
    """Person or company."""
    tunnistautuminen: Opt[ApiOsapuoliTunnistautuminenResponse] = UNSET
    parametrit: Opt[list[Cut]] = UNSET
    """The parameters; the type of the items is cut off."""


HAE_OSAPUOLET = Operation(
    verb="POST",
    path="osapuolitiedot/osapuolet/hae",
    title="parties by their ids",
    request=ApiOsapuoletRequestModel,
    answer=Many(ApiOsapuoliResponseModel),
    confidence="doc",
)


@HAE_OSAPUOLET.function
def hae_osapuolet(haku: ApiOsapuoletRequestModel) -> Call[list[ApiOsapuoliResponseModel]]:
    """The parties of these ids that are not archived. It is a read, although it is called by POST."""
    return HAE_OSAPUOLET.call(body=haku)

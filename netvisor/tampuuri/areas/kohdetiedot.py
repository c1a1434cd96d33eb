"""Objects of any type."""

from __future__ import annotations

from typing import Annotated

from netvisor.errors import MessageError, Problem
from netvisor.tampuuri.answers import GenericPostResponse, NewId
from netvisor.tampuuri.call import Call
from netvisor.tampuuri.model import UNSET, Model, Opt, length
from netvisor.tampuuri.operation import Operation


class ApiKohdeLisaaRequest(Model, kw_only=True):
    """A new object of any type; one of `metaname` and `type_id` says which."""

    metaname: Opt[Annotated[str, length(50)]] = UNSET
    """The technical name of the type, such as `Kustannuspaikka`."""
    parent_id: Opt[int] = UNSET
    additional_information: Opt[Annotated[str, length(2000)]] = UNSET
    property_name: Opt[str] = UNSET
    type_id: Opt[int] = UNSET


class ApiCreateKohdeRequest(Model, kw_only=True):
    """A new object of any type, by an operation that is marked as internal."""

    type: Annotated[str, length(50)]
    parent_id: Opt[int] = UNSET
    additional_information: Opt[Annotated[str, length(2000)]] = UNSET


LISAA_KOHDE = Operation(
    verb="POST",
    path="kohdetiedot/kohteet/lisaa",
    title="a new object of any type",
    request=ApiKohdeLisaaRequest,
    answer=NewId(),
    confidence="doc",
)
CREATE_KOHDE = Operation(
    verb="POST",
    path="kohdetiedot/kohteet/create",
    title="a new object of any type; internal, do not use",
    request=ApiCreateKohdeRequest,
    answer=NewId(),
    confidence="doc",
)


@LISAA_KOHDE.function
def lisaa_kohde(kohde: ApiKohdeLisaaRequest) -> Call[GenericPostResponse]:
    """Add an object of any type.

    Raises:
        MessageError: neither the name nor the id of its type is given.
    """
    if isinstance(kohde, ApiKohdeLisaaRequest) and not kohde.metaname and not kohde.type_id:
        problem = Problem(path="metaname|type_id", rule="one-of", found="none of them is given", expected="one of them")
        raise MessageError([problem], resource=LISAA_KOHDE.path)
    return LISAA_KOHDE.call(body=kohde)


@CREATE_KOHDE.function
def create_kohde(kohde: ApiCreateKohdeRequest) -> Call[GenericPostResponse]:
    """Add an object of any type. The documentation marks it as internal and says not to use it: see `lisaa_kohde`."""
    return CREATE_KOHDE.call(body=kohde)

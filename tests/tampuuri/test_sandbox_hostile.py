"""Whatever a body or a parameter holds, the local Tampuuri answers it, and never with a fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netvisor.sandbox import Sandbox
from netvisor.tampuuri import Tampuuri, TampuuriRefused, operations
from netvisor.tampuuri.call import Call, any_call
from netvisor.tampuuri.operation import Operation
from tests.tampuuri.json_values import JSON, MOMENTS, TEXTS, objects

KEYS = st.sampled_from((1000, 1003, 20001, 300000, 4000, 60000, 0, -1, 2**63, "x"))
NAMES = st.sampled_from(
    ("OsapuoliId", "KohdeId", "Nimi", "Summa", "Alkupvm", "Loppupvm", "Tila", "Limit", "Offset", "Id")
)
FIELDS = st.dictionaries(NAMES | TEXTS, KEYS | MOMENTS | JSON, max_size=6)
WITH_BODY = [operation for operation in operations() if operation.verb not in {"GET", "DELETE"}]


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, Tampuuri]]:
    with (
        Sandbox(seed="demo") as sandbox,
        Tampuuri(sandbox.tampuuri.credentials, base_url=sandbox.tampuuri.url, pauses=()) as client,
    ):
        yield sandbox, client


def status(client: Tampuuri, call: Call[Any]) -> int:
    """The status of an answer, as far as it tells of a refusal."""
    try:
        client.send(call)
    except TampuuriRefused as refused:
        return refused.status
    return 200


@pytest.mark.parametrize("operation", WITH_BODY, ids=lambda operation: operation.name)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_body_is_a_fault(operation: Operation[Any], data: st.DataObject, served: tuple[Sandbox, Tampuuri]) -> None:
    sandbox, client = served
    bodies = JSON.filter(lambda value: value is not None) if operation.request is None else objects(operation.request)
    body = data.draw(FIELDS | bodies)
    places = {name: data.draw(KEYS) for name in ("sopimus_id", "ilmoitus_id", "osapuoli_id", "maksulaji_id")}
    call = any_call(operation.verb, operation.path.format(**places), json=body)
    assert status(client, call) in {200, 400, 404}
    assert sandbox.calls[-1].outcome in {"ok", "refused"}


@given(KEYS, TEXTS | MOMENTS)
def test_no_parameter_is_a_fault(served: tuple[Sandbox, Tampuuri], key: Any, text: str) -> None:
    sandbox, client = served
    for path, params in (
        (f"sopimukset/{key}/saldo/erapvm", {"tilannepvm": text}),
        (f"sopimukset/{key}/suoritukset", {"AlkuPvm": text, "LoppuPvm": text}),
        ("tiedostoloki/selaa/Sopimus", {"AikaleimaAlku": text, "Limit": text}),
        ("osapuolet/henkilot", {"Hakusana": text}),
    ):
        assert status(client, any_call("GET", path, params)) in {200, 400, 404}
        assert sandbox.calls[-1].outcome in {"ok", "refused"}


def test_a_day_at_the_end_of_time_is_no_fault(served: tuple[Sandbox, Tampuuri]) -> None:
    _, client = served
    for day in ("0001-01-01", "9999-12-31"):
        assert client.request("GET", "sopimukset/300000/saldo/erapvm", {"tilannepvm": day})["TilannePvm"] == day

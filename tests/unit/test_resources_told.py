"""What the declarations tell of resources to people: edits, limits, fees and gaps."""

from __future__ import annotations

import re

import pytest

from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints, find

TOLD = [
    (endpoint, kind, text)
    for endpoint in endpoints()
    for kind in ("edit", "limits", "fee", "gaps")
    if (text := getattr(endpoint, kind))
]


def edits(endpoint: Endpoint) -> bool:
    functions = [function.__name__ for function in endpoint.functions]
    return "edit" in endpoint.methods or any(name.startswith(("edit_", "patch_")) for name in functions)


@pytest.mark.parametrize("endpoint", [e for e in endpoints() if edits(e)], ids=lambda e: e.resource)
def test_a_resource_that_edits_says_what_an_edit_does(endpoint: Endpoint) -> None:
    assert endpoint.edit, f"the Endpoint of {endpoint.resource} lacks edit: what an edit does with what is left out"


@pytest.mark.parametrize("endpoint", [e for e in endpoints() if not e.writes], ids=lambda e: e.resource)
def test_reading_edits_nothing_and_costs_nothing(endpoint: Endpoint) -> None:
    told = endpoint.edit or endpoint.fee
    assert not told, f"{endpoint.resource} reads only: take {told!r} out of its Endpoint, or say that it writes"


def test_the_resources_that_cost_a_fee_are_those_of_the_protocol() -> None:
    told = {e.resource for e in endpoints() if e.fee}
    known = {
        "accounting.nv",
        "escan.nv",
        "purchaseinvoice.nv",
        "purchaseinvoicebatch.nv",
        "salesinvoice.nv",
        "workday.nv",
    }
    assert told == known, (
        f"a fee is documented on one side only: {told ^ known}; change `fee` of the Endpoint or `known`"
    )


@pytest.mark.parametrize(("endpoint", "kind", "text"), TOLD, ids=lambda value: getattr(value, "resource", None))
def test_what_is_told_is_short_and_names_resources_that_are_known(endpoint: Endpoint, kind: str, text: str) -> None:
    where = f"{kind} of the Endpoint of {endpoint.resource}"
    assert len(text) <= 260, f"{where} has {len(text)} characters; at most 260 fit a table"
    assert not text.endswith("."), f"{where} ends with a full stop; a cell of a table has none"
    assert text == " ".join(text.split()), f"{where} has spaces or line breaks in a row; one space is right"
    for name in re.findall(r"\b[a-z]+\.nv\b", text):
        # The one name that is none is the other spelling of a resource whose name is not settled.
        assert name == "changeuseraccessrightvalidity.nv" or find(name)

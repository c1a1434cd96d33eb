"""Every resource that is known to exist is declared, or listed with the reason why not."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from netvisor import resources
from netvisor.errors import SetupError
from netvisor.resources.customers.customers import CUSTOMER
from tests.facts import FACTS
from tests.regenerate import left
from tests.regenerate.areas import declared_endpoints
from tests.regenerate.left import known_resources

NOT_AREAS = {"common", "contents", "conditions", "identified", "index", "lazy_area", "message", "plain_values", "raw"}


def test_every_known_resource_is_declared_or_listed_and_never_both() -> None:
    declared = [endpoint.resource for endpoint in resources.endpoints()]
    listed = [row.resource for row in resources.undeclared() if row.resource]
    every = declared + listed
    assert sorted(every) == sorted(set(every)), "what gets declared leaves netvisor/resources/undeclared.tsv"
    assert "\n".join(known_resources()) == ""


def test_a_resource_on_one_side_only_is_told_with_the_row_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left, "endpoints", lambda: [CUSTOMER, replace(CUSTOMER, resource="x.nv", title="An x")])
    told = "\n".join(known_resources())
    assert "fixtures/facts/all-endpoints.tsv lacks x.nv: add\ncustomers\tx.nv\tPOST\tAn x" in told
    assert "office.nv is known: declare it, or add to netvisor/resources/undeclared.tsv\noffice.nv\tPOST" in told


def test_a_resource_in_another_area_than_the_list_has_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left, "endpoints", lambda: [replace(CUSTOMER, area="sales", http="GET")])
    assert "customer.nv: fixtures/facts/all-endpoints.tsv says customers POST, we say sales GET" in known_resources()


def test_the_finders_are_of_declared_calls_that_write() -> None:
    lines = (FACTS / "finders.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t")[0] for line in lines if line and not line.startswith("#")][1:]
    found = {name for row in rows for name in row.split(" / ")}
    assert found <= {endpoint.resource for endpoint in resources.endpoints() if endpoint.writes}


def test_every_undeclared_resource_says_why() -> None:
    for row in resources.undeclared():
        assert row.reason, row
        assert row.title, row
        assert row.http in {"GET", "POST"}, row


def test_every_area_is_a_module_and_every_module_an_area() -> None:
    modules = {module.name for module in pkgutil.iter_modules(resources.__path__)}
    assert modules - NOT_AREAS == set(resources.AREAS)


def closed_lists() -> Iterator[tuple[str, ...]]:
    """The values of every `Literal` in the areas, in their order."""
    for path in sorted(Path(resources.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
                values = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
                yield tuple(ast.unparse(value) for value in values)


def test_closed_lists_of_the_same_values_stand_in_one_order() -> None:
    # Python holds such types for equal and gives the one that was made first for the other, so that the order of a
    # list, in schemas and in messages of errors, would depend on which area was loaded first.
    orders: dict[frozenset[str], set[tuple[str, ...]]] = {}
    for values in closed_lists():
        orders.setdefault(frozenset(values), set()).add(values)
    assert [order for order in orders.values() if len(order) > 1] == []
    assert len(orders) > 50


def test_an_endpoint_stands_in_the_area_that_it_names() -> None:
    for area in resources.AREAS:
        own = [endpoint for endpoint, *_ in declared_endpoints(area)]
        assert own, area
        assert {endpoint.area for endpoint in own} == {area}


@pytest.mark.parametrize("name", ["customer.nv", "customer", "CUSTOMER.NV", " Customer "])
def test_a_resource_is_found_in_any_letter_case_with_or_without_its_ending(name: str) -> None:
    assert resources.find(name) is CUSTOMER


def test_a_misspelt_resource_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(SetupError, match=r"no resource 'custommer.nv' is declared; did you mean customer\.nv"):
        resources.find("custommer.nv")


def test_an_undeclared_resource_is_refused_with_its_reason() -> None:
    with pytest.raises(SetupError, match=r"warehousereport\.nv is not declared: structure not known"):
        resources.find("WarehouseReport")


def test_no_name_at_all_is_refused() -> None:
    with pytest.raises(SetupError, match="no resource '' is declared"):
        resources.find("")


def test_a_name_that_is_no_area_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        resources.nothing  # noqa: B018


def test_importing_the_package_loads_no_area() -> None:
    code = "import sys, netvisor.resources; print([m for m in sys.modules if m.startswith('netvisor.resources.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert run.stdout.strip() == "['netvisor.resources.index']"

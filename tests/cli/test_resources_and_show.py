"""`netvisor resources` and `netvisor show`."""

from __future__ import annotations

import pytest

from netvisor.declare.rows import rows
from netvisor.resources import endpoints, undeclared
from netvisor.resources.customers import Customer
from tests.cli.conftest import Run, parsed

ROW_KEYS = ["level", "name", "kind", "type", "max", "occurs", "values", "constant", "blank", "python"]


def test_every_known_resource_is_listed_with_its_parameters(run: Run) -> None:
    listed = parsed(run("resources", "--json"))
    assert len(listed) == len(endpoints()) + sum(row.resource != "" for row in undeclared())
    assert all(row["resource"] for row in listed)
    by_name = {row["resource"]: row for row in listed}
    customer = by_name["customer.nv"]
    assert {key: customer[key] for key in list(customer)[:9]} == {
        "resource": "customer.nv",
        "http": "POST",
        "area": "customers",
        "title": "Add or edit a customer",
        "declared": True,
        "reason": None,
        "writes": True,
        "request": True,
        "reply": False,
    }
    method = customer["parameters"][0]
    assert (method["name"], method["required"], method["type"], method["values"]) == (
        "method",
        True,
        "string",
        ["add", "edit"],
    )
    assert sorted(method) == ["meaning", "name", "required", "type", "values"]


def test_an_undeclared_resource_says_why(run: Run) -> None:
    listed = [row for row in parsed(run("resources", "--json")) if not row["declared"]]
    assert listed
    assert all(row["reason"] and not row["parameters"] for row in listed)


def test_a_delete_by_get_writes_and_a_list_of_deleted_ones_does_not(run: Run) -> None:
    writes = {row["resource"]: row["writes"] for row in parsed(run("resources", "--json"))}
    assert writes["deletesalesinvoice.nv"] is True
    assert writes["deletedsalesinvoices.nv"] is False


@pytest.mark.parametrize("name", ["customer.nv", "customer", "CUSTOMER", "Customer.NV"])
def test_a_resource_is_found_in_any_spelling(run: Run, name: str) -> None:
    assert parsed(run("show", name, "--json"))["resource"] == "customer.nv"


def test_the_rows_of_a_message_are_those_of_its_declaration(run: Run) -> None:
    shown = parsed(run("show", "customer", "--json"))
    assert list(shown) == ["resource", "http", "request", "reply"]
    assert shown["reply"] == []
    assert [list(row) for row in shown["request"]] == [ROW_KEYS] * len(rows(Customer))
    assert [row["name"] for row in shown["request"][:3]] == ["root", "customer", "customerbaseinformation"]
    kind = next(row for row in shown["request"] if row["kind"] == "A" and row["constant"])
    assert kind["values"] == [kind["constant"]]


def test_the_rows_of_an_answer_begin_at_root(run: Run) -> None:
    shown = parsed(run("show", "customerlist", "--json"))
    assert shown["request"] == []
    assert [row["name"] for row in shown["reply"][:2]] == ["Root", "Customerlist"]


def test_the_tree_shows_names_types_limits_values_and_meanings(run: Run) -> None:
    text = run("show", "customer").stdout
    assert "name_extension <nameextension>  0..1, string ≤250" in text
    assert "@type  always ISO-3166" in text
    assert "Needed when adding." in text
    assert "customers.add_customer(...)" in text


def test_showing_an_undeclared_resource_says_why_and_how_to_reach_it(run: Run) -> None:
    row = next(row for row in undeclared() if row.resource)
    result = run("show", row.resource)
    assert result.exit_code == 0
    assert row.reason in result.stderr
    assert f"netvisor {'get' if row.http == 'GET' else 'send'} {row.resource}" in result.stderr
    assert parsed(run("show", row.resource, "--json"))["request"] == []

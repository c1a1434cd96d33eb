"""`netvisor read`: answers to typed output."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, parsed
from tests.conftest import FIXTURES

REPLIES = FIXTURES / "replies"

LIST = """<?xml version="1.0" encoding="utf-8"?>
<Root><ResponseStatus><Status>OK</Status><TimeStamp>1.1.2018 12:00:00</TimeStamp></ResponseStatus>
<Customerlist><Customer><Netvisorkey>31</Netvisorkey><Name>Äiti Oy</Name><Code></Code>
<OrganisationIdentifier>1234567-1</OrganisationIdentifier></Customer>
<Customer><Netvisorkey>many</Netvisorkey><Name>Toinen</Name></Customer></Customerlist></Root>""".encode()
ADDED = (
    b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus>"
    b"<Replies><InsertedDataIdentifier>31</InsertedDataIdentifier></Replies></Root>"
)
REFUSED = (
    b"<Root><ResponseStatus><Status>FAILED</Status><Status>INVALID_DATA :: Data form incorrect:. x</Status>"
    b"<TimeStamp>1.1.2018 12:00:00</TimeStamp></ResponseStatus></Root>"
)
NOT_FOUND = b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus></Root>"


def test_a_list_is_typed_json(run: Run) -> None:
    result = run("read", "customerlist", "-", "--json", stdin=LIST)
    found = parsed(result)
    assert list(found) == ["status", "timestamp", "inserted", "updated", "replies", "data"]
    assert (found["status"], found["timestamp"]) == ("OK", "2018-01-01T12:00:00")
    first, second = found["data"]
    assert first == {
        "netvisor_key": 31,
        "name": "Äiti Oy",
        "code": None,
        "organisation_identifier": "1234567-1",
        "customer_group_id": None,
        "customer_group_name": None,
        "uri": None,
    }
    assert second["netvisor_key"] == {"untyped": "many"}
    assert "1 value could not be parsed" in result.stderr


def test_a_list_is_a_table_for_people(run: Run) -> None:
    result = run("read", "customerlist", "-", stdin=LIST)
    header, first, _ = result.stdout.splitlines()
    assert header.split() == ["netvisor_key", "name", "organisation_identifier"]
    assert first.split()[:2] == ["31", "Äiti"]


def test_the_answer_of_a_write_has_keys_and_no_data(run: Run) -> None:
    found = parsed(run("read", "customer", "-", "--json", stdin=ADDED))
    assert found == {
        "status": "OK",
        "timestamp": None,
        "inserted": ["31"],
        "updated": [],
        "replies": [],
        "data": None,
    }
    assert "inserted: 31" in run("read", "customer", "-", stdin=ADDED).stderr


def test_an_answer_without_its_element_is_an_empty_list_or_nothing(run: Run) -> None:
    assert parsed(run("read", "customerlist", "-", "--json", stdin=NOT_FOUND))["data"] == []
    assert parsed(run("read", "getcustomer", "-", "--json", stdin=NOT_FOUND))["data"] is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("getcustomer-one", dict),
        ("getcustomer-several", list),
        ("getproduct-empty", type(None)),
        ("accountingledger-empty", list),
        ("accountingledger-one", list),
        ("accountlist-several", dict),
        ("salesinvoicelist-empty", list),
    ],
)
def test_data_is_an_object_a_list_or_nothing_as_the_answer_stands(run: Run, name: str, kind: type) -> None:
    found = parsed(run("read", name.partition("-")[0], REPLIES / f"{name}.xml", "--json"))
    assert type(found["data"]) is kind


@pytest.mark.parametrize("file", sorted(REPLIES.glob("*.xml")), ids=lambda file: file.stem)
def test_every_answer_is_readable_for_people(run: Run, file: Path) -> None:
    result = run("read", file.stem.partition("-")[0], file)
    assert result.exit_code == 0


def test_what_stands_mixed_keeps_its_order_and_its_names(run: Run) -> None:
    text = run("read", "getsalesinvoice", REPLIES / "getsalesinvoice-one.xml").stdout
    assert text.index("1. sales_invoice_comment_line") < text.index("2. sales_invoice_product_line")


def test_a_refusal_ends_with_1(run: Run) -> None:
    result = run("read", "customer", "-", "--json", stdin=REFUSED)
    assert result.exit_code == 1
    assert parsed(result) == {
        "status": "FAILED",
        "category": "INVALID_DATA",
        "message": "Data form incorrect:. x",
        "timestamp": "2018-01-01T12:00:00",
    }
    plain = run("read", "customer", "-", stdin=REFUSED)
    assert (plain.exit_code, plain.stdout) == (1, "")
    assert "Data form incorrect:. x" in plain.stderr


def test_what_is_no_answer_ends_with_1_and_shows_how_it_begins(run: Run) -> None:
    result = run("read", "customer", "-", stdin=b"<html>Service \x1b[31m</html>")
    assert result.exit_code == 1
    assert "<html>Service" in result.stderr
    assert "\x1b" not in result.stderr


def test_an_undeclared_resource_cannot_be_read(run: Run) -> None:
    assert run("read", "warehousereport", "-", stdin=ADDED).exit_code == 2

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from netvisor import CLEAR, Client
from netvisor.resources import customers
from netvisor.resources.common import NetvisorOrCustomer
from netvisor.sandbox import Sandbox

from .conftest import Caller, customer


def test_a_customer_that_was_added_is_in_the_list_and_in_the_books(caller: Caller) -> None:
    key = caller.send("customer.nv", customer(internalidentifier="011", name="Äiti Oy"), method="add").key
    listed = caller.send("customerlist.nv", keyword="ÄITI")
    assert listed.text("Customerlist/Customer/Name") == "Äiti Oy"
    assert listed.text("Customerlist/Customer/Netvisorkey") == str(key)
    assert listed.text("Customerlist/Customer/Code") == "011"
    assert listed.text("Customerlist/Customer/Uri") == f"/getcustomer.nv?id={key}"
    assert caller.sandbox.books["1234567-8"].customers[key].name == "Äiti Oy"


def test_a_customer_belongs_to_its_company_only(caller: Caller) -> None:
    caller.send("customer.nv", customer(name="Oy"), method="add")
    assert Caller(caller.sandbox, company="7654321-2").send("customerlist.nv").texts("Customerlist/Customer") == []


def test_a_list_without_hits_is_an_empty_element(caller: Caller) -> None:
    assert caller.send("customerlist.nv").text("Customerlist") == ""


def test_an_edit_keeps_what_is_absent_and_empties_what_is_empty(caller: Caller) -> None:
    first = customer(name="Oy", city="Turku", phonenumber="040 1", email="a@b.fi")
    key = caller.send("customer.nv", first, method="add").key
    assert caller.send("customer.nv", customer(phonenumber="", email="c@d.fi"), method="edit", id=key).statuses == [
        "OK"
    ]
    got = caller.send("getcustomer.nv", id=key)
    base = "Customer/CustomerBaseInformation/"
    assert [got.text(base + name) for name in ("Name", "City", "PhoneNumber", "Email")] == ["Oy", "Turku", "", "c@d.fi"]


def test_an_edit_that_empties_a_whole_part_empties_its_elements(sandbox: Sandbox) -> None:
    made = customers.Customer(
        customer_base_information=customers.CustomerBaseInformation(name="Oy"),
        customer_delivery_details=customers.CustomerDeliveryDetails(delivery_city="Turku"),
    )
    with Client(sandbox.credentials, base_url=sandbox.url) as client:
        key = client.send(customers.add_customer(made)).netvisor_key
        made.customer_delivery_details = CLEAR
        client.send(customers.edit_customer(made, id=key))
        got = client.send(customers.get_customer(key))
    assert got is not None
    assert got.customer_delivery_details is not None
    assert got.customer_delivery_details.delivery_city is None


def test_a_used_customer_code_is_refused_with_the_documented_text(caller: Caller) -> None:
    body = customer(internalidentifier="011", name="Oy")
    caller.send("customer.nv", body, method="add")
    caller.headers["X-Netvisor-Interface-Language"] = "FI"
    again = caller.send("customer.nv", body, method="add")
    assert again.refusal == "INVALID_DATA :: Tiedon muoto virheellinen:. Asiakaskoodi on jo käytössä: 011"
    assert again.http_status == 400
    assert len(caller.sandbox.books["1234567-8"].customers) == 1


def test_an_edit_may_keep_its_own_code_and_not_take_that_of_another(caller: Caller) -> None:
    key = caller.send("customer.nv", customer(internalidentifier="1", name="A"), method="add").key
    caller.send("customer.nv", customer(internalidentifier="2", name="B"), method="add")
    assert caller.send("customer.nv", customer(internalidentifier="1"), method="edit", id=key).statuses == ["OK"]
    refused = caller.send("customer.nv", customer(internalidentifier="2"), method="edit", id=key)
    assert refused.refusal.endswith("Asiakaskoodi on jo käytössä: 2")


def test_an_automatic_code_is_the_next_free_one(caller: Caller) -> None:
    caller.send("customer.nv", customer(internalidentifier="1", name="A"), method="add")
    body = customer(name="B").replace(b"<name>", b'<internalidentifier type="automatic"></internalidentifier><name>')
    caller.send("customer.nv", body, method="add")
    assert caller.send("customerlist.nv").texts("Customerlist/Customer/Code") == ["1", "2"]


def test_an_unknown_customer_is_refused_with_the_documented_text_in_both_languages(caller: Caller) -> None:
    text = "INVALID_DATA :: Data form incorrect:. Customer not found with Netvisor identifier: 123"
    assert caller.send("getcustomer.nv", id=123).refusal == text
    assert caller.send("customer.nv", customer(name="A"), method="edit", id=123).refusal == text
    caller.headers["X-Netvisor-Interface-Language"] = "FI"
    assert caller.send("getcustomer.nv", id=123).refusal == (
        "INVALID_DATA :: Tiedon muoto virheellinen:. Customer not found with Netvisor identifier: 123"
    )


def test_several_customers_stand_in_a_wrapper(caller: Caller) -> None:
    keys = [caller.send("customer.nv", customer(name=name), method="add").key for name in "AB"]
    got = caller.send("getcustomer.nv", idlist=f"{keys[1]},{keys[0]}")
    assert got.texts("Customers/Customer/CustomerBaseInformation/Name") == ["B", "A"]


def test_the_list_can_be_narrowed_by_code_email_and_change(caller: Caller) -> None:
    sandbox = caller.sandbox
    sandbox.clock = datetime.fromisoformat("2026-11-20T12:00:00")
    caller.send("customer.nv", customer(internalidentifier="1", name="A", email="a@x.fi"), method="add")
    sandbox.clock = datetime.fromisoformat("2026-11-21T12:00:00")
    caller.send("customer.nv", customer(internalidentifier="2", name="B", email="b@x.fi"), method="add")

    def names(**query: Any) -> list[str]:
        return caller.send("customerlist.nv", **query).texts("Customerlist/Customer/Name")

    assert names(customercodelist="2,9") == ["B"]
    assert names(emailkeyword="A@X.FI") == ["A"]
    assert names(changedsince="2026-11-21") == ["B"]
    assert names(changedsince="2026-11-21T12:00:01") == []
    assert names(changedsince="2026-11-21", keyword="A") == ["A"]
    assert names(keyword="A", customercodelist="2") == []


def test_parameters_that_are_none_are_refused(caller: Caller) -> None:
    assert caller.send("customerlist.nv", changedsince="yesterday").refusal.startswith("INVALID_DATA :: Sandbox: ")
    assert caller.send("getcustomer.nv", id="x").refusal.startswith("INVALID_DATA :: Sandbox: the parameter id is 'x'")
    assert "one of the parameters id and idlist" in caller.send("getcustomer.nv").refusal
    assert "at most 100" in caller.send("customerlist.nv", customercodelist=",".join(map(str, range(101)))).refusal


def test_the_method_is_needed(caller: Caller) -> None:
    body = customer(name="A")
    assert "the parameter method is missing" in caller.send("customer.nv", body).refusal
    assert "is 'remove'" in caller.send("customer.nv", body, method="remove").refusal
    assert "the parameter id is missing" in caller.send("customer.nv", body, method="edit").refusal
    assert len(caller.sandbox.books["1234567-8"].customers) == 0


def test_group_payment_term_and_dimensions_are_shown_with_their_keys(sandbox: Sandbox) -> None:
    made = customers.Customer(
        customer_base_information=customers.CustomerBaseInformation(name="Oy", customer_group_name="Kaupat"),
        customer_additional_information=customers.CustomerAdditionalInformation(
            default_payment_term=NetvisorOrCustomer("14 pv netto", "customer"),
            customer_reference_number="107",
        ),
        customer_dimension_details=customers.CustomerDimensionDetails(
            dimension=[customers.Dimension(dimension_name="Projekti", dimension_item=customers.DimensionItem("A"))]
        ),
    )
    with Client(sandbox.credentials, base_url=sandbox.url) as client:
        key = client.send(customers.add_customer(made)).netvisor_key
        got = client.send(customers.get_customer(key))
        (listed,) = client.send(customers.list_customers())
    assert got is not None
    assert got.customer_base_information is not None
    assert got.customer_additional_information is not None
    more = got.customer_additional_information
    assert (listed.customer_group_id, listed.customer_group_name) == (
        got.customer_base_information.customer_group_netvisor_key,
        "Kaupat",
    )
    assert more.reference_number == "107"
    assert more.default_payment_term == customers.WithNetvisorKey("14 pv netto", 3)
    assert more.customer_dimensions is not None
    (dimension,) = more.customer_dimensions.dimension
    (heading,) = sandbox.books["1234567-8"].dimension_names
    (item,) = sandbox.books["1234567-8"].dimension_items
    assert dimension.dimension_name == customers.WithNetvisorKey("Projekti", heading)
    assert dimension.dimension_item == customers.WithNetvisorKey("A", item)


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        (NetvisorOrCustomer("Oma ehto", "customer"), customers.WithNetvisorKey("Oma ehto", None)),
        (NetvisorOrCustomer("99", "netvisor"), customers.WithNetvisorKey(None, 99)),
        (NetvisorOrCustomer("3", "netvisor"), customers.WithNetvisorKey("14 pv netto", 3)),
    ],
)
def test_what_the_company_does_not_have_is_kept_as_it_was_named(
    sandbox: Sandbox, named: NetvisorOrCustomer, shown: customers.WithNetvisorKey
) -> None:
    made = customers.Customer(
        customer_base_information=customers.CustomerBaseInformation(name="Oy"),
        customer_additional_information=customers.CustomerAdditionalInformation(
            default_payment_term=named, factoring_account=NetvisorOrCustomer("Rahoitus", "customer")
        ),
    )
    with Client(sandbox.credentials, base_url=sandbox.url) as client:
        got = client.send(customers.get_customer(client.send(customers.add_customer(made)).netvisor_key))
    assert got is not None
    assert got.customer_additional_information is not None
    assert got.customer_additional_information.default_payment_term == shown
    assert got.customer_additional_information.factoring_account == customers.WithNetvisorKey("Rahoitus", None)

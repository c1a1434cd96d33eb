"""Swapped and wrong arguments are told in the one tree of errors, with what was meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from netvisor import (
    Client,
    Credentials,
    MessageError,
    SetupError,
    customers,
    decode,
    encode,
    purchases,
    raw,
    sales,
    validate,
)
from netvisor.declare.arguments import checked_arguments, described
from netvisor.protocol.call import checked_call
from netvisor.protocol.credentials import checked_credentials
from netvisor.resources import endpoints
from netvisor.resources.customers import customers as declared_customers

CUSTOMER = customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Oy"))
CALL = customers.add_customer(CUSTOMER)
BODY = encode(CUSTOMER).bytes()
WHO = Credentials("Oma", "c", "k", "p", "q", "1967543-8")

anything: Any = lambda value: value  # noqa: E731  # hides from the type checker what it would refuse


class Nothing:
    """A transport that must not be asked."""

    def send(self, *_: object) -> Any:
        raise AssertionError("sent")


CLIENT = Client(WHO, transport=Nothing())


def setup_error(make: Callable[[], object]) -> str:
    with pytest.raises(SetupError) as refused:
        make()
    return str(refused.value)


def problem(make: Callable[[], object]) -> tuple[str, str, str]:
    with pytest.raises(MessageError) as refused:
        make()
    (only,) = refused.value.problems
    return only.path, only.found, only.expected


# Sending.


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (CUSTOMER, ": customers.add_customer(customer) or customers.edit_customer(customer), not a Customer"),
        (
            customers.Customer,
            ": customers.add_customer(customer) or customers.edit_customer(customer), not the class Customer",
        ),
        (customers.add_customer, ": customers.add_customer(...), not the function add_customer"),
        (customers.list_customers, ": customers.list_customers(...), not the function list_customers"),
        (customers, ", such as customers.list_customers(), not the module customers"),
        (CUSTOMER.customer_base_information, ", such as customers.list_customers(), not a CustomerBaseInformation"),
        (encode, ", such as customers.list_customers(), not the function encode"),
        (encode(CUSTOMER), ", such as customers.list_customers(), not an Encoded"),
        (BODY, ", such as customers.list_customers(), not bytes"),
        ("customerlist.nv", ", such as customers.list_customers(), not a str"),
        ([CALL], ", such as customers.list_customers(), not a list"),
        (None, ", such as customers.list_customers(), not None"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_call_is_told_which_call_was_meant(value: Any, told: str) -> None:
    assert setup_error(lambda: checked_call(value)) == f"send expects a call{told}"
    assert setup_error(lambda: CLIENT.send(value)) == f"send expects a call{told}"
    assert setup_error(lambda: CLIENT.stream(value)) == f"stream expects a call{told}"


def test_a_call_is_given_as_it_is() -> None:
    assert checked_call(CALL) is CALL


@pytest.mark.parametrize("endpoint", endpoints(), ids=lambda endpoint: endpoint.resource)
def test_every_function_and_every_message_names_its_calls(endpoint: Any) -> None:
    for function in endpoint.functions:
        assert f": {endpoint.area}.{function.__name__}(...)" in setup_error(lambda: checked_call(function))  # noqa: B023
    if endpoint.request is not None:
        told = setup_error(lambda: checked_call(endpoint.request))
        assert all(f"{endpoint.area}.{function.__name__}(" in told for function in endpoint.functions)


# Reading and writing messages.


@pytest.mark.parametrize("function", [decode, validate], ids=["decode", "validate"])
@pytest.mark.parametrize(
    ("cls", "told"),
    [
        (CALL, "a Call"),
        (customers, "the module customers"),
        (CUSTOMER, "a Customer: {name}(body, Customer)"),
        (customers.CustomerBaseInformation, "the class CustomerBaseInformation"),
        (customers.add_customer, "the function add_customer"),
        (int, "the class int"),
        ("customer.nv", "a str"),
        (None, "None"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_class_of_a_message_is_told(function: Any, cls: Any, told: str) -> None:
    text = setup_error(lambda: function(BODY, cls))
    assert text.startswith(f"{function.__name__} expects the class of a message")
    assert text.endswith(f", such as customers.Customer, not {told.format(name=function.__name__)}")


@pytest.mark.parametrize("function", [decode, validate], ids=["decode", "validate"])
@pytest.mark.parametrize("body", [BODY, "<root></root>"])
def test_swapped_arguments_are_told(function: Any, body: Any) -> None:
    name = function.__name__
    expected = f"{name} expects the bytes first, then the class: {name}(body, Customer)"
    assert setup_error(lambda: function(customers.Customer, body)) == expected


@pytest.mark.parametrize("function", [decode, validate], ids=["decode", "validate"])
@pytest.mark.parametrize(
    ("body", "told"), [("<root></root>", "a str"), (CUSTOMER, "a Customer"), (bytearray(BODY), "bytearray")]
)
def test_what_is_no_body_is_told(function: Any, body: Any, told: str) -> None:
    expected = f"{function.__name__} expects bytes as sent or received, not {told}"
    assert setup_error(lambda: function(body, customers.Customer)) == expected


def test_an_unknown_method_of_a_message_is_told() -> None:
    assert setup_error(lambda: validate(BODY, customers.Customer, anything("Add"))) == (
        "method must be add or edit, not 'Add'"
    )


@pytest.mark.parametrize(
    ("value", "found", "expected"),
    [
        (CALL, "a Call", "its message, a Customer"),
        (customers.Customer, "the class Customer", "an instance of it: Customer(...)"),
        (customers, "the module customers", "a message, such as customers.Customer(...)"),
        (CUSTOMER.customer_base_information, "a CustomerBaseInformation", "a message, such as customers.Customer(...)"),
        ({"name": "Oy"}, "a dict", "a message, such as customers.Customer(...)"),
        (BODY, "bytes", "a message, such as customers.Customer(...)"),
        (None, "None", "a message, such as customers.Customer(...)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_message_is_not_encoded(value: Any, found: str, expected: str) -> None:
    assert problem(lambda: encode(value)) == ("message", f"{found} is not a message", expected)


def test_an_unknown_charset_is_told() -> None:
    assert "'latin-1' is not a message charset; expected one of auto, " in setup_error(
        lambda: encode(CUSTOMER, anything("latin-1"))
    )


# Making messages and calls.


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"customer_base_information": {"name": "Oy"}}, "a dict"),
        (customers.Customer, "the class Customer"),
        (CUSTOMER.customer_base_information, "a CustomerBaseInformation"),
        (CALL, "a Call"),
        (None, "None"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_the_message_of_a_call_is_told_at_its_argument(value: Any, found: str) -> None:
    assert problem(lambda: customers.add_customer(value)) == ("customer", found, "customers.Customer(...)")


def test_a_message_of_another_resource_is_told() -> None:
    assert problem(lambda: sales.add_sales_invoice(anything(CUSTOMER)))[1:] == ("a Customer", "sales.SalesInvoice(...)")
    assert problem(lambda: purchases.add_vendor(anything(CUSTOMER)))[0] == "vendor"


def test_a_field_without_its_name_is_told() -> None:
    base: Any = customers.CustomerBaseInformation
    expected = "the name of its field, such as CustomerBaseInformation(internal_identifier=...)"
    assert problem(lambda: base("Oy")) == ("CustomerBaseInformation", "a str without a name", expected)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (
            lambda: raw.post(anything(BODY)),
            ("resource", "bytes", 'a name, and the body behind it: raw.post("customer.nv", body)'),
        ),
        (
            lambda: raw.post(anything(CALL)),
            ("resource", "a Call", 'a name, and the body behind it: raw.post("customer.nv", body)'),
        ),
        (lambda: raw.get(anything(None)), ("resource", "None", "a name, such as customerlist.nv")),
        (lambda: raw.post("customer.nv", anything(CUSTOMER)), ("body", "a Customer", "encode(message).bytes()")),
        (
            lambda: raw.post("customer.nv", anything("<root></root>")),
            ("body", "a str", "bytes, which settle the encoding"),
        ),
    ],
    ids=["bytes first", "a call", "nothing", "a message as body", "a text as body"],
)
def test_a_raw_call_of_something_else_is_told(make: Callable[[], object], told: tuple[str, str, str]) -> None:
    assert problem(make) == told


def test_parameters_of_a_raw_call_have_names() -> None:
    assert setup_error(lambda: anything(raw.post)("customer.nv", BODY, {"method": "add"})) == (
        "post: a dict without a keyword; expected keywords: writes, any parameter"
    )


# A client and its credentials.


@pytest.mark.parametrize(("value", "found"), [("key", "a str"), (CALL, "a Call"), (None, "None"), ({}, "a dict")])
def test_a_client_is_made_of_credentials(value: Any, found: str) -> None:
    expected = f"a client needs Credentials, not {found}: Credentials.from_environment(), "
    assert setup_error(lambda: Client(value)).startswith(expected)
    assert setup_error(lambda: checked_credentials(value)).startswith(expected)
    assert checked_credentials(WHO) is WHO


def test_the_settings_of_a_client_have_names() -> None:
    make = anything(Client)
    assert setup_error(make) == "Client: credentials missing"
    assert setup_error(lambda: make(WHO, "https://isvapi.netvisor.fi/")).startswith(
        "Client: a str without a keyword; expected keywords: base_url, timeout, "
    )
    told = "Client: unknown argument 'base_ulr' (did you mean 'base_url'?)"
    assert setup_error(lambda: make(WHO, base_ulr="x")) == told


def test_no_value_of_credentials_is_told() -> None:
    make = anything(Credentials)
    text = setup_error(lambda: make("secret.toml"))
    assert text == (
        "Credentials: customer_id, customer_key, partner_id, partner_key, organisation_id missing; "
        "Credentials.from_environment() and Credentials.from_file(path) read them"
    )
    assert "secret" not in setup_error(lambda: make(sender="Oma", key="secret"))
    assert "unknown argument 'key'" in setup_error(lambda: make(sender="Oma", key="secret"))


def test_credentials_are_read_from_a_mapping_or_a_file() -> None:
    assert setup_error(lambda: Credentials.from_environment(anything("a.toml"))) == (
        "from_environment expects a mapping of variables, not a str; use from_file for a file"
    )
    told = "from_file expects the path of a file, not None"
    assert setup_error(lambda: Credentials.from_file(anything(None))) == told


# The words themselves.


def test_a_value_is_described_and_never_shown() -> None:
    assert [described(value) for value in ("secret", 5, [], object(), bytearray(b"x"), Ellipsis)] == [
        "a str",
        "an int",
        "a list",
        "an object",
        "bytearray",
        "an ellipsis",
    ]
    assert described(declared_customers) == "the module customers"


def test_an_error_inside_a_function_is_not_taken_for_wrong_arguments() -> None:
    @checked_arguments
    def add(first: int, *, second: int = 1) -> int:
        return first + second

    assert add(1, second=2) == 3
    with pytest.raises(TypeError, match="can only concatenate"):
        add(anything("x"))
    assert setup_error(lambda: anything(add)(second=1, third=2)).endswith(
        "add: first missing; unknown argument 'third' (one of first, second)"
    )

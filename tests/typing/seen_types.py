"""What a type checker must see of calls and results. Nothing here is run."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, assert_type

from netvisor import (
    CLEAR,
    UNSET,
    Answer,
    AsyncClient,
    Call,
    Client,
    Done,
    Encoded,
    Inserted,
    customers,
    decode,
    encode,
    raw,
    sales,
)
from netvisor.declare import Absent


def an_add_gives_the_key_of_what_was_added(client: Client, customer: customers.Customer) -> None:
    add = customers.add_customer(customer)
    assert_type(add, Call[Inserted])
    assert_type(client.send(add), Inserted)
    assert_type(client.send(add).netvisor_key, int)


def an_edit_gives_what_the_answer_held(client: Client, customer: customers.Customer) -> None:
    edit = customers.edit_customer(customer, id=1)
    assert_type(edit, Call[Done])
    assert_type(client.send(edit), Done)


def a_list_gives_objects_of_the_listed_class(client: Client) -> None:
    listing = customers.list_customers()
    assert_type(listing, Call[list[customers.ListedCustomer]])
    assert_type(client.send(listing), list[customers.ListedCustomer])
    assert_type([one.netvisor_key for one in client.send(listing)], list[int | None])


def a_stream_gives_the_same_objects(client: Client) -> None:
    with client.stream(customers.list_customers()) as listed:
        for one in listed:
            assert_type(one, customers.ListedCustomer)


async def the_asynchronous_client_gives_the_same(client: AsyncClient, customer: customers.Customer) -> None:
    assert_type(await client.send(customers.add_customer(customer), timeout=5), Inserted)
    async with client.stream(customers.list_customers(), retries=1) as listed:
        async for one in listed:
            assert_type(one, customers.ListedCustomer)


def a_read_gives_one_object_or_none(client: Client) -> None:
    assert_type(client.send(customers.get_customer(1)), customers.FetchedCustomer | None)


def a_raw_call_gives_the_answer(client: Client) -> None:
    assert_type(client.send(raw.get("customerlist.nv")), Answer)


def a_message_is_read_back_as_its_class(customer: customers.Customer) -> None:
    encoded = encode(customer)
    assert_type(encoded, Encoded)
    assert_type(decode(encoded.bytes(), customers.Customer), customers.Customer)


def the_three_states_narrow(named: customers.CustomerBaseInformation) -> None:
    name = named.name
    assert_type(name or "-", str)
    if name is UNSET:
        assert_type(name, Literal[Absent.UNSET])
    elif name is CLEAR:
        assert_type(name, Literal[Absent.CLEAR])
    else:
        assert_type(name, str)


def a_truth_test_leaves_the_value(named: customers.CustomerBaseInformation) -> None:
    if named.name:
        assert_type(named.name, str)


def plain_data_gives_the_message_and_comes_back(plain: customers.CustomerDict) -> None:
    customer = customers.Customer.from_dict(plain)
    assert_type(customer, customers.Customer)
    assert_type(customer.to_dict(), customers.CustomerDict)


def plain_data_may_have_values_of_python_and_parts(base: customers.CustomerBaseInformation, limit: Decimal) -> None:
    more: customers.CustomerAdditionalInformationDict = {"balance_limit": limit, "comment": CLEAR}
    customers.Customer.from_dict({"customer_base_information": base, "customer_additional_information": more})


def what_was_fetched_gives_the_message(fetched: sales.FetchedSalesInvoice) -> None:
    message, unknown = sales.SalesInvoice.from_fetched(fetched)
    assert_type(message, sales.SalesInvoice)
    assert_type([one.path for one in unknown], list[str])

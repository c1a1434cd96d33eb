"""Mistakes that a type checker must find, each in a function that is named after it.

Nothing here is run. The checker of this project finds each mistake too: it complains of a `type: ignore` too many.
A test takes the comments off and asks the checkers that users have.
"""

from __future__ import annotations

from netvisor import CLEAR, Call, Client, Done, Inserted, customers, sales


def a_misspelt_element() -> object:
    return customers.CustomerBaseInformation(nmae="Oy")  # type: ignore[call-arg]


def none_for_an_element() -> object:
    return customers.CustomerBaseInformation(name=None)  # type: ignore[arg-type]


def a_float_for_money() -> object:
    return customers.CustomerAdditionalInformation(balance_limit=1.5)  # type: ignore[arg-type]


def a_number_for_a_text() -> object:
    return customers.CustomerBaseInformation(name=12)  # type: ignore[arg-type]


def a_text_for_a_list() -> object:
    return customers.get_customers("1234")  # type: ignore[arg-type]


def an_undocumented_value() -> object:
    return customers.CustomerAdditionalInformation(invoicing_language="SV")  # type: ignore[arg-type]


def a_missing_required_element() -> object:
    return customers.Customer()  # type: ignore[call-arg]


def an_element_by_position(named: customers.CustomerBaseInformation) -> object:
    return customers.Customer(named)  # type: ignore[call-arg]


def clear_for_an_element_that_must_have_a_value() -> object:
    return customers.Office(name=CLEAR)  # type: ignore[arg-type]


def the_wrong_message_for_a_call(office: customers.Office) -> object:
    return customers.add_customer(office)  # type: ignore[arg-type]


def a_misspelt_call(customer: customers.Customer) -> object:
    return customers.ad_customer(customer)  # type: ignore[attr-defined]


def a_call_of_another_area(customer: customers.Customer) -> object:
    return sales.add_customer(customer)  # type: ignore[attr-defined]


def a_misspelt_parameter() -> object:
    return customers.list_customers(keywrod="Oy")  # type: ignore[call-arg]


def a_message_without_its_call(client: Client, customer: customers.Customer) -> object:
    return client.send(customer)  # type: ignore[arg-type]


def an_attribute_of_a_list(client: Client) -> object:
    return client.send(customers.list_customers()).name  # type: ignore[attr-defined]


def a_misspelt_element_of_an_answer(client: Client) -> object:
    return [one.nmae for one in client.send(customers.list_customers())]  # type: ignore[attr-defined]


def an_element_that_may_be_missing(client: Client) -> object:
    return client.send(customers.get_customer(1)).customer_base_information  # type: ignore[union-attr]


def a_result_of_the_wrong_type(client: Client, add: Call[Inserted]) -> str:
    return client.send(add)  # type: ignore[return-value]


def the_key_of_a_call_that_gives_none(client: Client, edit: Call[Done]) -> object:
    return client.send(edit).netvisor_key  # type: ignore[attr-defined]


def a_change_of_a_call(call: Call[Done]) -> None:
    call.resource = "customer.nv"  # type: ignore[misc]


def a_misspelt_key_of_plain_data() -> object:
    return customers.Customer.from_dict({"customer_base_information": {"nmae": "Oy"}})  # type: ignore[typeddict-item]


def a_missing_key_of_plain_data() -> object:
    return customers.Office.from_dict({"office_identifier": "1"})  # type: ignore[typeddict-item]


def none_in_plain_data() -> object:
    return customers.CustomerDict(customer_base_information={"name": None})  # type: ignore[typeddict-item]


def an_answer_that_may_be_missing(client: Client) -> object:
    return sales.SalesInvoice.from_fetched(client.send(sales.get_sales_invoice(1)))  # type: ignore[arg-type]

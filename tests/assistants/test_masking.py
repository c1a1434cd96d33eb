"""What an assistant never sees: identity codes, keys, and bank accounts of employees, unless a person asks for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netvisor import Client
from netvisor.assistants.masking import PERSONAL, Masking
from netvisor.declare import plan
from netvisor.resources import customers, payroll, sales
from netvisor.resources.payroll import fetched_employees
from netvisor.sandbox import Sandbox
from tests.assistants.conftest import Make
from tests.assistants.talking import Assistant
from tests.sandbox import messages as m
from tests.sandbox.golden import golden
from tests.sandbox.test_employees import full

CODE = "010594Y9032"
"""An identity code that the authority made up for tests."""


@pytest.fixture
def employee(client: Client) -> payroll.Employee:
    """An employee that the books hold."""
    sent = full()
    client.send(payroll.add_employee(sent))
    return sent


def test_the_identifier_of_an_employee_is_masked_in_lists(assistant: Assistant, employee: payroll.Employee) -> None:
    said = assistant.call("read", resource="getemployees", parameters={"includeendedemployments": True})
    assert said["items"][0]["personal_id"] == {"value": "***", "type": "finnishidentifier"}
    assert str(employee.employee_base_information.employee_identifier) not in said.text
    assert said["masked"] == "values that look like personal identifiers or keys, and are shown as ***: 1"


def test_identifier_and_bank_account_of_an_employee_are_masked(
    assistant: Assistant, employee: payroll.Employee
) -> None:
    said = assistant.call("read", resource="getemployee", parameters={"employeenumber": 13})
    base = said["data"]["employee_base_information"]
    assert (base["employee_identifier"]["value"], base["bank_account_number"]) == ("***", "***")
    assert base["last_name"] == employee.employee_base_information.last_name


def test_a_foreign_identifier_is_masked_whatever_its_form(assistant: Assistant, client: Client) -> None:
    foreign = golden("employee-foreign", payroll.Employee)
    client.send(payroll.add_employee(foreign))
    said = assistant.call("read", resource="getemployees", parameters={"includeendedemployments": True})
    assert [item["personal_id"]["value"] for item in said["items"]] == ["***"]


def test_an_identity_code_is_masked_wherever_it_stands(assistant: Assistant, client: Client) -> None:
    key = client.send(customers.add_customer(m.customer(f"Matti {CODE.lower()}", "1", external_identifier=CODE)))
    said = assistant.call("read", resource="getcustomer", parameters={"id": key.netvisor_key})
    base = said["data"]["customer_base_information"]
    assert (base["external_identifier"], base["name"]) == ("***", "Matti ***")


def test_business_ids_and_invoice_numbers_are_no_identity_codes(assistant: Assistant, client: Client) -> None:
    client.send(customers.add_customer(m.customer("Oy", "1", external_identifier="1967543-8")))
    said = assistant.call("read", resource="customerlist")
    assert (said["items"][0]["organisation_identifier"], "masked" in said.json) == ("1967543-8", False)


def test_they_are_shown_when_a_person_starts_the_server_so(make: Make, employee: payroll.Employee) -> None:
    said = make(identity_codes=True).call("read", resource="getemployee", parameters={"employeenumber": 13})
    base, sent = said["data"]["employee_base_information"], employee.employee_base_information
    assert base["employee_identifier"]["value"] == sent.employee_identifier
    assert "masked" not in said.json


def test_an_identity_code_in_a_refusal_is_masked(assistant: Assistant, sandbox: Sandbox) -> None:
    sandbox.fail_next(how="refuse", category="INVALID_DATA", text=f"no person {CODE}")
    said = assistant.call("read", resource="customerlist")
    assert (said.is_error, "no person ***" in said["message"], CODE in said.text) == (True, True, False)


def test_an_identity_code_in_a_wrong_argument_is_not_repeated(writer: Assistant) -> None:
    said = writer.call("read", resource="customerlist", parameters={"changedsince": CODE})
    assert (said.is_error, CODE in said.text) == (True, False)
    said = writer.call("read", resource="x", parameters={"id": [[CODE]]})
    assert (said.is_error, CODE in said.text) == (True, False)


def test_a_key_of_the_credentials_is_masked_even_in_the_books(make: Make, client: Client, sandbox: Sandbox) -> None:
    secret = sandbox.credentials.partner_key.reveal()
    client.send(customers.add_customer(m.customer(f"Oy {secret}", "1")))
    said = make(identity_codes=True).call("read", resource="customerlist")
    assert (said["items"][0]["name"], secret in said.text) == ("Oy ***", False)


def test_a_wrong_key_gives_an_error_without_keys(make: Make, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(sandbox.credentials, customer_key="0123456789abcdef" * 2)  # type: ignore[arg-type]
    monkeypatch.setattr(sandbox, "credentials_for", lambda _: wrong)
    said = make().call("read", resource="customerlist")
    assert (said.is_error, said["error"]) == (True, "AuthenticationFailed")
    assert "0123456789abcdef" not in said.text


def test_comments_and_texts_of_invoices_are_masked_too(assistant: Assistant, client: Client) -> None:
    client.send(customers.add_customer(m.customer("Oy", "011")))
    invoice = m.invoice(m.line(), m.comment(f"asiakas {CODE}"))
    key = client.send(sales.add_sales_invoice(invoice)).netvisor_key
    parameters = {"netvisorkey": key, "showcommentlines": 1, "pdfimage": "nopdf"}
    said = assistant.call("read", resource="getsalesinvoice", parameters=parameters)
    assert ("asiakas ***" in said.text, CODE in said.text) == (True, False)


def test_the_masked_fields_are_declared() -> None:
    declared = {
        (cls.__name__, field.attr)
        for cls in (fetched_employees.ListedEmployee, fetched_employees.FetchedBaseInformation)
        for field in plan(cls).fields
    }
    assert declared >= PERSONAL


def test_every_answer_is_masked_as_it_is_declared(sandbox: Sandbox) -> None:
    """A walk over declared classes would raise on a field that it does not understand."""
    masking = Masking(sandbox.credentials, identity_codes=False)
    assert masking.item(None) == (None, 0)
    assert masking.plain(["x", 1, None, {"a": CODE}]) == (["x", 1, None, {"a": "***"}], 1)

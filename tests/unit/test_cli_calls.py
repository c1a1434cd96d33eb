"""The command line finds the function that makes a call of what was typed."""

from __future__ import annotations

import pytest

from netvisor.cli.calls import typed_call
from netvisor.declare import CLEAR
from netvisor.protocol.results import DONE, INSERTED, Result
from netvisor.resources import find
from netvisor.resources.customers.customers import CONTACTPERSON, ContactPerson


@pytest.mark.parametrize(("method", "gives"), [("add", INSERTED), ("edit", DONE), ("delete", DONE)])
def test_a_message_that_says_what_is_done_with_it_finds_its_function(method: str, gives: Result[object]) -> None:
    person = ContactPerson(
        method=method,  # type: ignore[arg-type]  # one of the three
        customer_identifier=12,
        contact_person_identifier=77,
        first_name="Päivi",
        last_name="Yläoja",
        language="FI",
        contact_person_address=CLEAR,
    )
    call = typed_call(CONTACTPERSON, [], message=person)
    assert (call.message, call.result) == (person, gives)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("2026-07-15", "2026-07-15T00:00:00"),
        ("2026-07-15T12:00:30", "2026-07-15T12:00:30"),
        ("2026-07-15T12:00:30Z", "2026-07-15T15:00:30"),
    ],
)
def test_a_moment_may_be_a_day_and_may_name_its_zone(text: str, sent: str) -> None:
    call = typed_call(find("customerlist"), [("changedsince", text)])
    assert call.parameters == (("changedsince", sent),)


@pytest.mark.parametrize(("text", "sent"), [("true", "1"), ("FALSE", "0"), ("1", "1"), ("0", "0")])
def test_a_flag_may_be_given_in_words(text: str, sent: str) -> None:
    call = typed_call(find("getemployees"), [("includeendedemployments", text)])
    assert call.parameters == (("includeendedemployments", sent),)

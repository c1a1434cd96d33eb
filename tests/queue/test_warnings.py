"""What `put` says of calls whose outcome could not be told."""

from __future__ import annotations

import warnings

import pytest

from netvisor.queue import Outbox, OutcomeCannotBeTold, Put
from netvisor.resources import crm, customers, raw
from tests.sandbox import messages as m
from tests.sandbox.golden import golden

from .writes import COMPANY

WITHOUT_CODE = customers.add_customer(
    customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Äiti Oy"))
)


def test_a_call_without_a_number_of_its_own_is_told_with_the_element_to_give(outbox: Outbox) -> None:
    with pytest.warns(OutcomeCannotBeTold) as caught:
        outbox.put(WITHOUT_CODE, company=COMPANY)
    (told,) = caught
    assert str(told.message) == (
        "if the answer to customers.add_customer is lost, nobody can tell whether it was stored:"
        " give internal_identifier, the customer code"
    )
    assert told.filename == __file__


def test_a_call_that_no_read_shows_is_told_with_the_reason(outbox: Outbox) -> None:
    with pytest.warns(OutcomeCannotBeTold, match="no read shows CRM processes: look for process_identifier"):
        outbox.put(crm.add_crm_process(golden("crmprocess-full", crm.CrmProcess)), company=COMPANY)


def test_a_raw_call_is_told(outbox: Outbox) -> None:
    with pytest.warns(OutcomeCannotBeTold, match=r"the answer to x\.nv is lost.*nothing is known of a raw call"):
        outbox.put(raw.post("x.nv", b"<root></root>"), company=COMPANY)


def test_many_calls_are_told_one_by_one(outbox: Outbox) -> None:
    with pytest.warns(OutcomeCannotBeTold) as caught:
        outbox.put_many(Put(call=WITHOUT_CODE, company=COMPANY) for _ in range(2))
    assert [told.filename for told in caught] == [__file__, __file__]


def test_a_call_with_a_number_of_its_own_is_put_in_silence(outbox: Outbox) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        outbox.put(customers.add_customer(m.customer()), company=COMPANY)


def test_as_an_error_it_keeps_the_call_out(outbox: Outbox) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", OutcomeCannotBeTold)
        with pytest.raises(OutcomeCannotBeTold):
            outbox.put(WITHOUT_CODE, company=COMPANY)
    assert sum(outbox.counts().values()) == 0

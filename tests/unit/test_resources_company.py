"""Companies in registers, and CRM processes: answers as typed objects, a message to exact bytes and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.declare import CLEAR
from netvisor.protocol.results import Answer, Done
from netvisor.resources import company, crm
from tests.conftest import FIXTURES, Golden
from tests.unit.answers import taken

# Companies.


def test_a_company_is_read_with_its_people_and_names() -> None:
    call = company.get_company_information("1234567-1")
    assert (call.parameters, call.writes) == ((("OrganizationIdentifier", "1234567-1"),), False)
    found = taken(call, "getcompanyinformation-several")
    assert found.netvisor_disclaimer.prh_data_updated_date == date(2013, 12, 31)
    its = found.company
    assert (its.name, its.type, its.domicile) == ("Mäkelän Öljy & Äly Oy", "Osakeyhtiö", "Järvenpää")
    assert (its.established_date, its.terminated_date) == (date(1999, 4, 1), None)
    assert (its.street_address.street, its.postal_address.street) == ("Käsityöläiskatu 3", None)
    manager, chair = its.registered_person_roles.role
    assert (manager.identifier, manager.nationality, chair.name) == ("Toimitusjohtaja", "FI", "Matti Mäkelä")
    assert its.registered_names.registered_name[1].terminated_date == date(2005, 12, 31)
    assert (its.stat_vat_register_status, its.stat_employer_register_status) == (
        "currently_registered",
        "never_registered",
    )
    assert its.stat_standard_industrial_classification_2008 == "Öljytuotteiden tukkukauppa"


@pytest.mark.parametrize(("which", "people"), [("one", 1), ("bare", 0)])
def test_a_company_with_one_person_or_none_has_a_list_of_them(which: str, people: int) -> None:
    its = taken(company.get_company_information("1234567-1"), f"getcompanyinformation-{which}").company
    assert len(its.registered_person_roles.role) == len(its.registered_names.registered_name) == people


def test_companies_are_found_by_name_and_tell_whether_there_are_more() -> None:
    call = company.list_companies("Mäkelä")
    assert call.parameters == (("QueryTerm", "Mäkelä"),)
    found = taken(call, "companylist-several")
    assert found.is_more is True
    assert [(c.id, c.is_active, c.finnish_organization_identifier) for c in found.company] == [
        (125, True, "1234567-1"),
        (126, False, None),
        (127, True, None),
    ]
    assert len(taken(call, "companylist-one").company) == 1
    empty = taken(call, "companylist-empty")
    assert (empty.is_more, list(empty.company)) == (False, [])


# CRM processes.


def process(**fields: Any) -> crm.CrmProcess:
    usual: dict[str, Any] = {
        "process_identifier": CLEAR,
        "name": "Öljysäiliön tarkastus",
        "description": "Soita ensin, 5 € / puhelu",
        "process_template_name": "Huolto",
        "customer_identifier": "100",
    }
    return crm.CrmProcess(**{**usual, **fields})


def full() -> crm.CrmProcess:
    return process(
        process_identifier="P-12",
        due_date=date(2026, 12, 31),
        invoicing_status_identifier="Laskutettava",
        is_closed=False,
    )


GOLDEN: dict[str, Callable[[], crm.CrmProcess]] = {"minimal": process, "full": full}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_process_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    body = encode(GOLDEN[name]()).bytes()
    golden(FIXTURES / "requests" / f"crmprocess-{name}.xml", body)
    assert decode(body, crm.CrmProcess) == GOLDEN[name]()


@pytest.mark.parametrize(
    ("message", "path", "rule"),
    [
        (process(name=CLEAR), "name", "clear"),
        (process(due_date="31.12.2026"), "due_date", "type"),
        (process(is_closed=0), "is_closed", "type"),
    ],
)
def test_wrong_fields_are_refused_with_their_place(message: crm.CrmProcess, path: str, rule: str) -> None:
    assert [(problem.path, problem.rule) for problem in check(message)] == [(path, rule)]


def test_adding_a_process_is_a_write_that_promises_no_key() -> None:
    call = crm.add_crm_process(process())
    assert (call.resource, call.http, call.writes, call.parameters) == ("crmprocess.nv", "POST", True, ())
    assert call.result.take(Answer()) == Done()

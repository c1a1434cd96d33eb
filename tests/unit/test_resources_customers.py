"""Customers: messages to exact bytes and back, answers to typed objects, calls with their parameters and rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.read_reply import read_reply
from netvisor.declare import CLEAR
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer
from netvisor.resources import customers as c
from netvisor.resources.common import NetvisorOrCustomer

FIXTURES = Path(__file__).parents[2] / "fixtures"
Golden = Callable[[Path, bytes], None]


def minimal() -> c.Customer:
    return c.Customer(customer_base_information=c.CustomerBaseInformation(name="Äiti & Öljy Oy"))


def full() -> c.Customer:
    return c.Customer(
        customer_base_information=c.CustomerBaseInformation(
            internal_identifier=c.InternalIdentifier(CLEAR, type="automatic"),
            external_identifier="1234567-1",
            organization_unit_number="003712345671",
            name="Äiti & Öljy Oy",
            name_extension="Länsi-Suomi",
            street_address="Snellmaninkatu 12",
            additional_address_line="c/o Mäkelä",
            city="Lappeenranta",
            post_number="53100",
            country="FI",
            customer_group_name="Pääasiakkaat",
            phone_number="040 123 4567",
            fax_number=CLEAR,
            email="info@example.com",
            home_page_uri="https://www.example.com/?a=1&b=2",
            is_active=True,
            is_private_customer=False,
            email_invoicing_address="laskut@example.com",
        ),
        customer_finvoice_details=c.CustomerFinvoiceDetails(
            finvoice_address="003712345671", finvoice_router_code="NDEAFIHH"
        ),
        customer_maventa_edi_details=c.CustomerMaventaEdiDetails(
            maventa_edi_channel="EDI", maventa_edi_customer_identifier="A-1"
        ),
        customer_delivery_details=c.CustomerDeliveryDetails(
            delivery_name="Äidin varasto",
            delivery_street_address="Rantatie 1",
            delivery_city="Imatra",
            delivery_post_number="55100",
            delivery_country="FI",
        ),
        customer_contact_details=c.CustomerContactDetails(
            contact_name="Ostot",
            contact_person="Maija Mäkelä",
            contact_person_email="maija@example.com",
            contact_person_phone="040 765 4321",
        ),
        customer_additional_information=c.CustomerAdditionalInformation(
            comment="Hyvä asiakas, 5 € alennus",
            customer_agreement_identifier="S-17",
            customer_reference_number="1070",
            direct_debit_bank_account="FI2112345600000785",
            invoicing_language="FI",
            invoice_print_channel_format=2,
            your_default_reference="Mäkelä",
            default_text_before_invoice_lines="Kiitos <tilauksesta>!",
            default_text_after_invoice_lines="Hyvää päivän jatkoa.",
            default_payment_term=NetvisorOrCustomer("14 pv netto", type="customer"),
            default_second_name=NetvisorOrCustomer("123", type="netvisor"),
            payment_interest=Decimal("9.5"),
            balance_limit=5000,
            receivables_management_automation_rule=NetvisorOrCustomer("Maksumuistutus", type="customer"),
            factoring_account=NetvisorOrCustomer(CLEAR, type="netvisor"),
            tax_handling_type="countrygroup",
            eu_standard_finvoice=True,
            default_sales_person=c.DefaultSalesPerson(sales_person_id=2),
        ),
        customer_dimension_details=c.CustomerDimensionDetails(
            dimension=[
                c.Dimension(dimension_name="Hankkeet", dimension_item=c.DimensionItem("Kotisivut", father_id="12")),
                c.Dimension(dimension_name="Osasto", dimension_item=c.DimensionItem("Myynti")),
            ]
        ),
    )


def edit() -> c.Customer:
    """What an edit changes: a cleared text, a sales person taken away, dimensions emptied."""
    return c.Customer(
        customer_base_information=c.CustomerBaseInformation(
            internal_identifier=c.InternalIdentifier("AA"), email=CLEAR
        ),
        customer_additional_information=c.CustomerAdditionalInformation(
            default_sales_person=c.DefaultSalesPerson(sales_person_id=CLEAR),
            invoicing_language=CLEAR,
        ),
        customer_dimension_details=CLEAR,
    )


MESSAGES = {"minimal": minimal, "full": full, "edit": edit}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_written_as_its_golden_file_and_comes_back(name: str, golden: Golden) -> None:
    message = MESSAGES[name]()
    encoded = encode(message)
    golden(FIXTURES / "requests" / f"customer-{name}.xml", encoded.bytes())
    assert encoded.charset == "iso-8859-15"
    assert decode(encoded.bytes(), c.Customer, "iso-8859-15") == message


def test_what_the_bytes_of_an_edit_are() -> None:
    assert encode(edit()).bytes() == (
        b"<root><customer><customerbaseinformation><internalidentifier>AA</internalidentifier><email></email>"
        b"</customerbaseinformation><customeradditionalinformation>"
        b'<invoicinglanguage type="ISO-3166"></invoicinglanguage><defaultsalesperson>'
        b'<salespersonid type="netvisor"></salespersonid></defaultsalesperson></customeradditionalinformation>'
        b"<customerdimensiondetails></customerdimensiondetails></customer></root>"
    )


def answer(call: Call[Any], name: str) -> Any:
    reply = read_reply((FIXTURES / "replies" / f"{name}.xml").read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    return call.result.take(Answer(root=reply.root))


def test_a_list_of_one_customer_is_a_list() -> None:
    assert answer(c.list_customers(), "customerlist-one") == [
        c.ListedCustomer(
            netvisor_key=165,
            name="Äiti & Öljy Oy",
            code="AA",
            organisation_identifier="1234567-1",
            customer_group_id=2,
            customer_group_name="Pääasiakkaat",
            uri="/getcustomer.nv?id=165",
        )
    ]


def test_empty_elements_of_a_list_are_none() -> None:
    listed = answer(c.list_customers(), "customerlist-several")
    assert [row.netvisor_key for row in listed] == [165, 166, 1001]
    assert listed[1] == c.ListedCustomer(
        netvisor_key=166,
        name="Matti Meikäläinen",
        code=None,
        organisation_identifier=None,
        customer_group_id=None,
        customer_group_name=None,
        uri="https://isvapi.netvisor.figetcustomer.nv?id=166",
    )
    assert listed[2].name == "Hintaa 5 € Ky"


def test_a_list_without_hits_is_empty() -> None:
    assert answer(c.list_customers(keyword="ei ole"), "customerlist-empty") == []


def test_a_customer_is_read_with_all_details() -> None:
    found = answer(c.get_customer(165, reply_option=1), "getcustomer-one")
    assert [type(found)] == [c.FetchedCustomer]
    base = found.customer_base_information
    assert (base.netvisor_key, base.name, base.country) == (165, "Äiti & Öljy Oy", "FI")
    assert (base.additional_street_address, base.fax_number) == ("c/o Mäkelä", None)
    assert (base.is_active, base.is_private_customer) == (True, False)
    assert found.customer_finvoice_details.finvoice_router_code == "PSPBFIHH"
    assert found.customer_delivery_details.delivery_country == "FI"
    assert found.customer_contact_details.contact_person == "Maija Mäkelä"
    persons = found.customer_contact_persons.customer_contact_person
    assert [(p.contact_person_id, p.contact_person_last_name) for p in persons] == [(11, "Mäkelä"), (12, "Öhman")]
    assert persons[1].contact_person_office_netvisor_key is None
    main, east = found.customer_office_details
    assert (main.office_netvisor_key, main.office_visit_address.street_address) == (4, "Valtakatu 3")
    assert main.office_finvoice_details.finvoice_address == "003712345671001"
    assert (east.office_name, east.office_phone_number) == ("Itä", None)
    more = found.customer_additional_information
    assert more.default_payment_term == c.WithNetvisorKey("14 pv netto", netvisor_key=2)
    assert more.factoring_account == c.WithNetvisorKey("Rahoitus", netvisor_key=1)
    assert (more.balance_limit, more.discount_percentage) == (Decimal("200.3"), Decimal("2.5"))
    assert (more.eu_standard_finvoice, more.in_collection_prohibition) == (True, False)
    assert more.comment == "Hyvä asiakas, 5 € alennus"
    dimension = more.customer_dimensions.dimension[0]
    assert dimension.dimension_item == c.WithNetvisorKey("Kotisivut", netvisor_key=234)
    assert more.additional_information.receivables_management.turnover_days == "14"


def test_several_customers_are_read_in_the_form_of_old_answers_too() -> None:
    first, second = answer(c.get_customers([165, 166]), "getcustomer-several")
    assert first.customer_base_information.additional_street_address is None
    more = first.customer_additional_information
    assert (more.balance_limit, more.your_default_reference) == (Decimal("1000.50"), "Mäkelä")
    assert more.in_collection_prohibition is True
    assert first.customer_office_details in ([], ())
    assert second.customer_base_information.internal_identifier is None
    assert (second.customer_base_information.is_active, second.customer_base_information.city) == (False, None)
    assert second.customer_additional_information.balance_limit is None


def test_a_list_of_one_key_that_is_answered_in_the_single_form_is_a_list_all_the_same() -> None:
    assert [type(one) for one in answer(c.get_customers([165]), "getcustomer-one")] == [c.FetchedCustomer]


def test_add_and_edit_carry_their_parameters() -> None:
    add = c.add_customer(minimal(), use_only_existing_dimensions=True)
    assert (add.resource, add.http, add.writes) == ("customer.nv", "POST", True)
    assert add.parameters == (("method", "add"), ("useonlyexistingdimensions", "1"))
    change = c.edit_customer(edit(), id=165, check_dimension_validity_period=True)
    assert change.parameters == (("method", "edit"), ("id", "165"), ("checkdimensionvalidityperiod", "1"))


def test_reads_carry_their_parameters() -> None:
    call = c.list_customers(
        keyword="Äiti",
        changed_since=datetime.fromisoformat("2026-11-22T09:05"),
        customer_code_list=["A", "B"],
        email_keyword="a@b",
    )
    assert call.parameters == (
        ("keyword", "Äiti"),
        ("changedsince", "2026-11-22T09:05:00"),
        ("customercodelist", "A,B"),
        ("emailkeyword", "a@b"),
    )
    assert c.get_customer(7, reply_option=2).parameters == (("id", "7"), ("replyoption", "2"))
    assert not call.writes


def test_a_long_key_list_is_asked_for_in_parts_of_the_documented_size() -> None:
    sizes = [len(dict(part.parameters)["idlist"].split(",")) for part in c.get_customers(range(1001)).split()]
    assert sizes == [500, 500, 1]
    codes = [str(number) for number in range(101)]
    parts = list(c.list_customers(customer_code_list=codes).split())
    assert [len(dict(part.parameters)["customercodelist"].split(",")) for part in parts] == [100, 1]


def problems(message: c.Customer, **edit: Any) -> list[tuple[str, str]]:
    with pytest.raises(MessageError) as caught:
        c.edit_customer(message, **edit) if edit else c.add_customer(message)
    return [(problem.path, problem.rule) for problem in caught.value.problems]


def based(**fields: Any) -> c.Customer:
    return c.Customer(customer_base_information=c.CustomerBaseInformation(**{"name": "Oy", **fields}))


def further(**fields: Any) -> c.Customer:
    return c.Customer(
        customer_base_information=c.CustomerBaseInformation(name="Oy"),
        customer_additional_information=c.CustomerAdditionalInformation(**fields),
    )


def test_a_name_is_needed_for_adding_only() -> None:
    nameless = c.Customer(customer_base_information=c.CustomerBaseInformation(city="Imatra"))
    assert problems(nameless) == [("customer_base_information.name", "required")]
    assert problems(based(name=CLEAR)) == [("customer_base_information.name", "required")]
    assert c.edit_customer(nameless, id=1).message == nameless


@pytest.mark.parametrize(
    "number", ["12345678901", "123456789012345678", "0037-1234567", "00371234567A", "٠٠٣٧١٢٣٤٥٦٧٨"]
)
def test_an_ovt_number_has_twelve_to_seventeen_digits(number: str) -> None:
    found = problems(based(organization_unit_number=number))
    assert [path for path, _ in found] == ["customer_base_information.organization_unit_number"]


@pytest.mark.parametrize(
    ("fields", "path", "rule"),
    [
        ({"street_address": "x" * 81}, "street_address", "max-length"),
        ({"name": "x" * 251}, "name", "max-length"),
        ({"is_active": 1}, "is_active", "type"),
        ({"city": ""}, "city", "empty"),
        ({"email": None}, "email", "type"),
        ({"internal_identifier": "AA"}, "internal_identifier", "type"),
        ({"internal_identifier": c.InternalIdentifier("x" * 51)}, "internal_identifier.value", "max-length"),
        ({"internal_identifier": c.InternalIdentifier(CLEAR)}, "internal_identifier", "clear"),
    ],
)
def test_wrong_basics_are_refused_with_their_place(fields: dict[str, Any], path: str, rule: str) -> None:
    assert problems(based(**fields)) == [(f"customer_base_information.{path}", rule)]


@pytest.mark.parametrize(
    ("fields", "path", "rule"),
    [
        ({"invoicing_language": "SV"}, "invoicing_language", "values"),
        ({"invoice_print_channel_format": 3}, "invoice_print_channel_format", "values"),
        ({"balance_limit": 1.5}, "balance_limit", "type"),
        ({"factoring_account": CLEAR}, "factoring_account", "clear"),
        ({"default_payment_term": NetvisorOrCustomer("1", type="name")}, "default_payment_term.type", "values"),  # type: ignore[arg-type]  # wrong on purpose
        ({"tax_handling_type": "none"}, "tax_handling_type", "values"),
        ({"your_default_reference": "x" * 201}, "your_default_reference", "max-length"),
    ],
)
def test_wrong_details_are_refused_with_their_place(fields: dict[str, Any], path: str, rule: str) -> None:
    assert problems(further(**fields)) == [(f"customer_additional_information.{path}", rule)]


def test_an_element_without_children_is_refused() -> None:
    empty = c.Customer(customer_base_information=c.CustomerBaseInformation())
    assert problems(empty, id=1) == [("customer_base_information", "empty")]


def test_a_parameter_outside_the_documented_values_is_refused() -> None:
    with pytest.raises(MessageError, match="reply_option"):
        c.get_customer(1, reply_option=3)  # type: ignore[arg-type]  # wrong on purpose

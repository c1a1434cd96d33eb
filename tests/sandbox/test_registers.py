from __future__ import annotations

import gzip
from dataclasses import replace
from typing import Any

import pytest

from netvisor import Client
from netvisor.errors import InvalidData
from netvisor.resources import accounting, company, crm, customers, dimensions, escan, sales
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.core.chart import standard_chart

from . import messages as m
from .golden import golden


def test_an_item_is_hidden_never_deleted(client: Client, sandbox: Sandbox) -> None:
    sandbox.books["1234567-8"].add_dimension("Projekti", "A", "B")
    client.send(dimensions.hide_dimension_item("Projekti", "A"))
    (shown,) = client.send(dimensions.list_dimensions())
    (every,) = client.send(dimensions.list_dimensions(show_hidden=True))
    assert shown.dimension_details is not None
    assert every.dimension_details is not None
    assert [item.name for item in shown.dimension_details.dimension_detail] == ["B"]
    assert [(item.name, item.is_hidden) for item in every.dimension_details.dimension_detail] == [
        ("A", True),
        ("B", False),
    ]


@pytest.mark.parametrize(
    ("item", "options", "text"),
    [
        ("X", {}, "the dimension Projekti / X does not exist"),
        ("A", {"dimension_sub_code": "1"}, "items have no codes here"),
        ("A", {"dimension_sub_label": "B"}, "the item A is not called B"),
    ],
)
def test_an_item_that_is_not_found_is_not_hidden(
    client: Client, sandbox: Sandbox, item: str, options: dict[str, Any], text: str
) -> None:
    sandbox.books["1234567-8"].add_dimension("Projekti", "A", "B")
    with pytest.raises(InvalidData, match=text):
        client.send(dimensions.hide_dimension_item("Projekti", item, **options))


def test_follow_up_objects_are_those_that_rows_of_vouchers_name(client: Client) -> None:
    assert client.send(dimensions.list_account_dimensions()) == []
    named = accounting.AccountDimension("Mäkelä", "name")
    client.send(accounting.add_voucher(m.voucher([m.row("1", 1910, account_dimension=named), m.row("-1", 3040)])))
    (found,) = client.send(dimensions.list_account_dimensions())
    assert found.name == "Mäkelä"
    assert found.follow_up_accounts is not None
    assert [each.account_netvisor_key for each in found.follow_up_accounts.follow_up_account] == [
        standard_chart().accounts[1910].key
    ]
    by_key = accounting.AccountDimension(str(found.netvisor_key), "netvisorkey")
    key = client.send(
        accounting.add_voucher(m.voucher([m.row("1", 1900, account_dimension=by_key), m.row("-1", 3040)]))
    ).netvisor_key
    got = client.send(accounting.get_voucher(key))
    assert got is not None
    assert got.voucher_line[0].account_dimension == accounting.FetchedAccountDimension("Mäkelä", found.netvisor_key)
    unknown = m.row("1", 1900, account_dimension=accounting.AccountDimension("99", "netvisorkey"))
    with pytest.raises(InvalidData, match="there is no follow-up object with the key 99"):
        client.send(accounting.add_voucher(m.voucher([unknown, m.row("-1", 3040)])))


def test_companies_of_the_sandbox_are_found_by_name_and_business_id(client: Client) -> None:
    found = client.send(company.list_companies("esimerkki"))
    assert found is not None
    assert [each.finnish_organization_identifier for each in found.company] == ["1234567-8", "7654321-2"]
    assert found.is_more is False
    nothing = client.send(company.list_companies("äö"))
    assert nothing is None or nothing.company == []
    got = client.send(company.get_company_information("7654321-2"))
    assert got is not None
    assert got.company is not None
    assert (got.company.name, got.company.email) == ("Esimerkki 76543212 Oy", "oy@example.com")
    assert got.netvisor_disclaimer is not None
    assert (got.netvisor_disclaimer.information or "").startswith("Sandbox: ")
    assert client.send(company.get_company_information("2077474-0")) is None


def test_a_process_needs_a_customer(client: Client) -> None:
    sent = golden("crmprocess-full", crm.CrmProcess)
    with pytest.raises(InvalidData, match="there is no customer with the code 100"):
        client.send(crm.add_crm_process(sent))
    client.send(customers.add_customer(m.customer(code="100")))
    assert client.send(crm.add_crm_process(sent)).inserted == ()


def test_a_document_for_escan_waits_or_becomes_an_attachment(client: Client) -> None:
    sent = golden("escan-minimal", escan.EscanDocument)
    assert client.send(escan.add_escan_document(sent)).inserted
    client.send(customers.add_customer(m.customer()))
    key = client.send(sales.add_sales_invoice(m.invoice())).netvisor_key
    target = escan.Targets(target_line=[escan.TargetLine(target="salesinvoice", target_identifier=key)])
    packed = replace(sent, compression="gzip", document_data=gzip.compress(b"%PDF-"), targets=[target])
    client.send(escan.add_escan_document(packed))
    got = client.send(sales.get_sales_invoice(key, include_attachments=True))
    assert "document_data=<5 bytes>" in repr(got)
    assert f"description='{sent.description}'" in repr(got)
    wrong = replace(
        packed, targets=[replace(target, target_line=[replace(target.target_line[0], target_identifier=9999)])]
    )
    with pytest.raises(InvalidData, match="there is no salesinvoice with the key 9999"):
        client.send(escan.add_escan_document(wrong))
    cut = replace(packed, document_data=gzip.compress(b"%PDF-")[:-6])
    with pytest.raises(InvalidData, match="the content ends too early"):
        client.send(escan.add_escan_document(cut))

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from netvisor import CLEAR, UNSET, Client
from netvisor.codec.decode import decode
from netvisor.errors import DuplicateData, IncompleteList, InvalidData
from netvisor.resources import purchases as p
from netvisor.sandbox import Sandbox

from .conftest import Caller

GOLDEN = Path(__file__).parents[2] / "fixtures" / "requests"


def golden() -> p.Vendor:
    """The whole golden message, as an add sends it: without keys of bank accounts."""
    sent = decode((GOLDEN / "vendor-full.xml").read_bytes(), p.Vendor, "iso-8859-15")
    accounts = sent.vendor_base_information.vendor_bank_accounts
    assert isinstance(accounts, p.VendorBankAccounts)
    assert isinstance(accounts.vendor_domestic_bank_accounts, p.VendorDomesticBankAccounts)
    assert isinstance(accounts.vendor_foreign_bank_accounts, p.VendorForeignBankAccounts)
    for domestic in accounts.vendor_domestic_bank_accounts.vendor_domestic_bank_account:
        domestic.netvisor_key = UNSET
    for foreign in accounts.vendor_foreign_bank_accounts.vendor_foreign_bank_account:
        foreign.netvisor_key = UNSET
    return sent


def small(name: str = "Oy", code: str = "T-1") -> p.Vendor:
    return p.Vendor(vendor_base_information=p.VendorBaseInformation(code=code, name=name, organization_id="1967543-8"))


def base_of(client: Client, key: int) -> p.FetchedVendorBaseInformation:
    got = client.send(p.get_vendor(key))
    assert got is not None
    assert got.vendor_base_information is not None
    return got.vendor_base_information


def domestic_of(client: Client, key: int) -> list[p.FetchedVendorDomesticBankAccount]:
    accounts = base_of(client, key).vendor_bank_accounts
    assert accounts is not None
    assert accounts.vendor_domestic_bank_accounts is not None
    return list(accounts.vendor_domestic_bank_accounts.vendor_domestic_bank_account)


def with_account(iban: str, key: int | None = None, *, default: bool = False) -> p.Vendor:
    sent = small()
    one = p.VendorDomesticBankAccount(
        netvisor_key=UNSET if key is None else key, iban=iban, bank_name="Säästöpankki", is_default=default
    )
    wrapper = p.VendorDomesticBankAccounts(vendor_domestic_bank_account=[one])
    sent.vendor_base_information.vendor_bank_accounts = p.VendorBankAccounts(vendor_domestic_bank_accounts=wrapper)
    return sent


def test_an_added_vendor_has_accounts_with_names_and_defaults(client: Client) -> None:
    key = client.send(p.add_vendor(golden())).netvisor_key
    got = client.send(p.get_vendor(key))
    assert got is not None
    assert [(each.iban, each.is_default) for each in domestic_of(client, key)] == [
        ("FI2112345600000785", True),
        ("FI5542345670000081", False),
    ]
    more = got.vendor_additional_information
    assert more is not None
    assert more.vendor_accounting_accounts is not None
    first = more.vendor_accounting_accounts.vendor_accounting_account[0]
    assert (first.account_number, first.account_name, first.is_default) == ("4000", "Ostot kotimaasta", True)


def test_an_edit_keeps_what_is_absent_and_empties_what_is_empty(client: Client) -> None:
    key = client.send(p.add_vendor(golden())).netvisor_key
    edit = small("Uusi Oy", "T-67")
    edit.vendor_base_information.city = CLEAR
    client.send(p.edit_vendor(edit, netvisor_key=key))
    base = base_of(client, key)
    assert (base.name, base.city, base.address) == ("Uusi Oy", None, "Toimittajakatu 1")
    assert len(domestic_of(client, key)) == 2


def test_bank_accounts_are_changed_by_key_and_else_added_and_the_last_default_wins(client: Client) -> None:
    key = client.send(p.add_vendor(with_account("FI2112345600000785", default=True))).netvisor_key
    (first,) = domestic_of(client, key)
    assert first.netvisor_key is not None
    client.send(p.edit_vendor(with_account("FI5542345670000081", default=True), netvisor_key=key))
    assert [each.is_default for each in domestic_of(client, key)] == [False, True]
    client.send(p.edit_vendor(with_account("FI1410093000123458", first.netvisor_key), netvisor_key=key))
    assert [each.iban for each in domestic_of(client, key)] == ["FI1410093000123458", "FI5542345670000081"]
    with pytest.raises(InvalidData, match="no domestic bank account with the key 999"):
        client.send(p.edit_vendor(with_account("FI1410093000123458", 999), netvisor_key=key))


def test_a_ninth_bank_account_is_refused(client: Client) -> None:
    key = client.send(p.add_vendor(with_account("FI2112345600000785"))).netvisor_key
    for _ in range(7):
        client.send(p.edit_vendor(with_account("FI5542345670000081"), netvisor_key=key))
    with pytest.raises(InvalidData, match="at most 8 domestic bank accounts"):
        client.send(p.edit_vendor(with_account("FI5542345670000081"), netvisor_key=key))
    assert len(domestic_of(client, key)) == 8


def test_a_vendor_code_is_used_once_and_an_unknown_vendor_is_not_edited(client: Client) -> None:
    client.send(p.add_vendor(small()))
    with pytest.raises(DuplicateData, match="Sandbox: the vendor code T-1 is in use"):
        client.send(p.add_vendor(small()))
    with pytest.raises(InvalidData, match="there is no vendor with the key 999"):
        client.send(p.edit_vendor(small(), netvisor_key=999))


def test_one_unknown_key_of_a_list_refuses_the_whole_call(client: Client, caller: Caller) -> None:
    keys = [client.send(p.add_vendor(small(code=code))).netvisor_key for code in ("A", "B")]
    assert [each.netvisor_key for each in client.send(p.get_vendors([keys[1], keys[0]]))] == [keys[1], keys[0]]
    assert caller.send("getvendor.nv", netvisorkeylist=keys[0]).text("Vendor/NetvisorKey") == str(keys[0])
    with pytest.raises(InvalidData, match="there is no vendor with the key 999"):
        client.send(p.get_vendors([keys[0], 999]))
    assert "one of the parameters" in caller.send("getvendor.nv").refusal


def test_vendors_that_changed_are_listed_by_pages(client: Client, sandbox: Sandbox) -> None:
    client.send(p.add_vendor(small(code="A")))
    sandbox.clock = datetime.fromisoformat("2026-11-24T12:00:00+02:00")
    late = client.send(p.add_vendor(small(code="B"))).netvisor_key
    since = datetime.fromisoformat("2026-11-23T00:00:00")
    assert [each.netvisor_key for each in client.send(p.list_vendors(changed_since=since))] == [late]
    old = datetime.fromisoformat("2000-01-01T00:00:00")
    assert len(client.send(p.list_vendors(changed_since=old))) == 2
    assert client.send(p.list_vendors(changed_since=old, page=2)) == []


def test_a_list_of_520_vendors_is_whole_however_it_is_read(client: Client) -> None:
    keys = [client.send(p.add_vendor(small(code=str(number)))).netvisor_key for number in range(520)]
    old = datetime.fromisoformat("2000-01-01T00:00:00")
    call = p.list_vendors(changed_since=old)
    assert [each.netvisor_key for each in client.send(call)] == keys
    with client.stream(call) as streamed:
        assert [each.netvisor_key for each in streamed] == keys
    assert [each.netvisor_key for each in client.send(p.get_vendors(keys))] == keys
    assert len(client.send(p.list_vendors(changed_since=old, page=2))) == 20
    with pytest.warns(IncompleteList, match="getvendor.nv gave 500 items"):
        assert len(client.send(call, transaction_id="of-a-queue")) == 500


def test_headers_tell_the_pages(caller: Caller) -> None:
    make = "<root><vendor><vendorbaseinformation><name>A</name><organizationid>1234567-1</organizationid>"
    make += "</vendorbaseinformation></vendor></root>"

    def pages(asked: str) -> dict[str, str]:
        got = caller.sent("GET", f"/getvendor.nv?{asked}")
        prefix = "X-Netvisor-Pagination-"
        return {name.removeprefix(prefix): value for name, value in got.headers.items() if name.startswith(prefix)}

    one = {"Current-Page": "1", "Limit": "500", "Total-Count": "0"}
    assert pages("changedsince=2000-01-01") == one
    keys = [caller.send("vendor.nv", make.encode(), method="add").key for _ in range(501)]
    assert pages("changedsince=2000-01-01") == one | {"Total-Count": "501", "Next-Page": "2"}
    second = one | {"Total-Count": "501", "Current-Page": "2", "Previous-Page": "1"}
    assert pages("changedsince=2000-01-01&page=2") == second
    assert caller.send("getvendor.nv", changedsince="2000-01-01", page=2).texts("Vendors/Vendor/NetvisorKey") == [
        str(keys[-1])
    ]
    assert pages(f"netvisorkey={keys[0]}") == {}
    several = f"netvisorkeylist={','.join(map(str, reversed(keys)))}"
    assert pages(several) == one | {"Total-Count": "501", "Next-Page": "2"}
    got = caller.sent("GET", f"/getvendor.nv?{several}&page=2")
    assert got.texts("Vendors/Vendor/NetvisorKey") == [str(keys[0])]


def test_the_circulation_lists_are_seeded(client: Client) -> None:
    default, forced = client.send(p.list_circulation_lists())
    assert (default.is_default, forced.is_forced) == (True, True)
    assert (default.name or "").startswith("Sandbox: ")
    assert forced.verifiers is not None
    assert [each.order for each in forced.verifiers.factual_verifier] == [1, 2]


def test_quality_classes_are_listed(client: Client, sandbox: Sandbox) -> None:
    client.send(p.add_product_quality(p.ProductQuality(is_quality_deviation=True, name="Rikki", name_en="Broken")))
    (found,) = client.send(p.list_product_qualities())
    assert (found.name, found.is_quality_deviation) == ("Rikki", True)
    assert found.netvisor_key is not None


def test_booleans_and_percents_are_written_as_each_answer_is_documented(client: Client, caller: Caller) -> None:
    """One client compares bank accounts with 1 and ledger accounts with True, in the same answer."""
    key = client.send(p.add_vendor(golden())).netvisor_key
    got = caller.send("getvendor.nv", netvisorkey=key)
    assert got.texts(".//VendorDomesticBankAccount/IsDefault") == ["1", "0"]
    assert got.texts(".//VendorAccountingAccount/IsDefault") == ["True", "False"]
    assert (got.text(".//VendorAcceptanceDetail/IsForced"), got.text(".//IsPartialVatReducePrivileged")) == (
        "False",
        "0",
    )
    assert caller.send("getcirculationlists.nv").texts(".//IsForced") == ["false", "true"]
    client.send(p.add_product_quality(p.ProductQuality(is_quality_deviation=True, name="Rikki")))
    assert caller.send("getproductqualitylist.nv").texts(".//IsQualityDeviation") == ["True"]
    assert got.text(".//DefaultVatPercent") == "25,50"
    bought = client.send(
        p.add_purchase_invoice(
            p.PurchaseInvoice(
                invoice_number="1",
                invoice_date=p.InvoiceDate(date(2026, 11, 1)),
                value_date=date(2026, 11, 1),
                due_date=date(2026, 11, 15),
                amount=Decimal("10"),
            )
        )
    ).netvisor_key
    assert caller.send("getpurchaseinvoice.nv", netvisorkey=bought).texts(".//IsAccounted") == ["False"]

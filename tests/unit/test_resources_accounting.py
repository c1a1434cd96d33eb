"""Accounting: golden messages from the facts, answers read into typed objects, and every rule refusing something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import untyped
from netvisor.declare import UNSET
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Inserted
from netvisor.resources import accounting
from netvisor.resources.accounting import (
    AccountDimension,
    FetchedAccountDimension,
    FetchedVoucherClass,
    ForeignName,
    LineSum,
    LinkedSourceNetvisorKey,
    ListedVoucher,
    VatPercent,
    Voucher,
    VoucherAttachment,
    VoucherAttachments,
    VoucherLine,
)
from netvisor.resources.common import Dimension
from tests.conftest import FIXTURES, Golden
from tests.element_paths import declared_paths, written_paths

PDF = b"%PDF-1.4\n%\xe4\xf6 tosite\n"


# Messages.


def line(sum_: Decimal | int, account: int = 3000, **fields: Any) -> VoucherLine:
    usual: dict[str, Any] = {"line_sum": LineSum(sum_), "account_number": account, "vat_percent": VatPercent(0)}
    return VoucherLine(**{**usual, **fields})


def voucher(*lines: VoucherLine, **fields: Any) -> Voucher:
    usual: dict[str, Any] = {
        "calculation_mode": "net",
        "voucher_date": date(2026, 11, 22),
        "voucher_class": "Muut",
        "voucher_line": list(lines) or [line(100, 1701), line(-100)],
    }
    return Voucher(**{**usual, **fields})


def gross() -> Voucher:
    """A difference goes to the account of rounding differences, so the rows need not total 0."""
    rows = [
        line(Decimal("125.50"), 1701, line_sum=LineSum(Decimal("125.50"), type="gross")),
        line(-125, vat_percent=VatPercent(Decimal("25.5"), vat_code="KOMY")),
    ]
    return voucher(*rows, calculation_mode="gross", voucher_class="Myyntilasku")


def full() -> Voucher:
    """Every element and attribute at once."""
    return Voucher(
        calculation_mode="net",
        voucher_date=date(2026, 11, 22),
        number=123456789,
        description="Mäkelän Öljy & Äly Oy, lasku 1 (125,50 €)",
        voucher_class="Tuodut tapahtumat",
        checked=False,
        comment="tuotu rajapinnasta",
        voucher_line=[
            VoucherLine(
                line_sum=LineSum(Decimal("125.50"), type="net"),
                description="Myyntisaamiset",
                account_number=1701,
                vat_percent=VatPercent(0, vat_code="NONE"),
                account_dimension=AccountDimension("Mäkelä", type="name"),
                dimension=[
                    Dimension(dimension_name="Projekti", dimension_item="Syksy"),
                    Dimension(dimension_name="Osasto", dimension_item="Myynti"),
                ],
            ),
            VoucherLine(
                line_sum=LineSum(-100, type="net"),
                account_number=3000,
                vat_percent=VatPercent(Decimal("25.5"), vat_code="KOMY"),
                account_dimension=AccountDimension("4", type="netvisorkey"),
            ),
            VoucherLine(
                line_sum=LineSum(Decimal("-25.50")), account_number=2939, vat_percent=VatPercent(0, vat_code="NONE")
            ),
        ],
        voucher_attachments=VoucherAttachments(
            voucher_attachment=[
                VoucherAttachment(
                    mime_type="application/pdf",
                    attachment_description="Kuitti ostoksesta äö",
                    file_name="kuitti.pdf",
                    document_data=PDF,
                )
            ]
        ),
    )


GOLDEN: dict[str, Callable[[], Voucher]] = {"minimal": voucher, "full": full, "gross": gross}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    body = encode(GOLDEN[name]()).bytes()
    golden(FIXTURES / "requests" / f"accounting-{name}.xml", body)
    assert decode(body, Voucher) == GOLDEN[name]()


def test_the_full_message_holds_every_element_and_attribute() -> None:
    assert written_paths(encode(full()).bytes()) == declared_paths(Voucher)


def test_an_attachment_of_a_path_gives_the_bytes_of_its_content(tmp_path: Path) -> None:
    message = full()
    assert isinstance(message.voucher_attachments, VoucherAttachments)
    file = tmp_path / "kuitti.pdf"
    file.write_bytes(PDF)
    message.voucher_attachments.voucher_attachment[0].document_data = file
    assert encode(message).bytes() == encode(full()).bytes()


# Rules.

BREAKING: dict[str, tuple[Voucher, str, str]] = {
    "debit rows only": (
        voucher(line(1), line(1), calculation_mode="gross"),
        "voucher_line",
        "rows on both sides",
    ),
    "a single row": (
        voucher(line(-1), calculation_mode="gross"),
        "voucher_line",
        "debit positive, credit negative",
    ),
    "net rows that do not total 0": (
        voucher(line(Decimal("100.01")), line(-100)),
        "voucher_line|calculation_mode",
        "rows that total 0",
    ),
    "more than two decimals": (
        voucher(line(Decimal("100.001")), line(Decimal("-100.001"))),
        "voucher_line[0].line_sum.value",
        "at most 2 decimals",
    ),
    "the abbreviation of a voucher type": (
        voucher(voucher_class="ML"),
        "voucher_class",
        "the full name of the voucher type",
    ),
    "a rate that the VAT code does not have": (
        voucher(line(1, vat_percent=VatPercent(24, vat_code="KOMY0")), line(-1)),
        "voucher_line[0].vat_percent",
        "rate 0, or a VAT code that has other rates",
    ),
    "a number of ten digits": (voucher(number=1_000_000_000), "number", "whole number"),
    "a long description": (voucher(description="ä" * 256), "description", "at most 255 characters"),
    "a long comment": (voucher(comment="ä" * 256), "comment", "at most 255 characters"),
    "a long text of a row": (
        voucher(line(1, description="ä" * 256), line(-1)),
        "voucher_line[0].description",
        "at most 255 characters",
    ),
}


@pytest.mark.parametrize("name", BREAKING)
def test_a_message_that_breaks_a_rule_is_refused_at_its_place(name: str) -> None:
    message, path, expected = BREAKING[name]
    problem = check(message)[0]
    assert problem.path == path
    assert expected in problem.expected
    with pytest.raises(MessageError):
        encode(message)


def test_only_the_row_that_breaks_a_rule_is_named() -> None:
    assert [len(check(message)) for message, _, _ in BREAKING.values()] == [1, 1, 1, 2, 1, 1, 1, 1, 1, 1]


def test_a_voucher_without_rows_is_refused() -> None:
    (problem,) = check(voucher(voucher_line=[]))
    assert (problem.path, problem.rule) == ("voucher_line", "required")


# Answers.


def taken(call: Call[Any], fixture: str) -> Any:
    """What a call makes of a committed answer."""
    reply = read_reply((FIXTURES / "replies" / fixture).read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    assert list(untyped(reply.root)) == []
    return call.result.take(Answer(root=reply.root))


def vouchers(fixture: str) -> list[ListedVoucher]:
    found: list[ListedVoucher] = taken(accounting.list_vouchers(changed_since=date(2026, 1, 1)), fixture)
    return found


def test_a_voucher_is_read_with_its_rows() -> None:
    first, second = vouchers("accountingledger-several.xml")
    assert (first.status, first.netvisor_key, first.voucher_number) == ("valid", 15, 515144)
    assert first.netvisor_guid == "0f2a3c9e-6d53-4a1c-9d5b-0c9ad0c55a11"
    assert first.voucher_date == date(2026, 1, 1)
    assert first.voucher_class == FetchedVoucherClass("ML Myyntilasku", netvisor_key=121)
    assert first.linked_source_netvisor_key == LinkedSourceNetvisorKey(123, type="salesinvoice")
    assert first.voucher_netvisor_uri == "https://koulutus.netvisor.fi/voucher/15"
    debit, credit = first.voucher_line
    assert (debit.status, debit.line_sum, debit.description) == ("valid", Decimal("150.22"), None)
    assert (debit.vat_code, debit.transaction_follow_up_status) == ("-", "Open")
    assert debit.account_dimension == FetchedAccountDimension("Asiakas A", netvisor_key=4)
    assert [(row.dimension_name, row.dimension_item) for row in debit.dimension] == [
        ("Myynti", "Mika"),
        ("Projekti", None),
    ]
    assert debit.transaction_allocations is not None
    (allocation,) = debit.transaction_allocations.transaction_allocation
    assert (allocation.type, allocation.voucher_line_netvisor_key, allocation.voucher_netvisor_key) == (
        "allocatedto",
        9,
        16,
    )
    assert (credit.status, credit.line_sum, credit.vat_percent) == (None, Decimal("-150.22"), Decimal("25.5"))
    assert first.transaction_history is not None
    (event,) = first.transaction_history.transaction
    assert event.time_stamp == datetime(2026, 1, 2, 8, 9, 10)  # noqa: DTZ001  # answers name no zone
    assert event.editor == "Päivi Yläoja"
    assert second.status is None
    assert second.voucher_date == date(2026, 12, 31)
    assert second.linked_source_netvisor_key == LinkedSourceNetvisorKey(None, type=None)
    assert list(second.voucher_line) == []


def test_one_voucher_or_none_is_a_list() -> None:
    assert [row.netvisor_key for row in vouchers("accountingledger-one.xml")] == [15]
    assert vouchers("accountingledger-empty.xml") == []


def test_a_single_voucher_is_taken_out_of_the_ledger() -> None:
    call = accounting.get_voucher(15, show_generator=True)
    assert call.parameters == (("netvisorkey", "15"), ("showgenerator", "1"))
    assert taken(call, "accountingledger-one.xml").netvisor_key == 15
    assert taken(call, "accountingledger-empty.xml") is None


def test_the_chart_of_accounts_is_read() -> None:
    call = accounting.list_accounts()
    chart = taken(call, "accountlist-several.xml")
    defaults = chart.company_default_accounts
    assert (defaults.trade_payables, defaults.vat_payable, defaults.sales_vat_debt) == (2871, 2946, 2939)
    assert (defaults.purchases_discounts, defaults.sales_outside_eu_default) == (4230, 3380)
    group, account = chart.accounts.account
    assert (group.number, group.account_type, group.father_netvisor_key) == (None, "accountgroup", 0)
    assert group.foreign_name == [
        ForeignName("Non-current assets", iso_3166="en"),
        ForeignName("Bestående aktiva", iso_3166="se"),
    ]
    assert (account.number, account.is_active, account.is_natural_negative) == ("1001", False, True)
    assert len(taken(call, "accountlist-one.xml").accounts.account) == 1
    assert taken(call, "accountlist-empty.xml") is None


def test_old_spellings_of_default_accounts_are_read_too() -> None:
    body = b"""<Root><ResponseStatus><Status>OK</Status></ResponseStatus><AccountList><CompanyDefaultAccounts>
      <SalesVATdebt>1</SalesVATdebt><SalesExchangeRateDiffereces>2</SalesExchangeRateDiffereces>
      <PurchaseDiscounts>3</PurchaseDiscounts><PurchaseOutsideEuDefault>4</PurchaseOutsideEuDefault>
      </CompanyDefaultAccounts></AccountList></Root>"""
    chart = read_reply(body, accounting.AccountListReply).root.account_list.company_default_accounts
    assert (chart.sales_vat_debt, chart.sales_exchange_rate_differences) == (1, 2)
    assert (chart.purchases_discounts, chart.purchase_outside_eu_default) == (3, 4)


# Calls.


def test_adding_a_voucher_is_a_write_that_gives_the_key() -> None:
    call = accounting.add_voucher(voucher(), use_only_existing_dimensions=True)
    assert (call.resource, call.http, call.writes) == ("accounting.nv", "POST", True)
    assert call.parameters == (("useonlyexistingdimensions", "1"),)
    assert call.result.take(Answer(inserted=["15"])) == Inserted(netvisor_key=15, netvisor_keys=(15,))


def test_the_ledger_takes_every_documented_parameter() -> None:
    call = accounting.list_vouchers(
        start_date=date(2026, 1, 1),
        end_date=date(2026, 12, 31),
        account_number_start=3000,
        account_number_end=3999,
        changed_since=date(2026, 11, 1),
        last_modified_start=date(2026, 11, 2),
        last_modified_end=date(2026, 11, 3),
        show_generator=False,
        voucher_status=1,
        voucher_type=121,
        include_transaction_history=True,
        include_attachments_metadata=True,
        include_transaction_allocations=True,
    )
    assert call.parameters == (
        ("startdate", "2026-01-01"),
        ("enddate", "2026-12-31"),
        ("accountnumberstart", "3000"),
        ("accountnumberend", "3999"),
        ("changedsince", "2026-11-01"),
        ("lastmodifiedstart", "2026-11-02"),
        ("lastmodifiedend", "2026-11-03"),
        ("showgenerator", "0"),
        ("voucherstatus", "1"),
        ("vouchertype", "121"),
        ("includetransactionhistory", "1"),
        ("includeattachmentsmetadata", "1"),
        ("includetransactionallocations", "1"),
    )
    assert not call.writes


def test_a_long_list_of_keys_is_read_in_several_calls() -> None:
    calls = list(accounting.list_vouchers(netvisor_key_list=range(1, 1002), show_generator=True).split())
    assert [len(call.parameters[0][1].split(",")) for call in calls] == [500, 500, 1]
    assert {call.parameters[1:] for call in calls} == {(("showgenerator", "1"),)}


DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("asked", "rule", "expected"),
    [
        ({}, "at-least-one", "at least one of netvisor_key_list, start_date, changed_since"),
        ({"account_number_start": 3000}, "at-least-one", "at least one of netvisor_key_list"),
        ({"start_date": DAY}, "together", "start_date and end_date together"),
        ({"end_date": DAY, "changed_since": DAY}, "together", "start_date and end_date together"),
        ({"netvisor_key_list": [1], "changed_since": DAY}, "excludes", "together with netvisor_key_list"),
        ({"netvisor_key_list": [1], "voucher_status": 1}, "excludes", "together with netvisor_key_list"),
        ({"voucher_type": 121, "changed_since": DAY}, "must", "beside voucher_type"),
    ],
)
def test_parameters_that_do_not_fit_each_other_are_refused(asked: dict[str, Any], rule: str, expected: str) -> None:
    with pytest.raises(MessageError) as refused:
        accounting.list_vouchers(**asked)
    (problem,) = refused.value.problems
    assert problem.rule == rule
    assert expected in problem.expected
    assert refused.value.resource == "accountingledger.nv"


def test_everything_wrong_with_the_parameters_is_told_at_once() -> None:
    with pytest.raises(MessageError) as refused:
        accounting.list_vouchers(voucher_status=4, start_date=DAY)  # type: ignore[arg-type]  # meant
    assert [problem.rule for problem in refused.value.problems] == ["parameter", "together"]


@pytest.mark.parametrize("of", ["last_modified_start", "last_modified_end"])
def test_a_voucher_type_is_narrowed_down_by_one_date_of_change(of: str) -> None:
    asked: dict[str, Any] = {of: DAY, "start_date": UNSET}
    assert ("vouchertype", "121") in accounting.list_vouchers(voucher_type=121, **asked).parameters

"""Vouchers that stand: edits, invalidation, events and allocations as exact bytes, each rule refusing something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Done
from netvisor.resources import accounting as a
from netvisor.resources.common import DeletedRecord, Dimension
from tests.conftest import FIXTURES, Golden
from tests.unit.answers import taken

# Messages.


def edited(**fields: Any) -> a.EditedVoucher:
    return a.EditedVoucher(**{"netvisor_key": 15, "description": "Korjattu selite", **fields})


def full_edit() -> a.EditedVoucher:
    """Every element and attribute at once."""
    return edited(
        calculation_mode="gross",
        voucher_date=date(2026, 11, 22),
        number=515144,
        description="Mäkelän Öljy & Äly Oy, korjattu (125,50 €)",
        voucher_class="Myyntilasku",
        checked=True,
        comment="tiliöinti oikaistu",
        voucher_line=[
            a.VoucherLine(
                line_sum=a.LineSum(Decimal("125.50"), type="gross"),
                description="Myyntisaamiset",
                account_number=1701,
                vat_percent=a.VatPercent(0, vat_code="NONE"),
                account_dimension=a.AccountDimension("Mäkelä", type="name"),
                dimension=[Dimension(dimension_name="Projekti", dimension_item="Syksy")],
            ),
            a.VoucherLine(
                line_sum=a.LineSum(Decimal("-125.50")),
                account_number=3000,
                vat_percent=a.VatPercent(Decimal("25.5"), vat_code="KOMY"),
            ),
        ],
        voucher_attachments=a.VoucherAttachments(
            voucher_attachment=[
                a.VoucherAttachment(
                    mime_type="application/pdf",
                    attachment_description="Uusi kuitti",
                    file_name="kuitti.pdf",
                    document_data=b"%PDF-1.4\n",
                )
            ]
        ),
    )


def invalidated(*keys: int, **fields: Any) -> a.InvalidateVouchers:
    return a.InvalidateVouchers(invalidate_voucher=keys or (123,), **fields)


def event(key: str, **fields: Any) -> a.VoucherLineCorporationEvent:
    return a.VoucherLineCorporationEvent(
        voucher_line_identifier=a.VoucherLineIdentifier(key, type="netvisorkey"), **fields
    )


def events(*lines: a.VoucherLineCorporationEvent) -> a.VoucherCorporationEvents:
    return a.VoucherCorporationEvents(
        voucher_identifier=a.VoucherIdentifier("15", type="netvisorkey"),
        voucher_line_corporation_events=a.VoucherLineCorporationEvents(
            voucher_line_corporation_event=lines or (event("1"),)
        ),
    )


def full_events() -> a.VoucherCorporationEvents:
    guid = a.VoucherLineIdentifier("2f251125-bea1-4862-ada7-0196ea0028d9", type="guid")
    message = events(
        event("1", target_company="1234567-1"),
        a.VoucherLineCorporationEvent(voucher_line_identifier=guid, target_company="1234567-1"),
        event("3"),
    )
    message.voucher_identifier = a.VoucherIdentifier("0f2a3c9e-6d53-4a1c-9d5b-0c9ad0c55a11", type="guid")
    return message


def change(action: Any = "attach", source: int = 9, target: int = 16) -> a.AllocationChange:
    return a.AllocationChange(
        action=action,
        allocation_from_voucher_line_netvisor_key=source,
        allocation_to_voucher_line_netvisor_key=target,
    )


def allocations(*changes: a.AllocationChange) -> a.SetTransactionAllocations:
    return a.SetTransactionAllocations(transaction_allocation=changes or (change(),))


GOLDEN: dict[str, Callable[[], object]] = {
    "accountingedit-minimal": edited,
    "accountingedit-full": full_edit,
    "invalidatevouchers-minimal": invalidated,
    "invalidatevouchers-full": lambda: invalidated(123, 124, comment="Tuotu kahteen kertaan, mitätöity"),
    "vouchercorporationevent-minimal": events,
    "vouchercorporationevent-full": full_events,
    "settransactionallocation-minimal": allocations,
    "settransactionallocation-full": lambda: allocations(change(), change("detach", 10, 17)),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    message = GOLDEN[name]()
    body = encode(message).bytes()
    golden(FIXTURES / "requests" / f"{name}.xml", body)
    assert decode(body, type(message)) == message


def test_an_edit_keeps_the_name_of_the_voucher_element() -> None:
    assert encode(edited()).bytes() == (
        b"<root><voucher><netvisorkey>15</netvisorkey><description>Korjattu selite</description></voucher></root>"
    )


# Rules.


@pytest.mark.parametrize(
    ("message", "path", "expected"),
    [
        (edited(voucher_class="ML"), "voucher_class", "the full name of the voucher type"),
        (edited(number=1_000_000_000), "number", "whole number"),
        (edited(comment="ä" * 256), "comment", "at most 255 characters"),
        (
            edited(
                voucher_line=[
                    a.VoucherLine(
                        line_sum=a.LineSum(1), account_number=3000, vat_percent=a.VatPercent(24, vat_code="NONE")
                    )
                ]
            ),
            "voucher_line[0].vat_percent",
            "rate 0, or a VAT code that has other rates",
        ),
        (invalidated(*range(101)), "invalidate_voucher", "at most 100 vouchers"),
        (invalidated(comment="ä" * 256), "comment", "at most 255 characters"),
        (
            events(event("1", target_company="1234567-1"), event("2", target_company="7654321-2")),
            "voucher_line_corporation_events.voucher_line_corporation_event",
            "the same target_company in all rows",
        ),
        (
            allocations(change(source=9, target=9)),
            "transaction_allocation[0].allocation_from_voucher_line_netvisor_key"
            "|allocation_to_voucher_line_netvisor_key",
            "a row is not allocated to itself",
        ),
        (allocations(change("move")), "transaction_allocation[0].action", "one of attach, detach"),
    ],
)
def test_a_message_that_breaks_a_rule_is_refused_at_its_place(message: object, path: str, expected: str) -> None:
    (problem,) = check(message)
    assert problem.path == path
    assert expected in problem.expected
    with pytest.raises(MessageError):
        encode(message)


def test_a_hundred_vouchers_are_invalidated_at_once() -> None:
    assert check(invalidated(*range(100))) == []


# Calls and answers.


@pytest.mark.parametrize(
    ("call", "resource", "parameters"),
    [
        (a.edit_voucher(edited()), "accountingedit.nv", ()),
        (
            a.edit_voucher(edited(), use_only_existing_dimensions=True),
            "accountingedit.nv",
            (("useonlyexistingdimensions", "1"),),
        ),
        (a.invalidate_vouchers(invalidated()), "invalidatevouchers.nv", ()),
        (a.edit_voucher_corporation_events(events()), "vouchercorporationevent.nv", ()),
        (a.set_transaction_allocations(allocations()), "settransactionallocation.nv", ()),
    ],
)
def test_changes_are_writes_that_promise_no_key(call: Call[Done], resource: str, parameters: Any) -> None:
    assert (call.resource, call.http, call.writes, call.parameters) == (resource, "POST", True, parameters)
    assert call.result.take(Answer()) == Done()


def test_the_attachments_of_a_voucher_are_read_with_their_content() -> None:
    call = a.get_voucher_attachments(15)
    assert call.parameters == (("netvisorkey", "15"),)
    first, second = taken(call, "getvoucherattachments-several")
    assert first == a.FetchedVoucherAttachment(
        file_name="kuitti äö.pdf",
        size_in_bytes=20,
        mime_type="application/pdf",
        content=b"%PDF-1.4\n%\xe4\xf6 tosite\n",
    )
    assert second.content == b"\x89PNG\r\n\x1a\n kuva"
    assert len(taken(call, "getvoucherattachments-one")) == 1


def test_deleted_vouchers_are_listed_by_their_keys() -> None:
    call = a.list_deleted_vouchers(date(2026, 11, 20))
    assert (call.parameters, call.writes) == ((("deletedsince", "2026-11-20"),), False)
    first, second = taken(call, "deletedvouchers-several")
    assert first == DeletedRecord(netvisor_key=5, delete_date=datetime(2026, 11, 20, 15, 14))  # noqa: DTZ001
    assert second.netvisor_key == 6
    assert len(taken(call, "deletedvouchers-one")) == 1
    assert taken(call, "deletedvouchers-empty") == []

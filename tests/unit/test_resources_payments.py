"""Sales payments: golden messages from the facts, answers read into typed objects, every rule refusing something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import untyped
from netvisor.errors import MessageError
from netvisor.protocol.results import Answer, Inserted
from netvisor.resources import payments
from netvisor.resources.common import Dimension
from netvisor.resources.payments import (
    Bank,
    BankStatusErrorDescription,
    LineSum,
    ListedSalesPayment,
    PaymentMethod,
    SalesPayment,
    SalesPaymentVoucherLines,
    Sum,
    TargetIdentifier,
    VatPercent,
    VoucherLine,
)
from tests.conftest import FIXTURES, Golden
from tests.element_paths import declared_paths, written_paths

# Messages.


def payment(**fields: Any) -> SalesPayment:
    usual: dict[str, Any] = {
        "sum": Sum(50),
        "payment_date": date(2026, 11, 22),
        "target_identifier": TargetIdentifier("107", type="invoicenumber"),
        "source_name": "Matti Mäkelä",
        "payment_method": PaymentMethod("Käteinen", type="alternative"),
    }
    return SalesPayment(**{**usual, **fields})


def prepayment() -> SalesPayment:
    return payment(
        target_identifier=TargetIdentifier("33", type="netvisor", target_type="order"),
        payment_method=PaymentMethod(
            "FI2112345600000785", type="bankaccount", override_sales_receivable_account_number=2861
        ),
    )


def full() -> SalesPayment:
    """Every element and attribute at once."""
    return SalesPayment(
        sum=Sum(Decimal("1249.90"), currency="EUR"),
        payment_date=date(2026, 11, 22),
        target_identifier=TargetIdentifier("1070", type="reference", target_type="invoice"),
        source_name="Mäkelän Öljy & Äly Oy, 1 249,90 €",
        payment_method=PaymentMethod(
            "Käteinen",
            type="alternative",
            override_accounting_account_number=1900,
            override_sales_receivable_account_number=1701,
        ),
        sales_payment_voucher_lines=[
            SalesPaymentVoucherLines(
                voucher_line=[
                    VoucherLine(
                        line_sum=LineSum(Decimal("1249.90"), type="gross"),
                        description="Käteisellä",
                        account_number=1910,
                        vat_percent=VatPercent(0, vat_code="NONE"),
                        dimension=[
                            Dimension(dimension_name="Projekti", dimension_item="Syksy"),
                            Dimension(dimension_name="Osasto", dimension_item="Myynti"),
                        ],
                    ),
                    VoucherLine(
                        line_sum=LineSum(Decimal("-1249.90"), type="net"),
                        account_number=1701,
                        vat_percent=VatPercent(Decimal("25.5"), vat_code="KOMY"),
                    ),
                ]
            )
        ],
    )


GOLDEN: dict[str, Callable[[], SalesPayment]] = {"minimal": payment, "full": full, "prepayment": prepayment}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    body = encode(GOLDEN[name]()).bytes()
    golden(FIXTURES / "requests" / f"salespayment-{name}.xml", body)
    assert decode(body, SalesPayment) == GOLDEN[name]()


def test_the_full_message_holds_every_element_and_attribute() -> None:
    assert written_paths(encode(full()).bytes()) == declared_paths(SalesPayment)


# Rules.


def with_code(rate: Decimal | int, code: Any) -> SalesPayment:
    line = VoucherLine(
        line_sum=LineSum(1, type="net"), account_number=3000, vat_percent=VatPercent(rate, vat_code=code)
    )
    return payment(sales_payment_voucher_lines=[SalesPaymentVoucherLines(voucher_line=[line])])


CODE = "sales_payment_voucher_lines[0].voucher_line[0].vat_percent"


@pytest.mark.parametrize(
    ("message", "path", "expected"),
    [
        (
            payment(target_identifier=TargetIdentifier("33", type="netvisor", target_type="order")),
            "target_identifier|payment_method",
            "override_sales_receivable_account_number of payment_method when the target is an order",
        ),
        (with_code(Decimal("25.5"), "NONE"), CODE, "rate 0, or a VAT code that has other rates"),
        (with_code(0, "KAVE"), f"{CODE}.vat_code", "one of NONE, KOOS"),
    ],
    ids=["a prepayment without its account", "a rate that the VAT code does not have", "a VAT code of invoices only"],
)
def test_a_message_that_breaks_a_rule_is_refused_at_its_place(message: SalesPayment, path: str, expected: str) -> None:
    (problem,) = check(message)
    assert problem.path == path
    assert expected in problem.expected
    with pytest.raises(MessageError):
        encode(message)


def test_an_invoice_needs_no_account_of_its_own() -> None:
    target = TargetIdentifier("107", type="netvisor", target_type="invoice")
    assert check(payment(target_identifier=target)) == []


# Answers and calls.


def listed(fixture: str) -> list[ListedSalesPayment]:
    call = payments.list_sales_payments()
    reply = read_reply((FIXTURES / "replies" / fixture).read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    assert list(untyped(reply.root)) == []
    return call.result.take(Answer(root=reply.root))


def test_several_payments_are_read_with_their_finnish_dates() -> None:
    first, second = listed("salespaymentlist-several.xml")
    assert first == ListedSalesPayment(
        netvisor_key=123,
        name="Matti Mäkelä",
        date=date(2026, 2, 7),
        sum=Decimal("1249.90"),
        reference_number="1094",
        foreign_currency_amount=None,
        invoice_number="1",
        payment_account_name="Käteinen",
        voucher_id=44,
        last_modified_time_stamp=datetime(2026, 10, 7, 14, 24, 42),  # noqa: DTZ001  # answers name no zone
        payment_account_number=None,
        payment_source=1,
        bank_status="OK",
    )
    assert (second.sum, second.foreign_currency_amount) == (Decimal(200), Decimal("216.84"))
    assert second.invoice_number is None
    assert second.last_modified_time_stamp == datetime(2027, 1, 1, 0, 0, 5)  # noqa: DTZ001  # answers name no zone
    assert second.bank_status == "FAILED"
    assert second.bank_status_error_description == BankStatusErrorDescription(
        "Eräpäivä virheellinen", code="ERROR_IN_DUE_DATE"
    )
    assert second.bank == Bank(archive_identifier="2612125UTZ10002345", transaction_record="T10188")


def test_one_payment_or_none_is_a_list() -> None:
    assert [row.netvisor_key for row in listed("salespaymentlist-one.xml")] == [123]
    assert listed("salespaymentlist-empty.xml") == []


def test_adding_a_payment_is_a_write_that_gives_the_key() -> None:
    call = payments.add_sales_payment(payment())
    assert (call.resource, call.http, call.writes, call.parameters) == ("salespayment.nv", "POST", True, ())
    assert call.result.take(Answer(inserted=["9"])) == Inserted(netvisor_key=9, netvisor_keys=(9,))


def test_the_list_takes_every_documented_parameter() -> None:
    call = payments.list_sales_payments(
        above_netvisor_key=100,
        begin_date=date(2026, 1, 1),
        end_date=date(2026, 12, 31),
        search_by_name="Mäkelä",
        limit_linked_payments=0,
        limit_by_type="excludecreditloss",
        last_modified_start=datetime(2026, 11, 1, 8, 30),  # noqa: DTZ001
        last_modified_end=datetime(2026, 11, 22),  # noqa: DTZ001
        invoice_netvisor_key=165,
        invoice_number="5",
        reply_option=3,
    )
    assert call.parameters == (
        ("abovenetvisorkey", "100"),
        ("begindate", "2026-01-01"),
        ("enddate", "2026-12-31"),
        ("searchbyname", "Mäkelä"),
        ("limitlinkedpayments", "0"),
        ("limitbytype", "excludecreditloss"),
        ("lastmodifiedstart", "2026-11-01T08:30:00"),
        ("lastmodifiedend", "2026-11-22T00:00:00"),
        ("invoicenetvisorkey", "165"),
        ("invoicenumber", "5"),
        ("replyoption", "3"),
    )
    assert not call.writes


def test_a_reply_option_that_is_not_documented_is_refused() -> None:
    with pytest.raises(MessageError, match="one of 1, 2, 3"):
        payments.list_sales_payments(reply_option=4)  # type: ignore[arg-type]  # meant

"""Sales payments after they came, bank transfers, payments of purchase invoices: messages, answers, calls, rules."""

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
from netvisor.declare import UNSET
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Done, Inserted
from netvisor.resources import payments
from netvisor.resources.common import DeletedRecord
from netvisor.resources.payments import (
    DestinationBankAccount,
    ListedPayment,
    MassPayment,
    MassPayments,
    MatchPayment,
    Payment,
    PaymentGroup,
    PaymentGroupPayment,
    Recipient,
    UnprocessedOutgoingPayment,
)
from tests.conftest import FIXTURES, Golden
from tests.element_paths import declared_paths, written_paths

# Messages.


def posted(**fields: Any) -> MassPayments:
    usual: dict[str, Any] = {
        "voucher_type": "multiple",
        "voucher_description": "Käteismyynti",
        "layout_rule_netvisor_key": 1,
        "mass_payment": [MassPayment(payment_netvisor_key=3000)],
    }
    return MassPayments(**{**usual, **fields})


def to_one_voucher() -> MassPayments:
    return posted(
        voucher_type="single",
        voucher_date=date(2026, 11, 22),
        voucher_description="Äänekosken kassa, 1 249,90 €",
        mass_payment=[MassPayment(payment_netvisor_key=3000), MassPayment(payment_netvisor_key=3001)],
    )


def transfer(**fields: Any) -> Payment:
    usual: dict[str, Any] = {
        "bank_payment_message_type": "FinnishReference",
        "bank_payment_message": "1070",
        "recipient": Recipient(name="Ville Välimäki"),
        "source_bank_account_number": "FI2112345600000785",
        "destination_bank_account": account("FI7944052020036082"),
        "due_date": date(2026, 11, 30),
        "amount": 10,
    }
    return Payment(**{**usual, **fields})


def account(number: str) -> DestinationBankAccount:
    return DestinationBankAccount(bank_name="Nordea", bank_branch="NDEAFIHH", destination_bank_account_number=number)


def foreign(**fields: Any) -> Payment:
    receiver = {"address": "Ångströmsgatan 1", "post_code": "111 22", **fields}
    return transfer(
        bank_payment_message_type="FreeText",
        bank_payment_message="Lasku 17/2026",
        recipient=Recipient(name="Öberg AB", **receiver),
        destination_bank_account=account("SE4550000000058398257466"),
    )


def full_transfer() -> Payment:
    return Payment(
        bank_payment_message_type="FreeText",
        bank_payment_message="Lasku 17/2026: öljy & äly, 1 249,90 €",
        recipient=Recipient(
            organization_code="1967543-8",
            name="Öberg AB",
            address="Ångströmsgatan 1",
            post_code="111 22",
            town="Tukholma",
            country="SE",
        ),
        source_bank_account_number="FI2112345600000785",
        destination_bank_account=DestinationBankAccount(
            bank_name="Handelsbanken",
            bank_branch="HANDSESS",
            destination_bank_account_number="SE4550000000058398257466",
        ),
        due_date=date(2026, 11, 30),
        amount=Decimal("1249.90"),
        payment_group=PaymentGroup(
            payment_group_payment=[
                PaymentGroupPayment(sum=Decimal("1000.00"), reference="1070"),
                PaymentGroupPayment(sum=Decimal("249.90"), reference="1083"),
            ]
        ),
    )


GOLDEN: dict[str, Callable[[], object]] = {
    "masspayments-minimal": posted,
    "masspayments-full": to_one_voucher,
    "matchpayment-minimal": lambda: MatchPayment(handling_type="notargeting", payment_netvisor_key=1),
    "matchpayment-full": lambda: MatchPayment(
        handling_type="rounding", payment_netvisor_key=1, invoice_netvisor_key=165
    ),
    "payment-minimal": transfer,
    "payment-full": full_transfer,
    "payment-foreign": foreign,
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    made = GOLDEN[name]()
    body = encode(made).bytes()
    golden(FIXTURES / "requests" / f"{name}.xml", body)
    assert decode(body, type(made)) == made


@pytest.mark.parametrize("name", [name for name in GOLDEN if name.endswith("-full")])
def test_the_full_message_holds_every_element_and_attribute(name: str) -> None:
    made = GOLDEN[name]()
    assert written_paths(encode(made).bytes()) == declared_paths(type(made))


# Rules.


@pytest.mark.parametrize(
    ("message", "path", "expected"),
    [
        (posted(voucher_type="single"), "voucher_type|voucher_date", "voucher_date when voucher_type is single"),
        (posted(mass_payment=[]), "mass_payment", "at least one a MassPayment"),
        (
            MatchPayment(handling_type="normal", payment_netvisor_key=1),
            "handling_type|invoice_netvisor_key",
            "invoice_netvisor_key, unless handling_type is notargeting",
        ),
        (
            foreign(address=UNSET),
            "destination_bank_account|recipient",
            "address and post_code of recipient when the receiver's account is not Finnish",
        ),
        (
            foreign(post_code=UNSET),
            "destination_bank_account|recipient",
            "address and post_code of recipient when the receiver's account is not Finnish",
        ),
        (
            transfer(destination_bank_account=account("FI79 4405 2020 0360 82")),
            "destination_bank_account.destination_bank_account_number",
            "an IBAN in capitals, without spaces",
        ),
        (
            transfer(source_bank_account_number="123456-785"),
            "source_bank_account_number",
            "an IBAN in capitals, without spaces",
        ),
        (
            transfer(bank_payment_message_type="Reference"),
            "bank_payment_message_type",
            "one of FinnishReference, FreeText",
        ),
    ],
    ids=[
        "one voucher without its date",
        "no payment at all",
        "a match without an invoice",
        "a foreign receiver without address",
        "a foreign receiver without post code",
        "an IBAN with spaces",
        "an account number of the old form",
        "another kind of message",
    ],
)
def test_a_message_that_breaks_a_rule_is_refused_at_its_place(message: object, path: str, expected: str) -> None:
    (problem,) = check(message)
    assert (problem.path, problem.expected) == (path, expected)
    with pytest.raises(MessageError):
        encode(message)


def test_many_vouchers_take_a_date_too() -> None:
    assert check(posted(voucher_date=date(2026, 11, 22))) == []


# Answers.


def taken(call: Call[Any], fixture: str) -> Any:
    """What a call makes of a committed answer, every value of which must be typed."""
    reply = read_reply((FIXTURES / "replies" / fixture).read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    assert list(untyped(reply.root)) == []
    return call.result.take(Answer(root=reply.root))


DELETED = {
    "deletedsalespayments": payments.list_deleted_sales_payments,
    "deletedpurchasepayments": payments.list_deleted_purchase_payments,
}


@pytest.mark.parametrize("name", DELETED)
def test_deleted_payments_are_read_with_the_minute(name: str) -> None:
    call = DELETED[name](date(2026, 11, 16))
    assert call.parameters == (("deletedsince", "2026-11-16"),)
    assert not call.writes
    first, second = taken(call, f"{name}-several.xml")
    assert first == DeletedRecord(
        netvisor_key=5,
        delete_date=datetime(2026, 11, 18, 15, 14),  # noqa: DTZ001  # answers name no zone
    )
    assert second.netvisor_key == 6
    assert taken(call, f"{name}-one.xml") == [first]
    assert taken(call, f"{name}-empty.xml") == []


def test_payments_of_purchase_invoices_are_read() -> None:
    call = payments.list_payments()
    first, second = taken(call, "paymentlist-several.xml")
    assert first == ListedPayment(
        netvisor_key=1,
        payer_name="Kesäranta Öljy Oy",
        date=date(2026, 10, 23),
        home_currency_sum=Decimal("-1249.90"),
        foreign_currency_sum=None,
        reference="1070",
        invoice_key=165,
        invoice_number="L-17/2026",
        invoice_uri=None,
        voucher_key=991,
        voucher_number=14,
    )
    assert (second.foreign_currency_sum, second.voucher_key) == (Decimal("2216.84"), None)
    assert second.invoice_uri == "https://isvapi.netvisor.fi/getpurchaseinvoice.nv?netvisorkey=166"
    assert taken(call, "paymentlist-one.xml") == [first]
    assert taken(call, "paymentlist-empty.xml") == []


def test_what_the_bank_answered_is_read() -> None:
    call = payments.list_unprocessed_outgoing_payments([4711, 4712])
    assert (call.parameters, call.writes) == ((("idlist", "4711,4712"),), False)
    first, second = taken(call, "unprocessedoutgoingpayments-several.xml")
    assert first == UnprocessedOutgoingPayment(identifier=4711, status="2", status_description=None)
    assert second == UnprocessedOutgoingPayment(identifier=4712, status="3", status_description="Tiliä ei löydy")
    assert taken(call, "unprocessedoutgoingpayments-one.xml") == [first]
    assert taken(call, "unprocessedoutgoingpayments-empty.xml") == []


# Calls.


def test_posting_and_matching_are_writes_without_parameters() -> None:
    post = payments.post_mass_payments(posted())
    match = payments.match_payment(MatchPayment(handling_type="notargeting", payment_netvisor_key=1))
    assert (post.resource, match.resource) == ("masspayments.nv", "matchpayment.nv")
    for call in (post, match):
        assert (call.http, call.writes, call.parameters) == ("POST", True, ())
        assert call.result.take(Answer()) == Done()


def test_a_transfer_gives_the_key_to_ask_the_bank_with() -> None:
    call = payments.add_payment(transfer())
    assert (call.resource, call.http, call.writes, call.parameters) == ("payment.nv", "POST", True, ())
    assert call.result.take(Answer(inserted=["4711"])) == Inserted(netvisor_key=4711, netvisor_keys=(4711,))


def test_deleting_a_sales_payment_is_a_get_that_writes() -> None:
    call = payments.delete_sales_payment(9)
    assert (call.resource, call.http, call.writes) == ("deletesalespayment.nv", "GET", True)
    assert call.parameters == (("paymentid", "9"),)
    assert call.result.take(Answer()) == Done()


def test_the_list_takes_every_documented_parameter() -> None:
    call = payments.list_payments(
        limit_above_netvisor_key=100,
        limit_begin_date=date(2026, 1, 1),
        limit_end_date=date(2026, 12, 31),
        limit_reference="1070",
        limit_invoice_id=165,
    )
    assert call.parameters == (
        ("limitabovenetvisorkey", "100"),
        ("limitbegindate", "2026-01-01"),
        ("limitenddate", "2026-12-31"),
        ("limitreference", "1070"),
        ("limitinvoiceid", "165"),
    )
    assert not call.writes

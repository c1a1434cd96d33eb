"""A call holds its message as it was when the call was made, whatever happens to the object or the call later."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor.codec.encode import encode, write_message
from netvisor.declare import UNSET, Many, message
from netvisor.declare.scalars import Attachment, Text
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import DONE, INSERTED, DoneResult, Inserted, InsertedResult
from netvisor.resources import accounting, customers
from netvisor.resources.common import Dimension


@message()
class Folder:
    """Several files in a list."""

    title: Text
    files: Many[Attachment]


def customer(name: str = "Öljy & Kaasu Oy") -> customers.Customer:
    return customers.Customer(customer_base_information=customers.CustomerBaseInformation(name=name))


def voucher(*files: bytes | Path) -> accounting.Voucher:
    attachments = [
        accounting.VoucherAttachment(
            mime_type="application/pdf", attachment_description="Kuitti", file_name="kuitti.pdf", document_data=file
        )
        for file in files
    ]
    return accounting.Voucher(
        calculation_mode="net",
        voucher_date=date(2026, 11, 21),
        voucher_class="Muut",
        voucher_line=[row(Decimal("12.50")), row(Decimal("-12.50"))],
        voucher_attachments=accounting.VoucherAttachments(voucher_attachment=attachments),
    )


def row(amount: Decimal) -> accounting.VoucherLine:
    return accounting.VoucherLine(
        line_sum=accounting.LineSum(amount, type="net"),
        account_number=3000,
        vat_percent=accounting.VatPercent(0, vat_code="NONE"),
        dimension=[Dimension(dimension_name="Projekti", dimension_item="P-1")],
    )


def sent(call: Call[Any]) -> bytes:
    assert call.written is not None
    return call.written.encode().bytes()


COPIES: list[Callable[[Call[Any]], Call[Any]]] = [
    copy.copy,
    copy.deepcopy,
    replace,
    lambda call: pickle.loads(pickle.dumps(call)),  # noqa: S301  # our own bytes
]
IDS = ["copy", "deep copy", "replaced", "pickled"]


def test_a_change_of_the_message_changes_nothing_in_the_call() -> None:
    sold = customer()
    call = customers.add_customer(sold)
    before = sent(call)
    sold.customer_base_information.name = ""
    assert sent(call) == before
    assert call.message == customer()


def test_a_change_of_the_message_that_a_call_shows_changes_nothing_in_the_call() -> None:
    call = customers.add_customer(customer())
    call.message.customer_base_information.name = "Muu"
    assert call.message == customer()


def test_a_line_added_to_a_list_later_is_not_sent() -> None:
    made = voucher(b"%PDF-")
    call = accounting.add_voucher(made)
    made.voucher_line = [*made.voucher_line, row(Decimal(1))]
    assert len(call.message.voucher_line) == 2


@pytest.mark.parametrize("copied", COPIES, ids=IDS)
def test_a_call_equals_its_copy(copied: Callable[[Call[Any]], Call[Any]], tmp_path: Path) -> None:
    path = tmp_path / "kuitti.pdf"
    path.write_bytes(b"%PDF-")
    calls: list[Call[Any]] = [
        customers.add_customer(customer()),
        customers.edit_customer(customer(), id=7),
        customers.list_customers(keyword="Oy"),
        accounting.add_voucher(voucher(b"%PDF-1", path)),
    ]
    for call in calls:
        assert copied(call) == call
        assert hash(copied(call)) == hash(call)


def test_calls_of_equal_messages_are_equal_and_of_others_not() -> None:
    assert customers.add_customer(customer()) == customers.add_customer(customer())
    assert customers.add_customer(customer()) != customers.add_customer(customer("Muu Oy"))
    either: list[Call[Any]] = [customers.add_customer(customer()), customers.edit_customer(customer(), id=1)]
    assert either[0] != either[1]
    assert accounting.add_voucher(voucher(b"%PDF-a")) != accounting.add_voucher(voucher(b"%PDF-b"))


def test_what_a_call_gives_is_a_value_too() -> None:
    assert InsertedResult() == INSERTED
    assert DoneResult() == DONE
    results: list[object] = [INSERTED, DONE]
    assert results[0] != results[1]
    assert Inserted(netvisor_key=1) == Inserted(netvisor_key=1)


def test_a_call_without_a_message_shows_none() -> None:
    assert customers.list_customers().message is None


def test_a_call_shows_its_message_by_class_and_size_only() -> None:
    shown = repr(customers.add_customer(customer()))
    assert "WrittenMessage(Customer, 117 characters)" in shown
    assert "Kaasu" not in shown


def test_the_attachments_of_a_call_are_the_very_ones_that_were_given(tmp_path: Path) -> None:
    path = tmp_path / "kuitti.pdf"
    path.write_bytes(b"%PDF-2")
    content = b"%PDF-1"
    first, second = accounting.add_voucher(voucher(content, path)).message.voucher_attachments.voucher_attachment
    assert first.document_data is content
    assert second.document_data is path


def test_attachments_in_a_list_come_back_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    path.write_bytes(b"b")
    folder = Folder(title="Kuitit", files=[b"a", path, b"c"])
    assert write_message(folder).message() == folder


def test_a_file_is_read_when_it_is_sent(tmp_path: Path) -> None:
    path = tmp_path / "kuitti.pdf"
    path.write_bytes(b"%PDF-before")
    call = accounting.add_voucher(voucher(path))
    path.write_bytes(b"after!!")
    assert sent(call) == encode(voucher(b"after!!")).bytes()


@pytest.mark.parametrize("content", [None, b""], ids=["gone", "empty"])
def test_a_file_that_is_gone_when_it_is_sent_is_named_by_its_place(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "kuitti.pdf"
    path.write_bytes(b"%PDF-before")
    call = accounting.add_voucher(voucher(b"%PDF-", path))
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(MessageError) as refused:
        sent(call)
    (problem,) = refused.value.problems
    assert problem.path == "voucher_attachments.voucher_attachment[1].document_data"
    assert (problem.rule, "kuitti.pdf" in problem.found) == ("file", True)


def test_a_character_that_does_not_fit_is_named_by_its_place_when_the_bytes_are_made() -> None:
    call = customers.add_customer(customer("漢 Oy"))
    assert call.written is not None
    assert call.written.encode().charset == "utf-8"
    with pytest.raises(MessageError) as refused:
        call.written.encode("iso-8859-15")
    assert [problem.path for problem in refused.value.problems] == ["customer_base_information.name"]


def test_a_text_of_any_length_that_could_be_written_can_be_read_back() -> None:
    long = Folder(title="x" * (1 << 21), files=[b"a"])
    assert write_message(long).message() == long


def test_a_rule_of_the_method_refuses_with_every_other_problem() -> None:
    nameless = customers.Customer(
        customer_base_information=customers.CustomerBaseInformation(city="Turku"),
        customer_delivery_details=customers.CustomerDeliveryDetails(delivery_city=""),
    )
    with pytest.raises(MessageError) as refused:
        customers.add_customer(nameless)
    assert [problem.path for problem in refused.value.problems] == [
        "customer_base_information.name",
        "customer_delivery_details.delivery_city",
    ]
    nameless.customer_delivery_details = UNSET
    assert customers.edit_customer(nameless, id=1).message == nameless
    with pytest.raises(MessageError):
        customers.add_customer(nameless)

"""Voucher types: the vendor's list, and what a message takes."""

from __future__ import annotations

from datetime import date

import pytest

from netvisor import encode
from netvisor.codec.message_check import check
from netvisor.reference.voucher_types import VoucherType
from netvisor.resources import accounting
from tests.conftest import FIXTURES


def test_the_types_and_their_names_are_those_of_the_vendors_list() -> None:
    lines = (FIXTURES / "facts" / "voucher-types.tsv").read_text("utf-8").splitlines()
    _, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    assert [[t.abbreviation, t.name_fi, t.name_en, t.name_sv] for t in VoucherType] == [row[:4] for row in rows]


@pytest.mark.parametrize("kind", VoucherType)
def test_a_type_is_named_in_python_as_the_vendor_names_it_in_english(kind: VoucherType) -> None:
    assert kind.name == kind.name_en.upper().replace(" ", "_")
    assert VoucherType(kind.name_fi) is kind


def edited(voucher_class: str) -> accounting.EditedVoucher:
    return accounting.EditedVoucher(netvisor_key=1, voucher_date=date(2026, 11, 22), voucher_class=voucher_class)


def test_a_type_is_written_by_its_finnish_name() -> None:
    assert check(edited(VoucherType.PAY)) == []
    assert b"<voucherclass>Palkka</voucherclass>" in encode(edited(VoucherType.PAY)).bytes()


def test_a_type_that_the_company_made_itself_is_taken() -> None:
    assert check(edited("Työmaan kirjaukset")) == []


@pytest.mark.parametrize("kind", VoucherType)
def test_the_abbreviation_of_a_type_is_refused(kind: VoucherType) -> None:
    (problem,) = check(edited(kind.abbreviation))
    assert problem.path == "voucher_class"
    assert "full name" in problem.expected

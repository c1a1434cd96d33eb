"""VAT codes: the vendor's list, what is refused, what is doubtful and what is neither."""

from __future__ import annotations

import typing
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from netvisor import encode
from netvisor.codec.decode import decode
from netvisor.codec.message_check import check, doubts
from netvisor.declare import UNSET, plan
from netvisor.errors import MessageError
from netvisor.reference.vat import VatCode
from netvisor.resources import accounting, common, payments
from tests.conftest import FIXTURES


def documented() -> list[dict[str, str]]:
    lines = (FIXTURES / "facts" / "vat-codes.tsv").read_text("utf-8").splitlines()
    names, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_the_codes_their_sides_rates_and_meanings_are_those_of_the_vendors_list() -> None:
    assert [(c.value, c.side, "|".join(map(str, c.rates)), c.meaning) for c in VatCode] == [
        (row["code"], row["side"], row["rates"], row["meaning"]) for row in documented()
    ]


def texts_of(alias: Any) -> list[str]:
    enumeration, literal = typing.get_args(alias)
    assert enumeration is VatCode
    return list(typing.get_args(literal))


def test_the_texts_that_a_field_takes_are_those_of_the_enumeration() -> None:
    assert texts_of(common.VatCode) == [code.value for code in VatCode]
    assert set(texts_of(payments.PaymentVatCode)) < set(VatCode)


def test_a_field_of_a_vat_code_is_a_closed_list() -> None:
    (line,) = (field for field in plan(accounting.VatPercent).fields if field.attr == "vat_code")
    assert line.scalar is not None
    assert line.scalar.values == tuple(code.value for code in VatCode)


@pytest.mark.parametrize("code", VatCode)
def test_a_code_allows_its_documented_rates_and_no_other(code: VatCode) -> None:
    assert all(code.allows(rate) for rate in code.rates)
    assert not code.allows(22)
    assert not code.allows(Decimal("25.4"))
    assert code.is_zero_rated == (not code.allows(10))


def test_the_rate_of_2026_is_inferred_wherever_the_one_that_it_replaced_is_documented() -> None:
    assert VatCode.KOMY.allows("13.5")
    assert Decimal("13.5") not in VatCode.KOMY.rates
    assert not VatCode.EUMY.allows("13.5")
    assert [code for code in VatCode if code.allows("13.5") != code.allows(14)] == []


def test_a_rate_is_no_float() -> None:
    with pytest.raises(TypeError, match=r"25\.5 is a float"):
        VatCode.KOMY.allows(25.5)  # type: ignore[arg-type]  # the mistake under test


def test_a_code_is_its_text_and_is_found_by_it() -> None:
    assert str(VatCode.HUNDRED) == "100"
    assert VatCode("100") is VatCode.HUNDRED
    with pytest.raises(ValueError, match="KAVÄ"):
        VatCode("KAVÄ")


def voucher(rate: Decimal | int, code: Any = UNSET) -> accounting.Voucher:
    def line(total: int) -> accounting.VoucherLine:
        return accounting.VoucherLine(
            line_sum=accounting.LineSum(total), account_number=3000, vat_percent=accounting.VatPercent(rate, code)
        )

    return accounting.Voucher(
        calculation_mode="net",
        voucher_date=date(2026, 11, 22),
        voucher_class="Muut",
        voucher_line=[line(100), line(-100)],
    )


def test_a_member_is_written_as_its_text_and_read_back_as_equal() -> None:
    body = encode(voucher(0, VatCode.HUNDRED)).bytes()
    assert b'vatcode="100"' in body
    assert body == encode(voucher(0, "100")).bytes()
    assert decode(body, accounting.Voucher) == voucher(0, VatCode.HUNDRED)


@pytest.mark.parametrize("code", [*(c for c in VatCode if c.is_zero_rated), "EUMY"])
def test_a_code_that_only_knows_rate_0_refuses_another(code: str) -> None:
    assert check(voucher(0, code)) == []
    problems = check(voucher(10, code))
    assert [problem.path for problem in problems] == ["voucher_line[0].vat_percent", "voucher_line[1].vat_percent"]
    with pytest.raises(MessageError, match="a VAT code that has other rates"):
        encode(voucher(10, code))


@pytest.mark.parametrize(
    ("rate", "code"),
    [
        (Decimal("25.5"), "KOMY"),
        (Decimal("13.50"), "KOOS"),
        (10, VatCode.EVMA),
        (24, "MUUL"),
        (0, "KOMY0"),
        (17, UNSET),
    ],
)
def test_a_documented_rate_is_no_doubt_and_neither_is_one_without_a_code(rate: Decimal | int, code: Any) -> None:
    assert check(voucher(rate, code)) == []
    assert doubts(voucher(rate, code)) == []


@pytest.mark.parametrize(("rate", "code"), [(22, "KOMY"), (Decimal("25.5"), "MUUL"), (Decimal("25.4"), VatCode.KAVE)])
def test_any_other_rate_is_a_doubt_and_never_refused(rate: Decimal | int, code: str) -> None:
    assert check(voucher(rate, code)) == []
    assert encode(voucher(rate, code)).length
    first, _ = doubts(voucher(rate, code))
    assert (first.path, first.rule) == ("voucher_line[0].vat_percent", "doubt")
    assert "0, 10, 14, 24, 25.5" in first.expected

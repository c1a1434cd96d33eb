"""A broken rule shows the values that it compared, in Python's names and as they stand in the XML."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from netvisor import payroll, sales
from netvisor.codec.message_check import check
from netvisor.codec.rule_values import compared_in_python
from netvisor.codec.validate import validate
from netvisor.declare import plan
from netvisor.errors import MessageError
from netvisor.resources.accounting import LineSum, VatPercent, Voucher, VoucherLine
from netvisor.resources.payroll.employees import EmployeeDimension, EmployeeDimensionItem
from tests.unit.shapes import LINE, SMALLEST, Order, order_xml

VOUCHER = (
    '<root><voucher><calculationmode>net</calculationmode><voucherdate format="ansi">2026-03-31</voucherdate>'
    "<voucherclass>Muistio</voucherclass>{}</voucher></root>"
)
ROW = (
    '<voucherline><linesum type="net">{}</linesum><accountnumber>3000</accountnumber>'
    '<vatpercent vatcode="{}">{}</vatpercent></voucherline>'
)


def found_in(body: str, cls: type, rule: str = "must") -> list[tuple[str, str]]:
    return [(problem.found, problem.expected) for problem in validate(body.encode(), cls) if problem.rule == rule]


def rows(*sums: str, code: str = "NONE", rate: str = "0") -> str:
    return VOUCHER.format("".join(ROW.format(each, code, rate) for each in sums))


def test_rows_that_do_not_balance_show_their_total() -> None:
    assert found_in(rows("-100,00", "99,99"), Voucher) == [
        ("the rows total -0,01", "rows that total 0 in the mode net"),
    ]
    assert ("sums from 99,99 to 100,00", "rows on both sides: debit positive, credit negative") in found_in(
        rows("100,00", "99,99"), Voucher
    )


def test_a_rate_is_shown_beside_its_vat_code() -> None:
    wrong = rows("-10,00", "10,00", code="EUUM", rate="25,5")
    found, expected = found_in(wrong, Voucher)[0]
    assert found == '<vatpercent vatcode="EUUM">25,5</vatpercent>'
    assert expected == "rate 0, or a VAT code that has other rates"


def voucher_line(amount: str, code: Any = "NONE", rate: str = "0") -> VoucherLine:
    return VoucherLine(
        line_sum=LineSum(Decimal(amount), type="net"),
        account_number=3000,
        vat_percent=VatPercent(Decimal(rate), vat_code=code),
    )


def test_the_same_is_said_of_a_message_in_python() -> None:
    voucher = Voucher(
        calculation_mode="net",
        voucher_date=date(2026, 3, 31),
        voucher_class="Muistio",
        voucher_line=[voucher_line("-100"), voucher_line("99.99", "EUUM", "25.5")],
    )
    assert [problem.found for problem in check(voucher)] == [
        "vat_percent=Decimal('25.5'), vat_percent.vat_code='EUUM'",
    ]
    unbalanced = replace(voucher, voucher_line=[voucher_line("-100"), voucher_line("99.99")])
    assert [problem.found for problem in check(unbalanced)] == ["the rows total -0,01"]


@pytest.mark.parametrize(
    ("share", "found"),
    [("39.9", "percentage_share is 99,9 together, 0,1 too little"), ("41", "percentage_share is 101 together, 1 too")],
)
def test_shares_show_their_sum_and_what_is_missing(share: str, found: str) -> None:
    items = [
        EmployeeDimensionItem(name="a", percentage_share=Decimal(60)),
        EmployeeDimensionItem(name="b", percentage_share=Decimal(share)),
    ]
    (rule,) = plan(EmployeeDimension).rules
    dimension = EmployeeDimension(name="x", employee_dimension_item=items)
    assert not rule.holds(dimension)
    assert compared_in_python(rule, dimension).startswith(found)


def test_texts_are_shown_as_they_stand_and_what_has_none_by_its_name() -> None:
    body = order_xml("<number>5</number>" + SMALLEST.replace("<buyer", "<kind>draft</kind><buyer", 1)).decode()
    assert found_in(body, Order, "when") == [
        ("<kind>draft</kind>, <number>5</number>", "no number when kind is draft"),
    ]
    both = LINE.replace("</line>", "<commentline><comment>x</comment></commentline></line>")
    found = found_in(order_xml(SMALLEST.replace(LINE, both)).decode(), Order, "exactly-one")
    assert found == [("<productline>, <commentline> given", "exactly one of productline, commentline")]


def test_a_span_of_days_shows_its_length() -> None:
    with pytest.raises(MessageError) as refused:
        payroll.list_payroll_paycheck_batches(start_date=date(2026, 1, 1), end_date=date(2026, 3, 1))
    assert "59 days, 2026-01-01 to 2026-03-01" in refused.value.problems[0].found


def test_too_many_keys_are_counted() -> None:
    with pytest.raises(MessageError) as refused:
        sales.update_sales_invoice_statuses(netvisor_key_list=range(1, 102), status="open")
    assert [problem.found for problem in refused.value.problems] == ["101 keys"]

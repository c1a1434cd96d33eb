from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest

from netvisor import CLEAR, UNSET, Client
from netvisor.codec.read_reply import read_reply
from netvisor.errors import InvalidData
from netvisor.resources import dimensions, payroll
from netvisor.sandbox import Sandbox

from .conftest import Caller
from .golden import golden

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
MONTHS = {
    "august": (date(2026, 8, 1), date(2026, 8, 31)),
    "october": (date(2026, 10, 1), date(2026, 10, 31)),
    "december": (date(2026, 12, 1), date(2026, 12, 31)),
    "january": (date(2027, 1, 1), date(2027, 1, 31)),
}


@pytest.fixture
def employee(client: Client) -> int:
    """The golden employee, as number 10."""
    sent = golden("employee-full", payroll.Employee)
    info = replace(sent.employee_payroll_information, dimension=(), employee_number=10)
    client.send(payroll.add_employee(replace(sent, employee_payroll_information=info)))
    key = client.send(payroll.list_employees())[0].netvisor_key
    assert key is not None
    return key


def full() -> payroll.PayrollPaycheckBatch:
    return golden("payrollpaycheckbatch-full", payroll.PayrollPaycheckBatch)


def minimal(period: tuple[date, date] = NOVEMBER, **changed: Any) -> payroll.PayrollPaycheckBatch:
    sent = golden("payrollpaycheckbatch-minimal", payroll.PayrollPaycheckBatch)
    return replace(sent, rule_group_period_start=period[0], rule_group_period_end=period[1], **changed)


def add(client: Client, sent: payroll.PayrollPaycheckBatch) -> int:
    return client.send(payroll.add_payroll_paycheck_batch(sent)).netvisor_key


def get(client: Client, key: int) -> payroll.FetchedPaycheckBatch:
    got = client.send(payroll.get_payroll_paycheck_batch(key))
    assert got is not None
    return got


def lines(got: payroll.FetchedPaycheckBatch) -> list[payroll.FetchedPaycheckBatchLine]:
    assert got.payroll_paycheck_batch_lines is not None
    return list(got.payroll_paycheck_batch_lines.payroll_paycheck_batch_line)


def test_a_golden_payslip_comes_back_whole(client: Client, employee: int) -> None:
    sent = full()
    got = get(client, add(client, sent))
    period, model = got.payroll_rule_group_period, got.payroll_rule_group
    assert (period and period.start_date, period and period.end_date) == (
        sent.rule_group_period_start,
        sent.rule_group_period_end,
    )
    assert (model and model.name) == "Kuukausipalkka, perusmalli"
    assert got.payment_date == sent.value_date
    assert got.employee == payroll.PaycheckEmployee(netvisor_key=employee, name="Mäkelä Äijä", employee_number="10")
    assert (got.status, got.voucher, got.allocation_curves) == (1, None, None)
    assert got.free_text_before_lines == sent.free_text_before_lines
    assert got.free_text_after_lines == sent.free_text_after_lines
    assert got.holiday_records == payroll.HolidayRecords(
        available_holidays=Decimal(0), new_accrual_of_holidays=Decimal(0)
    )


def test_the_lines_of_a_golden_payslip_come_back_in_their_order(client: Client, employee: int) -> None:
    sent = full()
    for got, posted in zip(lines(get(client, add(client, sent))), sent.payroll_paycheck_batch_line, strict=True):
        assert got.payroll_ratio is not None
        assert got.payroll_ratio.number == posted.payroll_ratio_identifier
        assert got.payroll_ratio.is_visible is True
        assert (got.units, got.unit_amount, got.line_sum) == (posted.units, posted.unit_amount, posted.line_sum)
        assert (got.line_description or UNSET) == posted.line_description
        assert got.accounting_data == payroll.AccountingData()
        if posted.earning_period_start_date is UNSET:
            assert got.earning_periods is None
        else:
            assert got.earning_periods is not None
            (earned,) = got.earning_periods.earning_period
            assert (earned.start_date, earned.end_date) == (
                posted.earning_period_start_date,
                posted.earning_period_end_date,
            )


def test_the_dimensions_of_a_line_are_made_and_come_back_with_their_keys(client: Client, employee: int) -> None:
    key = add(client, full())
    (heading,) = client.send(dimensions.list_dimensions())
    assert heading.dimension_details is not None
    (item,) = heading.dimension_details.dimension_detail
    first, second = lines(get(client, key))
    assert second.dimensions is None
    assert first.dimensions is not None
    assert first.dimensions.dimension == [
        payroll.LineDimension(
            percent=Decimal(100),
            dimension_name=payroll.NameWithKey("Kaupunki", heading.netvisor_key),
            dimension_item=payroll.NameWithKey("Jyväskylä", item.netvisor_key),
        )
    ]


def test_names_of_pay_types_come_in_the_language_of_the_interface(
    caller: Caller, client: Client, employee: int
) -> None:
    key = add(client, minimal())
    path = "payrollpaycheckbatch/payrollpaycheckbatchlines/payrollpaycheckbatchline/payrollratio/name"
    assert caller.send("getpayrollpaycheckbatch.nv", netvisorkey=key).texts(path) == ["Monthly salary"]
    caller.headers["X-Netvisor-Interface-Language"] = "FI"
    assert caller.send("getpayrollpaycheckbatch.nv", netvisorkey=key).texts(path) == ["Kuukausipalkka"]


def test_payslips_are_listed_by_the_day_of_payment(client: Client, employee: int) -> None:
    first = add(client, minimal())
    later = add(client, minimal(value_date=date(2026, 12, 27), due_date=date(2026, 12, 24)))

    def listed(*days: date) -> list[int | None]:
        return [
            each.netvisor_key
            for each in client.send(
                payroll.list_payroll_paycheck_batches(**dict(zip(("start_date", "end_date"), days, strict=False)))
            )
        ]

    day = date(2026, 11, 27)
    assert listed(day) == [first]
    assert listed(date(2026, 11, 26)) == []
    assert listed(date(2026, 12, 24)) == []
    assert listed(day, day + timedelta(29)) == [first]
    assert listed(day, day + timedelta(30)) == [first, later]
    assert listed(day + timedelta(1), day + timedelta(30)) == [later]


def test_a_listed_payslip_names_period_model_and_employee(client: Client, employee: int) -> None:
    key = add(client, minimal())
    got = get(client, key)
    (listed,) = client.send(payroll.list_payroll_paycheck_batches(start_date=date(2026, 11, 27)))
    assert got.payroll_rule_group_period is not None
    assert got.payroll_rule_group is not None
    assert listed == payroll.ListedPaycheckBatch(
        netvisor_key=key,
        payment_date=date(2026, 11, 27),
        payroll_rule_group_period=payroll.ListedRuleGroupPeriod(
            netvisor_key=got.payroll_rule_group_period.netvisor_key, start_date=NOVEMBER[0], end_date=NOVEMBER[1]
        ),
        payroll_rule_group=payroll.ListedRuleGroup(
            netvisor_key=got.payroll_rule_group.netvisor_key, name="Kuukausipalkka, perusmalli"
        ),
        employee=payroll.ListedPaycheckEmployee(name="Äijä Mäkelä", employee_number="10", netvisor_key=employee),
        status=1,
        status_description="Sandbox: open",
    )


def test_people_confirm_and_pay_what_was_imported(client: Client, sandbox: Sandbox, employee: int) -> None:
    key, actions = add(client, minimal()), sandbox.books["1234567-8"].manual_actions
    seen = []
    for status in (2, 3, 1):
        actions.handle_payslip(key, status)
        (listed,) = client.send(payroll.list_payroll_paycheck_batches(start_date=date(2026, 11, 27)))
        assert get(client, key).status == listed.status
        seen.append((listed.status, listed.status_description))
    assert seen == [(2, "Sandbox: confirmed"), (3, "Paid"), (1, "Sandbox: open")]
    with pytest.raises(LookupError, match=f"1234567-8 has no payslip with the key {employee}"):
        actions.handle_payslip(employee, 3)


def test_pay_periods_are_made_beside_those_that_exist_and_found_again(client: Client, employee: int) -> None:
    def period(month: tuple[date, date]) -> int | None:
        found = get(client, add(client, minimal(month))).payroll_rule_group_period
        assert found is not None
        return found.netvisor_key

    november = period(NOVEMBER)
    assert period(NOVEMBER) == november
    assert len({november, period(MONTHS["december"]), period(MONTHS["october"]), period(MONTHS["january"])}) == 4
    gap = "has no pay period from 2026-08-01 to 2026-08-31, and one is made only right beside those that it has"
    with pytest.raises(InvalidData, match=gap):
        period(MONTHS["august"])
    with pytest.raises(InvalidData, match="which are from 2026-10-01 to 2027-01-31"):
        period((date(2026, 11, 1), date(2026, 11, 15)))
    with pytest.raises(InvalidData, match="the pay period ends on 2026-11-01, before it begins on 2026-11-30"):
        period((NOVEMBER[1], NOVEMBER[0]))


def test_each_pay_model_has_periods_of_its_own(client: Client, employee: int) -> None:
    add(client, minimal())
    other = golden("employee-foreign", payroll.Employee)
    info = replace(other.employee_payroll_information, employee_number=11, payroll_rule_group_name="Tuntipalkka")
    client.send(payroll.add_employee(replace(other, employee_payroll_information=info)))
    hers = payroll.PaycheckEmployeeIdentifier("11", "employeenumber")
    got = get(client, add(client, minimal(MONTHS["august"], employee_identifier=hers)))
    assert (got.payroll_rule_group and got.payroll_rule_group.name) == "Tuntipalkka"


def test_a_payslip_keeps_its_pay_model_when_the_employee_changes_it(client: Client, employee: int) -> None:
    key = add(client, minimal())
    before = get(client, key)
    patched = payroll.PatchedPayrollInformation(payroll_rule_group_name="Tuntipalkka")
    client.send(
        payroll.patch_employee(
            payroll.PatchEmployee(employee_base_information=CLEAR, employee_payroll_information=patched),
            identifier_type="number",
            identifier="10",
        )
    )
    assert get(client, key) == before


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        (
            {"employee_identifier": payroll.PaycheckEmployeeIdentifier("99", "employeenumber")},
            "there is no employee with the employeenumber 99",
        ),
        (
            {"employee_identifier": payroll.PaycheckEmployeeIdentifier("131052-308T", "finnishpersonalidentifier")},
            r"there is no employee with the finnishpersonalidentifier \(",
        ),
        (
            {
                "payroll_paycheck_batch_line": [
                    replace(minimal().payroll_paycheck_batch_line[0], payroll_ratio_identifier="999")
                ]
            },
            "there is no pay type 999",
        ),
    ],
)
def test_a_payslip_of_nobody_or_nothing_is_refused(
    client: Client, employee: int, changed: dict[str, Any], text: str
) -> None:
    with pytest.raises(InvalidData, match=text):
        add(client, minimal(**changed))
    assert client.send(payroll.list_payslips()) == []


def test_reads_need_their_parameters(caller: Caller, client: Client) -> None:
    def refusal(resource: str, **query: Any) -> str:
        return caller.send(resource, **query).refusal.partition("Sandbox: ")[2]

    listing = "getpayrollpaycheckbatchlist.nv"
    assert refusal(listing) == "the parameter startdate is missing"
    assert refusal(listing, startdate="x") == "the parameter startdate is 'x'; expected a date, or a date and a time"
    assert refusal(listing, startdate="2026-11-01", enddate="2026-12-02") == (
        "from startdate to enddate are 31 days; at most 30 are taken"
    )
    assert refusal(listing, startdate="2026-11-02", enddate="2026-11-01") == (
        "the parameter enddate 2026-11-01 lies before startdate 2026-11-02"
    )
    assert refusal("getpayrollpaycheckbatch.nv") == "the parameter netvisorkey is missing"
    assert refusal("getpayslip.nv", Format=1) == "the parameter PayslipID is missing"
    assert refusal("getpayslip.nv", PayslipID=1) == "the parameter Format is missing; expected 1"
    assert refusal("getpayslip.nv", PayslipID=1, Format=2) == "the parameter Format is 2; expected 1"


def test_an_unknown_payslip_is_an_empty_element(client: Client, employee: int) -> None:
    add(client, minimal())
    assert client.send(payroll.get_payroll_paycheck_batch(employee)) is None
    assert client.send(payroll.get_payslip(employee)).payslip_data is None


def test_the_older_list_shows_every_payslip_and_where_its_document_is(
    client: Client, caller: Caller, sandbox: Sandbox, employee: int
) -> None:
    keys = [add(client, full()), add(client, minimal(MONTHS["december"], due_date=date(2026, 12, 22)))]
    first, second = client.send(payroll.list_payslips())
    assert first == payroll.Payslip(
        netvisor_key=keys[0],
        company_name="Esimerkki 12345678 Oy",
        employee_id=employee,
        employee_number="10",
        employee_name="Mäkelä Äijä",
        pay_period_start=NOVEMBER[0],
        pay_period_end=NOVEMBER[1],
        due_date=date(2026, 11, 27),
        paid_amount=Decimal("2810.25"),
        uri=first.uri,
    )
    assert (second.netvisor_key, second.due_date, second.paid_amount) == (keys[1], date(2026, 12, 22), Decimal(78))
    address = urlsplit(first.uri or "")
    assert f"{address.scheme}://{address.netloc}" == sandbox.url.rstrip("/")
    assert caller.sent("GET", f"{address.path}?{address.query}").texts("PayslipData") != [""]


def test_the_document_of_a_payslip_is_xml_that_the_library_reads(client: Client, employee: int) -> None:
    key = add(client, full())
    document = client.send(payroll.get_payslip(key)).payslip_data
    assert document is not None
    assert document.startswith(b'<?xml version="1.0" encoding="utf-8"')
    read = read_reply(document, payroll.GetPayrollPaycheckBatchReply)
    assert read.root.payroll_paycheck_batch == get(client, key)


def test_payslips_belong_to_one_company(client: Client, sandbox: Sandbox, employee: int) -> None:
    key = add(client, minimal())
    with Client(sandbox.credentials_for("7654321-2"), base_url=sandbox.url, clock=sandbox.clock, pauses=()) as other:
        assert other.send(payroll.list_payroll_paycheck_batches(start_date=date(2026, 11, 27))) == []
        assert other.send(payroll.get_payroll_paycheck_batch(key)) is None
        assert other.send(payroll.list_payslips()) == []
        assert other.send(payroll.get_payslip(key)).payslip_data is None
        with pytest.raises(InvalidData, match="there is no employee with the number 10"):
            other.send(payroll.get_employee_salary_parameters(identifier_type="number", identifier="10"))

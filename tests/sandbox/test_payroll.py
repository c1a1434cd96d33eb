from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor import UNSET, Client
from netvisor.errors import InvalidData, ServiceAccessError
from netvisor.resources import dimensions, payroll, users
from netvisor.resources.common import DimensionItemWithFather, DimensionWithFather
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.core.bank_days import is_bank_day, next_bank_day
from netvisor.sandbox.books.users.rights import CALLER, company_key

from .conftest import Caller
from .golden import golden

PIN = "010594Y9032"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "books.sqlite"


@pytest.fixture
def sandbox(file: Path) -> Iterator[Sandbox]:
    """A sandbox whose file can be looked into, because no read shows records and payments of salaries."""
    with Sandbox(companies=["1234567-8"], db=file) as running:
        running.clock = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
        yield running


@pytest.fixture
def employee(client: Client) -> int:
    """The golden employee, as number 8."""
    sent = golden("employee-full", payroll.Employee)
    info = replace(sent.employee_payroll_information, dimension=(), employee_number=8)
    client.send(payroll.add_employee(replace(sent, employee_payroll_information=info)))
    key = client.send(payroll.list_employees())[0].netvisor_key
    assert key is not None
    return key


def kept(file: Path, kind: str) -> list[tuple[int | None, str, str, str]]:
    """What the books hold of a kind: owner, status, day, and the message."""
    with closing(sqlite3.connect(file)) as connection:
        sql = "select owner, status, date, message from record where kind = ? order by key"
        return [(*row[:3], row[3].decode()) for row in connection.execute(sql, (kind,))]


def parameters(*pairs: tuple[int, Any], identifier: str = PIN, kind: Any = "pin") -> payroll.EmployeeSalaryParameters:
    return payroll.EmployeeSalaryParameters(
        employee_identification=payroll.EmployeeIdentification(identifier, kind),
        salary_parameters=payroll.SalaryParameters(
            salary_parameter=[payroll.SalaryParameter(ratio_number=number, value=value) for number, value in pairs]
        ),
    )


def values(client: Client, **asked: Any) -> dict[int | None, Decimal | None]:
    asked = asked or {"identifier_type": "pin", "identifier": PIN}
    listed = client.send(payroll.get_employee_salary_parameters(**asked))
    return {each.ratio_number: each.value for each in listed}


def test_golden_parameters_come_back_by_the_numbers_of_pay_types_that_exist(client: Client, employee: int) -> None:
    sent = golden("employeesalaryparameters-full", payroll.EmployeeSalaryParameters)
    assert values(client) == {101: None, 102: None, 103: None}
    renumbered = [
        replace(each, ratio_number=number)
        for each, number in zip(sent.salary_parameters.salary_parameter, (101, 102, 103), strict=True)
    ]
    client.send(
        payroll.edit_employee_salary_parameters(
            replace(sent, salary_parameters=payroll.SalaryParameters(salary_parameter=renumbered))
        )
    )
    assert values(client) == {101: Decimal("2850.50"), 102: Decimal("0.0"), 103: None}
    minimal = golden("employeesalaryparameters-minimal", payroll.EmployeeSalaryParameters)
    client.send(
        payroll.edit_employee_salary_parameters(
            replace(
                minimal,
                employee_identification=payroll.EmployeeIdentification(str(employee), "netvisorkey"),
                salary_parameters=parameters((101, UNSET)).salary_parameters,
            )
        )
    )
    assert values(client) == {101: None, 102: Decimal("0.0"), 103: None}


def test_a_new_value_replaces_and_what_is_not_sent_stays(client: Client, employee: int) -> None:
    client.send(payroll.edit_employee_salary_parameters(parameters((101, Decimal(2000)), (103, Decimal(20)))))
    client.send(payroll.edit_employee_salary_parameters(parameters((101, Decimal(0)))))
    for kind, identifier in (("pin", PIN), ("number", "8"), ("netvisorkey", str(employee))):
        assert values(client, identifier_type=kind, identifier=identifier) == {
            101: Decimal("0.0"),
            102: None,
            103: Decimal(20),
        }


def test_zero_is_written_with_a_decimal_and_nothing_as_an_empty_element(caller: Caller, client: Client) -> None:
    sent = golden("employee-foreign", payroll.Employee)
    client.send(payroll.add_employee(sent))
    client.send(payroll.edit_employee_salary_parameters(parameters((102, 0), identifier="EE-3811")))
    got = caller.send("getemployeesalaryparameters.nv", identifiertype="PIN", identifier="EE-3811")
    assert got.texts("employeesalaryparameters/parameters/parameter/value") == ["", "0,0", ""]


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (parameters((1, 1)), "there is no pay type 1 of the kind userparameters"),
        (parameters((999, UNSET)), "there is no pay type 999 of the kind userparameters"),
        (parameters((101, 1), identifier="99", kind="number"), "there is no employee with the number 99"),
        (parameters((101, 1), identifier="99", kind="netvisorkey"), "there is no employee with the netvisorkey 99"),
        (parameters((101, 1), identifier="131052-308T"), "there is no employee with the pin \\("),
    ],
)
def test_parameters_that_fit_nothing_are_refused(
    client: Client, employee: int, sent: payroll.EmployeeSalaryParameters, text: str
) -> None:
    with pytest.raises(InvalidData, match=text):
        client.send(payroll.edit_employee_salary_parameters(sent))
    assert set(values(client, identifier_type="netvisorkey", identifier=str(employee)).values()) == {None}


def test_parameters_of_nobody_are_not_read(client: Client, caller: Caller, employee: int) -> None:
    with pytest.raises(InvalidData, match="there is no employee with the number 99"):
        values(client, identifier_type="number", identifier="99")
    missing = caller.send("getemployeesalaryparameters.nv", identifiertype="number")
    assert missing.refusal == "INVALID_DATA :: Sandbox: the parameters identifiertype and identifier are needed"
    wrong = caller.send("getemployeesalaryparameters.nv", identifiertype="name", identifier="x")
    assert "the parameter identifiertype is 'name'; expected one of" in wrong.refusal


def collector(name: str, number: int, line: int | None = None) -> payroll.PayrollPeriodCollector:
    """A golden message, with a pay type that exists, and a dimension whose item stands below one that exists."""
    sent = golden(name, payroll.PayrollPeriodCollector)
    lines = [replace(each, payroll_ratio=number) for each in sent.payroll_ratio_line]
    if line is not None:
        item = DimensionItemWithFather("Syyskäräjät", line)
        lines[0].dimension = [DimensionWithFather(dimension_name="Projekti", dimension_item=item)]
    return replace(sent, payroll_ratio_line=lines)


def test_record_lines_are_kept_and_make_their_dimensions(
    client: Client, sandbox: Sandbox, employee: int, file: Path
) -> None:
    sandbox.books["1234567-8"].add_dimension("Projekti", "Käräjät")
    (father,) = sandbox.books["1234567-8"].dimension_items
    client.send(payroll.add_payroll_period_collector(collector("payrollperiodcollector-full", 10, father)))
    ((owner, _, day, message),) = kept(file, "payrollperiodcollector")
    assert (owner, day) == (employee, "2026-11-22")
    assert '<amount>7,5</amount><payrollratio type="number">10</payrollratio>' in message
    (heading,) = client.send(dimensions.list_dimensions())
    assert heading.dimension_details is not None
    assert [(item.name, item.father_id) for item in heading.dimension_details.dimension_detail] == [
        ("Käräjät", 0),
        ("Syyskäräjät", father),
    ]


def test_record_lines_that_fit_nothing_are_refused(client: Client, employee: int, file: Path) -> None:
    text = "Tiedon muoto virheellinen:. Salary type not found with given allocation data."
    for number in (101, 999):
        with pytest.raises(InvalidData, match=text):
            client.send(payroll.add_payroll_period_collector(collector("payrollperiodcollector-full", number, 0)))
    with pytest.raises(InvalidData, match="there is no employee with the number 1407"):
        client.send(payroll.add_payroll_period_collector(collector("payrollperiodcollector-minimal", 10)))
    with pytest.raises(InvalidData, match="Projekti has no item with the key 3"):
        client.send(payroll.add_payroll_period_collector(collector("payrollperiodcollector-full", 10, 3)))
    assert kept(file, "payrollperiodcollector") == []


def test_golden_advances_are_kept(client: Client, employee: int, file: Path) -> None:
    full = golden("payrolladvance-full", payroll.PayrollAdvance)
    client.send(payroll.add_payroll_advance(full))
    client.send(payroll.add_payroll_advance(golden("payrolladvance-minimal", payroll.PayrollAdvance)))
    client.send(
        payroll.add_payroll_advance(
            replace(full, payment_date=date(2026, 11, 22), advance_sum=payroll.AdvanceSum(Decimal(5), "ispaid"))
        )
    )
    found = kept(file, "payrolladvance")
    assert [row[:3] for row in found] == [
        (employee, "notpaid", "2026-11-27"),
        (employee, "notpaid", "2026-11-27"),
        (employee, "ispaid", "2026-11-22"),
    ]
    assert '<advancesum paymentstatus="notpaid">150,50</advancesum>' in found[0][3]


def test_an_advance_is_for_an_employee_and_not_for_yesterday(client: Client, employee: int, file: Path) -> None:
    full = golden("payrolladvance-full", payroll.PayrollAdvance)
    with pytest.raises(InvalidData, match="the paymentdate 2026-11-21 is in the past; expected 2026-11-22 or later"):
        client.send(payroll.add_payroll_advance(replace(full, payment_date=date(2026, 11, 21))))
    with pytest.raises(InvalidData, match="there is no employee with the number 9"):
        client.send(
            payroll.add_payroll_advance(replace(full, employee_identifier=payroll.AdvanceEmployeeIdentifier("9")))
        )
    assert kept(file, "payrolladvance") == []


@pytest.mark.parametrize(
    ("name", "day"), [("full", "2026-11-27"), ("minimal", "2026-11-27"), ("due-date", "2026-11-27")]
)
def test_golden_payments_from_elsewhere_are_kept_by_their_pay_day(
    client: Client, file: Path, name: str, day: str
) -> None:
    sent = golden(f"payrollexternalsalarypayment-{name}", payroll.PayrollExternalSalaryPayment)
    client.send(payroll.add_payroll_external_salary_payment(sent))
    ((owner, _, kept_day, message),) = kept(file, "externalsalarypayment")
    assert (owner, kept_day) == (None, day)
    assert "<externalpaymentsum>1234,56</externalpaymentsum>" in message
    assert "<realname>Äijä Mäkelä</realname>" in message


def test_one_bank_day_lies_between_charge_and_pay_day(client: Client, file: Path) -> None:
    sent = golden("payrollexternalsalarypayment-due-date", payroll.PayrollExternalSalaryPayment)
    for due in (date(2026, 11, 27), date(2026, 12, 23)):
        client.send(payroll.add_payroll_external_salary_payment(replace(sent, due_date=due)))
    assert [row[2] for row in kept(file, "externalsalarypayment")] == ["2026-11-30", "2026-12-28"]
    text = "the duedate 2026-12-24 is not a bank day; expected 2026-12-28, for example"
    with pytest.raises(InvalidData, match=text):
        client.send(payroll.add_payroll_external_salary_payment(replace(sent, due_date=date(2026, 12, 24))))
    with pytest.raises(InvalidData, match="the duedate 9999-12-31 is the end of the calendar"):
        client.send(payroll.add_payroll_external_salary_payment(replace(sent, due_date=date.max)))
    on_a_sunday = replace(sent, due_date=UNSET, payment_date=date(2026, 11, 29))
    client.send(payroll.add_payroll_external_salary_payment(on_a_sunday))
    assert kept(file, "externalsalarypayment")[-1][2] == "2026-11-29"


def test_the_gate_refuses_payments_that_cannot_be(caller: Caller, file: Path) -> None:
    def post(**changed: str) -> str:
        rest = {"externalpaymentsum": "10", "iban": "FI2112345600000785", "bic": "NDEAFIHH", "realname": "A", **changed}
        due = rest.pop("duedate", "2026-11-26")
        inner = f'<duedate format="ansi">{due}</duedate>' if due else ""
        inner += "".join(f"<{name}>{value}</{name}>" for name, value in rest.items())
        text = f"<root><payrollexternalsalarypayment>{inner}</payrollexternalsalarypayment></root>"
        return caller.send("payrollexternalsalarypayment.nv", text.encode()).refusal

    assert "a bank day, not a Saturday or Sunday" in post(duedate="2026-11-28")
    assert "a sum above 0,01 and below 10000000" in post(externalpaymentsum="0,01")
    assert "a sum above 0,01 and below 10000000" in post(externalpaymentsum="10000000")
    assert "expected exactly one of paymentdate, duedate" in post(duedate="")
    assert kept(file, "externalsalarypayment") == []


def test_holidays_of_banks_move_with_easter() -> None:
    holidays = {
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 14),
        date(2026, 6, 19),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 5, 6),
        date(2027, 6, 25),
        date(2038, 4, 26),
        date(2026, 1, 6),
        date(2026, 5, 1),
        date(2026, 12, 25),
    }
    assert not any(is_bank_day(day) for day in holidays)
    assert all(is_bank_day(next_bank_day(day)) for day in holidays)
    every = [date(2026, 1, 1) + timedelta(days) for days in range(365)]
    assert sum(not is_bank_day(day) for day in every if day.weekday() < 5) == 9


def test_only_a_payroll_accountant_who_may_edit_something_sets_parameters(
    client: Client, sandbox: Sandbox, employee: int
) -> None:
    def refused() -> None:
        with pytest.raises(ServiceAccessError, match="not a payroll accountant with a right to edit"):
            client.send(payroll.edit_employee_salary_parameters(parameters((101, Decimal(1)))))

    def profiles(profile: Any) -> None:
        client.send(
            users.edit_user_access_rights(
                users.EditUserAccessRights(
                    user=CALLER, company=company_key("1234567-8"), accounting_profile=profile, payroll_profile=profile
                )
            )
        )

    actions = sandbox.books["1234567-8"].manual_actions
    actions.set_role(CALLER, "is_payroll_accountant", given=False)
    refused()
    actions.set_role(CALLER, "is_payroll_accountant", given=True)
    profiles("BrowsingRights")
    refused()
    profiles("AllRights")
    client.send(payroll.edit_employee_salary_parameters(parameters((101, Decimal(1)))))

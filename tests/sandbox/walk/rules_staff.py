"""Steps with employees and their employment periods."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from netvisor import UNSET
from netvisor.resources import payroll

from .model_buying import NO_PERIOD_ENDS, Employee
from .rules_buying import Buying
from .world import TODAY, some_key, who

CODES = ["010190-900P", "020290-9005", "030390-900L"]
"""Identity codes of the series for tests."""
NUMBERS = st.sampled_from([None, None, 1, 2])
ENDS = st.sampled_from([None, date(2026, 10, 31), TODAY, date(2026, 12, 31)])


def employee_message(identifier: str, number: int | None, first: str) -> payroll.Employee:
    """The smallest message of an employee."""
    return payroll.Employee(
        employee_base_information=payroll.EmployeeBaseInformation(
            employee_identifier=identifier,
            first_name=first,
            last_name="Mäkelä",
            phone_number="050 1",
            email="aija@example.com",
        ),
        employee_payroll_information=payroll.EmployeePayrollInformation(
            street_address="Katu 1",
            post_number="56120",
            city="Lappeenranta",
            payroll_rule_group_name="Perusmalli",
            employee_number=UNSET if number is None else number,
        ),
    )


class Staff(Buying):
    """People come, work for a time and go."""

    def begin(self, company: str) -> None:
        """An employee with two periods, beside what others begin with."""
        super().begin(company)
        self._add_employee(company, "040490-9002", 40, "Alku")
        (employee,) = self.buys(company).staff
        for end in (date(2025, 12, 31), None):
            self._add_period(company, employee, "Harjoittelija", end)

    @rule(company=who, code=st.sampled_from(CODES), number=NUMBERS, first=st.sampled_from(["Äijä", "Aino"]))
    def add_employee(self, company: str, code: str, number: int | None, first: str) -> None:
        self._add_employee(company, code, number, first)

    def _add_employee(self, company: str, code: str, number: int | None, first: str) -> None:
        model = self.buys(company)
        employee = Employee(code, number, first)

        def expected(_: int) -> int:
            model.add_employee(0, employee)
            return 1

        sent = employee_message(code, number, first)
        if self.does(company, "add employee", payroll.add_employee(sent), expected):
            # The answer holds no key, so the employee is found by being new.
            listed = self.read(company, payroll.list_employees(include_ended_employments=True))
            del model.staff[0]
            (key,) = {each.netvisor_key or 0 for each in listed} - set(model.staff)
            model.staff[key] = employee

    @rule(company=who, code=st.sampled_from(CODES), number=NUMBERS, first=st.sampled_from(["Äijä", "Aino"]))
    def edit_employee(self, company: str, code: str, number: int | None, first: str) -> None:
        model = self.buys(company)
        call = payroll.edit_employee(employee_message(code, number, first))
        self.does(company, "edit employee", call, lambda _: model.edit_employee(code, number, first))

    @rule(company=who, profession=st.sampled_from(["Myyjä", "Johtaja"]), end=ENDS, data=st.data())
    def add_period(self, company: str, profession: str, end: date | None, data: st.DataObject) -> None:
        employee = some_key(data, *self.keys(company, "staff"), label="employee")
        self._add_period(company, employee, profession, end)

    def _add_period(self, company: str, employee: int, profession: str, end: date | None) -> None:
        model = self.buys(company)
        period: Any = payroll.AddedEmploymentPeriod(
            start_date=date(2025, 1, 1), profession=profession, end_date=end or UNSET
        )
        sent = payroll.AddedEmploymentPeriods(employment_period=[period])
        call = payroll.add_job_period(sent, employee_identifier=employee)
        kept = (profession, end or NO_PERIOD_ENDS)
        self.does(company, "add period", call, lambda key: model.add_period(key, employee, kept))

    def period_key(self, company: str, data: st.DataObject) -> int:
        own = [key for each in self.buys(company).staff.values() for key in each.periods]
        return some_key(data, own, list(self.buys(company).staff), label="period")

    @rule(company=who, profession=st.sampled_from([None, "Siivooja"]), end=ENDS, data=st.data())
    def edit_period(self, company: str, profession: str | None, end: date | None, data: st.DataObject) -> None:
        if profession is None and end is None:
            return  # a message without any element cannot be made
        model, key = self.buys(company), self.period_key(company, data)
        change = payroll.ChangedEmploymentPeriod(profession=profession or UNSET, end_date=end or UNSET)
        call = payroll.edit_job_period(payroll.ChangedEmploymentPeriods(employment_period=change), netvisor_key=key)
        self.does(company, "edit period", call, lambda _: model.change_period(key, profession, end))

    @rule(company=who, data=st.data())
    def delete_period(self, company: str, data: st.DataObject) -> None:
        model, key = self.buys(company), self.period_key(company, data)
        self.does(company, "delete period", payroll.delete_job_period(key), lambda _: model.delete_period(key))

    @rule(company=who, every=st.booleans())
    def list_employees(self, company: str, every: bool) -> None:
        model, today = self.buys(company), self.now.date()
        got = self.read(company, payroll.list_employees(include_ended_employments=True if every else UNSET))
        assert [(e.netvisor_key, e.employee_number, e.first_name, e.employment_status) for e in got] == [
            (key, None if e.number is None else str(e.number), e.first, not e.has_left(today))
            for key, e in sorted(model.staff.items())
            if every or not e.has_left(today)
        ]

    @rule(company=who, data=st.data())
    def get_employee(self, company: str, data: st.DataObject) -> None:
        staff = self.buys(company).staff
        key = some_key(data, *self.keys(company, "staff"), label="employee")
        got = self.read(company, payroll.get_employee(key, employment_periods=True))
        if key not in staff:
            assert got is None
            return
        assert got is not None
        periods = got.employment_periods
        assert [
            (each.netvisor_key, each.profession, each.end_date)
            for each in (() if periods is None else periods.employment_period)
        ] == [
            (at, profession, None if last == NO_PERIOD_ENDS else last)
            for at, (profession, last) in sorted(staff[key].periods.items())
        ]

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any, Literal

import pytest

from netvisor import UNSET, Client
from netvisor.codec.decode import decode
from netvisor.errors import InvalidData
from netvisor.resources import crm, customers, payroll
from netvisor.resources import workday as w
from netvisor.resources.common import Dimension, DimensionItemWithFather, DimensionWithFather, FetchedDimension
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.core.show import text

from . import messages as m
from .conftest import Caller
from .golden import golden

COMPANY = "1234567-8"
DAY = date(2026, 11, 20)
NUMBER = 1407
PERSON = "010594Y9032"


def employ(client: Client, **settings: Any) -> int:
    """Add the employee whom the golden messages name; gives the key."""
    sent = golden("employee-full", payroll.Employee)
    info = replace(sent.employee_payroll_information, employee_number=NUMBER, dimension=())
    switches = payroll.EmployeeSettings(**settings) if settings else UNSET
    client.send(payroll.add_employee(replace(sent, employee_payroll_information=info, employee_settings=switches)))
    key = client.send(payroll.list_employees())[-1].netvisor_key
    assert key is not None
    return key


def prepare(client: Client) -> None:
    """Enter the customer and the process that the golden messages name."""
    client.send(customers.add_customer(m.customer("Mäkelän Öljy", "Mäkelän Öljy")))
    for identifier, name in (("Huolto & kunnossapito", "Öljysäiliön tarkastus"), ("Huolto", "Huolto")):
        client.send(
            crm.add_crm_process(
                replace(
                    golden("crmprocess-full", crm.CrmProcess),
                    process_identifier=identifier,
                    name=name,
                    customer_identifier="Mäkelän Öljy",
                )
            )
        )


def item(name: str, father: int | None = None) -> DimensionWithFather:
    named = DimensionItemWithFather(name, UNSET if father is None else father)
    return DimensionWithFather(dimension_name="Projekti", dimension_item=named)


def hour(hours: str = "7.5", ratio: str = "100", **fields: Any) -> w.WorkdayHour:
    values: dict[str, Any] = {"acceptance_status": "confirmed", "description": "Työ", **fields}
    return w.WorkdayHour(hours=Decimal(hours), collector_ratio=ratio, **values)


def at(begin: str, end: str, pause: int = 0, ratio: str = "100", **fields: Any) -> w.WorkdayTime:
    return w.WorkdayTime(
        start_time_of_day=time.fromisoformat(begin),
        end_time_of_day=time.fromisoformat(end),
        break_time=pause,
        collector_ratio=ratio,
        acceptance_status="accepted",
        description="Vuoro",
        **fields,
    )


def day(
    *entries: w.WorkdayHour | w.WorkdayTime,
    method: Literal["replace", "increment"] | None = None,
    employee: w.WorkdayEmployee | None = None,
    on: date = DAY,
) -> w.Workday:
    return w.Workday(
        date=w.WorkdayDate(on, UNSET if method is None else method),
        employee_identifier=employee or w.WorkdayEmployee(str(NUMBER)),
        workday_hour=[each for each in entries if isinstance(each, w.WorkdayHour)],
        workday_time=[each for each in entries if isinstance(each, w.WorkdayTime)],
    )


def shown(client: Client, on: date = DAY) -> list[w.ListedWorkdayHour]:
    listed = client.send(w.list_workdays_by_number(NUMBER, work_hour_start_date=on, work_hour_end_date=on))
    return [entry for each in listed for entry in each.workday_hour]


def hours(client: Client, on: date = DAY) -> list[str]:
    return [str(each.hours) for each in shown(client, on)]


def with_known_ratios(sent: w.Workday) -> w.Workday:
    """The golden day with record types and items that the books have."""
    known = {"11": "100", "300": "110"}
    entries: list[w.WorkdayHour] = []
    for each in sent.workday_hour:
        dimension = [item(text(d.dimension_item)) for d in each.dimension]
        entries.append(replace(each, collector_ratio=known[each.collector_ratio], dimension=dimension))
    times = [replace(each, collector_ratio=known[each.collector_ratio]) for each in sent.workday_time]
    return replace(sent, workday_hour=entries, workday_time=times)


def test_the_golden_day_comes_back(client: Client) -> None:
    employee = employ(client)
    prepare(client)
    client.send(w.add_workday(with_known_ratios(golden("workday-full", w.Workday))))
    (listed,) = client.send(w.list_workdays(employee, work_hour_start_date=DAY, work_hour_end_date=DAY))
    assert listed.date == DAY
    project = [FetchedDimension(dimension_name="Projekti", dimension_item=f"Säiliö {each}") for each in (1, 2)]
    normal, overtime = (
        w.ListedCollectorRatio("01. Normaali tuntityö", 100, 1),
        w.ListedCollectorRatio("02. Ylityö", 110, 2),
    )
    expected = [
        ("7.5", normal, "Kuitattu", "Käyttöönotto, 2 €/h lisä", "Öljysäiliön tarkastus", project),
        ("1", overtime, "Hyväksytty", None, None, []),
        ("7.58", normal, "Hyväksytty", "Öljysäiliön tarkastus", None, project[:1]),
        ("3.5", normal, "Hyväksytty", "Öljysäiliön tarkastus", None, []),
    ]
    assert [
        (
            str(each.hours),
            each.collector_ratio,
            each.acceptance_status,
            each.description,
            each.crm_process_name,
            each.dimension,
        )
        for each in listed.workday_hour
    ] == expected
    keys = [each.netvisor_key for each in listed.workday_hour]
    assert len({key for key in keys if key is not None}) == 4
    got = client.send(w.get_workday(employee, work_hour_date=DAY))
    assert got is not None
    assert [
        (
            str(each.hours),
            each.collector_ratio,
            each.acceptance_status,
            each.description,
            each.crm_process_name,
            each.dimension,
        )
        for each in got.workday_hour
    ] == [(number, w.FetchedCollectorRatio(ratio.value, ratio.number), *rest) for number, ratio, *rest in expected]


@pytest.mark.parametrize(("name", "expected"), [("workday-minimal", "7.5"), ("workday-times", "7.58")])
def test_small_golden_days_come_back(client: Client, name: str, expected: str) -> None:
    employ(client)
    client.send(w.add_workday(with_known_ratios(golden(name, w.Workday))))
    assert hours(client) == [expected]


def test_the_answers_have_the_documented_shape(client: Client, caller: Caller) -> None:
    employ(client)
    client.send(w.add_workday(day(hour("5", description="Työ"))))
    key = shown(client)[0].netvisor_key
    got = caller.send(
        "getworkdays.nv", employeenumber=NUMBER, workhourstartdate="2026-11-01", workhourenddate="2026-11-30"
    )
    assert (
        f'<WorkDays><Workday><Date>2026-11-20</Date><WorkdayHour netvisorkey="{key}"><Hours>5</Hours>'
        '<CollectorRatio number="100" netvisorkey="1">01. Normal hourly work</CollectorRatio>'
        "<AcceptanceStatus>Confirmed</AcceptanceStatus><Description>Työ</Description><CrmProcessName></CrmProcessName>"
        "</WorkdayHour></Workday></WorkDays>"
    ) in got.body.decode()
    one = caller.send("getworkday.nv", employeenumber=NUMBER, workhourdate="2026-11-20")
    assert '<CollectorRatio Number="100">01. Normal hourly work</CollectorRatio>' in one.body.decode()
    sent = caller.send("workday.nv", WORKDAY.encode())
    assert sent.statuses == ["OK"]
    assert sent.root.find("Replies") is None


WORKDAY = (
    '<root><workday><date format="ansi">2026-11-21</date><employeeidentifier type="number">1407</employeeidentifier>'
    '<workdayhour><hours>7,5</hours><collectorratio type="number">100</collectorratio>'
    "<acceptancestatus>accepted</acceptancestatus><description></description></workdayhour></workday></root>"
)


@pytest.mark.parametrize(
    ("language", "ratio", "status"),
    [
        ("FI", "01. Normaali tuntityö", "Hyväksytty"),
        ("EN", "01. Normal hourly work", "Accepted"),
        ("SE", "01. Normaali tuntityö", "Godkänd"),
    ],
)
def test_texts_are_in_the_language_of_the_call(
    client: Client, caller: Caller, language: str, ratio: str, status: str
) -> None:
    employ(client)
    client.send(w.add_workday(day(hour(acceptance_status="accepted"))))
    caller.headers["X-Netvisor-Interface-Language"] = language
    got = caller.send("getworkday.nv", employeenumber=NUMBER, workhourdate="2026-11-20")
    assert got.text("Workday/WorkdayHour/Hours") == "7,5"
    assert got.text("Workday/WorkdayHour/CollectorRatio") == ratio
    assert got.text("Workday/WorkdayHour/AcceptanceStatus") == status


def test_days_without_entries_are_left_out(client: Client) -> None:
    employee = employ(client)
    for on in (date(2026, 11, 1), date(2026, 11, 3), date(2026, 12, 1)):
        client.send(w.add_workday(day(hour(), on=on)))
    november: Any = {"work_hour_start_date": date(2026, 11, 1), "work_hour_end_date": date(2026, 11, 30)}
    listed = client.send(w.list_workdays(employee, **november))
    assert [each.date for each in listed] == [date(2026, 11, 1), date(2026, 11, 3)]
    client.send(w.delete_workday_hour(listed[0].workday_hour[0].netvisor_key or 0))
    assert [each.date for each in client.send(w.list_workdays(employee, **november))] == [date(2026, 11, 3)]
    got = client.send(w.get_workday(employee, work_hour_date=date(2026, 11, 1)))
    assert got == w.FetchedWorkday(date=date(2026, 11, 1), workday_hour=[])


def test_new_entries_replace_those_of_the_day_or_add_to_them(client: Client) -> None:
    employ(client)
    client.send(w.add_workday(day(hour("1"), on=date(2026, 11, 19))))
    client.send(w.add_workday(day(hour("2"), hour("3", "110"))))
    client.send(w.add_workday(day(hour("4"), method="increment")))
    assert hours(client) == ["2", "3", "4"]
    client.send(w.add_workday(day(hour("5"))))
    assert hours(client) == ["5"]
    client.send(w.add_workday(day(hour("6"), method="replace")))
    assert hours(client) == ["6"]
    assert hours(client, date(2026, 11, 19)) == ["1"]


def test_hours_are_rounded_to_two_decimals(client: Client) -> None:
    employ(client)
    client.send(w.add_workday(day(hour("7.125"), hour("7.124"), hour("0.5"))))
    assert hours(client) == ["7.13", "7.12", "0.5"]


def test_times_of_day_become_hours_without_the_break(client: Client) -> None:
    employ(client)
    client.send(w.add_workday(day(at("08:00", "16:00", 30), at("22:00", "06:20", 20))))
    assert hours(client) == ["7.5", "8"]


@pytest.mark.parametrize(
    ("begin", "end", "pause"), [("08:00", "08:00", 0), ("08:00", "09:00", 60), ("08:00", "09:00", -1)]
)
def test_a_break_must_be_shorter_than_the_work(client: Client, begin: str, end: str, pause: int) -> None:
    employ(client)
    with pytest.raises(InvalidData, match=f"a break of {pause} minutes does not fit between {begin} and {end}"):
        client.send(w.add_workday(day(at(begin, end, pause))))


def test_days_go_by_number_of_days_only(client: Client) -> None:
    employ(client)
    client.send(w.add_workday(day(hour("1", "300"))))
    assert [each.collector_ratio and each.collector_ratio.value for each in shown(client)] == ["Vuosiloma"]
    with pytest.raises(InvalidData, match="the record type 300 counts days, which two times of day do not tell"):
        client.send(w.add_workday(day(at("08:00", "16:00", ratio="300"))))


@pytest.mark.parametrize(
    ("kind", "value"), [("number", "1407"), ("personalidentificationnumber", PERSON), ("netvisorkey", "{key}")]
)
def test_an_employee_is_found_in_three_ways(client: Client, kind: Any, value: str) -> None:
    key = employ(client)
    client.send(w.add_workday(day(hour(), employee=w.WorkdayEmployee(value.format(key=key), kind))))
    assert hours(client) == ["7.5"]


def test_an_unknown_employee_is_refused(client: Client) -> None:
    with pytest.raises(InvalidData, match="there is no employee with the number 1407"):
        client.send(w.add_workday(day(hour())))
    with pytest.raises(InvalidData, match="there is no such employee"):
        client.send(w.get_workday(999, work_hour_date=DAY))
    with pytest.raises(InvalidData, match="there is no such employee"):
        client.send(w.list_workdays_by_number(999, work_hour_start_date=DAY, work_hour_end_date=DAY))


_NO_RECORD_TYPE = r":: Tiedon muoto virheellinen:\. Entry type not found with given allocation data \("
_HANDLED = (
    r":: Tiedon muoto virheellinen:\. Sandbox: the hours of 2026-11-20 are acknowledged, approved or paid already"
)


@pytest.mark.parametrize("ratio", ["11", "Lomakertymä"])
def test_a_record_type_must_exist_by_its_number(client: Client, ratio: str) -> None:
    employ(client)
    client.send(w.add_workday(day(hour("1"))))
    with pytest.raises(InvalidData, match=_NO_RECORD_TYPE):
        client.send(w.add_workday(day(hour("2"), hour("3", ratio))))
    with pytest.raises(InvalidData, match=_NO_RECORD_TYPE):
        client.send(w.add_workday(day(at("08:00", "16:00", ratio=ratio))))
    assert hours(client) == ["1"]


@pytest.mark.parametrize(
    ("status", "text"), [("confirmed", "Kuitattu"), ("accepted", "Hyväksytty"), ("paid", "Maksettu")]
)
def test_a_day_that_people_have_handled_takes_no_hours(
    client: Client, sandbox: Sandbox, status: Any, text: str
) -> None:
    employee = employ(client)
    client.send(w.add_workday(day(hour("1"))))
    actions = sandbox.books[COMPANY].manual_actions
    actions.handle_hours(employee, DAY, status)
    assert [each.acceptance_status for each in shown(client)] == [text]
    for method in ("replace", "increment"):
        with pytest.raises(InvalidData, match=_HANDLED):
            client.send(w.add_workday(day(hour("2"), method=method)))
    actions.handle_hours(employee, DAY, "open")
    assert [each.acceptance_status for each in shown(client)] == ["Avoin"]
    client.send(w.add_workday(day(hour("2"))))
    assert hours(client) == ["2"]
    with pytest.raises(LookupError, match="has no hours on 2026-11-19"):
        actions.handle_hours(employee, date(2026, 11, 19), status)


def test_an_entry_is_deleted_unless_it_is_paid(client: Client, sandbox: Sandbox, caller: Caller) -> None:
    employee = employ(client)
    client.send(w.add_workday(day(hour("1"), hour("2"))))
    first, second = (each.netvisor_key or 0 for each in shown(client))
    client.send(w.delete_workday_hour(first))
    assert hours(client) == ["2"]
    with pytest.raises(InvalidData, match=f"there is no entry of hours with the key {first}"):
        client.send(w.delete_workday_hour(first))
    sandbox.books[COMPANY].manual_actions.handle_hours(employee, DAY, "paid")
    with pytest.raises(InvalidData, match=f"the entry of hours {second} is paid"):
        client.send(w.delete_workday_hour(second))
    assert caller.send("deleteworkdayhour.nv").refusal.endswith("the parameter netvisorkey is missing")


def test_default_dimensions_are_added_when_asked_for(client: Client) -> None:
    employee = employ(client)
    default = payroll.EmployeeDimensionItem(name="Oletus", percentage_share=100)
    curve = [payroll.EmployeeDimension(name=name, employee_dimension_item=[default]) for name in ("Osasto", "Projekti")]
    client.send(
        payroll.edit_employee_dimension_curve(
            payroll.EmployeeDimensionCurve(employee_dimensions=payroll.EmployeeDimensions(employee_dimension=curve)),
            identifier_type="netvisorkey",
            identifier=str(employee),
        )
    )

    def dimensions(handling: Any) -> list[list[tuple[str | None, str | None]]]:
        sent = day(
            hour(dimension=[item("Uusi")]),
            at("08:00", "16:00", dimension=[Dimension(dimension_name="Osasto", dimension_item="Halli")]),
            employee=w.WorkdayEmployee(str(NUMBER), "number", handling),
        )
        client.send(w.add_workday(sent))
        return [[(each.dimension_name, each.dimension_item) for each in entry.dimension] for entry in shown(client)]

    assert dimensions("none") == dimensions(UNSET) == [[("Projekti", "Uusi")], [("Osasto", "Halli")]]
    assert dimensions("usedefault") == [
        [("Projekti", "Uusi"), ("Osasto", "Oletus")],
        [("Osasto", "Halli"), ("Projekti", "Oletus")],
    ]


def test_the_import_switches_payroll_on(client: Client) -> None:
    key = employ(client, payroll_service="disabled", resource_management="enabled")
    assert [each.payroll_service for each in client.send(payroll.list_employees())] == [False]
    client.send(w.add_workday(day(hour())))
    (listed,) = client.send(payroll.list_employees())
    assert (listed.netvisor_key, listed.payroll_service, listed.resource_management) == (key, True, True)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"crm_process_identifier": w.CrmProcessIdentifier("P-1", "billable")}, "there is no CRM process P-1"),
        (
            {"customer_identifier": w.InvoicedCustomer("99", "netvisor")},
            "Customer not found with Netvisor identifier: 99",
        ),
        ({"customer_identifier": w.InvoicedCustomer("99", "customer")}, "there is no customer with the code 99"),
        (
            {"dimension": [item("A", 33)]},
            "Projekti has no item with the key 33",
        ),
    ],
)
def test_what_an_entry_names_must_exist(client: Client, fields: dict[str, Any], told: str) -> None:
    employ(client)
    with pytest.raises(InvalidData, match=told):
        client.send(w.add_workday(day(hour(**fields))))


def test_the_reads_need_one_employee_and_their_days(client: Client, caller: Caller) -> None:
    key = employ(client)
    both: dict[str, Any] = {"netvisorkey": key, "employeenumber": NUMBER}
    period: dict[str, Any] = {"workhourstartdate": "2026-11-20", "workhourenddate": "2026-11-20"}
    for who in ({}, both):
        needed = "one of netvisorkey and employeenumber is needed"
        assert caller.send("getworkday.nv", workhourdate="2026-11-20", **who).refusal.endswith(needed)
        assert caller.send("getworkdays.nv", **who, **period).refusal.endswith(needed)
    told = caller.send("getworkday.nv", netvisorkey=key).refusal
    assert told.endswith("the parameter workhourdate is missing")
    for name in period:
        left = {each: value for each, value in period.items() if each != name}
        assert caller.send("getworkdays.nv", netvisorkey=key, **left).refusal.endswith(
            f"the parameter {name} is missing"
        )


@pytest.mark.parametrize(
    ("first", "last", "taken"),
    [
        ("2026-01-01", "2026-12-31", True),
        ("2025-11-20", "2026-11-20", True),
        ("2025-11-20", "2026-11-21", False),
        ("2024-12-31", "2026-01-01", False),
        ("2026-11-20", "2026-11-19", False),
    ],
)
def test_a_period_is_a_year_at_most(client: Client, caller: Caller, first: str, last: str, taken: bool) -> None:
    key = employ(client)
    got = caller.send("getworkdays.nv", netvisorkey=key, workhourstartdate=first, workhourenddate=last)
    if taken:
        assert got.statuses == ["OK"]
        assert got.root.find("WorkDays") is not None
    else:
        assert got.refusal.endswith(f"the period from {first} to {last}; expected one of at most a year")


# Trip expenses.


def known_expense(name: str) -> w.TripExpense:
    """A golden report with a kind of expense, an account and items that the books have."""
    sent = golden(name, w.TripExpense)
    blocks: dict[str, Any] = {}
    for block, lines in (
        ("custom_lines", "custom_line"),
        ("travel_lines", "travel_line"),
        ("daily_compensation_lines", "daily_compensation_line"),
    ):
        if getattr(sent, block) is not UNSET:
            blocks[block] = replace(
                getattr(sent, block), **{lines: [known_line(line) for line in getattr(getattr(sent, block), lines)]}
            )
    return replace(sent, **blocks)


def known_line(line: Any) -> Any:
    dimension = [
        replace(each, dimension_item=DimensionItemWithFather(each.dimension_item.value)) for each in line.dimension
    ]
    line = replace(line, dimension=dimension)
    if not isinstance(line, w.CustomLine):
        return line
    account = line.expense_account_number
    return replace(line, ratio="Majoitus", expense_account_number=account if account is UNSET else 7800)


def kept(sandbox: Sandbox, key: int) -> Any:
    with sandbox.store.reading() as connection:
        sql = "select owner, message from record where company = ? and key = ? and kind = 'tripexpense'"
        return connection.execute(sql, (COMPANY, key)).fetchone()


def travelling(client: Client) -> int:
    return employ(client, payroll_service="disabled", resource_management="enabled")


@pytest.mark.parametrize(
    "name", ["tripexpense-minimal", "tripexpense-expenses", "tripexpense-trips", "tripexpense-allowances"]
)
def test_a_report_is_kept_as_it_was_posted(client: Client, sandbox: Sandbox, name: str) -> None:
    employee = travelling(client)
    sent = known_expense(name)
    owner, message = kept(sandbox, client.send(w.add_trip_expense(sent)).netvisor_key)
    assert decode(message, w.TripExpense, "utf-8") == sent
    assert owner == (None if name == "tripexpense-minimal" else employee)


def test_the_full_report_is_kept_with_its_attachments_beside_it(client: Client, sandbox: Sandbox) -> None:
    employee = travelling(client)
    prepare(client)
    key = client.send(w.add_trip_expense(known_expense("tripexpense-full"))).netvisor_key
    owner, message = kept(sandbox, key)
    got = decode(message, w.TripExpense, "utf-8")
    assert (owner, got.header, got.description) == (employee, "Matkalasku", "Messut, Göteborg & Tukholma")
    assert b"documentdata" not in message
    with sandbox.store.reading() as connection:
        sql = "select mime, description, file_name, content from attachment where company = ? and owner = ?"
        files = connection.execute(sql, (COMPANY, key)).fetchall()
    assert files == [("application/pdf", "Kuitti", "yöpyminen.pdf", b"%PDF-1.4\n")] * 3
    assert [each.name for each in sandbox.books[COMPANY].dimension_items.values()] == ["Säiliö 1", "Säiliö 2"]


@pytest.mark.parametrize("name", ["tripexpense-expenses", "tripexpense-trips", "tripexpense-allowances"])
@pytest.mark.parametrize("settings", [{}, {"resource_management": "disabled", "payroll_service": "enabled"}])
def test_an_employee_needs_the_travel_service(client: Client, name: str, settings: dict[str, str]) -> None:
    key = employ(client, **settings)
    with pytest.raises(InvalidData, match=f"the employee {key} has no travel service"):
        client.send(w.add_trip_expense(known_expense(name)))


def test_a_kind_of_expense_goes_by_its_name_in_the_language(client: Client, caller: Caller) -> None:
    travelling(client)
    with pytest.raises(
        InvalidData, match="no kind of expense Majoituskulut; those of the language are Pysäköinti, Maj"
    ):
        client.send(w.add_trip_expense(golden("tripexpense-expenses", w.TripExpense)))
    body = (
        "<root><tripexpense><header>Trip</header><customlines><customline><employeeidentifier>1407"
        '</employeeidentifier><ratio type="name">{}</ratio><amount>1</amount><customlineunitprice>150'
        "</customlineunitprice><linedescription>Hotel</linedescription><begindate>2026-11-19</begindate>"
        "<enddate>2026-11-20</enddate></customline></customlines></tripexpense></root>"
    )
    assert (
        "there is no kind of expense Majoitus"
        in caller.send("tripexpense.nv", body.format("Majoitus").encode()).refusal
    )
    assert caller.send("tripexpense.nv", body.format("Accommodation").encode()).statuses == ["OK"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"employee_identifier": w.TripExpenseEmployee("5", "number")}, "there is no employee with the number 5"),
        ({"expense_account_number": 7801}, "there is no account 7801"),
        ({"crm_process_identifier": "P-1"}, "there is no CRM process P-1"),
        ({"customer_identifier": w.TripExpenseCustomer("9")}, "there is no customer with the code 9"),
        (
            {"customer_identifier": w.TripExpenseCustomer("9", "netvisor")},
            "Customer not found with Netvisor identifier: 9",
        ),
    ],
)
def test_what_a_line_names_must_exist(client: Client, fields: dict[str, Any], told: str) -> None:
    travelling(client)
    sent = known_expense("tripexpense-expenses")
    assert isinstance(sent.custom_lines, w.CustomLines)
    lines = replace(sent.custom_lines, custom_line=[replace(sent.custom_lines.custom_line[0], **fields)])
    with pytest.raises(InvalidData, match=told):
        client.send(w.add_trip_expense(replace(sent, custom_lines=lines)))


def test_a_record_type_has_an_empty_name_in_a_language_that_it_has_no_name_in(caller: Caller) -> None:
    answer = caller.send("getrecordtypelist.nv")
    names = answer.root.find("RecordTypes/RecordType/Names")
    assert names is not None
    assert [(name.get("ISO639-1Code"), name.text) for name in names] == [
        ("fi", "01. Normaali tuntityö"),
        ("en", "01. Normal hourly work"),
        ("sv", None),
    ]

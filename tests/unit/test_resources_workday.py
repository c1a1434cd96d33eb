"""Working hours and travel expenses: messages to exact bytes and back, answers as typed objects, calls and rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.declare import CLEAR
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Done, Inserted
from netvisor.resources import workday as w
from netvisor.resources.common import Dimension, DimensionItemWithFather, DimensionWithFather
from tests.conftest import FIXTURES, Golden
from tests.unit.answers import taken

# Hours.


def hour(**fields: Any) -> w.WorkdayHour:
    usual: dict[str, Any] = {
        "hours": Decimal("7.5"),
        "collector_ratio": "11",
        "acceptance_status": "confirmed",
        "description": CLEAR,
    }
    return w.WorkdayHour(**{**usual, **fields})


def clocked(**fields: Any) -> w.WorkdayTime:
    usual: dict[str, Any] = {
        "start_time_of_day": time(8),
        "end_time_of_day": time(16, 5),
        "break_time": 30,
        "collector_ratio": "11",
        "acceptance_status": "accepted",
        "description": "Öljysäiliön tarkastus",
    }
    return w.WorkdayTime(**{**usual, **fields})


def day(**fields: Any) -> w.Workday:
    usual: dict[str, Any] = {
        "date": w.WorkdayDate(date(2026, 11, 20)),
        "employee_identifier": w.WorkdayEmployee("1407"),
    }
    return w.Workday(**{**usual, **fields})


def by_hours() -> w.Workday:
    return day(workday_hour=[hour()])


def by_times() -> w.Workday:
    return day(workday_time=[clocked()])


def project(item: str, father_id: int | None = None) -> DimensionWithFather:
    its = DimensionItemWithFather(item) if father_id is None else DimensionItemWithFather(item, father_id=father_id)
    return DimensionWithFather(dimension_name="Projekti", dimension_item=its)


def full_day() -> w.Workday:
    return day(
        date=w.WorkdayDate(date(2026, 11, 20), method="increment"),
        employee_identifier=w.WorkdayEmployee("1407", type="number", default_dimension_handling_type="usedefault"),
        workday_hour=[
            hour(
                description="Käyttöönotto, 2 €/h lisä",
                crm_process_identifier=w.CrmProcessIdentifier("Huolto & kunnossapito", billing_type="billable"),
                invoicing_product_identifier="TYÖ-1",
                customer_identifier=w.InvoicedCustomer("Mäkelän Öljy", type="customer"),
                dimension=[project("Säiliö 1", father_id=33), project("Säiliö 2")],
                contract_id="S-2026-4",
            ),
            hour(hours=1, collector_ratio="300", acceptance_status="accepted"),
        ],
        workday_time=[
            clocked(
                invoicing_product_identifier="TYÖ-2",
                dimension=[Dimension(dimension_name="Projekti", dimension_item="Säiliö 1")],
            ),
            clocked(start_time_of_day=time(17), end_time_of_day=time(20, 30), break_time=0),
        ],
    )


# Travel expenses.


def expense(**fields: Any) -> w.CustomLine:
    usual: dict[str, Any] = {
        "employee_identifier": w.TripExpenseEmployee("1407"),
        "ratio": "Majoituskulut",
        "amount": 1,
        "custom_line_unit_price": w.CustomLineUnitPrice(150),
        "line_description": "Hotelli, 1 yö",
        "begin_date": date(2026, 11, 19),
        "end_date": date(2026, 11, 20),
    }
    return w.CustomLine(**{**usual, **fields})


def trip(**fields: Any) -> w.TravelLine:
    usual: dict[str, Any] = {
        "employee_identifier": w.TripExpenseEmployee("1407"),
        "travel_type": "car",
        "passenger_amount": 0,
        "kilometer_amount": Decimal("557.5"),
        "line_description": "Asiakaskäynti",
        "travel_date": date(2026, 11, 19),
        "route_description": "Järvenpää-Hki-Järvenpää",
    }
    return w.TravelLine(**{**usual, **fields})


def allowance(**fields: Any) -> w.DailyCompensationLine:
    usual: dict[str, Any] = {
        "employee_identifier": w.TripExpenseEmployee("1407"),
        "compensation_type": "domesticfull",
        "amount": 1,
        "line_description": "Päiväraha",
        "time_of_departure": datetime.fromisoformat("2026-11-19T08:00:00"),
        "return_time": datetime.fromisoformat("2026-11-20T18:30:00"),
    }
    return w.DailyCompensationLine(**{**usual, **fields})


def report(**fields: Any) -> w.TripExpense:
    return w.TripExpense(**{"header": "Matkalasku", **fields})


def expenses_only() -> w.TripExpense:
    return report(custom_lines=w.CustomLines(custom_line=[expense()]))


def trips_only() -> w.TripExpense:
    return report(travel_lines=w.TravelLines(travel_line=[trip()]))


def allowances_only() -> w.TripExpense:
    return report(daily_compensation_lines=w.DailyCompensationLines(daily_compensation_line=[allowance()]))


def full_report() -> w.TripExpense:
    receipt = w.TripExpenseAttachment(
        mime_type="application/pdf",
        attachment_description="Kuitti",
        file_name="yöpyminen.pdf",
        document_data=b"%PDF-1.4\n",
    )
    more: dict[str, Any] = {
        "employee_identifier": w.TripExpenseEmployee("010594Y9032", type="finnishpersonalidentifier"),
        "crm_process_identifier": "Huolto",
        "customer_identifier": w.TripExpenseCustomer("Mäkelän Öljy", type="customer"),
        "line_status": "contentsupervisored",
        "dimension": [project("Säiliö 1", father_id=33), project("Säiliö 2")],
        "trip_expense_attachments": w.TripExpenseAttachments(trip_expense_attachment=[receipt]),
    }
    price = w.CustomLineUnitPrice(Decimal("1500.50"), iso4217_currency_code="SEK", currency_rate=Decimal("0.0912"))
    lodging = expense(**more, custom_line_unit_price=price, vat_percentage=Decimal("13.5"), expense_account_number=7801)
    return report(
        description="Messut, Göteborg & Tukholma",
        custom_lines=w.CustomLines(custom_line=[lodging, expense()]),
        travel_lines=w.TravelLines(
            travel_line=[trip(**more, passenger_amount=3, unit_price=Decimal("0.57")), trip(travel_type="carbenefit")]
        ),
        daily_compensation_lines=w.DailyCompensationLines(
            daily_compensation_line=[
                allowance(**more, compensation_type="foreign", amount=2, unit_price=Decimal("50.5")),
                allowance(compensation_type="domestichalf"),
            ]
        ),
    )


# Messages.

GOLDEN: dict[str, Callable[[], object]] = {
    "workday-minimal": by_hours,
    "workday-times": by_times,
    "workday-full": full_day,
    "tripexpense-minimal": report,
    "tripexpense-expenses": expenses_only,
    "tripexpense-trips": trips_only,
    "tripexpense-allowances": allowances_only,
    "tripexpense-full": full_report,
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    message = GOLDEN[name]()
    body = encode(message).bytes()
    golden(FIXTURES / "requests" / f"{name}.xml", body)
    assert decode(body, type(message)) == message


def test_a_break_that_another_wrote_in_the_spelling_of_the_example_is_read() -> None:
    body = encode(by_times()).bytes()
    assert decode(body.replace(b'type="minutes"', b'type="minute"'), w.Workday) == by_times()


def test_times_of_day_are_written_to_the_minute_and_moments_with_a_space() -> None:
    assert b"<starttimeofday>8:00</starttimeofday><endtimeofday>16:05</endtimeofday>" in encode(by_times()).bytes()
    assert b"<returntime>2026-11-20 18:30:00</returntime>" in encode(allowances_only()).bytes()


@pytest.mark.parametrize(
    ("message", "path", "expected"),
    [
        (day(), "workday_hour|workday_time", "at least one of workday_hour, workday_time"),
        (day(workday_hour=[hour(acceptance_status="paid")]), "workday_hour[0].acceptance_status", "accepted"),
        (day(workday_time=[clocked(description=CLEAR)]), "workday_time[0].description", "a text"),
        (day(workday_time=[clocked(start_time_of_day=time(8, 0, 5))]), "workday_time[0].start_time_of_day", "seconds"),
        (
            day(workday_hour=[hour(crm_process_identifier=CLEAR)]),
            "workday_hour[0].crm_process_identifier",
            "CrmProcessIdentifier(CLEAR, billing_type=...)",
        ),
        (
            report(travel_lines=w.TravelLines(travel_line=[trip(travel_type="bicycle")])),
            "travel_lines.travel_line[0].travel_type",
            "carbenefit",
        ),
        (
            report(custom_lines=w.CustomLines(custom_line=[expense(line_status="contentsupervisiored")])),
            "custom_lines.custom_line[0].line_status",
            "contentsupervisored",
        ),
    ],
)
def test_wrong_fields_are_refused_with_their_place(message: object, path: str, expected: str) -> None:
    (problem,) = check(message)
    assert problem.path == path
    assert expected in problem.expected


# Calls.


def test_a_day_of_hours_is_a_write_that_promises_no_key() -> None:
    call = w.add_workday(by_hours())
    assert (call.resource, call.http, call.writes, call.parameters) == ("workday.nv", "POST", True, ())
    assert call.result.take(Answer()) == Done()


def test_a_report_of_travel_expenses_is_a_write_that_gives_its_key() -> None:
    call = w.add_trip_expense(report())
    assert (call.resource, call.http, call.writes, call.parameters) == ("tripexpense.nv", "POST", True, ())
    assert call.result.take(Answer(inserted=["51"])) == Inserted(netvisor_key=51, netvisor_keys=(51,))


def test_deleting_an_entry_is_a_get_that_writes() -> None:
    call = w.delete_workday_hour(2412)
    assert (call.http, call.writes, call.parameters) == ("GET", True, (("netvisorkey", "2412"),))
    assert call.result.take(Answer()) == Done()


TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("call", "employee"),
    [
        (w.get_workday(5, work_hour_date=TODAY), ("netvisorkey", "5")),
        (w.get_workday_by_number(1407, work_hour_date=TODAY), ("employeenumber", "1407")),
    ],
)
def test_a_day_is_read_with_its_entries(call: Call[w.FetchedWorkday | None], employee: tuple[str, str]) -> None:
    assert (call.parameters, call.writes) == ((employee, ("workhourdate", "2026-11-20")), False)
    found = taken(call, "getworkday-several")
    assert found.date == TODAY
    work, journey = found.workday_hour
    assert (work.hours, journey.hours) == (Decimal(5), Decimal("2.25"))
    assert work.collector_ratio == w.FetchedCollectorRatio("Normaali tuntityö", 1)
    assert journey.collector_ratio == w.FetchedCollectorRatio("Matka-aika", None)
    assert (work.acceptance_status, work.crm_process_name, journey.description) == (
        "Kuitattu",
        "Huolto & kunnossapito",
        None,
    )
    assert [dimension.dimension_item for dimension in work.dimension] == ["Projekti 1", None]
    assert [dimension.dimension_item for dimension in journey.dimension] == ["Projekti 2"]
    assert len(taken(call, "getworkday-one").workday_hour) == 1
    assert taken(call, "getworkday-empty") == w.FetchedWorkday(date=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("call", "employee"),
    [
        (
            w.list_workdays(5, work_hour_start_date=TODAY, work_hour_end_date=TODAY),
            ("netvisorkey", "5"),
        ),
        (
            w.list_workdays_by_number(1407, work_hour_start_date=TODAY, work_hour_end_date=TODAY),
            ("employeenumber", "1407"),
        ),
    ],
)
def test_the_days_of_a_period_are_listed_with_the_keys_of_their_entries(
    call: Call[list[w.ListedWorkday]], employee: tuple[str, str]
) -> None:
    assert call.parameters == (employee, ("workhourstartdate", "2026-11-20"), ("workhourenddate", "2026-11-20"))
    first, second = taken(call, "getworkdays-several")
    assert (first.date, second.date) == (date(2026, 11, 19), TODAY)
    work, meetings = first.workday_hour
    assert (work.netvisor_key, work.hours, work.description) == (2412, Decimal("3.5"), "Käyttöönotto, 2 €/h lisä")
    assert work.collector_ratio == w.ListedCollectorRatio("01. Normaali tuntityö", 100, 3)
    assert meetings.collector_ratio == w.ListedCollectorRatio("Palaverit", None, 17)
    assert [dimension.dimension_item for dimension in work.dimension] == ["Hieno tuote", "Määrittely"]
    (holiday,) = second.workday_hour
    assert (holiday.netvisor_key, holiday.acceptance_status) == (2420, "Maksettu")
    assert len(taken(call, "getworkdays-one")) == 1
    assert taken(call, "getworkdays-empty") == []


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (TODAY, TODAY),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (TODAY, date(2027, 11, 20)),
        (date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_a_period_of_up_to_a_year_is_taken(first: date, last: date) -> None:
    call = w.list_workdays(5, work_hour_start_date=first, work_hour_end_date=last)
    assert dict(call.parameters)["workhourenddate"] == last.isoformat()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (TODAY, date(2027, 11, 21)),
        (date(2025, 12, 31), date(2027, 1, 1)),
        (date(2026, 1, 1), date(2028, 1, 1)),
        (TODAY, date(2026, 11, 19)),
    ],
)
@pytest.mark.parametrize("function", [w.list_workdays, w.list_workdays_by_number])
def test_a_longer_period_or_one_that_ends_before_it_begins_is_refused(
    function: Callable[..., object], first: date, last: date
) -> None:
    with pytest.raises(MessageError, match="an end from the start to one year after it"):
        function(5, work_hour_start_date=first, work_hour_end_date=last)


def test_record_types_are_listed_in_both_spellings_of_their_elements() -> None:
    call = w.list_record_types()
    assert (call.parameters, call.writes) == ((), False)
    work, holiday, illness = taken(call, "getrecordtypelist-several")
    assert [(name.iso639_1_code, name.value) for name in work.names.name] == [
        ("fi", "01. Normaali tuntityö"),
        ("en", "01. Normal hourly work"),
        ("sv", "01. Normalt timarbete"),
    ]
    assert (holiday.ratio_number, holiday.character_type, holiday.unit_type) == (None, 2, 2)
    assert [name.value for name in holiday.names.name] == ["Vuosiloma, pidetty", None, None]
    assert (illness.netvisor_key, illness.ratio_number, illness.character_type) == (12, "500", 5)
    assert [name.iso639_1_code for name in illness.names.name] == ["fi", "se", "en"]
    assert len(taken(call, "getrecordtypelist-one")) == 1
    assert taken(call, "getrecordtypelist-empty") == []

"""What a person writes in a cell, and what it means."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.declare import Scalar
from netvisor.sheets.cells import Faulty, WrongCell, exact, json_value

DECIMAL = Scalar("decimal")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from([" ", "\u00a0", "\u202f", ""]))
def test_finnish_numbers_are_read_whatever_space_groups_them(number: Decimal, space: str) -> None:
    assert Decimal(json_value(f"{number:,}".replace(",", space).replace(".", ","), DECIMAL)) == number


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_of_a_workbook_has_no_noise(number: Decimal) -> None:
    assert exact(float(number)) == number
    assert Decimal(json_value(float(number), DECIMAL)) == number


@given(st.dates(date(1000, 1, 1)))
def test_dates_are_read_in_both_forms(day: date) -> None:
    forms = (
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        day,
        datetime.combine(day, time()),
    )
    assert {json_value(form, Scalar("date")) for form in forms} == {day.isoformat()}


@pytest.mark.parametrize(
    ("cell", "scalar", "value"),
    [
        ("1 234,50", DECIMAL, "1234.50"),
        ("1234.50", DECIMAL, "1234.50"),
        ("1.234,50", DECIMAL, "1234.50"),
        ("1,234.50", DECIMAL, "1234.50"),
        ("1.234.567", DECIMAL, "1234567"),
        ("1.234", DECIMAL, "1.234"),
        ("\u22125,5", DECIMAL, "-5.5"),
        ("25,5 %", DECIMAL, "25.5"),
        (3, DECIMAL, "3"),
        (3.0, Scalar("integer"), 3),
        ("1 234", Scalar("integer"), 1234),
        (17, Scalar("string"), "17"),
        (17.0, Scalar("string"), "17"),
        (1.5, Scalar("string"), "1.5"),
        (datetime(2026, 12, 31), Scalar("string"), "2026-12-31"),  # noqa: DTZ001
        (" a b\u00a0", Scalar("string"), "a b"),
        ("31.12.2026 14:30", Scalar("datetime"), "2026-12-31T14:30:00"),
        ("31.12.2026 klo 8.05", Scalar("datetime"), "2026-12-31T08:05:00"),
        ("2026-12-31T14:30:05", Scalar("datetime"), "2026-12-31T14:30:05"),
        (date(2026, 12, 31), Scalar("datetime"), "2026-12-31T00:00:00"),
        (datetime(2026, 12, 31, 14, 30), Scalar("datetime"), "2026-12-31T14:30:00"),  # noqa: DTZ001
        ("8.30", Scalar("time"), "08:30:00"),
        (time(8, 30), Scalar("time"), "08:30:00"),
        (timedelta(hours=8, minutes=30), Scalar("time"), "08:30:00"),
        (0.5, Scalar("time"), "12:00:00"),
        (True, Scalar("boolean"), True),
        ("Kyllä", Scalar("boolean"), True),
        ("EPÄTOSI", Scalar("boolean"), False),
        (0, Scalar("boolean"), False),
        ("NET", Scalar("string", values=("net", "gross")), "net"),
        ("2", Scalar("integer", values=(1, 2)), 2),
        ("a.pdf", Scalar("base64"), {"path": "a.pdf"}),
    ],
)
def test_a_cell_is_read(cell: Any, scalar: Scalar, value: object) -> None:
    assert json_value(cell, scalar) == value


@pytest.mark.parametrize(
    ("cell", "scalar", "found"),
    [
        ("12 34", DECIMAL, '"12 34" is not a number'),
        ("1234,", DECIMAL, "is not a number"),
        ("1e5", DECIMAL, "is not a number"),
        ("12,50 €", DECIMAL, "is not a number"),
        (True, DECIMAL, '"TRUE" is not a number'),
        ("1,5", Scalar("integer"), "is not a whole number"),
        (1.5, Scalar("integer"), "is not a whole number"),
        ("31.2.2026", Scalar("date"), "is not a date"),
        ("1.1.26", Scalar("date"), "is not a date"),
        ("12/31/2026", Scalar("date"), "is not a date"),
        (46387, Scalar("date"), "the cell is not formatted as a date"),
        (datetime(2026, 12, 31, 14, 30), Scalar("date"), "has a time of day"),  # noqa: DTZ001
        ("31.12.2026 25:00", Scalar("datetime"), "is not a date and a time"),
        ("24:00", Scalar("time"), "is not a time of day"),
        (timedelta(hours=24), Scalar("time"), "is not a time of day"),
        ("ehkä", Scalar("boolean"), "is not true or false"),
        (2, Scalar("boolean"), "is not true or false"),
        (True, Scalar("string"), "is not a text"),
        (1.2e18, Scalar("string"), "format the cell as text"),
        (17, Scalar("base64"), "is not the path of a file"),
        ("#ARVO!", DECIMAL, "#ARVO!"),
        (Faulty("#N/A", "a value"), DECIMAL, "#N/A"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_value(cell: Any, scalar: Scalar, found: str) -> None:
    with pytest.raises(WrongCell) as caught:
        json_value(cell, scalar)
    assert found in caught.value.found
    assert caught.value.expected

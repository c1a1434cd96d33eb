"""Texts and values in both directions, in every documented form and language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from pathlib import Path
from typing import Any

import pytest

from netvisor.codec import values
from netvisor.codec.values import reader, scalar_problem, wanted, write
from netvisor.declare.scalars import Pattern, Scalar


class State(StrEnum):
    OPEN = "open"


class Plain(Enum):
    OPEN = "open"


class Level(IntEnum):
    FIRST = 1


STRING, INTEGER, DECIMAL = Scalar("string"), Scalar("integer"), Scalar("decimal")
DATE, DATETIME, TIME, BASE64 = Scalar("date", form="ansi"), Scalar("datetime"), Scalar("time"), Scalar("base64")
OPEN = Scalar("string", values=("open", "unsent"))


@pytest.mark.parametrize(
    ("value", "scalar", "text"),
    [
        ("Äiti Oy", STRING, "Äiti Oy"),
        (State.OPEN, OPEN, "open"),
        (Plain.OPEN, OPEN, "open"),
        (Level.FIRST, Scalar("integer", values=(1,)), "1"),
        (-14, INTEGER, "-14"),
        (Decimal("1E+3"), DECIMAL, "1000"),
        (Decimal("0.10"), DECIMAL, "0,10"),
        (Decimal("-1E-7"), DECIMAL, "-0,0000001"),
        (7, DECIMAL, "7"),
        (Decimal("1250.00"), Scalar("decimal", form="point"), "1250.00"),
        (True, Scalar("boolean", form="1|0"), "1"),
        (False, Scalar("boolean", form="1|0"), "0"),
        (True, Scalar("boolean"), "1"),
        (False, Scalar("boolean", form="true|false"), "false"),
        (True, Scalar("boolean", form="True|False"), "True"),
        (True, Scalar("boolean", form="Yes|No"), "Yes"),
        (date(2026, 1, 2), DATE, "2026-01-02"),
        (date(2026, 1, 2), Scalar("date", form="finnish"), "2.1.2026"),
        (date(26, 1, 2), Scalar("date", form="finnish"), "2.1.0026"),
        (datetime(2026, 1, 2, 3, 4, 5), DATETIME, "2026-01-02T03:04:05"),  # noqa: DTZ001  # Netvisor knows no zones
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), DATETIME, "2026-01-02T05:04:05"),
        (datetime(2026, 1, 2, 3, 4, 5), Scalar("datetime", form="finnish"), "2.1.2026 3:04:05"),  # noqa: DTZ001
        (datetime(2026, 1, 2, 3, 4, 5), Scalar("datetime", form="spaced"), "2026-01-02 03:04:05"),  # noqa: DTZ001
        (datetime(2026, 1, 2, 3, 4), Scalar("datetime", form="minutes"), "2026-01-02 03:04"),  # noqa: DTZ001
        (time(8, 30), TIME, "08:30:00"),
        (time(8, 5), Scalar("time", form="minutes"), "8:05"),
        (b"%PDF-", BASE64, "JVBERi0="),
    ],
)
def test_each_kind_is_written_in_its_form(value: object, scalar: Scalar, text: str) -> None:
    assert write(value, scalar) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42,5", "42.5"),
        ("42.5", "42.5"),
        ("-0,50", "-0.50"),
        ("\u2212 1,5", "-1.5"),
        ("+7", "7"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50", "1234.50"),
        ("1\u202f234\u202f567,5", "1234567.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567,50", "1234567.50"),
        (" 5 ", "5"),
        (",5", "0.5"),
        ("5,", "5"),
    ],
)
def test_decimals_are_read_with_comma_point_and_spaces(text: str, value: str) -> None:
    assert values.read_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", " ", "abc", "1E5", "NaN", "Infinity", "1,2,3", "--1", "0x10", "٣", "9" * 101, "1_000"]
)
def test_other_texts_are_no_decimals(text: str) -> None:
    with pytest.raises(ValueError, match="not a decimal"):
        values.read_decimal(text)


@pytest.mark.parametrize(("text", "value"), [("14", 14), ("-3", -3), ("14,00", 14), ("1 000", 1000), ("14.0", 14)])
def test_whole_numbers_may_come_with_zero_decimals(text: str, value: int) -> None:
    assert values.read_integer(text) == value


@pytest.mark.parametrize("text", ["", "14,5", "abc", "1e3", "9" * 101])
def test_other_texts_are_no_whole_numbers(text: str) -> None:
    with pytest.raises(ValueError, match="is not "):
        values.read_integer(text)


@pytest.mark.parametrize("text", ["1", "true", "TRUE", "True", "Yes", "yes", "Kyllä", "KYLLÄ", "Ja", " ja "])
def test_yes_is_read_in_every_form_and_language(text: str) -> None:
    assert values.read_boolean(text) is True


@pytest.mark.parametrize("text", ["0", "false", "False", "No", "no", "Ei", "EI", "Nej", " nej\n"])
def test_no_is_read_in_every_form_and_language(text: str) -> None:
    assert values.read_boolean(text) is False


@pytest.mark.parametrize("text", ["", "2", "maybe", "kylla"])
def test_other_texts_are_no_booleans(text: str) -> None:
    with pytest.raises(ValueError, match="not a boolean"):
        values.read_boolean(text)


@pytest.mark.parametrize(
    "text",
    ["2026-01-02", "2026-1-2", "2.1.2026", "02.01.2026", "2.1.2026 0:00:00", "2026-01-02T00:00:00", " 2.1.2026 "],
)
def test_dates_are_read_in_ansi_and_finnish_form(text: str) -> None:
    assert values.read_date(text) == date(2026, 1, 2)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13-01", "2026-02-30", "31.2.2026", "1/2/2026", "2.1.26", "2.1.2026 x"]
)
def test_other_texts_are_no_dates(text: str) -> None:
    with pytest.raises(ValueError):
        values.read_date(text)


def test_a_moment_is_no_date() -> None:
    with pytest.raises(ValueError, match="is a moment"):
        values.read_date("2.1.2026 12:00:00")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("5.6.2023 16:12:09", (2023, 6, 5, 16, 12, 9)),
        ("05.06.2023 16:12:09", (2023, 6, 5, 16, 12, 9)),
        ("5.6.2023 6:02", (2023, 6, 5, 6, 2)),
        ("5.6.2023 6.02.03", (2023, 6, 5, 6, 2, 3)),
        ("2023-06-05T16:12:09", (2023, 6, 5, 16, 12, 9)),
        ("2023-06-05 16:12:09.123", (2023, 6, 5, 16, 12, 9, 123000)),
        ("2023-06-05", (2023, 6, 5)),
    ],
)
def test_moments_are_read_in_both_forms(text: str, moment: tuple[int, int, int]) -> None:
    assert values.read_datetime(text) == datetime(*moment)  # noqa: DTZ001  # Netvisor knows no zones


@pytest.mark.parametrize("text", ["", "16:12", "5.6.2023 25:00", "5.6.2023 12:60", "5.6.2023 12"])
def test_other_texts_are_no_moments(text: str) -> None:
    with pytest.raises(ValueError):
        values.read_datetime(text)


@pytest.mark.parametrize(
    ("text", "value"), [("8:30", time(8, 30)), ("08:30:15", time(8, 30, 15)), ("8.30", time(8, 30))]
)
def test_times_are_read_with_colon_or_point(text: str, value: time) -> None:
    assert values.read_time(text) == value


@pytest.mark.parametrize("text", ["", "8", "24:00", "8:3", "8:30:60"])
def test_other_texts_are_no_times(text: str) -> None:
    with pytest.raises(ValueError):
        values.read_time(text)


def test_base64_may_be_broken_into_lines() -> None:
    assert values.read_base64("JVBE\r\n Ri0=\n") == b"%PDF-"


@pytest.mark.parametrize("text", ["JVBERi0", "%%%%", "JVBERi0=JVBE", "ä"])
def test_other_texts_are_no_base64(text: str) -> None:
    with pytest.raises(ValueError, match="not Base64"):
        values.read_base64(text)


@pytest.mark.parametrize(
    ("scalar", "text", "value"),
    [
        (OPEN, "Open", "open"),
        (OPEN, " unsent ", "unsent"),
        (Scalar("integer", values=(1, 2)), "2", 2),
        (STRING, " as it stands\n", " as it stands\n"),
        (DECIMAL, "1,5", Decimal("1.5")),
    ],
)
def test_the_reader_of_a_type_gives_its_values(scalar: Scalar, text: str, value: object) -> None:
    assert reader(scalar)(text) == value


def test_the_reader_of_a_closed_list_refuses_other_texts() -> None:
    with pytest.raises(ValueError, match="not one of the documented values"):
        reader(OPEN)("closed")


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        (STRING, "a"),
        (STRING, State.OPEN),
        (OPEN, "open"),
        (OPEN, State.OPEN),
        (Scalar("string", max=2), "äö"),
        (Scalar("string", pattern=Pattern(regex="[0-9]{2}", words="two digits")), "12"),
        (INTEGER, 0),
        (Scalar("integer", max=3), -999),
        (Scalar("integer", values=(1,)), Level.FIRST),
        (DECIMAL, Decimal("1.5")),
        (DECIMAL, 1),
        (Scalar("decimal", places=2), Decimal("1.500")),
        (Scalar("decimal", places=2), Decimal("1E+40")),
        (Scalar("decimal", minimum=Decimal(0), maximum=Decimal(100)), Decimal(100)),
        (Scalar("boolean"), False),
        (DATE, date(2026, 1, 2)),
        (DATETIME, datetime(2026, 1, 2)),  # noqa: DTZ001  # Netvisor knows no zones
        (TIME, time(8, 30)),
        (BASE64, b"%PDF-"),
        (BASE64, Path(__file__)),
    ],
)
def test_a_right_value_has_no_problem(scalar: Scalar, value: object) -> None:
    assert scalar_problem(value, scalar) is None


@pytest.mark.parametrize(
    ("scalar", "value", "rule", "expected"),
    [
        (STRING, None, "type", "a text"),
        (STRING, "", "empty", "a text"),
        (STRING, 1, "type", "a text"),
        (STRING, b"a", "type", "a text"),
        (OPEN, Plain.OPEN, "type", "one of open, unsent"),
        (STRING, "a\x00", "character", "a text without control characters"),
        (Scalar("string", max=2), "äöå", "max-length", "a text of at most 2 characters"),
        (Scalar("string", pattern=Pattern(regex="[0-9]{2}", words="two digits")), "123", "pattern", "two digits"),
        (OPEN, "Open", "values", "one of open, unsent"),
        (OPEN, Level.FIRST, "type", "one of open, unsent"),
        (INTEGER, True, "type", "a whole number (int)"),
        (INTEGER, 1.0, "type", "a whole number (int)"),
        (INTEGER, Decimal(1), "type", "a whole number (int)"),
        (INTEGER, "1", "type", "a whole number (int)"),
        (Scalar("integer", max=3), 1000, "max-length", "a whole number (int)"),
        (Scalar("integer", minimum=Decimal(1)), 0, "minimum", "a whole number (int) from 1"),
        (Scalar("integer", maximum=Decimal(9)), 10, "maximum", "a whole number (int) to 9"),
        (DECIMAL, 1.5, "type", "a Decimal or an int"),
        (DECIMAL, True, "type", "a Decimal or an int"),
        (DECIMAL, "1.5", "type", "a Decimal or an int"),
        (DECIMAL, Decimal("NaN"), "type", "a Decimal or an int"),
        (DECIMAL, Decimal("Infinity"), "type", "a Decimal or an int"),
        (Scalar("decimal", places=2), Decimal("1.005"), "places", "a Decimal or an int with at most 2 decimals"),
        (
            Scalar("decimal", places=2),
            Decimal(f"{'9' * 40}.005"),
            "places",
            "a Decimal or an int with at most 2 decimals",
        ),
        (Scalar("boolean"), 1, "type", "True or False"),
        (Scalar("boolean"), "1", "type", "True or False"),
        (DATE, datetime(2026, 1, 2), "type", "a date"),  # noqa: DTZ001  # no zone matters here
        (DATE, "2026-01-02", "type", "a date"),
        (DATETIME, date(2026, 1, 2), "type", "a datetime in Finnish local time"),
        (DATETIME, datetime.max.replace(tzinfo=UTC), "zone", "a datetime in Finnish local time"),
        (TIME, time(8, tzinfo=UTC), "zone", "a time without a zone"),
        (TIME, "8:30", "type", "a time without a zone"),
        (
            Scalar("datetime", form="minutes"),
            datetime(2026, 1, 2, 3, 4, 5),  # noqa: DTZ001  # no zone matters here
            "seconds",
            "a datetime in Finnish local time and without seconds",
        ),
        (Scalar("time", form="minutes"), time(8, 30, 15), "seconds", "a time without a zone and without seconds"),
        (BASE64, "JVBERi0=", "type", "bytes or the path of a file"),
        (BASE64, b"", "empty", "bytes or the path of a file"),
        (BASE64, Path("nowhere.pdf"), "file", "bytes or the path of a file"),
    ],
)
def test_a_wrong_value_gets_its_rule_and_what_would_be_right(
    scalar: Scalar, value: object, rule: str, expected: str
) -> None:
    problem = scalar_problem(value, scalar)
    assert problem is not None
    assert problem[1:] == (rule, expected)


def test_the_found_value_is_shown_short() -> None:
    problem = scalar_problem("ä" * 300, Scalar("string", max=80))
    assert problem is not None
    found = problem[0]
    assert found.endswith("... of 300 characters")
    assert len(found) < 100


def test_the_content_of_an_attachment_is_never_shown() -> None:
    problem = scalar_problem(b"secret", STRING)
    assert problem is not None
    assert problem[0] == "<6 bytes> of type bytes"


def test_numbers_with_both_limits_name_both() -> None:
    assert wanted(Scalar("decimal", minimum=Decimal(0), maximum=Decimal(100))) == "a Decimal or an int from 0 to 100"


@pytest.mark.parametrize(
    "read",
    [values.read_decimal, values.read_integer, values.read_date, values.read_datetime, values.read_time],
    ids=lambda f: f.__name__,
)
@pytest.mark.parametrize(
    "text", ["9" * 5000, "-" * 5000, "9999999.99.9999", "0000-00-00", "99999999999-1-1", "1.1.0000"]
)
def test_strange_texts_raise_value_error_and_nothing_else(read: Callable[[str], Any], text: str) -> None:
    with pytest.raises(ValueError):
        read(text)

"""Files as spreadsheets and people write them: encodings, separators, formulas, and what is refused."""

from __future__ import annotations

import csv
import io
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.errors import SetupError
from netvisor.resources import find
from netvisor.sheets.columns import layout
from netvisor.sheets.messages import Draft, Reading
from netvisor.sheets.opening import open_sheet
from netvisor.sheets.separated import SEPARATORS, encoding_of
from netvisor.sheets.sheet import MOST_ROWS

CUSTOMERS = layout(find("customer"), "add")
HEADERS: Final = ("internal_identifier", "name", "comment")


def opened(file: Path, **how: Any) -> Reading:
    return Reading(open_sheet(file, CUSTOMERS, **how), CUSTOMERS, file.parent)


def values(drafts: list[Draft]) -> list[tuple[Any, ...]]:
    """The code, name and comment of each customer."""
    found = []
    for draft in drafts:
        base, more = draft.message.customer_base_information, draft.message.customer_additional_information
        found.append((base.internal_identifier.value, base.name, more.comment))
    return found


def workbook(file: Path, fill: Callable[[Any], object]) -> Path:
    """A workbook whose first sheet was filled."""
    made = openpyxl.Workbook()
    fill(made.active)
    made.save(file)
    return file


# Text.

LETTERS: Final = st.text("abcåäöÅÄÖ ;,\t\"'0", min_size=1).map(str.strip).filter(lambda text: text not in {"", "CLEAR"})


@given(
    rows=st.lists(st.tuples(LETTERS, LETTERS, LETTERS), min_size=1, unique_by=lambda row: row[0]),
    separator=st.sampled_from(SEPARATORS),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "iso-8859-15", "utf-16"]),
    ends=st.sampled_from(["\n", "\r\n"]),
    special=st.sampled_from(["", "€", "Š", "ž"]),
)
def test_every_encoding_and_separator_is_read(
    rows: list[tuple[str, str, str]],
    separator: str,
    encoding: str,
    ends: str,
    special: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    rows = [(code, name + special, comment) for code, name, comment in rows]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator=ends).writerows([HEADERS, *rows])
    file = tmp_path_factory.mktemp("text") / "customers.csv"
    file.write_bytes(stream.getvalue().encode(encoding))
    reading = opened(file)
    assert values(list(reading.messages())) == [tuple(text.strip() for text in row) for row in rows]
    assert reading.problems == []


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"abc", "utf-8"),
        ("ä".encode(), "utf-8"),
        ("\ufeffä".encode(), "utf-8"),
        ("ä".encode("cp1252"), "windows-1252"),
        ("€".encode("cp1252"), "windows-1252"),
        ("€".encode("iso-8859-15"), "iso-8859-15"),
        ("Š".encode("iso-8859-15"), "iso-8859-15"),
        ("ä".encode("utf-16"), "utf-16-le"),
    ],
)
def test_the_encoding_is_told_by_the_bytes(content: bytes, encoding: str) -> None:
    assert encoding_of(content)[0] == encoding


def test_what_was_taken_is_said(tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_bytes("name,comment\nÄiti Oy,5 €\n".encode("iso-8859-15"))
    assert open_sheet(file, CUSTOMERS).about == "read as iso-8859-15 (it has € Š š Ž ž Œ œ or Ÿ), separated by commas"


def test_an_encoding_that_a_person_names_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_bytes("name\n½ Oy\n".encode("cp1252"))
    names = [
        [draft.message.customer_base_information.name for draft in opened(file, **how).messages()]
        for how in ({}, {"encoding": "windows-1252"})
    ]
    assert names == [["œ Oy"], ["½ Oy"]]


def test_a_separator_that_the_file_names_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("sep=|\nname|comment|internal_identifier\nOy|x|C-1\n", "utf-8")
    (draft,) = opened(file).messages()
    assert (values([draft]), draft.rows) == ([("C-1", "Oy", "x")], (3,))


# Workbooks.


def test_numbers_and_dates_of_a_workbook_are_exact(tmp_path: Path) -> None:
    columns = layout(find("accounting"))

    def fill(sheet: Any) -> None:
        names = "voucher_date voucher_class calculation_mode line_sum account_number vat_percent vat_percent.vat_code"
        sheet.append(names.split())
        sheet.append([datetime(2026, 12, 31), "Muistiotosite", "net", 0.1 + 0.2, 1900, 0.255, "KOMY"])  # noqa: DTZ001
        sheet.append([None, None, None, -0.3, 3000.0, 25.5, "KOMY"])
        sheet["F2"].number_format = "0.0 %"

    file = workbook(tmp_path / "vouchers.xlsx", fill)
    reading = Reading(open_sheet(file, columns), columns, tmp_path)
    (draft,) = reading.messages()
    assert reading.problems == []
    message = draft.message
    assert message.voucher_date == date(2026, 12, 31)
    assert [str(line.line_sum.value) for line in message.voucher_line] == ["0.3", "-0.3"]
    assert [line.account_number for line in message.voucher_line] == [1900, 3000]
    assert {str(line.vat_percent.value) for line in message.voucher_line} == {"25.5"}


def test_leading_zeros_of_a_format_are_kept_and_lost_digits_are_told(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["internal_identifier", "name", "comment"])
        sheet.append([17, "A", 1234567890123456789])
        sheet["A2"].number_format = "0000"
        sheet.append([18.0, "B", "x"])

    reading = opened(workbook(tmp_path / "customers.xlsx", fill))
    drafts = list(reading.messages())
    assert [draft.own for draft in drafts] == [("0017",), ("18",)]
    (problem,) = reading.problems
    assert (problem.cell, problem.rule) == ("C2", "type")
    assert "format the cell as text" in problem.found


def test_a_formula_without_a_value_is_a_wrong_cell(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["name", "comment"])
        sheet.append(["A", '="a"&"b"'])
        sheet.append(["B", "#REF!"])
        sheet["B3"].data_type = "e"

    reading = opened(workbook(tmp_path / "customers.xlsx", fill))
    assert [draft.message for draft in reading.messages()] == [None, None]
    assert [(problem.cell, problem.rule) for problem in reading.problems] == [("B2", "cell"), ("B3", "cell")]
    assert "has no calculated value" in reading.problems[0].found


def test_a_formula_counts_with_the_value_that_was_saved(tmp_path: Path) -> None:
    file = workbook(tmp_path / "plain.xlsx", lambda sheet: sheet.append(["name"]) or sheet.append(["=1+1"]))
    calculated = tmp_path / "customers.xlsx"
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(calculated, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"))
    (draft,) = opened(calculated).messages()
    assert draft.message.customer_base_information.name == "2"


def test_the_first_sheet_that_is_not_hidden_is_read_unless_one_is_named(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for name, state in (("Piilo", "hidden"), ("Yksi", "visible"), ("Kaksi", "visible")):
        sheet: Any = made.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(["name"])
        sheet.append([name])
    made.remove(made.worksheets[0])
    file = tmp_path / "customers.xlsx"
    made.save(file)
    for how, name in (({}, "Yksi"), ({"sheet": "Kaksi"}, "Kaksi"), ({"sheet": "Piilo"}, "Piilo")):
        (draft,) = opened(file, **how).messages()
        assert draft.message.customer_base_information.name == name
    assert open_sheet(file, CUSTOMERS, sheet="Yksi").about == "sheet 'Yksi'"
    with pytest.raises(SetupError, match="has no sheet 'Kolme'; it has 'Yksi', 'Kaksi'"):
        open_sheet(file, CUSTOMERS, sheet="Kolme")


def test_rows_beyond_the_size_that_a_sheet_says_are_read(tmp_path: Path) -> None:
    file = workbook(tmp_path / "plain.xlsx", lambda sheet: [*map(sheet.append, (["name"], ["A"], ["B"], ["C"]))])
    short = tmp_path / "customers.xlsx"
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(short, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b'ref="A1:A4"', b'ref="A1"'))
    assert len(list(opened(short).messages())) == 3


# What is refused.


def refused(file: Path, **how: Any) -> str:
    with pytest.raises(SetupError) as caught:
        list(opened(file, **how).messages())
    return str(caught.value)


def test_a_workbook_without_the_extra_is_refused_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = workbook(tmp_path / "customers.xlsx", lambda sheet: sheet.append(["name"]))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert "a sheet of Excel needs openpyxl: pip install 'netvisor-xml[sheets]'" in refused(file)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0 old", "old format of Excel"),
        (b"PK\x03\x04 broken", "cannot be read as a workbook"),
        (b"name\n\x81\x20\x8d\n", "is not windows-1252: the byte 81 in line 2"),
        (b'name\n"a"b\n', "is not CSV at line 2"),
        (b"a;b\n1;2\n", "names no column of customer.nv"),
        (b"name\n" + b"x" * 2_000_000, "field larger than field limit"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_sheet_is_refused_and_says_what_to_do(content: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_bytes(content)
    assert told in refused(file)


def test_another_archive_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "customers.ods"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    assert "no workbook of Excel" in refused(file)


def bomb(file: Path, part: str, megabytes: int) -> Path:
    """A small workbook with a part that is large unpacked."""
    workbook(file, lambda sheet: sheet.append(["name"]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(part, "w") as stream:
        for _ in range(megabytes):
            stream.write(bytes(1 << 20))
    return file


@pytest.mark.slow
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    file = bomb(tmp_path / "customers.xlsx", "xl/worksheets/sheet9.xml", 300)
    assert file.stat().st_size < 1 << 20
    tracemalloc.start()
    told = refused(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "unpacked, more than 268,435,456" in told
    assert most < 10 << 20


@pytest.mark.slow
def test_a_large_part_beside_the_sheets_is_refused(tmp_path: Path) -> None:
    file = bomb(tmp_path / "customers.xlsx", "xl/more.xml", 65)
    assert "has a part xl/more.xml of 68,157,440 bytes" in refused(file)


@pytest.mark.slow
def test_a_sheet_of_ten_million_rows_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_bytes(b"name\n" + b"a\n" * 10_000_000)
    assert f"has more than {MOST_ROWS:,} rows: split it" in refused_reading(file)


def far_below(folder: Path, row: int) -> Path:
    """A workbook with a value in a row far below."""
    plain = workbook(folder / "plain.xlsx", lambda sheet: sheet.append(["name"]))
    cell = f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(folder / "far.xlsx", "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"</sheetData>", cell.encode()))
    return folder / "far.xlsx"


@pytest.mark.slow
def test_rows_far_below_are_refused(tmp_path: Path) -> None:
    assert "more cells than a sheet can have" in refused_reading(far_below(tmp_path, 10_000_000))


def test_the_limits_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netvisor.sheets.workbook._MOST_UNPACKED", 2 << 20)
    monkeypatch.setattr("netvisor.sheets.workbook._MOST_AT_ONCE", 1 << 19)
    monkeypatch.setattr("netvisor.sheets.workbook._LAST_ROW", 100)
    monkeypatch.setattr("netvisor.sheets.sheet.MOST_ROWS", 10)
    assert "unpacked, more than" in refused(bomb(tmp_path / "1.xlsx", "xl/worksheets/sheet9.xml", 3))
    assert "has a part xl/more.xml" in refused(bomb(tmp_path / "2.xlsx", "xl/more.xml", 1))
    assert "more cells than a sheet can have" in refused_reading(far_below(tmp_path, 200))
    many = tmp_path / "many.csv"
    many.write_text("name\n" + "a\n" * 11, "utf-8")
    assert "has more than 10 rows: split it" in refused_reading(many)
    many.write_text("name\n" + "a\n\n" * 10, "utf-8")
    assert len(list(opened(many).messages())) == 10


def refused_reading(file: Path) -> str:
    """Why the rows of a file are refused, without making messages of those before."""
    with pytest.raises(SetupError) as caught:
        for _ in open_sheet(file, CUSTOMERS).rows:
            pass
    return str(caught.value)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    with file.open("wb") as stream:
        stream.truncate(65 << 20)
    assert "more than 67,108,864: split it" in refused(file)


def test_values_far_to_the_right_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text(f"name{';' * 1000}\nOy{';' * 1000}x\n", "utf-8")
    assert "has values right of column ALL" in refused(file)

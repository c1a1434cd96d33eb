"""Headers are recognised, rows find their messages, and problems their cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from netvisor.errors import SetupError
from netvisor.resources import RESOURCES, find
from netvisor.sheets import Draft, Layout, Reading, layout, open_sheet, write_template

CUSTOMERS = layout(find("customer"), "add")
VOUCHERS = layout(find("accounting"))
INVOICES = layout(find("salesinvoice"), "add")
HOURS = layout(find("workday"))
HEAD = "voucher_date;number;voucher_class;calculation_mode;line_sum;account_number;vat_percent;vat_percent.vat_code"


def read(columns: Layout, folder: Path, *lines: str) -> tuple[list[Draft], list[str]]:
    """The messages of a sheet, and its problems: the cell and the rule."""
    file = folder / "sheet.csv"
    file.write_text("\n".join(lines), "utf-8")
    reading = Reading(open_sheet(file, columns), columns, folder)
    drafts = list(reading.messages())
    return drafts, [f"{problem.cell} {problem.rule}" for problem in reading.problems]


# Columns.


def every_layout() -> list[Layout]:
    found = []
    for resource in RESOURCES:
        for method in find(resource).methods or (None,):
            try:
                found.append(layout(find(resource), method))
            except SetupError:
                continue
    return found


def test_every_column_has_a_name_of_its_own_by_which_it_is_found() -> None:
    layouts = every_layout()
    assert len(layouts) == 57
    for each in layouts:
        names = [column.name for column in each.columns]
        assert len(set(names)) == len(names)
        assert [each.named(name) for name in names] == list(each.columns)


@pytest.mark.parametrize(
    ("columns", "header", "name"),
    [
        (CUSTOMERS, "Internal Identifier", "internal_identifier"),
        (CUSTOMERS, "internalidentifier", "internal_identifier"),
        (CUSTOMERS, "customerbaseinformation.internalidentifier", "internal_identifier"),
        (CUSTOMERS, "customer_base_information.name", "name"),
        (INVOICES, "salesinvoiceamount.iso4217currencycode", "sales_invoice_amount.iso4217_currency_code"),
        (VOUCHERS, "description", "description"),
        (VOUCHERS, "voucherline.description", "voucher_line.description"),
        (VOUCHERS, "useonlyexistingdimensions", "use_only_existing_dimensions"),
    ],
)
def test_a_header_is_recognised_in_several_spellings(columns: Layout, header: str, name: str) -> None:
    column = columns.named(header)
    assert column is not None
    assert column.name == name


def test_unknown_doubled_and_nameless_columns_are_told_with_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text("name;emial;name;type;import: state;\nOy;;;;;x\n", "utf-8")
    reading = Reading(open_sheet(file, CUSTOMERS), CUSTOMERS, tmp_path)
    list(reading.messages())
    assert [(problem.cell, problem.rule) for problem in reading.problems] == [
        ("B1", "unknown-column"),
        ("C1", "doubled-column"),
        ("D1", "unknown-column"),
        ("F2", "unknown-column"),
    ]
    assert reading.problems[0].expected == '"email"?'
    assert "internal_identifier.type, " in reading.problems[2].expected


def test_a_missing_column_is_one_problem_however_many_rows_need_it(tmp_path: Path) -> None:
    assert read(CUSTOMERS, tmp_path, "internal_identifier", "C-1", "C-2")[1] == ["1 missing-column"]
    # One that was misspelt is told as such only.
    assert read(CUSTOMERS, tmp_path, "internal_identifier;nmae", "C-1;Oy")[1] == ["B1 unknown-column"]


# Rows.


def test_rows_of_one_number_are_one_message_with_or_without_its_own_values(tmp_path: Path) -> None:
    repeated = "31.1.2026;1;Tosite;net"
    for further in (repeated, ";;;"):
        drafts, problems = read(
            VOUCHERS, tmp_path, HEAD, f"{repeated};5;1900;0;NONE", f"{further};-5;3000;0;NONE", f"{further};0;1;0;NONE"
        )
        assert problems == []
        assert [(len(draft.message.voucher_line), draft.rows) for draft in drafts] == [(3, (2, 3, 4))]
        assert drafts[0].own == ("2026-01-31", "1", "Tosite")


def test_a_message_without_a_number_begins_with_each_row_that_has_values_of_its_own(tmp_path: Path) -> None:
    line = "31.1.2026;;Tosite;net"
    drafts, problems = read(
        VOUCHERS,
        tmp_path,
        HEAD,
        *(f"{line};5;1900;0;NONE", ";;;;-5;3000;0;NONE", f"{line};7;1900;0;NONE", ";;;;-7;3000;0;NONE"),
    )
    assert (problems, [draft.rows for draft in drafts], drafts[0].own) == ([], [(2, 3), (4, 5)], ())


def test_a_list_in_a_line_goes_on_in_rows_that_have_nothing_else(tmp_path: Path) -> None:
    drafts, problems = read(
        CUSTOMERS,
        tmp_path,
        "internal_identifier;name;dimension_name;dimension_item",
        *("C-1;Oy;Piiri;Etelä", "C-1;;Tiimi;A", ";;Laji;B", "C-2;Oy;;"),
    )
    details = drafts[0].message.customer_dimension_details
    assert problems == []
    assert [each.dimension_name for each in details.dimension] == ["Piiri", "Tiimi", "Laji"]
    drafts, problems = read(
        VOUCHERS,
        tmp_path,
        f"{HEAD};dimension_name;dimension_item",
        *("31.1.2026;1;Tosite;net;5;1900;0;NONE;Piiri;Etelä", ";;;;;;;;Tiimi;A", ";;;;-5;3000;0;NONE;;"),
    )
    assert problems == []
    assert [len(line.dimension) for line in drafts[0].message.voucher_line] == [2, 0]


def test_contradictions_repeated_numbers_and_rows_that_add_nothing_are_problems(tmp_path: Path) -> None:
    voucher = "31.1.2026;{};Tosite;{};{};1900;0;NONE"
    rows = [voucher.format(*each) for each in ((1, "net", 5), (1, "gross", -5), (2, "net", 0), (1, "net", 0))]
    assert "D3 contradiction" in read(VOUCHERS, tmp_path, HEAD, *rows)[1]
    assert "A5 repeated-number" in read(VOUCHERS, tmp_path, HEAD, *rows)[1]
    assert read(CUSTOMERS, tmp_path, "internal_identifier;name", "C-1;A", "C-1;B")[1] == ["A3 repeated-number"]


def test_an_order_may_have_the_number_of_an_invoice(tmp_path: Path) -> None:
    head = "sales_invoice_number;invoice_type;sales_invoice_private_comment"
    told = read(INVOICES, tmp_path, head, "1;;a", "2;;a", "1;order;a")[1]
    assert not any("repeated-number" in each for each in told)
    assert "A4 repeated-number" in read(INVOICES, tmp_path, head, "1;;a", "2;;a", "1;invoice;a")[1]


def test_problems_of_rules_are_told_at_the_cells_that_break_them(tmp_path: Path) -> None:
    told = read(VOUCHERS, tmp_path, HEAD, "31.1.2026;1;Tosite;net;5;1900;0;NONE", ";;;;-4;3000;0;NONE")[1]
    assert [each.split()[0] for each in told] == ["D2"]
    told = read(INVOICES, tmp_path, "sales_invoice_number;product_name;comment", "1;Tuote;Kommentti")[1]
    assert "B2 exactly-one" in told


def test_needed_elements_that_may_be_empty_are_sent_empty_when_their_cells_are(tmp_path: Path) -> None:
    head = "employee_identifier;date;hours;workday_hour.collector_ratio;workday_hour.acceptance_status"
    row = "12;1.2.2026;7,5;100;accepted"
    drafts, problems = read(HOURS, tmp_path, f"{head};workday_hour.description", f"{row};")
    assert problems == []
    (entry,) = drafts[0].message.workday_hour
    assert repr(entry.description) == "CLEAR"
    assert read(HOURS, tmp_path, head, row)[1] == ["1 missing-column"]


def test_a_mark_sends_an_element_empty_where_it_may_be(tmp_path: Path) -> None:
    drafts, problems = read(CUSTOMERS, tmp_path, "name;email;is_active", "Oy;CLEAR;")
    assert (problems, repr(drafts[0].message.customer_base_information.email)) == ([], "CLEAR")
    assert read(VOUCHERS, tmp_path, HEAD, "CLEAR;1;Tosite;net;5;1900;0;NONE")[1][0] == "A2 clear"


def test_a_file_that_is_named_in_a_cell_is_looked_for_beside_the_sheet(tmp_path: Path) -> None:
    scan = layout(find("escan"))
    head = ";".join(column.name for column in scan.columns if column.required)
    (tmp_path / "kuitti.pdf").write_bytes(b"%PDF")
    row = ["kuitti.pdf" if column.scalar.kind == "base64" else "x" for column in scan.columns if column.required]
    assert not any("file" in each for each in read(scan, tmp_path, head, ";".join(row))[1])
    row = [each.replace("kuitti", "puuttuu") for each in row]
    assert any(each.endswith(" file") for each in read(scan, tmp_path, head, ";".join(row))[1])


# The template.


def test_a_template_has_drop_downs_notes_and_columns_of_text(tmp_path: Path) -> None:
    write_template(INVOICES, tmp_path / "empty.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    sheet: Any = workbook["salesinvoice"]
    at = {cell.value: cell for cell in sheet[1]}
    assert list(at) == [column.name for column in INVOICES.columns]
    assert all(cell.comment.text for cell in at.values())
    assert "Needed in every message." in at["sales_invoice_date"].comment.text
    assert at["sales_invoice_date"].font.bold
    kind = at["product_unit_price.type"].column_letter
    (rule,) = (each for each in sheet.data_validations.dataValidation if f"{kind}2:" in str(each.sqref))
    values = [cell.value for (cell,) in workbook["values"][rule.formula1.partition("!")[2].replace("$", "")]]
    assert values == ["net", "gross", "netvisor"]
    assert workbook["values"].sheet_state == "hidden"
    assert sheet.column_dimensions[at["product_identifier"].column_letter].number_format == "@"
    assert sheet.column_dimensions[at["sales_invoice_date"].column_letter].number_format == "dd.mm.yyyy"

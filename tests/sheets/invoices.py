"""A sheet of sales invoices, and what people do wrong in one."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

import openpyxl

from netvisor.sheets.sheet import letters
from tests.sheets.filling import typed

Line: TypeAlias = list[Any]

COLUMNS: Final = (
    "sales_invoice_number",
    "sales_invoice_date",
    "sales_invoice_amount",
    "sales_invoice_status",
    "invoicing_customer_identifier",
    "invoicing_customer_identifier.type",
    "payment_term_net_days",
    "product_identifier",
    "product_identifier.type",
    "product_name",
    "product_unit_price",
    "product_unit_price.type",
    "product_vat_percentage",
    "product_vat_percentage.vat_code",
    "sales_invoice_product_line_quantity",
)
EACH: Final = 4
"""Lines of an invoice."""


@dataclass(frozen=True)
class Mistake:
    """What a person does to one cell: which column, in which line of the invoice, and the new value."""

    rule: str
    column: str
    make: Callable[[list[Line], int], Any]
    line: int | None = None


MISTAKES: Final = (
    Mistake("type", "sales_invoice_product_line_quantity", lambda rows, at: "kaksi"),
    Mistake("type", "product_unit_price", lambda rows, at: "12 34"),
    Mistake("type", "product_vat_percentage", lambda rows, at: "25,5,0"),
    Mistake("type", "payment_term_net_days", lambda rows, at: "14,5", 0),
    Mistake("type", "payment_term_net_days", lambda rows, at: "neljätoista", 2),
    Mistake("type", "sales_invoice_date", lambda rows, at: "31.2.2026", 0),
    Mistake("type", "sales_invoice_date", lambda rows, at: "1.1.26", 1),
    Mistake("type", "sales_invoice_number", lambda rows, at: "100x", 1),
    Mistake("values", "product_unit_price.type", lambda rows, at: "netto"),
    Mistake("values", "product_vat_percentage.vat_code", lambda rows, at: "KOMI"),
    Mistake("required", "product_identifier", lambda rows, at: None),
    Mistake("required", "sales_invoice_product_line_quantity", lambda rows, at: " "),
    Mistake("required", "product_unit_price.type", lambda rows, at: None),
    Mistake("max-length", "product_name", lambda rows, at: "x" * 201),
    Mistake("cell", "product_name", lambda rows, at: "#N/A"),
    Mistake("cell", "product_identifier", lambda rows, at: "#PUUTTUU!"),
    Mistake("clear", "product_vat_percentage", lambda rows, at: "CLEAR"),
    Mistake("contradiction", "sales_invoice_date", lambda rows, at: date(2026, 11, 22), 3),
    Mistake("contradiction", "invoicing_customer_identifier", lambda rows, at: "C-2", 2),
    Mistake("repeated-number", "sales_invoice_number", lambda rows, at: rows[0][0], 3),
)


def invoices(rows: int) -> list[Line]:
    """Lines of invoices without a mistake."""
    first = date(2026, 11, 21)
    return [
        [
            *(1000 + at // EACH, first, None, "unsent", "C-1", "customer", 14),
            *("0017", "customer", f"Tuote {at}", (1250 + at) / 100, "net", 25.5, "KOMY", 2),
        ]
        for at in range(rows)
    ]


def spoilt(lines: list[Line], mistakes: int, seed: int) -> set[tuple[str, str]]:
    """Make mistakes in as many cells, each in an invoice of its own; gives the cells and the rules that they break."""
    chance = random.Random(seed)  # noqa: S311  # picks cells
    made = set()
    for at in chance.sample(range(1, len(lines) // EACH), mistakes):
        mistake = chance.choice(MISTAKES)
        line = EACH * at + (mistake.line if mistake.line is not None else chance.randrange(EACH))
        column = COLUMNS.index(mistake.column)
        lines[line][column] = mistake.make(lines, line)
        made.add((f"{letters(column)}{line + 2}", mistake.rule))
    return made


def write(lines: list[Line], file: Path) -> Path:
    """Write lines below their headers."""
    if file.suffix == ".csv":
        with file.open("w", encoding="cp1252", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows(
                [COLUMNS, *(["" if each is None else typed(each) for each in line] for line in lines)]
            )
        return file
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Laskut")
    for line in ([*COLUMNS], *lines):
        sheet.append(line)
    workbook.save(file)
    return file

"""A template that was filled in gives the message that was meant, for every resource that writes."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from netvisor.codec.json_message import message_from_json, message_to_json
from netvisor.declare import Method
from netvisor.errors import MessageError, SetupError
from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints, find
from netvisor.sheets.columns import Layout, layout
from netvisor.sheets.messages import Draft, Reading
from netvisor.sheets.opening import open_sheet
from netvisor.sheets.template import write_template
from netvisor.testing import messages
from tests.sheets.filling import Filled, NotFlat, plainly, rows_of, typed, without_cleared_parts

WRITING = [each for each in endpoints() if each.writes and each.request is not None]
NOT_FLAT = {
    "salesinvoicebatch.nv": "holds whole messages of salesinvoice.nv",
    "purchaseinvoicebatch.nv": "holds whole messages of purchaseinvoice.nv",
}
FLAT = [(each, method) for each in WRITING if each.resource not in NOT_FLAT for method in each.methods or (None,)]


def filled(columns: Layout, rows: list[Filled], file: Path) -> None:
    """Fill in a template, as a person does."""
    write_template(columns, file)
    at = {column.name: index for index, column in enumerate(columns.columns)}
    needed = {column.name: _needed(column.scalar) for column in columns.columns if column.parameter and column.required}
    rows = [{**rows[0], **needed}, *rows[1:]]
    if file.suffix == ".csv":
        with file.open("a", encoding="utf-8", newline="") as stream:
            for row in rows:
                line = [typed(row[column.name]) if column.name in row else "" for column in columns.columns]
                csv.writer(stream, delimiter=";").writerow(line)
        return
    workbook = openpyxl.load_workbook(file)
    for number, row in enumerate(rows, 2):
        for name, value in row.items():
            # Before 1900-03, spreadsheets have no dates.
            value = typed(value) if isinstance(value, date) and value.year < 1901 else value
            cell = workbook.worksheets[0].cell(number, at[name] + 1, value)
            if isinstance(value, str):
                cell.data_type = "s"
    workbook.save(file)


def _needed(scalar: Any) -> str:
    return str(scalar.values[0]) if scalar.values else {"date": "1.1.2026"}.get(scalar.kind, "17")


def read(columns: Layout, file: Path) -> list[Draft]:
    """Read a sheet that has nothing wrong."""
    reading = Reading(open_sheet(file, columns), columns, file.parent)
    drafts = list(reading.messages())
    assert [str(problem) for problem in reading.problems] == []
    return drafts


@pytest.mark.parametrize(("endpoint", "method"), FLAT, ids=[f"{each.resource}-{method}" for each, method in FLAT])
@settings(max_examples=settings().max_examples // 4, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_filled_template_gives_the_message(
    endpoint: Endpoint, method: Method | None, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("sheet")
    assert endpoint.request is not None
    drawn = data.draw(messages(endpoint.request, method=method))
    plain = plainly(without_cleared_parts(endpoint.request, message_to_json(drawn)), folder)
    columns = layout(endpoint, method)
    try:
        meant: Any = message_from_json(endpoint.request, plain, folder, method)
        rows = rows_of(columns, plain)
    except (MessageError, NotFlat):
        assume(False)
    file = folder / f"filled{data.draw(st.sampled_from(['.csv', '.xlsx']))}"
    filled(columns, rows, file)
    assert [draft.message for draft in read(columns, file)] == [meant]


@pytest.mark.parametrize("resource", NOT_FLAT)
def test_a_batch_cannot_be_a_sheet_and_says_why(resource: str) -> None:
    with pytest.raises(SetupError, match=NOT_FLAT[resource]):
        layout(find(resource))

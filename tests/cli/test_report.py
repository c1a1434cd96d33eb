"""`netvisor report`: a table in the terminal, a page, JSON."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from netvisor import Client
from netvisor.cli.report import COMMANDS
from netvisor.reports import cashflow
from netvisor.sandbox import Sandbox
from tests.cli.conftest import Run, point_to
from tests.cli.terminals import COLUMNS, at_terminal

PERIOD = "--from", "2025-12", "--to", "2026-11"
MAY = "2026-05  72 853.89  −49 424.73  23 429.16  23 609.38"
every_report = pytest.mark.parametrize("name", COMMANDS)


def squeezed(line: str) -> str:
    """A line with two blanks between its columns."""
    return re.sub(r" {2,}", "  ", line.rstrip())


@pytest.fixture(scope="module")
def demo() -> Iterator[Sandbox]:
    with Sandbox(seed="demo") as running:
        yield running


@pytest.fixture
def books(demo: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    point_to(monkeypatch, demo)
    return demo


def test_a_report_is_a_table_with_its_notes_and_calls(run: Run, books: Sandbox) -> None:
    lines = run("report", "cashflow", *PERIOD).stdout.splitlines()
    assert re.fullmatch(r"Company 1234567-8, 2025-12-01 to 2026-11-30\. Read on [-0-9]+ [0-9:]+\.", lines[1])
    assert MAY in map(squeezed, lines)
    assert any(line.startswith("- Money in and out are the rows of valid vouchers") for line in lines)
    assert lines[-1] == (
        "[3] accountingledger.nv?startdate=2025-12-01&enddate=2026-11-30 (accounting.list_vouchers): 684 vouchers"
    )


@every_report
def test_json_has_exact_decimals_and_sources(run: Run, books: Sandbox, name: str) -> None:
    made = json.loads(run("report", name, "--json").stdout)
    assert (made["report"], made["company"]) == (name, "1234567-8")
    assert [source["number"] for source in made["sources"]] == [*range(1, len(made["sources"]) + 1)]
    assert made["notes"]


def test_json_holds_the_figures_of_the_library(run: Run, books: Sandbox) -> None:
    made = json.loads(run("report", "cashflow", *PERIOD, "--json").stdout)
    with Client(books.credentials, base_url=books.url) as client:
        (table,) = cashflow(client, first="2025-12", last="2026-11").tables
    rows = [
        [Decimal(row[name]) for name in ("in", "out", "net", "balance")] for row in made["tables"]["months"]["rows"]
    ]
    assert rows == [list(row[1:]) for row in table.rows]


@every_report
def test_a_page_is_written_whole(run: Run, books: Sandbox, tmp_path: Path, name: str) -> None:
    out = tmp_path / "report.html"
    done = run("report", name, "-o", out)
    assert (done.stdout, done.stderr) == ("", f"written to {out}\n")
    assert out.read_text("utf-8").endswith("</body></html>\n")
    assert os.listdir(tmp_path) == ["report.html"]


def test_json_into_a_file_by_its_ending(run: Run, books: Sandbox, tmp_path: Path) -> None:
    run("report", "aging", "--on", "2026-10-01", "-o", tmp_path / "aging.json")
    assert json.loads((tmp_path / "aging.json").read_text("utf-8"))["period"] == "ages on 2026-10-01"


@every_report
def test_a_report_only_reads(run: Run, books: Sandbox, name: str) -> None:
    calls = len(books.calls)
    run("report", name)
    assert {entry.http for entry in books.calls[calls:]} == {"GET"}


def test_a_table_fits_the_terminal(books: Sandbox) -> None:
    aging, months, vat = at_terminal(
        [("report", "aging", "--on", "2026-10-01"), ("report", "cashflow", *PERIOD), ("report", "vat", *PERIOD)]
    )
    for text in (aging, months, vat):
        assert max(map(len, text.splitlines())) <= COLUMNS
    assert any(squeezed(line).startswith("Pihlajamäen pyöräseura ry  1 969.74") for line in aging.splitlines())
    assert "more columns: --json shows everything" in aging
    assert MAY in map(squeezed, months.splitlines())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("cashflow", "--from", "2026-13"), "the first month is '2026-13'; expected a month, such as 2026-01"),
        (("vat", "--from", "2026-02", "--to", "2026-01"), "the first month, 2026-02, is after the last one, 2026-01"),
        (("aging", "--on", "yesterday"), "'yesterday' does not match the format"),
        (("vat", "-o", "vat.pdf"), "vat.pdf ends with neither .html nor .json"),
        (("profit",), "No such command 'profit'"),
    ],
)
def test_wrong_arguments_are_named(run: Run, books: Sandbox, arguments: tuple[str, ...], told: str) -> None:
    done = run("report", *arguments)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_failed_read_leaves_no_page(run: Run, books: Sandbox, tmp_path: Path) -> None:
    books.fail_next(how="maintenance", resource="accountingledger.nv")
    assert run("report", "vat", "-o", tmp_path / "vat.html").exit_code == 1
    assert os.listdir(tmp_path) == []

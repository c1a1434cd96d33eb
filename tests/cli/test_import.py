"""`netvisor import`: what people see of it, what it sends, and how it ends."""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from netvisor import Client
from netvisor.cli.connection import sandbox_file
from netvisor.cli.queue_place import sandbox_queue
from netvisor.queue import Outbox
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from tests.cli.conftest import Run, parsed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(file: str, *lines: str, encoding: str = "utf-8") -> str:
    Path(file).write_text("\n".join(lines), encoding)
    return file


def last(text: str) -> str:
    return text.splitlines()[-1]


def figures(text: str) -> list[int]:
    """The numbers of the last line, which has exactly this form."""
    form = r"import:          rows (\d+)  messages (\d+)  sent (\d+)  refused (\d+)  wrong cells (\d+)"
    found = re.fullmatch(form, last(text))
    assert found is not None, last(text)
    return [int(each) for each in found.groups()]


def codes() -> list[str | None]:
    """The customers of the embedded sandbox."""
    with Sandbox(db=sandbox_file()) as sandbox, Client(sandbox.credentials, base_url=sandbox.url) as client:
        return [each.code for each in client.send(customers.list_customers())]


GOOD = ("internal_identifier;name", "C-1;Äiti Oy", "C-2;Bee Oy")


def test_a_template_is_written_once(run: Run, folder: Path) -> None:
    ended = run("import", "customer", "empty.xlsx", "--template")
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "59 columns" in ended.stderr
    again = run("import", "customer", "empty.xlsx", "--template")
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)


def test_a_sheet_is_only_shown_without_send(run: Run, folder: Path) -> None:
    ended = run("import", "customer", write("customers.csv", *GOOD))
    assert ended.exit_code == 0
    assert figures(ended.stdout) == [2, 2, 0, 0, 0]
    assert "row 2  customer.nv, add  C-1\n" in ended.stdout
    assert "read as utf-8 (it is valid UTF-8), separated by semicolons" in ended.stderr
    assert "nothing was sent" in ended.stderr
    assert not sandbox_file().exists()


def test_totals_are_shown(run: Run, folder: Path) -> None:
    head = "voucher_date;voucher_class;calculation_mode;line_sum;account_number;vat_percent;vat_code"
    lines = ("31.1.2026;Muistiotosite;net;1 000,50;1900;0;NONE", ";;;-1000,50;3000;0;NONE")
    ended = run("import", "accounting", write("vouchers.csv", head.replace("vat_code", "vat_percent.vat_code"), *lines))
    assert "total of line_sum: 0.00\n" in ended.stdout
    assert figures(ended.stdout) == [2, 1, 0, 0, 0]


def test_each_problem_has_its_cell_and_nothing_is_sent(run: Run, folder: Path) -> None:
    file = write("customers.csv", "internal_identifier;nmae;is_active", "C-1;Äiti Oy;ehkä", encoding="cp1252")
    ended = run("import", "customer", file, "--send", "--sandbox")
    assert ended.exit_code == 3
    assert ended.stdout.splitlines()[:2] == [
        'customers!B1  nmae  unknown column "nmae"  "name"?',
        'customers!C2  is_active  "ehkä" is not true or false (tosi or epätosi, kyllä or ei, 1 or 0)  '
        "true or false (tosi or epätosi, kyllä or ei, 1 or 0)",
    ]
    assert figures(ended.stdout) == [1, 1, 0, 0, 2]
    assert "read as windows-1252" in ended.stderr
    assert not Path("customers.result.csv").exists()


def test_problems_are_json_for_programs(run: Run, folder: Path) -> None:
    ended = run("import", "customer", write("customers.csv", "name,is_active", "Oy,ehkä"), "--json")
    assert ended.exit_code == 3
    said = parsed(ended)
    assert [said[name] for name in ("rows", "messages", "sent", "refused", "wrong_cells")] == [1, 1, 0, 0, 1]
    (problem,) = said["problems"]
    assert {name: problem[name] for name in ("cell", "row", "column", "header", "value", "rule")} == {
        "cell": "B2",
        "row": 2,
        "column": "B",
        "header": "is_active",
        "value": "ehkä",
        "rule": "type",
    }
    assert said["items"] == [{"rows": [2], "number": [], "state": "wrong"}]


def test_what_is_sent_is_in_the_books_once_however_often(run: Run, folder: Path) -> None:
    file = write("customers.csv", *GOOD)
    before = Path(file).read_bytes()
    for _ in range(2):
        ended = run("import", "customer", file, "--send", "--sandbox")
        assert (ended.exit_code, figures(ended.stdout)) == (0, [2, 2, 2, 0, 0])
    assert "Put by an earlier import for 1234567-8: 2 accepted" in ended.stderr
    assert codes() == ["C-1", "C-2"]
    assert Path(file).read_bytes() == before
    with Path("customers.result.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert rows[1] == ["C-1", "Äiti Oy", "accepted", "1", ""]
    renamed = Path(file).rename("others.csv")
    assert figures(run("import", "customer", renamed, "--send", "--sandbox").stdout) == [2, 2, 2, 0, 0]
    assert codes() == ["C-1", "C-2"]


def test_messages_without_a_number_are_sent_once_too(run: Run, folder: Path) -> None:
    file = write("customers.csv", "name", "Äiti Oy", "Äiti Oy", "Bee Oy")
    for _ in range(2):
        ended = run("import", "customer", file, "--send", "--sandbox")
        assert figures(ended.stdout) == [3, 3, 3, 0, 0]
    assert "nobody can tell whether" not in ended.stderr
    assert len(codes()) == 3


def test_the_result_can_be_imported_again(run: Run, folder: Path) -> None:
    run("import", "customer", write("customers.csv", *GOOD), "--send", "--sandbox")
    ended = run("import", "customer", "customers.result.csv")
    assert figures(ended.stdout) == [2, 2, 0, 0, 0]


INVOICE = (
    "sales_invoice_number;sales_invoice_date;sales_invoice_amount;sales_invoice_status;invoicing_customer_identifier;"
    "invoicing_customer_identifier.type;payment_term_net_days;line_sum;line_sum.type;account_number;vat_percent;"
    "vat_percent.vat_code;comment",
    "1001;21.11.2026;;unsent;C-1;customer;14;;;;;;Kiitos",
    "1002;21.11.2026;;unsent;C-9;customer;14;;;;;;Kiitos",
)


def test_what_was_refused_is_tried_again(run: Run, folder: Path) -> None:
    run("import", "customer", write("customers.csv", *GOOD), "--send", "--sandbox")
    file = write("invoices.csv", *INVOICE)
    ended = run("import", "salesinvoice", file, "--send", "--sandbox")
    assert (ended.exit_code, figures(ended.stdout)) == (1, [2, 2, 1, 1, 0])
    assert "row 3  1002  refused  INVALID_DATA :: Sandbox: there is no customer C-9" in ended.stdout
    assert "1002;21.11.2026" in (refused := last(Path("invoices.result.csv").read_text("utf-8-sig")))
    assert ";refused;;INVALID_DATA :: Sandbox: there is no customer C-9" in refused
    # As it is, once its customer is there; and corrected.
    run("import", "customer", write("more.csv", "internal_identifier;name", "C-9;Uusi Oy"), "--send", "--sandbox")
    ended = run("import", "salesinvoice", file, "--send", "--sandbox")
    assert (ended.exit_code, figures(ended.stdout)) == (0, [2, 2, 2, 0, 0])


def test_what_was_refused_may_be_corrected(run: Run, folder: Path) -> None:
    run("import", "customer", write("customers.csv", *GOOD), "--send", "--sandbox")
    run("import", "salesinvoice", write("invoices.csv", *INVOICE), "--send", "--sandbox")
    corrected = write("invoices.csv", *(line.replace("C-9", "C-2") for line in INVOICE))
    for _ in range(2):
        ended = run("import", "salesinvoice", corrected, "--send", "--sandbox")
        assert (ended.exit_code, figures(ended.stdout)) == (0, [2, 2, 2, 0, 0])
    listed = json.loads(run("get", "salesinvoicelist", "--sandbox", "--json").stdout)["data"]
    assert [each["invoice_number"] for each in listed] == ["1001", "1002"]


def test_a_number_that_was_sent_with_other_values_is_not_sent_again(run: Run, folder: Path) -> None:
    run("import", "customer", write("customers.csv", *GOOD), "--send", "--sandbox")
    other = write("customers.csv", GOOD[0], "C-1;Toinen Oy")
    ended = run("import", "customer", other, "--send", "--sandbox")
    assert (ended.exit_code, figures(ended.stdout)) == (1, [1, 1, 0, 1, 0])
    assert "row 2  C-1  refused  it was put with other values as message 1 of the queue" in ended.stdout
    assert codes() == ["C-1", "C-2"]


def test_a_workbook_is_copied_with_its_values(run: Run, folder: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.title = "Asiakkaat"
    for row in (["internal_identifier", "name"], ["0017", "=Oy"], [None, None], ["0018", "Bee Oy"]):
        sheet.append(row)
    sheet["B2"].data_type = "s"
    workbook.save("customers.xlsx")
    ended = run("import", "customer", "customers.xlsx", "--send", "--sandbox", "--json")
    assert parsed(ended)["items"] == [
        {"rows": [2], "number": ["0017"], "state": "accepted", "netvisor_key": "1", "reason": None},
        {"rows": [4], "number": ["0018"], "state": "accepted", "netvisor_key": "2", "reason": None},
    ]
    copy = openpyxl.load_workbook("customers.result.xlsx")["Asiakkaat"]
    assert [[cell.value for cell in row] for row in copy.iter_rows()] == [
        ["internal_identifier", "name", "import: state", "import: Netvisor key", "import: reason"],
        ["0017", "=Oy", "accepted", "1", None],
        [None] * 5,
        ["0018", "Bee Oy", "accepted", "2", None],
    ]
    assert copy["B2"].data_type == "s"
    assert codes() == ["0017", "0018"]


def test_an_edit_names_the_record_by_its_key(run: Run, folder: Path) -> None:
    run("import", "customer", write("customers.csv", *GOOD), "--send", "--sandbox")
    edit = ("id;name;city", "1;Äiti Oyj;Espoo")
    ended = run("import", "customer", write("edits.csv", *edit), "--method", "edit", "--send", "--sandbox")
    assert (ended.exit_code, figures(ended.stdout)) == (0, [1, 1, 1, 0, 0])
    shown = json.loads(run("get", "getcustomer", "--param", "id=1", "--sandbox", "--json").stdout)
    base = shown["data"]["customer_base_information"]
    assert (base["name"], base["city"], base["internal_identifier"]) == ("Äiti Oyj", "Espoo", "C-1")
    without = run("import", "customer", write("edits.csv", "name", "Oy"), "--method", "edit")
    assert 'edits!1  id  the column "id" is missing, first needed in row 2  a whole number' in without.stdout


def test_a_doubtful_value_warns_with_its_cell(run: Run, folder: Path) -> None:
    ended = run("import", "customer", write("customers.csv", "name;country", "Oy;Suomi"))
    assert ended.exit_code == 0
    assert "Doubtful: customers!B2  country  'Suomi'  two letters of the list ISO 3166, such as FI" in ended.stderr


def test_another_service_than_the_sandbox_is_called_with_its_credentials(
    run: Run, folder: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    ended = run("import", "customer", write("customers.csv", *GOOD), "--send", "--db", tmp_path / "queue.db")
    assert (ended.exit_code, figures(ended.stdout)) == (0, [2, 2, 2, 0, 0])
    assert [call.resource for call in sandbox.calls] == ["customer.nv"] * 2
    with Outbox.open(tmp_path / "queue.db") as outbox:
        found = outbox.find("import customer.nv add C-1", company=sandbox.credentials.organisation_id)
    assert found is not None


def test_the_queue_of_the_sandbox_goes_when_its_books_do(run: Run, folder: Path) -> None:
    run("import", "customer", write("customers.csv", *GOOD), "--send", "--sandbox")
    assert sandbox_queue(sandbox_file(), "import").exists()
    run("sandbox", "--reset")
    assert not sandbox_queue(sandbox_file(), "import").exists()
    run("import", "customer", "customers.csv", "--send", "--sandbox")
    assert codes() == ["C-1", "C-2"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("customer", "nothing.csv"), "cannot read nothing.csv"),
        (("customerlist", "customers.csv"), "only reads"),
        (("salesinvoicebatch", "customers.csv"), "import salesinvoice.nv, which sends them one by one"),
        (("workday", "customers.csv", "--method", "add"), "workday.nv has no method"),
        (("customer", "customers.csv", "--template"), "is there already"),
        (("customer", "customers.ods", "--template"), "must end in .xlsx or .csv"),
        (("customer", "new.csv", "--template", "--send"), "--template writes an empty sheet"),
        (("customer", "customers.csv", "--sheet", "Asiakkaat"), "no workbook of Excel"),
        (("customer", "customers.csv", "--encoding", "klingon"), "there is no encoding 'klingon'"),
        (("salesinvoice", "customers.csv"), "names no column of salesinvoice.nv"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_wrong_usage_says_what_would_be_right(run: Run, folder: Path, arguments: tuple[str, ...], told: str) -> None:
    write("customers.csv", *GOOD)
    if arguments[0] == "salesinvoice":
        write("customers.csv", "a;b", "1;2")
    ended = run("import", *arguments)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert told in " ".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr
    assert os.listdir(folder) == ["customers.csv"] or set(os.listdir(folder)) == {"customers.csv", "state"}

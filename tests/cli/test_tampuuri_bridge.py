"""`netvisor tampuuri plan` and `sync`, against the embedded sandbox and a running one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fromstring

from netvisor import Client
from netvisor.cli.tampuuri.bridging import bridge_queue_of
from netvisor.resources import payments
from netvisor.sandbox import Sandbox
from netvisor.tampuuri.credentials import variable
from tests.cli.conftest import Run, parsed, point_to

LINE = re.compile(r"planned (\d+)  created (\d+)  left (\d+)  held (\d+)  doubled (\d+)")


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A sandbox with the housing company; the environment points to both halves of it."""
    with Sandbox() as running:
        running.tampuuri.fill()
        point_to(monkeypatch, running)
        monkeypatch.setenv("TAMPUURI_BASE_URL", running.tampuuri.url)
        for name, value in running.tampuuri.credentials.plain().items():
            monkeypatch.setenv(variable(name), value)
        yield running


@pytest.fixture
def file(run: Run, tmp_path: Path) -> Path:
    """The decisions of the demo, for some contracts."""
    made = tmp_path / "bridge.toml"
    made.write_text(run("tampuuri", "plan", "--template").stdout + "\n[contracts]\nids = [300000, 300001]\n", "utf-8")
    return made


def test_the_seeded_company_is_brought_over_in_one_command(run: Run) -> None:
    result = run("tampuuri", "sync", "--sandbox")
    assert result.exit_code == 0
    assert result.stdout == "planned 71  created 71  left 0  held 0  doubled 0\n"
    again = run("tampuuri", "sync", "--sandbox")
    assert (again.exit_code, again.stdout) == (0, "planned 71  created 0  left 71  held 0  doubled 0\n")
    found = parsed(run("get", "salesinvoicelist", "--sandbox", "--json"))
    assert len({each["invoice_number"] for each in found["data"]}) == len(found["data"]) == 30


def test_the_last_line_has_its_exact_form(run: Run) -> None:
    line = run("tampuuri", "sync", "--sandbox").stdout.splitlines()[-1]
    found = LINE.fullmatch(line)
    assert found is not None
    planned, created, left, held, _ = map(int, found.groups())
    assert planned == created + left + held


def test_a_plan_is_a_table_and_sends_nothing(run: Run) -> None:
    result = run("tampuuri", "plan", "--sandbox")
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["action", "target", "source", "why"]
    assert lines[4].split()[:5] == ["create", "customer", "T20001", "osapuoli", "20001"]
    assert len(lines) == 72
    assert result.stderr.endswith("create 71, change 0, leave 0, hold 0\n")
    assert parsed(run("get", "salesinvoicelist", "--sandbox", "--json"))["data"] == []


def test_a_plan_is_json_for_programs(run: Run) -> None:
    found = parsed(run("tampuuri", "plan", "--sandbox", "--json"))
    assert found["counts"] == {"create": 71, "change": 0, "leave": 0, "hold": 0}
    assert found["items"][0] == {
        "action": "create",
        "target": "product AUTO",
        "source": "maksulaji Autopaikka",
        "why": "Netvisor has no such product",
    }


def test_a_plan_is_a_page_that_needs_no_other_file(run: Run, tmp_path: Path) -> None:
    result = run("tampuuri", "plan", "--sandbox", "--page", tmp_path / "plan.html")
    assert result.exit_code == 0
    page: Any = fromstring((tmp_path / "plan.html").read_bytes())
    assert [each.text_content() for each in page.iter("h2")] == ["create 71 items"]
    rows = [[cell.text_content() for cell in row.iter("td")] for row in page.iter("tr")]
    assert ["customer T20001", "osapuoli 20001", "Netvisor has no such customer"] in rows
    assert len(rows) == 72
    assert not list(page.iter("link", "script", "img", "a"))


def test_what_stands_in_a_plan_is_no_html(run: Run, both: Sandbox, file: Path, tmp_path: Path) -> None:
    both.tampuuri.add(
        "maksulajit", {"SopimusId": 300000, "Nimi": "<b>Sauna</b>", "Summa": Decimal(5), "Alkupvm": "2025-01-01"}
    )
    run("tampuuri", "plan", file, "--page", tmp_path / "plan.html")
    text = (tmp_path / "plan.html").read_text("utf-8")
    assert "&lt;b&gt;Sauna&lt;/b&gt;" in text
    assert "<b>" not in text
    assert text.index('id="hold"') < text.index('id="create"')


def test_a_page_that_cannot_be_written_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    result = run("tampuuri", "plan", "--sandbox", "--page", tmp_path / "missing" / "plan.html")
    assert result.exit_code == 2
    assert "cannot write" in result.stderr


def test_a_report_is_json_for_programs_and_the_line_is_on_stderr(run: Run) -> None:
    result = run("tampuuri", "sync", "--sandbox", "--json")
    assert parsed(result) == {
        "planned": 71,
        "created": 71,
        "left": 0,
        "held": 0,
        "doubled": 0,
        "held_items": [],
    }
    assert result.stderr.splitlines()[-1] == "planned 71  created 71  left 0  held 0  doubled 0"


def test_two_running_services_are_bridged_by_a_file(run: Run, both: Sandbox, file: Path, tmp_path: Path) -> None:
    result = run("tampuuri", "sync", file, "--db", tmp_path / "queue.db")
    assert result.stdout == "planned 15  created 15  left 0  held 0  doubled 0\n"
    result = run("tampuuri", "sync", file, "--contract", 300000, "--db", tmp_path / "queue.db")
    assert result.stdout == "planned 10  created 0  left 10  held 0  doubled 0\n"
    assert len(both.books[both.companies[0]].customers) == 2


def test_what_is_held_is_told_with_its_reason(run: Run, both: Sandbox, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace('"without_address"', '"hold"'), "utf-8")
    result = run("tampuuri", "sync", file, "--contract", 300002)
    assert (result.exit_code, result.stdout) == (0, "planned 9  created 2  left 0  held 7  doubled 0\n")
    assert "Held: customer T20003 (osapuoli 20003): the address is protected (Turvakielto)" in result.stderr


def test_something_twice_in_netvisor_ends_with_exit_code_1(run: Run, both: Sandbox, file: Path) -> None:
    run("tampuuri", "sync", file)
    twice = payments.SalesPayment(
        sum=payments.Sum(Decimal("1.00")),
        payment_date=date(2026, 11, 3),
        target_identifier=payments.TargetIdentifier("300001202611", type="invoicenumber"),
        source_name="Somebody (Tampuuri 500010)",
        payment_method=payments.PaymentMethod("Tampuuri", type="alternative"),
    )
    with Client(both.credentials, base_url=both.url) as client:
        for _ in range(2):
            client.send(payments.add_sales_payment(twice))
    result = run("tampuuri", "sync", file)
    assert result.exit_code == 1
    assert result.stdout.endswith("doubled 1\n")


def test_the_file_is_needed_without_the_sandbox(run: Run) -> None:
    result = run("tampuuri", "sync")
    assert result.exit_code == 2
    assert "FILE is missing" in result.stderr


def test_a_wrong_file_is_told_with_its_line(run: Run, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("account = 3000", 'account = "3000"', 1), "utf-8")
    result = run("tampuuri", "plan", file, "--sandbox")
    assert result.exit_code == 2
    assert "[charges.Vuokra] account: Expected `int`, got `str`" in result.stderr


def test_no_contracts_are_told(run: Run, both: Sandbox, file: Path) -> None:
    file.write_text(file.read_text("utf-8").partition("[contracts]")[0], "utf-8")
    result = run("tampuuri", "plan", file)
    assert result.exit_code == 2
    assert "[contracts] ids" in result.stderr


def test_a_reset_of_the_sandbox_forgets_what_was_sent(run: Run) -> None:
    run("tampuuri", "sync", "--sandbox")
    queue = bridge_queue_of(Path(os.environ["XDG_STATE_HOME"]) / "netvisor" / "sandbox.sqlite")
    assert queue.exists()
    run("sandbox", "--reset")
    assert not queue.exists()
    assert run("tampuuri", "sync", "--sandbox").stdout == "planned 71  created 71  left 0  held 0  doubled 0\n"


@pytest.mark.parametrize("command", ["plan", "sync"])
def test_calls_for_the_bridge_are_counted_with_the_others(run: Run, command: str) -> None:
    assert run("tampuuri", command, "--sandbox").exit_code == 0
    (month,) = parsed(run("tampuuri", "cost", "--sandbox", "--json"))["months"]
    # Two for each contract, and the parties.
    assert month["calls"] > 20

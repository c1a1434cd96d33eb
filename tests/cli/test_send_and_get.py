"""`netvisor send`, `netvisor get` and `netvisor check`, against a sandbox."""

from __future__ import annotations

import csv
import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from netvisor import Client, encode
from netvisor.cli.answers import excel_cell
from netvisor.cli.arguments import declared_resource
from netvisor.cli.calls import typed_call
from netvisor.codec.decode import decode
from netvisor.codec.json_form import message_to_json
from netvisor.protocol.long_lists import LongList
from netvisor.resources.customers import Customer, CustomerBaseInformation
from netvisor.resources.purchases import vendors as purchases
from netvisor.resources.workday import TripExpense
from netvisor.sandbox import Sandbox
from tests.cli.conftest import CUSTOMER, DEMO, Run, parsed
from tests.conftest import FIXTURES

NAMED = '{"customer_base_information": {"name": "%s"}}'


def named(name: str) -> bytes:
    return encode(Customer(customer_base_information=CustomerBaseInformation(name=name))).bytes()


def add(run: Run, *names: str) -> list[str]:
    messages = [json.dumps({"customer_base_information": {"name": name}}) for name in names]
    return [run("send", "customer", "-", "--method", "add", stdin=message).stdout.strip() for message in messages]


def test_json_is_sent_and_its_key_is_data(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", CUSTOMER, "--method", "add")
    assert (result.exit_code, result.stdout) == (0, "1\n")
    assert "Transaction id: " in result.stderr


def test_the_answer_of_a_write_is_json_for_programs(run: Run, sandbox: Sandbox) -> None:
    found = parsed(run("send", "customer", CUSTOMER, "--method", "add", "--json"))
    assert (found["status"], found["inserted"], found["data"]) == ("OK", ["1"], None)


def test_an_edit_names_its_key(run: Run, sandbox: Sandbox) -> None:
    (key,) = add(run, "Vanha Oy")
    result = run("send", "customer", "-", "--method", "edit", "--id", key, stdin=NAMED % "Uusi Oy")
    assert (result.exit_code, result.stdout) == (0, "")
    assert [row["name"] for row in parsed(run("get", "customerlist", "--json"))["data"]] == ["Uusi Oy"]


def test_xml_is_checked_and_sent_as_it_is(run: Run, sandbox: Sandbox) -> None:
    body = named("Ääkkönen & Pojat")
    assert run("send", "customer", "-", "--method", "add", stdin=body).exit_code == 0
    assert sandbox.calls[-1].body == body


def test_wrong_xml_is_not_sent(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", DEMO / "wrong-order.xml", "--method", "add")
    assert result.exit_code == 3
    assert "belongs after <name>" in result.stderr
    assert len(sandbox.calls) == 0


def test_a_wrong_message_is_json_problems_for_programs(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", "-", "--method", "add", "--json", stdin=NAMED % "")
    assert result.exit_code == 3
    assert parsed(result)[0]["path"] == "customer_base_information.name"


def test_a_refusal_is_told_with_what_to_do(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", "-", "--method", "edit", "--id", "99", stdin=NAMED % "x")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Rejected by Netvisor: INVALID_DATA" in result.stderr
    assert "The same request would fail again." in result.stderr


def test_a_refusal_is_json_for_programs(run: Run, sandbox: Sandbox) -> None:
    found = parsed(run("send", "customer", "-", "--method", "edit", "--id", "99", "--json", stdin=NAMED % "x"))
    assert list(found) == ["status", "category", "message", "timestamp"]
    assert (found["status"], found["category"]) == ("FAILED", "INVALID_DATA")


def test_an_unknown_outcome_of_a_write_ends_with_5(run: Run, sandbox: Sandbox) -> None:
    sandbox.fail_next(after="storing", how="drop connection")
    result = run("send", "customer", CUSTOMER, "--method", "add")
    assert result.exit_code == 5
    assert "It may have been stored" in result.stderr


def test_an_unreadable_answer_to_a_write_ends_with_5(run: Run, sandbox: Sandbox) -> None:
    sandbox.fail_next(after="storing", how="html")
    assert run("send", "customer", CUSTOMER, "--method", "add").exit_code == 5


def test_the_identifier_of_the_first_try_can_be_used_again(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", CUSTOMER, "--method", "add", "--transaction-id", "my-own-id")
    assert "Transaction id: my-own-id" in result.stderr
    again = run("send", "customer", CUSTOMER, "--method", "add", "--transaction-id", "my-own-id")
    assert again.exit_code == 1
    assert "REQUEST_NOT_UNIQUE" in again.stderr


def test_a_closed_port_ends_with_4_and_nothing_sent(run: Run, credentials_file: Path, closed_port: str) -> None:
    connection = ("--credentials", credentials_file, "--base-url", closed_port)
    result = run("send", "customer", CUSTOMER, "--method", "add", *connection)
    assert result.exit_code == 4
    assert "Not sent" in result.stderr
    assert run("check", *connection).exit_code == 4


# Dry run


def test_a_dry_run_prints_the_exact_request_and_sends_nothing(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", "-", "--method", "add", "--dry-run", stdin=NAMED % "Öljy €")
    assert result.exit_code == 0
    head, _, body = result.stdout_bytes.partition(b"\n\n")
    assert body == named("Öljy €")
    lines = head.decode().splitlines()
    assert lines[0] == f"POST {sandbox.url}customer.nv?method=add"
    assert "X-Netvisor-Authentication-MAC: ***" in lines
    assert "Content-Type: text/xml; charset=iso-8859-15" in lines
    assert len(sandbox.calls) == 0


def test_a_dry_run_shows_no_key(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", CUSTOMER, "--method", "add", "--dry-run")
    for key in (sandbox.credentials.customer_key.reveal(), sandbox.credentials.partner_key.reveal()):
        assert key not in result.stdout_bytes.decode("iso-8859-15") + result.stderr


# Usage


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("send", "customer", CUSTOMER), "needs --method add or --method edit"),
        (("send", "customer", CUSTOMER, "--method", "edit"), "--id"),
        (("send", "customer", "--method", "add"), "needs a message"),
        (("send", "customer", CUSTOMER, "--method", "add", "--param", "colour=red"), "'colour'"),
        (("send", "customer", CUSTOMER, "--method", "add", "--param", "colour"), "NAME=VALUE"),
        (("send", "customer", CUSTOMER, "--method", "edit", "--id", "abc"), "whole number"),
        (("send", "customer", CUSTOMER, "--method", "edit", "--id", "1", "--param", "id=2"), "is repeated"),
        (("send", "customerlist"), "only reads"),
        (("send", "deletedsalesinvoices"), "only reads"),
        (("send", "updatesalesinvoicestatus", CUSTOMER), "has no message"),
        (("send", "updatesalesinvoicestatus", "--method", "add"), "has no --method"),
        (("send", "updatesalesinvoicestatus", "--param", "netvisorkey=1", "--param", "status=gone"), "status"),
        (("send", "deletesalesinvoice", DEMO / "wrong-order.xml"), "has no message"),
        (("send", "settransactionfollowupstatus", CUSTOMER), "only XML"),
        (("get", "customer"), "netvisor send customer.nv"),
        (("get", "deletesalesinvoice"), "netvisor send deletesalesinvoice.nv"),
        (("get", "customerlist", "--json", "--csv"), "one of"),
        (("get", "customerlist", "--param", "keywrd=x"), "did you mean 'keyword'?"),
        (("get", "customerlist", "--param", "changedsince=yesterday"), "date and time"),
        (("get", "accountingledger", "--param", "startdate=2026-01-01"), "start_date and end_date together"),
        (("get", "getcustomer"), "needs id or idlist"),
        (("get", "getcustomer", "--param", "id=1", "--param", "idlist=2"), "together"),
        (("get", "getcustomer", "--param", "id=1", "--csv"), "not a list"),
        (("get", "warehousereport", "--csv"), "not declared"),
        (("get", "customerlist", "--sandbox", "--base-url", "http://127.0.0.1/"), "--sandbox"),
    ],
    ids=lambda value: " ".join(map(str, value))[-60:] if isinstance(value, tuple) else "",
)
def test_wrong_usage_ends_with_2_and_says_why(
    run: Run, sandbox: Sandbox, arguments: tuple[object, ...], told: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert len(sandbox.calls) == 0


def test_missing_credentials_are_named(run: Run) -> None:
    result = run("get", "customerlist")
    assert result.exit_code == 2
    assert "NETVISOR_CUSTOMER_KEY" in result.stderr


def test_credentials_come_from_a_file_too(run: Run, monkeypatch: pytest.MonkeyPatch, credentials_file: Path) -> None:
    monkeypatch.setenv("NETVISOR_CREDENTIALS", str(credentials_file))
    result = run("send", "customer", CUSTOMER, "--method", "add", "--dry-run")
    assert b"X-Netvisor-Organisation-ID: 1234567-1" in result.stdout_bytes
    assert result.stdout_bytes.startswith(b"POST https://integration.netvisor.fi/")


# Reading


def test_a_list_is_json_for_programs(run: Run, sandbox: Sandbox) -> None:
    add(run, "Äiti Oy", "Toinen Oy")
    found = parsed(run("get", "customerlist", "--json"))
    assert found["status"] == "OK"
    assert [row["name"] for row in found["data"]] == ["Äiti Oy", "Toinen Oy"]
    assert "uri" in found["data"][0]


def test_one_item_is_an_object(run: Run, sandbox: Sandbox) -> None:
    (key,) = add(run, "Äiti Oy")
    data = parsed(run("get", "getcustomer", "--param", f"id={key}", "--json"))["data"]
    assert data["customer_base_information"]["name"] == "Äiti Oy"


def test_a_key_list_in_several_calls_gives_one_list(run: Run, sandbox: Sandbox) -> None:
    coded = '{"customer_base_information": {"name": "%s", "internal_identifier": "%s"}}'
    for name, code in (("A", "C1"), ("B", "C140")):
        assert run("send", "customer", "-", "--method", "add", stdin=coded % (name, code)).exit_code == 0
    several = ",".join(f"C{number}" for number in range(1, 151))
    before = len(sandbox.calls)
    found = parsed(run("get", "customerlist", "--param", f"customercodelist={several}", "--json"))
    assert len(sandbox.calls) - before == 2
    assert [row["name"] for row in found["data"]] == ["A", "B"]
    assert run("get", "customerlist", "--param", f"customercodelist={several}", "--xml").exit_code == 2


def test_a_list_is_a_table_for_people(run: Run, sandbox: Sandbox) -> None:
    add(run, "Äiti Oy")
    result = run("get", "customerlist")
    assert result.stdout.splitlines()[0].split()[:2] == ["netvisor_key", "name"]
    assert "Äiti Oy" in result.stdout


def test_an_empty_list_says_so_and_writes_nothing(run: Run, sandbox: Sandbox) -> None:
    result = run("get", "customerlist")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "The list is empty." in result.stderr


def test_a_list_is_csv_with_every_column(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    add(run, 'Lainaus " ja, pilkku')
    out = tmp_path / "customers.csv"
    assert run("get", "customerlist", "--csv", "-o", out).exit_code == 0
    (row,) = csv.DictReader(io.StringIO(out.read_text("utf-8")))
    assert row["name"] == 'Lainaus " ja, pilkku'
    assert set(row) >= {"netvisor_key", "name", "code", "organisation_identifier", "uri"}


def test_an_empty_list_is_csv_with_a_header(run: Run, sandbox: Sandbox) -> None:
    assert run("get", "customerlist", "--csv").stdout.startswith("netvisor_key,name,code")


def test_the_bytes_of_an_answer_come_as_they_are(run: Run, sandbox: Sandbox) -> None:
    result = run("get", "customerlist", "--xml")
    assert result.stdout_bytes.startswith(b"<?xml")
    assert run("read", "customerlist", "-", stdin=result.stdout_bytes).exit_code == 0


def test_an_undeclared_resource_is_read_raw_with_a_note(run: Run, sandbox: Sandbox) -> None:
    result = run("get", "warehousereport", "--param", "report=1")
    assert "raw call" in result.stderr
    assert sandbox.calls[-1].resource == "warehousereport.nv"


def test_an_unreadable_answer_to_a_read_ends_with_1(run: Run, sandbox: Sandbox) -> None:
    sandbox.fail_next(how="html", resource="paymenttermlist.nv")
    assert run("check").exit_code == 1


def test_check_says_what_the_answer_proves(run: Run, sandbox: Sandbox) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "This proves:" in result.stdout


def test_check_lists_what_may_be_wrong(run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETVISOR_CUSTOMER_KEY", "0" * 32)
    result = run("check")
    assert result.exit_code == 1
    assert "What it may be:" in result.stdout


# Interruptions and progress


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_an_interrupted_write_has_an_unknown_outcome(
    run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Client, "send", interrupted)
    result = run("send", "customer", CUSTOMER, "--method", "add", "--transaction-id", "first-try")
    assert result.exit_code == 5
    assert "first-try" in result.stderr


def test_an_interrupted_read_just_ends(run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Client, "send", interrupted)
    assert run("get", "customerlist").exit_code == 130


def test_a_read_shows_its_progress_when_a_person_watches(
    run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = run("get", "customerlist", "--json")
    assert "reading customerlist.nv" in result.stderr
    assert parsed(result)["data"] == []


def test_a_log_line_for_each_call_is_written_on_request(run: Run, sandbox: Sandbox) -> None:
    with isolated_logging():
        result = run("-v", "get", "customerlist")
    assert "customerlist.nv 1234567-8" in result.stderr


@contextmanager
def isolated_logging() -> Iterator[None]:
    """Handlers and levels as they were, when the block ends."""
    root, ours = logging.getLogger(), logging.getLogger("netvisor")
    handlers, levels = list(root.handlers), (root.level, ours.level)
    root.handlers.clear()
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(levels[0])
        ours.setLevel(levels[1])


# The embedded sandbox


def test_the_embedded_sandbox_keeps_its_books_from_one_command_to_the_next(run: Run, tmp_path: Path) -> None:
    assert run("send", "customer", CUSTOMER, "--method", "add", "--sandbox").exit_code == 0
    assert len(parsed(run("get", "customerlist", "--sandbox", "--json"))["data"]) == 1
    assert (tmp_path / "state" / "netvisor" / "sandbox.sqlite").is_file()
    assert run("check", "--sandbox").exit_code == 0


def test_the_books_of_the_embedded_sandbox_can_be_elsewhere_and_be_emptied(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NETVISOR_SANDBOX_DB", str(tmp_path / "my.sqlite"))
    run("send", "customer", CUSTOMER, "--method", "add", "--sandbox")
    assert (tmp_path / "my.sqlite").is_file()
    result = run("sandbox", "--reset")
    assert result.exit_code == 0
    assert "are empty" in result.stderr
    assert parsed(run("get", "customerlist", "--sandbox", "--json"))["data"] == []


def test_parameters_with_special_letters_arrive_as_they_are(run: Run, sandbox: Sandbox) -> None:
    add(run, "Mäki & Pojat + 100 % Oy", "Toinen Oy")
    found = json.loads(run("get", "customerlist", "--param", "keyword=& Pojat + 100 %", "--json").stdout_bytes)
    assert [row["name"] for row in found["data"]] == ["Mäki & Pojat + 100 % Oy"]


def test_csv_for_excel_has_a_mark_semicolons_decimal_commas_and_codes_as_they_are(
    run: Run, sandbox: Sandbox, tmp_path: Path
) -> None:
    base = {"name": "Äiti; Oy", "internal_identifier": {"value": "00123"}}
    run("send", "customer", "-", "--method", "add", stdin=json.dumps({"customer_base_information": base}))
    out = tmp_path / "customers.csv"
    assert run("get", "customerlist", "--csv-for-excel", "-o", out).exit_code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfnetvisor_key;name;code;")
    (row,) = csv.DictReader(io.StringIO(out.read_text("utf-8-sig")), delimiter=";")
    assert (row["name"], row["code"]) == ("Äiti; Oy", '="00123"')
    assert row["netvisor_key"].isdecimal()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1234.50"), "1234,50"),
        (Decimal("-0.01"), "-0,01"),
        (7, "7"),
        (True, "true"),
        (None, ""),
        ("00123", '="00123"'),
        ("12-3", '="12-3"'),
        ("1.5.2026", '="1.5.2026"'),
        ("1E5", '="1E5"'),
        ("+358 40 123", '="+358 40 123"'),
        ("=1+1", '="=1+1"'),
        ('@"x"', '="@""x"""'),
        ("FI21 1234", "FI21 1234"),
        ("Katu 1", "Katu 1"),
        (datetime.fromisoformat("2026-11-22T09:05:00"), "2026-11-22 09:05:00"),
    ],
)
def test_a_cell_for_excel_shows_what_stands_in_the_answer(value: object, text: str) -> None:
    assert excel_cell(value) == text


def test_csv_for_excel_is_for_lists_and_stands_alone(run: Run, sandbox: Sandbox) -> None:
    assert "cannot be written as CSV" in run("get", "getcustomer", "--param", "id=1", "--csv-for-excel").stderr
    assert run("get", "customerlist", "--csv", "--csv-for-excel").exit_code == 2


def test_a_list_that_goes_on_is_whole_in_tables_json_and_csv_and_warns_as_xml(
    run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purchases.GETVENDOR, "long", LongList(most=2, parameter="page"))
    monkeypatch.setattr("netvisor.sandbox.books.purchases.vendors._PAGE", 2)
    with Client(sandbox.credentials, base_url=sandbox.url) as client:
        for number in range(5):
            base = purchases.VendorBaseInformation(code=str(number), name=f"V{number}", organization_id="1967543-8")
            client.send(purchases.add_vendor(purchases.Vendor(vendor_base_information=base)))
    old = ("--param", "changedsince=2000-01-01")
    assert len(parsed(run("get", "getvendor", *old, "--json"))["data"]) == 5
    assert len(run("get", "getvendor", *old, "--csv").stdout.splitlines()) == 6
    xml = run("get", "getvendor", *old, "--xml")
    assert xml.stdout.count("<Vendor>") == 2
    assert "getvendor.nv gave 2 items, the most of one answer, so there may be more" in xml.stderr


@pytest.mark.parametrize("text", ["2026-07-01T12:00:00Z", "2026-07-01T14:00:00+02:00", "2026-07-01T15:00:00"])
def test_a_moment_of_a_parameter_keeps_its_instant(text: str) -> None:
    call = typed_call(declared_resource("customerlist"), [("changedsince", text)])
    assert call.parameters == (("changedsince", "2026-07-01T15:00:00"),)


def test_a_moment_of_a_json_message_keeps_its_instant(run: Run) -> None:
    body = (FIXTURES / "requests" / "tripexpense-allowances.xml").read_bytes()
    text = json.dumps(message_to_json(decode(body, TripExpense, "iso-8859-15")))
    finnish = run("build", "tripexpense", "-", stdin=text)
    zoned = run("build", "tripexpense", "-", stdin=text.replace("2026-11-19T08:00:00", "2026-11-19T06:00:00Z"))
    assert "T06:00:00Z" not in text
    assert zoned.stdout_bytes == finnish.stdout_bytes
    assert finnish.exit_code == 0


@pytest.mark.parametrize("command", ["validate", "send"])
def test_a_finvoice_is_told_where_it_goes(run: Run, sandbox: Sandbox, command: str) -> None:
    body = b'<?xml version="1.0" encoding="ISO-8859-15"?>\n<Finvoice Version="3.0"><SellerPartyDetails/></Finvoice>'
    result = run(command, "purchaseinvoice", "-", stdin=body)
    assert result.exit_code == 3
    text = result.stdout + result.stderr
    assert "the document is a Finvoice" in text
    assert "salesinvoice.nv takes one as an attachment" in text

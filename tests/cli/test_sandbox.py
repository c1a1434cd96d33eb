"""`netvisor sandbox`, as a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from netvisor import AuthenticationFailed, Client, Credentials, InvalidData
from netvisor.errors import ServiceAccessError, TechnicalError
from netvisor.protocol.call import Call
from netvisor.resources import customers, dimensions, raw
from netvisor.sandbox import Sandbox


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    code = "from netvisor.cli import main; main()"
    command = [sys.executable, "-c", code, "sandbox", *arguments]
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_tells_where_it_listens_and_stops_cleanly(number: signal.Signals) -> None:
    with running("--json") as process:
        told = json.loads(first_line(process))
        assert list(told) == ["url", "credentials"]
        assert list(told["credentials"]) == [
            "sender",
            "customer_id",
            "customer_key",
            "partner_id",
            "partner_key",
            "organisation_id",
            "language",
        ]
        with Client(Credentials(**told["credentials"]), base_url=told["url"]) as client:
            assert client.send(customers.list_customers()) == []
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
        assert process.returncode == 0, err
        assert (out, err) == ("", "Stopped.\n")


def test_its_books_can_be_a_file_that_lasts(tmp_path: Path) -> None:
    base = customers.CustomerBaseInformation(name="Äiti Oy")
    file = str(tmp_path / "books.sqlite")
    names = []
    for _ in range(2):
        with running("--json", "--db", file) as process:
            told = json.loads(first_line(process))
            with Client(Credentials(**told["credentials"]), base_url=told["url"]) as client:
                names.append([customer.name for customer in client.send(customers.list_customers())])
                client.send(customers.add_customer(customers.Customer(customer_base_information=base)))
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
    assert names == [[], ["Äiti Oy"]]


def send(told: dict[str, Any], call: Call[Any]) -> Any:
    with Client(Credentials(**told["credentials"]), base_url=told["url"], pauses=()) as client:
        return client.send(call)


def ended(process: subprocess.Popen[str]) -> list[str]:
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    return err.splitlines()


def body(inner: str) -> bytes:
    return f"<root><customer><customerbaseinformation>{inner}</customerbaseinformation></customer></root>".encode()


WRONG = body("<city>Turku</city><name>A</name>")
PLACE = "1:42  /root/customer/customerbaseinformation/city  <city> comes before <name>  belongs after <name>"


def test_the_reporting_gate_lists_the_mistakes_of_an_integration() -> None:
    with running("--json", "--gate", "report") as process:
        told = json.loads(first_line(process))
        for message in (WRONG, body("<name>B</name>"), WRONG):
            send(told, raw.post("customer.nv", message, method="add"))
        assert [customer.name for customer in send(told, customers.list_customers())] == ["A", "B", "A"]
        once = ["customer.nv accepted despite mistakes:", f"  {PLACE}"]
        assert ended(process) == [
            *once,
            *once,
            "1 kind of mistake:",
            "  2 x  customer.nv  /root/customer/customerbaseinformation/city  order  belongs after <name>",
            "Stopped.",
        ]


def test_the_strict_gate_tells_what_the_answer_does_not() -> None:
    with running("--json") as process:
        told = json.loads(first_line(process))
        with pytest.raises(InvalidData, match="Could not validate xml"):
            send(told, raw.post("customer.nv", WRONG, method="add"))
        assert ended(process)[:2] == [
            "customer.nv refused: INVALID_DATA :: Tiedon muoto virheellinen:. XML message validation failed: Could not"
            " validate xml",
            f"  {PLACE}",
        ]


def test_faults_rights_companies_and_seeds_come_from_options() -> None:
    options = ["--fault", "technical-error,resource=customerlist", "--fault", "html,resource=getcustomer,times=2"]
    options += ["--no-access", "productlist", "--company", "7654321-2", "--company", "1234567-8", "--seed", "demo"]
    options += ["--latency", "0.01", "--fault-seed", "5", "--id-noted", "success", "--overlapping", "wait"]
    with running("--json", *options) as process:
        told = json.loads(first_line(process))
        assert told["credentials"]["organisation_id"] == "7654321-2"
        assert list(told["companies"]) == ["7654321-2", "1234567-8"]
        assert told["companies"]["1234567-8"]["organisation_id"] == "1234567-8"
        with pytest.raises(TechnicalError):
            send(told, raw.get("customerlist.nv"))
        assert len(send(told, customers.list_customers())) > 30
        with pytest.raises(ServiceAccessError, match=r"no right to productlist\.nv"):
            send(told, raw.get("productlist.nv"))
        ended(process)


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        (["--fault", "explode"], "how must be one of drop connection"),
        (["--latency", "slow"], "the latency profile 'slow': expected"),
        (["--host", "0.0.0.0"], "localhost only, not on 0.0.0.0"),  # noqa: S104  # that it is refused is the test
        (["--company", "12"], "'12' is not a business id"),
        (["--gate", "open"], "'open' is not one of 'strict', 'report'"),
    ],
)
def test_an_option_that_makes_no_sense_is_wrong_usage(options: list[str], wrong: str) -> None:
    with running(*options) as process:
        _, err = process.communicate(timeout=30)
        assert process.returncode == 2
        assert wrong in err


def test_books_can_be_made_anew_from_a_seed(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    with running("--reset", "--db", str(file), "--seed", "demo", "--company", "7654321-2") as process:
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, f"The books in {file} are new, from the seed 'demo'.\n")
    with Sandbox(db=file) as sandbox:
        assert len(sandbox.books["7654321-2"].customers) > 30


def test_the_variables_of_further_companies_are_there_to_be_copied() -> None:
    with running("--company", "1234567-8", "--company", "7654321-2") as process:
        lines = [first_line(process) for _ in range(15)]
        assert [line for line in lines if "ORGANISATION" in line] == [
            "export NETVISOR_ORGANISATION_ID='1234567-8'\n",
            "# export NETVISOR_ORGANISATION_ID='7654321-2'\n",
        ]


def test_people_get_variables_for_their_shell() -> None:
    with running() as process:
        assert first_line(process).startswith("export NETVISOR_BASE_URL=http://127.0.0.1:")
        assert first_line(process).startswith("export NETVISOR_SENDER='")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


def test_it_takes_the_settings_of_the_mac_and_makes_dimensions() -> None:
    with running("--json", "--algorithms", "hmacsha256", "--url-form", "decoded", "--dimension", "Projekti") as process:
        told = json.loads(first_line(process))
        with Client(Credentials(**told["credentials"]), base_url=told["url"]) as client:
            (heading,) = client.send(dimensions.list_dimensions())
            assert heading.name == "Projekti"
        old = Credentials(**told["credentials"])
        with Client(old, base_url=told["url"], algorithm="SHA256") as client, pytest.raises(AuthenticationFailed):
            client.send(customers.list_customers())


def test_an_algorithm_that_is_none_is_refused_with_those_that_are() -> None:
    with running("--json", "--algorithms", "sha1") as process:
        _, err = process.communicate(timeout=30)
    assert process.returncode != 0
    assert "HMACSHA256, SHA256, MD5" in err


def test_a_case_is_sent_to_its_books_and_its_outcome_is_told(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    with Sandbox() as sandbox:
        with Client(sandbox.credentials, base_url=sandbox.url) as client, pytest.raises(InvalidData):
            client.send(customers.edit_customer(CUSTOMER, id=4711))
        sandbox.case(sandbox.calls[-1]).save(file)
    said = told_by_case(file)
    assert said == "The case ends as it did: Case(customer.nv, refused, INVALID_DATA)."
    file.write_text(file.read_text().replace('"INVALID_DATA"', '"PERIOD_LOCK"'))
    assert told_by_case(file) == "The case gives another outcome: category INVALID_DATA, not PERIOD_LOCK."
    file.write_text("{}")
    with running("--case", str(file)) as process:
        assert process.wait(timeout=30) == 2
        assert process.stderr is not None
        assert "is not a case of this release" in process.stderr.read()


@pytest.mark.parametrize(("options", "status"), [((), 409), (("--keep-books",), 200)])
def test_the_page_gives_a_case_of_a_write_where_the_books_are_kept(options: tuple[str, ...], status: int) -> None:
    with running("--json", *options) as process:
        said = json.loads(first_line(process))
        with Client(Credentials(**said["credentials"]), base_url=said["url"]) as client:
            client.send(customers.add_customer(customers.Customer.from_dict(WITH_CODE)))
        try:
            with urlopen(f"{said['url']}calls/1/case.json") as answer:  # noqa: S310  # our own server
                found, text = answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                found, text = error.code, error.read().decode()
    assert found == status
    assert ("--keep-books" in text) is (status == 409)


WITH_CODE: customers.CustomerDict = {"customer_base_information": {"name": "Matti Oy", "internal_identifier": "K7"}}
CUSTOMER = customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Matti Oy"))


def told_by_case(file: Path) -> str:
    with running("--case", str(file), "--json") as process:
        assert process.stderr is not None
        said = next(line for line in process.stderr if "The case" in line)
        url = json.loads(first_line(process))["url"]
        with urlopen(f"{url}calls.json") as answer:  # noqa: S310  # our own server
            (call,) = json.load(answer)["calls"]
        assert (call["resource"], call["outcome"]) == ("customer.nv", "refused")
    return said.strip()


@pytest.mark.parametrize("more", [(), ("--seed", "demo"), ("--host", "0.0.0.0", "--allow-remote")])  # noqa: S104  # asked for
def test_the_page_is_opened_in_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]) -> None:
    seen = tmp_path / "seen"
    os.mkfifo(seen)
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" >"{seen}"\n')
    browser.chmod(0o700)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    with running("--open", "--json", *more) as process:
        address = seen.read_text()
        url = json.loads(first_line(process))["url"]
        assert address == url.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        with urlopen(address) as answer:  # noqa: S310  # our own server
            assert answer.status == 200


def test_without_a_browser_the_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", f"{tmp_path / 'none'} %s")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DISPLAY", raising=False)
    with running("--open", "--json") as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        url = json.loads(first_line(process))["url"]
    assert said.strip() == f"No browser could be started; open {url} yourself."

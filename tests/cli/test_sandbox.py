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

import pytest

from netvisor import Client, Credentials
from netvisor.resources import customers


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
            "sender", "customer_id", "customer_key", "partner_id", "partner_key", "organisation_id", "language",
        ]  # fmt: skip
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


def test_people_get_variables_for_their_shell() -> None:
    with running() as process:
        assert first_line(process).startswith("export NETVISOR_BASE_URL=http://127.0.0.1:")
        assert first_line(process).startswith("export NETVISOR_SENDER='")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0

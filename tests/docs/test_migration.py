"""The guides for those who come from other clients: the programs do the same, the tables name what is there."""

from __future__ import annotations

import hashlib
import inspect
import json
import re
import subprocess
import sys
from typing import Any

import pytest
import requests

import netvisor
from netvisor.sandbox import Sandbox
from netvisor.testing import sandbox as sandbox
from tests.docs.shell import variables
from tests.docs.test_documents import ROOT

PAGE = (ROOT / "docs" / "migration" / "netvisor-api-client.md").read_text("utf-8")
ROW = re.compile(r"^\| `(\w+)\.(\w+)\(.*?\)` \| `(\w+)\.(\w+)\((.*?)\)` \|$", re.MULTILINE)
IGNORED = ("-W", "ignore")
"""That client stands on a version of marshmallow that is older than Python's last changes."""
COLUMNS = ("code", "name", "number", "date", "due", "status", "total", "currency", "customer_code", "type", "account")


def run(program: str, sandbox: Sandbox) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, *IGNORED, ROOT / "examples" / program],
        env=variables(sandbox.credentials, sandbox.url),
        capture_output=True,
        text=True,
        check=False,
    )


def held(sandbox: Sandbox) -> list[list[dict[str, Any]]]:
    """What the books hold, without keys and moments."""
    books = sandbox.books["1234567-8"]
    tables = (books.customers.values(), books.documents.values(), books.payments.values(), books.voucher_lines)
    return [[{name: value for name, value in vars(row).items() if name in COLUMNS} for row in rows] for rows in tables]


def test_the_program_before_and_the_one_after_do_the_same() -> None:
    with Sandbox() as before, Sandbox() as after:
        old, new = run("before_migration.py", before), run("after_migration.py", after)
        assert (old.stderr, new.stderr) == ("", "")
        # One gives numbers of invoices as numbers, the other as texts.
        assert old.stdout == new.stdout.replace("'1001'", "1001") != ""
        again = [run("before_migration.py", before), run("after_migration.py", after)]
        assert ["1001" in done.stderr for done in again] == [True, True]  # the number is in use
        assert held(before) == held(after)
        assert [len(rows) for rows in held(after)][:3] == [1, 1, 1]
        assert [call.outcome for call in before.calls] == [call.outcome for call in after.calls]


def services() -> dict[str, list[str]]:
    """The calls of that client, by its services."""
    source = (
        "from netvisor_api_client import Netvisor; import json\n"
        "made = Netvisor('h', sender='', partner_id='', partner_key='', customer_id='', customer_key='',"
        " organization_id='')\n"
        "print(json.dumps({name: [each for each in dir(service) if each[0] != '_' and each != 'client']"
        " for name, service in vars(made).items() if name[0] != '_'}))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, *IGNORED, "-c", source], capture_output=True, text=True, check=True
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_the_table_has_every_call_of_that_client_once() -> None:
    rows = [(service, method) for service, method, *_ in ROW.findall(PAGE)]
    assert sorted(rows) == sorted((name, method) for name, methods in services().items() for method in methods)
    assert f"covers {len(rows)} calls of {len(services())} services" in PAGE.replace("eight", "8")


@pytest.mark.parametrize(("area", "name", "arguments"), [row[2:] for row in ROW.findall(PAGE)])
def test_every_call_of_the_table_is_there_with_its_arguments(area: str, name: str, arguments: str) -> None:
    known = inspect.signature(getattr(getattr(netvisor, area), name)).parameters
    assert set(re.findall(r"(\w+)=", arguments)) <= known.keys()
    positional = [each for each in arguments.split(", ") if each and "=" not in each and each != "..."]
    assert len(positional) <= len(known)


def test_the_errors_have_the_same_names() -> None:
    source = "from netvisor_api_client import exc; print(*[name for name in dir(exc) if name[0].isupper()])"
    done = subprocess.run(  # noqa: S603
        [sys.executable, *IGNORED, "-c", source], capture_output=True, text=True, check=True
    )
    others = set(done.stdout.split()) - {*netvisor.__all__}
    assert others == {"PeriodLock", "UnknownError", "UnknownStatus", "InvalidResponse"}


def test_a_call_that_is_signed_as_the_php_client_does_is_taken(sandbox: Sandbox) -> None:
    keys, url = sandbox.credentials, f"{sandbox.url}customerlist.nv?keyword=Oy+Ab"
    values = {"Sender": keys.sender, "CustomerId": keys.customer_id, "Timestamp": "2026-11-22 12:00:00.000"}
    identity = (keys.language, keys.organisation_id, "43210.12345600 1700000000")
    signed = "&".join((url, *values.values(), *identity, keys.customer_key.reveal(), keys.partner_key.reveal()))
    values |= {"PartnerId": keys.partner_id, "TransactionId": identity[2]}
    values["MAC"] = hashlib.md5(signed.encode("iso-8859-15")).hexdigest()  # noqa: S324  # what that client does
    headers = {f"X-Netvisor-Authentication-{name}": value for name, value in values.items()}
    headers |= {"X-Netvisor-Interface-Language": identity[0], "X-Netvisor-Organisation-ID": identity[1]}
    assert "<Status>OK</Status>" in requests.get(url, headers=headers, timeout=60).text

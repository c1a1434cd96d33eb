"""The vendor's HTTP samples, sent byte for byte as the reference has them, are answered in the documented shapes."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit

import pytest

from netvisor.sandbox import Sandbox

HEADERS = """\
X-TampuuriAvain: XXXXXXXX-YYYY-ZZZZ
X-AsiakasNimi: Visma Tampuuri Oy
X-Ohjelmistoversio: Integraatio X
X-TiliNimi: Visma Tampuuri
X-Kayttajatunnus: kayttajatunnus
X-Salasana: salasana
"""
"""The samples of the headers; that of the password is not shown, and the sandbox takes this word."""

NOTICES = '{"TyonsuorittajaId": 20000, "VainPäätasonIlmoitukset": true, "limit": 50, "offset": 0}'
RENOVATIONS = """{
  "KohdeMetatyytit": ["Kustannuspaikka"],
  "Tilat": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 50, 100, 110],
  "KustannuspaikkaId": 1609493,
  "AlkaenVuodesta": 1980,
  "PaattynVuoteen": 2050
}"""
"""The body of a browse whose operation is not named; the only known browse by POST leaves its filters out."""


def sent(
    sandbox: Sandbox, first_line: str, body: str = "", *, headers: str = HEADERS
) -> tuple[int, dict[str, str], Any]:
    """Send a request as it stands and take the answer apart."""
    parts = urlsplit(sandbox.url)
    content = body.encode()
    kind = f"Content-Type: application/json\nContent-Length: {len(content)}\n" if content else ""
    head = f"{first_line} HTTP/1.1\nHost: qa-api.tampuuri.fi\n{headers}{kind}Connection: close\n\n"
    with socket.create_connection((parts.hostname or "", parts.port or 0)) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode("latin-1") + content)
        with connection.makefile("rb") as answer:
            raw = answer.read()
    top, _, rest = raw.partition(b"\r\n\r\n")
    status, *lines = top.decode("latin-1").split("\r\n")
    found = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return int(status.split()[1]), found, json.loads(rest) if rest else None


@pytest.mark.parametrize("body", [NOTICES, RENOVATIONS, "{}"])
@pytest.mark.parametrize("base", ["/v10/api", "/tampuuri/v10/api"])
def test_a_browse_is_answered_in_the_older_shape(sandbox: Sandbox, base: str, body: str) -> None:
    status, headers, answer = sent(sandbox, f"POST {base}/ilmoitukset/selaa", body)
    assert (status, headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert list(answer) == ["Items", "Metadata"]
    assert answer["Metadata"] == {"Offset": 0, "Limit": 50, "Total": 6}
    assert len(answer["Items"]) == 6


def test_the_log_of_files_is_answered_in_the_newer_shape(sandbox: Sandbox) -> None:
    file = '{"FileName": "a.jpg", "ContentType": "image/jpeg", "FileContent": "QEA="}'
    status, _, added = sent(sandbox, "POST /v10/api/sopimukset/300000/liitteet/lisaa", file)
    assert (status, list(added)) == (200, ["Id"])
    line = "GET /v10/api/tiedostoloki/selaa/Sopimus?Liitetyyppi=&AikaleimaAlku=2026-01-01&Offset=0&Limit=2"
    status, _, answer = sent(sandbox, line)
    assert (status, list(answer)) == (200, ["Offset", "Limit", "Total", "Items"])
    assert (answer["Offset"], answer["Limit"], answer["Total"]) == (0, 2, 1)
    assert re.fullmatch(r"2026-11-22T12:00:00\.[0-9]{7}\+02:00", answer["Items"][0]["Aikaleima"])
    names = ["Id", "Aikaleima", "Tapahtumatyyppi", "LiiteId", "EntityId", "Tyyppi", "Liitetyyppi", "Tiedostonimi"]
    assert list(answer["Items"][0]) == names


def test_lists_without_pages_are_bare_arrays(sandbox: Sandbox) -> None:
    status, _, persons = sent(sandbox, "GET /v10/api/osapuolet/henkilot?Hakusana=e")
    assert (status, type(persons)) == (200, list)
    assert all(isinstance(person["Id"], int) for person in persons)
    line = "GET /v10/api/sopimukset/300000/suoritukset?AlkuPvm=2026-01-01&LoppuPvm=2026-12-31"
    status, _, payments = sent(sandbox, line)
    assert (status, type(payments)) == (200, list)
    assert {"Suoritusnumero", "MaksuPvm", "KirjausPvm", "Maksaja", "Summa", "SuoritusTyyppi"} <= payments[0].keys()


def test_one_object_and_one_balance(sandbox: Sandbox) -> None:
    status, _, kohde = sent(sandbox, "GET /v10/api/kohteet/1000")
    assert (status, kohde["Id"], kohde["Metatyyppi"]) == (200, 1000, "Kustannuspaikka")
    line = "GET /v10/api/sopimukset/300000/saldo/erapvm?tilannepvm=2026-11-20"
    status, _, saldo = sent(sandbox, line)
    assert (status, list(saldo)) == (200, ["SopimusId", "Saldo", "TilannePvm"])


def test_a_step_of_a_notice_answers_without_a_body(sandbox: Sandbox) -> None:
    status, headers, answer = sent(
        sandbox, "POST /v10/api/ilmoitukset/60000/vastaanota", headers=f"{HEADERS}Content-Length: 0\n"
    )
    assert (status, headers["content-length"], answer) == (204, "0", None)


@pytest.mark.parametrize("name", [line.partition(":")[0] for line in HEADERS.splitlines()])
def test_every_header_is_needed(sandbox: Sandbox, name: str) -> None:
    headers = "".join(f"{line}\n" for line in HEADERS.splitlines() if not line.startswith(f"{name}:"))
    status, _, answer = sent(sandbox, "GET /v10/api/kohteet/1000", headers=headers)
    assert (status, answer) == (403, {"Message": f"Sandbox: missing headers: {name}"})


def test_the_slip_of_a_slide_in_the_name_of_a_header_is_no_password(sandbox: Sandbox) -> None:
    headers = HEADERS.replace("X-Salasana", "X-Salanasana")
    assert sent(sandbox, "GET /v10/api/kohteet/1000", headers=headers)[0] == 403


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [("<a/>", "application/xml", 415), ("{", "application/json", 400), ("{}", "text/json", 200)],
)
def test_a_body_is_json(sandbox: Sandbox, body: str, kind: str, status: int) -> None:
    headers = f"{HEADERS}Content-Type: {kind}\nContent-Length: {len(body)}\n"
    parts = urlsplit(sandbox.url)
    head = f"POST /v10/api/ilmoitukset/selaa HTTP/1.1\nHost: localhost\n{headers}Connection: close\n\n"
    with socket.create_connection((parts.hostname or "", parts.port or 0)) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode() + body.encode())
        with connection.makefile("rb") as answer:
            assert int(answer.readline().split()[1]) == status


@pytest.mark.parametrize("host", ["qa-api.tampuuri.fi", "api.tampuuri.fi", "127.0.0.1"])
def test_the_vendors_own_names_are_answered(sandbox: Sandbox, host: str) -> None:
    assert host_status(sandbox, host) == 200


def test_a_foreign_name_is_not_answered(sandbox: Sandbox) -> None:
    assert host_status(sandbox, "attacker.example") == 421


def host_status(sandbox: Sandbox, host: str) -> int:
    parts = urlsplit(sandbox.url)
    head = f"GET /v10/api/kohteet/1000 HTTP/1.1\nHost: {host}\n{HEADERS}Connection: close\n\n"
    with socket.create_connection((parts.hostname or "", parts.port or 0)) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode())
        with connection.makefile("rb") as answer:
            return int(answer.readline().split()[1])


def test_the_page_shows_the_calls(sandbox: Sandbox) -> None:
    sent(sandbox, "POST /v10/api/ilmoitukset/selaa", NOTICES)
    sent(sandbox, "GET /v10/api/sopimukset/1")
    parts = urlsplit(sandbox.url)

    def page(path: str) -> str:
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            with connection.makefile("rb") as answer:
                return answer.read().decode()

    assert "ilmoitukset/selaa" in page("/")
    first, second = page("/calls/1"), page("/calls/2")
    assert first.startswith("HTTP/1.1 200")
    assert "TyonsuorittajaId" in first
    assert "XXXXXXXX-YYYY-ZZZZ" not in first
    assert "there is no 1 in sopimukset" in second


def test_a_sandbox_without_the_extra_says_so_and_goes_on() -> None:
    program = """
import sys
sys.modules["msgspec"] = None
from http.client import HTTPConnection
from netvisor import Client, customers
from netvisor.sandbox import Sandbox
with Sandbox() as sandbox:
    connection = HTTPConnection(sandbox.url.split("/")[2])
    connection.request("GET", "/tampuuri/v10/api/kohteet/1")
    answer = connection.getresponse()
    print(answer.status, answer.read().decode())
    connection.close()
    with Client(sandbox.credentials, base_url=sandbox.url) as client:
        print(client.send(customers.list_customers()))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.stderr == ""
    needs = "the local Tampuuri needs msgspec: pip install 'netvisor-xml[tampuuri]'"
    assert done.stdout.splitlines() == [f'501 {{"Message": "Sandbox: {needs}"}}', "[]"]

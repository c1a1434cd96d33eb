"""The vendor's HTTP samples, sent by the program curl, are answered in the documented shapes.

The names of host, headers and paths and the bodies are those of the reference. Only TLS is missing, which the sandbox
does not speak, and the connection goes to this machine.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from netvisor.sandbox import Sandbox
from tests.tampuuri.test_raw_http import HEADERS, NOTICES, RENOVATIONS

BASE = "http://qa-api.tampuuri.fi/v10/api"
JSON = "application/json; charset=utf-8"


def curl(
    sandbox: Sandbox, verb: str, path: str, body: str | None = None, *, headers: str = HEADERS
) -> tuple[int, str, Any]:
    """The status, the type and the content of the answer."""
    program = shutil.which("curl")
    if program is None:
        pytest.fail("these tests need Debian's package curl")
    # Neither a settings file nor a proxy of the machine changes the request.
    command = [program, "--disable", "--silent", "--show-error", "--noproxy", "*", "--max-time", "60"]
    command += ["--connect-to", f"::{urlsplit(sandbox.url).netloc}", "--write-out", r"\n%{http_code} %{content_type}"]
    sent = headers.splitlines()
    if body is not None:
        sent.append("Content-Type: application/json")
        command += ["--data-binary", "@-"]
    for line in sent:
        command += ["--header", line]
    done = subprocess.run(  # noqa: S603  # the path of curl on this machine
        [*command, "--request", verb, f"{BASE}/{path}"], input=(body or "").encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    content, _, last = done.stdout.decode().rpartition("\n")
    status, _, kind = last.partition(" ")
    return int(status), kind, json.loads(content) if content else None


@pytest.mark.parametrize(("body", "total"), [(NOTICES, 6), (RENOVATIONS, 7)])
def test_a_browse_is_answered_in_the_older_shape(sandbox: Sandbox, body: str, total: int) -> None:
    # Below another one, so that the name with an umlaut in the first sample leaves it out.
    sandbox.tampuuri.add("ilmoitukset", {"ParentId": 60000, "TyonsuorittajaId": 20000, "Tila": "avoin"})
    status, kind, answer = curl(sandbox, "POST", "ilmoitukset/selaa", body)
    assert (status, kind, list(answer)) == (200, JSON, ["Items", "Metadata"])
    assert answer["Metadata"] == {"Offset": 0, "Limit": 50, "Total": total}
    assert len(answer["Items"]) == total


def test_the_log_of_files_is_answered_in_the_newer_shape(sandbox: Sandbox) -> None:
    file = '{"FileName": "a.jpg", "ContentType": "image/jpeg", "FileContent": "QEA="}'
    assert curl(sandbox, "POST", "sopimukset/300000/liitteet/lisaa", file)[0] == 200
    path = "tiedostoloki/selaa/Sopimus?Liitetyyppi=&AikaleimaAlku=2026-01-01&Offset=0&Limit=2"
    status, kind, answer = curl(sandbox, "GET", path)
    assert (status, kind, list(answer)) == (200, JSON, ["Offset", "Limit", "Total", "Items"])
    assert (answer["Offset"], answer["Limit"], answer["Total"], len(answer["Items"])) == (0, 2, 1, 1)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("osapuolet/henkilot?Hakusana=e", "Id"),
        ("sopimukset/300000/suoritukset?AlkuPvm=2026-01-01&LoppuPvm=2026-12-31", "Suoritusnumero"),
    ],
)
def test_lists_without_pages_are_bare_arrays(sandbox: Sandbox, path: str, name: str) -> None:
    status, kind, answer = curl(sandbox, "GET", path)
    assert (status, kind, type(answer)) == (200, JSON, list)
    assert answer
    assert all(isinstance(each[name], int) for each in answer)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("kohteet/1000", {"Id": 1000, "Metatyyppi": "Kustannuspaikka"}),
        ("sopimukset/300000", {"Id": 300000}),
        ("sopimukset/300000/saldo/erapvm?tilannepvm=2026-11-20", {"SopimusId": 300000}),
    ],
)
def test_one_object_is_no_list(sandbox: Sandbox, path: str, found: dict[str, Any]) -> None:
    status, kind, answer = curl(sandbox, "GET", path)
    assert (status, kind) == (200, JSON)
    assert found.items() <= answer.items()


def test_the_steps_of_a_notice_answer_without_a_body(sandbox: Sandbox) -> None:
    for step, state in [("vastaanota", "vastaanotettu"), ("odotukseen", "odottaa"), ("kuittaatehdyksi", "tehty")]:
        assert curl(sandbox, "POST", f"ilmoitukset/60000/{step}") == (204, JSON, None)
        assert sandbox.tampuuri.records("ilmoitukset")[60000]["Tila"] == state


def test_the_slip_of_a_slide_in_the_name_of_a_header_is_no_password(sandbox: Sandbox) -> None:
    headers = HEADERS.replace("X-Salasana", "X-Salanasana")
    status, kind, answer = curl(sandbox, "GET", "kohteet/1000", headers=headers)
    assert (status, kind, answer) == (403, JSON, {"Message": "Sandbox: missing headers: X-Salasana"})


def test_a_machine_without_curl_fails(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match="package curl"):
        curl(sandbox, "GET", "kohteet/1000")

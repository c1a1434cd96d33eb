"""`netvisor tampuuri listen`, as a process of its own."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from netvisor.sandbox.tampuuri.accounts import credentials_of
from netvisor.tampuuri import Tampuuri, ilmoitukset
from netvisor.tampuuri.webhooks import Inbox
from tests.cli.conftest import Run
from tests.tampuuri.webhooks.deliveries import SECRET, bundle, notice


@contextmanager
def running(*arguments: object, **variables: str) -> Iterator[subprocess.Popen[str]]:
    code = "from netvisor.cli import main; main()"
    command = [sys.executable, "-c", code, "tampuuri", "listen", *map(str, arguments)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **variables}
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def posted(url: str, delivery: Any, **headers: str) -> int:
    parts = urlsplit(url)
    with closing(http.client.HTTPConnection(parts.hostname or "", parts.port)) as connection:
        connection.request("POST", parts.path, json.dumps(delivery), headers)
        return connection.getresponse().status


def test_a_delivery_becomes_a_line_of_json(tmp_path: Path) -> None:
    with running("--db", tmp_path / "inbox.db") as process:
        url = line(process)
        sent = notice("Käyttö muuttui", "17")
        assert posted(url, bundle(sent)) == 200
        assert posted(url, bundle(sent, attempt=2)) == 200
        assert json.loads(line(process)) == {
            "account": "Visma Tampuuri",
            "reference_id": "17",
            "actions": ["Käyttö muuttui"],
            "notifications": [sent],
        }
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    assert err.splitlines() == ["Listening. Stop it with Ctrl-C.", "Stopped."]


def test_the_address_has_a_secret_that_stays_the_same_and_that_only_the_owner_can_read(tmp_path: Path) -> None:
    paths = []
    for _ in range(2):
        with running("--db", tmp_path / "inbox.db") as process:
            paths.append(urlsplit(line(process)).path)
    assert paths[0] == paths[1]
    assert len(paths[0]) > 30
    assert (tmp_path / "inbox.db.secret").stat().st_mode & 0o077 == 0


def test_the_secret_may_be_given_and_be_in_a_header(tmp_path: Path) -> None:
    arguments = ("--db", tmp_path / "inbox.db", "--header", "X-Hook")
    with running(*arguments, TAMPUURI_WEBHOOK_SECRET=SECRET) as process:
        url = line(process)
        assert SECRET not in url
        assert posted(url, bundle(notice())) == 401
        assert posted(url, bundle(notice()), **{"X-Hook": SECRET}) == 200
    assert not (tmp_path / "inbox.db.secret").exists()


def test_what_was_acknowledged_is_written_after_a_kill(tmp_path: Path) -> None:
    with running("--db", tmp_path / "inbox.db") as process:
        assert posted(line(process), bundle(notice(reference="18"))) == 200
        process.kill()
        process.wait()
    with running("--db", tmp_path / "inbox.db") as process:
        line(process)
        assert json.loads(line(process))["reference_id"] == "18"


def test_the_local_tampuuri_delivers_to_it(tmp_path: Path) -> None:
    with running("--db", tmp_path / "inbox.db", "--sandbox") as process:
        line(process)
        assert process.stderr is not None
        told = iter(process.stderr.readline, "")
        address = next(text for text in told if text.startswith("The local Tampuuri is at ")).split()[-1].rstrip(".")
        with Tampuuri(credentials_of("1234567-8", ["1234567-8"]), base_url=address) as client:
            client.send(ilmoitukset.vastaanota(60000))
        found = json.loads(line(process))
    assert (found["actions"], found["reference_id"]) == (["IlmoitusTilamuutos"], "60000")


def test_the_sandbox_has_an_inbox_of_its_own(tmp_path: Path) -> None:
    state = tmp_path / "state" / "netvisor"
    with running("--sandbox") as process:
        line(process)
        assert sorted(file.name for file in state.glob("*inbox.sqlite")) == ["sandbox.tampuuri-inbox.sqlite"]
    with running() as process:
        line(process)
        assert len(list(state.glob("*inbox.sqlite"))) == 2


def test_two_do_not_listen_on_one_file(run: Run, tmp_path: Path) -> None:
    with Inbox(tmp_path / "inbox.db") as inbox, inbox.working():
        result = run("tampuuri", "listen", "--db", inbox.file.path)
    assert result.exit_code == 2
    assert "is running already" in result.stderr


@pytest.mark.parametrize("secret", ["short", "with a space in it, long"])
def test_a_poor_secret_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("TAMPUURI_WEBHOOK_SECRET", secret)
    result = run("tampuuri", "listen", "--db", tmp_path / "inbox.db")
    assert result.exit_code == 2
    assert "at least 16" in result.stderr
    assert secret not in result.stderr


def test_a_port_that_is_taken_is_told(run: Run, tmp_path: Path) -> None:
    with running("--db", tmp_path / "one.db") as process:
        port = urlsplit(line(process)).port
        result = run("tampuuri", "listen", "--db", tmp_path / "two.db", "--port", port)
    assert result.exit_code == 2
    assert f"cannot listen on 127.0.0.1:{port}" in result.stderr

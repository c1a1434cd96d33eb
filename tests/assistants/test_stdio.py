"""`netvisor mcp` as a host starts it: a process that talks over standard input and output, and a person beside it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

from netvisor.protocol.secret import HASH
from netvisor.sandbox import Sandbox
from tests.assistants.talking import Assistant, said
from tests.assistants.test_masking import CODE
from tests.assistants.test_writes import PROPOSED
from tests.cli.conftest import Run, parsed
from tests.cli.conftest import _clean_environment as _clean_environment
from tests.cli.conftest import run as run

NETVISOR = str(Path(sys.executable).parent / "netvisor")


@dataclass(frozen=True, slots=True)
class Host:
    """Starts the server, and keeps everything that goes over its standard streams."""

    folder: Path

    def start(self, *options: str, mode: str = "auto", **variables: str) -> Assistant:
        """An assistant whose server is `netvisor mcp` with these options."""
        pipes = 'tee -a "$0/asked" | "$@" 2>>"$0/errors" | tee -a "$0/answered"'
        parameters = StdioServerParameters(
            command="/bin/bash",
            args=["-c", pipes, str(self.folder), NETVISOR, "mcp", *options],
            env={**os.environ, **variables},
            cwd=str(self.folder),
        )
        return Assistant(parameters, mode)

    def transcript(self) -> str:
        """Everything that was written: questions, answers, and the log."""
        return "".join((self.folder / name).read_text("utf-8") for name in ("asked", "answered", "errors"))


@pytest.fixture
def host(tmp_path: Path) -> Host:
    (tmp_path / "host").mkdir()
    return Host(tmp_path / "host")


@pytest.fixture
def books(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file that `--sandbox` keeps its books in, for all commands of a test."""
    file = tmp_path / "books.sqlite"
    monkeypatch.setenv("NETVISOR_SANDBOX_DB", str(file))
    return file


@pytest.mark.slow
def test_a_session_of_an_assistant_and_a_person(host: Host, run: Run, books: Path) -> None:
    queue = host.folder / "queue.db"
    assistant = host.start("--sandbox", "--writes", "--db", str(queue), "--page-bytes", "4000")

    async def talk(client: Client) -> None:
        assert len((await client.list_tools()).tools) == 7
        assert client.instructions is not None
        assert "1234567-8" in client.instructions
        described = await said(client, "describe_resource", resource="customer")
        assert (await said(client, "read_more", cursor=described["cursor"]))["lines"]
        assert (await said(client, "read", resource="customerlist"))["items"] == []
        wrong = await said(client, "propose_write", **{**PROPOSED, "message": {"customer_base_information": {}}})
        assert wrong.is_error
        held = await said(client, "propose_write", **PROPOSED)
        assert held["state"] == "held"
        work_off(run, queue)
        assert (await said(client, "read", resource="customerlist"))["items"] == []
        assert run("queue", "release", held["id"], "--db", queue).exit_code == 0
        work_off(run, queue)
        work_off(run, queue)
        (customer,) = (await said(client, "read", resource="customerlist"))["items"]
        assert customer["name"] == "Äiti Oy"
        assert (await said(client, "write_state", id=held["id"]))["state"] == "accepted"
        refused = await said(client, "read", resource="getcustomer", parameters={"id": 99})
        assert refused["category"] == "INVALID_DATA"

    assistant.with_client(talk)
    assert [row["name"] for row in parsed(run("get", "customerlist", "--sandbox", "--json"))["data"]] == ["Äiti Oy"]
    with Sandbox(db=books) as sandbox:
        secrets = {sandbox.credentials.customer_key.reveal(), sandbox.credentials.partner_key.reveal()}
    transcript = host.transcript()
    assert '"propose_write"' in transcript
    assert (host.folder / "errors").read_text("utf-8") == ""
    assert {secret for secret in secrets if secret in transcript} == set()
    assert HASH.findall(re.sub(r'"traceparent":"[^"]*"', "", transcript)) == []


def work_off(run: Run, queue: Path) -> None:
    assert run("queue", "run", "--drain", "--sandbox", "--db", queue).exit_code == 0


@pytest.mark.slow
def test_the_real_service_is_reached_with_keys_that_nobody_sees(host: Host, tmp_path: Path) -> None:
    with Sandbox(companies=["7654321-2"]) as sandbox:
        keys = sandbox.credentials.plain()
        variables = {f"NETVISOR_{name.upper()}": value for name, value in keys.items()}
        assistant = host.start(mode="legacy", NETVISOR_BASE_URL=sandbox.url, **variables)

        async def talk(client: Client) -> None:
            listed = await said(client, "read", resource="customerlist")
            assert (listed["company"], listed["items"]) == ("7654321-2", [])
            sandbox.fail_next(how="refuse", category="AUTHENTICATION_FAILED", text=f"MAC {'ab' * 32}, {CODE}")
            wrong = await said(client, "read", resource="customerlist")
            assert wrong["category"] == "AUTHENTICATION_FAILED"

        assistant.with_client(talk)
        assert len(sandbox.calls) == 2
    transcript = host.transcript()
    assert [name for name in ("customer_key", "partner_key") if keys[name] in transcript] == []
    assert ("ab" * 32 in transcript, CODE in transcript) == (False, False)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_when_it_is_told_to(books: Path, number: signal.Signals) -> None:
    with subprocess.Popen(  # noqa: S603  # this library
        [NETVISOR, "mcp", "--sandbox"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(PING)
        server.stdin.flush()
        assert b'"id":1' in server.stdout.readline()
        server.send_signal(number)
        assert server.wait(timeout=10) == -number


PING = b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n'


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--sandbox", "--writes"), "--writes needs --db FILE|URL"),
        (("--sandbox", "--page-bytes", "10"), "10 is not in the range x>=4000"),
        (("--sandbox", "--per-minute", "0"), "0 is not in the range x>=1"),
        (("--sandbox", "--db", "nothing.db"), "there is no queue in nothing.db"),
        ((), "NETVISOR_CUSTOMER_KEY"),
    ],
    ids=str,
)
def test_a_server_that_cannot_be_started_says_why(run: Run, options: tuple[str, ...], told: str) -> None:
    result = run("mcp", *options)
    assert (result.exit_code, told in result.stderr, result.stdout) == (2, True, "")

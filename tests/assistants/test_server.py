"""The server itself: both protocols, calls at the same time, unknown tools, and a bug of ours."""

from __future__ import annotations

import logging

import anyio
import pytest
from mcp import Client as Session
from mcp.shared.exceptions import MCPError

from netvisor.assistants.company import Company
from netvisor.assistants.tools import TOOLS
from netvisor.sandbox import Sandbox
from tests.assistants.conftest import Make
from tests.assistants.talking import Assistant, Said, said


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_it_speaks_the_protocol_of_2026_and_the_one_before(make: Make, mode: str) -> None:
    assistant = make(mode=mode)

    async def talk(client: Session) -> tuple[str, str, Said]:
        assert client.server_info is not None
        return client.server_info.title or "", client.instructions or "", await said(client, "list_resources")

    title, instructions, listed = assistant.with_client(talk)
    assert title == "Netvisor, company 1234567-8"
    assert instructions.startswith("This server reads the accounting of one company, 1234567-8, from Visma Netvisor")
    assert not listed.is_error


def test_calls_at_the_same_time_go_one_by_one(assistant: Assistant, sandbox: Sandbox) -> None:
    answers: list[Said] = []

    async def talk(client: Session) -> None:
        async def read() -> None:
            answers.append(await said(client, "read", resource="customerlist"))

        async with anyio.create_task_group() as group:
            for _ in range(5):
                group.start_soon(read)

    assistant.with_client(talk)
    # The sandbox refuses a second call of a company that is under way.
    assert [each.is_error for each in answers] == [False] * 5
    assert len(sandbox.calls) == 5


@pytest.mark.parametrize("tool", ["propose_write", "release", "", "read "])
def test_a_tool_that_is_not_offered_is_unknown(assistant: Assistant, tool: str) -> None:
    assert refused(assistant, tool) == (
        f"unknown tool {tool!r}; the tools are list_resources, describe_resource, read, read_more"
    )


def refused(assistant: Assistant, tool: str) -> str:
    """The error of the protocol that a call meets."""

    async def talk(client: Session) -> str:
        with pytest.raises(MCPError) as caught:
            await client.call_tool(tool, {})
        return str(caught.value)

    return assistant.with_client(talk)


def test_a_bug_of_ours_tells_the_assistant_nothing_but_that(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError("with a secret in it")

    monkeypatch.setattr(Company, "call", broken)
    with caplog.at_level(logging.ERROR):
        told = refused(assistant, "list_resources")
    assert told == "the tool list_resources failed; the log of the server says why"
    assert "with a secret in it" in caplog.text


def test_every_tool_says_what_it_does_and_what_it_takes(writer: Assistant) -> None:
    for name, tool in writer.tools().items():
        assert tool.description.endswith("."), name
        assert tool.input_schema["additionalProperties"] is False
        assert all(each.get("description") for each in tool.input_schema["properties"].values()), name
        assert set(tool.input_schema["required"]) <= set(tool.input_schema["properties"])
    assert len({tool.name for tool in TOOLS}) == len(TOOLS)

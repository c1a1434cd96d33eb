"""An assistant that talks to the server through the client of the SDK, in this process or over standard input."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import anyio
from mcp import Client, StdioServerParameters, stdio_client
from mcp.server.lowlevel import Server
from mcp.types import TextContent

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """What a tool said."""

    text: str
    is_error: bool

    @property
    def json(self) -> dict[str, Any]:
        """It as JSON; every answer is an object."""
        found: dict[str, Any] = json.loads(self.text)
        return found

    def __getitem__(self, name: str) -> Any:
        return self.json[name]


class Assistant:
    """Calls tools one by one.

    Args:
        server: a server in this process, or the command of one.
        mode: `auto`, or `legacy` for the protocol before 2026.
    """

    def __init__(self, server: Server[Any] | StdioServerParameters, mode: Any = "auto") -> None:
        self._server = server
        self._mode = mode

    def with_client(self, work: Callable[[Client], Awaitable[T]]) -> T:
        """Do something with a connected client."""
        return anyio.run(partial(self._with_client, work))

    async def _with_client(self, work: Callable[[Client], Awaitable[T]]) -> T:
        # The lowest version of the SDK takes no parameters of a process in place of its transport.
        server = stdio_client(self._server) if isinstance(self._server, StdioServerParameters) else self._server
        async with Client(server, mode=self._mode) as client:
            return await work(client)

    def tools(self) -> dict[str, Any]:
        """The tools that are offered, by name."""

        async def ask(client: Client) -> dict[str, Any]:
            return {tool.name: tool for tool in (await client.list_tools()).tools}

        return self.with_client(ask)

    def call(self, tool: str, **arguments: Any) -> Said:
        """Call a tool in a session of its own."""
        return self.with_client(lambda client: said(client, tool, **arguments))


async def said(client: Client, tool: str, **arguments: Any) -> Said:
    """What a tool says in a session that is open."""
    result = await client.call_tool(tool, arguments)
    (content,) = result.content
    assert isinstance(content, TextContent)
    return Said(content.text, result.is_error)


def whole(assistant: Assistant, first: Said, name: str = "items") -> list[Any]:
    """The items of all pages of a result."""
    items: list[Any] = []
    page = first
    while True:
        items += page.json.get(name, [])
        if "cursor" not in page.json:
            return items
        page = assistant.call("read_more", cursor=page["cursor"])

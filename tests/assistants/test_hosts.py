"""The settings of hosts in docs/assistants.md name commands that start and answer as they stand."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from netvisor.queue import Outbox
from tests.assistants.talking import Assistant
from tests.cli.conftest import credentials_file as credentials_file

PAGE = Path(__file__).parents[2] / "docs" / "assistants.md"


def servers() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every server in the settings on the page."""
    for block in re.findall(r"^```json\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S):
        settings = json.loads(block)
        (key,) = settings
        yield from ((f"{key} {name}", server) for name, server in settings[key].items())


def test_the_settings_of_the_page_are_found() -> None:
    assert [name for name, _ in servers()] == [
        "mcpServers netvisor-sandbox",
        "servers netvisor-sandbox",
        "mcpServers netvisor-our-company",
        "mcpServers netvisor-our-company-with-proposals",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "server"), [*servers()], ids=lambda value: value if isinstance(value, str) else "")
def test_a_server_of_the_page_starts(name: str, server: dict[str, Any], tmp_path: Path, credentials_file: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    credentials_file.rename(home / "our-company.toml")
    arguments = [text.replace("/home/me", str(home)) for text in server["args"]]
    parameters = StdioServerParameters(
        command=server["command"],
        args=arguments,
        env={"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)},
        cwd=str(tmp_path),
    )

    async def names(client: Client) -> list[str]:
        return [tool.name for tool in (await client.list_tools()).tools]

    offered = Assistant(parameters).with_client(names)
    assert len(offered) == (7 if "--writes" in server["args"] else 4)
    if "--writes" in server["args"]:
        with Outbox.open(home / "writes.db") as outbox:
            assert sum(outbox.counts().values()) == 0

"""An assistant that looks for customers without an e-mail address, proposes one, and waits for a person.

    python examples/assistant.py

shows it against a local Netvisor. The server is started as a host starts it; in place of a model, this program chooses
the tools.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import anyio
from mcp import Client as Session
from mcp import StdioServerParameters, stdio_client
from mcp.types import TextContent

from netvisor import UNSET, Client, customers
from netvisor.queue import Outbox, Worker
from netvisor.sandbox import Sandbox


async def ask(session: Session, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool says; an error of the tool says what would be right, and a model tries again."""
    result = await session.call_tool(tool, arguments)
    return {"is_error": result.is_error} | {
        name: value
        for content in result.content
        if isinstance(content, TextContent)
        for name, value in json.loads(content.text).items()
    }


async def every(session: Session, resource: str, **parameters: Any) -> list[Any]:
    """All items of a list, page by page."""
    page = await ask(session, "read", resource=resource, parameters=parameters)
    items: list[Any] = page["items"]
    while "cursor" in page:
        page = await ask(session, "read_more", cursor=page["cursor"])
        items += page["items"]
    return items


async def without_mail(session: Session) -> list[Mapping[str, Any]]:
    """The customers that have no e-mail address."""
    found = []
    for customer in await every(session, "customerlist"):
        got = await ask(session, "read", resource="getcustomer", parameters={"id": customer["netvisor_key"]})
        if got["data"]["customer_base_information"]["email"] is None:
            found.append(customer)
    return found


async def propose(session: Session, customer: Mapping[str, Any], **changed: str) -> dict[str, Any]:
    """Propose a change of a customer."""
    key, name = customer["netvisor_key"], customer["name"]
    return await ask(
        session,
        "propose_write",
        resource="customer",
        method="edit",
        parameters={"id": key},
        message={"customer_base_information": {"name": name, **changed}},
        key=f"e-mail address of customer {key}",
        reason=f"{name} has no e-mail address, and asked by letter for bills by mail",
    )


def review(place: Path, number: int) -> None:
    """What a person does: read the proposal, and release it."""
    with Outbox.open(place) as outbox:
        print(f"for a person: {outbox.message(number).reason}")
        outbox.release(number)


def work_off(place: Path, client: Client) -> None:
    """What a worker does: send what waits."""
    with Outbox.open(place) as outbox:
        Worker(outbox, lambda _: client).drain()


async def work(server: StdioServerParameters, place: Path, client: Client) -> None:
    """A session of the assistant, and beside it the person and the worker."""
    async with Session(stdio_client(server)) as session:
        (poor,) = await without_mail(session)
        print(f"no e-mail address: {poor['name']}")
        wrong = await propose(session, poor, email_address="laskut@example.fi")
        (problem,) = wrong["problems"]
        print(f"refused: {problem['path']}, {problem['found']}; expected {problem['expected']}")
        held = await propose(session, poor, email="laskut@example.fi")
        print(f"proposed as message {held['id']}, which is {held['state']}")
        work_off(place, client)
        print(f"a worker came by: {(await ask(session, 'write_state', id=held['id']))['state']}")
        review(place, held["id"])
        work_off(place, client)
        print(f"a worker came by: {(await ask(session, 'write_state', id=held['id']))['state']}")
        print(f"no e-mail address: {len(await without_mail(session))} customers")


def open_for_business(client: Client) -> None:
    """Two customers, one of them without an e-mail address."""
    for code, name, mail in (("1", "Äiti Oy", "aiti@example.fi"), ("2", "Isä Oy", UNSET)):
        base = customers.CustomerBaseInformation(
            name=name, internal_identifier=customers.InternalIdentifier(code), email=mail
        )
        client.send(customers.add_customer(customers.Customer(customer_base_information=base)))


def main() -> None:
    """Show a session against a local Netvisor."""
    with (
        TemporaryDirectory() as folder,
        Sandbox() as sandbox,
        Client(sandbox.credentials, base_url=sandbox.url) as client,
    ):
        open_for_business(client)
        place = Path(folder) / "writes.db"
        keys = {f"NETVISOR_{name.upper()}": value for name, value in sandbox.credentials.plain().items()}
        server = StdioServerParameters(
            command=str(Path(sys.executable).with_name("netvisor")),
            args=["mcp", "--writes", "--db", str(place)],
            env={"NETVISOR_BASE_URL": sandbox.url, **keys},
        )
        anyio.run(work, server, place, client)


if __name__ == "__main__":
    main()

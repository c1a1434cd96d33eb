"""`netvisor demo`: a tour. Nothing leaves the machine."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from netvisor.cli.arguments import examples

if TYPE_CHECKING:
    from rich.console import Console

    from netvisor.client.client import Client

_NAME: Final = "netvisor"
_WIDEST = 100
_CUSTOMER: Final = "customer.json"
_INVOICE: Final = "salesinvoice.json"
_WRONG: Final = "wrong-order.xml"


@click.command("demo", epilog=examples("netvisor demo"))
def command() -> None:
    """Build a customer and an invoice, send them to a local Netvisor, read them back, and see a message refused.

    Nothing leaves this machine, and nothing is kept.
    """
    from rich.console import Console

    from netvisor.client.client import Client
    from netvisor.resources import customers, sales
    from netvisor.sandbox import Sandbox

    console = Console(highlight=False, markup=False, soft_wrap=False)
    console.width = min(console.width, _WIDEST)
    folder = demo_folder()
    with (
        Sandbox(language="EN") as sandbox,
        Client(sandbox.credentials, base_url=sandbox.url) as client,
    ):
        _welcome(console, sandbox.url, folder)
        _chapter(console, "1", "Build a message", f"{_CUSTOMER} becomes exactly the bytes that Netvisor expects.")
        customer = _built(console, customers.Customer, folder / _CUSTOMER)
        _chapter(console, "2", "Build an invoice with an attachment", "Three lines, two of them products, and a PDF.")
        invoice = _built(console, sales.SalesInvoice, folder / _INVOICE)
        _chapter(console, "3", "Send both", "Signed with HMAC-SHA256, over HTTP, one call at a time.")
        _sent(console, client, "customer.nv", customers.add_customer(customer))
        key = _sent(console, client, "salesinvoice.nv", sales.add_sales_invoice(invoice))
        _chapter(console, "4", "Read them back", "Answers become typed objects: dates, decimals, lists.")
        _read_back(console, client, key)
        _chapter(console, "5", "Send an invalid message", f"{_WRONG} has <city> before <name>; order matters.")
        _refused(console, client, folder / _WRONG)
    _farewell(console, folder)


def demo_folder() -> Path:
    """The folder of the demo's messages: in the package, or in the checkout it is installed from.

    Raises:
        SetupError: it is in neither place.
    """
    from netvisor.errors import SetupError

    packed = Path(str(files("netvisor.cli"))) / "demo_messages"
    checkout = Path(__file__).parents[2] / "fixtures" / "demo"
    for folder in (packed, checkout):
        if (folder / _CUSTOMER).is_file():
            here = Path.cwd()
            return folder.relative_to(here) if folder.is_relative_to(here) else folder
    raise SetupError(f"the demo's messages are missing: {_CUSTOMER} is neither in {packed} nor in {checkout}")


def _welcome(console: Console, url: str, folder: Path) -> None:
    console.print("A tour of netvisor-xml", style="bold")
    console.print(f"A local Netvisor now listens on {url}")
    console.print("It checks signatures, element order and content like the real one, and forgets")
    console.print("everything when the tour ends. Nothing leaves this machine.")
    console.print(f"Messages used in this tour: {folder}", style="dim", soft_wrap=True)


def _chapter(console: Console, number: str, title: str, text: str) -> None:
    console.print()
    console.print(f"{number}. {title}", style="bold green")
    console.print(text)
    console.print()


def _built(console: Console, cls: type, file: Path) -> Any:
    """Read a message from its JSON file, and show it as a tree with the size and encoding of its bytes."""
    from netvisor.cli.arguments import read_file
    from netvisor.cli.build import read_message
    from netvisor.cli.message_tree import message_tree
    from netvisor.codec.encode import encode

    message = read_message(read_file(str(file)), cls, "add")
    encoded = encode(message)
    console.print(message_tree(message), overflow="ellipsis", no_wrap=True)
    console.print()
    charset = encoded.charset.upper()
    why = "it contains ä, ö and €" if charset != "UTF-8" else "some characters are not in ISO-8859-15"
    console.print(f"   {encoded.length} bytes in {charset}: {why}.", style="cyan")
    return message


def _sent(console: Console, client: Client, resource: str, call: Any) -> str:
    inserted = client.send(call)
    query = "&".join(f"{name}={value}" for name, value in call.parameters)
    console.print(f"   POST {client.base_url}{resource}?{query}")
    console.print(f"   OK: stored with Netvisor key {inserted.netvisor_key}", style="cyan")
    return str(inserted.netvisor_key)


def _read_back(console: Console, client: Client, key: str) -> None:
    from netvisor.cli import tables
    from netvisor.resources import sales

    console.print("   client.send(sales.list_sales_invoices())", style="dim")
    tables.print_data(client.send(sales.list_sales_invoices()), console, indent="   ")
    console.print()
    console.print(f"   client.send(sales.get_sales_invoice({key}))", style="dim")
    tables.print_data(client.send(sales.get_sales_invoice(int(key))), console, indent="   ")


def _refused(console: Console, client: Client, file: Path) -> None:
    from netvisor.cli.outcome import NEXT, problem_line
    from netvisor.codec.validate import validate
    from netvisor.errors import Refused
    from netvisor.resources import customers, raw

    body = file.read_bytes()
    console.print('   client.send(raw.post("customer.nv", body, method="add"))', style="dim")
    try:
        client.send(raw.post("customer.nv", body, method="add"))
    except Refused as error:
        _indented(console, f"netvisor.errors.{type(error).__name__}: {error}", style="red")
        console.print()
        console.print(f"   error.category  {error.category}")
        console.print(f"   error.retry     {error.retry.name}: {NEXT[error.retry]}")
    else:
        raise RuntimeError("the sandbox accepted a message whose elements are in the wrong order")
    console.print()
    console.print("That is all that Netvisor says. The library names the element:")
    console.print()
    console.print(f"   {_program()} validate customer {file} --method add", style="dim", soft_wrap=True)
    for problem in validate(body, customers.Customer, "add"):
        _indented(console, problem_line(problem), style="red")
    console.print()
    console.print("Typed messages, as in steps 1 and 2, are always in the right order.")


def _indented(console: Console, text: str, style: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(Padding(Text(text, style=style), (0, 0, 0, 3), expand=False))


def _farewell(console: Console, folder: Path) -> None:
    console.print()
    console.print("Next steps", style="bold green")
    for what, command in (
        ("every element and its meaning", "show salesinvoice"),
        ("a sandbox that keeps its books", f"send customer {folder / _CUSTOMER} --method add --sandbox"),
        ("what it has kept", "get customerlist --sandbox"),
        ("with your own credentials", "check"),
    ):
        console.print(f"   {what}:")
        console.print(f"      {_program()} {command}", soft_wrap=True)


def _program() -> str:
    """This command as the shell of its user finds it: by its name, or by its path when it is not on the PATH."""
    called, found = sys.argv[0], shutil.which(_NAME)
    if Path(called).name != _NAME or (found and Path(found).resolve() == Path(called).resolve()):
        return _NAME
    return called

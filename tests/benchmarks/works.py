"""How the works are done: by the library as its users use it, and by hand with lxml."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from tests.benchmarks import objects, sources
from tests.benchmarks.sources import Source

Work: TypeAlias = Callable[[Any], Any]

LXML: Final = "lxml"
NETVISOR: Final = "netvisor"
BLOCK: Final = 1 << 16

# Writing, as users do it: objects are made of what the program has, a call of them, and bytes of the call.


def written(call: Any) -> bytes:
    made: bytes = call.written.encode().bytes()
    return made


def invoice(of: Source) -> bytes:
    from netvisor.resources import sales

    return written(sales.add_sales_invoice(objects.invoice_of(of)))


def customers(each: list[Source]) -> list[bytes]:
    from netvisor.resources.customers import add_customer

    return [written(add_customer(objects.customer_of(of))) for of in each]


def voucher(of: Source) -> bytes:
    from netvisor.resources.accounting import add_voucher

    return written(add_voucher(objects.voucher_of(of)))


def invoice_by_hand(of: Source, charset: str = "iso-8859-15") -> bytes:
    from tests.benchmarks import by_hand

    return by_hand.encode_invoice(by_hand.invoice_of(of), charset)


def customers_by_hand(each: list[Source], charset: str = "iso-8859-15") -> list[bytes]:
    from tests.benchmarks import by_hand

    return [by_hand.encode_customer(by_hand.customer_of(of), charset) for of in each]


def voucher_by_hand(of: Source, charset: str = "iso-8859-15") -> bytes:
    from tests.benchmarks import by_hand

    return by_hand.encode_voucher(by_hand.voucher_of(of), charset)


def elements(body: bytes) -> list[Any]:
    """What a document in ISO-8859-15 says, however it is written: each element with its attributes and its text."""
    from lxml.etree import XMLParser, fromstring

    root = fromstring(body, XMLParser(encoding="iso-8859-15"))
    return [(e.tag, sorted(e.attrib.items()), (e.text or "").strip()) for e in root.iter()]


# Reading. The library reads as a client does: status, envelope and typed result.

_WHERE: Final = {"company": "1234567-8", "transaction_id": "1"}


def read_list(body: bytes) -> Any:
    from netvisor.protocol.reply import result
    from netvisor.resources.customers import list_customers

    return result(list_customers(), 200, body, **_WHERE)


def stream_list(body: bytes) -> int:
    return stream_blocks(lambda: blocks(body))


def stream_blocks(start: Callable[[], Iterator[bytes]]) -> int:
    from netvisor.protocol.reply import streamed
    from netvisor.resources.customers import list_customers

    return sum(item.netvisor_key or 0 for item in streamed(list_customers(), 200, start(), **_WHERE))


def iterate_blocks(start: Callable[[], Iterator[bytes]]) -> int:
    """The same with lxml, in little memory: what was read is taken out of the tree."""
    from lxml.etree import XMLPullParser

    from tests.benchmarks import by_hand

    parser: Any = XMLPullParser(events=("end",), tag="Customer")
    total = 0
    for block in start():
        parser.feed(block)
        for _, item in parser.read_events():
            total += by_hand.listed_customer(item).netvisor_key or 0
            item.clear()
            while item.getprevious() is not None:
                del item.getparent()[0]
    parser.close()
    return total


def blocks(body: bytes) -> Iterator[bytes]:
    """The body as it comes from a connection."""
    for at in range(0, len(body), BLOCK):
        yield body[at : at + BLOCK]


def million(_: Path) -> Callable[[], Iterator[bytes]]:
    """A list of a million customers as blocks, made anew each time and never held whole."""
    head, items, end = objects.parts_of_list(1_000)

    def start() -> Iterator[bytes]:
        held = head
        for _ in range(1_000):
            held += items
            while len(held) >= BLOCK:
                yield held[:BLOCK]
                held = held[BLOCK:]
        yield held + end

    return start


def list_by_hand(body: bytes) -> Any:
    from tests.benchmarks import by_hand

    return by_hand.read_customers(body)


def list_by_dictionaries(body: bytes) -> Any:
    from tests.benchmarks import by_hand

    return by_hand.read_customers_by_dictionaries(body)


def answered(_: Path) -> tuple[Any, bytes]:
    """The call that was made, and its answer."""
    from netvisor.resources.customers import add_customer

    return add_customer(objects.customer(1)), objects.OK_REPLY


def read_ok(start: tuple[Any, bytes]) -> int:
    from netvisor.protocol.reply import result

    call, body = start
    return int(result(call, 200, body, **_WHERE).netvisor_key)


def ok_by_hand(start: tuple[Any, bytes]) -> int:
    from tests.benchmarks import by_hand

    return by_hand.read_ok(start[1])


def decoded(body: bytes) -> Any:
    from netvisor.codec.decode import decode
    from netvisor.resources.sales import SalesInvoice

    return decode(body, SalesInvoice)


def parsed(body: bytes) -> Any:
    """Nothing but the tree, which is where reading by hand begins."""
    from lxml.etree import fromstring

    return fromstring(body)


def fields(items: list[Any]) -> list[tuple[Any, ...]]:
    """The values of listed customers, in the order of the answer."""
    return [
        (
            item.netvisor_key,
            item.name,
            item.code or None,  # xsdata reads an empty element as an empty text
            item.organisation_identifier,
            item.customer_group_id,
            item.customer_group_name,
            item.uri,
        )
        for item in items
    ]


def four_fields(items: list[Any]) -> list[tuple[Any, ...]]:
    return [values[:4] for values in fields(items)]


def sum_of_keys(items: list[Any]) -> int:
    return sum(item.netvisor_key for item in items)


# Sending, to a server on this machine whose work is not measured.


@dataclass(frozen=True, slots=True)
class Sending:
    server: Any
    client: Any
    session: Any
    source: Source
    ready: bytes


def sending(_: Path) -> Sending:
    import requests

    from netvisor.client import Client
    from netvisor.protocol.credentials import Credentials
    from tests.benchmarks import ok_server

    server = ok_server.start()
    credentials = Credentials(
        sender="benchmark",
        customer_id="customer",
        customer_key="0" * 32,
        partner_id="partner",
        partner_key="1" * 32,
        organisation_id="1967543-8",
    )
    source = sources.invoice(5)
    client = Client(credentials, base_url=server.url)
    return Sending(server, client, requests.Session(), source, invoice_by_hand(source))


def stop_sending(start: Sending) -> None:
    start.client.close()
    start.session.close()
    start.server.stop()


def send(start: Sending) -> int:
    from netvisor.resources import sales

    return int(start.client.send(sales.add_sales_invoice(objects.invoice_of(start.source))).netvisor_key)


def send_ready(start: Sending) -> int:
    """With `requests`, bytes that are there already, without a signature."""
    return _posted(start, start.ready)


def send_by_hand(start: Sending) -> int:
    """With `requests` and lxml, without a signature."""
    return _posted(start, invoice_by_hand(start.source))


def _posted(start: Sending, body: bytes) -> int:
    from tests.benchmarks import by_hand

    headers = {"Content-Type": "text/xml; charset=iso-8859-15"}
    answer = start.session.post(f"{start.server.url}salesinvoice.nv?method=add", data=body, headers=headers)
    return by_hand.read_ok(answer.content)


# An attachment of 50 MB.


def attached(folder: Path) -> Path:
    path = folder / "kuitit.pdf"
    with path.open("wb") as file:
        file.writelines(bytes([number % 251]) * 500_000 for number in range(100))
    return path


def attachment_in_chunks(path: Path) -> tuple[int, int]:
    """Length and a checksum, as a connection would take the chunks."""
    import zlib

    from netvisor.resources import accounting

    message = objects.voucher(2)
    attachment = accounting.VoucherAttachment(
        mime_type="application/pdf", attachment_description="Kuitit", file_name="kuitit.pdf", document_data=path
    )
    message.voucher_attachments = accounting.VoucherAttachments(voucher_attachment=[attachment])
    call = accounting.add_voucher(message)
    assert call.written is not None
    length = checksum = 0
    for chunk in call.written.encode().chunks():
        length += len(chunk)
        checksum = zlib.crc32(chunk, checksum)
    return length, checksum


def attachment_by_hand(path: Path) -> tuple[int, int]:
    import zlib

    from tests.benchmarks import by_hand

    body = by_hand.encode_attachment(by_hand.voucher_of(sources.voucher(2)), path)
    return len(body), zlib.crc32(body)


# Starting, in interpreters of their own.


def run_python(program: str, caches: Path) -> None:
    """Run a program with the bytecode of its modules kept in a folder, as that of an installation is."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(caches)
    command = [sys.executable, "-c", program]
    subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603

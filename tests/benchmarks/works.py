"""The works: for each, what it starts from, how either contender does it, and how to tell that they did the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from tests.benchmarks import objects

Work: TypeAlias = Callable[[Any], Any]

LXML = "lxml"
NETVISOR = "netvisor"
BLOCK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One work."""

    name: str
    says: str
    """The work in words, for the table."""
    prepare: Callable[[Path], Any]
    """Makes what the work starts from; it gets a folder for files."""
    contenders: dict[str, Work]
    """By name; the first is 1.0."""
    content: dict[str, Callable[[Any], Any]]
    """Makes the outcome of each contender comparable."""
    goal: float | None = None
    """The most that the library's ratio may be."""
    peak: float | None = None
    """The most MiB that the library's peak may rise."""
    extra_seconds: float | None = None
    """The most seconds that the library may take beyond the first contender, instead of a ratio."""


# Writing.


def encoded(message: Any) -> bytes:
    """What a user does: the check is part of it."""
    from netvisor.codec.encode import encode

    return encode(message).bytes()


def encode_each(message_list: list[Any]) -> list[bytes]:
    from netvisor.codec.encode import encode

    return [encode(message).bytes() for message in message_list]


def invoice_by_hand(message: Any) -> bytes:
    from tests.benchmarks import by_hand

    return by_hand.encode_invoice(message)


def customers_by_hand(message_list: list[Any]) -> list[bytes]:
    from tests.benchmarks import by_hand

    return [by_hand.encode_customer(message) for message in message_list]


def voucher_by_hand(message: Any) -> bytes:
    from tests.benchmarks import by_hand

    return by_hand.encode_voucher(message)


def invoice_case(lines: int, goal: float) -> Case:
    return Case(
        name=f"encode-invoice-{lines}",
        says=f"write a sales invoice of {lines} line{'s' if lines > 1 else ''}",
        prepare=lambda _: objects.invoice(lines),
        contenders={LXML: invoice_by_hand, NETVISOR: encoded},
        content={},
        goal=goal,
    )


# Reading. The library reads as a client does: status, envelope and typed result.

_WHERE = {"company": "1234567-8", "transaction_id": "1"}


def read_list(body: bytes) -> Any:
    from netvisor.protocol.reply import result
    from netvisor.resources.customers import list_customers

    return result(list_customers(), 200, body, **_WHERE)


def stream_list(body: bytes) -> int:
    from netvisor.protocol.reply import streamed
    from netvisor.resources.customers import list_customers

    return sum(item.netvisor_key or 0 for item in streamed(list_customers(), 200, blocks(body), **_WHERE))


def blocks(body: bytes) -> Iterator[bytes]:
    """The body as it comes from a connection."""
    for at in range(0, len(body), BLOCK):
        yield body[at : at + BLOCK]


def list_by_hand(body: bytes) -> Any:
    from tests.benchmarks import by_hand

    return by_hand.read_customers(body)


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


def fields(items: list[Any]) -> list[tuple[Any, ...]]:
    return [tuple(getattr(item, name) for name in type(item).__slots__) for item in items]


def sum_of_keys(items: list[Any]) -> int:
    return sum(item.netvisor_key for item in items)


# An attachment of 50 MB.


def attached(folder: Path) -> Any:
    from netvisor.resources import accounting

    path = folder / "kuitit.pdf"
    with path.open("wb") as file:
        file.writelines(bytes([number % 251]) * 500_000 for number in range(100))
    message = objects.voucher(2)
    attachment = accounting.VoucherAttachment(
        mime_type="application/pdf", attachment_description="Kuitit", file_name="kuitit.pdf", document_data=path
    )
    message.voucher_attachments = accounting.VoucherAttachments(voucher_attachment=[attachment])
    return message


def attachment_in_chunks(message: Any) -> tuple[int, int]:
    """Length and a checksum, as a connection would take the chunks."""
    import zlib

    from netvisor.codec.encode import encode

    length = checksum = 0
    for chunk in encode(message).chunks():
        length += len(chunk)
        checksum = zlib.crc32(chunk, checksum)
    return length, checksum


def attachment_by_hand(message: Any) -> tuple[int, int]:
    import zlib

    from tests.benchmarks import by_hand

    path = message.voucher_attachments.voucher_attachment[0].document_data
    body = by_hand.encode_attachment(message, path)
    return len(body), zlib.crc32(body)


# Importing, in interpreters of their own.


def run_python(program: str, _: Any) -> None:
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603


def same(_: Any) -> None:
    """Nothing to compare."""


CASES: tuple[Case, ...] = (
    invoice_case(1, 0.35),
    invoice_case(20, 0.25),
    invoice_case(1000, 0.25),
    Case(
        name="encode-customers-10000",
        says="write 10,000 customers, a message each",
        prepare=lambda _: [objects.customer(number) for number in range(10_000)],
        contenders={LXML: customers_by_hand, NETVISOR: encode_each},
        content={},
        goal=0.20,
    ),
    Case(
        name="encode-voucher-10000",
        says="write a voucher of 10,000 lines",
        prepare=lambda _: objects.voucher(10_000),
        contenders={LXML: voucher_by_hand, NETVISOR: encoded},
        content={},
        goal=0.25,
    ),
    Case(
        name="read-ok",
        says="read the answer to an add",
        prepare=answered,
        contenders={LXML: ok_by_hand, NETVISOR: read_ok},
        content={},
    ),
    Case(
        name="read-customers-10000",
        says="read 10,000 customers whole",
        prepare=lambda _: objects.listed_customers(10_000),
        contenders={LXML: list_by_hand, NETVISOR: read_list},
        content={LXML: fields, NETVISOR: fields},
        goal=0.60,
    ),
    Case(
        name="stream-customers-100000",
        says="read 100,000 customers as a stream",
        prepare=lambda _: objects.listed_customers(100_000),
        contenders={LXML: list_by_hand, NETVISOR: stream_list},
        content={LXML: sum_of_keys},
        goal=0.55,
        peak=5.0,
    ),
    Case(
        name="attachment-50mb",
        says="write an attachment of 50 MB in chunks",
        prepare=attached,
        contenders={LXML: attachment_by_hand, NETVISOR: attachment_in_chunks},
        content={},
        peak=2.0,
    ),
    Case(
        name="import",
        says="start Python and import the library",
        prepare=lambda _: None,
        contenders={"python": partial(run_python, "pass"), NETVISOR: partial(run_python, "import netvisor")},
        content={"python": same, NETVISOR: same},
        extra_seconds=0.010,
    ),
)
"""In the order of the table."""


def case(name: str) -> Case:
    """The work of this name.

    Raises:
        KeyError: there is none.
    """
    return next(c for c in CASES if c.name == name)

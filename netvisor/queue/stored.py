"""A call as the queue keeps it: enough to send it on another machine, by another version of the library."""

from __future__ import annotations

import hashlib
import json
import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final

from netvisor.codec.charset import charset_of_bytes
from netvisor.codec.encode import Encoded
from netvisor.errors import SetupError
from netvisor.protocol.call import Call
from netvisor.protocol.results import DONE, INSERTED, Answer, Done, Inserted, RawResult, Result
from netvisor.queue.database import Row

BLOCK: Final = 1 << 20
"""Bytes of a body in one row."""

RAW: Final = "raw"

_RESULTS: Final[dict[type, Result[Any]]] = {Inserted: INSERTED, Done: DONE, Answer: RawResult()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The body of a call, as exact bytes in blocks."""

    charset: str | None
    length: int
    blocks: Callable[[], Iterator[bytes]]


def content_of(call: Call[Any]) -> Content:
    """What is sent for a call: the charset is settled now, and attachments are read when the blocks are.

    Raises:
        MessageError: the message breaks a rule, or a file that it names cannot be read.
    """
    if call.written is None:
        body = call.body or b""
        charset = charset_of_bytes(body) if body else None
        return Content(charset=charset, length=len(body), blocks=lambda: _rejoined(iter([body])))
    encoded = call.written.encode()
    return Content(charset=encoded.charset, length=encoded.length, blocks=lambda: _rejoined(encoded.chunks()))


def _rejoined(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Chunks of any size as blocks of one size, the last one shorter."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= BLOCK:
            yield bytes(held[:BLOCK])
            del held[:BLOCK]
    if held:
        yield bytes(held)


def function_of(call: Call[Any]) -> str:
    """The public name of what made a call, such as `customers.add_customer`; of a raw call `raw`."""
    return call.function or RAW


def kind_of(function: str, resource: str) -> str:
    """Calls of one kind keep their order: those of an area; raw ones by the resource."""
    return resource if function == RAW else function.partition(".")[0]


def result_of(function: str) -> Result[Any]:
    """What the answer of a stored call becomes: what the function that made it promises.

    Raises:
        SetupError: this version of the library has no such function, or its result is none of a write.
    """
    if function == RAW:
        return _RESULTS[Answer]
    area, _, name = function.partition(".")
    made = getattr(_area(area), name, None)
    promised = typing.get_args(typing.get_type_hints(made)["return"]) if made is not None else ()
    found = _RESULTS.get(promised[0]) if promised else None
    if found is None:
        raise SetupError(f"this version of the library has no write {function}; upgrade netvisor-xml")
    return found


def _area(name: str) -> Any:
    from netvisor import resources

    return getattr(resources, name, None)


class _Blocks:
    """A piece of an `Encoded` that is read from the database when it is sent."""

    def __init__(self, length: int, read: Callable[[], Iterator[bytes]]) -> None:
        self.length = length
        self.blocks = read


def call_of(row: Row, read: Callable[[], Iterator[bytes]]) -> Call[Any]:
    """The call of a stored message.

    Args:
        row: the message.
        read: gives the blocks of its body.
    """
    body: Any = None
    if row["http"] == "POST":
        body = Encoded(row["charset"], (_Blocks(row["length"], read),)) if row["length"] else b""  # type: ignore[arg-type]
    return Call(
        resource=row["resource"],
        http=row["http"],
        parameters=tuple((name, value) for name, value in json.loads(row["parameters"])),
        body=body,
        writes=True,
        result=result_of(row["function"]),
        function=row["function"],
    )


def digest_of(call: Call[Any], blocks: Sequence[bytes] | Iterator[bytes]) -> str:
    """A fingerprint of everything that is sent, by which a repeated put is known."""
    found = hashlib.sha256(json.dumps([call.resource, call.http, call.parameters]).encode())
    for block in blocks:
        found.update(block)
    return found.hexdigest()


def library_version() -> str:
    """The version of this library."""
    return version("netvisor-xml")


# Answers.


def answer_text(result: object) -> str:
    """A result as it is kept."""
    if isinstance(result, Inserted):
        kept: dict[str, Any] = {"inserted": [str(key) for key in result.netvisor_keys or (result.netvisor_key,)]}
    elif isinstance(result, (Done, Answer)):
        kept = {name: list(getattr(result, name)) for name in ("inserted", "updated", "valid", "replies")}
    else:
        kept = {}
    return json.dumps(kept, ensure_ascii=False)


def kept_key(key: int | None) -> str:
    """The answer of a write whose own answer never came, as far as it is known."""
    return json.dumps({"inserted": [] if key is None else [str(key)]})


def answer_of(text: str) -> Answer:
    """A kept answer."""
    kept = json.loads(text)
    return Answer(**{name: kept.get(name, []) for name in ("inserted", "updated", "valid", "replies")})

"""Answers as no server should give them, and what a client makes of each."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from netvisor.errors import (
    InvalidData,
    NetvisorError,
    OutcomeUnknown,
    ServiceBusy,
    SystemMaintenance,
    UnreadableReply,
)
from tests.unit.wire import Wire, answer, reset
from tests.wire.numbered import body_for

FOREIGN = 666
"""The number in answers that belong to nobody's call."""

Act: TypeAlias = Callable[[bytes, Wire], Iterator[bytes]]
"""What is said on a connection, made from the body that would be the right one."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One way to answer.

    Attributes:
        act: what is said.
        outcome: the error that the call ends with; `None` when it gets its answer all the same.
        or_else: the error when the end of the connection is seen before the last bytes are read.
        waits: whether the call ends only when its time has run out.
        then: what the server does afterwards: it `serves` the next request, is `silent`, `closes` or `resets`.
        in_step: whether the connection may be used again.
        of_write: the error of a write, where it is another one.
    """

    act: Act
    outcome: type[NetvisorError] | None = OutcomeUnknown
    or_else: type[NetvisorError] | None = None
    waits: bool = False
    then: str = "serves"
    in_step: bool = False
    of_write: type[NetvisorError] | None = None


def says(head: str, body: bytes | str | None = None) -> Act:
    """A head, with `%d` for the right length, and a body, with `%s` for the right one; lines end as they should."""

    def act(right: bytes, _: Wire) -> Iterator[bytes]:
        told = right if body is None else body if isinstance(body, bytes) else body.encode()
        told = told.replace(b"%s", right)
        yield head.replace("%d", str(len(right))).replace("\n", "\r\n").encode("latin-1") + b"\r\n\r\n" + told

    return act


def raw(said: bytes) -> Act:
    return lambda _right, _wire: iter([said])


def before(said: str, times: int = 1, pause: float = 0.0) -> Act:
    """Something before the right answer."""

    def act(right: bytes, wire: Wire) -> Iterator[bytes]:
        yield said.replace("\n", "\r\n").encode() * times
        wire.stop.wait(pause)
        yield answer(right)

    return act


def behind(said: bytes, *, later: bool = False) -> Act:
    """Something behind the right answer: in one go with it, or a moment later."""

    def act(right: bytes, wire: Wire) -> Iterator[bytes]:
        if not later:
            yield answer(right) + said
            return
        yield answer(right)
        wire.stop.wait(0.02)
        yield said

    return act


def again_and_again(beginning: bytes, said: bytes, pause: float = 0.0) -> Act:
    def act(right: bytes, wire: Wire) -> Iterator[bytes]:
        yield beginning.replace(b"%s", right)
        while not wire.stop.wait(pause):
            yield said

    return act


def drips(said: bytes) -> Act:
    def act(_: bytes, wire: Wire) -> Iterator[bytes]:
        for at in range(len(said)):
            yield said[at : at + 1]
            wire.stop.wait(0.05)

    return act


def chunked(*parts: str, head: str = "") -> Act:
    """Chunks as they are written here, with `%x` for the length of the right body and `%s` for it."""

    def act(right: bytes, _: Wire) -> Iterator[bytes]:
        told = "".join(parts).replace("\n", "\r\n").replace("%x", f"{len(right):x}").encode("latin-1")
        head_lines = f"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n{head}\n".replace("\n", "\r\n").encode()
        yield head_lines + told.replace(b"%s", right)

    return act


def in_chunks_of_one_byte(right: bytes, _: Wire) -> Iterator[bytes]:
    pieces = b"".join(b"1\r\n%c\r\n" % octet for octet in right)
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + pieces + b"0\r\n\r\n"


def in_one_byte_segments(right: bytes, _: Wire) -> Iterator[bytes]:
    yield from (octet.to_bytes(1, "big") for octet in answer(right))


def half(right: bytes, _: Wire) -> Iterator[bytes]:
    yield answer(right)[:-30]


CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
OK = "HTTP/1.1 200 OK"
SIZED = f"{OK}\nContent-Length: %d"
FOREIGN_ANSWER = answer(body_for(FOREIGN))
REFUSAL = b"<Root><ResponseStatus><Status>FAILED</Status><Status>%s :: text</Status></ResponseStatus></Root>"
LAUGHS = b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><Root>&b;</Root>'
BOMB = gzip.compress(gzip.compress(bytes(1 << 20)))

INTERIM: dict[str, Hostile] = {
    "100 before the answer": Hostile(before("HTTP/1.1 100 Continue\n\n"), None),
    "101 before the answer": Hostile(before("HTTP/1.1 101 Switching Protocols\nUpgrade: h2c\n\n"), None),
    "102 before the answer": Hostile(before("HTTP/1.1 102 Processing\n\n"), None),
    "103 before the answer": Hostile(before("HTTP/1.1 103 Early Hints\nLink: </x>\n\n"), None),
    "103 and the answer a moment later": Hostile(before("HTTP/1.1 103 Early Hints\n\n", pause=0.02), None),
    "16 interim answers": Hostile(before("HTTP/1.1 100 Continue\n\n", 16), None),
    "17 interim answers": Hostile(before("HTTP/1.1 100 Continue\n\n", 17)),
    "interim answers without end": Hostile(again_and_again(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100)),
    "an interim answer now and then": Hostile(again_and_again(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05), waits=True),
    "an interim answer and silence": Hostile(raw(b"HTTP/1.1 100 Continue\r\n\r\n"), then="silent", waits=True),
    "an interim answer and the end": Hostile(raw(b"HTTP/1.1 199 \r\n\r\n"), then="closes"),
    "an interim answer with a body": Hostile(before("HTTP/1.1 100 Continue\nContent-Length: 3\n\nabc")),
}

STATUS_LINES: dict[str, Hostile] = {
    "nothing": Hostile(raw(b""), then="closes"),
    "a reset": Hostile(raw(b""), then="resets"),
    "silence": Hostile(raw(b""), then="silent", waits=True),
    "another protocol": Hostile(raw(b"SSH-2.0-OpenSSH_9.9\r\n"), then="silent"),
    "an alert of TLS": Hostile(raw(b"\x15\x03\x01\x00\x02\x02\x28"), then="silent"),
    "half a status line": Hostile(raw(b"HTTP/1.1 20"), then="closes"),
    "half a status line and silence": Hostile(raw(b"HTTP/1.1 20"), then="silent", waits=True),
    "a status line that drips": Hostile(drips(b"HTTP/1.1 200 OK" + b"y" * 400), waits=True),
    "HTTP/2": Hostile(says("HTTP/2.0 200 OK\nContent-Length: %d")),
    "no status line at all": Hostile(raw(body_for(FOREIGN)), then="closes"),
    "a status of two digits": Hostile(says("HTTP/1.1 20 OK\nContent-Length: %d")),
    "a status of four digits": Hostile(says("HTTP/1.1 2000 OK\nContent-Length: %d")),
    "a negative status": Hostile(says("HTTP/1.1 -200 OK\nContent-Length: %d")),
    "status 000": Hostile(says("HTTP/1.1 000 OK\nContent-Length: %d")),
    "an empty line before the answer": Hostile(before("\n")),
    "a space before the answer": Hostile(before(" ")),
    "lines that end with LF": Hostile(raw(b"HTTP/1.1 200 OK\nContent-Length: 3\n\nabc"), then="silent"),
    "small letters": Hostile(says("http/1.1 200 OK\nContent-Length: %d")),
    "a NUL in the status line": Hostile(says("HTTP/1.1 200 O\0K\nContent-Length: %d")),
    "a status line without end": Hostile(again_and_again(b"HTTP/1.1 200 ", b"y" * 10_000)),
    "HTTP/1.0": Hostile(says("HTTP/1.0 200 OK\nContent-Length: %d"), None),
    "HTTP/1.0 that keeps alive": Hostile(says("HTTP/1.0 200 OK\nConnection: keep-alive\nContent-Length: %d"), None),
    "a status without a reason": Hostile(says("HTTP/1.1 200\nContent-Length: %d"), None, in_step=True),
    "an unusual status": Hostile(says("HTTP/1.1 299 Odd\nContent-Length: %d"), None, in_step=True),
}

HEADERS: dict[str, Hostile] = {
    "headers without end": Hostile(again_and_again(b"HTTP/1.1 200 OK\r\n", b"X-A: yyyyyyyyyyyyyyyy\r\n" * 100)),
    "headers that drip": Hostile(again_and_again(b"HTTP/1.1 200 OK\r\n", b"X-A: y\r\n", 0.05), waits=True),
    "a header that drips": Hostile(drips(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 400), waits=True),
    "half a head": Hostile(raw(b"HTTP/1.1 200 OK\r\nContent-Le"), then="closes"),
    "a header without a colon": Hostile(says(f"{OK}\nContent-Length %d")),
    "a space before the colon": Hostile(says(f"{OK}\nContent-Length : %d")),
    "a header without a name": Hostile(says(f"{SIZED}\n: x")),
    "a NUL in a header": Hostile(says(f"{SIZED}\nX-Note: a\0b")),
    "a CR in a header": Hostile(says(f"{SIZED}\nX-Note: a\rb")),
    "a folded header": Hostile(says(f"{SIZED}\nX-Note: a\n b"), None),
    "a folded length": Hostile(says(f"{OK}\nContent-Length:\n\t%d"), None),
    "bytes above ASCII": Hostile(says(f"{SIZED}\nServer: Käyttö"), None, in_step=True),
    "the same length twice": Hostile(says(f"{SIZED}\nContent-Length: %d"), None),
    "the same length twice in one line": Hostile(says(f"{OK}\nContent-Length: %d, %d"), None),
    "two lengths": Hostile(says(f"{SIZED}\nContent-Length: 10")),
    "two lengths in one line": Hostile(says(f"{OK}\nContent-Length: 10, %d")),
    "a negative length": Hostile(says(f"{OK}\nContent-Length: -%d")),
    "a length with a sign": Hostile(says(f"{OK}\nContent-Length: +%d")),
    "a length in another base": Hostile(says(f"{OK}\nContent-Length: 0x50")),
    "a length in other digits": Hostile(says(f"{OK}\nContent-Length: \xb2")),
    "an empty length": Hostile(says(f"{OK}\nContent-Length: ")),
    "a length beyond all bounds": Hostile(says(f"{OK}\nContent-Length: {'9' * 40}")),
    "a length and chunks": Hostile(chunked("%x\n%s\n0\n\n", head="Content-Length: 5\n"), None),
    "another transfer coding": Hostile(says(f"{OK}\nTransfer-Encoding: gzip")),
    "two transfer codings": Hostile(chunked("%x\n%s\n0\n\n", head="Transfer-Encoding: gzip\n")),
    "chunks twice": Hostile(chunked("%x\n%s\n0\n\n", head="Transfer-Encoding: chunked\n")),
    "no transfer coding": Hostile(says(f"{SIZED}\nTransfer-Encoding: identity")),
    "chunks in HTTP/1.0": Hostile(says("HTTP/1.0 200 OK\nTransfer-Encoding: chunked", "5\r\n<Root"), then="closes"),
    "gzip": Hostile(says(f"{SIZED}\nContent-Encoding: gzip"), UnreadableReply),
    "gzip in gzip": Hostile(
        says(f"{OK}\nContent-Encoding: gzip, gzip\nContent-Length: {len(BOMB)}", BOMB), UnreadableReply
    ),
    "br": Hostile(says(f"{SIZED}\nContent-Encoding: br"), UnreadableReply),
    "no encoding": Hostile(says(f"{SIZED}\nContent-Encoding: identity"), None, in_step=True),
    "close that stays open": Hostile(says(f"{SIZED}\nConnection: close"), None),
    "close among others": Hostile(says(f"{SIZED}\nConnection: Keep-Alive, Close"), None),
}

BODIES: dict[str, Hostile] = {
    "half a body": Hostile(half, then="closes"),
    "half a body and a reset": Hostile(half, then="resets"),
    "half a body and silence": Hostile(half, then="silent", waits=True),
    "a length far too long": Hostile(says(f"{OK}\nContent-Length: {10**15}"), then="silent", waits=True),
    "a body that drips": Hostile(
        again_and_again(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b" ", 0.05), waits=True
    ),
    "XML that drips": Hostile(again_and_again(b"HTTP/1.1 200 OK\r\n\r\n<Root>", b"<X></X>", 0.05), waits=True),
    "a body without end": Hostile(again_and_again(b"HTTP/1.1 200 OK\r\n\r\n<Root>", b"<X></X>" * 1_000), waits=True),
    "white space without end": Hostile(again_and_again(b"HTTP/1.1 200 OK\r\n\r\n%s", b" " * 9_000), waits=True),
    "chunks without end": Hostile(again_and_again(CHUNKS + b"6\r\n<Root>\r\n", b"7\r\n<X></X>\r\n" * 500), waits=True),
    "a length too short": Hostile(says(f"{OK}\nContent-Length: 60"), UnreadableReply),
    "no length": Hostile(says(OK), None, then="closes"),
    "no length and no end": Hostile(says(OK), then="silent", waits=True),
    "surplus": Hostile(behind(b"x"), None),
    "an empty line behind the answer": Hostile(behind(b"\r\n"), None),
    "surplus a moment later": Hostile(behind(b"x", later=True), None),
    "a second answer": Hostile(behind(FOREIGN_ANSWER), None),
    "a second answer a moment later": Hostile(behind(FOREIGN_ANSWER, later=True), None),
    "the end a moment later": Hostile(behind(b"", later=True), None, then="closes"),
    "204": Hostile(says("HTTP/1.1 204 No Content", b""), UnreadableReply),
    "204 with a body": Hostile(says("HTTP/1.1 204 No Content\nContent-Length: %d"), UnreadableReply),
    "204 with an answer behind it": Hostile(says("HTTP/1.1 204 No Content", FOREIGN_ANSWER), UnreadableReply),
    "304 with a body": Hostile(says("HTTP/1.1 304 Not Modified\nContent-Length: %d"), UnreadableReply),
    "segments of one byte": Hostile(in_one_byte_segments, None, in_step=True),
}

CHUNKED: dict[str, Hostile] = {
    "one chunk": Hostile(chunked("%x\n%s\n0\n\n"), None, in_step=True),
    "chunks of one byte": Hostile(in_chunks_of_one_byte, None, in_step=True),
    "CHUNKED": Hostile(says(f"{OK}\nTransfer-Encoding: CHUNKED", "0\r\n\r\n"), UnreadableReply),
    "extensions": Hostile(chunked('%x;a=b;c="d"\n%s\n0;e\n\n'), None, in_step=True),
    "an extension that drips": Hostile(again_and_again(CHUNKS + b"5;", b"x", 0.05), waits=True),
    "an extension without end": Hostile(again_and_again(CHUNKS + b"5;", b"x" * 1_000)),
    "a size that drips": Hostile(again_and_again(CHUNKS, b"0", 0.05), waits=True),
    "a size without end": Hostile(again_and_again(CHUNKS, b"0" * 1_000)),
    "a size that is not a number": Hostile(chunked("five\n%s\n0\n\n")),
    "a negative size": Hostile(chunked("-5\n%s\n0\n\n")),
    "a size with a prefix": Hostile(chunked("0x5\n%s\n0\n\n")),
    "a size with an underscore": Hostile(chunked("1_0\n%s\n0\n\n")),
    "an empty size": Hostile(chunked("\n%s\n0\n\n")),
    "a size beyond all bounds": Hostile(chunked("ffffffffffffffff\n%s\n0\n\n")),
    "a chunk longer than its size": Hostile(chunked("5\n%s\n0\n\n")),
    "a chunk shorter than its size": Hostile(
        chunked("%xf\n%s\n0\n\n"), UnreadableReply, or_else=OutcomeUnknown, then="closes"
    ),
    "a chunk that ends with LF": Hostile(raw(CHUNKS + b"6\n<Root>\n0\n\n"), then="silent"),
    "chunks that break off": Hostile(chunked("%x\n%s\n"), then="closes"),
    "chunks and silence": Hostile(chunked("%x\n%s\n"), then="silent", waits=True),
    "no line behind the last chunk": Hostile(chunked("%x\n%s\n0\n"), then="closes"),
    "silence behind the last chunk": Hostile(chunked("%x\n%s\n0\n"), then="silent", waits=True),
    "trailers": Hostile(chunked("%x\n%s\n0\nX-Note: a\nX-Other: b\n\n"), None),
    "a trailer that drips": Hostile(again_and_again(CHUNKS + b"0\r\n", b"x", 0.05), waits=True),
    "trailers without end": Hostile(again_and_again(CHUNKS + b"0\r\n", b"X-A: yyyyyyyyyyyy\r\n" * 100)),
    "a trailer without a colon": Hostile(chunked("%x\n%s\n0\nX-Note\n\n")),
    "a second answer behind the chunks": Hostile(chunked("%x\n%s\n0\n\n", FOREIGN_ANSWER.decode()), None),
}

CONTENTS: dict[str, Hostile] = {
    "an empty body": Hostile(says(f"{OK}\nContent-Length: 0", b""), UnreadableReply),
    "a page": Hostile(lambda *_: iter([answer(b"<html>It works!</html>")]), UnreadableReply),
    "404": Hostile(lambda *_: iter([answer(b"<html></html>", status="404 Not Found")]), UnreadableReply),
    "502": Hostile(lambda *_: iter([answer(b"<html></html>", status="502 Bad Gateway")]), UnreadableReply),
    "a redirect": Hostile(
        lambda *_: iter([answer(b"", status="302 Found", headers="Location: /elsewhere\r\n")]), UnreadableReply
    ),
    "429": Hostile(lambda *_: iter([answer(b"slow down", status="429 Too Many Requests")]), ServiceBusy),
    "429 with Retry-After": Hostile(
        lambda *_: iter([answer(b"", status="429 Busy", headers="Retry-After: 30\r\n")]), ServiceBusy
    ),
    "503 with Retry-After": Hostile(
        lambda *_: iter([answer(b"", status="503 Busy", headers="Retry-After: 30\r\n")]), ServiceBusy
    ),
    "503 without Retry-After": Hostile(lambda *_: iter([answer(b"", status="503 Busy")]), UnreadableReply),
    "503 of Netvisor": Hostile(
        lambda *_: iter([answer(REFUSAL % b"SYSTEM_MAINTENANCE", status="503 Busy", headers="Retry-After: 30\r\n")]),
        SystemMaintenance,
        in_step=True,
    ),
    "a refusal": Hostile(lambda *_: iter([answer(REFUSAL % b"INVALID_DATA")]), InvalidData, in_step=True),
    "entities": Hostile(lambda *_: iter([answer(LAUGHS)]), UnreadableReply),
    "UTF-16": Hostile(lambda right, _: iter([answer(right.decode().encode("utf-16"))]), UnreadableReply),
    "elements in elements": Hostile(lambda *_: iter([answer(b"<Root>" + b"<a>" * 100_000)]), UnreadableReply),
    "no status": Hostile(lambda *_: iter([answer(b"<Root></Root>")]), UnreadableReply),
    "something behind the root": Hostile(lambda right, _: iter([answer(right + right)]), UnreadableReply),
    "OK without a key": Hostile(
        lambda *_: iter([answer(b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus></Root>")]),
        None,
        in_step=True,
        of_write=UnreadableReply,
    ),
}

ALL: dict[str, Hostile] = INTERIM | STATUS_LINES | HEADERS | BODIES | CHUNKED | CONTENTS


def perform(hostile: Hostile, right: bytes, connection: socket.socket, wire: Wire) -> bool:
    """Answer a request in a hostile way; whether the connection serves on."""
    for said in hostile.act(right, wire):
        connection.sendall(said)
    if hostile.then == "resets":
        reset(connection)
    if hostile.then == "silent":
        connection.recv(1)
    return hostile.then == "serves"

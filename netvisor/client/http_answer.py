"""An HTTP/1.1 answer, read strictly: anything ambiguous is rejected.

Everything before the body is bounded in bytes and number, and everything in time. Anything unusual is remembered, even
in a readable answer: its connection may be out of step, and is not used again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from netvisor.client.byte_stream import ByteStream
from netvisor.client.deadline import Deadline
from netvisor.protocol.secret import HASH, MASK

LONGEST_HEAD: Final = 1 << 16
"""The most bytes of a head, and of the trailers."""
MOST_INTERIM: Final = 16
"""The most interim answers (1xx) before the real one."""
LONGEST_LINE: Final = 4_096
"""The most bytes in the line before a chunk."""

_BROKEN: Final = "the answer ended early"
_NOTHING: Final = "the connection was closed without an answer"

_START: Final = b"HTTP/1."
_STATUS: Final = rb"HTTP/1\.([0-9]) ([1-9][0-9]{2})(?: [^\r\n\0]*)?"
_FIELD: Final = rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[^\r\n\0]*"
_HEAD = re.compile(_STATUS + rb"(?:\r\n" + _FIELD + rb")*")
_TRAILER = re.compile(_FIELD)
_FOLD = re.compile(rb"\r\n[ \t]+")
_LENGTH = re.compile(r"[0-9]{1,18}")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n\0]*)?")


class UnreadableAnswer(Exception):
    """The bytes are not an HTTP answer, or an ambiguous one."""


class BrokenOff(UnreadableAnswer):
    """The peer closed the connection before the answer was complete."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first part of an answer."""

    status: int
    headers: dict[str, str]
    """By their lower-case names; values of equal names are joined by commas."""


class Answer:
    """One answer as it arrives.

    Args:
        stream: carries the answer.
        deadline: when it must be complete.
    """

    def __init__(self, stream: ByteStream, deadline: Deadline) -> None:
        self.in_step = True
        """Whether everything so far was regular: only then may the connection be used again."""
        self.finished = False
        """Whether the body was read to its end."""
        self._stream = stream
        self._deadline = deadline
        self._data = b""
        self._at = 0
        self._body: Iterator[memoryview] = iter(())

    def head(self) -> Head:
        """Read the head of the answer, past interim answers.

        Raises:
            UnreadableAnswer: it is not an answer.
            OSError, ssl.SSLError: the connection failed, or timed out.
        """
        for _ in range(MOST_INTERIM + 1):
            raw = self._until(b"\r\n\r\n", LONGEST_HEAD, _START)
            if _FOLD.search(raw):
                self.in_step = False
                raw = memoryview(_FOLD.sub(b" ", raw))
            match = _HEAD.fullmatch(raw)
            if match is None:
                raise UnreadableAnswer(f"not an HTTP response head: {_shown(raw)}")
            status = int(match[2])
            if status >= 200:
                head = Head(status, _headers(raw))
                self._body = self._framed(head, http_1_0=match[1] == b"0")
                return head
            self.in_step = False
        raise UnreadableAnswer(f"more than {MOST_INTERIM} interim answers")

    def body(self) -> Iterator[memoryview]:
        """The body in blocks, as they arrive; raises like `head`."""
        yield from self._body
        self.finished = True
        if self.has_more():
            self.in_step = False

    def has_more(self) -> bool:
        """Whether more bytes arrived than were read."""
        return self._at < len(self._data)

    def _framed(self, head: Head, *, http_1_0: bool) -> Iterator[memoryview]:
        """How the body ends, according to the head."""
        headers = head.headers
        coding, length = headers.get("transfer-encoding"), _length(headers)
        if http_1_0 or "close" in _words(headers.get("connection", "")):
            self.in_step = False
        if head.status in {204, 304}:
            # They have no body; if one came nevertheless, it would begin the next answer.
            self.in_step = False
            return iter(())
        if coding is not None:
            if coding.lower() != "chunked":
                raise UnreadableAnswer(f"the transfer coding {coding[:60]!a}")
            if length is not None or http_1_0:
                self.in_step = False
            return self._chunked()
        if length is not None:
            if "," in headers["content-length"]:
                self.in_step = False
            return self._exactly(length)
        self.in_step = False
        return self._to_the_end()

    def _exactly(self, length: int) -> Iterator[memoryview]:
        while length:
            if self._at == len(self._data):
                self._receive()
            block = memoryview(self._data)[self._at : self._at + length]
            self._at += len(block)
            length -= len(block)
            yield block

    def _to_the_end(self) -> Iterator[memoryview]:
        while True:
            if self.has_more():
                block = memoryview(self._data)[self._at :]
                self._at = len(self._data)
                yield block
            try:
                self._receive()
            except BrokenOff:
                return

    def _chunked(self) -> Iterator[memoryview]:
        while size := self._chunk_size():
            yield from self._exactly(size)
            self._until(b"\r\n", 0)
        most = LONGEST_HEAD
        while line := self._until(b"\r\n", most):
            self.in_step = False
            most -= len(line)
            if not _TRAILER.fullmatch(line):
                raise UnreadableAnswer(f"not a trailer: {_shown(line)}")

    def _chunk_size(self) -> int:
        line = self._until(b"\r\n", LONGEST_LINE)
        match = _CHUNK.fullmatch(line)
        if match is None:
            raise UnreadableAnswer(f"not a chunk size: {_shown(line)}")
        return int(match[1], 16)

    def _until(self, end: bytes, most: int, start: bytes = b"") -> memoryview:
        """The bytes up to and including a mark.

        Args:
            end: the mark.
            most: the most bytes before the mark.
            start: the bytes with which they must begin.
        """
        searched = self._at
        while (found := self._data.find(end, searched)) < 0:
            come = len(self._data) - self._at
            # Don't wait for what can only be wrong.
            if come >= most + len(end):
                raise UnreadableAnswer(f"more than {most} bytes where {'a head' if start else 'a line'} should end")
            self._check_start(start)
            self._check_line_ends()
            searched = max(self._at, len(self._data) - len(end) + 1) - self._at
            self._receive()
        if found - self._at > most:
            raise UnreadableAnswer(f"more than {most} bytes where {'a head' if start else 'a line'} should end")
        raw = memoryview(self._data)[self._at : found]
        self._at = found + len(end)
        return raw

    def _check_start(self, start: bytes) -> None:
        if not start.startswith(self._data[self._at : self._at + len(start)]):
            raise UnreadableAnswer(f"not an HTTP response: {_shown(memoryview(self._data)[self._at :])}")

    def _check_line_ends(self) -> None:
        if self._data.count(b"\n", self._at) != self._data.count(b"\r\n", self._at):
            raise UnreadableAnswer("a line that does not end with CR LF")

    def _receive(self) -> None:
        come = self._stream.receive(self._deadline)
        if not come:
            raise BrokenOff(_BROKEN if self._data else _NOTHING)
        self._data = self._data[self._at :] + come if self.has_more() else come
        self._at = 0


def _shown(raw: memoryview) -> str:
    """The first bytes in printable form; what may be a hash of the keys is cut."""
    return ascii(HASH.sub(MASK, str(raw[:100], "latin-1"))[:60])


def _headers(raw: memoryview) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in str(raw, "latin-1").split("\r\n")[1:]:
        name, _, value = line.partition(":")
        name, value = name.lower(), value.strip(" \t")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _length(headers: dict[str, str]) -> int | None:
    text = headers.get("content-length")
    if text is None:
        return None
    lengths = {part.strip(" \t") for part in text.split(",")}
    length = lengths.pop()
    if lengths or not _LENGTH.fullmatch(length):
        raise UnreadableAnswer(f"the length {text[:60]!a}")
    return int(length)


def _words(text: str) -> set[str]:
    return {word.strip(" \t").lower() for word in text.split(",")}


__all__ = ["Answer", "BrokenOff", "Head", "UnreadableAnswer"]

"""From a message to exactly the bytes that Netvisor expects.

It is written once, as text, with all checks in the same pass; the text is encoded when the charset is known.
Attachments are not part of the text: they are read while the bytes are sent.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netvisor.codec.attachment_places import attachment_places
from netvisor.codec.charset import CHARSETS, ISO_8859_15, UTF_8, Charset, encode_references, fits, iso_8859_15_or_none
from netvisor.codec.doubtful import doubts_of
from netvisor.codec.generate import write
from netvisor.codec.marked_text import escaped_bytes, escaped_text
from netvisor.codec.message_check import check
from netvisor.codec.writer_fallbacks import PLACE
from netvisor.declare import Method, plan
from netvisor.errors import MessageError, Problem, SetupError
from netvisor.lazy_dataclass import frozen

_BLOCK = 3 * 16_384
"""Bytes of an attachment read at a time: a multiple of three, so that blocks of Base64 join without padding."""


@dataclass(frozen=True, slots=True)
class _Attached:
    """The content of one attachment and its size when the message was encoded."""

    written: WrittenMessage
    number: int
    """Its place among the attachments of the message, from 0."""
    content: bytes | os.PathLike[str]
    size: int

    @property
    def length(self) -> int:
        return (self.size + 2) // 3 * 4

    def blocks(self) -> Iterator[bytes]:
        if isinstance(self.content, bytes):
            view = memoryview(self.content)
            for at in range(0, self.size, _BLOCK):
                yield base64.b64encode(view[at : at + _BLOCK])
            return
        read = 0
        with Path(self.content).open("rb") as file:
            while block := file.read(_BLOCK):
                read += len(block)
                if read > self.size:
                    break
                yield base64.b64encode(block)
        if read != self.size:
            found = f"{os.fspath(self.content)!r} changed while it was read"
            raise self.written.unreadable(self.number, found, "a file that does not change while it is sent")


class Encoded:
    """The bytes of a message: pieces of text, and between them the attachments, read when needed.

    Attributes:
        charset: `iso-8859-15` or `utf-8`, for the `Content-Type`.
    """

    # A plain class: encoding a message takes a few microseconds, and a frozen dataclass would add one.
    __slots__ = ("_pieces", "charset")

    def __init__(self, charset: str, pieces: tuple[bytes | _Attached, ...]) -> None:
        self.charset: str = charset
        self._pieces = pieces

    def __repr__(self) -> str:
        return f"Encoded({self.length} bytes, {self.charset})"

    @property
    def length(self) -> int:
        """The exact number of bytes."""
        return sum(len(piece) if isinstance(piece, bytes) else piece.length for piece in self._pieces)

    def chunks(self, size: int = 65_536) -> Iterator[bytes]:
        """The bytes in chunks of at most `size`, in constant memory; attachments are read on the way.

        Raises:
            MessageError: a file that is attached by its path changed since the message was encoded.
        """
        for piece in self._pieces:
            blocks = [piece] if isinstance(piece, bytes) else piece.blocks()
            for block in blocks:
                if len(block) <= size:
                    yield block
                else:
                    yield from (block[at : at + size] for at in range(0, len(block), size))

    def bytes(self) -> bytes:
        """All bytes at once."""
        if len(self._pieces) == 1 and isinstance(self._pieces[0], bytes):
            return self._pieces[0]
        return b"".join(self.chunks())


@frozen()
class WrittenMessage:
    """A message as it was when it was written; later changes to its object have no effect."""

    cls: type
    """The class of the message."""
    marked: str
    """The document as the writer left it: its markup marked, with a NUL for each attachment."""
    attachments: tuple[bytes | os.PathLike[str], ...] = ()
    """The attachments in document order: the content, or the path of a file."""

    def __repr__(self) -> str:
        return f"WrittenMessage({self.cls.__name__}, {len(self.text)} characters)"

    @property
    def text(self) -> str:
        """The document, with a NUL for each attachment."""
        return escaped_text(self.marked)

    def message(self) -> Any:
        """The message, read back from the text as a new object each time."""
        from netvisor.codec.decode import decode_written  # whoever only writes needs no reader

        return decode_written(self)

    def encode(self, charset: Charset = "auto") -> Encoded:
        """The bytes; for the charsets see `encode`.

        Raises:
            MessageError: a character is not in ISO-8859-15, as `charset` requires.
        """
        if charset != "auto" and charset not in CHARSETS:
            raise SetupError(f"{charset!r} is not a message charset; expected one of {', '.join(CHARSETS)}")
        body, used = self._to_bytes(charset)
        if not self.attachments:
            return Encoded(used, (body,))
        return Encoded(used, tuple(self._interleave(body.split(PLACE.encode()))))

    def unreadable(self, number: int, found: str, expected: str) -> MessageError:
        """The error about an attached file, with its place in the message."""
        place = list(attachment_places(self.message()))[number]
        return MessageError([Problem(path=place.path, rule="file", found=found, expected=expected)])

    def _interleave(self, texts: list[bytes]) -> Iterator[bytes | _Attached]:
        yield texts[0]
        for number, content in enumerate(self.attachments):
            yield _Attached(self, number, content, self._size(number, content))
            yield texts[number + 1]

    def _size(self, number: int, content: bytes | os.PathLike[str]) -> int:
        if isinstance(content, bytes):
            return len(content)
        with suppress(OSError):
            if size := os.stat(content).st_size:
                return size
        # The file was there when the call was made.
        found = f"{os.fspath(content)!r} is not there any more, or empty"
        raise self.unreadable(number, found, "the path of a file that stays until it is sent")

    def _to_bytes(self, charset: Charset) -> tuple[bytes, str]:
        if charset == "references":
            return encode_references(self.text), ISO_8859_15
        body = None if charset == "utf-8" else iso_8859_15_or_none(self.marked)
        if body is not None:
            return escaped_bytes(body), ISO_8859_15
        if charset != "iso-8859-15":
            return escaped_bytes(self.marked.encode()), UTF_8
        raise MessageError(list(_misfits(self.message())))


def write_message(message: object, method: Method | None = None) -> WrittenMessage:
    """Check a message and write it.

    Args:
        message: an object of a class made by `@message`.
        method: `add` or `edit`, to check the rules of that method too.

    Raises:
        MessageError: the message breaks rules; all problems are named.
    """
    return _written(message, method)[0]


def write_with_doubts(message: object, method: Method | None = None) -> tuple[WrittenMessage, Sequence[Problem]]:
    """Check a message and write it, as `write_message` does, and say what is doubtful in it.

    Raises:
        MessageError: as `write_message`.
    """
    written, may_be_doubtful = _written(message, method)
    return written, doubts_of(message, method, texts_are_usual=not may_be_doubtful)


def _written(message: object, method: Method | None) -> tuple[WrittenMessage, bool]:
    try:
        text, attachments, may_be_doubtful = write(message, method)
    except Exception as error:
        # Whatever stopped the generated writer, the check finds out why and names all problems.
        if problems := check(message, method=method):
            raise MessageError(problems) from error
        raise
    return WrittenMessage(message.__class__, text, tuple(attachments)), may_be_doubtful


def encode(message: object, charset: Charset = "auto") -> Encoded:
    """Encode a message; the bytes begin with `<root>`, without an XML declaration.

    Args:
        message: an object of a class made by `@message`.
        charset: `auto` writes ISO-8859-15 if every character fits, else the whole message in UTF-8; `iso-8859-15`
            rejects other characters and names their field; `references` writes ISO-8859-15 with numeric references;
            `utf-8` writes UTF-8.

    Raises:
        MessageError: the message breaks rules, or is not a message; all problems are named.
        SetupError: unknown charset.

    >>> from netvisor.resources.customers import Customer, CustomerBaseInformation
    >>> encoded = encode(Customer(customer_base_information=CustomerBaseInformation(name="Öljy & €")))
    >>> encoded.bytes().decode("iso-8859-15")
    '<root><customer><customerbaseinformation><name>Öljy &amp; €</name></customerbaseinformation></customer></root>'
    """
    return write_message(message).encode(charset)


def _misfits(part: object, path: str = "") -> Iterator[Problem]:
    """The texts of a message with characters outside ISO-8859-15."""
    for field in plan(type(part)).fields:
        if field.role == "constant":
            continue
        value: Any = getattr(part, field.attr)
        for index, item in enumerate(value) if isinstance(value, (list, tuple)) else ((None, value),):
            at = f"{path}{field.attr}" if index is None else f"{path}{field.attr}[{index}]"
            if isinstance(item, str) and not fits(item):
                yield _misfit(item, at)
            elif type(item) is field.cls or any(type(item) is arm.cls for arm in field.arms):
                yield from _misfits(item, f"{at}.")


def _misfit(text: str, path: str) -> Problem:
    odd = next(character for character in text if not fits(character))
    return Problem(
        path=path,
        rule="charset",
        found=f"{odd!r} (U+{ord(odd):04X}) is not in ISO-8859-15",
        expected='a text within ISO-8859-15, or charset="auto", "utf-8" or "references"',
    )

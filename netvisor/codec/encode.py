"""From a message to exactly the bytes that Netvisor wants."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netvisor.codec.charset import CHARSETS, ISO_8859_15, UTF_8, Charset, encode_iso_8859_15, encode_references, fits
from netvisor.codec.generate import Writer, writer
from netvisor.codec.message_check import check
from netvisor.codec.writer_fallbacks import PLACE
from netvisor.declare import plan
from netvisor.errors import MessageError, Problem, SetupError

_BLOCK = 3 * 16_384
"""Bytes of an attachment read at a time: a multiple of three, so that blocks of Base64 join without padding."""


@dataclass(frozen=True, slots=True)
class _Attached:
    """The content of one attachment and its size when the message was encoded."""

    path: str
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
            raise self._changed()

    def _changed(self) -> MessageError:
        return MessageError(
            [
                Problem(
                    path=self.path,
                    rule="file",
                    found=f"{os.fspath(self.content)!r} changed while it was read"
                    if not isinstance(self.content, bytes)
                    else "changed",
                    expected="a file that nobody writes to while it is sent",
                )
            ]
        )


class Encoded:
    """The bytes of a message: the text in pieces, the attachments between them, read when they are needed.

    Attributes:
        charset: `iso-8859-15` or `utf-8`: what the `Content-Type` must say.
    """

    # A plain class: a message is encoded in a few microseconds, and a frozen dataclass would take one of them.
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
        """The bytes in chunks of at most `size`, in constant memory; attachments are read as it goes.

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


def encode(message: object, charset: Charset = "auto") -> Encoded:
    """Encode a message; the bytes begin with `<root>` and hold no declaration.

    Args:
        message: an object of a class made by `@message`.
        charset: `auto` writes ISO-8859-15 when every character fits and else the whole message in UTF-8;
            `iso-8859-15` refuses a character that does not fit, by its field; `references` writes ISO-8859-15 with
            numeric references; `utf-8` writes UTF-8.

    Raises:
        MessageError: the message breaks rules, or is none; all problems are named.
        SetupError: there is no such charset.

    >>> from netvisor.resources.customers import Customer, CustomerBaseInformation
    >>> encoded = encode(Customer(customer_base_information=CustomerBaseInformation(name="Öljy & €")))
    >>> encoded.bytes().decode("iso-8859-15")
    '<root><customer><customerbaseinformation><name>Öljy &amp; €</name></customerbaseinformation></customer></root>'
    """
    if charset != "auto" and charset not in CHARSETS:
        raise SetupError(f"{charset!r} is no charset of a message: one of {', '.join(CHARSETS)}")
    attachments: list[tuple[str, Any]] = []
    try:
        cls = message.__class__
        start, write, end = _FRAMES.get(cls) or _frame(cls)
        text = start + write(message, attachments) + end
    except Exception as error:
        # Whatever stopped the generated writer, `check` says why, and says all of it.
        if problems := check(message):
            raise MessageError(problems) from error
        raise
    body, used = _to_bytes(text, message, charset)
    if not attachments:
        return Encoded(used, (body,))
    return Encoded(used, tuple(_interleave(body.split(PLACE.encode()), attachments)))


def _frame(cls: type) -> tuple[str, Writer, str]:
    """What stands before and after the content of a message, and the function that writes the content."""
    its = plan(cls)
    if its.tag is None:
        raise TypeError(f"{cls.__qualname__} is no message")
    frame = _FRAMES[cls] = (f"<root><{its.tag}{'' if its.attributes else '>'}", writer(cls), f"</{its.tag}></root>")
    return frame


_FRAMES: dict[type, tuple[str, Writer, str]] = {}


def _to_bytes(text: str, message: object, charset: Charset) -> tuple[bytes, str]:
    if charset == "utf-8":
        return text.encode(), UTF_8
    if charset == "references":
        return encode_references(text), ISO_8859_15
    try:
        return encode_iso_8859_15(text), ISO_8859_15
    except UnicodeEncodeError as error:
        if charset == "auto":
            return text.encode(), UTF_8
        raise MessageError(list(_misfits(message))) from error


def _interleave(texts: list[bytes], attachments: list[tuple[str, Any]]) -> Iterator[bytes | _Attached]:
    for text, attached in zip(texts, [*attachments, None], strict=True):
        yield text
        if attached is not None:
            name, content = attached
            size = len(content) if isinstance(content, bytes) else os.stat(content).st_size
            yield _Attached(name, content, size)


def _misfits(part: object, path: str = "") -> Iterator[Problem]:
    """The texts of a message that hold a character outside ISO-8859-15."""
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

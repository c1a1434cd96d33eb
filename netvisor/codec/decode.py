"""From the bytes of a request back to the typed message."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, TypeVar

from netvisor.codec.arguments import check_body_and_class
from netvisor.codec.attachment_places import attachment_places
from netvisor.codec.charset import UTF_8
from netvisor.codec.child_positions import large
from netvisor.codec.foreign_documents import foreign
from netvisor.codec.limits import REQUEST_LIMITS, Guarded, Limits, XmlRefused
from netvisor.codec.malformed import unreadable
from netvisor.codec.message_check import check
from netvisor.codec.traversal import BROKEN, Traversal
from netvisor.codec.tree import BOM, Node, TreeReader, charset_of
from netvisor.codec.usual_request import read_usual
from netvisor.codec.writer_fallbacks import PLACE
from netvisor.declare import Method, plan
from netvisor.errors import MessageError, Problem

if TYPE_CHECKING:
    from netvisor.codec.encode import WrittenMessage

M = TypeVar("M")

_ANY_BASE64: Final = "AAAA"
"""Replaces an attachment while a message is read back."""
_OWN_LIMITS: Final = Limits(elements=sys.maxsize, text=sys.maxsize)
"""For texts written here: what could be written can be read."""
WHITE_SPACE: Final = "white space"
"""What may precede `<root>`: two known clients send a line break there with every write."""


def decode(body: bytes, cls: type[M], charset: str | None = None) -> M:
    """Read the message of a request.

    The letter case of names does not matter. Self-closing elements are ignored, because Netvisor does not read them;
    `<email></email>` is CLEAR. Values are accepted in every documented form, those of closed lists in any letter case,
    and constant attributes may be missing.

    Args:
        body: the bytes of the request.
        cls: the class of the message.
        charset: the charset in the header; without one, UTF-8 if the bytes are valid UTF-8, else ISO-8859-15.

    Raises:
        MessageError: the bytes are no such message; every problem is named with its line and column.
        SetupError: `body` is not bytes, or `cls` not a message class.

    >>> from netvisor.resources.customers import Customer
    >>> body = b"<root><customer><CustomerBaseInformation><Name>Oy</Name></CustomerBaseInformation></customer></root>"
    >>> decode(body, Customer)
    Customer(customer_base_information=CustomerBaseInformation(name='Oy'))
    """
    check_body_and_class("decode", body, cls)
    usual: M | None = read_usual(body, cls, charset=charset)
    if usual is not None:
        return usual
    made, problems = walked(body, cls, None, charset, strict=False)
    if problems or made is BROKEN:
        raise MessageError(problems)
    if left := check(made):
        raise MessageError(left)
    message: M = made
    return message


def decode_written(written: WrittenMessage) -> Any:
    """The message of a text that `write_message` made, with the same attachment objects."""
    body = written.text.replace(PLACE, _ANY_BASE64).encode()
    made, problems = read_request(body, written.cls, charset=UTF_8, strict=False, limits=_OWN_LIMITS)
    if problems:
        raise MessageError(problems)
    if written.attachments:
        for place, content in zip(attachment_places(made), written.attachments, strict=True):
            place.put(content)
    return made


def read_request(
    body: bytes,
    cls: type,
    *,
    method: Method | None = None,
    charset: str | None = None,
    strict: bool,
    limits: Limits = REQUEST_LIMITS,
) -> tuple[Any, list[Problem]]:
    """The message of a request and all its problems, in document order; see `Traversal`."""
    usual = read_usual(body, cls, method=method, charset=charset, limits=limits)
    return (usual, []) if usual is not None else walked(body, cls, method, charset, limits, strict=strict)


def walked(
    body: bytes,
    cls: type,
    method: Method | None,
    charset: str | None,
    limits: Limits = REQUEST_LIMITS,
    *,
    strict: bool,
) -> tuple[Any, list[Problem]]:
    """The same by the traversal, which is slower and knows every place."""
    traversal = Traversal(method, strict=strict)
    # A byte order mark is not a character of the document, whatever charset the header names.
    text = body.removeprefix(BOM)
    read_in = charset
    try:
        read_in = charset_of(text, charset)
        reading = TreeReader(text, Guarded(limits, read_in), large(cls))
    except XmlRefused as error:
        return BROKEN, _foreign(text) or [unreadable(error, text, read_in)]
    if not _holds(reading.root, cls) and (elsewhere := _foreign(text)):
        return BROKEN, elsewhere
    before = _before_root(body, reading)
    if before is not None and before != WHITE_SPACE:
        expected = "a message that begins with <root>, with nothing before it"
        traversal.report("start", "/", Node(reading.root.name, {}, 1, 1), f"{before} before <root>", expected)
    made = traversal.message(reading.root, cls)
    return made, traversal.in_order()


def _holds(root: Node, cls: type) -> bool:
    """Whether a document is a message of a class, however wrong; an answer may have an element of the same name."""
    tag, names = str(plan(cls).tag).lower(), {child.name.lower() for child in root.children}
    return tag == root.name.lower() or (tag in names and "responsestatus" not in names)


def _foreign(body: bytes) -> list[Problem]:
    """The one problem of a document that is not a message and belongs elsewhere."""
    said = foreign(body)
    if said is None:
        return []
    found, expected = said
    return [Problem(path="/", rule="root", found=f"the document is {found}", expected=expected, line=1, column=1)]


def _before_root(body: bytes, reading: TreeReader) -> str | None:
    if body.startswith(BOM):
        return "a byte order mark"
    if reading.declared:
        return "an XML declaration"
    if reading.begins > 0:
        return "a comment or a processing instruction" if body[: reading.begins].strip() else WHITE_SPACE
    return None


def remarks(body: bytes) -> list[Problem]:
    """What is unusual about the bytes of a request that can be read: white space before `<root>`."""
    if not body[:1].isspace():
        return []
    expected = "nothing before <root>; clients in use send a line break there, so it is very probably taken"
    return [Problem(path="/", rule="start", found=f"{WHITE_SPACE} before <root>", expected=expected, line=1, column=1)]

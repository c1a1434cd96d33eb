"""What a message with mistakes means, as far as its meaning is plain: for the gate that only reports.

Elements are read wherever they are. Unknown elements, second ones of what occurs once, single optional values that
cannot be read, and optional elements in which nothing is read are left out; a text longer than its column is cut. A
message that lacks something it needs, breaks a rule between elements, or has a broken item in a list, is not read:
storing the rest would be a guess.
"""

from __future__ import annotations

from typing import Any

from netvisor.codec.charset import ISO_8859_15, UTF_8
from netvisor.codec.limits import XmlRefused, known_charset
from netvisor.codec.message_check import check
from netvisor.codec.traversal import BROKEN
from netvisor.codec.tree import BOM, Node
from netvisor.declare import UNSET, Field, Method, Plan, Scalar
from netvisor.errors import Problem
from netvisor.sandbox.admission.remarks import PatientTraversal, is_remark


def without_beginning(body: bytes) -> bytes:
    """The bytes of a message without its byte order mark, and without white space before a declaration.

    Other white space stays, so that lines are counted as its sender counts them.
    """
    text = body.removeprefix(BOM)
    stripped = text.lstrip()
    return stripped if stripped.startswith(b"<?xml") else text


def fitting_charset(body: bytes, charset: str | None) -> str:
    """The charset that the header names when the bytes are in it, else UTF-8 when they are that, else ISO-8859-15."""
    for name in (charset, UTF_8):
        if name is not None and _is_in(body, name):
            return name
    return ISO_8859_15


def _is_in(body: bytes, charset: str) -> bool:
    try:
        body.decode(known_charset(charset))
    except (XmlRefused, UnicodeDecodeError):
        return False
    return True


def read_leniently(root: Node, cls: type, method: Method | None) -> tuple[Any, list[Problem]] | None:
    """The message of a class that a document means, and what is wrong with its elements; `None` for no such message.

    Args:
        root: the document.
        cls: the message class of the resource.
        method: `add` or `edit`.
    """
    traversal = _LenientTraversal(method)
    message = traversal.message(root, cls)
    if message is BROKEN or not all(map(is_remark, check(message, method=method))):
        return None
    return message, traversal.in_order()


class _LenientTraversal(PatientTraversal):
    """A traversal that goes on where the strict gate would refuse."""

    def _aggregate(self, node: Node, field: Field, its: Plan, path: str) -> Any:
        if field.required or field.many or not _is_unread(node):
            return super()._aggregate(node, field, its, path)
        super()._aggregate(node, field, its, path)  # names what is wrong with it
        return UNSET

    def _made(self, node: Node, its: Plan, found: dict[str, Any], path: str) -> Any:
        single = {f.attr for f in its.fields if f.role in {"text", "valued", "attribute"} and not f.many}
        kept = {attr: value for attr, value in found.items() if value is not BROKEN or attr not in single}
        return super()._made(node, its, kept, path)

    def _value(self, text: str, scalar: Scalar, path: str, node: Node) -> Any:
        value = super()._value(text, scalar, path, node)
        cut = scalar.kind == "string" and scalar.max is not None and scalar.pattern is None and not scalar.values
        return text[: scalar.max] if value is BROKEN and cut else value


def _is_unread(node: Node) -> bool:
    """Whether an element holds others, and nothing but such as close themselves and are not read."""
    return node.children != [] and all(child.self_closing or _is_unread(child) for child in node.children)

"""What a message with mistakes means, as far as it can still be understood: for the gate that only reports.

Elements are read wherever they stand. Left out is what no message has, a second element where one stands, and a single
optional value that cannot be read; a text longer than its column is cut. A message that lacks something it needs, or
that has a broken item in a list, cannot be understood: storing the rest would be a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from netvisor.codec.charset import ISO_8859_15, UTF_8
from netvisor.codec.child_positions import large
from netvisor.codec.limits import REQUEST_LIMITS, Guarded, XmlRefused
from netvisor.codec.message_check import check
from netvisor.codec.traversal import BROKEN, Traversal
from netvisor.codec.tree import BOM, Node, TreeReader, charset_of
from netvisor.declare import Method, Plan, Scalar
from netvisor.errors import Problem


def understood(
    body: bytes, cls: type, *, charset: str | None, method: Method | None
) -> tuple[Any, list[Problem]] | None:
    """The message of a class that the bytes mean, and what is wrong with its elements; `None` for no such message.

    Args:
        body: the bytes as they arrived.
        cls: the message class of the resource.
        charset: the charset that the header names; where the bytes are not in it, others are tried.
        method: `add` or `edit`.
    """
    for named in dict.fromkeys([charset, None, UTF_8, ISO_8859_15]):
        reading = _reading(body, cls, named)
        if reading is not None:
            traversal = _Forgiving(method, strict=True)
            made = traversal.message(reading.root, cls)
            return None if made is BROKEN or check(made) else (made, traversal.in_order())
    return None


def _reading(body: bytes, cls: type, charset: str | None) -> TreeReader | None:
    text = body.removeprefix(BOM).lstrip()
    try:
        return TreeReader(text, Guarded(REQUEST_LIMITS, charset_of(text, charset)), large(cls))
    except XmlRefused:
        return None


class _Forgiving(Traversal):
    """A traversal that goes on where the gate would refuse."""

    def _made(self, node: Node, its: Plan, found: dict[str, Any], path: str) -> Any:
        single = {f.attr for f in its.fields if f.role in {"text", "valued", "attribute"} and not f.many}
        kept = {attr: value for attr, value in found.items() if value is not BROKEN or attr not in single}
        return super()._made(node, its, kept, path)

    def _value(self, text: str, scalar: Scalar, path: str, node: Node) -> Any:
        value = super()._value(text, scalar, path, node)
        cut = scalar.kind == "string" and scalar.max is not None and scalar.pattern is None and not scalar.values
        return text[: scalar.max] if value is BROKEN and cut else value


def reported(problems: Sequence[Problem], because: str, found: Sequence[Problem]) -> tuple[Problem, ...]:
    """Everything that a message was taken in spite of: why it was refused, and what is wrong with its elements.

    Args:
        problems: what it was refused for.
        because: the same in words, where there are no problems.
        found: what is wrong with its elements.
    """
    if because and not problems:
        problems = [Problem(path="/", rule="form", found=because, expected="as documented", line=1, column=1)]
    return tuple(dict.fromkeys([*problems, *found]))

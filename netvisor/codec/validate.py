"""Problems of XML written by others: the misplaced element and the place where it belongs."""

from __future__ import annotations

from contextlib import suppress

from netvisor.codec.arguments import check_body_and_class
from netvisor.codec.child_positions import attributes, child_positions, large
from netvisor.codec.decode import read_request
from netvisor.codec.limits import ANSWER_LIMITS, Guarded, XmlRefused
from netvisor.codec.malformed import unreadable
from netvisor.codec.problems import Enough, ProblemCollector
from netvisor.codec.tree import Node, TreeReader
from netvisor.codec.value_patterns import unreadable_value
from netvisor.codec.values import reader
from netvisor.declare import Field, Method, Scalar, plan
from netvisor.errors import Problem, SetupError


def validate(body: bytes, target: type, method: Method | None = None, charset: str | None = None) -> list[Problem]:
    """All problems of a request or an answer, each with line, column and the path of the element.

    In a request, this includes what is clear but not accepted by Netvisor or not documented: self-closing elements,
    missing constant attributes, values in another form. In an answer, only values without a documented form and a
    missing envelope are wrong. The check ends after a thousand problems.

    Args:
        body: the bytes as they were sent or received.
        target: the class of a message; for an answer, the class of the content under `Root`.
        method: `add` or `edit`, to check the rules of that method too.
        charset: the charset that the header names.

    Raises:
        SetupError: `body` is not bytes, `target` is not such a class, or `method` is neither of the two.

    >>> from netvisor.resources.customers import Customer
    >>> body = b"<root><customer><customerbaseinformation><city>Turku</city><name>Oy</name>"
    >>> body += b"</customerbaseinformation></customer></root>"
    >>> for problem in validate(body, Customer):
    ...     print(problem.found, problem.expected, sep=": ")
    <city> comes before <name>: belongs after <name>
    """
    check_body_and_class("validate", body, target, answers=True)
    if method not in {None, "add", "edit"}:
        raise SetupError(f"method must be add or edit, not {method!r}")
    if plan(target).tag is not None:
        return read_request(body, target, method=method, charset=charset, strict=True)[1]
    return _Answer().problems_of(body, target, charset)


class _Answer(ProblemCollector):
    """The traversal of an answer, which allows unknown elements, any order and empty texts."""

    def problems_of(self, body: bytes, target: type, charset: str | None) -> list[Problem]:
        try:
            root = TreeReader(body, Guarded(ANSWER_LIMITS, charset), large(target)).root
        except XmlRefused as error:
            return [unreadable(error, body, charset)]
        with suppress(Enough):
            self._root(root, target)
        return self.in_order()

    def _root(self, root: Node, target: type) -> None:
        path = f"/{root.name[:80]}"
        if root.name.lower() != "root":
            self.report("root", path, root, f"the document is a <{root.name[:80]}>", "<Root>")
            return
        envelope = next((child for child in root.children if child.name.lower() == "responsestatus"), None)
        if envelope is None:
            self.report("required", f"{path}/ResponseStatus", root, "missing", "<ResponseStatus> under <Root>")
        elif not any(child.name.lower() == "status" and child.text for child in envelope.children):
            at = f"{path}/{envelope.name}/Status"
            self.report("required", at, envelope, "missing", "<Status> with OK or FAILED")
        self._children(root, target, path)
        if envelope is not None:
            # The general page of the documentation writes the resource's element inside the status.
            self._children(envelope, target, f"{path}/{envelope.name}")

    def _children(self, node: Node, cls: type, path: str) -> None:
        positions = child_positions(cls)
        counts: dict[str, int] = {}
        for child in node.children:
            position = positions.get(child.name.lower())
            if position is None:
                continue
            counts[position.field.attr] = number = counts.get(position.field.attr, 0) + 1
            several = position.home.many or number > 1
            at = f"{path}/{child.name}[{number}]" if several else f"{path}/{child.name}"
            self._element(child, position.field, at)

    def _element(self, node: Node, field: Field, path: str) -> None:
        if field.cls is None:
            self._value(node.text, field.scalar, node, path)
            return
        known, _ = attributes(field.cls)
        for name, text in node.attributes.items():
            if name.lower() in known:
                self._value(text, known[name.lower()].scalar, node, f"{path}/@{name}")
        value = plan(field.cls).value
        if value is not None:
            self._value(node.text, value.scalar, node, path)
        else:
            self._children(node, field.cls, path)

    def _value(self, text: str, scalar: Scalar | None, node: Node, path: str) -> None:
        if scalar is None or not text.strip():
            return
        try:
            reader(scalar)(text)
        except (ValueError, ArithmeticError):
            self.report("values" if scalar.values else "type", path, node, *unreadable_value(text, scalar))

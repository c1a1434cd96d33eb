"""What may come in as a message: its bytes, its XML, the order and content of its elements.

The message is judged twice, by rules that know nothing of each other: by libxml2 against the XSD, here, and by the
decoder. Whoever refuses, the answer is the vendor's one laconic text; the log says where the message is wrong.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, cast

from lxml import etree

from netvisor.codec.charset import ISO_8859_15, UTF_8
from netvisor.codec.child_positions import large
from netvisor.codec.decode import read_request, remarks
from netvisor.codec.limits import REQUEST_LIMITS, Guarded, Limits, XmlRefused
from netvisor.codec.malformed import unreadable
from netvisor.codec.traversal import BROKEN
from netvisor.codec.tree import Node, TreeReader
from netvisor.codec.tree import charset_of as guessed_charset
from netvisor.codec.usual_request import read_usual
from netvisor.codec.xsd import schema_text
from netvisor.declare import Method, Plan, plan
from netvisor.errors import Problem
from netvisor.sandbox.admission.lenient_reading import fitting_charset, read_leniently, without_beginning
from netvisor.sandbox.admission.letter_case import documented_case
from netvisor.sandbox.admission.remarks import PatientTraversal, is_remark, wrong_first
from netvisor.sandbox.refusal import Refusal, could_not_validate, ours, too_long
from netvisor.sandbox.settings import Gate

_ROOT: Final = re.compile(rb"<root\s*>", re.IGNORECASE)
_ITEM: Final = re.compile(r"/root/[^/]+/items/item\[([0-9]+)\]/itemdata/", re.IGNORECASE)
_XML_SPACE: Final = b" \t\r\n"
_PREPARED: Final = (b"/>", b"<!", b"<?", b"xmlns")
"""What libxml2 reads otherwise than Netvisor does, or than is allowed: `Reader` sees to it."""
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([^\s;\"']+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that was read."""

    message: Any
    charset: str
    problems: tuple[Problem, ...] = ()
    """What is wrong with it, and did not keep it out."""
    items: tuple[tuple[int, Refusal], ...] = ()
    """What is wrong with items of a batch, which are refused one by one, by their positions from 0."""
    reported: bool = False
    """Whether its problems are those that the reporting gate lists."""


def read_message(body: bytes, cls: type, *, content_type: str, method: Method | None, gate: Gate = "strict") -> Message:
    """Read a message, or raise the refusal it gets.

    Args:
        body: the bytes.
        cls: the message class of the resource.
        content_type: the header, which may say the charset.
        method: `add` or `edit`; rules of one of them apply only when it is said.
        gate: whether a message with mistakes is refused, or taken when its meaning is plain all the same.

    Raises:
        Refusal: the bytes are not a message of this class.
    """
    document = _Document(body, cls, content_type)
    try:
        read = _read_strictly(document, method)
    except Refusal as refusal:
        if gate == "strict" or (read_anyway := _read_leniently(document, method, refusal)) is None:
            raise
        read = read_anyway
    return replace(read, reported=gate == "report" and read.problems != ())


class _Document:
    """The bytes of a message. Each judge parses them once, whatever the gate does with its verdict."""

    def __init__(self, body: bytes, cls: type, content_type: str) -> None:
        self.body = body
        self.cls = cls
        self.named_charset = _named_charset(content_type)
        self.charset = charset_of(body, content_type)
        self._nodes: Node | None = None

    def for_libxml2(self) -> etree._Element:
        """The tree that is validated against the XSD."""
        return Reader(self.cls, self.charset).read(self.body)

    def is_plainly_valid(self) -> bool:
        """Whether libxml2 takes the bytes as they are; one that it does not take may be right in another spelling.

        The schema bounds depth and attributes, and the length of the whole bounds the length of each text.
        """
        body, charset = self.body, self.charset.lower()
        if len(body) > REQUEST_LIMITS.text or charset not in {UTF_8, ISO_8859_15}:
            return False
        if not body.startswith(b"<root>") or any(mark in body for mark in _PREPARED):
            return False
        try:
            tree = etree.fromstring(body, etree.XMLParser(encoding=charset, no_network=True, resolve_entities=False))
        except etree.XMLSyntaxError:
            return False
        return schema_of(self.cls).validate(tree)

    def for_decoder(self) -> Node:
        """The nodes that the decoder traverses."""
        if self._nodes is None:
            self._nodes = self._parsed(self.body, self.charset)
        return self._nodes

    def for_lenient_decoder(self) -> Node:
        """The same nodes, or where there are none, those of the bytes without what keeps them from being XML."""
        if self._nodes is None:
            body = without_beginning(self.body)
            self._nodes = self._parsed(body, fitting_charset(body, self.named_charset))
        return self._nodes

    def of_validate(self) -> list[Problem]:
        """What `validate` says of the message, for one that does not begin with `<root>`."""
        return [*remarks(self.body), *read_request(self.body, self.cls, charset=self.named_charset, strict=True)[1]]

    def _parsed(self, body: bytes, charset: str) -> Node:
        return TreeReader(body, Guarded(REQUEST_LIMITS, charset), large(self.cls)).root


def _read_strictly(document: _Document, method: Method | None) -> Message:
    usual = read_usual(document.body, document.cls, method=method, charset=document.charset)
    if usual is not None and document.is_plainly_valid():
        return Message(message=usual, charset=document.charset)
    before: list[Problem] = []
    if not _ROOT.match(document.body):
        found = document.of_validate()
        before = [problem for problem in found if problem.rule == "start"]
        begins = document.body.lstrip(_XML_SPACE)
        if not _ROOT.match(begins):
            raise could_not_validate(wrong_first(found), _beginning(begins or document.body))
    try:
        nodes = document.for_decoder()
        tree = document.for_libxml2()
    except XmlRefused as error:
        raise could_not_validate([unreadable(error, document.body, document.charset)]) from error
    traversal = PatientTraversal(method)
    message = traversal.message(nodes, document.cls)
    problems = wrong_first([*before, *traversal.in_order()])
    schema = schema_of(document.cls)
    # What the service does not mind is in the log, and not in the answer.
    wrong = [problem for problem in problems if not is_remark(problem)]
    if not schema.validate(tree) and not (documented_case(tree, document.cls) and schema.validate(tree)):
        raise _refusal(wrong, schema.error_log, problems)
    items = {} if message is BROKEN else _by_item(wrong)
    if message is BROKEN or (wrong and not items):
        raise _broken_rules(wrong, problems)
    refused = tuple((at, _broken_rules(found, found)) for at, found in items.items())
    return Message(message=message, charset=document.charset, problems=tuple(problems), items=refused)


def _read_leniently(document: _Document, method: Method | None, refusal: Refusal) -> Message | None:
    try:
        nodes = document.for_lenient_decoder()
    except XmlRefused:
        return None
    read = read_leniently(nodes, document.cls, method)
    if read is None:
        return None
    message, found = read
    problems = tuple(wrong_first([*refusal.problems, *found]))
    return Message(message=message, charset=document.charset, problems=problems)


def _by_item(wrong: Sequence[Problem]) -> dict[int, list[Problem]]:
    """The problems by the items of a batch that they are of; nothing when any is of the batch itself."""
    items: dict[int, list[Problem]] = {}
    for problem in wrong:
        item = _ITEM.match(problem.path)
        if item is None:
            return {}
        items.setdefault(int(item.group(1)) - 1, []).append(problem)
    return items


def charset_of(body: bytes, content_type: str) -> str:
    """The charset of a message: what the header says, else UTF-8 if the bytes are that, else ISO-8859-15."""
    return _named_charset(content_type) or guessed_charset(body)


def _named_charset(content_type: str) -> str | None:
    said = _CHARSET.search(content_type)
    return None if said is None else said.group(1)


def _beginning(body: bytes) -> str:
    wrong = (
        (b"\xef\xbb\xbf", "a byte order mark"),
        (b"<?xml", "an XML declaration"),
        (b"<!", "a document type or a comment"),
    )
    what = next((words for start, words in wrong if body.startswith(start)), None)
    if what is None:
        what = "white space" if body[:1].isspace() else "no body" if not body else repr(body[:20])
    return f"the message begins with {what}; expected <root>"


def _refusal(wrong: Sequence[Problem], schema_log: Any, all_problems: Sequence[Problem]) -> Refusal:
    if not wrong:
        return could_not_validate([*map(_schema_problem, schema_log), *all_problems], str(schema_log))
    if all(problem.rule == "max-length" for problem in wrong):
        return too_long(all_problems, secrets.token_hex(4))
    return could_not_validate(all_problems)


def _schema_problem(entry: Any) -> Problem:
    """What libxml2 alone has found."""
    return Problem(
        path=entry.path or "/", rule="schema", found=entry.message, expected="as the schema of the message has it"
    )


def _broken_rules(wrong: Sequence[Problem], all_problems: Sequence[Problem]) -> Refusal:
    """The refusal of a message whose elements are in order and do not go together."""
    reasons = "; ".join(f"{problem.found}: expected {problem.expected}" for problem in wrong[:3])
    return ours("INVALID_DATA", reasons, problems=all_problems)


def too_large(limit: int) -> Refusal:
    """The refusal of a message that has more bytes than are taken."""
    return ours("INVALID_DATA_SIZE", f"the message has more than {limit} bytes")


class Reader:
    """Reads a message into a tree with small names, without the elements that close themselves.

    Args:
        cls: the message class, which says what texts are Base64 and may be long.
        charset: the charset of the bytes.
        limits: how large the message and its parts may be.
    """

    def __init__(self, cls: type, charset: str, limits: Limits = REQUEST_LIMITS) -> None:
        self._guarded = Guarded(limits, charset)
        self._limits = limits
        self._long = base64_names(cls)
        self._open: list[etree._Element] = []
        self._texts: list[list[str]] = []
        self._lengths: list[int] = []
        self._body = b""
        self._count = 0
        self._root: etree._Element | None = None
        parser = self._guarded.parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def read(self, body: bytes) -> etree._Element:
        """The root of the tree.

        Raises:
            XmlRefused: the bytes are not XML, or larger than they may be.
        """
        self._body = body
        try:
            self._guarded.read(body)
        except ValueError as error:
            if isinstance(error, XmlRefused):
                raise
            # libxml2 refuses characters and names that expat lets pass.
            raise self._guarded.refuse(f"not XML: {error}") from error
        return cast("etree._Element", self._root)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        limits = self._limits
        self._count += 1
        if self._count > limits.elements:
            raise self._guarded.refuse(f"more than {limits.elements} elements")
        if len(self._open) >= limits.depth:
            raise self._guarded.refuse(f"elements more than {limits.depth} deep")
        if len(attributes) > limits.attributes:
            raise self._guarded.refuse(f"more than {limits.attributes} attributes")
        if ":" in name or any(":" in key for key in attributes):
            raise self._guarded.refuse(f"a name with a colon, {name[:40]!r}")
        small = {key.lower(): value for key, value in attributes.items()}
        if self._open:
            element = etree.SubElement(self._open[-1], name.lower(), small)
        else:
            element = self._root = etree.Element(name.lower(), small)
        self._open.append(element)
        self._texts.append([])
        self._lengths.append(0)

    def _characters(self, text: str) -> None:
        most = self._limits.base64 if self._open[-1].tag in self._long else self._limits.text
        self._lengths[-1] += len(text)
        if self._lengths[-1] > most:
            raise self._guarded.refuse(f"a text of more than {most} characters")
        self._texts[-1].append(text)

    def _end(self, _name: str) -> None:
        element, texts = self._open.pop(), self._texts.pop()
        self._lengths.pop()
        # At its end the parser stands behind `/>` or before `</name>`; no start tag but a self-closing one ends so.
        at = self._guarded.parser.CurrentByteIndex
        if not texts and len(element) == 0 and self._body[at - 2 : at] == b"/>" and self._open:
            self._open[-1].remove(element)
        elif texts:
            text = "".join(texts)
            # Of an element with children only white space is text; it need not be kept.
            element.text = text if len(element) == 0 or text.strip() else None


@cache
def base64_names(cls: type) -> frozenset[str]:
    """The small names of all elements of a message whose text is Base64."""
    return frozenset(name.lower() for name in _base64(plan(cls), set()))


def _base64(its: Plan, seen: set[type]) -> set[str]:
    if its.cls in seen:
        return set()
    seen.add(its.cls)
    names = set()
    for field in its.elements:
        inner = plan(field.cls) if field.cls is not None else None
        scalar = inner.value.scalar if inner is not None and inner.value is not None else field.scalar
        if scalar is not None and scalar.kind == "base64":
            names.add(field.name)
        elif inner is not None:
            names |= _base64(inner, seen)
    return names


@cache
def schema_of(cls: type) -> etree.XMLSchema:
    """The compiled XSD of a message class."""
    return etree.XMLSchema(etree.fromstring(schema_text(cls)))

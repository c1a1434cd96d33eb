"""Foreign XML as light nodes that know their place, and whether they were self-closing."""

from __future__ import annotations

from collections.abc import Callable, Container
from xml.parsers import expat

from netvisor.codec.charset import UTF_8, charset_of_bytes
from netvisor.codec.limits import REQUEST_LIMITS, Guarded, Limits, known_charset

BOM = b"\xef\xbb\xbf"
_SELF_CLOSING = b"/>"


class Node:
    """An element: its name as written, its content, and where it begins."""

    __slots__ = ("attributes", "children", "column", "line", "name", "self_closing", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int, column: int) -> None:
        self.name: str = name
        self.attributes: dict[str, str] = attributes
        self.children: list[Node] = []
        self.text: str = ""
        """The text right in the element; white space between children is left off."""
        self.self_closing: bool = False
        """Whether it was written `<name/>`, which Netvisor does not read, its attributes included."""
        self.line: int = line
        """The line of the start tag, from 1."""
        self.column: int = column
        """The column of the start tag in characters, from 1."""

    def __repr__(self) -> str:
        return f"<{self.name}> at {self.line}:{self.column}"


def charset_of(body: bytes, charset: str | None = None) -> str:
    """The charset of a request: by the header, else UTF-8 if the bytes are valid UTF-8, else ISO-8859-15.

    An XML declaration is ignored: a message should have none, and it often names another encoding than the sender used.

    Raises:
        XmlRefused: the header names a charset that is not accepted.
    """
    if charset is not None:
        return known_charset(charset)
    return UTF_8 if body.isascii() else charset_of_bytes(body)


def read_tree(
    body: bytes, charset: str | None = None, *, limits: Limits = REQUEST_LIMITS, large: Container[str] | None = None
) -> Node:
    """Read a whole document into nodes.

    Args:
        body: the bytes of the request.
        charset: the charset in the header, or `None`.
        limits: how large the document and its parts may be.
        large: the lower-case names of the elements that contain Base64 and may be as long as `limits.base64`; `None`
            allows it for all.

    Raises:
        XmlRefused: the bytes are not XML, or break a limit.
    """
    return TreeReader(body, Guarded(limits, charset_of(body, charset)), large).root


class TreeReader:
    """Reads a document into nodes and keeps what precedes its root; for the arguments see `read_tree`.

    Raises:
        XmlRefused: the bytes are not XML, or break a limit.
    """

    root: Node

    def __init__(self, body: bytes, guard: Guarded, large: Container[str] | None = None) -> None:
        self.begins = -1
        """The bytes before the root element."""
        guard.parser.StartElementHandler, guard.parser.EndElementHandler, guard.parser.CharacterDataHandler = (
            self._handlers(guard, body, large)
        )
        guard.read(body)
        self.declared: bool = guard.declared
        """Whether an XML declaration stood before the root."""

    def _handlers(
        self, guard: Guarded, body: bytes, large: Container[str] | None
    ) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]]:
        """The three handlers, which share their counters as plain variables: they run for each element."""
        limits, parser = guard.limits, guard.parser
        open_nodes: list[Node] = []
        open_texts: list[list[str]] = []
        count = length = longest = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal count, length, longest
            count += 1
            if count > limits.elements:
                raise guard.refuse(f"more than {limits.elements} elements")
            if len(attributes) > limits.attributes:
                raise guard.refuse(f"an element with more than {limits.attributes} attributes")
            node = Node(name, attributes, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            if not open_nodes:
                self.root, self.begins = node, parser.CurrentByteIndex
            elif len(open_nodes) < limits.depth:
                open_nodes[-1].children.append(node)
            else:
                raise guard.refuse(f"more than {limits.depth} elements inside each other")
            open_nodes.append(node)
            open_texts.append([])
            length = 0
            longest = limits.base64 if large is None or name.lower() in large else limits.text

        def end(_name: str) -> None:
            nonlocal length, longest
            node, texts = open_nodes.pop(), open_texts.pop()
            if texts:
                node.text = "".join(texts)
            elif not node.children:
                node.self_closing = _is_self_closing(parser, body)
            # What follows stands in the element around, which has a child now: only stray text is left to come.
            length, longest = 0, limits.text

        def text(piece: str) -> None:
            nonlocal length
            if not open_nodes or (open_nodes[-1].children and piece.isspace()):
                return
            length += len(piece)
            if length > longest:
                raise guard.refuse(f"a text of more than {longest} characters in <{open_nodes[-1].name[:80]}>")
            open_texts[-1].append(piece)

        return start, end, text


def _is_self_closing(parser: expat.XMLParserType, body: bytes) -> bool:
    """Whether an element without any content was written `<name/>`.

    At its end the parser is after `/>` or before `</name>`; the latter follows the end of a start tag, a comment, an
    instruction or an empty CDATA section, none of which ends in `/>`.
    """
    at = parser.CurrentByteIndex
    return body[at - 2 : at] == _SELF_CLOSING

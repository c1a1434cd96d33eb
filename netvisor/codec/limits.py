"""The guard around expat: what is read at all, and how large it may be.

All XML is read through `Guarded`, which rejects document types, entities, unknown encodings, and tags, comments and
instructions that do not end. It works on blocks of bytes, so it costs a fast reader nothing per element.

The handlers of each reader, which count anyway, enforce the limits of elements (`depth`, `elements`, `attributes`,
`text`, `base64`) with `raise guard.refuse(...)`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NoReturn
from xml.parsers import expat

BLOCK: Final = 1 << 16
"""The most bytes that the parser gets at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a document and its parts may be. All figures are ours; the vendor publishes none."""

    depth: int = 64
    """Deepest nesting of elements, including the root."""
    elements: int = 2_000_000
    """Most elements of a document, for readers that keep all of them; a stream keeps none and does not count."""
    attributes: int = 64
    """Most attributes of an element."""
    text: int = 1 << 20
    """Most characters of an ordinary element's text."""
    base64: int = 300_000_000
    """Most characters of a Base64 element's text; the vendor takes 200 MB of attachments for a voucher."""
    token: int = 1 << 18
    """Most bytes of a tag, comment or instruction."""
    names: int = 10_000
    """Most different names of elements and attributes; the parser keeps each of them until its end.

    Counted for readers that handle the starts of elements, as every reader does."""
    total: int | None = None
    """Most bytes of a document, where there is such a limit."""


REQUEST_LIMITS: Final = Limits()
"""For messages to Netvisor, which are held in memory while they are read."""

ANSWER_LIMITS: Final = Limits(elements=20_000_000)
"""For answers: some are lists of a million items, read as a stream."""


class XmlRefused(ValueError):
    """The bytes are not XML, or XML that is not accepted here.

    Attributes:
        reason: what is wrong, in words.
        line: the line, from 1; `None` if the place is unknown.
        column: the column in characters, from 1.
        at: the byte at which the parser gave up, from 0; `None` if it did not.
        code: the parser's error code.
    """

    def __init__(
        self,
        reason: str,
        line: int | None = None,
        column: int | None = None,
        *,
        at: int | None = None,
        code: int | None = None,
    ) -> None:
        super().__init__(reason, line, column)
        self.reason = reason
        self.line = line
        self.column = column
        self.at = at
        self.code = code

    def __str__(self) -> str:
        return self.reason if self.line is None else f"{self.reason}, at line {self.line}, column {self.column}"


# The encodings that are read, by the names that Python gives them. No encoding of more than one byte but UTF-8.
_ENCODINGS: Final = {
    "utf-8": "utf-8",
    "ascii": "us-ascii",
    "iso8859-1": "iso-8859-1",
    "iso8859-15": "iso-8859-15",
    "cp1252": "windows-1252",
}


_DECLARED: Final = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^>]*?(\sencoding\s*=\s*([\"'])([A-Za-z][A-Za-z0-9._-]*)\2)")
_LONGEST_DECLARATION: Final = 200


def known_charset(name: str) -> str:
    """The plain name of an accepted charset, whatever its letter case or alias.

    >>> known_charset("Latin9"), known_charset("UTF8")
    ('iso-8859-15', 'utf-8')

    Raises:
        XmlRefused: the charset is another one.
    """
    try:
        return _ENCODINGS[codecs.lookup(name).name]
    except (LookupError, ValueError):
        known = ", ".join(_ENCODINGS.values())
        raise XmlRefused(f"the charset {name[:40]!r} is not supported; expected one of {known}") from None


def _refuse_wide(start: bytes) -> None:
    """Reject UTF-16 and UTF-32: expat would read the former even if another charset is set."""
    if start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} or b"\0" in start:
        raise XmlRefused("UTF-16 or UTF-32, which are not supported", 1, 1)


class Guarded:
    """An expat parser that rejects what no legitimate document contains; the handlers are set on `parser`.

    Args:
        limits: how large the document may be.
        charset: the charset of the bytes by the header, which overrides the document's declaration. `None` follows the
            declaration, and is UTF-8 without one.

    Raises:
        XmlRefused: the charset is not accepted.
    """

    def __init__(self, limits: Limits = ANSWER_LIMITS, charset: str | None = None) -> None:
        self.limits = limits
        self.declared: bool = False
        """Whether an XML declaration was read."""
        self.fed: int = 0
        """The bytes fed so far."""
        self.skipped = 0
        """The bytes of the document that bypassed the parser."""
        self.saw_cdata = False
        """Whether a CDATA section began; whoever asks for `is_between` sets it in a handler."""
        self._names: dict[str, str] = {}
        self._start: bytes | None = b""
        self._seen = 0
        encoding = None if charset is None else known_charset(charset)
        self._forced = encoding is not None
        self._is_utf_8 = encoding in {None, "utf-8"}
        self.parser: expat.XMLParserType = expat.ParserCreate(encoding, None, self._names)
        # expat 2.6 and newer put off small blocks, and a stream would hand its items out late or, when it breaks, not
        # at all. What that saves is bounded here by the length of a token.
        if put_off := getattr(self.parser, "SetReparseDeferralEnabled", None):
            put_off(False)
        self.parser.buffer_text = True
        self.parser.buffer_size = BLOCK // 4
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.ExternalEntityRefHandler = self._entity

    @property
    def is_between(self) -> bool:
        """Whether the parser has done with everything that it was fed, of a document in UTF-8: no tag is cut in two.

        Of a document with a CDATA section it cannot be told any more, as the parser is done with half of one, too.
        """
        return self._is_utf_8 and not self.saw_cdata and self.parser.CurrentByteIndex == self.fed

    def skip(self, size: int) -> None:
        """Count bytes that bypass the parser."""
        self.skipped += size
        self._refuse_long()

    def feed(self, block: bytes | memoryview) -> None:
        """Parse the next bytes.

        Raises:
            XmlRefused: the bytes are not XML or break a limit. Exceptions of handlers pass through.
        """
        view = memoryview(block)
        for at in range(0, len(view), BLOCK):
            self._feed(view[at : at + BLOCK])

    def close(self) -> None:
        """Parse to the end.

        Raises:
            XmlRefused: the document is not complete.
        """
        if self._start is not None:
            self._parse(self._without_alias(self._start), False)
        self._parse(b"", True)

    def read(self, blocks: bytes | Iterable[bytes]) -> None:
        """Parse a whole document.

        Raises:
            XmlRefused: as `feed` and `close`.
        """
        for block in (blocks,) if isinstance(blocks, bytes) else blocks:
            self.feed(block)
        self.close()

    def refuse(self, reason: str) -> XmlRefused:
        """The error with the current place of the parser."""
        if self.skipped:
            # The parser counts what it got, so it does not know the place.
            return XmlRefused(reason)
        return XmlRefused(reason, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _feed(self, block: memoryview) -> None:
        self.fed += len(block)
        self._refuse_long()
        if self._start is None:
            self._parse(block, False)
        elif start := self._whole_start(self._start + bytes(block)):
            self._parse(start, False)
        # The parser stands where the unfinished token begins. One that is fed on and on would be scanned from its
        # start each time, so it is given up; an index of -1 says that the parser has put its work off.
        self._seen = max(self._seen, self.parser.CurrentByteIndex)
        if self.fed - self._seen > self.limits.token:
            raise self.refuse(f"a tag, comment or instruction of more than {self.limits.token} bytes")
        if len(self._names) > self.limits.names:
            raise self.refuse(f"more than {self.limits.names} different names")

    def _refuse_long(self) -> None:
        if self.limits.total is not None and self.fed + self.skipped > self.limits.total:
            raise self.refuse(f"more than {self.limits.total} bytes")

    def _parse(self, block: bytes | memoryview, final: bool) -> None:
        try:
            self.parser.Parse(block, final)
        except expat.ExpatError as error:
            # The parser counts what it got, so it does not know the place in a document of which it got a part.
            place = (None, None) if self.skipped else (error.lineno, error.offset + 1)
            raise XmlRefused(
                f"not XML: {expat.ErrorString(error.code)}", *place, at=self.parser.ErrorByteIndex, code=error.code
            ) from error

    def _whole_start(self, start: bytes) -> bytes:
        """The first bytes, once it is plain whether and how a charset is declared; until then they are kept."""
        _refuse_wide(start[:4])
        awaited = b"<?xml".startswith(start.removeprefix(codecs.BOM_UTF8)[:5]) or codecs.BOM_UTF8.startswith(start)
        if awaited and b"?>" not in start and len(start) < _LONGEST_DECLARATION:
            self._start = start
            return b""
        self._start = None
        return self._without_alias(start)

    def _without_alias(self, start: bytes) -> bytes:
        """The first bytes, with spaces where UTF-8 is declared by a name that expat does not know, such as `utf8`.

        Expat asks Python for such a charset, byte by byte, and would refuse every character of more than one.
        """
        found = _DECLARED.match(start)
        if found is None or self._forced or known_charset(found[3].decode()) != "utf-8":
            return start
        return start[: found.start(1)] + b" " * len(found[1]) + start[found.end(1) :]

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.declared = True
        if encoding is not None and not self._forced:
            self._is_utf_8 = known_charset(encoding) == "utf-8"

    def _doctype(self, *_: object) -> NoReturn:
        raise self.refuse("a document type, which is not allowed")

    def _entity(self, *_: object) -> NoReturn:
        raise self.refuse("an entity, which is not allowed")

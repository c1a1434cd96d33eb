"""Why bytes are not XML, in words and with the place: a bare `&`, an HTML entity, a control character."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5
from typing import Final, TypeAlias
from xml.parsers.expat import errors

from netvisor.codec.limits import XmlRefused
from netvisor.errors import Problem

_CODES: Final = errors.codes
_NAME: Final = re.compile(rb"[^\s<>&;=\"'/]+")
_TAG: Final = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>"
    rb"|<(?P<end>/?)(?P<name>[^\s<>&;=\"'/!?]+)(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?(?P<alone>/?)>",
    re.DOTALL,
)
_REFERENCE: Final = re.compile(rb"&#(x?)([0-9A-Fa-f]+);")
_ENTITY: Final = re.compile(rb"&([^\s<>&;#]{1,40});")
_KNOWN_ENTITIES: Final = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_WITHOUT: Final = "the text without it"
_WITHIN_LIMITS: Final = "well-formed XML within the limits"
_WITHOUT_TYPE: Final = "a message that begins with <root>, without <!DOCTYPE>"
_SHOWN: Final = 30

_Said: TypeAlias = tuple[str, str, int] | None
"""What was found, what is expected, and at which byte; `None` if it is another fault."""


def unreadable(error: XmlRefused, body: bytes, charset: str | None = None) -> Problem:
    """The one problem of bytes that cannot be read, with its place.

    Args:
        error: why they were rejected.
        body: the bytes as they were parsed.
        charset: the charset in which they were parsed.
    """
    found, expected = error.reason, _WITHOUT_TYPE if "document type" in error.reason else _WITHIN_LIMITS
    line, column = error.line, error.column
    if error.at is not None and error.code is not None:
        fault = _Fault(body, max(error.at, 0), charset)
        if said := fault.said(error.code):
            found, expected, at = said
            line, column = fault.place(at)
    return Problem(path="/", rule="xml", found=found, expected=expected, line=line, column=column)


class _Fault:
    """The place in a document where the parser gave up."""

    def __init__(self, body: bytes, at: int, charset: str | None) -> None:
        self.body = body
        self.at = at
        self.charset = charset

    def said(self, code: int) -> _Said:
        """What is wrong there, by the parser's error code."""
        return next((said for judge in _JUDGES.get(code, ()) if (said := judge(self))), None)

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a byte, from 1, in characters."""
        before = self.body[:at].decode(self.charset or "utf-8", "replace")
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    def text(self, found: bytes) -> str:
        """Bytes of the document as text, shortened if they are many."""
        text = found[: 4 * _SHOWN].decode(self.charset or "utf-8", "replace")
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."

    def where(self, at: int) -> str:
        """The element around a byte, with a word before it; empty outside all elements."""
        tag = self.body.rfind(b"<", 0, at)
        if tag >= 0 and b">" not in self.body[tag:at] and (name := _NAME.match(self.body, tag + 1)):
            return f" in an attribute of <{self.text(name.group())}>"
        around = self.open_elements(at)
        return f" in <{around[-1][:80]}>" if around else ""

    def open_elements(self, at: int) -> list[str]:
        """The names of the elements that are open before a byte, outermost first."""
        # Not by a parser: each judge of the sandbox parses a message once.
        names: list[str] = []
        for tag in _TAG.finditer(self.body, 0, at):
            if tag["name"] is None or tag["alone"]:
                continue
            if not tag["end"]:
                names.append(self.text(tag["name"]))
            elif names:
                names.pop()
        return names


def _ampersand(fault: _Fault) -> _Said:
    at = fault.body.rfind(b"&", max(0, fault.at - 60), fault.at + 1)
    if at < 0 or re.search(rb"[\s<>;]", fault.body[at + 1 : fault.at]):
        return None
    if re.match(rb"&#[^\s<;]*;", fault.body[at:]):
        reference = fault.text(fault.body[at : fault.body.index(b";", at) + 1])
        return (
            f"{reference}{fault.where(at)}, which is not a character number",
            "write &#228; or &#xE4; for ä",
            at,
        )
    return f"a bare &{fault.where(at)}", "write &amp;", at


def _less_than(fault: _Fault) -> _Said:
    if fault.body[fault.at - 1 : fault.at] != b"<":
        return None
    return f"a bare <{fault.where(fault.at - 1)}", "write &lt;", fault.at - 1


def _open_tag(fault: _Fault) -> _Said:
    at = fault.body.rfind(b"<", 0, fault.at)
    name = _NAME.match(fault.body, at + 1)
    if at < 0 or name is None or b">" in fault.body[at : fault.at] or not fault.body.startswith(b"<", fault.at):
        return None
    return (
        f"the tag <{fault.text(name.group())}{fault.where(at)} is not closed",
        "> at its end, or &lt; for a bare <",
        at,
    )


def _forbidden(fault: _Fault) -> _Said:
    first = fault.body[fault.at : fault.at + 1]
    if first and first < b" ":
        return _character(fault, first[0], "")
    if fault.body[fault.at : fault.at + 3] in {b"\xef\xbf\xbe", b"\xef\xbf\xbf"}:
        return _character(fault, 0xFF00 + fault.body[fault.at + 2] + 0x40, "")
    return None


def _character(fault: _Fault, number: int, written: str) -> _Said:
    kind = "control character" if number < 0x20 else "character"
    forbids = "" if number < 0x20 else ", which XML forbids"
    found = f"the {kind} U+{number:04X}{written}{fault.where(fault.at)}{forbids}"
    return found, _WITHOUT, fault.at


def _other_bytes(fault: _Fault) -> _Said:
    first = fault.body[fault.at : fault.at + 1]
    if first < b"\x80" or fault.charset not in {None, "utf-8"}:
        return None
    expected = "the bytes in UTF-8, or the charset that they are in named"
    return f"the byte 0x{first[0]:02X}{fault.where(fault.at)}, which is not UTF-8", expected, fault.at


def _end_of_cdata(fault: _Fault) -> _Said:
    at = fault.at - 2
    return (f"]]>{fault.where(at)}", "write ]]&gt;", at) if fault.body.startswith(b"]]>", at) else None


def _without_quotes(fault: _Fault) -> _Said:
    if not fault.body[: fault.at].rstrip().endswith(b"=") or " attribute " not in fault.where(fault.at):
        return None
    return f"a value without quotes{fault.where(fault.at)}", 'quotes around it: type="netvisor"', fault.at


def _entity(fault: _Fault) -> _Said:
    names = (match for match in _ENTITY.finditer(fault.body, fault.at) if match.group(1) not in _KNOWN_ENTITIES)
    match = next(names, None)
    if match is None:
        return None
    name, at = fault.text(match.group(1)), match.start()
    character = html5.get(f"{name};", "")
    if len(character) != 1:
        expected = f"write &amp;{name}; if & itself is meant"
    else:
        number = f"&#{ord(character)};"
        expected = f"write {character} or {number}" if character.isprintable() else f"write {number}"
    return f"the undefined entity &{name};{fault.where(at)}", expected, at


def _number(fault: _Fault) -> _Said:
    match = _REFERENCE.match(fault.body, fault.at)
    if match is None or len(match.group(2)) > 8:
        return None
    number = int(match.group(2), 16 if match.group(1) else 10)
    return _character(fault, number, f", written {match.group().decode()},")


def _end_tag(fault: _Fault) -> _Said:
    around = fault.open_elements(fault.at)
    name = _NAME.match(fault.body, fault.at)
    if not around or name is None:
        return None
    return f"</{fault.text(name.group())}> ends <{around[-1][:80]}>", f"</{around[-1][:80]}>", fault.at - 2


def _nothing(fault: _Fault) -> _Said:
    at = len(fault.body)
    if not fault.body.strip():
        return "nothing" if not fault.body else "nothing but white space", "a message that begins with <root>", 0
    around = fault.open_elements(at)
    if not around:
        return None
    return f"the document ends inside <{around[-1][:80]}>", f"</{around[-1][:80]}>, and whatever stands before it", at


def _cut_short(fault: _Fault) -> _Said:
    around = fault.open_elements(fault.at)
    return (_ampersand(fault) if fault.body.startswith(b"&", fault.at) else None) or (
        f"the document ends in the middle of {fault.text(fault.body[fault.at :])!r}",
        f"the rest of it, up to </{around[0][:80]}>" if around else "the rest of it",
        fault.at,
    )


def _open_cdata(fault: _Fault) -> _Said:
    at = fault.body.rfind(b"<![CDATA[")
    return f"a CDATA section{fault.where(at)} that does not end", "]]> behind its text", at


def _behind(fault: _Fault) -> _Said:
    rest = fault.body[fault.at :].strip()
    what = "a second document" if rest.startswith(b"<") else repr(fault.text(rest))
    return f"{what} behind the end of the first", "one message in a document, with nothing behind it", fault.at


def _late_declaration(fault: _Fault) -> _Said:
    return "an XML declaration with something before it", "<root> first, without a declaration", fault.at


def _twice(fault: _Fault) -> _Said:
    name = _NAME.match(fault.body, fault.at)
    return (f'the attribute "{fault.text(name.group())}" twice', "at most one", fault.at) if name else None


def _json(fault: _Fault) -> _Said:
    start = fault.body.lstrip()
    kind = {b"{": "object", b"[": "list"}.get(start[:1])
    at = len(fault.body) - len(start)
    return (f"a JSON {kind}", "XML; message_from_json and netvisor build take JSON", at) if kind else None


def _no_element(fault: _Fault) -> _Said:
    start = fault.body.lstrip()
    if start.startswith(b"<"):
        return None
    at = len(fault.body) - len(start)
    return f"{fault.text(start)!r} where <root> belongs", "a message that begins with <root>", at


_INVALID_TOKEN = (
    _json,
    _forbidden,
    _ampersand,
    _less_than,
    _open_tag,
    _end_of_cdata,
    _other_bytes,
    _without_quotes,
    _no_element,
)
_JUDGES: Final[dict[int, tuple[Callable[[_Fault], _Said], ...]]] = {
    _CODES[errors.XML_ERROR_INVALID_TOKEN]: _INVALID_TOKEN,
    _CODES[errors.XML_ERROR_PARTIAL_CHAR]: _INVALID_TOKEN,
    _CODES[errors.XML_ERROR_UNDEFINED_ENTITY]: (_entity,),
    _CODES[errors.XML_ERROR_BAD_CHAR_REF]: (_number,),
    _CODES[errors.XML_ERROR_TAG_MISMATCH]: (_end_tag,),
    _CODES[errors.XML_ERROR_NO_ELEMENTS]: (_nothing,),
    _CODES[errors.XML_ERROR_UNCLOSED_TOKEN]: (_cut_short,),
    _CODES[errors.XML_ERROR_UNCLOSED_CDATA_SECTION]: (_open_cdata,),
    _CODES[errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: (_behind,),
    _CODES[errors.XML_ERROR_MISPLACED_XML_PI]: (_late_declaration,),
    _CODES[errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: (_twice,),
    _CODES[errors.XML_ERROR_SYNTAX]: (_json, _no_element),
}
"""The functions that recognise a fault, by the parser's error code; the first that does counts."""


__all__ = ["unreadable"]

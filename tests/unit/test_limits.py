"""The guard refuses what no honest document holds, at its place, and lets everything else through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

import pytest

from netvisor.codec.limits import BLOCK, Guarded, Limits, XmlRefused, known_charset


def texts_of(body: bytes, charset: str | None = None, limits: Limits | None = None) -> str:
    guard = Guarded(limits or Limits(), charset)
    found: list[str] = []
    guard.parser.CharacterDataHandler = found.append
    guard.parser.StartElementHandler = lambda _name, _attributes: None
    guard.read(body)
    return "".join(found)


def refusal_of(body: bytes, charset: str | None = None, limits: Limits | None = None) -> XmlRefused:
    with pytest.raises(XmlRefused) as caught:
        texts_of(body, charset, limits)
    return caught.value


def test_a_plain_document_is_read() -> None:
    assert texts_of("<Root><Name>Äiti Oy</Name></Root>".encode()) == "Äiti Oy"


class NewerParser:
    """The parser of this machine with the setting that newer ones have."""

    def __init__(self, parser: Any) -> None:
        vars(self).update(parser=parser, settings=[])

    def SetReparseDeferralEnabled(self, enabled: bool) -> None:  # the parser calls it so
        self.settings.append(enabled)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.parser, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.parser, name, value)


def test_a_parser_that_could_put_its_work_off_is_told_not_to(monkeypatch: pytest.MonkeyPatch) -> None:
    create = expat.ParserCreate
    monkeypatch.setattr(expat, "ParserCreate", lambda *settings: NewerParser(create(*settings)))
    guard = Guarded()
    assert guard.parser.settings == [False]  # type: ignore[attr-defined]  # it is the one above
    guard.read(b"<Root/>")


def test_every_item_is_handed_out_when_its_last_byte_has_come() -> None:
    guard = Guarded()
    ended: list[str] = []
    guard.parser.EndElementHandler = ended.append
    for count in range(5):
        guard.feed(b"<Root><a>x</a>" if not count else b"<a>x</a>")
        assert len(ended) == count + 1


def test_a_document_is_read_in_blocks_of_any_size() -> None:
    body = "<Root><Name>Äiti €</Name></Root>".encode()
    guard = Guarded()
    found: list[str] = []
    guard.parser.CharacterDataHandler = found.append
    guard.read(body[at : at + 1] for at in range(len(body)))
    assert "".join(found) == "Äiti €"
    assert guard.fed == len(body)


@pytest.mark.parametrize("charset", ["iso-8859-15", "ISO-8859-15", "latin9", "l9"])
def test_the_charset_of_the_header_is_used(charset: str) -> None:
    text = "€ŠšŽžŒœŸ äöå ÄÖÅ"
    assert texts_of(f"<root>{text}</root>".encode("iso-8859-15"), charset) == text


def test_every_byte_of_iso_8859_15_is_the_character_that_python_reads() -> None:
    octets = bytes(range(0xA0, 0x100))
    assert texts_of(b"<root>" + octets + b"</root>", "iso-8859-15") == octets.decode("iso-8859-15")


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "utf-16", "utf-7", "nonsense"])
def test_the_charset_of_the_header_stands_above_the_declaration(declared: str) -> None:
    body = f'<?xml version="1.0" encoding="{declared}"?><root>€</root>'.encode("iso-8859-15")
    assert texts_of(body, "iso-8859-15") == "€"


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-15", "ISO-8859-1", "us-ascii", "windows-1252"])
def test_the_declaration_counts_where_no_header_does(declared: str) -> None:
    text = "abc" if declared == "us-ascii" else "äö"
    guard = Guarded()
    found: list[str] = []
    guard.parser.CharacterDataHandler = found.append
    guard.read(f'<?xml version="1.0" encoding="{declared}"?><root>{text}</root>'.encode(declared))
    assert "".join(found) == text
    assert guard.declared


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("declared", ["utf-8", "utf8", "UTF8", "utf_8", "U8"])
def test_utf_8_is_read_by_whatever_name_it_is_declared(declared: str, mark: bytes, size: int) -> None:
    # The parser itself knows one of these names.
    body = mark + f"<?xml version='1.0' encoding='{declared}' standalone='yes'?><Root>Äiti €</Root>".encode()
    assert texts_of(body) == "Äiti €"
    guard = Guarded()
    texts: list[str] = []
    guard.parser.CharacterDataHandler = texts.append
    guard.read(body[at : at + size] for at in range(0, len(body), size))
    assert "".join(texts) == "Äiti €"


def test_a_refusal_behind_another_name_of_utf_8_has_its_place() -> None:
    refused = refusal_of("<?xml version='1.0' encoding='utf8'?><Root>Äiti & Oy</Root>".encode())
    assert (refused.line, refused.column) == (1, 50)


@pytest.mark.parametrize("start", [b"", b"<", b"<?xml", b"<?xml version='1.0' encoding='utf8'", b"\xef\xbb"])
def test_a_document_that_ends_in_its_declaration_is_refused(start: bytes) -> None:
    assert refusal_of(start).reason.startswith("not XML: ")


@pytest.mark.parametrize("declared", ["utf-7", "utf-16", "utf-32", "rot13", "punycode", "cp037", "nonsense"])
def test_other_declared_charsets_are_refused(declared: str) -> None:
    error = refusal_of(f'<?xml version="1.0" encoding="{declared}"?><root/>'.encode())
    assert "is not supported" in error.reason


def test_other_charsets_of_the_header_are_refused() -> None:
    for name in ("utf-7", "utf-16", "nonsense", "hex", "a\0b", "x" * 10_000):
        with pytest.raises(XmlRefused, match="is not supported"):
            known_charset(name)


@pytest.mark.parametrize("charset", [None, "utf-8", "iso-8859-15"])
@pytest.mark.parametrize("wide", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_utf_16_and_utf_32_are_refused_whatever_the_header_says(charset: str | None, wide: str) -> None:
    assert "which are not supported" in refusal_of("<root/>".encode(wide), charset).reason


def test_utf_16_is_refused_also_when_it_comes_byte_by_byte() -> None:
    guard = Guarded()
    with pytest.raises(XmlRefused, match="UTF-16"):
        guard.read(bytes([octet]) for octet in "<root/>".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!DOCTYPE root><root/>", "document type"),
        (b'<!DOCTYPE root [<!ENTITY a "aaaa">]><root>&a;</root>', "document type"),
        (b'<!DOCTYPE root SYSTEM "file:///etc/passwd"><root/>', "document type"),
        (b'<!DOCTYPE root PUBLIC "-//X" "http://127.0.0.1/x.dtd"><root/>', "document type"),
        (b'<!DOCTYPE root [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><root/>', "document type"),
        (b"<root>&nbsp;</root>", "undefined entity"),
        (b"<root></Root>", "mismatched tag"),
        (b"<root>", "no element found"),
        (b"", "no element found"),
        (b"<root/><root/>", "junk after document element"),
        (b"<root>\xff\xfe</root>", "not well-formed"),
        (b"<root>\0</root>", "not well-formed"),
        (b"<root>&#0;</root>", "invalid character number"),
        (b"<root a='1' a='2'/>", "duplicate attribute"),
        (b"no XML at all", "syntax error"),
    ],
)
def test_what_is_never_read_is_refused(body: bytes, reason: str) -> None:
    assert reason in refusal_of(body).reason


def test_a_refusal_names_line_and_column() -> None:
    error = refusal_of(b"<root>\n  <a>\n  </b></root>")
    assert (error.line, error.column) == (3, 5)
    assert str(error) == "not XML: mismatched tag, at line 3, column 5"


def test_a_refusal_without_a_place_says_only_the_reason() -> None:
    assert str(XmlRefused("too late")) == "too late"


@pytest.mark.parametrize(
    "start", [b"<root><a b='", b"<root><a ", b"<root><!--", b"<root><?pi ", b"<root></a", b"<?xml ", b"<!DOCTYPE a '"]
)
@pytest.mark.parametrize("charset", [None, "iso-8859-15"])
def test_a_token_that_does_not_end_is_refused_early(start: bytes, charset: str | None) -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        yield start
        while True:
            taken += 1
            yield b" " * 50_000

    with pytest.raises(XmlRefused, match="more than 262144 bytes"):
        Guarded(Limits(), charset).read(endless())
    assert taken * 50_000 <= Limits().token + 2 * BLOCK


def test_a_long_text_and_a_long_cdata_section_are_no_tokens() -> None:
    long = b"x" * 3_000_000
    assert len(texts_of(b"<root>" + long + b"</root>")) == 3_000_000
    assert len(texts_of(b"<root><![CDATA[" + long + b"]]></root>")) == 3_000_000


def test_a_token_just_below_the_limit_is_read() -> None:
    limits = Limits(token=200_000)
    texts_of(b"<root><!--" + b"x" * 190_000 + b"--></root>", limits=limits)
    assert "200000" in refusal_of(b"<root><!--" + b"x" * 400_000 + b"--></root>", limits=limits).reason


def test_many_different_names_are_refused() -> None:
    body = b"<root>" + b"".join(b"<a%d></a%d>" % (n, n) for n in range(30_000)) + b"</root>"
    assert "10000 different names" in refusal_of(body).reason


def test_too_many_bytes_are_refused() -> None:
    limits = Limits(total=1000)
    texts_of(b"<root>" + b"x" * 900 + b"</root>", limits=limits)
    assert "1000 bytes" in refusal_of(b"<root>" + b"x" * 990 + b"</root>", limits=limits).reason


def test_what_a_handler_raises_comes_through() -> None:
    guard = Guarded()

    def start(_name: str, _attributes: dict[str, str]) -> None:
        raise guard.refuse("too deep")

    guard.parser.StartElementHandler = start
    with pytest.raises(XmlRefused, match="too deep") as caught:
        guard.read(b"\n <root/>")
    assert (caught.value.line, caught.value.column) == (2, 2)

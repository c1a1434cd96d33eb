"""The two independent XSD validators of a message: lxml and xmlschema, each with the published schema."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from netvisor.codec.xsd import schema_text
from netvisor.errors import Problem

_EXPECTED = "what the published schema says"


class NotParsed(ValueError):
    """The bytes cannot be passed to an XSD validator."""


def problems_by_validator(body: bytes, cls: type) -> dict[str, list[Problem]]:
    """The problems that each validator finds in a message; an empty list if it finds none.

    Names are compared as they are: the schemas are written in small letters, as the library writes messages.

    Raises:
        NotParsed: the bytes are not XML, or XML that is not supported.
    """
    tree = _parse(body)
    schema = schema_text(cls)
    return {"lxml": list(_lxml(tree, schema)), "xmlschema": list(_xmlschema(tree, schema))}


def _parse(body: bytes) -> Any:
    from netvisor.codec.limits import XmlRefused
    from netvisor.codec.tree import read_tree

    try:
        # The guarded reader goes first: what it refuses never gets to a parser without its limits.
        read_tree(body, None)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=True
        )
        return etree.parse(io.BytesIO(_as_utf_8(body)), parser)
    except (XmlRefused, etree.XMLSyntaxError) as error:
        raise NotParsed(str(error)) from error


def _as_utf_8(body: bytes) -> bytes:
    """The message in the encoding that a parser expects of bytes without a declaration."""
    if body.lstrip().startswith(b"<?xml"):
        return body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("iso-8859-15").encode("utf-8")
    return body


def _lxml(tree: Any, schema: bytes) -> Iterator[Problem]:
    compiled = etree.XMLSchema(etree.fromstring(schema))
    compiled.validate(tree)
    entries: Any = compiled.error_log
    for entry in entries:
        path = str(entry.path or "").strip("/").replace("/", ".") or "root"
        yield Problem(
            path=path,
            rule="lxml",
            found=entry.message,
            expected=_EXPECTED,
            line=entry.line,
            column=max(entry.column, 1),
        )


def _xmlschema(tree: Any, schema: bytes) -> Iterator[Problem]:
    import xmlschema

    compiled = xmlschema.XMLSchema(schema.decode("utf-8"), allow="none", defuse="always")
    for error in compiled.iter_errors(tree):
        path = str(error.path or "").strip("/").replace("/", ".") or "root"
        reason = " ".join(str(error.reason or error.message).split())
        yield Problem(path=path, rule="xmlschema", found=reason, expected=_EXPECTED, line=error.sourceline, column=1)

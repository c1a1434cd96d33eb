"""Two independent readers of XML Schema find every message right, and both find a spoilt one wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from netvisor.codec.encode import Encoded, encode
from netvisor.codec.write_reply import write_reply
from netvisor.protocol.call import Endpoint
from netvisor.testing import ISO_8859_15, XML, messages, replies
from netvisor.testing.scalar_strategies import Alphabet
from tests.property.declared import every_reply, every_request, reply_of, request_of
from tests.regenerate.files import SCHEMAS

SOME_ALPHABET: st.SearchStrategy[Alphabet] = st.sampled_from([ISO_8859_15, XML])
FEWER = settings(max_examples=max(3, settings().max_examples // 5))
"""For xmlschema, which takes a hundred times as long."""


def schema_of(endpoint: Endpoint, side: str) -> Path:
    path = SCHEMAS / f"{endpoint.resource.removesuffix('.nv')}.{side}.xsd"
    assert path.is_file(), f"schemas/{path.name} is missing; `poe regenerate` writes it"
    return path


@cache
def by_lxml(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


@cache
def by_xmlschema(path: Path) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(path)


def parsed(encoded: Encoded) -> etree._Element:
    return etree.fromstring(encoded.bytes(), etree.XMLParser(encoding=encoded.charset, huge_tree=True))


@every_request
@given(data=st.data())
def test_every_message_is_valid_to_lxml(endpoint: Endpoint, data: st.DataObject) -> None:
    message = data.draw(messages(request_of(endpoint), alphabet=data.draw(SOME_ALPHABET)))
    by_lxml(schema_of(endpoint, "request")).assertValid(parsed(encode(message)))


@every_request
@FEWER
@given(data=st.data())
def test_every_message_is_valid_to_xmlschema(endpoint: Endpoint, data: st.DataObject) -> None:
    message = data.draw(messages(request_of(endpoint)))
    by_xmlschema(schema_of(endpoint, "request")).validate(parsed(encode(message)))


@every_reply
@given(data=st.data())
def test_every_answer_is_valid_to_lxml(endpoint: Endpoint, data: st.DataObject) -> None:
    answer = write_reply(data.draw(replies(reply_of(endpoint))), inserted=["1"])
    by_lxml(schema_of(endpoint, "reply")).assertValid(etree.fromstring(answer))


@every_reply
@FEWER
@given(data=st.data())
def test_every_answer_is_valid_to_xmlschema(endpoint: Endpoint, data: st.DataObject) -> None:
    answer = write_reply(data.draw(replies(reply_of(endpoint))))
    by_xmlschema(schema_of(endpoint, "reply")).validate(etree.fromstring(answer))


@every_request
@given(data=st.data())
def test_an_element_that_no_declaration_knows_is_refused_by_both(endpoint: Endpoint, data: st.DataObject) -> None:
    root = parsed(encode(data.draw(messages(request_of(endpoint)))))
    parents = [element for element in root.iter() if len(element)]
    parent = data.draw(st.sampled_from(parents))
    parent.insert(data.draw(st.integers(0, len(parent))), etree.Element("nosuchelement"))
    path = schema_of(endpoint, "request")
    assert not by_lxml(path).validate(root)
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        by_xmlschema(path).validate(root)

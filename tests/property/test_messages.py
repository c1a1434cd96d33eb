"""Any valid message: its bytes, their order, and the way back."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.charset import CHARSETS, Charset
from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.validate import validate
from netvisor.declare import UNSET, declared, plan
from netvisor.protocol.call import Endpoint
from netvisor.testing import messages
from tests.property.declared import every_request, fields_of, parts, read, request_of, sequences

SOME_CHARSET: st.SearchStrategy[Charset] = st.sampled_from(CHARSETS)


@every_request
@given(data=st.data())
def test_a_message_comes_back_equal_and_is_found_right(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = request_of(endpoint)
    message = data.draw(messages(cls))
    encoded = encode(message, data.draw(SOME_CHARSET))
    assert decode(encoded.bytes(), cls, encoded.charset) == message
    assert validate(encoded.bytes(), cls, charset=encoded.charset) == []


@every_request
@given(data=st.data())
def test_the_size_is_known_before_the_bytes_are_made(endpoint: Endpoint, data: st.DataObject) -> None:
    message = data.draw(messages(request_of(endpoint)))
    encoded = encode(message, data.draw(SOME_CHARSET))
    size = data.draw(st.integers(1, 5000))
    chunks = list(encoded.chunks(size))
    assert b"".join(chunks) == encoded.bytes()
    assert encoded.length == len(encoded.bytes())
    assert all(0 < len(chunk) <= size for chunk in chunks)


@every_request
@given(data=st.data())
def test_no_message_holds_a_self_closing_tag_or_anything_before_its_root(
    endpoint: Endpoint, data: st.DataObject
) -> None:
    encoded = encode(data.draw(messages(request_of(endpoint))))
    root = read(encoded.bytes().decode(encoded.charset))
    assert [child.name for child in root.children] == [plan(request_of(endpoint)).tag]


@every_request
@given(data=st.data())
def test_elements_stand_in_the_order_of_the_lines_of_their_class(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = request_of(endpoint)
    encoded = encode(data.draw(messages(cls)))
    root = read(encoded.bytes().decode(encoded.charset))
    for siblings in sequences(root.children[0], cls):
        positions = [sibling.position for sibling in siblings]
        assert positions == sorted(positions)


@every_request
@given(data=st.data())
def test_the_order_of_keywords_never_changes_the_bytes(endpoint: Endpoint, data: st.DataObject) -> None:
    message = data.draw(messages(request_of(endpoint)))
    shuffled = _made_anew(message, data.draw(st.randoms(use_true_random=False)))
    assert shuffled == message
    assert encode(shuffled).bytes() == encode(message).bytes()


def _made_anew(part: Any, order: random.Random) -> Any:
    """The same object, every object in it made of keywords in another order."""
    arguments = list(fields_of(part).items())
    order.shuffle(arguments)
    return type(part)(**{attr: _value_made_anew(value, order) for attr, value in arguments})


def _value_made_anew(value: Any, order: random.Random) -> Any:
    if isinstance(value, (list, tuple)):
        return [_value_made_anew(item, order) for item in value]
    return _made_anew(value, order) if declared(type(value)) else value


@every_request
@given(data=st.data())
def test_leaving_out_what_is_optional_only_cuts_it_out(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = request_of(endpoint)
    message = data.draw(messages(cls))
    before = encode(message, "utf-8").bytes().decode()
    optional = [
        (part, line)
        for part, _ in parts(message)
        for line in plan(type(part)).children
        if not line.required and getattr(part, line.attr) not in (UNSET, (), [])
    ]
    if not optional:
        return
    part, line = data.draw(st.sampled_from(optional))
    taken = getattr(part, line.attr)
    setattr(part, line.attr, () if line.many else UNSET)
    if check(message):
        # A rule or an emptied element forbids to leave it out: then nothing can be sent at all.
        return
    after = encode(message, "utf-8").bytes().decode()
    cut = len(before) - len(after)
    names = {arm.name for arm in line.arms or (line,)}
    assert taken is not UNSET
    assert any(before[:at] + before[at + cut :] == after for at in _starts(before, names))


def _starts(text: str, names: set[str]) -> list[int]:
    """Where the elements of these names begin."""
    found, waiting = [], [read(text)]
    while waiting:
        element = waiting.pop()
        waiting += element.children
        found += [element.start] if element.name in names else []
    return found

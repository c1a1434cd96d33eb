"""What the properties share: every declared class, and a reader of our own for the bytes of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from netvisor.declare import UNSET, Field, plan
from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints

REQUESTS: tuple[Endpoint, ...] = tuple(e for e in endpoints() if e.request is not None)
REPLIES: tuple[Endpoint, ...] = tuple(e for e in endpoints() if e.reply is not None)

every_request = pytest.mark.parametrize("endpoint", REQUESTS, ids=lambda e: e.resource)
every_reply = pytest.mark.parametrize("endpoint", REPLIES, ids=lambda e: e.resource)


def request_of(endpoint: Endpoint) -> type[Any]:
    assert endpoint.request is not None
    return endpoint.request


def reply_of(endpoint: Endpoint) -> type[Any]:
    assert endpoint.reply is not None
    return endpoint.reply


@dataclass
class Element:
    """An element of a document as our own reader sees it: its name and where it begins and ends in the text."""

    name: str
    start: int
    end: int = -1
    children: list[Element] = field(default_factory=list)


_TAG = re.compile(r'<(?P<slash>/?)(?P<name>[a-z0-9_-]+)(?: [a-z0-9_-]+="[^"<>]*")*>', re.IGNORECASE)


def read(text: str) -> Element:
    """Read a message with nothing but a regular expression; whatever is not a plain start or end tag is an error.

    A self-closing tag, a declaration, a comment or a CDATA section matches nothing, so it is refused here.
    """
    assert text.startswith("<root>")
    top = Element("", 0)
    standing = [top]
    at = 0
    while (begin := text.find("<", at)) >= 0:
        assert ">" not in text[at:begin]
        match = _TAG.match(text, begin)
        assert match is not None, f"no plain tag: {text[begin : begin + 40]!r}"
        at = match.end()
        if match["slash"]:
            closed = standing.pop()
            assert closed.name == match["name"]
            closed.end = at
        else:
            opened = Element(match["name"], begin)
            standing[-1].children.append(opened)
            standing.append(opened)
    assert at == len(text)
    assert standing == [top]
    (root,) = top.children
    return root


@dataclass
class Sibling:
    """A child of an element with children, and its turn among its siblings."""

    element: Element
    position: int


def sequences(message: Element, cls: type) -> Iterator[list[Sibling]]:
    """The children of every element with children, in their order; those of an interleaved list share a turn."""
    turns: dict[str, tuple[int, Field]] = {}
    for position, home in enumerate(plan(cls).children):
        for arm in home.arms or (home,):
            turns[arm.name] = position, arm
    yield [Sibling(child, turns[child.name][0]) for child in message.children]
    for child in message.children:
        its = turns[child.name][1]
        if its.role == "aggregate" and its.cls is not None:
            yield from sequences(child, its.cls)


def parts(part: object, path: str = "") -> Iterator[tuple[object, str]]:
    """An object and every object below it, each with its path in Python names."""
    yield part, path
    for line in plan(type(part)).fields:
        if line.role == "constant" or (line.cls is None and not line.arms):
            continue
        value = getattr(part, line.attr)
        if line.many:
            for index, item in enumerate(value):
                yield from parts(item, f"{path}{line.attr}[{index}].")
        elif hasattr(value, "__slots__") and type(value) is line.cls:
            yield from parts(value, f"{path}{line.attr}.")


def fields_of(part: object) -> dict[str, Any]:
    """The arguments that make an object again."""
    return {f.attr: getattr(part, f.attr) for f in plan(type(part)).fields if f.role != "constant"}


def texts(message: object) -> Iterator[tuple[str, str]]:
    """Every text of a message with its path in Python names."""
    for part, path in parts(message):
        for attr, value in fields_of(part).items():
            if isinstance(value, str):
                yield f"{path}{attr}", value
            elif isinstance(value, (list, tuple)):
                yield from ((f"{path}{attr}[{i}]", item) for i, item in enumerate(value) if isinstance(item, str))


__all__ = [
    "REPLIES",
    "REQUESTS",
    "UNSET",
    "Element",
    "Sibling",
    "every_reply",
    "every_request",
    "fields_of",
    "parts",
    "read",
    "reply_of",
    "request_of",
    "sequences",
    "texts",
]

"""A golden message as a tree, so that keys of the company's books can take the place of the fictional ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

_REQUESTS = Path(__file__).parents[3] / "fixtures" / "requests"


class Message:
    """The message of `fixtures/requests/<name>.xml`. Paths begin below the element of the message."""

    def __init__(self, name: str) -> None:
        self.name = name
        body = (_REQUESTS / f"{name}.xml").read_bytes()
        self.root = etree.fromstring(body, etree.XMLParser(encoding="iso-8859-15"))
        self.top: Any = self.root[0]

    def put(self, path: str, value: object, **attributes: object) -> None:
        """Write another value, and attributes, where the golden message has such an element."""
        for element in self.top.findall(path):
            element.text = str(value)
            element.attrib.update({name: str(each) for name, each in attributes.items()})

    def has(self, path: str) -> bool:
        """Whether the message has an element with anything in it."""
        return any(element.text or len(element) for element in self.top.findall(path))

    def text(self, path: str) -> str:
        """The text of the first element at a path, empty without one."""
        return self.top.findtext(path) or ""

    def drop(self, path: str) -> None:
        """Take elements out of the message; the table says why they cannot be posted together with the rest."""
        for element in self.top.findall(path):
            element.getparent().remove(element)

    @property
    def body(self) -> bytes:
        """The bytes that are posted: no declaration, no element that closes itself."""
        text = etree.tostring(self.root, method="c14n").decode("utf-8")
        try:
            return text.encode("iso-8859-15")
        except UnicodeEncodeError:
            return text.encode("utf-8")

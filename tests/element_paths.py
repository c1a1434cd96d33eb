"""The elements and attributes of a message as paths, so that a full message can prove to be full."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from netvisor.declare.rows import rows


def declared_paths(cls: type) -> set[str]:
    """The path of every element and attribute that the declaration of a message knows."""
    above: list[str] = []
    found = set()
    for row in rows(cls):
        above = [*above[: row.level], f"@{row.name}" if row.kind == "A" else row.name]
        found.add("/".join(above))
    return found


def written_paths(body: bytes) -> set[str]:
    """The path of every element and attribute that stands in a message."""
    return set(_paths(etree.fromstring(body, etree.XMLParser(encoding="iso-8859-15")), ""))


def _paths(element: etree._Element, above: str) -> Iterator[str]:
    path = f"{above}{element.tag!s}"
    yield path
    yield from (f"{path}/@{name!s}" for name in element.attrib)
    for child in element:
        yield from _paths(child, f"{path}/")

"""The golden files taken together: every element of every declared table stands in one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import untyped
from netvisor.declare import plan
from netvisor.declare.rows import rows
from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints, find

FIXTURES = Path(__file__).parents[2] / "fixtures"
REQUESTS = sorted((FIXTURES / "requests").glob("*.xml"))
# The files that begin with `refused` and the like show the envelope alone and belong to no resource.
REPLIES = [
    path
    for endpoint in endpoints()
    for path in sorted((FIXTURES / "replies").glob(f"{endpoint.resource.removesuffix('.nv')}-*.xml"))
    if endpoint.reply is not None
]
POSTED = [endpoint for endpoint in endpoints() if endpoint.request is not None]
READ = [endpoint for endpoint in endpoints() if endpoint.reply is not None]


def stem(endpoint: Endpoint) -> str:
    return endpoint.resource.removesuffix(".nv")


def owner(path: Path) -> Endpoint:
    return find(path.stem.partition("-")[0])


def places(path: Path, charset: str) -> Iterator[str]:
    """The path of every element and attribute of a file, in small letters, from below the root on."""
    tree = etree.fromstring(path.read_bytes(), etree.XMLParser(encoding=charset))

    def below(node: etree._Element, above: str) -> Iterator[str]:
        for child in node:
            here = f"{above}{str(child.tag).lower()}"
            yield here
            yield from (f"{here}/@{str(name).lower()}" for name in child.attrib)
            yield from below(child, f"{here}/")

    yield from below(tree, "")


def declared_places(cls: type) -> list[str]:
    above: list[str] = []
    found = []
    for row in rows(cls)[1:]:
        above = [*above[: row.level - 1], row.name.lower() if row.kind == "E" else f"@{row.name.lower()}"]
        found.append("/".join(above))
    return found


@pytest.mark.parametrize("endpoint", POSTED, ids=stem)
def test_every_element_of_a_request_stands_in_a_golden_message(endpoint: Endpoint) -> None:
    assert endpoint.request is not None
    files = [path for path in REQUESTS if owner(path) is endpoint]
    assert {f"{stem(endpoint)}-minimal", f"{stem(endpoint)}-full"} <= {path.stem for path in files}
    seen = {place for path in files for place in places(path, "iso-8859-15")}
    missing = [place for place in declared_places(endpoint.request) if place not in seen]
    assert [place for place in missing if not stands_alone(place, endpoint)] == []


def stands_alone(place: str, batch: Endpoint) -> bool:
    """What stands in the messages of a resource need not stand a second time in a batch of them."""
    for other in POSTED:
        tag = plan(other.request).tag if other.request else None
        _, found, inside = place.partition(f"/itemdata/{tag}/")
        if other is not batch and found:
            files = [path for path in REQUESTS if owner(path) is other]
            return any(f"{tag}/{inside}" in places(path, "iso-8859-15") for path in files)
    return False


@pytest.mark.parametrize("endpoint", READ, ids=stem)
def test_every_element_of_an_answer_stands_in_a_file(endpoint: Endpoint) -> None:
    assert endpoint.reply is not None
    files = [path for path in REPLIES if owner(path) is endpoint]
    assert {f"{stem(endpoint)}-one", f"{stem(endpoint)}-several"} <= {path.stem for path in files}
    seen = {place for path in files for place in places(path, "utf-8")}
    places_of_all = declared_places(endpoint.reply)
    missing = [place for place in places_of_all if place not in seen]
    if sum("/" not in place for place in places_of_all) > 1:
        # What stands in the single form need not stand a second time in the wrapper of several.
        singles = {place.partition("/")[2] for place in seen}
        missing = [place for place in missing if place.split("/", 2)[-1] not in singles]
    assert missing == []


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: path.stem)
def test_a_golden_message_is_what_the_library_writes_of_what_it_reads(path: Path) -> None:
    body = path.read_bytes()
    cls = owner(path).request
    assert cls is not None
    message: object = decode(body, cls, "iso-8859-15")
    assert check(message) == []
    assert encode(message).bytes() == body
    assert body.startswith(b"<root><")
    assert b"/>" not in body


@pytest.mark.parametrize("path", REPLIES, ids=lambda path: path.stem)
def test_a_golden_answer_is_typed_throughout_but_for_what_is_known(path: Path) -> None:
    reply = read_reply(path.read_bytes(), owner(path).reply)
    assert reply.envelope.statuses == ["OK"]
    known = {("getproduct-several", "brutto")}
    assert [(at, text) for at, text in untyped(reply.root) if (path.stem, str(text)) not in known] == []

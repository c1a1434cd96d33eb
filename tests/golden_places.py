"""Which elements and attributes of the declarations stand in the golden files, and which in none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from netvisor.declare import plan
from netvisor.declare.rows import rows
from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints

FIXTURES: Final = Path(__file__).parents[1] / "fixtures"
POSTED: Final = tuple(endpoint for endpoint in endpoints() if endpoint.request is not None)
READ: Final = tuple(endpoint for endpoint in endpoints() if endpoint.reply is not None)


def stem(endpoint: Endpoint) -> str:
    """The name of a resource without its ending."""
    return endpoint.resource.removesuffix(".nv")


def golden_requests(endpoint: Endpoint) -> list[Path]:
    """The golden messages of a resource."""
    return sorted((FIXTURES / "requests").glob(f"{stem(endpoint)}-*.xml"))


def golden_replies(endpoint: Endpoint) -> list[Path]:
    """The golden answers of a resource; files that show the envelope alone belong to none."""
    return sorted((FIXTURES / "replies").glob(f"{stem(endpoint)}-*.xml"))


def missing_in_requests(endpoint: Endpoint) -> Iterator[str]:
    """What no golden message of a resource has, and what is to be done about it."""
    if endpoint.request is None:
        return
    files = golden_requests(endpoint)
    yield from _missing_files(files, f"{stem(endpoint)}-minimal", f"{stem(endpoint)}-full")
    seen = {place for path in files for place in places(path, "iso-8859-15")}
    for place in declared_places(endpoint.request):
        if place not in seen and not is_of_another(place, endpoint):
            name = f"fixtures/requests/{stem(endpoint)}-full.xml"
            yield f"no golden message has {place}: give it a value in {name}{made_in(stem(endpoint))}"


def missing_in_replies(endpoint: Endpoint) -> Iterator[str]:
    """What no golden answer of a resource has, and what is to be done about it."""
    if endpoint.reply is None:
        return
    files = golden_replies(endpoint)
    yield from _missing_files(files, f"{stem(endpoint)}-one", f"{stem(endpoint)}-several")
    seen = {place for path in files for place in places(path, "utf-8")}
    places_of_all = declared_places(endpoint.reply)
    missing = [place for place in places_of_all if place not in seen]
    if sum("/" not in place for place in places_of_all) > 1:
        # What stands in the single form need not stand a second time in the wrapper of several.
        singles = {place.partition("/")[2] for place in seen}
        missing = [place for place in missing if place.split("/", 2)[-1] not in singles]
    name = f"fixtures/replies/{stem(endpoint)}-one.xml"
    yield from (f"no golden answer has {place}: put it into {name}" for place in missing)


def _missing_files(files: list[Path], *names: str) -> Iterator[str]:
    there = {path.stem for path in files}
    folder = "replies" if names[0].endswith("-one") else "requests"
    way = "write it" if there else "`poe regenerate` writes a first one"
    yield from (f"fixtures/{folder}/{name}.xml is missing: {way}" for name in names if name not in there)


@cache
def _unit_tests() -> dict[str, str]:
    found = sorted((Path(__file__).parent / "unit").glob("test_resources_*.py"))
    return {f"tests/unit/{path.name}": path.read_text("utf-8") for path in found}


def made_in(name: str) -> str:
    """Where the golden messages of a resource are made of typed ones, if they are, and how they are written."""
    marks = (f'"requests" / f"{name}-', f'"{name}-full"')
    made = [test for test, text in _unit_tests().items() if any(mark in text for mark in marks)]
    return f", which {made[0]} makes: `poe test --write-fixtures {made[0]}`" if made else ""


@cache
def places(path: Path, charset: str) -> frozenset[str]:
    """The path of every element and attribute of a file, in small letters, from below the root on."""
    tree = etree.fromstring(path.read_bytes(), etree.XMLParser(encoding=charset))

    def below(node: etree._Element, above: str) -> Iterator[str]:
        for child in node:
            here = f"{above}{str(child.tag).lower()}"
            yield here
            yield from (f"{here}/@{str(name).lower()}" for name in child.attrib)
            yield from below(child, f"{here}/")

    return frozenset(below(tree, ""))


def declared_places(cls: type) -> list[str]:
    """The path of every element and attribute of a declaration, in small letters, from below the root on."""
    above: list[str] = []
    found = []
    for row in rows(cls)[1:]:
        above = [*above[: row.level - 1], row.name.lower() if row.kind == "E" else f"@{row.name.lower()}"]
        found.append("/".join(above))
    return found


def is_of_another(place: str, batch: Endpoint) -> bool:
    """Whether a place in a batch is one of the message of another resource, whose golden messages have it once."""
    tags = (plan(other.request).tag for other in POSTED if other is not batch and other.request is not None)
    return any(f"/itemdata/{tag}/" in place for tag in tags)

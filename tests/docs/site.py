"""What is looked for in the pages of the site: broken links, missing names, requests to other hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from posixpath import normpath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from lxml.html import HTMLParser, document_fromstring

from netvisor import resources
from netvisor.declare import declared
from netvisor.field_docs import field_docs
from website.reference import Page

_LOADS: Final = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
_NOT_LOADED: Final = {"canonical", "prev", "next", "alternate"}


class _Seen:
    """The anchors of a page, where its links lead, and what a browser loads with it."""

    def __init__(self, text: str) -> None:
        self.anchors: set[str] = set()
        self.links: set[str] = set()
        self.loaded: set[str] = set()
        for element in document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8")).iter():
            values = {str(name): str(value) for name, value in element.items()}
            self.anchors |= {values[name] for name in ("id", "name") if name in values}
            if element.tag == "a" and "href" in values:
                self.links.add(values["href"])
            loads = _LOADS.get(str(element.tag))
            if loads in values and values.get("rel") not in _NOT_LOADED:
                self.loaded.add(values[loads])


@cache
def _seen(page: Path) -> _Seen:
    return _Seen(page.read_text("utf-8"))


def broken(site: Path) -> Iterator[str]:
    """Each link inside the site, and each file that a page loads, that leads nowhere."""
    for page in sorted(site.rglob("*.html")):
        place = page.relative_to(site).as_posix()
        if place == "404.html":  # its links begin at the root of the server
            continue
        for link in sorted(_seen(page).links | _seen(page).loaded):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = site / normpath(f"{Path(place).parent}/{unquote(parts.path)}") if parts.path else page
            target = target / "index.html" if target.is_dir() else target
            anchor = unquote(parts.fragment)
            if not target.is_file() or (
                anchor and target.suffix == ".html" and anchor not in _seen(target).anchors and anchor != "__top"
            ):
                yield f"{place}: {link}"


def foreign(site: Path) -> Iterator[str]:
    """What a browser would load from other hosts."""
    for page in sorted(site.rglob("*.html")):
        place = page.relative_to(site).as_posix()
        yield from (f"{place}: {link}" for link in sorted(_seen(page).loaded) if urlsplit(link).netloc)
    for sheet in sorted(site.rglob("*.css")):
        found = re.findall(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")\s]+)", sheet.read_text("utf-8"))
        yield from (f"{sheet.relative_to(site).as_posix()}: {link}" for link in found)


def missing(site: Path, pages: list[Page]) -> Iterator[str]:
    """Each public name without a place in the reference."""
    for page in pages:
        path = site / page.path.replace(".md", ".html")
        anchors = _seen(path).anchors if path.is_file() else set()
        yield from (name for name in (f"{page.home}.{each}" for each in page.names) if name not in anchors)


def unexplained(site: Path, area: str) -> Iterator[str]:
    """Each field of an area's messages and answers whose name or meaning the reference lacks, as `help()` has it."""
    module = getattr(resources, area)
    page = site / "reference" / f"{area}.html"
    text = plain(page.read_text("utf-8"))
    for name in module.__all__:
        value = getattr(module, name)
        if isinstance(value, type) and declared(value) is not None:
            yield from (f"{name}.{field}" for field in _without_place(value, f"netvisor.{area}", _seen(page).anchors))
            for field, meaning in field_docs(value).items():
                if plain(meaning) not in text:
                    yield f"{name}.{field}: {meaning}"


def _without_place(cls: Any, home: str, anchors: set[str]) -> Iterator[str]:
    """The fields of a class that have no anchor, neither under it nor under the class that they come from."""
    for field in cls.__dataclass_fields__:
        if field[0] != "_" and not any(f"{home}.{base.__name__}.{field}" in anchors for base in cls.__mro__):
            yield field


def plain(text: str) -> str:
    """The letters and digits of a text, or of a page, alone: marks and tags differ between source and page."""
    return re.sub(r"\W|_", "", unescape(re.sub(r"<[^>]*>", "", text)))

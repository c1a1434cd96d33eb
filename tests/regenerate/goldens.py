"""The first golden files of a resource that has none yet: its messages and answers, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.write_reply import write_reply
from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints
from tests.facts import FACTS
from tests.regenerate.left import table_names
from tests.regenerate.samples import answer, examples, messages

FIXTURES: Final = Path(__file__).parents[2] / "fixtures"
ANSWERS: Final = (("one", 1), ("several", 2))


@dataclass(frozen=True)
class Golden:
    """A golden file that is missing: its bytes, or why a person has to write it."""

    path: Path
    body: bytes = b""
    obstacle: str = ""


def missing_goldens() -> Iterator[Golden]:
    """The golden files that resources without any would begin with."""
    for endpoint in endpoints():
        stem = endpoint.resource.removesuffix(".nv")
        if any(not (FACTS / f"{name}.tsv").is_file() for name in table_names(endpoint)):
            continue  # the values are the examples of the tables
        if endpoint.request is not None:
            yield from _requests(endpoint, stem, endpoint.request)
        if endpoint.reply is not None:
            yield from _replies(stem, endpoint.reply)


def _requests(endpoint: Endpoint, stem: str, cls: type) -> Iterator[Golden]:
    if list((FIXTURES / "requests").glob(f"{stem}-*.xml")):
        return
    for end, message in messages(cls, examples(f"{stem}.request")):
        path = FIXTURES / "requests" / f"{stem}-{end}.xml"
        problems = check(message, method="add" if endpoint.methods else None)
        if problems:
            yield Golden(path, obstacle="; ".join(map(str, problems)))
        else:
            yield Golden(path, encode(message, charset="iso-8859-15").bytes())


def _replies(stem: str, cls: type) -> Iterator[Golden]:
    if list((FIXTURES / "replies").glob(f"{stem}-*.xml")):
        return
    known = examples(f"{stem}.response")
    for end, items in ANSWERS:
        yield Golden(FIXTURES / "replies" / f"{stem}-{end}.xml", _laid_out(answer(cls, known, items)))


def _laid_out(root: Any) -> bytes:
    """An answer with an element on each line."""
    tree = etree.fromstring(write_reply(root, language="EN"))
    etree.indent(tree)
    return b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n' + etree.tostring(tree, encoding="utf-8") + b"\n"

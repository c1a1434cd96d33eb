"""What is left to a person after everything was written that can be: each thing with the file that wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints, undeclared
from netvisor.sandbox.books import handler
from tests.facts import FACTS, table
from tests.golden_places import missing_in_replies, missing_in_requests
from tests.regenerate.finders import unfound
from tests.regenerate.notes import unheld

ROOT: Final = Path(__file__).parents[2]


def left() -> Iterator[str]:
    """Everything that is left to do."""
    yield from facts()
    yield from known_resources()
    for endpoint in endpoints():
        yield from missing_in_requests(endpoint)
        yield from missing_in_replies(endpoint)
    yield from answers()
    yield from sandbox_page()
    yield from unheld()
    yield from unfound()


def facts() -> Iterator[str]:
    """The fact tables that are missing."""
    for endpoint in endpoints():
        for name in table_names(endpoint):
            try:
                table(name)
            except AssertionError as error:
                yield str(error)


def table_names(endpoint: Endpoint) -> list[str]:
    """The fact tables of a resource: of what it takes and of what it answers, and at least one."""
    stem = endpoint.resource.removesuffix(".nv")
    sides = {"request": endpoint.request, "response": endpoint.reply}
    there = [side for side, cls in sides.items() if cls is not None or (FACTS / f"{stem}.{side}.tsv").is_file()]
    return [f"{stem}.{side}" for side in there or ("response",)]


def known_resources() -> Iterator[str]:
    """What the list of all resources lacks, or what it knows and nobody declares or lists."""
    names, *rows = (line.split("\t") for line in (FACTS / "all-endpoints.tsv").read_text("utf-8").splitlines())
    known = {row[1]: dict(zip(names, row, strict=True)) for row in rows}
    ours: dict[str, tuple[str, str, str]] = {e.resource: (e.area, e.http, e.title) for e in endpoints()}
    ours |= {row.resource: (row.area, row.http, row.title) for row in undeclared() if row.resource}
    for name in sorted(ours.keys() - known.keys()):
        area, http, title = ours[name]
        yield f"fixtures/facts/all-endpoints.tsv lacks {name}: add\n{area}\t{name}\t{http}\t{title}"
    for name in sorted(known.keys() - ours.keys()):
        row = "\t".join((name, known[name]["http"], known[name]["category"], known[name]["title"], "why not"))
        yield f"{name} is known: declare it, or add to netvisor/resources/undeclared.tsv\n{row}"
    for name in sorted(known.keys() & ours.keys()):
        told = known[name]["category"], known[name]["http"]
        if told != ours[name][:2]:
            yield f"{name}: fixtures/facts/all-endpoints.tsv says {' '.join(told)}, we say {' '.join(ours[name][:2])}"


def answers() -> Iterator[str]:
    """The resources that the sandbox does not answer."""
    for endpoint in endpoints():
        try:
            handler(endpoint.resource)
        except LookupError as error:
            yield str(error)


def sandbox_page() -> Iterator[str]:
    """The resources that the table of what the books do lacks, and what it has that is not a resource."""
    page = (ROOT / "docs" / "sandbox.md").read_text("utf-8")
    rows = page.partition("\n## What the books do\n")[2].partition("\n## ")[0]
    cells = [line.split("|")[1] for line in rows.splitlines() if line.startswith("| `")]
    told = {name for cell in cells for name in re.findall("`([^`]+)`", cell)}
    patterns = [re.escape(name).replace(r"\.\.\.", ".*") for name in told if "..." in name]
    names = {endpoint.resource for endpoint in endpoints()}
    for name in sorted(names - told):
        if not any(re.fullmatch(pattern, name) for pattern in patterns):
            row = f"| `{name}` | what is documented, and done | ours |"
            yield f'docs/sandbox.md, "What the books do", lacks {name}: add\n{row}'
    for name in sorted(told - names):
        if "..." not in name:
            yield f'docs/sandbox.md, "What the books do", tells of {name}, which is not declared'

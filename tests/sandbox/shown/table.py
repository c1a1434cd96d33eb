"""The tables that say which element of a message shows as which element of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from netvisor.declare import plan
from netvisor.declare.rows import rows
from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints, find

FOLDER = Path(__file__).parents[3] / "fixtures" / "shown"
POSTED = tuple(endpoint for endpoint in endpoints() if endpoint.request is not None)
READ = tuple(endpoint for endpoint in endpoints() if endpoint.reply is not None)
COLUMNS = ["element", "read", "answer", "how"]
HEADING = "# Which element of the message shows as which element of the answer; without an answer, why none shows it."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table."""

    element: str
    """Path in the message, below its own element; an attribute begins with @, conditions stand in brackets."""
    read: str
    """Which of the answers of the recipe shows it; empty when none does."""
    answer: str
    """Path in the answer, below `Root`."""
    how: str
    """How the two are compared; without an answer, why none shows it."""


@cache
def table(resource: str) -> tuple[Line, ...]:
    """The lines of `fixtures/shown/<resource>.tsv`."""
    path = FOLDER / f"{resource}.tsv"
    assert path.is_file(), f"fixtures/shown/{resource}.tsv is missing; `poe regenerate` writes what it can guess of it"
    lines = path.read_text("utf-8").splitlines()
    header, *rest = (line.split("\t") for line in lines if line and not line.startswith("#"))
    assert header == COLUMNS, f"{resource}.tsv begins with {header}; expected {COLUMNS}"
    assert all(len(cells) == len(COLUMNS) for cells in rest), [cells for cells in rest if len(cells) != len(COLUMNS)]
    return tuple(Line(*cells) for cells in rest)


def leaves(cls: type) -> list[str]:
    """The paths of what carries a value in a message or answer; constant attributes are typed by nobody."""
    top = 1 if plan(cls).tag is None else 2
    found = []
    above: list[str] = []
    for row in rows(cls):
        if row.level >= top:
            above = [*above[: row.level - top], f"@{row.name}" if row.kind == "A" else row.name]
            if row.type != "aggregate" and row.constant is None:
                found.append("/".join(above))
    return found


def of_other_tables(endpoint: Endpoint) -> Iterator[str]:
    """What stands before the content of another message inside a batch of such: that has a table of its own."""
    for other in POSTED:
        if other is not endpoint and other.request is not None:
            yield f"/itemdata/{plan(other.request).tag}/"


def declared(line: Line) -> bool:
    """Whether the answer of a line is one that the declarations know; conditions in brackets do not count."""
    reply = find(line.read.partition(" ")[0]).reply
    return reply is not None and without_conditions(line.answer) in leaves(reply)


def without_conditions(path: str) -> str:
    """A path without what stands in brackets."""
    return re.sub(r"\[[^]]*\]", "", path)

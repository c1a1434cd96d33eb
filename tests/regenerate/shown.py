"""Skeleton lines of `fixtures/shown`: where each element of a message that has no line yet is probably shown.

An element is looked for under its own name: beside the elements that its neighbours are shown by, and for a resource
without a table in that answer of its area which has the most of its names. What is found nowhere gets "no answer has
it"; what could be shown in a place that nobody can guess is left open for a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from netvisor.declare import plan
from netvisor.declare.rows import rows
from netvisor.protocol.call import Endpoint
from netvisor.resources import find
from tests.sandbox.shown.table import (
    COLUMNS,
    FOLDER,
    HEADING,
    POSTED,
    READ,
    Line,
    leaves,
    of_other_tables,
    table,
    without_conditions,
)

NOWHERE: Final = "no answer has it"
_FORMS: Final = {
    "integer": "number",
    "decimal": "number",
    "date": "day",
    "datetime": "day",
    "boolean": "flag",
    "base64": "base64",
}


@dataclass(frozen=True)
class Skeleton:
    """The text of a table with lines for everything that it lacked, and the elements that are left to a person."""

    path: Path
    text: str
    open: tuple[str, ...]


def skeletons() -> Iterator[Skeleton]:
    """The tables that lack lines, with those lines."""
    for endpoint in POSTED:
        stem = endpoint.resource.removesuffix(".nv")
        path = FOLDER / f"{stem}.tsv"
        lines = list(table(stem)) if path.is_file() else []
        told = {without_conditions(line.element) for line in lines}
        missing = [element for element in own_elements(endpoint) if element not in told]
        if not missing:
            continue
        made = {element: list(guesses(element, endpoint, lines)) for element in missing}
        merged = in_order(lines, made, own_elements(endpoint))
        text = "".join(f"{line}\n" for line in (HEADING, "\t".join(COLUMNS), *map(written, merged)))
        yield Skeleton(path, text, tuple(element for element in missing if not all(line.how for line in made[element])))


def written(line: Line) -> str:
    """A line as it stands in its table."""
    return "\t".join((line.element, line.read, line.answer, line.how))


def own_elements(endpoint: Endpoint) -> list[str]:
    """The paths of what carries a value in a message and has no table of its own, in document order."""
    request = endpoint.request
    if request is None:
        return []
    others = tuple(of_other_tables(endpoint))
    return list(dict.fromkeys(path for path in leaves(request) if not any(other in f"/{path}" for other in others)))


def in_order(lines: list[Line], made: dict[str, list[Line]], order: list[str]) -> list[Line]:
    """The lines of a table with the new ones behind those of the elements that they stand behind."""
    merged = list(lines)
    at = 0
    for element in order:
        if element in made:
            merged[at:at] = made[element]
            at += len(made[element])
        else:
            told = [i for i, line in enumerate(merged) if without_conditions(line.element) == element]
            at = max(at, told[-1] + 1) if told else at
    return merged


def guesses(element: str, endpoint: Endpoint, lines: list[Line]) -> Iterator[Line]:
    """The lines of an element: one for each answer that shows it under its own name, or one that is left open."""
    parent, _, name = element.rpartition("/")
    homes = {
        (line.read, line.answer.rpartition("/")[0])
        for line in lines
        if line.read and without_conditions(line.element).rpartition("/")[0] == parent
    }
    reads = {line.read for line in lines if line.read} if lines else {best_answer(endpoint)} - {""}
    found = [
        Line(element, read, f"{home}/{leaf}" if home else leaf, form(element, endpoint))
        for read, home in sorted(homes)
        for leaf in leaves_below(read, home)
        if same(leaf, name)
    ]
    if not found and not lines:
        found = [
            Line(element, read, path, form(element, endpoint))
            for read in reads
            for path in leaves_of(read)
            if same(path.rpartition("/")[2], name)
        ][:1]
    elsewhere = name.startswith("@") or any(same(path.rpartition("/")[2], name) for r in reads for path in leaves_of(r))
    yield from found or [Line(element, "", "", "" if elsewhere else NOWHERE)]


def best_answer(endpoint: Endpoint) -> str:
    """The answer of the area that has the most of the names of a message; empty when none has any."""
    names = {path.rpartition("/")[2].lower() for path in own_elements(endpoint)}
    known = {
        other.resource.removesuffix(".nv"): {path.rpartition("/")[2].lower() for path in leaves(other.reply)}
        for other in READ
        if other.area == endpoint.area and other.reply is not None
    }
    best = max(known, key=lambda read: len(names & known[read]), default="")
    return best if best and names & known[best] else ""


def leaves_of(read: str) -> list[str]:
    """The paths of what carries a value in an answer."""
    reply = find(read.partition(" ")[0]).reply
    return leaves(reply) if reply is not None else []


def leaves_below(read: str, home: str) -> list[str]:
    """The names of what carries a value right below an element of an answer."""
    start = f"{without_conditions(home)}/" if home else ""
    below = [path.removeprefix(start) for path in leaves_of(read) if path.startswith(start)]
    return [name for name in below if "/" not in name]


def same(name: str, other: str) -> bool:
    """Whether two names are the same, however they are written."""
    return name.lower().replace("-", "") == other.lower().replace("-", "")


def form(element: str, endpoint: Endpoint) -> str:
    """How the values of an element are compared."""
    request = endpoint.request
    if request is None:
        return ""
    top = f"{plan(request).tag}/"
    types = dict(zip(all_paths(request), (row.type for row in rows(request)), strict=True))
    return _FORMS.get(types[top + element], "text")


def all_paths(cls: type) -> list[str]:
    """The path of each row of a message, from its own element on."""
    above: list[str] = []
    found = []
    for row in rows(cls):
        above = [*above[: row.level], f"@{row.name}" if row.kind == "A" else row.name]
        found.append("/".join(above[1:]))
    return found

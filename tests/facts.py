"""The fact tables of `fixtures/facts`: evidence, kept apart from the declarations and never written from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

FACTS = Path(__file__).parents[1] / "fixtures" / "facts"
COLUMNS = "level name kind type max occurs values example confidence meaning"


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a table, or one row of a declaration brought into the same form."""

    level: int
    name: str
    kind: str
    type: str
    max: str
    occurs: str
    values: frozenset[str]
    example: str = ""
    confidence: str = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of facts: its header lines by key, and its rows."""

    header: tuple[tuple[str, str], ...]
    rows: tuple[Fact, ...]

    def said(self, key: str) -> list[str]:
        """The texts of all header lines of a key."""
        return [text for known, text in self.header if known == key]


# Reading the tables.


@cache
def table(name: str) -> Table:
    """The table of one message or answer: `customer.request`, `customerlist.response`.

    Raises:
        AssertionError: there is none; the text says what it would begin with.
    """
    path = FACTS / f"{name}.tsv"
    resource, _, side = name.partition(".")
    assert path.is_file(), (
        f"fixtures/facts/{name}.tsv is missing: write down what the documentation says of the {side} of {resource}.nv,"
        f" with the header lines `# resource: {resource}.nv`, `# http:`, `# title:`, `# category:`, `# source:`, and"
        f" below `{COLUMNS}` a row for each element (see any other table)"
    )
    header, facts = [], []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            key, _, text = line.removeprefix("# ").partition(": ")
            header.append((key, text))
        elif line and not line.startswith("level\t"):
            facts.append(fact(line))
    return Table(tuple(header), tuple(with_messages(expanded(facts))))


def fact(line: str) -> Fact:
    """One row of a table."""
    cells = line.split("\t")
    columns = COLUMNS.split()
    assert len(cells) == len(columns), (
        f"a row of {len(cells)} cells; right are {len(columns)}, parted by tabs: {line!r}"
    )
    level, name, kind, type_, longest, occurs, values, example, confidence, meaning = cells
    return Fact(
        int(level),
        name,
        kind,
        type_,
        longest if type_ == "string" else "",
        occurs,
        closed(values, type_),
        example,
        confidence,
        meaning,
    )


def closed(values: str, type_: str) -> frozenset[str]:
    """The closed list; the words that booleans are written with are not a such list."""
    return frozenset(values.split("|")) if values and type_ != "boolean" else frozenset()


def expanded(facts: list[Fact]) -> Iterator[Fact]:
    """The rows with those behind a "same content as" put in where the table only says so."""
    for index, row in enumerate(facts):
        yield row
        below = facts[index + 1].level if index + 1 < len(facts) else 0
        if (match := re.search(r"same content as (\S+)", row.meaning)) and below <= row.level:
            single = match.group(1).rpartition("/")[2]
            start = next(i for i, other in enumerate(facts) if other.name == single and other.level < row.level)
            shift = row.level - facts[start].level
            for other in facts[start + 1 :]:
                if other.level <= facts[start].level:
                    break
                yield replace(other, level=other.level + shift)


def with_messages(facts: Iterator[Fact]) -> Iterator[Fact]:
    """The rows with the message of another resource put in where the table says that it stands there."""
    for row in facts:
        yield row
        if match := re.search(r"one \w+ element as in (\w+)\.nv", row.meaning):
            for other in table(f"{match.group(1)}.request").rows[1:]:
                yield replace(other, level=other.level + row.level)


def paths(facts: Sequence[Fact]) -> list[str]:
    """The path of each row from the level below the root, attributes with an @."""
    above: list[str] = []
    found = []
    for row in facts:
        above = [*above[: row.level], row.name if row.kind == "E" else f"@{row.name}"]
        found.append("/".join(above[1:]) or above[0])
    return found

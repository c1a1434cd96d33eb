"""Files of books as older versions made them, and the structure of their tables."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netvisor.sandbox.file_format import FileFormat

from ..conftest import FIXTURES

BOOKS = FIXTURES / "books"
WORD = re.compile(r"\s+|--[^\n]*|/\*.*?\*/|(?P<word>'(?:[^']|'')*'|\w+|.)", re.DOTALL)
CONSTRAINTS = frozenset({"primary", "unique", "check", "foreign", "constraint"})


def version_file(version: int) -> Path:
    """The committed file of a version, as the statements that make it."""
    return BOOKS / f"version-{version}.sql"


def made_from(script: str, path: Path) -> Path:
    """Make a file of books from its statements, as a sandbox leaves it."""
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.execute("pragma journal_mode = wal")
    connection.close()
    path.chmod(0o600)
    return path


def old_file(path: Path, version: int = 1) -> Path:
    """A file of books as the library of that version made it."""
    return made_from(version_file(version).read_text("utf-8"), path)


@contextmanager
def looked_into(path: Path) -> Iterator[sqlite3.Connection]:
    """A file without the sandbox."""
    connection = sqlite3.connect(path)
    try:
        yield connection
    finally:
        connection.close()


def dump(path: Path) -> str:
    """Everything in a file, as the statements that make it."""
    with looked_into(path) as connection:
        marks = [
            f"pragma {name} = {connection.execute(f'pragma {name}').fetchone()[0]};"
            for name in ("application_id", "user_version")
        ]
        return "\n".join([*connection.iterdump(), *marks, ""])


def fresh_structure(file_format: FileFormat) -> dict[str, str]:
    """The structure of a new file."""
    connection = sqlite3.connect(":memory:")
    try:
        file_format.create(connection)
        return structure(connection)
    finally:
        connection.close()


def structure(connection: sqlite3.Connection) -> dict[str, str]:
    """What the tables and indexes of a file are, by kind and name, each told in one form.

    Comments, white space, and the place of a table's constraints among its columns make no difference: `alter table`
    puts a new column behind them.
    """
    rows = connection.execute("select type, name, sql from sqlite_master where sql is not null").fetchall()
    return {f"{kind} {name}": _one_form(sql) if kind == "table" else plain(sql) for kind, name, sql in rows}


def plain(sql: str) -> str:
    r"""A statement without comments, and with one blank between its words and signs.

    >>> plain("create  table a( -- what it's about\n  b text default '--  ')")
    "create table a ( b text default '--  ' )"
    """
    return " ".join(_words(sql))


def _words(sql: str) -> list[str]:
    return [match["word"] for match in WORD.finditer(sql) if match["word"]]


def _one_form(sql: str) -> str:
    """A table with its constraints in order behind its columns, whose order counts.

    >>> _one_form("create table a (b text, primary key (b, c), c text) without rowid")
    'create table a: b text; c text; primary key ( b , c ); without rowid'
    """
    words = _words(sql)
    opening = words.index("(")
    parts: list[list[str]] = [[]]
    depth = 0
    for word in words[opening:]:
        depth += {"(": 1, ")": -1}.get(word, 0)
        if (word, depth) in {("(", 1), (",", 1), (")", 0)}:
            parts.append([])
        else:
            parts[-1].append(word)
    *defined, tail = parts[1:]
    definitions = sorted((" ".join(part) for part in defined), key=_of_whole_table)
    return f"{' '.join(words[:opening])}: {'; '.join([*definitions, ' '.join(tail)]).removesuffix('; ')}"


def _of_whole_table(definition: str) -> str:
    return definition if definition.split()[0].lower() in CONSTRAINTS else ""

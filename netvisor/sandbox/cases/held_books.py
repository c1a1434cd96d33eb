"""The books of a company as plain values, out of a file and back into one."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final

from netvisor.sandbox.cases.replacement import Replacement

_LEFT_OUT: Final = frozenset({"tampuuri"})
_UNTOUCHED: Final = frozenset({"series", "denied", "chart"})
"""Tables without personal data, in which `name` and `content` are our own."""

Tables = dict[str, dict[str, Any]]


def opened(image: bytes) -> sqlite3.Connection:
    """A copy of whole books in memory; an image of a file that processes share is made readable first."""
    # These two bytes say that the file has a log beside it, which memory has not.
    plain = bytearray(image)
    plain[18:20] = b"\x01\x01"
    connection = sqlite3.connect(":memory:")
    connection.deserialize(bytes(plain))
    return connection


def taken_out(connection: sqlite3.Connection, company: str, replacement: Replacement) -> Tables:
    """The rows of a company by table, with personal data replaced."""
    made: Tables = {}
    for table, columns in _tables(connection):
        listed = ", ".join(f'"{name}"' for name in columns)
        sql = f'select {listed} from "{table}" where company = ?'  # noqa: S608  # tables and columns are ours
        rows = [
            [_written(table, name, value, replacement) for name, value in zip(columns, row, strict=True)]
            for row in connection.execute(sql, (company,))
        ]
        if rows:
            made[table] = {"columns": columns, "rows": rows}
    return made


def put_in(connection: sqlite3.Connection, company: str, tables: Mapping[str, Any]) -> None:
    """Put rows into the empty books of a company."""
    known = dict(_tables(connection))
    for table, held in tables.items():
        columns = held["columns"]
        if table not in known or not set(columns) <= set(known[table]):
            raise ValueError(f"the table {table} has other columns than this release")
        names = ", ".join(f'"{name}"' for name in ("company", *columns))
        marks = ", ".join("?" for _ in ("company", *columns))
        sql = f'insert into "{table}" ({names}) values ({marks})'  # noqa: S608  # only known names
        connection.executemany(sql, [(company, *map(_read, row)) for row in held["rows"]])


def _tables(connection: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    sql = "select name from sqlite_master where type = 'table' order by name"
    for (name,) in connection.execute(sql).fetchall():
        columns = [row[1] for row in connection.execute(f'pragma table_info("{name}")')]
        if "company" in columns and name not in _LEFT_OUT:
            yield name, [column for column in columns if column != "company"]


def _written(table: str, column: str, value: object, replacement: Replacement) -> Any:
    if isinstance(value, bytes):
        if column != "message":
            return {"bytes": len(value)}
        try:
            return {"text": replacement.xml(value.decode("utf-8"))}
        except UnicodeDecodeError:
            return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, str) and table not in _UNTOUCHED:
        return replacement.text(column, value)
    return value


def _read(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    if "bytes" in value:
        return bytes(value["bytes"])
    return value["text"].encode("utf-8") if "text" in value else base64.b64decode(value["base64"])

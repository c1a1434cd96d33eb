"""The records of one account: JSON objects by register and id, in the file of the books."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from netvisor.sandbox.tampuuri.happenings import Happening, added, changed
from netvisor.sandbox.tampuuri.refusal import not_found
from netvisor.tampuuri.model import parse, to_json, write

Record: TypeAlias = dict[str, Any]

FIRST_IDS: Final = {
    "kohteet": 1000,
    "osapuolet": 20000,
    "sopimukset": 300000,
    "maksulajit": 4000,
    "suoritukset": 500000,
    "ilmoitukset": 60000,
    "yhteydenotot": 7000,
    "liitteet": 8000,
    "tiedostoloki": 90000,
}
"""The first id of each register, far apart so that an id of one that is used in another is noticed."""


class Registers:
    """The registers of one account, within a transaction.

    Args:
        connection: the books.
        company: the business id that the account belongs to.
    """

    def __init__(self, connection: sqlite3.Connection, company: str) -> None:
        self._connection = connection
        self._company = company
        self.happenings: list[Happening] = []
        """What happened since the transaction began, for the webhooks."""

    def add(self, register: str, record: Mapping[str, Any]) -> int:
        """Store a new record and give its id."""
        sql = "select max(id) from tampuuri where company = ? and register = ?"
        last = self._connection.execute(sql, (self._company, register)).fetchone()[0]
        key = FIRST_IDS[register] if last is None else int(last) + 1
        self.put(register, key, record)
        self.happenings += added(register, key, record)
        return key

    def put(self, register: str, key: int, record: Mapping[str, Any]) -> None:
        """Store a record in the place of the one with its id."""
        text = write(to_json({"Id": key, **{name: value for name, value in record.items() if name != "Id"}})).decode()
        sql = "insert or replace into tampuuri (company, register, id, record) values (?, ?, ?, ?)"
        self._connection.execute(sql, (self._company, register, key, text))

    def find(self, register: str, key: object) -> Record | None:
        """A record, or nothing."""
        if not isinstance(key, int) or isinstance(key, bool) or abs(key) >= 1 << 63:
            return None
        sql = "select record from tampuuri where company = ? and register = ? and id = ?"
        found = self._connection.execute(sql, (self._company, register, key)).fetchone()
        return None if found is None else parse(found[0].encode())

    def one(self, register: str, key: object) -> Record:
        """A record.

        Raises:
            TampuuriRefusal: there is none.
        """
        found = self.find(register, key)
        if found is None:
            raise not_found(register, key)
        return found

    def change(self, register: str, key: int, changes: Mapping[str, Any]) -> Record:
        """Change fields of a record; the others keep their values."""
        before = self.one(register, key)
        after = {**before, **changes}
        self.put(register, key, after)
        self.happenings += changed(register, key, before, after)
        return after

    def all(self, register: str, **fields: Any) -> Iterator[Record]:
        """The records whose fields have these values, in the order of their ids."""
        where, values = _where(fields)
        sql = f"select record from tampuuri where company = ? and register = ?{where} order by id"  # noqa: S608  # names are ours
        for (text,) in self._connection.execute(sql, (self._company, register, *values)):
            yield parse(text.encode())

    def page(self, register: str, offset: int, limit: int, fields: Mapping[str, Any]) -> tuple[list[Record], int]:
        """A part of the records whose fields have these values, and how many there are in all."""
        where, values = _where(fields)
        condition = f"from tampuuri where company = ? and register = ?{where}"
        arguments = (self._company, register, *values)
        total = self._connection.execute(f"select count(*) {condition}", arguments).fetchone()[0]
        sql = f"select record {condition} order by id limit ? offset ?"
        rows = self._connection.execute(sql, (*arguments, limit, offset)).fetchall()
        return [parse(text.encode()) for (text,) in rows], int(total)


def _where(fields: Mapping[str, Any]) -> tuple[str, list[Any]]:
    where, values = "", []
    for name, value in fields.items():
        allowed = list(value) if isinstance(value, (list, tuple)) else [value]
        marks = ", ".join("?" * len(allowed))
        # A field that is missing or null is found by None.
        where += f" and coalesce(json_extract(record, '$.{name}'), '') in ({marks})"
        values += ["" if each is None else each for each in allowed]
    return where, values

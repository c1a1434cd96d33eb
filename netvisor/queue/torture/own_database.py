"""A database of its own on a PostgreSQL server, which is gone afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from netvisor.errors import SetupError
from netvisor.extras import missing

try:
    import psycopg
    from psycopg import sql
    from psycopg.conninfo import make_conninfo
except ImportError as error:
    raise missing("a queue in PostgreSQL", "postgresql", "psycopg") from error


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """Make an empty database on a server; gives its address.

    Raises:
        SetupError: the server cannot be reached, or its user may not make databases.
    """
    name = f"netvisor_torture_{uuid.uuid4().hex[:12]}"
    _run(server, sql.SQL("create database {}").format(sql.Identifier(name)))
    try:
        yield _named(server, name)
    finally:
        _run(server, sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _run(server: str, statement: sql.Composed) -> None:
    try:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(statement)
    except psycopg.Error as error:
        raise SetupError(f"no database for the crash runs could be made or dropped: {error}") from error


def _named(server: str, name: str) -> str:
    """The address of another database of a server, as a URL."""
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(server)
    if parts.scheme in {"postgresql", "postgres"}:
        return urlunsplit(parts._replace(path=f"/{name}"))
    return make_conninfo(server, dbname=name)

"""What keeps the books from being used for a while: a full disk, a locked, deleted or damaged file, in words."""

from __future__ import annotations

import sqlite3
from typing import Final

from netvisor.errors import Retry, SetupError

_WORDS: Final = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space",
    sqlite3.SQLITE_BUSY: "another program has locked the file; close it there",
    sqlite3.SQLITE_IOERR: "the disk is full or broken",
    sqlite3.SQLITE_CANTOPEN: (
        "it cannot be opened; look whether its folder exists and whether file and folder may be written, because"
        " SQLite keeps two more files beside it"
    ),
    sqlite3.SQLITE_READONLY: (
        "the file or its folder is read-only; make it writable, such as with chmod u+w, or use another file"
    ),
    sqlite3.SQLITE_CORRUPT: "the file is damaged; restore it from a copy, or use another file",
    sqlite3.SQLITE_NOTADB: "it is not an SQLite file; use another file",
}
"""What is wrong and what helps, by the primary error code of SQLite."""
_PRIMARY: Final = 0xFF


class BooksUnavailable(SetupError):
    """The books cannot be used now, for a reason outside the sandbox; nothing was stored.

    Once the reason is gone, the sandbox goes on by itself.
    """

    retry = Retry.LATER


def is_outside(error: sqlite3.Error) -> bool:
    """Whether an error has its reason outside the sandbox, and is not a wrong statement."""
    return primary_code(error) in _WORDS


def in_words(error: sqlite3.Error) -> str:
    """What is wrong and what helps, with SQLite's own words behind it."""
    words = _WORDS.get(primary_code(error))
    return f"{words} (SQLite says: {error})" if words else str(error)


def unavailable(path: str | None, error: sqlite3.Error) -> BooksUnavailable:
    """The books cannot be used because of an error of SQLite."""
    return BooksUnavailable(f"the books in {path or 'memory'} cannot be used: {in_words(error)}")


def gone(path: str) -> BooksUnavailable:
    """The books cannot be used because their file is not there any more."""
    return BooksUnavailable(
        f"the books in {path} cannot be used: the file was deleted, or another one put in its place, while the sandbox"
        " runs; put it back, or start the sandbox anew"
    )


def primary_code(error: sqlite3.Error) -> int:
    """The kind of an error, without what SQLite adds to tell its cases; 0 for an error that has none."""
    # Errors of the module itself, such as those about a closed connection, have no code.
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY

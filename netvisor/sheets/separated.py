"""Sheets as text (.csv): which encoding and which separator they have, and their rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Final

from netvisor.errors import SetupError
from netvisor.sheets.sheet import MOST_COLUMNS, Row, Sheet, bounded

SEPARATORS: Final = (";", ",", "\t")
_NAMES: Final = {";": "semicolons", ",": "commas", "\t": "tabs"}
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ONLY_WINDOWS: Final = re.compile(rb"[\x80-\x9f]")
_ONLY_LATIN_9: Final = re.compile(rb"[\xa4\xa6\xa8\xb4\xb8\xbc-\xbe]")
"""Where ISO-8859-15 has € Š š Ž ž Œ œ Ÿ, and Windows-1252 signs that hardly stand in a sheet."""
_SAID: Final = re.compile(r"sep=(.)\r?\n?")
_LONGEST_CELL: Final = 1_000_000


def encoding_of(content: bytes) -> tuple[str, str]:
    """The encoding of a text, and how that was seen.

    >>> encoding_of("5 €".encode("cp1252")), encoding_of("5 €".encode("iso-8859-15"))
    (('windows-1252', 'it has characters that only this has'), ('iso-8859-15', 'it has € Š š Ž ž Œ œ or Ÿ'))
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name, "it has a byte order mark"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if _ONLY_WINDOWS.search(content):
            return "windows-1252", "it has characters that only this has"
        if _ONLY_LATIN_9.search(content):
            return "iso-8859-15", "it has € Š š Ž ž Œ œ or Ÿ"
        return "windows-1252", "it is not UTF-8"
    return "utf-8", "it is valid UTF-8"


def open_separated(file: Path, known: Callable[[str], bool], encoding: str | None = None) -> Sheet:
    """A sheet as text.

    Args:
        file: the path.
        known: whether a header is one of the resource: the separator is the one that gives the most of them.
        encoding: its encoding, if a person said so.

    Raises:
        SetupError: it is no text in that encoding.
    """
    content = file.read_bytes()
    name, why = (encoding, "as you said") if encoding is not None else encoding_of(content)
    try:
        text = content.decode(name).removeprefix("\ufeff")
    except LookupError:
        raise SetupError(f"there is no encoding {name!r}; such as utf-8, windows-1252 or iso-8859-15") from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SetupError(
            f"{file} is not {name}: the byte {content[error.start]:02x} in line {line} is no character of it;"
            " save it as CSV UTF-8, or name its encoding with --encoding"
        ) from error
    said = _SAID.match(text)
    separator = said[1] if said else _separator(text, known)
    rows = bounded(_rows(file, text, separator, after=said.end() if said else 0), str(file))
    spelled = _NAMES.get(separator, repr(separator))
    return Sheet(file.stem, f"read as {name} ({why}), separated by {spelled}", rows, name, separator)


def _separator(text: str, known: Callable[[str], bool]) -> str:
    found = []
    for separator in SEPARATORS:
        try:
            header = next((row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row), [])
        except csv.Error:
            header = []
        found.append((sum(map(known, header[:MOST_COLUMNS])), len(header), separator))
    return max(found, key=lambda each: each[:2])[2]


def _rows(file: Path, text: str, separator: str, *, after: int) -> Generator[Row, None, None]:
    stream = io.StringIO(text, newline="")
    stream.seek(after)
    reader = csv.reader(stream, delimiter=separator, strict=True)
    number = 1 if after else 0
    while True:
        csv.field_size_limit(_LONGEST_CELL)
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            line = reader.line_num + (1 if after else 0)
            raise SetupError(f"{file} is not CSV at line {line}: {error}; a quote inside a cell is doubled") from error
        number += 1
        yield number, list(row)

"""What the queue asks of a database: short transactions, the statements of `sql/`, and a way to hear of new work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, Protocol, TypeAlias, TypeVar

T = TypeVar("T")
Row: TypeAlias = Mapping[str, Any]

_TITLE: Final = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
_MIGRATION: Final = re.compile(r"(\d{4})_\w+\.sql")


class Transaction(Protocol):
    """One transaction: all of its statements count, or none."""

    def all(self, query: str, **values: Any) -> Sequence[Row]:
        """Every row that a query of `sql/queries.sql` gives."""

    def one(self, query: str, **values: Any) -> Row | None:
        """The first row of a query, `None` when it gives none."""

    def run(self, query: str, **values: Any) -> int:
        """The number of rows that a statement changed."""

    def do(self, query: str, **values: Any) -> None:
        """Run a statement, without waiting until it is done where the engine can do without."""


class Database(Protocol):
    """A database that holds a queue."""

    place: str
    """Where it is, without a password."""

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Do something in a transaction that is on the disk when this returns."""

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Look at something in a transaction that changes nothing."""

    def tell(self) -> None:
        """Tell workers that there may be new work."""

    def wait(self, seconds: float) -> bool:
        """Wait until there may be new work, at most so long; tells whether there may."""

    def close(self) -> None:
        """Close all connections."""


class Statements:
    """The statements of the queue in the words of one engine.

    Args:
        words: what stands for each `{word}` of the files.
        mark: makes the engine's mark of a parameter out of its name.
    """

    def __init__(self, words: Mapping[str, str], mark: Callable[[str], str]) -> None:
        self._words = words
        self._queries = {
            name: re.sub(r"(?<!:):(\w+)", lambda found: mark(found.group(1)), self._filled(text))
            for name, text in named_queries().items()
        }

    def __getitem__(self, name: str) -> str:
        return self._queries[name]

    def migrations(self) -> Iterator[tuple[int, str]]:
        """The migrations with their numbers, the first of which makes the tables."""
        for number, text in migration_texts():
            yield number, self._filled(text)

    def _filled(self, text: str) -> str:
        plain = re.sub(r"--[^\n]*", "", text)
        return re.sub(r"\{(\w+)\}", lambda found: self._words[found.group(1)], plain).strip()


@cache
def named_queries() -> dict[str, str]:
    """The queries of the files in `sql/` that are no migrations, by their titles."""
    names = ("queries.sql", "looks.sql", "procrastinate.sql")
    texts = ((files(__package__) / "sql" / name).read_text("utf-8") for name in names)
    parts = [part for text in texts for part in _TITLE.split(text)[1:]]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@cache
def migration_texts() -> tuple[tuple[int, str], ...]:
    """The texts of the migrations, in their order."""
    found = [
        (int(match.group(1)), file.read_text("utf-8"))
        for file in (files(__package__) / "sql").iterdir()
        if (match := _MIGRATION.fullmatch(file.name))
    ]
    return tuple(sorted(found))


def statements_of(script: str) -> list[str]:
    """The single statements of a script without comments."""
    return [statement.strip() for statement in script.split(";") if statement.strip()]

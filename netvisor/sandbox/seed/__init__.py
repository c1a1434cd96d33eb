"""Books to begin with: a year of a small Finnish company, invented from a seed and the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from netvisor.sandbox.store import Store


def fill(store: Store, companies: Sequence[str], seed: str) -> tuple[str, ...]:
    """Fill the companies whose books are empty; tells which they were.

    Books in memory are made once for each seed in a process and copied afterwards.

    Args:
        store: the books.
        companies: business ids.
        seed: any text; the same text and the same business id make the same books.
    """
    if store.path is None:
        store.load(_image(tuple(companies), seed))
        return tuple(companies)
    return _filled(store, companies, seed)


def _filled(store: Store, companies: Sequence[str], seed: str) -> tuple[str, ...]:
    from netvisor.sandbox.seed.author import Author
    from netvisor.sandbox.seed.company import tell

    filled = []
    # All or nothing: whoever kills the process here finds empty books, and can begin again.
    with store.transaction() as connection:
        for company in companies:
            if connection.execute("select 1 from series where company = ?", (company,)).fetchone() is None:
                tell(Author(connection, company, seed))
                filled.append(company)
    return tuple(filled)


@lru_cache(maxsize=8)
def _image(companies: tuple[str, ...], seed: str) -> bytes:
    from netvisor.sandbox.registry import enter_companies

    store = Store()
    try:
        enter_companies(store, companies)
        _filled(store, companies, seed)
        return store.image()
    finally:
        store.close()

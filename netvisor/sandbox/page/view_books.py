"""The books: companies, tables, rows, and printed documents."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlencode

from netvisor.sandbox.books.core.attachments import attached
from netvisor.sandbox.books.core.work import Work
from netvisor.sandbox.page.context import PageContext
from netvisor.sandbox.page.invoice import paper
from netvisor.sandbox.page.site import render
from netvisor.sandbox.page.tables import Listing, Table, Tables, address_of
from netvisor.sandbox.page.tables import companies as all_companies
from netvisor.web.answer import Page, PageError, PageRequest, download
from netvisor.web.tree import Tree, tree_of

_FILE_TYPE: Final = re.compile(r"(application|image|text|audio|video)/[A-Za-z0-9.+-]{1,80}")


def companies(context: PageContext, _request: PageRequest) -> Page:
    """All companies with the tables of their books."""
    found = [Tables(context.store, company) for company, _ in all_companies(context.store)]
    return Page(body=render("companies.html", here="books", companies=found))


def overview(context: PageContext, _request: PageRequest, company: str) -> Page:
    """The tables of a company."""
    tables = Tables(context.store, company)
    return Page(body=render("overview.html", here="books", tables=tables, counted=tables.counted()))


def table(context: PageContext, request: PageRequest, company: str, table: str) -> Page:
    """The rows of a table."""
    tables = Tables(context.store, company)
    listing = listing_of(tables, tables.named(table), request)

    def address(**changed: object) -> str:
        named = {"find": listing.find, "by": listing.by, "order": "" if listing.down else "up", **changed}
        return "?" + urlencode({name: value for name, value in named.items() if value})

    body = render(
        "table.html",
        here="books",
        address_of=address_of,
        tables=tables,
        counted=tables.counted(),
        listing=listing,
        address=address,
    )
    return Page(body=body)


def listing_of(tables: Tables, table: Table, request: PageRequest) -> Listing:
    """The rows that a query asks for: `find`, `by`, `order=up`, `page`."""
    page = request.query.get("page", "")
    return tables.listing(
        table,
        find=request.query.get("find", "").strip(),
        by=request.query.get("by", ""),
        down=request.query.get("order") != "up",
        page=int(page) if page.isdecimal() and len(page) < 10 else 1,
    )


def record(context: PageContext, _request: PageRequest, company: str, table: str, key: str) -> Page:
    """One row with its related rows."""
    tables = Tables(context.store, company)
    kind = tables.named(table)
    row = tables.row(kind, int(key))
    body = render(
        "record.html",
        here="books",
        address_of=address_of,
        tables=tables,
        table=kind,
        key=int(key),
        files=_files(context, company, int(key)),
        tree=_message(row),
        cells=[(name, tables.cell(kind, name, row)) for name in kind.columns],
        below=[listing for listing in tables.below(kind, int(key)) if listing.table.name != "attachment"],
    )
    return Page(body=body)


def _message(row: dict[str, Any]) -> Tree | None:
    message = row.get("message")
    return tree_of(message, "utf-8") if isinstance(message, bytes) else None


def _files(context: PageContext, company: str, key: int) -> list[tuple[int, str, str, int]]:
    with context.store.reading():
        files = attached(_work(context, company), key)
    return [(at, file.file_name, file.mime, len(file.content)) for at, file in enumerate(files)]


def _work(context: PageContext, company: str) -> Work:
    return Work(connection=context.store.connection, company=company, now=context.clock.finnish())


def invoice(context: PageContext, _request: PageRequest, company: str, key: str) -> Page:
    """A sales invoice, order or draft as a printed document."""
    tables = Tables(context.store, company)
    with context.store.reading():
        document = paper(_work(context, company), tables.name, int(key))
    return Page(body=render("invoice.html", here="books", tables=tables, paper=document))


def file(context: PageContext, _request: PageRequest, company: str, key: str, position: str) -> Page:
    """An attached file, to download."""
    Tables(context.store, company)
    with context.store.reading():
        files = attached(_work(context, company), int(key))
    if int(position) >= len(files):
        raise PageError(404, f"No such file with the key {key}.")
    found = files[int(position)]
    mime = found.mime if _FILE_TYPE.fullmatch(found.mime) else "application/octet-stream"
    return download(found.content, found.file_name, mime)

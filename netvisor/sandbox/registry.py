"""The companies of a sandbox and the credentials that open them: fictional, and the same for every sandbox."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Final

from netvisor.codec.reply_elements import Language
from netvisor.errors import SetupError
from netvisor.protocol.credentials import Credentials
from netvisor.sandbox.store import Store

DEFAULT_COMPANY: Final = "1234567-8"

SENDER: Final = "Netvisor sandbox"
PARTNER_ID: Final = "sandbox_partner"
PARTNER_KEY: Final = "fa4e0000000000000000000000000000"

_BUSINESS_ID: Final = re.compile(r"[0-9]{7}-[0-9]")


def enter_companies(store: Store, companies: Sequence[str] | None) -> tuple[str, ...]:
    """Make sure that the companies are in the books, and tell which ones the books hold, the asked ones first.

    Args:
        store: the books.
        companies: business ids; `None` takes those of the file, or one invented company for an empty one.

    Raises:
        SetupError: a business id has not the form of one, or there is none.
    """
    for company in companies or ():
        if not _BUSINESS_ID.fullmatch(company):
            raise SetupError(f"{company!r} is not a business id; expected seven digits, a hyphen and a digit")
    if companies is not None and not companies:
        raise SetupError("companies must have at least one business id")
    with store.transaction() as connection:
        known = [row[0] for row in connection.execute("select id from company order by id")]
        wanted = list(companies) if companies is not None else known or [DEFAULT_COMPANY]
        connection.execute("insert or ignore into partner (id, partner_key) values (?, ?)", (PARTNER_ID, PARTNER_KEY))
        for company in wanted:
            _enter(connection, company)
    return tuple(dict.fromkeys([*wanted, *known]))


def _enter(connection: sqlite3.Connection, company: str) -> None:
    digits = company.replace("-", "")
    connection.execute(
        "insert or ignore into company (id, name, customer_id, customer_key) values (?, ?, ?, ?)",
        (company, f"Esimerkki {digits} Oy", f"SANDBOX_{digits}", f"fa4e{digits:0>28}"),
    )


def credentials(store: Store, company: str, language: Language) -> Credentials:
    """What opens the books of a company.

    Raises:
        SetupError: the sandbox has no such company.
    """
    with store.reading() as connection:
        sql = "select customer_id, customer_key from company where id = ?"
        found = connection.execute(sql, (company,)).fetchone()
        partner = connection.execute("select id, partner_key from partner order by id limit 1").fetchone()
        known = [row[0] for row in connection.execute("select id from company order by id")]
    if found is None:
        raise SetupError(f"the sandbox has no company {company!r}; it has {', '.join(known)}")
    return Credentials(
        sender=SENDER,
        customer_id=found[0],
        customer_key=found[1],
        partner_id=partner[0],
        partner_key=partner[1],
        organisation_id=company,
        language=language,
    )

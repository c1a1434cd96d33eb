"""A copy of customers and invoices is kept up to date: each run reads only what changed since the last one.

python changes_since.py
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from netvisor import TEST, Client, Credentials, customers, sales
from netvisor.sandbox import Sandbox

FINLAND = ZoneInfo("Europe/Helsinki")
OVERLAP = timedelta(minutes=10)
"""How far each run reaches back behind the last: clocks differ, and reading a row again does no harm."""
WEEK = timedelta(days=6)
"""Deletions are listed for some days only; after a longer pause everything is read again."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=FINLAND)
TABLES = """
create table if not exists customer (key integer primary key, name text, code text);
create table if not exists invoice (key integer primary key, number text, sum text, open text);
create table if not exists run (began text);
"""


def update(client: Client, copy: sqlite3.Connection, now: datetime) -> tuple[int, int, int]:
    """Read what changed since the last run, and remember when this one began; gives the rows read, by table."""
    copy.executescript(TABLES)
    (last,) = copy.execute("select max(began) from run").fetchone()
    since = datetime.fromisoformat(last) - OVERLAP if last else LONG_AGO
    anew = now - since > WEEK
    with copy:  # all of a run or nothing of it
        if anew:
            since = LONG_AGO
            copy.execute("delete from invoice")
        people = client.send(customers.list_customers(changed_since=since))
        copy.executemany(
            "insert or replace into customer values (?, ?, ?)",
            [(each.netvisor_key, each.name, each.code) for each in people],
        )
        # The list takes days and leaves out both ends.
        day = since.astimezone(FINLAND).date() - timedelta(days=1)
        tomorrow = now.astimezone(FINLAND).date() + timedelta(days=1)
        changed = client.send(
            sales.list_sales_invoices(
                last_modified_start=day, last_modified_end=tomorrow, include_modified_payments=True
            )
        )
        copy.executemany(
            "insert or replace into invoice values (?, ?, ?, ?)",
            [(each.netvisor_key, each.invoice_number, str(each.invoice_sum), str(each.open_sum)) for each in changed],
        )
        gone = [] if anew else client.send(sales.list_deleted_sales_invoices(day))
        copy.executemany("delete from invoice where key = ?", [(each.netvisor_key,) for each in gone])
        copy.execute("insert into run values (?)", (now.isoformat(),))
    return len(people), len(changed), len(gone)


def main(client: Client) -> None:
    """Update the copy, and say what was read."""
    with closing(sqlite3.connect("copy.db")) as copy:
        people, changed, gone = update(client, copy, datetime.now(FINLAND))
        print(f"read {people} customers, {changed} invoices and {gone} deletions")
        (count, total) = copy.execute("select count(*), total(open) from invoice").fetchone()
        print(f"the copy has {count} invoices, of which {total:.2f} is open")


if __name__ == "__main__":
    if "NETVISOR_SENDER" in os.environ:  # your own keys, or those that `netvisor sandbox` prints
        main(Client(Credentials.from_environment(), base_url=os.environ.get("NETVISOR_BASE_URL", TEST)))
    else:
        with Sandbox(db="copy_books.db", seed="demo") as sandbox:
            main(Client(sandbox.credentials, base_url=sandbox.url))

"""The books as a test or a person looks at them: tables of a company, by Netvisor key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated, Final, overload

from netvisor.declare.arguments import described
from netvisor.errors import SetupError
from netvisor.sandbox.books.core.own_chart import keep_chart, read_chart
from netvisor.sandbox.books.core.work import Work
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.settings import resource_name
from netvisor.sandbox.store import Store

if TYPE_CHECKING:
    from netvisor.sandbox.books.manual_actions import ManualActions

_TABLES: Final = {
    "customers": "customer",
    "products": "product",
    "documents": "document",
    "payments": "payment",
    "vouchers": "voucher",
    "vendors": "vendor",
    "purchase_invoices": "purchase_invoice",
    "purchase_orders": "purchase_order",
    "dimension_names": "dimension_name",
    "dimension_items": "dimension_item",
    "offices": "office",
    "contact_persons": "contact_person",
    "batches": "batch",
    "warehouse_events": "warehouse_event",
    "transfers": "transfer",
    "purchase_payments": "purchase_payment",
    "employees": "employee",
    "work_hours": "workhour",
    "payslips": "payslip",
    "invitations": "invitation",
    "user_rights": "user_right",
    "records": "record",
    "deleted": "deleted",
}
_LISTS: Final = {
    "document_lines": ("document_line", "document, position"),
    "voucher_lines": ("voucher_line", "voucher, position"),
    "attachments": ("attachment", "owner, position"),
    "batch_items": ("batch_item", "batch, position"),
    "stock_changes": ("stock_change", "event, position"),
    "budgets": ("budget", "account, year, month, dimensions"),
}
"""What belongs to something else or has no key of its own: the table, and the order of its rows."""
_HELD: Final = (
    "select name from sqlite_master as tables where type = 'table' and name not in ('denied', 'chart', 'tampuuri')"
    " and exists (select 1 from pragma_table_info(tables.name) where name = 'company')"
)


class Record(SimpleNamespace):
    """One row of the books, as it stands: sums and days are texts, as in the file."""

    key: int


class Rows(Sequence[Record]):
    """The rows of one table of a company in their order, read anew at each look."""

    def __init__(self, store: Store, company: str, table: str, order: str) -> None:
        self._store = store
        self._company = company
        self._sql = f"select * from {table} where company = ? order by {order}"  # noqa: S608  # tables are ours

    def _read(self) -> list[Record]:
        with self._store.reading() as connection:
            cursor = connection.execute(self._sql, (self._company,))
            names = [column[0] for column in cursor.description]
            return [Record(**dict(zip(names, row, strict=True))) for row in cursor]

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...

    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        return self._read()[index]

    def __iter__(self) -> Iterator[Record]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


class Records(Mapping[int, Record]):
    """The rows of one table of a company by their Netvisor keys, read anew at each look."""

    def __init__(self, store: Store, company: str, table: str) -> None:
        self._store = store
        self._company = company
        self._table = table

    def __getitem__(self, key: int) -> Record:
        if type(key) is not int:
            raise KeyError(f"the keys of {self._table} are whole numbers, not {described(key)}")
        sql = f"select * from {self._table} where company = ? and key = ?"  # noqa: S608  # tables are ours
        with self._store.reading() as connection:
            cursor = connection.execute(sql, (self._company, key))
            row = cursor.fetchone()
            names = [column[0] for column in cursor.description]
        if row is None:
            raise KeyError(f"{self._company} has no {self._table} with the key {key!r}")
        return Record(**dict(zip(names, row, strict=True)))

    def __iter__(self) -> Iterator[int]:
        sql = f"select key from {self._table} where company = ? order by key"  # noqa: S608  # tables are ours
        with self._store.reading() as connection:
            return iter([row[0] for row in connection.execute(sql, (self._company,))])

    def __len__(self) -> int:
        sql = f"select count(*) from {self._table} where company = ?"  # noqa: S608  # tables are ours
        with self._store.reading() as connection:
            return int(connection.execute(sql, (self._company,)).fetchone()[0])


class CompanyBooks:
    """The books of one company.

    Attributes:
        customers: the customers by Netvisor key; likewise `products`, `documents` (invoices, orders and drafts),
            `payments`, `vouchers`, `vendors`, `purchase_invoices`, `purchase_orders`, `dimension_names`,
            `dimension_items`, `offices`, `contact_persons`, `batches`, `warehouse_events`, `transfers` (of
            payment.nv), `purchase_payments`, `employees`, `work_hours`, `payslips`, `invitations` and `user_rights`.
        records: what is kept as it was posted, by key; `kind` says what it is, such as `jobperiod` or `tripexpense`.
        deleted: what was deleted, by the keys that it had, with its `kind` and `moment`.
        document_lines: the product lines of documents, in order; likewise `voucher_lines`, `attachments` (whose
            `owner` is the key of the document or voucher), `batch_items`, `stock_changes` (the lines of warehouse
            events) and `budgets`.
    """

    customers: Records
    products: Records
    documents: Records
    payments: Records
    vouchers: Records
    vendors: Records
    purchase_invoices: Records
    purchase_orders: Records
    dimension_names: Records
    dimension_items: Records
    offices: Records
    contact_persons: Records
    batches: Records
    warehouse_events: Records
    transfers: Records
    purchase_payments: Records
    employees: Records
    work_hours: Records
    payslips: Records
    invitations: Records
    user_rights: Records
    records: Records
    deleted: Records
    document_lines: Rows
    voucher_lines: Rows
    attachments: Rows
    batch_items: Rows
    stock_changes: Rows
    budgets: Rows

    def __init__(self, store: Store, company: str, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self.company = company
        for name, table in _TABLES.items():
            setattr(self, name, Records(store, company, table))
        for name, (table, order) in _LISTS.items():
            setattr(self, name, Rows(store, company, table, order))

    def lock_period(self, until: date | None) -> None:
        """Lock the accounting period up to a day, the day included; without a day, open it again.

        Raises:
            SetupError: it is not a day, such as a text.
        """
        if until is not None and (not isinstance(until, date) or isinstance(until, datetime)):
            raise SetupError(f"until must be a date or None, not {until!r}")
        with self._store.transaction() as connection:
            text = "" if until is None else until.isoformat()
            connection.execute("update company set locked_until = ? where id = ?", (text, self.company))

    def empty(self) -> None:
        """Delete everything from the books, and open all periods; keys count from 1 again.

        Its chart of accounts, rights that were taken away, and the records of Tampuuri stay.
        """
        with self._store.transaction() as connection:
            for (table,) in connection.execute(_HELD).fetchall():
                connection.execute(f'delete from "{table}" where company = ?', (self.company,))  # noqa: S608  # tables are ours
            connection.execute("update company set locked_until = '' where id = ?", (self.company,))

    def deny(self, *resources: str) -> None:
        """Take the right to resources away, as the main user of the company can; they answer `SERVICE_ACCESS_ERROR`."""
        with self._store.transaction() as connection:
            rows = [(self.company, _resource(resource)) for resource in resources]
            connection.executemany("insert or ignore into denied (company, resource) values (?, ?)", rows)

    def allow(self, *resources: str) -> None:
        """Give the right to resources back."""
        with self._store.transaction() as connection:
            rows = [(self.company, _resource(resource)) for resource in resources]
            connection.executemany("delete from denied where company = ? and resource = ?", rows)

    def set_accounts(self, chart: Annotated[str, "lines"] | None) -> None:
        """Give the company its own chart of accounts, in CSV or JSON; without one, it gets the standard chart back.

        Raises:
            AccountsError: something in it is wrong; every problem has its line and column.
            SetupError: the books have vouchers on accounts that it lacks.
        """
        own = None if chart is None else read_chart(chart)
        with self._store.transaction() as connection:
            keep_chart(connection, self.company, own)

    @property
    def manual_actions(self) -> ManualActions:
        """What people do in Netvisor and no call can: pay, answer for the bank, approve hours, accept invitations."""
        from netvisor.sandbox.books.manual_actions import ManualActions

        return ManualActions(self._store, self.company, self._clock)

    def add_dimension(self, name: str, *items: str) -> int:
        """Make a dimension's heading, as only a person can in Netvisor, and items under it; gives its key."""
        from netvisor.sandbox.books.dimensions.dimensions import heading_key, item_key

        for text in (name, *items):
            if not isinstance(text, str):
                raise SetupError(f"add_dimension expects names, not {described(text)}")
        with self._store.transaction() as connection:
            work = Work(connection=connection, company=self.company, now=self._clock.finnish())
            key = heading_key(work, name)
            for item in items:
                item_key(work, key, item)
        return key


def _resource(name: str) -> str:
    if not isinstance(name, str):
        raise SetupError(f"expected a resource name, such as customer.nv, not {described(name)}")
    return resource_name(name)


class Books(Mapping[str, CompanyBooks]):
    """The books of all companies by business id."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def _companies(self) -> list[str]:
        with self._store.reading() as connection:
            return [row[0] for row in connection.execute("select id from company order by id")]

    def __getitem__(self, company: str) -> CompanyBooks:
        if company not in self._companies():
            raise KeyError(f"the sandbox has no company {company}")
        return CompanyBooks(self._store, company, self._clock)

    def __iter__(self) -> Iterator[str]:
        return iter(self._companies())

    def __len__(self) -> int:
        return len(self._companies())

"""A local Netvisor in a thread: start it, point a client at it, look into its books."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import product
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Final

from netvisor.codec.reply_elements import Language
from netvisor.errors import SetupError
from netvisor.extras import require
from netvisor.protocol.credentials import Credentials
from netvisor.sandbox.books.core.own_chart import keep_chart, read_chart_file
from netvisor.sandbox.books_view import Books
from netvisor.sandbox.call_log import Calls, LoggedCall
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.faults.faults import After, Fault, Faults, How
from netvisor.sandbox.faults.latency import Latency
from netvisor.sandbox.faults.text_form import fault_from_text
from netvisor.sandbox.registry import credentials, enter_companies
from netvisor.sandbox.seed import fill
from netvisor.sandbox.settings import (
    ALGORITHMS,
    FILE_WAIT,
    Gate,
    IdNoted,
    Overlapping,
    PeriodDays,
    Settings,
    UrlForm,
    resource_name,
)
from netvisor.sandbox.store import Store
from netvisor.web.trusted_host import NETVISOR_HOSTS

if TYPE_CHECKING:
    from netvisor.sandbox.admission.request import Request
    from netvisor.sandbox.app import Application
    from netvisor.sandbox.cases.case import Case
    from netvisor.sandbox.response import Response
    from netvisor.sandbox.server import Server
    from netvisor.sandbox.tampuuri.local import LocalTampuuri

_HERE: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class Sandbox:
    """A local Netvisor to develop and test against.

        with Sandbox(companies=["1234567-8"]) as sandbox:
            client = Client(sandbox.credentials, base_url=sandbox.url)

    It listens at this machine only and never talks to anybody.

    Args:
        companies: the business ids of its companies; left out, those of the file, or one invented company.
        db: the file of its books, which other processes may share; `None` keeps them in memory.
        port: the port; 0 takes any free one.
        host: the address to listen at.
        allow_remote: listen at an address that other machines can reach, too.
        reset: empty the books of the file first.
        seed: fill empty books with a year of an invented company; the same text makes the same books.
        dimensions: the headings of dimensions that every company has, as a person makes them in Netvisor.
        accounts: a CSV or JSON file with the chart of accounts of every company; by default a small standard one.
        gate: what a message with mistakes meets: `strict` refuses it as Netvisor does, `report` stores it as far as it
            can be understood, and `calls` names the mistakes.
        faults: faults that wait from the start, as `fail_next` or in their short form: `"drop-connection,chance=5%"`.
        fault_seed: the seed of their chances.
        latency: how long calls take, in seconds: `0.2`, or shares of them as `"50%=0.1 95%=0.8 100%=3"`.
        clock: what tells the time; the machine's clock by default.
        clock_tolerance: how far the time of a request may be off.
        clock_checked: the algorithms with which a time that is farther off is refused; with the others it is told.
        url_form: the form of the address that the MAC is made of: `sent`, `decoded` or `either`.
        id_noted: when a TransactionId counts as used: on `arrival`, or only after `success`.
        overlapping: what a call meets while another one of its company is under way: `refuse` or `wait`.
        algorithms: the algorithms of the MAC that are taken.
        largest_body: most bytes of a message.
        file_wait: how many seconds a call waits for a file that another program has locked.
        no_access: resources that the integration has no right to.
        unknown_products: whether an invoice line may name a product code that the register does not know.
        voucher_class_key: whether the voucher types of `accountingledger.nv` carry their keys.
        period_days: how the days of accounting periods are written: `finnish` as `1.1.2026`, or `ansi`.
        keep_books: keep the books before each write in the log, so that `case` exports stored calls too.
        always_http_status: HTTP status codes also for clients that do not ask for them.
        language: the language in the credentials that it hands out.
        host_names: names that it answers under besides `host`, `localhost`, addresses in numbers and names without a
            dot; by default the vendor's own.

    Raises:
        SetupError: a setting is wrong, or the extra `netvisor-xml[sandbox]` is not installed.
    """

    def __init__(
        self,
        companies: Sequence[str] | None = None,
        *,
        db: str | PathLike[str] | None = None,
        port: int = 0,
        host: str = "127.0.0.1",
        allow_remote: bool = False,
        reset: bool = False,
        seed: str | None = None,
        dimensions: Sequence[str] = (),
        accounts: str | PathLike[str] | None = None,
        gate: Gate = "strict",
        faults: Iterable[str] = (),
        fault_seed: int = 0,
        latency: str | float | None = None,
        clock: Callable[[], datetime] | None = None,
        clock_tolerance: timedelta = timedelta(minutes=5),
        clock_checked: Sequence[str] = ("HMACSHA256",),
        url_form: UrlForm = "either",
        id_noted: IdNoted = "arrival",
        overlapping: Overlapping = "refuse",
        algorithms: Sequence[str] = ALGORITHMS,
        largest_body: int = 400_000_000,
        file_wait: float = FILE_WAIT,
        no_access: Collection[str] = (),
        unknown_products: bool = True,
        voucher_class_key: bool = True,
        period_days: PeriodDays = "finnish",
        keep_books: bool = False,
        always_http_status: bool = False,
        language: Language = "FI",
        host_names: Collection[str] = NETVISOR_HOSTS,
    ) -> None:
        require("the sandbox", "sandbox", "werkzeug", "jinja2")
        if host not in _HERE and not allow_remote:
            raise SetupError(
                f"the sandbox listens on localhost only, not on {host}, because its keys are public; allow_remote=True"
                " overrides that"
            )
        lists = {"companies": companies, "dimensions": dimensions, "faults": faults, "no_access": no_access}
        lists |= {"host_names": host_names, "algorithms": algorithms, "clock_checked": clock_checked}
        for name, given in lists.items():
            if isinstance(given, str):
                raise SetupError(f"{name} must be a list: [{given!r}], not the text {given!r}")
        self.settings: Settings = Settings(
            gate=gate,
            clock_tolerance=clock_tolerance,
            clock_checked=tuple(clock_checked),
            url_form=url_form,
            id_noted=id_noted,
            overlapping=overlapping,
            algorithms=tuple(algorithms),
            largest_body=largest_body,
            file_wait=file_wait,
            no_access=frozenset(map(resource_name, no_access)),
            unknown_products=unknown_products,
            voucher_class_key=voucher_class_key,
            period_days=period_days,
            keep_books=keep_books,
            always_http_status=always_http_status,
            language=language,
            host_names=frozenset(name.lower().removesuffix(".") for name in (*host_names, host)),
        )
        self.faults: Faults = Faults(seed=fault_seed, id_noted=id_noted)
        """The faults that wait for their calls, their chances, and how long calls take."""
        self.calls: Calls = Calls()
        """The calls that arrived, the last one last."""
        self.faults.latency = None if latency is None else Latency.from_text(str(latency))
        for text in faults:
            self.faults.put(fault_from_text(text))
        self._clock = clock if isinstance(clock, Clock) else Clock(clock)
        self._dimensions = tuple(dimensions)
        self._companies = None if companies is None else tuple(companies)
        self._chart = None if accounts is None else read_chart_file(accounts)
        self._db, self._reset, self._seed = db, reset, seed
        self._address = (host, port)
        self._store: Store | None = None
        self._app: Application | None = None
        self._server: Server | None = None
        self._tampuuri: LocalTampuuri | None = None
        self._starting_tampuuri = threading.Lock()

    # Starting and stopping.

    def start(self) -> Sandbox:
        """Open the books and listen.

        Raises:
            SetupError: it runs already, or the file, the address or the clock cannot be used.
        """
        from netvisor.sandbox.app import Application
        from netvisor.sandbox.server import Server

        if self._server is not None:
            raise SetupError("the sandbox is already running")
        self._clock()  # a source that tells an impossible time is refused here, and not at the first call
        store = Store(self._db, empty=self._reset, wait=self.settings.file_wait)
        try:
            self._companies = enter_companies(store, self._companies)
            if self._seed is not None:
                fill(store, self._companies, self._seed)
            if self._chart is not None:
                with store.transaction() as connection:
                    for company in self._companies:
                        keep_chart(connection, company, self._chart)
            books = Books(store, self._clock)
            for company, name in product(self._companies, self._dimensions):
                books[company].add_dimension(name)
            app = Application(
                store, self.settings, self._clock, self.faults, self.calls, self._answer_tampuuri, self._case_file
            )
            self._server = Server(app, *self._address)
        except BaseException:
            store.close()
            raise
        self._store, self._app = store, app
        return self

    def stop(self) -> None:
        """Stop listening, close every connection and the books. A stopped sandbox stays stopped silently."""
        if self._app is not None:
            self._app.stopping.set()
        if self._tampuuri is not None:
            self._tampuuri.close()
        if self._server is not None:
            self._server.stop()
        if self._app is not None:
            self._app.company_locks.close()
        if self._store is not None:
            self._store.close()
        self._server = self._store = self._app = self._tampuuri = None

    def __enter__(self) -> Sandbox:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # What it is reached by.

    @property
    def url(self) -> str:
        """The base address, for `Client(base_url=...)`."""
        if self._server is None:
            raise SetupError("the sandbox is not running; start it, or use it in a `with` block")
        host = self._address[0]
        return f"http://{f'[{host}]' if ':' in host else host}:{self._server.port}/"

    @property
    def app(self) -> Application:
        """The WSGI application, for another server than its own."""
        if self._app is None:
            raise SetupError("the sandbox is not running; start it, or use it in a `with` block")
        return self._app

    @property
    def companies(self) -> tuple[str, ...]:
        """The business ids of its companies."""
        _ = self.store
        return self._companies or ()

    @property
    def credentials(self) -> Credentials:
        """The credentials of its first company."""
        return self.credentials_for(self.companies[0])

    def credentials_for(self, company: str) -> Credentials:
        """The credentials of a company.

        Raises:
            SetupError: the sandbox has no such company.
        """
        return credentials(self.store, company, self.settings.language)

    # What it holds.

    @property
    def store(self) -> Store:
        """The file of its books."""
        if self._store is None:
            raise SetupError("the sandbox is not running; start it, or use it in a `with` block")
        return self._store

    @property
    def books(self) -> Books:
        """The books by company: `sandbox.books["1234567-8"].customers[1].name`."""
        return Books(self.store, self._clock)

    @property
    def tampuuri(self) -> LocalTampuuri:
        """The local Tampuuri: its address, credentials, records and manual actions.

        Raises:
            SetupError: the extra `netvisor-xml[tampuuri]` is not installed.
        """
        require("the local Tampuuri", "tampuuri", "msgspec")
        from netvisor.sandbox.tampuuri.local import LocalTampuuri

        if self._tampuuri is None:
            made = LocalTampuuri(self.store, self._clock, self.calls, self.companies, self.url)
            if self._seed is not None:
                made.fill(self._seed)
            self._tampuuri = made
        return self._tampuuri

    def _answer_tampuuri(self, request: Request) -> Response:
        from netvisor.sandbox.tampuuri.path import unavailable

        with self._starting_tampuuri:
            try:
                answer = self.tampuuri.answer
            except SetupError as error:
                return unavailable(error.text)
        return answer(request)

    def case(self, call: LoggedCall) -> Case:
        """A call and the books before it as a test case without personal data, which `.save(path)` writes.

        Raises:
            SetupError: its outcome cannot be had again; the text says why.
        """
        from netvisor.sandbox.cases.case import case_of

        return case_of(call, call.books or self.store.image(), self.settings)

    def _case_file(self, call: LoggedCall) -> bytes:
        return self.case(call).as_json().encode("utf-8", "backslashreplace")

    @property
    def clock(self) -> Clock:
        """Its time; `sandbox.clock = moment` stops it at a moment."""
        return self._clock

    @clock.setter
    def clock(self, moment: datetime) -> None:
        self._clock.set(moment)

    @contextmanager
    def busy(self, company: str | None = None) -> Iterator[None]:
        """Be under way with a call of a company, so that another call of it overlaps."""
        with self.app.company_locks.held(company or self.companies[0]):
            yield

    def fail_next(
        self,
        *,
        after: After = "arrival",
        how: How = "drop connection",
        resource: str | None = None,
        company: str | None = None,
        chance: float = 1.0,
        times: int | None = 1,
        category: str = "",
        text: str = "",
        seconds: float = 0.0,
    ) -> Fault:
        """Let the next call fail.

        Args:
            after: `arrival` fails before anything is stored, `storing` after it is; `midway` drops the connection
                first and stores then. The last two come to calls that store something, and to no other.
            how: `drop connection`: no answer; `half answer`: the connection breaks inside it; `slow bytes`: it takes
                `seconds`; `forbidden character`: it holds `text`, by default `&#x2;`; `html`: a page instead of XML;
                `empty`: no body; `too many requests`: HTTP 429, whose `Retry-After` is `seconds`; `maintenance`,
                `technical error`: refused so; `refuse`: refused with `category` and `text`; `delay`: answered as usual
                after `seconds`.
            resource: only calls of this resource; `None` for any.
            company: only calls of this company; `None` for any.
            chance: the probability with which it hits a call; the chances begin with `fault_seed`.
            times: how many calls fail so; `None` for all.
            category: the category of `refuse`.
            text: the text of a refusal, the page of `html`, or the forbidden character; ours by default.
            seconds: the length of a `delay`, of `slow bytes`, or of storing after a drop `midway`; the `Retry-After`
                of `too many requests`, 1 by default.

        Raises:
            SetupError: the fault makes no sense, such as maintenance after storing.
        """
        return self.faults.add(
            after=after,
            how=how,
            resource=resource,
            company=company,
            chance=chance,
            times=times,
            category=category,
            text=text,
            seconds=seconds,
        )
